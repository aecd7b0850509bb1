"""What an office presets: applied once to each vault, and never a reason not to open it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from counsel_app import paths, policy
from counsel_app.logic.errors import InputError
from counsel_app.logic.session import Session
from counsel_app.logic.vault.store import Store
from counsel_app.opening import session_on
from counsel_app.policy import Policy


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place in which a policy is looked for."""
    path = tmp_path / "Stelle" / policy.FILE
    path.parent.mkdir()
    monkeypatch.setattr(policy, "places", lambda: [tmp_path / "nirgends.toml", path])
    return path


@pytest.fixture
def start(tmp_path: Path, today: date) -> Callable[[], Session]:
    """Opens the same vault again, as each start of the program does."""
    opened: list[Session] = []

    def open_it() -> Session:
        for session in opened:
            session.store.close()
        store = Store.open(tmp_path / "cases.db", paths.resources() / "schema", today)
        opened.append(session_on(store, today, lambda: "0" * 32))
        return opened[-1]

    return open_it


def test_presets_are_applied_once_and_again_when_they_change(
    file: Path, start: Callable[[], Session], tmp_path: Path
) -> None:
    file.write_text(f"backup_folder = '{tmp_path / 'Sicherung'}'\nidle_minutes = 2\n", encoding="utf-8")
    session = start()
    assert session.notice == "" and session.vault.idle == 2
    assert session.store.backups.folders[1:] == (tmp_path / "Sicherung",)
    session.vault.set_idle(15)
    assert start().vault.idle == 15, "what a person chose stays"
    file.write_text("idle_minutes = 10\n", encoding="utf-8")
    session = start()
    assert session.vault.idle == 10
    assert session.store.backups.folders[1:] == (tmp_path / "Sicherung",)


def test_without_a_file_nothing_is_preset(start: Callable[[], Session], file: Path) -> None:
    session = start()
    assert session.notice == "" and session.vault.idle == 5 and len(session.store.backups.folders) == 1


def test_variables_of_the_computer_are_filled_in(file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLATZ", str(tmp_path / "Olena"))
    file.write_text("backup_folder = '$PLATZ/sicher'", encoding="utf-8-sig")
    assert policy.find() == Policy(str(tmp_path / "Olena" / "sicher"), None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("idle_minutes = 0", "idle_minutes"),
        ("idle_minutes = true", "idle_minutes"),
        ("idle_minutes = '5'", "idle_minutes"),
        ("idle_minutes = 600", "2, 5, 10, 15"),
        ("backup_folder = 'sicherung'", "vollständigen Pfad"),
        ("backup_folder = 7", "backup_folder"),
        ("backup_foldr = '/a'", "backup_foldr"),
        ("idle_minutes = ", "kein TOML"),
        ("\udcff", "kein TOML"),
    ],
)
def test_a_mistake_is_named_and_the_vault_opens_all_the_same(
    text: str, said: str, file: Path, start: Callable[[], Session]
) -> None:
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError) as wrong:
        policy.find()
    assert said in str(wrong.value) and str(file) in str(wrong.value)
    session = start()
    assert session.listing().note.startswith(str(wrong.value)) and session.vault.idle == 5


def test_the_file_beside_the_program_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert len(policy.places()) == 1  # a checkout has no place beside itself
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Hafenlotse.exe"))
    assert policy.places()[0] == tmp_path / policy.FILE and len(policy.places()) == 2
