"""Answers that a person often gives together, read from `resources/interview/bundles.toml`, and when to offer them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counsel_app.logic.tables import records_of, table_of

FEWEST = 2  # questions that a bundle must save


@dataclass(frozen=True, slots=True)
class Bundle:
    """One sentence to read aloud, and the answers it gives when all of it is true."""

    id: str
    text: str
    answers: dict[str, Any]


def read_bundles(folder: Path) -> tuple[Bundle, ...]:
    """The bundles of a folder. Raises InputError that names file and key."""
    return records_of(Bundle, table_of(folder / "bundles.toml"), "bundle", "interview/bundles.toml")


def offered(
    bundles: tuple[Bundle, ...], needed: Container[str], said: Mapping[str, Any]
) -> dict[str, tuple[Bundle, int]]:
    """For each question the bundle that answers it with others, and how many needed questions that would answer.

    `needed`: the questions that open options wait for; `said`: the answers so far, None for those that are not plain
    values. A bundle that anything said contradicts is not offered.
    """
    found = {}
    for bundle in bundles:
        agrees = all(said[fact] == value for fact, value in bundle.answers.items() if fact in said)
        unsaid = [fact for fact in bundle.answers if fact not in said]
        count = sum(fact in needed for fact in unsaid)
        if agrees and count >= FEWEST:
            found.update(dict.fromkeys(unsaid, (bundle, count)))
    return found
