"""A case: a household, its people and their answers. Frozen; every change gives a new Case.

Only what was said is kept, never a result: results are computed again each time. `extra` holds what a newer
program wrote and this one does not know, so that reading and saving a case loses nothing. No record shows its content
when it is printed: what stands in an error message is somebody's life.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from counsel_app.logic.calendar.entries import CalendarEntry
from counsel_app.logic.cooperation.acts import Act
from counsel_app.logic.documents.kept import NO_IDENTITY, Draft, Identity, Sent

DEMO_ID = "demo"  # the invented household, which is never saved
MOST_PEOPLE = 30
LONGEST_LABEL = 200
LONGEST_NOTE = 20_000
YEARS_KEPT = 3
NOTHING: Mapping[str, Any] = MappingProxyType({})


class AnswerKind(StrEnum):
    """How a question was answered. All but VALUE and DISPUTED mean "not known" to the law."""

    VALUE = "value"
    UNKNOWN = "unknown"
    PENDING = "pending"
    DISPUTED = "disputed"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What was said about one fact.

    `value` is a bool, a choice, a number, or a date as text: "2019", "2019-04" or "2019-04-12". `authority`
    is what the authority says when the answer is disputed. `paper` and `until` belong to a pending paper.
    `noted_on`: the day it was written down.
    """

    kind: AnswerKind
    value: Any = None
    authority: Any = None
    paper: str = ""
    until: date | None = None
    noted_on: date | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    def __repr__(self) -> str:
        return f"Answer({self.kind.value})"

    @property
    def judged(self) -> Any:
        """The form the judgement reads."""
        if self.kind is AnswerKind.VALUE:
            return self.value
        if self.kind is AnswerKind.DISPUTED:
            return {"client": self.value, "authority": self.authority}
        return None


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """One member of the household, or a relative abroad. `reference`: the id of the person they rely on.

    `aliases`: the name in other spellings or scripts, for the search. `cooperation`: the steps taken for passport and
    identity. `identity`: who they are on paper, for letters.
    """

    id: str
    label: str
    role: str = ""
    reference: str = ""
    answers: Mapping[str, Answer] = field(default_factory=lambda: NOTHING)
    aliases: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    cooperation: tuple[Act, ...] = ()
    identity: Identity = NO_IDENTITY

    def __repr__(self) -> str:
        return f"Person({self.id[:8]})"


@dataclass(frozen=True, slots=True, repr=False)
class Consent:
    """A person's permission to pass data on: for one purpose, to one recipient (Art. 6, 7 and 9 GDPR).

    `form`: "schriftlich", "elektronisch" or "mündlich". `language`: in which it was explained.
    """

    id: str
    person: str
    purpose: str
    recipient: str
    language: str
    form: str
    given_on: date
    withdrawn_on: date | None = None

    def __repr__(self) -> str:
        return f"Consent({self.id[:8]})"

    def holds(self, day: date) -> bool:
        """Whether it covers a transfer on this day."""
        return self.given_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long a case is kept: full years after the year of its closing, longer while a reason holds it."""

    years: int = YEARS_KEPT
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """One household. `code` names the case without naming anybody."""

    id: str
    code: str
    created_on: date
    changed_on: date
    title: str = ""
    notes: str = ""
    people: tuple[Person, ...] = ()
    household: Mapping[str, Answer] = field(default_factory=lambda: NOTHING)
    closed_on: date | None = None
    keeping: Keeping = Keeping()
    consents: tuple[Consent, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    drafts: tuple[Draft, ...] = ()
    sent: tuple[Sent, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    def __repr__(self) -> str:
        return f"Case({self.code})"

    def person(self, person_id: str) -> Person:
        """The person with this id. Raises KeyError."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)

    def with_answer(self, person_id: str, fact: str, answer: Answer | None, *, household: bool) -> Case:
        """The case after an answer was given, changed or (None) taken back."""
        if household:
            return replace(self, household=_changed(self.household, fact, answer))
        person = self.person(person_id)
        return self.with_person(replace(person, answers=_changed(person.answers, fact, answer)))

    def with_person(self, person: Person) -> Case:
        """The case with a person added or replaced by id."""
        if any(entry.id == person.id for entry in self.people):
            return replace(self, people=tuple(person if entry.id == person.id else entry for entry in self.people))
        return replace(self, people=(*self.people, person))

    def without_person(self, person_id: str) -> Case:
        """The case without a person; nobody relies on them any more."""
        kept = tuple(entry for entry in self.people if entry.id != person_id)
        return replace(
            self, people=tuple(replace(one, reference="") if one.reference == person_id else one for one in kept)
        )

    def with_consent(self, consent: Consent) -> Case:
        """The case with a consent added or (by id) changed, for instance withdrawn."""
        others = tuple(entry for entry in self.consents if entry.id != consent.id)
        return replace(self, consents=(*others, consent))

    def entry(self, entry_id: str) -> CalendarEntry:
        """The calendar entry with this id. Raises KeyError."""
        for entry in self.calendar:
            if entry.id == entry_id:
                return entry
        raise KeyError(entry_id)

    def with_entries(self, *entries: CalendarEntry) -> Case:
        """The case with calendar entries added or (by id) replaced, in their places."""
        changed = {entry.id: entry for entry in entries}
        kept = tuple(changed.pop(entry.id, entry) for entry in self.calendar)
        return replace(self, calendar=(*kept, *changed.values()))

    def with_duties_of(self, now: Case) -> Case:
        """This older state of a case with what no undo of an answer may take back."""
        return replace(
            self,
            calendar=now.calendar,
            consents=now.consents,
            keeping=now.keeping,
            closed_on=now.closed_on,
            drafts=now.drafts,
            sent=now.sent,
        )

    def with_draft(self, draft: Draft) -> Case:
        """The case with a letter's draft added or (by id) replaced, in its place."""
        return replace(self, drafts=_placed(self.drafts, draft))

    def without_draft(self, draft_id: str) -> Case:
        """The case without a draft."""
        return replace(self, drafts=tuple(draft for draft in self.drafts if draft.id != draft_id))

    def with_sent(self, sent: Sent) -> Case:
        """The case with a letter that went out, or (by id) with what the authority said."""
        return replace(self, sent=_placed(self.sent, sent))

    def closed(self, day: date) -> Case:
        """The case after its counselling ended; the years of keeping count from the end of that year."""
        return replace(self, closed_on=day)

    def reopened(self) -> Case:
        """The case when counselling goes on."""
        return replace(self, closed_on=None)


def _placed(entries: tuple[Any, ...], entry: Any) -> tuple[Any, ...]:
    if any(one.id == entry.id for one in entries):
        return tuple(entry if one.id == entry.id else one for one in entries)
    return (*entries, entry)


def _changed(answers: Mapping[str, Answer], fact: str, answer: Answer | None) -> Mapping[str, Answer]:
    changed = dict(answers)
    changed.pop(fact, None)
    if answer is not None:
        changed[fact] = answer
    return MappingProxyType(changed)
