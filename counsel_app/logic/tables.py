"""Records from small TOML files of the program's own, read with bounds: a damaged file is named with its key."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any

from counsel_app.logic.errors import InputError

LARGEST = 100_000  # bytes of one file
MOST = 100  # entries of one list
LONGEST = 1_000  # letters of one text


def table_of(path: Path) -> dict[str, Any]:
    """The tables of a file. Raises InputError."""
    try:
        if path.stat().st_size > LARGEST:
            raise wrong(f"{path.parent.name}/{path.name}", "", f"die Datei ist größer als {LARGEST} Byte")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise wrong(f"{path.parent.name}/{path.name}", "", f"die Datei ist nicht lesbar ({error})") from None


def records_of(kind: type[Any], table: dict[str, Any], word: str, file: str) -> tuple[Any, ...]:
    """The records of a list of tables, no id twice. Raises InputError."""
    entries = table.get(word)
    if not isinstance(entries, list) or not 0 < len(entries) <= MOST:
        raise wrong(file, word, f"erwartet werden 1 bis {MOST} Einträge")
    found = tuple(record_of(kind, entry, file, f"{word} {number}") for number, entry in enumerate(entries, 1))
    if len({one.id for one in found}) != len(found):
        raise wrong(file, word, "eine Kennung (id) steht zweimal da")
    return found


_TYPES: dict[str, type] = {"str": str, "int": int, "date": date, "int | None": int}


def record_of(kind: type[Any], entry: Any, file: str, key: str) -> Any:
    """One record; every key must be known and of its type. Raises InputError."""
    if not isinstance(entry, dict):
        raise wrong(file, key, "der Abschnitt fehlt oder ist keine Tabelle")
    known = {one.name: one for one in fields(kind)}
    for name in entry:
        if name not in known:
            raise wrong(file, f"{key}.{name}", f"unbekannt; erwartet wird {', '.join(known)}")
    values = {}
    for name, one in known.items():
        if name in entry:
            values[name] = _value(entry[name], str(one.type), file, f"{key}.{name}")
        elif one.default is MISSING:
            raise wrong(file, f"{key}.{name}", "die Angabe fehlt")
    return kind(**values)


def _value(value: Any, kind: str, file: str, key: str) -> Any:
    if kind.startswith("tuple"):
        if (
            isinstance(value, list)
            and len(value) <= MOST
            and all(isinstance(one, str) and 0 < len(one) <= LONGEST for one in value)
        ):
            return tuple(value)
        raise wrong(file, key, "erwartet wird eine Liste von Texten")
    if kind.startswith("dict"):
        if isinstance(value, dict) and 0 < len(value) <= MOST and all(map(_is_scalar, value.values())):
            return value
        raise wrong(file, key, "erwartet wird eine Tabelle von Angaben")
    if type(value) is not _TYPES[kind]:
        raise wrong(file, key, f"erwartet wird {kind}")
    if isinstance(value, str) and not 0 < len(value) <= LONGEST:
        raise wrong(file, key, f"erwartet wird ein Text von 1 bis {LONGEST} Zeichen")
    return value


def _is_scalar(value: Any) -> bool:
    return isinstance(value, (bool, int, float)) or (isinstance(value, str) and len(value) <= LONGEST)


def wrong(file: str, key: str, text: str) -> InputError:
    """What is wrong where."""
    place = f"{file}: {key}" if key else file
    return InputError(f"{place}: {text}; bitte Hafenlotse neu einrichten.")
