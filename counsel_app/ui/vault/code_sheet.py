"""The recovery code on one page of paper: as PDF, or straight to a printer, which leaves no file behind."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from counsel_app.logic.errors import InputError
from counsel_app.ui.look import theme

COLUMNS = 3
TITLE = "Wiederherstellungscode des Tresors"
ABOUT = (
    "Diese 24 Wörter öffnen alle Fälle, wenn eine Passphrase vergessen wurde. Bitte nicht beim Gerät aufbewahren, "
    "sondern verschlossen bei der Leitung; nicht fotografieren, nicht mailen. Gehen Passphrase und Code verloren, "
    "sind die Fälle verloren."
)


def write_code(code: str, path: str) -> None:
    """Write the page as PDF. Raises InputError."""
    writer = QPdfWriter(path)
    writer.setTitle(TITLE)
    writer.setCreator("Hafenlotse")
    _paint(writer, code)


def print_code(code: str, parent: QWidget) -> bool:
    """Ask for a printer and print; False when nobody chose one. Raises InputError."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        raise InputError("An diesem Rechner ist kein Drucker eingerichtet; bitte als PDF speichern oder abschreiben.")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if not dialog.exec():
        return False
    _paint(printer, code)
    return True


def _paint(device: QPagedPaintDevice, code: str) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(22, 20, 22, 20), QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(device):
        raise InputError("Der Code ließ sich nicht ausgeben; bitte einen anderen Ordner oder Drucker wählen.")
    try:
        point = device.logicalDpiY() / 72
        width, y = float(device.width()), 0.0
        for text, points, bold in ((f"Hafenlotse: {TITLE}", 16.0, True), (ABOUT, 10.5, False)):
            painter.setFont(theme.font(points, bold=bold))
            box = QRectF(0, y, width, device.height())
            flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            y += painter.boundingRect(box, flags, text).height() + 14 * point
            painter.drawText(box, flags, text)
        words = code.split()
        rows = -(-len(words) // COLUMNS)
        painter.setFont(theme.font(14, bold=True))
        for place, word in enumerate(words):
            left = place // rows * width / COLUMNS
            painter.drawText(QRectF(left, y + place % rows * 26 * point, width, 26 * point), 0, f"{place + 1}. {word}")
        painter.setFont(theme.font(9.5))
        foot = "Gedruckt am ____________   verwahrt von ______________________   zuletzt geprobt am ____________"
        painter.drawText(QRectF(0, y + (rows + 1) * 26 * point, width, 20 * point), 0, foot)
    finally:
        painter.end()
