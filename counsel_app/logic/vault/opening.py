"""The way to an open file: the lock of this computer, the right place, the schema, the settings."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from counsel_app.logic.vault import database
from counsel_app.logic.vault.mishaps import StoreError, not_writable, plain_errors
from counsel_app.logic.vault.places import objection
from counsel_app.logic.vault.sealed import read_door
from counsel_app.logic.vault.sealing.door import Door
from counsel_app.logic.vault.single_instance import InstanceLock

CANNOT_WRITE = (errno.EROFS, errno.EACCES, errno.EPERM)


class Attached(NamedTuple):
    """An open file with its lock. `read_only`: the folder takes no changes."""

    connection: sqlite3.Connection
    lock: InstanceLock | None
    read_only: bool

    def let_go(self) -> None:
        """Close the file and give the lock back."""
        self.connection.close()
        if self.lock is not None:
            self.lock.release()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Nobody else opens the vault meanwhile. Raises StoreError if somebody has it open."""
    lock, _ = _lock(path)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def attach(path: Path, schema: Path, day: date) -> Attached:
    """Open or make the file. Raises StoreError.

    Damaged or foreign file, newer schema, folder not writable and no file in it, disk full, already open.
    """
    lock, read_only = _lock(path)
    try:
        with plain_errors(path):
            connection = database.link(path, read_only=read_only)
            try:
                if not read_only:
                    database.migrate(connection, path, schema, day)
                database.assert_schema(connection, schema)
            except BaseException:
                connection.close()
                raise
        return Attached(connection, lock, read_only)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def door_at(path: Path) -> Door | None:
    """The slots of the vault in this file, to choose one; None if there is no vault yet.

    Raises StoreError, InputError.
    """
    if not path.exists():
        return None
    with plain_errors(path):
        connection = database.link(path)  # not read-only: after a power cut SQLite may have to roll back first
        try:
            if database.version_of(connection) < database.FIRST_SEALED:
                return None
            return read_door(connection)
        finally:
            connection.close()


def _lock(path: Path) -> tuple[InstanceLock | None, bool]:
    if sentence := objection(path.parent.resolve()):
        raise StoreError(sentence)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = InstanceLock.take(path.with_suffix(".lock"))
    except OSError as error:
        if error.errno in CANNOT_WRITE and path.exists():
            return None, True
        raise not_writable(path.parent, error) from None
    if lock is None:
        raise StoreError("Hafenlotse ist schon geöffnet; bitte das offene Fenster benutzen.")
    return lock, False
