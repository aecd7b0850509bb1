"""The pack doctor: what a lawyer or an author should look at. One check is one function in `CHECKS`.

Errors keep a pack from being released; warnings are shown. Everything is in English, for the authors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from counsel_app.logic.law.figures import missing_on
from counsel_app.logic.law.grammar import facts_in
from counsel_app.logic.law.judge import judge
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.reading import Problem
from counsel_app.logic.law.records import Knowledge, Option, Raw
from counsel_app.logic.law.stories import story_differences
from counsel_app.logic.law.truth import NO, state_on
from counsel_app.logic.texts import MEASURES

LONGEST_SENTENCE = 32  # words
LONGEST_QUESTION = 22  # words
WEIGHED = ("ermessen", "soll")
_CITATION = re.compile(r"(§|Art\.|Nr\.|Abs\.|Anlage|Anhang|SVV|Beschluss|Erlass|Weisung)")


@dataclass(frozen=True, slots=True)
class Ward:
    """What the checks look at: the pack as records and as raw tables, its program, and the day of the check."""

    knowledge: Knowledge
    raw: Raw
    program: Program
    day: date


def check(ward: Ward) -> list[Problem]:
    """Every finding of every check."""
    return [problem for look in CHECKS for problem in look(ward)]


def _option_file(option: str) -> str:
    return f"options/{option}.toml"


def conditions_without_citation(ward: Ward) -> Iterator[Problem]:
    for option in ward.knowledge.options.values():
        for block in (*option.requires, *option.excludes):
            if not _CITATION.search(block.law):
                yield Problem(_option_file(option.id), block.id, f"no citation in law = '{block.law}'")
        if not option.law:
            yield Problem(_option_file(option.id), "law", "the option names no law")


def options_without_conditions(ward: Ward) -> Iterator[Problem]:
    for option in ward.knowledge.options.values():
        if not option.requires:
            yield Problem(_option_file(option.id), "requires", "no condition at all: it would always be YES")


def stories_disagree(ward: Ward) -> Iterator[Problem]:
    for story in ward.knowledge.stories:
        for difference in story_differences(ward.program, story):
            yield Problem(f"stories/{story.option}.toml", story.name, difference)


def options_without_stories(ward: Ward) -> Iterator[Problem]:
    told: dict[str, set[str]] = {}
    for story in ward.knowledge.stories:
        told.setdefault(story.option, set()).add(story.state)
    for option in ward.knowledge.options.values():
        absent = {"yes", "no", "open"} - told.get(option.id, set()) - _unreachable(option)
        if absent:
            yield Problem(f"stories/{option.id}.toml", "story", f"no story with state {', '.join(sorted(absent))}")


def _unreachable(option: Option) -> set[str]:
    """States an option cannot have by its own conditions: one whose law is not in force is never YES."""
    blocks = option.requires
    never = any(line.get("gives") == "open" for block in blocks for line in block.any if len(block.any) == 1)
    ended = option.valid.end is not None
    return {"yes"} if never or ended or any(block.disputed for block in blocks) else set()


def blocks_no_story_reaches(ward: Ward) -> Iterator[Problem]:
    """A condition that no story ever fails has not been tried."""
    failed: set[tuple[str, str]] = set()
    for story in ward.knowledge.stories:
        if story.option not in ward.program.options or story_differences(ward.program, story):
            continue
        verdict = judge(ward.program, story.answers, story.on).verdict(story.option)
        failed |= {(story.option, finding.block.id) for finding in verdict.findings if finding.state != "yes"}
    for option in ward.knowledge.options.values():
        for block in (*option.requires, *option.excludes):
            if (option.id, block.id) not in failed:
                yield Problem(_option_file(option.id), block.id, "no story leaves this condition unmet or open", True)


def facts_no_rule_uses(ward: Ward) -> Iterator[Problem]:
    used: set[str] = set()
    raw = ward.raw
    for option in raw["options"].values():
        for group in ("requires", "excludes", "cautions"):
            for block in option.get(group, ()):
                for line in block.get("any", ()):
                    used |= set(facts_in(raw, line))
    for term in raw["terms"].values():
        for line in (*term.get("all", ()), *term.get("any", ())):
            used |= set(facts_in(raw, line))
    for parts in ward.program.derived_parts.values():
        used |= {name for _, names in parts for name in names}
    for derived in raw["derived"].values():
        used |= set(derived.get("takes", ()))
        for case in derived.get("cases", ()):
            for line in case.get("when", ()):
                used |= set(facts_in(raw, line))
    for fact in ward.knowledge.facts:
        if fact not in used:
            yield Problem("facts", fact, "no rule uses this question", True)


def unknown_references(ward: Ward) -> Iterator[Problem]:
    for option in ward.knowledge.options.values():
        for relation in option.relations:
            if relation.option not in ward.knowledge.options:
                yield Problem(_option_file(option.id), "relations", f"the option '{relation.option}' does not exist")
            if relation.kind not in ("excludes", "needs", "prepares", "follows"):
                yield Problem(_option_file(option.id), "relations", f"unknown kind '{relation.kind}'")


def facts_asked_badly(ward: Ward) -> Iterator[Problem]:
    for fact in ward.knowledge.facts.values():
        if fact.type == "choice" and not fact.choices:
            yield Problem("facts", fact.id, "a choice without choices")
        if not fact.label:
            yield Problem("facts", fact.id, "no label", True)
        if fact.sensitivity == 2 and not fact.why:
            yield Problem("facts", fact.id, "a sensitive question without a reason ('why')", True)
        if fact.takes_from and fact.takes_from not in ward.knowledge.facts:
            yield Problem("facts", fact.id, f"takes_from '{fact.takes_from}' does not exist")


def discretion_without_argument(ward: Ward) -> Iterator[Problem]:
    """Where the authority weighs, the counsellor needs something to put on the scale."""
    for option in ward.knowledge.options.values():
        weighed = option.kind in WEIGHED or any(caution.kind in WEIGHED for caution in option.cautions)
        if weighed and not option.arguments:
            yield Problem(_option_file(option.id), "arguments", "discretion without a single argument")


def arguments_without_source(ward: Ward) -> Iterator[Problem]:
    for option in ward.knowledge.options.values():
        for number, argument in enumerate(option.arguments, 1):
            if not argument.source:
                yield Problem(_option_file(option.id), f"arguments {number}", "an argument without a source")
            if argument.measure not in MEASURES:
                text = f"the measure '{argument.measure}' is not one of {', '.join(MEASURES)}"
                yield Problem(_option_file(option.id), f"arguments {number}", text)


def definitions_without_citation(ward: Ward) -> Iterator[Problem]:
    knowledge = ward.knowledge
    named = (("terms", knowledge.terms), ("derived", knowledge.derived), ("amounts.toml", knowledge.amounts))
    for file, entries in named:
        for name, entry in entries.items():
            if not _CITATION.search(entry.law):
                yield Problem(file, name, f"no citation in law = '{entry.law}'", True)


def questions_without_place(ward: Ward) -> Iterator[Problem]:
    for fact in ward.knowledge.facts.values():
        if not fact.where:
            yield Problem("facts", fact.id, "no word on where the answer stands ('where')", True)


def overlong_questions(ward: Ward) -> Iterator[Problem]:
    for fact in ward.knowledge.facts.values():
        for sentence in re.split(r"(?<=[.!?:;]) ", fact.question):
            words = len(sentence.split())
            if words > LONGEST_QUESTION:
                yield Problem("facts", fact.id, f"{words} words in one question: '{sentence[:60]}…'", True)


def days_of_checking(ward: Ward) -> Iterator[Problem]:
    for option in ward.knowledge.options.values():
        checked = option.checked
        if not checked.law_as_of <= checked.on < checked.review_by:
            text = "expected is law_as_of <= on < review_by"
            yield Problem(_option_file(option.id), "checked", text)


def doubts_without_reason(ward: Ward) -> Iterator[Problem]:
    """Whoever reads that the law is not sure wants to know where."""
    for option in ward.knowledge.options.values():
        named = bool(option.checked.note or option.open_points or option.cautions)
        named = named or any(block.disputed or block.note for block in (*option.requires, *option.excludes))
        if option.checked.certainty != "hoch" and not named:
            text = f"certainty '{option.checked.certainty}' without a note, an open point or a caution"
            yield Problem(_option_file(option.id), "checked.note", text, True)


def overlong_sentences(ward: Ward) -> Iterator[Problem]:
    for option in ward.knowledge.options.values():
        texts = [block.text for block in (*option.requires, *option.excludes)]
        texts += [passage.text for passage in (*option.steps, *option.risks, *option.arguments)]
        for text in texts:
            for sentence in re.split(r"(?<=[a-zäöüß)][.!?:;]) ", text):
                words = len(sentence.split())
                if words > LONGEST_SENTENCE:
                    yield Problem(
                        _option_file(option.id), "", f"{words} words in one sentence: '{sentence[:60]}…'", True
                    )


def reviews_passed(ward: Ward) -> Iterator[Problem]:
    for option in ward.knowledge.options.values():
        if option.checked.review_by < ward.day:
            yield Problem(
                _option_file(option.id), "checked.review_by", f"the review was due on {option.checked.review_by}", True
            )


def amounts_missing(ward: Ward) -> Iterator[Problem]:
    for amount in ward.knowledge.amounts.values():
        sentence = missing_on(amount, ward.day)
        if sentence:
            yield Problem("amounts.toml", amount.id, sentence)


def options_nobody_can_get(ward: Ward) -> Iterator[Problem]:
    """An option that is NO without any answer says NO about people it knows nothing of."""
    assessment = judge(ward.program, {}, ward.day)
    for option, nodes in ward.program.options.items():
        if state_on(assessment.courses[nodes.result], ward.day.toordinal()) == NO and not _ends(nodes.option, ward.day):
            yield Problem(_option_file(option), "", "it is NO before anything is known", True)


def _ends(option: Option, day: date) -> bool:
    return option.valid.end is not None and option.valid.end < day


CHECKS: tuple[Callable[[Ward], Iterator[Problem]], ...] = (
    conditions_without_citation,
    options_without_conditions,
    stories_disagree,
    options_without_stories,
    blocks_no_story_reaches,
    facts_no_rule_uses,
    unknown_references,
    facts_asked_badly,
    discretion_without_argument,
    arguments_without_source,
    definitions_without_citation,
    questions_without_place,
    overlong_questions,
    days_of_checking,
    doubts_without_reason,
    overlong_sentences,
    reviews_passed,
    amounts_missing,
    options_nobody_can_get,
)
