"""What may be on the disk after the power went: everything synced, and of the rest any part.

A write that was not synced may be there, missing, or torn at any 512 bytes. Changes of the folder that were not
synced (a journal made or removed) are there up to some point in time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.stress.storage import Op

SECTOR = 512


@dataclass
class _File:
    """One file: what is safe, and what happened since."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[Op] = field(default_factory=list)
    is_new: bool = True

    def settle(self) -> None:
        for op in self.pending:
            apply(self.safe, op)
        self.pending.clear()


class Disk:
    """Replays a log up to a point; `after_power_cut` gives one state a real disk may be left in."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}
        self._safe_names: dict[str, _File] = {}
        self._folder: list[tuple[str, _File | None]] = []
        self.confirmed: list[object] = []

    def play(self, log: Iterable[Op]) -> None:
        """Carry out the operations."""
        for op in log:
            if op.kind == "mark":
                self.confirmed.append(op.note)
            elif op.kind == "create":
                self._files[op.path] = _File()
                self._folder.append((op.path, self._files[op.path]))
            elif op.kind == "delete":
                self._files.pop(op.path, None)
                self._folder.append((op.path, None))
                if op.offset:
                    self._sync_folder()
            elif op.kind == "sync":
                self._sync(self._files[op.path], op.path)
            elif op.kind in ("write", "truncate"):
                self._files[op.path].pending.append(op)

    def after_power_cut(self, chance: Random) -> dict[str, bytes]:
        """The files as they may be found."""
        names = dict(self._safe_names)
        for path, file in self._folder[: chance.randint(0, len(self._folder))]:
            if file is None:
                names.pop(path, None)
            else:
                names[path] = file
        return {path: _left_over(file, chance) for path, file in names.items()}

    def _sync(self, file: _File, path: str) -> None:
        file.settle()
        if file.is_new:  # SQLite syncs the folder together with a new journal; a new database is synced by the test
            file.is_new = False
            if path.endswith("-journal"):
                self._sync_folder()

    def _sync_folder(self) -> None:
        for path, file in self._folder:
            if file is None:
                self._safe_names.pop(path, None)
            else:
                self._safe_names[path] = file
        self._folder.clear()


def _left_over(file: _File, chance: Random) -> bytes:
    content = bytearray(file.safe)
    for op in file.pending:
        fate = chance.random()
        if fate < 0.4:
            apply(content, op)
        elif fate < 0.7 and op.kind == "write":
            for start in range(0, len(op.data), SECTOR):
                if chance.random() < 0.5:
                    apply(content, op._replace(offset=op.offset + start, data=op.data[start : start + SECTOR]))
    return bytes(content)


def apply(content: bytearray, op: Op) -> None:
    """Do one operation to the content of a file."""
    if op.kind == "truncate":
        del content[op.offset :]
        return
    if len(content) < op.offset:
        content.extend(bytes(op.offset - len(content)))
    content[op.offset : op.offset + len(op.data)] = op.data


def write_out(files: dict[str, bytes], folder: Path) -> None:
    """Put a state into a folder of its own."""
    for path, content in files.items():
        (folder / Path(path).name).write_bytes(content)
