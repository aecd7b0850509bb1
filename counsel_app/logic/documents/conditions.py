"""The conditions of all letters as one program: each becomes a term, so letters are judged exactly like the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counsel_app.logic.documents.records import Letters, When
from counsel_app.logic.law.judge import Assessment
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.records import Term
from counsel_app.logic.law.truth import YES, state_on

CONDITION = "letter "


class Conditions:
    """Made once for all letters; a program of its own, so that the cards of the case page stay as fast as they are."""

    def __init__(self, program: Program, letters: Letters) -> None:
        self._ids: dict[int, tuple[str, ...]] = {}
        terms: dict[str, Term] = {}
        for when in _whens(letters):
            names = []
            for how, lines in (("all", when.all), ("any", when.any)):
                if lines:
                    name = f"{CONDITION}{len(terms)}"
                    terms[name] = Term(name, "", "", **{how: lines})
                    names.append(name)
            self._ids[id(when)] = tuple(names)
        knowledge = replace(program.knowledge, terms={**program.knowledge.terms, **terms})
        self._letters = letters  # keeps the records alive whose ids stand above
        self.program = Program(knowledge, program.calculations)
        self._nodes = {name: self.program.term(name) for name in terms}

    def nodes(self, when: When) -> tuple[int, ...]:
        """The nodes that must hold."""
        return tuple(self._nodes[name] for name in self._ids[id(when)])


def state_of(assessment: Assessment, nodes: tuple[int, ...]) -> int:
    """NO, OPEN or YES today; YES without any condition."""
    today = assessment.day.toordinal()
    return min((state_on(assessment.courses[node], today) for node in nodes), default=YES)


def missing_of(assessment: Assessment, nodes: tuple[int, ...]) -> tuple[str, ...]:
    """The unanswered facts that keep the conditions open."""
    return tuple({fact: None for node in nodes for fact in assessment.missing(node)})


def facts_behind(assessment: Assessment, nodes: tuple[int, ...]) -> tuple[str, ...]:
    """The answered facts on which conditions rest, those of derived facts included."""
    found: dict[str, None] = {}
    today = assessment.day.toordinal()

    def gather(node: int) -> None:
        trace = assessment.program.traces[node]
        holding = [part for part in trace.parts if state_on(assessment.courses[part], today) == YES]
        for part in holding or trace.parts:
            gather(part)
        for fact in trace.facts:
            for name in _plain_facts(assessment.program, fact):
                if name in assessment.answers:
                    found[name] = None

    for node in nodes:
        gather(node)
    return tuple(found)


def _plain_facts(program: Program, fact: str) -> Iterator[str]:
    if fact not in program.derived_parts:
        yield fact
        return
    for _, names in program.derived_parts[fact]:
        for name in names:
            if name != fact:
                yield from _plain_facts(program, name)


def _whens(letters: Letters) -> Iterator[When]:
    for letter in letters.letters.values():
        yield from (line.when for line in (*letter.subject, *letter.to))
        yield from (block.when for block in letter.blocks)
    for block in letters.shared.values():
        yield block.when
