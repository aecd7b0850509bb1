"""Cases as bytes and back. A reader of format 1 stays for ever; what it does not know it refuses, not drops."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from counsel_app.logic.cases.records import Answer, AnswerKind, Case, Person
from counsel_app.logic.errors import InputError

FORMAT = 1
LARGEST = 4_000_000  # bytes of one case; far above what a household needs


def encode(case: Case) -> bytes:
    """The case as UTF-8 JSON."""
    table = {
        "format": FORMAT,
        "id": case.id,
        "code": case.code,
        "created_on": case.created_on.isoformat(),
        "changed_on": case.changed_on.isoformat(),
        "title": case.title,
        "notes": case.notes,
        "people": [
            {
                "id": person.id,
                "label": person.label,
                "role": person.role,
                "reference": person.reference,
                "answers": _answers_table(person.answers),
            }
            for person in case.people
        ],
        "household": _answers_table(case.household),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode(body: bytes) -> Case:
    """The case of bytes that `encode` wrote. Raises InputError for anything else."""
    if len(body) > LARGEST:
        raise InputError("Der Fall ist größer als erlaubt und wird nicht geöffnet; bitte eine Sicherung einspielen.")
    try:
        table = json.loads(body.decode("utf-8", "surrogatepass"))
        if table["format"] != FORMAT:
            raise InputError(
                f"Der Fall hat das Format {table['format']}, dieses Programm kennt {FORMAT}; bitte Hafenlotse aktualisieren."
            )
        return Case(
            id=_text(table["id"]),
            code=_text(table["code"]),
            created_on=date.fromisoformat(table["created_on"]),
            changed_on=date.fromisoformat(table["changed_on"]),
            title=_text(table["title"]),
            notes=_text(table["notes"]),
            people=tuple(_person(entry) for entry in table["people"]),
            household=_answers(table["household"]),
        )
    except InputError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise InputError(
            "Der gespeicherte Fall ist beschädigt und wird nicht verändert; bitte eine Sicherung einspielen."
        ) from None


def answer_of(entry: Any) -> Answer:
    """One answer from a table, or from a bare value."""
    if not isinstance(entry, dict):
        return Answer(AnswerKind.VALUE, entry)
    until = entry.get("until")
    return Answer(
        AnswerKind(entry["kind"]),
        entry.get("value"),
        entry.get("authority"),
        _text(entry.get("paper", "")),
        date.fromisoformat(until) if until else None,
    )


def _person(entry: Mapping[str, Any]) -> Person:
    return Person(
        _text(entry["id"]),
        _text(entry["label"]),
        _text(entry["role"]),
        _text(entry["reference"]),
        _answers(entry["answers"]),
    )


def _answers(table: Mapping[str, Any]) -> Mapping[str, Answer]:
    return MappingProxyType({_text(fact): answer_of(entry) for fact, entry in table.items()})


def _answers_table(answers: Mapping[str, Answer]) -> dict[str, Any]:
    return {fact: _answer_table(answer) for fact, answer in answers.items()}


def _answer_table(answer: Answer) -> dict[str, Any]:
    table: dict[str, Any] = {"kind": answer.kind.value}
    for key in ("value", "authority"):
        if getattr(answer, key) is not None:
            table[key] = getattr(answer, key)
    if answer.paper:
        table["paper"] = answer.paper
    if answer.until:
        table["until"] = answer.until.isoformat()
    return table


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
