"""Half-typed text, kept sealed so that locking or a crash costs nobody a sentence."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from counsel_app.logic.cases.strict_json import packed
from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.mishaps import plain_errors
from counsel_app.logic.vault.sealed import UNREADABLE, SealedFile
from counsel_app.logic.vault.sealed_cases import DRAFT, SealedCases
from counsel_app.logic.vault.sealing.cipher import Key

LONGEST = 200_000
DRAFTS = "drafts"  # purpose of the key of drafts that belong to no case


class Drafts:
    """Drafts by case and place; case "" for what belongs to none. Erased with their case."""

    def __init__(self, file: SealedFile, cases: SealedCases) -> None:
        self._file = file
        self._cases = cases

    def keep(self, day: date, case_id: str, place: str, text: str) -> None:
        """Keep the text of one form field; an empty text removes it. Raises StoreError, InputError."""
        if len(text) > LONGEST:
            raise InputError(f"Der Entwurf ist länger als {LONGEST} Zeichen; bitte kürzen.")
        ident = self._ident(case_id, place)
        with self._file.changing(day):
            if not text:
                self._file.records.drop(ident)
                return
            row = self._file.records.get(ident)
            body = packed([place, text])
            self._file.seal_row(ident, case_id, DRAFT, row.ver + 1 if row else 1, body, self._key(case_id))

    def all(self, case_id: str) -> dict[str, str]:
        """The drafts of a case by place; one that cannot be read is left out. Raises StoreError."""
        found = {}
        with plain_errors(self._file.path):
            rows = self._file.records.of_case(case_id)
        for row in rows:
            if row.kind == DRAFT:
                try:
                    place, text = json.loads(self._file.open_row(row, self._key(case_id)))
                except UNREADABLE:
                    continue
                found[place] = text
        return found

    def _key(self, case_id: str) -> Key:
        return self._cases.key(case_id) if case_id else self._file.ring.purpose_key(DRAFTS)

    def _ident(self, case_id: str, place: str) -> str:
        mark = hashlib.sha256(f"{self._file.vault}\0{case_id}\0{place}".encode("utf-8", "surrogatepass"))
        return f"draft/{mark.hexdigest()[:32]}"
