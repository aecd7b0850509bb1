"""What was being typed when the program was locked or killed: put aside sealed, and put back."""

from __future__ import annotations

import json
from contextlib import suppress

from counsel_app.logic.vault.mishaps import StoreError
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
        kept = [list(one) for one in draft.fields if one.text]
        fields = json.dumps(kept) if kept else ""
        with self._store.together():
            if fields or draft.case:
                self._store.drafts.keep(self._store.day, "", INTERRUPTED, json.dumps([draft.case, draft.person]))
            for case in {"", draft.case}:
                with suppress(StoreError):
                    self._keep_fields(case, fields if case == draft.case else "")

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

    def drop(self, case: str) -> None:
        """Forget what was put aside."""
        if not self._keeps_nothing:
            with self._store.together():
                self._store.drafts.keep(self._store.day, "", INTERRUPTED, "")
                for one in {"", case}:
                    self._keep_fields(one, "")

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
