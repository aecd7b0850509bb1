"""The compiled knowledge: every distinct line, term, block and option is one node, evaluated once per case.

Nodes stand in an order in which each follows what it needs, so one run is one pass over a list of
closures; the list of their courses is the whole trace, from which reasons are read only when shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from counsel_app.logic.law import derivation
from counsel_app.logic.law.comparisons import COMPARISONS, PAIRS, SHIFTS, direct, pair_test
from counsel_app.logic.law.figures import figure_test
from counsel_app.logic.law.records import Block, Fact, Knowledge, Option, Raw, Story, Valid, as_day
from counsel_app.logic.law.truth import NEVER, NO, OPEN, YES, Course, capped, highest, lowest, opposite, tidy
from counsel_app.logic.law.values import Moving

Values = dict[str, Any]
Node = Callable[[Values, list[Course], int], Course]
DirectLine = Callable[[Values, int], Course]


class CircleError(ValueError):
    """Terms, derived facts or options that need each other. The text names them."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a node is made of, for explanations."""

    facts: tuple[str, ...] = ()
    parts: tuple[int, ...] = ()
    closing: bool = False
    waiting: bool = False  # a waiting time, whose first full day is an edge day


@dataclass(slots=True)
class OptionNodes:
    """Where an option's parts stand in the run."""

    option: Option
    requires: list[int]
    excludes: list[int]
    cautions: list[int]
    result: int


class Program:
    """Nodes for one knowledge pack; build once, run for every case."""

    def __init__(
        self,
        knowledge: Knowledge,
        calculations: Mapping[str, derivation.Calculation] | None = None,
        stories: Callable[[], tuple[Story, ...]] | None = None,
    ) -> None:
        """`stories`: reads the example clients, where the knowledge was loaded without them."""
        self.knowledge = knowledge
        self.stories = stories or (lambda: knowledge.stories)
        self.calculations = calculations or {}
        self.traces: list[Trace] = []
        self._lines: list[DirectLine] = []
        self._nodes: list[Node] = []
        self.options: dict[str, OptionNodes] = {}
        self.derived_parts: dict[str, list[tuple[int | None, tuple[str, ...]]]] = {}
        """Per derived fact and case: the node of its conditions and the facts of its value."""
        self._known: dict[str, int] = {}
        self._underway: list[str] = []
        for line in _lines_of(knowledge):
            self._direct_line(_core(line))
        for option in knowledge.options.values():
            self.option_node(option)

    def run(self, values: Values, start: int) -> list[Course]:
        """The course of every node for one set of values; `values` gains the derived facts."""
        courses = [line(values, start) for line in self._lines]
        add = courses.append
        for node in self._nodes:
            add(node(values, courses, start))
        return courses

    # building -------------------------------------------------------------

    def _add(self, key: str, node: Node, trace: Trace) -> int:
        self._nodes.append(node)
        self.traces.append(trace)
        self._known[key] = len(self.traces) - 1
        return self._known[key]

    def _named(self, key: str, build: Callable[[str], int]) -> int:
        if key in self._known:
            return self._known[key]
        if key in self._underway:
            circle = [*self._underway[self._underway.index(key) :], key]
            raise CircleError(" -> ".join(circle))
        self._underway.append(key)
        try:
            return build(key)
        finally:
            self._underway.pop()

    def option_node(self, option: Option) -> OptionNodes:
        """The nodes of one option, built on first need."""
        self._named(f"option {option.id}", lambda key: self._build_option(key, option))
        return self.options[option.id]

    def _build_option(self, key: str, option: Option) -> int:
        requires = [self._block(block, mirrored=False) for block in option.requires]
        excludes = [self._block(block, mirrored=True) for block in option.excludes]
        cautions = [self._joined(caution.any, highest) for caution in option.cautions]
        parts = tuple(requires + excludes)
        always = option.valid == Valid()
        start, end = _bounds(option.valid)

        together = _combined(min, lowest, parts)

        def bounded(values: Values, courses: list[Course], today: int) -> Course:
            return _within(together(values, courses, today), start, end, today, NO)

        node = together if always else bounded
        index = self._add(key, node, Trace(parts=parts))
        self.options[option.id] = OptionNodes(option, requires, excludes, cautions, index)
        return index

    def _block(self, block: Block, *, mirrored: bool) -> int:
        """The contribution of a block: YES where it does not stand in the way."""
        inner = self._joined(block.any, highest)
        key = f"block {inner} {mirrored} {block.disputed != ()} {block.valid}"
        if key in self._known:
            return self._known[key]
        if not mirrored and not block.disputed and block.valid == Valid():
            return inner
        start, end = _bounds(block.valid)
        disputed = bool(block.disputed)
        always = block.valid == Valid()

        def node(values: Values, courses: list[Course], today: int) -> Course:
            course = courses[inner]
            if disputed:
                course = capped(course)
            if mirrored:
                course = opposite(course)
            return course if always else _within(course, start, end, today, YES)

        return self._add(key, node, Trace(parts=(inner,)))

    def _joined(self, lines: tuple[Raw, ...], how: Callable[..., Course]) -> int:
        indexes = tuple(self.line(line) for line in lines)
        if len(indexes) == 1:
            return indexes[0]
        key = f"{how.__name__} {indexes}"
        if key in self._known:
            return self._known[key]
        return self._add(key, _combined(max if how is highest else min, how, indexes), Trace(parts=indexes))

    def term(self, name: str) -> int:
        """The node of a term."""
        return self._named(f"term {name}", self._build_term)

    def _build_term(self, key: str) -> int:
        term = self.knowledge.terms[key.removeprefix("term ")]
        inner = self._joined(term.all, lowest) if term.all else self._joined(term.any, highest)
        self._known[key] = inner
        return inner

    def line(self, line: Raw) -> int:
        """The node of one line; equal lines share one."""
        core = _core(line)
        key = _key(core)
        if key not in self._known:
            if "term" in core or "option" in core:
                self._reference(key, core)
            elif "from_day" in core or "until_day" in core:
                self._calendar(key, core)
            else:
                self._fact_line(key, core)
        inner = self._known[key]
        if "gives" not in line:
            return inner
        key = f"open {inner}"
        if key in self._known:
            return self._known[key]
        return self._add(key, lambda values, courses, today: capped(courses[inner]), Trace(parts=(inner,)))

    def _reference(self, key: str, line: Raw) -> int:
        if "term" in line:
            inner = self.term(line["term"])
        else:
            inner = self.option_node(self.knowledge.options[line["option"]]).result
        if line.get("is", True):
            self._known[key] = inner
            return inner
        return self._add(key, lambda values, courses, today: opposite(courses[inner]), Trace(parts=(inner,)))

    def _calendar(self, key: str, line: Raw) -> int:
        first, last = _bounds(Valid(as_day(line.get("from_day")), as_day(line.get("until_day"))))
        return self._add(
            key,
            lambda values, courses, today: _within(YES, first, last, today, NO),
            Trace(closing=last < NEVER),
        )

    def _fact_line(self, key: str, line: Raw) -> int:
        name = line["fact"]
        pair = next((word for word in PAIRS if word in line), None)
        if pair is not None:
            return self._pair_line(key, line, name, pair)
        figure = next((word for word in ("at_most_figure", "at_least_figure") if word in line), None)
        if figure is not None:
            amount = self.knowledge.amounts[line[figure]]
            test, needed = figure_test(amount, name, figure)
            return self._add(key, test, Trace(facts=(name, *needed)))
        word = next(word for word in line if word in COMPARISONS)
        comparison = COMPARISONS[word]
        trace = _line_trace(name, word)
        return self._add(key, _moving_line(self.derived(name), comparison.build(line[word])), trace)

    def _direct_line(self, line: Raw) -> None:
        """A line on an answer itself: these come first in every run, because they need nothing else."""
        word = next((word for word in line if word in COMPARISONS), None)
        key = _key(line)
        if word is None or "fact" not in line or line["fact"] in self.knowledge.derived or key in self._known:
            return
        name, wanted = line["fact"], line[word]
        fact = self.knowledge.facts[name]
        if fact.type == "choice" and word in ("at_least", "at_most"):
            word, wanted = "in", _range_of(fact, word, wanted)
        made = direct(word, wanted, name) or _simple_line(name, COMPARISONS[word].build(wanted))
        self._lines.append(made)
        self.traces.append(_line_trace(name, word))
        self._known[key] = len(self.traces) - 1

    def _pair_line(self, key: str, line: Raw, name: str, word: str) -> int:
        other = line[word]
        names = (name, other)
        for each in names:
            if each in self.knowledge.derived:
                self.derived(each)
        test = pair_test(word, line)
        assert not set(line) - {"fact", word, *SHIFTS}

        def node(values: Values, courses: list[Course], today: int) -> Course:
            one, two = values.get(name), values.get(other)
            if one.__class__ is Moving or two.__class__ is Moving:
                return _over_time([one, two], lambda found, day: OPEN if None in found else test(*found), today)
            return OPEN if one is None or two is None else test(one, two)

        return self._add(key, node, Trace(facts=names))

    def derived(self, name: str) -> str:
        """Make sure the derived fact is computed before whatever follows; its name."""
        self._named(f"derived {name}", self._build_derived)
        return name

    def _build_derived(self, key: str) -> int:
        fact = self.knowledge.derived[key.removeprefix("derived ")]
        cases = []
        for case in fact.cases:
            for needed in derivation.facts_of(case):
                if needed in self.knowledge.derived:
                    self.derived(needed)
            when = tuple(case.get("when", ()))
            cases.append((self._joined(when, lowest) if when else None, derivation.value_of(case)))
        if fact.compute:
            self.derived_parts[fact.id] = [(None, fact.takes)]
            return self._add(key, derivation.computed(fact, self.calculations.get(fact.compute)), Trace())
        self.derived_parts[fact.id] = [
            (index, derivation.facts_of(case)) for (index, _), case in zip(cases, fact.cases, strict=True)
        ]
        return self._add(key, derivation.node(fact.id, cases), Trace())


def _lines_of(knowledge: Knowledge) -> Iterator[Raw]:
    """Every line of the knowledge."""
    for option in knowledge.options.values():
        for block in (*option.requires, *option.excludes):
            yield from block.any
        for caution in option.cautions:
            yield from caution.any
    for term in knowledge.terms.values():
        yield from (*term.all, *term.any)
    for derived in knowledge.derived.values():
        for case in derived.cases:
            yield from case.get("when", ())


def _core(line: Raw) -> Raw:
    """A line without what only limits or explains it."""
    return {name: value for name, value in line.items() if name not in ("gives", "note")}


def _key(line: Raw) -> str:
    return "line " + json.dumps(line, sort_keys=True, default=str)


def _line_trace(name: str, word: str) -> Trace:
    return Trace(facts=(name,), closing=COMPARISONS[word].closing, waiting=word == "months_ago")


def _combined(quick: Callable[..., Any], how: Callable[..., Course], parts: tuple[int, ...]) -> Node:
    """All or one of several nodes: in one step where nothing changes over time, else step by step."""
    take = itemgetter(*(parts if len(parts) != 1 else parts * 2)) if parts else None
    if take is None:
        nothing = how(())
        return lambda values, courses, today: nothing

    decisive = NO if how is lowest else YES  # one part of this kind settles the whole

    def node(values: Values, courses: list[Course], today: int) -> Course:
        found = take(courses)
        if decisive in found:
            return decisive
        try:
            result = quick(found)
        except TypeError:  # constant and changing courses do not compare
            return how(found)
        return result if result.__class__ is int else how(found)

    return node


def _simple_line(name: str, test: Callable[[Any, int], Course]) -> DirectLine:
    def line(values: Values, today: int) -> Course:
        value = values.get(name)
        return OPEN if value is None else test(value, today)

    return line


def _moving_line(name: str, test: Callable[[Any, int], Course]) -> Node:
    def node(values: Values, courses: list[Course], today: int) -> Course:
        value = values.get(name)
        if value.__class__ is Moving:
            return _over_time([value], lambda found, day: OPEN if found[0] is None else test(found[0], day), today)
        return OPEN if value is None else test(value, today)

    return node


def _over_time(values: list[Any], test: Callable[[list[Any], int], Course], today: int) -> Course:
    """Test values that change with the day, piece by piece."""
    days = sorted({today} | {day for value in values if isinstance(value, Moving) for day, _ in value.steps})
    steps: list[tuple[int, int]] = []
    for index, day in enumerate(days):
        end = days[index + 1] if index + 1 < len(days) else NEVER
        found = [value.at(day) if isinstance(value, Moving) else value for value in values]
        course = test(found, day)
        pieces = ((day, course),) if isinstance(course, int) else course
        steps += [(first, state) for first, state in pieces if first < end]
    return tidy(steps)


def _bounds(valid: Valid) -> tuple[int, int]:
    return (valid.start.toordinal() if valid.start else 0, valid.end.toordinal() if valid.end else NEVER)


def _within(course: Course, first: int, last: int, today: int, outside: int) -> Course:
    """`course` on the days from `first` to `last`, `outside` on all others."""
    if first <= today and last >= NEVER:
        return course
    steps = ((today, course),) if isinstance(course, int) else course
    pieces: list[tuple[int, int]] = [(today, outside)] if today < first or today > last else []
    for index, (day, state) in enumerate(steps):
        end = steps[index + 1][0] if index + 1 < len(steps) else NEVER + 1
        begin = max(day, first)
        if begin < end and begin <= last:
            pieces.append((begin, state))
    if today <= last < NEVER:
        pieces.append((last + 1, outside))
    return tidy(pieces)


def _range_of(fact: Fact, word: str, limit: str) -> list[str]:
    names = [choice for choice, _ in fact.choices]
    place = names.index(limit)
    return names[place:] if word == "at_least" else names[: place + 1]
