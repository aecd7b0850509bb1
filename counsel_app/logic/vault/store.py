"""The store of cases: the rest of the program sees Cases, never rows, keys or files.

Every save is one transaction that is on the disk when it returns, or a StoreError and the old state. Below:
`sealed` and `sealed_cases` (records), `catalogue` (list and manifest), `sealing` (keys), `records` (SQL).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from counsel_app.logic.cases.records import Case
from counsel_app.logic.errors import InputError
from counsel_app.logic.vault import database
from counsel_app.logic.vault.adoption import adopt
from counsel_app.logic.vault.agenda import Agenda
from counsel_app.logic.vault.audit import Audit
from counsel_app.logic.vault.backup.writing import Backups
from counsel_app.logic.vault.catalogue import NEVER, CaseLine
from counsel_app.logic.vault.drafts import Drafts
from counsel_app.logic.vault.erasure import Erasure
from counsel_app.logic.vault.founding import Founding, found_open, found_sealed
from counsel_app.logic.vault.mishaps import ConflictError, StoreError, plain_errors
from counsel_app.logic.vault.opening import Attached, attach, door_at
from counsel_app.logic.vault.people import People
from counsel_app.logic.vault.sealed import STATE, UNREADABLE, SealedFile, read_door
from counsel_app.logic.vault.sealed_cases import Known, SealedCases
from counsel_app.logic.vault.sealing.door import Door
from counsel_app.logic.vault.sealing.keyring import Keyring
from counsel_app.logic.vault.sealing.slots import STANDARD, Cost
from counsel_app.logic.vault.seen import Seen
from counsel_app.logic.vault.stocktaking import TOMBSTONES, Damage, Stocktaking, read_state

__all__ = ["CaseLine", "ConflictError", "Store", "StoreError"]

LONGEST_PAUSE = timedelta(days=370)  # a clock further ahead than this is asked about, not believed


class Store:
    """All cases of one vault, unlocked. Close it in the end.

    `people` (places and passphrases), `backups`, `erasure`, `audit`, `drafts` and `agenda` (the calendar of all cases)
    are its rooms; `damaged` says what did not fit when it was opened.
    """

    def __init__(self, file: SealedFile, attached: Attached, today: date, seen: Path | None = None) -> None:
        self._file = file
        self._attached = attached
        file.read_only = attached.read_only
        self.path = file.path
        before = Seen(seen or file.path.with_suffix(".seen")) if file.path is not None else None
        with plain_errors(self.path):
            stock = Stocktaking(file)
            stock.take()
            self.state = read_state(file)
        self.damaged: list[Damage] = stock.damages
        self._index = stock.index
        self.agenda = Agenda(stock.index)
        self._cases = SealedCases(file)
        self._known: dict[str, Known] = {}
        self.audit = Audit(file, self.state["audit_keys"])
        self.people = People(file, self.state, self.audit, self._day)
        self.people.leave_out_strangers()
        self.drafts = Drafts(file, self._cases)
        self.erasure = Erasure(file, self._cases, self._index, self.state, self.audit, self._day)
        self.backups = Backups(file, self.state, self.erasure.marks, self._day)
        if before is not None:
            self._watch_age(before)
        latest = file.root.latest
        self._today = latest if today == NEVER else today
        self.clock_doubtful = latest != NEVER and not latest <= self._today <= latest + LONGEST_PAUSE
        if not file.read_only:
            adopt(file, self.state, self.save, self.day)
            self.erasure.keep_room()

    # ways in ------------------------------------------------------------------------

    @staticmethod
    def door(path: Path) -> Door | None:
        """The slots to choose from; None when the vault has still to be made. Raises StoreError, InputError."""
        return door_at(path)

    @classmethod
    def create(
        cls, path: Path, schema: Path, *, name: str, passphrase: str, recovery: str, today: date, cost: Cost = STANDARD
    ) -> Store:
        """A new vault with two slots: the first person's and the printed recovery code's.

        Takes two runs of Argon2. Cases that an earlier program kept unsealed in this file are sealed, too.
        Raises StoreError, among others when there is a vault already.
        """
        return cls.founded(path, schema, today, lambda: found_sealed(name, passphrase, recovery, cost))

    @classmethod
    def unlock(cls, path: Path, schema: Path, ring: Keyring, today: date, seen: Path | None = None) -> Store:
        """The vault with the keys that `Door.unlock` gave. Raises StoreError.

        `seen`: a file in another folder that remembers how far this computer has seen the vault.
        """
        attached = attach(path, schema, today)
        try:
            with plain_errors(path):
                door = read_door(attached.connection)
                if door is None:
                    raise StoreError("In dieser Datei gibt es keinen Tresor; bitte einen anlegen.")
            return cls(SealedFile(attached.connection, path, door, ring), attached, today, seen)
        except BaseException:
            attached.let_go()
            raise

    @classmethod
    def open(cls, path: Path, schema: Path, today: date | None = None, seen: Path | None = None) -> Store:
        """The vault that opens without a secret, made if missing: for tests, and for what an earlier program made.

        Raises StoreError for any other.
        """
        if (door := door_at(path)) is None:
            return cls.founded(path, schema, today or NEVER, found_open)
        if not door.opens_without_secret:
            raise StoreError("Diese Fälle sind verschlossen; bitte mit einer Passphrase öffnen.")
        return cls.unlock(path, schema, door.unlock(door.slots[0].id, ""), today or NEVER, seen)

    @classmethod
    def in_memory(cls, schema: Path) -> Store:
        """A store that forgets: for tests and for the demo household."""
        attached = Attached(database.link(None), None, False)
        database.migrate(attached.connection, None, schema, NEVER)
        return cls._furnished(attached, None, found_open, NEVER)

    @classmethod
    def on(cls, connection: sqlite3.Connection, door: Door, ring: Keyring, today: date, *, read_only: bool) -> Store:
        """The vault in a copy that is open already, for instance of a backup."""
        return cls(SealedFile(connection, None, door, ring), Attached(connection, None, read_only), today)

    @classmethod
    def founded(
        cls, path: Path, schema: Path, today: date, found: Callable[[], Founding], seen: Path | None = None
    ) -> Store:
        """A new vault with a door and keys made elsewhere. Raises StoreError."""
        attached = attach(path, schema, today)
        try:
            with plain_errors(path):
                if read_door(attached.connection) is not None:
                    raise StoreError("Hier gibt es schon einen Tresor; bitte ihn öffnen statt einen neuen anzulegen.")
            return cls._furnished(attached, path, found, today, seen)
        except BaseException:
            attached.let_go()
            raise

    @classmethod
    def _furnished(
        cls,
        attached: Attached,
        path: Path | None,
        found: Callable[[], Founding],
        today: date,
        seen: Path | None = None,
    ) -> Store:
        founding = found()
        file = SealedFile(attached.connection, path, founding.door, founding.ring)
        with file.changing(today):
            file.put_door(founding.door)
            file.put_twice(STATE, STATE, founding.state)
            file.put_json(TOMBSTONES, TOMBSTONES, [])
        return cls(file, attached, today, seen)

    def close(self) -> None:
        """Let go of the file and the lock."""
        self._attached.let_go()

    # cases --------------------------------------------------------------------------

    @property
    def day(self) -> date:
        """The day written into the vault: never before the latest one seen, never a doubtful one."""
        return self._file.root.latest if self.clock_doubtful else self._today

    def confirm_day(self, today: date) -> None:
        """A person says that this is the day, whatever was seen before."""
        self._today, self.clock_doubtful = today, False

    @property
    def read_only(self) -> bool:
        """Whether the medium takes no changes."""
        return self._file.read_only

    @property
    def vault(self) -> str:
        """The id of the vault."""
        return self._file.vault

    def save(self, case: Case) -> None:
        """Keep the case: on the disk when this returns, or StoreError and the old state.

        ConflictError: another process saved it since it was loaded here.
        """
        known = self._known.get(case.id)
        with self._file.changing(self.day):
            if known is None and case.id in self._index:
                known = self._read(case.id)[1]
            self._write(case, known)

    def load(self, case_id: str) -> Case:
        """One case. Raises StoreError if there is none or it cannot be read."""
        with plain_errors(self.path):
            if case_id not in self._index and self._file.records.get(case_id) is None:
                raise StoreError("Diesen Fall gibt es nicht mehr; bitte die Liste neu öffnen.")
            case, self._known[case_id] = self._read(case_id)
        self._log_reading(case_id)
        return case

    def delete(self, case_id: str) -> None:
        """Erase a case with its key. Raises StoreError."""
        self.erasure.erase(case_id)
        self._known.pop(case_id, None)

    def listing(self, search: str = "") -> tuple[CaseLine, ...]:
        """The cases that hold every word of the search, as written, as spoken or with one slip; newest first."""
        return self._index.find(search)

    def version_of(self, case_id: str) -> int:
        """The version of a stored case; 0 if there is none."""
        entry = self._index.get(case_id)
        return entry.ver if entry else 0

    def records_of(self, case_id: str) -> int:
        """How many records a case has, its key and drafts included."""
        with plain_errors(self.path):
            return len(self._file.records.of_case(case_id))

    def holds(self, case: Case) -> bool:
        """Whether the stored case is exactly this one; False if there is none or it is damaged."""
        with suppress(StoreError):
            return case.id in self._index and self._read(case.id)[0] == case
        return False

    def overwrite(self, case: Case) -> None:
        """Put a case in place of the stored one, even of a damaged one: for restoring."""
        with self._file.changing(self.day):
            known = None
            try:
                known = self._read(case.id)[1] if case.id in self._index else None
            except StoreError:
                self._cases.erase(case.id)
            self._write(case, known)

    @contextmanager
    def together(self, what: str = "", detail: str = "") -> Iterator[None]:
        """All changes inside are one transaction, logged as `what`."""
        with self._file.changing(self.day):
            if what:
                self.audit.note(self.day, what, "", detail)
            yield

    def setting(self, key: str, default: Any = None) -> Any:
        """A setting kept in the vault."""
        return self.state["settings"].get(key, default)

    def set_setting(self, key: str, value: Any) -> None:
        """Keep a setting (anything JSON knows)."""
        settings = {**self.state["settings"], key: value}
        with self._file.changing(self.day) as change:
            self._file.put_twice(STATE, STATE, {**self.state, "settings": settings})
            change.afterwards.append(lambda: self.state.update(settings=settings))

    def settle(self, marks: frozenset[tuple[str, str]], epoch: int) -> int:
        """After a restore: erase again what is marked, count on from `epoch`; how many cases went."""
        known = {mark for mark, _ in marks}
        erased = [line.id for line in self.listing() if self.erasure.mark_of(line.id) in known]
        with self.together("Tresor wiederhergestellt"):
            self._file.count_from(epoch)
            self.erasure.add(marks)
            for case_id in erased:
                self.erasure.erase(case_id)
        return len(erased)

    # inside ---------------------------------------------------------------------------

    def _day(self) -> date:
        return self.day

    def _read(self, case_id: str) -> tuple[Case, Known]:
        entry = self._index.get(case_id)
        try:
            return self._cases.read(case_id)
        except (*UNREADABLE, InputError):
            name = f"Fall {entry.line.code}" if entry else "Fall"
            raise StoreError(
                f"Der {name} ist beschädigt oder von außen verändert und wird nicht geöffnet; "
                "bitte eine Sicherung einspielen."
            ) from None

    def _write(self, case: Case, known: Known | None) -> None:
        change = self._file.now
        new, entry = self._cases.write(case, known)
        self.audit.note(self.day, "geändert" if known else "angelegt", case.id)
        change.afterwards.append(lambda: self._index.note(entry))
        change.afterwards.append(lambda: self._known.update({case.id: new}))

    def _watch_age(self, seen: Seen) -> None:
        """Notice a whole file that was put back from an older time, and remember how far it has come."""
        vault, secret = self._file.vault, self.state["tomb_key"]
        highest = seen.highest(vault, secret)
        if highest > self._file.root.epoch:
            gone = highest - self._file.root.epoch
            self.damaged.append(
                Damage(
                    "", "", f"Diese Datei ist älter als zuletzt an diesem Rechner gesehen: {gone} Änderungen fehlen."
                )
            )
        elif not self._file.read_only:
            self._file.on_saved = lambda epoch: seen.note(vault, secret, epoch)

    def _log_reading(self, case_id: str) -> None:
        """Log that the case was read; a full disk must not keep anybody from reading."""
        if not self._file.read_only and not self.audit.noted(self.day, "gelesen", case_id):
            with suppress(StoreError):
                self.audit.note(self.day, "gelesen", case_id)
