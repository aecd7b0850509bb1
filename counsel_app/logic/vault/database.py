"""The SQLite file: settings of each connection, and its way from schema to schema.

* journal_mode=TRUNCATE and synchronous=FULL: with Python's default a power cut can take the last confirmed
  save with it.
* a newer schema is refused, bytes unchanged; before a migration a verified copy is kept beside the file.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path
from urllib.parse import quote

from counsel_app.logic.vault.mishaps import StoreError

PRAGMAS: dict[str, tuple[str, object]] = {
    "journal_mode": ("TRUNCATE", "truncate"),
    "synchronous": ("FULL", 2),
    "secure_delete": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "foreign_keys": ("ON", 1),
}
PATIENCE = 10.0  # seconds to wait for another process that is just saving
FIRST_SEALED = 2  # before this schema the cases lay open
MEMORY = ":memory:"


def link(path: Path | None, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection with all settings asserted; no path: in memory. Raises StoreError, sqlite3.Error."""
    if path is None:
        connection = sqlite3.connect(MEMORY, isolation_level=None)
    else:
        place = f"file:{quote(str(path))}?mode={'ro' if read_only else 'rwc'}"
        connection = sqlite3.connect(place, uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        assert_settings(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def assert_settings(connection: sqlite3.Connection) -> None:
    """Set each pragma and read it back. Raises StoreError for one that does not hold."""
    for name, (wanted, kept) in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {wanted}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != kept and not (name == "journal_mode" and found == "memory"):
            raise StoreError(
                f"Die Datenbank nimmt die Einstellung „{name}“ nicht an; bitte Hafenlotse neu installieren."
            )


def newest(schema: Path) -> int:
    """The version this program writes."""
    return len(_steps(schema))


def version_of(connection: sqlite3.Connection) -> int:
    """The version of a file; 0 when it is new."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, path: Path | None, schema: Path, day: date) -> None:
    """Bring the file to the newest schema, one transaction per step. Raises StoreError for a newer file."""
    version, known = version_of(connection), newest(schema)
    if version > known:
        raise StoreError(
            "Die Fälle wurden mit einer neueren Fassung von Hafenlotse gespeichert "
            f"(Stand {version}, bekannt bis {known}); bitte das Programm aktualisieren. "
            "Die Datei wurde nicht verändert."
        )
    if version and version < known and path is not None:
        _keep_copy(connection, path, version, day)
    for number, step in enumerate(_steps(schema)[version:], version + 1):
        script = step.read_text(encoding="utf-8")
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def assert_schema(connection: sqlite3.Connection, schema: Path) -> None:
    """Refuse a file that holds other tables, views or triggers than the schema says. Raises StoreError."""
    if version_of(connection) != newest(schema):
        raise StoreError(
            "Die Fälle liegen in einem älteren Stand auf einem schreibgeschützten Datenträger; "
            "bitte die Datei auf einen beschreibbaren Datenträger kopieren und dort öffnen."
        )
    model = sqlite3.connect(MEMORY)
    for step in _steps(schema):
        model.executescript(step.read_text(encoding="utf-8"))
    query = "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name <> 'plain_record'"
    try:
        if set(connection.execute(query)) != set(model.execute(query)):
            raise StoreError(
                "Die Datenbank enthält Tabellen oder Regeln, die nicht von Hafenlotse stammen; "
                "sie wurde nicht geöffnet. Bitte eine Sicherung einspielen."
            )
    finally:
        model.close()


def _steps(schema: Path) -> list[Path]:
    return sorted(schema.glob("[0-9][0-9][0-9]_*.sql"))


def _keep_copy(connection: sqlite3.Connection, path: Path, version: int, day: date) -> None:
    """A copy of the file before it is changed, read back before anything else happens."""
    target = path.with_name(f"{_copy_stem(path, version + 1)}-{day.isoformat()}{path.suffix}")
    if target.exists():
        return
    unfinished = target.with_suffix(".unfertig")
    unfinished.unlink(missing_ok=True)
    copy = sqlite3.connect(unfinished)
    try:
        connection.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StoreError(f"Die Sicherung „{target.name}“ ließ sich nicht prüfen; es wurde nichts verändert.")
    finally:
        copy.close()
    unfinished.replace(target)


def drop_copies(path: Path, version: int) -> None:
    """Remove the copies made before a version, overwritten first: the cases in them lay open."""
    for copy in path.parent.glob(f"{_copy_stem(path, version)}-*{path.suffix}"):
        with copy.open("r+b") as stream:
            stream.write(bytes(copy.stat().st_size))
            stream.flush()
            os.fsync(stream.fileno())
        copy.unlink()


def _copy_stem(path: Path, version: int) -> str:
    return f"{path.stem}-vor-{version:03}"
