"""The case on the table: what it is, what it was, and whose answers are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from counsel_app.logic.cases.records import DEMO_ID, Case, Person


class OpenCase:
    """Saves each change first and takes it over then: what is on the screen is on the disk.

    `shown` is what the cards said last, so that what an answer changed can be marked. The demo household is never
    saved.
    """

    def __init__(self, case: Case, save: Callable[[Case], None], today: date) -> None:
        self.case = case
        self.shown: dict[str, str] = {}
        self._save = save
        self._today = today
        self._person = case.people[0].id
        self._past: list[Case] = []
        self._future: list[Case] = []

    @property
    def person(self) -> Person:
        """Whose answers and options are shown."""
        return self.case.person(self._person)

    @property
    def is_demo(self) -> bool:
        """Whether it is the invented household."""
        return self.case.id == DEMO_ID

    @property
    def ways(self) -> tuple[bool, bool]:
        """Whether a change can be undone, and whether one that was undone can be done again."""
        return bool(self._past), bool(self._future)

    def select(self, person_id: str) -> None:
        """Show another person of the household. Raises InputError if there is none."""
        self.case.person(person_id)
        self._person = person_id
        self.shown = {}

    def keep(self, case: Case) -> None:
        """A change. Raises StoreError when it cannot be saved; then nothing has changed."""
        if case == self.case:
            return
        case = replace(case, changed_on=max(self._today, self.case.changed_on))
        self._store(case)
        self._past.append(self.case)
        self._future.clear()
        self._settle(case)

    def undo(self) -> None:
        """The case as it was before the last change."""
        self._travel(self._past, self._future)

    def redo(self) -> None:
        """The change that was undone last."""
        self._travel(self._future, self._past)

    def _travel(self, source: list[Case], target: list[Case]) -> None:
        if source:
            case = source[-1].with_duties_of(self.case)
            self._store(case)
            source.pop()
            target.append(self.case)
            self._settle(case)

    def _store(self, case: Case) -> None:
        if not self.is_demo:
            self._save(case)

    def _settle(self, case: Case) -> None:
        self.case = case
        if all(person.id != self._person for person in case.people):
            self._person = case.people[0].id
