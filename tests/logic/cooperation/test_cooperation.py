"""The checklist of cooperation: its law, what a case keeps of it, and the sentences for the letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from counsel_app import paths
from counsel_app.logic.cooperation.acts import Act, ActState, Step, act_of, with_act
from counsel_app.logic.cooperation.duties import Checklist, read_checklist
from counsel_app.logic.cooperation.summary import done, missing, state_of
from counsel_app.logic.errors import InputError
from counsel_app.logic.law.records import Knowledge

FOLDER = paths.resources() / "cooperation"
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return read_checklist(FOLDER)


def test_every_act_of_the_statute_is_there_with_its_number(checklist: Checklist) -> None:
    numbered = {duty.law: duty for duty in checklist.duties}
    for number in range(1, 7):
        assert numbered[f"§ 60b Abs. 3 Satz 1 Nr. {number} AufenthG"].unreasonable
    assert "§ 156 StGB" in checklist.duty("eid").warning
    assert {duty.group for duty in checklist.duties} == {"pass", "identitaet"}
    assert all(duty.law.startswith("§") and duty.proof for duty in checklist.duties)
    assert all(point.law.startswith("§") for point in (*checklist.before, *checklist.healing))
    with pytest.raises(KeyError):
        checklist.duty("unbekannt")


def test_questions_and_checklist_share_their_answers(checklist: Checklist, knowledge: Knowledge) -> None:
    asked = [duty for duty in checklist.duties if duty.fact]
    assert len(asked) == 7
    for duty in asked:
        choices = {choice for choice, _ in knowledge.facts[duty.fact].choices}
        assert choices == {state.value for state in ActState if state is not ActState.UNREASONABLE or duty.unreasonable}


def test_the_state_is_the_answer_of_the_question_or_what_the_checklist_keeps(checklist: Checklist) -> None:
    asked, kept = checklist.duty("passantrag"), checklist.duty("unterlagen")
    act = Act(asked.id, ActState.DONE)
    assert state_of(asked, act, {}) is None
    assert state_of(asked, act, {"mw_passantrag": "offen"}) is ActState.OPEN
    assert state_of(asked, act, {"mw_passantrag": None}) is None
    assert state_of(kept, Act(kept.id, ActState.DONE), {}) is ActState.DONE


def test_the_letter_says_what_was_done_when_and_with_what_paper(checklist: Checklist) -> None:
    acts = (
        Act("passantrag")
        .with_step(Step(date(2026, 5, 14), "Nachgefragt."))
        .with_step(Step(date(2026, 2, 3), "Antrag an die Botschaft geschickt", "Einlieferungsbeleg", True)),
        Act("vorsprache", reason="Verlangt wird eine Reueerklärung."),
        Act("unterlagen", ActState.OPEN),
        Act("ersatzbelege").with_step(Step(DAY, "Tazkira abgegeben")),
    )
    answers = {"mw_passantrag": "erledigt", "mw_vorsprache": "unzumutbar", "mw_gebuehren": "nicht_verlangt"}
    assert done(checklist, acts, answers) == (
        "Passantrag (§ 60b Abs. 3 Satz 1 Nr. 1 AufenthG): erledigt. am 03.02.2026 Antrag an die Botschaft geschickt "
        "(Beleg: Einlieferungsbeleg); am 14.05.2026 Nachgefragt.",
        "Vorsprache bei der Botschaft (§ 60b Abs. 3 Satz 1 Nr. 2 AufenthG): nicht zumutbar. Verlangt wird eine "
        "Reueerklärung.",
        "Gebühren (§ 60b Abs. 3 Satz 1 Nr. 5 AufenthG): nicht verlangt.",
        "Andere Belege von sich aus (§ 82 Abs. 1 AufenthG): am 22.11.2026 Tazkira abgegeben.",
    )
    assert missing(checklist, acts, answers) == ("Urkunden und Datenträger vorlegen",)
    assert done(checklist, (), {}) == ()


def test_an_act_without_anything_is_not_kept() -> None:
    act = Act("a").with_step(Step(DAY, "x"))
    acts = with_act(with_act((), act), Act("b", reason="y"))
    assert [one.duty for one in acts] == ["a", "b"]
    assert act_of(acts, "a") == act and act_of(acts, "c") == Act("c")
    assert with_act(acts, act.without_step(0)) == (Act("b", reason="y"),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace('group  = "pass"', 'group  = "andere"', 1), "passantrag.group: erwartet wird pass"),
        (lambda text: text.replace("[[heal]]", "[[heals]]"), "heal: erwartet werden 1 bis"),
        (lambda text: text.replace('law    = "§ 48', '#law    = "§ 48', 1), "law: die Angabe fehlt"),
        (lambda text: text.replace('proof  = ["Kopie des Antrags", ', "proof  = [1, ", 1), "erwartet wird eine Liste"),
    ],
)
def test_a_damaged_file_says_where(tmp_path: Path, change: Callable[[str], str], said: str) -> None:
    text = (FOLDER / "duties.toml").read_text(encoding="utf-8")
    assert change(text) != text
    folder = tmp_path / "cooperation"
    folder.mkdir()
    (folder / "duties.toml").write_text(change(text), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_checklist(folder)
    assert str(error.value).startswith("cooperation/duties.toml") and said in str(error.value)
