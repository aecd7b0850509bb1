"""The self-check of an installed program: it passes here, and each step says in one sentence what is wrong."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from counsel_app import commands, paths, self_check
from counsel_app.self_check import FoundError


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Resources as in an installed program: one file, and the list of it."""
    folder = tmp_path / "resources"
    folder.mkdir()
    (folder / "a.txt").write_text("ä", encoding="utf-8")
    sums = {"a.txt": sha256("ä".encode()).hexdigest()}
    (folder / self_check.CONTENTS).write_text(json.dumps(sums), encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: folder)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    return folder


def test_the_checkout_passes_and_writes_its_report(
    tmp_path: Path, today: date, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "Prüfbericht.txt"
    assert commands.run(["--self-check", "--report", str(report)], today) == 0
    lines = report.read_text(encoding="utf-8").splitlines()
    assert [line.split(":")[0] for line in lines[2:-1]] == [f"gut    {name}" for name in self_check.STEPS]
    assert lines[-1] == "Selbstprüfung bestanden."
    assert lines == capsys.readouterr().out.splitlines()
    assert str(paths.data()) in lines[1]


def test_every_step_runs_though_one_fails(
    monkeypatch: pytest.MonkeyPatch, today: date, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(today: date, folder: Path) -> str:
        raise FoundError("Es fehlt etwas.")

    def broken(today: date, folder: Path) -> str:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(self_check, "STEPS", {"A": missing, "B": broken, "C": lambda today, folder: "da"})
    assert self_check.run(today, None) == 1
    told = capsys.readouterr().out
    assert "FEHLT  A: Es fehlt etwas." in told and "FEHLT  B: unerwartet: ZeroDivisionError" in told
    assert "gut    C: da" in told and "nicht bestanden: 2 Fehler" in told and "Traceback" not in told


def test_a_missing_a_changed_and_an_unlisted_installation_are_told(installed: Path, today: date) -> None:
    assert "1 Dateien" in self_check.resources_inside(today, installed)
    (installed / "a.txt").write_text("b", encoding="utf-8")
    with pytest.raises(FoundError, match=r"„a\.txt“ ist verändert"):
        self_check.resources_inside(today, installed)
    (installed / "a.txt").unlink()
    with pytest.raises(FoundError, match=r"„a\.txt“ fehlt"):
        self_check.resources_inside(today, installed)
    (installed / self_check.CONTENTS).unlink()
    with pytest.raises(FoundError, match="neu installieren"):
        self_check.resources_inside(today, installed)


def test_a_network_library_in_an_installation_is_told(monkeypatch: pytest.MonkeyPatch, today: date) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(FoundError, match="socket"):  # this Python has it, as a bundle must not
        self_check.network_absent(today, Path())


def test_a_vault_that_cannot_be_made_is_told(tmp_path: Path, today: date) -> None:
    shutil.copy(__file__, tmp_path / "cases.db")  # something lies in its place
    with pytest.raises(FoundError, match="nicht anlegen"):
        self_check.vault_survives(today, tmp_path)


def test_cases_lie_beside_an_installed_program_only_if_their_folder_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HAFENLOTSE_HOME")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Stick ä" / "Hafenlotse"))
    beside = tmp_path / "Stick ä" / "hafenlotse-daten"
    beside.mkdir(parents=True)
    assert paths.data() != beside  # a checkout takes no notice
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths.data() == beside and paths.seen_file().parent == beside
    beside.rmdir()
    assert beside not in (paths.data(), *paths.data().parents)


def test_beside_an_app_of_macos_means_outside_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Hafenlotse.app" / "Contents" / "MacOS" / "Hafenlotse"))
    assert paths.program_folder() == tmp_path
