"""Slow work beside the window: it goes on painting, and what comes of it arrives as a call in its own thread."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from counsel_app.logic.errors import InputError
from counsel_app.logic.snapshot import Task


class Worker(QObject):
    """One task at a time. `busy_changed` says whether one is under way."""

    busy_changed = Signal(bool)
    _worked = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.busy = False
        self._worked.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def run(self, make: Callable[[], Task], done: Callable[[Any], None], failed: Callable[[str], None]) -> None:
        """Make a task and carry it out; `failed` gets the sentence of an InputError of any part."""
        if self.busy:
            return
        try:
            task = make()
        except InputError as error:
            failed(str(error))
            return
        self._set_busy(True)
        calls = (task, done, failed)
        Thread(target=self._work, args=(calls,), daemon=True).start()

    def _work(self, calls: tuple[Task, Callable[[Any], None], Callable[[str], None]]) -> None:
        try:
            found = calls[0].work()
        except InputError as error:
            found = error
        except Exception as error:  # no traceback meets a user, and the page must not wait for ever
            found = InputError(f"Das ist misslungen ({type(error).__name__}); bitte noch einmal versuchen.")
        try:
            self._worked.emit(calls, found)
        except RuntimeError:  # the window is gone
            return

    def _finish(self, calls: tuple[Task, Callable[[Any], None], Callable[[str], None]], found: Any) -> None:
        task, done, failed = calls
        self._set_busy(False)
        if isinstance(found, InputError):
            failed(str(found))
            return
        try:
            picture = task.finish(found)
        except InputError as error:
            failed(str(error))
            return
        done(picture)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)
