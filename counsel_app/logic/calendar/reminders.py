"""Days that follow from other days: the Vorfrist before a Frist, the first day of an action for failure to act."""

from __future__ import annotations

from datetime import date, timedelta

from counsel_app.logic.deadlines.holidays import Holidays
from counsel_app.logic.law.days import add_months

LEAD_DAYS = 7  # usual in lawyers' offices: a week
MOST_LEAD_DAYS = 180
PAPER_LEAD_DAYS = 56  # a new paper takes appointments: the eight weeks that triage asks for, too
SILENCE_MONTHS = 3  # § 75 Satz 2 VwGO


def early_day(frist: date, lead: int, holidays: Holidays, today: date) -> date | None:
    """The Vorfrist `lead` days (0 to 180) before a Frist, on the working day before where it falls on none.

    None for lead 0, and where it would lie before today: then the Frist itself is near enough.
    """
    if not lead:
        return None
    day = holidays.previous_working_day(frist - timedelta(days=lead))
    return day if today <= day < frist else None


def silence_day(sent: date) -> date:
    """The first day on which an action for failure to act is admissible after an application of that day.

    Not before three months have run out (§ 75 Satz 2 VwGO, §§ 187, 188 BGB): the day after.
    """
    return add_months(sent, SILENCE_MONTHS) + timedelta(days=1)
