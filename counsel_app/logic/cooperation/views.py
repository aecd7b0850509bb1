"""The checklist as the window paints it."""

from __future__ import annotations

from typing import NamedTuple

from counsel_app.logic.law.outlook import Outlook


class StepLineView(NamedTuple):
    """One step taken. `seen`: the paper was seen, in words."""

    day: str
    text: str
    paper: str
    seen: str


class DutyView(NamedTuple):
    """One act that may be demanded, and how it stands."""

    id: str
    group: str
    title: str
    text: str
    law: str
    state: str  # value of the choice, "" if nothing was said
    state_text: str
    outlook: Outlook  # the colour of the state
    choices: tuple[tuple[str, str, str], ...]  # state, words, key
    reason: str
    steps: tuple[StepLineView, ...]
    proof: tuple[str, ...]
    unreasonable: tuple[str, ...]
    warning: str


class PointView(NamedTuple):
    """A sentence with its norm."""

    text: str
    law: str


class CooperationView(NamedTuple):
    """The whole page for one person."""

    whose: str
    notice: str  # what must be read first, "" if nothing
    progress: str
    before: tuple[PointView, ...]
    duties: tuple[DutyView, ...]
    healing: tuple[PointView, ...]
    today: str
