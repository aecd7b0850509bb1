"""Cases as bytes and back. A reader of format 1 stays for ever.

A stored case is split into parts (head, identity, notes, household, consents, calendar and letters if there are any,
one per person, one per sent letter), so that names lie apart from answers and saving one answer rewrites one part.
`encode` and `decode` do the same in one piece.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from counsel_app.logic.calendar.stored import entries_of, table_of
from counsel_app.logic.cases.records import (
    LONGEST_LABEL,
    LONGEST_NOTE,
    MOST_PEOPLE,
    Answer,
    AnswerKind,
    Case,
    Consent,
    Keeping,
    Person,
)
from counsel_app.logic.cases.strict_json import TooLargeError, packed, unpacked
from counsel_app.logic.cooperation.acts import acts_of, tables_of
from counsel_app.logic.documents.kept import MOST_SENT
from counsel_app.logic.documents.stored import (
    draft_table,
    drafts_of,
    identity_of,
    identity_table,
    sent_of,
    sent_table,
)
from counsel_app.logic.errors import InputError

FORMAT = 1
LARGEST = 4_000_000  # bytes of one part; far above what a household needs
MOST_ANSWERS = 2_000
LONGEST_TEXT = 2_000
MOST_CONSENTS = 500

HEAD, IDENTITY, NOTES, HOUSEHOLD, CONSENTS, PERSON = "head", "identity", "notes", "household", "consents", "person/"
CALENDAR = "calendar"  # missing in a case without entries, as in every case of schema 2
LETTERS, SENT = "letters", "sent/"  # missing in a case without drafts or sent letters
DAMAGED = "Der gespeicherte Fall ist beschädigt und wird nicht verändert; bitte eine Sicherung einspielen."

_CASE_KEYS = frozenset(
    (
        "format",
        "id",
        "code",
        "created_on",
        "changed_on",
        "closed_on",
        "keeping",
        "title",
        "notes",
        "people",
        "household",
        "consents",
        "calendar",
        "letters",
        "sent",
    )
)
_PERSON_KEYS = frozenset(("id", "label", "aliases", "identity", "role", "reference", "answers", "cooperation"))
_NAMING = ("id", "label", "aliases", "identity")
_CONSENT_WORDS = ("id", "person", "purpose", "recipient", "language", "form")
_ANSWER_KEYS = frozenset(("kind", "value", "authority", "paper", "until", "noted_on"))


def encode(case: Case) -> bytes:
    """The case as UTF-8 JSON."""
    return packed(_case_table(case))


def decode(body: bytes) -> Case:
    """The case of bytes that `encode` wrote. Raises InputError for anything else."""
    return _readable(lambda: _case(_table(body)))


def split(case: Case) -> dict[str, bytes]:
    """The parts of a case by name."""
    table = _case_table(case)
    people = table.pop("people")
    parts: dict[str, Any] = {
        IDENTITY: {
            "title": table.pop("title"),
            "people": [{key: one.pop(key) for key in _NAMING if key in one} for one in people],
        },
        NOTES: {"notes": table.pop("notes")},
        HOUSEHOLD: {"household": table.pop("household")},
        CONSENTS: {"consents": table.pop("consents", [])},
    }
    if CALENDAR in table:
        parts[CALENDAR] = {"calendar": table.pop("calendar")}
    if LETTERS in table:
        parts[LETTERS] = {"letters": table.pop("letters")}
    for place, sent in enumerate(table.pop("sent", [])):
        parts[SENT + sent["id"]] = {"place": place, "letter": sent}
    for person, rest in zip(case.people, people, strict=True):
        parts[PERSON + person.id] = rest
    parts[HEAD] = table
    return {name: packed(part) for name, part in parts.items()}


def join(parts: Mapping[str, bytes]) -> Case:
    """The case of all its parts. Raises InputError when one is missing, foreign or damaged."""

    def whole() -> Case:
        tables = {name: _table(part) for name, part in parts.items()}
        table = tables.pop(HEAD)
        for name in (NOTES, HOUSEHOLD, CONSENTS):
            table.update(tables.pop(name))
        table.update(tables.pop(CALENDAR, {}))
        table.update(tables.pop(LETTERS, {}))
        table["sent"] = _letters_of(tables)
        identity = tables.pop(IDENTITY)
        table["title"] = identity["title"]
        table["people"] = [{**entry, **tables.pop(PERSON + _text(entry["id"]))} for entry in identity["people"]]
        if tables:
            raise ValueError(sorted(tables))
        return _case(table)

    return _readable(whole)


def _letters_of(tables: dict[str, Any]) -> list[Any]:
    """The sent letters among the parts, taken out of them, in their order."""
    found = [tables.pop(name) for name in list(tables) if name.startswith(SENT)]
    return [one["letter"] for one in sorted(found, key=lambda one: int(one["place"]))]


def answer_of(entry: Any) -> Answer:
    """One answer from a table, or from a bare value."""
    if not isinstance(entry, dict):
        return Answer(AnswerKind.VALUE, _value(entry))
    return Answer(
        AnswerKind(entry["kind"]),
        _value(entry.get("value")),
        _value(entry.get("authority")),
        _text(entry.get("paper", ""), LONGEST_TEXT),
        _day(entry.get("until")),
        _day(entry.get("noted_on")),
        _unknown(entry, _ANSWER_KEYS),
    )


# writing ------------------------------------------------------------------------


def _case_table(case: Case) -> dict[str, Any]:
    return {
        **case.extra,
        "format": FORMAT,
        "id": case.id,
        "code": case.code,
        "created_on": case.created_on.isoformat(),
        "changed_on": case.changed_on.isoformat(),
        **({"closed_on": case.closed_on.isoformat()} if case.closed_on else {}),
        "keeping": {"years": case.keeping.years, "holds": list(case.keeping.holds)},
        "title": case.title,
        "notes": case.notes,
        "people": [_person_table(person) for person in case.people],
        "household": _answers_table(case.household),
        **({"consents": [_consent_table(consent) for consent in case.consents]} if case.consents else {}),
        **({"calendar": [table_of(entry) for entry in case.calendar]} if case.calendar else {}),
        **({"letters": [draft_table(draft) for draft in case.drafts]} if case.drafts else {}),
        **({"sent": [sent_table(sent) for sent in case.sent]} if case.sent else {}),
    }


def _person_table(person: Person) -> dict[str, Any]:
    return {
        **person.extra,
        "id": person.id,
        "label": person.label,
        **({"aliases": list(person.aliases)} if person.aliases else {}),
        **({"identity": identity} if (identity := identity_table(person.identity)) else {}),
        "role": person.role,
        "reference": person.reference,
        "answers": _answers_table(person.answers),
        **({"cooperation": tables_of(person.cooperation)} if person.cooperation else {}),
    }


def _answers_table(answers: Mapping[str, Answer]) -> dict[str, Any]:
    return {fact: _answer_table(answer) for fact, answer in answers.items()}


def _answer_table(answer: Answer) -> dict[str, Any]:
    table: dict[str, Any] = {**answer.extra, "kind": answer.kind.value}
    for key in ("value", "authority"):
        if getattr(answer, key) is not None:
            table[key] = getattr(answer, key)
    if answer.paper:
        table["paper"] = answer.paper
    for key in ("until", "noted_on"):
        if getattr(answer, key):
            table[key] = getattr(answer, key).isoformat()
    return table


def _consent_table(consent: Consent) -> dict[str, Any]:
    table = {name: getattr(consent, name) for name in _CONSENT_WORDS}
    table["given_on"] = consent.given_on.isoformat()
    if consent.withdrawn_on:
        table["withdrawn_on"] = consent.withdrawn_on.isoformat()
    return table


# reading ------------------------------------------------------------------------


def _readable(read: Callable[[], Case]) -> Case:
    try:
        return read()
    except InputError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, OverflowError):
        raise InputError(DAMAGED) from None


def _table(body: bytes) -> dict[str, Any]:
    try:
        return unpacked(body, LARGEST)
    except TooLargeError:
        raise InputError(
            "Der Fall ist größer als erlaubt und wird nicht geöffnet; bitte eine Sicherung einspielen."
        ) from None


def _case(table: dict[str, Any]) -> Case:
    if table["format"] != FORMAT:
        raise InputError(
            f"Der Fall hat das Format {str(table['format'])[:20]}, dieses Programm kennt {FORMAT}; "
            "bitte Hafenlotse aktualisieren."
        )
    keeping = table.get("keeping", {})
    return Case(
        id=_text(table["id"]),
        code=_text(table["code"]),
        created_on=date.fromisoformat(table["created_on"]),
        changed_on=date.fromisoformat(table["changed_on"]),
        title=_text(table["title"], LONGEST_TEXT),
        notes=_text(table["notes"], 2 * LONGEST_NOTE),
        people=tuple(_person(entry) for entry in _list(table["people"], MOST_PEOPLE)),
        household=_answers(table["household"]),
        closed_on=_day(table.get("closed_on")),
        keeping=Keeping(
            _years(keeping.get("years", Keeping().years)),
            tuple(_text(one) for one in _list(keeping.get("holds", []), 50)),
        ),
        consents=tuple(_consent(entry) for entry in _list(table.get("consents", []), MOST_CONSENTS)),
        calendar=entries_of(table.get("calendar", [])),
        drafts=drafts_of(table.get("letters", [])),
        sent=sent_of(_list(table.get("sent", []), MOST_SENT)),
        extra=_unknown(table, _CASE_KEYS),
    )


def _person(entry: Mapping[str, Any]) -> Person:
    return Person(
        _text(entry["id"]),
        _text(entry["label"], LONGEST_TEXT),
        _text(entry["role"], LONGEST_TEXT),
        _text(entry["reference"]),
        _answers(entry["answers"]),
        tuple(_text(alias, LONGEST_TEXT) for alias in _list(entry.get("aliases", []), 50)),
        _unknown(entry, _PERSON_KEYS),
        acts_of(entry.get("cooperation", [])),
        identity_of(entry.get("identity")),
    )


def _consent(entry: Mapping[str, Any]) -> Consent:
    words = {name: _text(entry[name], LONGEST_TEXT) for name in _CONSENT_WORDS}
    return Consent(
        **words, given_on=date.fromisoformat(entry["given_on"]), withdrawn_on=_day(entry.get("withdrawn_on"))
    )


def _answers(table: Mapping[str, Any]) -> Mapping[str, Answer]:
    if len(table) > MOST_ANSWERS:
        raise ValueError(len(table))
    return MappingProxyType({_text(fact): answer_of(entry) for fact, entry in table.items()})


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value, LONGEST_TEXT)
    if isinstance(value, (dict, list)) or value in (float("inf"), float("-inf")):
        raise TypeError(value)
    return value


def _unknown(table: Mapping[str, Any], known: frozenset[str]) -> Mapping[str, Any]:
    return MappingProxyType({key: value for key, value in table.items() if key not in known})


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value is not None else None


def _years(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value <= 100:
        raise ValueError(value)
    return value


def _list(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise TypeError(value)
    return value


def _text(value: Any, longest: int = LONGEST_LABEL) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise TypeError(value)
    return value
