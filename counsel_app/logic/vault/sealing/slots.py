"""Slots: how a secret opens the vault.

A passphrase (or the printed recovery code) goes through Argon2id and opens the private key of its slot; that
opens the keys of the compartments, which are sealed to the slot's public key. So the keys can be changed for
everybody who stays, without knowing their passphrases.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.sealing.cipher import BrokenSealError, Key, derived, meaning_of
from counsel_app.logic.vault.sealing.keyring import Keyring

PERSON, RECOVERY, OPEN = "person", "recovery", "open"
SALT_LENGTH = 16
_STEP = 64


class WrongSecretError(InputError):
    """The secret does not open this slot; the sentence does not say which part is wrong."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB, passes and lanes of Argon2id."""

    memory: int
    passes: int
    lanes: int


STANDARD = Cost(256 * 1024, 3, 4)
LARGEST = Cost(2 * 1024 * 1024, 16, 16)
FREE = Cost(64, 1, 1)  # only for the vault that opens without a secret, and for tests


@dataclass(frozen=True, slots=True)
class Slot:
    """One way into the vault. All of it may be read by anybody; `private` and `ring` are sealed."""

    id: str
    label: str
    kind: str
    cost: Cost
    salt: bytes
    public: bytes
    private: bytes
    ring: bytes

    def table(self) -> dict[str, Any]:
        """The slot as it is written into the door."""
        return {
            "id": self.id,
            "label": self.label,
            "kind": self.kind,
            "cost": [self.cost.memory, self.cost.passes, self.cost.lanes],
            **{name: getattr(self, name).hex() for name in ("salt", "public", "private", "ring")},
        }


def slot_of(table: dict[str, Any]) -> Slot:
    """The slot of a table that anybody may have written. Raises InputError, KeyError, TypeError, ValueError."""
    memory, passes, lanes = (int(number) for number in table["cost"])
    if not (8 * lanes <= memory <= LARGEST.memory and 1 <= passes <= LARGEST.passes and 1 <= lanes <= LARGEST.lanes):
        raise InputError(
            f"„{str(table['label'])[:40]}“ verlangt zum Öffnen {memory // 1024} MiB Arbeitsspeicher, "
            f"erlaubt sind höchstens {LARGEST.memory // 1024} MiB; "
            "die Datei ist beschädigt oder verfälscht, bitte eine Sicherung einspielen."
        )
    slot_id, label, kind = (str(table[name])[:80] for name in ("id", "label", "kind"))
    salt, public, private, ring = (bytes.fromhex(table[name]) for name in ("salt", "public", "private", "ring"))
    return Slot(slot_id, label, kind, Cost(memory, passes, lanes), salt, public, private, ring)


def new_slot(vault: str, label: str, kind: str, secret: str, ring: Keyring, cost: Cost) -> Slot:
    """A slot that this secret opens. Takes as long as the cost says."""
    slot_id, salt = secrets.token_hex(16), secrets.token_bytes(SALT_LENGTH)
    private = X25519PrivateKey.generate()
    slot = Slot(slot_id, label, kind, cost, salt, private.public_key().public_bytes_raw(), b"", b"")
    sealed = _door_key(secret, slot).seal(private.private_bytes_raw(), _meaning(vault, slot), _STEP)
    return sealed_to(vault, replace(slot, private=sealed), ring)


def with_secret(vault: str, slot: Slot, old: str, new: str) -> Slot:
    """The same slot behind another secret. Raises WrongSecretError when `old` does not open it."""
    private = _private(vault, slot, old)
    changed = replace(slot, salt=secrets.token_bytes(SALT_LENGTH))
    return replace(changed, private=_door_key(new, changed).seal(private, _meaning(vault, changed), _STEP))


def open_slot(vault: str, slot: Slot, secret: str) -> Keyring:
    """The keys behind the slot. Raises WrongSecretError. Takes as long as the cost says."""
    private = X25519PrivateKey.from_private_bytes(_private(vault, slot, secret))
    ephemeral, body = slot.ring[:32], slot.ring[32:]
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
        ring = Keyring.of_bytes(_box(shared, ephemeral, slot).open(body, meaning_of((vault, slot.id, "ring"))))
    except (BrokenSealError, ValueError):
        raise _wrong() from None
    ring.slot = slot.id
    return ring


def sealed_to(vault: str, slot: Slot, ring: Keyring) -> Slot:
    """The slot with these keys in it; needs no secret."""
    ephemeral = X25519PrivateKey.generate()
    public = ephemeral.public_key().public_bytes_raw()
    box = _box(ephemeral.exchange(X25519PublicKey.from_public_bytes(slot.public)), public, slot)
    return replace(slot, ring=public + box.seal(ring.to_bytes(), meaning_of((vault, slot.id, "ring")), 256))


def _private(vault: str, slot: Slot, secret: str) -> bytes:
    try:
        return _door_key(secret, slot).open(slot.private, _meaning(vault, slot))
    except BrokenSealError:
        raise _wrong() from None


def _wrong() -> WrongSecretError:
    return WrongSecretError(
        "Damit lässt sich der Tresor nicht öffnen; bitte Platz und Passphrase prüfen und noch einmal eingeben."
    )


def _door_key(secret: str, slot: Slot) -> Key:
    cost = slot.cost
    argon = Argon2id(salt=slot.salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return Key(argon.derive(unified(secret).encode("utf-8", "surrogatepass")))


def unified(secret: str) -> str:
    """The secret as every keyboard gives it: composed letters, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", secret).split())


def _box(shared: bytes, ephemeral: bytes, slot: Slot) -> Key:
    return Key(derived(shared, f"ring {ephemeral.hex()} {slot.public.hex()}"))


def _meaning(vault: str, slot: Slot) -> bytes:
    cost = slot.cost
    known = (slot.salt.hex(), slot.public.hex(), cost.memory, cost.passes, cost.lanes)
    return meaning_of((vault, slot.id, slot.label, slot.kind, *known))
