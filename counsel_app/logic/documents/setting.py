"""What a letter is made from, in one hand, and what its slots say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from counsel_app.logic.cases.records import Answer, AnswerKind, Case, Person
from counsel_app.logic.cooperation.duties import Checklist
from counsel_app.logic.documents.conditions import Conditions
from counsel_app.logic.documents.document import Pieces, Why
from counsel_app.logic.documents.filling import SPECIAL, filled
from counsel_app.logic.documents.kept import NO_IDENTITY, Draft, Identity
from counsel_app.logic.documents.records import Letter, Letters, Office
from counsel_app.logic.law.judge import Assessment, Verdict
from counsel_app.logic.law.phrases import fact_label, shown_value
from counsel_app.logic.resolution.paper import Resolution
from counsel_app.logic.texts import day_text, shown_date

WEEKS_TO_REPLY = 4
YEARS_OF_RELEASE = 1
ANYBODY = "offen"  # the office of sheets whose recipient is typed
SENSITIVE = 2  # offences, health, violence, belief: never by itself


@dataclass(frozen=True, slots=True)
class Centre:
    """The advice centre and whoever writes: kept once for all letters."""

    name: str = ""
    address: str = ""
    counsellor: str = ""


@dataclass(frozen=True)
class Setting:
    """One letter for one person on one day."""

    letters: Letters
    conditions: Conditions
    letter: Letter
    draft: Draft
    case: Case
    person: Person
    answers: Mapping[str, Answer]
    assessment: Assessment
    day: date
    resolution: Resolution
    office: Office
    centre: Centre = Centre()
    checklist: Checklist | None = None

    @property
    def identity(self) -> Identity:
        """Who the letter is about; what a child's form leaves empty of the address stands in the first person's."""
        own = self.person.identity
        first = self.case.people[0].identity if self.case.people else NO_IDENTITY
        if own.street or own.town or own is first:
            return own
        return Identity(**{**_table(own), "street": first.street, "town": first.town, "care_of": first.care_of})

    @property
    def wishes(self) -> tuple[Verdict, ...]:
        """The options the letter asks for, as they are judged today."""
        known = self.assessment.program.options
        return tuple(self.assessment.verdict(option) for option in self.draft.wishes if option in known)

    def fill(self, text: str) -> Pieces:
        """A text of the letter with its slots."""
        return filled(text, self._value, self._label)

    def label(self, fact: str) -> str:
        """The short name of a question."""
        return fact_label(self.assessment.program.knowledge, fact)

    def said(self, fact: str) -> str:
        """An answer in words; "" if it is not known, disputed or withheld."""
        answer = self.answers.get(fact)
        if answer is None or answer.kind is not AnswerKind.VALUE:
            return ""
        known = self.assessment.program.knowledge.facts.get(fact)
        if known is None:
            return ""
        return _words(answer.value, known.type, shown_value(self.assessment.program.knowledge, fact, answer.value))

    def is_sensitive(self, fact: str) -> bool:
        """Whether a fact is of the kind the law protects most."""
        known = self.assessment.program.knowledge.facts.get(fact)
        return known is not None and known.sensitivity >= SENSITIVE

    def why(self, law: str, facts: tuple[str, ...]) -> Why:
        """What a paragraph rests on."""
        return Why(law, tuple((self.label(fact), self.said(fact) or "nicht bekannt") for fact in facts))

    def _value(self, slot: str) -> str | None:
        if slot.startswith("?"):
            return self.draft.blanks.get(slot[1:])
        if not slot.startswith("@"):
            return self.said(slot)
        return self._special(slot[1:])

    def _label(self, slot: str) -> str:
        return slot[1:] if slot.startswith("?") else SPECIAL[slot[1:]] if slot.startswith("@") else self.label(slot)

    def _special(self, name: str) -> str:
        who = self.identity
        options = [verdict.option for verdict in self.wishes]
        values = {
            "name": who.full_name,
            "birth_date": birth_date(self),
            "file_number": who.file_number,
            "bamf_number": who.bamf_number,
            "town": who.town,
            "reply_by": day_text(self.day + timedelta(weeks=WEEKS_TO_REPLY)),
            "day": day_text(self.day),
            "end_day": day_text(self.day + timedelta(days=365 * YEARS_OF_RELEASE)),
            "wishes": "; ".join(option.name for option in options),
            "wish_law": "; ".join(dict.fromkeys(law for option in options for law in option.law[:1])),
            "recipient": self.draft.recipient or ("" if self.office.id == ANYBODY else self.office.name),
            "centre": self.centre.name,
            "counsellor": self.centre.counsellor,
        }
        return values[name]


def birth_date(setting: Setting) -> str:
    """As the passport says it, else as it was answered."""
    return setting.person.identity.birth_date or setting.said("geburtsdatum")


def nationality(setting: Setting) -> str:
    """As the passport says it, else as it was answered."""
    return setting.person.identity.nationality or setting.said("staatsangehoerigkeit").strip("„“")


def _words(value: Any, kind: str, words: str) -> str:
    if kind == "date":
        return shown_date(str(value))
    if kind == "amount":
        return f"{float(value):,.2f}".translate(str.maketrans(",.", ".,")) + " €"
    return words.strip("„“")


def _table(identity: Identity) -> dict[str, str]:
    return {name: getattr(identity, name) for name in identity.__dataclass_fields__}
