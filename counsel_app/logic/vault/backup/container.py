"""The file of a backup: a header anybody may read, then the vault in sealed chunks.

Every chunk is bound to the header, its number, and whether it is the last, so that none can be changed, left
out, moved, or added. The header carries the slots of that day: a backup opens with what opened the vault then.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from counsel_app.logic.cases.strict_json import packed, unpacked
from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.sealing.cipher import BrokenSealError, Key, meaning_of
from counsel_app.logic.vault.sealing.door import Door, door_of
from counsel_app.logic.vault.sealing.keyring import Keyring

MAGIC = b"HAFENLOTSE-SICHERUNG\n"
FORMAT = 1
LARGEST_HEADER = 300_000  # bytes
CHUNK = 1 << 20
_SEALED_CHUNK = 12 + 4 + CHUNK + 16


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup says about itself. `epoch`: how many saves it holds; `generation`: of the keys."""

    vault: str
    epoch: int
    generation: int
    day: date
    door: Door
    salt: str

    def to_bytes(self) -> bytes:
        """The header as it lies in the file."""
        known = {"format": FORMAT, "vault": self.vault, "epoch": self.epoch, "day": self.day.isoformat()}
        return packed(
            {**known, "generation": self.generation, "salt": self.salt, "door": self.door.to_bytes().decode()}
        )

    def key(self, ring: Keyring) -> Key:
        """The key of this one backup."""
        return ring.purpose_key(f"backup {self.salt}")


def new_header(door: Door, ring: Keyring, epoch: int, day: date) -> Header:
    """The header of a new backup."""
    return Header(door.vault, epoch, ring.generation, day, door, secrets.token_hex(16))


def write(target: Path, header: Header, ring: Keyring, source: BinaryIO) -> None:
    """Seal a file into a backup, on the disk when this returns. Raises OSError."""
    unfinished = target.with_suffix(".unfertig")
    head = header.to_bytes()
    key, mark = header.key(ring), hashlib.sha256(head).hexdigest()
    try:
        with unfinished.open("wb") as stream:
            stream.write(MAGIC + len(head).to_bytes(4, "big") + head)
            for number, last, chunk in _chunks(source, CHUNK):
                stream.write(key.seal(chunk, _meaning(mark, number, last), 1))
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(target)
        sync_folder(target.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def read_header(path: Path) -> Header:
    """Who made a backup and when. Raises InputError."""
    with _plain_errors(path), path.open("rb") as stream:
        return _header(stream)[0]


def read(path: Path, ring: Keyring, into: BinaryIO) -> Header:
    """Open all chunks of a backup. Raises InputError if one is missing, changed or foreign."""
    with _plain_errors(path), path.open("rb") as stream:
        header, mark = _header(stream)
        key, ended = header.key(ring), False
        for number, last, chunk in _chunks(stream, _SEALED_CHUNK):
            into.write(key.open(chunk, _meaning(mark, number, last)))
            ended = last
        if not ended:
            raise BrokenSealError
        return header


def sync_folder(folder: Path) -> None:
    """Make sure that a renamed file survives a power cut; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            f"Die Sicherung „{path.name}“ lässt sich nicht lesen ({error.strerror}); bitte den Datenträger prüfen."
        ) from None
    except (BrokenSealError, KeyError, TypeError, ValueError, RecursionError):
        raise InputError(
            f"„{path.name}“ ist keine Sicherung dieses Tresors oder beschädigt; bitte eine andere wählen."
        ) from None


def _header(stream: BinaryIO) -> tuple[Header, str]:
    if stream.read(len(MAGIC)) != MAGIC:
        raise ValueError
    length = int.from_bytes(stream.read(4), "big")
    if length > LARGEST_HEADER:
        raise ValueError
    head = stream.read(length)
    table = unpacked(head, LARGEST_HEADER)
    if table["format"] != FORMAT:
        raise InputError("Diese Sicherung stammt von einer neueren Fassung; bitte Hafenlotse aktualisieren.")
    door = door_of(str(table["door"]).encode("utf-8", "surrogatepass"))
    numbers = int(table["epoch"]), int(table["generation"])
    header = Header(str(table["vault"]), *numbers, date.fromisoformat(table["day"]), door, str(table["salt"]))
    if header.vault != door.vault:
        raise ValueError
    return header, hashlib.sha256(head).hexdigest()


def _chunks(stream: BinaryIO, size: int) -> Iterator[tuple[int, bool, bytes]]:
    number, chunk = 0, stream.read(size)
    while chunk:
        following = stream.read(size)
        yield number, not following, chunk
        number, chunk = number + 1, following


def _meaning(mark: str, number: int, last: bool) -> bytes:
    return meaning_of((mark, number, int(last)))
