"""A second way to reckon deadlines, written without the first: it walks through the calendar day by day."""

from __future__ import annotations

from datetime import date, timedelta

DAY = timedelta(days=1)
FIXED = {(1, 1), (5, 1), (10, 3), (10, 31), (12, 25), (12, 26)}
EASTER = {
    2023: (4, 9), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1),
    2030: (4, 21), 2031: (4, 13), 2032: (3, 28),
}  # fmt: skip


def is_free(day: date) -> bool:
    """Saturday, Sunday or a holiday in Brandenburg."""
    easter = date(day.year, *EASTER[day.year])
    return day.isoweekday() > 5 or (day.month, day.day) in FIXED or (day - easter).days in (-2, 0, 1, 39, 49, 50)


def weeks(start: date, number: int) -> date:
    """The same weekday for the n-th time."""
    day, seen = start, 0
    while seen < number:
        day += DAY
        seen += day.weekday() == start.weekday()
    return day


def months(start: date, number: int) -> date:
    """The same number in the n-th month after, else that month's last day."""
    day, turns = start, 0
    while True:
        day += DAY
        turns += day.day == 1
        tomorrow = day + DAY
        if turns == number and (day.day == start.day or tomorrow.day == 1):
            return day


def moved(day: date) -> date:
    """The day or the next one that is not free."""
    while is_free(day):
        day += DAY
    return day


def fourth_day(posted: date) -> date:
    """The day a letter posted since 2025 counts as received."""
    return posted + DAY + DAY + DAY + DAY if posted.year >= 2025 else posted + DAY + DAY + DAY
