"""The form of the calculator: which fields an event needs, and what its words mean as answers of the interview.

The form is what stands in the fields, as typed: event, delivery, arrived, posted, dated, lodged, instruction, land,
returned.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counsel_app.logic.deadlines.choosing import FIRST
from counsel_app.logic.deadlines.holidays import HOME
from counsel_app.logic.deadlines.rules import NEW_ASYLUM_LAW, DeadlineLaw
from counsel_app.logic.deadlines.views import FieldView
from counsel_app.logic.errors import InputError
from counsel_app.logic.law.days import add_days
from counsel_app.logic.texts import day_text
from counsel_app.logic.typed import typed_day

if TYPE_CHECKING:
    from counsel_app.logic.law.records import Fact, Knowledge

Form = Mapping[str, str]
EARLIER = ("einreise_am", "asyl_eingereicht_am")
ISO_LENGTH = len("2026-06-12")
LODGED = {"new": NEW_ASYLUM_LAW, "old": add_days(NEW_ASYLUM_LAW, -1)}
INSTRUCTIONS = (
    ("richtig", "vorhanden und richtig"),
    ("fehlt", "fehlt"),
    ("falsch", "falsch oder unvollständig"),
    ("nur_deutsch", "nur auf Deutsch"),
)


@dataclass(frozen=True)
class _Event:
    id: str
    name: str
    day: str
    label: str


class LetterForm:
    """Reads and fills the form; `law` and `knowledge` are loaded on first need."""

    def __init__(self, events: Path, law: Callable[[], DeadlineLaw], knowledge: Callable[[], Knowledge]) -> None:
        self._file = events
        self._read_law = law
        self._knowledge = knowledge

    def fields(self, form: Form) -> Iterable[FieldView]:
        """The fields that this event needs, with what stands in them."""
        event = form.get("event", "")
        kinds = tuple((kind, label) for kind, label in self._choices("bescheid_art").items() if kind in FIRST)
        others = tuple((one.id, one.name) for one in self._events.values())
        yield FieldView("event", "Was ist passiert?", "choice", event, (*kinds, *others))
        known = self._events.get(event)
        if known:
            yield FieldView("arrived", known.label, "date", form.get("arrived", ""))
        elif event:
            yield from self._letter_fields(form)
        if event:
            lands = tuple((key, land.name) for key, land in self._law.holidays.items())
            yield FieldView("land", "Sitz von Gericht oder Behörde", "choice", form.get("land", HOME), lands)

    def missing(self, form: Form) -> str:
        """What to fill in next."""
        if not form.get("event"):
            return "Zuerst wählen, was passiert ist; dann das Datum eintragen."
        if form["event"] in FIRST and not form.get("delivery"):
            return "Wie kam das Schreiben an? Davon hängt ab, wann die Frist beginnt."
        return "Es fehlt noch das Datum."

    def facts_of(self, form: Form) -> dict[str, Any]:
        """What the form says, as answers of the interview; only what stands there. Raises InputError."""
        event = form.get("event", "")
        known = self._events.get(event)
        facts: dict[str, Any] = {}
        for field, fact, what in (
            ("arrived", known.day if known else "bescheid_zugang_am", "Der Tag"),
            ("posted", "bescheid_post_am", "Der Tag der Post"),
        ):
            if form.get(field, "").strip() and not (known and field == "posted"):
                facts[fact] = typed_day(form[field], what)
        if event in FIRST:
            facts["bescheid_art"] = event
        for field, fact in (("delivery", "bescheid_zustellart"), ("instruction", "rechtsbehelfsbelehrung")):
            if form.get(field) and not known:
                facts[fact] = form[field]
        if form.get("returned") == "yes":
            facts["post_zurueckgekommen"] = True
        return facts

    def form_of(self, facts: Mapping[str, Any]) -> dict[str, str]:
        """The form filled with answers of an interview (days as "2026-11-12"); only whole days can be reckoned from."""
        form = {
            "event": str(facts.get("bescheid_art", "")),
            "delivery": str(facts.get("bescheid_zustellart", "")),
            "arrived": _written(facts.get("bescheid_zugang_am")),
            "posted": _written(facts.get("bescheid_post_am")),
            "instruction": str(facts.get("rechtsbehelfsbelehrung", "")),
        }
        lodged = str(facts.get("asyl_eingereicht_am", ""))
        if len(lodged) == ISO_LENGTH:
            form["lodged"] = "new" if lodged >= NEW_ASYLUM_LAW.isoformat() else "old"
        if form["event"] not in FIRST:
            return {}
        return {field: value for field, value in form.items() if value}

    def known_days(self, form: Form, said: Mapping[str, Any]) -> dict[str, date]:
        """Days of the case that a letter cannot precede; which asylum law counts stands in the form."""
        days = {fact: date.fromisoformat(said[fact]) for fact in EARLIER if len(str(said.get(fact, ""))) == ISO_LENGTH}
        event = form.get("event", "")
        if event in FIRST and self._law.rules[FIRST[event][0]].asylum:
            lodged = days.pop("asyl_eingereicht_am", None)
            law = form.get("lodged", "")
            if law in LODGED:
                fits = lodged is not None and (lodged >= NEW_ASYLUM_LAW) == (law == "new")
                days["asyl_eingereicht_am"] = lodged if lodged and fits else LODGED[law]
        return days

    def check_letter(self, form: Form, facts: Mapping[str, Any]) -> None:
        """Raises InputError for a letter dated after the day it came."""
        if not form.get("dated", "").strip() or form.get("event") in self._events:
            return
        dated, arrived = typed_day(form["dated"], "Das Datum im Brief"), facts.get("bescheid_zugang_am")
        if arrived and dated > arrived:
            raise InputError(
                f"Der Brief trägt das Datum {day_text(dated)}, soll aber schon am {day_text(arrived)} angekommen sein; "
                "bitte beide Tage prüfen."
            )

    def is_event(self, event: str) -> bool:
        """Whether it is something that happened without a letter: then its id is the rule."""
        return event in self._events

    def has_day(self, event: str, facts: Mapping[str, Any]) -> bool:
        """Whether the day of such an event is known."""
        return self._events[event].day in facts

    # inside -----------------------------------------------------------------------

    @property
    def _law(self) -> DeadlineLaw:
        return self._read_law()

    @cached_property
    def _events(self) -> dict[str, _Event]:
        with self._file.open("rb") as file:
            return {entry["id"]: _Event(**entry) for entry in tomllib.load(file)["event"]}

    def _choices(self, fact: str) -> dict[str, str]:
        found: Fact = self._knowledge().facts[fact]
        return {str(choice[0]): str(choice[1]) for choice in found.choices}

    def _letter_fields(self, form: Form) -> Iterable[FieldView]:
        delivery = form.get("delivery", "")
        yield FieldView(
            "delivery", "Wie kam es an?", "choice", delivery, tuple(self._choices("bescheid_zustellart").items())
        )
        counts = self._law.deliveries[delivery].counts if delivery in self._law.deliveries else ""
        arrived, posted = form.get("arrived", ""), form.get("posted", "")
        posted_field = counts in ("posting", "earlier", "notice")
        if posted_field:
            label = "Ausgehängt am" if counts == "notice" else "Zur Post gegeben am"
            hint = "Poststempel, Vermerk der Einrichtung, sonst das Datum im Brief"
            yield FieldView("posted", label, "date", posted, hint="" if counts == "notice" else hint)
        if counts != "notice":
            label = "Datum auf dem gelben Umschlag" if delivery == "gelber_umschlag" else "Angekommen am"
            yield FieldView("arrived", label, "date", arrived)
            if not posted_field:
                yield FieldView("dated", "Datum im Brief", "date", form.get("dated", ""), hint="nur zum Vergleich")
        asylum = self._law.rules[FIRST[form["event"]][0]].asylum
        if asylum:
            laws = (("new", "ab dem 12.06.2026"), ("old", "vor dem 12.06.2026"))
            yield FieldView("lodged", "Asylantrag beim BAMF eingereicht", "choice", form.get("lodged", ""), laws)
        yield FieldView("instruction", "Rechtsbehelfsbelehrung", "choice", form.get("instruction", ""), INSTRUCTIONS)
        if asylum and counts in ("posting", "arrival"):
            label = "Kam von der alten Adresse zurück"
            yield FieldView("returned", label, "yes", form.get("returned", ""))
            if form.get("returned") == "yes" and counts == "arrival":
                yield FieldView("posted", "Zur Post gegeben am", "date", posted)


def _written(day: Any) -> str:
    return day_text(date.fromisoformat(day)) if len(str(day)) == ISO_LENGTH else ""
