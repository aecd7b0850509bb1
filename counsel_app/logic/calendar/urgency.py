"""How near a day is: overdue, today, this week (until Sunday), next week, later."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

WEEK = timedelta(days=7)
FRIDAY = 4


class Urgency(StrEnum):
    """In the order in which things want attention."""

    OVERDUE = "überfällig"
    TODAY = "heute"
    WEEK = "diese Woche"
    NEXT_WEEK = "nächste Woche"
    LATER = "später"


def urgency_of(day: date, today: date) -> Urgency:
    """The urgency of an open entry."""
    if day < today:
        return Urgency.OVERDUE
    if day == today:
        return Urgency.TODAY
    if day <= sunday_of(today):
        return Urgency.WEEK
    return Urgency.NEXT_WEEK if day <= sunday_of(today) + WEEK else Urgency.LATER


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def sunday_of(day: date) -> date:
    """The last day of its week."""
    return monday_of(day) + timedelta(days=6)


def horizon_of(today: date) -> date:
    """The last day that the start page tells of: this Sunday; from Friday on, with few working days left, the next."""
    return sunday_of(today) + (WEEK if today.weekday() >= FRIDAY else timedelta(0))


def distance(day: date, today: date) -> str:
    """How far away a day is, in words."""
    days = (day - today).days
    near = {-1: "seit gestern überfällig", 0: "heute", 1: "morgen"}
    if days in near:
        return near[days]
    return f"seit {-days} Tagen überfällig" if days < 0 else f"in {days} Tagen"
