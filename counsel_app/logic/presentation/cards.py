"""The option cards: grouped by measure, sorted by outlook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from counsel_app.logic.law.judge import Assessment, Verdict
from counsel_app.logic.law.outlook import Outlook
from counsel_app.logic.law.phrases import fact_label
from counsel_app.logic.snapshot import CardView, MeasureView
from counsel_app.logic.texts import BADGES, HINT_BADGES, KINDS, MEASURES, day_text, number_of

_ORDER = [
    Outlook.AVAILABLE,
    Outlook.LATER,
    Outlook.NEAR,
    Outlook.EXCEPTION,
    Outlook.OPEN,
    Outlook.CLOSED,
    Outlook.EXCLUDED,
]
_COUNTED = {Outlook.AVAILABLE: "möglich", Outlook.LATER: "später", Outlook.NEAR: "in Reichweite", Outlook.OPEN: "offen"}
NAMED_FACTS = 3
SOON = timedelta(days=365)


def measure_views(assessment: Assessment, before: Mapping[str, str]) -> tuple[MeasureView, ...]:
    """All cards; `before` maps options to their line before the last answer, to mark what changed."""
    cards: dict[str, list[CardView]] = {measure: [] for measure in MEASURES}
    for verdict in assessment.verdicts():
        cards[verdict.option.measure].append(card(verdict, before))
    return tuple(_measure(measure, cards[measure]) for measure in MEASURES)


def card(verdict: Verdict, before: Mapping[str, str]) -> CardView:
    """One card."""
    outlook = verdict.outlook
    line = card_line(verdict, outlook)
    option = verdict.option
    return CardView(
        option=option.id,
        name=option.name,
        summary=option.summary,
        measure=option.measure,
        kind=KINDS[verdict.kind],
        outlook=outlook,
        badge=badge(option.kind, outlook),
        line=line,
        uncertain=bool(verdict.cautions) or option.checked.certainty == "niedrig",
        changed=before.get(option.id, f"{outlook} {line}") != f"{outlook} {line}",
    )


def badge(kind: str, outlook: Outlook) -> str:
    """The outlook in words; a hint "applies" rather than being possible."""
    return (HINT_BADGES if kind == "hinweis" else {}).get(outlook, BADGES[outlook])


def card_line(verdict: Verdict, outlook: Outlook) -> str:
    """The one line under the name: until when, from when, or what is missing."""
    if outlook is Outlook.AVAILABLE:
        return _until(verdict)
    if outlook is Outlook.LATER:
        return _from(verdict)
    if outlook is Outlook.OPEN:
        return _missing(verdict)
    failing = [finding for finding in verdict.findings if finding.state == "no"]
    if not failing:
        return "Rechtsgrundlage nicht in Kraft"
    first = next((finding for finding in failing if finding.block.binding == "mandatory"), failing[0])
    more = f" (und {len(failing) - 1} weitere)" if len(failing) > 1 else ""
    word = "Steht entgegen" if first.exclusion else "Nicht erfüllt"
    return f"{word}: {first.block.text.rstrip('.')}{more}"


def _until(verdict: Verdict) -> str:
    until = verdict.until
    if until is None:
        return ""
    left = until - verdict.assessment.day
    if left > SOON:
        return f"bis {day_text(until)}"
    if left.days == 0:
        return f"nur noch heute ({day_text(until)})"
    return f"bis {day_text(until)}, noch {number_of(left.days, 'Tag', 'Tage')}"


def _from(verdict: Verdict) -> str:
    start = verdict.start
    assert start is not None
    safe = f", sicher ab {day_text(start + timedelta(days=1))}" if verdict.edge_day else ""
    return f"ab {day_text(start)}{safe}"


def _missing(verdict: Verdict) -> str:
    missing = verdict.missing
    if not missing:
        return "Rechtslage oder Einzelfall unklar: Einzelheiten lesen"
    names = [fact_label(verdict.assessment.program.knowledge, fact) for fact in missing[:NAMED_FACTS]]
    more = f" und {len(missing) - NAMED_FACTS} weitere" if len(missing) > NAMED_FACTS else ""
    return f"Es fehlt: {', '.join(names)}{more}"


def _measure(measure: str, cards: list[CardView]) -> MeasureView:
    ordered = sorted(cards, key=lambda entry: (_ORDER.index(entry.outlook), entry.kind == KINDS["hinweis"]))
    counted = Counter(entry.outlook for entry in cards)
    counts = " · ".join(f"{counted[outlook]} {word}" for outlook, word in _COUNTED.items() if counted[outlook])
    return MeasureView(measure, MEASURES[measure], tuple(ordered), counts or "nichts davon möglich")
