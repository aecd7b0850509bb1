"""A counsellor's day for a vault: new cases, answers, notes, erasures, each confirmed when the store returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NamedTuple

from counsel_app.logic.cases.codec import encode
from counsel_app.logic.cases.records import Case
from counsel_app.logic.vault.store import Store
from tests.logic.cases.makers import NAMES, case, value
from tests.logic.vault.makers import unlock


class Said(NamedTuple):
    """What the program said about a case: that it begins to save it, or that it is saved. No body: erased."""

    step: str
    case_id: str
    body: bytes | None


Say = Callable[[Said], object]


class Day:
    """Random work on a store; every step is announced and confirmed through `say`."""

    def __init__(self, store: Store, chance: Random, say: Say) -> None:
        self._store = store
        self._chance = chance
        self._say = say
        self._number = 0

    def work(self, steps: int) -> None:
        """So many steps."""
        for _ in range(steps):
            self.step()

    def step(self) -> None:
        """One step: a new case, a change, or (seldom) an erasure."""
        lines = self._store.listing()
        kind = self._chance.random()
        if not lines or kind < 0.2:
            self._number += 1
            name = self._chance.choice(NAMES)
            self.save(case(self._chance.getrandbits(60), title=name, notes="x" * self._chance.randint(0, 4000)))
        elif kind < 0.93:
            self.save(self._changed(self._store.load(self._chance.choice(lines).id)))
        else:
            self.erase(self._chance.choice(lines).id)

    def save(self, one: Case) -> None:
        """Save a case, with words before and after."""
        body = encode(one)
        self._say(Said("begins", one.id, body))
        self._store.save(one)
        self._say(Said("done", one.id, body))

    def erase(self, case_id: str) -> None:
        """Erase a case, with words before and after."""
        self._say(Said("begins", case_id, None))
        self._store.delete(case_id)
        self._say(Said("done", case_id, None))

    def _changed(self, one: Case) -> Case:
        if self._chance.random() < 0.3:
            return replace(one, notes=one.notes[:3000] + self._chance.choice(NAMES))
        fact = f"frage_{self._chance.randint(1, 60)}"
        return one.with_answer(one.people[0].id, fact, value(self._chance.getrandbits(30)), household=False)


def complaints(file: Path, said: Iterable[object]) -> list[str]:
    """Open the vault and compare it with everything that was confirmed; what does not fit."""
    confirmed: dict[str, bytes | None] = {}
    under_way: Said | None = None
    for entry in said:
        if isinstance(entry, Said) and entry.step == "done":
            confirmed[entry.case_id], under_way = entry.body, None
        elif isinstance(entry, Said):
            under_way = entry
    store = unlock(file)
    try:
        found = [damage.what for damage in store.damaged]
        stored = {line.id: encode(store.load(line.id)) for line in store.listing()}
    finally:
        store.close()
    for case_id in confirmed.keys() | stored.keys():
        allowed = [confirmed.get(case_id)]
        if under_way and under_way.case_id == case_id:
            allowed.append(under_way.body)
        if stored.get(case_id) not in allowed:
            found.append(f"case {case_id}: {'lost' if case_id not in stored else 'not as confirmed'}")
    return found
