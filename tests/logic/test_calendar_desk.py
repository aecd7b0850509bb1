"""The calendar of all cases: what goes in, how it ends, what is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from counsel_app.logic.calendar.desk import Calendar
from counsel_app.logic.calendar.entering import OptionDays
from counsel_app.logic.calendar.entries import MOST_ENTRIES, CalendarEntry, Step, Term
from counsel_app.logic.calendar.shelf import Shelf
from counsel_app.logic.cases.demo import demo_case
from counsel_app.logic.cases.records import DEMO_ID, Case
from counsel_app.logic.deadlines.holidays import HOME, read_holidays
from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.store import Store
from counsel_app.paths import resources
from tests.logic.cases.makers import case
from tests.logic.vault.makers import SCHEMA, create

TODAY = date(2026, 11, 24)  # a Tuesday
HOLIDAYS = read_holidays(resources() / "deadlines" / "holidays.toml")[HOME]
ONE, TWO = case(1), case(2)


class Open:
    """The open case, as the session holds it."""

    def __init__(self) -> None:
        self.case: Case | None = None

    def settle(self, changed: Case) -> None:
        if self.case is not None and self.case.id == changed.id:
            self.case = changed


@pytest.fixture
def store() -> Store:
    made = Store.in_memory(SCHEMA)
    made.save(ONE)
    made.save(TWO)
    return made


def calendar_of(store: Store, today: date = TODAY, opened: Open | None = None) -> Calendar:
    numbers, now = count(1), opened or Open()
    shelf = Shelf(store, lambda: now.case, now.settle)
    return Calendar(shelf, lambda: HOLIDAYS, today, lambda: f"{next(numbers):032x}")


@pytest.fixture
def calendar(store: Store) -> Calendar:
    return calendar_of(store)


def put(calendar: Calendar, day: date, text: str = "Klage", case_id: str = ONE.id) -> None:
    calendar.add(case_id, "Wiedervorlage", f"{day:%d.%m.%Y}", text)


def kept(store: Store, case_id: str = ONE.id) -> list[tuple[str, date]]:
    return [(entry.term.value, entry.day) for entry in store.load(case_id).calendar]


# putting in ------------------------------------------------------------------------


def test_a_deadline_of_the_calculator_brings_its_vorfrist(calendar: Calendar, store: Store) -> None:
    note = calendar.add_deadline(
        ONE.id, day=date(2026, 12, 9), latest=date(2026, 12, 11), text="Klage", law="§ 74 AsylG", origin="F01"
    )
    assert note.text == "Im Kalender: Frist 09.12.2026, Vorfrist 02.12.2026."
    frist, early = store.load(ONE.id).calendar
    assert (frist.law, frist.latest, frist.origin) == ("§ 74 AsylG", date(2026, 12, 11), "F01")
    assert (early.of, early.latest, early.text) == (frist.id, None, "Klage (Frist 09.12.2026)")
    assert store.load(ONE.id).changed_on == TODAY


def test_a_vorfrist_the_calculator_reckoned_is_taken(calendar: Calendar, store: Store) -> None:
    calendar.add_deadline(ONE.id, day=date(2026, 12, 9), text="Klage", law="", early=date(2026, 11, 26))
    assert kept(store) == [("Frist", date(2026, 12, 9)), ("Vorfrist", date(2026, 11, 26))]


def test_the_same_thing_is_not_entered_twice(calendar: Calendar, store: Store) -> None:
    for _ in range(2):
        note = calendar.add_deadline(ONE.id, day=date(2026, 12, 9), text="Klage", law="§ 74 AsylG")
    assert note.text == "Steht schon im Kalender: Frist 09.12.2026, Vorfrist 02.12.2026."
    early = store.load(ONE.id).calendar[1]
    calendar.drop(ONE.id, early.id, "doppelt", "EM")
    calendar.add_deadline(ONE.id, day=date(2026, 12, 9), text="Klage", law="§ 74 AsylG")
    frist, _, again = store.load(ONE.id).calendar
    assert again.of == frist.id and again.is_open


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((date(2027, 3, 1), True, None), [("Wiedervorlage", date(2027, 3, 1))]),
        ((None, False, date(2027, 3, 1)), [("Frist", date(2027, 3, 1)), ("Vorfrist", date(2027, 2, 22))]),
        (
            (date(2027, 3, 1), False, date(2028, 3, 1)),
            [("Wiedervorlage", date(2027, 3, 1)), ("Frist", date(2028, 3, 1)), ("Vorfrist", date(2028, 2, 23))],
        ),
    ],
)
def test_an_option_opens_and_closes_in_the_calendar(
    calendar: Calendar, store: Store, days: tuple[date | None, bool, date | None], expected: list[tuple[str, date]]
) -> None:
    calendar.add_window(ONE.id, "p1", OptionDays("jugendliche-25a", "Jugendliche", "§ 25a AufenthG", *days))
    assert kept(store) == expected
    texts = [entry.text for entry in store.load(ONE.id).calendar]
    assert ("sicher ab 02.03.2027" in texts[0]) == days[1]


def test_an_option_without_days_gives_a_sentence(calendar: Calendar, store: Store) -> None:
    with pytest.raises(InputError, match="öffnet oder schließt sich"):
        calendar.add_window(ONE.id, "p1", OptionDays("x", "WBS", "§ 27 WoFG", None, False, None))
    assert kept(store) == []


@pytest.mark.parametrize(
    ("end", "early"), [(date(2027, 3, 1), date(2027, 1, 4)), (date(2026, 12, 9), date(2026, 12, 2))]
)
def test_a_paper_is_named_eight_weeks_before_it_ends_or_a_week(
    calendar: Calendar, store: Store, end: date, early: date
) -> None:
    calendar.add_paper(ONE.id, "p1", end, True)
    assert kept(store) == [("Frist", end), ("Vorfrist", early)]
    assert store.load(ONE.id).calendar[0].law == "§ 81 Abs. 4 AufenthG"


def test_an_application_sent_is_looked_at_after_three_months(calendar: Calendar, store: Store) -> None:
    calendar.add_sent(ONE.id, "31.08.2026", "Antrag auf Duldung")
    (entry,) = store.load(ONE.id).calendar
    assert (entry.term, entry.day, entry.law) == (Term.WIEDERVORLAGE, date(2026, 12, 1), "§ 75 Satz 2 VwGO")


def test_the_lead_and_the_initials_are_remembered(calendar: Calendar, store: Store) -> None:
    calendar.add(ONE.id, "Frist", "9.12.2026", "Widerspruch", lead="14", initials="EM")
    assert kept(store)[1] == ("Vorfrist", date(2026, 11, 25))
    assert (calendar.form().lead, calendar.form().initials) == (14, "EM")
    calendar.add(TWO.id, "Frist", "9.12.2026", "Widerspruch", lead="0")
    assert kept(store, TWO.id) == [("Frist", date(2026, 12, 9))]


def test_initials_come_from_the_name_of_whoever_unlocked(tmp_path: Path) -> None:
    store = create(tmp_path / "cases.db")
    assert calendar_of(store).form().initials == "EM"
    store.close()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("Frist", "31.2.2027", "Klage"), "gibt es nicht"),
        (("Frist", "März", "Klage"), "kein Datum"),
        (("Frist", "2027", "Klage"), "Tag, Monat und Jahr"),
        (("Frist", "1.3.2027", "  "), "Text fehlt"),
        (("Frist", "1.3.2027", "x" * 301), "höchstens 300 Zeichen"),
        (("Frist", "1.3.2027", "Klage", "", "200"), "0 .keine. bis 180"),
        (("Frist", "1.3.2027", "Klage", "", "", "ERIKAMUSTER"), "Kürzel"),
    ],
)
def test_an_unusable_entry_gives_a_sentence(
    calendar: Calendar, store: Store, words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        calendar.add(ONE.id, *words)
    assert kept(store) == []


def test_what_the_calculator_cannot_mean_gives_a_sentence(calendar: Calendar, store: Store) -> None:
    with pytest.raises(InputError, match="vor dem sicheren Tag"):
        calendar.add_deadline(ONE.id, day=date(2026, 12, 9), latest=date(2026, 12, 8), text="Klage", law="")
    with pytest.raises(InputError, match="in der Zukunft"):
        calendar.add_sent(ONE.id, "25.11.2026", "Antrag")
    full = tuple(CalendarEntry(f"{n}", Term.FRIST, TODAY, f"{n}", TODAY) for n in range(MOST_ENTRIES))
    store.save(replace(store.load(TWO.id), calendar=full))
    with pytest.raises(InputError, match=f"höchstens {MOST_ENTRIES}"):
        calendar.add_sent(TWO.id, "1.10.2026", "Antrag")
    assert kept(store) == []


# closing ---------------------------------------------------------------------------


def test_done_takes_the_vorfrist_along_and_nothing_goes(calendar: Calendar, store: Store) -> None:
    calendar.add_deadline(ONE.id, day=date(2026, 12, 9), text="Klage", law="")
    frist = store.load(ONE.id).calendar[0]
    view = calendar.finish(ONE.id, frist.id, "23.11.2026", "EM")
    assert view.groups == ()
    (group,) = calendar.show_closed(True).groups
    assert group.title == "erledigt und entfallen"
    assert [(one.term, one.closed) for one in group.entries] == [
        ("Vorfrist", "erledigt am 23.11.2026 (EM)"),
        ("Frist", "erledigt am 23.11.2026 (EM)"),
    ]


def test_an_entry_dropped_says_why_and_can_be_opened_again(calendar: Calendar, store: Store) -> None:
    put(calendar, TODAY)
    entry = store.load(ONE.id).calendar[0]
    with pytest.raises(InputError, match="Grund fehlt"):
        calendar.drop(ONE.id, entry.id, " ", "EM")
    calendar.drop(ONE.id, entry.id, "Antrag zurückgenommen", "EM")
    with pytest.raises(InputError, match="schon abgeschlossen"):
        calendar.finish(ONE.id, entry.id, "24.11.2026", "EM")
    view = calendar.reopen(ONE.id, entry.id, "KL")
    assert view.groups[0].entries[0].history == (
        "eingetragen am 24.11.2026",
        "entfallen am 24.11.2026 (EM): Antrag zurückgenommen",
        "wieder geöffnet am 24.11.2026 (KL)",
    )
    assert [mark.step for mark in store.load(ONE.id).calendar[0].marks] == [Step.DROPPED, Step.REOPENED]


@pytest.mark.parametrize(
    ("close", "sentence"),
    [
        (lambda calendar, one: calendar.finish(ONE.id, one, "25.11.2026", "EM"), "in der Zukunft"),
        (lambda calendar, one: calendar.finish(ONE.id, one, "24.11.2026", " "), "Kürzel fehlt"),
        (lambda calendar, one: calendar.finish(ONE.id, "other", "24.11.2026", "EM"), "gibt es nicht mehr"),
        (lambda calendar, one: calendar.reopen(ONE.id, one, "EM"), "noch offen"),
    ],
)
def test_closing_that_cannot_be_gives_a_sentence(
    calendar: Calendar, store: Store, close: Callable[[Calendar, str], object], sentence: str
) -> None:
    put(calendar, TODAY)
    with pytest.raises(InputError, match=sentence):
        close(calendar, store.load(ONE.id).calendar[0].id)
    assert store.load(ONE.id).calendar[0].marks == ()


# looking -----------------------------------------------------------------------------


def test_the_list_goes_from_overdue_to_later(calendar: Calendar) -> None:
    for day in (date(2027, 1, 7), date(2026, 11, 29), TODAY, date(2026, 11, 20), date(2026, 12, 1)):
        put(calendar, day)
    view = calendar.show()
    assert [(group.title, group.overdue, len(group.entries)) for group in view.groups] == [
        ("überfällig", True, 1),
        ("heute", False, 1),
        ("diese Woche", False, 1),
        ("nächste Woche", False, 1),
        ("Januar 2027", False, 1),
    ]
    assert [one.day_text for one in view.overdue] == ["Fr 20.11.2026"]


def test_a_week_and_a_month_hold_each_day_once(calendar: Calendar) -> None:
    put(calendar, date(2026, 12, 24))
    week = calendar.turn("week")
    assert (week.title, len(week.days)) == ("Woche 48: 23.11. bis 29.11.2026", 7)
    assert [day.today for day in week.days].index(True) == 1
    month = calendar.turn("month")
    assert month.title == "November 2026"
    month = calendar.move(1)
    days = {day.day: day for day in month.days}
    assert (month.title, len(days), month.days[0].day) == ("Dezember 2026", 42, date(2026, 11, 30))
    assert [len(day.entries) for day in month.days if day.entries] == [1] and len(days[date(2026, 12, 24)].entries) == 1
    assert (days[date(2026, 12, 25)].rest, days[date(2026, 12, 24)].rest) == ("1. Weihnachtstag", "")
    assert days[date(2026, 11, 30)].outside and not days[date(2026, 12, 1)].outside
    assert calendar.go_today().title == "November 2026"


def test_one_case_alone_names_the_person(calendar: Calendar) -> None:
    calendar.add_paper(ONE.id, "p1", date(2027, 3, 1), False)
    put(calendar, TODAY, case_id=TWO.id)
    everybody, one = calendar.show(), calendar.show(ONE.id)
    assert {entry.person for group in everybody.groups for entry in group.entries} == {""}
    assert {entry.person for group in one.groups for entry in group.entries} == {"Person Nummer 1"}
    assert [name for _, name in one.cases] == ["K-0001  Titel 1", "K-0002  Titel 2"]


def test_the_start_page_is_told_what_is_near(calendar: Calendar) -> None:
    for day in (date(2026, 11, 20), TODAY, date(2026, 11, 29), date(2026, 12, 5), date(2026, 12, 1)):
        put(calendar, day)
    near = calendar.upcoming()
    assert [[one.day.day for one in part] for part in (near.overdue, near.today, near.week)] == [[20], [24], [29]]
    assert near.following is not None and near.following.day == date(2026, 12, 1)


def test_a_clock_before_the_last_entry_is_named(calendar: Calendar, store: Store) -> None:
    put(calendar, TODAY)
    assert calendar.show().warning == ""
    earlier = calendar_of(store, date(2026, 11, 21))
    for warning in (earlier.show().warning, earlier.upcoming().warning):
        assert "steht auf dem 21.11.2026" in warning and "am 24.11.2026" in warning


def test_the_demo_household_has_a_calendar_that_is_not_kept(store: Store) -> None:
    now = Open()
    now.case = demo_case(resources() / "demo", TODAY)
    calendar = calendar_of(store, opened=now)
    calendar.add_sent(DEMO_ID, "1.10.2026", "Antrag")
    assert len(now.case.calendar) == 1 and [one.case for one in calendar.show().groups[0].entries] == [DEMO_ID]
    now.case = None
    assert calendar.show().groups == ()


def test_looking_at_the_calendar_counts_as_reading_no_case(tmp_path: Path) -> None:
    store = create(tmp_path / "cases.db")
    store.save(ONE)
    calendar = calendar_of(store)
    put(calendar, TODAY)
    before = len(list(store.audit.entries()))
    calendar.show()
    calendar.upcoming()
    assert len(list(store.audit.entries())) == before
    store.close()


# giving out ------------------------------------------------------------------------------


def test_the_file_holds_what_is_open_and_shown(calendar: Calendar, store: Store, tmp_path: Path) -> None:
    put(calendar, TODAY)
    put(calendar, TODAY, case_id=TWO.id)
    put(calendar, TODAY, "zweites", TWO.id)
    calendar.finish(TWO.id, store.load(TWO.id).calendar[1].id, "24.11.2026", "EM")
    calendar.show(TWO.id)
    note = calendar.export(str(tmp_path / "termine"), names=False)
    assert note.text == "Ein Eintrag steht ohne Namen in „termine.ics“."
    assert (tmp_path / "termine.ics").read_text(encoding="utf-8").count("SUMMARY:Wiedervorlage K-0002") == 1
    assert [entry.detail for entry in store.audit.entries() if entry.what == "Kalender ausgegeben"] == ["ohne Namen"]
    with pytest.raises(InputError, match=r"„termine.ics“ ließ sich nicht schreiben"):
        calendar.export(str(tmp_path / "fehlt" / "termine.ics"), names=False)
