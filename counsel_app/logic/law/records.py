"""The records of the knowledge: what lawyers write in TOML, one class per table, keys equal to attributes.

Everything is frozen. `kept` turns a raw table (from TOML or from the compiled pack) into its record; it
trusts the table, because `reading` has checked it before.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

Raw = dict[str, Any]
FORMAT = 1
"""The form of the compiled pack; another number is refused."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A question to the person (or about the person's papers)."""

    id: str
    type: str  # yes_no | choice | date | number | amount
    question: str
    label: str = ""
    section: str = "status"
    scope: str = "person"  # person | household
    changes: bool = False
    sensitivity: int = 0  # 0 none, 1 personal, 2 offences, health, violence, belief
    where: str = ""
    why: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    ordered: bool = False
    reach: bool = False
    takes_from: str = ""

    def choice_label(self, choice: str) -> str:
        return next((label for key, label in self.choices if key == choice), choice)


@dataclass(frozen=True, slots=True)
class Valid:
    """The days on which law is in force; None is without limit. Both days are inside."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One condition: one of its lines is enough. In `excludes` the same, as an exclusion."""

    id: str
    text: str
    law: str
    any: tuple[Raw, ...]
    binding: str = "mandatory"  # mandatory | regular
    evidence: tuple[str, ...] = ()
    note: str = ""
    disputed: tuple[str, ...] = ()  # the readings, where the law itself is unsettled
    valid: Valid = Valid()


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that makes a YES uncertain, or turns a claim into discretion, when one line holds."""

    text: str
    any: tuple[Raw, ...] = ()
    law: str = ""
    kind: str = ""  # the weaker kind that then applies


@dataclass(frozen=True, slots=True)
class Passage:
    """A step, a risk, an argument or a relation: a sentence with its source."""

    text: str
    law: str = ""
    where: str = ""
    source: str = ""
    measure: str = ""
    kind: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """Who stands behind a rule: the day of the check, the law read, how sure, when to look again."""

    on: date
    law_as_of: date
    certainty: str  # hoch | mittel | niedrig
    review_by: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing the law offers."""

    id: str
    name: str
    summary: str
    measure: str
    kind: str  # anspruch | soll | regel | ermessen | hinweis
    law: tuple[str, ...]
    checked: Checked
    also: tuple[str, ...] = ()
    person: str = ""
    valid: Valid = Valid()
    letters: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    open_points: tuple[str, ...] = ()
    requires: tuple[Block, ...] = ()
    excludes: tuple[Block, ...] = ()
    cautions: tuple[Caution, ...] = ()
    steps: tuple[Passage, ...] = ()
    risks: tuple[Passage, ...] = ()
    arguments: tuple[Passage, ...] = ()
    relations: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A legal definition that several options use."""

    id: str
    text: str
    law: str
    all: tuple[Raw, ...] = ()
    any: tuple[Raw, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """A date or a number that follows from answers; the first case whose lines all hold gives it."""

    id: str
    type: str  # date | number
    text: str
    law: str
    cases: tuple[Raw, ...] = ()
    compute: str = ""
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of the law with the days for which it was fixed."""

    id: str
    text: str
    law: str
    unit: str
    values: tuple[Raw, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """An example client: answers, a day, and what the option must say. Stories are tests."""

    option: str
    name: str
    on: date
    state: str
    reason: str
    source: str
    answers: Raw
    start: date | None = None  # expected first day of the YES
    until: date | None = None
    never_from: bool = False
    never_until: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One pack: everything the judgement needs, in the order of the files."""

    version: str
    law_as_of: date
    facts: dict[str, Fact] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    derived: dict[str, Derived] = field(default_factory=dict)
    amounts: dict[str, Amount] = field(default_factory=dict)
    options: dict[str, Option] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()


_NESTED: dict[str, type] = {
    "requires": Block,
    "excludes": Block,
    "cautions": Caution,
    "steps": Passage,
    "risks": Passage,
    "arguments": Passage,
    "relations": Passage,
}


def as_day(value: date | str | None) -> date | None:
    """A date from TOML or from the pack's JSON."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def kept(kind: type[Any], raw: Raw) -> Any:
    """The record of a checked raw table."""
    values: Raw = {}
    for key, value in raw.items():
        if key in _NESTED and kind is Option:
            values[key] = tuple(kept(_NESTED[key], table) for table in value)
        elif key == "valid":
            values[key] = Valid(as_day(value.get("from")), as_day(value.get("until")))
        elif key == "checked":
            values[key] = kept(Checked, value)
        elif key == "choices":
            values[key] = tuple((choice, label) for choice, label in value)
        elif key in {"on", "law_as_of", "review_by", "until", "start"}:
            values[key] = as_day(value)
        else:
            values[key] = tuple(value) if isinstance(value, list) else value
    return kind(**values)


def keys_of(kind: type[Any]) -> frozenset[str]:
    """The keys a table of this kind may have."""
    return frozenset(entry.name for entry in fields(kind))
