"""JSON that may come from anywhere: bounded in size and depth, no key twice, no NaN."""

from __future__ import annotations

import json
from typing import Any

DEEPEST = 20


class TooLargeError(ValueError):
    """More bytes than the reader takes."""


def packed(table: Any) -> bytes:
    """A table as UTF-8 JSON without blanks; half surrogates, which some keyboards make, pass."""
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(body: bytes, largest: int) -> dict[str, Any]:
    """The table in these bytes. Raises ValueError (TooLargeError), TypeError, RecursionError."""
    if len(body) > largest:
        raise TooLargeError(len(body))
    table = json.loads(body.decode("utf-8", "surrogatepass"), object_pairs_hook=_once, parse_constant=_no_constant)
    if not isinstance(table, dict):
        raise TypeError(table)
    _check_depth(table)
    return table


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a key stands twice")
    return table


def _no_constant(word: str) -> Any:
    raise ValueError(word)


def _check_depth(table: Any) -> None:
    level = [table]
    for _ in range(DEEPEST):
        level = [
            inner
            for value in level
            for inner in (value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
        ]
        if not level:
            return
    raise ValueError("nested too deep")
