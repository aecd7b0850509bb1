"""People come, change their passphrase, forget it, and leave."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.mishaps import StoreError
from counsel_app.logic.vault.sealing.keyring import Keyring
from counsel_app.logic.vault.sealing.slots import FREE, OPEN, PERSON, WrongSecretError, new_slot
from counsel_app.logic.vault.store import Store
from tests.logic.cases.makers import case
from tests.logic.vault.makers import CODE, DAY, PHRASE, SCHEMA, create, unlock

NEW = "Segel Robbe Priel Watt Schlick"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A vault with three cases and a second person."""
    store = create(tmp_path / "cases.db")
    for number in (1, 2, 3):
        store.save(case(number))
    store.people.add("Kim Zweite", "zweite Passphrase", FREE)
    yield store
    store.close()


def _bodies(store: Store) -> dict[str, bytes]:
    return {row.id: row.body for row in store._file.records.everything() if row.case_id}


def _file(store: Store) -> Path:
    assert store.path is not None
    return store.path


def test_names_of_people_are_known_inside_only(store: Store) -> None:
    assert [(one.label, one.name, one.is_me) for one in store.people.members()] == [
        ("Platz 1", "Erika Muster", True), ("Wiederherstellungscode", "", False), ("Platz 2", "Kim Zweite", False),
    ]  # fmt: skip
    door = Store.door(_file(store))
    assert door is not None
    assert [slot.label for slot in door.people()] == ["Platz 1", "Platz 2"]
    assert b"Kim" not in _file(store).read_bytes() and b"Erika" not in _file(store).read_bytes()


def test_a_passphrase_is_changed_without_touching_a_record(store: Store) -> None:
    before = _bodies(store)
    store.people.change_passphrase(PHRASE, NEW)
    assert _bodies(store) == before
    store.close()
    with pytest.raises(WrongSecretError):
        unlock(_file(store), PHRASE)
    again = unlock(_file(store), NEW)
    assert (len(again.listing()), again.damaged) == (3, [])
    again.close()


def test_a_wrong_old_passphrase_changes_nothing(store: Store) -> None:
    with pytest.raises(WrongSecretError):
        store.people.change_passphrase("falsch", NEW)
    with pytest.raises(InputError, match="fehlt"):
        store.people.change_passphrase(PHRASE, "  ")
    store.close()
    unlock(_file(store), PHRASE).close()


def test_the_recovery_code_opens_and_asks_for_a_new_passphrase(store: Store) -> None:
    assert store.people.recovery_opens(CODE)
    assert not store.people.recovery_opens("anderer Code")
    store.close()
    rescued = unlock(_file(store), CODE, place=1)
    assert rescued.people.came_by_recovery
    lost = rescued.people.members()[0]
    rescued.people.set_passphrase(lost.slot, NEW, FREE)
    rescued.people.renew_recovery("neuer Code auf Papier", FREE)
    rescued.close()
    door = Store.door(_file(store))
    assert door is not None
    labels = {slot.label: slot.id for slot in door.slots}
    assert set(labels) == {"Platz 1", "Platz 2", "Wiederherstellungscode"}
    with pytest.raises(WrongSecretError):
        door.unlock(labels["Wiederherstellungscode"], CODE)
    again = Store.unlock(_file(store), SCHEMA, door.unlock(labels["Platz 1"], NEW), DAY)
    assert not again.people.came_by_recovery
    assert [one.name for one in again.people.members() if one.is_me] == ["Erika Muster"]
    again.close()


def test_who_left_opens_nothing_that_is_written_later(store: Store, tmp_path: Path) -> None:
    file, before = _file(store), _bodies(store)
    second = store.people.members()[-1]
    shutil.copy(file, tmp_path / "kept.db")
    old_door = Store.door(file)
    assert old_door is not None
    old_ring = old_door.unlock(second.slot, "zweite Passphrase")
    store.drafts.keep(DAY, "", "search", "halb")
    store.people.remove(second.slot)
    assert store.drafts.all("") == {"search": "halb"}
    store.save(case(4, notes="danach"))
    after = _bodies(store)
    store.close()
    assert {name for name in before if before[name] != after[name]} == {f"key/{case(n).id}" for n in (1, 2, 3)}
    door = Store.door(file)
    assert door is not None
    with pytest.raises(InputError, match="Platz gibt es nicht mehr"):
        door.unlock(second.slot, "zweite Passphrase")
    with pytest.raises(StoreError):
        Store.unlock(file, SCHEMA, old_ring, DAY)
    kept = Store.unlock(tmp_path / "kept.db", SCHEMA, old_ring, DAY)
    assert len(kept.listing()) == 3
    kept.close()
    again = unlock(file)
    assert (len(again.listing()), again.damaged, again.audit.broken_at()) == (4, [], None)
    assert [entry.what for entry in again.audit.entries()][-3:] == ["Zugang angelegt", "Zugang entfernt", "angelegt"]
    again.close()


def test_nobody_removes_themselves_or_the_code(store: Store) -> None:
    for member in store.people.members()[:2]:
        with pytest.raises(InputError, match="bitte einen anderen wählen"):
            store.people.remove(member.slot)


def test_a_slot_put_in_from_outside_opens_nothing_and_gets_no_new_keys(store: Store) -> None:
    file, second = _file(store), store.people.members()[-1]
    store.close()
    door = Store.door(file)
    assert door is not None
    stranger = new_slot(door.vault, "Platz 3", PERSON, "fremd", Keyring.fresh(), FREE)
    exchanged = replace(door.slot(second.slot), public=stranger.public)
    forged = door.with_slot(exchanged).with_slot(stranger).to_bytes()
    connection = sqlite3.connect(file)
    connection.execute("UPDATE record SET body = ? WHERE kind = 'door'", (forged,))
    connection.commit()
    connection.close()
    with pytest.raises(StoreError):
        unlock(file, "fremd", place=3)
    again = unlock(file)
    assert any("Zugänge" in damage.what for damage in again.damaged)
    again.people.set_passphrase(second.slot, "zweite neue Passphrase", FREE)
    again.people.remove(again.people.add("Dritte Person", "dritte Passphrase", FREE).slot)
    assert [slot.label for slot in again._file.door.slots] == ["Platz 1", "Wiederherstellungscode", "Platz 2"]
    again.close()
    once_more = unlock(file, "zweite neue Passphrase", place=2)
    assert (once_more.damaged, [one.name for one in once_more.people.members() if one.is_me]) == ([], ["Kim Zweite"])
    once_more.close()


def test_a_failed_removal_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise StoreError("Der Datenträger ist voll.")

    monkeypatch.setattr(store._file, "put_twice", fails)
    with pytest.raises(StoreError, match="voll"):
        store.people.remove(store.people.members()[-1].slot)
    monkeypatch.undo()
    assert len(store.people.members()) == 3
    store.save(case(5))
    store.close()
    again = unlock(_file(store), "zweite Passphrase", place=2)
    assert (len(again.listing()), again.damaged) == (4, [])
    again.close()


def test_the_open_vault_of_the_demo_can_be_sealed(tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    store = Store.open(file, SCHEMA, DAY)
    store.save(case(1))
    store.people.seal_up("Erika Muster", PHRASE, CODE, FREE)
    store.close()
    door = Store.door(file)
    assert door is not None and not any(slot.kind == OPEN for slot in door.slots)
    for secret, place in ((PHRASE, 0), (CODE, 1)):
        again = unlock(file, secret, place=place)
        assert (again.load(case(1).id), again.damaged) == (case(1), [])
        again.close()
