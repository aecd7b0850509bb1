"""Reads chapters: a small part of Markdown, whole lines only, so that no text is ever taken for markup.

`# title`, `## heading`, `- point`, `1. point`, `> note`, `| table |`, `![what it shows](name)`; all else is text,
and lines without an empty one between them belong together. The number before a file's name says where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from counsel_app.logic.errors import InputError
from counsel_app.logic.handbook.views import BlockKind, BlockView, ChapterView

GROUPS = {"1": "Arbeiten", "2": "Arbeiten", "3": "Arbeiten", "4": "Sicherheit", "5": "Einrichten", "6": "Vorlagen"}
TEMPLATES = "Vorlagen"
_PICTURE = re.compile(r"!\[(?P<text>.*)\]\((?P<name>[\w-]+)\)")
_POINT = re.compile(r"(?P<mark>-|\d+\.) (?P<text>.+)")
_RULE = re.compile(r"[|\s:-]+")


def read_chapters(folder: Path) -> tuple[ChapterView, ...]:
    """All chapters in their order. Raises InputError when there is none."""
    files = sorted(path for path in folder.glob("[1-6]*.md"))
    if not files:
        raise InputError("Das Handbuch fehlt in dieser Installation; bitte Hafenlotse neu installieren.")
    return tuple(_chapter(path) for path in files)


def _chapter(path: Path) -> ChapterView:
    title, *lines = path.read_text(encoding="utf-8").replace("**", "").splitlines()  # no bold: texts stay plain
    group = GROUPS[path.name[0]]
    blocks = tuple(_blocks(lines, path.parent / "pictures"))
    return ChapterView(path.stem, title.removeprefix("# "), group, blocks, group == TEMPLATES)


def _blocks(lines: list[str], pictures: Path) -> Iterator[BlockView]:
    for group in _groups(lines):
        first = group[0]
        if first.startswith("## "):
            yield BlockView(BlockKind.HEADING, first.removeprefix("## "))
        elif first.startswith("|"):
            rows = (tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in group)
            table = tuple(row for row in rows if not _RULE.fullmatch("|".join(row)) or not any(row))
            yield BlockView(BlockKind.TABLE, "\n".join(" ".join(row) for row in table), rows=table)
        elif found := _PICTURE.fullmatch(first):
            file = pictures / f"{found['name']}.png"
            yield BlockView(BlockKind.PICTURE, found["text"], picture=str(file) if file.is_file() else "")
        elif found := _POINT.fullmatch(" ".join(group)):
            yield BlockView(BlockKind.POINT, found["text"], "•" if found["mark"] == "-" else found["mark"])
        elif first.startswith("> "):
            yield BlockView(BlockKind.NOTE, " ".join(line.removeprefix("> ") for line in group))
        else:
            yield BlockView(BlockKind.TEXT, " ".join(group))


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Lines that belong together: a table, a note, a point with the indented lines below it, a paragraph."""
    group: list[str] = []
    for line in lines:
        begins = line.startswith("## ") or bool(_PICTURE.fullmatch(line)) or bool(_POINT.fullmatch(line))
        if group and (not line.strip() or begins or group[0].startswith("## ")):
            yield group
            group = []
        if line.strip():
            group.append(line.strip())
    if group:
        yield group
