"""Pictures for the handbook: as wide as its page needs, with their own 256 most frequent colours. Needs PySide6.

python smaller.py TAKEN.png SMALLER.png ...
"""

from __future__ import annotations

import sys
from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

WIDTH = 960


def make(source: str, target: str) -> None:
    """One smaller picture."""
    wide = QImage(source).scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    picture = wide.convertToFormat(QImage.Format.Format_RGB32)
    colours = [colour for colour, _ in Counter(memoryview(picture.constBits()).cast("I")).most_common(256)]
    threshold = Qt.ImageConversionFlag.ThresholdDither
    picture.convertToFormat(QImage.Format.Format_Indexed8, colours, threshold).save(target)


if __name__ == "__main__":
    for pair in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        make(*pair)
