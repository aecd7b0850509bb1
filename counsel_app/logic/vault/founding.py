"""What a new vault starts with: its door, its keys, and its first people."""

from __future__ import annotations

import secrets
from typing import Any, NamedTuple

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.sealing.cipher import fresh_secret
from counsel_app.logic.vault.sealing.door import Door
from counsel_app.logic.vault.sealing.keyring import Keyring
from counsel_app.logic.vault.sealing.slots import FREE, OPEN, PERSON, RECOVERY, Cost, Slot, new_slot


class Founding(NamedTuple):
    """A door, its keys, and the state to be sealed with them."""

    door: Door
    ring: Keyring
    state: dict[str, Any]


def found_sealed(name: str, passphrase: str, recovery: str, cost: Cost) -> Founding:
    """A vault that opens with a passphrase or with the recovery code; both are needed."""
    if not passphrase.strip() or not recovery.strip():
        raise InputError("Ein Tresor braucht eine Passphrase und einen Wiederherstellungscode; bitte beide angeben.")
    vault, ring = secrets.token_hex(16), Keyring.fresh()
    person, code = first_slots(vault, ring, passphrase, recovery, cost)
    ring.slot = person.id
    return Founding(Door(vault, (person, code)), ring, _state(ring, [entry(person, name), entry(code, "")]))


def first_slots(vault: str, ring: Keyring, passphrase: str, recovery: str, cost: Cost) -> tuple[Slot, Slot]:
    """The slots every sealed vault begins with: of the first person and of the printed code."""
    person = new_slot(vault, "Platz 1", PERSON, passphrase, ring, cost)
    return person, new_slot(vault, "Wiederherstellungscode", RECOVERY, recovery, ring, cost)


def found_open() -> Founding:
    """A vault that opens without a secret: for the demo and for tests, never for people's cases."""
    vault, ring = secrets.token_hex(16), Keyring.fresh()
    slot = new_slot(vault, "Beispiel", OPEN, "", ring, FREE)
    ring.slot = slot.id
    return Founding(Door(vault, (slot,)), ring, _state(ring, [entry(slot, "")]))


def entry(slot: Slot, name: str) -> dict[str, str]:
    """What the vault itself knows of a slot; the public key here, not the one outside, is the one to trust."""
    return {"slot": slot.id, "kind": slot.kind, "label": slot.label, "name": name, "public": slot.public.hex()}


def _state(ring: Keyring, people: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "people": people,
        "tomb_key": fresh_secret().hex(),
        "audit_keys": {str(ring.generation): fresh_secret().hex()},
        "settings": {},
        "adopted": False,
    }
