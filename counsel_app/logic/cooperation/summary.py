"""What was done, as sentences for the letter to the authority."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counsel_app.logic.cooperation.acts import Act, ActState, Step, act_of
from counsel_app.logic.cooperation.duties import Checklist, Duty
from counsel_app.logic.texts import day_text


def state_of(duty: Duty, act: Act, answers: Mapping[str, Any]) -> ActState | None:
    """How a duty stands: the answer of its question, else what the checklist keeps; None if nothing was said."""
    said = answers.get(duty.fact) if duty.fact else act.state
    return ActState(said) if said in set(ActState) else None


def done(checklist: Checklist, acts: tuple[Act, ...], answers: Mapping[str, Any]) -> tuple[str, ...]:
    """One sentence for each duty that is done, was not demanded or cannot be demanded; and for each step taken.

    `answers`: what was said for certain, by question. Duties of which nothing is known are left out.
    """
    found = []
    for duty in checklist.duties:
        act = act_of(acts, duty.id)
        sentence = _sentence(duty, act, state_of(duty, act, answers))
        if sentence:
            found.append(sentence)
    return tuple(found)


def missing(checklist: Checklist, acts: tuple[Act, ...], answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The titles of the acts that are still open."""
    return tuple(
        duty.title for duty in checklist.duties if state_of(duty, act_of(acts, duty.id), answers) is ActState.OPEN
    )


def _sentence(duty: Duty, act: Act, state: ActState | None) -> str:
    steps = "; ".join(_step_words(step) for step in act.steps)
    head = f"{duty.title} ({duty.law})"
    if state is ActState.UNREASONABLE:
        reason = act.reason.rstrip(".") or "Gründe werden dargelegt"
        return f"{head}: nicht zumutbar. {reason}.{f' Bisher: {steps}.' if steps else ''}"
    if state is ActState.NOT_ASKED:
        return f"{head}: nicht verlangt.{f' Trotzdem: {steps}.' if steps else ''}"
    if state is ActState.DONE:
        return f"{head}: erledigt.{f' {steps}.' if steps else ''}"
    return f"{head}: {steps}." if steps else ""


def _step_words(step: Step) -> str:
    paper = f" (Beleg: {step.paper})" if step.paper else ""
    return f"am {day_text(step.on)} {step.text.rstrip('.')}{paper}"
