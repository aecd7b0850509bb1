"""Erasing: the records go, the key of the case goes with them, and a mark stays that no restore can pass.

The mark is a keyed hash and a day. It lies in the vault, and in a list beside the vault and beside every backup.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from counsel_app.logic.vault import ledger
from counsel_app.logic.vault.audit import Audit
from counsel_app.logic.vault.ledger import Mark
from counsel_app.logic.vault.mishaps import DiskFullError
from counsel_app.logic.vault.reserve import Reserve
from counsel_app.logic.vault.sealed import UNREADABLE, SealedFile
from counsel_app.logic.vault.sealed_cases import SealedCases
from counsel_app.logic.vault.search import NameIndex
from counsel_app.logic.vault.stocktaking import TOMBSTONES, tombstone


class Erasure:
    """Erases cases of one open vault and knows which were erased."""

    def __init__(
        self,
        file: SealedFile,
        cases: SealedCases,
        index: NameIndex,
        state: dict[str, Any],
        audit: Audit,
        day: Callable[[], date],
    ) -> None:
        self._file = file
        self._cases = cases
        self._index = index
        self._state = state
        self._audit = audit
        self._day = day
        self._reserve = Reserve(file.path) if file.path is not None and not file.read_only else None

    def keep_room(self) -> None:
        """Keep a little room back, so that a full disk never keeps anybody from erasing."""
        if self._reserve is not None:
            self._reserve.fill()

    def give_room(self) -> bool:
        """Give up the room kept back, for what must not be lost on a full disk; whether there was any."""
        return self._reserve is not None and self._reserve.release()

    def erase(self, case_id: str) -> int:
        """Erase a case with its key; how many records went. Raises StoreError."""
        try:
            return self._erase(case_id)
        except DiskFullError:
            if not self.give_room():
                raise
            records = self._erase(case_id)
            self.keep_room()
            return records

    def mark_of(self, case_id: str) -> str:
        """The mark an erased case leaves."""
        return tombstone(self._state["tomb_key"], case_id)

    def was_erased(self, case_id: str) -> bool:
        """Whether a case was erased from this vault."""
        return self.mark_of(case_id) in {mark for mark, _ in self.marks()}

    def marks(self) -> frozenset[Mark]:
        """All marks: of the vault and of the list beside it."""
        return frozenset((mark, day) for mark, day in self._own_marks()) | self.marks_in(self._folder)

    def marks_in(self, folder: Path | None) -> frozenset[Mark]:
        """The marks listed in a folder."""
        return ledger.read(folder, self._file.vault, self._state["tomb_key"]) if folder else frozenset()

    def add(self, marks: frozenset[Mark]) -> None:
        """Take over marks from elsewhere, within `SealedFile.changing`."""
        together = frozenset((mark, day) for mark, day in self._own_marks()) | marks
        self._file.put_json(TOMBSTONES, TOMBSTONES, sorted(together))

    def _erase(self, case_id: str) -> int:
        mark: Mark = (self.mark_of(case_id), self._day().isoformat())
        with self._file.changing(self._day()) as change:
            self.add(frozenset([mark]))
            records = self._cases.erase(case_id)
            self._audit.note(self._day(), "gelöscht", case_id)
            change.afterwards.append(lambda: self._index.forget(case_id))
            change.afterwards.append(lambda: self._list([mark]))
        return records

    def _list(self, marks: list[Mark]) -> None:
        if self._folder is not None:
            with suppress(OSError):
                ledger.write(self._folder, self._file.vault, self._state["tomb_key"], marks)

    @property
    def _folder(self) -> Path | None:
        return self._file.path.parent if self._file.path is not None else None

    def _own_marks(self) -> list[list[str]]:
        """The marks in the vault; none when their record is damaged, which was said at opening."""
        with suppress(*UNREADABLE):
            return list(json.loads(self._file.read(TOMBSTONES, self._file.current_root()) or b"[]"))
        return []
