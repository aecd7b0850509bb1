"""Mistakes in the knowledge: one broken folder per mistake, each named with file and key, none stops the reading."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counsel_app.logic.errors import InputError
from counsel_app.logic.law.compiling import KnowledgeError, compile_pack
from counsel_app.logic.law.pack import load

BROKEN = Path(__file__).resolve().parent.parent / "broken" / "knowledge"
SOUND = BROKEN / "sound"


def knowledge_with(tmp_path: Path, mistake: str) -> Path:
    """The sound folder with the files of one mistake laid over it."""
    folder = tmp_path / "knowledge"
    shutil.copytree(SOUND, folder)
    shutil.copytree(BROKEN / mistake, folder, dirs_exist_ok=True)
    return folder


def test_the_sound_folder_is_sound(tmp_path: Path) -> None:
    raw, problems = compile_pack(SOUND)
    assert problems == []
    assert list(raw["options"]) == ["arbeit"]
    assert load(SOUND, tmp_path / "pack.json").options["arbeit"].measure == "M1"


@pytest.mark.parametrize(
    ("mistake", "file", "words"),
    [
        ("not_toml", "options/arbeit.toml", "not TOML"),
        ("not_utf8", "options/arbeit.toml", "not UTF-8"),
        ("missing_key", "options/arbeit.toml", "the key 'law' is missing"),
        ("unknown_key", "options/arbeit.toml", "unknown key 'farbe'"),
        ("unknown_word", "options/arbeit.toml", "'M9' is not one of M1"),
        ("unknown_fact", "options/arbeit.toml", "the fact 'mondphase' does not exist"),
        ("unknown_choice", "options/arbeit.toml", "'fahrkarte' is not a value of 'papier'"),
        ("wrong_comparison", "options/arbeit.toml", "'months_ago' does not fit 'papier'"),
        ("two_comparisons", "options/arbeit.toml", "exactly one comparison"),
        ("unknown_term", "options/arbeit.toml", "the term 'nirgends' does not exist"),
        ("duplicate_id", "terms/zweite.toml", "the id 'arbeitet' stands already in terms/erste.toml"),
        ("duplicate_block", "options/arbeit.toml", "the block id 'papier' stands twice"),
        ("term_circle", "", "a circle: term arbeitet -> term wartet -> term arbeitet"),
        ("wrong_name", "options/andere.toml", "must be the file's name"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, mistake: str, file: str, words: str) -> None:
    folder = knowledge_with(tmp_path, mistake)
    _, problems = compile_pack(folder)
    assert [problem for problem in problems if problem.file == file and words in problem.text], problems
    with pytest.raises(KnowledgeError, match="wird nicht verwendet"):
        load(folder, tmp_path / "pack.json")


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    folder = knowledge_with(tmp_path, "unknown_fact")
    shutil.copytree(BROKEN / "duplicate_id", folder, dirs_exist_ok=True)
    assert len(compile_pack(folder)[1]) == 2


def test_the_pack_is_rebuilt_when_a_source_changes(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(SOUND, folder)
    pack = tmp_path / "pack.json"
    first = load(folder, pack).version
    assert load(folder, pack).version == first
    option = folder / "options" / "arbeit.toml"
    option.write_text(option.read_text(encoding="utf-8").replace("Arbeit mit Duldung", "Arbeiten"), encoding="utf-8")
    assert load(folder, pack).options["arbeit"].name == "Arbeiten"


@pytest.mark.parametrize(
    ("content", "words"), [(None, "fehlt"), (b"{", "beschädigt"), (b'{"format": 99}', "anderes Format")]
)
def test_a_pack_that_cannot_be_used_says_so(tmp_path: Path, content: bytes | None, words: str) -> None:
    pack = tmp_path / "pack.json"
    if content is not None:
        pack.write_bytes(content)
    with pytest.raises(InputError, match=words):
        load(tmp_path / "nowhere", pack)


def test_a_damaged_cache_is_simply_built_again(tmp_path: Path) -> None:
    pack = tmp_path / "pack.json"
    pack.write_bytes(b"\x00broken")
    assert load(SOUND, pack).options
