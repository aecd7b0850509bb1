"""The one error that reaches a person, and what it must say."""

from __future__ import annotations


class InputError(Exception):
    """Input that cannot be used. Its text is one German sentence: what happened, where, what is expected.

    The window shows it, the terminal prints it and ends with exit code 2.
    """
