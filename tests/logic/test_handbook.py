"""The handbook: every chapter is read, found and written out as what it says, never as markup."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from counsel_app import __version__, paths
from counsel_app.logic.errors import InputError
from counsel_app.logic.handbook.desk import ABOUT, Handbook
from counsel_app.logic.handbook.reading import read_chapters
from counsel_app.logic.handbook.rtf import document
from counsel_app.logic.handbook.views import BlockKind, BlockView, ChapterView

KNOWLEDGE = SimpleNamespace(version="2026.11+abc", law_as_of=date(2026, 8, 12), options={"a": 1, "b": 2})
HOSTILE = r'<img src="file:///etc/passwd"> {\object} \par & Ünï ሰ'


@pytest.fixture
def handbook() -> Handbook:
    return Handbook(paths.resources(), lambda: cast("Any", KNOWLEDGE))


def test_every_chapter_has_a_title_and_something_to_say(handbook: Handbook) -> None:
    files = {path.stem for path in (paths.resources() / "help").glob("*.md")}
    assert {chapter.id for chapter in handbook.chapters} == {*files, ABOUT}
    for chapter in handbook.chapters:
        assert chapter.title and "#" not in chapter.title and chapter.blocks
        assert not [block for block in chapter.blocks if re.search(r"^#|\*\*|!\[|^\|", block.text)], chapter.id


def test_tables_have_the_same_number_of_cells_in_every_row(handbook: Handbook) -> None:
    tables = [block.rows for chapter in handbook.chapters for block in chapter.blocks if block.kind is BlockKind.TABLE]
    assert len(tables) > 5
    assert all(len({len(row) for row in rows}) == 1 and len(rows) > 1 for rows in tables)


def test_the_paper_set_is_there_as_templates_that_say_they_are_drafts(handbook: Handbook) -> None:
    templates = [chapter for chapter in handbook.chapters if chapter.is_template]
    assert len(templates) == 6
    for chapter in templates:
        assert chapter.blocks[0].kind is BlockKind.NOTE and chapter.blocks[0].text.startswith("Entwurf zum Anpassen")
    norms = ("Art. 30", "Art. 32", "Art. 35", "Art. 13", "§§ 195, 199", "§ 203")
    for chapter, norm in zip(templates, norms, strict=True):
        assert norm in " ".join(block.text for block in chapter.blocks), chapter.id


def test_lines_become_blocks(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "there.png").touch()
    (tmp_path / "21-a.md").write_text(
        "# Titel\n\nEins\nzwei.\n\n## Kopf\nText\n- **a** <b>\n  weiter\n- b\n1. eins\n\n> Hin\n> weis\n\n"
        "| A | B |\n| --- | --- |\n| c | |\n\n![Bild](there)\n![fehlt](gone)\n",
        encoding="utf-8",
    )
    (chapter,) = read_chapters(tmp_path)
    assert (chapter.title, chapter.group, chapter.is_template) == ("Titel", "Arbeiten", False)
    assert [(block.kind.value, block.text, block.mark) for block in chapter.blocks] == [
        ("text", "Eins zwei.", ""),
        ("heading", "Kopf", ""),
        ("text", "Text", ""),
        ("point", "a <b> weiter", "•"),
        ("point", "b", "•"),
        ("point", "eins", "1."),
        ("note", "Hin weis", ""),
        ("table", "A B\nc ", ""),
        ("picture", "Bild", ""),
        ("picture", "fehlt", ""),
    ]
    assert chapter.blocks[7].rows == (("A", "B"), ("c", ""))
    assert [Path(block.picture).name for block in chapter.blocks[8:]] == ["there.png", ""]


def test_a_missing_handbook_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Handbuch fehlt"):
        read_chapters(tmp_path)


def test_search_wants_all_words_and_puts_titles_first(handbook: Handbook) -> None:
    hits = handbook.find("VERSCHLÜSSELUNG kann").hits
    assert hits[0].chapter == "40-verschluesselung" and hits[0].block == -1
    hits = handbook.find("sicherung stick").hits
    by_id = {chapter.id: chapter for chapter in handbook.chapters}
    assert hits
    for hit in hits:
        text = by_id[hit.chapter].blocks[hit.block].text.casefold() if hit.block >= 0 else hit.title.casefold()
        assert "sicherung" in text and "stick" in text
    assert handbook.find("gibtesnicht").hits == () and handbook.find("  ").hits == ()


def test_the_page_about_the_program_names_version_and_day_of_the_law(handbook: Handbook) -> None:
    about = " ".join(block.text for block in handbook.chapters[-1].blocks)
    assert __version__ in about and "2026.11+abc" in about and "12.08.2026" in about


def test_an_installed_program_lists_its_parts(tmp_path: Path) -> None:
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "10-a.md").write_text("# A\n\nText\n", encoding="utf-8")
    (tmp_path / "licences").mkdir()
    (tmp_path / "licences" / "parts.txt").write_text("cffi 2.1: MIT\n", encoding="utf-8")
    about = Handbook(tmp_path, lambda: cast("Any", KNOWLEDGE)).chapters[-1]
    assert about.blocks[-1].rows == (("Teil", "Lizenz"), ("cffi 2.1", "MIT"))


def test_a_template_is_written_as_text_and_nothing_else() -> None:
    blocks = (
        BlockView(BlockKind.TEXT, HOSTILE),
        BlockView(BlockKind.TABLE, "", rows=((HOSTILE, "b"), ("c", "d"))),
        BlockView(BlockKind.PICTURE, "nicht im Dokument"),
    )
    written = document(ChapterView("a", "Über 🙂", "Vorlagen", blocks, True))
    assert written.isascii() and written.count("{") - written.count(r"\{") == written.count("}") - written.count(r"\}")
    assert r"\\par & \u220?n\u239? \u4656?" in written and r"\{\\object\}" in written
    assert r"\u-10179?\u-8638?" in written  # signs beyond 16 bits are two numbers
    assert written.count(r"\row") - written.count(r"\rowd") == 2 and "nicht im Dokument" not in written


def test_a_template_that_cannot_be_written_is_told(handbook: Handbook, tmp_path: Path) -> None:
    assert "geschrieben" in handbook.write("62-schutzmassnahmen", tmp_path / "TOM.rtf")
    assert (tmp_path / "TOM.rtf").read_text(encoding="ascii").startswith(r"{\rtf1")
    with pytest.raises(InputError, match=r"„TOM\.rtf“ ließ sich nicht schreiben"):
        handbook.write("62-schutzmassnahmen", tmp_path / "nirgends" / "TOM.rtf")
