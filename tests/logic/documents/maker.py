"""Letters for tests: settings from answers, without window or vault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from counsel_app import paths
from counsel_app.logic.cases.records import Answer, AnswerKind, Case, Person
from counsel_app.logic.cooperation.duties import Checklist, read_checklist
from counsel_app.logic.documents.assembling import assemble, office_of
from counsel_app.logic.documents.conditions import Conditions
from counsel_app.logic.documents.document import Document
from counsel_app.logic.documents.kept import Draft, Identity
from counsel_app.logic.documents.reading import read_letters
from counsel_app.logic.documents.records import Letters
from counsel_app.logic.documents.setting import Centre, Setting
from counsel_app.logic.law.judge import judge_values, read_answers
from counsel_app.logic.resolution.paper import Resolution, read_resolution
from counsel_app.opening import program

DAY = date(2026, 11, 22)
SOMEBODY = Identity(
    "Muster", "Amal", "03.02.1994", "Beispielstadt", "syrisch", "", "Beispielweg 7", "14469 Potsdam", "0331 000000",
    "32.1-4711", "7654321-475",
)  # fmt: skip


@cache
def letters() -> Letters:
    return read_letters(paths.resources() / "letters")


@cache
def resolution() -> Resolution:
    return read_resolution(paths.resources() / "resolution")


@cache
def checklist() -> Checklist:
    return read_checklist(paths.resources() / "cooperation")


@cache
def conditions() -> Conditions:
    return Conditions(program(), letters())


def setting(letter: str, wishes: tuple[str, ...], answers: Mapping[str, Any], **draft: Any) -> Setting:
    """A letter for one person on the test's day; `identity`, `day` and `people` are taken out of `draft`."""
    day = draft.pop("day", DAY)
    said = {fact: Answer(AnswerKind.VALUE, value) for fact, value in answers.items() if not isinstance(value, dict)}
    person = Person("p", "Amal", answers=said, identity=draft.pop("identity", SOMEBODY))
    case = Case("c", "K-TEST", day, day, people=(person, *draft.pop("people", ())))
    made = Draft("d", letter, "p", day, day, wishes, **draft)
    law = conditions()
    assessment = judge_values(law.program, read_answers(law.program, answers), day, dict(answers))
    parts = (letters(), law, letters().letters[letter], made, case, person, said, assessment, day, resolution())
    centre = Centre("Beispielberatung", "Beispielplatz 1, 14467 Potsdam", "E. Beispiel")
    first = Setting(*parts, next(iter(letters().offices.values())), centre)
    return Setting(*parts, letters().offices[office_of(first)], centre, checklist())


def document(letter: str, wishes: tuple[str, ...], answers: Mapping[str, Any], **draft: Any) -> Document:
    return assemble(setting(letter, wishes, answers, **draft))
