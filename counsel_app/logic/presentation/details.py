"""The detail of one option: every condition as a sentence with what it came to."""

from __future__ import annotations

from datetime import timedelta

from counsel_app.logic.law.judge import Finding, Verdict, Window
from counsel_app.logic.law.outlook import Outlook
from counsel_app.logic.law.phrases import fact_label
from counsel_app.logic.law.records import Knowledge, Passage
from counsel_app.logic.presentation.cards import badge, card_line
from counsel_app.logic.snapshot import ConditionView, DetailView, PassageView, WindowView
from counsel_app.logic.texts import KINDS, MEASURES, day_text

_MARKS = {"yes": "erfüllt", "no": "nicht erfüllt", "open": "noch offen"}
_EXCLUSION_MARKS = {"yes": "liegt nicht vor", "no": "liegt vor", "open": "noch offen"}
_WINDOW_WORDS = {"yes": "möglich", "no": "nicht möglich", "open": "offen"}
_RELATIONS = {"excludes": "Schließt aus", "needs": "Setzt voraus", "prepares": "Bereitet vor", "follows": "Folgt auf"}

COOPERATION_LETTER = "darlegung-mitwirkung"
"""Options with this letter are prepared with the checklist of cooperation."""


def detail(verdict: Verdict, *, edge_today: bool) -> DetailView:
    """Everything about one option. `edge_today`: today is the first full day of a waiting time."""
    option = verdict.option
    knowledge = verdict.assessment.program.knowledge
    outlook = verdict.outlook
    findings = [_condition(knowledge, finding) for finding in verdict.findings]
    count = len(option.requires)
    cautions = [f"{caution.text} ({caution.law})" if caution.law else caution.text for caution in verdict.cautions]
    if edge_today:
        tomorrow = day_text(verdict.assessment.day + timedelta(days=1))
        cautions.insert(
            0,
            f"Heute ist der erste volle Tag der Wartezeit: heute beantragen, sicher ab {tomorrow} (§ 187 Abs. 1 BGB).",
        )
    return DetailView(
        option=option.id,
        name=option.name,
        summary=option.summary,
        measure=f"{option.measure} {MEASURES[option.measure]}",
        kind=KINDS[verdict.kind],
        outlook=outlook,
        badge=badge(option.kind, outlook),
        verdict=_sentence(verdict, outlook),
        person=option.person[:1].upper() + option.person[1:],
        law="; ".join(option.law),
        conditions=tuple(findings[:count]),
        exclusions=tuple(findings[count:]),
        cautions=tuple(cautions),
        evidence=_evidence(verdict),
        steps=tuple(PassageView(passage.text, _joined(passage.where, passage.law)) for passage in option.steps),
        risks=tuple(PassageView(passage.text, passage.law) for passage in option.risks),
        arguments=tuple(PassageView(passage.text, _argument_source(passage)) for passage in option.arguments),
        relations=tuple(_relation(knowledge, passage) for passage in option.relations),
        windows=tuple(_window(window) for window in verdict.windows),
        open_points=option.open_points,
        letters=option.letters,
        cooperation=COOPERATION_LETTER in option.letters,
        checked=_checked(verdict),
    )


def _sentence(verdict: Verdict, outlook: Outlook) -> str:
    line = card_line(verdict, outlook)
    words = badge(verdict.option.kind, outlook)
    opening = words[0].upper() + words[1:]
    return f"{opening}: {line}." if line else f"{opening}."


def _condition(knowledge: Knowledge, finding: Finding) -> ConditionView:
    marks = _EXCLUSION_MARKS if finding.exclusion else _MARKS
    block = finding.block
    mark = "umstritten" if block.disputed and finding.state == "open" and not finding.missing else marks[finding.state]
    return ConditionView(
        text=block.text,
        law=block.law,
        state=finding.state,
        mark=mark,
        regular=block.binding == "regular",
        note=block.note,
        evidence=block.evidence,
        missing=tuple((name, fact_label(knowledge, name), knowledge.facts[name].where) for name in finding.missing),
        dates=_dates(finding),
        readings=block.disputed,
    )


def _dates(finding: Finding) -> str:
    if finding.start is not None:
        return f"ab {day_text(finding.start)}"
    return f"bis {day_text(finding.until)}" if finding.until is not None else ""


def _evidence(verdict: Verdict) -> tuple[str, ...]:
    papers = dict.fromkeys(verdict.option.evidence)
    for block in verdict.option.requires:
        papers |= dict.fromkeys(block.evidence)
    return tuple(papers)


def _relation(knowledge: Knowledge, passage: Passage) -> PassageView:
    other = knowledge.options.get(passage.option)
    name = other.name if other else passage.option
    return PassageView(passage.text, f"{_RELATIONS.get(passage.kind, passage.kind)}: {name}", passage.option)


def _argument_source(passage: Passage) -> str:
    measure = f"Maßnahme {passage.measure} der Resolution" if passage.measure else ""
    return _joined(passage.source or passage.law, measure)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _window(window: Window) -> WindowView:
    until = f" bis {day_text(window.until)}" if window.until else ""
    text = f"{_WINDOW_WORDS[window.state]} ab {day_text(window.start)}{until}"
    return WindowView(window.start, window.until, window.state, text)


def _checked(verdict: Verdict) -> str:
    checked = verdict.option.checked
    note = f" {checked.note}" if checked.note else ""
    return (
        f"Rechtsstand {day_text(checked.law_as_of)}, geprüft am {day_text(checked.on)}, "
        f"Sicherheit {checked.certainty}, wieder prüfen bis {day_text(checked.review_by)}.{note}"
    )
