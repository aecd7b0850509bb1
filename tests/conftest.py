"""What every test may rely on: no screen, own folders, a fixed day."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STRESS = bool(os.environ.get("HAFENLOTSE_STRESS"))  # full counts, set by `dev.py stress`

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(ROOT / "build" / "cache" / "hypothesis"))

from hypothesis import settings  # noqa: E402  (reads the folder above when it is imported)

# A slow machine is no mistake, and the same tree always gives the same result; chance belongs into the stress run.
settings.register_profile("hafenlotse", deadline=None, derandomize=not STRESS, print_blob=True)
settings.load_profile("hafenlotse")


@pytest.fixture(scope="session")
def today() -> date:
    """The day on which all tests take place."""
    return date(2026, 11, 22)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the folders of the person who runs it."""
    home = tmp_path / "home"
    monkeypatch.setenv("HAFENLOTSE_HOME", str(home))
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(home / name))
    return home


@pytest.fixture(scope="session")
def pack_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the compiled knowledge of the whole run lies, so that it is compiled once."""
    return tmp_path_factory.mktemp("pack")
