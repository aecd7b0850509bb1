#!/usr/bin/env python3
"""The developers' commands: `dev.py run`, `test`, `stress`, `lock`, `build`, `smoke`.

Standard library only. Each sets up what is missing first: a virtual environment in `.venv` with the locked
dependencies, and on Debian and Ubuntu the system libraries Qt needs (installed when run as root, otherwise
the exact command to paste is printed).
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
RUNTIME_LOCK = ROOT / "packaging" / "requirements.txt"
TEST_LOCK = ROOT / "packaging" / "requirements-dev.txt"
BUILD_LOCK = ROOT / "packaging" / "requirements-build.txt"
OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
QUIET = ("--quiet", "--disable-pip-version-check", "--no-input")

# Found by adding one at a time to a bare system; value: the Debian packages that may carry the library.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libdbus-1.so.3": ("libdbus-1-3",),
}
SCREEN_LIBRARIES: dict[str, tuple[str, ...]] = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
}


def main(words: list[str]) -> int:
    commands = {"run": run, "test": test, "stress": stress, "lock": lock, "build": build, "smoke": smoke}
    if not words or words[0] not in commands:
        print(f"usage: dev.py {{{','.join(commands)}}} [words]\n{__doc__}")
        return 2
    if sys.version_info < OLDEST:
        return restart_with_newer_python(words)
    return commands[words[0]](words[1:])


def run(words: list[str]) -> int:
    """Start the program; words are passed on. Without a screen: judge the demo case and take pictures."""
    opens_window = not words and has_screen()
    set_up(RUNTIME_LOCK, screen=opens_window)
    if words or opens_window:
        return program(words)
    print("No screen here: judging the demo household in the terminal and taking pictures instead.", flush=True)
    pictures = ROOT / "build" / "screenshots"
    code = program(["assess", "--demo"]) or program(["screenshots", str(pictures)])
    code = code or program(["screenshots", str(pictures), "--large"])
    if code == 0:
        print(f"The pictures lie in {pictures}")
    return code


def test(words: list[str]) -> int:
    """Lint, types, knowledge checks and all tests; words go to pytest."""
    set_up(TEST_LOCK)
    cores = str(min(4, os.cpu_count() or 1))
    return steps(
        ("lint", ["-m", "ruff", "check", "."]),
        ("format", ["-m", "ruff", "format", "--check", "."]),
        ("types", ["-m", "mypy"]),
        ("knowledge", ["-m", "counsel_app", "check"]),
        ("tests", ["-m", "pytest", *(words or ["-n", cores])]),
    )


def stress(words: list[str]) -> int:
    """The long runs: kills, power cuts, full property counts."""
    set_up(TEST_LOCK)
    return steps(("stress", ["-m", "pytest", "-m", "stress", *words]), HAFENLOTSE_STRESS="1")


def lock(words: list[str]) -> int:
    """Write both lock files anew: every version with its hashes, for all systems, no registry address."""
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-emit-index-url"]
    options += ["--no-annotate", "--quiet", "--upgrade", *words]
    with tempfile.TemporaryDirectory() as folder:
        make_environment(Path(folder))
        own_python = python(Path(folder))
        call([own_python, "-m", "pip", "install", *QUIET, "uv"])
        project = "pyproject.toml"
        sources = {RUNTIME_LOCK: [project], TEST_LOCK: [project, "--group", "dev"], BUILD_LOCK: ["--group", "build"]}
        for target, words_of in sources.items():
            call([own_python, "-m", "uv", "pip", "compile", *words_of, *options, "-o", target])
    return 0


def build(words: list[str]) -> int:
    """Make the installers of this system, or of the named one: `build windows` on Linux works through Wine."""
    from installers import building

    return building.build(words)


def smoke(words: list[str]) -> int:
    """Install what was built, let it check itself, look at its window, remove it: `smoke`, `smoke windows`."""
    from installers import building

    return building.smoke(words)


# set-up -------------------------------------------------------------------------


def set_up(locked: Path, screen: bool = False) -> None:
    """All that the program (RUNTIME_LOCK) or its tests (TEST_LOCK, which holds the other) need."""
    install_system_libraries({**LIBRARIES, **SCREEN_LIBRARIES} if screen else LIBRARIES)
    furnish(ENVIRONMENT, [locked], [RUNTIME_LOCK, TEST_LOCK] if locked == TEST_LOCK else [RUNTIME_LOCK])


def furnish(environment: Path, locked: list[Path], holds: list[Path]) -> None:
    """An environment that fits the lock files, made anew when it is half made or of another Python.

    `holds`: the lock files that are fulfilled once `locked` are installed.
    """
    stamp = environment / "set-up.txt"
    this_python = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    wanted = [this_python, *map(mark, holds)]
    have = stamp.read_text().split() if stamp.exists() and python(environment).exists() else []
    if set(wanted) <= set(have):
        return
    if this_python not in have:
        if environment.exists():
            shutil.rmtree(environment)
        print(f"Making the virtual environment {environment.name} ...", flush=True)
        make_environment(environment)
    stamp.unlink(missing_ok=True)  # until the next line but two is through, the environment is half made
    names = ", ".join(lock.name for lock in locked)
    print(f"Installing the dependencies of {names}; the first time this takes some minutes ...", flush=True)
    files = [word for lock in locked for word in ("-r", lock)]
    call([python(environment), "-m", "pip", "install", *QUIET, "--require-hashes", *files])
    stamp.write_text("\n".join([*wanted, ""]))


def mark(locked: Path) -> str:
    """A lock file's name with the hash of its content, whatever its line ends."""
    content = locked.read_bytes().replace(b"\r\n", b"\n")
    return f"{locked.name}-{hashlib.sha256(content).hexdigest()[:16]}"


def make_environment(folder: Path) -> None:
    made = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True, check=False)
    if made.returncode == 0:
        return
    shutil.rmtree(folder, ignore_errors=True)
    if shutil.which("apt-get") is None:
        stop(f"This Python cannot make virtual environments:\n{made.stdout}{made.stderr}")
    apt_install([(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",)])
    call([sys.executable, "-m", "venv", folder])


def install_system_libraries(needed: dict[str, tuple[str, ...]]) -> None:
    """Qt's libraries on Linux; other systems bring them along."""
    missing = [library for library in needed if sys.platform.startswith("linux") and not loads(library)]
    if not missing:
        return
    if shutil.which("apt-get") is None:
        stop(f"Qt needs these libraries, please install them with your system's tool: {', '.join(missing)}")
    apt_install([needed[library] for library in missing])


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(wanted: list[tuple[str, ...]]) -> None:
    """Install Debian packages as root, else say what to paste and stop; each with the names it may have."""
    is_root = os.geteuid() == 0
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if is_root:
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
    packages = [existing(names) for names in wanted]
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not is_root:
        stop(f"System packages are missing. Please run:\n  sudo apt-get update && sudo {' '.join(command)}")
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    if subprocess.run([*command, "-qq"], env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
        stop(f"apt-get could not install them. Please run:\n  {' '.join(command)}")


def existing(names: tuple[str, ...]) -> str:
    """The name this release uses for a package."""
    for name in names[:-1]:
        found = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if found.returncode == 0 and found.stdout:
            return name
    return names[-1]


def restart_with_newer_python(words: list[str]) -> int:
    found = next(filter(None, map(shutil.which, NEWER)), None)
    if found is None:
        version = ".".join(str(part) for part in sys.version_info[:2])
        print(f"Hafenlotse needs Python 3.11 or newer, this is {version}.", file=sys.stderr, flush=True)
        if shutil.which("apt-get") is None:
            stop("Please install a newer Python from https://www.python.org and call this again with it.")
        apt_install([("python3.11",), ("python3.11-venv",)])
        found = "python3.11"
    return subprocess.run([found, __file__, *words], check=False).returncode


# small parts --------------------------------------------------------------------


def steps(*named: tuple[str, list[str]], **more: str) -> int:
    """Run steps in order and stop at the first that fails."""
    environment = surroundings(QT_QPA_PLATFORM="offscreen", **more)
    for name, words in named:
        print(f"== {name}", flush=True)
        code = subprocess.run([python(), *words], cwd=ROOT, env=environment, check=False).returncode
        if code:
            print(f"== {name} failed", flush=True)
            return code
    return 0


def program(words: list[str], **more: str) -> int:
    # the path goes in by environment, so that relative file names mean the caller's folder
    search = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    environment = surroundings(PYTHONPATH=search, **more)
    return subprocess.run([python(), "-m", "counsel_app", *words], env=environment, check=False).returncode


def surroundings(**more: str) -> dict[str, str]:
    """The environment of what is started: no bytecode in the tree, umlauts right on every system."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", **more}


def python(environment: Path = ENVIRONMENT) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def call(words: Sequence[str | Path], **more: str) -> None:
    """One step, from the checkout's root; `more` goes into its environment. Stops when it fails."""
    line = [str(word) for word in words]
    code = subprocess.run(line, cwd=ROOT, env={**os.environ, **more}, check=False).returncode
    if code:
        stop(f"This step failed ({code}): {' '.join(str(word) for word in words)}")


def stop(reason: str) -> NoReturn:
    """The one way out when something is missing: say what to do, exit 2."""
    print(reason, file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
