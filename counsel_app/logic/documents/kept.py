"""What a case keeps for its letters: who people are on paper, drafts, and what was sent. Frozen like the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

NOTHING: Mapping[str, str] = MappingProxyType({})
MOST_DRAFTS = 60
MOST_SENT = 100
LARGEST_SENT = 1_500_000  # bytes of one archived PDF; a letter has about 60,000


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """A person as their papers name them, letter by letter; what is empty becomes a gap in a letter.

    `birth_date` is text, because papers may say "00.00.1990". `file_number`: of the Ausländerbehörde;
    `bamf_number`: of the BAMF; `other_number`: of a court or another authority.
    """

    family_name: str = ""
    given_names: str = ""
    birth_date: str = ""
    birth_place: str = ""
    nationality: str = ""
    care_of: str = ""
    street: str = ""
    town: str = ""
    phone: str = ""
    file_number: str = ""
    bamf_number: str = ""
    other_number: str = ""
    document: str = ""

    def __repr__(self) -> str:
        return "Identity()"

    @property
    def full_name(self) -> str:
        """Given names before the family name; one of them alone if there is only one."""
        return " ".join(part for part in (self.given_names, self.family_name) if part)


NO_IDENTITY = Identity()


@dataclass(frozen=True, slots=True, repr=False)
class Own:
    """The counsellor's own text, behind the paragraph `after` ("" is before all)."""

    after: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """A letter being written: what was chosen, and how its paragraphs read when they were last looked at.

    `wishes`: the options it asks for, first the main one; `picked`: arguments in order; `without`, `within`: paragraphs
    taken out or put in by hand; `blanks`: what was typed into the letter's own gaps; `seen`: paragraph id -> text.
    """

    id: str
    letter: str
    person: str
    made_on: date
    changed_on: date
    wishes: tuple[str, ...] = ()
    picked: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    own: tuple[Own, ...] = ()
    blanks: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    recipient: str = ""
    representative: bool = False
    checked_by: str = ""
    seen: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    def __repr__(self) -> str:
        return f"Draft({self.letter})"


class Way(StrEnum):
    """How a letter left."""

    POST = "Post"
    FAX = "Fax"
    MAIL = "E-Mail"
    IN_PERSON = "persönlich abgegeben"
    HANDED = "der Person mitgegeben"


class Outcome(StrEnum):
    """What the authority said."""

    GRANTED = "bewilligt"
    REFUSED = "abgelehnt"
    NOTHING = "keine Antwort"


@dataclass(frozen=True, slots=True, repr=False)
class Reply:
    """The authority's answer."""

    outcome: Outcome
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Sent:
    """A letter as it went out, byte for byte, and under which knowledge it was written.

    `basis`: the consent or the norm that allowed passing it on, where one was needed.
    """

    id: str
    letter: str
    name: str
    person: str
    recipient: str
    way: Way
    sent_on: date
    knowledge: str
    law_as_of: date
    checked_by: str
    pdf: bytes
    options: tuple[str, ...] = ()
    basis: str = ""
    replies: tuple[Reply, ...] = ()

    def __repr__(self) -> str:
        return f"Sent({self.letter})"
