"""Texts with slots: `{fact}` is an answer, `{@name}` something of person or letter, `{?Label}` is typed in the draft.

One pass, and what is put in is never read again: a name may hold braces, brackets or markup and comes out as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from counsel_app.logic.documents.document import Piece, Pieces, gap, printable

SPECIAL = {
    "name": "Name",
    "birth_date": "Geburtsdatum",
    "file_number": "Aktenzeichen der Ausländerbehörde",
    "bamf_number": "Aktenzeichen des BAMF",
    "town": "Wohnort",
    "reply_by": "Tag der erbetenen Antwort",
    "day": "Tag des Schreibens",
    "end_day": "letzter Tag",
    "wishes": "gewünschte Möglichkeiten",
    "wish_law": "Norm der Möglichkeit",
    "recipient": "Empfänger",
    "centre": "Beratungsstelle",
    "counsellor": "beratende Person",
}
"""What {@name} may say: the name of the slot, and the words of its gap."""

_SLOT = re.compile(r"\{([@?]?[^{}]+)\}")


def slots_of(text: str) -> Iterator[str]:
    """The names of all slots, with their marks."""
    yield from (found[1] for found in _SLOT.finditer(text))


def filled(text: str, value_of: Callable[[str], str | None], label_of: Callable[[str], str]) -> Pieces:
    """The text with what `value_of` says of each slot; None and "" become a gap with the words of `label_of`."""
    pieces: list[Piece] = []
    place = 0
    for found in _SLOT.finditer(text):
        if found.start() > place:
            pieces.append(Piece(text[place : found.start()]))
        value = value_of(found[1])
        pieces += [Piece(printable(value))] if value else gap(label_of(found[1]))
        place = found.end()
    if place < len(text):
        pieces.append(Piece(text[place:]))
    return tuple(pieces)
