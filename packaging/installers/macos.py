"""macOS: the app in a disk image. Only on macOS; nothing else can make or try it."""

from __future__ import annotations

import platform
import shutil
import subprocess
from pathlib import Path

from installers import frozen
from installers.names import BUILD, DIST, NAME, VERSION

LARGEST = 60  # megabytes of the image
APP = DIST / "macos" / f"{NAME}.app"
IMAGE = DIST / f"{NAME}-{VERSION}-macos-{platform.machine()}.dmg"


def build() -> list[Path]:
    """The app, tried, and the image with it; the image's path."""
    frozen.prepare()
    frozen.pyinstaller(APP.parent)
    frozen.without_network(APP)
    frozen.report(APP, frozen.LARGEST)
    frozen.check(APP / "Contents" / "MacOS" / NAME)
    inside = BUILD / "dmg"
    shutil.rmtree(inside, ignore_errors=True)
    inside.mkdir(parents=True)
    subprocess.run(["ditto", str(APP), str(inside / APP.name)], check=True)  # keeps links and the signature
    (inside / "Applications").symlink_to("/Applications")
    IMAGE.unlink(missing_ok=True)
    line = ["hdiutil", "create", "-volname", NAME, "-srcfolder", str(inside), "-format", "ULMO", str(IMAGE)]
    subprocess.run(line, check=True)
    frozen.report(IMAGE, LARGEST)
    return [IMAGE]
