"""The vault at the size of a large advice centre: unlock, save, search, change a passphrase, back up.

python benchmarks/vault.py [CASES]        (50,000 unless told)
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from counsel_app.logic.cases.records import Answer, AnswerKind, Case, Person
from counsel_app.logic.vault.backup.restoring import restore_file
from counsel_app.logic.vault.sealing.slots import FREE
from counsel_app.logic.vault.sealing.words import WordList
from counsel_app.logic.vault.store import Store
from counsel_app.paths import resources

DAY, SCHEMA = date(2026, 11, 22), resources() / "schema"
FIRST = "Mohamed Fatima Ahmad Olena Tesfay Selam Karim Nadia Ivan Maria Hussein Zahra Omar Layla Samir Aster".split()
LAST = "Kovalenko Rahimi Haidari Gebremedhin Al-Masri Shevchenko Hosseini Tekle Mahmoud Bondarenko Sharif".split()
SEARCHES = ("kovalenko", "muhammad kowalenko", "shevchenkp", "Фатима Рахими", "zzzzzzz")


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    words, chance = WordList.read(resources() / "words"), Random(1)
    with tempfile.TemporaryDirectory() as folder:
        file, phrase, code = Path(folder) / "cases.db", words.passphrase(), words.recovery_code()
        store = _filled(file, phrase, code, cases, chance)
        _report("save an answer", 1000 * _saving(store, cases, chance), "ms median")
        _report("change of passphrase", _timed(lambda: store.people.change_passphrase(phrase, phrase)), "s")
        leaving = store.people.add("Kim", "vier Worte reichen hier", FREE)
        _report("removal of a person", _timed(lambda: store.people.remove(leaving.slot)), "s")
        store.close()
        _opening(file, phrase)
        _backup(file, phrase)


def _filled(file: Path, phrase: str, code: str, cases: int, chance: Random) -> Store:
    store = Store.create(file, SCHEMA, name="Erika Muster", passphrase=phrase, recovery=code, today=DAY)
    with store.together():
        for number in range(cases):
            people = (Person("a", _name(chance)), Person("b", _name(chance)))
            store.save(Case(f"{number:032x}", f"K-{number:05X}", DAY, DAY, "Aufenthalt", people=people))
    print(f"{cases} cases, {file.stat().st_size / 1e6:.0f} MB")
    return store


def _saving(store: Store, cases: int, chance: Random) -> float:
    times = []
    for number in range(60):
        one = store.load(f"{chance.randrange(cases):032x}")
        answered = one.with_answer("a", "frage", Answer(AnswerKind.VALUE, number), household=False)
        times.append(_timed(lambda answered=answered: store.save(answered)))
    return statistics.median(times)


def _opening(file: Path, phrase: str) -> None:
    door = Store.door(file)
    assert door is not None
    start = time.perf_counter()
    ring = door.unlock(door.slots[0].id, phrase)
    middle = time.perf_counter()
    store = Store.unlock(file, SCHEMA, ring, DAY)
    end = time.perf_counter()
    _report("unlock: the key", middle - start, "s")
    _report("unlock: the index after the key", end - middle, "s")
    for search in SEARCHES:
        times = [_timed(lambda search=search: store.listing(search)) for _ in range(5)]
        _report(f"search {search!r} ({len(store.listing(search))} found)", 1000 * statistics.median(times), "ms")
    store.close()


def _backup(file: Path, phrase: str) -> None:
    door = Store.door(file)
    assert door is not None
    ring = door.unlock(door.slots[0].id, phrase)
    store = Store.unlock(file, SCHEMA, ring, DAY)
    start = time.perf_counter()
    prepared = store.backups.begin(DAY)
    middle = time.perf_counter()
    made = prepared.finish()
    end = time.perf_counter()
    store.backups.note(made)
    _report("backup: copied", middle - start, "s")
    _report("backup: checked, sealed and read back (not in the window's thread)", end - middle, "s")
    backup = store.backups.lines()[0].path
    target = file.parent / "second" / "cases.db"
    _report("restore", _timed(lambda: restore_file(backup, ring, target, SCHEMA, DAY)), "s")
    store.close()


def _name(chance: Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _report(what: str, figure: float, unit: str) -> None:
    print(f"{what}: {figure:.2f} {unit}")


if __name__ == "__main__":
    main()
