"""What every test may rely on: no screen, own folders, a fixed day."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def today() -> date:
    """The day on which all tests take place."""
    return date(2026, 11, 22)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the folders of the person who runs it."""
    home = tmp_path / "home"
    monkeypatch.setenv("HAFENLOTSE_HOME", str(home))
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.fixture(scope="session")
def pack_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the compiled knowledge of the whole run lies, so that it is compiled once."""
    return tmp_path_factory.mktemp("pack")
