"""The pack doctor: each check finds its own mistake in an otherwise sound pack, and nothing in the sound one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

from counsel_app.logic.law import checks
from counsel_app.logic.law.checks import CHECKS, Ward, check
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.records import (
    Amount,
    Block,
    Caution,
    Checked,
    Fact,
    Knowledge,
    Option,
    Passage,
    Story,
    Term,
    Valid,
)

DAY = date(2026, 11, 22)
FACTS = (
    Fact("works", "yes_no", "Arbeiten Sie?", label="Arbeit", where="Arbeitsvertrag"),
    Fact("paper", "choice", "Welches Papier?", label="Papier", where="Papier", choices=(("a", "A"), ("b", "B"))),
)
BLOCKS = (
    Block("work", "Die Person arbeitet.", "§ 1 AufenthG", ({"fact": "works", "is": True},)),
    Block("paper", "Das Papier ist A.", "§ 2 AufenthG", ({"fact": "paper", "is": "a"},)),
)
ARGUMENT = Passage("Arbeit zählt.", source="SVV 18/SVV/0878 vom 05.12.2018", measure="M1")
OPTION = Option(
    "sound", "Sound", "Summary", "M1", "soll", ("AufenthG § 1",),
    Checked(date(2026, 11, 22), date(2026, 8, 12), "hoch", date(2027, 5, 22)),
    requires=BLOCKS, arguments=(ARGUMENT,),
)  # fmt: skip


def story(state: str, **answers: Any) -> Story:
    return Story("sound", f"{state} {answers}", DAY, state, "Grund", "§ 1", answers)


STORIES = (
    story("yes", works=True, paper="a"),
    story("no", works=False, paper="a"),
    story("no", works=True, paper="b"),
    story("open"),
)
SOUND = Knowledge(
    "test", date(2026, 8, 12), facts={fact.id: fact for fact in FACTS}, options={"sound": OPTION}, stories=STORIES
)


def raw_of(knowledge: Knowledge) -> dict[str, Any]:
    return {kind: {name: asdict(one) for name, one in getattr(knowledge, kind).items()} for kind in _KINDS}


_KINDS = ("facts", "terms", "derived", "options", "amounts")


def findings(knowledge: Knowledge, day: date = DAY) -> list[tuple[str, str]]:
    """Which check found what: its name and the key."""
    ward = Ward(knowledge, raw_of(knowledge), Program(knowledge), day)
    found = [(look.__name__, problem.key) for look in CHECKS for problem in look(ward)]
    assert len(found) == len(check(ward))
    return found


def with_option(**changes: Any) -> Knowledge:
    return replace(SOUND, options={"sound": replace(OPTION, **changes)})


def with_fact(**changes: Any) -> Knowledge:
    return replace(SOUND, facts={**SOUND.facts, "works": replace(FACTS[0], **changes)})


def with_block(**changes: Any) -> Knowledge:
    return with_option(requires=(replace(BLOCKS[0], **changes), BLOCKS[1]))


def test_the_sound_pack_is_sound() -> None:
    assert findings(SOUND) == []


LAST_YEARS = {"from": "2024-01-01", "until": "2024-12-31", "value": 1}
LONG = "Wort " * 33 + "Ende."
BROKEN: dict[str, tuple[Callable[[], Knowledge], str]] = {
    "conditions_without_citation": (lambda: with_block(law="irgendwo"), "work"),
    "options_without_conditions": (lambda: with_option(requires=(), excludes=BLOCKS[:1]), "requires"),
    "stories_disagree": (lambda: replace(SOUND, stories=(*STORIES, story("yes", works=False))), "yes {'works': False}"),
    "options_without_stories": (lambda: replace(SOUND, stories=STORIES[:3]), "story"),
    "blocks_no_story_reaches": (
        lambda: replace(SOUND, stories=(STORIES[0], STORIES[2], story("open", works=True))),
        "work",
    ),
    "facts_no_rule_uses": (lambda: replace(SOUND, facts={**SOUND.facts, "idle": replace(FACTS[0], id="idle")}), "idle"),
    "unknown_references": (lambda: with_option(relations=(Passage("x", kind="needs", option="none"),)), "relations"),
    "facts_asked_badly": (lambda: with_fact(sensitivity=2), "works"),
    "discretion_without_argument": (lambda: with_option(arguments=()), "arguments"),
    "arguments_without_source": (lambda: with_option(arguments=(replace(ARGUMENT, source=""),)), "arguments 1"),
    "definitions_without_citation": (
        lambda: replace(SOUND, terms={"t": Term("t", "Text.", "irgendwo", any=({"fact": "works", "is": True},))}),
        "t",
    ),
    "questions_without_place": (lambda: with_fact(where=""), "works"),
    "overlong_questions": (lambda: with_fact(question="Wort " * 22 + "Ende?"), "works"),
    "days_of_checking": (lambda: with_option(checked=replace(OPTION.checked, law_as_of=date(2026, 11, 23))), "checked"),
    "doubts_without_reason": (
        lambda: with_option(checked=replace(OPTION.checked, certainty="mittel")),
        "checked.note",
    ),
    "overlong_sentences": (lambda: with_block(text=LONG), ""),
    "reviews_passed": (
        lambda: with_option(checked=replace(OPTION.checked, on=date(2026, 9, 1), review_by=date(2026, 11, 21))),
        "checked.review_by",
    ),
    "amounts_missing": (
        lambda: replace(SOUND, amounts={"old": Amount("old", "Satz", "§ 4", "Euro", (LAST_YEARS,))}),
        "old",
    ),
    "options_nobody_can_get": (lambda: with_option(valid=Valid(start=date(2040, 1, 1))), ""),
}


def test_each_check_has_a_mistake_to_find() -> None:
    assert [look.__name__ for look in CHECKS] == list(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_found_by_its_check(name: str) -> None:
    make, key = BROKEN[name]
    assert (name, key) in findings(make())


def test_discretion_by_caution_and_a_foreign_measure_are_found() -> None:
    weak = with_option(kind="anspruch", arguments=(), cautions=(Caution("Nur Ermessen.", kind="ermessen"),))
    assert ("discretion_without_argument", "arguments") in findings(weak)
    assert ("discretion_without_argument", "arguments") not in findings(with_option(kind="anspruch", arguments=()))
    foreign = with_option(arguments=(replace(ARGUMENT, measure="M8"),))
    assert ("arguments_without_source", "arguments 1") in findings(foreign)


def test_a_doubt_with_a_reason_is_fine() -> None:
    doubt = replace(OPTION.checked, certainty="mittel", note="Rechtsprechung uneinheitlich.")
    assert findings(with_option(checked=doubt)) == []
    assert checks.LONGEST_QUESTION < checks.LONGEST_SENTENCE
