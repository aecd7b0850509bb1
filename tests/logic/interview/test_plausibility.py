"""Contradictions are shown beside the question and change nothing; what may still be true is not mentioned."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counsel_app import paths
from counsel_app.logic.interview import plausibility
from counsel_app.logic.interview.plausibility import contradictions
from counsel_app.logic.law.clients import read_clients
from counsel_app.logic.law.judge import read_answers
from counsel_app.logic.law.pack import load
from counsel_app.logic.law.program import Program
from counsel_app.opening import calculations

DAY = date(2026, 11, 22)
EARLY, LATE = "2020-05-01", "2020-05-02"


@pytest.fixture(scope="module")
def program(pack_folder: Path) -> Program:
    return Program(load(paths.knowledge_sources(), pack_folder / "knowledge.json"), calculations())


def hints(program: Program, answers: dict[str, Any], day: date = DAY) -> list[tuple[tuple[str, ...], str]]:
    return [tuple(hint) for hint in contradictions(read_answers(program, answers), day)]


@pytest.mark.parametrize(("first", "second", "text"), plausibility._IN_ORDER)
def test_days_in_the_wrong_order(program: Program, first: str, second: str, text: str) -> None:
    assert ((first, second), text) in hints(program, {first: LATE, second: EARLY})
    assert ((first, second), text) not in hints(program, {first: EARLY, second: LATE})
    assert ((first, second), text) not in hints(program, {first: LATE, second: LATE})
    assert ((first, second), text) not in hints(program, {first: LATE, second: "2020"}), "the year may hold"
    assert ((first, second), text) not in hints(program, {first: {"client": LATE, "authority": EARLY}, second: EARLY})


@pytest.mark.parametrize(("paper", "since", "text"), plausibility._WITH_PAPER)
def test_a_paper_does_not_end_before_it_begins(program: Program, paper: str, since: str, text: str) -> None:
    answers = {"papier": paper, since: LATE, "papier_gueltig_bis": EARLY}
    assert ((since, "papier_gueltig_bis"), text) in hints(program, answers)
    assert ((since, "papier_gueltig_bis"), text) not in hints(program, {**answers, "papier": "keins"})


@pytest.mark.parametrize(("kin", "elder", "younger", "text"), plausibility._ELDER)
def test_a_child_is_not_older_than_its_parent(program: Program, kin: str, elder: str, younger: str, text: str) -> None:
    answers = {"beziehung": kin, elder: LATE, younger: EARLY}
    assert ((elder, younger), text) in hints(program, answers)
    assert ((elder, younger), text) not in hints(program, {**answers, "beziehung": "ehegatte"})


@pytest.mark.parametrize(("first", "some", "second", "others", "text"), plausibility._PAIRS)
def test_answers_that_do_not_go_together(
    program: Program, first: str, some: tuple[Any, ...], second: str, others: tuple[Any, ...], text: str
) -> None:
    for one in some:
        for other in others:
            assert ((first, second), text) in hints(program, {first: one, second: other})
    assert not [hint for hint in hints(program, {first: some[0]}) if hint[1] == text]


@pytest.mark.parametrize(("first", "some", "second", "text"), plausibility._NEEDLESS)
def test_questions_that_an_answer_rules_out(
    program: Program, first: str, some: tuple[Any, ...], second: str, text: str
) -> None:
    fact = program.knowledge.facts[second]
    value = fact.choices[0][0] if fact.choices else EARLY
    for one in some:
        assert ((first, second), text) in hints(program, {first: one, second: value})
    assert not [hint for hint in hints(program, {second: value}) if hint[1] == text]


@pytest.mark.parametrize("fact", plausibility._FUTURE)
def test_what_has_happened_does_not_lie_ahead(program: Program, fact: str) -> None:
    text = "Dieser Tag liegt nach dem Beratungstag."
    assert ((fact,), text) in hints(program, {fact: "2026-11-23"})
    assert ((fact,), text) not in hints(program, {fact: "2026-11-22"})
    assert ((fact,), text) not in hints(program, {fact: "2026"}), "the year has begun"
    assert ((fact,), text) in hints(program, {fact: "2026-11-22"}, date(2026, 11, 21))


def test_the_rest(program: Program) -> None:
    one = (("bamf_entscheidung", "ou_grund"), "Einfach abgelehnt, aber mit Vorschrift für „offensichtlich“.")
    assert one in hints(program, {"bamf_entscheidung": "abgelehnt_einfach", "ou_grund": "art42_c_d_f"})
    assert one not in hints(program, {"bamf_entscheidung": "abgelehnt_einfach", "ou_grund": "keiner"})
    one = (("staatsangehoerigkeit", "papier"), "Deutsche brauchen kein solches Papier.")
    assert one in hints(program, {"staatsangehoerigkeit": "DEU", "papier": "duldung"})
    assert one not in hints(program, {"staatsangehoerigkeit": "DEU", "papier": "deutsch"})
    assert len(hints(program, {"haushaltsgroesse": 2, "kinder_anzahl": 2})) == 1
    assert hints(program, {"haushaltsgroesse": 3, "kinder_anzahl": 2}) == []
    grown = {"unbegleitet": True, "geburtsdatum": "2000-03-01", "einreise_am": "2018-03-01"}
    assert len(hints(program, grown)) == 1
    assert hints(program, {**grown, "einreise_am": "2018-02-28"}) == []
    assert hints(program, {**grown, "geburtsdatum": "2000"}) == []
    assert hints(program, {**grown, "geburtsdatum": {"client": "2001-03-01", "authority": "2000-03-01"}}) == []


def test_every_fact_that_is_named_exists(program: Program) -> None:
    facts = program.knowledge.facts
    named = {fact for first, second, _ in plausibility._IN_ORDER for fact in (first, second)}
    named |= {rule[0] for rule in (*plausibility._PAIRS, *plausibility._NEEDLESS)}
    named |= {rule[2] for rule in (*plausibility._PAIRS, *plausibility._NEEDLESS)} | set(plausibility._FUTURE)
    assert named <= facts.keys()
    for first, some, second, others, _ in plausibility._PAIRS:
        for fact, values in ((first, some), (second, others)):
            if facts[fact].choices:
                assert set(values) <= {choice for choice, _ in facts[fact].choices}, fact


def test_the_example_clients_are_almost_free_of_contradictions(program: Program) -> None:
    """Else the hints would cry wolf."""
    path = Path(__file__).resolve().parents[2] / "knowledge" / "clients.json"
    found = {}
    for client in read_clients(path.read_text(encoding="utf-8"), path.name, None):
        known = {fact: value for fact, value in client.answers.items() if fact in program.knowledge.facts}
        if said := hints(program, known, client.day):
            found[client.id] = said
    assert len(found) <= 3, found
