"""The table of records. The only module that speaks SQL about them; what a body says it cannot know."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple


class Row(NamedTuple):
    """One record as it lies in the file: everything but the body stands in the open."""

    id: str
    case_id: str
    kind: str
    ver: int
    body: bytes


class Records:
    """Rows of one database. Every reading of several rows that belong together needs `reading`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the file for all that is read inside; two states would look like tampering."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: on the disk when it ends, or undone."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def get(self, record_id: str) -> Row | None:
        """One record."""
        found = self._connection.execute("SELECT * FROM record WHERE id = ?", (record_id,)).fetchone()
        return Row(*found) if found else None

    def of_case(self, case_id: str) -> list[Row]:
        """All records of a case."""
        return [Row(*row) for row in self._connection.execute("SELECT * FROM record WHERE case_id = ?", (case_id,))]

    def of_kind(self, kind: str) -> Iterator[Row]:
        """All records of a kind, in the order of their ids."""
        for row in self._connection.execute("SELECT * FROM record WHERE kind = ? ORDER BY id", (kind,)):
            yield Row(*row)

    def versions(self, kind: str) -> dict[str, int]:
        """The versions of all records of a kind, by id."""
        return dict(self._connection.execute("SELECT id, ver FROM record WHERE kind = ?", (kind,)))

    def put(self, row: Row) -> None:
        """Write a record, in place of the one with this id."""
        self._connection.execute(
            "INSERT INTO record (id, case_id, kind, ver, body) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET case_id = excluded.case_id, kind = excluded.kind,"
            " ver = excluded.ver, body = excluded.body",
            row,
        )

    def drop(self, record_id: str) -> None:
        """Remove one record."""
        self._connection.execute("DELETE FROM record WHERE id = ?", (record_id,))

    def drop_case(self, case_id: str) -> int:
        """Remove all records of a case; how many."""
        return self._connection.execute("DELETE FROM record WHERE case_id = ?", (case_id,)).rowcount

    def everything(self) -> Iterator[Row]:
        """All records, in the order of their ids."""
        for row in self._connection.execute("SELECT * FROM record ORDER BY id"):
            yield Row(*row)
