"""One entry of the calendar. Frozen; what happens to it is added as a mark, nothing is ever taken away.

An entry belongs to a case and is stored with it. It names its person by id and never by name, so that it can
leave the house without saying who is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

MOST_ENTRIES = 500  # of one case
MOST_MARKS = 50
LONGEST_TEXT = 300
LONGEST_INITIALS = 6


class Term(StrEnum):
    """The three words lawyers use: a day that must not be missed, the warning before it, a look at the case."""

    FRIST = "Frist"
    VORFRIST = "Vorfrist"
    WIEDERVORLAGE = "Wiedervorlage"


class Source(StrEnum):
    """Where an entry comes from."""

    CALCULATOR = "calculator"
    OPENING = "opening"
    CLOSING = "closing"
    PAPER = "paper"
    SENT = "sent"
    HAND = "hand"


class Step(StrEnum):
    """What can happen to an entry."""

    DONE = "done"
    DROPPED = "dropped"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, repr=False)
class Mark:
    """Something that happened to an entry: when, by whom (initials), and why."""

    step: Step
    on: date
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class CalendarEntry:
    """One entry. `day`: the day that counts, of a disputed Frist the safe one; `latest`: the latest defensible one.

    `person`: id of the person it is about, "" for the household. `origin`: what it was made from (an option, a
    fact, a rule), so that nothing is entered twice. `of`: the Frist a Vorfrist belongs to.
    """

    id: str
    term: Term
    day: date
    text: str
    made_on: date
    law: str = ""
    latest: date | None = None
    person: str = ""
    source: Source = Source.HAND
    origin: str = ""
    of: str = ""
    made_by: str = ""
    marks: tuple[Mark, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __repr__(self) -> str:
        return f"CalendarEntry({self.id[:8]})"

    @property
    def closed(self) -> Mark | None:
        """How it ended; None while it is open."""
        last = self.marks[-1] if self.marks else None
        return last if last is not None and last.step is not Step.REOPENED else None

    @property
    def is_open(self) -> bool:
        return self.closed is None

    @property
    def last_touched(self) -> date:
        """The latest day written into it."""
        return max((self.made_on, *(mark.on for mark in self.marks)))

    def marked(self, mark: Mark) -> CalendarEntry:
        """The entry after something happened to it."""
        return replace(self, marks=(*self.marks, mark))
