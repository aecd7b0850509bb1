"""A save that fails: the sentence says what to do, and what was typed still stands in the form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from counsel_app.ui.case.case_dialog import CaseDialog
from counsel_app.ui.look.form_dialog import FormDialog
from counsel_app.ui.main_window import MainWindow
from tests.ui.conftest import Keys

SAID = "Die letzte Eingabe wurde nicht gespeichert und steht noch im Formular"


@pytest.fixture
def window(open_window: Callable[[], MainWindow]) -> MainWindow:
    """A window with an open case."""
    made = open_window()
    made.start.new.click()
    return made


def break_disk(window: MainWindow, broken: bool) -> None:
    """Every write is refused from now on, or works again."""
    window.session.store._file.connection.execute(f"PRAGMA query_only = {'ON' if broken else 'OFF'}")


def in_dialog(act: Callable[[QDialog], None]) -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            act(dialog)
        finally:
            dialog.reject()

    QTimer.singleShot(0, look)


def stored(window: MainWindow) -> object:
    return window.session.store.load(window.session._open.case.id)  # type: ignore[union-attr]


def test_an_answer_stays_in_its_line(window: MainWindow, keys: type[Keys]) -> None:
    window.case.ask("einreise_am")
    press = keys(window)
    press.type("15.09.2022")
    break_disk(window, True)
    press.enter()
    field = window.focusWidget()
    assert SAID in window.case.panel.error.text() and "Bitte" in window.case.panel.error.text()
    assert field.text() == "15.09.2022"  # type: ignore[union-attr]
    assert "einreise_am" not in stored(window).people[0].answers  # type: ignore[attr-defined]
    break_disk(window, False)
    press.enter()
    assert stored(window).people[0].answers["einreise_am"].value == "2022-09-15"  # type: ignore[attr-defined]


def test_title_and_notes_stay_in_the_dialog(window: MainWindow) -> None:
    seen: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, CaseDialog)
        dialog.title.setText("Familie in der Erstaufnahme")
        dialog.notes.setPlainText("Termin beim Jobcenter")
        break_disk(window, True)
        dialog._try()
        seen.extend([dialog.error.text(), dialog.title.text(), dialog.notes.toPlainText(), str(dialog.isVisible())])
        break_disk(window, False)
        dialog._try()
        seen.append(str(dialog.isVisible()))

    in_dialog(act)
    window.case.edit.click()
    assert SAID in seen[0]
    assert seen[1:] == ["Familie in der Erstaufnahme", "Termin beim Jobcenter", "True", "False"]
    assert stored(window).notes == "Termin beim Jobcenter"  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", ["person", "consent", "calendar"])
def test_forms_stay_open_with_what_was_typed(window: MainWindow, form: str) -> None:
    fill = {
        "person": {"label": "Samira"},
        "consent": {"recipient": "Jobcenter Potsdam", "language": "Dari"},
        "calendar": {"day": "12.12.2026", "text": "Nachfragen"},
    }[form]
    seen: list[object] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        for name, text in fill.items():
            dialog.fields[name].setText(text)  # type: ignore[attr-defined]
        break_disk(window, True)
        dialog._try()
        seen.extend([dialog.wrong.text(), dialog.isVisible(), {name: dialog.typed()[name] for name in fill}])
        break_disk(window, False)

    if form == "calendar":
        window.deadlines.open_calendar()
    elif form == "consent":
        window.duties.open()
    in_dialog(act)
    {
        "person": window.case.add_person.click,
        "consent": lambda: window.duties.page.consent.click(),
        "calendar": lambda: window.deadlines.calendar.new_wanted.emit(),
    }[form]()
    assert SAID in str(seen[0])
    assert seen[1:] == [True, fill]


def test_half_typed_text_that_cannot_be_kept_disturbs_nobody(window: MainWindow, keys: type[Keys]) -> None:
    window.case.ask("einreise_am")
    keys(window).type("15.09")
    break_disk(window, True)
    window.lock.keep_typed()
    break_disk(window, False)
    window.lock.keep_typed()
    draft = window.session.vault.typed.put_back()
    assert draft is not None and [field.text for field in draft.fields] == ["15.09"]


def test_a_note_with_what_had_better_not_be_stored_gets_the_reason(window: MainWindow) -> None:
    seen: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, CaseDialog)
        seen.append(dialog.hint.text())
        dialog.notes.setPlainText("Der Schleuser hieß Karim, sie hat eine Depression.")
        seen.append(dialog.hint.text())
        dialog._try()  # it never hinders anybody

    in_dialog(act)
    window.case.edit.click()
    assert seen[0] == ""
    assert "„Schleuser“ (Fluchtweg und Helfende)" in seen[1] and "Art. 9 DSGVO" in seen[1]
    assert "Schleuser" in stored(window).notes  # type: ignore[attr-defined]
