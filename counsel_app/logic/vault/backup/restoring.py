"""Brings a backup back: into an open vault case by case, or as a whole file where there is no vault any more.

Both erase again what was erased since, by the marks in the vault and in the lists beside vault and backups.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault import database
from counsel_app.logic.vault.backup.checking import check_all
from counsel_app.logic.vault.backup.container import Header, read, sync_folder
from counsel_app.logic.vault.mishaps import plain_errors
from counsel_app.logic.vault.opening import locked
from counsel_app.logic.vault.records import Records
from counsel_app.logic.vault.sealed import ROOT, SealedFile
from counsel_app.logic.vault.sealing.keyring import Keyring
from counsel_app.logic.vault.seen import Seen
from counsel_app.logic.vault.stocktaking import Damage
from counsel_app.logic.vault.store import Store


class Restored(NamedTuple):
    """What a restore did. `cases`: how many are there now; `erased_again`: how many were not brought back."""

    header: Header
    cases: int
    changed: int
    erased_again: int
    damages: tuple[Damage, ...]
    set_aside: Path | None


def restore_file(
    backup: Path, ring: Keyring, vault: Path, schema: Path, today: date, seen: Path | None = None
) -> Restored:
    """Put the vault of a backup in the place of `vault`, which must be closed; what lies there is set aside.

    `seen`: as for `Store.unlock`.
    `ring`: what `read_header(backup).door.unlock(slot, secret)` gave. Raises InputError; then nothing has changed.
    """
    with locked(vault):
        unfinished = vault.with_suffix(".rueckkehr-unfertig")
        _clear(unfinished)
        try:
            with unfinished.open("wb") as stream:
                header = read(backup, ring, stream)
            lists = (vault.parent, backup.parent)
            seen_file = Seen(seen or vault.with_suffix(".seen"))
            least = max(header.epoch, _epoch_of(vault))
            restored = _put_right(unfinished, header, ring, lists, seen_file, least, schema, today)
            aside = _set_aside(vault, today)
            unfinished.replace(vault)
            sync_folder(vault.parent)
            return restored._replace(set_aside=aside)
        except OSError as error:
            raise InputError(
                f"Die Sicherung ließ sich nicht einspielen ({error.strerror}); die vorhandenen Fälle sind unverändert."
            ) from None
        finally:
            _clear(unfinished)


def restore_into(store: Store, backup: Path, ring: Keyring, only: str = "") -> Restored:
    """Bring the cases of a backup into the open vault, all in one transaction; `only`: one case by id.

    Cases that were made after the backup stay. People, passphrases and the log stay as they are now. `ring`: from
    `store.people.ring_of(read_header(backup).generation)`. Raises InputError; then nothing has changed.
    """
    erased = {mark for mark, _ in store.erasure.marks() | store.erasure.marks_in(backup.parent)}
    changed = again = 0
    folder = store.path.parent if store.path is not None else backup.parent
    with (
        opened(backup, ring, folder) as (header, old),
        store.together("Sicherung eingespielt", header.day.isoformat()),
    ):
        broken = {damage.case_id for damage in old.damaged}
        for line in old.listing():
            if only not in ("", line.id) or line.id in broken:
                continue
            if store.erasure.mark_of(line.id) in erased:
                again += 1
                continue
            case = old.load(line.id)
            if not store.holds(case):
                store.overwrite(case)
                changed += 1
    return Restored(header, len(store.listing()), changed, again, tuple(old.damaged), None)


@contextmanager
def opened(backup: Path, ring: Keyring, folder: Path) -> Iterator[tuple[Header, Store]]:
    """The vault of a backup, to look into only; `folder` takes the sealed copy meanwhile. Raises InputError."""
    unfinished = folder / "einsicht.unfertig"
    try:
        with unfinished.open("wb") as stream:
            header = read(backup, ring, stream)
        with plain_errors(unfinished):
            connection = database.link(unfinished, read_only=True)
        old = Store.on(connection, header.door, ring, header.day, read_only=True)
        try:
            yield header, old
        finally:
            old.close()
    finally:
        _clear(unfinished)


def _clear(unfinished: Path) -> None:
    for path in (unfinished, Path(f"{unfinished}-journal")):
        path.unlink(missing_ok=True)


def _put_right(
    unfinished: Path,
    header: Header,
    ring: Keyring,
    lists: tuple[Path, ...],
    seen: Seen,
    least: int,
    schema: Path,
    today: date,
) -> Restored:
    """Erase again what was erased since, and count on from the highest number of saves seen."""
    with plain_errors(unfinished):
        connection = database.link(unfinished)
        try:
            database.migrate(connection, None, schema, today)
            store = Store.on(connection, header.door, ring, header.day, read_only=False)
            marks = store.erasure.marks().union(*(store.erasure.marks_in(folder) for folder in lists))
            erased = store.settle(marks, max(least, seen.highest(store.vault, store.state["tomb_key"])))
            cases, damages = check_all(SealedFile(connection, None, header.door, ring))
            return Restored(header, cases, 0, erased, tuple(damages), None)
        finally:
            connection.close()


def _epoch_of(vault: Path) -> int:
    """How far the vault that is replaced had come; 0 when there is none or it cannot be read."""
    if not vault.exists():
        return 0
    try:
        connection = database.link(vault)
        try:
            row = Records(connection).get(ROOT)
            return row.ver if row else 0
        finally:
            connection.close()
    except (sqlite3.Error, InputError):
        return 0


def _set_aside(vault: Path, today: date) -> Path | None:
    """What lay there stays, with its journal, until it is thinned out."""
    if not vault.exists():
        return None
    aside = vault.with_name(f"{vault.stem}-ersetzt-{today.isoformat()}{vault.suffix}")
    journal = Path(f"{vault}-journal")
    if journal.exists():
        journal.replace(f"{aside}-journal")
    vault.replace(aside)
    return aside
