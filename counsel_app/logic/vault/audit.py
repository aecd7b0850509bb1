"""The log of who did what: sealed, and chained so that no entry can be removed or changed unseen.

BDSG § 22 Abs. 2 Nr. 2 asks that one can see afterwards who entered, changed or removed personal data; reading
is logged too. One person doing the same to one case on one day is one entry. No names and no contents.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from counsel_app.logic.cases.strict_json import packed
from counsel_app.logic.vault.sealed import UNREADABLE, SealedFile
from counsel_app.logic.vault.sealing.cipher import Key

AUDIT = "audit"
STEP = 256
START = "0" * 64


class AuditEntry(NamedTuple):
    """One thing done. `who`: the id of a slot; `case`: the id of a case or ""."""

    number: int
    day: date
    who: str
    what: str
    case: str
    detail: str


class Audit:
    """Writes and checks the chain. `keys`: one per generation, so that who left cannot read on."""

    def __init__(self, file: SealedFile, keys: dict[str, str]) -> None:
        self._file = file
        self.keys = keys
        self._done: set[tuple[str, str, str, str]] = set()

    def note(self, day: date, what: str, case: str = "", detail: str = "") -> None:
        """Add an entry, within `SealedFile.changing`, unless it is there already."""
        mark = (day.isoformat(), what, case, detail)
        if mark in self._done:
            return
        with self._file.changing(day) as change:
            number, generation = change.root.audit_count, self._file.ring.generation
            table = [change.root.audit_head or START, day.isoformat(), self._file.ring.slot, what, case, detail]
            plain = packed(table)
            key, ident = self._key(generation), _ident(number)
            body = key.seal(plain, self._file.meaning(ident, "", AUDIT, generation), STEP)
            self._file.put_row(ident, AUDIT, generation, body)
            change.root = replace(change.root, audit_count=number + 1, audit_head=hashlib.sha256(plain).hexdigest())
            change.afterwards.append(lambda: self._done.add(mark))

    def noted(self, day: date, what: str, case: str = "", detail: str = "") -> bool:
        """Whether this was logged already in this session."""
        return (day.isoformat(), what, case, detail) in self._done

    def entries(self) -> Iterator[AuditEntry]:
        """All entries, oldest first. Raises BrokenSealError, ValueError when the chain is broken."""
        head = START
        for number in range(self._file.root.audit_count):
            plain = self._plain(number)
            before, day, who, what, case, detail = json.loads(plain)
            if before != head:
                raise ValueError(number)
            head = hashlib.sha256(plain).hexdigest()
            yield AuditEntry(number, date.fromisoformat(day), who, what, case, detail)
        if head != (self._file.root.audit_head or START):
            raise ValueError(self._file.root.audit_count)

    def broken_at(self) -> int | None:
        """The number of the first entry that does not fit; None when the whole chain holds."""
        number = -1
        try:
            for entry in self.entries():
                number = entry.number
        except UNREADABLE:
            return number + 1
        return None

    def _plain(self, number: int) -> bytes:
        row = self._file.records.get(_ident(number))
        if row is None:
            raise ValueError(number)
        return self._file.open_row(row, self._key(row.ver))

    def _key(self, generation: int) -> Key:
        return Key(bytes.fromhex(self.keys[str(generation)]))


def _ident(number: int) -> str:
    return f"audit/{number:09d}"
