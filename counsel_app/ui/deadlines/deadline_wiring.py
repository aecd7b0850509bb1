"""Triage, calculator and calendar: their wiring to the session. The window keeps the pages in its stack."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from counsel_app.logic.errors import InputError
from counsel_app.logic.snapshot import CalendarNote, CalendarView, EntryView
from counsel_app.ui.look import theme
from counsel_app.ui.look.form_dialog import Entry, FormDialog
from counsel_app.ui.page_wiring import PageWiring

if TYPE_CHECKING:
    from counsel_app.ui.deadlines.calendar_page import CalendarPage
    from counsel_app.ui.deadlines.deadline_page import DeadlinePage
    from counsel_app.ui.deadlines.triage_page import TriagePage

TERMS = (("Frist", "Frist"), ("Wiedervorlage", "Wiedervorlage"))
NO_CASE = "Es gibt noch keinen Fall; ein Eintrag gehört immer zu einem Fall."
INITIALS = "Kürzel"


class DeadlineWiring(PageWiring):
    """`left` says that the counsellor goes back to where they came from, `option_wanted` which option to open."""

    option_wanted = Signal(str)
    interview_wanted = Signal()
    case_wanted = Signal(str)

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._said: Callable[[str], None] = lambda text: None

    # the pages, each made when it is first needed -------------------------------------

    @cached_property
    def triage(self) -> TriagePage:
        """Brennt etwas?"""
        from counsel_app.ui.deadlines.triage_page import TriagePage

        page = TriagePage(self._look())
        self._take(page, page.bar)
        page.home_wanted.connect(self.left)
        page.interview_wanted.connect(self.interview_wanted)
        page.deadline_wanted.connect(lambda event: self.open_calculator("" if event == "letter" else event))
        page.option_wanted.connect(self.option_wanted)
        return page

    @cached_property
    def calculator(self) -> DeadlinePage:
        """Frist berechnen."""
        from counsel_app.ui.deadlines.deadline_page import DeadlinePage

        page = DeadlinePage(self._look())
        self._take(page, page.bar)
        page.home_wanted.connect(self.left)
        page.changed.connect(lambda form: page.show_deadlines(self._session.reckon(form), self._session.has_case))
        page.calendar_wanted.connect(self._keep_deadline)
        page.taken.connect(self._take_letter)
        page.slip_wanted.connect(self._write_slip)
        return page

    @cached_property
    def calendar(self) -> CalendarPage:
        """Frist, Vorfrist, Wiedervorlage."""
        from counsel_app.ui.deadlines.calendar_page import CalendarPage

        page, desk, show = CalendarPage(self._look()), self._session.calendar, self._show_calendar
        self._take(page, page.bar)
        page.home_wanted.connect(self.left)
        page.mode_wanted.connect(lambda mode: show(desk.turn(mode)))
        page.moved.connect(lambda steps: show(desk.move(steps)))
        page.today_wanted.connect(lambda: show(desk.go_today()))
        page.day_chosen.connect(lambda day: show(desk.choose(day)))
        page.case_chosen.connect(lambda case: show(desk.show(case)))
        page.closed_wanted.connect(lambda closed: show(desk.show_closed(closed)))
        page.opened.connect(self.case_wanted)
        page.new_wanted.connect(self._new_entry)
        page.sent_wanted.connect(self._new_sent)
        page.export_wanted.connect(self._export)
        page.finish_wanted.connect(self._finish)
        page.drop_wanted.connect(self._drop)
        page.reopen_wanted.connect(self._reopen)
        return page

    def change_look(self, look: theme.Look) -> None:
        """Repaint the pages that are there."""
        made: list[TriagePage | DeadlinePage | CalendarPage] = [
            self.__dict__[name] for name in ("triage", "calculator", "calendar") if name in self.__dict__
        ]
        for page in made:
            page.change_look(look)

    def say(self, text: str) -> bool:
        """Show a sentence on the page that is open; False if none of these is."""
        page = self._pages.currentWidget()
        for name in ("calculator", "calendar"):
            if self.__dict__.get(name) is page:
                self.__dict__[name].say(text)
                return True
        return False

    # opening ------------------------------------------------------------------------

    def open_triage(self) -> None:
        """Six questions before any interview."""
        self._pages.setCurrentWidget(self.triage)
        self._bridge.attempt(lambda: self.triage.show_triage(self._session.deadlines.triage()))

    def open_calculator(self, event: str = "") -> None:
        """The calculator, with what the open case knows of the last letter."""
        page = self.calculator
        self._pages.setCurrentWidget(page)
        page.say("")
        page.show_deadlines(self._session.deadline_form(event), self._session.has_case)
        page.take_focus()

    def open_calendar(self) -> None:
        """The calendar of all cases."""
        page = self.calendar
        self._pages.setCurrentWidget(page)
        page.say("")
        self._show_calendar(self._session.calendar.show(""))
        page.take_focus()

    # calculator ----------------------------------------------------------------------

    def _keep_deadline(self, form: dict[str, str], rule: str) -> None:
        new = not self._session.has_case
        self._tell(self.calculator.say, lambda: self._session.deadline_to_calendar(form, rule))
        if new and self._session.has_case:
            self.calculator.show_deadlines(self._session.reckon(form), True)

    def _take_letter(self, form: dict[str, str]) -> None:
        wrong = self._bridge.attempt(lambda: self._bridge.show(self._session.letter_to_case(form)))
        if wrong:
            self.calculator.say(wrong)
        else:
            self.case_wanted.emit("")

    def _write_slip(self, form: dict[str, str], rule: str) -> None:
        from counsel_app.ui.deadlines.slip import write_slip

        path, _ = QFileDialog.getSaveFileName(self.calculator, "Merkzettel", "Merkzettel-Frist.pdf", "PDF (*.pdf)")
        if path:
            path = path if path.lower().endswith(".pdf") else f"{path}.pdf"
            wrong = self._bridge.attempt(lambda: write_slip(self._session.deadlines.slip(form, rule), path))
            self.calculator.say(wrong or "Der Merkzettel ist geschrieben; nach dem Drucken bitte löschen.")

    # calendar -----------------------------------------------------------------------

    def _show_calendar(self, view: CalendarView) -> None:
        self.calendar.show_calendar(view)

    def _new_entry(self) -> None:
        desk = self._session.calendar
        form = desk.form()
        if not form.cases:
            self.calendar.say(NO_CASE)
            return
        entries = (
            Entry("case", "Fall", form.case or form.cases[0][0], choices=form.cases),
            Entry("term", "Art", "Wiedervorlage", choices=TERMS),
            Entry("day", "Tag", placeholder="12.12.2026"),
            Entry("text", "Was ist zu tun", placeholder="kurz, ohne Namen"),
            Entry("law", "Norm", placeholder="kann leer bleiben"),
            Entry("lead", "Vorfrist, Tage davor", str(form.lead)),
            Entry("initials", INITIALS, form.initials),
        )

        def save(typed: dict[str, str]) -> str:
            return self._tell(
                self.calendar.say,
                lambda: desk.add(
                    typed["case"],
                    typed["term"],
                    typed["day"],
                    typed["text"],
                    typed["law"],
                    typed["lead"],
                    typed["initials"],
                ),
            )

        FormDialog("Neuer Eintrag", entries, save, self.calendar).exec()
        self._show_calendar(desk.show())

    def _new_sent(self) -> None:
        """An application that went out: three months later an action for failure to act is possible."""
        desk = self._session.calendar
        form = desk.form()
        if not form.cases:
            self.calendar.say(NO_CASE)
            return
        entries = (
            Entry("case", "Fall", form.case or form.cases[0][0], choices=form.cases),
            Entry("sent", "Abgeschickt am", form.today),
            Entry("text", "Was", placeholder="Antrag auf …, ohne Namen"),
            Entry("initials", INITIALS, form.initials),
        )

        def save(typed: dict[str, str]) -> str:
            return self._tell(
                self.calendar.say, lambda: desk.add_sent(typed["case"], typed["sent"], typed["text"], typed["initials"])
            )

        about = "Drei Monate danach steht im Kalender, dass ohne Bescheid Untätigkeitsklage möglich ist (§ 75 VwGO)."
        FormDialog("Abgeschickt", entries, save, self.calendar, about=about).exec()
        self._show_calendar(desk.show())

    def _finish(self, entry: EntryView) -> None:
        form = self._session.calendar.form()
        fields = (Entry("day", "Erledigt am", form.today), Entry("initials", INITIALS, form.initials))
        self._close(
            "Erledigt",
            fields,
            entry,
            lambda typed: self._session.calendar.finish(entry.case, entry.id, typed["day"], typed["initials"]),
        )

    def _drop(self, entry: EntryView) -> None:
        form = self._session.calendar.form()
        fields = (Entry("reason", "Warum"), Entry("initials", INITIALS, form.initials))
        self._close(
            "Entfällt",
            fields,
            entry,
            lambda typed: self._session.calendar.drop(entry.case, entry.id, typed["reason"], typed["initials"]),
        )

    def _reopen(self, entry: EntryView) -> None:
        fields = (Entry("initials", INITIALS, self._session.calendar.form().initials),)
        self._close(
            "Wieder öffnen",
            fields,
            entry,
            lambda typed: self._session.calendar.reopen(entry.case, entry.id, typed["initials"]),
        )

    def _close(
        self,
        title: str,
        fields: tuple[Entry, ...],
        entry: EntryView,
        command: Callable[[dict[str, str]], CalendarView],
    ) -> None:
        def save(typed: dict[str, str]) -> str:
            return self._bridge.attempt(lambda: self._show_calendar(command(typed)))

        about = f"{entry.term} {entry.day_text}: {entry.text}"
        FormDialog(title, fields, save, self.calendar, about=about, action=title).exec()

    def _export(self) -> None:
        dialog = FormDialog(
            "Kalender ausgeben",
            (Entry("names", "Mit Titeln und Bezeichnungen der Fälle", tick=True),),
            lambda typed: "",
            self.calendar,
            about="Geschrieben werden die offenen Einträge, die gerade gezeigt werden. "
            "Ohne Haken stehen nur das Kürzel des Falls und der Tag in der Datei.",
            action="Weiter",
        )
        if not dialog.exec():
            return
        path, _ = QFileDialog.getSaveFileName(self.calendar, "Kalender ausgeben", "Fristen.ics", "Kalender (*.ics)")
        if path:
            self._tell(self.calendar.say, lambda: self._session.calendar.export(path, bool(dialog.typed()["names"])))

    # inside --------------------------------------------------------------------------

    def _take(self, page: QWidget, bar: QHBoxLayout) -> None:
        self._pages.addWidget(page)
        self._dress(bar)

    def _tell(self, say: Callable[[str], None], command: Callable[[], CalendarNote]) -> str:
        """Carry out a command and say what came of it; returns what is wrong, "" if nothing."""
        try:
            say(command().text)
        except InputError as error:
            say(str(error))
            return str(error)
        return ""
