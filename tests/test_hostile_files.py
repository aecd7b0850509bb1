"""Whatever is in a file from outside, it gets one sentence: no crash, no flood of memory, nothing written elsewhere."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from counsel_app.commands import UNUSABLE, run
from tests import hostile

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a process with 300 MB to spare made of each file."""
    folder = tmp_path_factory.mktemp("boese")
    hostile.make(folder)
    before = _elsewhere(folder)
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert _elsewhere(folder) == before
    found: dict[str, str] = json.loads(done.stdout)
    return found


def _elsewhere(folder: Path) -> set[str]:
    return {path.name for path in folder.parent.iterdir()}


def test_the_corpus_is_large_and_every_kind_is_in_it(outcome: dict[str, str]) -> None:
    kinds = Counter(name.split("/")[0] for name in outcome)
    print(f"hostile files: {dict(kinds)}, {Counter(outcome.values())}")
    assert sum(kinds.values()) >= 200
    assert kinds.keys() == {"faelle", "sicherungen", "tresore", "listen"}


def test_every_file_is_read_or_refused_with_a_sentence(outcome: dict[str, str]) -> None:
    assert {name: what for name, what in outcome.items() if what not in ("read", "refused")} == {}


def test_what_must_not_be_read_is_refused(outcome: dict[str, str]) -> None:
    wanted = ["faelle/tief.json", "faelle/zu-gross.json", "faelle/zwillinge.json", "faelle/unendlich.json"]
    wanted += [f"sicherungen/{name}.sicherung" for name in ("64-gib", "laenge-luegt", "angehaengt", "vertauscht")]
    wanted += [f"tresore/{name}/cases.db" for name in ("ausloeser", "sicht", "neuer", "riesig", "zufall")]
    assert [name for name in wanted if outcome[name] != "refused"] == []
    cut = {what for name, what in outcome.items() if name.startswith(("sicherungen/abge", "sicherungen/gekippt"))}
    assert cut == {"refused"}


def test_a_file_larger_than_any_list_of_cases_is_not_even_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "endlos.json"
    with path.open("wb") as stream:
        stream.truncate(5_000_000_000)  # sparse: takes no room
    assert run(["assess", str(path)], hostile.TODAY) == UNUSABLE
    assert "größer als" in capsys.readouterr().err
