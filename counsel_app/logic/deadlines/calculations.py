"""The derived facts of the knowledge that are deadlines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from counsel_app.logic.deadlines.choosing import last_days
from counsel_app.logic.deadlines.reckoning import reckon
from counsel_app.logic.deadlines.rules import DeadlineLaw
from counsel_app.logic.law.derivation import Calculation


def calculations(read: Callable[[], DeadlineLaw]) -> dict[str, Calculation]:
    """The calculations by the names the knowledge uses; the tables are read when the first one is needed."""
    law = cache(read)

    def end(facts: dict[str, object]) -> tuple[date, date] | None:
        return last_days(law(), facts)

    def restoration(facts: dict[str, object]) -> tuple[date, date] | None:
        if facts.get("hindernis_weggefallen_am") is None:
            return None
        found = reckon(law(), "F28", "", facts)
        return found.safe, found.latest

    return {"frist_ende": end, "wiedereinsetzung_bis": restoration}
