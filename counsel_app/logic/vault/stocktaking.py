"""What is found when a vault is opened: every case that is there, and everything that does not fit.

A damaged page is made anew from the cases themselves, so that one bad byte never hides the rest.
"""

from __future__ import annotations

import hashlib
import hmac
from contextlib import suppress
from typing import Any, NamedTuple

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.catalogue import PAGES, Entry, Root, entry_of, page_id, page_of
from counsel_app.logic.vault.mishaps import StoreError
from counsel_app.logic.vault.sealed import ROOT, SPARE, STATE, UNREADABLE, SealedFile
from counsel_app.logic.vault.sealed_cases import CASE, SealedCases
from counsel_app.logic.vault.search import NameIndex

TOMBSTONES = "tombstones"


class Damage(NamedTuple):
    """Something that does not fit. `code` names the case, "" when it is not about one case."""

    case_id: str
    code: str
    what: str


def tombstone(secret: str, case_id: str) -> str:
    """What remains of an erased case: a keyed hash that says nothing without the vault's key."""
    return hmac.new(bytes.fromhex(secret), case_id.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def read_state(file: SealedFile) -> dict[str, Any]:
    """The administration of the vault, from either copy. Raises StoreError when both are damaged."""
    for read in (file.read_json, file.read_any):
        for record_id in (STATE, STATE + SPARE):
            with suppress(*UNREADABLE):
                state = read(record_id)
                if isinstance(state, dict):
                    return state
    raise StoreError("Die Verwaltung des Tresors ist beschädigt; bitte eine Sicherung einspielen.")


class Stocktaking:
    """Reads the catalogue of a vault and compares it with the records."""

    def __init__(self, file: SealedFile) -> None:
        self._file = file
        self._cases = SealedCases(file)
        self.index = NameIndex()
        self.damages: list[Damage] = []

    def take(self) -> None:
        """Fill the index and the damages."""
        with self._file.records.reading():
            stored = self._file.records.versions(CASE)
            lost = self._read_pages(self._read_root())
            self._compare(stored, lost)
            for record_id in (STATE, STATE + SPARE, TOMBSTONES):
                self._check(record_id)
            if not self._file.door_fits():
                self._note("Die Plätze (Zugänge) wurden von außen verändert; bitte alle Zugänge prüfen.")

    def _read_root(self) -> bool:
        """Read the root, or make one from what can still be read; whether it was there."""
        try:
            self._file.root = self._file.read_root()
        except UNREADABLE:
            self._note("Das Verzeichnis der Fälle ist beschädigt und wurde aus den Fällen neu gebildet.")
            self._file.root = self._makeshift_root()
            return False
        return True

    def _check(self, record_id: str) -> None:
        try:
            self._file.read_json(record_id)
        except UNREADABLE:
            self._note(
                "Eine Abschrift der Verwaltung oder der Löschvermerke ist beschädigt; "
                "die Fälle sind davon nicht betroffen. Bitte bald sichern."
            )

    def _makeshift_root(self) -> Root:
        records, versions = self._file.records, {}
        for record_id in (STATE, STATE + SPARE, TOMBSTONES):
            row = records.get(record_id)
            if row is not None:
                versions[record_id] = row.ver
        row = records.get(ROOT)
        return Root(epoch=row.ver if row else 0, versions=versions)

    def _read_pages(self, root_fits: bool) -> set[str]:
        """Index all pages; the names of those that cannot be read."""
        lost = set() if root_fits else {f"page/{number:02x}" for number in range(PAGES)}
        for name in [name for name in self._file.root.versions if name.startswith("page/")]:
            try:
                page = page_of(self._file.read(name) or b"[]")
            except UNREADABLE:
                lost.add(name)
                self._note("Eine Seite des Verzeichnisses ist beschädigt und wurde aus den Fällen neu gebildet.")
                continue
            for entry in page.values():
                self.index.note(entry)
        if lost:
            self._file.rebuilt = {name: {} for name in lost}
        return lost

    def _compare(self, stored: dict[str, int], lost: set[str]) -> None:
        for case_id in [line.id for line in self.index.lines()]:
            entry = self.index.get(case_id)
            if entry is not None and stored.get(case_id) != entry.ver:
                missing = case_id not in stored
                self._damaged(
                    entry, "fehlt in der Datei" if missing else "liegt in einem anderen Stand vor als verzeichnet"
                )
        erased = self._tombstones() if lost else set()
        for case_id, ver in stored.items():
            if case_id in self.index:
                continue
            if page_id(case_id) in lost:
                self._rebuild(case_id, ver, erased)
            else:
                self._note(
                    "Ein Fall, der nicht im Verzeichnis steht, wurde von außen eingefügt; er wird nicht angezeigt."
                )

    def _rebuild(self, case_id: str, ver: int, erased: set[str]) -> None:
        try:
            case, known = self._cases.read(case_id, is_listed=False)
        except (*UNREADABLE, InputError):
            self.damages.append(
                Damage(case_id, "", f"Ein Fall (Kennung {case_id[:8]}) ist beschädigt und nicht lesbar.")
            )
            return
        if self._tomb(case_id) in erased or known.ver != ver:
            return
        entry = entry_of(case, ver)
        self.index.note(entry)
        self._file.rebuilt[page_id(case_id)][case_id] = entry

    def _tombstones(self) -> set[str]:
        with suppress(*UNREADABLE):
            return {mark for mark, _ in self._file.read_any(TOMBSTONES)}
        return set()

    def _tomb(self, case_id: str) -> str:
        for record_id in (STATE, STATE + SPARE):
            with suppress(*UNREADABLE):
                return tombstone(self._file.read_any(record_id)["tomb_key"], case_id)
        return ""

    def _damaged(self, entry: Entry, what: str) -> None:
        self.damages.append(Damage(entry.line.id, entry.line.code, f"Der Fall {entry.line.code} {what}."))

    def _note(self, what: str) -> None:
        damage = Damage("", "", what)
        if damage not in self.damages:
            self.damages.append(damage)
