"""The pack: the knowledge compiled from TOML into one JSON file, which is what the program loads.

In a checkout the pack is rebuilt when a source has changed; in an installed program there are no sources
and the shipped pack is read as it is.
"""

from __future__ import annotations

import json
import os
from datetime import date
from hashlib import sha256
from pathlib import Path

from counsel_app.logic.errors import InputError
from counsel_app.logic.law import records
from counsel_app.logic.law.records import FORMAT, Knowledge, Raw, kept


def load(sources: Path, pack: Path, *, stories: bool = False) -> Knowledge:
    """The knowledge of this program: from `pack`, rebuilt first if `sources` (the TOML folder) is newer.

    Raises KnowledgeError for mistakes in the sources and InputError for a damaged or foreign pack.
    """
    if not (sources / "pack.toml").exists():
        return knowledge_of(read_pack(pack), stories=stories)
    stamp = _stamp(sources)
    if pack.exists():
        try:
            raw = read_pack(pack)
        except InputError:
            raw = {}
        if raw.get("stamp") == stamp:
            return knowledge_of(raw, stories=stories)
    from counsel_app.logic.law.compiling import sound_pack  # only a checkout needs it

    raw = sound_pack(sources)
    raw["stamp"] = stamp
    _store(raw, pack)
    return knowledge_of(raw, stories=stories)


def knowledge_of(raw: Raw, *, stories: bool = False) -> Knowledge:
    """The records of a checked raw pack; stories only on demand, the program does not need them."""
    return Knowledge(
        version=raw["version"],
        law_as_of=date.fromisoformat(raw["law_as_of"]),
        facts={name: kept(records.Fact, table) for name, table in raw["facts"].items()},
        terms={name: kept(records.Term, table) for name, table in raw["terms"].items()},
        derived={name: kept(records.Derived, table) for name, table in raw["derived"].items()},
        amounts={name: kept(records.Amount, table) for name, table in raw["amounts"].items()},
        options={name: kept(records.Option, table) for name, table in raw["options"].items()},
        stories=tuple(kept(records.Story, table) for table in raw["stories"]) if stories else (),
    )


def read_pack(pack: Path) -> Raw:
    """The raw tables of a compiled pack. Raises InputError for one that is missing, damaged or of another format."""
    try:
        raw = json.loads(pack.read_bytes())
    except FileNotFoundError:
        raise InputError(
            f"Die Datei „{pack.name}“ mit dem Rechtswissen fehlt; bitte Hafenlotse neu installieren."
        ) from None
    except (OSError, ValueError):
        raise InputError(
            f"Die Datei „{pack.name}“ mit dem Rechtswissen ist beschädigt; bitte neu installieren."
        ) from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise InputError(
            f"Die Datei „{pack.name}“ hat ein anderes Format als {FORMAT}; bitte Hafenlotse neu installieren."
        )
    return raw


def _store(raw: Raw, pack: Path) -> None:
    """Keep the pack for the next start; without a writable place it is simply built again."""
    try:
        pack.parent.mkdir(parents=True, exist_ok=True)
        partial = pack.with_name(f"{pack.name}.{os.getpid()}")
        partial.write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        partial.replace(pack)
    except OSError:
        return


def _stamp(sources: Path) -> str:
    """Changes whenever a source file is added, removed, renamed or written."""
    marks = []
    for folder in (sources, *sorted(entry for entry in sources.iterdir() if entry.is_dir())):
        for entry in sorted(os.scandir(folder), key=lambda found: found.name):
            if entry.name.endswith(".toml"):
                stat = entry.stat()
                marks.append(f"{folder.name}/{entry.name} {stat.st_mtime_ns} {stat.st_size}")
    code = sorted(Path(__file__).parent.glob("*.py"))
    marks += [
        f"{path.name} {path.stat().st_mtime_ns}" for path in code if path.stem in ("reading", "grammar", "records")
    ]
    return sha256("\n".join(marks).encode()).hexdigest()
