#!/usr/bin/env python3
"""The developers' commands: `dev.py run`, `dev.py test`, `dev.py stress`, `dev.py lock`.

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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
RUNTIME_LOCK = ROOT / "packaging" / "requirements.txt"
TEST_LOCK = ROOT / "packaging" / "requirements-dev.txt"
OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")

# Found by adding one at a time to a bare system; value: the Debian packages that may carry the library.
LIBRARIES = {
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libdbus-1.so.3": ("libdbus-1-3",),
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
}


def main(words: list[str]) -> int:
    commands = {"run": run, "test": test, "stress": stress, "lock": lock}
    if not words or words[0] not in commands:
        print(f"usage: dev.py {{{','.join(commands)}}} [words]\n{__doc__}")
        return 2
    if sys.version_info < OLDEST:
        return restart_with_newer_python(words)
    return commands[words[0]](words[1:])


def run(words: list[str]) -> int:
    """Start the program; words are passed on. Without a screen: judge the demo case and take pictures."""
    set_up(RUNTIME_LOCK)
    if words:
        return program(words)
    if has_screen():
        return program([])
    print("No screen here: judging the demo household in the terminal and taking pictures instead.", flush=True)
    pictures = ROOT / "build" / "screenshots"
    return program(["assess", "--demo"]) or program(["screenshots", str(pictures)], QT_QPA_PLATFORM="offscreen")


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
    """Write both lock files anew: every version with its hashes, no registry address."""
    set_up(TEST_LOCK)
    call([python(), "-m", "pip", "install", "--quiet", "uv"])
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-emit-index-url"]
    options += ["--no-annotate", "--quiet", "--upgrade"]
    for target, extra in ((RUNTIME_LOCK, []), (TEST_LOCK, ["--group", "dev"])):
        call([python(), "-m", "uv", "pip", "compile", "pyproject.toml", *extra, *options, "-o", str(target)])
    return 0


# set-up -------------------------------------------------------------------------


def set_up(locked: Path) -> None:
    """An environment that fits the lock file, made anew when it is half made or of another Python."""
    install_system_libraries()
    stamp = ENVIRONMENT / "set-up.txt"
    wanted = [mark(RUNTIME_LOCK), mark(TEST_LOCK)] if locked == TEST_LOCK else [mark(RUNTIME_LOCK)]
    have = stamp.read_text().split() if stamp.exists() else []
    if set(wanted) <= set(have) and python().exists():
        return
    if not have and ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    if not python().exists():
        print("Making the virtual environment .venv ...", flush=True)
        make_environment()
    stamp.unlink(missing_ok=True)
    print(f"Installing the locked dependencies of {locked.name} ...", flush=True)
    call(
        [
            python(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "--require-hashes",
            "-r",
            str(locked),
        ]
    )
    stamp.write_text("\n".join([*wanted, ""]))


def mark(locked: Path) -> str:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return f"{locked.name}-{version}-{hashlib.sha256(locked.read_bytes()).hexdigest()[:16]}"


def make_environment() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], capture_output=True, text=True, check=False)
    if made.returncode == 0:
        return
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if shutil.which("apt-get") is None:
        stop(f"This Python cannot make virtual environments:\n{made.stdout}{made.stderr}")
    apt_install([package])
    call([sys.executable, "-m", "venv", str(ENVIRONMENT)])


def install_system_libraries() -> None:
    """Qt's libraries on Linux; other systems bring them along."""
    if not sys.platform.startswith("linux"):
        return
    needed = {**LIBRARIES, **SCREEN_LIBRARIES} if has_screen() else LIBRARIES
    missing = [packages for library, packages in needed.items() if not loads(library)]
    if not missing:
        return
    if shutil.which("apt-get") is None:
        names = ", ".join(library for library in needed if not loads(library))
        stop(f"Qt needs these libraries, please install them with your system's tool: {names}")
    apt_install([existing(packages) for packages in missing])


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def existing(packages: tuple[str, ...]) -> str:
    """The name this release uses for a library."""
    for package in packages[:-1]:
        found = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
        if found.returncode == 0 and found.stdout:
            return package
    return packages[-1]


def apt_install(packages: list[str]) -> None:
    """Install Debian packages as root, else say what to paste and stop."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        stop(f"System packages are missing. Please run:\n  sudo apt-get update && sudo {' '.join(command)}")
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
    if subprocess.run([*command, "-qq"], env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
        stop(f"apt-get could not install them. Please run:\n  {' '.join(command)}")


def restart_with_newer_python(words: list[str]) -> int:
    for name in NEWER:
        found = shutil.which(name)
        if found:
            return subprocess.run([found, __file__, *words], check=False).returncode
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        apt_install(["python3.11", "python3.11-venv"])
        return subprocess.run(["python3.11", __file__, *words], check=False).returncode
    version = ".".join(str(part) for part in sys.version_info[:2])
    hint = "\n  sudo apt-get install python3.11 python3.11-venv" if shutil.which("apt-get") else ""
    stop(f"Python 3.11 or newer is needed, this is {version}. Please install it and call again.{hint}")
    return 2


# small parts --------------------------------------------------------------------


def steps(*named: tuple[str, list[str]], **more: str) -> int:
    """Run steps in order and stop at the first that fails."""
    environment = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1", **os.environ, **more}
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
    environment = {**os.environ, "PYTHONPATH": search, **more}
    return subprocess.run([python(), "-m", "counsel_app", *words], env=environment, check=False).returncode


def python() -> Path:
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def call(words: list[object]) -> None:
    code = subprocess.run([str(word) for word in words], cwd=ROOT, check=False).returncode
    if code:
        stop(f"This step failed ({code}): {' '.join(str(word) for word in words)}")


def stop(reason: str) -> None:
    print(reason, file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
