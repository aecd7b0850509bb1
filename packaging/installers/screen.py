"""A screen without a monitor: for looking at the window of an installed program."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dev

SIZE = "1366x768x24"
FEWEST_COLOURS = 200  # an empty desktop has a handful
LONGEST = 90.0  # seconds until a window is painted; under Wine the first start is slow


@contextmanager
def screen() -> Iterator[str]:
    """The name of a display of its own."""
    line = ["Xvfb", "-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        if not number:
            dev.stop("Xvfb did not start.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def picture(display: str, target: Path) -> int:
    """Write what the display shows; the number of colours in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["import", "-display", display, "-window", "root", str(target)], check=True)
    counted = subprocess.run(["identify", "-format", "%k", str(target)], capture_output=True, text=True, check=True)
    return int(counted.stdout)


def await_window(display: str, target: Path, process: subprocess.Popen[bytes]) -> float:
    """Wait until something is painted and keep the picture; seconds it took. Stops when nothing comes."""
    begun = time.perf_counter()
    while picture(display, target) < FEWEST_COLOURS:
        if process.poll() is not None:
            dev.stop(f"The program ended with {process.returncode} instead of showing its window.")
        if time.perf_counter() - begun > LONGEST:
            dev.stop(f"No window after {LONGEST:.0f} seconds; {target} shows the screen.")
        time.sleep(0.2)
    painted = time.perf_counter() - begun
    time.sleep(1.5)  # until it is at rest
    picture(display, target)
    return painted
