"""Days that follow from days, and how near they are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsel_app.logic.calendar.reminders import early_day, silence_day
from counsel_app.logic.calendar.urgency import Urgency, distance, urgency_of
from counsel_app.logic.deadlines.holidays import HOME, read_holidays
from counsel_app.paths import resources

HOLIDAYS = read_holidays(resources() / "deadlines" / "holidays.toml")[HOME]
TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("frist", "lead", "early"),
    [
        (date(2026, 12, 9), 7, date(2026, 12, 2)),  # Wednesday
        (date(2026, 12, 7), 8, date(2026, 11, 27)),  # the Sunday before gives the Friday
        (date(2027, 1, 8), 7, date(2026, 12, 31)),  # New Year
        (date(2027, 4, 5), 7, date(2027, 3, 25)),  # Easter Monday, Easter, Saturday and Good Friday
        (date(2027, 11, 7), 7, date(2027, 10, 29)),  # Reformation Day on a Sunday
        (date(2026, 12, 1), 9, None),  # would be the Sunday today, so the Friday before today
        (date(2026, 11, 30), 7, date(2026, 11, 23)),
        (date(2026, 12, 9), 0, None),
    ],
)
def test_the_vorfrist_lies_on_a_working_day_and_not_before_today(frist: date, lead: int, early: date | None) -> None:
    assert early_day(frist, lead, HOLIDAYS, TODAY) == early


@given(st.dates(TODAY, date(2035, 12, 31)), st.integers(0, 180))
def test_no_vorfrist_falls_on_a_free_day_or_on_its_frist(frist: date, lead: int) -> None:
    early = early_day(frist, lead, HOLIDAYS, TODAY)
    if early is not None:
        assert early.weekday() < 5 and not HOLIDAYS.name_of(early)
        assert TODAY <= early < frist and (frist - early).days >= lead


@pytest.mark.parametrize(
    ("sent", "first"),
    [
        (date(2026, 8, 31), date(2026, 12, 1)),  # 30 November is the last day of the three months
        (date(2026, 8, 22), date(2026, 11, 23)),
        (date(2027, 11, 30), date(2028, 3, 1)),  # leap day
        (date(2026, 11, 30), date(2027, 3, 1)),
    ],
)
def test_an_action_for_failure_to_act_waits_for_the_day_after_three_months(sent: date, first: date) -> None:
    assert silence_day(sent) == first


NEXT_WEEK = [Urgency.NEXT_WEEK] * 7


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 11, 22), [Urgency.OVERDUE, Urgency.TODAY, *NEXT_WEEK, Urgency.LATER]),  # Sunday
        (date(2026, 11, 23), [Urgency.OVERDUE, Urgency.TODAY, *[Urgency.WEEK] * 6, *NEXT_WEEK, Urgency.LATER]),
        (date(2026, 12, 31), [Urgency.OVERDUE, Urgency.TODAY, *[Urgency.WEEK] * 3, *NEXT_WEEK, Urgency.LATER]),
    ],
)
def test_a_week_ends_on_sunday(today: date, days: list[Urgency]) -> None:
    assert [urgency_of(today + timedelta(days=number - 1), today) for number in range(len(days))] == days


def test_distances_in_words() -> None:
    said = [distance(TODAY + timedelta(days=days), TODAY) for days in (-2, -1, 0, 1, 2)]
    assert said == ["seit 2 Tagen überfällig", "seit gestern überfällig", "heute", "morgen", "in 2 Tagen"]
