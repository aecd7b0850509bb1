"""Erasing when the time of keeping is over: a list to work through, two steps, and a certificate without names.

Nothing is ever erased by a date alone. A reason that holds a case stops its erasure until somebody takes it away.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.backup.thinning import OLDEST
from counsel_app.logic.vault.catalogue import CaseLine
from counsel_app.logic.vault.store import Store


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """The first step: what would go. `code` must be typed in the second."""

    case_id: str
    code: str
    people: int
    records: int
    version: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """What may be kept of an erasure: no name, no code, nothing about the people."""

    number: str
    day: date
    by: str
    records: int
    people: int
    gone_from_backups_on: date

    @property
    def text(self) -> str:
        """The certificate, to be printed."""
        return (
            f"Löschbescheinigung {self.number}\n\n"
            f"Am {self.day:%d.%m.%Y} wurde ein Beratungsfall mit {self.people} Person(en) und "
            f"{self.records} Datensätzen gelöscht ({self.by}).\n"
            "Die Datensätze wurden überschrieben und der Schlüssel des Falls vernichtet. Ein Vermerk ohne "
            "Personenbezug verhindert, dass der Fall aus einer Sicherung zurückkehrt.\n"
            f"Spätestens am {self.gone_from_backups_on:%d.%m.%Y} ist er auch in keiner Sicherung mehr enthalten, die "
            "Hafenlotse verwaltet; vorher ist er dort nur verschlüsselt vorhanden und wird nicht wiederhergestellt.\n"
            "Auf dem Datenträger selbst ist er endgültig entfernt, wenn das Laufwerk verschlüsselt ist und freie "
            "Bereiche verwirft (TRIM).\n"
        )


def due_cases(store: Store, today: date) -> tuple[CaseLine, ...]:
    """The cases whose time of keeping is over; none while the clock is in doubt."""
    if store.clock_doubtful:
        return ()
    due = [line for line in store.listing() if line.due_on is not None and line.due_on <= today]
    return tuple(sorted(due, key=lambda line: (line.due_on or date.max, line.code)))


def plan(store: Store, case_id: str) -> ErasurePlan:
    """What erasing a case would remove. Raises InputError while a reason holds it."""
    case = store.load(case_id)
    if case.keeping.holds:
        raise InputError(
            f"Der Fall {case.code} wird festgehalten ({', '.join(case.keeping.holds)}); "
            "bitte zuerst den Grund entfernen, wenn er nicht mehr besteht."
        )
    people, records = len(case.people), store.records_of(case_id)
    sentence = (
        f"Der Fall {case.code} mit {people} Person(en) wird endgültig gelöscht. Das lässt sich nicht zurücknehmen, "
        f"auch nicht mit einer Sicherung. Zum Bestätigen bitte {case.code} eingeben."
    )
    return ErasurePlan(case_id, case.code, people, records, store.version_of(case_id), sentence)


def carry_out(store: Store, planned: ErasurePlan, typed_code: str) -> Certificate:
    """The second step. Raises InputError when the code differs or the case has changed since."""
    if typed_code.strip().upper() != planned.code.upper():
        raise InputError(f"Eingegeben wurde nicht {planned.code}; es wurde nichts gelöscht.")
    if store.version_of(planned.case_id) != planned.version:
        raise InputError(
            f"Der Fall {planned.code} wurde inzwischen geändert; bitte noch einmal ansehen und bestätigen."
        )
    me = next((member.label for member in store.people.members() if member.is_me), "")
    number = f"L-{secrets.token_hex(4).upper()}"
    with store.together("Löschung bescheinigt", number):
        store.delete(planned.case_id)
    return Certificate(number, store.day, me, planned.records, planned.people, store.day + OLDEST + timedelta(days=1))
