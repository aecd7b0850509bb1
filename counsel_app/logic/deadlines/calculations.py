"""The derived facts of the knowledge that are deadlines.

What is not answered leaves a range: the first and the last day the deadline could end on, whatever the answers
will be. So a rule that asks "has it run out?" is open until the missing answer cannot change the result any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Any

from counsel_app.logic.deadlines.choosing import first_rule
from counsel_app.logic.deadlines.delivery import NOTICE, fiction
from counsel_app.logic.deadlines.holidays import HOME, Holidays
from counsel_app.logic.deadlines.reckoning import long_rule, reckon
from counsel_app.logic.deadlines.rules import NEW_ASYLUM_LAW, DeadlineLaw
from counsel_app.logic.law.derivation import Calculation

EARLIEST, LATEST = date(1950, 1, 1), date(2199, 1, 1)
"""Days that stand for "some day before" and "some day after"."""
Span = tuple[date, date]


def calculations(read: Callable[[], DeadlineLaw]) -> dict[str, Calculation]:
    """The calculations by the names the knowledge uses; the tables are read when the first one is needed."""
    law = cache(read)

    def end(facts: dict[str, object]) -> Span | None:
        return last_days(law(), facts)

    def restoration(facts: dict[str, object]) -> Span | None:
        if facts.get("hindernis_weggefallen_am") is None:
            return None
        found = reckon(law(), "F28", "", facts)
        return found.safe, found.latest

    return {"frist_ende": end, "wiedereinsetzung_bis": restoration}


def last_days(law: DeadlineLaw, facts: Mapping[str, Any]) -> Span | None:
    """First and last possible end of the remedy against the letter; None while its kind or every day is missing.

    With a missing or wrong instruction the long deadline counts (§ 58 Abs. 2 VwGO, § 74 Abs. 1 Satz 4 AsylG).
    """
    posted, arrived = facts.get("bescheid_post_am"), facts.get("bescheid_zugang_am")
    if not first_rule(facts) or not (posted or arrived):
        return None
    instruction, lodged = facts.get("rechtsbehelfsbelehrung"), facts.get("asyl_eingereicht_am")
    deliveries = [str(facts["bescheid_zustellart"])] if facts.get("bescheid_zustellart") else _usual(law)
    instructions = [instruction] if instruction else ["richtig", "fehlt"]
    dates = [lodged] if lodged else [NEW_ASYLUM_LAW, NEW_ASYLUM_LAW - timedelta(days=1)]
    ends = []
    for delivery, word, day in product(deliveries, instructions, dates):
        case = {**facts, "rechtsbehelfsbelehrung": word, "asyl_eingereicht_am": day}
        number = long_rule(law, case, delivery) or first_rule(case)
        served = law.rule(number).served and delivery == "brief"
        begins = _begins(law.deliveries[delivery].counts, posted, arrived, law.holidays[HOME], served)
        ends += [_end(law, number, case, begins[0]).safe, _end(law, number, case, begins[1]).latest]
    return min(ends), max(ends)


def _usual(law: DeadlineLaw) -> list[str]:
    """What an unknown delivery may have been; post that lay in a reception centre or hung on a board is not guessed."""
    return [delivery.id for delivery in law.deliveries.values() if delivery.counts in ("arrival", "posting")]


def _end(law: DeadlineLaw, number: str, case: Mapping[str, Any], begins: date) -> Any:
    known = {"bescheid_post_am": None, "bescheid_zugang_am": begins, "rechtsbehelfsbelehrung": "richtig"}
    return reckon(law, number, "persoenlich", {**case, **known})


def _begins(counts: str, posted: date | None, arrived: date | None, holidays: Holidays, served: bool) -> Span:
    """First and last day on which the letter may count as received."""
    if counts == "notice":
        day = (posted or arrived or EARLIEST) + NOTICE
        return day, day
    if counts == "arrival" or posted is None:
        if arrived is None:
            return posted or EARLIEST, LATEST
        if counts == "earlier":
            return EARLIEST, arrived
        return arrived, holidays.next_working_day(fiction(arrived)) if counts == "posting" else arrived
    fourth = fiction(posted)
    if counts == "earlier":
        return (min(arrived, fourth),) * 2 if arrived else (posted, fourth)
    if arrived is None:
        return fourth, LATEST
    if arrived > fourth:
        return arrived, arrived
    return min(arrived, fourth) if served else fourth, holidays.next_working_day(fourth)
