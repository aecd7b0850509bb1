"""Where the calendar's cases and settings lie: the store, and the open case, of which there may be no other copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from counsel_app.logic.calendar.entries import LONGEST_INITIALS
from counsel_app.logic.cases.records import DEMO_ID, Case
from counsel_app.logic.vault.agenda import AgendaLine, agenda_lines
from counsel_app.logic.vault.catalogue import entry_of
from counsel_app.logic.vault.store import Store

LEAD, INITIALS = "calendar/lead", "calendar/initials"


class Shelf:
    """The store as the calendar needs it. `opened`: the open case; `settle`: takes the case as it is now."""

    def __init__(self, store: Store, opened: Callable[[], Case | None], settle: Callable[[Case], None]) -> None:
        self.store = store
        self._opened = opened
        self._settle = settle

    def agenda(self) -> Iterator[AgendaLine]:
        """All entries; those of the demo household only while it is open."""
        yield from self.store.agenda.all()
        case = self._opened()
        if case is not None and case.id == DEMO_ID:
            yield from agenda_lines(entry_of(case, 0))

    def case(self, case_id: str) -> Case:
        """One case, as it is open or as it is stored. Raises StoreError."""
        case = self._opened()
        return case if case is not None and case.id == case_id else self.store.load(case_id)

    def keep(self, case: Case) -> None:
        """Save the case, if it is one that is saved. Raises StoreError."""
        if case.id != DEMO_ID:
            self.store.save(case)
        self._settle(case)

    def names(self) -> Iterator[tuple[str, str]]:
        """Id and name of every case, the latest changed first."""
        case = self._opened()
        if case is not None and case.id == DEMO_ID:
            yield case.id, _name(case.code, case.title)
        for line in self.store.listing():
            yield line.id, _name(line.code, line.title)

    @property
    def lead(self) -> int | None:
        """The lead time of the Vorfrist as it was used last."""
        kept = self.store.setting(LEAD)
        return kept if isinstance(kept, int) else None

    @lead.setter
    def lead(self, days: int) -> None:
        self.store.set_setting(LEAD, days)

    @property
    def initials(self) -> str:
        """The initials of whoever unlocked the vault: as used last, or from their name."""
        me = next((member for member in self.store.people.members() if member.is_me), None)
        if me is None:
            return ""
        kept = self.store.setting(INITIALS, {}).get(me.slot)
        return kept or "".join(word[0] for word in me.name.split() if word[0].isalpha())[:LONGEST_INITIALS].upper()

    @initials.setter
    def initials(self, initials: str) -> None:
        me = next((member.slot for member in self.store.people.members() if member.is_me), "")
        self.store.set_setting(INITIALS, {**self.store.setting(INITIALS, {}), me: initials})

    def log(self, what: str, detail: str) -> None:
        """Note in the log of the vault that data left it."""
        if not self.store.read_only:
            with self.store.together(what, detail):
                pass


def _name(code: str, title: str) -> str:
    return f"{code}  {title}".rstrip()
