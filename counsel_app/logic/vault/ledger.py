"""The list of erased cases that lies beside the backups and beside the vault.

It holds keyed hashes and days only, so it says nothing to anybody without the vault's key. Every restore erases
again what stands here; an older backup cannot bring a case back.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from counsel_app.logic.cases.strict_json import packed, unpacked

NAME = "geloeschte-faelle.liste"
LARGEST = 20_000_000  # bytes
Mark = tuple[str, str]


def read(folder: Path, vault: str, secret: str) -> frozenset[Mark]:
    """The marks in a folder; none if there is no list, or none of this vault."""
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        table = unpacked((folder / NAME).read_bytes(), LARGEST)
        marks = frozenset((str(mark), str(day)) for mark, day in table["marks"])
        if table["vault"] == vault and hmac.compare_digest(str(table["seal"]), _seal(marks, vault, secret)):
            return marks
    return frozenset()


def write(folder: Path, vault: str, secret: str, marks: Iterable[Mark]) -> None:
    """Add marks to the list of a folder. Raises OSError."""
    known = read(folder, vault, secret)
    together = known | frozenset(marks)
    if together == known and (folder / NAME).exists():
        return
    table = {"vault": vault, "marks": sorted(together), "seal": _seal(together, vault, secret)}
    unfinished = folder / f"{NAME}.unfertig"
    unfinished.write_bytes(packed(table))
    unfinished.replace(folder / NAME)


def _seal(marks: frozenset[Mark], vault: str, secret: str) -> str:
    content = packed([vault, *sorted(marks)])
    return hmac.new(bytes.fromhex(secret), b"ledger" + content, hashlib.sha256).hexdigest()
