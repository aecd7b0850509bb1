"""The picture of a letter being written, for the window to paint."""

from __future__ import annotations

from typing import NamedTuple

from counsel_app.logic.documents.document import Document


class ParagraphView(NamedTuple):
    """One paragraph: why it stands there, and what changed since it was last looked at ("" if nothing did)."""

    id: str
    number: int
    text: str
    why: str
    outdated: str
    own: str  # the counsellor's text behind it


class LeftOutView(NamedTuple):
    """A paragraph that stays out; `can_come`: whether the counsellor may put it in."""

    id: str
    text: str
    reason: str
    can_come: bool


class ArgumentView(NamedTuple):
    """An argument to pick; `place` counts from 1, 0 if it is not picked."""

    key: str
    text: str
    source: str
    place: int


class SentView(NamedTuple):
    """A letter that went out, and what came of it."""

    id: str
    text: str
    replies: tuple[str, ...]


class LetterView(NamedTuple):
    """The draft page."""

    letter: str
    name: str
    person: str
    purpose: str
    document: Document
    paragraphs: tuple[ParagraphView, ...]
    left_out: tuple[LeftOutView, ...]
    arguments: tuple[ArgumentView, ...]
    wishes: tuple[tuple[str, str, bool], ...]  # option, name, asked for
    blanks: tuple[tuple[str, str], ...]  # the letter's own gaps: label, what was typed
    outdated: str  # "überholt: Absatz 3, 5"; empty if nothing is
    recipient: str
    representative: bool
    checked_by: str
    sent: tuple[SentView, ...]


class LetterChoice(NamedTuple):
    """A letter to choose."""

    letter: str
    name: str
    purpose: str
    has_draft: bool
