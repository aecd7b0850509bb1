"""Reading the knowledge from TOML: every mistake becomes a problem with file and key, none stops the reading.

The result is the raw pack (plain tables that JSON can hold) and the list of problems. `checks` judges the
pack as a whole; here each file is only held against its form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

from counsel_app.logic.law import records
from counsel_app.logic.law.records import FORMAT, Raw, keys_of


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in the knowledge: which file, which key, what is wrong (English: for the pack's developers)."""

    file: str
    key: str
    text: str
    warning: bool = False

    def __str__(self) -> str:
        level = "warning" if self.warning else "error"
        return f"{self.file}: {self.key}: {level}: {self.text}" if self.key else f"{self.file}: {level}: {self.text}"


class Reader:
    """Collects the raw pack of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.pack: Raw = {
            "format": FORMAT,
            "version": "",
            "law_as_of": "1970-01-01",
            **{name: {} for name in ("facts", "terms", "derived", "amounts", "options")},
            "stories": [],
        }
        self.origin: dict[str, str] = {}

    def read(self) -> tuple[Raw, list[Problem]]:
        """All files; the pack holds what could be used."""
        self._head()
        for fact, table, file in self._named("facts", "fact"):
            self._keep("facts", fact, table, records.Fact, file)
        for kind, word, record in (
            ("terms", "term", records.Term),
            ("derived", "derived", records.Derived),
        ):
            for name, table, file in self._listed(kind, word):
                self._keep(kind, name, table, record, file)
        for name, table, file in self._amounts():
            self._keep("amounts", name, table, records.Amount, file)
        for file, table in self._tables("options"):
            self._keep("options", str(table.get("id", "")), table, records.Option, file)
            if f"{table.get('id')}.toml" != Path(file).name:
                self._problem(file, "id", f"the id '{table.get('id')}' must be the file's name")
        for file, table in self._tables("stories"):
            self._stories(file, table)
        return self.pack, self.problems

    def _problem(self, file: str, key: str, text: str) -> None:
        self.problems.append(Problem(file, key, text))

    def _head(self) -> None:
        for file, table in self._parsed([self.folder / "pack.toml"]):
            self.pack["version"] = str(table.get("version", ""))
            if isinstance(table.get("law_as_of"), date):
                self.pack["law_as_of"] = table["law_as_of"].isoformat()
            else:
                self._problem(file, "law_as_of", "a day is expected, for instance law_as_of = 2026-08-12")

    def _tables(self, folder: str) -> Iterator[tuple[str, Raw]]:
        return self._parsed(sorted((self.folder / folder).glob("*.toml")))

    def _parsed(self, paths: Iterable[Path]) -> Iterator[tuple[str, Raw]]:
        for path in paths:
            file = path.relative_to(self.folder).as_posix()
            try:
                yield file, tomllib.loads(path.read_text(encoding="utf-8"))
            except UnicodeDecodeError as error:
                self._problem(file, "", f"not UTF-8 at byte {error.start}; save the file as UTF-8")
            except tomllib.TOMLDecodeError as error:
                self._problem(file, "", f"not TOML: {error}")
            except OSError as error:
                self._problem(file, "", f"cannot be read: {error.strerror}")

    def _named(self, folder: str, word: str) -> Iterator[tuple[str, Raw, str]]:
        for file, table in self._tables(folder):
            for unknown in set(table) - {word}:
                self._problem(file, unknown, f"unknown table; expected [{word}.<id>]")
            for name, entry in table.get(word, {}).items():
                if isinstance(entry, dict):
                    yield name, {"id": name, **entry}, file
                else:
                    self._problem(file, f"{word}.{name}", "a table is expected")

    def _listed(self, folder: str, word: str) -> Iterator[tuple[str, Raw, str]]:
        for file, table in self._tables(folder):
            yield from self._entries(file, table, word)

    def _amounts(self) -> Iterator[tuple[str, Raw, str]]:
        path = self.folder / "amounts.toml"
        for file, table in self._parsed([path] if path.exists() else []):
            yield from self._entries(file, table, "amount")

    def _entries(self, file: str, table: Raw, word: str) -> Iterator[tuple[str, Raw, str]]:
        for unknown in set(table) - {word}:
            self._problem(file, unknown, f"unknown table; expected [[{word}]]")
        for entry in table.get(word, []):
            yield str(entry.get("id", "")), entry, file

    def _keep(self, kind: str, name: str, table: Raw, record: type[Any], file: str) -> None:
        if not name:
            self._problem(file, "id", "an id is missing")
            return
        first = self.origin.get(f"{kind} {name}")
        if first is not None:
            self._problem(file, name, f"the id '{name}' stands already in {first}")
            return
        self.origin[f"{kind} {name}"] = file
        found = list(form_problems(record, table, name))
        self.problems += [Problem(file, key, text) for key, text in found]
        if not found:
            self.pack[kind][name] = plain(table)

    def _stories(self, file: str, table: Raw) -> None:
        option = Path(file).stem
        for unknown in set(table) - {"base", "story"}:
            self._problem(file, unknown, "unknown table; expected [base] or [[story]]")
        base = table.get("base", {})
        for entry in table.get("story", []):
            story = {("start" if key == "from" else key): value for key, value in entry.items()}
            answers = {**base, **story.get("answers", {})}
            story["answers"] = {name: value for name, value in answers.items() if value != "?"}
            story["option"] = option
            found = list(form_problems(records.Story, story, str(story.get("name", "story"))))
            self.problems += [Problem(file, key, text) for key, text in found]
            if not found:
                self.pack["stories"].append(plain(story))


def plain(value: Any) -> Any:
    """TOML values as JSON can hold them."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value


_WORDS: dict[str, tuple[str, ...]] = {
    "Fact.type": ("yes_no", "choice", "date", "number", "amount"),
    "Fact.scope": ("person", "household"),
    "Fact.section": ("status", "familie", "wohnen", "arbeit", "integration", "hindernisse", "bescheid"),
    "Option.measure": ("M1", "M2", "M3", "M4", "M5", "M6", "M7"),
    "Option.kind": ("anspruch", "soll", "regel", "ermessen", "hinweis"),
    "Block.binding": ("mandatory", "regular"),
    "Checked.certainty": ("hoch", "mittel", "niedrig"),
    "Derived.type": ("date", "number"),
    "Story.state": ("yes", "no", "open"),
}
_PARTS = {
    "requires": records.Block,
    "excludes": records.Block,
    "cautions": records.Caution,
    "steps": records.Passage,
    "risks": records.Passage,
    "arguments": records.Passage,
    "relations": records.Passage,
}


def form_problems(record: type[Any], table: Raw, where: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the form of one table: missing, unknown or wrongly typed keys, unknown words."""
    hints = get_type_hints(record)
    for key in sorted(set(table) - keys_of(record)):
        yield f"{where}.{key}", f"unknown key '{key}'; known are {', '.join(sorted(keys_of(record)))}"
    for entry in fields(record):
        if entry.name not in table:
            if entry.default is MISSING and entry.default_factory is MISSING:
                yield f"{where}.{entry.name}", f"the key '{entry.name}' is missing"
            continue
        value = table[entry.name]
        key = f"{where}.{entry.name}"
        yield from _value_problems(record, entry.name, str(hints[entry.name]), value, key)


def _value_problems(record: type[Any], name: str, hint: str, value: Any, key: str) -> Iterator[tuple[str, str]]:
    words = _WORDS.get(f"{record.__name__}.{name}")
    if name == "checked" or name == "valid":
        yield from _nested(name, value, key)
    elif name in _PARTS and record is records.Option:
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            yield key, "a list of tables is expected"
            return
        for number, part in enumerate(value, 1):
            yield from form_problems(_PARTS[name], part, f"{key}[{part.get('id', number)}]")
    elif words is not None and value not in words:
        yield key, f"'{value}' is not one of {', '.join(words)}"
    elif hint == "<class 'str'>" and not isinstance(value, str):
        yield key, "text in quotes is expected"
    elif hint.startswith("tuple") and not isinstance(value, list):
        yield key, "a list in [brackets] is expected"
    elif hint.startswith("tuple[str") and not all(isinstance(part, str) for part in value):
        yield key, "a list of texts is expected"
    elif "datetime.date" in hint and not isinstance(value, date):
        yield key, "a day is expected, for instance 2026-11-22"
    elif hint == "<class 'bool'>" and not isinstance(value, bool):
        yield key, "true or false is expected"


def _nested(name: str, value: Any, key: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield key, "a table in {braces} is expected"
    elif name == "checked":
        yield from form_problems(records.Checked, value, key)
    elif set(value) - {"from", "until"} or not all(isinstance(day, date) for day in value.values()):
        yield key, "expected is { from = 2026-01-01, until = 2026-12-31 }, each of them optional"
