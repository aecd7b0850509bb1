"""From the command to the painted entrance, and with a given passphrase to the painted case list, beside a bare
PySide6 window: whole processes in turns.

    python benchmarks/start_up.py [ROUNDS [CASES]]      default: 20 rounds, 200 cases in the list

A person's typing and the half second of Argon2 are no part of the figures. Goals: at most 2.2 times the bare window,
under 120 MB. Linux and macOS (the memory of a child is asked with wait4).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BARE = [str(HERE / "bare_window.py")]
ENTRANCE = ["-m", "counsel_app"]
CASES = [str(HERE / "unlocked_window.py")]
PHRASE = "kahn leuchtturm tau anker segel"
LONGEST = 60.0  # seconds; a window that waits for somebody is a mistake
UNIT = 2**20 if sys.platform == "darwin" else 2**10  # of ru_maxrss in a megabyte


def main() -> None:
    """Measure and print."""
    rounds, cases = ([int(word) for word in sys.argv[1:]] + [20, 200][len(sys.argv) - 1 :])[:2]
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {
            **os.environ,
            "HAFENLOTSE_HOME": str(Path(folder) / "home"),
            "HAFENLOTSE_QUIT_AFTER_PAINT": "1",
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode"),  # as installed: compiled once, by the warm-up
            "QT_LOGGING_RULES": "default.warning=false",  # the offscreen plugin remarks on each window
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        }
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        subprocess.run([sys.executable, __file__, "--fill", str(cases)], env=surroundings, check=True)
        figures: dict[str, list[tuple[float, float]]] = {"bare window": [], "entrance": [], "case list": []}
        for number in range(rounds + 1):
            for name, words in (("bare window", BARE), ("entrance", ENTRANCE), ("case list", CASES)):
                figure = start(words, surroundings)
                if number:  # the first round warms up
                    figures[name].append(figure)
    medians = {}
    for name, measured in figures.items():
        times, memory = ([row[column] for row in measured] for column in (0, 1))
        medians[name] = statistics.median(times)
        best, peak = min(times), statistics.median(memory)
        print(f"{name:12} median {medians[name]:4.0f} ms, best {best:4.0f} ms, {peak:3.0f} MB")
    for name in ("entrance", "case list"):
        ratio = medians[name] / medians["bare window"]
        print(f"{name}: {ratio:.2f} times the bare window (goal 2.2)")
    print(f"{rounds} rounds, {cases} cases in the list")


def start(words: list[str], surroundings: dict[str, str]) -> tuple[float, float]:
    """Milliseconds and largest megabytes of one process from start to end."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], env=surroundings, cwd=ROOT)
    done = 0
    while not done:
        done, status, usage = os.wait4(process.pid, os.WNOHANG)
        if time.perf_counter() - begun > LONGEST:
            process.kill()
            sys.exit(f"{words[-1]} did not end by itself")
        time.sleep(0.001)
    taken = time.perf_counter() - begun
    if status:
        sys.exit(f"{words[-1]} ended with status {status}")
    return taken * 1e3, usage.ru_maxrss / UNIT


def fill(cases: int) -> None:
    """Put invented cases into the list."""
    from counsel_app.logic.vault.sealing.slots import FREE
    from counsel_app.logic.vault.store import Store
    from counsel_app.opening import session_on
    from counsel_app.paths import cases_file, resources
    from counsel_app.ui.application import new_id

    day = date(2026, 11, 22)
    words = {"name": "Erika Muster", "passphrase": PHRASE, "recovery": PHRASE}
    session = session_on(Store.create(cases_file(), resources() / "schema", today=day, cost=FREE, **words), day, new_id)
    for number in range(cases):
        session.new_case(f"Fall {number:04}")
        session.add_person(f"Person {number:04}")
    session.close_case()
    session.store.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--fill"]:
        fill(int(sys.argv[2]))
    else:
        main()
