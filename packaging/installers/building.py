"""The words `build` and `smoke`: which system is meant, and whether it can be done here."""

from __future__ import annotations

import sys
from importlib import import_module

import dev
from installers import checksums
from installers.names import DIST

SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}


def build(words: list[str]) -> int:
    """Build the installers of a system and their sums."""
    module = import_module(f"installers.{_system(words)}")
    DIST.mkdir(parents=True, exist_ok=True)
    files = module.build()
    print(checksums.write(files).read_text(encoding="utf-8"), end="")
    return 0


def smoke(words: list[str]) -> int:
    """Try what was built as its users will."""
    import_module(f"installers.{_system(words)}_smoke").run()
    return 0


def _system(words: list[str]) -> str:
    here = SYSTEMS.get(sys.platform, "")
    wanted = words[0] if words else here
    through_wine = here == "linux" and wanted == "windows"
    if len(words) > 1 or wanted not in SYSTEMS.values() or not (wanted == here or through_wine):
        dev.stop(f"Expected is one of linux, windows, macos that can be built here; this is {here or sys.platform}.")
    return wanted
