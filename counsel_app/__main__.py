"""Puts the parts together: the window without arguments, commands with."""

from __future__ import annotations

import sys
from datetime import datetime


def main() -> int:
    """Start Hafenlotse; the exit code."""
    words = sys.argv[1:]
    today = datetime.now().date()
    if words:
        from counsel_app.commands import run

        return run(words, today)
    from counsel_app.opening import stored_session
    from counsel_app.ui.application import show_window

    return show_window(today, stored_session)


if __name__ == "__main__":
    sys.exit(main())
