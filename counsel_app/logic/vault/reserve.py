"""A little room kept back on the disk: on a full one, a case can still be erased and a draft still be kept."""

from __future__ import annotations

import os
from pathlib import Path

SIZE = 1 << 20  # bytes; more than the journal of erasing a large case needs


class Reserve:
    """A file of random bytes beside the vault, given up when room is needed most."""

    def __init__(self, vault: Path) -> None:
        self._path = vault.with_suffix(".reserve")

    def fill(self) -> None:
        """Take the room, if there is any; random bytes, because some disks store zeros without room."""
        try:
            if not self._path.exists() or self._path.stat().st_size < SIZE:
                self._path.write_bytes(os.urandom(SIZE))
        except OSError:
            self.release()

    def release(self) -> bool:
        """Give the room up; whether there was any."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True
