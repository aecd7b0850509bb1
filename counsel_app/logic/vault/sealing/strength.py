"""How hard a passphrase is to guess, estimated without any network.

The phrase is cut into the parts an attacker would try first (known words, years, rows of keys, repetitions), each
with its bits; the cheapest way to put it together counts. Rather too strict than too kind: a generated phrase of
five words is always offered.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.names import folded
from counsel_app.logic.vault.sealing.words import WordList

ENOUGH = 50.0  # bits: at 50,000 guesses a second about 350 years; a generated phrase has 55
_WORD = 14.0  # an unlisted word out of some 16,000 common ones
_ROWS = ("qwertzuiop", "qwertyuiop", "asdfghjkl", "yxcvbnm", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890")
_YEAR = re.compile(r"(19|20)\d\d")
_DATE = re.compile(r"[0-3]?\d[./-]?[01]?\d[./-]?((19|20)?\d\d)")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Strength:
    """The estimate in bits, and a sentence for the person who chose."""

    bits: float
    sentence: str

    @property
    def is_enough(self) -> bool:
        """Whether the vault accepts it."""
        return self.bits >= ENOUGH


class Estimate:
    """Knows the words an attacker knows. `personal`: names and places of the office."""

    def __init__(self, words: WordList, folder: Path, personal: tuple[str, ...] = ()) -> None:
        self._bits = dict.fromkeys(words.words, 11.0)
        self._bits |= dict.fromkeys((folder / "common.txt").read_text(encoding="utf-8").split(), 7.0)
        self._bits |= {folded(part): 3.0 for name in personal for part in name.split() if len(part) > 2}
        self._longest = max(map(len, self._bits))

    def of(self, phrase: str) -> Strength:
        """The strength of a phrase."""
        bits = round(self._cheapest(folded(phrase)[:200]) + _case_bits(phrase), 1)
        if bits >= ENOUGH:
            return Strength(bits, "Diese Passphrase ist stark genug.")
        if phrase.strip().isdigit():
            return Strength(bits, "Nur Ziffern sind in Sekunden erraten; bitte fünf zufällige Wörter nehmen.")
        missing = math.ceil((ENOUGH - bits) / 11)
        more = "ein zufälliges Wort" if missing == 1 else f"{missing} zufällige Wörter"
        return Strength(
            bits, f"Diese Passphrase ist zu leicht zu erraten; bitte {more} anhängen oder den Vorschlag nehmen."
        )

    def approve(self, phrase: str) -> None:
        """Raise InputError for a phrase that is too weak."""
        strength = self.of(phrase)
        if not strength.is_enough:
            raise InputError(strength.sentence)

    def _cheapest(self, text: str) -> float:
        best = [0.0] + [math.inf] * len(text)
        for at in range(len(text)):
            for length, bits in self._parts(text, at):
                end = at + length
                again = length > 1 and _is_word(text, at, end) and text[at:end] in text[:at].split()
                best[end] = min(best[end], best[at] + (1.0 if again else bits))
        return best[-1]

    def _parts(self, text: str, at: int) -> list[tuple[int, float]]:
        parts = [(1, 1.0 if text[at] in " -_." else 4.7 if text[at].isalpha() else 3.4 if text[at].isdigit() else 5.0)]
        for length in range(3, self._longest + 1):
            if text[at : at + length] in self._bits and at + length <= len(text):
                parts.append((length, self._bits[text[at : at + length]]))
        for pattern, bits in ((_YEAR, 7.0), (_DATE, 15.0)):
            if found := pattern.match(text, at):
                parts.append((len(found[0]), bits))
        if (letters := _LETTERS.match(text, at)) and len(letters[0]) > 3:
            parts.append((len(letters[0]), _WORD + 2.0 * max(0, len(letters[0]) - 9)))
        return parts + _rows(text, at) + _repeats(text, at)


def _is_word(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1] == " ") and (end == len(text) or text[end] == " ")


def _rows(text: str, at: int) -> list[tuple[int, float]]:
    """Neighbours on the keyboard or in the alphabet, forwards or backwards."""
    found = []
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
        length = 3
        while at + length <= len(text) and text[at : at + length] in row:
            found.append((length, 4.0 + math.log2(length)))
            length += 1
    return found


def _repeats(text: str, at: int) -> list[tuple[int, float]]:
    length = 1
    while at + length < len(text) and text[at + length] == text[at]:
        length += 1
    return [(length, 5.0 + math.log2(length))] if length > 2 else []


def _case_bits(phrase: str) -> float:
    """Capitals inside words add a little; at the start of words they are what everybody does."""
    inner = sum(one.isupper() for word in phrase.split() for one in word[1:] if not word.isupper())
    return min(float(inner), 4.0)
