"""The handbook as the window asks for it: chapters, search, the page about this program, templates as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from counsel_app import __version__
from counsel_app.logic.errors import InputError
from counsel_app.logic.handbook.views import BlockKind, BlockView, ChapterView, HandbookView, HitView
from counsel_app.logic.texts import day_text

if TYPE_CHECKING:
    from counsel_app.logic.law.records import Knowledge

ABOUT = "ueber"
MOST_HITS = 60
_AROUND = 60  # letters before what was found


class Handbook:
    """`resources`: the folder with `help` and, in an installed program, `licences`."""

    def __init__(self, resources: Path, knowledge: Callable[[], Knowledge]) -> None:
        self._resources = resources
        self._knowledge = knowledge

    @cached_property
    def chapters(self) -> tuple[ChapterView, ...]:
        """All chapters, the one about this program last; read when they are first asked for. Raises InputError."""
        from counsel_app.logic.handbook.reading import read_chapters

        return (*read_chapters(self._resources / "help"), self._about())

    def find(self, search: str = "") -> HandbookView:
        """Everything, and where all words of the search stand together. Raises InputError."""
        words = search.casefold().split()
        hits = tuple(self._hits(words))[:MOST_HITS] if words else ()
        return HandbookView(self.chapters, search.strip(), hits)

    def write(self, chapter_id: str, path: Path) -> str:
        """Write a chapter as a document that office programs open; a sentence about it. Raises InputError."""
        from counsel_app.logic.handbook.rtf import document

        chapter = next(chapter for chapter in self.chapters if chapter.id == chapter_id)
        try:
            path.write_text(document(chapter), encoding="ascii")
        except OSError as error:
            raise InputError(
                f"„{path.name}“ ließ sich nicht schreiben ({error.strerror}); bitte einen anderen Ordner wählen."
            ) from None
        return f"„{path.name}“ ist geschrieben und lässt sich mit einem Schreibprogramm ausfüllen."

    def _hits(self, words: list[str]) -> Iterator[HitView]:
        """Titles and headings first: they are what people look for."""
        found: list[tuple[int, HitView]] = []
        for chapter in self.chapters:
            if all(word in chapter.title.casefold() for word in words):
                found.append((0, HitView(chapter.id, -1, chapter.title, "")))
            for number, block in enumerate(chapter.blocks):
                text = block.text.casefold()
                if all(word in text for word in words):
                    weight = 1 if block.kind is BlockKind.HEADING else 2
                    hit = HitView(chapter.id, number, chapter.title, _excerpt(block.text, text.find(words[0])))
                    found.append((weight, hit))
        yield from (hit for _, hit in sorted(found, key=lambda entry: entry[0]))

    def _about(self) -> ChapterView:
        knowledge = self._knowledge()
        blocks = [
            BlockView(BlockKind.TEXT, f"Hafenlotse {__version__}"),
            BlockView(
                BlockKind.TEXT,
                f"Rechtswissen {knowledge.version}, Rechtsstand {day_text(knowledge.law_as_of)}, "
                f"{len(knowledge.options)} Möglichkeiten.",
            ),
            BlockView(
                BlockKind.NOTE,
                "Hafenlotse bereitet Beratung vor und ersetzt sie nicht. Ob ein Ergebnis im Einzelfall richtig ist, "
                "kann nur eine Person mit Befähigung zum Richteramt sagen.",
            ),
            BlockView(
                BlockKind.TEXT,
                "Das Programm spricht mit keinem Netz: Es enthält keinen Teil, der das könnte. "
                "Es sucht also auch nicht nach neuen Fassungen; ob eine neue da ist, steht bei der Stelle, "
                "von der diese kam.",
            ),
            *self._licences(),
        ]
        return ChapterView(ABOUT, "Über Hafenlotse", "Über", tuple(blocks))

    def _licences(self) -> Iterator[BlockView]:
        listed = self._resources / "licences" / "parts.txt"
        yield BlockView(BlockKind.HEADING, "Teile und ihre Lizenzen")
        if not listed.is_file():
            yield BlockView(BlockKind.TEXT, "Aus dem Quelltext gestartet: Die Liste entsteht erst beim Packen.")
            return
        yield BlockView(BlockKind.TEXT, f"Die Texte und die Stückliste (CycloneDX) liegen in {listed.parent}")
        rows = [line.partition(": ")[::2] for line in listed.read_text(encoding="utf-8").splitlines()]
        table = (("Teil", "Lizenz"), *rows)
        yield BlockView(BlockKind.TABLE, "\n".join(" ".join(row) for row in table), rows=table)


def _excerpt(text: str, place: int) -> str:
    start = max(0, place - _AROUND)
    while start and text[start - 1] not in " \n":
        start -= 1
    cut = text[start : place + 2 * _AROUND].replace("\n", " ")
    return ("… " if start else "") + cut + (" …" if place + 2 * _AROUND < len(text) else "")
