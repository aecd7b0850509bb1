"""Which deadlines a letter starts, by its kind, the asylum law and the instruction on remedies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counsel_app.logic.deadlines.reckoning import long_rule
from counsel_app.logic.deadlines.rules import DeadlineLaw, Rule, asylum_law

FIRST = {
    "bamf_unbegruendet": ("F01", "F11"),
    "bamf_gruppe_a": ("F02", "F12"),
    "bamf_dublin": ("F04", "F12"),
    "bamf_teilanerkennung": ("F06", "F06"),
    "bamf_grenze": ("F07", "F12"),
    "bamf_einreisesperre": ("F10", "F10"),
    "bamf_anhoerung_entzug": ("F32", "F32"),
    "asylg_andere": ("F14", "F14"),
    "asyl_urteil": ("F16", "F16"),
    "asyl_gerichtsbescheid": ("F17", "F17"),
    "abh_ablehnung": ("F21", "F21"),
    "abh_duldung_versagt": ("F22", "F22"),
    "widerspruchsbescheid": ("F22", "F22"),
    "vg_eilbeschluss": ("F26", "F26"),
    "vg_urteil": ("F27", "F27"),
    "haftbeschluss": ("F29", "F29"),
    "sozialbescheid": ("F31", "F31"),
    "jugendamt": ("F21", "F21"),
}
"""The first deadline of each kind of letter in the new and in the old asylum law."""


def first_rule(facts: Mapping[str, Any]) -> str:
    """The usual deadline of the letter, "" for a letter that starts none. Unknown asylum law counts as new."""
    new, old = FIRST.get(str(facts.get("bescheid_art")), ("", ""))
    return old if asylum_law(facts) == "old" else new


def rules_of(law: DeadlineLaw, facts: Mapping[str, Any]) -> list[Rule]:
    """All deadlines the letter starts: the first one, those beside it that its asylum law has, the long one."""
    first = first_rule(facts)
    if not first:
        return []
    numbers = [first, *law.rules[first].beside]
    other = {"old": "new", "new": "old"}.get(asylum_law(facts))
    numbers = [one for one in numbers if law.rules[one].asylum != other or law.rules[one].twin]
    longer = long_rule(law, facts, str(facts.get("bescheid_zustellart")))
    return [law.rules[number] for number in (*numbers, *([longer] if longer else []))]
