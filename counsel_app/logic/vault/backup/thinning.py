"""Which backups stay: the latest of each of seven days, then of each of four weeks, none older than 35 days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

DAYS = 7
WEEKS = 4
OLDEST = timedelta(days=35)


def kept(days: Iterable[date], today: date) -> frozenset[date]:
    """The days whose backups stay. The newest always stays, until a newer one has been read back."""
    known = sorted(set(days), reverse=True)
    if not known:
        return frozenset()
    fresh = [day for day in known if today - day < OLDEST]
    daily = [day for day in fresh if day > today - timedelta(days=DAYS)]
    weekly: dict[tuple[int, int], date] = {}
    for day in fresh:
        if day not in daily:
            weekly.setdefault(day.isocalendar()[:2], day)
    return frozenset([known[0], *daily, *list(weekly.values())[:WEEKS]])
