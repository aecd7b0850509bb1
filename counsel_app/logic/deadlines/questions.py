"""The facts of one reckoning, read from JSON and held against each other.

    {"id": "…", "rule": "F01", "start": {"bescheid_zugang_am": "2026-11-12", …}, "delivery": "gelber_umschlag"}

`delivery` may be null or missing; `land` (two letters) names the Land of court or authority, Brandenburg if missing;
further keys are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from counsel_app.logic.deadlines.holidays import HOME
from counsel_app.logic.deadlines.reckoning import Reckoning, reckon
from counsel_app.logic.deadlines.rules import DeadlineLaw, Rule
from counsel_app.logic.errors import InputError
from counsel_app.logic.texts import day_text

LARGEST = 4 << 20
EARLIEST = date(1950, 1, 1)
LATEST = date(2200, 1, 1)


@dataclass(frozen=True)
class Question:
    """One deadline to reckon; `expected` holds the days of the file, if there are any."""

    id: str
    rule: str
    delivery: str
    land: str
    facts: Mapping[str, Any]
    expected: Mapping[str, date]


class UnusableError(InputError):
    """An entry that cannot be read; `id` says which."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.id = name


def read_questions(text: str, name: str) -> list[Question | UnusableError]:
    """The questions of a JSON text, in their order; in place of an unusable one its error.

    Raises InputError if the text as a whole is unusable.
    """
    if len(text) > LARGEST:
        raise InputError(f"{name}: Die Datei ist zu groß; erwartet werden höchstens 4 MB.")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f", Zeile {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(
            f"{name}{place}: Das ist kein lesbares JSON; erwartet wird ein Objekt oder eine Liste."
        ) from None
    entries = found if isinstance(found, list) else [found]
    return [_question(entry, place, name) for place, entry in enumerate(entries, 1)]


def answer(law: DeadlineLaw, question: Question, today: date | None = None) -> Reckoning:
    """The reckoning of a question. `today` is given where a letter must already have come. Raises InputError."""
    facts = question.facts
    if question.delivery and question.delivery not in law.deliveries:
        known = ", ".join(law.deliveries)
        raise InputError(
            f"{question.id}, delivery: „{question.delivery}“ ist keine Art der Zustellung; erwartet wird {known}."
        )
    try:
        rule = law.rule(question.rule)
        check_facts(rule, facts, today)
        return reckon(law, rule.id, question.delivery, facts, question.land)
    except InputError as error:
        raise InputError(f"{question.id}, {error}") from None
    except OverflowError:
        raise InputError(f"{question.id}, start: Die Tage liegen zu weit in der Zukunft.") from None


def check_facts(rule: Rule, facts: Mapping[str, Any], today: date | None) -> None:
    """Facts that cannot be true together, or a rule that does not fit the letter. Raises InputError."""
    posted, arrived = facts.get("bescheid_post_am"), facts.get("bescheid_zugang_am")
    if posted and arrived and posted > arrived:
        raise InputError(
            f"bescheid_post_am: Der Brief ging am {day_text(posted)} zur Post, soll aber schon am {day_text(arrived)} "
            "angekommen sein; bitte beide Tage prüfen."
        )
    for name in ("bescheid_post_am", "bescheid_zugang_am"):
        day = facts.get(name)
        if day and today and day > today:
            raise InputError(f"{name}: Der {day_text(day)} liegt in der Zukunft; erwartet wird der Tag auf dem Papier.")
        lodged = facts.get("asyl_eingereicht_am")
        if day and lodged and rule.asylum and day < lodged:
            raise InputError(
                f"{name}: Am {day_text(day)} gab es den Asylantrag vom {day_text(lodged)} noch nicht; "
                "bitte beide Tage prüfen."
            )
        entered = facts.get("einreise_am")
        if day and entered and day < entered:
            raise InputError(
                f"{name}: Der {day_text(day)} liegt vor der Einreise am {day_text(entered)}; bitte prüfen."
            )
    _check_kind(rule, facts)


def _check_kind(rule: Rule, facts: Mapping[str, Any]) -> None:
    kind = facts.get("bescheid_art")
    if rule.decisions and kind not in (None, "anderes", *rule.decisions):
        raise InputError(
            f"rule: {rule.id} ({rule.name}) passt nicht zu „{kind}“; erwartet wird {' oder '.join(rule.decisions)}."
        )
    waiting_for = facts.get("antrag_art")
    if rule.applies and waiting_for not in (None, *rule.applies):
        raise InputError(
            f"rule: {rule.id} ({rule.name}) passt nicht zum Antrag „{waiting_for}“; erwartet wird "
            f"{' oder '.join(rule.applies)}."
        )
    if rule.waiting and rule.applies and facts.get("antrag_beschieden") is True:
        raise InputError(
            "antrag_beschieden: Es gibt schon einen Bescheid; dann läuft dessen Frist, nicht die Wartezeit."
        )
    if "hindernis_weggefallen_am" in rule.starts and facts.get("frist_unverschuldet") is False:
        raise InputError(
            "frist_unverschuldet: Wiedereinsetzung gibt es nur ohne eigenes Verschulden (§ 60 Abs. 1 VwGO)."
        )


def _question(entry: Any, place: int, name: str) -> Question | UnusableError:
    try:
        return _read(entry, place)
    except InputError as error:
        label = entry.get("id", place) if isinstance(entry, dict) else place
        return UnusableError(f"{name}, {error}", str(label))


def _read(entry: Any, place: int) -> Question:
    if not isinstance(entry, dict):
        raise InputError(f"Eintrag {place}: erwartet wird ein Objekt mit „rule“ und „start“.")
    label = str(entry.get("id", place))
    rule, start = entry.get("rule"), entry.get("start")
    if not isinstance(rule, str):
        raise InputError(f"{label}, rule: Die Nummer der Frist fehlt; erwartet wird F01 bis F40.")
    if not isinstance(start, dict):
        raise InputError(f"{label}, start: Die Angaben fehlen; erwartet wird ein Objekt mit Tagen und Antworten.")
    facts = {key: _fact(key, value, label) for key, value in start.items() if value is not None}
    delivery = entry.get("delivery") or facts.get("bescheid_zustellart") or ""
    if not isinstance(delivery, str):
        raise InputError(f"{label}, delivery: erwartet wird ein Wort wie „gelber_umschlag“ oder null.")
    expected = {
        key: _day(entry[key], key, label) for key in ("expected_end", "expected_from") if entry.get(key) is not None
    }
    return Question(label, rule, delivery, str(entry.get("land", HOME)), facts, expected)


def _fact(key: str, value: Any, label: str) -> Any:
    if key.endswith(("_am", "_seit", "_bis", "_ende")) or key == "geburtsdatum":
        return _day(value, key, label)
    if not isinstance(value, str | bool | int | float):
        raise InputError(f"{label}, {key}: erwartet wird ein Wort, eine Zahl oder ja/nein.")
    return value


def _day(value: Any, key: str, label: str) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(f"{label}, {key}: „{value}“ ist kein Tag; erwartet wird ein Tag wie 2026-11-12.") from None
    if not EARLIEST <= day < LATEST:
        raise InputError(f"{label}, {key}: Der {day_text(day)} kann nicht stimmen; bitte das Jahr prüfen.")
    return day
