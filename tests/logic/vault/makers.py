"""Vaults for tests: the real thing, with a cost of guessing that tests can afford."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from counsel_app.logic.vault.sealing.slots import FREE
from counsel_app.logic.vault.store import Store
from counsel_app.paths import resources

SCHEMA = resources() / "schema"
DAY = date(2026, 11, 22)
PHRASE = "Kahn Leuchtturm Möwe Tau Anker"
CODE = "eins zwei drei vier fünf sechs sieben"


def create(path: Path, today: date = DAY, **words: Any) -> Store:
    """A new vault with PHRASE and CODE."""
    known: dict[str, Any] = {"name": "Erika Muster", "passphrase": PHRASE, "recovery": CODE}
    return Store.create(path, SCHEMA, today=today, cost=FREE, **{**known, **words})


def unlock(path: Path, secret: str = PHRASE, today: date = DAY, place: int = 0) -> Store:
    """The vault opened with a secret of one place."""
    door = Store.door(path)
    assert door is not None
    return Store.unlock(path, SCHEMA, door.unlock(door.slots[place].id, secret), today)
