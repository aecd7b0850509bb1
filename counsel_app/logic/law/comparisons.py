"""The closed list of comparisons a line of knowledge may use. A new comparison is one function in one table.

Each function takes the value written in the knowledge and returns a test: (value of the fact, counselling
day) -> course. Dates arrive as spans of ordinal days, so that an approximate date gives YES or NO only if
that holds for every day it may mean. Waiting times and ages follow `days` (§§ 187, 188 BGB).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from counsel_app.logic.law.days import add_days, add_months, birthday
from counsel_app.logic.law.records import as_day
from counsel_app.logic.law.truth import NEVER, NO, OPEN, YES, Course, falling, rising

Test = Callable[[Any, int], Course]
Values = dict[str, Any]


class Comparison(NamedTuple):
    """One entry: the types of fact it fits, the type of what is written, and how it is said in German."""

    build: Callable[[Any], Test]
    types: tuple[str, ...]
    takes: str  # value | values | number | months | day
    phrase: str
    closing: bool = False  # turns from YES to NO as time passes


def _ordinal(value: Any) -> int:
    day = as_day(value)
    assert day is not None
    return day.toordinal()


def _shift(ordinal: int, months: int) -> int:
    return add_months(date.fromordinal(ordinal), months).toordinal()


def _is(wanted: Any) -> Test:
    return lambda value, start: YES if value == wanted else NO


def _is_not(wanted: Any) -> Test:
    return lambda value, start: NO if value == wanted else YES


def _in(wanted: Any) -> Test:
    choices = frozenset(wanted)
    return lambda value, start: YES if value in choices else NO


def _not_in(wanted: Any) -> Test:
    choices = frozenset(wanted)
    return lambda value, start: NO if value in choices else YES


def _bounds(value: Any) -> tuple[Any, Any]:
    return (value[0], value[1]) if isinstance(value, tuple) else (value, value)


def _at_least(limit: Any) -> Test:
    def test(value: Any, start: int) -> Course:
        low, high = _bounds(value)
        return YES if low >= limit else OPEN if high >= limit else NO

    return test


def _at_most(limit: Any) -> Test:
    def test(value: Any, start: int) -> Course:
        low, high = _bounds(value)
        return YES if high <= limit else OPEN if low <= limit else NO

    return test


def _on_or_before(day: Any) -> Test:
    limit = _ordinal(day)
    return lambda value, start: YES if value[1] <= limit else NO if value[0] > limit else OPEN


def _on_or_after(day: Any) -> Test:
    limit = _ordinal(day)
    return lambda value, start: YES if value[0] >= limit else NO if value[1] < limit else OPEN


def _before(day: Any) -> Test:
    return _on_or_before(add_days(date.fromordinal(_ordinal(day)), -1))


def _after(day: Any) -> Test:
    return _on_or_after(add_days(date.fromordinal(_ordinal(day)), 1))


def _elapsed(value: Any, start: int, months: int, later: int) -> Course:
    """Waiting time: true from the day n months (plus `later` days) after, unless the count stopped earlier."""
    first, last = _shift(value[0], months), _shift(value[1], months)
    if len(value) == 3:
        first = first if first <= value[2] else NEVER
        last = last if last <= value[2] else NEVER
    return rising(start, min(first + later, NEVER), min(last + later, NEVER))


def _months_ago(months: Any) -> Test:
    return lambda value, start: _elapsed(value, start, months, 0)


def _more_than_months_ago(months: Any) -> Test:
    return lambda value, start: _elapsed(value, start, months, 1)


def _at_most_months_ago(months: Any) -> Test:
    return lambda value, start: falling(start, _shift(value[0], months) + 1, _shift(value[1], months) + 1)


def _less_than_months_ago(months: Any) -> Test:
    return lambda value, start: falling(start, _shift(value[0], months), _shift(value[1], months))


def _days_ago(days: Any) -> Test:
    return lambda value, start: rising(start, value[0] + days, value[1] + days)


def _at_most_days_ago(days: Any) -> Test:
    return lambda value, start: falling(start, value[0] + days + 1, value[1] + days + 1)


def _at_most_months_ahead(months: Any) -> Test:
    return lambda value, start: rising(start, _shift(value[0], -months), _shift(value[1], -months))


def _months_left(months: Any) -> Test:
    """The date lies at least n months after the day: the last such day is the date minus n months."""

    def last_day(ordinal: int) -> int:
        day = date.fromordinal(ordinal)
        candidate = add_months(day, -months)
        while add_months(add_days(candidate, 1), months) <= day:
            candidate = add_days(candidate, 1)
        return candidate.toordinal()

    return lambda value, start: falling(start, last_day(value[0]) + 1, last_day(value[1]) + 1)


def _years_old(years: Any) -> Test:
    def test(value: Any, start: int) -> Course:
        first, last = (birthday(date.fromordinal(day), years).toordinal() for day in value[:2])
        return rising(start, first, last)

    return test


def _under_years(years: Any) -> Test:
    def test(value: Any, start: int) -> Course:
        first, last = (birthday(date.fromordinal(day), years).toordinal() for day in value[:2])
        return falling(start, first, last)

    return test


def _past(wanted: Any) -> Test:
    """The date lies before the day; `past = false`: the day itself or later, so something still runs."""
    if wanted:
        return lambda value, start: rising(start, value[0] + 1, value[1] + 1)
    return lambda value, start: falling(start, value[0] + 1, value[1] + 1)


def _reached(wanted: Any) -> Test:
    """The day itself has come; `reached = false`: it lies in the future."""
    if wanted:
        return lambda value, start: rising(start, value[0], value[1])
    return lambda value, start: falling(start, value[0], value[1])


_NUMERIC = ("number", "amount")
COMPARISONS: dict[str, Comparison] = {
    "is": Comparison(_is, ("yes_no", "choice", *_NUMERIC), "value", "ist {}"),
    "is_not": Comparison(_is_not, ("choice", *_NUMERIC), "value", "ist nicht {}"),
    "in": Comparison(_in, ("choice",), "values", "ist eines von: {}"),
    "not_in": Comparison(_not_in, ("choice",), "values", "ist keines von: {}"),
    "at_least": Comparison(_at_least, ("choice", *_NUMERIC), "value", "mindestens {}"),
    "at_most": Comparison(_at_most, ("choice", *_NUMERIC), "value", "höchstens {}"),
    "on_or_before": Comparison(_on_or_before, ("date",), "day", "spätestens am {}"),
    "on_or_after": Comparison(_on_or_after, ("date",), "day", "frühestens am {}"),
    "before": Comparison(_before, ("date",), "day", "vor dem {}"),
    "after": Comparison(_after, ("date",), "day", "nach dem {}"),
    "months_ago": Comparison(_months_ago, ("date",), "months", "seit mindestens {} Monaten"),
    "more_than_months_ago": Comparison(_more_than_months_ago, ("date",), "months", "seit mehr als {} Monaten"),
    "at_most_months_ago": Comparison(_at_most_months_ago, ("date",), "months", "höchstens {} Monate her", True),
    "less_than_months_ago": Comparison(_less_than_months_ago, ("date",), "months", "noch keine {} Monate her", True),
    "days_ago": Comparison(_days_ago, ("date",), "months", "seit mindestens {} Tagen"),
    "at_most_days_ago": Comparison(_at_most_days_ago, ("date",), "months", "höchstens {} Tage her", True),
    "at_most_months_ahead": Comparison(
        _at_most_months_ahead, ("date",), "months", "höchstens {} Monate in der Zukunft"
    ),
    "months_left": Comparison(_months_left, ("date",), "months", "noch mindestens {} Monate", True),
    "years_old": Comparison(_years_old, ("date",), "months", "mindestens {} Jahre alt"),
    "under_years": Comparison(_under_years, ("date",), "months", "unter {} Jahre alt", True),
    "past": Comparison(_past, ("date",), "value", "schon vorbei: {}"),
    "reached": Comparison(_reached, ("date",), "value", "schon gekommen: {}"),
}


def direct(word: str, wanted: Any, name: str) -> Callable[[Values, int], Course] | None:
    """The commonest comparisons read from the values in one step, for speed; None for all others.

    Each says what the entry of the same name in `COMPARISONS` says.
    """
    build = _DIRECT.get(word)
    return build(wanted, name) if build else None


def _direct_is(wanted: Any, name: str) -> Callable[[Values, int], Course]:
    def line(values: Values, today: int) -> Course:
        value = values.get(name)
        return OPEN if value is None else YES if value == wanted else NO

    return line


def _direct_in(wanted: Any, name: str) -> Callable[[Values, int], Course]:
    choices = frozenset(wanted)

    def line(values: Values, today: int) -> Course:
        value = values.get(name)
        return OPEN if value is None else YES if value in choices else NO

    return line


def _direct_at_least(wanted: Any, name: str) -> Callable[[Values, int], Course]:
    def line(values: Values, today: int) -> Course:
        value = values.get(name)
        return OPEN if value is None else YES if value >= wanted else NO

    return line


def _direct_at_most(wanted: Any, name: str) -> Callable[[Values, int], Course]:
    def line(values: Values, today: int) -> Course:
        value = values.get(name)
        return OPEN if value is None else YES if value <= wanted else NO

    return line


def _direct_on_or_before(wanted: Any, name: str) -> Callable[[Values, int], Course]:
    limit = _ordinal(wanted)

    def line(values: Values, today: int) -> Course:
        value = values.get(name)
        return OPEN if value is None else YES if value[1] <= limit else NO if value[0] > limit else OPEN

    return line


def _direct_on_or_after(wanted: Any, name: str) -> Callable[[Values, int], Course]:
    limit = _ordinal(wanted)

    def line(values: Values, today: int) -> Course:
        value = values.get(name)
        return OPEN if value is None else YES if value[0] >= limit else NO if value[1] < limit else OPEN

    return line


_DIRECT: dict[str, Callable[[Any, str], Callable[[Values, int], Course]]] = {
    "is": _direct_is,
    "in": _direct_in,
    "at_least": _direct_at_least,
    "at_most": _direct_at_most,
    "on_or_before": _direct_on_or_before,
    "on_or_after": _direct_on_or_after,
}

PAIRS = {
    "on_or_before_fact": "spätestens am Tag „{}“",
    "before_fact": "vor dem Tag „{}“",
    "on_or_after_fact": "frühestens am Tag „{}“",
    "after_fact": "nach dem Tag „{}“",
}
SHIFTS = ("plus_months", "plus_days", "plus_age")


def pair_test(comparison: str, line: dict[str, Any]) -> Callable[[Any, Any], Course]:
    """Compare one date with another, the other shifted by `plus_months`, `plus_days` or `plus_age` (a birthday)."""
    months, days, age = (line.get(key) for key in SHIFTS)

    def shifted(ordinal: int) -> int:
        if months is not None:
            return _shift(ordinal, months)
        if age is not None:
            return birthday(date.fromordinal(ordinal), age).toordinal()
        return ordinal + (days or 0)

    def not_later(first: Any, second: Any, strict: int) -> Course:
        if first[1] + strict <= shifted(second[0]):
            return YES
        return NO if first[0] + strict > shifted(second[1]) else OPEN

    tests: dict[str, Callable[[Any, Any], Course]] = {
        "on_or_before_fact": lambda one, other: not_later(one, other, 0),
        "before_fact": lambda one, other: not_later(one, other, 1),
        "on_or_after_fact": lambda one, other: _mirrored(not_later(one, other, 1)),
        "after_fact": lambda one, other: _mirrored(not_later(one, other, 0)),
    }
    return tests[comparison]


def _mirrored(course: Course) -> Course:
    assert isinstance(course, int)
    return YES - course
