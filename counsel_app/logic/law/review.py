"""The lawyer's sheet of one option: conditions, law, questions, stories, arguments, a line to sign."""

from __future__ import annotations

from collections.abc import Iterator

from counsel_app.logic.law.judge import judge
from counsel_app.logic.law.phrases import fact_label, line_phrase, shown_day
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.records import Block, Knowledge, Option, Story
from counsel_app.logic.law.sheet import SheetLine
from counsel_app.logic.law.stories import story_differences

KIND_NAMES = {
    "anspruch": "Anspruch",
    "soll": "Soll-Vorschrift",
    "regel": "Regelfall",
    "ermessen": "Ermessen",
    "hinweis": "Hinweis",
}
STATE_WORDS = {"yes": "JA", "no": "NEIN", "open": "OFFEN"}


_INDENTS = {"item": "  ", "detail": "       "}


def review_sheet(program: Program, option: Option, stories: tuple[Story, ...]) -> str:
    """The sheet as plain text."""
    return "\n".join(map(_plain, review_lines(program, option, stories)))


def review_lines(program: Program, option: Option, stories: tuple[Story, ...]) -> tuple[SheetLine, ...]:
    """The sheet, to be set in type. `stories` may hold those of other options too."""
    return tuple(_lines(program, option, tuple(story for story in stories if story.option == option.id)))


def _plain(line: SheetLine) -> str:
    mark = f"{line.mark} " if line.mark else ""
    opening = "PRÜFBOGEN  " if line.kind == "title" else ""
    space = "\n" if line.kind in ("heading", "sign") else ""
    return f"{space}{opening}{_INDENTS.get(line.kind, '')}{mark}{line.text}"


def _lines(program: Program, option: Option, stories: tuple[Story, ...]) -> Iterator[SheetLine]:
    knowledge = program.knowledge
    yield from _head(option)
    for title, blocks in (("Voraussetzungen", option.requires), ("Ausschlussgründe", option.excludes)):
        if blocks:
            yield SheetLine("heading", title)
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
            yield SheetLine("heading", title)
            yield from (SheetLine("item", text, "-") for text in texts)
    yield SheetLine("heading", "Fragen, die in die Bedingungen eingehen")
    for name in sorted(questions_of(program, option.id)):
        yield SheetLine("item", f"{fact_label(knowledge, name)} ({name})", "-")
    yield SheetLine("heading", "Beispielfälle")
    yield from _story_lines(program, stories)
    yield SheetLine("sign", "Geprüft durch: ____________________   Datum: ____________   Ergebnis: ____________")


def _head(option: Option) -> Iterator[SheetLine]:
    checked = option.checked
    yield SheetLine("title", f"{option.name}  ({option.id})")
    yield SheetLine("head", option.summary)
    measures = ", ".join((option.measure, *option.also))
    yield SheetLine("head", f"Maßnahme {measures} · {KIND_NAMES[option.kind]} · {'; '.join(option.law)}")
    yield SheetLine(
        "head",
        f"Rechtsstand {shown_day(checked.law_as_of)}, geprüft am {shown_day(checked.on)}, "
        f"Sicherheit {checked.certainty}, wieder prüfen bis {shown_day(checked.review_by)}",
    )
    if checked.note:
        yield SheetLine("head", f"Unsicher: {checked.note}")


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


def _block_lines(knowledge: Knowledge, number: int, block: Block) -> Iterator[SheetLine]:
    regular = " [regelmäßig]" if block.binding == "regular" else ""
    yield SheetLine("item", f"{block.text}{regular}  ({block.law})", f"{number}.")
    for place, line in enumerate(block.any):
        yield SheetLine("detail", f"{'oder ' if place else ''}{line_phrase(knowledge, line)}")
    yield from (SheetLine("detail", f"umstritten: {reading}") for reading in block.disputed)


def _story_lines(program: Program, stories: tuple[Story, ...]) -> Iterator[SheetLine]:
    for story in stories:
        verdict = judge(program, story.answers, story.on).verdict(story.option)
        mark = "stimmt" if not story_differences(program, story) else "WEICHT AB"
        word = STATE_WORDS[verdict.state]
        text = f"{story.name} ({shown_day(story.on)}): {word} ({mark}). {story.reason} [{story.source}]"
        yield SheetLine("item", text, "-")
