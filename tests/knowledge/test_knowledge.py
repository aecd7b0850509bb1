"""The knowledge as shipped: stories, checks, and the soundness of the judgement over it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counsel_app.logic.law.checks import Ward, check
from counsel_app.logic.law.clients import Tally, assess, compare, read_clients
from counsel_app.logic.law.judge import judge
from counsel_app.logic.law.outlook import Outlook
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.records import Fact, Knowledge, Raw
from counsel_app.logic.law.review import review_sheet
from counsel_app.logic.law.stories import run_stories
from counsel_app.logic.law.truth import OPEN, state_on

DAY = date(2026, 11, 22)
MEASURES = ["M1", "M2", "M3", "M4", "M5", "M6", "M7"]
EXPECTED = {"clients.json": 143, "unlike_clients.json": 500}
"""Files of example clients with the fewest expectations each holds: worked cases, and edges, gaps and exclusions."""


def test_every_story_comes_out_as_told(program: Program, knowledge: Knowledge) -> None:
    tally = run_stories(program, knowledge.stories)
    assert tally.differences == []
    assert tally.passed == len(knowledge.stories) > 100


def test_the_pack_doctor_finds_no_error(raw: Raw, knowledge: Knowledge, program: Program) -> None:
    problems = check(Ward(knowledge, raw, program, DAY))
    assert [str(problem) for problem in problems if not problem.warning] == []


@pytest.mark.parametrize("file", EXPECTED)
def test_every_expected_client_comes_out_as_expected(program: Program, file: str) -> None:
    tally = Tally()
    for client in read_clients(Path(__file__).with_name(file).read_text(encoding="utf-8"), file, None):
        compare(program, client, assess(program, client, file), tally)
    assert tally.differences == []
    assert tally.absent == set()
    assert tally.passed >= EXPECTED[file]


@pytest.mark.parametrize("measure", MEASURES)
def test_each_measure_of_the_resolution_has_options(knowledge: Knowledge, measure: str) -> None:
    assert sum(option.measure == measure for option in knowledge.options.values()) >= 4


def test_without_answers_nothing_is_promised_and_nothing_refused(program: Program) -> None:
    assessment = judge(program, {}, DAY)
    for verdict in assessment.verdicts():
        if verdict.outlook is not Outlook.CLOSED:
            assert verdict.state == "open", verdict.option.id


def test_every_option_has_a_review_sheet(program: Program, knowledge: Knowledge) -> None:
    for option in knowledge.options.values():
        sheet = review_sheet(program, option, knowledge.stories)
        assert option.name in sheet
        assert "Geprüft durch" in sheet
        assert "WEICHT AB" not in sheet


def _values(fact: Fact) -> st.SearchStrategy[Any]:
    if fact.type == "yes_no":
        return st.booleans()
    if fact.type == "choice":
        return st.sampled_from([choice for choice, _ in fact.choices])
    if fact.type == "number":
        return st.integers(0, 120)
    if fact.type == "amount":
        return st.integers(0, 80_000)
    days = st.dates(date(2015, 1, 1), date(2028, 12, 31)).map(date.isoformat)
    return st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))


@pytest.fixture(scope="session")
def answers(knowledge: Knowledge) -> st.SearchStrategy[dict[str, Any]]:
    facts = list(knowledge.facts.values())
    some = st.lists(st.sampled_from(facts), max_size=60, unique_by=lambda fact: fact.id)
    return some.flatmap(lambda chosen: st.fixed_dictionaries({fact.id: _values(fact) for fact in chosen}))


FAST = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@FAST
@given(data=st.data(), days=st.integers(0, 3600))
def test_judging_on_a_day_equals_the_window_that_holds_it(
    program: Program, answers: st.SearchStrategy[dict[str, Any]], data: st.DataObject, days: int
) -> None:
    given_answers = data.draw(answers)
    later = DAY + timedelta(days=days)
    now, then = judge(program, given_answers, DAY), judge(program, given_answers, later)
    for one, other in zip(now.verdicts(), then.verdicts(), strict=True):
        assert state_on(one.course, later.toordinal()) == other.state_number, one.option.id


@FAST
@given(data=st.data())
def test_a_further_answer_never_turns_a_definite_verdict(
    program: Program, knowledge: Knowledge, answers: st.SearchStrategy[dict[str, Any]], data: st.DataObject
) -> None:
    before = data.draw(answers)
    fact = data.draw(st.sampled_from(list(knowledge.facts.values())))
    without = {name: value for name, value in before.items() if name != fact.id}
    after = judge(program, {**without, fact.id: data.draw(_values(fact))}, DAY)
    for one, other in zip(judge(program, without, DAY).verdicts(), after.verdicts(), strict=True):
        assert one.state_number in (OPEN, other.state_number), one.option.id
