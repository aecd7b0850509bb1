"""The commands of the calculator and of the six questions before any interview."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from counsel_app.logic.deadlines.choosing import rules_of
from counsel_app.logic.deadlines.holidays import HOME
from counsel_app.logic.deadlines.letter_form import Form, LetterForm
from counsel_app.logic.deadlines.questions import check_facts
from counsel_app.logic.deadlines.reckoning import Reckoning, reckon
from counsel_app.logic.deadlines.rules import DeadlineLaw, Rule, read_law
from counsel_app.logic.deadlines.views import (
    DeadlineCard,
    DeadlineView,
    SlipView,
    StepView,
    TriageLine,
    TriageView,
)
from counsel_app.logic.errors import InputError
from counsel_app.logic.texts import WEEKDAYS, day_text, number_of

if TYPE_CHECKING:
    from counsel_app.logic.law.records import Knowledge

Said = Mapping[str, Any]
NOTHING: Said = MappingProxyType({})
SOON = 7
"""Days from which on a deadline is shown as urgent."""
FILED_BY = {
    "selbst": "selbst möglich, ohne Anwalt",
    "anwalt": "nur mit Anwältin oder Anwalt",
}


class DeadlineDesk:
    """Answers the two pages; holds no case. `form` reads what stands in the fields."""

    def __init__(self, folder: Path, knowledge: Callable[[], Knowledge], today: date) -> None:
        self._folder = folder
        self._knowledge = knowledge
        self._today = today
        self.form = LetterForm(folder / "events.toml", lambda: self._law, knowledge)

    def show(self, form: Form, said: Said = NOTHING) -> DeadlineView:
        """The form with the fields this event needs, and the deadlines as far as they can be reckoned.

        `said`: answers of the case, against which the days of the letter are checked.
        """
        fields = tuple(self.form.fields(form))
        try:
            found = self._reckoned(form, said)
        except InputError as error:
            return DeadlineView(fields, said=_sentence(error), wrong=True)
        if not found:
            return DeadlineView(fields, said=self.form.missing(form))
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

    # inside -----------------------------------------------------------------------

    @cached_property
    def _law(self) -> DeadlineLaw:
        return read_law(self._folder)

    def _reckoned(self, form: Form, said: Said) -> list[Reckoning]:
        facts = self.form.facts_of(form) | self.form.known_days(form, said)
        self.form.check_letter(form, facts)
        land = form.get("land") or HOME
        event = form.get("event", "")
        if self.form.is_event(event):
            rules = [self._law.rule(event)] if self.form.has_day(event, facts) else []
            facts |= {"bescheid_art": "anderes"} if event == "F30" else {}
        else:
            dated = facts.keys() & {"bescheid_zugang_am", "bescheid_post_am"}
            rules = rules_of(self._law, facts) if dated and form.get("delivery") else []
        return [self._reckon(rule, form, facts, land) for rule in rules]

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


def _sentence(error: InputError) -> str:
    """The sentence without the key of the file it would name in a terminal."""
    text = str(error)
    key, colon, rest = text.partition(": ")
    return rest if colon and " " not in key else text
