"""Lays out what goes into the bundle beside the code: resources with the compiled knowledge, notices, a list of all."""

from __future__ import annotations

import json
import re
import shutil
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from installers.names import ROOT

SOURCES_ONLY = shutil.ignore_patterns("knowledge", "*.po", "README.md")
CONTENTS = "contents.json"
PLACEHOLDER = "folder.txt"
_PICTURE = re.compile(r"^!\[.*\]\(([\w-]+)\)$", re.MULTILINE)


def lay_out(folder: Path) -> None:
    """Copy the resources into `folder` and compile the knowledge: an installed program reads the pack, not TOML."""
    if folder.exists():
        shutil.rmtree(folder)
    resources = folder / "resources"
    shutil.copytree(ROOT / "resources", resources, ignore=SOURCES_ONLY)
    sys.path.insert(0, str(ROOT))
    from counsel_app.logic.law.compiling import sound_pack  # the standard library is enough for it

    (folder / PLACEHOLDER).touch()
    pack = resources / "knowledge" / "knowledge.json"
    pack.parent.mkdir()
    pack.write_text(json.dumps(sound_pack(ROOT / "resources" / "knowledge"), ensure_ascii=False), encoding="utf-8")


def pictures(handbook: Path) -> set[str]:
    """The names of the pictures that the chapters show."""
    return {name for chapter in handbook.glob("*.md") for name in _PICTURE.findall(chapter.read_text(encoding="utf-8"))}


def finish(folder: Path, binaries: list[Any], modules: list[Any]) -> list[tuple[str, str, str]]:
    """Write licences, SBOM and the list of contents; everything as PyInstaller wants to be told of it.

    `binaries`, `modules`: what PyInstaller collected, tuples of name, path and kind.
    """
    from installers import notices

    resources = folder / "resources"
    notices.write(resources / "licences", binaries, modules)
    files = sorted(path for path in resources.rglob("*") if path.is_file())
    sums = {path.relative_to(resources).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
    (resources / CONTENTS).write_text(json.dumps(sums, indent=0), encoding="utf-8")
    files.append(resources / CONTENTS)
    return [(path.relative_to(folder).as_posix(), str(path), "DATA") for path in files]
