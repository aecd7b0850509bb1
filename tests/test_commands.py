"""The terminal: exact keys of the result, and one sentence for each mistake in a file of cases."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from counsel_app.commands import DIFFERENT, DONE, UNUSABLE, run

TODAY = date(2026, 11, 24)
BROKEN = Path(__file__).parent / "broken" / "cases"
SAID = {
    "birth_after_entry": ("einreise_am", "geburtsdatum"),
    "entry_in_the_future": ("einreise_am", "24.11.2026"),
    "impossible_date": ("geburtsdatum", "2008-02-31"),
    "no_day": ("stichtag",),
    "not_json": ("JSON",),
    "unknown_fact": ("geburtsdatm",),
    "wrong_expectation": ("expected", "state"),
    "wrong_type": ("papier", "duldung"),
}


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The pack is compiled into a folder of the test."""
    monkeypatch.setenv("HAFENLOTSE_HOME", str(tmp_path))


def test_every_broken_file_has_its_sentence() -> None:
    assert {path.stem for path in BROKEN.glob("*.json")} == SAID.keys()


@pytest.mark.parametrize("mistake", SAID)
def test_a_mistake_in_a_case_gets_one_sentence_that_names_it(mistake: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = BROKEN / f"{mistake}.json"
    assert run(["assess", str(path)], TODAY) == UNUSABLE
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert str(path) in line
    assert all(part in line for part in SAID[mistake])


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assess", "nirgends.json"], TODAY) == UNUSABLE
    assert "nirgends.json" in capsys.readouterr().err


def test_cases_count_what_differs_and_name_what_does_not_exist(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {"geburtsdatum": "1990-01-01"}
    case = {"id": "A", "title": "zu alt", "stichtag": "2026-11-24", "answers": answers}
    path = tmp_path / "cases.json"
    for state, code in (("no", DONE), ("yes", DIFFERENT)):
        wanted = [{"option": "jugendliche-25a", "state": state}, {"option": "es-gibt-mich-nicht", "state": "yes"}]
        path.write_text(json.dumps([case | {"expected": wanted}]), encoding="utf-8")
        assert run(["cases", str(path)], TODAY) == code
        told = capsys.readouterr().out
        assert "no such option yet: es-gibt-mich-nicht" in told
        assert ("1 passed, 0 failed" in told) == (code == DONE)


def test_review_prints_the_sheet_of_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "beschaeftigungsduldung-60d"], TODAY) == DONE
    sheet = capsys.readouterr().out
    assert "§ 60d Abs. 1" in sheet and "Geprüft durch" in sheet
    assert run(["review", "es-gibt-mich-nicht"], TODAY) == UNUSABLE


def test_assess_gives_json_with_its_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"id": "A", "stichtag": "2026-11-24", "answers": {"geburtsdatum": "1990-01-01"}}))
    assert run(["assess", str(path), "--json"], TODAY) == DONE
    (client,) = json.loads(capsys.readouterr().out)
    assert client["id"] == "A"
    found = {line["id"]: line["state"] for line in client["options"]}
    assert found["jugendliche-25a"] == "no"
    assert found["beschaeftigungsduldung-60d"] == "open"


def test_deadlines_are_told_and_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = {"bescheid_art": "bamf_unbegruendet", "bescheid_zugang_am": "2026-11-12"}
    right = {"id": "a", "rule": "F01", "start": letter, "delivery": "gelber_umschlag", "expected_end": "2026-11-26"}
    path = tmp_path / "deadlines.json"
    path.write_text(json.dumps([right, {**right, "id": "b", "expected_end": "2026-11-27"}]), encoding="utf-8")
    assert run(["deadline", str(path)], TODAY) == DIFFERENT
    out = capsys.readouterr().out
    assert "expected_end: 2026-11-27, berechnet 2026-11-26" in out
    assert out.endswith("1 passed, 1 failed\n")

    assert run(["deadline", str(path), "--json"], TODAY) == DONE
    first, second = json.loads(capsys.readouterr().out)
    assert (first["id"], first["safe_end"], first["latest_end"]) == ("a", "2026-11-26", "2026-11-26")
    assert all(step.keys() == {"text", "law", "date"} for step in first["steps"])
    assert second["disputed"] == []


def test_an_unusable_deadline_keeps_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = {"id": "b", "rule": "F38", "start": {"kind_geboren_am": "2026-10-30"}}
    path = tmp_path / "deadlines.json"
    path.write_text(json.dumps([{"id": "a", "rule": "F38", "start": {"kind_geboren_am": "gestern"}}, good]))
    assert run(["deadline", str(path), "--json"], TODAY) == UNUSABLE
    said = capsys.readouterr()
    assert [entry["safe_end"] for entry in json.loads(said.out)] == [None, "2027-04-30"]
    assert "kind_geboren_am" in said.err
    assert len(said.err.splitlines()) == 1
