"""Answers as the judgement sees them: exact, approximate, disputed or missing.

A date is a span of ordinal days `(first, last)`, because people often know only "2019". A number that
follows from dates is a span too. A span with a third entry stops counting there: waiting time does not
grow after that day. A derived value that changes with the day is a `Moving`.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from datetime import date
from typing import Any, NamedTuple

from counsel_app.logic.errors import InputError
from counsel_app.logic.law.records import Fact

Span = tuple[int, ...]


class Either(NamedTuple):
    """A disputed answer: what the client says and what the authority says."""

    client: Any
    authority: Any


class Moving(NamedTuple):
    """A derived value over time: (first ordinal day, value or None), rising; the first is the counselling day."""

    steps: tuple[tuple[int, Any], ...]

    def at(self, day: int) -> Any:
        """The value on an ordinal day not before the first step."""
        return self.steps[bisect_right(self.steps, day, key=lambda step: step[0]) - 1][1]


def span_of(year: int, month: int | None = None, day: int | None = None) -> Span:
    """The days an approximate date may mean. Raises ValueError for a day that does not exist."""
    if month is None:
        return (date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    if day is None:
        return (date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal())
    exact = date(year, month, day).toordinal()
    return (exact, exact)


def read_value(fact: Fact, value: Any, where: str = "") -> Any:
    """One answer from JSON or from a stored case as a value; None stays None (not known).

    Dates are "2019", "2019-04" or "2019-04-12" or a `date`; a disputed answer is
    `{"client": ..., "authority": ...}`; any other table means a kind of not knowing and gives None.
    Raises InputError naming the fact and what is expected.
    """
    if value is None:
        return None
    if isinstance(value, dict):
        if "client" in value and "authority" in value:
            client = read_value(fact, value["client"], where)
            authority = read_value(fact, value["authority"], where)
            return None if client is None or authority is None else Either(client, authority)
        if set(value) <= {"kind", "paper", "until"}:
            return None
        raise InputError(
            f"{where}Der Fakt „{fact.id}“ hat ein unbekanntes Objekt; erwartet wird "
            f'{{"client": …, "authority": …}} oder {{"kind": "unknown"}}.'
        )
    reader = _READERS[fact.type]
    found = reader(fact, value)
    if found is None:
        shown = str(value)[:60]
        raise InputError(f"{where}Der Fakt „{fact.id}“ hat den Wert „{shown}“; erwartet wird {expected(fact)}.")
    return found


def expected(fact: Fact) -> str:
    """What an answer to this question must look like, in words."""
    if fact.type == "choice":
        names = [choice for choice, _ in fact.choices]
        return "einer der Werte " + ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    return {
        "yes_no": "true oder false",
        "date": "ein Tag wie „2024-05-31“ (auch „2024-05“ oder „2024“)",
        "number": "eine ganze Zahl ab 0",
        "amount": "ein Betrag in Euro ab 0",
    }[fact.type]


def _yes_no(fact: Fact, value: Any) -> Any:
    return value if isinstance(value, bool) else None


def _choice(fact: Fact, value: Any) -> Any:
    return value if isinstance(value, str) and any(value == choice for choice, _ in fact.choices) else None


def _number(fact: Fact, value: Any) -> Any:
    return value if type(value) is int and 0 <= value < 10**9 else None


def _amount(fact: Fact, value: Any) -> Any:
    return value if type(value) in (int, float) and 0 <= value < 10**9 else None


def _date(fact: Fact, value: Any) -> Any:
    if isinstance(value, date):
        return (value.toordinal(), value.toordinal())
    if not isinstance(value, str) or len(value) not in (4, 7, 10):
        return None
    parts = value.split("-")
    if (
        not all(part.isascii() and part.isdigit() for part in parts)
        or [len(p) for p in parts] != [4, 2, 2][: len(parts)]
    ):
        return None
    try:
        span = span_of(*(int(part) for part in parts))
    except ValueError:
        return None
    return span if 1900 <= int(parts[0]) <= 2100 else None


_READERS = {"yes_no": _yes_no, "choice": _choice, "number": _number, "amount": _amount, "date": _date}
