"""What the window asks about people: places, passphrases, the printed code.

What takes long comes as a Task. Unusable input raises InputError.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from counsel_app.logic.errors import InputError
from counsel_app.logic.texts import day_text
from counsel_app.logic.vault.sealing.slots import PERSON, STANDARD, Cost
from counsel_app.logic.vault.sealing.strength import Estimate
from counsel_app.logic.vault.sealing.words import WordList
from counsel_app.logic.vault.store import Store
from counsel_app.logic.vault.tasks import Task
from counsel_app.logic.vault.views import MemberView, StrengthView

DRILL = "recovery/drill"
DRILL_DAYS = 365


class PeopleDesk:
    """The places of one open vault. `cost`: of a guess at a new secret."""

    def __init__(self, store: Store, resources: Path, today: date, cost: Cost = STANDARD) -> None:
        self._store = store
        self._resources = resources
        self._today = today
        self._cost = cost

    def members(self) -> tuple[MemberView, ...]:
        """All places, people first."""
        return tuple(
            MemberView(one.slot, named(one.label, one.name), one.is_me, one.kind == PERSON)
            for one in sorted(self._store.people.members(), key=lambda one: (one.kind, one.label))
        )

    def drilled(self) -> str:
        """When the printed code was tried last."""
        kept: Any = self._store.setting(DRILL)
        if not isinstance(kept, str):
            return "Der Wiederherstellungscode wurde noch nie geprobt; bitte einmal im Jahr."
        day = date.fromisoformat(kept)
        late = " Bitte wieder proben." if (self._today - day).days > DRILL_DAYS else ""
        return f"Der Wiederherstellungscode wurde zuletzt am {day_text(day)} geprobt.{late}"

    def suggestion(self) -> str:
        """A passphrase on offer."""
        return self._words.passphrase()

    def strength(self, phrase: str) -> StrengthView:
        """How hard a passphrase is to guess for somebody who knows the people here."""
        names = tuple(member.name for member in self._store.people.members())
        found = Estimate(self._words, self._resources / "words", (*names, "Hafenlotse Potsdam Tresor")).of(phrase)
        return StrengthView(found.is_enough, found.sentence)

    def add_person(self, name: str, phrase: str) -> Task:
        """A place for one more person. Gives a sentence."""
        adding = self._store.people.adding(name, self._approved(phrase), self._cost)
        return adding.then(lambda member: f"{member.label} ist für {member.name} eingerichtet.")

    def change_passphrase(self, old: str, new: str) -> Task:
        """Another passphrase for oneself. Gives a sentence."""
        changing = self._store.people.changing_passphrase(old, self._approved(new))
        return changing.then(lambda _: "Ihre Passphrase ist geändert. Ältere Sicherungen öffnet noch die alte.")

    def set_passphrase(self, slot: str, new: str) -> Task:
        """A new passphrase for somebody who forgot theirs. Gives a sentence."""
        setting = self._store.people.setting_passphrase(slot, self._approved(new), self._cost)
        return setting.then(lambda _: "Die neue Passphrase gilt ab jetzt.")

    def remove_person(self, slot: str) -> str:
        """Take a place away; the keys change. Gives a sentence."""
        self._store.people.remove(slot)
        return (
            "Der Zugang ist entfernt, die Schlüssel sind gewechselt. Was diese Person früher kopiert hat, "
            "bleibt für sie lesbar; bitte jetzt sichern."
        )

    def drill(self, typed: str) -> Task:
        """Try the printed code. Gives a sentence."""
        code, people = self._words.read_code(typed), self._store.people

        def finish(opens: bool) -> str:
            if not opens:
                raise InputError(
                    "Dieser Code öffnet den Tresor nicht; bitte einen neuen drucken und den alten wegwerfen."
                )
            self._store.set_setting(DRILL, self._store.day.isoformat())
            return "Der Code öffnet den Tresor. Bitte wieder sicher verwahren."

        return Task(lambda: people.recovery_opens(code), finish)

    def new_code(self) -> str:
        """A recovery code to be printed before `use_code`."""
        return self._words.recovery_code()

    def use_code(self, code: str, typed: str) -> Task:
        """From now on this code opens the vault, the old one does not; `typed`: what was read from paper."""
        if self._words.read_code(typed) != code:
            raise InputError("Das ist ein anderer Code als der eben gedruckte; bitte den neuen Ausdruck nehmen.")
        renewing = self._store.people.renewing_recovery(code, self._cost)
        return renewing.then(lambda _: "Der neue Code gilt; bitte den alten Ausdruck vernichten.")

    def _approved(self, phrase: str) -> str:
        strength = self.strength(phrase)
        if not strength.is_enough:
            raise InputError(strength.sentence)
        return phrase

    @cached_property
    def _words(self) -> WordList:
        return WordList.read(self._resources / "words")


def named(label: str, name: str) -> str:
    """A place with whoever has it."""
    return f"{label}, {name}" if name else label
