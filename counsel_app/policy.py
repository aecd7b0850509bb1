r"""What an office presets for its computers: `richtlinie.toml`, beside the program or in the system's own folder.

    backup_folder = '\\server\sicherung\%USERNAME%'    # second place for backups; variables and ~ are filled in
    idle_minutes = 5                                   # 2, 5, 10 or 15 minutes until the program locks itself

A preset is applied once to each vault, and again when the file has changed; in between people may choose otherwise.
"""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from counsel_app import paths
from counsel_app.logic.errors import InputError
from counsel_app.logic.session import Session
from counsel_app.logic.vault.desk import IDLE_MINUTES

FILE = "richtlinie.toml"
APPLIED = "policy/applied"
LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Policy:
    """The presets; None where the office left something open."""

    backup_folder: str | None = None
    idle_minutes: int | None = None


def places() -> list[Path]:
    """Where the file may lie; the first that is there counts."""
    beside = paths.program_folder()
    if sys.platform == "win32":
        system = Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / paths.NAME
    elif sys.platform == "darwin":
        system = Path("/Library/Application Support") / paths.NAME
    else:
        system = Path("/etc") / paths.NAME.lower()
    return [folder / FILE for folder in (beside, system) if folder]


def find() -> Policy:
    """The presets of this computer. Raises InputError that names file and key."""
    path = next((place for place in places() if place.is_file()), None)
    return read(path) if path else Policy()


def read(path: Path) -> Policy:
    """One file. Raises InputError that names file and key."""
    try:
        with path.open("rb") as file:
            table = tomllib.loads(file.read(LARGEST).decode("utf-8-sig"))
    except OSError as error:
        raise InputError(f"Die Richtlinie {path} lässt sich nicht lesen ({error.strerror}).") from None
    except ValueError as error:
        raise InputError(f"Die Richtlinie {path} ist kein TOML in UTF-8: {error}.") from None
    unknown = sorted(table.keys() - {field.name for field in fields(Policy)})
    if unknown:
        raise InputError(f"Die Richtlinie {path} nennt „{unknown[0]}“; bekannt sind backup_folder und idle_minutes.")
    return Policy(_folder(path, table.get("backup_folder")), _minutes(path, table.get("idle_minutes")))


def preset(session: Session) -> str:
    """Apply the presets to an open vault; what is wrong with them as a sentence, "" if nothing."""
    store, desk = session.store, session.vault
    if store.path is None or store.read_only:
        return ""
    try:
        policy = find()
        wanted = {key: value for key, value in asdict(policy).items() if value is not None}
        applied = store.setting(APPLIED, {})
        if wanted == applied:
            return ""
        if policy.backup_folder and policy.backup_folder != applied.get("backup_folder"):
            desk.backups.choose_folder(policy.backup_folder)
        if policy.idle_minutes and policy.idle_minutes != applied.get("idle_minutes"):
            desk.set_idle(policy.idle_minutes)
        store.set_setting(APPLIED, wanted)
    except InputError as error:
        return f"{error} Die Voreinstellungen der Stelle gelten darum nicht; bitte dort Bescheid geben."
    return ""


def _folder(path: Path, said: Any) -> str | None:
    if said is None:
        return None
    folder = os.path.expandvars(str(Path(said).expanduser())) if isinstance(said, str) else ""
    if not Path(folder).is_absolute():
        raise InputError(f"Die Richtlinie {path}: backup_folder braucht einen vollständigen Pfad, nicht „{said}“.")
    return folder


def _minutes(path: Path, said: Any) -> int | None:
    if said is None:
        return None
    if isinstance(said, bool) or said not in IDLE_MINUTES:
        choices = ", ".join(map(str, IDLE_MINUTES))
        raise InputError(f"Die Richtlinie {path}: idle_minutes kann {choices} sein, nicht „{said}“.")
    return int(said)
