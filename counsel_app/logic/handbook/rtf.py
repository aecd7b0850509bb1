"""A chapter as RTF, which every office program opens: for the templates that are filled in outside of Hafenlotse."""

from __future__ import annotations

from collections.abc import Iterator

from counsel_app.logic.handbook.views import BlockKind, BlockView, ChapterView

_HEAD = r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0 Calibri;}}\paperw11906\paperh16838\margl1134\margr1134\f0\fs22"
_WIDTH = 9600  # of a table, in twentieths of a point


def document(chapter: ChapterView) -> str:
    """The whole chapter; ASCII only."""
    parts = [_HEAD, rf"{{\pard\sa240\b\fs32 {_escaped(chapter.title)}\par}}"]
    for block in chapter.blocks:
        parts += _block(block)
    return "\n".join([*parts, "}"])


def _block(block: BlockView) -> Iterator[str]:
    text = _escaped(block.text)
    if block.kind is BlockKind.HEADING:
        yield rf"{{\pard\keepn\sb240\sa80\b\fs26 {text}\par}}"
    elif block.kind is BlockKind.POINT:
        yield rf"{{\pard\li360\fi-360\tx360\sa60 {_escaped(block.mark)}\tab {text}\par}}"
    elif block.kind is BlockKind.NOTE:
        yield rf"{{\pard\li360\sa120\i {text}\par}}"
    elif block.kind is BlockKind.TABLE:
        yield from _table(block.rows)
    elif block.kind is BlockKind.TEXT:
        yield rf"{{\pard\sa120 {text}\par}}"


def _table(rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    border = "".join(rf"\clbrdr{side}\brdrs\brdrw10" for side in "tlbr")
    for number, row in enumerate(rows):
        ends = "".join(rf"{border}\cellx{_WIDTH * (place + 1) // len(row)}" for place in range(len(row)))
        weight = r"\b " if number == 0 else r"\b0 "
        cells = "".join(rf"\pard\intbl {weight}{_escaped(cell)}\cell" for cell in row)
        yield rf"\trowd\trgaph80{ends}{cells}\row"
    yield r"\pard\sa120\par"


def _escaped(text: str) -> str:
    """Text that means only itself: RTF's own signs and everything outside ASCII are written as numbers."""
    return "".join(_sign(letter) for letter in text)


def _sign(letter: str) -> str:
    if letter == "\n":
        return r"\line "
    if letter in "\\{}":
        return "\\" + letter
    if " " <= letter <= "~":
        return letter
    units = letter.encode("utf-16-le", "surrogatepass")
    numbers = (int.from_bytes(units[place : place + 2], "little", signed=True) for place in range(0, len(units), 2))
    return "".join(rf"\u{number}?" for number in numbers)
