"""Sealing: AES-256-GCM over padded bytes, bound to what they mean.

The meaning (vault, case, record, kind, version) is authenticated with every body, so that a body moved to
another place or put back from an older time does not open. Lengths are padded to whole steps, because the
length of a note says something about it.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from collections.abc import Iterable

KEY_LENGTH = 32
NONCE_LENGTH = 12
STEP = 1024
_LENGTH = 4


class BrokenSealError(Exception):
    """Bytes that were changed, moved, put back from an older time, or sealed with another key."""


class Key:
    """One AES-256-GCM key that seals and opens."""

    __slots__ = ("_cipher",)

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(secret)

    def seal(self, plain: bytes, meaning: bytes, step: int = STEP) -> bytes:
        """The sealed bytes, padded to whole steps."""
        nonce = secrets.token_bytes(NONCE_LENGTH)
        filled = len(plain).to_bytes(_LENGTH, "big") + plain
        return nonce + self._cipher.encrypt(nonce, filled + bytes(-len(filled) % step), meaning)

    def open(self, body: bytes, meaning: bytes) -> bytes:
        """What was sealed. Raises BrokenSealError."""
        try:
            filled = self._cipher.decrypt(body[:NONCE_LENGTH], body[NONCE_LENGTH:], meaning)
        except (InvalidTag, ValueError):
            raise BrokenSealError from None
        return filled[_LENGTH : _LENGTH + int.from_bytes(filled[:_LENGTH], "big")]


def fresh_secret() -> bytes:
    """A new random key."""
    return secrets.token_bytes(KEY_LENGTH)


def derived(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose, so that no key serves two."""
    return HKDF(SHA256(), KEY_LENGTH, None, b"hafenlotse " + purpose.encode()).derive(secret)


def meaning_of(parts: Iterable[str | int]) -> bytes:
    """The parts as bytes, each with its length, so that no two lists give the same bytes."""
    words = [str(part).encode("utf-8", "surrogatepass") for part in parts]
    return b"".join(len(word).to_bytes(_LENGTH, "big") + word for word in words)
