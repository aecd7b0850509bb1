"""Public holidays of the Länder and the working days between them.

The place of the court or authority decides; for Potsdam that is Brandenburg (§ 2 FTG Brandenburg).
A deadline that would end on a Saturday, Sunday or public holiday ends on the next working day
(§ 222 Abs. 2 ZPO with § 57 Abs. 2 VwGO; § 31 Abs. 3 VwVfG; § 193 BGB; § 64 Abs. 3 SGG).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

HOME = "BB"
SATURDAY, SUNDAY, WEDNESDAY = 5, 6, 2
ONE_DAY = timedelta(days=1)


class Holidays:
    """The holidays of one Land."""

    def __init__(self, land: str, name: str, entries: list[dict[str, Any]]) -> None:
        self.land, self.name = land, name
        self._entries = [entry for entry in entries if land in entry["in"] or "*" in entry["in"]]
        self._of_year: Callable[[int], dict[date, str]] = cache(self._reckon_year)

    def name_of(self, day: date) -> str:
        """The holiday's name, "" on other days."""
        return self._of_year(day.year).get(day, "")

    def of_year(self, year: int) -> dict[date, str]:
        """All holidays of a year (1583 and later) in order."""
        return dict(sorted(self._of_year(year).items()))

    def is_working_day(self, day: date) -> bool:
        """Whether a deadline may end on this day: Monday to Friday and no public holiday."""
        return day.weekday() < SATURDAY and not self.name_of(day)

    def next_working_day(self, day: date) -> date:
        """The day itself or the first working day after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """The day itself or the last working day before it."""
        while not self.is_working_day(day):
            day -= ONE_DAY
        return day

    def why_not(self, day: date) -> str:
        """Why the day is no working day: the holiday's or the weekday's name."""
        return self.name_of(day) or ("Samstag" if day.weekday() == SATURDAY else "Sonntag")

    def _reckon_year(self, year: int) -> dict[date, str]:
        return {
            _day_of(entry, year): entry["name"]
            for entry in self._entries
            if entry.get("from", year) <= year <= entry.get("until", year)
        }


def read_holidays(path: Path) -> dict[str, Holidays]:
    """The holidays of all Länder, by their two letters."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    return {land: Holidays(land, name, table["holiday"]) for land, name in table["land"].items()}


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    It is the Sunday after the first full moon of spring; moon and leap years repeat as Gauss counted them,
    with Lichtenberg's form, which needs no exceptions.
    """
    century = year // 100
    moon_shift = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun_shift = 2 - (3 * century + 3) // 4
    place = year % 19
    moon_seed = (19 * place + moon_shift) % 30
    late_moon = (moon_seed + place // 11) // 29
    full_moon = 21 + moon_seed - late_moon
    first_sunday = 7 - (year + year // 4 + sun_shift) % 7
    return date(year, 3, 1) + timedelta(days=full_moon + 7 - (full_moon - first_sunday) % 7 - 1)


def _day_of(entry: dict[str, Any], year: int) -> date:
    if "easter" in entry:
        return easter_sunday(year) + timedelta(days=entry["easter"])
    if "before" in entry:  # Buß- und Bettag: the Wednesday before
        day = _fixed(entry["before"], year) - ONE_DAY
        while day.weekday() != WEDNESDAY:
            day -= ONE_DAY
        return day
    return _fixed(entry["day"], year)


def _fixed(text: str, year: int) -> date:
    month, day = text.split("-")
    return date(year, int(month), int(day))
