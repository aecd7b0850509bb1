"""The commands of the calculator and of the six questions before any interview.

The form is what stands in the fields, as typed: event, delivery, arrived, posted, lodged, instruction, land, returned.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from counsel_app.logic.deadlines.choosing import FIRST, rules_of
from counsel_app.logic.deadlines.holidays import HOME
from counsel_app.logic.deadlines.questions import check_facts
from counsel_app.logic.deadlines.reckoning import Reckoning, reckon
from counsel_app.logic.deadlines.rules import NEW_ASYLUM_LAW, DeadlineLaw, Rule, read_law
from counsel_app.logic.deadlines.views import (
    DeadlineCard,
    DeadlineView,
    FieldView,
    SlipView,
    StepView,
    TriageLine,
    TriageView,
)
from counsel_app.logic.errors import InputError
from counsel_app.logic.law.days import add_days
from counsel_app.logic.law.records import Fact, Knowledge
from counsel_app.logic.texts import WEEKDAYS, day_text, number_of
from counsel_app.logic.typed import typed_day

Form = Mapping[str, str]
Said = Mapping[str, Any]
NOTHING: Said = MappingProxyType({})
EARLIER = ("einreise_am", "asyl_eingereicht_am")
ISO_LENGTH = len("2026-06-12")
SOON = 7
"""Days from which on a deadline is shown as urgent."""
LODGED = {"new": NEW_ASYLUM_LAW, "old": add_days(NEW_ASYLUM_LAW, -1)}
INSTRUCTIONS = (
    ("richtig", "vorhanden und richtig"),
    ("fehlt", "fehlt"),
    ("falsch", "falsch oder unvollständig"),
    ("nur_deutsch", "nur auf Deutsch"),
)
FILED_BY = {
    "selbst": "selbst möglich, ohne Anwalt",
    "anwalt": "nur mit Anwältin oder Anwalt",
}


@dataclass(frozen=True)
class _Event:
    id: str
    name: str
    day: str
    label: str


class DeadlineDesk:
    """Answers the two pages; holds no case."""

    def __init__(self, folder: Path, knowledge: Callable[[], Knowledge], today: date) -> None:
        self._folder = folder
        self._knowledge = knowledge
        self._today = today

    def show(self, form: Form, said: Said = NOTHING) -> DeadlineView:
        """The form with the fields this event needs, and the deadlines as far as they can be reckoned.

        `said`: answers of the case, against which the days of the letter are checked.
        """
        fields = tuple(self._fields(form))
        try:
            found = self._reckoned(form, said)
        except InputError as error:
            return DeadlineView(fields, said=_sentence(error), wrong=True)
        if not found:
            return DeadlineView(fields, said=self._missing(form))
        ordered = sorted(found, key=lambda one: (one.opens or one.safe, one.rule.id))
        return DeadlineView(fields, tuple(self._card(one) for one in ordered))

    def reckoning(self, form: Form, rule: str, said: Said = NOTHING) -> Reckoning:
        """One of the deadlines of the form. Raises InputError."""
        for found in self._reckoned(form, said):
            if found.rule.id == rule:
                return found
        raise InputError("Diese Frist passt nicht mehr zu den Angaben; bitte neu berechnen.")

    def check(self, form: Form, said: Said = NOTHING) -> None:
        """Raises InputError if the form says something that cannot be."""
        self._reckoned(form, said)

    def slip(self, form: Form, rule: str) -> SlipView:
        """The sheet to take home. Raises InputError."""
        found = self.reckoning(form, rule)
        card = self._card(found)
        lines = [
            ("Was tun", card.remedy),
            ("Wo", card.where),
            ("Wer", card.filed_by),
            ("Wenn nicht", card.missed),
            ("Gut zu wissen", card.effect),
            ("Mitbringen", "Dieses Blatt, das Schreiben mit dem Umschlag, den Ausweis."),
        ]
        foot = (
            f"Berechnet am {day_text(self._today)}, Rechtsstand {day_text(self._knowledge().law_as_of)}. Das Schreiben "
            "muss am letzten Tag bis 24 Uhr dort ankommen; eine einfache E-Mail genügt nicht."
        )
        return SlipView(card.name, card.headline, tuple(lines), card.steps, foot)

    def triage(self) -> TriageView:
        """The six questions with what to do today."""
        options = self._knowledge().options
        return TriageView(
            tuple(
                TriageLine(
                    entry["key"],
                    entry["question"],
                    tuple((step["text"], step.get("law", "")) for step in entry["do"]),
                    entry.get("start", ""),
                    tuple((name, options[name].name) for name in entry["options"] if name in options),
                )
                for entry in _table(self._folder / "triage.toml")["triage"]
            )
        )

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

    # inside -----------------------------------------------------------------------

    @cached_property
    def _law(self) -> DeadlineLaw:
        return read_law(self._folder)

    @cached_property
    def _events(self) -> dict[str, _Event]:
        return {entry["id"]: _Event(**entry) for entry in _table(self._folder / "events.toml")["event"]}

    def _choices(self, fact: str) -> dict[str, str]:
        found: Fact = self._knowledge().facts[fact]
        return {str(choice[0]): str(choice[1]) for choice in found.choices}

    def _fields(self, form: Form) -> Iterable[FieldView]:
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

    def _missing(self, form: Form) -> str:
        if not form.get("event"):
            return "Zuerst wählen, was passiert ist; dann das Datum eintragen."
        if form["event"] in FIRST and not form.get("delivery"):
            return "Wie kam das Schreiben an? Davon hängt ab, wann die Frist beginnt."
        return "Es fehlt noch das Datum."

    def _reckoned(self, form: Form, said: Said) -> list[Reckoning]:
        facts = self.facts_of(form) | self._known_days(form, said)
        self._check_letter(form, facts)
        land = form.get("land") or HOME
        event = form.get("event", "")
        if event in self._events:
            rules = [self._law.rule(event)] if self._events[event].day in facts else []
            facts |= {"bescheid_art": "anderes"} if event == "F30" else {}
        else:
            dated = facts.keys() & {"bescheid_zugang_am", "bescheid_post_am"}
            rules = rules_of(self._law, facts) if dated and form.get("delivery") else []
        return [self._reckon(rule, form, facts, land) for rule in rules]

    def _known_days(self, form: Form, said: Said) -> dict[str, date]:
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

    def _check_letter(self, form: Form, facts: Mapping[str, Any]) -> None:
        if not form.get("dated", "").strip() or form.get("event") in self._events:
            return
        dated, arrived = typed_day(form["dated"], "Das Datum im Brief"), facts.get("bescheid_zugang_am")
        if arrived and dated > arrived:
            raise InputError(
                f"Der Brief trägt das Datum {day_text(dated)}, soll aber schon am {day_text(arrived)} angekommen sein; "
                "bitte beide Tage prüfen."
            )

    def _reckon(self, rule: Rule, form: Form, facts: Mapping[str, Any], land: str) -> Reckoning:
        for name, day in facts.items():
            if isinstance(day, date) and day > self._today:
                raise InputError(
                    f"{name}: Der {day_text(day)} liegt in der Zukunft; erwartet wird der Tag auf dem Papier."
                )
        check_facts(rule, facts, self._today)
        return reckon(self._law, rule.id, form.get("delivery", ""), facts, land)

    def _card(self, found: Reckoning) -> DeadlineCard:
        rule = found.rule
        day = found.opens or found.safe
        distance, urgent = self._distance(found)
        return DeadlineCard(
            rule.id,
            rule.name,
            rule.remedy,
            rule.where,
            rule.law,
            f"{'ab' if found.opens else 'bis'} {WEEKDAYS[day.weekday()]}, {day_text(day)}",
            distance,
            urgent,
            f"vertretbar bis {day_text(found.latest)}" if found.latest != found.safe else "",
            ""
            if found.opens or found.warning < self._today
            else f"Vorfrist: {WEEKDAYS[found.warning.weekday()]}, {day_text(found.warning)}",
            FILED_BY[rule.filed_by],
            rule.missed,
            rule.effect,
            rule.certainty,
            tuple(StepView(day_text(step.day), step.text, step.law) for step in found.steps),
            found.disputed,
        )

    def _distance(self, found: Reckoning) -> tuple[str, bool]:
        if found.opens:
            left = (found.opens - self._today).days
            return ("jetzt möglich", True) if left <= 0 else (f"in {number_of(left, 'Tag', 'Tagen')}", False)
        left = (found.safe - self._today).days
        if left < 0:
            late = found.latest < self._today
            return ("vorbei: Wiedereinsetzung prüfen" if late else "sichere Frist vorbei, sofort handeln", True)
        if left == 0:
            return "heute ist der letzte Tag", True
        return f"noch {number_of(left, 'Tag', 'Tage')}", left <= SOON


def _table(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _written(day: Any) -> str:
    return day_text(date.fromisoformat(day)) if len(str(day)) == ISO_LENGTH else ""


def _sentence(error: InputError) -> str:
    """The sentence without the key of the file it would name in a terminal."""
    text = str(error)
    key, colon, rest = text.partition(": ")
    return rest if colon and " " not in key else text
