"""Lines as German sentences, for review sheets and for the detail view."""

from __future__ import annotations

from datetime import date
from typing import Any

from counsel_app.logic.law.comparisons import COMPARISONS, PAIRS
from counsel_app.logic.law.grammar import FIGURES
from counsel_app.logic.law.records import Knowledge, Raw, as_day

_SHIFTED = {"plus_months": "plus {} Monate", "plus_days": "plus {} Tage", "plus_age": "({}. Geburtstag)"}


def fact_label(knowledge: Knowledge, name: str) -> str:
    """The short name of a fact or derived fact."""
    fact = knowledge.facts.get(name)
    if fact is not None:
        return fact.label or fact.question
    return knowledge.derived[name].text if name in knowledge.derived else name


def shown_day(day: date) -> str:
    """A day as people here write it."""
    return f"{day:%d.%m.%Y}"


def line_phrase(knowledge: Knowledge, line: Raw) -> str:
    """One line of knowledge as words."""
    return _subject_phrase(knowledge, line) + (" (ergibt höchstens: offen)" if "gives" in line else "")


def _subject_phrase(knowledge: Knowledge, line: Raw) -> str:
    negated = "" if line.get("is", True) else "nicht: "
    if "term" in line:
        return f"{negated}{knowledge.terms[line['term']].text}"
    if "option" in line:
        return f"{negated}Option „{knowledge.options[line['option']].name}“ ist erfüllt"
    if "fact" not in line:
        return _calendar_phrase(line)
    label = fact_label(knowledge, line["fact"])
    for word, phrase in PAIRS.items():
        if word in line:
            shift = next((text.format(line[key]) for key, text in _SHIFTED.items() if key in line), "")
            return f"{label}: {phrase.format(fact_label(knowledge, line[word]))} {shift}".rstrip()
    for word in FIGURES:
        if word in line:
            limit = "höchstens" if word == "at_most_figure" else "mindestens"
            return f"{label}: {limit} {knowledge.amounts[line[word]].text}"
    word = next(word for word in line if word in COMPARISONS)
    return f"{label}: {COMPARISONS[word].phrase.format(shown_value(knowledge, line['fact'], line[word]))}"


def shown_value(knowledge: Knowledge, name: str, value: Any) -> str:
    """A value of a fact as people read it."""
    fact = knowledge.facts.get(name)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, (list, tuple)):
        return ", ".join(shown_value(knowledge, name, entry) for entry in value)
    if fact is not None and fact.type == "choice":
        return f"„{fact.choice_label(value)}“"
    if isinstance(value, date):
        return shown_day(value)
    if isinstance(value, str):
        day = as_day(value) if len(value) == 10 else None
        return shown_day(day) if day else value
    return str(value)


def _calendar_phrase(line: Raw) -> str:
    parts = []
    if "from_day" in line:
        parts.append(f"ab dem {_calendar_day(line['from_day'])}")
    if "until_day" in line:
        parts.append(f"bis zum {_calendar_day(line['until_day'])}")
    return " ".join(parts)


def _calendar_day(value: date | str) -> str:
    day = as_day(value)
    return shown_day(day) if day else ""
