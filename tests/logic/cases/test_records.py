"""Cases change by giving new cases."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from counsel_app.logic.cases.records import Answer, AnswerKind, Consent, Person
from tests.logic.cases.makers import DAY, case, value


def test_an_answer_belongs_to_one_person_or_to_the_household() -> None:
    old = case().with_person(Person("p2", "Kind", reference="p1"))
    new = old.with_answer("p2", "alter", value(7), household=False).with_answer(
        "p2", "wohnung", value("mietwohnung"), household=True
    )
    assert new.person("p2").answers == {"alter": value(7)}
    assert new.person("p1").answers == {}
    assert new.household == {"wohnung": value("mietwohnung")}
    assert old.person("p2").answers == {} and old.household == {}


def test_an_answer_taken_back_is_gone() -> None:
    with_it = case().with_answer("p1", "alter", value(7), household=False)
    assert with_it.with_answer("p1", "alter", None, household=False) == case()


def test_nobody_relies_on_a_person_who_left() -> None:
    family = case().with_person(Person("p2", "Kind", reference="p1"))
    assert family.without_person("p1").people == (Person("p2", "Kind"),)


def test_nothing_of_a_case_can_be_changed_in_place() -> None:
    answered = case().with_answer("p1", "alter", value(7), household=False)
    with pytest.raises(FrozenInstanceError):
        answered.title = "anders"  # type: ignore[misc]
    with pytest.raises(TypeError):
        answered.person("p1").answers["alter"] = value(8)  # type: ignore[index]


@pytest.mark.parametrize(
    ("answer", "judged"),
    [
        (value("2019-04"), "2019-04"),
        (Answer(AnswerKind.UNKNOWN), None),
        (Answer(AnswerKind.WITHHELD), None),
        (Answer(AnswerKind.PENDING, paper="Geburtsurkunde", until=DAY), None),
        (Answer(AnswerKind.DISPUTED, "2008", "2005"), {"client": "2008", "authority": "2005"}),
    ],
)
def test_what_the_judgement_reads_of_each_kind(answer: Answer, judged: object) -> None:
    assert answer.judged == judged


def test_a_consent_holds_until_the_day_it_is_withdrawn() -> None:
    given = Consent("c1", "p1", "Meldung besonderer Bedarfe", "BAMF", "Dari", "schriftlich", DAY)
    withdrawn = replace(given, withdrawn_on=DAY.replace(day=25))
    assert [given.holds(DAY.replace(day=day)) for day in (21, 22, 30)] == [False, True, True]
    assert [withdrawn.holds(DAY.replace(day=day)) for day in (24, 25)] == [True, False]
    assert case().with_consent(given).with_consent(withdrawn).consents == (withdrawn,)
