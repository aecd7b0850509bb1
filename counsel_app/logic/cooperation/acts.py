"""What a person's case keeps of the checklist: the steps taken, each with its day and its paper. Frozen.

As tables it is a part of the person, so that it is sealed, backed up, copied (Art. 15 GDPR) and erased with them.
Reading is bounded: what does not fit raises KeyError, TypeError or ValueError.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

MOST_ACTS = 50
MOST_STEPS = 100
LONGEST_TEXT = 500
LONGEST_ID = 80
NOTHING: Mapping[str, Any] = MappingProxyType({})


class ActState(StrEnum):
    """How an act stands; the values are also the answers of the questions about acts."""

    DONE = "erledigt"
    OPEN = "offen"
    NOT_ASKED = "nicht_verlangt"
    UNREASONABLE = "unzumutbar"


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """One thing that was done. `paper`: what shows it, `seen`: a counsellor has seen that paper."""

    on: date
    text: str
    paper: str = ""
    seen: bool = False

    def __repr__(self) -> str:
        return f"Step({self.on})"


@dataclass(frozen=True, slots=True, repr=False)
class Act:
    """The history of one duty. `state` is None where a question of the interview holds it; `reason`: why it cannot
    be demanded, or what else must be known.
    """

    duty: str
    state: ActState | None = None
    reason: str = ""
    steps: tuple[Step, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    def __repr__(self) -> str:
        return f"Act({self.duty})"

    def with_step(self, step: Step) -> Act:
        """The act after one more step; steps stand in the order of their days."""
        return replace(self, steps=tuple(sorted((*self.steps, step), key=lambda one: one.on)))

    def without_step(self, place: int) -> Act:
        """The act without the step at this place."""
        return replace(self, steps=self.steps[:place] + self.steps[place + 1 :])


def act_of(acts: tuple[Act, ...], duty: str) -> Act:
    """What is known of a duty; an empty act if nothing is."""
    return next((act for act in acts if act.duty == duty), Act(duty))


def with_act(acts: tuple[Act, ...], act: Act) -> tuple[Act, ...]:
    """The acts with one added or replaced, in its place; an empty one is left out."""
    if not any(one.duty == act.duty for one in acts):
        acts = (*acts, act)
    changed = (act if one.duty == act.duty else one for one in acts)
    return tuple(one for one in changed if one != Act(one.duty))


def tables_of(acts: tuple[Act, ...]) -> list[dict[str, Any]]:
    """The acts as tables; what is empty is left out."""
    return [_table(act) for act in acts]


def acts_of(tables: Any) -> tuple[Act, ...]:
    """The acts that `tables_of` wrote; no duty twice."""
    acts = tuple(_act(table) for table in _list(tables, MOST_ACTS))
    if len({act.duty for act in acts}) != len(acts):
        raise ValueError("a duty stands twice")
    return acts


_KEYS = frozenset(("duty", "state", "reason", "steps"))


def _table(act: Act) -> dict[str, Any]:
    table: dict[str, Any] = {**act.extra, "duty": act.duty}
    if act.state:
        table["state"] = act.state.value
    if act.reason:
        table["reason"] = act.reason
    if act.steps:
        table["steps"] = [_step_table(step) for step in act.steps]
    return table


def _step_table(step: Step) -> dict[str, Any]:
    table: dict[str, Any] = {"on": step.on.isoformat(), "text": step.text}
    if step.paper:
        table["paper"] = step.paper
    if step.seen:
        table["seen"] = True
    return table


def _act(table: Mapping[str, Any]) -> Act:
    state = table.get("state")
    return Act(
        _text(table["duty"], LONGEST_ID),
        None if state is None else ActState(state),
        _text(table.get("reason", ""), LONGEST_TEXT),
        tuple(_step(step) for step in _list(table.get("steps", []), MOST_STEPS)),
        MappingProxyType({key: value for key, value in table.items() if key not in _KEYS}),
    )


def _step(table: Mapping[str, Any]) -> Step:
    seen = table.get("seen", False)
    if not isinstance(seen, bool):
        raise TypeError(seen)
    return Step(
        date.fromisoformat(table["on"]),
        _text(table["text"], LONGEST_TEXT),
        _text(table.get("paper", ""), LONGEST_TEXT),
        seen,
    )


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise TypeError(value)
    return value


def _list(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise TypeError(value)
    return value
