"""The window with the real session on a file of its own, and keys as people press them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counsel_app import paths
from counsel_app.logic.law.pack import load
from counsel_app.logic.law.program import Program
from counsel_app.logic.session import Session
from counsel_app.logic.vault.store import Store
from counsel_app.opening import calculations
from counsel_app.ui.look import theme
from counsel_app.ui.main_window import MainWindow


@pytest.fixture(scope="session")
def program(pack_folder: Path) -> Program:
    """The real knowledge."""
    places = paths.knowledge_sources(), pack_folder / "knowledge.json"
    return Program(load(*places), calculations(), lambda: load(*places, stories=True).stories)


@pytest.fixture
def open_session(program: Program, tmp_path: Path, today: date) -> Iterator[Callable[[], Session]]:
    """Opens the same cases again and again, as closing and starting the program does."""
    numbers = count(1)
    opened: list[Session] = []

    def open_it() -> Session:
        for session in opened:
            session.store.close()
        store = Store.open(tmp_path / "cases.db", paths.resources() / "schema")
        opened.append(
            Session(lambda: program, store, paths.resources() / "demo", today, lambda: f"{next(numbers):032x}")
        )
        return opened[-1]

    yield open_it
    for session in opened:
        session.store.close()


@pytest.fixture
def open_window(qtbot: QtBot, open_session: Callable[[], Session]) -> Callable[[], MainWindow]:
    """The window on those cases."""
    theme.load_fonts(paths.resources() / "fonts")

    def open_it() -> MainWindow:
        window = MainWindow(open_session(), theme.LIGHT)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.isActiveWindow())
        return window

    return open_it


class Keys:
    """Sends keys to whatever has the focus, one event per letter (`keyClicks` aborts on umlauts)."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def press(
        self, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One key with its text."""
        target = self.window.focusWidget() or self.window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Letters of any script."""
        for letter in text:
            self.press(Qt.Key(0), letter)

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return, "\r")


@pytest.fixture
def keys() -> type[Keys]:
    return Keys
