"""The judgement of a case: what each option says on a day, and on every day of the next ten years.

`judge` is a pure function from program, answers and day to an `Assessment`. Reasons, missing facts and
windows are read from the trace of the one run when they are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

from counsel_app.logic.errors import InputError
from counsel_app.logic.law.days import add_months
from counsel_app.logic.law.outlook import Outlook
from counsel_app.logic.law.program import OptionNodes, Program, Trace
from counsel_app.logic.law.records import Block, Caution, Option
from counsel_app.logic.law.truth import NO, OPEN, STATE_NAMES, YES, Course, agreed, state_on
from counsel_app.logic.law.values import Either, read_value

HORIZON_MONTHS = 120
MOST_DISPUTES = 4  # readings double with each disputed fact; further ones count as unknown


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days with one state; `until` is None where no end is in sight."""

    start: date
    until: date | None
    state: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition with what it came to: yes (does not stand in the way), no or open."""

    block: Block
    state: str
    exclusion: bool
    missing: tuple[str, ...]
    start: date | None  # first day on which it is met, when it is not met today
    until: date | None  # last day on which it is met


@dataclass(frozen=True, slots=True)
class Assessment:
    """All options of one case on one day."""

    program: Program
    day: date
    answers: Mapping[str, Any]
    values: dict[str, Any]
    courses: list[Course]
    disputed: frozenset[str]
    _known_missing: dict[int, dict[str, None]] = field(default_factory=dict, compare=False, repr=False)
    """What open nodes wait for, as far as it was asked: cards, details and the next question ask the same."""

    def verdicts(self) -> list[Verdict]:
        """One verdict per option, in the order of the knowledge."""
        return [Verdict(self, nodes) for nodes in self.program.options.values()]

    def verdict(self, option: str) -> Verdict:
        return Verdict(self, self.program.options[option])

    def missing(self, index: int) -> dict[str, None]:
        """The unanswered facts that keep a node open today, in the order of the rule."""
        start = self.day.toordinal()
        if state_on(self.courses[index], start) != OPEN:
            return {}
        return self._missing(index, start)

    def _missing(self, index: int, start: int) -> dict[str, None]:
        known = self._known_missing.get(index)
        if known is not None:
            return known
        trace = self.program.traces[index]
        found: dict[str, None] = {}
        for part in trace.parts:
            if state_on(self.courses[part], start) == OPEN:
                found |= self._missing(part, start)
        for fact in trace.facts:
            found |= self._unknown(fact, start)
        self._known_missing[index] = found
        return found

    def _unknown(self, fact: str, start: int) -> dict[str, None]:
        derived = self.program.knowledge.derived.get(fact)
        if derived is None:
            value = self.values.get(fact)
            vague = isinstance(value, tuple) and value[0] != value[1]
            return {fact: None} if value is None or vague or fact in self.disputed else {}
        found: dict[str, None] = {}
        for condition, needed in self.program.derived_parts[fact]:
            if condition is not None:
                state = state_on(self.courses[condition], start)
                if state == NO:
                    continue
                if state == OPEN:
                    found |= self._missing(condition, start)
                    found |= self._unknown(needed[0], start)
                    continue
            for name in needed:
                found |= self._unknown(name, start)
            return found
        return found


class Verdict:
    """What one option says; every property is read from the trace."""

    __slots__ = ("_today", "assessment", "course", "nodes", "option", "state_number")

    def __init__(self, assessment: Assessment, nodes: OptionNodes) -> None:
        self.assessment = assessment
        self.nodes = nodes
        self.option: Option = nodes.option
        self.course = assessment.courses[nodes.result]
        self._today = assessment.day.toordinal()
        self.state_number = state_on(self.course, self._today)

    @property
    def state(self) -> str:
        return STATE_NAMES[self.state_number]

    @property
    def windows(self) -> tuple[Window, ...]:
        """The next ten years without a gap."""
        steps = self._steps(self.course)
        ends = [date.fromordinal(day - 1) for day, _ in steps[1:]] + [None]
        return tuple(
            Window(date.fromordinal(day), end, STATE_NAMES[state])
            for (day, state), end in zip(steps, ends, strict=True)
        )

    @property
    def start(self) -> date | None:
        """The first day on which it becomes YES, when it is not YES today."""
        return self._first_yes(self.course)

    @property
    def until(self) -> date | None:
        """The last day of a YES that holds today, if an end is in sight."""
        return self._last_yes(self.course)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would decide it; empty unless it is open."""
        if self.state_number != OPEN:
            return ()
        found: dict[str, None] = {}
        for index in (*self.nodes.requires, *self.nodes.excludes):
            found |= self.assessment.missing(index)
        return tuple(found)

    def reason_states(self) -> list[int]:
        """The bare states of all conditions and exclusions today, in the order of the file."""
        courses, today = self.assessment.courses, self._today
        return [
            course if course.__class__ is int else state_on(course, today)
            for course in map(courses.__getitem__, (*self.nodes.requires, *self.nodes.excludes))
        ]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every condition and exclusion, in the order of the file."""
        return tuple(self._finding(*pair) for pair in self._blocks())

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """The cautions that hold or may hold today."""
        indexes = zip(self.option.cautions, self.nodes.cautions, strict=True)
        return tuple(caution for caution, index in indexes if self._state(index) == YES)

    @property
    def kind(self) -> str:
        """Claim, shall, rule or discretion, weakened where a caution says so."""
        return next((caution.kind for caution in self.cautions if caution.kind), self.option.kind)

    @property
    def edge_day(self) -> bool:
        """Whether the opening day is the first full day of a waiting time: safe only from the day after."""
        start = self.start
        return start is not None and self._waits_until(self.nodes.result, start.toordinal())

    @property
    def outlook(self) -> Outlook:
        if self.state_number == YES:
            return Outlook.AVAILABLE
        if self.state_number == OPEN:
            return Outlook.OPEN
        if self.start is not None:
            return Outlook.LATER
        until = self.option.valid.end
        if until is not None and until < self.assessment.day:
            return Outlook.CLOSED
        return self._refusal()

    def _refusal(self) -> Outlook:
        failing = self._failing()
        if failing and all(block.binding == "regular" for block, _, _ in failing):
            return Outlook.EXCEPTION
        hard = [(index, exclusion) for block, index, exclusion in failing if block.binding != "regular"]
        if hard and all(self._within_reach(index) for index, _ in hard):
            return Outlook.NEAR
        if any(self._window_ended(index) for index, exclusion in hard if not exclusion):
            return Outlook.CLOSED
        return Outlook.EXCLUDED

    def _failing(self) -> list[tuple[Block, int, bool]]:
        return [pair for pair in self._blocks() if self._state(pair[1]) == NO]

    def _blocks(self) -> list[tuple[Block, int, bool]]:
        """Each block with its node, and whether it is an exclusion."""
        requires = zip(self.option.requires, self.nodes.requires, strict=True)
        excludes = zip(self.option.excludes, self.nodes.excludes, strict=True)
        return [(block, index, False) for block, index in requires] + [
            (block, index, True) for block, index in excludes
        ]

    def _within_reach(self, index: int) -> bool:
        facts = self.assessment.program.knowledge.facts
        return any(name in facts and facts[name].reach for trace in self._leaves(index) for name in trace.facts)

    def _window_ended(self, index: int) -> bool:
        return any(trace.closing for trace in self._leaves(index))

    def _leaves(self, index: int) -> list[Trace]:
        """The lines under a node that do not hold."""
        trace = self.assessment.program.traces[index]
        if not trace.parts:
            return [trace]
        return [leaf for part in trace.parts for leaf in self._leaves(part)]

    def _waits_until(self, index: int, day: int) -> bool:
        course = self.assessment.courses[index]
        if isinstance(course, int) or all(first != day for first, _ in course):
            return False
        trace = self.assessment.program.traces[index]
        return trace.waiting or any(self._waits_until(part, day) for part in trace.parts)

    def _finding(self, block: Block, index: int, exclusion: bool) -> Finding:
        course = self.assessment.courses[index]
        return Finding(
            block,
            STATE_NAMES[self._state(index)],
            exclusion,
            tuple(self.assessment.missing(index)),
            self._first_yes(course),
            self._last_yes(course),
        )

    def _state(self, index: int) -> int:
        return state_on(self.assessment.courses[index], self._today)

    def _steps(self, course: Course) -> list[tuple[int, int]]:
        if isinstance(course, int):
            return [(self._today, course)]
        horizon = add_months(self.assessment.day, HORIZON_MONTHS).toordinal()
        return [step for step in course if step[0] <= horizon]

    def _first_yes(self, course: Course) -> date | None:
        if isinstance(course, int) or course[0][1] == YES:
            return None
        return next((date.fromordinal(day) for day, state in self._steps(course) if state == YES), None)

    def _last_yes(self, course: Course) -> date | None:
        if isinstance(course, int) or course[0][1] != YES:
            return None
        steps = self._steps(course)
        return date.fromordinal(steps[1][0] - 1) if len(steps) > 1 else None


def judge(program: Program, answers: Mapping[str, Any], day: date) -> Assessment:
    """Judge one person. `answers` maps facts to values as JSON or a stored case has them (None: not known).

    Disputed answers are judged in every reading; where the readings differ, the result is open.
    Raises InputError for an unknown fact or a wrong value.
    """
    return judge_values(program, read_answers(program, answers), day, answers)


def judge_values(
    program: Program, values: dict[str, Any], day: date, answers: Mapping[str, Any] | None = None
) -> Assessment:
    """The same for values that `read_answers` gave."""
    start = day.toordinal()
    if Either not in map(type, values.values()):
        return Assessment(program, day, answers or {}, values, program.run(values, start), frozenset())
    disputes = [name for name, value in values.items() if isinstance(value, Either)]
    plain = {name: value for name, value in values.items() if not isinstance(value, Either)}
    judged = disputes[:MOST_DISPUTES]
    readings = [
        {**plain, **dict(zip(judged, choice, strict=True))} for choice in product(*(values[name] for name in judged))
    ]
    runs = [program.run(reading, start) for reading in readings]
    courses = [agreed(list(course)) for course in zip(*runs, strict=True)]
    known = {name: value for name, value in readings[0].items() if name not in disputes}
    return Assessment(program, day, answers or {}, known, courses, frozenset(disputes))


def read_answers(program: Program, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Checked values of the answered facts; what is not known is left out."""
    facts = program.knowledge.facts
    values: dict[str, Any] = {}
    for name, answer in answers.items():
        fact = facts.get(name)
        if fact is None:
            raise InputError(_unknown_fact(program, name))
        value = read_value(fact, answer)
        if value is not None:
            values[name] = value
    return values


def _unknown_fact(program: Program, name: str) -> str:
    if name in program.knowledge.derived or name.replace("_", "-") in program.knowledge.terms:
        return f"Der Fakt „{name}“ wird berechnet und nicht gefragt; bitte die zugrunde liegenden Antworten angeben."
    return f"Den Fakt „{name}“ gibt es nicht; erwartet wird ein Name aus resources/knowledge/facts."
