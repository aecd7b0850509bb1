"""The deadlines of `resources/deadlines/rules.toml` and what their keys mean.

id          number of the table of deadlines ("F01")
decisions   the kinds of letter (`bescheid_art`) that start it; or
starts      the facts whose day starts it, the first one that is known; or
after       it starts when that other deadline has run out
applies     only for these kinds of application (`antrag_art`)
served      formal service is prescribed (Zustellung), not mere notification (Bekanntgabe)
delivered   the day of `starts` follows the rules of delivery
asylum      "new": asylum application from 12.06.2026 on, "old": before, "any"; missing: no asylum matter
twin        the same deadline in the other asylum law
long        it runs instead of the usual one where the instruction on remedies is missing or wrong
length      one of days, working_days, weeks, months, years
latest      the longest length one can defend, where the law is disputed
shift       "yes": an end on Saturday, Sunday or holiday moves to the next working day; "no"; "unclear"
waiting     it must run out before something may be done (§ 75 VwGO)
cap         never later than so long after the day of another fact
variant     other length, norm or start when a fact has one of the values in `in`
beside      the deadlines that run at the same time
filed_by    "selbst": the client may file; "anwalt": only a lawyer (§ 67 Abs. 4 VwGO)
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from counsel_app.logic.deadlines.holidays import Holidays, read_holidays
from counsel_app.logic.errors import InputError

NEW_ASYLUM_LAW = date(2026, 6, 12)
UNITS = ("days", "working_days", "weeks", "months", "years")


@dataclass(frozen=True)
class Length:
    """How long a deadline runs: so many of one unit."""

    unit: str
    number: int

    def __str__(self) -> str:
        one, many = _WORDS[self.unit]
        return f"ein{'e' if self.unit == 'weeks' else ''} {one}" if self.number == 1 else f"{self.number} {many}"


_WORDS = {
    "days": ("Tag", "Tage"),
    "working_days": ("Arbeitstag", "Arbeitstage"),
    "weeks": ("Woche", "Wochen"),
    "months": ("Monat", "Monate"),
    "years": ("Jahr", "Jahre"),
}


@dataclass(frozen=True)
class Rule:
    """One deadline; the keys are explained above."""

    id: str
    name: str
    remedy: str
    where: str
    law: str
    length: Length
    missed: str
    effect: str
    certainty: str
    decisions: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    after: str = ""
    applies: tuple[str, ...] = ()
    served: bool = False
    delivered: bool = False
    asylum: str = ""
    twin: str = ""
    long: bool = False
    latest: Length | None = None
    disputed: str = ""
    shift: str = "yes"
    waiting: bool = False
    cap: Mapping[str, Any] | None = None
    variants: tuple[Mapping[str, Any], ...] = ()
    beside: tuple[str, ...] = ()
    filed_by: str = "selbst"

    @property
    def remedial(self) -> bool:
        """Whether an instruction on remedies belongs to the letter: it is a remedy against a decision."""
        return bool(self.decisions) and not self.after and self.id not in _WITHOUT_INSTRUCTION

    def for_case(self, facts: Mapping[str, Any], started: str = "") -> Rule:
        """The rule with the first variant that fits these facts."""
        for variant in self.variants:
            if _fits(variant["when"], facts, started):
                changes: dict[str, Any] = {
                    key: _length(value) if key in _LENGTHS else value for key, value in variant.items()
                }
                del changes["when"]
                return replace(self, **changes)
        return self


@dataclass(frozen=True)
class Delivery:
    """How a letter came, and which day counts: "arrival", "posting", "earlier" or "notice"."""

    id: str
    counts: str
    law: str
    text: str


@dataclass(frozen=True)
class DeadlineLaw:
    """All that is needed to reckon deadlines."""

    rules: Mapping[str, Rule]
    deliveries: Mapping[str, Delivery]
    holidays: Mapping[str, Holidays]

    def rule(self, number: str) -> Rule:
        """The rule with this number. Raises InputError."""
        found = self.rules.get(number)
        if found is None:
            raise InputError(f"rule: „{number}“ steht nicht in der Fristentabelle; erwartet wird F01 bis F40.")
        return found


def read_law(folder: Path) -> DeadlineLaw:
    """The deadlines, deliveries and holidays of a folder. Raises InputError."""
    try:
        rules = [_rule(entry) for entry in _table(folder / "rules.toml")["rule"]]
        deliveries = [Delivery(**entry) for entry in _table(folder / "deliveries.toml")["delivery"]]
        holidays = read_holidays(folder / "holidays.toml")
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{folder.name}: Die Fristentabelle ist nicht lesbar ({error}); bitte neu einrichten."
        ) from None
    return DeadlineLaw({rule.id: rule for rule in rules}, {entry.id: entry for entry in deliveries}, holidays)


def asylum_law(facts: Mapping[str, Any]) -> str:
    """ "old" or "new" by the day the asylum application was lodged (§ 87e AsylG), "" if unknown."""
    lodged = facts.get("asyl_eingereicht_am")
    if not isinstance(lodged, date):
        return ""
    return "old" if lodged < NEW_ASYLUM_LAW else "new"


_WITHOUT_INSTRUCTION = ("F08", "F09", "F18", "F26b", "F27b", "F32", "F30")
"""Grounds, statements and stays: § 58 VwGO speaks of remedies."""
_LENGTHS = ("length", "latest")


def _table(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _rule(entry: dict[str, Any]) -> Rule:
    parts: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    parts["variants"] = parts.pop("variant", ())
    for key in _LENGTHS:
        if key in parts:
            parts[key] = _length(parts[key])
    return Rule(**parts)


def _length(entry: Mapping[str, int]) -> Length:
    ((unit, number),) = entry.items()
    if unit not in UNITS or number < 1:
        raise ValueError(f"length {unit} = {number}")
    return Length(unit, number)


def _fits(when: Mapping[str, Any], facts: Mapping[str, Any], started: str) -> bool:
    if "started" in when:
        return bool(when["started"] == started)
    if "asylum" in when:
        return bool(when["asylum"] == asylum_law(facts))
    return facts.get(when["fact"]) in when["in"]
