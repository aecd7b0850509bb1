"""Comparisons with figures of the law (income limits, thresholds) that were fixed for certain days.

An amount's `values` are tables with `from` and `until`, and either `open = true` (published nowhere
yet: every comparison is OPEN) or a sum: `base`, or `by = {fact, first = {"1" = ..., "2" = ...}, each}`
(a value per size, `each` for every further one), plus any number of `plus = [{fact, each}]`.
A day for which no figure stands is OPEN, and `missing_days` names it: nothing falls back silently.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from counsel_app.logic.law.records import Amount, as_day
from counsel_app.logic.law.truth import NEVER, NO, OPEN, YES, Course, tidy

Values = dict[str, Any]


def figure_test(amount: Amount, name: str, word: str) -> tuple[Any, tuple[str, ...]]:
    """The node comparing a fact with the amount, and the further facts it needs."""
    periods = [(*_period(entry), entry) for entry in amount.values]
    needed = tuple(sorted({fact for entry in amount.values for fact in facts_of(entry)}))
    at_most = word == "at_most_figure"

    def node(values: Values, courses: list[Course], today: int) -> Course:
        value = values.get(name)
        if value is None:
            return OPEN
        days = sorted({today, *(day for first, last, _ in periods for day in (first, last + 1) if day > today)})
        steps = []
        for day in days:
            limit = next((_sum(entry, values) for first, last, entry in periods if first <= day <= last), None)
            if limit is None:
                state = OPEN
            else:
                state = YES if (value <= limit if at_most else value >= limit) else NO
            steps.append((day, state))
        return tidy(step for step in steps if step[0] < NEVER)

    return node, needed


def facts_of(entry: dict[str, Any]) -> list[str]:
    """The facts on which the sum of one period depends."""
    names = [entry["by"]["fact"]] if "by" in entry else []
    return names + [part["fact"] for part in entry.get("plus", ())]


def missing_on(amount: Amount, day: date) -> str | None:
    """One sentence if no figure stands for the day, else None."""
    if any(first <= day.toordinal() <= last for first, last in map(_period, amount.values)):
        return None
    return f"Für den {day:%d.%m.%Y} steht kein Betrag „{amount.id}“ in amounts.toml; bitte dort ergänzen."


def _period(entry: dict[str, Any]) -> tuple[int, int]:
    first, last = as_day(entry.get("from")), as_day(entry.get("until"))
    return (first.toordinal() if first else 0, last.toordinal() if last else NEVER)


def _sum(entry: dict[str, Any], values: Values) -> float | None:
    if entry.get("open"):
        return None
    total: float = entry.get("base", 0)
    if "by" in entry:
        size = values.get(entry["by"]["fact"])
        if size is None:
            return None
        first = {int(key): value for key, value in entry["by"]["first"].items()}
        largest = max(first)
        total += first[size] if size in first else first[largest] + (size - largest) * entry["by"]["each"]
    for part in entry.get("plus", ()):
        count = values.get(part["fact"])
        if count is None:
            return None
        total += count * part["each"]
    return total
