"""Starts the window: fonts, look, entrance, and then the cases."""

from __future__ import annotations

import os
import secrets
import sys
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from counsel_app import paths
from counsel_app.logic.session import Gate, Session
from counsel_app.ui.look import theme

if TYPE_CHECKING:
    from counsel_app.ui.main_window import MainWindow
    from counsel_app.ui.vault.entrance_wiring import Entrance

QUIT_AFTER_PAINT = bool(os.environ.get("HAFENLOTSE_QUIT_AFTER_PAINT"))  # the start-up benchmark


def make_application() -> QApplication:
    """Qt with the program's name and fonts."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName(paths.NAME)
    theme.load_fonts(paths.resources() / "fonts")
    application.setFont(theme.font())  # before any widget: on Windows those that are there keep the system's font
    return application


class Program:
    """The entrance first, the window of the cases then; locking begins the process anew."""

    def __init__(self, gate: Gate[Session]) -> None:
        self.application = make_application()
        theme.apply(self.application, theme.LIGHT)
        self.gate = gate
        self.window: MainWindow | None = None

    @cached_property
    def entrance(self) -> Entrance:
        """The window that asks who is there."""
        from counsel_app.ui.vault.entrance_wiring import Entrance

        entrance = Entrance(self.gate, theme.LIGHT)
        entrance.opened.connect(self.show_cases)
        return entrance

    def show_entrance(self) -> None:
        """Ask."""
        self.entrance.show()
        if QUIT_AFTER_PAINT:
            self._quit_after_painting(self.entrance)

    def show_cases(self, session: Session) -> None:
        """The window of the cases in the place of the entrance."""
        from counsel_app.ui.main_window import MainWindow

        self.window = MainWindow(session, theme.LIGHT, self.gate.leave)
        if session.demo_only:
            self.window.bridge.run(session.open_demo)
        if "entrance" in self.__dict__:
            self.window.restoreGeometry(self.entrance.saveGeometry())
        self.window.show()
        if "entrance" in self.__dict__:
            self.entrance.close()
        if QUIT_AFTER_PAINT:
            self._quit_after_painting(self.window)
        else:
            QTimer.singleShot(50, self._go_on)

    def _go_on(self) -> None:
        """What need not be there for the first picture."""
        if self.window is not None and self.window.isVisible():
            self.window.prepare()
            self.window.take_back()
            self.window.vault.back_up_if_due(self.window.refresh_start)

    def _quit_after_painting(self, window: QMainWindow) -> None:
        QTimer.singleShot(0, lambda: (window.repaint(), self.application.quit()))


def show_window(gate: Gate[Session]) -> int:
    """Run the program until its window closes; the exit code."""
    program = Program(gate)
    program.show_entrance()
    return program.application.exec()


def new_id() -> str:
    """A random id of 128 bits."""
    return secrets.token_hex(16)
