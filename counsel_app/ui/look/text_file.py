"""Writes a text that somebody asked for into a file of their choice."""

from __future__ import annotations

from pathlib import Path

from counsel_app.logic.errors import InputError


def write_text(path: str, text: str) -> None:
    """Write, as UTF-8. Raises InputError."""
    try:
        Path(path).write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise InputError(
            f"„{Path(path).name}“ ließ sich nicht schreiben ({error.strerror}); bitte einen anderen Ordner wählen."
        ) from None
