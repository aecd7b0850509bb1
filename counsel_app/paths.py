"""Where things lie: resources beside the program, cases and caches where the system wants them.

A folder `hafenlotse-daten` beside an installed program keeps everything there, for instance on a stick.
`HAFENLOTSE_HOME` overrides both (tests, trials).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "Hafenlotse"
BESIDE = "hafenlotse-daten"


def resources() -> Path:
    """The folder `resources`: in the bundle of a frozen program, else in the checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) / "resources" if bundle else Path(__file__).resolve().parent.parent / "resources"


def is_frozen() -> bool:
    """Whether this is an installed program rather than a checkout."""
    return bool(getattr(sys, "frozen", False))


def program_folder() -> Path | None:
    """The folder in which an installed program lies, on macOS the one with the app; None in a checkout."""
    if not is_frozen():
        return None
    program = Path(sys.executable).resolve()
    app = next((parent for parent in program.parents if parent.suffix == ".app"), None)
    return app.parent if app else program.parent


def data() -> Path:
    """The folder of cases and settings. It may not exist yet."""
    return Path(_chosen("user_data_dir"))


def cases_file() -> Path:
    """The database of cases."""
    return data() / "cases.db"


def seen_file() -> Path:
    """What this computer has seen of the vault; in another folder, so that it is not put back together with it."""
    return Path(_chosen("user_state_dir")) / "cases.seen"


def knowledge_sources() -> Path:
    """The TOML files of the knowledge; an installed program has none and reads the pack."""
    return resources() / "knowledge"


def knowledge_pack() -> Path:
    """The compiled knowledge: shipped in an installed program, a cache in a checkout."""
    if is_frozen():
        return resources() / "knowledge" / "knowledge.json"
    return Path(_chosen("user_cache_dir")) / "knowledge.json"


def _chosen(kind: str) -> str:
    home = os.environ.get("HAFENLOTSE_HOME")
    if home:
        return home
    beside = program_folder()
    if beside and (beside / BESIDE).is_dir():
        return str(beside / BESIDE)
    import platformdirs

    return str(getattr(platformdirs, kind)(NAME, appauthor=False))
