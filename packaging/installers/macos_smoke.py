"""Tries the disk image of macOS: mount it, check the app in it, throw it out again."""

from __future__ import annotations

import subprocess

import dev
from installers import frozen
from installers.macos import APP, IMAGE
from installers.names import BUILD, NAME


def run() -> None:
    """Stops when something is not as it must be."""
    if not IMAGE.exists():
        dev.stop(f"{IMAGE.name} is missing; please run `dev.py build` first.")
    place = BUILD / "mounted"
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["hdiutil", "attach", "-nobrowse", "-readonly", "-mountpoint", str(place), str(IMAGE)], check=True)
    try:
        frozen.check(place / APP.name / "Contents" / "MacOS" / NAME)
    finally:
        subprocess.run(["hdiutil", "detach", str(place)], check=True)
    print("good  the app in the disk image checks itself")
