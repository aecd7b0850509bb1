"""Takes over what an earlier program, from before the vault, kept unsealed in the same file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from counsel_app.logic.cases.codec import decode
from counsel_app.logic.cases.records import Case
from counsel_app.logic.vault import database
from counsel_app.logic.vault.sealed import STATE, SealedFile


def adopt(file: SealedFile, state: dict[str, Any], save: Callable[[Case], None], day: date) -> None:
    """Seal those cases, once for ever, and remove what lay open; taken up again when it was interrupted."""
    connection = file.connection
    if not state["adopted"]:
        with file.changing(day) as change:
            if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'plain_record'").fetchone():
                for (body,) in connection.execute("SELECT body FROM plain_record WHERE kind = 'case'").fetchall():
                    save(decode(body))
                connection.execute("DROP TABLE plain_record")
            file.put_twice(STATE, STATE, {**state, "adopted": True})
            change.afterwards.append(lambda: state.update(adopted=True))
    if file.path is not None:
        database.drop_copies(file.path, database.FIRST_SEALED)
