"""Starts the window: fonts, look, store, knowledge; what cannot start says why in one sentence."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from counsel_app import paths
from counsel_app.logic.errors import InputError
from counsel_app.logic.session import Session
from counsel_app.ui import theme
from counsel_app.ui.main_window import MainWindow


def make_application() -> QApplication:
    """Qt with the program's name and fonts."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName(paths.NAME)
    theme.load_fonts(paths.resources() / "fonts")
    return application


def show_window(today: date, open_session: Callable[[date, Callable[[], str]], Session]) -> int:
    """Run the program until its window closes; the exit code. `open_session` gives the session or raises InputError."""
    application = make_application()
    try:
        session = open_session(today, new_id)
    except InputError as error:
        theme.apply(application, theme.LIGHT)
        box = QMessageBox(QMessageBox.Icon.Warning, paths.NAME, "Hafenlotse kann nicht starten.")
        box.setInformativeText(str(error))
        box.exec()
        return 2
    window = MainWindow(session, theme.LIGHT)
    window.show()
    if os.environ.get("HAFENLOTSE_QUIT_AFTER_PAINT"):  # the start-up benchmark
        QTimer.singleShot(0, lambda: (window.repaint(), application.quit()))
    else:
        QTimer.singleShot(50, window.prepare)
    return application.exec()


def new_id() -> str:
    """A random id of 128 bits."""
    return secrets.token_hex(16)
