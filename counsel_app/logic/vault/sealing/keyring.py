"""The keys of an unlocked vault: one per compartment, and what is derived from them.

The hierarchy: secret -> slot -> compartment key -> one random key per case -> records. A compartment key never
seals a record itself; keys derived from it for one purpose each do.
"""

from __future__ import annotations

import json

from counsel_app.logic.vault.sealing.cipher import Key, derived, fresh_secret, meaning_of

FIRST = 1  # the compartment every case lies in as long as there is only one


class Keyring:
    """The compartment keys. `generation` grows when the keys are changed because somebody left.

    `slot`: the id of the slot they came from, so of the person at work.
    """

    __slots__ = ("_keys", "_wrap", "generation", "slot", "vault")

    def __init__(self, keys: dict[int, bytes], generation: int = 1) -> None:
        self._keys = keys
        self.generation = generation
        self.slot = ""
        self.vault = Key(derived(keys[FIRST], "vault"))
        self._wrap = {number: Key(derived(secret, "cases")) for number, secret in keys.items()}

    @classmethod
    def fresh(cls, generation: int = 1) -> Keyring:
        """New random keys."""
        return cls({FIRST: fresh_secret()}, generation)

    @classmethod
    def of_bytes(cls, body: bytes) -> Keyring:
        """The keys that `to_bytes` wrote. Raises ValueError."""
        try:
            table = json.loads(body)
            return cls(
                {int(number): bytes.fromhex(secret) for number, secret in table["keys"].items()}, table["generation"]
            )
        except (KeyError, TypeError):
            raise ValueError("not a keyring") from None

    def to_bytes(self) -> bytes:
        """The keys, only ever to be sealed into a slot."""
        keys = {str(number): secret.hex() for number, secret in self._keys.items()}
        return json.dumps({"generation": self.generation, "keys": keys}).encode()

    def purpose_key(self, purpose: str) -> Key:
        """A key for one more purpose, for instance backups."""
        return Key(derived(self._keys[FIRST], purpose))

    def wrap(self, secret: bytes, vault: str, case_id: str, compartment: int = FIRST) -> bytes:
        """A case key as it is stored: the compartment's number, then the sealed key."""
        return bytes([compartment]) + self._wrap[compartment].seal(
            secret, meaning_of((vault, case_id, compartment)), 4 + len(secret)
        )

    def unwrap(self, body: bytes, vault: str, case_id: str) -> bytes:
        """A stored case key. Raises BrokenSealError, and KeyError for a compartment this person may not read."""
        compartment = body[0] if body else 0
        return self._wrap[compartment].open(body[1:], meaning_of((vault, case_id, compartment)))
