"""One name in many spellings is one name for the search."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counsel_app.logic.cases.records import Person
from counsel_app.logic.vault.names import folded, sounds
from counsel_app.logic.vault.store import Store
from tests.logic.cases.makers import DAY, case
from tests.logic.vault.makers import SCHEMA

ALIKE = """
Mohamed Muhammad Mohammad Mehmet محمد ; Hussein Husain حسين ; Yousef Yusuf Jussuf يوسف ; Ahmad Ahmed احمد أحمد
Kovalenko Kowalenko Коваленко ; Khaled Chaled Haled خالد ; Ramadan رمضان Ramadhan ; Fatima Fatimah فاطمة ; Olga Ольга
Osman Othman عثمان ; Tesfay ተስፋይ ; Gebremedhin ገብረመድህን ; Alexej Aleksei Алексей ; Jamal Dschamal جمال Cemal
Qasem Kasim Ghasem ; Sara Sarah ; Ibrahim Ebrahim ابراهيم ; Shahin Schahin شاهین ; Zaynab Seinab زينب ; Omar عمر
Hryhorij Григорий ; Grigori Григорий ; Vladimir Wladimir Владимир ; Selam ሰላም ; Hiwot ሕይወት ; Haile ኃይለ ; Ayşe Aischa
Reza رضا Rıza ; Daoud Dawood داود ; Michael Mikael ; Oleksij Олексій ; Nguyen Nguyễn ; Çelik Celik
"""
GROUPS = [group.split() for line in ALIKE.strip().splitlines() for group in line.split(";") if group.strip()]
UNLIKE = "Ali Omar, Sara Samir, Ahmad Hamid, Olga Olena, Fatima Farida, Karim Kamal, Nadia Natalia, Maria Marta"


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0])
def test_spellings_of_one_name_sound_alike(group: list[str]) -> None:
    assert [other for other in group if not sounds(group[0]) & sounds(other)] == []


@pytest.mark.parametrize("pair", UNLIKE.split(", "))
def test_other_names_sound_different(pair: str) -> None:
    one, other = pair.split()
    assert not sounds(one) & sounds(other)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("MÜLLER", "muller"),
        ("İpek", "ipek"),
        ("Straße", "strasse"),
        ("أحمد", "احمد"),
        ("Ёлка", "елка"),
        ("K-7F3Q", "k-7f3q"),
    ],
)
def test_folding_drops_case_and_accents(text: str, plain: str) -> None:
    assert folded(text) == plain


def _names(*labels: str) -> Store:
    store = Store.in_memory(SCHEMA)
    for number, label in enumerate(labels, 1):
        day = DAY.replace(day=number)
        store.save(case(number, title="", changed_on=day, people=(Person("p", label, aliases=("Spitzname Ötzi",)),)))
    return store


def _found(store: Store, search: str) -> list[str]:
    return [line.people[0] for line in store.listing(search)]


def test_search_as_written_comes_before_as_spoken_before_a_slip() -> None:
    store = _names("Mohammad Ali", "Mohamed Omar", "Mohamned", "Karim")
    assert _found(store, "mohamed") == ["Mohamed Omar", "Mohammad Ali", "Mohamned"]
    assert _found(store, "mohamed omar") == ["Mohamed Omar"]
    assert _found(store, "ottzi") == _found(store, "") == ["Karim", "Mohamned", "Mohamed Omar", "Mohammad Ali"]


@pytest.mark.parametrize(
    "search", ["Abdulrahman", "abd al-rahman", "Abdel Rahman", "عبد الرحمن", "Rahman", "abdulrahmna"]
)
def test_names_are_found_together_and_apart(search: str) -> None:
    store = _names("Abd al-Rahman Said", "Karim Abdi")
    assert _found(store, search) == ["Abd al-Rahman Said"]


@pytest.mark.parametrize("slip", ["kowalenkp", "kowalenk", "kowallenko", "kowalneko", "owalenko"])
def test_one_slip_is_forgiven(slip: str) -> None:
    assert _found(_names("Kowalenko", "Karim"), slip) == ["Kowalenko"]


def test_the_search_finds_codes_and_forgets_erased_and_renamed() -> None:
    store = _names("Karim", "Omar")
    assert _found(store, "k-0002") == ["Omar"]
    store.save(replace(store.load(case(2).id), people=(Person("p", "Selam"),)))
    store.delete(case(1).id)
    assert [_found(store, name) for name in ("karim", "omar", "selam", "")] == [[], [], ["Selam"], ["Selam"]]
