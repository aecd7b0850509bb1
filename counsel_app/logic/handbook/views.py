"""What the handbook page paints. All texts are plain."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class BlockKind(StrEnum):
    """How a piece of a chapter looks."""

    HEADING = "heading"
    TEXT = "text"
    POINT = "point"
    NOTE = "note"
    TABLE = "table"
    PICTURE = "picture"


class BlockView(NamedTuple):
    """One piece of a chapter. `mark`: the sign before a point; `picture`: a file; `rows`: a table, heading first."""

    kind: BlockKind
    text: str
    mark: str = ""
    picture: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


class ChapterView(NamedTuple):
    """One chapter. `is_template`: it is meant to be filled in and can be written into a file."""

    id: str
    title: str
    group: str
    blocks: tuple[BlockView, ...]
    is_template: bool = False


class HitView(NamedTuple):
    """A place that a search found: which block of which chapter, and the words around."""

    chapter: str
    block: int
    title: str
    excerpt: str


class HandbookView(NamedTuple):
    """All chapters, and what the search found (empty without a search)."""

    chapters: tuple[ChapterView, ...]
    search: str = ""
    hits: tuple[HitView, ...] = ()
