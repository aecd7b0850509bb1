"""Windows: an installer that needs no administrator, and the same program as a folder for a stick.

On Windows with its own Python, on Debian through Wine; the recipe of PyInstaller is the same.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import dev
from installers import frozen, wine
from installers.names import BUILD, DIST, ROOT, VERSION

LARGEST = 45  # megabytes of a package
PROGRAM = "Hafenlotse"
FOLDER = DIST / "windows" / PROGRAM
INSTALLER = DIST / f"{PROGRAM}-{VERSION}-windows-setup.exe"
PORTABLE = DIST / f"{PROGRAM}-{VERSION}-windows-portable.zip"
_NOISE = re.compile(
    r" INFO: |could not resolve 'api-ms-win-"
)  # Windows 10 and 11 have those libraries, Wine's are built in
SCRIPT = ROOT / "packaging" / "windows" / "installer.nsi"


def build() -> list[Path]:
    """The folder, the installer made from it, the folder as archive; the paths of the last two."""
    frozen.prepare()
    if sys.platform == "win32":
        frozen.pyinstaller(FOLDER.parent)
        frozen.check(FOLDER / f"{PROGRAM}.exe")
    else:
        _freeze_under_wine()
    frozen.without_network(FOLDER)
    frozen.report(FOLDER, frozen.LARGEST)
    packed = [_installer(), _portable()]
    frozen.report(INSTALLER, LARGEST)
    frozen.report(PORTABLE, 2 * LARGEST)  # deflate is weaker, but Windows opens it without help
    return packed


def _freeze_under_wine() -> None:
    wine.have_tools()
    wine.furnish(dev.python(frozen.ENVIRONMENT))
    words = frozen.pyinstaller_words(wine.windows(FOLDER.parent), wine.windows(BUILD / "pyinstaller-windows"))
    words = [word if word != str(frozen.SPEC) else wine.windows(frozen.SPEC) for word in words]
    done = wine.run(
        [wine.PYTHON / "python.exe", *words],
        more={
            "HAFENLOTSE_PARTS": wine.windows(frozen.LAID_OUT),
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )
    print("\n".join(line for line in done.stdout.splitlines() if not _NOISE.search(line)), flush=True)
    if done.returncode:
        dev.stop(f"PyInstaller failed under Wine ({done.returncode}).")
    wine.stop_server()


def _installer() -> Path:
    maker = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    if not (shutil.which("makensis") or Path(maker).exists()):
        dev.stop("makensis is missing; please install NSIS 3 (https://nsis.sourceforge.io) and call this again.")
    mark = "/" if sys.platform == "win32" else "-"
    words = {
        "VERSION": VERSION,
        "SOURCE": str(FOLDER),
        "TARGET": str(INSTALLER),
        "ICON": str(frozen.LAID_OUT / "hafenlotse.ico"),
        "NEEDED": str(round(frozen.size(FOLDER)) + 5),
    }
    if sys.platform == "linux":
        words["WIDE"] = "1"  # a 64-bit installer; Debian's NSIS can make it, that of Windows cannot
    line = [
        maker,
        f"{mark}V2",
        f"{mark}INPUTCHARSET",
        "UTF8",
        *(f"{mark}D{key}={value}" for key, value in words.items()),
    ]
    if subprocess.run([*line, str(SCRIPT)], check=False).returncode:
        dev.stop("NSIS could not make the installer.")
    return INSTALLER


def _portable() -> Path:
    """The folder for a stick, with the folder of cases that tells the program to keep everything beside itself."""
    with zipfile.ZipFile(PORTABLE, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(FOLDER.rglob("*")):
            if path.is_file():
                archive.write(path, f"{PROGRAM}/{path.relative_to(FOLDER).as_posix()}")
        archive.writestr(
            f"{PROGRAM}/hafenlotse-daten/LIESMICH.txt",
            "In diesem Ordner liegen die Fälle. Ohne ihn legt Hafenlotse sie auf dem Rechner ab.\r\n",
        )
    return PORTABLE
