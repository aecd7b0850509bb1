"""The pages of a letter: every name and every paragraph is in the PDF, with title and language."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from unicodedata import normalize

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from counsel_app import paths
from counsel_app.logic.documents.document import Document, Paragraph, plain, printable
from counsel_app.ui.letters.letter_paper import Paper
from counsel_app.ui.look import theme
from tests.logic.documents.maker import document
from tests.logic.documents.test_letters import names

LATIN = 0x250
TURNED = str.maketrans(")]}>", "([{<")


@pytest.fixture(autouse=True)
def fonts(qtbot: QtBot) -> None:
    theme.load_fonts(paths.resources() / "fonts")


def bare(text: str) -> str:
    """The letters alone, in their plain forms: a PDF keeps no blanks and may keep Arabic letters as joined forms."""
    return re.sub(r"[\s\u200c\u200d]", "", normalize("NFKC", text))


def text_of(made: Document) -> tuple[str, PdfReader]:
    reader = PdfReader(BytesIO(Paper(made).pdf()))
    return "\n".join(page.extract_text() for page in reader.pages), reader


def test_title_language_and_pages() -> None:
    made = document("antrag-duldung", ("duldung-60a-familie",), {})
    text, reader = text_of(made)
    assert reader.metadata is not None and reader.metadata.title == "Antrag auf Duldung"
    assert reader.root_object["/Lang"] == "de-DE"
    assert len(reader.pages) == Paper(made).pages
    assert all(f"Seite{number}von{len(reader.pages)}" in bare(text) for number in range(1, len(reader.pages) + 1))


def test_the_pdf_says_what_the_document_says() -> None:
    made = document("antrag-duldung", ("duldung-60a-familie",), {})
    text, _ = text_of(made)
    for part in made.paragraphs:
        for piece in part.pieces:
            assert bare(piece.text) in bare(text)


def test_a_thousand_names_come_out_as_they_are() -> None:
    """Latin ones as a whole; what is read back of mixed scripts may have another order, and brackets turned."""
    found = [printable(name) for name in names(1000)]
    rows = tuple(Paragraph(f"p{number}", "text", plain(name)) for number, name in enumerate(found))
    text, _ = text_of(Document("Namen", "Namen", form="sheet", paragraphs=rows))
    whole = bare(text)
    for name in found:
        if all(ord(letter) < LATIN for letter in name):
            assert bare(name) in whole
    wanted = Counter(bare("".join(found)).translate(TURNED))
    assert not wanted - Counter(whole.translate(TURNED))


def test_a_page_as_picture() -> None:
    paper = Paper(document("antrag-duldung", ("duldung-60a-familie",), {}))
    picture = paper.image(0, 600)
    assert (picture.width(), picture.height()) == (600, 849)
    picture = paper.image(0, 1200)
    dark = [y for y in range(1697) if picture.pixelColor(42, y).lightness() < 200]
    assert [round(y * 297 / 1697) for y in dark[::2]][:1] == [105] and max(dark) > 1150  # the fold marks
