"""Every letter for every story of every option that names it: assembled, written as DOCX, and read back."""

from __future__ import annotations

import pytest

from counsel_app.logic.documents.docx import docx
from tests.logic.documents.maker import document
from tests.logic.documents.test_letters import pack, text_of

pytestmark = pytest.mark.stress


def test_every_letter_for_every_story() -> None:
    written = 0
    for story in pack()[1].stories:
        for letter in pack()[1].options[story.option].letters:
            made = document(letter, (story.option,), story.answers, day=story.on)
            text = text_of(docx(made))
            for part in made.paragraphs:
                for line in part.text.split("\n"):
                    assert all(cell in text for cell in line.removeprefix("– ").split(" | ")), (letter, story.name)
            assert made.subject in text and made.foot in text
            written += 1
    assert written > 1900
