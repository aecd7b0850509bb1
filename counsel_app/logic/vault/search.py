"""The search over the open catalogue: as written, as it sounds, and with one slip of the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from counsel_app.logic.vault.catalogue import CaseLine, Entry
from counsel_app.logic.vault.names import folded, sounds, squeezed_sound

ENOUGH = 3  # with so many hits nobody needs guesses
SHORTEST_SOUND = 3  # a shorter sound must be the whole word, else "Ali" would find every second name
SHORTEST_SLIP = 5


class NameIndex:
    """All entries of an unlocked vault. In memory only."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._ordered: tuple[CaseLine, ...] | None = ()

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, case_id: object) -> bool:
        return case_id in self._entries

    def get(self, case_id: str) -> Entry | None:
        """The entry of a case."""
        return self._entries.get(case_id)

    def note(self, entry: Entry) -> None:
        """Add or renew an entry."""
        self._entries[entry.line.id] = entry
        self._ordered = None

    def forget(self, case_id: str) -> None:
        """Remove an entry."""
        self._entries.pop(case_id, None)
        self._ordered = None

    def lines(self) -> tuple[CaseLine, ...]:
        """All cases, the latest changed first."""
        if self._ordered is None:
            self._ordered = _newest_first(entry.line for entry in self._entries.values())
        return self._ordered

    def find(self, search: str) -> tuple[CaseLine, ...]:
        """The cases that hold every word: first as written, then as spoken, then with a slip."""
        words = folded(search).split()
        if not words:
            return self.lines()
        found: dict[str, CaseLine] = {}
        self._add(found, _as_written(words))
        self._add(found, _as_spoken(search, words))
        if len(found) < ENOUGH:
            self._add(found, _with_a_slip(words))
        return tuple(found.values())

    def _add(self, found: dict[str, CaseLine], fits: Callable[[Entry], bool]) -> None:
        hits = [entry.line for key, entry in self._entries.items() if key not in found and fits(entry)]
        found.update((line.id, line) for line in _newest_first(hits))


def _newest_first(lines: Iterable[CaseLine]) -> tuple[CaseLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.changed_on, line.code), reverse=True))


def _as_written(words: list[str]) -> Callable[[Entry], bool]:
    return lambda entry: all(word in entry.words for word in words)


def _as_spoken(search: str, words: list[str]) -> Callable[[Entry], bool]:
    spoken = [
        tuple(f" {sound}" if len(sound) >= SHORTEST_SOUND else f" {sound} " for sound in sounds(word)) for word in words
    ]
    whole = squeezed_sound(search)

    def fits(entry: Entry) -> bool:
        heard = entry.sounds
        return all(
            any(sound in heard for sound in known) or word in entry.words
            for word, known in zip(words, spoken, strict=True)
        ) or (len(whole) > SHORTEST_SOUND and whole in heard.partition("\n")[2])

    return fits


def _with_a_slip(words: list[str]) -> Callable[[Entry], bool]:
    """A word with one slip keeps its first or its second half: only those words are compared letter by letter."""
    halves = [(f" {word[: len(word) // 2]}", f"{word[len(word) // 2 :]} ") for word in words]

    def fits(entry: Entry) -> bool:
        for word, (start, end) in zip(words, halves, strict=True):
            if word in entry.words:
                continue
            if len(word) < SHORTEST_SLIP or not word.isalpha() or (start not in entry.words and end not in entry.words):
                return False
            if not any(_one_slip(word, other) for other in entry.words.split()):
                return False
        return True

    return fits


def _one_slip(word: str, other: str) -> bool:
    """Whether one letter was missed, added, changed, or two neighbours swapped."""
    longer, shorter = (word, other) if len(word) >= len(other) else (other, word)
    if len(longer) - len(shorter) > 1:
        return False
    at = next((place for place, letter in enumerate(shorter) if letter != longer[place]), len(shorter))
    if len(longer) > len(shorter):
        return longer[at + 1 :] == shorter[at:]
    swapped = longer[at : at + 2] == shorter[at : at + 2][::-1]
    return longer[at + 1 :] == shorter[at + 1 :] or (swapped and longer[at + 2 :] == shorter[at + 2 :])
