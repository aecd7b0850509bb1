"""The disk refuses, fills up, or dies: every error is said, nothing confirmed is lost (R4, R5, R6)."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from counsel_app.logic.vault.reserve import SIZE
from counsel_app.logic.vault.store import Store, StoreError
from tests.logic.cases.makers import case
from tests.logic.vault.makers import create, unlock
from tests.stress.counts import counts
from tests.stress.storage import CANTOPEN, FULL, IOERR_SYNC, IOERR_WRITE, OK, Op, Storage, watched
from tests.stress.work import Day, complaints

pytestmark = pytest.mark.stress


def _fail_once(storage: Storage, number: int, kinds: tuple[str, ...], code: int) -> None:
    """Refuse the operation of these kinds with this number, and only that one."""
    left = number

    def refuse(op: Op) -> int:
        nonlocal left
        if op.kind in kinds:
            left -= 1
            return code if left == -1 else OK
        return OK

    storage.refuse = refuse


@pytest.mark.parametrize(
    ("name", "kinds", "code"),
    [
        ("EIO write", ("write",), IOERR_WRITE),
        ("ENOSPC", ("write",), FULL),
        ("EIO sync", ("sync",), IOERR_SYNC),
        ("EMFILE", ("open", "create"), CANTOPEN),
    ],
)
def test_a_failing_disk_is_said_and_loses_nothing(tmp_path: Path, name: str, kinds: tuple[str, ...], code: int) -> None:
    chance, said_errors, points = Random(4), 0, counts(8, 100)
    for point in range(points):
        file = tmp_path / str(point) / "cases.db"
        file.parent.mkdir()
        create(file).close()
        with watched() as storage:
            store = None
            _fail_once(storage, 2 if "EMFILE" in name and point % 2 else chance.randint(0, 120), kinds, code)
            try:
                store = unlock(file)
                Day(store, chance, storage.mark).work(20)
            except StoreError:
                said_errors += 1
            storage.refuse = lambda op: OK
            if store is not None:
                store.save(case(999_999, title="danach"))
                assert store.load(case(999_999).id).title == "danach"
                store.delete(case(999_999).id)
                store.close()
        assert complaints(file, [op.note for op in storage.log if op.kind == "mark"]) == []
    print(f"{name}: {points} points, {said_errors} errors said, 0 lost")
    assert said_errors > (0 if name == "EMFILE" else points // 3)


def _with_room(storage: Storage, room: int, reserve: Path) -> None:
    """Let all files together, the room kept back included, take no more than so many bytes."""
    sizes: dict[str, int] = {}

    def refuse(op: Op) -> int:
        if op.kind == "truncate":
            sizes[op.path] = op.offset
        elif op.kind == "write":
            if op.path not in sizes:
                sizes[op.path] = Path(op.path).stat().st_size
            size = max(sizes[op.path], op.offset + len(op.data))
            kept_back = reserve.stat().st_size if reserve.exists() else 0
            if sum(sizes.values()) - sizes[op.path] + size + kept_back > room:
                return FULL
            sizes[op.path] = size
        return OK

    storage.refuse = refuse


def _fill(store: Store, day: Day) -> int:
    """Work until the disk is full; how many cases there are then."""
    with pytest.raises(StoreError, match=r"voll.*nicht gespeichert"):
        day.work(10_000)
    return len(store.listing())


def test_a_full_disk_loses_nothing_and_lets_cases_be_erased(tmp_path: Path) -> None:
    runs, erased = counts(6, 200), 0
    for run in range(runs):
        chance, file = Random(run), tmp_path / f"{run}.db"
        create(file).close()
        with watched() as storage:
            reserve = file.with_suffix(".reserve")
            assert reserve.stat().st_size == SIZE
            _with_room(storage, file.stat().st_size + SIZE + chance.randint(80_000, 600_000), reserve)
            store = unlock(file)
            day = Day(store, chance, storage.mark)
            assert _fill(store, day) > 0
            try:
                day.erase(chance.choice(store.listing()).id)
                erased += 1
            except StoreError:
                pass
            store.close()
        assert complaints(file, [op.note for op in storage.log if op.kind == "mark"]) == []
    print(f"full disk: {runs} runs, 0 lost, a case could be erased in {erased}")
    assert erased >= 0.95 * runs
