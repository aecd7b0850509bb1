"""Tries the Windows installer as a counsellor's computer would, under Wine, and looks at the window.

The person is called Олена Грубер, so that every path has letters outside of Windows' own alphabet.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import dev
from installers import screen, wine
from installers.names import BUILD
from installers.windows import INSTALLER, PORTABLE, PROGRAM

PREFIX = BUILD / "wine-smoke"
PERSON = "Олена Грубер"
HOME = PREFIX / "drive_c" / "users" / PERSON / "AppData"
PLACE = HOME / "Local" / "Programs" / PROGRAM
CASES = HOME / "Local" / PROGRAM
UMLAUTS = PREFIX / "drive_c" / "Büro Straße" / "Häfen lotse"
STICK = PREFIX / "stick"
SMALL = PREFIX / "small"
PICTURE = BUILD / "screenshots" / "windows-installed.png"
OLD = "left from an older version"


def run() -> None:
    """All steps in order; stops at the first that is not as it must be."""
    if sys.platform == "win32":
        from installers import windows_native_smoke

        return windows_native_smoke.run()
    for path in (INSTALLER, PORTABLE):
        if not path.exists():
            dev.stop(f"{path.name} is missing; please run `dev.py build windows` first.")
    wine.have_tools()
    subprocess.run(["umount", str(SMALL)], stderr=subprocess.DEVNULL, check=False)
    wine.new_prefix(PREFIX, PERSON)
    if not HOME.exists():
        dev.stop(f"Wine did not make the person „{PERSON}“; found: {[*HOME.parents[1].glob('*')]}")
    try:
        for step in (installs, checks_itself, shows_its_window, keeps_cases, umlauts, full_disk, stick, goes):
            begun = time.perf_counter()
            said = step()
            print(f"good  {step.__name__}: {said} ({time.perf_counter() - begun:.1f} s)", flush=True)
    finally:
        wine.stop_server(PREFIX)


def installs() -> str:
    """Silently, without questions."""
    _setup(0)
    _must((PLACE / f"{PROGRAM}.exe").is_file(), f"{PLACE} has no program")
    _must((PLACE / "Uninstall.exe").is_file(), "there is no Uninstall.exe")
    _must(_shortcut().is_file(), "there is no entry in the start menu")
    return f"silently into {PLACE.relative_to(PREFIX)}"


def checks_itself(place: Path = PLACE) -> str:
    """The installed program finds itself sound."""
    report = PREFIX / "drive_c" / "report.txt"
    report.unlink(missing_ok=True)
    code = _run([place / f"{PROGRAM}.exe", "--self-check", "--report", "C:\\report.txt"])
    told = report.read_text(encoding="utf-8") if report.exists() else "no report"
    print("\n".join(f"        {line}" for line in told.splitlines()), flush=True)
    _must(code == 0, f"the self-check ended with {code}")
    return "--self-check ended with 0"


def shows_its_window() -> str:
    """The window is painted by Windows' own plugin; while it is open, nothing is installed over it or removed."""
    with screen.screen() as display:
        environment = wine.surroundings(PREFIX, display, **_person())
        line = [wine.WINE, str(PLACE / f"{PROGRAM}.exe")]
        process = subprocess.Popen(
            line, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        painted = screen.await_window(display, PICTURE, process)
        before = _files(PLACE)
        _setup(4)
        _must(
            _run([PLACE / "Uninstall.exe", "/S", *f"_?={_inside(PLACE)}".split(" ")]) == 4,
            "it is removed while it runs",
        )
        _must(_files(PLACE) == before and process.poll() is None, "the running program was touched")
        _run(["taskkill", "/IM", f"{PROGRAM}.exe"])
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            _run(["taskkill", "/F", "/IM", f"{PROGRAM}.exe"])
            process.wait(20)
    return f"painted after {painted:.1f} s, {PICTURE.name}; set-up and removal refused while it was open (code 4)"


def keeps_cases() -> str:
    """An upgrade replaces the program, takes away what the old one had more, and leaves the cases alone."""
    shutil.rmtree(CASES, ignore_errors=True)
    CASES.mkdir(parents=True)
    process = subprocess.Popen(
        [wine.WINE, str(PLACE / f"{PROGRAM}.exe"), "self-check", "--keep", _inside(CASES)],
        env=wine.surroundings(PREFIX, **_person()), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _await(lambda: (CASES / "saved").exists(), "no vault was made")
    _run(["taskkill", "/F", "/IM", f"{PROGRAM}.exe"])
    process.wait(20)
    cases = (CASES / "cases.db").read_bytes()
    (PLACE / "_internal" / OLD).touch()
    _setup(0)
    _must(not (PLACE / "_internal" / OLD).exists(), "the old program was not replaced")
    _must(not (PLACE / "neu").exists() and not (PLACE / "alt").exists(), "the upgrade left its own folders")
    _must((CASES / "cases.db").read_bytes() == cases, "the cases changed")
    return f"upgrade over the old version, {len(cases)} bytes of cases unchanged"


def umlauts() -> str:
    """Another folder, with umlauts and a space; and what does not belong to the program stays when it goes."""
    _setup(0, *f"/D={_inside(UMLAUTS)}".split(" "))  # NSIS wants no quotes around it
    checks_itself(UMLAUTS)
    (UMLAUTS / "Notiz.txt").write_text("stays")
    _run([UMLAUTS / "Uninstall.exe", "/S"])
    _await(lambda: not (UMLAUTS / f"{PROGRAM}.exe").exists(), "the program stayed")
    _await(lambda: [*UMLAUTS.glob("*")] == [UMLAUTS / "Notiz.txt"], f"left: {[*UMLAUTS.glob('*')]}")
    _setup(0)
    return "installed, checked, removed; a note beside it stayed"


def full_disk() -> str:
    """A disk with too little room gets nothing, and says so."""
    SMALL.mkdir(exist_ok=True)
    line = ["mount", "-t", "tmpfs", "-o", "size=30m", "tmpfs", str(SMALL)]
    if subprocess.run(line, stderr=subprocess.DEVNULL, check=False).returncode:
        return "NOT TRIED: a small disk can only be made by root"
    try:
        (PREFIX / "dosdevices" / "e:").symlink_to(SMALL)
        _setup(3, "/D=E:\\Hafenlotse")
        _must(not [*SMALL.rglob("*")], f"left: {[*SMALL.rglob('*')][:3]}")
    finally:
        (PREFIX / "dosdevices" / "e:").unlink(missing_ok=True)
        subprocess.run(["umount", str(SMALL)], check=False)
    return "refused with code 3, nothing left on it"


def stick() -> str:
    """The archive for a stick keeps cases beside the program."""
    shutil.rmtree(STICK, ignore_errors=True)
    with zipfile.ZipFile(PORTABLE) as archive:
        archive.extractall(STICK)
    checks_itself(STICK / PROGRAM)
    told = (PREFIX / "drive_c" / "report.txt").read_text(encoding="utf-8")
    _must(f"\\{PROGRAM}\\hafenlotse-daten" in told, "cases do not go onto the stick")
    return "cases lie in hafenlotse-daten beside the program"


def goes() -> str:
    """Silent removal leaves nothing but the cases."""
    cases = _files(CASES)
    _must(_run([PLACE / "Uninstall.exe", "/S"]) == 0, "removal failed")
    _await(lambda: not PLACE.exists(), "the folder of the program stayed")
    _must(_files(CASES) == cases and "cases.db" in cases, "the cases were touched")
    _must(not _shortcut().exists(), "the entry in the start menu stayed")
    key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Hafenlotse"
    _must(_run(["reg", "query", key]) != 0, "Windows still lists the program")
    return "nothing left but the cases"


# small parts -----------------------------------------------------------------------


def _setup(code: int, *words: str) -> None:
    found = _run([INSTALLER, "/S", *words])
    _must(found == code, f"the installer ended with {found}, expected {code}")


def _run(words: list[str | Path]) -> int:
    return wine.run(words, prefix=PREFIX, more=_person()).returncode


def _person() -> dict[str, str]:
    return {"USER": PERSON, "LOGNAME": PERSON}


def _inside(path: Path) -> str:
    return "C:\\" + path.relative_to(PREFIX / "drive_c").as_posix().replace("/", "\\")


def _shortcut() -> Path:
    return HOME / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs" / f"{PROGRAM}.lnk"


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _await(holds: Callable[[], bool], what: str) -> None:
    begun = time.perf_counter()
    while not holds():
        if time.perf_counter() - begun > 90:
            dev.stop(f"Not as it must be: {what}.")
        time.sleep(0.3)


def _must(holds: bool, what: str) -> None:
    if not holds:
        dev.stop(f"Not as it must be: {what}.")
