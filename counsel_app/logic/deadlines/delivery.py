"""From which day a letter counts as received.

A simple letter counts from the fourth day after posting (third day if posted before 2025), even if that is a
Saturday, Sunday or holiday; whether the day moves then is disputed. If the letter came later, that day counts, but the
receiver should be able to show it. Sources: § 41 Abs. 2 VwVfG, § 37 Abs. 2 SGB X, §§ 3, 4, 8, 10 VwZG,
§ 10 Abs. 2, 4 AsylG.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from counsel_app.logic.deadlines.holidays import Holidays
from counsel_app.logic.deadlines.rules import Delivery, Rule
from counsel_app.logic.errors import InputError
from counsel_app.logic.texts import day_text

FOUR_DAYS_SINCE = date(2025, 1, 1)
NOTICE = timedelta(days=14)


@dataclass(frozen=True)
class Step:
    """One step of a reckoning: what happens, by which norm, on which day."""

    text: str
    law: str
    day: date


@dataclass
class Received:
    """The day a letter counts as received: the safe one and the latest one can defend."""

    safe: date
    latest: date
    steps: list[Step] = field(default_factory=list)
    disputed: list[str] = field(default_factory=list)


def received(rule: Rule, delivery: Delivery | None, facts: Mapping[str, Any], holidays: Holidays) -> Received:
    """When the letter counts as received. Raises InputError if no day is known."""
    posted, arrived = facts.get("bescheid_post_am"), facts.get("bescheid_zugang_am")
    if posted and facts.get("post_zurueckgekommen"):
        text = "Die Sendung kam als unzustellbar zurück: Sie gilt mit der Aufgabe zur Post als zugestellt."
        return Received(posted, posted, [Step(text, "§ 10 Abs. 2 Satz 5 AsylG", posted)])
    counts = delivery.counts if delivery else "arrival"
    if counts == "arrival" or not posted:
        return _on_arrival(rule, delivery, posted, arrived)
    assert delivery is not None
    if counts == "notice":
        day = posted + NOTICE
        return Received(day, day, [Step("Aushang", delivery.law, posted), Step(delivery.text, delivery.law, day)])
    return _after_posting(rule, delivery, posted, arrived, holidays)


def _on_arrival(rule: Rule, delivery: Delivery | None, posted: date | None, arrived: date | None) -> Received:
    if arrived is None:
        if posted is None or (delivery and delivery.counts == "arrival"):
            raise InputError("bescheid_zugang_am: Es fehlt der Tag, an dem das Schreiben ankam; erwartet wird ein Tag.")
        arrived = posted
    if delivery is None:
        law = "§ 57 Abs. 1 VwGO; § 41 VwVfG"
        return Received(arrived, arrived, [Step("Das Schreiben ist zugegangen.", law, arrived)])
    if delivery.counts == "notice":
        return Received(arrived + NOTICE, arrived + NOTICE, [Step(delivery.text, delivery.law, arrived + NOTICE)])
    text, disputed = delivery.text, []
    if delivery.counts == "posting":
        text = "Der Tag der Aufgabe zur Post ist unbekannt: Gerechnet wird ab dem Tag, an dem das Schreiben ankam."
        disputed = ["Mit Poststempel oder Briefdatum kann der Beginn bis zu vier Tage später liegen."]
    return Received(arrived, arrived, [Step(text, delivery.law, arrived)], disputed)


def _after_posting(rule: Rule, delivery: Delivery, posted: date, arrived: date | None, holidays: Holidays) -> Received:
    fourth = fiction(posted)
    steps = [Step("Zur Post oder an die Einrichtung gegeben.", delivery.law, posted)]
    if arrived and delivery.counts == "earlier" and arrived <= fourth:
        steps.append(Step("Ausgehändigt, bevor der vierte Tag um war: Dieser Tag zählt.", delivery.law, arrived))
        return Received(arrived, arrived, steps)
    if arrived and delivery.counts == "posting" and arrived > fourth:
        return _came_later(delivery, arrived, fourth, steps)
    if arrived and rule.served and delivery.id == "brief" and arrived < fourth:
        return _healed(delivery, arrived, fourth, steps)
    text = delivery.text if posted >= FOUR_DAYS_SINCE else "Bei Aufgabe vor 2025 zählt schon der dritte Tag."
    steps.append(Step(text, delivery.law, fourth))
    if holidays.is_working_day(fourth):
        return Received(fourth, fourth, steps)
    later = holidays.next_working_day(fourth)
    doubt = (
        f"Dieser Tag ist kein Werktag ({holidays.why_not(fourth)}). Ob er sich auf den {day_text(later)} verschiebt, "
        "beurteilen Gerichte verschieden; sicher gerechnet wird ohne Verschiebung."
    )
    return Received(fourth, later, steps, [doubt])


def fiction(posted: date) -> date:
    """The day a posted letter counts as received: the fourth after posting, before 2025 the third."""
    return posted + timedelta(days=4 if posted >= FOUR_DAYS_SINCE else 3)


def _came_later(delivery: Delivery, arrived: date, fiction: date, steps: list[Step]) -> Received:
    steps.append(Step("Es kam später an als am vierten Tag: Der wirkliche Tag zählt.", delivery.law, arrived))
    doubt = (
        "Den späteren Zugang muss man glaubhaft machen (Umschlag, Zeugen). Wer noch Zeit hat, rechnet sicherer ab dem "
        f"vierten Tag, dem {day_text(fiction)}."
    )
    return Received(arrived, arrived, steps, [doubt])


def _healed(delivery: Delivery, arrived: date, fiction: date, steps: list[Step]) -> Received:
    steps.append(Step("Zugestellt werden musste förmlich; der Mangel heilt mit dem Zugang.", "§ 8 VwZG", arrived))
    doubt = (
        f"Ob ein einfacher Brief hier erst am {day_text(fiction)} als zugestellt gilt, ist offen; sicher gerechnet "
        "wird ab dem Tag, an dem er ankam."
    )
    return Received(arrived, fiction, steps, [doubt])
