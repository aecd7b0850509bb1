"""Answers given together: each fits its question, and no bundle is offered that something said contradicts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from counsel_app import paths
from counsel_app.logic.errors import InputError
from counsel_app.logic.interview.bundles import Bundle, offered, read_bundles
from counsel_app.logic.law.pack import load
from counsel_app.logic.law.records import Knowledge
from counsel_app.logic.law.values import read_value

FOLDER = paths.resources() / "interview"
BUNDLE = Bundle("b", "Text.", {"one": False, "two": 0, "three": "keine"})


@pytest.fixture(scope="module")
def knowledge(pack_folder: Path) -> Knowledge:
    return load(paths.knowledge_sources(), pack_folder / "knowledge.json")


def test_every_answer_fits_its_question_and_no_question_is_in_two_bundles(knowledge: Knowledge) -> None:
    seen: set[str] = set()
    for bundle in read_bundles(FOLDER):
        assert bundle.text.endswith(".") and len(bundle.answers) >= 2
        for fact, value in bundle.answers.items():
            assert read_value(knowledge.facts[fact], value) is not None
            assert fact not in seen
            seen.add(fact)


def test_violence_is_never_asked_in_passing() -> None:
    asked = {fact for bundle in read_bundles(FOLDER) for fact in bundle.answers}
    assert asked.isdisjoint({"gewalt_betroffen", "gewalt_nachweis"})


def test_a_bundle_is_offered_where_it_saves_questions() -> None:
    found = offered((BUNDLE,), {"one", "two"}, {})
    assert found == dict.fromkeys(("one", "two", "three"), (BUNDLE, 2))
    assert offered((BUNDLE,), {"one"}, {}) == {}
    assert offered((BUNDLE,), {"one", "two"}, {"one": False}) == {}
    assert set(offered((BUNDLE,), {"two", "three"}, {"one": False})) == {"two", "three"}


@pytest.mark.parametrize("said", [True, None, {"client": False, "authority": True}])
def test_what_was_said_otherwise_takes_the_bundle_away(said: object) -> None:
    assert offered((BUNDLE,), {"two", "three"}, {"one": said}) == {}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("answers = {", "answers = 3 #", 1), "bundle 1.answers: erwartet wird eine Tabelle"),
        (lambda text: text.replace("= 0,", "= [0],", 1), "bundle 1.answers: erwartet wird eine Tabelle"),
        (lambda text: text.replace("text    =", "texte   =", 1), "bundle 1.texte: unbekannt"),
    ],
)
def test_a_damaged_file_says_where(tmp_path: Path, change: Callable[[str], str], said: str) -> None:
    text = (FOLDER / "bundles.toml").read_text(encoding="utf-8")
    (tmp_path / "bundles.toml").write_text(change(text), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_bundles(tmp_path)
    assert said in str(error.value)
