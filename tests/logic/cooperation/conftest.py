from __future__ import annotations

from pathlib import Path

import pytest

from counsel_app import paths
from counsel_app.logic.law.pack import load
from counsel_app.logic.law.records import Knowledge


@pytest.fixture(scope="session")
def knowledge(pack_folder: Path) -> Knowledge:
    """The real knowledge."""
    return load(paths.knowledge_sources(), pack_folder / "knowledge.json")
