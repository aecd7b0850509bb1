"""The open vault: records of one file, read and written with the keys of one keyring.

Every change is one transaction that also renews the root, so that a page, a case or a whole file put back
from an older time no longer fits.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from counsel_app.logic.cases.strict_json import packed
from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.catalogue import Entry, Root, page_bytes, page_id, page_of, root_of
from counsel_app.logic.vault.mishaps import StoreError, plain_errors
from counsel_app.logic.vault.records import Records, Row
from counsel_app.logic.vault.sealing.cipher import BrokenSealError, Key, meaning_of
from counsel_app.logic.vault.sealing.door import Door, door_of
from counsel_app.logic.vault.sealing.keyring import Keyring

ROOT, DOOR, STATE, SPARE = "root", "door", "state", "/spare"
UNREADABLE = (BrokenSealError, KeyError, ValueError, TypeError, IndexError, AttributeError)


@dataclass(slots=True)
class Change:
    """One transaction under way: the root and pages as they will be, and what to do once they are on the disk."""

    root: Root
    pages: dict[str, dict[str, Entry]]
    afterwards: list[Callable[[], object]] = field(default_factory=list)


class SealedFile:
    """One vault, unlocked. `read_only`: the medium takes no changes.

    `rebuilt`: pages that were damaged and made anew from the cases; the next change writes them.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None, door: Door, ring: Keyring) -> None:
        self.connection = connection
        self.path = path
        self.records = Records(connection)
        self.door = door
        self.ring = ring
        self.root = Root()
        self.read_only = False
        self.rebuilt: dict[str, dict[str, Entry]] = {}
        self.on_saved: Callable[[int], object] = lambda epoch: None
        self._change: Change | None = None

    @property
    def vault(self) -> str:
        """The id of the vault."""
        return self.door.vault

    # sealed records that belong to no case --------------------------------------

    def read_root(self) -> Root:
        """The root as it lies in the file. Raises one of UNREADABLE."""
        row = self.records.get(ROOT)
        if row is None:
            raise BrokenSealError
        root = root_of(self._open(row, self.ring.vault))
        if root.epoch != row.ver:
            raise BrokenSealError
        return root

    def read(self, record_id: str, root: Root | None = None) -> bytes | None:
        """A record of the vault; None if there is none. Raises BrokenSealError for a changed or older one."""
        wanted = (root or self.root).versions.get(record_id)
        row = self.records.get(record_id)
        if wanted is None:
            return None
        if row is None or row.ver != wanted:
            raise BrokenSealError
        return self._open(row, self.ring.vault)

    def read_json(self, record_id: str) -> Any:
        """A record of the vault as a table; None if there is none."""
        body = self.read(record_id)
        return None if body is None else json.loads(body)

    def read_any(self, record_id: str) -> Any:
        """A table of the vault in whatever version it lies there; only for what was found damaged already.

        Raises one of UNREADABLE.
        """
        row = self.records.get(record_id)
        if row is None:
            raise BrokenSealError
        return json.loads(self._open(row, self.ring.vault))

    def put(self, record_id: str, kind: str, plain: bytes) -> None:
        """Write a record of the vault, within `changing`."""
        change = self.now
        ver = change.root.versions.get(record_id, 0) + 1
        self.seal_row(record_id, "", kind, ver, plain, self.ring.vault)
        change.root = replace(change.root, versions={**change.root.versions, record_id: ver})

    def put_json(self, record_id: str, kind: str, table: Any) -> None:
        """Write a table, within `changing`."""
        self.put(record_id, kind, packed(table))

    # rows -------------------------------------------------------------------------

    def meaning(self, record_id: str, case_id: str, kind: str, ver: int) -> bytes:
        """What a body stands for; it does not open as anything else."""
        return meaning_of((self.vault, case_id, record_id, kind, ver))

    def seal_row(self, record_id: str, case_id: str, kind: str, ver: int, plain: bytes, key: Key) -> None:
        """Seal and write one row, within `changing`."""
        body = key.seal(plain, self.meaning(record_id, case_id, kind, ver))
        self.records.put(Row(record_id, case_id, kind, ver, body))

    def put_row(self, record_id: str, kind: str, ver: int, body: bytes) -> None:
        """Write a row of the vault that is sealed already, within `changing`."""
        self.records.put(Row(record_id, "", kind, ver, body))

    def open_row(self, row: Row, key: Key) -> bytes:
        """The content of a row. Raises BrokenSealError."""
        return self._open(row, key)

    def _open(self, row: Row, key: Key) -> bytes:
        return key.open(row.body, self.meaning(row.id, row.case_id, row.kind, row.ver))

    # changes ----------------------------------------------------------------------

    @contextmanager
    def changing(self, day: date) -> Iterator[Change]:
        """One transaction; the root is read anew, because another process may have saved. Raises StoreError."""
        if self._change is not None:
            yield self._change
            return
        if self.read_only:
            raise StoreError("Der Datenträger ist schreibgeschützt: Die Fälle lassen sich lesen, aber nicht ändern.")
        with plain_errors(self.path), self.records.writing():
            try:
                self._change = Change(self._fresh_root(), dict(self.rebuilt))
                yield self._change
                self._finish(self._change, day)
                done = self._change
            finally:
                self._change = None
        self.root = done.root
        self.rebuilt = {}
        self.on_saved(done.root.epoch)
        for step in done.afterwards:
            step()

    def page(self, case_id: str) -> dict[str, Entry]:
        """The page of a case, to be changed within `changing`."""
        change, name = self.now, page_id(case_id)
        if name not in change.pages:
            body = self.read(name, change.root)
            change.pages[name] = page_of(body) if body else {}
        return change.pages[name]

    def listed_version(self, case_id: str) -> int | None:
        """The version the catalogue knows of a case, within `Records.reading`; None for no such case.

        Raises BrokenSealError when the catalogue in the file is damaged.
        """
        name = page_id(case_id)
        root = self.current_root()
        if name in self.rebuilt and root is self.root:
            entry = self.rebuilt[name].get(case_id)
        else:
            body = self.read(name, root)
            entry = page_of(body).get(case_id) if body else None
        return entry.ver if entry else None

    def put_twice(self, record_id: str, kind: str, table: Any) -> None:
        """Write a table and a spare of it, within `changing`: for what everything else hangs on."""
        self.put_json(record_id, kind, table)
        self.put_json(record_id + SPARE, kind, table)

    def current_root(self) -> Root:
        """The root as it lies in the file now, or as the change under way has it."""
        return self._change.root if self._change else self._fresh_root()

    def count_from(self, epoch: int) -> None:
        """Count the saves on from here if that is higher, within `changing`: a restored file is not an old one."""
        self.now.root = replace(self.now.root, epoch=max(self.now.root.epoch, epoch))

    def put_door(self, door: Door) -> None:
        """Change the slots, within `changing`."""
        body = door.to_bytes()
        for record_id in (DOOR, DOOR + SPARE):
            self.records.put(Row(record_id, "", DOOR, 1, body))
        self.now.root = replace(self.now.root, door=hashlib.sha256(body).hexdigest())
        self.door = door

    def door_fits(self) -> bool:
        """Whether the slots are those that were written by somebody inside."""
        rows = [self.records.get(record_id) for record_id in (DOOR, DOOR + SPARE)]
        return all(row is not None and hashlib.sha256(row.body).hexdigest() == self.root.door for row in rows)

    @property
    def now(self) -> Change:
        """The change under way."""
        if self._change is None:
            raise RuntimeError("no change is under way")
        return self._change

    def _fresh_root(self) -> Root:
        row = self.records.get(ROOT)
        if row is None or row.ver == self.root.epoch:
            return self.root
        try:
            return self.read_root()
        except UNREADABLE:
            return self.root

    def _finish(self, change: Change, day: date) -> None:
        for name, page in change.pages.items():
            self.put(name, "page", page_bytes(page))
        root = replace(change.root, epoch=change.root.epoch + 1, latest=max(day, change.root.latest))
        self.seal_row(ROOT, "", ROOT, root.epoch, root.to_bytes(), self.ring.vault)
        change.root = root


def read_door(connection: sqlite3.Connection) -> Door | None:
    """The slots of a file; None when it was never sealed. Raises InputError."""
    rows = [Records(connection).get(record_id) for record_id in (DOOR, DOOR + SPARE)]
    found = [row.body for row in rows if row is not None]
    for body in found[:-1]:
        with suppress(InputError):
            return door_of(body)
    return door_of(found[-1]) if found else None
