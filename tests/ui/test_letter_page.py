"""The letter page with the real session: from an option to a file, with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from counsel_app.ui.look.form_dialog import FormDialog
from counsel_app.ui.main_window import MainWindow
from tests.ui.conftest import Keys

LETTER = ("antrag-beschaeftigungsduldung", "beschaeftigungsduldung-60d")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window: Callable[[], MainWindow]) -> MainWindow:
    made = open_window()
    made.bridge.run(made.session.open_demo)
    return made


def fill(monkeypatch: pytest.MonkeyPatch, **typed: str) -> list[str]:
    """Every dialog takes these values and is agreed to; the sentences that say what is wrong."""
    wrong: list[str] = []

    def agree(dialog: FormDialog) -> int:
        entries = {**dialog.typed(), **{key: text for key, text in typed.items() if key in dialog.fields}}
        said = dialog._save(entries)
        wrong.append(said)
        dialog.typed = lambda: entries  # type: ignore[method-assign]
        return int(not said)

    monkeypatch.setattr(FormDialog, "exec", agree)
    return wrong


def saved(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_from_an_option_to_word_and_pdf(
    window: MainWindow, keys: type[Keys], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.case.open_option(LETTER[1])
    fill(monkeypatch, letter=LETTER[0])
    keys(window).press(Qt.Key.Key_B, "b", CONTROL)
    page = window.letters.page
    assert window.pages.currentWidget() is page and "Beschäftigungsduldung" in page.title.text()
    saved(monkeypatch, tmp_path / "brief.docx")
    keys(window).press(Qt.Key.Key_W, "w", CONTROL)
    assert (tmp_path / "brief.docx").read_bytes().startswith(b"PK")
    saved(monkeypatch, tmp_path / "brief.pdf")
    keys(window).press(Qt.Key.Key_S, "s", CONTROL)
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert "brief.pdf" in page.note.text()
    keys(window).press(Qt.Key.Key_PageDown, "", CONTROL)
    assert page.sheets.text().startswith("Seite 2 von")
    keys(window).press(Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.case


def test_person_frame_and_archive(window: MainWindow, keys: type[Keys], monkeypatch: pytest.MonkeyPatch) -> None:
    window.letters.open(*LETTER)
    typed = {"family_name": "Müller & <b>", "checked": "EM", "day": "20.11.2026", "outcome": "abgelehnt", "reason": "x"}
    wrong = fill(monkeypatch, **typed)
    press = keys(window)
    press.press(Qt.Key.Key_I, "i", CONTROL)
    assert "Müller & <b>" in window.letters.page.title.text()
    press.press(Qt.Key.Key_F11)
    assert "geprüft" in wrong[-1]
    press.press(Qt.Key.Key_G, "g", CONTROL)
    press.press(Qt.Key.Key_F11)
    assert wrong[-1] == "" and "Archiv" in window.letters.page.note.text()
    sent = window.session.letters.view().sent
    assert len(sent) == 1 and window.session.letters.archived(sent[0].id).startswith(b"%PDF")
    window.letters.page.reply_wanted.emit(sent[0].id)
    assert window.session.letters.view().sent[0].replies == ("20.11.2026 abgelehnt: x",)


def test_papers_are_written_with_one_key(
    window: MainWindow, keys: type[Keys], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fill(monkeypatch, concern="Arbeit")
    both = CONTROL | Qt.KeyboardModifier.ShiftModifier
    for key, name in ((Qt.Key.Key_W, "a.pdf"), (Qt.Key.Key_M, "b.pdf"), (Qt.Key.Key_P, "c.pdf")):
        saved(monkeypatch, tmp_path / name)
        keys(window).press(key, "", both)
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_says_so(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.letters.open(*LETTER)
    saved(monkeypatch, tmp_path / "no" / "where.pdf")
    window.letters.page.pdf_wanted.emit()
    assert "ließ sich nicht schreiben" in window.letters.page.note.text()
