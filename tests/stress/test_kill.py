"""The process is killed at any moment: nothing confirmed is lost, and the next start needs no help (R1, R10, R24)."""

from __future__ import annotations

import os
import signal
import sys
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from random import Random

import pytest

from counsel_app.logic.vault.store import Store, StoreError
from tests.logic.vault.makers import create, unlock
from tests.stress.counts import counts
from tests.stress.storage import OK, Op, watched
from tests.stress.work import Day, Said, complaints

pytestmark = pytest.mark.stress


def _processes() -> BaseContext:
    """Quick starts where the system can fork from a clean server, else plain ones."""
    if sys.platform == "win32":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.stress.test_kill"])
    return context


def _work(file: Path, seed: int, words: Connection) -> None:
    """Work until killed."""
    store = unlock(file)
    words.send("open")
    Day(store, Random(seed), words.send).work(100_000)


def _work_until_op(file: Path, seed: int, words: Connection, last: int) -> None:
    """Work until the operation with this number, and die before it, in the middle of it, or after it."""
    left = last

    def refuse(op: Op) -> int:
        nonlocal left
        if op.kind in ("write", "sync", "truncate", "create", "delete"):
            left -= 1
            if left < 0:
                if op.kind == "write":
                    _half_write(op)
                os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        return OK

    with watched() as storage:
        storage.refuse = refuse
        store = unlock(file)
        Day(store, Random(seed), words.send).work(100_000)


def _half_write(op: Op) -> None:
    with open(op.path, "r+b") as stream:
        stream.seek(op.offset)
        stream.write(op.data[: len(op.data) // 2])


def _heard(words: Connection, into: list[object]) -> None:
    try:
        while words.poll():
            into.append(words.recv())
    except EOFError:
        return


def test_a_kill_at_a_random_moment_loses_nothing(tmp_path: Path) -> None:
    chance, processes, said = Random(1), _processes(), list[object]()
    file = tmp_path / "cases.db"
    create(file).close()
    for number in range(counts(6, 500)):
        ours, theirs = processes.Pipe()
        process = processes.Process(target=_work, args=(file, number, theirs))
        process.start()
        theirs.close()
        assert ours.recv() == "open"
        deadline = time.monotonic() + chance.random() * 0.06
        while time.monotonic() < deadline:
            _heard(ours, said)
        process.kill()
        process.join()
        _heard(ours, said)
        assert complaints(file, said) == []
        said = _settled(file, said)
    saves = sum(isinstance(one, Said) and one.step == "done" for one in said)
    print(f"kill: {counts(6, 500)} kills, {saves} confirmed saves, 0 lost")


def _settled(file: Path, said: list[object]) -> list[object]:
    """After a kill either state of the save under way is right; note which one it became."""
    last = said[-1] if said else None
    if not isinstance(last, Said) or last.step == "done":
        return said
    store = unlock(file)
    there = any(line.id == last.case_id for line in store.listing())
    from counsel_app.logic.cases.codec import encode

    body = encode(store.load(last.case_id)) if there else None
    store.close()
    return [*said, last._replace(step="done")] if body == last.body else said[:-1]


def test_a_kill_at_each_write_and_sync_loses_nothing(tmp_path: Path) -> None:
    processes, file = _processes(), tmp_path / "cases.db"
    for last in range(0, 300, counts(25, 1)):
        file.unlink(missing_ok=True)
        create(file).close()
        ours, theirs = processes.Pipe()
        process = processes.Process(target=_work_until_op, args=(file, 5, theirs, last))
        process.start()
        theirs.close()
        said: list[object] = []
        while process.is_alive():
            _heard(ours, said)
        process.join()
        _heard(ours, said)
        assert process.exitcode not in (0, 1), "it should have died in the middle"
        assert complaints(file, said) == [], f"killed at operation {last}"


def _hold(file: Path, words: Connection) -> None:
    store = unlock(file)
    words.send("open")
    time.sleep(60)
    store.close()


def test_a_second_program_is_refused_and_a_killed_one_leaves_no_lock(tmp_path: Path) -> None:
    processes, file = _processes(), tmp_path / "cases.db"
    create(file).close()
    for _ in range(counts(3, 100)):
        ours, theirs = processes.Pipe()
        process = processes.Process(target=_hold, args=(file, theirs))
        process.start()
        assert ours.recv() == "open"
        with pytest.raises(StoreError, match="schon geöffnet"):
            unlock(file)
        process.kill()
        process.join()
        unlock(file).close()


def _migrate_until_op(file: Path, last: int) -> None:
    left = last

    def refuse(op: Op) -> int:
        nonlocal left
        left -= op.kind in ("write", "sync", "truncate", "create", "delete")
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        return OK

    with watched() as storage:
        storage.refuse = refuse
        create(file).close()


def test_a_kill_at_each_step_of_the_way_into_the_vault_keeps_every_case(tmp_path: Path) -> None:
    from tests.logic.cases.makers import case
    from tests.logic.vault.test_store import old_file

    processes = _processes()
    died, last = 0, 0
    while True:
        file = tmp_path / f"{last}" / "cases.db"
        file.parent.mkdir()
        old_file(file, case(1, notes="Kanarienvogel"), case(2))
        process = processes.Process(target=_migrate_until_op, args=(file, last))
        process.start()
        process.join()
        died += process.exitcode != 0
        store = unlock(file) if Store.door(file) else create(file)
        assert [store.load(case(number).id).code for number in (1, 2)] == ["K-0001", "K-0002"], f"killed at {last}"
        assert store.damaged == []
        store.close()
        if process.exitcode == 0:
            break
        last += counts(9, 1)
    print(f"migration: killed at {died} operations, every case there each time")
    assert died > counts(8, 60)
