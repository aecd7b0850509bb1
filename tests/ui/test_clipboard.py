"""What is copied of a case leaves the clipboard again, and nothing else does."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from counsel_app.ui.look import clipboard as copying
from counsel_app.ui.look.clipboard import MARKS, copy_for_a_moment


@pytest.fixture(autouse=True)
def shortly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "SECONDS", 0)


def test_text_of_a_case_is_marked_and_taken_out_again(qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    copy_for_a_moment("Passantrag: erledigt.\u202e")
    assert clipboard.text() == "Passantrag: erledigt."
    assert all(bytes(clipboard.mimeData().data(name).data()) == value for name, value in MARKS.items())
    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_what_was_copied_since_stays(qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    copy_for_a_moment("Passantrag: erledigt.")
    clipboard.setText("etwas anderes")
    qtbot.wait(20)
    assert clipboard.text() == "etwas anderes"
