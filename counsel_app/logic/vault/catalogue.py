"""The catalogue: which cases the vault holds, in which version, and what the list shows of them.

It serves twice: as the index of names that is opened into memory, and as the manifest that makes a missing,
foreign or put-back case visible. It holds the entries of the calendar, too, so that the calendar of all cases is
there without opening a case. It lies sealed in pages of cases, so that saving rewrites one page; the root
names the version of every page and counts the saves.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from counsel_app.logic.calendar.stored import table_of
from counsel_app.logic.cases.records import Case
from counsel_app.logic.cases.retention import due_on
from counsel_app.logic.cases.strict_json import packed
from counsel_app.logic.vault.names import folded, squeezed_sound, written_sounds

PAGES = 256
NEVER = date(1970, 1, 1)


class CaseLine(NamedTuple):
    """One case in the list. `due_on`: the day from which it may be erased; None while a reason holds it."""

    id: str
    code: str
    title: str
    people: tuple[str, ...]
    changed_on: date
    closed_on: date | None = None
    due_on: date | None = None

    def __repr__(self) -> str:
        return f"CaseLine({self.code})"  # no names in error messages


class Entry(NamedTuple):
    """A line with the version of its case, its place in the list, and the words the search looks at.

    `agenda`: the entries of its calendar as tables, each with the name of the person it is about.
    """

    ver: int
    line: CaseLine
    words: str
    sounds: str
    order: str
    agenda: tuple[tuple[dict[str, Any], str], ...] = ()

    def __repr__(self) -> str:
        return f"Entry({self.line.code}, {self.ver})"


@dataclass(frozen=True, slots=True)
class Root:
    """What holds the vault together: changed with every save.

    `epoch` counts the saves. `latest` is the latest day seen, which a clock set back cannot undo. `versions`
    names every sealed record that belongs to no case. `door` is the digest of the slots.
    """

    epoch: int = 0
    latest: date = NEVER
    versions: Mapping[str, int] = field(default_factory=dict)
    door: str = ""
    audit_count: int = 0
    audit_head: str = ""

    def to_bytes(self) -> bytes:
        """The root, to be sealed."""
        table = {name: getattr(self, name) for name in self.__slots__} | {"latest": self.latest.isoformat()}
        return packed(table)


def root_of(body: bytes) -> Root:
    """The root that `to_bytes` wrote."""
    table: dict[str, Any] = json.loads(body)
    known = {name: table[name] for name in Root.__slots__ if name in table}
    return replace(Root(**known), latest=date.fromisoformat(table["latest"]))


def page_id(case_id: str) -> str:
    """The record of the page a case stands on."""
    return f"page/{hashlib.blake2b(case_id.encode('utf-8', 'surrogatepass'), digest_size=1).hexdigest()}"


def entry_of(case: Case, ver: int) -> Entry:
    """The entry of a case as it is saved."""
    people = tuple(person.label for person in case.people)
    names = [name for person in case.people for name in (person.label, *person.aliases)]
    line = CaseLine(case.id, case.code, case.title, people, case.changed_on, case.closed_on, due_on(case))
    words = " ".join(folded(text) for text in (case.code, case.title, *names))
    sounds = " ".join(sorted({sound for text in (case.title, *names) for sound in written_sounds(text)}))
    whole = " ".join(sorted({squeezed_sound(name) for name in names}))
    labels = {person.id: person.label for person in case.people}
    agenda = tuple((table_of(one), labels.get(one.person, "")) for one in case.calendar)
    return Entry(ver, line, f" {words} ", f" {sounds} \n{whole}", f"{case.changed_on} {case.code}", agenda)


def page_bytes(page: Mapping[str, Entry]) -> bytes:
    """A page, to be sealed."""
    rows = [
        [
            *line[:3],
            list(line.people),
            *(day.isoformat() if day else "" for day in line[4:]),
            ver,
            words,
            sounds,
            *([agenda] if agenda else []),
        ]
        for ver, line, words, sounds, _, agenda in page.values()
    ]
    return packed(rows)


def page_of(body: bytes) -> dict[str, Entry]:
    """The page that `page_bytes` wrote."""
    day = date.fromisoformat
    return {
        row[0]: Entry(
            row[7],
            CaseLine(
                row[0],
                row[1],
                row[2],
                tuple(row[3]),
                day(row[4]),
                day(row[5]) if row[5] else None,
                day(row[6]) if row[6] else None,
            ),
            row[8],
            row[9],
            f"{row[4]} {row[1]}",
            tuple((table, label) for table, label in row[10]) if len(row) > 10 else (),
        )
        for row in json.loads(body)
    }
