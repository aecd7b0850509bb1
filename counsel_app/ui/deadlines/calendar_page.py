"""The calendar of all cases: list, week, month; what is overdue stands on top of each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counsel_app.logic.snapshot import CalendarView, EntryView, GroupView
from counsel_app.ui.deadlines.calendar_grid import DayGrid
from counsel_app.ui.deadlines.calendar_list import EntryList
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button, CutLabel, Label, shown

MODES = (("list", "Liste", "1"), ("week", "Woche", "2"), ("month", "Monat", "3"))
NARROW = 900
NOTHING = "Nichts eingetragen. N trägt etwas ein; Fristen kommen auch aus dem Fristenrechner."


class CalendarPage(QWidget):
    """Single keys work where no text is typed: 1 2 3, H today, N new, S sent, E done, A dropped, W again, X export."""

    home_wanted = Signal()
    mode_wanted = Signal(str)
    moved = Signal(int)
    today_wanted = Signal()
    day_chosen = Signal(object)
    case_chosen = Signal(str)
    closed_wanted = Signal(bool)
    opened = Signal(str)
    new_wanted = Signal()
    sent_wanted = Signal()
    export_wanted = Signal()
    finish_wanted = Signal(object)
    drop_wanted = Signal(object)
    reopen_wanted = Signal(object)

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self._look = look
        self._view: CalendarView | None = None
        self._painting = False
        self.back = Button("Zurück  Esc", name="quiet")
        self.modes = {mode: Button(f"{key} {name}", name="section") for mode, name, key in MODES}
        self.before = Button("‹", name="quiet", tip="Zurück (Bild auf)")
        self.after = Button("›", name="quiet", tip="Weiter (Bild ab)")
        self.today = Button("H Heute", name="quiet")
        self.title = CutLabel("", points=12, bold=True)
        self.cases = QComboBox()
        self.with_closed = QCheckBox("auch Erledigtes")
        self.new = Button("N Neuer Eintrag", name="primary")
        self.sent = Button("S Abgeschickt", tip="Ein Antrag ging raus: an die Untätigkeitsklage erinnern")
        self.export = Button("X Ausgeben (.ics)", tip="Für den Kalender auf Telefon oder Rechner, ohne Namen")
        self.warning = Label("", name="field-error")
        self.note = Label("", name="accent")
        self.list = EntryList(look, "Einträge")
        self.grid = DayGrid(look)
        self.day_list = EntryList(look, "Einträge des Tages")
        self.views = QStackedWidget()
        self.about = Label("", name="muted")
        self.finish = Button("E Erledigt")
        self.drop = Button("A Entfällt")
        self.reopen = Button("W Wieder öffnen")
        self.open = Button("Fall öffnen  Enter")
        self._lay_out()
        self._wire()
        self.change_look(look)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        self.bar = QHBoxLayout(bar)
        self.bar.setContentsMargins(12, 6, 12, 6)
        self.bar.addWidget(self.back)
        for mode, button in self.modes.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, mode=mode: self.mode_wanted.emit(mode))
            self.bar.addWidget(button)
        for name, button in (("Zurück", self.before), ("Weiter", self.after)):
            button.setAccessibleName(name)
        self.bar.addWidget(self.before)
        self.bar.addWidget(self.title)
        self.bar.addWidget(self.after)
        self.bar.addWidget(self.today)
        self.bar.addStretch(1)
        self.second = QHBoxLayout()
        self.cases.setAccessibleName("Welche Fälle")
        self.cases.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.cases.setMinimumContentsLength(18)
        for widget in (self.cases, self.with_closed, self.new, self.sent, self.export):
            self.second.addWidget(widget)
        self.second.insertStretch(2, 1)
        month = QWidget()
        sides = QHBoxLayout(month)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addWidget(self.grid, 3)
        sides.addWidget(self.day_list, 2)
        self.views.addWidget(self.list)
        self.views.addWidget(month)
        foot = QHBoxLayout()
        foot.addWidget(self.about, 1)
        for button in (self.finish, self.drop, self.reopen, self.open):
            foot.addWidget(button)
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 8, 12, 10)
        inner.setSpacing(8)
        inner.addLayout(self.second)
        inner.addWidget(self.warning)
        inner.addWidget(self.note)
        inner.addWidget(self.views, 1)
        inner.addLayout(foot)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(bar)
        page.addLayout(inner, 1)

    def _wire(self) -> None:
        self.back.clicked.connect(self.home_wanted)
        self.before.clicked.connect(lambda: self.moved.emit(-1))
        self.after.clicked.connect(lambda: self.moved.emit(1))
        self.today.clicked.connect(self.today_wanted)
        self.cases.currentIndexChanged.connect(self._choose_case)
        self.with_closed.clicked.connect(self.closed_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.sent.clicked.connect(self.sent_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.grid.day_chosen.connect(self.day_chosen)
        for entries in (self.list, self.day_list):
            entries.opened.connect(lambda entry: self.opened.emit(entry.case))
            entries.chosen.connect(self._show_chosen)
        for button, signal in (
            (self.finish, self.finish_wanted),
            (self.drop, self.drop_wanted),
            (self.reopen, self.reopen_wanted),
        ):
            button.clicked.connect(lambda _=False, signal=signal: self._about_chosen(signal))
        self.open.clicked.connect(lambda: self.opened.emit(chosen.case) if (chosen := self.chosen()) else None)

    # painting -------------------------------------------------------------------

    def show_calendar(self, view: CalendarView) -> None:
        """Paint a picture of the calendar."""
        self._painting = True
        self._view = view
        for mode, button in self.modes.items():
            button.setChecked(mode == view.mode)
        listed = view.mode == "list"
        for widget in (self.before, self.after, self.today):
            widget.setVisible(not listed)
        self.title.say(view.title)
        self.warning.say(view.warning)
        self.warning.setVisible(bool(view.warning))
        self.note.setVisible(bool(self.note.text()))
        self._fill_cases(view)
        self.with_closed.setChecked(view.with_closed)
        self.views.setCurrentIndex(0 if listed else 1)
        if listed:
            self.list.show_groups(view.groups or (GroupView(NOTHING, ()),))
        else:
            self.grid.show_days(view.days, view.chosen)
            self.day_list.show_groups(_of_day(view))
        self._painting = False
        self._show_chosen()

    def say(self, text: str) -> None:
        """What was put in or given out, or why not."""
        self.note.say(text)
        self.note.setVisible(bool(text))

    def chosen(self) -> EntryView | None:
        """The entry the buttons work on."""
        return (self.list if self.views.currentIndex() == 0 else self.day_list).current()

    def take_focus(self) -> None:
        """Where the arrows move."""
        (self.list if self.views.currentIndex() == 0 else self.grid).setFocus()

    def change_look(self, look: theme.Look) -> None:
        self._look = look
        self.back.setIcon(icons.icon("back", look.accent))
        for part in (self.list, self.grid, self.day_list):
            part.change_look(look)

    def _fill_cases(self, view: CalendarView) -> None:
        self.cases.clear()
        self.cases.addItem("Alle Fälle", "")
        for ident, name in view.cases:
            self.cases.addItem(shown(name), ident)
        self.cases.setCurrentIndex(max(0, self.cases.findData(view.case)))

    def _show_chosen(self) -> None:
        entry = self.chosen()
        self.about.say(" · ".join((entry.text, *entry.history)) if entry else "")
        for button in (self.finish, self.drop):
            button.setVisible(entry is not None and not entry.closed)
        self.reopen.setVisible(entry is not None and bool(entry.closed))
        self.open.setVisible(entry is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen or with large letters the buttons give way to the title."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        self.back.say("" if narrow else "Zurück  Esc")
        self.back.setAccessibleName("Zurück")
        self.export.say("X .ics" if narrow else "X Ausgeben (.ics)")

    # keys -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key each; the page keys turn week and month."""
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        letters = {
            **{key: button for (_, _, key), button in zip(MODES, self.modes.values(), strict=True)},
            "H": self.today,
            "N": self.new,
            "S": self.sent,
            "X": self.export,
            "E": self.finish,
            "A": self.drop,
            "W": self.reopen,
        }
        button = letters.get(event.text().upper())
        if event.key() in turns:
            self.moved.emit(turns[Qt.Key(event.key())])
        elif button is not None and button.isVisible():
            button.click()
        else:
            super().keyPressEvent(event)

    def _choose_case(self) -> None:
        if not self._painting:
            self.case_chosen.emit(str(self.cases.currentData() or ""))

    def _about_chosen(self, signal: Signal) -> None:
        if (entry := self.chosen()) is not None:
            signal.emit(entry)  # type: ignore[attr-defined]


def _of_day(view: CalendarView) -> tuple[GroupView, ...]:
    """What is overdue, and what stands on the chosen day."""
    day = next((day for day in view.days if day.day == view.chosen), None)
    late = tuple(entry for entry in view.overdue if day is None or entry not in day.entries)
    title = f"{view.chosen:%d.%m.%Y}" + (f" · {day.rest}" if day and day.rest else "")
    empty = not (day and day.entries)
    groups = (GroupView(f"{title}: nichts eingetragen" if empty else title, day.entries if day else ()),)
    return (*groups, GroupView("Überfällig", late, True)) if late else groups
