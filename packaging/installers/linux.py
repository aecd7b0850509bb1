"""Linux: the folder as `.tar.xz`, to be unpacked anywhere, and as `.deb`."""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import dev
from installers import frozen
from installers.names import BUILD, DIST, PROGRAM, ROOT, VERSION

LARGEST = 45  # megabytes of a package
FILES = ROOT / "packaging" / "linux"
ARCHIVE = DIST / f"{PROGRAM}-{VERSION}-linux-x86_64.tar.xz"
PACKAGE = DIST / f"{PROGRAM}_{VERSION}_amd64.deb"
# What is left to the system (slim.py): the graphics drivers' libraries and what every desktop has anyway.
DEPENDS = (
    "libc6 (>= {glibc}), libstdc++6 (>= 12), zlib1g, libgl1, libegl1, libx11-xcb1, libxext6, libxrender1, "
    "libfontconfig1, libfreetype6, libpng16-16 | libpng16-16t64, libglib2.0-0 | libglib2.0-0t64, libdbus-1-3, libexpat1"
)


def build() -> list[Path]:
    """The folder, tried, and both packages; their paths."""
    folder = frozen.freeze()
    frozen.without_network(folder)
    frozen.report(folder, frozen.LARGEST)
    frozen.check(folder / PROGRAM)
    packed = [archive(folder), package(folder)]
    for path in packed:
        frozen.report(path, LARGEST)
    return packed


def archive(folder: Path) -> Path:
    """Everything in one folder, belonging to nobody; same files, same archive."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = entry.mtime = 0
        entry.uname = entry.gname = ""
        return entry

    with tarfile.open(ARCHIVE, "w:xz", preset=6) as tar:
        for path in sorted(folder.rglob("*")):
            tar.add(path, f"{PROGRAM}-{VERSION}/{path.relative_to(folder)}", recursive=False, filter=plain)
    return ARCHIVE


def package(folder: Path) -> Path:
    """The Debian package: program in /opt, entry in the menu, command in /usr/bin."""
    if shutil.which("dpkg-deb") is None:
        dev.stop("dpkg-deb is missing; it is part of Debian and Ubuntu. The .tar.xz is made already.")
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "opt" / PROGRAM, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin" / PROGRAM).symlink_to(f"/opt/{PROGRAM}/{PROGRAM}")
    for source, target in (
        (FILES / "hafenlotse.desktop", "usr/share/applications"),
        (frozen.LAID_OUT / "hafenlotse.png", "usr/share/icons/hicolor/256x256/apps"),
        (ROOT / "resources/icons/hafenlotse.svg", "usr/share/icons/hicolor/scalable/apps"),
        (frozen.LAID_OUT / "resources/licences/parts.txt", f"usr/share/doc/{PROGRAM}"),
    ):
        (root / target).mkdir(parents=True, exist_ok=True)
        shutil.copy(source, root / target)
    (root / "DEBIAN").mkdir()
    control = (FILES / "control").read_text(encoding="utf-8")
    depends = DEPENDS.format(glibc=newest_glibc(folder))
    filled = control.format(version=VERSION, size=round(frozen.size(folder) * 1000), depends=depends)
    (root / "DEBIAN" / "control").write_text(filled, encoding="utf-8")
    for name in ("preinst", "prerm"):  # an upgrade asks the old package, then the new one
        shutil.copy(FILES / "preinst", root / "DEBIAN" / name)
    for path in root.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path.name in (PROGRAM, "preinst", "prerm") or ".so" in path.name
            path.chmod(0o755 if runs else 0o644)
    PACKAGE.unlink(missing_ok=True)
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(PACKAGE)], check=True)
    return PACKAGE


def newest_glibc(folder: Path) -> str:
    """The oldest C library the folder runs with: the newest version that any of its files names."""
    found = {(2, 34)}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and (path.name == PROGRAM or ".so" in path.name):
            shown = subprocess.run(["objdump", "-T", str(path)], capture_output=True, text=True, check=False).stdout
            found |= {(int(major), int(minor)) for major, minor in re.findall(r"GLIBC_(\d+)\.(\d+)", shown)}
    return ".".join(map(str, max(found)))
