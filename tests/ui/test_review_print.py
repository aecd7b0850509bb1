"""The lawyer's sheet, from the detail of an option to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from counsel_app.logic.errors import InputError
from counsel_app.logic.snapshot import SheetLine
from counsel_app.ui.case.review_print import document_of, write_review
from counsel_app.ui.main_window import MainWindow

OPTION = "beschaeftigungsduldung-60d"


def test_the_sheet_is_printed_from_the_detail(
    open_window: Callable[[], MainWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    window.start.demo.click()
    window.case.open_option(OPTION)
    path = tmp_path / "bogen"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(path), ""))
    window.case.detail.review.click()
    assert (tmp_path / "bogen.pdf").read_bytes().startswith(b"%PDF")
    assert "nichts aus diesem Fall" in window.case.note.toolTip()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(tmp_path / "none" / "x.pdf"), ""))
    window.case.detail.review.click()
    assert "anderen Ordner" in window.case.note.toolTip()


def test_the_sheet_holds_every_condition_question_and_story_and_nothing_of_the_case(
    open_window: Callable[[], MainWindow],
) -> None:
    window = open_window()
    window.start.demo.click()
    law = window.session.law
    text = document_of(law.review(OPTION)).toPlainText()
    option = law.program.knowledge.options[OPTION]
    for block in (*option.requires, *option.excludes):
        assert block.text in text and block.law in text
    assert all(argument.text in text for argument in option.arguments)
    stories = [story for story in law.program.stories() if story.option == OPTION]
    assert len(stories) > 5 and all(story.name in text for story in stories) and "WEICHT AB" not in text
    assert "(arbeit_sozialversichert)" in text
    assert text.rstrip().endswith("Ergebnis: ____________")
    assert "Nasrin" not in text


def test_markup_in_a_line_stays_text_and_a_bad_path_is_a_sentence(tmp_path: Path) -> None:
    lines = (SheetLine("title", "<b>Titel</b>"), SheetLine("item", "<img src='x'>", "-"))
    assert document_of(lines).toPlainText() == "<b>Titel</b>\n- <img src='x'>"
    with pytest.raises(InputError, match="anderen Ordner"):
        write_review(lines, str(tmp_path))
