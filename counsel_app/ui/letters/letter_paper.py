"""The neutral document as pages: one layout for the preview and for the PDF, after DIN 5008 form B.

Qt writes title and fonts; the language of the file, which Qt leaves out, is added with pypdf.
"""

from __future__ import annotations

from io import BytesIO

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from counsel_app.logic.documents.document import Document, Paragraph, Pieces, joined, plain
from counsel_app.ui.look import icons, theme

DOTS = 600  # per inch
MM = DOTS / 25.4
LEFT, RIGHT, TOP, BOTTOM = 25.0, 20.0, 27.0, 27.0  # millimetres
BODY_TOP = 98.5  # first line under address field and information block
INFO_LEFT, INFO_TOP, ADDRESS_TOP, ADDRESS_WIDTH = 125.0, 50.0, 45.0, 85.0
FOLDS, PUNCH = (105.0, 210.0), 148.5
FOOT_TOP = 297.0 - 21.0
GAP_GROUND = QColor("#fff2a8")
LINE = "\u2028"
SIGN = "______________________________"


class Paper:
    """A document laid out once; pages are counted and painted from it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = _writer_on(self._buffer, document)
        self._text = self._laid_out()

    @property
    def pages(self) -> int:
        return max(1, self._text.pageCount())

    def image(self, page: int, width: int) -> QImage:
        """One page (from 0) as a picture so many pixels wide."""
        picture = QImage(width, round(width * 297 / 210), QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = width / (210 * MM)
        painter.scale(scale, scale)
        self._paint(painter, page)
        painter.end()
        return picture

    def pdf(self) -> bytes:
        """The whole as PDF with title and language."""
        painter = QPainter(self._writer)
        for page in range(self.pages):
            if page:
                self._writer.newPage()
            self._paint(painter, page)
        painter.end()
        self._buffer.close()
        return _with_language(bytes(self._buffer.data().data()), self.document)

    # layout -----------------------------------------------------------------------

    def _laid_out(self) -> QTextDocument:
        text = QTextDocument()
        text.setUndoRedoEnabled(False)
        text.documentLayout().setPaintDevice(self._writer)
        text.setDefaultFont(theme.font(11))
        text.setDocumentMargin(0)
        text.setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        text.setPageSize(QSizeF((210 - LEFT - RIGHT) * MM, (297 - TOP - BOTTOM) * MM))
        _Flow(QTextCursor(text), self.document).write()
        return text

    def _paint(self, painter: QPainter, page: int) -> None:
        height = self._text.pageSize().height()
        painter.save()
        painter.translate(LEFT * MM, TOP * MM - page * height)
        self._text.drawContents(painter, QRectF(0, page * height, self._text.pageSize().width(), height))
        painter.restore()
        if self.document.form == "letter" and page == 0:
            self._frame(painter)
        foot = f"{self.document.foot} · Seite {page + 1} von {self.pages}"
        _draw(painter, plain(foot), (LEFT, FOOT_TOP, 210 - LEFT - RIGHT), 7)

    def _frame(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor("#606060"), 0.2 * MM))
        for mark in (*FOLDS, PUNCH):
            painter.drawLine(
                round(5 * MM), round(mark * MM), round((10 if mark != PUNCH else 8) * MM), round(mark * MM)
            )
        painter.setPen(QPen(Qt.GlobalColor.black, 0.1 * MM))
        top = ADDRESS_TOP + 12.7
        _draw(painter, plain(self.document.sender), (LEFT, top, 80.0), 6.5)
        painter.drawLine(round(LEFT * MM), round((top + 5) * MM), round((LEFT + 80) * MM), round((top + 5) * MM))
        top += 6
        for line in self.document.address:
            top += _draw(painter, line, (LEFT, top, 80.0), 10)
        top = INFO_TOP
        for label, value in self.document.info:
            taken = _draw(painter, plain(label), (INFO_LEFT, top, 30.0), 9)
            top += max(taken, _draw(painter, value, (INFO_LEFT + 29, top, 46.0), 9)) + 1


class _Flow:
    """Writes the running text into a Qt document, piece by piece and never as markup."""

    def __init__(self, cursor: QTextCursor, document: Document) -> None:
        self._cursor, self._document = cursor, document
        self._is_first = True
        self._point = QGuiApplication.primaryScreen().logicalDotsPerInchY() / 72  # Qt scales from here to the paper

    def write(self) -> None:
        document = self._document
        letter = document.form == "letter"
        if letter:
            self._space((BODY_TOP - TOP) / 0.3528)
        for line in document.subject.split("\n"):
            self._block(plain(line, bold=True), after=2, points=11 if letter else 15)
        if document.about:
            self._block(document.about, after=4)
        if document.salutation:
            self._block(plain(document.salutation), before=14, after=8)
        for paragraph in document.paragraphs:
            self._paragraph(paragraph)
        self._end()

    def _space(self, points: float) -> None:
        """Room at the top of the first page: a line of that height, because a first block loses its margin."""
        form = QTextBlockFormat()
        form.setLineHeight(points * self._point, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._cursor.setBlockFormat(form)
        self._cursor.insertText(" ")
        self._is_first = False

    def _paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.kind == "heading":
            self._block(paragraph.pieces, before=6, after=4, keep=True)
        elif paragraph.kind == "table":
            self._table(paragraph)
        elif paragraph.kind == "icon":
            self._picture(paragraph)
        elif paragraph.kind == "point":
            self._block((*plain("–\u00a0"), *paragraph.pieces), after=3, indent=True)
        else:
            if paragraph.pieces:
                self._block(paragraph.pieces, after=4 if paragraph.points else 8)
            for number, point in enumerate(paragraph.points, 1):
                last = number == len(paragraph.points)
                self._block((*plain("–\u00a0"), *point), after=8 if last else 3, indent=True)

    def _picture(self, paragraph: Paragraph) -> None:
        """A small picture and what it stands for."""
        self._block((), after=5)
        picture = icons.pixmap(paragraph.icon, "#1c2630", 96).toImage()
        form = QTextImageFormat()
        form.setName(paragraph.icon)
        form.setWidth(20 * self._point)
        self._cursor.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(paragraph.icon), picture)
        self._cursor.insertImage(form)
        _insert(self._cursor, (*plain("  "), *paragraph.pieces), 12)

    def _end(self) -> None:
        document = self._document
        rule = LINE.join(("", "", SIGN))
        opening = document.greeting or "Ort, Datum: ______________________________"
        pieces = [*plain(opening.replace("\n", " "))]
        if document.signature:
            pieces += [type(pieces[0])(LINE + rule)]
            for line in document.signature:
                pieces += [type(pieces[0])(LINE), *line]
            self._block(tuple(pieces), before=8, after=10, together=True)
        for title, lines in (("Anlagen", document.enclosures), ("Abdruck an", document.copies)):
            if lines:
                self._block(plain(title, bold=True), before=8, after=2)
                for entry in lines:
                    self._block(plain(f"–\u00a0{entry}"), after=1, indent=True, points=10)

    def _block(
        self, pieces: Pieces, *, before: float = 0, after: float = 6, points: float = 11, indent: bool = False,
        keep: bool = False, together: bool = False,
    ) -> None:  # fmt: skip
        form = QTextBlockFormat()
        form.setTopMargin(before * self._point)
        form.setBottomMargin(after * self._point)
        form.setLineHeight(108, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a German letter, whatever script a name has
        form.setNonBreakableLines(together or keep)
        if indent:
            form.setLeftMargin(11 * self._point)
            form.setTextIndent(-11 * self._point)
        if self._is_first:
            self._cursor.setBlockFormat(form)
            self._is_first = False
        else:
            self._cursor.insertBlock(form)
        _insert(self._cursor, pieces, points)

    def _table(self, paragraph: Paragraph) -> None:
        form = QTextTableFormat()
        form.setCellPadding(3 * self._point)
        form.setCellSpacing(0)
        form.setBorder(0.5 * self._point)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QBrush(QColor("#808080")))
        form.setHeaderRowCount(1)
        form.setBottomMargin(8 * self._point)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        if self._document.columns and len(self._document.columns) == len(paragraph.rows[0]):
            form.setColumnWidthConstraints(
                [QTextLength(QTextLength.Type.PercentageLength, share) for share in self._document.columns]
            )
        table = self._cursor.insertTable(len(paragraph.rows), len(paragraph.rows[0]), form)
        for row, cells in enumerate(paragraph.rows):
            for column, pieces in enumerate(cells):
                _insert(table.cellAt(row, column).firstCursorPosition(), pieces, 9.5)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)


def _insert(cursor: QTextCursor, pieces: Pieces, points: float) -> None:
    for piece in pieces:
        form = QTextCharFormat()
        form.setFont(_font(points, piece.bold))
        if piece.gap:
            form.setBackground(GAP_GROUND)
        cursor.insertText(piece.text.replace("\n", LINE), form)


def _draw(painter: QPainter, pieces: Pieces, place: tuple[float, float, float], points: float) -> float:
    """Text in a box of a page, in millimetres from its left top; the height taken."""
    left, top, width = place
    font = _font(points, any(piece.bold for piece in pieces))
    font.setPixelSize(max(1, round(points * DOTS / 72)))
    painter.setFont(font)
    box = QRectF(left * MM, top * MM, width * MM, 80 * MM)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextForceLeftToRight
    text = joined(pieces)
    taken = painter.boundingRect(box, flags, text)
    if any(piece.gap for piece in pieces):
        painter.fillRect(taken, GAP_GROUND)
    painter.drawText(box, flags, text)
    return float(taken.height() / MM)


def _font(points: float, bold: bool) -> QFont:
    return theme.font(points, bold=bold)


def _writer_on(buffer: QBuffer, document: Document) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setTitle(document.title)
    writer.setCreator("Hafenlotse")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    return writer


def _with_language(pdf: bytes, document: Document) -> bytes:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(document.language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
