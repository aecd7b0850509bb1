"""The lower bound: the workload's rules as a person would write them in Python, two-valued, verdicts only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workload import Condition, options


def written() -> Callable[[dict[str, Any]], list[bool]]:
    """One function with one expression per option, compiled from its text."""
    days: dict[str, Any] = {}

    def said(condition: Condition) -> str:
        fact, word, value = condition
        if word.startswith("on_or"):
            name = f"day_{len(days)}"
            days[name] = value
            return f"c['{fact}'] {'>=' if word == 'on_or_after' else '<='} {name}"
        sign = {"is": "is", "in": "in", "at_least": ">=", "at_most": "<="}[word]
        return f"c['{fact}'] {sign} {tuple(value) if word == 'in' else value!r}"

    lines = [
        " and ".join(said(one) for one in must) + " and (" + " or ".join(said(one) for one in enough) + ")"
        for must, enough in options()
    ]
    place: dict[str, Any] = dict(days)
    exec("def judged(c):\n    return [" + ",\n        ".join(lines) + "]", place)
    return place["judged"]
