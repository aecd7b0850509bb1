"""Soundness of the judgement, over random small rules: what is definite stays so, and windows are what days say."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from counsel_app.logic.law.judge import judge
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.records import Derived, Term, Valid
from counsel_app.logic.law.truth import state_on
from tests.logic.law.knowledge_maker import DAY, block, option, program

COMPLETIONS: dict[str, list[Any]] = {
    "a": [True, False],
    "b": [True, False],
    "color": ["red", "green", "blue"],
    "since": ["2025-11-21", "2025-11-22", "2025-11-23", "2026-02-28", "2027-01-31"],
    "born": ["1999-11-22", "1999-11-23", "2008-02-29"],
    "till": ["2026-11-21", "2026-11-22", "2027-11-22"],
}
COUNTED = Derived(
    "counted",
    "date",
    "anrechenbar seit",
    "§ 1",
    (
        {"when": [{"fact": "a", "is": True}], "fact": "since"},
        {"when": [{"fact": "color", "is": "red"}], "fact": "since", "plus_days": 40},
        {"when": [{"fact": "till", "past": True}], "fact": "till"},
    ),
)
TERM = Term("term", "", "§ 1", any=({"fact": "b", "is": True}, {"fact": "counted", "months_ago": 12}))

LINES: list[dict[str, Any]] = [
    {"fact": "a", "is": True},
    {"fact": "b", "is": False},
    {"fact": "color", "in": ["red", "blue"]},
    {"fact": "color", "is_not": "green"},
    {"fact": "since", "months_ago": 12},
    {"fact": "since", "more_than_months_ago": 9},
    {"fact": "since", "at_most_months_ago": 12},
    {"fact": "since", "before": "2026-01-01"},
    {"fact": "born", "under_years": 27},
    {"fact": "born", "years_old": 18},
    {"fact": "till", "past": False},
    {"fact": "till", "months_left": 12},
    {"fact": "since", "on_or_before_fact": "till", "plus_months": -3},
    {"fact": "counted", "months_ago": 6},
    {"term": "term"},
    {"term": "term", "is": False},
    {"from_day": "2027-02-01"},
    {"fact": "a", "is": False, "gives": "open"},
]
BLOCKS = st.builds(
    lambda lines, valid: block(*lines, valid=valid),
    st.lists(st.sampled_from(LINES), min_size=1, max_size=3),
    st.sampled_from([Valid(), Valid(), Valid(date(2026, 12, 1)), Valid(None, date(2027, 3, 1))]),
)
RULES = st.builds(
    lambda requires, excludes: program(
        option(requires=tuple(requires), excludes=tuple(excludes)), terms=(TERM,), derived=(COUNTED,)
    ),
    st.lists(BLOCKS, min_size=1, max_size=3),
    st.lists(BLOCKS, max_size=2),
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.sampled_from(values) for name, values in COMPLETIONS.items()},
        "since": st.sampled_from([*COMPLETIONS["since"], "2025", "2026-02"]),
        "born": st.sampled_from([*COMPLETIONS["born"], "1999"]),
    },
)


def state(rule: Program, answers: dict[str, Any], day: date = DAY) -> str:
    return judge(rule, answers, day).verdict("option").state


@given(RULES, ANSWERS)
@settings(max_examples=150, deadline=None)
def test_a_definite_verdict_agrees_with_every_completion(rule: Program, answers: dict[str, Any]) -> None:
    found = state(rule, answers)
    if found == "open":
        return
    unknown = [name for name in COMPLETIONS if name not in answers]
    for values in product(*(COMPLETIONS[name] for name in unknown)):
        completed = state(rule, {**answers, **dict(zip(unknown, values, strict=True))})
        assert completed == found


@given(RULES, ANSWERS, st.sampled_from(sorted(COMPLETIONS)), st.data())
@settings(max_examples=200, deadline=None)
def test_a_further_answer_never_turns_a_definite_verdict(
    rule: Program, answers: dict[str, Any], fact: str, data: st.DataObject
) -> None:
    before = {name: value for name, value in answers.items() if name != fact}
    found = state(rule, before)
    after = state(rule, {**before, fact: data.draw(st.sampled_from(COMPLETIONS[fact]))})
    assert found in ("open", after)


@given(RULES, ANSWERS, st.integers(0, 800))
@settings(max_examples=300, deadline=None)
def test_judging_on_a_day_equals_the_window_that_holds_it(rule: Program, answers: dict[str, Any], days: int) -> None:
    later = DAY + timedelta(days=days)
    course = judge(rule, answers, DAY).verdict("option").course
    assert judge(rule, answers, later).verdict("option").state_number == state_on(course, later.toordinal())


@given(RULES, ANSWERS, st.sampled_from(sorted(COMPLETIONS)), st.data())
@settings(max_examples=150, deadline=None)
def test_a_disputed_answer_is_definite_only_where_both_readings_agree(
    rule: Program, answers: dict[str, Any], fact: str, data: st.DataObject
) -> None:
    client, authority = (data.draw(st.sampled_from(COMPLETIONS[fact])) for _ in range(2))
    states = {state(rule, {**answers, fact: value}) for value in (client, authority)}
    found = state(rule, {**answers, fact: {"client": client, "authority": authority}})
    assert found == (states.pop() if len(states) == 1 else "open")


@given(RULES, ANSWERS)
@settings(max_examples=150, deadline=None)
def test_an_open_verdict_names_what_is_missing_or_rests_on_unsettled_law(
    rule: Program, answers: dict[str, Any]
) -> None:
    verdict = judge(rule, answers, DAY).verdict("option")
    if verdict.state == "open" and not verdict.missing:
        blocks = (*verdict.option.requires, *verdict.option.excludes)
        # or on a derived fact none of whose cases applies: then nobody can say
        assert any(
            "gives" in line or "counted" in str(line) or "term" in line for entry in blocks for line in entry.any
        )
    for fact in verdict.missing:
        value = answers.get(fact)
        assert value is None or len(str(value)) < 10
