"""Bits flip and files are tampered with: nothing is silently wrong or missing (R7, R8)."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from counsel_app.logic.cases.codec import encode
from counsel_app.logic.errors import InputError
from tests.logic.cases.makers import DAY, case, value
from tests.logic.vault.makers import create, unlock
from tests.stress.counts import counts

pytestmark = pytest.mark.stress
CASES = 12


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, bytes]]:
    """A vault, an older state of it, and what it holds."""
    file = tmp_path_factory.mktemp("tampered") / "cases.db"
    store = create(file)
    for number in range(1, CASES + 1):
        store.save(
            case(number, notes=f"Notiz {number}" * 40).with_answer(
                f"p{number}", "alter", value(number), household=False
            )
        )
    store.close()
    older = file.with_name("older.db")
    shutil.copy(file, older)
    store = unlock(file)
    for line in store.listing():
        one = store.load(line.id)
        store.save(one.with_answer(one.people[0].id, "neu", value(1), household=False))
    store.people.change_passphrase("Kahn Leuchtturm Möwe Tau Anker", "Kahn Leuchtturm Möwe Tau Anker")
    held = {line.id: encode(store.load(line.id)) for line in store.listing()}
    store.close()
    return file, older, held


def _judge(file: Path, held: dict[str, bytes]) -> str:
    """harmless: all there and no word; detected: said; silent: something is wrong and nobody says so."""
    try:
        store = unlock(file)
    except (InputError, sqlite3.Error) as error:
        assert isinstance(error, InputError), error
        return "detected"
    try:
        wrong, told = set(), bool(store.damaged)
        for case_id, body in held.items():
            try:
                if encode(store.load(case_id)) != body:
                    wrong.add(case_id)
            except InputError:
                told = True
        extra = {line.id for line in store.listing()} - held.keys()
        if wrong or extra:
            return "silent"
        return "detected" if told else "harmless"
    finally:
        store.close()


def _fresh(file: Path, folder: Path) -> Path:
    for old in folder.glob("copy*"):
        old.unlink()
    copy = folder / "copy.db"
    shutil.copy(file, copy)
    shutil.copy(file.with_suffix(".seen"), copy.with_suffix(".seen"))
    return copy


def test_no_flipped_bit_goes_unnoticed(tmp_path: Path, vault: tuple[Path, Path, dict[str, bytes]]) -> None:
    file, _, held = vault
    chance, found = Random(3), {"silent": 0, "detected": 0, "harmless": 0}
    size = file.stat().st_size
    for _ in range(counts(80, 3000)):
        copy = _fresh(file, tmp_path)
        with open(copy, "r+b") as stream:
            at = chance.randrange(size)
            stream.seek(at)
            byte = stream.read(1)[0]
            stream.seek(at)
            stream.write(bytes([byte ^ 1 << chance.randrange(8)]))
        found[_judge(copy, held)] += 1
    print(f"bit flips: {found}")
    assert found["silent"] == 0
    assert found["detected"] > 0


Manipulation = Callable[[sqlite3.Connection, sqlite3.Connection, Random], None]


def _pick(db: sqlite3.Connection, chance: Random, kind: str = "") -> tuple[str, str, str, int, bytes]:
    words = " WHERE kind = ?" if kind else " WHERE kind NOT IN ('audit')"
    rows = db.execute(f"SELECT * FROM record{words} ORDER BY id", (kind,) if kind else ()).fetchall()
    return chance.choice(rows)  # type: ignore[no-any-return]


def _swap_bodies(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    one, other = _pick(db, chance, "notes"), _pick(db, chance, "notes")
    while one[0] == other[0]:
        other = _pick(db, chance, "notes")
    db.execute("UPDATE record SET body = ? WHERE id = ?", (other[4], one[0]))
    db.execute("UPDATE record SET body = ? WHERE id = ?", (one[4], other[0]))


def _swap_keys(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    one, other = chance.sample(db.execute("SELECT * FROM record WHERE kind = 'key'").fetchall(), 2)
    db.execute("UPDATE record SET body = ? WHERE id = ?", (other[4], one[0]))


def _move_record(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    one, other = chance.sample(db.execute("SELECT * FROM record WHERE kind = 'identity'").fetchall(), 2)
    db.execute("UPDATE record SET case_id = ? WHERE id = ?", (other[1], one[0]))


def _drop_record(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    db.execute("DELETE FROM record WHERE id = ?", (_pick(db, chance)[0],))


def _add_record(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    row = _pick(db, chance, "person")
    db.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?)", (f"{chance.getrandbits(99):x}", *row[1:]))


def _replay_record(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    row = _pick(old, chance, chance.choice(["person", "case", "root", "state", "page"]))
    now = db.execute("SELECT ver FROM record WHERE id = ?", (row[0],)).fetchone()
    while now is None or now[0] == row[3]:
        row = _pick(old, chance, "person")
        now = db.execute("SELECT ver FROM record WHERE id = ?", (row[0],)).fetchone()
    db.execute("UPDATE record SET ver = ?, body = ? WHERE id = ?", (row[3], row[4], row[0]))


def _replay_body_only(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    row = _pick(old, chance, "case")
    db.execute("UPDATE record SET body = ? WHERE id = ?", (row[4], row[0]))


def _replay_case(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    case_id = _pick(old, chance, "case")[1]
    db.execute("DELETE FROM record WHERE case_id = ?", (case_id,))
    rows = old.execute("SELECT * FROM record WHERE case_id = ?", (case_id,)).fetchall()
    db.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?)", rows)


def _drop_case(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    db.execute("DELETE FROM record WHERE case_id = ?", (_pick(db, chance, "case")[1],))


def _change_kind(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    db.execute("UPDATE record SET kind = 'household' WHERE id = ?", (_pick(db, chance, "notes")[0],))


def _change_version(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    row = _pick(db, chance)
    while row[2] == "door" or row[2] == "key":
        row = _pick(db, chance)
    db.execute("UPDATE record SET ver = ver + 1 WHERE id = ?", (row[0],))


def _change_cost(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    body = db.execute("SELECT body FROM record WHERE id = 'door'").fetchone()[0]
    cost = chance.choice([b"[64,2,1]", b"[128,1,1]", b"[1048576000,1,1]"])
    db.execute("UPDATE record SET body = ? WHERE id = 'door'", (body.replace(b"[64,1,1]", cost),))


def _replay_door(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    body = old.execute("SELECT body FROM record WHERE id = 'door'").fetchone()[0]
    db.execute("UPDATE record SET body = ? WHERE id = 'door'", (body,))


def _drop_audit(db: sqlite3.Connection, old: sqlite3.Connection, chance: Random) -> None:
    row = _pick(db, chance, "audit")
    db.execute("DELETE FROM record WHERE id = ?", (row[0],))


KINDS = [
    _swap_bodies, _swap_keys, _move_record, _drop_record, _add_record, _replay_record, _replay_body_only,
    _replay_case, _drop_case, _change_kind, _change_version, _change_cost, _replay_door,
]  # fmt: skip


@pytest.mark.parametrize("manipulate", KINDS, ids=lambda one: one.__name__.strip("_"))
def test_no_manipulation_goes_unnoticed(
    tmp_path: Path, vault: tuple[Path, Path, dict[str, bytes]], manipulate: Manipulation
) -> None:
    file, older, held = vault
    chance, old = Random(8), sqlite3.connect(older)
    for _ in range(counts(8, 100)):
        copy = _fresh(file, tmp_path)
        db = sqlite3.connect(copy)
        manipulate(db, old, chance)
        db.commit()
        db.close()
        assert _judge(copy, held) == "detected"
    old.close()


def test_a_whole_file_put_back_is_noticed(tmp_path: Path, vault: tuple[Path, Path, dict[str, bytes]]) -> None:
    file, older, _ = vault
    copy = _fresh(file, tmp_path)
    shutil.copy(older, copy)
    store = unlock(copy)
    assert any("älter als zuletzt" in damage.what for damage in store.damaged)
    store.close()


def test_a_damaged_page_hides_no_case_and_a_damaged_case_is_named(tmp_path: Path) -> None:
    file = tmp_path / "cases.db"
    store = create(file)
    for number in (1, 2, 3):
        store.save(case(number))
    store.delete(case(3).id)
    store.close()
    db = sqlite3.connect(file)
    db.execute("UPDATE record SET body = zeroblob(2000) WHERE kind = 'page' OR kind = 'root'")
    db.execute("UPDATE record SET body = zeroblob(1000) WHERE kind = 'notes' AND case_id = ?", (case(2).id,))
    db.commit()
    db.close()
    store = unlock(file)
    said = " ".join(damage.what for damage in store.damaged)
    assert "Verzeichnis der Fälle ist beschädigt" in said and case(2).id[:8] in said
    assert [line.code for line in store.listing()] == ["K-0001"]
    store.save(case(4))
    store.close()
    store = unlock(file)
    assert {line.code for line in store.listing()} == {"K-0001", "K-0004"}
    store.close()


def test_the_log_shows_a_missing_entry(tmp_path: Path) -> None:
    file, entries = tmp_path / "cases.db", counts(60, 1000)
    store = create(file)
    for number in range(entries):
        store.audit.note(DAY, "gelesen", f"{number}")
    assert store.audit.broken_at() is None
    assert len(list(store.audit.entries())) == entries
    store.close()
    for number in range(entries):
        copy = tmp_path / "copy.db"
        shutil.copy(file, copy)
        db = sqlite3.connect(copy)
        if number % 2:
            db.execute("DELETE FROM record WHERE id = ?", (f"audit/{number:09d}",))
        else:
            db.execute("UPDATE record SET body = zeroblob(284) WHERE id = ?", (f"audit/{number:09d}",))
        db.commit()
        db.close()
        store = unlock(copy)
        assert store.audit.broken_at() == number
        store.close()
