"""Derived facts: dates and numbers that follow from answers. They are definitions, never questions.

A case of a derived fact holds when all its `when` lines hold; the first one that holds gives the value:

    fact = "duldung_seit"                      the answer itself, optionally with
    plus_days_between = ["von", "bis"]         both days counted, only those after the answer
    pause_from = "zusatz_60b_von"              waiting time stops growing the day before
    minus_full_months_between = ["a", "b"]
    plus_months = 3 / plus_days = 14
    earliest_of = ["a", "b"]                   the earlier of two dates
    age_between = ["birth", "day or today"]    years of age
    years_between = ["start", "end or today"]  full years of waiting time
    sum_of = ["a", "b"]
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from counsel_app.logic.law.days import add_months, age_on, birthday, full_months
from counsel_app.logic.law.records import Derived
from counsel_app.logic.law.truth import NO, YES, Course, state_on
from counsel_app.logic.law.values import Moving, Span

Values = dict[str, Any]
ValueOf = Callable[[Values, int], Any]
HORIZON_YEARS = 10
Calculation = Callable[[dict[str, object]], "tuple[date, date] | None"]
"""A calculation of its own: exact answers in, first and last possible day out, None while something is missing."""
TODAY = "today"


def facts_of(case: dict[str, Any]) -> tuple[str, ...]:
    """The facts a case's value needs, without its `when` lines."""
    names: list[str] = []
    for key in ("fact", "pause_from"):
        if key in case:
            names.append(case[key])
    for key in _PAIRED:
        names += [name for name in case.get(key, ()) if name != TODAY]
    return tuple(names)


def value_of(case: dict[str, Any]) -> ValueOf:
    """The function that computes the value of a case: (values, counselling day) -> value or None."""
    for key, build in _PAIRED.items():
        if key in case and build is not None:
            made: ValueOf = build(*case[key])
            return made
    return _shifted(case)


def node(name: str, cases: list[tuple[int | None, ValueOf]]) -> Any:
    """The node that stores the derived fact among the values; its own course says nothing."""

    def run(values: Values, courses: list[Course], today: int) -> Course:
        if name in values:  # given from outside: a fact of the household that one person's answers cannot give
            return YES
        days = {today}
        for index, _ in cases:
            if index is not None and not isinstance(courses[index], int):
                days |= {day for day, _ in courses[index]}  # type: ignore[union-attr]
        steps: list[tuple[int, Any]] = []
        ordered = sorted(days)
        for place, day in enumerate(ordered):
            end = ordered[place + 1] if place + 1 < len(ordered) else None
            found = _first(values, courses, cases, day)
            pieces = found.steps if isinstance(found, Moving) else ((day, found),)
            steps += [step for step in pieces if end is None or step[0] < end]
        values[name] = steps[0][1] if len(steps) == 1 else Moving(tuple(steps))
        return YES

    return run


def computed(fact: Derived, calculate: Calculation | None) -> Any:
    """The node of a derived fact that a calculation of its own gives (deadlines); unknown without one."""

    def run(values: Values, courses: list[Course], today: int) -> Course:
        exact: dict[str, object] = {}
        for name in fact.takes:
            value = values.get(name)
            if isinstance(value, tuple):
                value = date.fromordinal(value[0]) if value[0] == value[1] else None
            exact[name] = value
        found = calculate(exact) if calculate else None
        values[fact.id] = None if found is None else (found[0].toordinal(), found[1].toordinal())
        return YES

    return run


def _first(values: Values, courses: list[Course], cases: list[tuple[int | None, ValueOf]], day: int) -> Any:
    for index, value in cases:
        state = YES if index is None else state_on(courses[index], day)
        if state == YES:
            return value(values, day)
        if state != NO:
            return None
    return None


def _shifted(case: dict[str, Any]) -> ValueOf:
    def value(values: Values, today: int) -> Any:
        span = values.get(case["fact"])
        if not isinstance(span, tuple) or isinstance(span, Moving):
            return span if span is not None and len(case) <= 2 else None
        for key, apply in _SHIFTS.items():
            if key in case:
                span = apply(span, case[key], values)
                if span is None:
                    return None
        return span

    return value


def _plus_months(span: Span, months: int, values: Values) -> Span | None:
    return tuple(add_months(date.fromordinal(day), months).toordinal() for day in span[:2])


def _plus_days(span: Span, days: int, values: Values) -> Span | None:
    return (span[0] + days, span[1] + days)


def _plus_days_between(span: Span, names: list[str], values: Values) -> Span | None:
    first, last = (values.get(name) for name in names)
    if first is None or last is None:
        return None
    shortest = max(0, last[0] - max(first[1], span[1]) + 1)
    longest = max(0, last[1] - max(first[0], span[0]) + 1)
    return (span[0] + shortest, span[1] + longest)


def _pause_from(span: Span, name: str, values: Values) -> Span | None:
    first = values.get(name)
    if first is None or first[0] != first[1]:
        return None
    return (span[0], span[1], first[0] - 1)


def _minus_full_months(span: Span, names: list[str], values: Values) -> Span | None:
    first, last = (values.get(name) for name in names)
    if first is None or last is None:
        return None
    fewest = full_months(date.fromordinal(first[1]), date.fromordinal(last[0]))
    most = full_months(date.fromordinal(first[0]), date.fromordinal(last[1]))
    return (
        add_months(date.fromordinal(span[0]), -most).toordinal(),
        add_months(date.fromordinal(span[1]), -fewest).toordinal(),
    )


def _earliest(*names: str) -> ValueOf:
    def value(values: Values, today: int) -> Any:
        spans = [values.get(name) for name in names]
        if any(span is None for span in spans):
            return None
        return (min(span[0] for span in spans), min(span[1] for span in spans))  # type: ignore[index]

    return value


def _sum(*names: str) -> ValueOf:
    def value(values: Values, today: int) -> Any:
        parts = [values.get(name) for name in names]
        return None if any(part is None for part in parts) else sum(parts)

    return value


def _years(count: Callable[[date, date], int], anniversary: Callable[[date, int], date]) -> Callable[..., ValueOf]:
    def build(first: str, last: str) -> ValueOf:
        def between(values: Values, today: int) -> Any:
            one, two = values.get(first), values.get(last)
            if one is None or two is None:
                return None
            low = count(date.fromordinal(one[1]), date.fromordinal(two[0]))
            high = count(date.fromordinal(one[0]), date.fromordinal(two[1]))
            return (max(low, 0), max(high, 0))

        def so_far(values: Values, today: int) -> Any:
            one = values.get(first)
            if one is None:
                return None
            early, late = date.fromordinal(one[0]), date.fromordinal(one[1])
            now = date.fromordinal(today)
            days = {today}
            for begin in {early, late}:
                years = range(count(begin, now) + 1, count(begin, now) + HORIZON_YEARS + 2)
                days |= {anniversary(begin, n).toordinal() for n in years if n > 0}
            steps = [
                (day, (max(0, count(late, date.fromordinal(day))), max(0, count(early, date.fromordinal(day)))))
                for day in sorted(days)
                if day >= today
            ]
            return Moving(tuple(steps))

        return so_far if last == TODAY else between

    return build


def _full_years(start: date, end: date) -> int:
    return full_months(start, end) // 12


_PAIRED: dict[str, Any] = {
    "earliest_of": _earliest,
    "sum_of": _sum,
    "age_between": _years(age_on, birthday),
    "years_between": _years(_full_years, lambda start, years: add_months(start, 12 * years)),
    "plus_days_between": None,
    "minus_full_months_between": None,
}
_SHIFTS: dict[str, Any] = {
    "plus_months": _plus_months,
    "plus_days": _plus_days,
    "plus_days_between": _plus_days_between,
    "minus_full_months_between": _minus_full_months,
    "pause_from": _pause_from,
}
VALUE_KEYS = ("fact", *_PAIRED, *_SHIFTS)
"""The keys that give a case its value."""
