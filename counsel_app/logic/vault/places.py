"""Where a vault must not lie: on network drives no setting of SQLite is safe, and synchronised folders put old
states back, make conflict copies, and let a change on one computer win over an erasure on another.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

# Names of folders that belong to a synchronising program, in German and English.
_NAMES = re.compile(
    r"onedrive( - .+)?|dropbox( \(.+\))?|nextcloud\d*|owncloud|google ?drive|googledrive.*|my drive|meine ablage|"
    r"icloud ?drive|mobile documents|seafile|magentacloud|hidrive|pclouddrive|pcloud drive|syncthing|sync",
    re.IGNORECASE,
)
# What such programs leave in the folders they look after.
_TRACES = (
    ".stfolder", ".stignore", ".dropbox", ".dropbox.cache", ".owncloudsync.log", ".nextcloudsync.log",
    ".tmp.drivedownload", ".csync_journal.db",
)  # fmt: skip
_TRACE_ENDINGS = ("._sync_*.db", ".sync_*.db", ".~lock.sync*")
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer", "DROPBOX_HOME")
_NETWORK = re.compile(r"nfs4?|cifs|smb3?|smbfs|davfs2?|afpfs|afs|ceph|glusterfs|webdav|ncpfs|lustre")
_NETWORK_FUSE = re.compile(r"fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|onedriver|google-drive.*|s3fs|glusterfs|smb.*)")
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


def objection(
    folder: Path, environment: Mapping[str, str] | None = None, mounts: str | None = None, remote: bool | None = None
) -> str | None:
    """Why a vault must not lie in this folder, as one sentence; None if it may.

    `mounts`: the text of /proc/self/mounts; `remote`: whether Windows calls the drive a network drive. Both are
    looked up when they are not given.
    """
    environment = os.environ if environment is None else environment
    if is_network(folder, _mounts() if mounts is None else mounts, _is_remote(folder) if remote is None else remote):
        return (
            f"„{folder}“ liegt auf einem Netzlaufwerk; dort können gespeicherte Fälle verloren gehen. "
            "Bitte einen Ordner auf diesem Rechner wählen."
        )
    owner = _synchronised_by(folder, environment)
    if owner:
        return (
            f"„{folder}“ wird mit anderen Rechnern abgeglichen („{owner}“); gelöschte Fälle kämen dort wieder. "
            "Bitte einen Ordner wählen, den nur dieser Rechner benutzt; Sicherungen dürfen dort liegen."
        )
    return None


def is_network(folder: Path, mounts: str, remote: bool) -> bool:
    """Whether the folder lies on another computer."""
    if remote or str(folder).startswith(("\\\\", "//")):
        return True
    best, kind = "", ""
    for line in mounts.splitlines():
        words = line.split()
        if len(words) < 3:
            continue
        point = re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), words[1])
        if len(point) >= len(best) and _lies_in(folder, Path(point)):
            best, kind = point, words[2]
    return bool(_NETWORK.fullmatch(kind) or _NETWORK_FUSE.fullmatch(kind))


def _synchronised_by(folder: Path, environment: Mapping[str, str]) -> str:
    for place in (folder, *folder.parents):
        if _NAMES.fullmatch(place.name):
            return place.name
        for trace in _traces(place):
            return trace
    for name in _VARIABLES:
        if environment.get(name) and _lies_in(folder, Path(environment[name])):
            return name
    return ""


def _traces(place: Path) -> Iterator[str]:
    try:
        yield from (trace for trace in _TRACES if (place / trace).exists())
        yield from (found.name for ending in _TRACE_ENDINGS for found in place.glob(ending))
    except OSError:
        return


def _lies_in(folder: Path, other: Path) -> bool:
    return folder == other or other in folder.parents


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _is_remote(folder: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE)
