"""What the calendar page and the start page paint: texts, days and flags, nothing left to decide.

No view names a client: the case stands there by code and title, because somebody else may sit beside the screen.
`person` is filled only while the calendar of one case is shown.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class EntryView(NamedTuple):
    """One entry, ready to paint."""

    id: str
    case: str
    code: str
    title: str  # of the case
    person: str
    term: str  # Frist | Vorfrist | Wiedervorlage
    day: date
    day_text: str  # "Mo 23.11.2026"
    distance: str  # "morgen", "seit 3 Tagen überfällig"; empty when it is closed
    text: str
    law: str
    latest: str  # "spätestens vertretbar 10.12.2026" or ""
    history: tuple[str, ...]  # "eingetragen am …", "erledigt am … (EM)"
    closed: str  # "erledigt am 22.11.2026 (EM)" or ""
    overdue: bool


class GroupView(NamedTuple):
    """A heading of the list with its entries."""

    title: str
    entries: tuple[EntryView, ...]
    overdue: bool = False


class DayView(NamedTuple):
    """One day of the week or month."""

    day: date
    label: str  # "23" or "Mo 23.11."
    today: bool
    outside: bool  # of the neighbouring month
    rest: str  # holiday, "Samstag", "Sonntag", "" on working days
    entries: tuple[EntryView, ...]


class CalendarView(NamedTuple):
    """The calendar page. `mode`: list, week or month; `days`: none in the list, 7 in the week, 42 in the month."""

    mode: str
    title: str
    warning: str  # the clock cannot be right
    overdue: tuple[EntryView, ...]
    groups: tuple[GroupView, ...]
    days: tuple[DayView, ...]
    chosen: date
    case: str  # id of the case that is shown alone, "" for all
    cases: tuple[tuple[str, str], ...]  # id and name of each case that has entries
    with_closed: bool


class CalendarForm(NamedTuple):
    """What the dialogs of the calendar start from."""

    cases: tuple[tuple[str, str], ...]  # id and name
    case: str
    today: str
    initials: str
    lead: int  # days between Vorfrist and Frist


class CalendarNote(NamedTuple):
    """One sentence on what was put into the calendar."""

    text: str


class UpcomingView(NamedTuple):
    """The calendar on the start page."""

    overdue: tuple[EntryView, ...] = ()
    today: tuple[EntryView, ...] = ()
    week: tuple[EntryView, ...] = ()
    next_week: tuple[EntryView, ...] = ()  # told from Friday on
    following: EntryView | None = None  # the next one after these
    warning: str = ""
