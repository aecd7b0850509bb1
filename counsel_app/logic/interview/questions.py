"""Which question comes next: the one that decides most among the options still open.

Each open option has one point. It shares it among its open conditions, because one that fails decides it, and each
condition shares its part among the questions it waits for. A question earns the points of all options, less for
effort and for how much it asks of the person.

An option is honestly open when one of its conditions waits only for what the person cannot say: no further answer
makes it possible, some may still exclude it. Its questions come after all others.
"""

from __future__ import annotations

from dataclasses import dataclass

from counsel_app.logic.law.judge import Assessment
from counsel_app.logic.law.program import OptionNodes
from counsel_app.logic.law.records import Fact
from counsel_app.logic.law.truth import OPEN, state_on

_PATIENCE = {0: 1.0, 1: 0.7, 2: 0.35}
_EASE = {"yes_no": 1.0, "choice": 1.0, "date": 0.9, "number": 0.85, "amount": 0.8}
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Need:
    """How much a question would decide: its weight, and the open options that wait for it.

    `urgent`: one of them can still become possible; otherwise the answer can only exclude.
    """

    fact: str
    weight: float
    options: tuple[str, ...]
    urgent: bool = True


def needs(assessment: Assessment, settled: frozenset[str] = NOTHING) -> dict[str, Need]:
    """Every question an open option waits for, the most deciding first. `settled`: questions with an answer of any
    kind, "weiß nicht" among them.
    """
    known: dict[int, tuple[str, ...]] = {}
    points: dict[str, float] = {}
    late: dict[str, float] = {}
    waiting: dict[str, list[str]] = {}
    for option, nodes in _open_options(assessment).items():
        blocks = _waits(assessment, nodes, known)
        asked = [[fact for fact in missing if fact not in settled] for missing in blocks]
        earned = points if all(asked) else late
        for missing, left in zip(blocks, asked, strict=True):
            for fact in missing:
                earned[fact] = earned.get(fact, 0.0) + (1 / len(left) if fact in left else 0.0) / len(blocks)
                named = waiting.setdefault(fact, [])
                if not named or named[-1] != option:
                    named.append(option)
    facts = assessment.program.knowledge.facts
    weight = {fact: (points if fact in points else late)[fact] * _factor(facts[fact]) for fact in waiting}
    ranked = sorted(waiting, key=lambda fact: (fact not in points, -weight[fact]))
    return {fact: Need(fact, weight[fact], tuple(waiting[fact]), fact in points) for fact in ranked}


def next_question(ranked: dict[str, Need], settled: frozenset[str]) -> Need | None:
    """The first question that has no answer of any kind yet ("weiß nicht" is an answer)."""
    return next((need for need in ranked.values() if need.fact not in settled), None)


def _open_options(assessment: Assessment) -> dict[str, OptionNodes]:
    day, courses = assessment.day.toordinal(), assessment.courses
    return {
        option: nodes
        for option, nodes in assessment.program.options.items()
        if state_on(courses[nodes.result], day) == OPEN
    }


def _waits(assessment: Assessment, nodes: OptionNodes, known: dict[int, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """What each open condition waits for; nothing where the law itself leaves it open."""
    day, courses = assessment.day.toordinal(), assessment.courses
    found = []
    for index in (*nodes.requires, *nodes.excludes):
        if state_on(courses[index], day) == OPEN:
            if index not in known:
                known[index] = tuple(assessment.missing(index))
            found.append(known[index])
    return found


def _factor(fact: Fact) -> float:
    return _PATIENCE[fact.sensitivity] * _EASE[fact.type]
