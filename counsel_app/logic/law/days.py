"""Counting of days, months and years of age: the rules of §§ 187, 188 BGB, coded here and nowhere else.

Two kinds of time must not be mixed:

* a *waiting time* ("for three months") counts from an event. It is full on the day with the same number
  n months later, or on the last day of a shorter month (§ 187 Abs. 1, § 188 Abs. 2, 3 BGB). That first
  full day is an edge day: strictly the time has only run out when the day is over, so offices may ask
  for the following day.
* an *age* counts the day of birth itself (§ 187 Abs. 2 Satz 2 BGB). A year of life is completed when the
  day before the birthday is over, so the age holds from the birthday at midnight. Somebody born on
  29 February completes the year with the end of 28 February; where there is no 29 February, the first
  day of the new age is therefore 1 March.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The day on which a waiting time of `months` (may be negative) from `day` is full."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_days(day: date, days: int) -> date:
    """The day `days` later (may be negative)."""
    return day + timedelta(days=days)


def birthday(birth: date, age: int) -> date:
    """The first day on which somebody born on `birth` is `age` years old."""
    year = birth.year + age
    if (birth.month, birth.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return birth.replace(year=year)


def age_on(birth: date, day: date) -> int:
    """Full years of life on `day`; negative before birth."""
    years = day.year - birth.year
    return years if birthday(birth, years) <= day else years - 1


def full_months(start: date, end: date) -> int:
    """Full months that have passed from `start` to `end`; 0 if `end` is not later."""
    if end <= start:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1
