"""The checklist, read from `resources/cooperation/duties.toml`. The keys are explained there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from counsel_app.logic.tables import records_of, table_of, wrong

GROUPS = {"pass": "Besondere Passpflicht (§ 60b AufenthG)", "identitaet": "Klärung der Identität"}
FILE = "cooperation/duties.toml"


@dataclass(frozen=True, slots=True)
class Point:
    """Something to clear before, or something that heals: a sentence with its norm."""

    id: str
    text: str
    law: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One act that may be demanded."""

    id: str
    group: str
    title: str
    text: str
    law: str
    proof: tuple[str, ...]
    unreasonable: tuple[str, ...] = ()
    fact: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """All of it, in the order of the file."""

    before: tuple[Point, ...]
    duties: tuple[Duty, ...]
    healing: tuple[Point, ...]

    def duty(self, duty: str) -> Duty:
        """One duty. Raises KeyError."""
        for one in self.duties:
            if one.id == duty:
                return one
        raise KeyError(duty)


def read_checklist(folder: Path) -> Checklist:
    """The checklist of a folder. Raises InputError that names file and key."""
    table = table_of(folder / "duties.toml")
    duties = records_of(Duty, table, "duty", FILE)
    for one in duties:
        if one.group not in GROUPS:
            raise wrong(FILE, f"{one.id}.group", f"erwartet wird {', '.join(GROUPS)}")
    return Checklist(records_of(Point, table, "before", FILE), duties, records_of(Point, table, "heal", FILE))
