"""The judgement: three values, time, approximate and disputed answers, outlook."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from counsel_app.logic.errors import InputError
from counsel_app.logic.law.judge import Verdict, judge
from counsel_app.logic.law.outlook import Outlook
from counsel_app.logic.law.program import CircleError
from counsel_app.logic.law.records import Amount, Caution, Derived, Term, Valid
from tests.logic.law.knowledge_maker import DAY, block, option, program


def verdict(answers: dict[str, Any], *lines: dict[str, Any], day: date = DAY) -> Verdict:
    """One option with one condition."""
    return judge(program(option(requires=(block(*lines),))), answers, day).verdict("option")


@pytest.mark.parametrize(
    ("answers", "line", "state"),
    [
        ({"a": True}, {"fact": "a", "is": True}, "yes"),
        ({"a": False}, {"fact": "a", "is": True}, "no"),
        ({"a": None}, {"fact": "a", "is": True}, "open"),
        ({}, {"fact": "a", "is": True}, "open"),
        ({"color": "red"}, {"fact": "color", "in": ["red", "blue"]}, "yes"),
        ({"color": "red"}, {"fact": "color", "not_in": ["red", "blue"]}, "no"),
        ({"color": "green"}, {"fact": "color", "at_least": "green"}, "yes"),
        ({"color": "red"}, {"fact": "color", "at_least": "green"}, "no"),
        ({"color": "blue"}, {"fact": "color", "at_most": "green"}, "no"),
        ({"count": 20}, {"fact": "count", "at_least": 20}, "yes"),
        ({"count": 19}, {"fact": "count", "at_least": 20}, "no"),
        ({"since": "2022-12-31"}, {"fact": "since", "on_or_before": "2022-12-31"}, "yes"),
        ({"since": "2023-01-01"}, {"fact": "since", "on_or_before": "2022-12-31"}, "no"),
        ({"since": "2023-03-29"}, {"fact": "since", "before": "2023-03-29"}, "no"),
        ({"since": "2022"}, {"fact": "since", "on_or_before": "2022-12-31"}, "yes"),
        ({"since": "2022"}, {"fact": "since", "on_or_before": "2022-06-30"}, "open"),
        ({"since": "2022-07"}, {"fact": "since", "on_or_before": "2022-06-30"}, "no"),
        ({"since": "2026-08-22"}, {"fact": "since", "months_ago": 3}, "yes"),
        ({"since": "2026-08-23"}, {"fact": "since", "months_ago": 3}, "no"),
        ({"since": "2026-08-22"}, {"fact": "since", "more_than_months_ago": 3}, "no"),
        ({"since": "2026-08-22"}, {"fact": "since", "at_most_months_ago": 3}, "yes"),
        ({"since": "2026-08-21"}, {"fact": "since", "at_most_months_ago": 3}, "no"),
        ({"since": "2026-08-22"}, {"fact": "since", "less_than_months_ago": 3}, "no"),
        ({"till": "2027-11-22"}, {"fact": "till", "months_left": 12}, "yes"),
        ({"till": "2027-11-21"}, {"fact": "till", "months_left": 12}, "no"),
        ({"till": "2026-11-22"}, {"fact": "till", "past": False}, "yes"),
        ({"till": "2026-11-21"}, {"fact": "till", "past": False}, "no"),
        ({"till": "2027-06-22"}, {"fact": "till", "at_most_months_ahead": 7}, "yes"),
        ({"till": "2027-06-23"}, {"fact": "till", "at_most_months_ahead": 7}, "no"),
        ({"born": "2008-11-22"}, {"fact": "born", "years_old": 18}, "yes"),
        ({"born": "2008-11-23"}, {"fact": "born", "under_years": 18}, "yes"),
        ({"born": "2008"}, {"fact": "born", "years_old": 18}, "open"),
        ({"born": "2000", "since": "2017"}, {"fact": "born", "before_fact": "since"}, "yes"),
        (
            {"since": "2026-01-10", "till": "2025-10-10"},
            {"fact": "since", "on_or_before_fact": "till", "plus_months": 3},
            "yes",
        ),
        (
            {"since": "2026-01-11", "till": "2025-10-10"},
            {"fact": "since", "on_or_before_fact": "till", "plus_months": 3},
            "no",
        ),
        (
            {"since": "2018-05-04", "born": "2000-05-05"},
            {"fact": "since", "before_fact": "born", "plus_age": 18},
            "yes",
        ),
        ({"since": "2018-05-05", "born": "2000-05-05"}, {"fact": "since", "before_fact": "born", "plus_age": 18}, "no"),
        ({}, {"from_day": "2026-11-22"}, "yes"),
        ({}, {"from_day": "2026-11-23"}, "no"),
        ({}, {"until_day": "2026-11-22"}, "yes"),
        ({"a": True}, {"fact": "a", "is": True, "gives": "open"}, "open"),
        ({"a": False}, {"fact": "a", "is": True, "gives": "open"}, "no"),
    ],
)
def test_one_line(answers: dict[str, Any], line: dict[str, Any], state: str) -> None:
    assert verdict(answers, line).state == state


def test_turning_days_become_windows_with_an_end_and_a_start() -> None:
    found = verdict({"born": "1999-11-24"}, {"fact": "born", "under_years": 27})
    assert (found.state, found.until, found.start) == ("yes", date(2026, 11, 23), None)
    later = verdict({"since": "2026-08-31"}, {"fact": "since", "months_ago": 3})
    assert (later.state, later.start, later.outlook) == ("no", date(2026, 11, 30), Outlook.LATER)
    assert later.edge_day
    assert [window.state for window in later.windows] == ["no", "yes"]
    assert later.windows[1].until is None


def test_an_approximate_date_turns_at_the_latest_on_its_last_day() -> None:
    found = verdict({"since": "2026"}, {"fact": "since", "months_ago": 12})
    assert [(window.start, window.state) for window in found.windows] == [
        (DAY, "no"),
        (date(2027, 1, 1), "open"),
        (date(2027, 12, 31), "yes"),
    ]


def test_nothing_beyond_ten_years_is_promised() -> None:
    assert verdict({"born": "2020-01-01"}, {"fact": "born", "years_old": 18}).start is None
    assert verdict({"born": "2018-11-22"}, {"fact": "born", "years_old": 18}).start == date(2036, 11, 22)


def test_missing_names_what_would_decide_and_nothing_else() -> None:
    rule = option(
        requires=(
            block({"fact": "a", "is": True}, {"fact": "b", "is": True}),
            block({"fact": "since", "months_ago": 3}),
        ),
        excludes=(block({"fact": "c", "is": True}),),
    )
    judged = program(rule)
    assert judge(judged, {}, DAY).verdict("option").missing == ("a", "b", "since", "c")
    assert judge(judged, {"a": True, "since": "2026"}, DAY).verdict("option").missing == ("since", "c")
    assert judge(judged, {"a": False, "b": False}, DAY).verdict("option").missing == ()


def test_an_exclusion_is_a_condition_mirrored() -> None:
    judged = program(option(requires=(block({"fact": "a", "is": True}),), excludes=(block({"fact": "b", "is": True}),)))
    assert judge(judged, {"a": True, "b": True}, DAY).verdict("option").state == "no"
    assert judge(judged, {"a": True}, DAY).verdict("option").state == "open"
    assert judge(judged, {"a": True, "b": False}, DAY).verdict("option").state == "yes"


def test_disputed_answers_are_judged_in_both_readings() -> None:
    rule = program(option(requires=(block({"fact": "since", "months_ago": 12}),)))
    both_long = {"since": {"client": "2020-01-01", "authority": "2024-01-01"}}
    assert judge(rule, both_long, DAY).verdict("option").state == "yes"
    apart = judge(rule, {"since": {"client": "2020-01-01", "authority": "2026-06-01"}}, DAY).verdict("option")
    assert (apart.state, apart.missing, apart.start) == ("open", ("since",), date(2027, 6, 1))


def test_a_dispute_that_either_reading_satisfies_is_definite() -> None:
    rule = program(option(requires=(block({"fact": "color", "is": "red"}, {"fact": "color", "is": "blue"}),)))
    assert judge(rule, {"color": {"client": "red", "authority": "blue"}}, DAY).verdict("option").state == "yes"


def test_law_has_dates_too() -> None:
    ended = program(option(valid=Valid(None, date(2025, 12, 31)), requires=(block({"fact": "a", "is": True}),)))
    assert judge(ended, {"a": True}, DAY).verdict("option").outlook is Outlook.CLOSED
    assert judge(ended, {"a": True}, date(2025, 6, 1)).verdict("option").until == date(2025, 12, 31)
    coming = program(option(valid=Valid(date(2027, 7, 24)), requires=(block({"fact": "a", "is": True}),)))
    assert judge(coming, {"a": True}, DAY).verdict("option").start == date(2027, 7, 24)
    new = block({"fact": "b", "is": True}, valid=Valid(date(2027, 1, 1)))
    changing = program(option(requires=(block({"fact": "a", "is": True}), new)))
    assert judge(changing, {"a": True, "b": False}, DAY).verdict("option").until == date(2026, 12, 31)


def test_disputed_law_is_open_in_both_directions() -> None:
    doubtful = block({"fact": "a", "is": True}, disputed=("so", "anders"))
    rule = program(
        option("one", requires=(doubtful,)),
        option("two", requires=(block({"fact": "b", "is": True}),), excludes=(doubtful,)),
    )
    assert judge(rule, {"a": True}, DAY).verdict("one").state == "open"
    assert judge(rule, {"a": False}, DAY).verdict("one").state == "no"
    assert judge(rule, {"a": True, "b": True}, DAY).verdict("two").state == "open"
    assert judge(rule, {"a": False, "b": True}, DAY).verdict("two").state == "yes"


@pytest.mark.parametrize(
    ("lines", "answers", "more", "outlook"),
    [
        ({"fact": "a", "is": True}, {"a": True}, {}, Outlook.AVAILABLE),
        ({"fact": "a", "is": True}, {}, {}, Outlook.OPEN),
        ({"fact": "a", "is": True}, {"a": False}, {}, Outlook.EXCLUDED),
        ({"fact": "a", "is": True}, {"a": False}, {"binding": "regular"}, Outlook.EXCEPTION),
        ({"fact": "born", "under_years": 27}, {"born": "1990"}, {}, Outlook.CLOSED),
    ],
)
def test_outlook(lines: dict[str, Any], answers: dict[str, Any], more: dict[str, Any], outlook: Outlook) -> None:
    judged = program(option(requires=(block(lines, **more),)))
    assert judge(judged, answers, DAY).verdict("option").outlook is outlook


def test_terms_and_other_options_are_shared_and_may_be_negated() -> None:
    term = Term("grown", "erwachsen", "§ 2 BGB", any=({"fact": "born", "years_old": 18},))
    rule = program(
        option("one", requires=(block({"term": "grown"}),)),
        option("two", requires=(block({"option": "one", "is": False}),)),
        terms=(term,),
    )
    found = judge(rule, {"born": "2010-01-01"}, DAY)
    assert (found.verdict("one").state, found.verdict("two").state) == ("no", "yes")
    assert found.verdict("two").until == date(2027, 12, 31)


def test_a_circle_is_named() -> None:
    one = Term("one", "", "§ 1", any=({"term": "two"},))
    two = Term("two", "", "§ 1", any=({"term": "one"},))
    with pytest.raises(CircleError, match="term one -> term two -> term one"):
        program(option(requires=(block({"term": "one"}),)), terms=(one, two))


COUNTED = Derived(
    "counted",
    "date",
    "anrechenbar seit",
    "§ 60b Abs. 5 Satz 1 AufenthG",
    (
        {"when": [{"fact": "color", "is": "red"}], "fact": "since"},
        {"when": [{"fact": "color", "is": "green"}], "fact": "since", "plus_days_between": ["born", "till"]},
        {"when": [{"fact": "color", "is": "blue"}], "fact": "since", "pause_from": "born"},
    ),
)


@pytest.mark.parametrize(
    ("answers", "state", "start"),
    [
        ({"color": "red", "since": "2026-01-01"}, "no", date(2027, 1, 1)),
        (
            {"color": "green", "since": "2026-01-01", "born": "2026-02-01", "till": "2026-02-10"},
            "no",
            date(2027, 1, 11),
        ),
        (
            {"color": "green", "since": "2026-01-01", "born": "2025-12-20", "till": "2026-01-10"},
            "no",
            date(2027, 1, 11),
        ),
        ({"color": "blue", "since": "2025-01-01", "born": "2026-01-02"}, "yes", None),
        ({"color": "blue", "since": "2025-01-01", "born": "2026-01-01"}, "no", None),
        ({"since": "2020-01-01"}, "open", None),
    ],
)
def test_derived_dates_count_what_the_law_counts(answers: dict[str, Any], state: str, start: date | None) -> None:
    rule = program(option(requires=(block({"fact": "counted", "months_ago": 12}),)), derived=(COUNTED,))
    found = judge(rule, answers, DAY).verdict("option")
    assert (found.state, found.start) == (state, start)


def test_missing_looks_through_derived_facts() -> None:
    rule = program(option(requires=(block({"fact": "counted", "months_ago": 12}),)), derived=(COUNTED,))
    assert judge(rule, {}, DAY).verdict("option").missing == ("color", "since")
    assert judge(rule, {"color": "green", "since": "2020-01-01"}, DAY).verdict("option").missing == ("born", "till")


def test_an_age_moves_with_the_day() -> None:
    age = Derived("age", "number", "Alter", "§ 187 BGB", ({"age_between": ["born", "today"]},))
    rule = program(option(requires=(block({"fact": "age", "at_least": 18}),)), derived=(age,))
    found = judge(rule, {"born": "2010-02-03"}, DAY).verdict("option")
    assert (found.state, found.start) == ("no", date(2028, 2, 3))


def test_a_figure_of_the_law_is_never_guessed() -> None:
    limit = Amount(
        "limit",
        "Grenze",
        "§ 1",
        "Euro",
        (
            {"from": "2025-01-01", "until": "2025-12-31", "base": 10},
            {
                "from": "2026-01-01",
                "until": "2026-12-31",
                "by": {"fact": "days", "first": {"1": 100, "2": 150}, "each": 30},
            },
            {"from": "2027-01-01", "open": True},
        ),
    )
    rule = program(option(requires=(block({"fact": "count", "at_most_figure": "limit"}),)), amounts={"limit": limit})
    found = judge(rule, {"count": 200, "days": 4}, DAY).verdict("option")
    assert (found.state, found.until) == ("yes", date(2026, 12, 31))
    assert judge(rule, {"count": 200, "days": 3}, DAY).verdict("option").state == "no"
    assert judge(rule, {"count": 200}, DAY).verdict("option").missing == ("days",)
    assert judge(rule, {"count": 5}, date(2024, 5, 5)).verdict("option").state == "open"


def test_a_caution_weakens_the_kind() -> None:
    rule = option(requires=(block({"fact": "a", "is": True}),))
    careful = program(
        type(rule)(
            **{name: getattr(rule, name) for name in rule.__slots__}
            | {"cautions": (Caution("Nur Ermessen.", ({"fact": "b", "is": True},), "§ 1", "ermessen"),)}
        )
    )
    assert judge(careful, {"a": True, "b": False}, DAY).verdict("option").kind == "soll"
    assert judge(careful, {"a": True, "b": True}, DAY).verdict("option").kind == "ermessen"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"nobody": True}, "Den Fakt „nobody“ gibt es nicht"),
        ({"a": "ja"}, "erwartet wird true oder false"),
        ({"color": "pink"}, "erwartet wird einer der Werte red, green, blue"),
        ({"since": "2026-02-31"}, "erwartet wird ein Tag"),
        ({"since": 2026}, "erwartet wird ein Tag"),
        ({"count": -1}, "eine ganze Zahl ab 0"),
        ({"count": True}, "eine ganze Zahl ab 0"),
        ({"a": {"x": 1}}, "unbekanntes Objekt"),
    ],
)
def test_unusable_answers_are_refused_in_one_sentence(answers: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        judge(program(option(requires=(block({"fact": "a", "is": True}),))), answers, DAY)


def test_kinds_of_not_knowing_all_leave_it_open() -> None:
    for kind in ("unknown", "pending", "withheld"):
        assert verdict({"a": {"kind": kind}}, {"fact": "a", "is": True}).state == "open"


def test_the_day_before_the_edge_day() -> None:
    line = {"fact": "since", "months_ago": 3}
    assert verdict({"since": "2026-08-22"}, line, day=DAY - timedelta(days=1)).state == "no"
