"""The neutral document: what stands on the paper, and why. Both writers take it, so that DOCX and PDF say the same."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import category

KEPT_INVISIBLE = "\u200c\u200d"  # joiners, which Dari and Persian need


def printable(text: str) -> str:
    """Text as it may be printed: no control characters, no marks that reorder letters; a line end stays."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(
        letter
        for letter in plain
        if letter == "\n" or letter in KEPT_INVISIBLE or category(letter) not in ("Cc", "Cf", "Co", "Cs", "Cn")
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `gap`: something is missing here, and `text` says what in brackets."""

    text: str
    gap: bool = False
    bold: bool = False


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """What a paragraph rests on: the norm, and what was said (label, value)."""

    law: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One part of the text.

    `kind`: text, heading, point (one entry of a list), list (one entry of `points` a line), table, own,
    icon (with the picture of that name in front).
    A list has its opening sentence in `pieces`; the first row of a table is its head.
    """

    id: str
    kind: str
    pieces: Pieces = ()
    points: tuple[Pieces, ...] = ()
    rows: tuple[tuple[Pieces, ...], ...] = ()
    why: Why = Why()
    icon: str = ""

    @property
    def text(self) -> str:
        """All of it as plain text, one line per point or row."""
        lines = [joined(self.pieces)] if self.pieces else []
        lines += [f"– {joined(point)}" for point in self.points]
        lines += [" | ".join(joined(cell) for cell in row) for row in self.rows]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paragraph that does not stand in the letter, and why not."""

    id: str
    text: str
    reason: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One letter or sheet, ready to be written.

    `sender`: the return line; `address`: the field; `info`: the information block, label and value;
    `about`: who it is about, under the subject;
    `signature`: the lines under the greeting; `foot`: state of the law, sources, who answers for it.
    `form`: "letter" after DIN 5008 form B, or "sheet".
    """

    title: str
    subject: str
    form: str = "letter"
    sender: str = ""
    address: tuple[Pieces, ...] = ()
    info: tuple[tuple[str, Pieces], ...] = ()
    about: Pieces = ()
    salutation: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    greeting: str = ""
    signature: tuple[Pieces, ...] = ()
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    foot: str = ""
    language: str = "de-DE"
    gaps: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    columns: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The whole as plain text, in the order in which it is read."""
        parts = [self.sender, *(joined(line) for line in self.address)]
        parts += [f"{label} {joined(value)}" for label, value in self.info]
        parts += [self.subject, joined(self.about), self.salutation, *(paragraph.text for paragraph in self.paragraphs)]
        parts += [self.greeting, *(joined(line) for line in self.signature)]
        if self.enclosures:
            parts += ["Anlagen", *self.enclosures]
        if self.copies:
            parts += ["Abdruck an", *self.copies]
        return "\n".join(part for part in (*parts, self.foot) if part)


def joined(pieces: Pieces) -> str:
    """The pieces as text."""
    return "".join(piece.text for piece in pieces)


def plain(text: str, *, bold: bool = False) -> Pieces:
    """One piece without a gap."""
    return (Piece(printable(text), bold=bold),) if text else ()


def gap(label: str) -> Pieces:
    """A visible gap: "[Aktenzeichen]"."""
    return (Piece(f"[{printable(label)}]", gap=True),)


def cited(law: str) -> str:
    """A norm as letters cite it: "AufenthG § 60d Abs. 1" becomes "§ 60d Abs. 1 AufenthG"."""
    book, mark, rest = law.partition(" §")
    if mark and not book.startswith("§") and "§" not in book:
        return f"§{rest} {book}"
    book, mark, rest = law.partition(" Art. ")
    return f"Art. {rest} {book}" if mark and book else law


def or_gap(text: str, label: str) -> Pieces:
    """The text, or the gap where there is none."""
    return plain(text) if text.strip() else gap(label)
