"""The power goes at any moment: nothing that was confirmed is lost, and the vault always opens (R2, R24)."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from random import Random

import pytest

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.database import PRAGMAS
from tests.logic.vault.makers import create, unlock
from tests.stress.counts import counts
from tests.stress.power import Disk, write_out
from tests.stress.storage import Op, Storage, watched
from tests.stress.work import Day, complaints

pytestmark = pytest.mark.stress
FOLDER_SYNC = Op("delete", "nothing", 1)


def _after_cut(start: list[Op], log: list[Op], chance: Random, folder: Path) -> Disk:
    """One state after a power cut somewhere in the log, written into the folder."""
    disk = Disk()
    disk.play(start)
    disk.play(log[: chance.randint(0, len(log))])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    write_out(disk.after_power_cut(chance), folder)
    return disk


def _recorded(folder: Path, chance: Random) -> tuple[dict[str, bytes], list[Op]]:
    """A new vault as it lies on the disk, then sixty saves and edits, as operations."""
    file = folder / "cases.db"
    create(file).close()
    before = {str(path): path.read_bytes() for path in (file, folder / "cases.db-journal")}
    with watched() as storage:
        store = unlock(file)
        Day(store, chance, storage.mark).work(60)
        store.close()
    return before, storage.log


def _as_ops(files: dict[str, bytes]) -> list[Op]:
    """Files that lie safe on the disk from the beginning."""
    return [
        op
        for path, content in files.items()
        for op in (Op("create", path), Op("write", path, 0, content), Op("sync", path))
    ]


def _complaints_after_cuts(folder: Path, chance: Random, states: int) -> list[str]:
    before, log = _recorded(folder, chance)
    start = [*_as_ops(before), FOLDER_SYNC]
    found: list[str] = []
    confirmed = 0
    for number in range(states):
        disk = _after_cut(start, log, chance, folder / "after")
        confirmed += len(disk.confirmed)
        found += [f"state {number}: {what}" for what in complaints(folder / "after" / "cases.db", disk.confirmed)]
    print(f"power cut: {states} states, {confirmed} words of the program checked, {len(found)} complaints")
    return found


def test_no_confirmed_save_is_lost_to_a_power_cut(tmp_path: Path) -> None:
    assert _complaints_after_cuts(tmp_path, Random(2026), counts(60, 5000)) == []


def test_a_store_without_syncs_would_be_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRAGMAS, "synchronous", ("OFF", 0))
    try:
        found = _complaints_after_cuts(tmp_path, Random(2026), 40)
    except InputError:
        return
    assert found


def _small_saves(file: Path, pragma: str, storage: Storage) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {pragma}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE saved (number INTEGER)")
    for number in range(30):
        connection.execute("INSERT INTO saved VALUES (?)", (number,))
        storage.mark(number)
    connection.close()


@pytest.mark.parametrize(("mode", "loses"), [("DELETE", True), ("TRUNCATE", False)])
def test_the_simulation_finds_what_the_usual_setting_loses(tmp_path: Path, mode: str, loses: bool) -> None:
    file, chance = tmp_path / "plain.db", Random(7)
    with watched() as storage:
        _small_saves(file, mode, storage)
    known = next(at for at, op in enumerate(storage.log) if op.kind == "mark")
    log = [*storage.log[:known], FOLDER_SYNC, *storage.log[known:]]
    lost = 0
    for _ in range(counts(80, 1000)):
        disk = _after_cut(log[: known + 1], log[known + 1 :], chance, tmp_path / "after")
        connection = sqlite3.connect(tmp_path / "after" / "plain.db")
        saved = {row[0] for row in connection.execute("SELECT number FROM saved")}
        connection.close()
        lost += any(number not in saved for number in disk.confirmed)
    print(f"{mode} and FULL: {lost} of {counts(80, 1000)} states lost a confirmed save")
    assert (lost > 0) == loses
