"""Warns when free text holds what had better not be stored, and says why. It never hinders anybody."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from counsel_app.logic.vault.names import folded


class Hint(NamedTuple):
    """One kind of sensitive words in a text: the first found, where it starts, and why to think twice."""

    kind: str
    found: str
    start: int
    reason: str


class SensitiveWords:
    """The kinds of words in `resources/privacy/sensitive.toml`."""

    def __init__(self, folder: Path) -> None:
        table = tomllib.loads((folder / "sensitive.toml").read_text(encoding="utf-8"))
        self._kinds = [
            (kind["name"], kind["reason"], re.compile(rf"\b(?:{'|'.join(map(re.escape, kind['words']))})\w*"))
            for kind in table["kind"]
        ]

    def hints(self, text: str) -> tuple[Hint, ...]:
        """What a text should perhaps not say; one hint per kind."""
        plain = "".join(_one(letter) for letter in text)
        found = [(name, reason, words.search(plain)) for name, reason, words in self._kinds]
        return tuple(
            Hint(name, text[one.start() : one.end()], one.start(), reason) for name, reason, one in found if one
        )


def _one(letter: str) -> str:
    """The letter folded, one for one, so that places in the text stay the same."""
    plain = folded(letter)
    return plain if len(plain) == 1 else letter if len(letter) == 1 and not plain else plain[:1]
