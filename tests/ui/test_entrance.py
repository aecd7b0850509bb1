"""Making a vault, opening it, the printed code, the demo, locking: with the keyboard, at a cost tests can afford."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counsel_app import paths
from counsel_app.logic.law.program import Program as Law
from counsel_app.logic.session import Gate, Session
from counsel_app.logic.vault.sealing.slots import FREE
from counsel_app.logic.vault.store import Store
from counsel_app.ui.application import Program
from counsel_app.ui.vault.founding_page import FoundingPage
from counsel_app.ui.vault.unlock_page import RENEW, SHUT, STUCK
from tests.logic.cases.makers import case
from tests.logic.vault.makers import SCHEMA
from tests.ui.conftest import Keys

Start = Callable[[], Program]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return tmp_path / "tresor" / "cases.db"


@pytest.fixture
def left() -> list[str]:
    """One entry each time the process would have begun anew."""
    return []


@pytest.fixture
def start(qtbot: QtBot, program: Law, vault: Path, today: date, left: list[str]) -> Iterator[Start]:
    """Starts the program again and again on the same folder."""
    numbers, started = count(1), list[Program]()

    def session(store: Store, *, demo_only: bool = False) -> Session:
        new_id = lambda: f"{next(numbers):032x}"  # noqa: E731
        demo = paths.resources() / "demo"
        return Session(lambda: program, store, demo, today, new_id, demo_only=demo_only, cost=FREE)

    def start_it() -> Program:
        gate = Gate(
            vault,
            vault.parent / "zustand" / "cases.seen",
            paths.resources(),
            today,
            session,
            lambda: session(Store.in_memory(SCHEMA), demo_only=True),
            lambda: left.append("anew"),
            FREE,
        )
        started.append(Program(gate))
        started[-1].show_entrance()
        qtbot.addWidget(started[-1].entrance)
        return started[-1]

    yield start_it
    for one in started:
        if one.window is not None:
            one.window.close()


def found(qtbot: QtBot, keys: type[Keys], program: Program, name: str = "Erika Muster") -> tuple[str, str]:
    """Make the vault as somebody without a mouse does; passphrase and code."""
    page = program.entrance.founding
    press = keys(program.entrance)  # type: ignore[arg-type]
    page.name.setFocus()
    press.type(name)
    press.enter()
    phrase = page.phrase.text()
    press.enter()
    code = " ".join(label.text().split()[1] for label in page.words)
    page.code_is_out("gedruckt")
    page.on.click()
    first = next(iter(page.asked.values()))
    assert page.again.hasFocus()
    press.press(Qt.Key.Key_Tab)
    assert first.hasFocus(), "Tab leads through the words, not past them"
    for line in (page.again, *page.asked.values()):
        line.setFocus()
        press.type(phrase if line is page.again else code.split()[_place(page, line) - 1][:8])
    press.enter()
    qtbot.waitUntil(lambda: program.window is not None)
    return phrase, code


def _place(page: FoundingPage, line: object) -> int:
    return next(place for place, one in page.asked.items() if one is line)


def enter(qtbot: QtBot, keys: type[Keys], program: Program, phrase: str) -> None:
    program.entrance.unlock.phrase.setFocus()
    press = keys(program.entrance)  # type: ignore[arg-type]
    press.type(phrase)
    press.enter()
    qtbot.waitUntil(lambda: not program.entrance.worker.busy)


def test_first_start_makes_a_sealed_vault_that_opens_with_its_passphrase_only(
    qtbot: QtBot, keys: type[Keys], start: Start, vault: Path
) -> None:
    program = start()
    phrase, _ = found(qtbot, keys, program)
    assert len(phrase.split()) == 5
    assert program.window is not None
    program.window.start.new.click()
    code = program.window.case._view.code  # type: ignore[union-attr]
    program.window.close()
    door = Store.door(vault)
    assert door is not None and not door.opens_without_secret
    assert [slot.kind for slot in door.slots] == ["person", "recovery"]

    again = start()
    assert again.entrance.unlock.stack.currentIndex() == SHUT
    enter(qtbot, keys, again, "falsch falsch falsch")
    assert again.window is None
    sentence = again.entrance.unlock.error.text()
    assert sentence.startswith("Damit lässt sich der Tresor nicht öffnen") and sentence.count(".") == 1
    again.entrance.unlock.phrase.clear()
    enter(qtbot, keys, again, phrase)
    assert again.window is not None and again.window.start.cases.count() == 1
    again.window.start.search.setText(code)
    assert again.window.start.cases.count() == 1
    assert again.entrance.unlock.phrase.text() == ""


def test_neither_passphrase_nor_code_can_be_skipped(qtbot: QtBot, start: Start, vault: Path) -> None:
    page = start().entrance.founding
    page.name.setText("Erika")
    page.phrase.setText("sommer2024")
    page.to_code.click()
    assert page.stack.currentIndex() == 0 and "zu leicht" in page.error.text()
    page.other.click()
    page.to_code.click()
    assert page.stack.currentIndex() == 1 and not page.on.isEnabled()
    page.by_hand.click()
    assert len(page.asked) == 24  # nothing printed: every word is asked for
    page.again.setText(page.phrase.text())
    for line in page.asked.values():
        line.setText("anker")
    page.make.click()
    assert "Wort ist anders" in page.error.text()
    assert Store.door(vault) is None


def test_cases_kept_without_a_passphrase_are_taken_over(
    qtbot: QtBot, keys: type[Keys], start: Start, vault: Path, today: date
) -> None:
    vault.parent.mkdir()
    before = Store.open(vault, SCHEMA, today)
    before.save(case(1, title="Familie Ünal"))
    before.backups.make(today)
    before.close()
    program = start()
    assert "übernommen" in program.entrance.founding.about.text()
    found(qtbot, keys, program)
    assert program.window is not None and program.window.start.cases.count() == 1
    program.window.session.vault.backups.make().run()
    door = Store.door(vault)
    assert door is not None and not door.opens_without_secret
    backups = program.window.session.store.backups.lines()
    assert len(backups) == 1 and program.gate.look_at(str(backups[0].path)).places[0].label == "Platz 1"


def test_the_printed_code_opens_and_then_a_new_passphrase_is_set(qtbot: QtBot, keys: type[Keys], start: Start) -> None:
    program = start()
    phrase, code = found(qtbot, keys, program)
    program.window.close()  # type: ignore[union-attr]
    again = start()
    page = again.entrance.unlock
    page.to_code.click()
    page.code.setText("eins zwei")
    page.recover.click()
    assert "24 Wörter" in page.error.text()
    page.code.setText(code)
    page.recover.click()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == RENEW)
    assert again.window is None and page.whose.currentText() == "Platz 1, Erika Muster"
    fresh = page.new.text()
    page.renew.click()
    qtbot.waitUntil(lambda: again.window is not None)
    assert not again.window.session.vault.came_by_recovery  # type: ignore[union-attr]
    again.window.close()  # type: ignore[union-attr]
    last = start()
    enter(qtbot, keys, last, phrase)
    assert last.window is None
    last.entrance.unlock.phrase.clear()
    enter(qtbot, keys, last, fresh)
    assert last.window is not None


def test_without_a_vault_only_the_demo_opens(qtbot: QtBot, start: Start, vault: Path) -> None:
    program = start()
    program.entrance.founding.demo.click()
    window = program.window
    assert window is not None and window.case._view.demo  # type: ignore[union-attr]
    window.case.home.click()
    assert "nichts davon wird gespeichert" in window.start.note.text()
    assert window.start.new.isHidden()
    window.bridge.run(window.session.new_case)
    assert "Ohne Tresor wird kein Fall angelegt" in window.start.note.text()
    assert not vault.exists()


def test_a_second_window_and_a_foreign_file_get_one_sentence(
    qtbot: QtBot, keys: type[Keys], start: Start, vault: Path
) -> None:
    program = start()
    found(qtbot, keys, program)
    second = start()
    assert second.entrance.unlock.stack.currentIndex() == STUCK
    assert second.entrance.unlock.stuck.text() == "Hafenlotse ist schon geöffnet; bitte das offene Fenster benutzen."
    program.window.close()  # type: ignore[union-attr]
    vault.write_bytes(b"Das ist keine Datenbank. " * 100)
    second.entrance.unlock.retry.click()
    assert "keine Falldatei" in second.entrance.unlock.stuck.text()
    assert vault.read_bytes().startswith(b"Das ist keine")


def test_a_lost_vault_comes_back_from_a_backup(qtbot: QtBot, keys: type[Keys], start: Start, vault: Path) -> None:
    program = start()
    phrase, _ = found(qtbot, keys, program)
    window = program.window
    assert window is not None
    window.start.new.click()
    window.session.vault.backups.make().run()
    window.close()
    vault.write_bytes(b"kaputt" * 500)
    again = start()
    dialog = again.entrance.restore_dialog()
    dialog.next.click()
    assert dialog.place.count() == 2  # the person and the code
    dialog.secret.setText("falsch")
    dialog.next.click()
    qtbot.waitUntil(lambda: "nicht öffnen" in dialog.error.text())
    dialog.secret.setText(phrase)
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.outcome.text() != "")
    assert "mit 1 Fällen" in dialog.outcome.text()
    again.entrance.unlock.retry.click()
    enter(qtbot, keys, again, phrase)
    assert again.window is not None and again.window.start.cases.count() == 1
    assert again.window.session.store.damaged == []


def test_locking_keeps_what_is_half_typed_and_begins_anew(
    qtbot: QtBot, keys: type[Keys], start: Start, left: list[str]
) -> None:
    program = start()
    phrase, _ = found(qtbot, keys, program)
    window = program.window
    assert window is not None
    window.start.new.click()
    code = window.case._view.code  # type: ignore[union-attr]
    window.case.ask("einreise_am")
    keys(window).type("15.09.20")
    window.lock.lock()
    assert left == ["anew"]
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]

    again = start()
    enter(qtbot, keys, again, phrase)
    assert again.window is not None
    again._go_on()
    back = again.window.case
    assert back._view.code == code and back.panel.fact == "einreise_am"  # type: ignore[union-attr]
    assert again.window.focusWidget().text() == "15.09.20"  # type: ignore[union-attr]
    keys(again.window).type("22")
    keys(again.window).enter()
    again.window.lock.keep_typed()
    assert again.window.session.vault.typed.put_back() is None


def test_idle_time_sleep_and_the_key_lock(
    qtbot: QtBot, keys: type[Keys], start: Start, left: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    from counsel_app.ui.vault import leaving
    from counsel_app.ui.vault.leaving import is_leaving
    from counsel_app.ui.vault.logind import Logind

    program = start()
    found(qtbot, keys, program)
    watch = program.window.lock.leaving  # type: ignore[union-attr]
    assert watch.minutes == 5
    pressed: list[str] = []
    watch.left.disconnect()
    watch.pressed.disconnect()
    watch.left.connect(lambda: pressed.append("left"))
    watch.pressed.connect(lambda: pressed.append("pressed"))
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    assert watch.eventFilter(watch, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_L, modifiers))
    assert not watch.eventFilter(watch, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_L, Qt.KeyboardModifier.NoModifier))
    watch._look()
    assert pressed == ["pressed"]
    later = leaving.time.time() + 3600
    monkeypatch.setattr(leaving.time, "time", lambda: later)
    watch._look()
    assert pressed == ["pressed", "left"]
    watch._idle.setInterval(1)
    qtbot.waitUntil(lambda: pressed == ["pressed", "left", "left"])
    logind = Logind()
    logind.left.connect(lambda: pressed.append("logind"))
    logind.sleeps(True)
    logind.sleeps(False)
    logind.locks()
    assert pressed[3:] == ["logind", "logind"]
    assert is_leaving(0x0218, 4) and is_leaving(0x02B1, 7)
    assert not is_leaving(0x0218, 18) and not is_leaving(0x02B1, 8)
