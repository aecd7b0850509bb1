"""How often: a little in every run, the full counts of the security document in the stress run."""

from __future__ import annotations

from tests.conftest import STRESS


def counts(usual: int, full: int) -> int:
    """The count for this run."""
    return full if STRESS else usual
