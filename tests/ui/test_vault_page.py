"""The page of the vault and the page of a case's duties, driven as somebody does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from counsel_app import paths
from counsel_app.logic.law.program import Program as Law
from counsel_app.logic.session import Session
from counsel_app.logic.vault.sealing.slots import FREE
from counsel_app.logic.vault.sealing.words import WordList
from counsel_app.logic.vault.store import Store
from counsel_app.ui.look import theme
from counsel_app.ui.look.form_dialog import FormDialog
from counsel_app.ui.main_window import MainWindow
from counsel_app.ui.vault.vault_page import BACKUPS, DUE, LOG, PEOPLE
from tests.logic.vault.makers import PHRASE, create

Words = WordList.read(paths.resources() / "words")
CODE = Words.recovery_code()
NEW = "anker birne daumen fabrik gramm"


@pytest.fixture
def window(qtbot: QtBot, program: Law, tmp_path: Path, today: date) -> Iterator[MainWindow]:
    """The window on a sealed vault with one person."""
    numbers = count(1)
    store = create(tmp_path / "cases.db", today, recovery=CODE)
    session = Session(
        lambda: program, store, paths.resources() / "demo", today, lambda: f"{next(numbers):032x}", cost=FREE
    )
    made = MainWindow(session, theme.LIGHT)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.vault.worker.busy)


def answering(action: Callable[[QDialog], None]) -> None:
    """What to do with the dialog that opens next."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        action(dialog)

    QTimer.singleShot(0, look)


def fill(**texts: str) -> Callable[[QDialog], None]:
    """Fill a form and confirm it."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        for name, text in texts.items():
            field = dialog.fields[name]
            if hasattr(field, "setText"):
                field.setText(text)
            else:
                field.setCurrentIndex(field.findData(text))  # type: ignore[attr-defined]
        dialog._try()
        if dialog.isVisible():
            dialog.reject()
            raise AssertionError(dialog.wrong.text())

    return act


# the vault ---------------------------------------------------------------------------------


def test_every_part_can_be_reached_by_keyboard_alone(window: MainWindow) -> None:
    window.vault.open()
    page = window.vault.page
    assert window.focusWidget() is page.sections
    for part in range(page.sections.count()):
        page.sections.setCurrentRow(part)
        assert page.parts.currentIndex() == part
        shown = [one for one in page.parts.currentWidget().findChildren(QWidget) if one.isVisibleTo(page)]
        takers = [one for one in shown if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()]
        assert not [one for one in takers if not one.accessibleName() and "qt_" not in one.objectName()]


def test_a_backup_is_made_shown_and_brought_back(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.start.new.click()
    session = window.session
    case_id = window.case._view.id  # type: ignore[union-attr]
    window.bridge.run(session.describe, "Familie Ünal", "")
    window.bridge.run(session.close_case)
    assert window.start.backup.text() == "Noch keine geprüfte Sicherung."
    window.vault.open()
    page = window.vault.page
    page.sections.setCurrentRow(BACKUPS)
    window.vault.choose_folder(str(tmp_path / "stick"))
    idle(qtbot, window)
    assert page.note.text() == "Gesichert und zurückgelesen: 1 Fall."
    assert page.backups.count() == 2 and page.backup_line.text() == "Zuletzt geprüfte Sicherung: heute."
    page.back.click()
    assert window.start.backup.text() == "Zuletzt geprüfte Sicherung: heute."
    window.bridge.run(session.open_case, case_id)
    window.bridge.run(session.describe, "verschrieben", "")
    dialog = window.vault.restore_dialog()
    dialog.next.click()
    idle(qtbot, window)
    assert "enthält 1 Fall" in dialog.content.text()
    dialog.only.setCurrentIndex(1)
    dialog.next.click()
    assert dialog.outcome.text().startswith("Zurückgeholt: 1 Fall;")
    assert session.store.load(case_id).title == "Familie Ünal"
    dialog.next.click()
    page.back.click()
    assert window.case._view.title == "Familie Ünal"  # type: ignore[union-attr]
    window.bridge.run(session.answer, "schwanger", False)
    assert session.store.load(case_id).title == "Familie Ünal"


def test_a_stick_pulled_out_is_named_and_the_other_backup_stands(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "stick").write_text("kein Ordner")
    window.vault.open()
    window.vault.choose_folder(str(tmp_path / "stick"))
    idle(qtbot, window)
    said = window.vault.page.note.text()
    assert "wurde nicht gesichert" in said and "stick" in said and said.startswith("Gesichert")
    assert len(window.session.store.backups.lines()) == 1


def test_the_automatic_backup_runs_beside_the_window(qtbot: QtBot, window: MainWindow, today: date) -> None:
    window.vault.back_up_if_due(window.refresh_start)
    idle(qtbot, window)
    assert window.start.backup.text() == "Zuletzt geprüfte Sicherung: heute."
    assert not window.session.vault.backups.is_due


def test_people_come_change_and_go(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.vault.open()
    page = window.vault.page
    page.sections.setCurrentRow(PEOPLE)
    assert not page.remove.isEnabled()  # nobody removes themselves
    dialog = window.vault.add_dialog()
    dialog.lines["name"].setText("Kim Tran")
    dialog.lines["new"].setText("sommer")
    dialog.action.click()
    assert "zu leicht" in dialog.error.text() and dialog.lines["name"].text() == "Kim Tran"
    dialog.lines["new"].setText(NEW)
    dialog.action.click()
    idle(qtbot, window)
    assert page.note.text() == "Platz 2 ist für Kim Tran eingerichtet."
    assert [page.members.item(row).text() for row in range(page.members.count())] == [
        "Platz 1, Erika Muster (Sie)",
        "Platz 2, Kim Tran",
        "Wiederherstellungscode",
    ]
    door = Store.door(tmp_path / "cases.db")
    assert door is not None and door.unlock(door.people()[1].id, NEW)
    dialog = window.vault.change_dialog()
    dialog.lines["old"].setText("falsch")
    dialog.action.click()
    idle(qtbot, window)
    assert "nicht öffnen" in dialog.error.text()
    dialog.lines["old"].setText(PHRASE)
    fresh = dialog.lines["new"].text()
    dialog.action.click()
    idle(qtbot, window)
    assert "geändert" in page.note.text()
    page.members.setCurrentRow(1)
    answering(lambda one: one._try())  # type: ignore[attr-defined]
    page.remove.click()
    assert page.members.count() == 2 and "entfernt" in page.note.text()
    door = Store.door(tmp_path / "cases.db")
    assert door is not None and [slot.label for slot in door.people()] == ["Platz 1"]
    assert door.unlock(door.people()[0].id, fresh)


def test_the_printed_code_is_tried_and_replaced(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.vault.open()
    page = window.vault.page
    assert "noch nie geprobt" in page.drill_line.text()
    dialog = window.vault.drill_dialog()
    dialog.lines["code"].setText(CODE)
    dialog.action.click()
    idle(qtbot, window)
    assert "Der Code öffnet den Tresor" in page.note.text() and "22.11.2026" in page.drill_line.text()
    code = window.session.vault.people.new_code()
    dialog = window.vault.use_code_dialog(code)
    dialog.lines["code"].setText(CODE)
    dialog.action.click()
    assert "ein anderer Code" in dialog.error.text()
    dialog.lines["code"].setText(code.upper().replace(" ", ",  "))
    dialog.action.click()
    idle(qtbot, window)
    door = Store.door(tmp_path / "cases.db")
    assert door is not None and door.unlock(door.recovery().id, code)  # type: ignore[union-attr]
    with pytest.raises(Exception, match="nicht öffnen"):
        door.unlock(door.recovery().id, CODE)  # type: ignore[union-attr]


def test_idle_time_loss_log_and_health(qtbot: QtBot, window: MainWindow) -> None:
    window.start.new.click()
    window.bridge.run(window.session.describe, "Familie Ünal", "")
    window.vault.open()
    page = window.vault.page
    page.idle.setCurrentIndex(page.idle.findData(10))
    page.idle.activated.emit(0)
    assert window.lock.leaving.minutes == 10 and window.session.vault.idle == 10
    page.loss.click()
    assert "noch keine Sicherung" in page.note.text()
    page.backup.click()
    idle(qtbot, window)
    page.loss.click()
    idle(qtbot, window)
    text = page.loss_text.toPlainText()
    assert "Betroffene Personen (ungefähr): 1" in text and "Ünal" not in text
    page.health.click()
    idle(qtbot, window)
    assert page.note.text() == "Der Tresor ist in Ordnung: 1 Fall vollständig gelesen."
    page.sections.setCurrentRow(LOG)
    shown = {(page.log.item(row, 2).text(), page.log.item(row, 3).text()) for row in range(page.log.rowCount())}
    code = window.session.store.listing()[0].code
    assert {("angelegt", code), ("geändert", code)} <= shown
    page.check_log.click()
    assert page.note.text() == "Das Protokoll ist vollständig und unverändert."


# one case ------------------------------------------------------------------------------------


def test_a_case_is_closed_held_released_and_erased_when_it_is_due(
    qtbot: QtBot, window: MainWindow, today: date
) -> None:
    window.start.new.click()
    code, case_id = window.case._view.code, window.case._view.id  # type: ignore[union-attr]
    window.duties.open()
    page = window.duties.page
    assert page.due.text().startswith("Steht ab dem 01.01.2030 zur Löschung an")
    answering(fill(day="3.5.2022"))
    page.close_case.click()
    assert "abgeschlossen am 03.05.2022" in page.state.text() and "01.01.2026" in page.due.text()
    assert window.session.listing("").lines[0].people.endswith("abgeschlossen am 03.05.2022")
    page.holds[0].click()
    assert page.due.text() == "Wird festgehalten: laufendes Verfahren."
    window.duties.erase(case_id)
    assert "festgehalten" in page.note.text()
    page.holds[0].click()
    page.years.setCurrentIndex(1)
    page.years.activated.emit(1)
    assert "01.01.2028" in page.due.text()
    page.years.setCurrentIndex(0)
    page.years.activated.emit(0)
    window.vault.open()
    vault = window.vault.page
    vault.sections.setCurrentRow(DUE)
    assert vault.due.count() == 1 and code in vault.due.item(0).text()
    dialog = window.duties.erasure_dialog(case_id)
    assert dialog is not None
    dialog.code.setText("falsch")
    dialog.erase.click()
    assert "nichts gelöscht" in dialog.error.text() and window.session.store.listing()
    dialog.code.setText(code.lower())
    dialog.erase.click()
    assert "Löschbescheinigung" in dialog.certificate.toPlainText()
    assert code not in dialog.certificate.toPlainText()
    assert window.session.store.listing() == ()


def test_consents_are_kept_withdrawn_and_stay_when_an_answer_is_undone(window: MainWindow) -> None:
    window.start.new.click()
    session = window.session
    person = session._open.case.people[0].id  # type: ignore[union-attr]
    window.bridge.run(session.answer, "einreise_am", "15.09.2022")
    window.duties.open()
    page = window.duties.page
    purpose = session.duties.view().purposes[0]
    answering(
        fill(person=person, purpose=purpose, recipient="BAMF", language="Dari", form="schriftlich", day="20.11.2026")
    )
    page.consent.click()
    assert page.consents.count() == 1
    assert page.consents.item(0).text().endswith("an BAMF; schriftlich, erklärt auf Dari, erteilt am 20.11.2026")
    page.back.click()
    window.case.undo.click()
    assert len(session.store.load(session._open.case.id).consents) == 1  # type: ignore[union-attr]
    window.duties.open()
    page.consents.setCurrentRow(0)
    answering(fill(day="21.11.2026"))
    page.withdraw.click()
    assert "widerrufen am 21.11.2026" in page.consents.item(0).text() and not page.withdraw.isEnabled()


def test_nothing_is_passed_on_without_consent_or_basis(window: MainWindow) -> None:
    window.start.new.click()
    session = window.session
    person = session._open.case.people[0].id  # type: ignore[union-attr]
    window.duties.open()
    page = window.duties.page
    purpose = session.duties.view().purposes[0]  # with consent only
    refused: list[str] = []

    def without_consent(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        dialog.fields["recipient"].setText("BAMF")  # type: ignore[attr-defined]
        dialog.fields["basis"].setText("berechtigtes Interesse")  # type: ignore[attr-defined]
        dialog._try()
        refused.append(dialog.wrong.text())
        dialog.reject()

    answering(without_consent)
    page.passing.click()
    assert "ohne sie ist die Übermittlung nicht erlaubt" in refused[0]
    assert "weitergegeben" not in {line.what for line in session.vault.log()}
    typed = {"person": person, "purpose": purpose, "recipient": "BAMF", "language": "Dari", "form": "schriftlich"}
    session.duties.consent({**typed, "day": ""})
    answering(fill(person=person, purpose=purpose, recipient="bamf"))
    page.passing.click()
    assert page.note.text().endswith("Einwilligung vom 22.11.2026 (schriftlich).")
    assert "weitergegeben" in {line.what for line in session.vault.log()}


def test_a_form_stays_open_with_what_was_typed_when_something_is_missing(window: MainWindow) -> None:
    window.start.new.click()
    window.duties.open()
    seen: list[str] = []

    def without_language(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        dialog.fields["recipient"].setText("Jobcenter")  # type: ignore[attr-defined]
        dialog._try()
        seen.extend([dialog.wrong.text(), dialog.typed()["recipient"]])
        dialog.reject()

    answering(without_language)
    window.duties.page.consent.click()
    assert "Die Sprache fehlt" in seen[0] and seen[1] == "Jobcenter"


def test_the_copy_for_a_person_marks_others_and_is_logged(window: MainWindow, tmp_path: Path) -> None:
    window.start.new.click()
    session = window.session
    window.bridge.run(session.add_person, "Samira Rahimi")
    first = session._open.case.people[0].id  # type: ignore[union-attr]
    window.duties.open()
    window.duties.write_copy(first, True, str(tmp_path / "kopie.txt"))
    window.duties.write_copy(first, False, str(tmp_path / "kopie.json"))
    table = json.loads((tmp_path / "kopie.json").read_text(encoding="utf-8"))
    assert table["people"][1]["dritte_person"] is True
    readable = (tmp_path / "kopie.txt").read_text(encoding="utf-8")
    assert "Samira" not in readable and "Angelegt am: 2026-11-22" in readable
    assert "Kopie der Daten erstellt" in {line.what for line in session.vault.log()}
    window.duties.write_copy(first, True, str(tmp_path / "gibt" / "es" / "nicht"))
    assert "ließ sich nicht schreiben" in window.duties.page.note.text()
