"""Example clients from files: what `assess` and `cases` read, and the comparison with what was expected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from counsel_app.logic.errors import InputError
from counsel_app.logic.interview.plausibility import impossibilities
from counsel_app.logic.law.judge import Assessment, judge_values, read_answers
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.truth import STATE_NAMES

LARGEST_FILE = 8_000_000  # characters; more is no file of example clients, and could fill the memory


@dataclass(frozen=True, slots=True)
class Client:
    """One example client with what is expected of the options, if anything is."""

    id: str
    day: date
    answers: dict[str, Any]
    expected: tuple[dict[str, Any], ...] = ()


@dataclass(slots=True)
class Tally:
    """How expectations came out."""

    passed: int = 0
    failed: int = 0
    differences: list[str] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)


def read_clients(text: str, file: str, on: date | None) -> list[Client]:
    """The clients of a JSON file: one object or a list. `on` replaces every counselling day.

    Raises InputError naming file, client and key.
    """
    if len(text) > LARGEST_FILE:
        raise InputError(f"{file}: Die Datei ist größer als {LARGEST_FILE} Zeichen und wird nicht gelesen.")
    try:
        found = json.loads(text, object_pairs_hook=_without_twins, parse_constant=_no_constant)
    except InputError as error:
        raise InputError(f"{file}: {error}") from None
    except RecursionError:
        raise InputError(f"{file}: Die Datei ist zu tief verschachtelt.") from None
    except ValueError as error:
        raise InputError(f"{file}: Kein gültiges JSON ({error}); erwartet wird ein Objekt oder eine Liste.") from None
    entries = found if isinstance(found, list) else [found]
    return [_client(entry, file, number, on) for number, entry in enumerate(entries, 1)]


def assess(program: Program, client: Client, file: str) -> Assessment:
    """Judge one client. Raises InputError naming file and client for answers that cannot be."""
    try:
        values = read_answers(program, client.answers)
        impossible = impossibilities(values, client.day)
        if impossible:
            raise InputError(impossible[0])
    except InputError as error:
        raise InputError(f"{file}: Fall „{client.id}“: {error}") from None
    return judge_values(program, values, client.day, client.answers)


def compare(program: Program, client: Client, assessment: Assessment, tally: Tally) -> None:
    """Count each expectation as passed, failed or absent (no such option yet)."""
    for expectation in client.expected:
        option = str(expectation.get("option"))
        if option not in program.options:
            tally.absent.add(option)
            continue
        differences = list(_differences(assessment, option, expectation))
        if differences:
            tally.failed += 1
            tally.differences.append(f"{client.id} {option}: " + "; ".join(differences))
        else:
            tally.passed += 1


def _differences(assessment: Assessment, option: str, expectation: dict[str, Any]) -> Iterator[str]:
    verdict = assessment.verdict(option)
    if verdict.state != expectation["state"]:
        yield f"state {verdict.state}, expected {expectation['state']}"
    for key, day in (("from", verdict.start), ("until", verdict.until)):
        if expectation.get(key) is None:  # null is no expectation of this day
            continue
        found = day.isoformat() if day else None
        if found != expectation[key]:
            yield f"{key} {found}, expected {expectation[key]}"
    absent = set(expectation.get("missing") or ()) - set(verdict.missing)
    if absent:
        yield f"missing {list(verdict.missing)}, expected among them {sorted(absent)}"


def _client(entry: Any, file: str, number: int, on: date | None) -> Client:
    if not isinstance(entry, dict):
        raise InputError(f'{file}: Eintrag {number} ist kein Objekt; erwartet wird {{"id", "stichtag", "answers"}}.')
    name = str(entry.get("id", f"Eintrag {number}"))
    answers = entry.get("answers")
    if not isinstance(answers, dict):
        raise InputError(f"{file}: Fall „{name}“: Der Schlüssel „answers“ fehlt oder ist kein Objekt.")
    day = on
    if day is None:
        try:
            day = date.fromisoformat(entry["stichtag"])
        except (KeyError, TypeError, ValueError):
            raise InputError(
                f"{file}: Fall „{name}“: Der Schlüssel „stichtag“ ist kein Tag; "
                "erwartet wird zum Beispiel „2026-11-22“."
            ) from None
    if not 2000 <= day.year <= 2080:
        raise InputError(f"{file}: Fall „{name}“: Der „stichtag“ {day} liegt nicht zwischen 2000 und 2080.")
    expected = entry.get("expected") or []
    if not isinstance(expected, list) or not all(map(_is_expectation, expected)):
        raise InputError(
            f"{file}: Fall „{name}“: „expected“ ist keine Liste von Objekten wie "
            '{"option": "jugendliche-25a", "state": "yes"}; der Stand ist yes, no oder open.'
        )
    return Client(name, day, answers, tuple(expected))


def _is_expectation(entry: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("option"), str):
        return False
    missing = entry.get("missing") or []
    named = isinstance(missing, list) and all(isinstance(fact, str) for fact in missing)
    return named and entry.get("state") in STATE_NAMES


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise InputError(f"Der Schlüssel „{twin}“ steht zweimal in einem Objekt; bitte einen davon entfernen.")
    return table


def _no_constant(name: str) -> Any:
    raise InputError(f"Der Wert „{name}“ ist keine Zahl; erwartet werden Zahlen, Texte, true, false oder null.")
