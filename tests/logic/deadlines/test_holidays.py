"""The own table of holidays against a library that others keep."""

from __future__ import annotations

from datetime import date

import holidays as library
import pytest

from counsel_app.logic.deadlines.holidays import easter_sunday
from counsel_app.logic.deadlines.rules import DeadlineLaw

YEARS = range(2020, 2036)
LANDS = "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH".split()


@pytest.mark.parametrize("land", LANDS)
def test_holidays_of_a_land_are_those_of_the_library(law: DeadlineLaw, land: str) -> None:
    theirs = set(library.country_holidays("DE", subdiv=land, years=YEARS))
    ours = {day for year in YEARS for day in law.holidays[land].of_year(year)}
    assert ours == theirs


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2038, 4, 25), (2285, 3, 22)]
)
def test_easter_reaches_its_borders(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


def test_days_that_are_no_holidays_in_brandenburg(law: DeadlineLaw) -> None:
    home = law.holidays["BB"]
    for day in [(2026, 3, 8), (2025, 5, 8), (2026, 11, 18), (2026, 6, 4), (2026, 12, 24), (2026, 12, 31)]:
        assert not home.name_of(date(*day))
    assert home.is_working_day(date(2026, 12, 24))


def test_a_working_day_before_and_after(law: DeadlineLaw) -> None:
    home = law.holidays["BB"]
    assert home.next_working_day(date(2027, 3, 26)) == date(2027, 3, 30)
    assert home.previous_working_day(date(2027, 3, 29)) == date(2027, 3, 25)
