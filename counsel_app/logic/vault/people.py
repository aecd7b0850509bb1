"""Who may open the vault: places, passphrases, the recovery code, and leaving.

Removing a person changes the keys of the vault, so that the old place opens nothing that is written later.
What that person copied before stays readable to them; no program can change that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.audit import Audit
from counsel_app.logic.vault.drafts import DRAFTS
from counsel_app.logic.vault.founding import entry, first_slots
from counsel_app.logic.vault.mishaps import StoreError
from counsel_app.logic.vault.records import Row
from counsel_app.logic.vault.sealed import STATE, SealedFile
from counsel_app.logic.vault.sealed_cases import DRAFT, KEY
from counsel_app.logic.vault.sealing.cipher import fresh_secret
from counsel_app.logic.vault.sealing.door import Door
from counsel_app.logic.vault.sealing.keyring import Keyring
from counsel_app.logic.vault.sealing.slots import (
    OPEN,
    PERSON,
    RECOVERY,
    STANDARD,
    Cost,
    Slot,
    new_slot,
    open_slot,
    sealed_to,
    with_secret,
)
from counsel_app.logic.vault.tasks import Task

LONGEST_NAME = 100


class Member(NamedTuple):
    """A place in the vault. `name` is known inside only; outside stands the neutral label."""

    slot: str
    label: str
    name: str
    kind: str
    is_me: bool


class People:
    """The places of one vault. Everything with a secret takes as long as Argon2 does."""

    def __init__(self, file: SealedFile, state: dict[str, Any], audit: Audit, day: Callable[[], date]) -> None:
        self._file = file
        self._state = state
        self._audit = audit
        self._day = day

    def leave_out_strangers(self) -> None:
        """Slots that somebody put into the file from outside open nothing; the next change drops them."""
        door = self._file.door
        known = {(one["slot"], one["public"]) for one in self._state["people"]}
        kept = tuple(slot for slot in door.slots if (slot.id, slot.public.hex()) in known)
        if kept:
            self._file.door = Door(door.vault, kept)

    def members(self) -> tuple[Member, ...]:
        """All places with the names behind them."""
        me = self._file.ring.slot
        return tuple(
            Member(one["slot"], one["label"], one["name"], one["kind"], one["slot"] == me)
            for one in self._state["people"]
        )

    @property
    def came_by_recovery(self) -> bool:
        """Whether the vault was opened with the printed code: then a new passphrase must be set first."""
        return any(member.is_me and member.kind == RECOVERY for member in self.members())

    def adding(self, name: str, passphrase: str, cost: Cost = STANDARD) -> Task:
        """A place for one more person."""
        name, secret, vault, ring = _named(name), _given(passphrase), self._file.vault, self._file.ring
        number = 1 + max((_number(slot.label) for slot in self._file.door.slots), default=0)

        def finish(slot: Slot) -> Member:
            people = [*self._state["people"], entry(slot, name)]
            self._keep(self._file.door.with_slot(slot), people, "Zugang angelegt", slot.label)
            return self.members()[-1]

        return Task(lambda: new_slot(vault, f"Platz {number}", PERSON, secret, ring, cost), finish)

    def changing_passphrase(self, old: str, new: str) -> Task:
        """Another passphrase for one's own place; no record is rewritten. Raises WrongSecretError."""
        vault, secret = self._file.vault, _given(new)
        slot = self._known_by(self._file.door.slot(self._file.ring.slot), self._state["people"])

        def finish(changed: Slot) -> None:
            self._keep(self._file.door.with_slot(changed), self._state["people"], "Passphrase geändert", slot.label)

        return Task(lambda: with_secret(vault, slot, old, secret), finish)

    def setting_passphrase(self, slot_id: str, new: str, cost: Cost = STANDARD) -> Task:
        """A new passphrase for a person who forgot theirs, set from inside; the place keeps its label.

        Whoever came in by the recovery code goes on as this person.
        """
        old, vault, ring, secret = self._member(slot_id), self._file.vault, self._file.ring, _given(new)
        came_by_recovery = self.came_by_recovery

        def finish(slot: Slot) -> None:
            self._put_in_place(slot_id, slot)
            if came_by_recovery:
                self._file.ring.slot = slot.id

        return Task(lambda: new_slot(vault, old["label"], old["kind"], secret, ring, cost), finish)

    def renewing_recovery(self, code: str, cost: Cost = STANDARD) -> Task:
        """Another printed code; the old one opens nothing any more in this file."""
        old = next((one["slot"] for one in self._state["people"] if one["kind"] == RECOVERY), "")
        vault, ring, secret = self._file.vault, self._file.ring, _given(code)
        return Task(
            lambda: new_slot(vault, "Wiederherstellungscode", RECOVERY, secret, ring, cost),
            lambda slot: self._put_in_place(old, slot),
        )

    def add(self, name: str, passphrase: str, cost: Cost = STANDARD) -> Member:
        """`adding` in one go."""
        member: Member = self.adding(name, passphrase, cost).run()
        return member

    def change_passphrase(self, old: str, new: str) -> None:
        """`changing_passphrase` in one go."""
        self.changing_passphrase(old, new).run()

    def set_passphrase(self, slot_id: str, new: str, cost: Cost = STANDARD) -> None:
        """`setting_passphrase` in one go."""
        self.setting_passphrase(slot_id, new, cost).run()

    def renew_recovery(self, code: str, cost: Cost = STANDARD) -> None:
        """`renewing_recovery` in one go."""
        self.renewing_recovery(code, cost).run()

    def ring_of(self, generation: int) -> Keyring | None:
        """The keys of this or an earlier time, for instance to open an older backup."""
        if generation == self._file.ring.generation:
            return self._file.ring
        kept = self._state.get("old_rings", {}).get(str(generation))
        return Keyring.of_bytes(bytes.fromhex(kept)) if kept else None

    def recovery_opens(self, code: str) -> bool:
        """The yearly drill: whether the printed code would open the vault."""
        slot = self._file.door.recovery()
        try:
            return slot is not None and open_slot(self._file.vault, slot, code).to_bytes() == self._file.ring.to_bytes()
        except InputError:
            return False

    def remove(self, slot_id: str) -> None:
        """Take a place away and change the keys for everybody who stays."""
        leaving = self._member(slot_id)
        if slot_id == self._file.ring.slot or leaving["kind"] == RECOVERY:
            raise InputError(
                "Dieser Zugang ist gerade in Benutzung oder der Wiederherstellungscode; bitte einen anderen wählen."
            )
        people = [one for one in self._state["people"] if one["slot"] != slot_id]
        self._rekey(self._file.door.without(slot_id), people, "Zugang entfernt", leaving["label"])

    def seal_up(self, name: str, passphrase: str, recovery: str, cost: Cost = STANDARD) -> None:
        """Make an open vault one that needs a passphrase or the recovery code."""
        vault, ring = self._file.vault, self._file.ring
        self.seal_with(_named(name), *first_slots(vault, ring, _given(passphrase), _given(recovery), cost))

    def seal_with(self, name: str, person: Slot, code: Slot) -> None:
        """The same with slots that were made on another thread."""
        kept = [slot for slot in self._file.door.slots if slot.kind != OPEN]
        people = [entry(person, name), entry(code, "")]
        self._rekey(Door(self._file.vault, (*kept, person, code)), people, "Tresor verschlossen", "")
        self._file.ring.slot = person.id

    # inside ---------------------------------------------------------------------------

    def _put_in_place(self, old: str, new: Slot) -> None:
        """Put a new slot where an old one was."""
        name = next((one["name"] for one in self._state["people"] if one["slot"] == old), "")
        people = [one for one in self._state["people"] if one["slot"] != old]
        door = self._file.door.without(old).with_slot(new)
        self._keep(door, [*people, entry(new, name)], "Zugang erneuert", new.label)

    def _keep(self, door: Door, people: list[dict[str, str]], what: str, label: str) -> None:
        before = self._file.door
        try:
            with self._file.changing(self._day()) as change:
                self._file.put_door(door)
                self._file.put_twice(STATE, STATE, {**self._state, "people": people})
                self._audit.note(self._day(), what, "", label)
                change.afterwards.append(lambda: self._state.update(people=people))
        except BaseException:
            self._file.door = before
            raise

    def _rekey(self, door: Door, people: list[dict[str, str]], what: str, label: str) -> None:
        """New vault keys, sealed to every slot of the door; case keys are wrapped anew, records stay."""
        old, before = self._file.ring, self._file.door
        new = Keyring.fresh(old.generation + 1)
        new.slot = old.slot
        audit_keys = {**self._state["audit_keys"], str(new.generation): fresh_secret().hex()}
        # backups made before stay readable from inside; outside, only with what opened the vault then
        old_rings = {**self._state.get("old_rings", {}), str(old.generation): old.to_bytes().hex()}
        slots = tuple(sealed_to(self._file.vault, self._known_by(slot, people), new) for slot in door.slots)
        try:
            with self._file.changing(self._day()) as change:
                self._rewrap(old, new)
                self._file.put_door(Door(door.vault, slots))
                self._state["audit_keys"].update(audit_keys)
                self._file.put_twice(STATE, STATE, {**self._state, "people": people, "old_rings": old_rings})
                self._audit.note(self._day(), what, "", label)
                change.afterwards.append(lambda: self._state.update(people=people, old_rings=old_rings))
        except BaseException:
            self._file.ring, self._file.door = old, before
            raise

    def _rewrap(self, old: Keyring, new: Keyring) -> None:
        file, vault = self._file, self._file.vault
        names = [name for name in file.root.versions if not name.startswith(STATE)]
        plain = {name: file.read(name) or b"" for name in names}
        for row in list(file.records.of_kind(KEY)):
            secret = old.unwrap(row.body, vault, row.case_id)
            file.records.put(Row(row.id, row.case_id, KEY, row.ver, new.wrap(secret, vault, row.case_id)))
        drafts = [
            (row, file.open_row(row, old.purpose_key(DRAFTS))) for row in file.records.of_case("") if row.kind == DRAFT
        ]
        for row, body in drafts:
            file.seal_row(row.id, "", DRAFT, row.ver, body, new.purpose_key(DRAFTS))
        file.ring = new
        for name, body in plain.items():
            file.put(name, name.partition("/")[0], body)

    def _member(self, slot_id: str) -> dict[str, str]:
        for one in self._state["people"]:
            if one["slot"] == slot_id:
                return dict(one)
        raise InputError("Diesen Zugang gibt es nicht mehr; bitte die Liste neu öffnen.")

    @staticmethod
    def _known_by(slot: Slot, people: list[dict[str, str]]) -> Slot:
        """The slot, if its public key is the one noted inside; else somebody put their own key there."""
        if any(one["slot"] == slot.id and one["public"] == slot.public.hex() for one in people):
            return slot
        raise StoreError(
            f"Der Zugang „{slot.label}“ wurde von außen verändert; "
            "bitte ihn nicht benutzen und den Tresor prüfen lassen."
        )


def _number(label: str) -> int:
    words = label.split()
    return int(words[-1]) if len(words) == 2 and words[-1].isdigit() else 0


def _named(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise InputError(f"Der Name der beratenden Person fehlt oder ist länger als {LONGEST_NAME} Zeichen.")
    return name


def _given(secret: str) -> str:
    if not secret.strip():
        raise InputError("Die Passphrase fehlt; bitte eine eingeben oder eine vorgeschlagene übernehmen.")
    return secret
