"""A letter as its file says it. Conditions are lines of the law's own grammar (see `logic/law/grammar`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class When:
    """When a part stands: one of the options `wishes` is asked for, and the lines hold today.

    All lines of `all` must hold, and one line of `any`. Empty ones ask for nothing.
    """

    wishes: tuple[str, ...] = ()
    all: tuple[Raw, ...] = ()
    any: tuple[Raw, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. `text` has {slots}; `use` names a paragraph that is made (see `paragraphs`).

    `choice`: the counsellor puts it in; it never comes by itself. `points`: lines of a list behind the text;
    `point`: itself an entry of a list.
    """

    id: str
    text: str = ""
    heading: str = ""
    law: str = ""
    use: str = ""
    points: tuple[str, ...] = ()
    choice: bool = False
    point: bool = False
    when: When = When()


@dataclass(frozen=True, slots=True)
class Line:
    """A subject or a recipient (`text`: the id of an office), with the case it is meant for; the first that fits."""

    text: str
    when: When = When()


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter. `general`: no option asks for it. `form`: "letter", or "sheet" for declarations to sign.

    `people`: whose names it lists, "person" or "family".
    """

    id: str
    name: str
    purpose: str
    checked_on: date
    subject: tuple[Line, ...]
    to: tuple[Line, ...]
    blocks: tuple[Block, ...]
    copies: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    people: str = "person"
    general: bool = False
    form: str = "letter"
    law: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """Whom letters go to. `lines`: the address, empty where no source is known: then it is a gap.

    `kind`: "authority", "court" or "third" (then passing data on needs a consent or a named norm).
    """

    id: str
    name: str
    kind: str = "authority"
    lines: tuple[str, ...] = ()
    salutation: str = "Sehr geehrte Damen und Herren,"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Letters:
    """All letters and offices, and the paragraphs that several of them use."""

    letters: dict[str, Letter]
    offices: dict[str, Office]
    shared: dict[str, Block]
