"""The file for other calendars: RFC 5545, and no names unless they were chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from counsel_app.logic.calendar.entries import CalendarEntry, Mark, Source, Step, Term
from counsel_app.logic.calendar.export import ics
from counsel_app.logic.vault.agenda import AgendaLine, agenda_lines
from counsel_app.logic.vault.catalogue import entry_of
from tests.logic.cases.makers import DAY, NAMES, case, entries
from tests.logic.cases.makers import words as any_words

FRIST = CalendarEntry(
    "ab12", Term.FRIST, date(2026, 12, 31), "Klage; gegen BAMF, Person Nummer 1", DAY, "§ 74 Abs. 1 AsylG",
    date(2027, 1, 4), source=Source.CALCULATOR,
)  # fmt: skip


def lines_of(*found: CalendarEntry) -> tuple[AgendaLine, ...]:
    return agenda_lines(entry_of(case(title="Haddad", calendar=found), 1))


def unfolded(body: bytes) -> list[str]:
    return body.replace(b"\r\n ", b"").decode().split("\r\n")


def test_an_event_lasts_one_day_and_says_kind_code_norm_and_latest_day() -> None:
    assert unfolded(ics(lines_of(FRIST), names=False)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hafenlotse//Kalender//DE",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:ab12@hafenlotse",
        "DTSTAMP:20261122T000000Z",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Frist K-0001: Klage\\; gegen BAMF\\, …",
        "DESCRIPTION:§ 74 Abs. 1 AsylG\\nspätestens vertretbar 04.01.2027",
        "CATEGORIES:Frist",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_changed_entry_is_a_newer_event_of_the_same_id() -> None:
    changed = FRIST.marked(Mark(Step.DONE, date(2026, 12, 1), "EM")).marked(
        Mark(Step.REOPENED, date(2026, 12, 2), "EM")
    )
    rows = unfolded(ics(lines_of(changed), names=False))
    assert {"UID:ab12@hafenlotse", "DTSTAMP:20261202T000000Z", "SEQUENCE:2"} <= set(rows)


def test_what_was_typed_by_hand_stays_in_the_house() -> None:
    typed = replace(FRIST, source=Source.HAND, text="Frau Haddad anrufen", law="Az. 1 K 2/26", latest=None)
    nameless, named = (ics(lines_of(typed), names=names).decode() for names in (False, True))
    assert "Haddad" not in nameless and "Az." not in nameless and "Person Nummer" not in nameless
    assert "SUMMARY:Frist K-0001: siehe Hafenlotse" in nameless and "DESCRIPTION" not in nameless
    assert "Frist K-0001 Person Nummer 1: Frau Haddad anrufen" in named and "Az. 1 K 2/26" in named


@given(st.lists(st.builds(replace, entries, text=any_words), max_size=3), st.booleans())
def test_lines_are_short_whole_letters_and_end_as_the_standard_says(found: list[CalendarEntry], names: bool) -> None:
    named = case(title=NAMES[1], people=(), calendar=tuple(found))
    body = ics(agenda_lines(entry_of(named, 1)), names=names)
    assert body.endswith(b"END:VCALENDAR\r\n")
    for row in body.split(b"\r\n"):
        assert len(row) <= 75
        row.decode()
        assert b"\n" not in row and b"\r" not in row
    rows = unfolded(body)
    assert rows.count("BEGIN:VEVENT") == rows.count("END:VEVENT") == len(found)
    assert all(":" in row for row in rows[:-1])
