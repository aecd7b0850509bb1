"""The file other calendars read: iCalendar, RFC 5545. No clock: an event is as old as the last mark on its entry.

Written here and not by the library `icalendar`: that would bring four packages and 9 MB into a program whose every
dependency can read the cases, for the dozen lines below. Its own reader takes these files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from unicodedata import category

from counsel_app.logic.calendar.entries import CalendarEntry, Source
from counsel_app.logic.vault.agenda import AgendaLine

WIDEST = 75  # octets of a line, without its end (RFC 5545, 3.1)
NAMELESS = "siehe Hafenlotse"
_UNSENT = ("Cc", "Cs")  # control characters, halves of letters
_TYPED = (Source.HAND, Source.SENT)  # their text may name anybody
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def ics(lines: Iterable[AgendaLine], *, names: bool) -> bytes:
    """All-day events. Without `names`: the code of the case, and nothing that was typed by hand."""
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hafenlotse//Kalender//DE", "CALSCALE:GREGORIAN"]
    for line in lines:
        rows += _event(line, names)
    rows.append("END:VCALENDAR")
    return b"".join(_folded(row) for row in rows)


def _event(line: AgendaLine, names: bool) -> Iterator[str]:
    entry = line.entry
    yield "BEGIN:VEVENT"
    yield f"UID:{_word(entry.id)}@hafenlotse"
    yield f"DTSTAMP:{entry.last_touched:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{len(entry.marks)}"
    yield f"DTSTART;VALUE=DATE:{_day(entry.day)}"
    yield f"DTEND;VALUE=DATE:{_day(entry.day + timedelta(days=1))}"
    yield f"SUMMARY:{_text(_summary(line, names))}"
    if description := _description(entry, names):
        yield f"DESCRIPTION:{_text(description)}"
    yield f"CATEGORIES:{entry.term.value}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _summary(line: AgendaLine, names: bool) -> str:
    case, entry, person = line
    if names:
        who = person or ", ".join(case.people)
        return f"{entry.term.value} {case.code} {who}: {entry.text}"
    text = NAMELESS if entry.source in _TYPED else _without(entry.text, (*case.people, case.title))
    return f"{entry.term.value} {case.code}: {text}"


def _description(entry: CalendarEntry, names: bool) -> str:
    latest = f"spätestens vertretbar {entry.latest:%d.%m.%Y}" if entry.latest else ""
    law = entry.law if names or entry.source is not Source.HAND else ""
    return "\n".join(part for part in (law, latest) if part)


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 2:
            text = text.replace(name, "…")
    return text


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _word(text: str) -> str:
    return "".join(letter for letter in text if letter.isascii() and letter.isalnum())


def _text(text: str) -> str:
    """A text value: control characters go, what separates values is escaped (RFC 5545, 3.3.11)."""
    plain = (letter for letter in text.replace("\r\n", "\n") if letter == "\n" or category(letter) not in _UNSENT)
    return "".join(plain).translate(_ESCAPED)


def _folded(row: str) -> bytes:
    """The line with its end, broken before the octet that would be too much, never inside a letter."""
    pieces, room = [b""], WIDEST
    for letter in row:
        octets = letter.encode()
        if len(pieces[-1]) + len(octets) > room:
            pieces.append(b"")
            room = WIDEST - 1  # the blank that begins a further line counts
        pieces[-1] += octets
    return b"\r\n ".join(pieces) + b"\r\n"
