"""The sheet for the client as one page of PDF: the day large, what to do, the working small."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from counsel_app.logic.errors import InputError
from counsel_app.logic.snapshot import SlipView
from counsel_app.ui.look import theme
from counsel_app.ui.look.plain import shown

DOTS_PER_INCH = 300
POINT = DOTS_PER_INCH / 72
LABEL_WIDTH = 105 * POINT


def write_slip(slip: SlipView, path: str) -> None:
    """Write the sheet. Raises InputError if the file cannot be written."""
    sheet = QBuffer()  # in memory first: a file that cannot be written gets a sentence, and never half a page
    sheet.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(sheet)
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(shown(slip.title))
    writer.setCreator("Hafenlotse")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(22, 20, 22, 20), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    try:
        _Sheet(painter, writer.width(), writer.height()).paint(slip)
    finally:
        painter.end()
    try:
        Path(path).write_bytes(sheet.data().data())
    except OSError:
        raise InputError("Der Merkzettel ließ sich nicht schreiben; bitte einen anderen Ordner wählen.") from None


class _Sheet:
    """Writes from top to bottom."""

    def __init__(self, painter: QPainter, width: float, height: float) -> None:
        self._painter, self._width, self._height = painter, width, height
        self._y = 0.0

    def paint(self, slip: SlipView) -> None:
        self._text("Ihre Frist", 13)
        self._text(slip.headline, 26, bold=True)
        self._text(slip.title, 13, bold=True)
        self._gap(10)
        for label, text in slip.lines:
            self._pair(label, text, 11.5)
        self._gap(10)
        self._rule()
        self._text("So ist gerechnet", 10.5, bold=True)
        for step in slip.steps:
            self._pair(step.day, f"{step.text} ({step.law})", 9)
        self._y = max(self._y, self._height - 30 * POINT)
        self._text(slip.foot, 8.5)

    def _text(self, text: str, points: float, *, bold: bool = False, left: float = 0.0) -> float:
        self._painter.setFont(theme.font(points, bold=bold))
        box = QRectF(left, self._y, self._width - left, self._height)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        taken = self._painter.boundingRect(box, flags, shown(text)).height()
        self._painter.drawText(box, flags, shown(text))
        self._y += taken + 4 * POINT
        return taken

    def _pair(self, label: str, text: str, points: float) -> None:
        self._painter.setFont(theme.font(points, bold=True))
        box = QRectF(0, self._y, LABEL_WIDTH, self._height)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignLeft, shown(label))
        self._text(text, points, left=LABEL_WIDTH)

    def _gap(self, points: float) -> None:
        self._y += points * POINT

    def _rule(self) -> None:
        self._painter.drawLine(0, round(self._y), round(self._width), round(self._y))
        self._gap(8)
