"""The checklist of cooperation in the window, with the keyboard alone; what is entered is there tomorrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counsel_app.logic.errors import InputError
from counsel_app.ui.look.form_dialog import FormDialog
from counsel_app.ui.look.plain import Label, Line
from counsel_app.ui.main_window import MainWindow
from tests.ui.conftest import Keys


def fill(words: dict[str, str], seen: list[str]) -> None:
    """Fill in the form that will be open in a moment, and send it; notes what was wrong."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        for name, text in words.items():
            field = dialog.fields[name]
            assert isinstance(field, Line)
            field.setText(text)
        dialog._try()
        seen.append(dialog.wrong.text())
        dialog.reject()

    QTimer.singleShot(0, act)


def sheet_texts(window: MainWindow) -> list[str]:
    return [label.text() for label in window.cooperation.page.sheet.widget().findChildren(Label)]


def test_states_and_steps_are_entered_with_keys_and_kept(
    qtbot: QtBot, open_window: Callable[[], MainWindow], keys: type[Keys]
) -> None:
    window = open_window()
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is window.start  # without a case there is nothing to show
    window.start.new.click()
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    page, press, wrong = window.cooperation.page, keys(window), list[str]()
    assert window.pages.currentWidget() is page and page.parts.hasFocus()
    assert "erst klären, ob ein Asylverfahren läuft" in page.notice.text()
    press.press(Qt.Key.Key_Down)
    assert page.chosen == "passantrag"
    press.type("o")
    assert window.session._said["mw_passantrag"] == "offen"
    fill({"day": "1.1.2030", "text": "Antrag"}, wrong)
    press.type("a")
    fill({"day": "3.2.2026", "text": "Antrag geschickt", "paper": "Einlieferungsbeleg"}, wrong)
    press.type("a")
    assert wrong[0].startswith("Der 01.01.2030 liegt in der Zukunft") and wrong[1] == ""
    assert "03.02.2026  Antrag geschickt" in sheet_texts(window)
    press.press(Qt.Key.Key_Down)
    fill({"reason": "Reueerklärung verlangt"}, wrong)
    press.type("u")
    assert window.session._said["mw_vorsprache"] == "unzumutbar"
    press.type("c")
    copied = QGuiApplication.clipboard().text()
    assert "am 03.02.2026 Antrag geschickt (Beleg: Einlieferungsbeleg)" in copied and "Reueerklärung" in copied
    window.close()

    again = open_window()
    again.start.cases.setFocus()
    keys(again).enter()
    assert again.session.cooperation.view().duties[0].steps[0].paper == "Einlieferungsbeleg"
    assert again.session.cooperation.for_letter() == tuple(copied.splitlines())


def test_the_option_leads_to_the_checklist_and_undo_takes_a_step_back(
    open_window: Callable[[], MainWindow], keys: type[Keys]
) -> None:
    window = open_window()
    window.start.new.click()
    window.case.open_option("heilung-60b")
    assert window.case.detail.cooperation.isVisible()
    window.case.detail.cooperation.click()
    desk = window.session.cooperation
    desk.add_step("unterlagen", "3.2.2026", "Geburtsurkunde abgegeben", "", False)
    desk.drop_step("unterlagen", 0)
    assert desk.for_letter() == ()
    window.session.undo()
    assert len(desk.for_letter()) == 1
    window._escape()
    assert window.pages.currentWidget() is window.case
    window.case.open_option("beschaeftigungsduldung-60d")
    assert not window.case.detail.cooperation.isVisible()


def test_what_cannot_be_is_refused_with_a_sentence(open_window: Callable[[], MainWindow]) -> None:
    window = open_window()
    window.start.new.click()
    desk = window.session.cooperation
    refused = []
    for command in (
        lambda: desk.set_state("wehrpflicht", "unzumutbar"),
        lambda: desk.set_state("eid", "unzumutbar", "Grund"),
        lambda: desk.add_step("eid", "2026", "x", "", False),
        lambda: desk.add_step("eid", "1.1.2026", " ", "", False),
        lambda: desk.add_step("eid", "1.1.2026", "x", "", True),
        lambda: desk.add_step("eid", "1.1.2026", "x" * 501, "", False),
    ):
        try:
            command()
        except InputError as error:
            refused.append(str(error))
    assert len(refused) == 6 and all(text.endswith(".") for text in refused)
    assert not window.session._person.cooperation
