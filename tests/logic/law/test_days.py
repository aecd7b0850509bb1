"""Counting per §§ 187, 188 BGB."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsel_app.logic.law.days import add_months, age_on, birthday, full_months

DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "full"),
    [
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 8, 23), 3, date(2026, 11, 23)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_a_waiting_time_is_full_on_the_same_number_or_the_last_day(start: date, months: int, full: date) -> None:
    assert add_months(start, months) == full


@pytest.mark.parametrize(
    ("birth", "age", "first"),
    [
        (date(2008, 11, 23), 18, date(2026, 11, 23)),
        (date(2008, 2, 29), 18, date(2026, 3, 1)),  # 28 February is the last day of being 17
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
        (date(1999, 11, 24), 27, date(2026, 11, 24)),
    ],
)
def test_an_age_holds_from_the_birthday(birth: date, age: int, first: date) -> None:
    assert birthday(birth, age) == first
    assert age_on(birth, first) == age
    assert age_on(birth, first - timedelta(days=1)) == age - 1


def test_full_months_between_days() -> None:
    assert full_months(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert full_months(date(2026, 1, 31), date(2026, 2, 27)) == 0
    assert full_months(date(2026, 2, 1), date(2026, 1, 1)) == 0


@given(DAYS, DAYS, st.integers(0, 600))
def test_a_later_start_is_never_full_earlier(one: date, two: date, months: int) -> None:
    first, second = sorted((one, two))
    assert add_months(first, months) <= add_months(second, months)


@given(DAYS, st.integers(0, 600))
def test_full_months_counts_what_add_months_gives(start: date, months: int) -> None:
    assert full_months(start, add_months(start, months)) == months
