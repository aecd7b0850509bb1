"""From rule and facts to the last day, each step with its norm.

The day of the event does not count (§ 187 Abs. 1 BGB). A week ends on the weekday, a month or year on the date with
the same number, in a shorter month on its last day (§ 188 Abs. 2, 3 BGB). Only the end moves to a working day, never
the beginning. Two ends come out: the *safe* one, on which nobody can say it was too late, and the *latest* one that
can be defended where the law is disputed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from counsel_app.logic.deadlines.delivery import Received, Step, received
from counsel_app.logic.deadlines.holidays import HOME, SATURDAY, Holidays
from counsel_app.logic.deadlines.rules import DeadlineLaw, Length, Rule, asylum_law
from counsel_app.logic.errors import InputError
from counsel_app.logic.law.days import add_months
from counsel_app.logic.texts import WEEKDAYS, day_text

DELIVERED = ("bescheid_post_am", "bescheid_zugang_am")
ONE_DAY = timedelta(days=1)
LONG = ("F15", "F23")
COUNTING = "§ 187 Abs. 1, § 188 BGB"
MOVING = "§ 222 Abs. 2 ZPO, § 57 Abs. 2 VwGO; § 31 Abs. 3 VwVfG"
EARLY_WARNING = {"years": 7, "months": 7, "weeks": 3, "days": 2, "working_days": 1}
"""Days before the end on which a person should be warned, by the unit of the length."""


@dataclass(frozen=True)
class Reckoning:
    """A deadline with its working.

    `safe` and `latest` are the last days; for a waiting time both are the day on which it runs out, and `opens` is
    the first day after it. `warning` is a working day before `safe`.
    """

    rule: Rule
    safe: date
    latest: date
    warning: date
    opens: date | None = None
    steps: tuple[Step, ...] = ()
    disputed: tuple[str, ...] = ()


@dataclass
class _Run:
    """Start and what was found out on the way."""

    safe: date
    latest: date
    steps: list[Step] = field(default_factory=list)
    disputed: list[str] = field(default_factory=list)


def reckon(law: DeadlineLaw, number: str, delivery: str, facts: Mapping[str, Any], land: str = HOME) -> Reckoning:
    """The deadline `number` for these facts; days are `date`. Raises InputError with one sentence."""
    rule = _of_the_right_law(law, law.rule(number), facts)
    holidays = _holidays(law, land)
    started, run = _start(law, rule, delivery, facts, holidays, land)
    rule = rule.for_case(facts, started)
    if rule.disputed:
        run.disputed.append(rule.disputed)
    safe, latest = _ends(rule, run, holidays)
    if rule.cap:
        safe, latest = _capped(rule, facts, safe, latest, run)
    latest = max(latest, _with_poor_instruction(law, rule, delivery, facts, land, run))
    opens = safe + ONE_DAY if rule.waiting else None
    if opens:
        run.steps.append(Step("Ab diesem Tag darf geklagt oder gerügt werden.", rule.law, opens))
    early = safe - timedelta(days=EARLY_WARNING[rule.length.unit])
    warning = holidays.previous_working_day(early)
    return Reckoning(rule, safe, max(safe, latest), warning, opens, tuple(run.steps), tuple(run.disputed))


def long_rule(law: DeadlineLaw, facts: Mapping[str, Any], delivery: str = "") -> str:
    """The longer deadline where the instruction on remedies is missing or wrong, else "".

    A decision that is only spoken has no written instruction (§ 58 Abs. 1 VwGO).
    """
    instruction = facts.get("rechtsbehelfsbelehrung")
    if instruction not in ("fehlt", "falsch") and not (instruction is None and delivery == "muendlich"):
        return ""
    kind = facts.get("bescheid_art")
    return next((number for number in LONG if kind in law.rules[number].decisions), "")


def _with_poor_instruction(
    law: DeadlineLaw, rule: Rule, delivery: str, facts: Mapping[str, Any], land: str, run: _Run
) -> date:
    """The latest day if the instruction on remedies is not in order; the safe day stays."""
    if rule.long or not rule.remedial:
        return run.latest
    number = long_rule(law, facts, delivery)
    if number:
        end = reckon(law, number, delivery, facts, land).latest
        run.disputed.append(
            f"Die Belehrung fehlt oder ist falsch: Vertretbar ist die lange Frist bis {day_text(end)} "
            f"({law.rules[number].law}); vollzogen werden kann trotzdem früher."
        )
        return end
    if facts.get("rechtsbehelfsbelehrung") == "nur_deutsch" and rule.asylum:
        end = reckon(law, "F15", delivery, facts, land).latest
        run.disputed.append(
            "Ohne Bevollmächtigte muss das BAMF die Belehrung übersetzen (§ 34 Abs. 2 Satz 2 AsylG). Ob sonst die "
            f"lange Frist läuft (bis {day_text(end)}), ist offen; sicher ist die kurze."
        )
        return end
    return run.latest


def _holidays(law: DeadlineLaw, land: str) -> Holidays:
    found = law.holidays.get(land)
    if found is None:
        raise InputError(f"land: „{land}“ ist kein Bundesland; erwartet wird eines von {', '.join(law.holidays)}.")
    return found


def _of_the_right_law(law: DeadlineLaw, rule: Rule, facts: Mapping[str, Any]) -> Rule:
    """The twin in the other asylum law, if the day of the application says so."""
    valid = asylum_law(facts)
    if rule.asylum in ("new", "old") and valid and valid != rule.asylum:
        if not rule.twin:
            side = "vor" if valid == "old" else "ab"
            raise InputError(
                f"rule: {rule.id} gilt nicht für Asylanträge, die {side} dem 12.06.2026 eingereicht wurden; "
                "bitte Regel oder Tag (asyl_eingereicht_am) prüfen."
            )
        twin = law.rule(rule.twin)
        return replace(rule, law=twin.law, asylum=twin.asylum)
    return rule


def _start(
    law: DeadlineLaw, rule: Rule, delivery: str, facts: Mapping[str, Any], holidays: Holidays, land: str
) -> tuple[str, _Run]:
    """The event that starts the deadline."""
    for name in rule.starts:
        if facts.get(name) and not (rule.delivered and name in DELIVERED):
            text = _EVENTS.get(name, "Beginn der Frist")
            return name, _Run(facts[name], facts[name], [Step(text + ".", rule.law, facts[name])])
    if rule.after or any("after" in variant for variant in rule.variants):
        return "", _after_other(law, rule.for_case(facts), delivery, facts, land)
    if rule.decisions or rule.delivered:
        came: Received = received(rule, law.deliveries.get(delivery), facts, holidays)
        return "", _Run(came.safe, came.latest, came.steps, came.disputed)
    days = {name: value for name, value in facts.items() if isinstance(value, date)}
    if len(days) == 1:  # a date under another name than the table's: there is no other it could be
        ((name, day),) = days.items()
        return name, _Run(day, day, [Step("Beginn der Frist.", rule.law, day)])
    raise InputError(
        f"start: Für {rule.id} fehlt der Tag, an dem die Frist beginnt; erwartet wird {' oder '.join(rule.starts)}."
    )


def _after_other(law: DeadlineLaw, rule: Rule, delivery: str, facts: Mapping[str, Any], land: str) -> _Run:
    first = reckon(law, rule.after, delivery, facts, land)
    text = f"Die Frist davor ist um: {first.rule.name}."
    steps = [*first.steps, Step(text, first.rule.law, first.safe)]
    return _Run(first.safe, first.latest, steps, list(first.disputed))


def _ends(rule: Rule, run: _Run, holidays: Holidays) -> tuple[date, date]:
    """Safe and latest end; the safe way is told step by step."""
    counted = rule.length.unit == "working_days"
    safe = _run_out(run.safe, rule.length, holidays, saturdays=True)
    latest = _run_out(run.latest, rule.latest or rule.length, holidays, saturdays=False)
    run.steps.append(Step("Die Frist beginnt am Tag danach.", COUNTING, run.safe + ONE_DAY))
    text = f"Länge: {rule.length}; letzter Tag ist ein {WEEKDAYS[safe.weekday()]}."
    run.steps.append(Step(text, f"{rule.law}; {COUNTING}", safe))
    if counted and latest != safe:
        run.disputed.append("Ob der Samstag ein Arbeitstag ist, ist offen; sicher gerechnet wird mit Samstag.")
    if rule.shift == "yes":
        moved = holidays.next_working_day(safe)
        if moved != safe:
            why = holidays.name_of(safe) or f"einen {holidays.why_not(safe)}"
            text = f"Der letzte Tag fällt auf {why}; die Frist endet am nächsten Werktag."
            run.steps.append(Step(text, MOVING, moved))
        return moved, holidays.next_working_day(latest)
    if rule.shift == "unclear":
        moved = holidays.next_working_day(latest)
        if moved != latest:
            run.disputed.append(
                f"Ob sich das Ende auf den {day_text(moved)} verschiebt, ist offen; sicher gerechnet wird ohne."
            )
        return safe, moved
    return safe, latest


def _run_out(start: date, length: Length, holidays: Holidays, saturdays: bool) -> date:
    if length.unit == "days":
        return start + timedelta(days=length.number)
    if length.unit == "weeks":
        return start + timedelta(weeks=length.number)
    if length.unit == "working_days":
        return _working_days(start, length.number, holidays, saturdays)
    return add_months(start, length.number * (12 if length.unit == "years" else 1))


def _working_days(day: date, number: int, holidays: Holidays, saturdays: bool) -> date:
    while number:
        day += ONE_DAY
        saturday = saturdays and day.weekday() == SATURDAY and not holidays.name_of(day)
        number -= saturday or holidays.is_working_day(day)
    return day


def _capped(rule: Rule, facts: Mapping[str, Any], safe: date, latest: date, run: _Run) -> tuple[date, date]:
    assert rule.cap is not None
    missed = facts.get(rule.cap["after"])
    if missed is None:
        return safe, latest
    outermost = add_months(missed, 12 * rule.cap["years"])
    if outermost < run.safe:
        raise InputError(
            f"{rule.cap['after']}: Die versäumte Frist endete vor mehr als einem Jahr; der Antrag ist ausgeschlossen "
            f"({rule.cap['law']})."
        )
    if outermost < safe:
        run.steps.append(Step("Ein Jahr nach der versäumten Frist ist Schluss.", rule.cap["law"], outermost))
    return min(safe, outermost), min(latest, outermost)


_EVENTS = {
    "antrag_gestellt_am": "Der Antrag ist eingegangen",
    "widerspruch_eingelegt_am": "Der Widerspruch ist eingelegt",
    "hindernis_weggefallen_am": "Das Hindernis ist weggefallen",
    "kind_geboren_am": "Das Kind ist geboren",
    "geburtsdatum": "Das Kind ist geboren",
    "kenntnis_am": "Das Ende von Arbeit oder Ausbildung ist bekannt",
    "asyl_eingereicht_am": "Der Asylantrag ist eingereicht",
    "asylantrag_am": "Der Asylantrag ist gestellt",
    "uebernahme_angenommen_am": "Der andere Staat hat die Übernahme angenommen",
    "registriert_am": "Der Asylantrag ist registriert",
    "eilbeschluss_zugestellt_am": "Der Eilbeschluss ist zugestellt",
    "weiterleitung_am": "Die Weiterleitung ist mitgeteilt",
    "bescheid_zugang_am": "Das Schreiben ist zugegangen",
}
