"""Tries the Windows installer on a real Windows, in a folder of the build; `windows_smoke` does more, under Wine."""

from __future__ import annotations

import os
import subprocess
import time
import zipfile
from pathlib import Path

import dev
from installers import frozen
from installers.names import BUILD
from installers.windows import INSTALLER, PORTABLE, PROGRAM

PLACE = BUILD / "Büro Straße" / PROGRAM
STICK = BUILD / "stick"


def run() -> None:
    """Stops at the first thing that is not as it must be."""
    own = Path(os.environ["LOCALAPPDATA"]) / "Programs" / PROGRAM
    if own.exists():
        dev.stop(
            f"Hafenlotse is installed for you in {own}; the trial would take its entry away. Please remove it first."
        )
    for word in ("installed", "upgraded"):
        # one text: NSIS reads everything after /D= as the folder and wants no quotes around it
        code = subprocess.run(f'"{INSTALLER}" /S /D={PLACE}', check=False).returncode
        if code or not (PLACE / f"{PROGRAM}.exe").is_file():
            dev.stop(f"The installer ended with {code}.")
        frozen.check(PLACE / f"{PROGRAM}.exe")
        print(f"good  {word} and checked in {PLACE}", flush=True)
    subprocess.run([str(PLACE / "Uninstall.exe"), "/S"], check=True)
    begun = time.perf_counter()
    while PLACE.exists():
        if time.perf_counter() - begun > 90:
            dev.stop(f"The removal left {[*PLACE.rglob('*')][:5]}.")
        time.sleep(0.5)
    print("good  removed, nothing left", flush=True)
    with zipfile.ZipFile(PORTABLE) as archive:
        archive.extractall(STICK)
    frozen.check(STICK / PROGRAM / f"{PROGRAM}.exe")
    print("good  the archive for a stick", flush=True)
