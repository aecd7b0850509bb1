"""Secrets as German words: a generated passphrase, and the recovery code with its checksum.

2,048 words, 11 bits each, no two of them one slip apart. Five words are 55 bits. The recovery code is 256 random
bits and 8 bits of checksum in 24 words; a wrong word is named before any key is tried.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from counsel_app.logic.errors import InputError

WORDS = 2048
PHRASE_LENGTH = 5
CODE_LENGTH = 24
_BITS = 11
_CHECK_BITS = 8


@dataclass(frozen=True)
class WordList:
    """The words, in the order of the alphabet."""

    words: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path) -> WordList:
        """The list in `resources/words`."""
        return cls(tuple((folder / "german.txt").read_text(encoding="utf-8").split()))

    def passphrase(self, length: int = PHRASE_LENGTH) -> str:
        """A new random passphrase."""
        return " ".join(secrets.SystemRandom().sample(self.words, length))  # no word twice

    def recovery_code(self) -> str:
        """A new random recovery code, to be printed."""
        return self._spelled(secrets.token_bytes(32))

    def read_code(self, typed: str) -> str:
        """The code as it was printed, from what somebody typed. Raises InputError naming the wrong word."""
        given = _plain(typed).split()
        if len(given) != CODE_LENGTH:
            raise InputError(f"Der Wiederherstellungscode hat {CODE_LENGTH} Wörter, eingegeben sind {len(given)}.")
        code = " ".join(self._meant(word, number) for number, word in enumerate(given, 1))
        number = 0
        for word in code.split():
            number = number << _BITS | self._places[word]
        if self._spelled((number >> _CHECK_BITS).to_bytes(32, "big")) != code:
            raise InputError(
                "Der Wiederherstellungscode stimmt nicht: Ein Wort oder die Reihenfolge "
                "ist anders als auf dem Ausdruck."
            )
        return code

    def starting_with(self, start: str) -> tuple[str, ...]:
        """The words to offer while somebody types."""
        start = _plain(start).strip()
        return tuple(word for word in self.words if word.startswith(start)) if start else ()

    @cached_property
    def _places(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self.words)}

    def _spelled(self, content: bytes) -> str:
        number = int.from_bytes(content, "big") << _CHECK_BITS | hashlib.sha256(content).digest()[0]
        places = [number >> _BITS * place & WORDS - 1 for place in reversed(range(CODE_LENGTH))]
        return " ".join(self.words[place] for place in places)

    def _meant(self, word: str, number: int) -> str:
        """The word itself, or the only one that starts so."""
        if word in self._places:
            return word
        found = self.starting_with(word) if len(word) > 3 else ()
        if len(found) == 1:
            return found[0]
        raise InputError(f"Das {number}. Wort „{word[:20]}“ kommt im Wiederherstellungscode nicht vor; bitte prüfen.")


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("-", " "), (",", " "), (".", " ")):
        text = text.replace(letter, plain)
    return text
