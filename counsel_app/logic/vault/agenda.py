"""The calendar of all cases, read from the open catalogue: no case is opened, so none counts as read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from counsel_app.logic.calendar.entries import CalendarEntry
from counsel_app.logic.calendar.stored import entry_of
from counsel_app.logic.vault.catalogue import CaseLine, Entry
from counsel_app.logic.vault.search import NameIndex


class AgendaLine(NamedTuple):
    """One entry with its case. `person`: the name of the person it is about, "" for the household."""

    case: CaseLine
    entry: CalendarEntry
    person: str

    def __repr__(self) -> str:
        return f"AgendaLine({self.case.code}, {self.entry.id[:8]})"


class Agenda:
    """All entries of one open vault; each case is read once until it changes."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._read: dict[str, tuple[Entry, tuple[AgendaLine, ...]]] = {}

    def all(self) -> Iterator[AgendaLine]:
        """The entries of every case, finished ones included, in no order."""
        fresh = {}
        for case_id, entry in self._index.with_agenda():
            known = self._read.get(case_id)
            fresh[case_id] = known if known is not None and known[0] is entry else (entry, agenda_lines(entry))
            yield from fresh[case_id][1]
        self._read = fresh


def agenda_lines(entry: Entry) -> tuple[AgendaLine, ...]:
    """The entries of one case."""
    return tuple(AgendaLine(entry.line, entry_of(table), person) for table, person in entry.agenda)
