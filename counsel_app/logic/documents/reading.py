"""Reading the letters: every mistake becomes a problem with file and key, none stops the reading."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from counsel_app.logic.documents.filling import SPECIAL, slots_of
from counsel_app.logic.documents.paragraphs import MADE
from counsel_app.logic.documents.records import Block, Letter, Letters, Line, Office, Raw, When
from counsel_app.logic.errors import InputError
from counsel_app.logic.law.grammar import line_problems
from counsel_app.logic.law.reading import Problem, plain

OFFICES, SHARED = "offices.toml", "shared.toml"
KINDS = ("authority", "court", "third")
_CITATION = re.compile(r"(§|Art\.)")
_REQUIRED = ("id", "name", "purpose", "checked_on", "subject", "to", "block")


def read_letters(folder: Path) -> Letters:
    """The letters of a folder. Raises InputError naming file and key."""
    letters, problems = gather(folder)
    if problems:
        raise InputError(f"Die Schreiben enthalten Fehler und werden nicht verwendet: {problems[0]}")
    return letters


def gather(folder: Path) -> tuple[Letters, list[Problem]]:
    """What could be read, and every mistake of form."""
    found, problems = Letters({}, {}, {}), []
    for path in sorted(folder.glob("*.toml")):
        try:
            table = plain(tomllib.loads(path.read_text(encoding="utf-8")))
            if path.name == OFFICES:
                found.offices.update({one.id: one for one in map(_office, table["office"])})
            elif path.name == SHARED:
                found.shared.update({one.id: one for one in map(_block, table["block"])})
            else:
                letter = _letter(table, path.stem)
                found.letters[letter.id] = letter
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
            problems.append(Problem(f"letters/{path.name}", "", f"cannot be used: {error}"))
    return found, problems


def letter_problems(letters: Letters, raw: Raw) -> Iterator[Problem]:
    """What is wrong with letters beside a raw pack of knowledge: the `check` of letters."""
    for letter in letters.letters.values():
        file = f"letters/{letter.id}.toml"
        for key, text in _letter_problems(letters, letter, raw):
            yield Problem(file, key, text)
        for key, text in _wishes_problems(letter, raw):
            yield Problem(file, key, text)
    for block in letters.shared.values():
        for text in _block_problems(letters, block, raw):
            yield Problem(f"letters/{SHARED}", block.id, text)
    named = {name for option in raw["options"].values() for name in option.get("letters", ())}
    for option, table in raw["options"].items():
        for name in table.get("letters", ()):
            if name not in letters.letters:
                yield Problem(f"options/{option}.toml", "letters", f"the letter '{name}' has no file")
        if not table.get("letters"):
            yield Problem(f"options/{option}.toml", "letters", "the option names no letter", True)
    for letter in letters.letters.values():
        if letter.id not in named and not letter.general:
            yield Problem(f"letters/{letter.id}.toml", "id", "no option names this letter")


def _letter_problems(letters: Letters, letter: Letter, raw: Raw) -> Iterator[tuple[str, str]]:
    for line in letter.to:
        if line.text not in letters.offices:
            yield "to", f"the office '{line.text}' does not exist"
        yield from (("to", text) for text in _when_problems(line.when, raw))
    for copy in letter.copies:
        if copy not in letters.offices:
            yield "copies", f"the office '{copy}' does not exist"
    for line in letter.subject:
        yield from (("subject", text) for text in _slot_problems(line.text, raw))
        yield from (("subject", text) for text in _when_problems(line.when, raw))
    if letter.subject[-1].when != When() or letter.to[-1].when != When():
        yield "subject", "the last subject and the last recipient must fit always"
    if letter.people not in ("person", "family"):
        yield "people", "expected is person or family"
    seen: set[str] = set()
    for block in letter.blocks:
        if block.id in seen:
            yield block.id, "the block id stands twice"
        seen.add(block.id)
        yield from ((block.id, text) for text in _block_problems(letters, block, raw))


def _block_problems(letters: Letters, block: Block, raw: Raw) -> Iterator[str]:
    if block.use and block.use not in MADE and block.use not in letters.shared:
        yield f"use = '{block.use}' is neither made nor shared"
    if not block.use and not block.text:
        yield "a block needs a text or a use"
    if block.text and (block.when.all or block.when.any) and not _CITATION.search(block.law):
        yield "a paragraph under conditions needs the norm it rests on"
    for text in (block.text, block.heading, *block.points):
        yield from _slot_problems(text, raw)
    yield from _when_problems(block.when, raw)


def _slot_problems(text: str, raw: Raw) -> Iterator[str]:
    for slot in slots_of(text):
        name = slot.removeprefix("@")
        if slot.startswith("@"):
            if name not in SPECIAL:
                yield f"the slot '{{{slot}}}' does not exist; known are {', '.join(sorted(SPECIAL))}"
        elif not slot.startswith("?") and slot not in raw["facts"]:
            yield f"the fact '{slot}' does not exist"


def _when_problems(when: When, raw: Raw) -> Iterator[str]:
    for line in (*when.all, *when.any):
        yield from line_problems(raw, line)


def _wishes_problems(letter: Letter, raw: Raw) -> Iterator[tuple[str, str]]:
    parts = [(block.id, block.when) for block in letter.blocks]
    parts += [("subject", line.when) for line in letter.subject] + [("to", line.when) for line in letter.to]
    for key, when in parts:
        for option in when.wishes:
            if option not in raw["options"]:
                yield key, f"the option '{option}' does not exist"
            elif letter.id not in raw["options"][option].get("letters", ()) and not letter.general:
                yield key, f"the option '{option}' does not name this letter"


# tables into records --------------------------------------------------------------


def _letter(table: Raw, stem: str) -> Letter:
    missing = [key for key in _REQUIRED if key not in table]
    if missing:
        raise ValueError(f"the key '{missing[0]}' is missing")
    known = {*_REQUIRED, "copies", "enclosures", "people", "general", "form", "law"}
    _refuse(table, known)
    if table["id"] != stem:
        raise ValueError(f"the id '{table['id']}' must be the file's name")
    rest = {
        key: _kept(table[key]) for key in ("copies", "enclosures", "people", "general", "form", "law") if key in table
    }
    return Letter(
        id=table["id"],
        name=table["name"],
        purpose=table["purpose"],
        checked_on=date.fromisoformat(table["checked_on"]),
        subject=_lines(table["subject"]),
        to=_lines(table["to"]),
        blocks=tuple(map(_block, table["block"])),
        **rest,
    )


def _lines(value: Any) -> tuple[Line, ...]:
    entries = [{"text": value}] if isinstance(value, str) else value
    for entry in entries:
        _refuse(entry, {"text", "for", "all", "any"})
    return tuple(Line(entry["text"], _when(entry)) for entry in entries)


def _block(table: Raw) -> Block:
    _refuse(table, {"id", "text", "heading", "law", "use", "points", "choice", "point", "for", "all", "any"})
    return Block(
        id=table.get("id") or table["use"],
        text=table.get("text", ""),
        heading=table.get("heading", ""),
        law=table.get("law", ""),
        use=table.get("use", ""),
        points=tuple(table.get("points", ())),
        choice=table.get("choice", False) is True,
        point=table.get("point", False) is True,
        when=_when(table),
    )


def _when(table: Raw) -> When:
    return When(tuple(table.get("for", ())), tuple(table.get("all", ())), tuple(table.get("any", ())))


def _office(table: Raw) -> Office:
    _refuse(table, {entry.name for entry in fields(Office)})
    office = Office(**{key: _kept(value) for key, value in table.items()})
    if office.kind not in KINDS:
        raise ValueError(f"kind '{office.kind}' is not one of {', '.join(KINDS)}")
    return office


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _refuse(table: Raw, known: set[str]) -> None:
    if unknown := sorted(set(table) - known):
        raise ValueError(f"unknown key '{unknown[0]}'; known are {', '.join(sorted(known))}")
