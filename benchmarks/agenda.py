"""The calendar of all cases at the size of a busy advice centre: how long it takes to be there, and to look at it.

python benchmarks/agenda.py [CASES]        (2,000 unless told; four entries each)
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from counsel_app.logic.calendar.desk import Calendar
from counsel_app.logic.calendar.entries import CalendarEntry, Mark, Step, Term
from counsel_app.logic.calendar.shelf import Shelf
from counsel_app.logic.cases.records import Case, Person
from counsel_app.logic.deadlines.holidays import HOME, read_holidays
from counsel_app.logic.vault.store import Store
from counsel_app.paths import resources

DAY, SCHEMA = date(2026, 11, 22), resources() / "schema"
ENTRIES = 4


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as folder:
        for entries in (0, ENTRIES):
            file = Path(folder) / f"{entries}.db"
            _fill(file, cases, entries)
            print(f"{cases} cases with {entries} entries each, {file.stat().st_size / 1e6:.0f} MB")
            _measure(file)


def _fill(file: Path, cases: int, entries: int) -> None:
    store, chance, numbers = Store.open(file, SCHEMA, DAY), Random(1), count()
    with store.together():
        for number in range(cases):
            calendar = tuple(_entry(f"{next(numbers):032x}", chance) for _ in range(entries))
            people = (Person("a", f"Person {number}"),)
            case = Case(f"{number:032x}", f"K-{number:05X}", DAY, DAY, "Aufenthalt", people=people, calendar=calendar)
            store.save(case)
    store.close()


def _entry(ident: str, chance: Random) -> CalendarEntry:
    day = DAY + timedelta(days=chance.randrange(-300, 300))
    marks = (Mark(Step.DONE, DAY, "EM"),) if day < DAY and chance.random() < 0.98 else ()
    return CalendarEntry(
        ident, chance.choice(list(Term)), day, "Klage gegen den Bescheid", DAY, "§ 74 Abs. 1 AsylG", marks=marks
    )


def _measure(file: Path) -> None:
    start = time.perf_counter()
    store = Store.open(file, SCHEMA, DAY)
    _report("open the vault", time.perf_counter() - start)
    holidays = read_holidays(resources() / "deadlines" / "holidays.toml")[HOME]
    calendar = Calendar(Shelf(store, lambda: None, lambda case: None), lambda: holidays, DAY, lambda: "x" * 32)
    _report("start page, first time", _timed(calendar.upcoming))
    _report("start page, again", _median(calendar.upcoming))
    _report("the list", _median(calendar.show))
    calendar.turn("month")
    _report("the month", _median(calendar.show))
    one = store.load(f"{7:032x}")
    store.save(one)
    title = count()
    _report("save an answer", _median(lambda: store.save(_retitled(store, one.id, next(title)))))
    store.close()


def _retitled(store: Store, case_id: str, number: int) -> Case:
    from dataclasses import replace

    return replace(store.load(case_id), title=f"Titel {number}")


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _median(action: Callable[[], object]) -> float:
    return statistics.median(_timed(action) for _ in range(15))


def _report(what: str, seconds: float) -> None:
    print(f"  {what}: {1000 * seconds:.1f} ms")


if __name__ == "__main__":
    main()
