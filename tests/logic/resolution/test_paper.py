"""The resolution as the program tells it, and what a damaged file says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from counsel_app import paths
from counsel_app.logic.errors import InputError
from counsel_app.logic.resolution.paper import Resolution, read_resolution
from counsel_app.logic.tables import LARGEST

FOLDER = paths.resources() / "resolution"


@pytest.fixture(scope="module")
def resolution() -> Resolution:
    return read_resolution(FOLDER)


def test_seven_measures_five_expectations_thirteen_decisions(resolution: Resolution) -> None:
    assert [one.place for one in resolution.measures] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.id for one in resolution.expectations] == [
        "plan",
        "transparenz",
        "abschluss",
        "weisungen",
        "ombudsstelle",
    ]
    assert [one.id for one in resolution.expectations if one.horizon] == ["weisungen", "ombudsstelle"]
    years = [one.year for one in resolution.annex]
    assert years == [2002, 2006, 2008, 2013, 2016, 2017, 2017, 2018, 2019, 2019, 2019, 2020, 2020]
    assert resolution.entry("willkommensbehoerde-2013").years == "2013 bis 2015"


def test_a_measure_is_cited_with_place_day_and_mandate(resolution: Resolution) -> None:
    cited = resolution.measure_citation("M4")
    assert cited.startswith("Eine Abschiebung soll in Potsdam das letzte Mittel sein")
    assert "vom 12.11.2020, 4. Maßnahme" in cited
    assert "18/SVV/0878 vom 05.12.2018" in cited
    with pytest.raises(KeyError):
        resolution.measure_citation("M8")


def test_a_decision_is_cited_with_its_body_number_and_place(resolution: Resolution) -> None:
    cited = resolution.annex_citation("sicherer-hafen-2018")
    assert cited.startswith("Stadtverordnetenversammlung Potsdam, Beschluss „Sicherer Hafen“ (2018, 18/SVV/0878")
    assert "egov.potsdam.de/bi/vo020.asp?VOLFDNR=29055; Anhang der Resolution vom 12.11.2020)" in cited
    assert resolution.annex_citation("eccar-2006").startswith("Mitgliedschaft in der Europäischen Städtekoalition")


def test_each_measure_has_a_decision_of_the_city_behind_it(resolution: Resolution) -> None:
    for one in resolution.measures:
        assert "sicherer-hafen-2018" in [entry.id for entry in resolution.supporting(one.id)]
    assert next(entry.id for entry in resolution.supporting("M5")) == "unterkuenfte-2020"


def _swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        ("annex.toml", lambda text: "entry = [", "annex.toml: die Datei ist nicht lesbar"),
        ("annex.toml", lambda text: "#" * (LARGEST + 1), "annex.toml: die Datei ist größer"),
        ("annex.toml", lambda text: "", "annex.toml: entry: erwartet werden 1 bis"),
        ("annex.toml", _swap("year     = 2002", "year     = 1002"), "buendnis-2002.year: erwartet wird ein Jahr"),
        ("annex.toml", _swap("year     = 2002", "year     = 2019"), "year: die Einträge müssen nach Jahren"),
        ("annex.toml", _swap("year     = 2002", 'year     = "2002"'), "entry 1.year: erwartet wird int"),
        ("annex.toml", _swap('kind     = "buendnis"', 'kind     = "verein"'), "kind: erwartet wird beschluss"),
        ("annex.toml", _swap('"eccar-2006"', '"buendnis-2002"'), "entry: eine Kennung (id) steht zweimal"),
        ("annex.toml", _swap('["M1", "M2"]', '["M9"]'), "measures: „M9“ gibt es nicht"),
        ("annex.toml", _swap('["M1", "M2"]', '"M1"'), "measures: erwartet wird eine Liste"),
        ("measures.toml", _swap('"M1"', '"M8"'), "measures.toml: measure: erwartet werden M1, M2"),
        ("measures.toml", _swap("\nargument", "\narguments"), "measure 1.arguments: unbekannt"),
        ("measures.toml", _swap("[paper]", "[papers]"), "measures.toml: paper: der Abschnitt fehlt"),
        ("expectations.toml", _swap('use   = "', 'use   = ""#"'), "expectation 1.use: erwartet wird ein Text"),
        ("expectations.toml", _swap("\ntitle", "\n#title"), "expectation 1.title: die Angabe fehlt"),
    ],
)
def test_a_damaged_file_says_where(tmp_path: Path, file: str, change: Callable[[str], str], said: str) -> None:
    folder = tmp_path / "resolution"
    shutil.copytree(FOLDER, folder)
    before = (folder / file).read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    (folder / file).write_text(after, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_resolution(folder)
    assert said in str(error.value)
    assert str(error.value).startswith("resolution/")
