"""The shipped deadlines."""

from __future__ import annotations

import pytest

from counsel_app import paths
from counsel_app.logic.deadlines.rules import DeadlineLaw, read_law


@pytest.fixture(scope="session")
def law() -> DeadlineLaw:
    return read_law(paths.resources() / "deadlines")
