"""The commands of the calendar. A window calls one and paints what comes back; `entering` has those that put in.

An entry is never deleted: `finish` and `drop` close it with day and initials, `reopen` takes that back, and all of
it stays in its history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from counsel_app.logic.calendar import pictures
from counsel_app.logic.calendar.entering import Entering, bounded
from counsel_app.logic.calendar.entries import MOST_MARKS, CalendarEntry, Mark, Step
from counsel_app.logic.calendar.export import ics
from counsel_app.logic.calendar.shelf import Shelf
from counsel_app.logic.calendar.urgency import monday_of
from counsel_app.logic.calendar.views import CalendarForm, CalendarNote, CalendarView, DayView, UpcomingView
from counsel_app.logic.cases.records import Case
from counsel_app.logic.deadlines.holidays import Holidays
from counsel_app.logic.errors import InputError
from counsel_app.logic.law.days import add_months
from counsel_app.logic.texts import day_text
from counsel_app.logic.typed import typed_day
from counsel_app.logic.vault.agenda import AgendaLine

MODES = ("list", "week", "month")


class Calendar(Entering):
    """The calendar of all cases as one person looks at it: in one mode, at one day, of one case or of all."""

    def __init__(self, shelf: Shelf, holidays: Callable[[], Holidays], today: date, new_id: Callable[[], str]) -> None:
        super().__init__(shelf, holidays, today, new_id)
        self._mode = MODES[0]
        self._chosen = today
        self._case = ""
        self._with_closed = False

    # looking -------------------------------------------------------------------

    def show(self, case_id: str | None = None) -> CalendarView:
        """The page; `case_id`: of one case alone, "" for all, None as it was."""
        if case_id is not None:
            self._case = case_id
        everything = list(self._shelf.agenda())
        names = {line.case.id: f"{line.case.code}  {line.case.title}".rstrip() for line in everything}
        if self._case not in names:
            names |= {one: name for one, name in self._shelf.names() if one == self._case}
            self._case = self._case if self._case in names else ""
        lines = pictures.ordered(line for line in everything if self._case in ("", line.case.id))
        of_one = bool(self._case)
        late = [line for line in lines if line.entry.is_open and line.entry.day < self._today]
        return CalendarView(
            mode=self._mode,
            title=self._title(),
            warning=self._warning(everything),
            overdue=tuple(pictures.entry_view(line, self._today, with_person=of_one) for line in late),
            groups=tuple(
                pictures.list_groups(lines, self._today, with_person=of_one, with_closed=self._with_closed)
                if self._mode == "list"
                else ()
            ),
            days=self._days(lines, of_one),
            chosen=self._chosen,
            case=self._case,
            cases=tuple(sorted(names.items(), key=lambda pair: pair[1])),
            with_closed=self._with_closed,
        )

    def turn(self, mode: str) -> CalendarView:
        """List, week or month."""
        if mode not in MODES:
            raise InputError(f"Die Ansicht „{mode}“ gibt es nicht; erwartet wird eine von {', '.join(MODES)}.")
        self._mode = mode
        return self.show()

    def move(self, steps: int) -> CalendarView:
        """So many weeks or months on (negative: back); the list stays where it is."""
        if self._mode == "month":
            self._chosen = add_months(self._chosen, steps)
        elif self._mode == "week":
            self._chosen += timedelta(days=7 * steps)
        return self.show()

    def choose(self, day: date) -> CalendarView:
        """Another day of week or month."""
        self._chosen = day
        return self.show()

    def go_today(self) -> CalendarView:
        """Back to today."""
        return self.choose(self._today)

    def show_closed(self, closed: bool) -> CalendarView:
        """With or without what is done or dropped."""
        self._with_closed = closed
        return self.show()

    def upcoming(self) -> UpcomingView:
        """What the start page says."""
        lines = list(self._shelf.agenda())
        return pictures.upcoming(lines, self._today, self._warning(lines))

    def form(self, case_id: str = "") -> CalendarForm:
        """What a dialog starts from; `case_id`: the case chosen first."""
        case_id = case_id or self._case
        return CalendarForm(tuple(self._shelf.names()), case_id, day_text(self._today), self._shelf.initials, self.lead)

    # closing -------------------------------------------------------------------------

    def finish(self, case_id: str, entry_id: str, day: str, initials: str) -> CalendarView:
        """Done on a day, as typed, not in the future; a Frist takes its Vorfrist along. Raises InputError."""
        done = typed_day(day, "Der Tag der Erledigung")
        if done > self._today:
            raise InputError(f"Erledigt am {day_text(done)} liegt in der Zukunft; erwartet wird heute oder früher.")
        return self._close(case_id, entry_id, Mark(Step.DONE, done, self._typed_initials(initials)))

    def drop(self, case_id: str, entry_id: str, reason: str, initials: str) -> CalendarView:
        """Not needed any more, and why. Raises InputError."""
        if not reason.strip():
            raise InputError("Der Grund fehlt; ein Eintrag entfällt nie ohne Grund.")
        mark = Mark(Step.DROPPED, self._today, self._typed_initials(initials), bounded(reason, "Der Grund"))
        return self._close(case_id, entry_id, mark)

    def reopen(self, case_id: str, entry_id: str, initials: str) -> CalendarView:
        """Closed by mistake: open again, with the mistake in its history. Raises InputError."""
        case, entry = self._found(case_id, entry_id)
        if entry.is_open:
            raise InputError("Dieser Eintrag ist noch offen; es gibt nichts zurückzunehmen.")
        mark = Mark(Step.REOPENED, self._today, self._typed_initials(initials))
        self._keep(case.with_entries(entry.marked(mark)))
        return self.show()

    # giving out -----------------------------------------------------------------------

    def export(self, path: str, names: bool) -> CalendarNote:
        """Write the open entries that are shown (of one case or all) as `.ics`. Raises InputError."""
        lines = pictures.ordered(
            line for line in self._shelf.agenda() if line.entry.is_open and self._case in ("", line.case.id)
        )
        target = Path(path)
        if target.suffix.lower() != ".ics":
            target = target.with_name(f"{target.name}.ics")
        try:
            target.write_bytes(ics(lines, names=names))
        except OSError as error:
            raise InputError(
                f"Die Datei „{target.name}“ ließ sich nicht schreiben ({error.strerror}); "
                "bitte einen anderen Ort wählen."
            ) from None
        self._shelf.log("Kalender ausgegeben", "mit Namen" if names else "ohne Namen")
        count = "Ein Eintrag steht" if len(lines) == 1 else f"{len(lines)} Einträge stehen"
        return CalendarNote(f"{count} {'mit' if names else 'ohne'} Namen in „{target.name}“.")

    # inside -----------------------------------------------------------------------------

    def _title(self) -> str:
        titles = {"list": "Alle Einträge", "week": pictures.week_title(self._chosen)}
        return titles.get(self._mode) or pictures.month_title(self._chosen)

    def _days(self, lines: list[AgendaLine], of_one: bool) -> tuple[DayView, ...]:
        if self._mode == "list":
            return ()
        month = self._chosen.month if self._mode == "month" else 0
        first = monday_of(self._chosen.replace(day=1) if month else self._chosen)
        count = 7 * (pictures.WEEKS_OF_MONTH if month else 1)
        return pictures.day_views(
            lines, first, count, self._today, month, self._holidays, with_person=of_one, with_closed=self._with_closed
        )

    def _warning(self, lines: Iterable[AgendaLine]) -> str:
        """The machine's clock stands before something that was saved already."""
        last = max((line.entry.last_touched for line in lines), default=self._today)
        last = max(last, self._shelf.store.day)
        if last <= self._today:
            return ""
        return (
            f"Die Uhr dieses Rechners steht auf dem {day_text(self._today)}, gespeichert wurde zuletzt am "
            f"{day_text(last)}: „überfällig“ und „heute“ können falsch sein. Bitte das Datum des Rechners prüfen."
        )

    def _found(self, case_id: str, entry_id: str) -> tuple[Case, CalendarEntry]:
        case = self._shelf.case(case_id)
        try:
            entry = case.entry(entry_id)
        except KeyError:
            raise InputError("Diesen Eintrag gibt es nicht mehr; bitte den Kalender neu öffnen.") from None
        if len(entry.marks) >= MOST_MARKS:
            raise InputError(f"Dieser Eintrag hat {MOST_MARKS} Vermerke; bitte einen neuen Eintrag anlegen.")
        return case, entry

    def _close(self, case_id: str, entry_id: str, mark: Mark) -> CalendarView:
        case, entry = self._found(case_id, entry_id)
        if not entry.is_open:
            raise InputError("Dieser Eintrag ist schon abgeschlossen.")
        warnings = [one for one in case.calendar if one.of == entry.id and one.is_open]
        self._keep(case.with_entries(entry.marked(mark), *(one.marked(mark) for one in warnings)))
        return self.show()
