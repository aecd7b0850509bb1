"""What the pages "Frist berechnen" and "Brennt etwas?" paint: texts, nothing left to decide."""

from __future__ import annotations

from typing import NamedTuple


class FieldView(NamedTuple):
    """One field of the form. `kind`: choice, date or yes."""

    id: str
    label: str
    kind: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""


class StepView(NamedTuple):
    """One step of the reckoning."""

    day: str
    text: str
    law: str


class DeadlineCard(NamedTuple):
    """One deadline, reckoned."""

    rule: str
    name: str
    remedy: str
    where: str
    law: str
    headline: str  # "bis Donnerstag, 26.11.2026", "ab Mittwoch, 25.11.2026"
    distance: str  # "noch 2 Tage", "heute ist der letzte Tag", "seit 3 Tagen vorbei"
    urgent: bool  # a week or less, or missed
    latest: str  # "vertretbar bis 16.12.2026" or ""
    warning: str  # "Vorfrist: Montag, 23.11.2026"
    filed_by: str
    missed: str
    effect: str
    certainty: str
    steps: tuple[StepView, ...]
    disputed: tuple[str, ...]


class DeadlineView(NamedTuple):
    """The calculator: its form and what comes out, soonest first."""

    fields: tuple[FieldView, ...]
    cards: tuple[DeadlineCard, ...] = ()
    said: str = ""  # what is still missing, or what cannot be right
    wrong: bool = False


class SlipView(NamedTuple):
    """The sheet for the client: one deadline in plain words."""

    title: str
    headline: str
    lines: tuple[tuple[str, str], ...]
    steps: tuple[StepView, ...]
    foot: str


class TriageLine(NamedTuple):
    """One of the six questions."""

    key: str
    question: str
    do: tuple[tuple[str, str], ...]  # text, law
    start: str  # the event for the calculator, "letter" for any letter, "" for none
    options: tuple[tuple[str, str], ...]  # id, name


class TriageView(NamedTuple):
    """The page "Brennt etwas?"."""

    lines: tuple[TriageLine, ...]
