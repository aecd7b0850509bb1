"""Own icons, drawn in the colour of the look they stand in."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from counsel_app import paths


@lru_cache(maxsize=256)
def pixmap(name: str, color: str, size: int) -> QPixmap:
    """The icon `name` (a file in resources/icons) in a colour, `size` pixels square."""
    drawing = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("#000000", color)
    sharpness = QGuiApplication.primaryScreen().devicePixelRatio()
    picture = QPixmap(round(size * sharpness), round(size * sharpness))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size * sharpness, size * sharpness))
    painter.end()
    picture.setDevicePixelRatio(sharpness)
    return picture


def icon(name: str, color: str, size: int = 18) -> QIcon:
    """The same for buttons."""
    return QIcon(pixmap(name, color, size))
