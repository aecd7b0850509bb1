"""Tries the Linux packages on a bare Debian: a folder with nothing but the base system and what the package declares.

Cyrillic user name, no network, no screen; then a screen, for the picture. Needs root (debootstrap, chroot).
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tarfile
import time
from pathlib import Path

import dev
from installers import frozen, screen
from installers.linux import ARCHIVE, PACKAGE
from installers.names import BUILD, DIST, PROGRAM, ROOT

BARE = BUILD / "bare-debian"
SYSTEM = BUILD / "smoke-debian"
PERSON = 1000
HOME = "/home/Олена Грубер"
PICTURE = BUILD / "screenshots" / "linux-installed.png"
TOOLS = {"debootstrap": "debootstrap", "Xvfb": "xvfb", "import": "imagemagick"}
ROUNDS = 10
HIGHEST_RATIO = 2.2


def run() -> None:
    """All steps in order; stops at the first that is not as it must be."""
    if os.geteuid() != 0:
        dev.stop("The trial on a bare Debian needs root; please run: sudo python3 packaging/dev.py smoke")
    missing: list[tuple[str, ...]] = [(package,) for tool, package in TOOLS.items() if shutil.which(tool) is None]
    if missing:
        dev.apt_install(missing)
    for path in (PACKAGE, ARCHIVE):
        if not path.exists():
            dev.stop(f"{path.name} is missing; please run `dev.py build` first.")
    _bare_system()
    for step in (installs, checks_itself, shows_its_window, unpacks, fills_the_disk, upgrades, goes, starts):
        begun = time.perf_counter()
        said = step()
        print(f"good  {step.__name__}: {said} ({time.perf_counter() - begun:.1f} s)", flush=True)


def installs() -> str:
    """apt-get brings what the package declares, and nothing else is there."""
    shutil.copy(PACKAGE, SYSTEM / "tmp")
    before = _inside(["dpkg-query", "-f", "${Package}\n", "-W"]).splitlines()
    _apt("install", f"/tmp/{PACKAGE.name}")
    after = _inside(["dpkg-query", "-f", "${Package}\n", "-W"]).splitlines()
    return f"{len(after) - len(before)} packages came with it"


def checks_itself(program: str = f"/usr/bin/{PROGRAM}") -> str:
    """Without network and without screen."""
    told = _inside([program, "--self-check"], person=True, alone=True)
    print("\n".join(f"        {line}" for line in told.splitlines()), flush=True)
    return "--self-check ended with 0, in a namespace without network"


def shows_its_window() -> str:
    """The window is painted on an X screen with the libraries of the package."""
    (SYSTEM / "tmp/.X11-unix").mkdir(exist_ok=True)
    with screen.screen() as display:
        # a bare system shares no screen: the socket of ours is put into its folder
        subprocess.run(["mount", "--bind", "/tmp/.X11-unix", str(SYSTEM / "tmp/.X11-unix")], check=True)
        try:
            process = subprocess.Popen(_line([f"/usr/bin/{PROGRAM}"], person=True), env=_environment(display))
            painted = screen.await_window(display, PICTURE, process)
            _refuses_while_running()
            process.terminate()
            process.wait(20)
        finally:
            subprocess.run(["umount", str(SYSTEM / "tmp/.X11-unix")], check=True)
    return f"painted after {painted:.1f} s, {PICTURE.name}; reinstalling and removing refused while it was open"


def _refuses_while_running() -> None:
    processes = SYSTEM / "proc"
    subprocess.run(["mount", "--bind", "/proc", str(processes)], check=True)
    try:
        for words in (["install", "--reinstall", f"/tmp/{PACKAGE.name}"], ["remove", PROGRAM]):
            done = _done(["apt-get", "-y", "-qq", *words], more={"DEBIAN_FRONTEND": "noninteractive"})
            _must(done.returncode != 0 and "noch geöffnet" in done.stdout, f"{words[0]} while running: {done.stdout}")
        _must((SYSTEM / "opt" / PROGRAM / PROGRAM).exists(), "the running program is gone")
    finally:
        subprocess.run(["umount", str(processes)], check=True)


def unpacks() -> str:
    """The archive runs from a folder with umlauts and a space, and keeps cases beside itself if asked to."""
    place = SYSTEM / HOME.lstrip("/") / "Büro Straße"
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(place, filter="data")
    (folder,) = place.iterdir()
    (folder / "hafenlotse-daten").mkdir()
    inside = f"{HOME}/Büro Straße/{folder.name}/{PROGRAM}"
    told = _inside([inside, "--self-check"], person=True, alone=True)
    _must(f"{folder.name}/hafenlotse-daten" in told, "cases do not lie beside the program")
    return f"{folder.name} runs from „Büro Straße“, cases beside it"


def fills_the_disk() -> str:
    """A disk without room: the self-check says so in sentences and no traceback, and nothing breaks."""
    small = SYSTEM / "mnt"
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24k,mode=777", "tmpfs", str(small)], check=True)
    try:
        done = _done([f"/usr/bin/{PROGRAM}", "--self-check"], person=True, more={"TMPDIR": "/mnt"})
        told = done.stdout
        _must(done.returncode == 1 and "FEHLT  Tresor" in told and "Traceback" not in told, told)
    finally:
        subprocess.run(["umount", str(small)], check=True)
    return next(line for line in told.splitlines() if line.startswith("FEHLT"))


def upgrades() -> str:
    """The same package again, over a vault; the vault stays as it is."""
    cases = _make_vault()
    before = cases.read_bytes()
    _apt("install", "--reinstall", f"/tmp/{PACKAGE.name}")
    _must(cases.read_bytes() == before, "the vault changed")
    return f"{len(before)} bytes of cases unchanged"


def goes() -> str:
    """Removal leaves nothing but the vault."""
    _apt("purge", PROGRAM)
    left = [path for path in (SYSTEM / "opt" / PROGRAM, SYSTEM / "usr/bin" / PROGRAM) if path.exists()]
    _must(not left, f"left: {left}")
    _must(_vault().exists(), "the vault is gone")
    return "nothing left but the cases"


def starts() -> str:
    """From the command to the painted question for the passphrase, beside a frozen window that can nothing.

    Whole processes in turns, with a vault, as on every day but the first.
    """
    frozen.pyinstaller(
        BUILD / "bare-window", BUILD / "pyinstaller-bare", HAFENLOTSE_SCRIPT=str(ROOT / "benchmarks/bare_window.py")
    )
    programs = {"bare": BUILD / "bare-window" / PROGRAM / PROGRAM, "ours": DIST / PROGRAM / PROGRAM}
    home = BUILD / "start-home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    with subprocess.Popen([str(programs["ours"]), "self-check", "--keep", str(home)]) as process:
        _await_vault(home)
        process.kill()
    environment = {
        **os.environ,
        "HAFENLOTSE_HOME": str(home),
        "HAFENLOTSE_QUIT_AFTER_PAINT": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "*.warning=false",
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(ROUNDS + 1):
        for name, path in programs.items():
            begun = time.perf_counter()
            subprocess.run([str(path)], env=environment, check=True, timeout=60)
            if number:  # the first round warms up
                times[name].append((time.perf_counter() - begun) * 1000)
    bare, ours = (statistics.median(times[name]) for name in programs)
    warning = "" if ours / bare <= HIGHEST_RATIO else f", MORE THAN {HIGHEST_RATIO}"
    return f"{ours:.0f} ms, bare frozen window {bare:.0f} ms, ratio {ours / bare:.2f}{warning}"


# small parts -----------------------------------------------------------------------


def _bare_system() -> None:
    """A fresh copy of the base system, which is fetched once."""
    if not (BARE / "made.txt").exists():
        shutil.rmtree(BARE, ignore_errors=True)
        print("Fetching a bare Debian ...", flush=True)
        dev.call(["debootstrap", "--variant=minbase", "bookworm", str(BARE)])
        (BARE / "made.txt").touch()
    shutil.rmtree(SYSTEM, ignore_errors=True)
    subprocess.run(["cp", "-a", str(BARE), str(SYSTEM)], check=True)
    for name in ("etc/resolv.conf", "etc/apt/apt.conf.d/90proxy"):
        if Path("/", name).exists():
            shutil.copy(Path("/", name), SYSTEM / name)
    home = SYSTEM / HOME.lstrip("/")
    home.mkdir(parents=True)
    os.chown(home, PERSON, PERSON)
    with (SYSTEM / "etc/passwd").open("a", encoding="utf-8") as users:
        users.write(f"olena:x:{PERSON}:{PERSON}::{HOME}:/bin/sh\n")
    _apt("update")


def _apt(*words: str) -> None:
    done = _done(
        ["apt-get", "-y", "-qq", "--no-install-recommends", *words], more={"DEBIAN_FRONTEND": "noninteractive"}
    )
    _must(done.returncode == 0, f"apt-get {words[0]} failed:\n{done.stdout}")


def _make_vault() -> Path:
    """A sealed vault where the program keeps it."""
    shutil.rmtree(_vault().parent, ignore_errors=True)
    _vault().parent.mkdir(parents=True)
    for folder in [_vault().parent, *_vault().parent.parents][:3]:
        os.chown(folder, PERSON, PERSON)
    place = f"{HOME}/.local/share/{PROGRAM.title()}"
    words = _line([f"/usr/bin/{PROGRAM}", "self-check", "--keep", place], person=True)
    with subprocess.Popen(words, env=_environment()) as process:
        _await_vault(_vault().parent)
        process.kill()
    return _vault()


def _await_vault(folder: Path) -> None:
    begun = time.perf_counter()
    while not (folder / "saved").exists():
        _must(time.perf_counter() - begun < 60, "no vault was made")
        time.sleep(0.1)


def _vault() -> Path:
    return SYSTEM / HOME.lstrip("/") / ".local/share" / PROGRAM.title() / "cases.db"


def _line(words: list[str], *, person: bool = False, alone: bool = False) -> list[str]:
    """A command inside the bare system; as a plain person; without any network."""
    apart = ["unshare", "--net"] if alone else []
    who = [f"--userspec={PERSON}:{PERSON}"] if person else []
    return [*apart, "chroot", *who, str(SYSTEM), *words]


def _environment(display: str = "", **more: str) -> dict[str, str]:
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": HOME, "LANG": "C.UTF-8", "DISPLAY": display, **more}


def _done(
    words: list[str], *, person: bool = False, alone: bool = False, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    line = _line(words, person=person, alone=alone)
    return subprocess.run(
        line, env=_environment(**(more or {})), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip


def _inside(words: list[str], *, person: bool = False, alone: bool = False) -> str:
    done = _done(words, person=person, alone=alone)
    _must(done.returncode == 0, f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def _must(holds: bool, what: str) -> None:
    if not holds:
        dev.stop(f"Not as it must be: {what}")
