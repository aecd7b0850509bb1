"""The neutral document as DOCX, built paragraph by paragraph with python-docx: no template, so nothing to inject into.

python-docx escapes every text and writes no external relation. What it has no call for (right-to-left runs, frames
for the fold marks) is set on its XML.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any
from unicodedata import bidirectional

from docx import Document as new_document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_BREAK, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from counsel_app.logic.documents.document import Document, Paragraph, Pieces, plain, printable

FONT, ETHIOPIC_FONT = "Arial", "Ebrima"  # on every Windows; LibreOffice has its own for both
LEFT, RIGHT, TOP, BOTTOM = 25, 20, 27, 25  # millimetres, DIN 5008
ADDRESS_TOP, ADDRESS_HEIGHT = 45, 45  # form B
MARKS = (105, 148.5, 210)  # fold, punch, fold
ETHIOPIC = (range(0x1200, 0x13A0), range(0x2D80, 0x2DE0), range(0xAB00, 0xAB30))


def docx(document: Document) -> bytes:
    """The file."""
    made = new_document()
    _prepare(made, document)
    if document.form == "letter":
        _head(made, document)
    for index, line in enumerate(document.subject.split("\n")):
        _add(made, plain(line, bold=True), before=24 if index == 0 and document.form == "letter" else 0, after=0)
    if document.about:
        _add(made, document.about, after=4)
    if document.salutation:
        _add(made, plain(document.salutation), before=18)
    for paragraph in document.paragraphs:
        _body(made, paragraph)
    _end(made, document)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _prepare(made: Any, document: Document) -> None:
    properties = made.core_properties
    properties.title, properties.language = printable(document.title), document.language
    properties.author = properties.last_modified_by = properties.comments = ""
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:cs"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), document.language)
    style.element.rPr.append(language)
    section = made.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.footer_distance, section.header_distance = Mm(8), Mm(12)
    section.different_first_page_header_footer = document.form == "letter"
    for footer in (section.footer, section.first_page_footer) if document.form == "letter" else (section.footer,):
        _write(footer.paragraphs[0], plain(document.foot), size=7.5)
        _page_number(footer.add_paragraph())
    if document.form == "letter":
        header = section.first_page_header.paragraphs[0]
        header.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        header.paragraph_format.line_spacing = Mm(ADDRESS_TOP - 12)
        header.paragraph_format.space_after = Pt(0)
        for mark in MARKS:
            _mark(header.insert_paragraph_before(), mark)  # before it: a header must not end with a frame


def _mark(paragraph: Any, millimetres: float) -> None:
    """A short line at the left edge: a frame with a border above."""
    properties = paragraph._p.get_or_add_pPr()
    frame = OxmlElement("w:framePr")
    places = {"w": 5, "h": 2, "x": 5 if millimetres != MARKS[1] else 4, "y": millimetres}
    for key, value in places.items():
        frame.set(qn(f"w:{key}"), str(round(value * 56.7)))
    for key, word in (("hRule", "exact"), ("hAnchor", "page"), ("vAnchor", "page"), ("wrap", "around")):
        frame.set(qn(f"w:{key}"), word)
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, word in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "808080")):
        top.set(qn(f"w:{key}"), word)
    border.append(top)
    properties.insert(0, frame)
    properties.insert(1, border)


def _head(made: Any, document: Document) -> None:
    """Address field on the left, information block on the right."""
    table = made.add_table(rows=1, cols=2)
    table.autofit = False
    row = table.rows[0]
    row.height, row.height_rule = Mm(ADDRESS_HEIGHT), WD_ROW_HEIGHT_RULE.EXACTLY
    widths = (Mm(90), Mm(75))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    address, info = row.cells
    _write(_first(address), plain(document.sender), size=7.5, after=10)
    for line in document.address:
        _write(address.add_paragraph(), line, after=0)
    first = True
    for label, value in document.info:
        paragraph = _first(info) if first else info.add_paragraph()
        first = False
        _write(paragraph, (*plain(f"{label} "), *value), size=9.5, after=2)


def _body(made: Any, paragraph: Paragraph) -> None:
    if paragraph.kind == "heading":
        _add(made, paragraph.pieces, before=8, keep=True)
    elif paragraph.kind == "table":
        _table(made, paragraph, ())
    else:
        is_point = paragraph.kind == "point"
        if paragraph.pieces and not is_point:
            _add(made, paragraph.pieces, keep=bool(paragraph.points))
        for point in (paragraph.pieces,) if is_point else paragraph.points:
            added = _add(made, (*plain("– "), *point), after=3)
            added.paragraph_format.left_indent, added.paragraph_format.first_line_indent = Mm(5), Mm(-5)


def _table(made: Any, paragraph: Paragraph, columns: tuple[int, ...]) -> None:
    table = made.add_table(rows=0, cols=len(paragraph.rows[0]))
    table.style = "Table Grid"
    for row in paragraph.rows:
        cells = table.add_row().cells
        for cell, pieces in zip(cells, row, strict=True):
            _write(_first(cell), pieces, size=10, after=2)
    _add(made, (), after=4)


def _end(made: Any, document: Document) -> None:
    if document.greeting:
        _add(made, plain(document.greeting), before=10, after=36, keep=True)
    else:
        _add(made, plain("Ort, Datum: ______________________________"), before=18, after=30, keep=True)
    _add(made, plain("______________________________"), after=0, keep=True)
    for line in document.signature:
        _add(made, line, after=0, keep=True)
    for title, lines in (("Anlagen", document.enclosures), ("Abdruck an", document.copies)):
        if lines:
            _add(made, plain(title, bold=True), before=14, after=2, keep=True)
            for entry in lines:
                _add(made, plain(entry), after=0)


def _add(made: Any, pieces: Pieces, *, before: float = 0, after: float = 8, keep: bool = False) -> Any:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.keep_with_next = keep
    _write(paragraph, pieces, after=after)
    return paragraph


def _first(cell: Any) -> Any:
    return cell.paragraphs[0]


def _write(paragraph: Any, pieces: Pieces, *, size: float = 0, after: float = 8) -> None:
    paragraph.paragraph_format.space_after = Pt(after)
    for piece in pieces:
        for script, text in _stretches(piece.text):
            lines = text.split("\n")
            for number, line in enumerate(lines):
                run = paragraph.add_run(line)
                run.bold = piece.bold or None
                if size:
                    run.font.size = Pt(size)
                if piece.gap:
                    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
                _dress(run, script)
                if number < len(lines) - 1:
                    run.add_break(WD_BREAK.LINE)


def _dress(run: Any, script: str) -> None:
    if script == "rtl":
        run.font.rtl = run.font.complex_script = True
    elif script == "ethiopic":
        run.font.name = ETHIOPIC_FONT
        run._r.rPr.rFonts.set(qn("w:cs"), ETHIOPIC_FONT)


def _stretches(text: str) -> Iterator[tuple[str, str]]:
    """Stretches of one script: right-to-left ones with the blanks inside them."""
    for script, letters in groupby(_scripted(text), key=lambda pair: pair[0]):
        yield script, "".join(letter for _, letter in letters)


def _scripted(text: str) -> Iterator[tuple[str, str]]:
    scripts = [_script(letter) for letter in text]
    for place, letter in enumerate(text):
        if not scripts[place]:
            before = next((one for one in reversed(scripts[:place]) if one), "latin")
            after = next((one for one in scripts[place + 1 :] if one), "latin")
            scripts[place] = before if before == after else "latin"
        yield scripts[place], letter


def _script(letter: str) -> str:
    if bidirectional(letter) in ("R", "AL"):
        return "rtl"
    if any(ord(letter) in part for part in ETHIOPIC):
        return "ethiopic"
    return "latin" if letter.isalnum() else ""


def _page_number(paragraph: Any) -> None:
    """ "Seite 2 von 3", kept up to date by the word processor."""
    paragraph.alignment = 2
    for text, field in (("Seite ", "PAGE"), (" von ", "NUMPAGES")):
        run = paragraph.add_run(text)
        run.font.size = Pt(7.5)
        run = paragraph.add_run()
        run.font.size = Pt(7.5)
        for kind, content in (("begin", ""), ("", field), ("end", "")):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = content
            run._r.append(part)
