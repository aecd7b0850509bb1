"""Puts the parts together: the window without arguments, commands with."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from io import TextIOWrapper


def main() -> int:
    """Start Hafenlotse; the exit code."""
    words = sys.argv[1:]
    today = datetime.now().date()
    if words:
        return _command(words, today)
    from counsel_app.logic.vault.process import harden
    from counsel_app.opening import gate
    from counsel_app.ui.application import new_id, show_window

    harden()
    return show_window(gate(today, new_id))


def _command(words: list[str], today: date) -> int:
    """A command in the terminal; whoever reads it gets UTF-8, and may stop reading."""
    from counsel_app.commands import run

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        code = run(words, today)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main())
