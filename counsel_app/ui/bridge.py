"""Between widgets and session: run a command, announce the new picture, or say in one sentence what failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from counsel_app.logic.errors import InputError
from counsel_app.logic.snapshot import CalendarNote, CaseView, DetailView, ListingView


class Bridge(QObject):
    """The way down (`run`) and the way up (the signals)."""

    listing_changed = Signal(object)
    case_changed = Signal(object)
    detail_changed = Signal(object)
    noted = Signal(str)
    failed = Signal(str)

    def run(self, command: Callable[..., Any], *words: Any) -> bool:
        """Carry out a session command; False if it failed (and `failed` said why)."""
        try:
            picture = command(*words)
        except InputError as error:
            self.failed.emit(str(error))
            return False
        self.show(picture)
        return True

    def attempt(self, command: Callable[[], Any]) -> str:
        """Carry out what shows its own result; the sentence that says what is wrong, "" if nothing."""
        try:
            command()
        except InputError as error:
            return str(error)
        return ""

    def show(self, picture: Any) -> None:
        """Announce a new picture."""
        if isinstance(picture, CaseView):
            self.case_changed.emit(picture)
        elif isinstance(picture, DetailView):
            self.detail_changed.emit(picture)
        elif isinstance(picture, ListingView):
            self.listing_changed.emit(picture)
        elif isinstance(picture, CalendarNote):
            self.noted.emit(picture.text)
