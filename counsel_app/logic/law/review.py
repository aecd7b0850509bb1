"""The lawyer's sheet of one option: conditions, law, questions, stories, arguments, a line to sign."""

from __future__ import annotations

from collections.abc import Iterator

from counsel_app.logic.law.judge import judge
from counsel_app.logic.law.phrases import fact_label, line_phrase, shown_day
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.records import Block, Knowledge, Option, Story
from counsel_app.logic.law.stories import story_differences

KIND_NAMES = {
    "anspruch": "Anspruch",
    "soll": "Soll-Vorschrift",
    "regel": "Regelfall",
    "ermessen": "Ermessen",
    "hinweis": "Hinweis",
}
STATE_WORDS = {"yes": "JA", "no": "NEIN", "open": "OFFEN"}


def review_sheet(program: Program, option: Option, stories: tuple[Story, ...]) -> str:
    """The sheet as plain text."""
    return "\n".join(_lines(program, option, tuple(story for story in stories if story.option == option.id)))


def _lines(program: Program, option: Option, stories: tuple[Story, ...]) -> Iterator[str]:
    knowledge = program.knowledge
    checked = option.checked
    yield f"PRÜFBOGEN  {option.name}  ({option.id})"
    yield f"{option.summary}"
    yield f"Maßnahme {', '.join((option.measure, *option.also))} · {KIND_NAMES[option.kind]} · {'; '.join(option.law)}"
    yield (
        f"Rechtsstand {shown_day(checked.law_as_of)}, geprüft am {shown_day(checked.on)}, "
        f"Sicherheit {checked.certainty}, wieder prüfen bis {shown_day(checked.review_by)}"
    )
    if checked.note:
        yield f"Unsicher: {checked.note}"
    for title, blocks in (("Voraussetzungen", option.requires), ("Ausschlussgründe", option.excludes)):
        if blocks:
            yield f"\n{title}"
        for number, block in enumerate(blocks, 1):
            yield from _block_lines(knowledge, number, block)
    for title, texts in (
        ("Unsicher, wenn", [f"{caution.text} ({caution.law})" for caution in option.cautions]),
        ("Nachweise", list(option.evidence)),
        ("Schritte", [passage.text for passage in option.steps]),
        ("Vor dem Absenden", [passage.text for passage in option.risks]),
        ("Argumente", [f"{passage.text} [{passage.source}]" for passage in option.arguments]),
        ("Offene Rechtsfragen", list(option.open_points)),
    ):
        if texts:
            yield f"\n{title}"
            yield from (f"  - {text}" for text in texts)
    yield "\nFragen, die in die Bedingungen eingehen"
    yield from (f"  - {fact_label(knowledge, name)} ({name})" for name in sorted(questions_of(program, option.id)))
    yield "\nBeispielfälle"
    yield from _story_lines(program, stories)
    yield "\nGeprüft durch: ______________________________   Datum: ______________   Ergebnis: ______________"


def questions_of(program: Program, option: str) -> set[str]:
    """The questions an option may need, through terms and derived facts too."""
    found: set[str] = set()
    waiting = [program.options[option].result]
    seen: set[int] = set()
    while waiting:
        index = waiting.pop()
        if index in seen:
            continue
        seen.add(index)
        trace = program.traces[index]
        waiting += trace.parts
        names = list(trace.facts)
        while names:
            name = names.pop()
            if name not in program.derived_parts:
                found.add(name)
                continue
            for condition, needed in program.derived_parts[name]:
                names += needed
                waiting += [] if condition is None else [condition]
    return found


def _block_lines(knowledge: Knowledge, number: int, block: Block) -> Iterator[str]:
    regular = " [regelmäßig]" if block.binding == "regular" else ""
    yield f"  {number}. {block.text}{regular}  ({block.law})"
    yield from (
        f"       {'oder ' if place else ''}{line_phrase(knowledge, line)}" for place, line in enumerate(block.any)
    )
    yield from (f"       umstritten: {reading}" for reading in block.disputed)


def _story_lines(program: Program, stories: tuple[Story, ...]) -> Iterator[str]:
    for story in stories:
        verdict = judge(program, story.answers, story.on).verdict(story.option)
        mark = "stimmt" if not story_differences(program, story) else "WEICHT AB"
        word = STATE_WORDS[verdict.state]
        yield f"  - {story.name} ({shown_day(story.on)}): {word} ({mark}). {story.reason} [{story.source}]"
