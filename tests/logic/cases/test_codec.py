"""A case comes back from its bytes as it was; anything else is refused with one sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counsel_app.logic.calendar.entries import CalendarEntry, Mark, Step, Term
from counsel_app.logic.cases.codec import CALENDAR, HEAD, IDENTITY, LARGEST, PERSON, decode, encode, join, split
from counsel_app.logic.cases.records import Case, Person
from counsel_app.logic.cooperation.acts import Act
from counsel_app.logic.cooperation.acts import Step as ActStep
from counsel_app.logic.errors import InputError
from tests.logic.cases.makers import DAY, NAMES, case, cases, value


@given(cases)
@settings(max_examples=150, deadline=None)
def test_a_case_comes_back_whole_and_in_parts(one: Case) -> None:
    assert decode(encode(one)) == one
    assert join(split(one)) == one


def test_names_stand_in_the_identity_part_alone() -> None:
    parts = split(
        case(people=tuple(Person(f"p{number}", name) for number, name in enumerate(NAMES)), title="Familie Ünal")
    )
    for name, part in parts.items():
        found = [label for label in (*NAMES[:5], "Ünal") if label.encode() in part]
        assert bool(found) == (name == IDENTITY)


def test_one_answer_changes_one_part() -> None:
    before = case().with_person(Person("p2", "Kind"))
    after = before.with_answer("p2", "alter", value(7), household=False)
    old, new = split(before), split(after)
    assert {name for name in new if new[name] != old[name]} == {PERSON + "p2"}


def test_what_a_newer_program_wrote_is_kept() -> None:
    table = json.loads(encode(case().with_answer("p1", "alter", value(7), household=False)))
    table["mood"] = {"deep": [1, 2]}
    table["people"][0]["pronoun"] = "sie"
    table["people"][0]["answers"]["alter"]["source"] = "Pass"
    read = decode(json.dumps(table).encode())
    assert json.loads(encode(read)) == table
    assert decode(encode(join(split(read)))) == read


def test_an_entry_changes_the_calendar_part_alone() -> None:
    entry = CalendarEntry("e", Term.FRIST, DAY, "Klage", DAY)
    old, new, done = split(case()), split(case().with_entries(entry)), entry.marked(Mark(Step.DONE, DAY, "EM"))
    assert CALENDAR not in old and {name for name in new if new[name] != old.get(name)} == {CALENDAR}
    assert join(new).with_entries(done).calendar == (done,)


def test_a_step_of_cooperation_lies_with_the_person_and_goes_with_them() -> None:
    act = Act("passantrag", reason="x").with_step(ActStep(DAY, "Antrag", "Beleg", True))
    person = replace(case().people[0], cooperation=(act,))
    old, new = split(case()), split(case().with_person(person))
    assert {name for name in new if new[name] != old.get(name)} == {PERSON + "p1"}
    assert join(new).people[0].cooperation == (act,)
    assert b"passantrag" not in b"".join(split(case().with_person(person).without_person("p1")).values())


def _acting(*acts: Any) -> bytes:
    table = json.loads(encode(case()))
    table["people"][0]["cooperation"] = list(acts)
    return json.dumps(table).encode()


ENTRY = {
    "id": "e", "term": "Frist", "day": "2026-12-07", "text": "Klage", "source": "hand", "made_on": "2026-11-22",
}  # fmt: skip


def _with(**changes: Any) -> bytes:
    return json.dumps({**json.loads(encode(case())), **changes}).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"format":1,"format":1}', b"[" * 100_000,
        _with(title=5), _with(title="x" * 5000), _with(people=[{}]), _with(people=[{}] * 31), _with(household=[]),
        _with(created_on="2026-02-31"), _with(keeping={"years": 1000}), _with(household={"x": {"kind": "guess"}}),
        _with(household={"x": {"kind": "value", "value": [1]}}), _with(household={"x": float("inf")}),
        _with(household={"x": {"kind": "value", "value": 10**400}}).replace(b"1" + b"0" * 400, b"9" * 5000),
        _with(calendar=[{}]), _with(calendar=[ENTRY] * 2), _with(calendar=[{**ENTRY, "term": "Termin"}]),
        _with(calendar=[{**ENTRY, "id": f"{n}"} for n in range(501)]), _with(calendar=[{**ENTRY, "text": "x" * 301}]),
        _with(calendar=[{**ENTRY, "marks": [{"step": "lost", "on": "2026-11-22", "by": "EM"}]}]),
        _acting({}), _acting({"duty": "a"}, {"duty": "a"}), _acting({"duty": "a", "state": "vielleicht"}),
        _acting({"duty": "a", "steps": [{"on": "gestern", "text": "x"}]}), _acting({"duty": "a" * 81}),
        _acting({"duty": "a", "steps": [{"on": "2026-11-22", "text": "x", "seen": 1}]}),
        _acting({"duty": "a", "steps": [{"on": "2026-11-22", "text": "x"}] * 101}),
        _with(more={"a": json.loads("[" * 30 + "]" * 30)}),
    ],
)  # fmt: skip
def test_damaged_bytes_are_refused_with_one_sentence(body: bytes) -> None:
    with pytest.raises(InputError, match=r"beschädigt.*Sicherung"):
        decode(body)


def test_another_format_and_an_oversized_case_are_refused() -> None:
    with pytest.raises(InputError, match=r"Format 2.*aktualisieren"):
        decode(_with(format=2))
    with pytest.raises(InputError, match="größer als erlaubt"):
        decode(b" " * (LARGEST + 1))


@given(st.sampled_from(sorted(split(case()))), st.data())
@settings(max_examples=40, deadline=None)
def test_a_missing_or_foreign_part_is_refused(name: str, data: st.DataObject) -> None:
    parts = split(case())
    if data.draw(st.booleans()):
        del parts[name]
    else:
        parts["person/stranger"] = parts[HEAD]
    with pytest.raises(InputError):
        join(parts)


def test_no_mutilated_case_gets_through_or_breaks_the_reader() -> None:
    chance, whole = Random(27), encode(case().with_answer("p1", "alter", value("2019-04"), household=False))
    refused = 0
    for _ in range(300):
        body = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(body))
            body[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        try:
            assert isinstance(decode(bytes(body)), Case)
        except InputError:
            refused += 1
    assert refused > 200
