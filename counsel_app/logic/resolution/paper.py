"""What the resolution says, read from `resources/resolution`: measures, expectations, annex. Reading is bounded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from counsel_app.logic.tables import record_of, records_of, table_of, wrong
from counsel_app.logic.texts import MEASURES, day_text

KINDS = {"beschluss": "Beschluss und Konzept", "buendnis": "Bündnis", "projekt": "Projekt"}
FIRST_YEAR, LAST_YEAR = 2000, 2030
ANNEX = "resolution/annex.toml"
COUNCIL = "egov.potsdam.de"  # where the papers of the city council lie


@dataclass(frozen=True, slots=True)
class Paper:
    """The resolution as a document."""

    name: str
    author: str
    passed_on: date
    mandate: str
    text: str
    limit: str

    @property
    def reference(self) -> str:
        """How a letter names it."""
        name = self.name.replace("„", "‚").replace("“", "‘")
        return f"{self.author}, Resolution „{name}“ vom {day_text(self.passed_on)}"


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the seven measures. `argument`: a sentence for letters."""

    id: str
    place: int
    text: str
    argument: str

    @property
    def title(self) -> str:
        """The heading the program uses for it everywhere."""
        return MEASURES[self.id]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the authority itself is expected to do. `use`: what follows for the counselling of today."""

    id: str
    title: str
    text: str
    use: str
    horizon: str = ""


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """One station of the annex. `until`: the last year of something that took longer."""

    id: str
    year: int
    kind: str
    short: str
    title: str
    text: str
    link: str
    until: int | None = None
    number: str = ""
    measures: tuple[str, ...] = ()

    @property
    def years(self) -> str:
        """When, in words."""
        return f"{self.year} bis {self.until}" if self.until else str(self.year)


@dataclass(frozen=True, slots=True)
class Resolution:
    """All of it, in the order of the files; the annex by year."""

    paper: Paper
    measures: tuple[Measure, ...]
    expectations: tuple[Expectation, ...]
    annex: tuple[AnnexEntry, ...]

    def measure(self, measure: str) -> Measure:
        """One measure ("M1" to "M7"). Raises KeyError."""
        return next((one for one in self.measures if one.id == measure), None) or _unknown(measure)

    def entry(self, entry: str) -> AnnexEntry:
        """One entry of the annex. Raises KeyError."""
        return next((one for one in self.annex if one.id == entry), None) or _unknown(entry)

    def measure_citation(self, measure: str) -> str:
        """A measure in own words with its reference, for a letter."""
        one = self.measure(measure)
        return f"{one.argument} ({self.paper.reference}, {one.place}. Maßnahme; {self.paper.mandate})"

    def annex_citation(self, entry: str) -> str:
        """An entry of the annex in own words with its reference, for a letter."""
        one = self.entry(entry)
        who = "Stadtverordnetenversammlung Potsdam, " if COUNCIL in one.link and one.kind == "beschluss" else ""
        number = f", {one.number}" if one.number else ""
        source = f"Anhang der Resolution vom {day_text(self.paper.passed_on)}"
        return f"{who}{one.title} ({one.years}{number}; {one.link}; {source}): {one.text}"

    def supporting(self, measure: str) -> tuple[AnnexEntry, ...]:
        """The decisions that support a measure, the latest first."""
        return tuple(one for one in reversed(self.annex) if measure in one.measures)


def read_resolution(folder: Path) -> Resolution:
    """The resolution of a folder. Raises InputError that names file and key."""
    tables = {name: table_of(folder / f"{name}.toml") for name in ("measures", "expectations", "annex")}
    paper = tables["measures"].get("paper")
    measures = records_of(Measure, tables["measures"], "measure", "resolution/measures.toml")
    expectations = records_of(Expectation, tables["expectations"], "expectation", "resolution/expectations.toml")
    annex = records_of(AnnexEntry, tables["annex"], "entry", ANNEX)
    if [one.id for one in measures] != list(MEASURES):
        raise wrong(
            "resolution/measures.toml", "measure", f"erwartet werden {', '.join(MEASURES)} in dieser Reihenfolge"
        )
    for one in annex:
        _check_entry(one)
    if [one.year for one in annex] != sorted(one.year for one in annex):
        raise wrong(ANNEX, "year", "die Einträge müssen nach Jahren geordnet sein")
    return Resolution(record_of(Paper, paper, "resolution/measures.toml", "paper"), measures, expectations, annex)


def _check_entry(one: AnnexEntry) -> None:
    if not FIRST_YEAR <= one.year <= (one.until or one.year) <= LAST_YEAR:
        raise wrong(ANNEX, f"{one.id}.year", f"erwartet wird ein Jahr von {FIRST_YEAR} bis {LAST_YEAR}")
    if one.kind not in KINDS:
        raise wrong(ANNEX, f"{one.id}.kind", f"erwartet wird {', '.join(KINDS)}")
    unknown = [measure for measure in one.measures if measure not in MEASURES]
    if unknown:
        raise wrong(ANNEX, f"{one.id}.measures", f"„{unknown[0]}“ gibt es nicht; erwartet wird M1 bis M7")


def _unknown(name: str) -> Any:
    raise KeyError(name)
