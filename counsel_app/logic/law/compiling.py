"""Compiling: a folder of TOML files becomes the raw pack, or a list of problems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from counsel_app.logic.errors import InputError
from counsel_app.logic.law.grammar import case_problems, line_problems
from counsel_app.logic.law.pack import knowledge_of
from counsel_app.logic.law.program import CircleError, Program
from counsel_app.logic.law.reading import Problem, Reader
from counsel_app.logic.law.records import Raw


class KnowledgeError(InputError):
    """The knowledge cannot be used; `problems` lists every mistake with file and key."""

    def __init__(self, problems: list[Problem]) -> None:
        shown = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"Das Rechtswissen enthält {len(problems)} Fehler und wird nicht verwendet:\n{shown}")
        self.problems = problems


def sound_pack(sources: Path) -> Raw:
    """The raw pack of a folder without mistakes. Raises KnowledgeError."""
    raw, problems = compile_pack(sources)
    if problems:
        raise KnowledgeError(problems)
    return raw


def compile_pack(sources: Path) -> tuple[Raw, list[Problem]]:
    """The raw pack of a folder of TOML files, and every mistake that keeps it from being used."""
    reader = Reader(sources)
    raw, problems = reader.read()
    for file, key, text in _line_problems(raw, reader.origin):
        problems.append(Problem(file, key, text))
    if not problems:
        problems += _circles(raw)
    content = {key: value for key, value in raw.items() if key != "stories"}
    digest = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:8]
    raw["version"] = f"{raw['version']}+{digest}"
    return raw, problems


def _line_problems(raw: Raw, origin: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for name, option in raw["options"].items():
        file = origin[f"options {name}"]
        seen: set[str] = set()
        for group in ("requires", "excludes", "cautions"):
            for number, block in enumerate(option.get(group, ()), 1):
                key = f"{name}.{group}[{block.get('id', number)}]"
                if block.get("id") in seen:
                    yield file, key, f"the block id '{block['id']}' stands twice"
                seen |= {block["id"]} if "id" in block else set()
                if group != "cautions" and not block["any"]:
                    yield file, key, "a block needs at least one line in 'any'"
                for line in block.get("any", ()):
                    for text in line_problems(raw, line):
                        yield file, key, text
    for name, term in raw["terms"].items():
        file = origin[f"terms {name}"]
        if bool(term.get("all")) == bool(term.get("any")):
            yield file, name, "a term has either 'all' or 'any'"
        for line in (*term.get("all", ()), *term.get("any", ())):
            for text in line_problems(raw, line):
                yield file, name, text
    for name, derived in raw["derived"].items():
        for case in derived.get("cases", ()):
            for text in case_problems(raw, case):
                yield origin[f"derived {name}"], name, text


def _circles(raw: Raw) -> list[Problem]:
    try:
        program = Program(knowledge_of(raw))
        for name in raw["terms"]:
            program.term(name)
        for name in raw["derived"]:
            program.derived(name)
    except CircleError as error:
        return [Problem("", "", f"a circle: {error}")]
    return []
