"""The search over the open catalogue: as written, as it sounds, and with one slip of the keyboard."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from counsel_app.logic.vault.catalogue import CaseLine, Entry
from counsel_app.logic.vault.names import folded, sounds, squeezed_sound

ENOUGH = 3  # with so many hits nobody needs guesses
SHORTEST_SOUND = 3  # a shorter sound must be the whole word, else "Ali" would find every second name
SHORTEST_SLIP = 5


class _Column:
    """One text per entry, looked through in one piece: 50,000 texts apart would be fetched from all over the memory."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(texts)
        self._whole = "\0".join(self.texts)
        self._ends = list(accumulate(len(text) + 1 for text in self.texts))

    def holding(self, part: str, places: Collection[int] | None = None) -> list[int]:
        """The places whose text holds the part, of all or of some."""
        if places is not None and len(places) < len(self.texts) // 8:
            return [place for place in places if part in self.texts[place]]
        found, at = [], self._whole.find(part)
        while at >= 0:
            place = bisect_right(self._ends, at)
            found.append(place)
            at = self._whole.find(part, self._ends[place])
        return found if places is None else sorted(set(found).intersection(places))


class _Table(NamedTuple):
    """All entries in order, with their words and sounds as columns."""

    entries: tuple[Entry, ...]
    words: _Column
    sounds: _Column


class NameIndex:
    """All entries of an unlocked vault, the latest changed first. In memory only."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._table: _Table | None = None

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
        self._table = None

    def forget(self, case_id: str) -> None:
        """Remove an entry."""
        self._entries.pop(case_id, None)
        self._table = None

    def with_agenda(self) -> Iterator[tuple[str, Entry]]:
        """The cases whose calendar is not empty, by id."""
        return ((case_id, entry) for case_id, entry in self._entries.items() if entry.agenda)

    def lines(self) -> tuple[CaseLine, ...]:
        """All cases."""
        return tuple(entry.line for entry in self._ordered().entries)

    def find(self, search: str) -> tuple[CaseLine, ...]:
        """The cases that hold every word: first as written, then as spoken, then with a slip."""
        words = folded(search).split()
        if not words:
            return self.lines()
        table = self._ordered()
        found = dict.fromkeys(_as_written(table, words))
        found.update(dict.fromkeys(_as_spoken(table, search, words)))
        if len(found) < ENOUGH:
            found.update(dict.fromkeys(_with_a_slip(table, words)))
        return tuple(table.entries[place].line for place in found)

    def _ordered(self) -> _Table:
        if self._table is None:
            entries = tuple(sorted(self._entries.values(), key=attrgetter("order"), reverse=True))
            words, sounds = (entry.words for entry in entries), (entry.sounds for entry in entries)
            self._table = _Table(entries, _Column(words), _Column(sounds))
        return self._table


def _as_written(table: _Table, words: list[str]) -> list[int]:
    places = table.words.holding(words[0])
    for word in words[1:]:
        places = table.words.holding(word, places)
    return places


def _as_spoken(table: _Table, search: str, words: list[str]) -> list[int]:
    places: set[int] | None = None
    for word in words:
        spoken = [f" {sound}" if len(sound) >= SHORTEST_SOUND else f" {sound} " for sound in sounds(word)]
        fitting = set(table.words.holding(word, places))
        for sound in spoken:
            fitting.update(table.sounds.holding(sound, places))
        places = fitting
    found = sorted(places or ())
    whole = squeezed_sound(search)
    if len(whole) > SHORTEST_SOUND:
        together = table.sounds.holding(whole)
        found += [place for place in together if whole in table.sounds.texts[place].partition("\n")[2]]
    return found


def _with_a_slip(table: _Table, words: list[str]) -> list[int]:
    """A word with one slip keeps its first or its second half: only those words are compared letter by letter."""
    places: list[int] | None = None
    for word in words:
        if len(word) < SHORTEST_SLIP or not word.isalpha():
            places = table.words.holding(word, places)
            continue
        near = set(table.words.holding(f" {word[: len(word) // 2]}", places))
        near.update(table.words.holding(f"{word[len(word) // 2 :]} ", places))
        places = sorted(
            place for place in near if any(one_slip(word, other) for other in table.words.texts[place].split())
        )
    return places or []


def one_slip(word: str, other: str) -> bool:
    """Whether one letter was missed, added, changed, or two neighbours swapped, or none."""
    longer, shorter = (word, other) if len(word) >= len(other) else (other, word)
    if len(longer) - len(shorter) > 1:
        return False
    at = next((place for place, letter in enumerate(shorter) if letter != longer[place]), len(shorter))
    if len(longer) > len(shorter):
        return longer[at + 1 :] == shorter[at:]
    swapped = longer[at : at + 2] == shorter[at : at + 2][::-1]
    return longer[at + 1 :] == shorter[at + 1 :] or (swapped and longer[at + 2 :] == shorter[at + 2 :])
