"""Half-typed text: put aside, put back, and never left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counsel_app.logic.vault.mishaps import DiskFullError
from counsel_app.logic.vault.store import Store
from counsel_app.logic.vault.typed_text import TypedText
from counsel_app.logic.vault.views import DraftView, FieldDraft
from tests.logic.cases.makers import case
from tests.logic.vault.makers import create, unlock
from tests.stress.storage import FULL, OK, watched

TYPED = (FieldDraft("Frage einreise_am", "Einreise", "15.09."), FieldDraft("Fall bearbeiten", "Notizen", "angef"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create(tmp_path / "cases.db")
    for number in (1, 2):
        made.save(case(number))
    yield made
    made.close()


def test_what_was_typed_comes_back_after_unlocking(store: Store, tmp_path: Path) -> None:
    draft = DraftView(case(1).id, "p1", TYPED)
    TypedText(store).put_aside(draft)
    store.close()
    again = unlock(tmp_path / "cases.db")
    typed = TypedText(again)
    assert typed.put_back() == draft
    typed.drop()
    assert typed.put_back() is None
    again.close()


def test_only_the_last_place_is_remembered_and_nothing_stays_elsewhere(store: Store) -> None:
    typed = TypedText(store)
    typed.put_aside(DraftView(case(1).id, "p1", TYPED))
    typed.put_aside(DraftView(case(2).id, "p1", TYPED[:1]))
    assert typed.put_back() == DraftView(case(2).id, "p1", TYPED[:1])
    assert store.drafts.all(case(1).id) == {}
    typed.put_aside(DraftView("", "", TYPED))
    assert typed.put_back() == DraftView("", "", TYPED)
    typed.drop()
    assert store.drafts.all("") == store.drafts.all(case(2).id) == {}


def test_text_of_an_erased_case_goes_with_it(store: Store) -> None:
    typed = TypedText(store)
    typed.put_aside(DraftView(case(1).id, "p1", TYPED))
    store.delete(case(1).id)
    assert typed.put_back() is None
    typed.put_aside(DraftView(case(1).id, "p1", TYPED))  # the window had it open still
    assert typed.put_back() == DraftView("", "", TYPED)


def test_a_full_disk_costs_nobody_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "cases.db"
    with watched() as storage:
        store = create(file)
        store.save(case(1))
        reserve = file.with_suffix(".reserve")
        storage.refuse = lambda op: FULL if op.kind == "write" and reserve.exists() else OK
        TypedText(store).put_aside(DraftView(case(1).id, "p1", TYPED))
        assert TypedText(store).put_back() == DraftView(case(1).id, "p1", TYPED)
        storage.refuse = lambda op: FULL if op.kind == "write" else OK
        with pytest.raises(DiskFullError):
            TypedText(store).put_aside(DraftView(case(1).id, "p1", TYPED[:1]))
        storage.refuse = lambda op: OK
        store.close()
