"""Identities, drafts and sent letters as tables and back. Reading is bounded: what does not fit raises
KeyError, TypeError or ValueError, which the case's codec turns into one sentence."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import Any

from counsel_app.logic.documents.kept import (
    LARGEST_SENT,
    MOST_DRAFTS,
    MOST_SENT,
    NO_IDENTITY,
    Draft,
    Identity,
    Outcome,
    Own,
    Reply,
    Sent,
    Way,
)

LONGEST = 2_000
LONGEST_OWN = 20_000
MOST_PARTS = 300
_IDENTITY = tuple(entry.name for entry in fields(Identity))


def identity_table(identity: Identity) -> dict[str, str]:
    """Only what is known."""
    return {name: getattr(identity, name) for name in _IDENTITY if getattr(identity, name)}


def identity_of(table: Any) -> Identity:
    """The identity of a table, or of none."""
    if table is None:
        return NO_IDENTITY
    if set(table) - set(_IDENTITY):
        raise ValueError(sorted(table))
    return Identity(**{name: _text(value) for name, value in table.items()})


def draft_table(draft: Draft) -> dict[str, Any]:
    """One draft; what is empty is left out."""
    fixed = {
        "id": draft.id,
        "letter": draft.letter,
        "person": draft.person,
        "made_on": draft.made_on.isoformat(),
        "changed_on": draft.changed_on.isoformat(),
    }
    table: dict[str, Any] = {key: list(getattr(draft, key)) for key in ("wishes", "without", "within")}
    table |= {key: dict(getattr(draft, key)) for key in ("blanks", "seen")}
    table |= {key: getattr(draft, key) for key in ("recipient", "representative", "checked_by")}
    table["own"] = [[own.after, own.text] for own in draft.own]
    picked = {} if draft.picked is None else {"picked": list(draft.picked)}
    return {**fixed, **{key: value for key, value in table.items() if value}, **picked}


def drafts_of(tables: Any) -> tuple[Draft, ...]:
    """The drafts that `draft_table` wrote."""
    return _unique(tables, MOST_DRAFTS, _draft)


def sent_table(sent: Sent) -> dict[str, Any]:
    """One sent letter, the PDF as Base64."""
    return {
        **{key: getattr(sent, key) for key in ("id", "letter", "name", "person", "recipient")},
        **{key: getattr(sent, key) for key in ("knowledge", "checked_by", "basis")},
        "way": sent.way.value,
        "sent_on": sent.sent_on.isoformat(),
        "law_as_of": sent.law_as_of.isoformat(),
        "options": list(sent.options),
        "replies": [[reply.outcome.value, reply.on.isoformat(), reply.reason] for reply in sent.replies],
        "pdf": b64encode(sent.pdf).decode("ascii"),
    }


def sent_of(tables: Any) -> tuple[Sent, ...]:
    """The letters that `sent_table` wrote."""
    return _unique(tables, MOST_SENT, _sent)


def _draft(table: Mapping[str, Any]) -> Draft:
    picked = table.get("picked")
    return Draft(
        id=_text(table["id"]),
        letter=_text(table["letter"]),
        person=_text(table["person"]),
        made_on=date.fromisoformat(table["made_on"]),
        changed_on=date.fromisoformat(table["changed_on"]),
        wishes=_texts(table.get("wishes", [])),
        picked=None if picked is None else _texts(picked),
        without=_texts(table.get("without", [])),
        within=_texts(table.get("within", [])),
        own=tuple(Own(_text(after), _text(text, LONGEST_OWN)) for after, text in _list(table.get("own", []))),
        blanks=_words(table.get("blanks", {}), LONGEST),
        recipient=_text(table.get("recipient", "")),
        representative=table.get("representative", False) is True,
        checked_by=_text(table.get("checked_by", "")),
        seen=_words(table.get("seen", {}), LONGEST_OWN),
    )


def _sent(table: Mapping[str, Any]) -> Sent:
    pdf = table["pdf"]
    if len(pdf) > 2 * LARGEST_SENT:
        raise ValueError(len(pdf))
    return Sent(
        **{key: _text(table[key]) for key in ("id", "letter", "name", "person", "recipient")},
        **{key: _text(table[key]) for key in ("knowledge", "checked_by", "basis")},
        way=Way(table["way"]),
        sent_on=date.fromisoformat(table["sent_on"]),
        law_as_of=date.fromisoformat(table["law_as_of"]),
        options=_texts(table["options"]),
        replies=tuple(_reply(entry) for entry in _list(table["replies"])),
        pdf=b64decode(pdf, validate=True),
    )


def _reply(entry: Any) -> Reply:
    outcome, on, reason = entry
    return Reply(Outcome(outcome), date.fromisoformat(on), _text(reason))


def _unique(tables: Any, most: int, read: Callable[[Mapping[str, Any]], Any]) -> tuple[Any, ...]:
    found = tuple(read(table) for table in _list(tables, most))
    if len({entry.id for entry in found}) != len(found):
        raise ValueError("an id stands twice")
    return found


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(entry) for entry in _list(value))


def _words(value: Any, longest: int) -> Mapping[str, str]:
    if not isinstance(value, dict) or len(value) > MOST_PARTS:
        raise TypeError(value)
    return MappingProxyType({_text(key): _text(text, longest) for key, text in value.items()})


def _list(value: Any, most: int = MOST_PARTS) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise TypeError(value)
    return value


def _text(value: Any, longest: int = LONGEST) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise TypeError(value)
    return value
