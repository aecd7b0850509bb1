"""The interview: every question with its answer, what it is needed for, and which comes next."""

from __future__ import annotations

from collections.abc import Mapping

from counsel_app.logic.cases.records import Answer, AnswerKind
from counsel_app.logic.interview.bundles import Bundle
from counsel_app.logic.interview.plausibility import Hint
from counsel_app.logic.interview.questions import Need
from counsel_app.logic.law.phrases import shown_value
from counsel_app.logic.law.records import Fact, Knowledge
from counsel_app.logic.snapshot import AnswerView, BundleView, ChoiceView, QuestionView, SectionView
from counsel_app.logic.texts import ANSWER_WORDS, SECTIONS, number_of, shown_date

KEYS = "1234567890ABCDEF"  # none of the letters of yes, no and the four ways of not knowing


def section_views(
    knowledge: Knowledge,
    answers: Mapping[str, Answer],
    inherited: frozenset[str],
    needed: Mapping[str, Need],
    hints: list[Hint],
    bundles: Mapping[str, tuple[Bundle, int]],
) -> tuple[SectionView, ...]:
    """All sections in the order of a conversation."""
    views: dict[str, list[QuestionView]] = {section: [] for section in SECTIONS}
    for fact in knowledge.facts.values():
        said = tuple(hint.text for hint in hints if fact.id in hint.facts)
        need = needed.get(fact.id)
        question = _question(knowledge, fact, answers.get(fact.id), fact.id in inherited, need, said)
        bundle = _bundle(bundles.get(fact.id)) if need else None
        views[fact.section].append(question._replace(bundle=bundle) if bundle else question)
    return tuple(
        SectionView(
            section,
            SECTIONS[section],
            tuple(questions),
            sum(question.answer is not None for question in questions),
            sum(question.needed and question.answer is None for question in questions),
        )
        for section, questions in views.items()
    )


def _bundle(offer: tuple[Bundle, int] | None) -> BundleView | None:
    if offer is None:
        return None
    bundle, count = offer
    return BundleView(bundle.id, bundle.text, f"stimmt alles (beantwortet {count} Fragen)")


def reason_for(need: Need) -> str:
    """Why a question is worth asking."""
    if not need.urgent:
        return f"kann noch {number_of(len(need.options), 'Option', 'Optionen')} ausschließen, nicht mehr öffnen"
    return f"hilft bei {number_of(len(need.options), 'offenen Option', 'offenen Optionen')}"


def answer_view(knowledge: Knowledge, fact: Fact, answer: Answer) -> AnswerView:
    """An answer ready to read."""
    kind = answer.kind
    if kind is AnswerKind.VALUE:
        return AnswerView(kind.value, _shown(knowledge, fact, answer.value), answer.value)
    if kind is AnswerKind.DISPUTED:
        client, authority = _shown(knowledge, fact, answer.value), _shown(knowledge, fact, answer.authority)
        text = f"strittig: Person sagt {client}, Behörde sagt {authority}"
        return AnswerView(kind.value, text, answer.value, answer.authority)
    text = ANSWER_WORDS[kind.value]
    if answer.paper:
        text += f": {answer.paper}"
    if answer.until:
        text += f" (bis {answer.until:%d.%m.%Y})"
    return AnswerView(kind.value, text, paper=answer.paper, until=answer.until)


def _question(
    knowledge: Knowledge, fact: Fact, answer: Answer | None, inherited: bool, need: Need | None, hints: tuple[str, ...]
) -> QuestionView:
    return QuestionView(
        fact=fact.id,
        text=fact.question,
        label=fact.label or fact.question,
        where=fact.where,
        why=fact.why,
        type=fact.type,
        choices=_choices(fact),
        household=fact.scope == "household",
        sensitivity=fact.sensitivity,
        answer=None if answer is None else answer_view(knowledge, fact, answer),
        needed=need is not None,
        reason=reason_for(need) if need else "Derzeit hängt keine offene Option davon ab.",
        hints=hints,
        inherited=inherited,
    )


def _choices(fact: Fact) -> tuple[ChoiceView, ...]:
    if fact.type == "yes_no":
        return (ChoiceView(True, "Ja", "J"), ChoiceView(False, "Nein", "N"))
    return tuple(
        ChoiceView(value, label, KEYS[place] if place < len(KEYS) else "")
        for place, (value, label) in enumerate(fact.choices)
    )


def _shown(knowledge: Knowledge, fact: Fact, value: object) -> str:
    if fact.type == "date" and isinstance(value, str):
        return shown_date(value)
    if fact.type == "choice":
        return fact.choice_label(str(value))
    if fact.type == "amount":
        return f"{value} Euro"
    return shown_value(knowledge, fact.id, value)
