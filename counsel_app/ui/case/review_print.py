"""The lawyer's sheet of an option as PDF: conditions, law, questions, example cases, arguments, a line to sign."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import (
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from counsel_app.logic.errors import InputError
from counsel_app.logic.session import Session
from counsel_app.logic.snapshot import SheetLine
from counsel_app.ui.look import theme
from counsel_app.ui.look.plain import shown

SIZES = {"title": 15.0, "heading": 11.5, "sign": 10.5, "detail": 8.5}
DOTS_PER_INCH = 300
POINT = DOTS_PER_INCH / 72
ABOVE = {"heading": 9.0, "sign": 26.0, "item": 3.0}  # points, as all lengths here
LEFT = {"item": 14.0, "detail": 28.0}
HANGING = -14.0
PLAIN_POINTS, INK, GREY = 9.5, "#1c2630", "#56616d"


def print_review(session: Session, option: str, parent: QWidget) -> str:
    """Ask for a file and write the sheet; what to tell the counsellor, "" if they changed their mind."""
    path, _ = QFileDialog.getSaveFileName(parent, "Prüfbogen drucken", f"Prüfbogen-{option}.pdf", "PDF (*.pdf)")
    if not path:
        return ""
    path = path if path.lower().endswith(".pdf") else f"{path}.pdf"
    try:
        write_review(session.law.review(option), path)
    except InputError as error:
        return str(error)
    return "Der Prüfbogen ist geschrieben; er enthält nichts aus diesem Fall."


def write_review(lines: tuple[SheetLine, ...], path: str) -> None:
    """Write the sheet. Raises InputError if the file cannot be written."""
    try:
        with open(path, "ab"):
            pass
    except OSError:
        raise InputError("Der Prüfbogen ließ sich nicht schreiben; bitte einen anderen Ordner wählen.") from None
    writer = QPdfWriter(path)
    writer.setTitle(shown(lines[0].text))
    writer.setCreator("Hafenlotse")
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(2, 2, 2, 2), QPageLayout.Unit.Millimeter)
    document_of(lines).print_(writer)


def document_of(lines: tuple[SheetLine, ...]) -> QTextDocument:
    """The sheet as a document of plain paragraphs."""
    document = QTextDocument()
    document.setDefaultFont(theme.font(PLAIN_POINTS))
    cursor = QTextCursor(document)
    for number, line in enumerate(lines):
        paragraph = QTextBlockFormat()
        paragraph.setTopMargin(POINT * ABOVE.get(line.kind, 1.0) if number else 0.0)
        paragraph.setLeftMargin(POINT * LEFT.get(line.kind, 0.0))
        paragraph.setTextIndent(POINT * HANGING if line.kind == "item" else 0.0)
        if number:
            cursor.insertBlock(paragraph)
        else:
            cursor.setBlockFormat(paragraph)
        cursor.insertText(shown(f"{line.mark} {line.text}" if line.mark else line.text), _letters(line.kind))
    return document


def _letters(kind: str) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(theme.font(SIZES.get(kind, PLAIN_POINTS), bold=kind in ("title", "heading")))
    letters.setForeground(theme.color(GREY if kind in ("head", "detail") else INK))
    return letters
