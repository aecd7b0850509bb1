"""The store keeps what it confirmed, says what it cannot do, and never changes what it does not understand."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest

from counsel_app.logic.cases.codec import encode
from counsel_app.logic.cases.records import Case
from counsel_app.logic.cases.strict_json import packed
from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.database import PRAGMAS, assert_settings
from counsel_app.logic.vault.mishaps import ConflictError
from counsel_app.logic.vault.single_instance import InstanceLock
from counsel_app.logic.vault.store import Store, StoreError
from tests.logic.cases.makers import case, value
from tests.logic.vault.makers import DAY, PHRASE, SCHEMA, create, unlock
from tests.stress.counts import counts


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cases.db"


@pytest.fixture
def filled(file: Path) -> Path:
    """A vault with three cases, closed."""
    store = create(file)
    for number in (1, 2, 3):
        store.save(case(number, notes=f"Notiz {number}").with_answer(f"p{number}", "alter", value(30), household=False))
    store.close()
    return file


def _raw(file: Path, *statements: str) -> None:
    connection = sqlite3.connect(file)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_what_is_saved_is_there_after_closing_and_opening(filled: Path) -> None:
    store = unlock(filled)
    assert [line.code for line in store.listing()] == ["K-0003", "K-0002", "K-0001"]
    assert store.load(case(2).id).notes == "Notiz 2"
    assert store.load(case(2).id).person("p2").answers == {"alter": value(30)}
    assert store.damaged == []
    store.close()


def test_settings_hold_on_every_connection(file: Path) -> None:
    store = create(file)
    for name, (_, kept) in PRAGMAS.items():
        assert store._file.connection.execute(f"PRAGMA {name}").fetchone() == (kept,)
    store.close()


def test_a_setting_that_does_not_hold_is_refused() -> None:
    class Stubborn:
        def execute(self, _: str) -> Stubborn:
            return self

        def fetchone(self) -> tuple[object]:
            return ("delete",)

    with pytest.raises(StoreError, match="journal_mode"):
        assert_settings(Stubborn())  # type: ignore[arg-type]


def test_a_case_that_is_erased_is_gone_with_its_key(filled: Path) -> None:
    store = unlock(filled)
    store.delete(case(2).id)
    with pytest.raises(StoreError, match="gibt es nicht mehr"):
        store.load(case(2).id)
    assert store._file.records.of_case(case(2).id) == []
    assert store._file.records.get(f"key/{case(2).id}") is None
    store.close()


def test_after_erasing_neither_key_nor_record_is_left_in_any_file(file: Path) -> None:
    store = create(file)
    for number in range(60):
        store.save(case(number, notes=f"{number} " * 500))
    for number in range(60):
        store.save(replace(store.load(case(number).id), notes="kurz"))
    gone = {row for number in range(0, 60, 3) for row in store._file.records.of_case(case(number).id)}
    assert len(gone) == 20 * 7
    for number in range(0, 60, 3):
        store.delete(case(number).id)
    store.close()
    content = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert [row.kind for row in gone if row.body[12:44] in content] == []


def test_drafts_and_settings_come_back_and_drafts_go_with_their_case(filled: Path) -> None:
    store = unlock(filled)
    store.drafts.keep(DAY, case(1).id, "notes", "Halber Satz über Ünal")
    store.drafts.keep(DAY, "", "search", "محمد")
    store.set_setting("idle_minutes", 5)
    store.close()
    store = unlock(filled)
    assert store.drafts.all(case(1).id) == {"notes": "Halber Satz über Ünal"}
    assert store.drafts.all("") == {"search": "محمد"}
    assert store.setting("idle_minutes") == 5
    assert store.load(case(1).id).code == "K-0001"
    store.drafts.keep(DAY, "", "search", "")
    store.delete(case(1).id)
    assert store.drafts.all("") == store.drafts.all(case(1).id) == {}
    store.close()


# one computer, several programs ---------------------------------------------------


def test_a_second_program_is_refused(file: Path) -> None:
    store = create(file)
    with pytest.raises(StoreError, match="schon geöffnet"):
        unlock(file)
    store.close()
    unlock(file).close()


def test_a_change_in_between_is_never_overwritten(filled: Path) -> None:
    ours = unlock(filled)
    ours._attached.lock.release()  # type: ignore[union-attr]
    theirs = unlock(filled)
    mine, other = ours.load(case(1).id), theirs.load(case(1).id)
    theirs.save(replace(other, notes="zuerst"))
    with pytest.raises(ConflictError, match="K-0001 wurde inzwischen"):
        ours.save(replace(mine, notes="danach"))
    ours.save(replace(ours.load(case(1).id), title="danach"))
    assert (ours.load(case(1).id).notes, ours.load(case(1).id).title) == ("zuerst", "danach")
    ours.close()
    theirs.close()
    store = unlock(filled)
    assert store.damaged == []
    assert store.audit.broken_at() is None
    store.close()


def _count_up(file: Path, times: int) -> int:
    """Raise a number in the notes again and again, as another program would; how often damage was seen."""
    InstanceLock.take = lambda path: InstanceLock(-1)  # type: ignore[method-assign, assignment]
    store = unlock(file)
    alarms = len(store.damaged)
    done = 0
    while done < times:
        try:
            one = store.load(case(1).id)
            store.save(replace(one, notes=str(int(one.notes) + 1)))
            done += 1
        except ConflictError:
            continue
        except StoreError:
            alarms += 1
            done += 1
    store.close()
    return alarms


@pytest.mark.stress
def test_four_programs_lose_no_edit(file: Path) -> None:
    store = create(file)
    store.save(case(1, notes="0"))
    store.close()
    with get_context("spawn").Pool(4) as pool:
        assert pool.starmap(_count_up, [(file, counts(25, 100))] * 4) == [0, 0, 0, 0]
    store = unlock(file)
    assert (store.load(case(1).id).notes, store.damaged, store.audit.broken_at()) == (
        str(4 * counts(25, 100)),
        [],
        None,
    )
    store.close()


# bad files ------------------------------------------------------------------------


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def _scramble(file: Path) -> None:
    file.write_bytes(b"\x07" * 8192)


def _trigger(file: Path) -> None:
    _raw(file, "CREATE TRIGGER spy AFTER INSERT ON record BEGIN SELECT 1; END")


def _newer(file: Path) -> None:
    _raw(file, "PRAGMA user_version = 99")


def _rewrite_door(file: Path, old: str, new: str) -> None:
    """Change the slots as somebody would who knows the format, both copies with a fitting sum."""
    connection = sqlite3.connect(file)
    body = connection.execute("SELECT body FROM record WHERE id = 'door'").fetchone()[0]
    table = json.loads(body.replace(old.encode(), new.encode()))
    del table["sum"]
    table["sum"] = hashlib.sha256(packed(table)).hexdigest()
    connection.execute("UPDATE record SET body = ? WHERE kind = 'door'", (packed(table),))
    connection.commit()
    connection.close()


def _other_format(file: Path) -> None:
    _rewrite_door(file, '"format":1', '"format":9')


def _hungry(file: Path) -> None:
    _rewrite_door(file, "[64,1,1]", "[67108864,1,1]")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_cut, "beschädigt.*Sicherung"),
        (_scramble, "keine Falldatei.*Sicherung"),
        (_trigger, "nicht von Hafenlotse stammen.*Sicherung"),
        (_newer, r"neueren Fassung.*Stand 99.*aktualisieren.*nicht verändert"),
        (_other_format, "Format 9.*aktualisieren"),
        (_hungry, "65536 MiB.*verfälscht"),
    ],
)
def test_a_bad_file_is_refused_with_one_sentence_and_unchanged_bytes(
    filled: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    spoil(filled)
    before = filled.read_bytes()
    with pytest.raises(InputError, match=sentence) as caught:
        unlock(filled)
    assert str(caught.value).count("\n") == 0
    assert filled.read_bytes() == before
    with pytest.raises(InputError):
        create(filled)
    assert filled.read_bytes() == before


def test_a_vault_is_not_made_twice_and_not_opened_without_a_secret(filled: Path) -> None:
    with pytest.raises(StoreError, match="schon einen Tresor"):
        create(filled)
    with pytest.raises(StoreError, match="verschlossen"):
        Store.open(filled, SCHEMA)
    with pytest.raises(InputError, match="Passphrase und einen Wiederherstellungscode"):
        create(filled.with_name("other.db"), recovery=" ")
    unlock(filled).close()


def test_a_folder_without_room_for_files_is_named(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file, no folder")
    with pytest.raises(StoreError, match=r"blocked.*lässt sich nicht schreiben"):
        create(tmp_path / "blocked" / "cases.db")


def test_a_read_only_medium_can_be_read(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> None:
        raise PermissionError(13, "Keine Berechtigung")

    monkeypatch.setattr(InstanceLock, "take", refused)
    before = filled.read_bytes()
    store = unlock(filled)
    assert store.read_only
    assert [store.load(line.id).code for line in store.listing()] == ["K-0003", "K-0002", "K-0001"]
    with pytest.raises(StoreError, match=r"schreibgeschützt.*lesen"):
        store.save(case(4))
    store.close()
    assert filled.read_bytes() == before


# old files and clocks ---------------------------------------------------------------


def old_file(file: Path, *cases: Case) -> None:
    """A file as the program before the vault wrote it."""
    connection = sqlite3.connect(file)
    connection.executescript((SCHEMA / "001_records.sql").read_text())
    connection.executemany(
        "INSERT INTO record VALUES (?, ?, 'case', 1, ?)", [(one.id, one.id, encode(one)) for one in cases]
    )
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()


def test_cases_that_lay_open_are_sealed_and_leave_no_trace(file: Path) -> None:
    old_file(file, case(1, notes="Kanarienvogel im Klartext"), case(2))
    store = create(file)
    assert [line.code for line in store.listing()] == ["K-0002", "K-0001"]
    assert store.load(case(1).id).notes == "Kanarienvogel im Klartext"
    store.close()
    assert [path.name for path in file.parent.iterdir() if b"Kanarienvogel" in path.read_bytes()] == []
    assert b"Kanarienvogel" not in file.read_bytes()


def test_a_migration_that_fails_leaves_the_old_state(file: Path, tmp_path: Path) -> None:
    old_file(file, case(1))
    broken = tmp_path / "schema"
    shutil.copytree(SCHEMA, broken)
    (broken / "002_sealed.sql").write_text("ALTER TABLE record RENAME TO plain_record; SELECT nonsense;")
    with pytest.raises(StoreError):
        Store.open(file, broken)
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM record").fetchone() == (1,)
    connection.close()
    store = Store.open(file, SCHEMA)
    assert store.load(case(1).id) == case(1)
    store.close()


@pytest.mark.parametrize("today", [date(2025, 11, 22), date(2036, 11, 22)])
def test_a_wrong_clock_changes_no_order_and_no_latest_day(filled: Path, today: date) -> None:
    store = unlock(filled, today=today)
    assert store.clock_doubtful
    assert store.day == DAY
    store.save(replace(store.load(case(1).id), title="neu"))
    assert len(store.listing()) == 3
    store.close()
    store = unlock(filled, today=DAY)
    assert not store.clock_doubtful
    store.close()
    store = unlock(filled, today=today)
    store.confirm_day(today)
    assert store.day == today
    store.close()


def test_a_new_day_is_believed(filled: Path) -> None:
    store = unlock(filled, today=date(2026, 12, 24))
    assert (store.clock_doubtful, store.day) == (False, date(2026, 12, 24))
    store.close()


def test_the_demo_vault_opens_without_a_secret_until_it_is_sealed(file: Path) -> None:
    store = Store.open(file, SCHEMA, DAY)
    store.save(case(1))
    store.close()
    store = Store.open(file, SCHEMA, DAY)
    assert store.load(case(1).id) == case(1)
    store.close()
    door = Store.door(file)
    assert door is not None and door.opens_without_secret
    assert PHRASE not in file.read_bytes().decode("latin-1")
