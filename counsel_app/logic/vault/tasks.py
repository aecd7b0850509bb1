"""Slow work in two halves, so that the window goes on painting while a passphrase is worked on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Task(NamedTuple):
    """`work` touches no open store and may run on any thread; `finish` takes its result where the store is used.

    Both may raise InputError.
    """

    work: Callable[[], Any]
    finish: Callable[[Any], Any]

    def run(self) -> Any:
        """Both halves, one after the other."""
        return self.finish(self.work())

    def then(self, last: Callable[[Any], Any]) -> Task:
        """The same with one more step at the end."""
        return Task(self.work, lambda found: last(self.finish(found)))
