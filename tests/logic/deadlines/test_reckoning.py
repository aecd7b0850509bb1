"""Deadlines against worked examples and against a second, slow reckoning."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsel_app import paths
from counsel_app.logic.deadlines.calculations import last_days
from counsel_app.logic.deadlines.choosing import FIRST, rules_of
from counsel_app.logic.deadlines.questions import Question, answer, read_questions
from counsel_app.logic.deadlines.reckoning import reckon
from counsel_app.logic.deadlines.rules import DeadlineLaw, Length, read_law
from counsel_app.logic.errors import InputError
from tests.logic.deadlines import slow

EXAMPLES = (Path(__file__).parent / "deadlines.json").read_text(encoding="utf-8")
LAW = read_law(paths.resources() / "deadlines")
LONGEST = {"weeks": slow.weeks, "months": slow.months, "years": lambda day, number: slow.months(day, 12 * number)}
DECIDED = [rule for rule in LAW.rules.values() if rule.decisions and not rule.after and rule.length.unit in LONGEST]


@pytest.mark.parametrize("question", read_questions(EXAMPLES, "deadlines.json"), ids=lambda found: found.id)
def test_a_worked_example_comes_out(law: DeadlineLaw, question: Question) -> None:
    found = answer(law, question)
    assert found.safe == question.expected["expected_end"]
    assert found.opens == question.expected.get("expected_from", found.opens)
    assert found.latest >= found.safe >= found.warning
    assert found.steps[0].day <= found.steps[-1].day


@given(rule=st.sampled_from(DECIDED), start=st.dates(date(2024, 1, 1), date(2030, 12, 31)), post=st.booleans())
def test_every_decision_agrees_with_the_slow_reckoning(rule: Any, start: date, post: bool) -> None:
    facts = {"bescheid_post_am" if post else "bescheid_zugang_am": start}
    found = reckon(LAW, rule.id, "brief" if post else "gelber_umschlag", facts)
    begins = slow.fourth_day(start) if post else start
    end = LONGEST[rule.length.unit](begins, rule.length.number)
    assert found.safe == slow.moved(end)
    late = LONGEST[rule.length.unit](slow.moved(begins) if post else begins, rule.length.number)
    assert found.latest == max(found.safe, slow.moved(late))


@given(start=st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_waiting_times_do_not_move(start: date) -> None:
    found = reckon(LAW, "F24", "", {"antrag_gestellt_am": start})
    assert found.safe == found.latest == slow.months(start, 3)
    assert found.opens is not None
    assert (found.opens - found.safe).days == 1


def test_the_disputed_fourth_day_gives_two_ends(law: DeadlineLaw) -> None:
    facts = {"bescheid_art": "abh_ablehnung", "bescheid_post_am": date(2026, 11, 10)}  # fourth day: Saturday 14.11.
    found = reckon(law, "F21", "brief", facts)
    assert (found.safe, found.latest) == (date(2026, 12, 14), date(2026, 12, 16))
    assert "verschiebt" in found.disputed[0]


def test_a_missing_instruction_prolongs_only_what_can_be_defended(law: DeadlineLaw) -> None:
    facts = {
        "bescheid_art": "bamf_unbegruendet",
        "asyl_eingereicht_am": date(2026, 7, 10),
        "bescheid_zugang_am": date(2026, 11, 12),
        "rechtsbehelfsbelehrung": "fehlt",
    }
    found = reckon(law, "F01", "gelber_umschlag", facts)
    assert (found.safe, found.latest) == (date(2026, 11, 26), date(2027, 2, 12))
    assert "F15" in {rule.id for rule in rules_of(law, {**facts, "bescheid_zustellart": "gelber_umschlag"})}


def test_an_instruction_only_in_german_is_disputed_in_asylum_matters_alone(law: DeadlineLaw) -> None:
    common = {"bescheid_zugang_am": date(2026, 11, 12), "rechtsbehelfsbelehrung": "nur_deutsch"}
    asylum = reckon(law, "F02", "gelber_umschlag", {**common, "bescheid_art": "bamf_gruppe_a"})
    assert asylum.latest > asylum.safe == date(2026, 11, 19)
    assert "§ 34 Abs. 2" in asylum.disputed[0]
    other = reckon(law, "F21", "gelber_umschlag", {**common, "bescheid_art": "abh_ablehnung"})
    assert other.latest == other.safe


def test_another_land_has_other_holidays(law: DeadlineLaw) -> None:
    facts = {"bescheid_art": "abh_ablehnung", "bescheid_zugang_am": date(2026, 5, 4)}  # ends on Corpus Christi
    assert reckon(law, "F21", "persoenlich", facts).safe == date(2026, 6, 4)
    assert reckon(law, "F21", "persoenlich", facts, "BY").safe == date(2026, 6, 5)


@pytest.mark.parametrize("kind", FIRST)
@pytest.mark.parametrize("lodged", [date(2026, 6, 11), date(2026, 6, 12)])
def test_every_kind_of_letter_has_its_last_days(law: DeadlineLaw, kind: str, lodged: date) -> None:
    facts: dict[str, Any] = {
        "bescheid_art": kind,
        "bescheid_zustellart": "gelber_umschlag",
        "bescheid_zugang_am": date(2026, 11, 12),
        "rechtsbehelfsbelehrung": "richtig",
    }
    full = last_days(law, {**facts, "asyl_eingereicht_am": lodged})
    assert full is not None
    assert date(2026, 11, 19) <= full[0] <= date(2026, 12, 14)
    known = {**facts, "asyl_eingereicht_am": lodged}
    started = [reckon(law, rule.id, "gelber_umschlag", known) for rule in rules_of(law, known)]
    assert {found.rule.asylum for found in started} <= {"", "any", "old" if lodged.day == 11 else "new"}
    assert rules_of(law, facts), "the day of the application may be unknown"
    for missing in ("bescheid_art", "bescheid_zugang_am"):
        assert last_days(law, {**facts, missing: None}) is None


LETTER = st.fixed_dictionaries(
    {
        "bescheid_art": st.sampled_from(sorted(FIRST)),
        "bescheid_zustellart": st.sampled_from(sorted(LAW.deliveries)),
        "bescheid_post_am": st.dates(date(2026, 10, 1), date(2026, 10, 9)),
        "bescheid_zugang_am": st.dates(date(2026, 10, 9), date(2026, 10, 18)),
        "rechtsbehelfsbelehrung": st.sampled_from(["richtig", "falsch", "fehlt"]),
        "asyl_eingereicht_am": st.sampled_from([date(2026, 6, 11), date(2026, 6, 12)]),
    }
)


@given(
    letter=LETTER,
    gone=st.sets(
        st.sampled_from(
            [
                "bescheid_zustellart",
                "bescheid_post_am",
                "bescheid_zugang_am",
                "rechtsbehelfsbelehrung",
                "asyl_eingereicht_am",
            ]
        )
    ),
)
def test_a_missing_answer_never_hides_the_day_that_comes_out(letter: dict[str, Any], gone: set[str]) -> None:
    if letter["bescheid_zustellart"] in ("aufnahmeeinrichtung", "oeffentlich"):  # not guessed when unknown
        gone = gone - {"bescheid_zustellart", "bescheid_post_am"}
    full = last_days(LAW, letter)
    partly = last_days(LAW, {name: value for name, value in letter.items() if name not in gone})
    assert full is not None
    assert full[0] <= full[1]
    assert partly is None or partly[0] <= full[0] <= full[1] <= partly[1]


def test_lengths_are_spelled_out() -> None:
    assert [str(Length("weeks", 1)), str(Length("months", 1)), str(Length("days", 10))] == [
        "eine Woche",
        "ein Monat",
        "10 Tage",
    ]


@pytest.mark.parametrize(
    ("rule", "start", "named"),
    [
        ("F01", {"bescheid_post_am": "2026-11-13", "bescheid_zugang_am": "2026-11-12"}, "bescheid_post_am"),
        ("F01", {"bescheid_zugang_am": "2026-11-25"}, "Zukunft"),
        ("F01", {"asyl_eingereicht_am": "2026-11-13", "bescheid_zugang_am": "2026-11-12"}, "Asylantrag"),
        ("F21", {"einreise_am": "2026-11-13", "bescheid_zugang_am": "2026-11-12"}, "Einreise"),
        ("F01", {"bescheid_art": "abh_ablehnung", "bescheid_zugang_am": "2026-11-12"}, "passt nicht"),
        ("F21", {"bescheid_art": "bamf_dublin", "bescheid_zugang_am": "2026-11-12"}, "passt nicht"),
        ("F24", {"antrag_art": "sozialleistung", "antrag_gestellt_am": "2026-08-12"}, "passt nicht"),
        ("F24", {"antrag_beschieden": True, "antrag_gestellt_am": "2026-08-12"}, "Bescheid"),
        ("F28", {"frist_unverschuldet": False, "hindernis_weggefallen_am": "2026-11-12"}, "Verschulden"),
        ("F28", {"versaeumte_frist_ende": "2025-11-01", "hindernis_weggefallen_am": "2026-11-12"}, "einem Jahr"),
        ("F07", {"asyl_eingereicht_am": "2026-06-01", "bescheid_zugang_am": "2026-11-12"}, "12.06.2026"),
        ("F01", {"bescheid_zugang_am": "2026-11"}, "erwartet wird ein Tag"),
        ("F01", {"bescheid_zugang_am": "1026-11-12"}, "Jahr prüfen"),
        ("F01", {"bescheid_zugang_am": ["2026-11-12"]}, "erwartet wird ein Tag"),
        ("F01", {}, "fehlt der Tag"),
        ("F24", {}, "antrag_gestellt_am"),
        ("F41", {"bescheid_zugang_am": "2026-11-12"}, "Fristentabelle"),
        (None, {"bescheid_zugang_am": "2026-11-12"}, "rule"),
    ],
)
def test_bad_input_gets_a_sentence_and_no_date(law: DeadlineLaw, rule: str, start: Any, named: str) -> None:
    text = json.dumps({"id": "x", "rule": rule, "start": start, "delivery": "gelber_umschlag"})
    (question,) = read_questions(text, "f.json")
    with pytest.raises(InputError, match=named):
        if isinstance(question, InputError):
            raise question
        answer(law, question, date(2026, 11, 24))


def test_words_for_delivery_and_land_are_checked(law: DeadlineLaw) -> None:
    start = {"bescheid_zugang_am": "2026-11-12"}
    for extra, named in (({"delivery": "taube"}, "taube"), ({"land": "XX"}, "Bundesland")):
        (question,) = read_questions(json.dumps({"id": "x", "rule": "F21", "start": start, **extra}), "f.json")
        assert isinstance(question, Question)
        with pytest.raises(InputError, match=named):
            answer(law, question)
