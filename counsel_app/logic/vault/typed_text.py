"""What was being typed when the program was locked or killed: put aside sealed, and put back."""

from __future__ import annotations

import json
from contextlib import suppress

from counsel_app.logic.vault.mishaps import DiskFullError
from counsel_app.logic.vault.store import Store
from counsel_app.logic.vault.views import DraftView, FieldDraft

INTERRUPTED, FIELDS = "unterbrochen", "felder"  # places of the drafts


class TypedText:
    """Half-typed text of one open vault; it lies with its case and is erased with it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def _keeps_nothing(self) -> bool:
        return self._store.path is None or self._store.read_only

    def put_aside(self, draft: DraftView) -> None:
        """Keep half-typed text, sealed and with its case; nothing typed removes it. Raises StoreError."""
        if self._keeps_nothing:
            return
        try:
            self._write(draft)
        except DiskFullError:
            if not self._store.erasure.give_room():
                raise
            self._write(draft)
            self._store.erasure.keep_room()

    def put_back(self) -> DraftView | None:
        """What was put aside last, and where; None if nothing was."""
        if self._store.path is None:
            return None
        kept = self._store.drafts.all("")
        case, person = _pair(kept.get(INTERRUPTED, ""))
        if case and self._store.version_of(case) == 0:
            case = person = ""
        fields = self._store.drafts.all(case).get(FIELDS, "") if case else kept.get(FIELDS, "")
        found = _fields(fields)
        return DraftView(case, person, found) if case or found else None

    def drop(self) -> None:
        """Forget what was put aside."""
        if not self._keeps_nothing:
            self._write(DraftView("", "", ()))

    def _write(self, draft: DraftView) -> None:
        kept = [list(one) for one in draft.fields if one.text]
        case = draft.case if self._store.version_of(draft.case) else ""
        before, _ = _pair(self._store.drafts.all("").get(INTERRUPTED, ""))
        with self._store.together():
            for other in {"", before} - {case}:
                self._keep_fields(other, "")
            self._keep_fields(case, json.dumps(kept) if kept else "")
            place = json.dumps([case, draft.person if case else ""]) if kept or case else ""
            self._store.drafts.keep(self._store.day, "", INTERRUPTED, place)

    def _keep_fields(self, case: str, fields: str) -> None:
        self._store.drafts.keep(self._store.day, case, FIELDS, fields)


def _pair(body: str) -> tuple[str, str]:
    with suppress(ValueError, TypeError):
        case, person = json.loads(body)
        return str(case), str(person)
    return "", ""


def _fields(body: str) -> tuple[FieldDraft, ...]:
    with suppress(ValueError, TypeError):
        return tuple(FieldDraft(*(str(part) for part in one)) for one in json.loads(body))
    return ()
