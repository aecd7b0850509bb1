"""The program's icon for Windows (.ico) and macOS (.icns), drawn from the SVG. Needs PySide6.

python icons.py hafenlotse.svg FOLDER
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
APPLE_KINDS = {128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}


def drawn(svg: Path, size: int, kind: str) -> bytes:
    """The drawing, `size` pixels square, as a picture file."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, kind):  # type: ignore[call-overload]
        sys.exit(f"Qt cannot write {kind} pictures here.")
    return bytes(buffer.data().data())


def windows_icon(svg: Path) -> bytes:
    """All sizes in one file: bitmaps, the largest as PNG, as Windows expects it."""
    entries, body = b"", b""
    start = 6 + 16 * len(WINDOWS_SIZES)
    for size in WINDOWS_SIZES:
        picture = drawn(svg, size, "PNG") if size == 256 else drawn(svg, size, "ICO")[22:]
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), start + len(body))
        body += picture
    return struct.pack("<HHH", 0, 1, len(WINDOWS_SIZES)) + entries + body


def apple_icon(svg: Path) -> bytes:
    """All sizes in one file."""
    pictures = [(kind, drawn(svg, size, "PNG")) for size, kind in APPLE_KINDS.items()]
    body = b"".join(kind + struct.pack(">I", len(picture) + 8) + picture for kind, picture in pictures)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


if __name__ == "__main__":
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    (folder / "hafenlotse.ico").write_bytes(windows_icon(source))
    (folder / "hafenlotse.icns").write_bytes(apple_icon(source))
    (folder / "hafenlotse.png").write_bytes(drawn(source, 256, "PNG"))
