"""The frozen program: one folder, made by PyInstaller, and its first trial."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import dev
from installers import parts
from installers.names import BUILD, DIST, PROGRAM, ROOT
from installers.slim import NETWORK_FILES

ENVIRONMENT = BUILD / "environment"
LAID_OUT = BUILD / "parts"
SPEC = ROOT / "packaging" / "hafenlotse.spec"
LARGEST = 130  # megabytes of the folder


def freeze() -> Path:
    """Build the folder with the program for this system; its path."""
    prepare()
    pyinstaller(DIST)
    return DIST / PROGRAM


def prepare() -> None:
    """Tools, resources with the compiled knowledge, icons: what PyInstaller is given."""
    dev.install_system_libraries({**dev.LIBRARIES, **dev.SCREEN_LIBRARIES})  # they go into the folder
    locks = [dev.RUNTIME_LOCK, dev.BUILD_LOCK]
    dev.furnish(ENVIRONMENT, locks, locks)
    parts.lay_out(LAID_OUT)
    icons = ROOT / "packaging" / "installers" / "icons.py"
    dev.call([dev.python(ENVIRONMENT), icons, ROOT / "resources" / "icons" / "hafenlotse.svg", LAID_OUT])
    _take_pictures()


def _take_pictures() -> None:
    """The pictures of the handbook, as the program looks today."""
    taken, wanted = BUILD / "handbook-pictures", LAID_OUT / "resources" / "help" / "pictures"
    surroundings = {"PYTHONPATH": str(ROOT), "HAFENLOTSE_HOME": str(taken / "home"), "PYTHONDONTWRITEBYTECODE": "1"}
    dev.call([dev.python(ENVIRONMENT), "-m", "counsel_app", "screenshots", taken], **surroundings)
    wanted.mkdir(parents=True)
    names = sorted(parts.pictures(ROOT / "resources" / "help"))
    pairs = [path for name in names for path in (taken / f"{name}.png", wanted / f"{name}.png")]
    dev.call([dev.python(ENVIRONMENT), ROOT / "packaging" / "installers" / "smaller.py", *pairs])


def pyinstaller(target: Path, work: Path = BUILD / "pyinstaller", **more: str) -> None:
    """Freeze into a folder in `target`."""
    words = pyinstaller_words(str(target), str(work))
    dev.call([dev.python(ENVIRONMENT), *words], HAFENLOTSE_PARTS=str(LAID_OUT), **more)


def pyinstaller_words(target: str, work: str) -> list[str]:
    """PyInstaller's command line after the interpreter."""
    folders = ["--distpath", target, "--workpath", work]
    return ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, str(SPEC)]


def size(path: Path) -> float:
    """Megabytes (10^6 bytes) of a file or of all files of a folder, links not counted twice."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    return sum(file.stat().st_size for file in files) / 1e6


def report(path: Path, largest: float) -> None:
    """Print the size; stop when it is more than `largest` megabytes."""
    print(f"{path.relative_to(ROOT)}: {size(path):.1f} MB (at most {largest:.0f})", flush=True)
    if size(path) > largest:
        dev.stop(f"{path.name} has become too large; packaging/installers/slim.py says what stays out.")


def without_network(folder: Path) -> None:
    """Stop when a library that talks to networks has found its way into the folder."""
    found = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if NETWORK_FILES.fullmatch(path.name)]
    if found:
        dev.stop(f"Network libraries do not belong into the bundle: {', '.join(found)} (packaging/installers/slim.py).")


def check(program: Path) -> None:
    """Run the built program's self-check in a folder of its own; stop if it fails."""
    home, report = BUILD / "self-check", BUILD / "self-check.txt"
    shutil.rmtree(home, ignore_errors=True)
    report.unlink(missing_ok=True)
    # on Windows it has no terminal: what it says stands in the report
    line = [str(program), "--self-check", "--report", str(report)]
    code = subprocess.run(line, env={**os.environ, "HAFENLOTSE_HOME": str(home)}, check=False).returncode
    if os.name == "nt" and report.exists():
        print(report.read_text(encoding="utf-8"), flush=True)
    if code:
        dev.stop(f"The self-check of {program.name} failed ({code}).")
