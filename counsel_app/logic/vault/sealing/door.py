"""The door: what anybody may read before a secret is given, namely the vault's id and its slots."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from counsel_app.logic.cases.strict_json import packed
from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.sealing.keyring import Keyring
from counsel_app.logic.vault.sealing.slots import OPEN, RECOVERY, Slot, WrongSecretError, open_slot, slot_of

FORMAT = 1
LARGEST = 200_000  # bytes
MOST_SLOTS = 100


@dataclass(frozen=True, slots=True)
class Door:
    """The slots of one vault. They carry neutral labels ("Platz 3"), never names."""

    vault: str
    slots: tuple[Slot, ...]

    @property
    def opens_without_secret(self) -> bool:
        """Whether this is the vault of the demo."""
        return any(slot.kind == OPEN for slot in self.slots)

    def slot(self, slot_id: str) -> Slot:
        """One slot. Raises KeyError."""
        for slot in self.slots:
            if slot.id == slot_id:
                return slot
        raise KeyError(slot_id)

    def people(self) -> tuple[Slot, ...]:
        """The places a passphrase can be given for."""
        return tuple(slot for slot in self.slots if slot.kind != RECOVERY)

    def recovery(self) -> Slot | None:
        """The slot of the printed code."""
        return next((slot for slot in self.slots if slot.kind == RECOVERY), None)

    def unlock(self, slot_id: str, secret: str) -> Keyring:
        """The keys behind a slot: half a second of work, safe on another thread. Raises WrongSecretError."""
        try:
            slot = self.slot(slot_id)
        except KeyError:
            raise WrongSecretError("Diesen Platz gibt es nicht mehr; bitte einen anderen wählen.") from None
        return open_slot(self.vault, slot, secret)

    def with_slot(self, slot: Slot) -> Door:
        """The door with a slot added or, by id, changed."""
        if any(one.id == slot.id for one in self.slots):
            return replace(self, slots=tuple(slot if one.id == slot.id else one for one in self.slots))
        return replace(self, slots=(*self.slots, slot))

    def without(self, slot_id: str) -> Door:
        """The door without a slot."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.id != slot_id))

    def to_bytes(self) -> bytes:
        """The door as it lies in the file."""
        table = {"format": FORMAT, "vault": self.vault, "slots": [slot.table() for slot in self.slots]}
        return packed({**table, "sum": _sum(table)})


def door_of(body: bytes) -> Door:
    """The door of bytes anybody may have written. Raises InputError."""
    try:
        if len(body) > LARGEST:
            raise ValueError
        table: dict[str, Any] = json.loads(body)
        if table["format"] != FORMAT:
            raise InputError(
                f"Der Tresor hat das Format {str(table['format'])[:20]}, dieses Programm kennt {FORMAT}; "
                "bitte Hafenlotse aktualisieren."
            )
        if table.pop("sum") != _sum(table):
            raise ValueError
        slots = tuple(slot_of(entry) for entry in table["slots"])
        if not 1 <= len(slots) <= MOST_SLOTS:
            raise ValueError
        return Door(str(table["vault"]), slots)
    except InputError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise InputError(
            "Die Plätze des Tresors sind beschädigt oder verfälscht; bitte eine Sicherung einspielen."
        ) from None


def _sum(table: dict[str, Any]) -> str:
    """Finds accidents, so that the spare door is used; against intent stands the digest inside the vault."""
    return hashlib.sha256(packed(table)).hexdigest()
