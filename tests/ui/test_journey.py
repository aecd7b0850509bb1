"""Whole ways through the window, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counsel_app.logic.snapshot import CardView, Outlook
from counsel_app.ui.look.plain import Label
from counsel_app.ui.main_window import MainWindow
from tests.ui.conftest import Keys


def card(window: MainWindow, option: str) -> CardView:
    row = window.case.options.options.row_of(option)
    found = window.case.options.options.rows[row]
    assert row >= 0
    assert isinstance(found, CardView)
    return found


def answer(window: MainWindow, keys: Keys, fact: str, typed: str) -> None:
    """Go to a question and answer it as the keyboard does: one key, or text and Enter."""
    window.case.ask(fact)
    keys.type(typed)
    if len(typed) > 1:
        keys.enter()
    said = next(q for s in window.case._view.sections for q in s.questions if q.fact == fact)  # type: ignore[union-attr]
    assert said.answer is not None, f"{fact} took no answer from '{typed}'"


ANSWERS = {
    "geburtsdatum": "24.11.1999",
    "papier": "B",
    "duldung_art": "1",
    "zusatz_60b": "1",
    "duldung_seit": "1.6.2025",
    "aufenthalt_ununterbrochen_seit": "15.09.2022",
    "abschluss_deutschland": "2",
    "integrationsprognose": "1",
    "fdgo_bekenntnis": "J",
    "taeuschung_aktuell": "N",
    "lebensunterhalt": "1",
    "identitaet_geklaert": "J",
    "pass": "1",
    "asyl_stand": "4",
    "bamf_entscheidung": "8",
    "ou_grund": "1",
    "ausweisungsinteresse": "1",
    "einreisesperre": "N",
    "ausweisung_oder_58a": "N",
}


def test_a_case_is_answered_closed_reopened_and_still_there(
    open_window: Callable[[], MainWindow], keys: type[Keys]
) -> None:
    window = open_window()
    window.start.new.click()
    press = keys(window)
    for fact, typed in ANSWERS.items():
        answer(window, press, fact, typed)
    found = card(window, "jugendliche-25a")
    assert found.outlook is Outlook.AVAILABLE
    assert found.line == "bis 23.11.2026, noch 1 Tag"
    code = window.case._view.code  # type: ignore[union-attr]
    window.close()

    again = open_window()
    assert again.start.cases.count() == 1
    again.start.search.setText(code.lower())
    assert again.start.cases.count() == 1
    again.start.cases.setFocus()
    keys(again).enter()
    assert card(again, "jugendliche-25a") == found._replace(changed=False)


def test_cards_change_with_every_answer_and_undo_has_no_end(
    open_window: Callable[[], MainWindow], keys: type[Keys]
) -> None:
    window = open_window()
    window.start.new.click()
    press = keys(window)
    before = card(window, "jugendliche-25a")
    answer(window, press, "geburtsdatum", "1.1.1990")
    after = card(window, "jugendliche-25a")
    assert (before.outlook, after.outlook) == (Outlook.OPEN, Outlook.CLOSED)
    assert after.changed
    for _ in range(40):
        answer(window, press, "geburtsdatum", "2001")
        answer(window, press, "geburtsdatum", "2002")
    for _ in range(81):
        window.case.undo.click()
    assert not window.case.undo.isEnabled()
    assert card(window, "jugendliche-25a").outlook is Outlook.OPEN
    window.case.redo.click()
    assert card(window, "jugendliche-25a").outlook is Outlook.CLOSED


def test_the_four_ways_of_not_knowing_are_answers(open_window: Callable[[], MainWindow], keys: type[Keys]) -> None:
    window = open_window()
    window.start.new.click()
    press = keys(window)
    for key, words in (("W", "weiß nicht"), ("L", "lieber nicht gefragt")):
        window.case.ask("arbeit_sozialversichert")
        press.type(key)
        assert said(window, "arbeit_sozialversichert") == words
        window.case.undo.click()
    window.case.ask("einreise_am")
    press.type("W")
    assert said(window, "einreise_am") == "weiß nicht"
    window.case.undo.click()
    window.case.ask("arbeit_sozialversichert")
    press.type("U")
    press.type("Arbeitsvertrag")
    press.enter()
    assert said(window, "arbeit_sozialversichert") == "Unterlage kommt noch: Arbeitsvertrag"
    window.case.ask("arbeit_sozialversichert")
    press.type("S")
    client, authority = (
        next(button for button in side.findChildren(type(window.case.undo)) if button.accessibleName() == word)
        for side, word in zip(sides(window), ("Ja", "Nein"), strict=True)
    )
    client.click()
    authority.click()
    take(window).click()
    assert said(window, "arbeit_sozialversichert") == "strittig: Person sagt ja, Behörde sagt nein"


def test_a_refused_answer_leaves_what_was_typed(open_window: Callable[[], MainWindow], keys: type[Keys]) -> None:
    window = open_window()
    window.start.new.click()
    window.case.ask("einreise_am")
    press = keys(window)
    press.type("31.02.2020")
    press.enter()
    field = window.focusWidget()
    assert field is not None
    assert field.text() == "31.02.2020"  # type: ignore[attr-defined]
    assert "gibt es nicht" in window.case.panel.error.text()
    field.setText("24.12.2030")  # type: ignore[attr-defined]
    press.enter()
    assert "liegt nach dem Beratungstag" in window.case.panel.error.text()
    assert said(window, "einreise_am") is None


def test_a_detail_opens_by_enter_and_leads_to_the_missing_question(
    open_window: Callable[[], MainWindow], keys: type[Keys]
) -> None:
    window = open_window()
    window.start.new.click()
    window.case.open_option("jugendliche-25a")
    assert window.case.right.currentWidget() is window.case.detail
    ask = next(b for b in window.case.detail.findChildren(type(window.case.undo)) if b.text().startswith("Fragen: "))
    ask.click()
    assert window.case.panel.fact
    keys(window).press(Qt.Key.Key_Escape)
    window.case.close_detail()
    assert window.case.right.currentIndex() == 0


def test_the_detail_says_once_who_is_examined(open_window: Callable[[], MainWindow]) -> None:
    window = open_window()
    window.start.demo.click()
    window.case.open_option("kindernachzug-32")
    said = [label.text() for label in window.case.detail.findChildren(Label) if "geprüft wird" in label.text().lower()]
    assert len(said) == 1 and said[0].startswith("Geprüft wird die oder der Angehörige")


def test_the_demo_keeps_nothing(open_window: Callable[[], MainWindow], keys: type[Keys]) -> None:
    window = open_window()
    window.start.demo.click()
    assert [person.label for person in window.case._view.people] == [  # type: ignore[union-attr]
        "Nasrin Beispiel",
        "Farid Beispiel",
        "Samir Beispiel",
    ]
    answer(window, keys(window), "schwanger", "N")
    window.case.home.click()
    QApplication.processEvents()
    assert window.start.cases.count() == 0


def test_people_of_a_household_have_own_answers_and_share_the_household(
    open_window: Callable[[], MainWindow], keys: type[Keys]
) -> None:
    window = open_window()
    window.start.new.click()
    press = keys(window)
    answer(window, press, "geburtsdatum", "1990")
    answer(window, press, "kind_im_haushalt", "J")
    window.bridge.run(window.session.add_person, "Bruder")
    assert said(window, "geburtsdatum") is None
    assert said(window, "kind_im_haushalt") == "ja"


def said(window: MainWindow, fact: str) -> str | None:
    view = window.case._view
    assert view is not None
    found = next(q for section in view.sections for q in section.questions if q.fact == fact)
    return found.answer.text if found.answer else None


def sides(window: MainWindow) -> list[object]:
    from counsel_app.ui.case.question_panel import _SideField

    return window.case.panel.findChildren(_SideField)  # type: ignore[no-any-return]


def take(window: MainWindow) -> object:
    buttons = window.case.panel.findChildren(type(window.case.undo))
    return next(button for button in buttons if button.text() == "Übernehmen")
