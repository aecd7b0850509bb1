"""A vault in a network or synchronised folder is refused (R12)."""

from __future__ import annotations

from pathlib import Path

import pytest

from counsel_app.logic.vault.mishaps import StoreError
from counsel_app.logic.vault.places import objection
from tests.logic.vault.makers import create

MOUNTS = """/dev/sda1 / ext4 rw 0 0
//server/daten /mnt/smb cifs rw 0 0
server:/export /mnt/nfs nfs4 rw 0 0
https://cloud.example/dav /mnt/dav fuse.davfs2 rw 0 0
https://cloud.example/dav /mnt/dav2 davfs rw 0 0
me@host: /mnt/ssh\\040server fuse.sshfs rw 0 0
drive: /mnt/rclone fuse.rclone rw 0 0
/dev/sdb1 /mnt/smb/local ext4 rw 0 0
/dev/sdc1 /media/stick vfat rw 0 0
"""


@pytest.mark.parametrize(
    "folder",
    ["/mnt/smb/Fälle", "/mnt/nfs", "/mnt/dav/a/b", "/mnt/dav2", "/mnt/ssh server/x", "/mnt/rclone/x", "//server/x"],
)
def test_network_drives_are_refused(folder: str) -> None:
    sentence = objection(Path(folder), {}, MOUNTS, False)
    assert sentence is not None and "Netzlaufwerk" in sentence and folder in sentence


def test_a_drive_that_windows_calls_remote_is_refused(tmp_path: Path) -> None:
    sentence = objection(tmp_path, {}, "", True)
    assert sentence is not None and "Netzlaufwerk" in sentence


@pytest.mark.parametrize(
    "folder",
    ["/home/a/Nextcloud/Fälle", "/home/a/OneDrive - Träger e.V./x", "/home/a/Dropbox", "/home/a/Seafile/x",
     "/Users/a/Library/Mobile Documents/x", "/home/a/Google Drive", "/home/a/MagentaCLOUD"],
)  # fmt: skip
def test_folders_named_by_a_synchronising_program_are_refused(folder: str) -> None:
    sentence = objection(Path(folder), {}, MOUNTS, False)
    assert sentence is not None and "abgeglichen" in sentence


@pytest.mark.parametrize("trace", [".stfolder", ".stignore", "._sync_abc123.db", ".sync_0a1b.db", ".owncloudsync.log"])
def test_traces_of_a_synchronising_program_are_found_in_any_folder_above(tmp_path: Path, trace: str) -> None:
    (tmp_path / trace).touch()
    sentence = objection(tmp_path / "Beratung" / "Fälle", {}, MOUNTS, False)
    assert sentence is not None and trace in sentence


def test_the_folder_onedrive_names_itself_is_refused(tmp_path: Path) -> None:
    sentence = objection(tmp_path / "Arbeit" / "x", {"OneDriveCommercial": str(tmp_path / "Arbeit")}, MOUNTS, False)
    assert sentence is not None and "OneDriveCommercial" in sentence


@pytest.mark.parametrize(
    "folder", ["/home/a/.local/share/Hafenlotse", "/mnt/smb/local/x", "/media/stick", "/home/a/Synchron"]
)
def test_folders_of_this_computer_are_fine(folder: str) -> None:
    assert objection(Path(folder), {}, MOUNTS, False) is None


def test_no_vault_is_made_in_such_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "Nextcloud" / "Fälle"
    folder.mkdir(parents=True)
    with pytest.raises(StoreError, match="abgeglichen"):
        create(folder / "cases.db")
    assert list(folder.iterdir()) == []
