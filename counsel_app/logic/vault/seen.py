"""How far this computer has seen a vault: a whole file put back from an older time is noticed.

The number lies outside the vault, ideally in another folder. It is no secret and cannot be forged upwards or
downwards without the vault's key; whoever removes it as well is not found out.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from counsel_app.logic.cases.strict_json import packed, unpacked

LARGEST = 1000


class Seen:
    """The highest count of saves seen, as it lies there when this is made: make it before the vault is read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._found = path.read_bytes()
        except OSError:
            self._found = b""

    def highest(self, vault: str, secret: str) -> int:
        """The count; 0 when there is none, or none that this vault wrote."""
        try:
            table = unpacked(self._found, LARGEST)
            epoch, mark = int(table["epoch"]), str(table["mark"])
        except (ValueError, KeyError, TypeError):
            return 0
        return epoch if hmac.compare_digest(mark, _mark(vault, secret, epoch)) else 0

    def note(self, vault: str, secret: str, epoch: int) -> None:
        """Remember a count. Not synced: a lost number costs nothing, a number ahead of the vault would."""
        try:
            self._path.write_bytes(packed({"epoch": epoch, "mark": _mark(vault, secret, epoch)}))
        except OSError:
            return


def _mark(vault: str, secret: str, epoch: int) -> str:
    return hmac.new(bytes.fromhex(secret), f"seen {vault} {epoch}".encode(), hashlib.sha256).hexdigest()
