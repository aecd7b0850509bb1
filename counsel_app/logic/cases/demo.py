"""The built-in demo household: invented people, for trying the program out and for `assess --demo`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from counsel_app.logic.cases.codec import answer_of
from counsel_app.logic.cases.records import DEMO_ID, Case, Person


def demo_case(folder: Path, day: date) -> Case:
    """The demo household as a case; `folder` is resources/demo."""
    table = json.loads((folder / "household.json").read_text(encoding="utf-8"))
    people = [
        Person(f"demo-{number}", entry["label"], entry["role"], entry.get("reference", ""), _answers(entry["answers"]))
        for number, entry in enumerate(table["people"], 1)
    ]
    return Case(
        id=DEMO_ID,
        code=table["code"],
        created_on=day,
        changed_on=day,
        title=table["title"],
        people=tuple(people),
        household=_answers(table["household"]),
    )


def demo_clients(folder: Path, day: date) -> list[dict[str, Any]]:
    """The same people as example clients of the `assess` command."""
    case = demo_case(folder, day)
    return [
        {
            "id": person.label,
            "stichtag": day.isoformat(),
            "answers": {fact: answer.judged for fact, answer in {**case.household, **person.answers}.items()},
        }
        for person in case.people
    ]


def _answers(table: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType({fact: answer_of(entry) for fact, entry in table.items()})
