"""Backups are sealed, read back, thinned out; what was erased stays erased after every restore."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsel_app.logic.cases.codec import encode
from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.backup import writing
from counsel_app.logic.vault.backup.container import read_header
from counsel_app.logic.vault.backup.restoring import restore_file, restore_into
from counsel_app.logic.vault.backup.thinning import OLDEST, kept
from counsel_app.logic.vault.backup.writing import Made, backups_in
from counsel_app.logic.vault.mishaps import StoreError
from counsel_app.logic.vault.sealing.keyring import Keyring
from counsel_app.logic.vault.sealing.slots import FREE
from counsel_app.logic.vault.store import Store
from tests.logic.cases.makers import case
from tests.logic.vault.makers import CODE, DAY, PHRASE, SCHEMA, create, unlock
from tests.stress.counts import counts


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A vault with five cases."""
    store = create(tmp_path / "vault" / "cases.db")
    for number in range(1, 6):
        store.save(case(number, notes=f"Kanarienvogel {number}"))
    yield store
    store.close()


def _bodies(store: Store) -> dict[str, bytes]:
    return {line.id: encode(store.load(line.id)) for line in store.listing()}


def _newest(store: Store) -> Path:
    return store.backups.lines()[0].path


def _ring(backup: Path, secret: str = PHRASE, place: int = 0) -> Keyring:
    door = read_header(backup).door
    return door.unlock(door.slots[place].id, secret)


def _vault(store: Store) -> Path:
    assert store.path is not None
    return store.path


def test_a_backup_is_sealed_read_back_and_said(store: Store) -> None:
    assert store.backups.state(DAY).sentence == "Noch keine geprüfte Sicherung."
    made = store.backups.make(DAY)
    assert (made.cases, made.problems) == (5, ())
    backup = _newest(store)
    assert backup.name.startswith("hafenlotse-2026-11-22-")
    assert b"Kanarienvogel" not in backup.read_bytes() and b"SQLite" not in backup.read_bytes()
    assert sorted(path.name for path in _vault(store).parent.rglob("*unfertig*")) == []
    state = store.backups.state(DAY)
    assert (state.sentence, state.is_due, state.is_late) == ("Zuletzt geprüfte Sicherung: heute.", False, False)


def test_a_backup_is_due_after_a_day_with_changes_and_late_after_three_more(store: Store) -> None:
    store.backups.make(DAY)
    later = DAY + timedelta(days=5)
    assert not store.backups.state(later).is_due
    store.save(case(6))
    assert store.backups.state(DAY + timedelta(days=1)).sentence == "Zuletzt geprüfte Sicherung: gestern."
    assert store.backups.state(DAY + timedelta(days=1)).is_due
    state = store.backups.state(later)
    assert (state.is_late, state.sentence) == (True, "Zuletzt geprüfte Sicherung: vor 5 Tagen; bitte jetzt sichern.")


def test_a_backup_goes_to_the_chosen_folder_too_and_a_missing_stick_is_said(store: Store, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    store.backups.choose_folder(stick)
    made = store.backups.make(DAY)
    assert [folder.name for folder in made.folders] == ["sicherungen", "stick"]
    assert len(backups_in(stick, store.vault)) == 1
    shutil.rmtree(stick)
    stick.write_text("kein Ordner mehr")
    made = store.backups.make(DAY + timedelta(days=1))
    assert [folder.name for folder in made.folders] == ["sicherungen"]
    assert len(made.problems) == 1 and "stick" in made.problems[0] and "Datenträger" in made.problems[0]


def test_a_stick_pulled_out_leaves_no_half_backup(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: int) -> None:
        raise OSError(5, "Eingabe-/Ausgabefehler")

    monkeypatch.setattr("counsel_app.logic.vault.backup.container.os.fsync", gone)
    made = store.backups.make(DAY)
    assert made.folders == () and "Eingabe-/Ausgabefehler" in made.problems[0]
    assert list(store.backups.folders[0].iterdir()) == []
    assert store.backups.state(DAY).is_late


def test_copies_that_were_set_aside_go_after_35_days(store: Store) -> None:
    vault = _vault(store)
    names = [
        "cases-ersetzt-2026-10-17.db",
        "cases-ersetzt-2026-10-19.db",
        "cases-vor-003-2026-01-01.db",
        "cases-other.db",
    ]
    for name in names:
        vault.with_name(name).write_bytes(b"alt")
    store.backups.make(DAY)
    assert [name for name in names if vault.with_name(name).exists()] == [names[1], names[3]]


def test_what_is_not_read_back_as_written_is_no_backup_and_removes_none(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.backups.make(DAY)
    first = _newest(store)
    store.save(case(7))
    monkeypatch.setattr(writing, "_digest_of", lambda *_: b"something else")
    made = store.backups.make(DAY + timedelta(days=40))
    assert made.folders == () and "zurücklesen" in made.problems[0]
    assert [line.path for line in store.backups.lines()] == [first]
    assert store.backups.state(DAY + timedelta(days=40)).is_late


def test_a_damaged_vault_is_backed_up_but_pushes_no_good_backup_out(store: Store) -> None:
    store.backups.make(DAY)
    store._file.connection.execute(
        "UPDATE record SET body = zeroblob(900) WHERE kind = 'notes' AND case_id = ?", (case(2).id,)
    )
    made = store.backups.make(DAY + timedelta(days=40))
    assert (made.cases, made.problems) == (4, ("Der Fall K-0002 ist beschädigt und nicht lesbar.",))
    assert len(store.backups.lines()) == 2


@pytest.mark.stress
def test_a_damaged_backup_is_never_accepted(store: Store, tmp_path: Path) -> None:
    store.backups.make(DAY)
    good, chance = _newest(store).read_bytes(), Random(9)
    ring, target = store._file.ring, tmp_path / "new" / "cases.db"
    for number in range(counts(40, 400)):
        body = bytearray(good)
        if number % 4 == 0:
            body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        elif number % 4 == 1:
            del body[chance.randrange(len(body)) :]
        elif number % 4 == 2:
            body += chance.randbytes(chance.randint(1, 5000))
        else:
            body = bytearray(chance.randbytes(chance.randint(0, 5000)))
        damaged = tmp_path / "damaged.sicherung"
        damaged.write_bytes(body)
        with pytest.raises(InputError):
            restore_file(damaged, ring, target, SCHEMA, DAY)
        assert not target.exists()
    assert list(target.parent.iterdir()) == [target.with_suffix(".lock")]


# restoring --------------------------------------------------------------------------


@pytest.mark.parametrize(("secret", "place"), [(PHRASE, 0), (CODE, 1)])
def test_a_lost_vault_comes_back_from_a_backup(store: Store, tmp_path: Path, secret: str, place: int) -> None:
    store.backups.make(DAY)
    backup, bodies = _newest(store), _bodies(store)
    target = tmp_path / "new laptop" / "cases.db"
    restored = restore_file(backup, _ring(backup, secret, place), target, SCHEMA, DAY)
    assert (restored.cases, restored.erased_again, restored.damages, restored.set_aside) == (5, 0, (), None)
    again = unlock(target, secret, place=place)
    assert (_bodies(again), again.damaged, again.audit.broken_at()) == (bodies, [], None)
    again.close()
    assert [path.name for path in target.parent.iterdir() if "unfertig" in path.name or "rueckkehr" in path.name] == []


def test_a_damaged_vault_is_set_aside_and_replaced(store: Store) -> None:
    store.backups.make(DAY)
    backup, bodies, file = _newest(store), _bodies(store), _vault(store)
    with pytest.raises(StoreError, match="schon geöffnet"):
        restore_file(backup, store._file.ring, file, SCHEMA, DAY)
    store.close()
    file.write_bytes(b"\x07" * 9000)
    restored = restore_file(backup, _ring(backup), file, SCHEMA, DAY)
    assert restored.set_aside is not None and restored.set_aside.read_bytes() == b"\x07" * 9000
    again = unlock(file)
    assert (_bodies(again), again.damaged) == (bodies, [])
    again.close()


def test_yesterday_comes_back_into_the_open_vault_and_newer_cases_stay(store: Store) -> None:
    store.backups.make(DAY)
    backup, bodies = _newest(store), _bodies(store)
    store.save(replace(store.load(case(1).id), notes="verschlimmert"))
    store.save(case(9))
    store._file.connection.execute(
        "UPDATE record SET body = zeroblob(900) WHERE kind = 'notes' AND case_id = ?", (case(2).id,)
    )
    ring = store.people.ring_of(read_header(backup).generation)
    assert ring is not None
    restored = restore_into(store, backup, ring)
    assert (restored.cases, restored.changed) == (6, 2)
    assert {**_bodies(store), case(9).id: b""} == {**bodies, case(9).id: b""}
    assert restore_into(store, backup, ring).changed == 0
    assert store.audit.broken_at() is None


def test_one_case_alone_can_be_brought_back(store: Store) -> None:
    store.backups.make(DAY)
    for number in (1, 2):
        store.save(replace(store.load(case(number).id), notes="neu"))
    restored = restore_into(store, _newest(store), store._file.ring, only=case(1).id)
    assert restored.changed == 1
    assert [store.load(case(number).id).notes for number in (1, 2)] == ["Kanarienvogel 1", "neu"]


def test_an_older_backup_opens_from_inside_after_somebody_left(store: Store) -> None:
    store.people.add("Kim Zweite", "zweite Passphrase", FREE)
    store.backups.make(DAY)
    backup = _newest(store)
    store.people.remove(store.people.members()[-1].slot)
    store.save(replace(store.load(case(1).id), notes="danach"))
    ring = store.people.ring_of(read_header(backup).generation)
    assert ring is not None and ring.to_bytes() != store._file.ring.to_bytes()
    assert restore_into(store, backup, ring).changed == 1
    assert [one.name for one in store.people.members()] == ["Erika Muster", ""]


def _ten_generations(store: Store) -> list[Path]:
    """Backups of ten days; on the fifth a case is erased, and one more after the last."""
    for number in range(10):
        store.save(case(100 + number))
        if number == 5:
            store.delete(case(2).id)
        day = DAY + timedelta(days=number)
        store.backups.begin(day).finish()
    store.delete(case(3).id)
    return [line.path for line in store.backups.lines()]


def test_no_erased_case_comes_back_from_any_backup(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "thin_out", lambda *_: None)
    backups = _ten_generations(store)
    assert len(backups) == 10
    erased, ring = {case(2).id, case(3).id}, store._file.ring
    for backup in backups:
        restore_into(store, backup, ring)
        assert not erased & {line.id for line in store.listing()}
    store.close()
    for backup in backups:
        restored = restore_file(backup, ring, _vault(store), SCHEMA, DAY)
        again = unlock(_vault(store))
        assert not erased & {line.id for line in again.listing()}
        assert again.damaged == list(restored.damages) == []
        assert all(again._file.records.of_case(case_id) == [] for case_id in erased)
        again.close()
    without = tmp_path / "stick alone"
    shutil.copytree(backups[0].parent, without)
    for backup in sorted(without.glob("*.sicherung")):
        target = tmp_path / backup.stem / "cases.db"
        restore_file(backup, ring, target, SCHEMA, DAY)
        again = unlock(target)
        assert case(2).id not in {line.id for line in again.listing()}
        again.close()


# thinning ---------------------------------------------------------------------------


@given(st.sets(st.integers(0, 120)), st.integers(0, 60))
def test_thinning_keeps_seven_days_four_weeks_and_nothing_older_than_35_days(ages: set[int], passed: int) -> None:
    today = DAY + timedelta(days=passed)
    days = {DAY - timedelta(days=age) for age in ages}
    stay = kept(days, today)
    assert stay <= days
    assert bool(stay) == bool(days)
    assert {day for day in days if (today - day).days < 7} <= stay
    assert all(today - day < OLDEST for day in stay - {max(days, default=today)})
    assert len(stay) <= 7 + 4 + 1
    assert kept(stay, today) == stay


@pytest.mark.stress
def test_over_half_a_year_of_days_the_older_backups_go(store: Store) -> None:
    folder = store.backups.folders[0]
    for age in range(counts(45, 120)):
        store.save(case(200 + age))
        day = DAY + timedelta(days=age)
        made = store.backups.make(day)
        assert isinstance(made, Made) and made.problems == ()
    ages = sorted((day - line.day).days for line in backups_in(folder, store.vault))
    assert ages[:7] == list(range(7))
    assert 3 <= len(ages[7:]) <= 4 and ages[-1] < 35


def test_days_that_lie_ahead_do_not_push_others_out() -> None:
    assert kept([date(2036, 1, 1), DAY], DAY) == {date(2036, 1, 1), DAY}
