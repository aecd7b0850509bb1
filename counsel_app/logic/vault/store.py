"""The store of cases: SQLite, each save one transaction that is on the disk before it returns.

The rest of the program sees Cases; that they are rows, and how they are written, is known here alone.

* journal_mode=TRUNCATE and synchronous=FULL: with Python's default a power cut can take the last confirmed
  save with it.
* a newer schema is refused, bytes unchanged; before a migration a verified copy is kept beside the file.
* one program at a time: a lock file held open by the system, gone with the process.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from counsel_app.logic.cases.codec import decode, encode
from counsel_app.logic.cases.records import Case
from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.names import folded
from counsel_app.logic.vault.single_instance import InstanceLock

PRAGMAS: dict[str, tuple[str, object]] = {
    "journal_mode": ("TRUNCATE", "truncate"),
    "synchronous": ("FULL", 2),
    "secure_delete": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "foreign_keys": ("ON", 1),
}


class StoreError(InputError):
    """Something about the store that a counsellor must know; one German sentence."""


class CaseLine(NamedTuple):
    """One case in the list."""

    id: str
    code: str
    title: str
    people: tuple[str, ...]
    changed_on: date


class Store:
    """All cases of one file. Open it with `Store.open` or `Store.in_memory`; close it in the end."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None, lock: InstanceLock | None) -> None:
        self._connection = connection
        self.path = path
        self._lock = lock
        self._lines: dict[str, CaseLine] = {}
        self._folded: dict[str, str] = {}
        self.damaged: list[str] = []
        for row in connection.execute("SELECT case_id, body FROM record WHERE kind = 'case'"):
            try:
                self._note(decode(row[1]))
            except InputError:
                self.damaged.append(row[0])

    @classmethod
    def open(cls, path: Path, schema: Path) -> Store:
        """The store in `path`, made or migrated by the numbered files of `schema`.

        Raises StoreError: damaged or foreign file, newer schema, folder or file not writable, disk full,
        another Hafenlotse has it open.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = InstanceLock.take(path.with_suffix(".lock"))
        except OSError as error:
            raise StoreError(
                f"In den Ordner „{path.parent}“ lässt sich nicht schreiben ({error.strerror}); "
                "bitte einen anderen Ordner wählen oder die Rechte prüfen."
            ) from None
        if lock is None:
            raise StoreError("Hafenlotse ist schon geöffnet; bitte das offene Fenster benutzen.")
        try:
            with _plain_errors(path):
                connection = _connect(str(path))
                _migrate(connection, path, schema)
                return cls(connection, path, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def in_memory(cls, schema: Path) -> Store:
        """A store that forgets: for tests and for the demo household."""
        connection = _connect(":memory:")
        _migrate(connection, None, schema)
        return cls(connection, None, None)

    def close(self) -> None:
        """Let go of the file and the lock."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def save(self, case: Case) -> None:
        """Keep the case: on the disk when this returns, or StoreError and the old state."""
        body = encode(case)
        with _plain_errors(self.path), self._connection:
            self._connection.execute(
                "INSERT INTO record (id, case_id, kind, ver, body) VALUES (?, ?, 'case', 1, ?)"
                " ON CONFLICT (id) DO UPDATE SET ver = ver + 1, body = excluded.body",
                (case.id, case.id, body),
            )
        self._note(case)

    def load(self, case_id: str) -> Case:
        """One case. Raises StoreError if there is none or it cannot be read."""
        with _plain_errors(self.path):
            row = self._connection.execute(
                "SELECT body FROM record WHERE case_id = ? AND kind = 'case'", (case_id,)
            ).fetchone()
        if row is None:
            raise StoreError("Diesen Fall gibt es nicht mehr; bitte die Liste neu öffnen.")
        return decode(row[0])

    def delete(self, case_id: str) -> None:
        """Remove a case and all its records."""
        with _plain_errors(self.path), self._connection:
            self._connection.execute("DELETE FROM record WHERE case_id = ?", (case_id,))
        self._lines.pop(case_id, None)
        self._folded.pop(case_id, None)

    def listing(self, search: str = "") -> tuple[CaseLine, ...]:
        """The cases that hold every word of the search, newest first."""
        words = folded(search).split()
        found = [line for key, line in self._lines.items() if all(word in self._folded[key] for word in words)]
        return tuple(sorted(found, key=lambda line: (line.changed_on, line.code), reverse=True))

    def _note(self, case: Case) -> None:
        people = tuple(person.label for person in case.people)
        self._lines[case.id] = CaseLine(case.id, case.code, case.title, people, case.changed_on)
        self._folded[case.id] = folded(" ".join((case.code, case.title, *people)))


def _connect(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(place, timeout=2.0)
    for name, (wanted, kept) in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {wanted}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != kept and not (name == "journal_mode" and found == "memory"):
            connection.close()
            raise StoreError(
                f"Die Datenbank nimmt die Einstellung „{name}“ nicht an; bitte Hafenlotse neu installieren."
            )
    return connection


def _migrate(connection: sqlite3.Connection, path: Path | None, schema: Path) -> None:
    steps = sorted(schema.glob("[0-9][0-9][0-9]_*.sql"))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    newest = int(steps[-1].name[:3])
    if version > newest:
        connection.close()
        raise StoreError(
            f"Die Fälle wurden mit einer neueren Fassung gespeichert (Stand {version}, bekannt bis {newest}); "
            "bitte das Programm aktualisieren. Die Datei wurde nicht verändert."
        )
    if version and version < newest and path is not None:
        _keep_copy(connection, path, version)
    for step in steps[version:]:
        number = int(step.name[:3])
        script = step.read_text(encoding="utf-8")
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")


def _keep_copy(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """A copy of the file before it is changed, read back before anything else happens."""
    target = path.with_name(f"{path.stem}-vor-{version + 1:03}{path.suffix}")
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StoreError(f"Die Sicherung „{target.name}“ ließ sich nicht prüfen; es wurde nichts verändert.")
    finally:
        copy.close()


@contextmanager
def _plain_errors(path: Path | None) -> Iterator[None]:
    """What SQLite and the system say, as one sentence a counsellor understands."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(_sentence(error, path)) from None


def _sentence(error: sqlite3.Error, path: Path | None) -> str:
    name = path.name if path else "Datenbank"
    code = getattr(error, "sqlite_errorname", "") or ""
    known = {
        "SQLITE_FULL": "Der Datenträger ist voll: Die letzte Eingabe wurde nicht gespeichert. "
        "Bitte Platz schaffen und noch einmal speichern.",
        "SQLITE_READONLY": f"Die Datei „{name}“ ist schreibgeschützt: Die Eingabe wurde nicht gespeichert. "
        "Bitte die Rechte prüfen.",
        "SQLITE_NOTADB": f"Die Datei „{name}“ ist keine Falldatei von Hafenlotse oder beschädigt; "
        "sie wurde nicht verändert. Bitte eine Sicherung einspielen.",
        "SQLITE_CORRUPT": f"Die Datei „{name}“ ist beschädigt; sie wurde nicht verändert. "
        "Bitte eine Sicherung einspielen.",
        "SQLITE_CANTOPEN": f"Die Datei „{name}“ lässt sich nicht öffnen; bitte Ordner und Rechte prüfen.",
        "SQLITE_BUSY": f"Die Datei „{name}“ wird von einem anderen Programm benutzt; "
        "bitte es schließen und noch einmal versuchen.",
        "SQLITE_IOERR": f"Der Datenträger mit „{name}“ antwortet nicht: Die letzte Eingabe wurde nicht gespeichert. "
        "Bitte den Datenträger prüfen.",
    }
    for start, sentence in known.items():
        if code.startswith(start):
            return sentence
    return f"Die Datei „{name}“ lässt sich nicht benutzen ({code or 'unbekannter Fehler'}); sie wurde nicht verändert."
