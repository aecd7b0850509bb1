"""Every format that was ever given out still opens.

`tests/old_files` holds one vault (and one backup) per schema, made by the program of that time with
`python -m tests.logic.vault.test_old_files`; once committed, a file is never made again.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counsel_app.logic.calendar.entries import CalendarEntry, Mark, Source, Step, Term
from counsel_app.logic.cases.records import Answer, AnswerKind, Case, Consent, Keeping, Person
from counsel_app.logic.vault import database
from counsel_app.logic.vault.backup.container import read_header
from counsel_app.logic.vault.backup.restoring import restore_file
from counsel_app.logic.vault.store import Store
from tests.logic.cases.makers import case
from tests.logic.vault.makers import CODE, DAY, PHRASE, SCHEMA, create, unlock

FOLDER = Path(__file__).resolve().parents[2] / "old_files"
FILES = sorted(FOLDER.glob("*.db"))
BACKUPS = sorted(FOLDER.glob("*.sicherung"))
FIRST_WITH_CALENDAR = 3


def _household(schema: int) -> Case:
    answers = {
        "alter": Answer(AnswerKind.VALUE, 34),
        "einreise": Answer(AnswerKind.DISPUTED, "2019", "2020-01-03", noted_on=DAY),
        "pass": Answer(AnswerKind.PENDING, paper="Reisepass", until=date(2027, 1, 31)),
        "religion": Answer(AnswerKind.WITHHELD),
        "miete": Answer(AnswerKind.VALUE, 412.5),
    }
    people = (
        Person("a", "محمد عبد الرحمن", aliases=("Mohamed Abdulrahman",), answers=answers),
        Person("b", "ተስፋይ <b>&", "Kind", "a"),
    )
    consent = Consent("c", "a", "Vermittlung", "Jobcenter", "Dari", "schriftlich", DAY, date(2026, 12, 1))
    household = case(
        1, title="Erstgespräch", notes="Zeile 1\nZeile 2 🦊", people=people, consents=(consent,), keeping=Keeping(5)
    )
    return household if schema < FIRST_WITH_CALENDAR else replace(household, calendar=_calendar())


def _calendar() -> tuple[CalendarEntry, ...]:
    frist = CalendarEntry(
        "f", Term.FRIST, date(2026, 12, 7), "Klage", DAY, "§ 74 Abs. 1 AsylG", date(2026, 12, 10), "a",
        Source.CALCULATOR, "F01", made_by="EM", marks=(Mark(Step.DROPPED, DAY, "EM", "zurückgenommen"),),
    )  # fmt: skip
    return frist, CalendarEntry("v", Term.VORFRIST, date(2026, 11, 30), "Klage", DAY, of="f")


def _check(store: Store, file: Path) -> None:
    schema = int(file.stem.removeprefix("vault-"))
    assert store.damaged == []
    assert [line.code for line in store.listing()] == ["K-0003", "K-0001"]
    assert store.load(case(1).id) == _household(schema)
    assert store.load(case(3).id).closed_on == DAY
    assert tuple(line.entry for line in store.agenda.all()) == _household(schema).calendar
    assert store.erasure.was_erased(case(2).id)
    assert store.drafts.all(case(1).id) == {"notes": "halber Satz"}
    assert store.audit.broken_at() is None
    store.save(replace(store.load(case(1).id), notes="geht noch"))


def test_there_is_a_file_of_the_newest_schema() -> None:
    assert f"vault-{database.newest(SCHEMA):03}.db" in [path.name for path in FILES]
    assert BACKUPS


@pytest.mark.parametrize("old", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize(("secret", "place"), [(PHRASE, 0), (CODE, 1)])
def test_an_old_vault_opens_with_passphrase_and_code(tmp_path: Path, old: Path, secret: str, place: int) -> None:
    shutil.copy(old, tmp_path / "cases.db")
    store = unlock(tmp_path / "cases.db", secret, place=place)
    _check(store, old)
    store.close()


@pytest.mark.parametrize("old", BACKUPS, ids=lambda path: path.name)
def test_an_old_backup_is_restored(tmp_path: Path, old: Path) -> None:
    door = read_header(old).door
    restore_file(old, door.unlock(door.slots[0].id, PHRASE), tmp_path / "cases.db", SCHEMA, DAY)
    store = unlock(tmp_path / "cases.db")
    _check(store, old)
    store.close()


def make(folder: Path) -> None:
    """A vault and a backup of today's format."""
    name = f"vault-{database.newest(SCHEMA):03}"
    work = folder / "work"
    store = create(work / "cases.db")
    store.save(_household(database.newest(SCHEMA)))
    for number in (2, 3):
        store.save(case(number, closed_on=DAY))
    store.delete(case(2).id)
    store.drafts.keep(DAY, case(1).id, "notes", "halber Satz")
    store.backups.make(DAY)
    shutil.copy(store.backups.lines()[0].path, folder / f"{name}.sicherung")
    store.close()
    shutil.copy(work / "cases.db", folder / f"{name}.db")
    shutil.rmtree(work)


if __name__ == "__main__":
    make(FOLDER)
