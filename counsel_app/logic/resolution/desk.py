"""The resolution page: the paper joined with the options, and with the verdicts of the person shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from counsel_app.logic.law.outlook import Outlook
from counsel_app.logic.resolution.paper import KINDS as STATION_KINDS
from counsel_app.logic.resolution.paper import AnnexEntry, Expectation, Measure, Resolution, read_resolution
from counsel_app.logic.resolution.views import (
    AnnexView,
    ExpectationView,
    MeasurePageView,
    OptionLinkView,
    ResolutionView,
)
from counsel_app.logic.snapshot import MeasureView
from counsel_app.logic.texts import BADGES, KINDS, MEASURES, day_text, number_of

if TYPE_CHECKING:
    from counsel_app.logic.law.records import Option

NOBODY = "Es ist kein Fall geöffnet: Gezeigt werden alle Möglichkeiten."


class ResolutionDesk:
    """The commands of the page. Reads the paper on first need."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def resolution(self) -> Resolution:
        """The paper. Raises InputError."""
        return read_resolution(self._folder)

    def view(self, options: Iterable[Option], judged: tuple[MeasureView, ...] = (), whose: str = "") -> ResolutionView:
        """The page; `judged`: the cards of a person, none while no case is open."""
        paper = self.resolution.paper
        links = _of_person(judged) if judged else _of_nobody(options)
        return ResolutionView(
            name=paper.name,
            source=f"{paper.author}, beschlossen am {day_text(paper.passed_on)}. {paper.mandate}.",
            text=paper.text,
            limit=paper.limit,
            whose=f"Gezählt für: {whose}" if judged else NOBODY,
            measures=tuple(self._measure(one, links.get(one.id, ()), bool(judged)) for one in self.resolution.measures),
            expectations=tuple(_expectation(one) for one in self.resolution.expectations),
            expectations_source=paper.reference,
            annex=tuple(self._station(one) for one in self.resolution.annex),
            legend=tuple(STATION_KINDS.items()),
        )

    def _measure(self, one: Measure, links: tuple[OptionLinkView, ...], judged: bool) -> MeasurePageView:
        counted = Counter(link.outlook for link in links if link.outlook)
        tally = tuple((outlook, f"{counted[outlook]} {BADGES[outlook]}") for outlook in Outlook if counted[outlook])
        everything = number_of(len(links), "Möglichkeit", "Möglichkeiten")
        count = counted[Outlook.AVAILABLE], counted[Outlook.OPEN]
        return MeasurePageView(
            id=one.id,
            place=one.place,
            title=one.title,
            text=one.text,
            counts=f"{count[0]} möglich · {count[1]} offen" if judged else everything,
            tally=tally,
            options=links,
            decisions=tuple(
                (entry.id, f"{entry.years}: {entry.title}") for entry in self.resolution.supporting(one.id)
            ),
            citation=self.resolution.measure_citation(one.id),
        )

    def _station(self, one: AnnexEntry) -> AnnexView:
        every = len(one.measures) == len(MEASURES)
        measures = "alle sieben Maßnahmen" if every else ", ".join(MEASURES[measure] for measure in one.measures)
        return AnnexView(
            id=one.id,
            year=one.year,
            until=one.until or one.year,
            years=one.years,
            kind=one.kind,
            kind_text=STATION_KINDS[one.kind],
            short=one.short,
            title=one.title,
            text=one.text,
            source=", ".join(part for part in (one.number, one.link) if part),
            measures=f"Stützt: {measures}" if measures else "",
            citation=self.resolution.annex_citation(one.id),
        )


def _expectation(one: Expectation) -> ExpectationView:
    return ExpectationView(f"{one.title} ({one.horizon})" if one.horizon else one.title, one.text, one.use)


def _of_person(judged: tuple[MeasureView, ...]) -> dict[str, tuple[OptionLinkView, ...]]:
    return {
        measure.id: tuple(OptionLinkView(card.option, card.name, card.badge, card.outlook) for card in measure.cards)
        for measure in judged
    }


def _of_nobody(options: Iterable[Option]) -> dict[str, tuple[OptionLinkView, ...]]:
    found: dict[str, tuple[OptionLinkView, ...]] = {}
    for option in options:
        link = OptionLinkView(option.id, option.name, KINDS[option.kind], None)
        found[option.measure] = (*found.get(option.measure, ()), link)
    return found
