"""Wine, with a Windows Python in it: how the Windows version is built and tried on Debian.

The interpreter's libraries are the signed ones that the wheel of panda3d carries; the pure standard library is that of
the Python 3.11 that runs this. Launcher, forwarder and stubs are compiled here and never go into the program.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import dev
from installers.names import BUILD, ROOT

WINE = "/usr/lib/wine/wine64"
COMPILER = "x86_64-w64-mingw32-gcc"
HOME = BUILD / "wine"
PREFIX = HOME / "prefix"
PYTHON = HOME / "python"
SOURCES = ROOT / "packaging" / "windows"
TOOLS = {
    "/usr/lib/wine/wine64": "wine64",
    "makensis": "nsis",
    COMPILER: "gcc-mingw-w64-x86-64",
    "Xvfb": "xvfb",
    "import": "imagemagick",
}
_PYTHON_LIBRARIES = ("python311.dll", "VCRUNTIME140.dll")
_EXTENSION_LIBRARIES = ("libffi-8.dll", "sqlite3.dll")
_NOT_COPIED = ("site-packages", "lib-dynload", "test", "idlelib", "tkinter", "ensurepip", "config-*", "__pycache__")


def have_tools() -> None:
    """Install what is missing as root; else say what to paste and stop."""
    missing = [package for tool, package in TOOLS.items() if not (shutil.which(tool) or Path(tool).exists())]
    if not missing:
        return
    if shutil.which("apt-get") is None:
        dev.stop(f"For the Windows version these Debian packages are needed: {', '.join(missing)}.")
    dev.apt_install([(package,) for package in missing])


def furnish(linux_python: Path) -> None:
    """The prefix and the Windows Python, made anew when locks or sources have changed."""
    if sys.version_info[:2] != (3, 11):
        dev.stop("The Windows version is built with Python 3.11; please call this with python3.11.")
    marks = [dev.RUNTIME_LOCK, dev.BUILD_LOCK, Path(__file__), *SOURCES.rglob("*.*")]
    wanted = sha256(b"".join(path.read_bytes() for path in sorted(marks) if path.suffix != ".nsi")).hexdigest()
    stamp = HOME / "furnished.txt"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    stop_server()
    shutil.rmtree(HOME, ignore_errors=True)
    print("Making a Windows Python under Wine; this takes some minutes ...", flush=True)
    _lay_out_python(linux_python)
    _compile_python()
    new_prefix(PREFIX)
    stamp.write_text(wanted)


def run(
    words: Sequence[str | Path],
    *,
    prefix: Path = PREFIX,
    display: str = "",
    seconds: int = 900,
    more: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """One Windows program; code and what it printed. Its streams are pipes: Python fails on others under Wine."""
    line = [WINE, *map(str, words)]
    return subprocess.run(
        line,
        env=surroundings(prefix, display, **(more or {})),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
        check=False,
    )


def surroundings(prefix: Path, display: str = "", **more: str) -> dict[str, str]:
    """The environment of a Windows program. Without `display` it has no screen."""
    own = {**os.environ, "WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    own |= {"WINEDLLOVERRIDES": "mscoree,mshtml=;mscms=n", "DISPLAY": display, **more}
    return own


def windows(path: Path) -> str:
    """A path as programs under Wine write it."""
    return "Z:" + str(path.resolve()).replace("/", "\\")


def new_prefix(prefix: Path, user: str = "") -> None:
    """An empty Windows 10 with the stubs; `user`: the name of its person."""
    shutil.rmtree(prefix, ignore_errors=True)
    more = {"USER": user, "LOGNAME": user} if user else {}
    run(["wineboot", "--init"], prefix=prefix, more=more)
    stubs = HOME / "stubs"
    for library in stubs.glob("*.dll"):  # only here: PyInstaller would take one that lies beside the interpreter
        shutil.copy(library, prefix / "drive_c" / "windows" / "system32")
    run(["winecfg", "-v", "win10"], prefix=prefix, more=more)


def stop_server(prefix: Path = PREFIX) -> None:
    """End what still runs in this prefix."""
    server = Path(WINE).with_name("wineserver64")
    if server.exists() and prefix.exists():
        subprocess.run([str(server), "-k"], env=surroundings(prefix), check=False)


def _lay_out_python(linux_python: Path) -> None:
    wheels, extensions, site = HOME / "wheels", PYTHON / "DLLs", PYTHON / "site-packages"
    extensions.mkdir(parents=True)
    pip: list[str | Path] = [
        linux_python,
        "-m",
        "pip",
        "download",
        *dev.QUIET,
        "--no-deps",
        "--only-binary",
        ":all:",
        "--require-hashes",
    ]
    choice: list[str | Path] = [
        "--platform",
        "win_amd64",
        "--python-version",
        "311",
        "-r",
        SOURCES / "python.txt",
        "-d",
        wheels,
    ]
    dev.call([*pip, *choice])
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            file = Path(name).name
            if not name.startswith("deploy_libs/"):
                continue
            if file in _PYTHON_LIBRARIES:
                (PYTHON / file).write_bytes(archive.read(name))
            elif file.endswith(".pyd") or file in _EXTENSION_LIBRARIES:
                (extensions / file).write_bytes(archive.read(name))
    shutil.copytree(sysconfig.get_path("stdlib"), PYTHON / "Lib", ignore=shutil.ignore_patterns(*_NOT_COPIED))
    (PYTHON / "python311._pth").write_text("Lib\nDLLs\nsite-packages\n.\nimport site\n")
    uv: list[str | Path] = [
        linux_python,
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--only-binary",
        ":all:",
        "--require-hashes",
    ]
    target: list[str | Path] = [
        "--python-platform",
        "x86_64-pc-windows-msvc",
        "--python-version",
        "3.11",
        "--target",
        site,
    ]
    dev.call([*uv, *target, "-r", dev.RUNTIME_LOCK, "-r", dev.BUILD_LOCK])


def _compile_python() -> None:
    """The launcher, the library of the stable interface (it passes every name on), and the stubs."""
    dev.call([COMPILER, "-municode", "-O2", "-s", "-o", PYTHON / "python.exe", SOURCES / "launcher.c"])
    shown = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", str(PYTHON / "python311.dll")], capture_output=True, text=True, check=True
    ).stdout
    names = re.findall(
        r"^\s+\[ *\d+\](?: \+base\[ *\d+\])?\s+(?:[0-9a-f]+ )?(\w+)$", shown.split("Name Pointer]")[1], re.M
    )
    forwards = HOME / "python3.def"
    lines = ['LIBRARY "python3.dll"', "EXPORTS", *(f"  {name} = python311.{name}" for name in names)]
    forwards.write_text("\n".join([*lines, ""]))
    shared: list[str | Path] = [COMPILER, "-shared", "-O2", "-s"]
    dev.call([*shared, "-nostdlib", "-Wl,-e0", "-o", PYTHON / "python3.dll", forwards])
    (HOME / "stubs").mkdir()
    for source in (SOURCES / "stubs").glob("*.c"):
        dev.call([*shared, "-o", HOME / "stubs" / f"{source.stem}.dll", source, "-ladvapi32"])
