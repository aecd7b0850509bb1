"""The resolution page as the window paints it."""

from __future__ import annotations

from typing import NamedTuple

from counsel_app.logic.law.outlook import Outlook


class OptionLinkView(NamedTuple):
    """An option of a measure. `outlook` is None and `badge` the kind of claim while no case is open."""

    option: str
    name: str
    badge: str
    outlook: Outlook | None


class MeasurePageView(NamedTuple):
    """One measure: what it wants, and what it means for the person shown."""

    id: str
    place: int
    title: str
    text: str
    counts: str  # "2 möglich · 5 offen"; without a case "18 Möglichkeiten"
    tally: tuple[tuple[Outlook, str], ...]  # each outlook with its number in words
    options: tuple[OptionLinkView, ...]
    decisions: tuple[tuple[str, str], ...]  # id and name of the entries of the annex that support it
    citation: str


class ExpectationView(NamedTuple):
    """What the authority itself is expected to do."""

    title: str
    text: str
    use: str


class AnnexView(NamedTuple):
    """A station of the timeline."""

    id: str
    year: int
    until: int
    years: str
    kind: str  # key of the legend
    kind_text: str
    short: str  # the name in the picture
    title: str
    text: str
    source: str
    measures: str
    citation: str


class ResolutionView(NamedTuple):
    """The whole page."""

    name: str
    source: str
    text: str
    limit: str
    whose: str  # for whom the options are counted
    measures: tuple[MeasurePageView, ...]
    expectations: tuple[ExpectationView, ...]
    expectations_source: str
    annex: tuple[AnnexView, ...]
    legend: tuple[tuple[str, str], ...]
