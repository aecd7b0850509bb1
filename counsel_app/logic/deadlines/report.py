"""A reckoning as a table for other programs and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from counsel_app.logic.deadlines.reckoning import Reckoning
from counsel_app.logic.texts import day_text


@dataclass(frozen=True)
class Answer:
    """What came out for one question; without a reckoning, `error` says why."""

    id: str
    expected: Mapping[str, date]
    reckoning: Reckoning | None
    error: str = ""


def table(answer: Answer) -> dict[str, Any]:
    """The answer as a table; days as ISO text, null where there is none."""
    found = answer.reckoning
    if found is None:
        empty: dict[str, Any] = {"safe_end": None, "latest_end": None, "steps": [], "disputed": []}
        return {"id": answer.id, **empty, "error": answer.error}
    return {
        "id": answer.id,
        "safe_end": found.safe.isoformat(),
        "latest_end": found.latest.isoformat(),
        "steps": [{"text": step.text, "law": step.law, "date": step.day.isoformat()} for step in found.steps],
        "disputed": list(found.disputed),
        "opens": found.opens.isoformat() if found.opens else None,
        "warning": found.warning.isoformat(),
        "rule": found.rule.id,
        "law": found.rule.law,
    }


def told(answers: Iterable[Answer]) -> tuple[list[str], int, int]:
    """The answers as lines, and how many expected days came out and how many did not."""
    lines: list[str] = []
    passed = failed = 0
    for answer in answers:
        if answer.reckoning is None:
            failed += bool(answer.expected)
            continue
        lines += _lines(answer.id, answer.reckoning)
        came = {"expected_end": answer.reckoning.safe, "expected_from": answer.reckoning.opens}
        wrong = {key: day for key, day in answer.expected.items() if came[key] != day}
        lines += [f"  {key}: {day}, berechnet {came[key]}" for key, day in wrong.items()]
        passed += bool(answer.expected) and not wrong
        failed += bool(wrong)
    return lines, passed, failed


def _lines(name: str, found: Reckoning) -> list[str]:
    head = f"{name}: {found.rule.name} ({found.rule.id}, {found.rule.law})"
    ends = f"  sicher bis {day_text(found.safe)}"
    if found.latest != found.safe:
        ends += f", vertretbar bis {day_text(found.latest)}"
    if found.opens:
        ends = f"  möglich ab {day_text(found.opens)}"
    steps = [f"  {day_text(step.day)}  {step.text} [{step.law}]" for step in found.steps]
    return ["", head, ends, *steps, *(f"  strittig: {doubt}" for doubt in found.disputed)]
