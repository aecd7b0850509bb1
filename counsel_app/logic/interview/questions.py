"""Which question comes next: the one that decides most among the options still open.

Each open condition shares one point among the questions it waits for; a question earns the points of all
open conditions, less for effort and for how much it asks of the person.
"""

from __future__ import annotations

from dataclasses import dataclass

from counsel_app.logic.law.judge import Assessment
from counsel_app.logic.law.records import Fact
from counsel_app.logic.law.truth import OPEN, state_on

_PATIENCE = {0: 1.0, 1: 0.7, 2: 0.35}
_EASE = {"yes_no": 1.0, "choice": 1.0, "date": 0.9, "number": 0.85, "amount": 0.8}


@dataclass(frozen=True, slots=True)
class Need:
    """How much a question would decide: its weight, and the options that wait for it."""

    fact: str
    weight: float
    options: tuple[str, ...]


def needs(assessment: Assessment) -> dict[str, Need]:
    """Every question an open option waits for, the most deciding first."""
    day = assessment.day.toordinal()
    points: dict[str, float] = {}
    waiting: dict[str, dict[str, None]] = {}
    for option, nodes in assessment.program.options.items():
        if state_on(assessment.courses[nodes.result], day) != OPEN:
            continue
        for index in (*nodes.requires, *nodes.excludes):
            missing = assessment.missing(index)
            for fact in missing:
                points[fact] = points.get(fact, 0.0) + 1 / len(missing)
                waiting.setdefault(fact, {})[option] = None
    facts = assessment.program.knowledge.facts
    ranked = sorted(points, key=lambda fact: -points[fact] * _factor(facts[fact]))
    return {fact: Need(fact, points[fact] * _factor(facts[fact]), tuple(waiting[fact])) for fact in ranked}


def next_question(ranked: dict[str, Need], settled: frozenset[str]) -> Need | None:
    """The first question that has no answer of any kind yet ("weiß nicht" is an answer)."""
    return next((need for need in ranked.values() if need.fact not in settled), None)


def _factor(fact: Fact) -> float:
    return _PATIENCE[fact.sensitivity] * _EASE[fact.type]
