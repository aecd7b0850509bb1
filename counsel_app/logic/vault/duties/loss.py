"""After a theft or loss: what the supervisory authority asks within 72 hours (Art. 33 GDPR), from the last backup.

If the data could not be read by anybody, the people concerned need not be told (Art. 34 Abs. 3 lit. a); the report
gives the evidence: how the vault was sealed, and what a guess at a passphrase costs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counsel_app.logic.vault.backup.container import Header
from counsel_app.logic.vault.backup.restoring import opened
from counsel_app.logic.vault.mishaps import StoreError
from counsel_app.logic.vault.sealing.keyring import Keyring
from counsel_app.logic.vault.sealing.slots import OPEN, STANDARD


@dataclass(frozen=True, slots=True)
class LossReport:
    """Counts only, no names. `categories`: kind of data and the number of people it is known of."""

    as_of: date
    cases: int
    people: int
    unreadable: int
    categories: tuple[tuple[str, int], ...]
    is_sealed: bool
    sealing: str

    @property
    def text(self) -> str:
        """The report, to be attached to the notification."""
        told = (
            "Die Daten waren nach dem Stand der Technik verschlüsselt. Solange Passphrase und Wiederherstellungscode "
            "nicht ebenfalls abhanden kamen und das Gerät gesperrt war, ist eine Benachrichtigung der betroffenen "
            "Personen in der Regel nicht erforderlich (Art. 34 Abs. 3 lit. a DSGVO)."
            if self.is_sealed
            else "Die Daten waren NICHT hinreichend verschlüsselt; die betroffenen Personen sind zu benachrichtigen "
            "(Art. 34 DSGVO)."
        )
        rows = "\n".join(f"  {name}: {count}" for name, count in self.categories)
        return (
            "Bericht für die Meldung einer Datenschutzverletzung (Art. 33 DSGVO: binnen 72 Stunden)\n\n"
            f"Stand: letzte Sicherung vom {self.as_of:%d.%m.%Y}\n"
            f"Fälle: {self.cases}\nBetroffene Personen (ungefähr): {self.people}\n"
            f"Davon nicht auswertbare Fälle: {self.unreadable}\n"
            f"Kategorien von Daten und Zahl der Personen:\n{rows}\n\n{self.sealing}\n{told}\n\n"
            "Von Hand zu ergänzen: Zeitpunkt und Umstände, ob das Gerät gesperrt war, ob das Laufwerk verschlüsselt "
            "war, ob ein Zettel mit Passphrase oder Code dabei war, Anlaufstelle, ergriffene Maßnahmen.\n"
        )


def loss_report(backup: Path, ring: Keyring, folder: Path, category_of: Mapping[str, str]) -> LossReport:
    """The report from a backup; needs no vault. `folder`: to work in; `category_of`: facts to kinds of data."""
    people, unreadable, kinds = 0, 0, Counter[str]()
    with opened(backup, ring, folder) as (header, old):
        lines = old.listing()
        for line in lines:
            try:
                case = old.load(line.id)
            except StoreError:
                unreadable += 1
                continue
            people += len(case.people)
            for person in case.people:
                known = {category_of.get(fact, "Sonstige Angaben") for fact in {**case.household, **person.answers}}
                kinds.update(known | ({"Freie Notizen"} if case.notes else set()) | {"Name oder Bezeichnung"})
    return LossReport(
        header.day, len(lines), people, unreadable, tuple(sorted(kinds.items())), is_sealed(header), sealing_of(header)
    )


def is_sealed(header: Header) -> bool:
    """Whether every way in needs a secret at the standard cost."""
    return all(
        slot.kind != OPEN and slot.cost.memory >= STANDARD.memory and slot.cost.passes >= STANDARD.passes
        for slot in header.door.slots
    )


def sealing_of(header: Header) -> str:
    """How it was sealed, in one sentence."""
    costs = sorted({(slot.cost.memory // 1024, slot.cost.passes) for slot in header.door.slots})
    words = "; ".join(f"{memory} MiB Arbeitsspeicher, {passes} Durchgänge" for memory, passes in costs)
    return (
        "Verschlüsselung: jeder Datensatz mit AES-256-GCM, ein Schlüssel je Fall; Zugang über Argon2id "
        f"({words}) mit {len(header.door.slots)} Zugängen."
    )
