"""From entries to views: the list by urgency, a week, a month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from counsel_app.logic.calendar.entries import CalendarEntry, Mark, Step, Term
from counsel_app.logic.calendar.urgency import Urgency, distance, horizon_of, monday_of, sunday_of, urgency_of
from counsel_app.logic.calendar.views import DayView, EntryView, GroupView, UpcomingView
from counsel_app.logic.deadlines.holidays import Holidays
from counsel_app.logic.texts import day_text
from counsel_app.logic.vault.agenda import AgendaLine

WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
STEPS = {Step.DONE: "erledigt", Step.DROPPED: "entfallen", Step.REOPENED: "wieder geöffnet"}
MOST_LATER = 300  # entries of the list; the months show them all
MOST_CLOSED = 200
WEEKS_OF_MONTH = 6
_ORDER = list(Term)


def ordered(lines: Iterable[AgendaLine]) -> list[AgendaLine]:
    """By day, a Frist before the rest of its day."""
    return sorted(lines, key=lambda line: (line.entry.day, _ORDER.index(line.entry.term), line.case.code))


def entry_view(line: AgendaLine, today: date, *, with_person: bool = False) -> EntryView:
    """One entry."""
    case, entry, person = line
    closed = entry.closed
    return EntryView(
        id=entry.id,
        case=case.id,
        code=case.code,
        title=case.title,
        person=person if with_person else "",
        term=entry.term.value,
        day=entry.day,
        day_text=f"{WEEKDAYS[entry.day.weekday()]} {day_text(entry.day)}",
        distance="" if closed else distance(entry.day, today),
        text=entry.text,
        law=entry.law,
        latest=f"spätestens vertretbar {day_text(entry.latest)}" if entry.latest else "",
        history=_history(entry),
        closed=mark_text(closed) if closed else "",
        overdue=closed is None and entry.day < today,
    )


def mark_text(mark: Mark) -> str:
    """What happened, when and by whom: "entfallen am 22.11.2026 (EM): Antrag zurückgenommen"."""
    by = f" ({mark.by})" if mark.by else ""
    reason = f": {mark.reason}" if mark.reason else ""
    return f"{STEPS[mark.step]} am {day_text(mark.on)}{by}{reason}"


def list_groups(lines: Sequence[AgendaLine], today: date, *, with_person: bool, with_closed: bool) -> list[GroupView]:
    """Overdue first, then today, this week, next week, and later by months; closed ones last, the newest first."""
    open_lines = [line for line in lines if line.entry.is_open]
    groups: list[GroupView] = []
    shown = later = 0
    for title, members in groupby(open_lines, lambda line: _heading(line.entry.day, today)):
        found = list(members)
        is_later = urgency_of(found[0].entry.day, today) is Urgency.LATER
        room = MOST_LATER - later if is_later else len(found)
        later += len(found) if is_later else 0
        views = tuple(entry_view(line, today, with_person=with_person) for line in found[: max(0, room)])
        shown += len(views)
        if views:
            groups.append(GroupView(title, views, views[0].overdue))
    if shown < len(open_lines):
        groups.append(GroupView(f"und {len(open_lines) - shown} spätere: siehe Monat", ()))
    if with_closed:
        groups += _closed_group(lines, today, with_person)
    return groups


def day_views(
    lines: Iterable[AgendaLine], first: date, count: int, today: date, month: int, holidays: Holidays,
    *, with_person: bool, with_closed: bool,
) -> tuple[DayView, ...]:  # fmt: skip
    """`count` days from `first` on; `month` 1 to 12 greys the days of other months, 0 names the weekday."""
    last = first + timedelta(days=count - 1)
    by_day: dict[date, list[EntryView]] = {}
    for line in lines:
        if first <= line.entry.day <= last and (with_closed or line.entry.is_open):
            by_day.setdefault(line.entry.day, []).append(entry_view(line, today, with_person=with_person))
    return tuple(
        DayView(
            day,
            str(day.day) if month else f"{WEEKDAYS[day.weekday()]} {day.day}.{day.month}.",
            day == today,
            month not in (0, day.month),
            "" if holidays.is_working_day(day) else holidays.why_not(day),
            tuple(by_day.get(day, ())),
        )
        for day in (first + timedelta(days=number) for number in range(count))
    )


def upcoming(lines: Iterable[AgendaLine], today: date, warning: str) -> UpcomingView:
    """What the start page says."""
    found: dict[Urgency, list[EntryView]] = {urgency: [] for urgency in Urgency}
    following: AgendaLine | None = None
    horizon = horizon_of(today)
    near = []
    for line in lines:
        if not line.entry.is_open:
            continue
        if line.entry.day <= horizon:
            near.append(line)
        elif following is None or line.entry.day < following.entry.day:
            following = line
    for line in ordered(near):
        found[urgency_of(line.entry.day, today)].append(entry_view(line, today))
    return UpcomingView(
        tuple(found[Urgency.OVERDUE]),
        tuple(found[Urgency.TODAY]),
        tuple(found[Urgency.WEEK]),
        tuple(found[Urgency.NEXT_WEEK]),
        entry_view(following, today) if following else None,
        warning,
    )


def week_title(day: date) -> str:
    """ "Woche 48: 23.11. bis 29.11.2026"."""
    monday, sunday = monday_of(day), sunday_of(day)
    return f"Woche {day.isocalendar().week}: {monday:%d.%m.} bis {day_text(sunday)}"


def month_title(day: date) -> str:
    """ "November 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def _heading(day: date, today: date) -> str:
    urgency = urgency_of(day, today)
    return month_title(day) if urgency is Urgency.LATER else urgency.value


def _closed_group(lines: Iterable[AgendaLine], today: date, with_person: bool) -> list[GroupView]:
    ended = [(closed.on, line) for line in lines if (closed := line.entry.closed)]
    ended.sort(key=lambda pair: pair[0], reverse=True)
    views = tuple(entry_view(line, today, with_person=with_person) for _, line in ended[:MOST_CLOSED])
    more = f" (die letzten {MOST_CLOSED} von {len(ended)})" if len(ended) > MOST_CLOSED else ""
    return [GroupView(f"erledigt und entfallen{more}", views)] if views else []


def _history(entry: CalendarEntry) -> tuple[str, ...]:
    by = f" ({entry.made_by})" if entry.made_by else ""
    return (f"eingetragen am {day_text(entry.made_on)}{by}", *(mark_text(mark) for mark in entry.marks))
