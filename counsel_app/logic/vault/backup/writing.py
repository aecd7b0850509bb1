"""Makes backups: a copy of the vault, checked case by case, sealed, read back, and then the older ones thinned.

`begin` needs the store and is quick; `finish` is slow and may run on another thread; `note` needs the store again.
"""

from __future__ import annotations

import hashlib
import io
import re
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault import ledger
from counsel_app.logic.vault.backup.checking import check_all
from counsel_app.logic.vault.backup.container import Header, new_header, read, read_header, write
from counsel_app.logic.vault.backup.thinning import OLDEST, kept
from counsel_app.logic.vault.mishaps import StoreError
from counsel_app.logic.vault.sealed import STATE, SealedFile
from counsel_app.logic.vault.sealing.keyring import Keyring
from counsel_app.logic.vault.stocktaking import Damage

ENDING = ".sicherung"
FOLDER = "sicherungen"
_SET_ASIDE = re.compile(r"-(?:ersetzt|vor-\d{3})-(\d{4}-\d\d-\d\d)\.")
LATE = 3  # days without a verified backup after which the sentence turns into a warning


class BackupLine(NamedTuple):
    """One backup in a folder."""

    path: Path
    day: date
    epoch: int


class Made(NamedTuple):
    """What came of making a backup. `problems`: one sentence per folder that took none, and per damage."""

    header: Header
    folders: tuple[Path, ...]
    cases: int
    problems: tuple[str, ...]


class BackupState(NamedTuple):
    """For the line that is always visible."""

    verified_on: date | None
    is_due: bool
    is_late: bool
    sentence: str


@dataclass(frozen=True)
class Prepared:
    """A copy of the vault, to be sealed into the folders."""

    copy: Path
    header: Header
    ring: Keyring
    folders: tuple[Path, ...]
    marks: frozenset[ledger.Mark]
    tomb_key: str
    today: date

    def finish(self) -> Made:
        """Check, seal, read back, thin out. Slow; touches nothing of the store. Raises StoreError."""
        try:
            cases, damages = self._check()
            problems = [damage.what for damage in damages]
            done = []
            for folder in self.folders:
                try:
                    self._into(folder, clean=not damages)
                    done.append(folder)
                except (OSError, InputError) as error:
                    what = error.strerror if isinstance(error, OSError) else str(error)
                    problems.append(f"In „{folder}“ wurde nicht gesichert ({what}); bitte den Datenträger prüfen.")
        finally:
            self.copy.unlink(missing_ok=True)
        return Made(self.header, tuple(done), cases, tuple(problems))

    def look_through(self) -> tuple[int, tuple[str, ...]]:
        """Only check the copy: how many cases can be read, and what is wrong. Slow, as `finish` is."""
        try:
            cases, damages = self._check()
        finally:
            self.copy.unlink(missing_ok=True)
        return cases, tuple(damage.what for damage in damages)

    def _check(self) -> tuple[int, list[Damage]]:
        connection = sqlite3.connect(self.copy, isolation_level=None)
        try:
            return check_all(SealedFile(connection, self.copy, self.header.door, self.ring))
        finally:
            connection.close()

    def _into(self, folder: Path, *, clean: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"hafenlotse-{self.today.isoformat()}-{self.header.epoch:08d}{ENDING}"
        with self.copy.open("rb") as source:
            write(target, self.header, self.ring, source)
        if _digest_of(target, self.ring) != _digest(self.copy):
            target.unlink()
            raise InputError("das Geschriebene ließ sich nicht unverändert zurücklesen")
        ledger.write(folder, self.header.vault, self.tomb_key, self.marks)
        if clean:
            thin_out(folder, self.header.vault, self.today)


class Backups:
    """The backups of one open vault."""

    def __init__(
        self,
        file: SealedFile,
        state: dict[str, Any],
        marks: Callable[[], frozenset[ledger.Mark]],
        day: Callable[[], date],
    ) -> None:
        self._file = file
        self._state = state
        self._marks = marks
        self._day = day

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where backups go: beside the vault, and where somebody chose."""
        return (self._path.parent / FOLDER, *(Path(one) for one in self._known.get("folders", ())))

    def choose_folder(self, folder: Path | None) -> None:
        """Back up to one more place, for instance a stick; None: only beside the vault."""
        self._keep({**self._known, "folders": [str(folder)] if folder else []})

    def state(self, today: date) -> BackupState:
        """When a backup was last verified, and whether one is due."""
        verified = self._known.get("verified")
        if verified is None:
            return BackupState(None, True, True, "Noch keine geprüfte Sicherung.")
        day = date.fromisoformat(verified)
        age = max(0, (today - day).days)  # a clock set back makes no backup younger than today
        words = {0: "heute", 1: "gestern"}.get(age, f"vor {age} Tagen")
        is_due = age > 0 and self._file.root.epoch > self._known["epoch"]
        late = is_due and age > LATE
        sentence = f"Zuletzt geprüfte Sicherung: {words}" + ("; bitte jetzt sichern." if late else ".")
        return BackupState(day, is_due, late, sentence)

    def make(self, today: date) -> Made:
        """Make a backup now, in one go."""
        made = self.begin(today).finish()
        self.note(made)
        return made

    def begin(self, today: date) -> Prepared:
        """Copy the vault beside itself (sealed, as it lies there)."""
        copy = self._path.with_suffix(".kopie-unfertig")
        copy.unlink(missing_ok=True)
        target = sqlite3.connect(copy)
        try:
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("PRAGMA synchronous = OFF")
            self._file.connection.backup(target)
        except sqlite3.Error as error:
            raise StoreError(f"Die Sicherung konnte nicht begonnen werden ({error}); bitte Platz schaffen.") from None
        finally:
            target.close()
        header = new_header(self._file.door, self._file.ring, self._file.root.epoch, today)
        return Prepared(copy, header, self._file.ring, self.folders, self._marks(), self._state["tomb_key"], today)

    def note(self, made: Made) -> None:
        """Remember that a backup was verified."""
        if made.folders:
            epoch = self._file.root.epoch + 1
            drop_copies(self._path, made.header.day)
            if not self._file.door.opens_without_secret:
                drop_open_backups(made.folders, self._file.vault)
            self._keep({**self._known, "verified": made.header.day.isoformat(), "epoch": epoch})

    def lines(self) -> tuple[BackupLine, ...]:
        """All backups that can be reached, the newest first."""
        found = [line for folder in self.folders for line in backups_in(folder, self._file.vault)]
        return tuple(sorted(found, key=lambda line: line.epoch, reverse=True))

    @property
    def _known(self) -> dict[str, Any]:
        return cast(dict[str, Any], self._state.get("backup", {}))

    @property
    def _path(self) -> Path:
        if self._file.path is None:
            raise StoreError("Das Beispiel wird nicht gesichert.")
        return self._file.path

    def _keep(self, table: dict[str, Any]) -> None:
        with self._file.changing(self._day()) as change:
            self._file.put_twice(STATE, STATE, {**self._state, "backup": table})
            change.afterwards.append(lambda: self._state.update(backup=table))


def backups_in(folder: Path, vault: str | None = None) -> list[BackupLine]:
    """The backups in a folder, of one vault or of any."""
    found = []
    for path in sorted(folder.glob(f"*{ENDING}")):
        try:
            header = read_header(path)
        except InputError:
            continue
        if vault in (None, header.vault):
            found.append(BackupLine(path, header.day, header.epoch))
    return found


def thin_out(folder: Path, vault: str, today: date) -> None:
    """Remove what need not stay; of one day the latest stays."""
    lines = backups_in(folder, vault)
    latest = {line.day: line for line in sorted(lines, key=lambda line: line.epoch)}
    stay = {latest[day].path for day in kept(latest, today)}
    for line in lines:
        if line.path not in stay:
            line.path.unlink()


def drop_copies(vault: Path, today: date) -> None:
    """Remove what restores and migrations set aside beside the vault when it is as old as backups may become."""
    for path in vault.parent.glob(f"{vault.stem}-*{vault.suffix}*"):
        found = _SET_ASIDE.search(path.name)
        with suppress(ValueError):
            if found and today - date.fromisoformat(found[1]) >= OLDEST:
                path.unlink()


def drop_open_backups(folders: tuple[Path, ...], vault: str) -> None:
    """Remove the backups from before the vault had a passphrase: they still open without one."""
    for line in [line for folder in folders for line in backups_in(folder, vault)]:
        if read_header(line.path).door.opens_without_secret:
            with suppress(OSError):
                line.path.unlink()


class _Digesting(io.RawIOBase):
    """Takes bytes and keeps their digest only."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()

    def write(self, content: Any) -> int:
        self.digest.update(content)
        return len(content)


def _digest_of(backup: Path, ring: Keyring) -> bytes:
    sink = _Digesting()
    read(backup, ring, cast(BinaryIO, sink))
    return sink.digest.digest()


def _digest(path: Path) -> bytes:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()
