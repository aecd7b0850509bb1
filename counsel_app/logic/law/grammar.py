"""The grammar of lines: which keys a line may have, and which values fit which fact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from counsel_app.logic.law import derivation
from counsel_app.logic.law.comparisons import COMPARISONS, PAIRS, SHIFTS
from counsel_app.logic.law.records import Raw, as_day

SUBJECTS = ("fact", "term", "option", "from_day", "until_day")
FIGURES = ("at_most_figure", "at_least_figure")
_EXTRA = {"gives", "note"}


def line_problems(pack: Raw, line: Any) -> Iterator[str]:
    """What is wrong with one line, in a raw pack. Nothing for a line that can be compiled."""
    if not isinstance(line, dict):
        yield "a line is a table in {braces}"
        return
    subjects = [key for key in SUBJECTS if key in line]
    if not subjects or (len(subjects) > 1 and set(subjects) != {"from_day", "until_day"}):
        yield f"a line names exactly one of {', '.join(SUBJECTS)}: {line}"
        return
    if line.get("gives", "open") != "open":
        yield f"gives = 'open' is the only possible value: {line}"
    checks = {"fact": _fact_problems, "term": _reference_problems, "option": _reference_problems}
    yield from checks.get(subjects[0], _calendar_problems)(pack, line)


def facts_in(pack: Raw, line: Raw) -> Iterator[str]:
    """The facts and derived facts a line names, without those behind terms."""
    if "fact" in line:
        yield line["fact"]
    for word in PAIRS:
        if word in line:
            yield line[word]
    for word in FIGURES:
        for entry in pack["amounts"].get(line.get(word), {}).get("values", ()):
            yield from ([entry["by"]["fact"]] if "by" in entry else [])
            yield from (part["fact"] for part in entry.get("plus", ()))


def _calendar_problems(pack: Raw, line: Raw) -> Iterator[str]:
    yield from _unknown_keys(line, {"from_day", "until_day"})
    for key in ("from_day", "until_day"):
        if key in line and not _is_day(line[key]):
            yield f"{key} expects a day: {line}"


def _reference_problems(pack: Raw, line: Raw) -> Iterator[str]:
    kind = "term" if "term" in line else "option"
    yield from _unknown_keys(line, {kind, "is"})
    if line[kind] not in pack[f"{kind}s"]:
        yield f"the {kind} '{line[kind]}' does not exist"
    if not isinstance(line.get("is", True), bool):
        yield f"is = true or false is expected: {line}"


def _fact_problems(pack: Raw, line: Raw) -> Iterator[str]:
    name = line["fact"]
    words = [key for key in line if key in COMPARISONS or key in PAIRS or key in FIGURES]
    yield from _unknown_keys(line, {"fact", *COMPARISONS, *PAIRS, *FIGURES, *SHIFTS})
    if name not in pack["facts"] and name not in pack["derived"]:
        term = str(name).replace("_", "-")
        hint = f"; it is a term: write {{ term = '{term}' }}" if term in pack["terms"] else ""
        yield f"the fact '{name}' does not exist{hint}"
    elif len(words) != 1:
        yield f"a line has exactly one comparison (known: {', '.join((*COMPARISONS, *PAIRS, *FIGURES))}): {line}"
    elif words[0] in PAIRS:
        yield from _pair_problems(pack, line, words[0])
    elif words[0] in FIGURES:
        if line[words[0]] not in pack["amounts"]:
            yield f"the amount '{line[words[0]]}' does not exist"
        if _type(pack, name) not in ("number", "amount"):
            yield f"only numbers and amounts are compared with a figure: {line}"
    else:
        yield from _value_problems(pack, line, words[0])


def _pair_problems(pack: Raw, line: Raw, word: str) -> Iterator[str]:
    for name in (line["fact"], line[word]):
        if _type(pack, name) != "date":
            yield f"'{name}' is not a date: {line}"
    if sum(key in line for key in SHIFTS) > 1:
        yield f"only one of {', '.join(SHIFTS)}: {line}"


def _value_problems(pack: Raw, line: Raw, word: str) -> Iterator[str]:
    if set(SHIFTS) & set(line):
        yield f"{', '.join(SHIFTS)} belong to a comparison with another fact: {line}"
    fact, value, comparison = line["fact"], line[word], COMPARISONS[word]
    kind = _type(pack, fact)
    if kind not in comparison.types:
        yield f"'{word}' does not fit '{fact}', which is of type {kind}"
    elif kind == "choice":
        yield from _choice_problems(pack["facts"][fact], word, value)
    elif kind == "yes_no":
        if not isinstance(value, bool):
            yield f"true or false is expected: {line}"
    elif comparison.takes == "day":
        if not _is_day(value):
            yield f"a day is expected: {line}"
    elif word in ("past", "reached"):
        if not isinstance(value, bool):
            yield f"true or false is expected: {line}"
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        yield f"a number is expected: {line}"


def _choice_problems(fact: Raw, word: str, value: Any) -> Iterator[str]:
    known = {choice for choice, _ in fact["choices"]}
    wanted = value if isinstance(value, list) else [value]
    if (word in ("in", "not_in")) != isinstance(value, list):
        yield f"'{word}' on '{fact['id']}' has the wrong form: a list for in and not_in, one value otherwise"
    for choice in wanted:
        if choice not in known:
            yield f"'{choice}' is not a value of '{fact['id']}' ({', '.join(sorted(known))})"
    if word in ("at_least", "at_most") and not fact.get("ordered"):
        yield f"'{fact['id']}' is not marked ordered, so '{word}' has no meaning"


def case_problems(pack: Raw, case: Any) -> Iterator[str]:
    """What is wrong with one case of a derived fact."""
    if not isinstance(case, dict):
        yield "a case is a table in {braces}"
        return
    for name in derivation.facts_of(case):
        if name not in pack["facts"] and name not in pack["derived"]:
            yield f"the fact '{name}' does not exist"
    for line in case.get("when", ()):
        yield from line_problems(pack, line)
    yield from _unknown_keys(case, {"when", *derivation.VALUE_KEYS})
    if not set(case) & {"fact", "earliest_of", "sum_of", "age_between", "years_between"}:
        yield f"a case needs a value: {case}"


def _unknown_keys(table: Raw, known: set[str]) -> Iterator[str]:
    for key in sorted(set(table) - known - _EXTRA):
        yield f"unknown key '{key}' in {table}"


def _type(pack: Raw, name: str) -> str:
    entry = pack["facts"].get(name) or pack["derived"].get(name) or {}
    return str(entry.get("type", "unknown"))


def _is_day(value: Any) -> bool:
    try:
        return isinstance(as_day(value), date)
    except ValueError:
        return False
