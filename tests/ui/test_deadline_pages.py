"""A letter on the table: triage, calculator, calendar, with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog

from counsel_app.ui.look.form_dialog import FormDialog
from counsel_app.ui.look.plain import Label, Line
from counsel_app.ui.main_window import MainWindow
from tests.ui.conftest import Keys

Open = Callable[[], MainWindow]
LETTER = {
    "event": "bamf_gruppe_a",
    "delivery": "gelber_umschlag",
    "arrived": "20.11.2026",
    "lodged": "new",
    "instruction": "richtig",
}


def fill(window: MainWindow, form: dict[str, str]) -> None:
    """Fill the calculator field by field, as a counsellor does."""
    page = window.deadlines.calculator
    for name, value in form.items():
        field = page._fields[name]
        if isinstance(field, QComboBox):
            assert field.findData(value) >= 0, f"{name} offers no {value}"
            field.setCurrentIndex(field.findData(value))
        elif isinstance(field, Line):
            field.setText(value)


def texts(window: MainWindow) -> str:
    """Everything that stands on the results."""
    return "\n".join(label.text() for label in window.deadlines.calculator.cards.findChildren(Label))


def in_dialog(typed: dict[str, str], wrong: list[str] | None = None) -> None:
    """Fill the next dialog and confirm; what it says against it goes to `wrong`, and the dialog is closed."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        try:
            for name, value in typed.items():
                field = dialog.fields[name]
                assert isinstance(field, Line)
                field.setText(value)
            dialog._try()
            if dialog.isVisible():
                assert wrong is not None, dialog.wrong.text()
                wrong.append(dialog.wrong.text())
        finally:
            dialog.reject()  # a dialog that stays open would hold up the whole run

    QTimer.singleShot(0, act)


def test_triage_leads_to_the_deadline_and_the_deadline_into_the_calendar(open_window: Open, keys: type[Keys]) -> None:
    window = open_window()
    press = keys(window)
    press.press(Qt.Key.Key_F4)
    window.deadlines.open_triage()
    press.type("1")
    press.type("f")
    page = window.deadlines.calculator
    assert window.pages.currentWidget() is page
    fill(window, LETTER)
    assert "bis Freitag, 27.11.2026" in texts(window)
    assert page._view.cards[0].distance == "noch 5 Tage"
    page.cards.setFocus()
    press.press(Qt.Key.Key_F3)
    assert page.note.text().startswith("Im Kalender: Frist 27.11.2026")
    page.back.click()
    assert window.pages.currentWidget() is window.case
    window.case.home.click()
    upcoming = window.session.listing().upcoming
    assert [entry.day_text for entry in upcoming.next_week] == ["Di 24.11.2026", "Fr 27.11.2026"]  # today is a Sunday
    assert not window.start.upcoming.isHidden()
    assert window.start.cases.count() == 1


def test_the_letter_becomes_answers_but_nothing_that_was_not_said(open_window: Open) -> None:
    window = open_window()
    window.deadlines.open_calculator()
    fill(window, LETTER)
    window.deadlines.calculator.taken.emit(window.deadlines.calculator.typed())
    assert window.pages.currentWidget() is window.case
    view = window.case._view
    assert view is not None
    answered = {q.fact: q.answer.value for s in view.sections for q in s.questions if q.answer is not None}
    assert answered == {
        "bescheid_art": "bamf_gruppe_a",
        "bescheid_zustellart": "gelber_umschlag",
        "bescheid_zugang_am": "2026-11-20",
        "rechtsbehelfsbelehrung": "richtig",
    }
    window.deadlines.open_calculator()
    again = window.deadlines.calculator.typed()
    assert again["arrived"] == "20.11.2026"
    assert "lodged" not in again


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"arrived": "28.11.2026"}, "liegt in der Zukunft"),
        ({"arrived": "31.2.2026"}, "gibt es nicht"),
        ({"arrived": "irgendwann"}, "ist kein Datum"),
        ({"dated": "21.11.2026"}, "trägt das Datum 21.11.2026"),
        ({"arrived": "1.6.2026"}, "gab es den Asylantrag"),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_no_date(open_window: Open, change: dict[str, str], expected: str) -> None:
    window = open_window()
    window.deadlines.open_calculator()
    fill(window, LETTER)
    fill(window, change)
    assert expected in texts(window)
    assert not window.deadlines.calculator._view.cards


def test_an_entry_is_done_dropped_and_opened_again_but_never_gone(open_window: Open, keys: type[Keys]) -> None:
    window = open_window()
    press = keys(window)
    window.deadlines.open_calculator()
    fill(window, LETTER)
    press.press(Qt.Key.Key_F3)
    window.deadlines.open_calendar()
    page = window.deadlines.calendar
    frist = page.chosen()
    assert frist is not None
    wrong: list[str] = []
    in_dialog({"day": "30.11.2026", "initials": "AB"}, wrong)
    press.type("e")
    assert "liegt in der Zukunft" in wrong[0]
    in_dialog({"day": "22.11.2026", "initials": "AB"})
    press.type("e")
    page.with_closed.click()
    done = next(entry for group in page._view.groups for entry in group.entries if entry.id == frist.id)  # type: ignore[union-attr]
    assert done.closed == "erledigt am 22.11.2026 (AB)"
    in_dialog({"sent": "20.11.2026", "text": "Antrag auf Beschäftigungserlaubnis", "initials": "AB"})
    press.type("s")
    assert "Wiedervorlage 21.02.2027" in page.note.text()
    press.type("3")
    assert len(page._view.days) == 42  # type: ignore[union-attr]
    press.press(Qt.Key.Key_Escape)
    page.back.click()
    assert window.pages.currentWidget() is window.case


def test_the_slip_is_a_page_of_paper(open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    window.deadlines.open_calculator()
    fill(window, LETTER)
    target = tmp_path / "zettel.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(target), ""))
    window.deadlines.calculator.slip_wanted.emit(window.deadlines.calculator.typed(), "F02")
    assert target.read_bytes().startswith(b"%PDF")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(tmp_path / "fehlt" / "x.pdf"), ""))
    window.deadlines.calculator.slip_wanted.emit(window.deadlines.calculator.typed(), "F02")
    assert "ließ sich nicht schreiben" in window.deadlines.calculator.note.text()


def test_one_key_puts_an_option_and_a_paper_into_the_calendar(open_window: Open) -> None:
    window = open_window()
    window.bridge.run(window.session.open_demo)
    window.case.open_option("jugendliche-25a")
    window.case.to_calendar()
    assert "an keinem bestimmten Tag" in window.case.panel.error.text()
    window.case.close_detail()
    window.bridge.run(window.session.answer, "papier_gueltig_bis", "15.01.2027")
    window.case.to_calendar()
    assert "Frist 15.01.2027" in window.case.note.toolTip()
