"""What the program is called where, and which version this is."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build"
DIST = BUILD / "installers"
NAME = "Hafenlotse"
PROGRAM = "hafenlotse" if sys.platform == "linux" else NAME
BUNDLE_ID = "de.hafenlotse.Hafenlotse"


def _version() -> str:
    text = (ROOT / "counsel_app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "(\d+\.\d+\.\d+)"', text)
    if found is None:
        sys.exit('counsel_app/__init__.py: __version__ is missing; expected is a line like __version__ = "1.2.3".')
    return found[1]


VERSION = _version()


def windows_version() -> object:
    """The version resource of the Windows program: what its properties dialog shows."""
    from PyInstaller.utils.win32 import versioninfo as info

    numbers = (*map(int, VERSION.split(".")), 0)
    words = {
        "ProductName": NAME,
        "FileDescription": "Hafenlotse: Beratung im Aufenthaltsrecht",
        "ProductVersion": VERSION,
        "FileVersion": VERSION,
        "OriginalFilename": f"{NAME}.exe",
    }
    table = info.StringTable("040704B0", [info.StringStruct(*pair) for pair in words.items()])
    german = info.VarStruct("Translation", [0x0407, 0x04B0])
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[info.StringFileInfo([table]), info.VarFileInfo([german])],
    )
