"""Starts the window: fonts, look, entrance, and then the cases."""

from __future__ import annotations

import os
import secrets
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from counsel_app import paths
from counsel_app.logic.session import Gate, Session
from counsel_app.ui import theme
from counsel_app.ui.entrance_wiring import Entrance
from counsel_app.ui.main_window import MainWindow


def make_application() -> QApplication:
    """Qt with the program's name and fonts."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName(paths.NAME)
    theme.load_fonts(paths.resources() / "fonts")
    return application


class Program:
    """The entrance first, the window of the cases then; locking begins the process anew."""

    def __init__(self, gate: Gate[Session]) -> None:
        self.application = make_application()
        theme.apply(self.application, theme.LIGHT)
        self.gate = gate
        self.window: MainWindow | None = None
        self.entrance = Entrance(gate, theme.LIGHT)
        self.entrance.opened.connect(self.show_cases)
        self.entrance.show()

    def show_cases(self, session: Session) -> None:
        """The window of the cases in the place of the entrance."""
        self.window = MainWindow(session, theme.LIGHT, self.gate.leave)
        if session.demo_only:
            self.window.bridge.run(session.open_demo)
        self.window.restoreGeometry(self.entrance.saveGeometry())
        self.window.show()
        self.entrance.close()
        if os.environ.get("HAFENLOTSE_QUIT_AFTER_PAINT"):  # the start-up benchmark
            QTimer.singleShot(0, self._quit_after_paint)
        else:
            QTimer.singleShot(50, self._go_on)

    def _go_on(self) -> None:
        """What need not be there for the first picture."""
        if self.window is not None and self.window.isVisible():
            self.window.prepare()
            self.window.take_back()

    def _quit_after_paint(self) -> None:
        if self.window is not None:
            self.window.repaint()
        self.application.quit()


def show_window(gate: Gate[Session]) -> int:
    """Run the program until its window closes; the exit code."""
    program = Program(gate)
    return program.application.exec()


def new_id() -> str:
    """A random id of 128 bits."""
    return secrets.token_hex(16)
