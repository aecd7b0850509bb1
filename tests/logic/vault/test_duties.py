"""Erasure, consent, access, loss, and words that had better not be stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from counsel_app.logic.calendar.entries import CalendarEntry, Source, Step, Term
from counsel_app.logic.cases.codec import encode
from counsel_app.logic.cases.records import Answer, AnswerKind, Case, Consent, Keeping, Person
from counsel_app.logic.cases.retention import PRESETS, due_on
from counsel_app.logic.cooperation.acts import Act
from counsel_app.logic.cooperation.acts import Step as ActStep
from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.duties.access import THIRD, copy_for
from counsel_app.logic.vault.duties.erasing import carry_out, due_cases, plan
from counsel_app.logic.vault.duties.loss import loss_report
from counsel_app.logic.vault.duties.sensitive import SensitiveWords
from counsel_app.logic.vault.duties.transfer import PURPOSES, SPECIAL_NEEDS, release
from counsel_app.logic.vault.store import Store
from counsel_app.paths import resources
from tests.logic.cases.makers import DAY, NAMES, case, cases, value
from tests.logic.vault.makers import SCHEMA, create, unlock

LAST = date(2026, 12, 31)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create(tmp_path / "cases.db")
    yield store
    store.close()


# keeping and erasing ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, date(2030, 1, 1)),
        ({"closed_on": date(2025, 1, 1)}, date(2029, 1, 1)),
        ({"closed_on": date(2025, 12, 31)}, date(2029, 1, 1)),
        ({"closed_on": date(2025, 1, 1), "keeping": Keeping(5)}, date(2031, 1, 1)),
        ({"closed_on": date(2025, 1, 1), "keeping": Keeping(0)}, date(2026, 1, 1)),
        ({"closed_on": date(2025, 1, 1), "keeping": Keeping(3, ("laufendes Verfahren",))}, None),
    ],
)
def test_time_of_keeping_counts_from_the_end_of_the_year(changes: dict[str, Any], due: date | None) -> None:
    assert due_on(case(**changes)) == due
    assert set(PRESETS.values()) == {3, 5, 10}


def test_due_cases_are_listed_and_never_erased_by_themselves(store: Store) -> None:
    for number, closed in ((1, date(2022, 5, 1)), (2, date(2023, 5, 1)), (3, None), (4, date(2020, 1, 1))):
        store.save(case(number, closed_on=closed))
    store.save(replace(store.load(case(4).id), keeping=Keeping(3, ("laufendes Verfahren",))))
    assert [line.code for line in due_cases(store, date(2025, 12, 31))] == []
    assert [line.code for line in due_cases(store, date(2026, 1, 1))] == ["K-0001"]
    assert [line.code for line in due_cases(store, date(2027, 1, 1))] == ["K-0001", "K-0002"]
    assert len(store.listing()) == 4


@pytest.mark.parametrize("today", [date(2036, 11, 22), date(2025, 11, 22)])
def test_a_wrong_clock_makes_nothing_due(store: Store, tmp_path: Path, today: date) -> None:
    store.save(case(1, closed_on=date(2020, 1, 1)))
    store.close()
    again = unlock(tmp_path / "cases.db", today=today)
    assert due_cases(again, today) == ()
    again.confirm_day(date(2030, 1, 1))
    assert len(due_cases(again, date(2030, 1, 1))) == 1
    again.close()


def test_erasing_takes_two_steps_and_leaves_a_certificate_without_names(store: Store) -> None:
    store.save(case(1, title="Familie Ünal", people=(Person("a", "Aylin Ünal"), Person("b", "Kind"))))
    planned = plan(store, case(1).id)
    assert (planned.people, planned.records) == (2, 8)
    with pytest.raises(InputError, match="nicht K-0001"):
        carry_out(store, planned, "K-0002")
    assert len(store.listing()) == 1
    certificate = carry_out(store, planned, " k-0001 ")
    assert store.listing() == ()
    assert not any(name in certificate.text for name in ("Ünal", "Aylin", "K-0001", case(1).id))
    assert certificate.number in certificate.text and "22.11.2026" in certificate.text
    assert certificate.gone_from_backups_on == DAY + timedelta(days=36)
    entries = [(entry.what, entry.detail) for entry in store.audit.entries()]
    assert ("Löschung bescheinigt", certificate.number) in entries and ("gelöscht", "") in entries


def test_what_changed_since_the_first_step_or_is_held_is_not_erased(store: Store) -> None:
    store.save(case(1))
    planned = plan(store, case(1).id)
    store.save(replace(store.load(case(1).id), notes="neu", keeping=Keeping(3, ("Streit mit Behörde",))))
    with pytest.raises(InputError, match="inzwischen geändert"):
        carry_out(store, planned, "K-0001")
    with pytest.raises(InputError, match=r"festgehalten .Streit mit Behörde"):
        plan(store, case(1).id)
    assert len(store.listing()) == 1


# passing on -----------------------------------------------------------------------------

GIVEN = Consent("c1", "p1", SPECIAL_NEEDS.name, "BAMF Eisenhüttenstadt", "Dari", "schriftlich", DAY)


def test_special_needs_are_passed_on_with_consent_only() -> None:
    with pytest.raises(InputError, match=r"§ 12a Abs\. 3 AsylG"):
        release(case(), "p1", SPECIAL_NEEDS, "BAMF Eisenhüttenstadt", DAY, legal_basis="berechtigtes Interesse")
    one = case().with_consent(GIVEN)
    assert (
        release(one, "p1", SPECIAL_NEEDS, "bamf eisenhüttenstadt ", DAY).basis
        == "Einwilligung vom 22.11.2026 (schriftlich)"
    )


@pytest.mark.parametrize(
    "changed",
    [
        replace(GIVEN, withdrawn_on=DAY), replace(GIVEN, given_on=DAY + timedelta(days=1)),
        replace(GIVEN, recipient="Jobcenter"), replace(GIVEN, purpose=PURPOSES[1].name), replace(GIVEN, person="p2"),
    ],
)  # fmt: skip
def test_a_consent_for_something_else_does_not_help(changed: Consent) -> None:
    one = case().with_person(Person("p2", "Kind")).with_consent(changed)
    with pytest.raises(InputError):
        release(one, "p1", SPECIAL_NEEDS, "BAMF Eisenhüttenstadt", DAY)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_no_transfer_without_consent_or_named_basis(purpose: Any) -> None:
    with pytest.raises(InputError):
        release(case(), "p1", purpose, "Ausländerbehörde Potsdam", DAY)
    with pytest.raises(InputError, match="Empfänger fehlt"):
        release(case(), "p1", purpose, "  ", DAY, "§ 82 AufenthG")
    if not purpose.consent_only:
        assert release(case(), "p1", purpose, "Ausländerbehörde Potsdam", DAY, "§ 82 AufenthG").basis == "§ 82 AufenthG"


# access ---------------------------------------------------------------------------------


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value


@given(cases)
@settings(max_examples=60)
def test_a_copy_leaves_nothing_out_of_a_case_with_one_person(one: Case) -> None:
    person = Person("p1", "Ratsuchende Person", answers=one.household)
    one = replace(one, people=(person,), consents=tuple(replace(entry, person="p1") for entry in one.consents))
    copy = copy_for(one, "p1", DAY)
    stored = json.loads(encode(one))
    assert {key: copy.table[key] for key in stored} == stored
    assert json.loads(copy.json) == copy.table
    for leaf in _leaves(stored):
        words = "ja" if leaf is True else "nein" if leaf is False else str(leaf)
        assert words in copy.text or leaf in [word.value for kind in (AnswerKind, Step, Source) for word in kind]


def test_other_people_are_marked_and_their_names_left_out(store: Store) -> None:
    family = case(
        1,
        title="Familie Ünal",
        notes="Aylin Ünal kam mit Mehmet Yıldız; Mehmet Yıldız wohnt in Berlin.",
        people=(
            Person("a", "Aylin Ünal", answers={"alter": value(30)}),
            Person(
                "b",
                "Mehmet Yıldız",
                role="Ehemann",
                aliases=("محمد یلدز",),
                answers={"alter": value(31)},
                cooperation=(Act("passantrag").with_step(ActStep(DAY, "Mehmet Yıldız war da", "Beleg", True)),),
            ),
        ),
        consents=(GIVEN, replace(GIVEN, id="c2", person="b")),
        calendar=tuple(
            CalendarEntry(who or "all", Term.FRIST, DAY, "Mehmet Yıldız anrufen", DAY, person=who) for who in ("", "b")
        ),
    )
    store.save(family)
    store.drafts.keep(DAY, family.id, "notes", "halber Satz")
    copy = copy_for(
        store.load(family.id),
        "a",
        DAY,
        store.audit.entries(),
        {"alter": "Wie alt sind Sie?"},
        store.drafts.all(family.id),
    )
    other = copy.table["people"][1]
    assert other[THIRD] is True and other["role"] == "Ehemann" and other["answers"]["alter"]["value"] == 31
    assert "Mehmet" not in copy.json and "محمد" not in copy.json and "Aylin Ünal" in copy.json
    assert copy.table["notes"] == "Aylin Ünal kam mit [andere Person]; [andere Person] wohnt in Berlin."
    assert other["cooperation"][0]["steps"][0]["text"] == "[andere Person] war da"
    assert "Mitwirkung:" in copy.text and "Beleg gesehen: ja" in copy.text
    assert copy.table["consents"] == []
    assert [one.get(THIRD, False) for one in copy.table["calendar"]] == [False, True]
    assert copy.table["calendar"][0]["text"] == "[andere Person] anrufen" and "Art des Eintrags: Frist" in copy.text
    assert ["2026-11-22", "angelegt"] in copy.table["zugriffe"] and ["2026-11-22", "gelesen"] in copy.table["zugriffe"]
    assert "Wie alt sind Sie?:" in copy.text and "halber Satz" in copy.text


# loss -------------------------------------------------------------------------------------


def test_a_loss_report_counts_without_naming(store: Store, tmp_path: Path) -> None:
    topics = {"alter": "Person", "papier": "Aufenthalt"}
    for number in (1, 2, 3):
        one = case(
            number, people=(Person("a", f"Name {number}"), Person("b", "Kind")), notes="x" if number == 1 else ""
        )
        store.save(
            one.with_answer("a", "alter", value(3), household=False).with_answer(
                "b", "papier", value("pass"), household=True
            )
        )
    store.backups.make(DAY)
    backup = store.backups.lines()[0].path
    report = loss_report(backup, store._file.ring, tmp_path, topics)
    assert (report.cases, report.people, report.unreadable) == (3, 6, 0)
    assert dict(report.categories) == {"Aufenthalt": 6, "Freie Notizen": 2, "Name oder Bezeichnung": 6, "Person": 3}
    assert "Name 1" not in report.text and "72 Stunden" in report.text
    assert "AES-256-GCM" in report.text and not report.is_sealed  # the vaults of tests are cheap to guess
    assert "zu benachrichtigen" in report.text


# words ------------------------------------------------------------------------------------

SENSITIVE = SensitiveWords(resources() / "privacy")


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Er war 2019 im Gefängnis.", "Straftaten", "Gefängnis"),
        ("Kam über die Balkanroute mit einem Schleuser", "Fluchtweg und Helfende", "Balkanroute"),
        ("Laut Dr. X PTBS-Diagnose", "Gesundheit", "PTBS"),
        ("ist konvertiert", "Religion, Politik, Sexualität", "konvertiert"),
        ("sein Freund hat auch Probleme", "Andere Personen", "sein Freund"),
    ],
)
def test_words_that_need_a_second_thought_are_found_with_the_reason(text: str, kind: str, found: str) -> None:
    hints = SENSITIVE.hints(text)
    assert [(hint.kind, hint.found) for hint in hints] == [(kind, found)]
    assert text[hints[0].start :].startswith(found) and len(hints[0].reason) > 40


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bringt Mietvertrag und Pass mit.",
        "Sucht eine Wohnung, Miete betrug 400 €",
        "Haftpflicht",
        "Christina Weiß",
        *NAMES,
    ],
)
def test_plain_notes_are_left_alone(text: str) -> None:
    assert SENSITIVE.hints(text) == ()


def test_answers_of_any_kind_survive_the_copy() -> None:
    one = case().with_answer("p1", "x", Answer(AnswerKind.DISPUTED, "2008", "2005"), household=False)
    assert "strittig" in copy_for(one, "p1", DAY).text
    assert SCHEMA.is_dir()
