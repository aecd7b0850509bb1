"""Passing data on: only with a consent for this recipient and purpose, or on a legal basis somebody names.

Some transfers the law allows with consent alone; there a named basis does not help.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counsel_app.logic.cases.records import Case, Consent
from counsel_app.logic.errors import InputError


@dataclass(frozen=True, slots=True)
class Purpose:
    """What data are passed on for. `consent_only`: the norm that allows it with consent alone, else ""."""

    name: str
    consent_only: str = ""


SPECIAL_NEEDS = Purpose("Hinweis auf besonderen Schutzbedarf an BAMF oder Land", "§ 12a Abs. 3 AsylG")
PURPOSES = (
    SPECIAL_NEEDS,
    Purpose("Antrag oder Schreiben an eine Behörde"),
    Purpose("Vermittlung an eine andere Stelle"),
    Purpose("Rechtsanwältin oder Rechtsanwalt"),
    Purpose("Ärztliche oder psychologische Stelle"),
)
FORMS = ("schriftlich", "elektronisch", "mündlich")


@dataclass(frozen=True, slots=True)
class Release:
    """A transfer that may take place, and why: for the letter and the log."""

    purpose: str
    recipient: str
    basis: str


def release(case: Case, person_id: str, purpose: Purpose, recipient: str, day: date, legal_basis: str = "") -> Release:
    """Allow a transfer, or raise InputError saying what is missing."""
    recipient = recipient.strip()
    if not recipient:
        raise InputError("Der Empfänger fehlt; eine Einwilligung gilt immer für einen bestimmten Empfänger.")
    case.person(person_id)
    for consent in case.consents:
        if _covers(consent, person_id, purpose, recipient) and consent.holds(day):
            return Release(purpose.name, recipient, f"Einwilligung vom {consent.given_on:%d.%m.%Y} ({consent.form})")
    if purpose.consent_only:
        raise InputError(
            f"Für „{purpose.name}“ an „{recipient}“ liegt keine gültige Einwilligung vor; "
            f"ohne sie ist die Übermittlung nicht erlaubt ({purpose.consent_only})."
        )
    if legal_basis.strip():
        return Release(purpose.name, recipient, legal_basis.strip())
    raise InputError(
        f"Für „{purpose.name}“ an „{recipient}“ fehlt eine gültige Einwilligung; "
        "bitte eine eintragen oder die Rechtsgrundlage nennen."
    )


def _covers(consent: Consent, person_id: str, purpose: Purpose, recipient: str) -> bool:
    same_recipient = consent.recipient.strip().casefold() == recipient.casefold()
    return consent.person == person_id and consent.purpose == purpose.name and same_recipient
