"""Names and notes may hold anything; the window paints them as text and loads nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from counsel_app.ui.look.plain import shown
from counsel_app.ui.main_window import MainWindow

HOSTILE = '<img src="file:///etc/hostname"><b>fett</b>'
NAMES = [HOSTILE, "نسرین حیدری", "ተስፋይ ገብረ", "Владимир & Söhne", "a\u202egnp.exe", "Zeile\nzwei", "😀 {{ x }} %s"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_painted_as_it_is(open_window: Callable[[], MainWindow], name: str) -> None:
    window = open_window()
    window.start.new.click()
    assert window.bridge.run(window.session.describe, name, name)
    assert window.bridge.run(window.session.add_person, name)
    labels = window.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert not [widget for widget in window.findChildren(QWidget) if "<" in widget.toolTip()]
    assert window.windowTitle() == "Hafenlotse"
    window.case.home.click()
    assert window.start.cases.count() == 1


def test_marks_that_reorder_text_are_not_shown() -> None:
    assert shown("a\u202eb\u2066c\u0007d") == "abcd"
    assert shown("می\u200cخواهم") == "می\u200cخواهم"


def test_the_search_finds_names_without_their_accents(open_window: Callable[[], MainWindow], tmp_path: Path) -> None:
    window = open_window()
    window.start.new.click()
    window.bridge.run(window.session.add_person, "Müller-Özdemir")
    window.case.home.click()
    window.start.search.setText("muller ozd")
    assert window.start.cases.count() == 1
    window.start.search.setText("meier")
    assert window.start.cases.count() == 0
