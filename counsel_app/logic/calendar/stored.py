"""Entries as tables and back. Reading is bounded: what does not fit raises KeyError, TypeError or ValueError."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from counsel_app.logic.calendar.entries import (
    LONGEST_INITIALS,
    LONGEST_TEXT,
    MOST_ENTRIES,
    MOST_MARKS,
    CalendarEntry,
    Mark,
    Source,
    Step,
    Term,
)

LONGEST_ID = 200
NOTHING: Mapping[str, Any] = MappingProxyType({})
_WORDS = {
    "law": LONGEST_TEXT,
    "person": LONGEST_ID,
    "origin": LONGEST_ID,
    "of": LONGEST_ID,
    "made_by": LONGEST_INITIALS,
}
_KEYS = frozenset(("id", "term", "day", "text", "made_on", "latest", "source", "marks", *_WORDS))


def table_of(entry: CalendarEntry) -> dict[str, Any]:
    """One entry as a table; what is empty is left out."""
    table: dict[str, Any] = {
        **entry.extra,
        "id": entry.id,
        "term": entry.term.value,
        "day": entry.day.isoformat(),
        "text": entry.text,
        "source": entry.source.value,
        "made_on": entry.made_on.isoformat(),
    }
    if entry.latest:
        table["latest"] = entry.latest.isoformat()
    table.update({key: getattr(entry, key) for key in _WORDS if getattr(entry, key)})
    if entry.marks:
        table["marks"] = [_mark_table(mark) for mark in entry.marks]
    return table


def entries_of(tables: Any) -> tuple[CalendarEntry, ...]:
    """The entries that `table_of` wrote; no id twice."""
    entries = tuple(entry_of(table) for table in _list(tables, MOST_ENTRIES))
    if len({entry.id for entry in entries}) != len(entries):
        raise ValueError("an id stands twice")
    return entries


def entry_of(table: Mapping[str, Any]) -> CalendarEntry:
    """One entry."""
    latest = table.get("latest")
    return CalendarEntry(
        id=_text(table["id"], LONGEST_ID),
        term=Term(table["term"]),
        day=date.fromisoformat(table["day"]),
        text=_text(table["text"], LONGEST_TEXT),
        made_on=date.fromisoformat(table["made_on"]),
        latest=None if latest is None else date.fromisoformat(latest),
        source=Source(table["source"]),
        marks=tuple(_mark(mark) for mark in _list(table.get("marks", []), MOST_MARKS)),
        extra=_unknown(table),
        **{key: _text(table.get(key, ""), longest) for key, longest in _WORDS.items()},
    )


def _unknown(table: Mapping[str, Any]) -> Mapping[str, Any]:
    if table.keys() <= _KEYS:
        return NOTHING
    return MappingProxyType({key: value for key, value in table.items() if key not in _KEYS})


def _mark_table(mark: Mark) -> dict[str, str]:
    reason = {"reason": mark.reason} if mark.reason else {}
    return {"step": mark.step.value, "on": mark.on.isoformat(), "by": mark.by, **reason}


def _mark(table: Mapping[str, Any]) -> Mark:
    return Mark(
        Step(table["step"]),
        date.fromisoformat(table["on"]),
        _text(table["by"], LONGEST_INITIALS),
        _text(table.get("reason", ""), LONGEST_TEXT),
    )


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise TypeError(value)
    return value


def _list(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise TypeError(value)
    return value
