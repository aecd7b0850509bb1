"""The order of the interview on the real knowledge: it decides sooner than the order of the files, and it ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counsel_app import paths
from counsel_app.logic.interview.questions import Need, needs, next_question
from counsel_app.logic.law.clients import Client, read_clients
from counsel_app.logic.law.judge import Assessment, judge
from counsel_app.logic.law.pack import load
from counsel_app.logic.law.program import Program
from counsel_app.opening import calculations

DAY = date(2026, 11, 22)
TYPICAL = Path(__file__).resolve().parents[3] / "benchmarks" / "typical.json"


@pytest.fixture(scope="module")
def program(pack_folder: Path) -> Program:
    return Program(load(paths.knowledge_sources(), pack_folder / "knowledge.json"), calculations())


@pytest.fixture(scope="module")
def typical() -> Client:
    return read_clients(TYPICAL.read_text(encoding="utf-8"), TYPICAL.name, None)[0]


def assess(program: Program, said: dict[str, Any]) -> Assessment:
    return judge(program, {fact: value for fact, value in said.items() if value is not None}, DAY)


def ask(program: Program, client: Client, most: int, *, by_value: bool) -> tuple[dict[str, Any], Assessment]:
    order = {fact: place for place, fact in enumerate(program.knowledge.facts)}
    said: dict[str, Any] = {}
    while len(said) < most:
        ranked = {fact: need for fact, need in needs(assess(program, said), frozenset(said)).items() if need.urgent}
        upcoming = next_question(ranked, frozenset(said))
        if upcoming is None:
            break
        fact = upcoming.fact if by_value else min(ranked.keys() - said.keys(), key=order.__getitem__)
        said[fact] = client.answers.get(fact)
    return said, assess(program, said)


def open_options(assessment: Assessment) -> int:
    return sum(verdict.state == "open" for verdict in assessment.verdicts())


def test_the_paper_comes_first(program: Program) -> None:
    ranked = needs(assess(program, {}))
    assert next(iter(ranked)) == "papier"
    assert all(need.urgent for need in ranked.values())


def test_forty_questions_by_value_leave_half_of_what_file_order_leaves(program: Program, typical: Client) -> None:
    by_value = open_options(ask(program, typical, 40, by_value=True)[1])
    by_file = open_options(ask(program, typical, 40, by_value=False)[1])
    assert by_value * 2 <= by_file


def test_the_interview_ends_with_every_option_decided_or_honestly_open(program: Program, typical: Client) -> None:
    said, assessment = ask(program, typical, 300, by_value=True)
    assert len(said) < len(program.knowledge.facts) / 2
    for verdict in assessment.verdicts():
        if verdict.state == "open":
            assert any(
                all(fact in said for fact in finding.missing) for finding in verdict.findings if finding.state == "open"
            ), verdict.option.id


def test_what_only_excludes_comes_after_what_still_opens(program: Program) -> None:
    said = {"papier": None, "asyl_stand": None}
    ranked = list(needs(assess(program, said), frozenset(said)).values())
    urgent = [need.urgent for need in ranked]
    assert urgent == sorted(urgent, reverse=True)
    assert not urgent[-1]


def test_sensitive_and_tiring_questions_weigh_less(program: Program) -> None:
    facts = program.knowledge.facts
    plain = next(fact for fact in facts.values() if fact.sensitivity == 0 and fact.type == "yes_no")
    ranked = needs(assess(program, {}))
    gentle = [need for need in ranked.values() if facts[need.fact].sensitivity == 2]
    assert gentle and plain
    assert max(need.weight for need in gentle) < next(iter(ranked.values())).weight / 3


def test_an_answered_question_is_not_asked_again() -> None:
    ranked = {name: Need(name, 1.0, ("x",)) for name in ("a", "b")}
    assert next_question(ranked, frozenset({"a"})) == ranked["b"]
    assert next_question(ranked, frozenset({"a", "b"})) is None
