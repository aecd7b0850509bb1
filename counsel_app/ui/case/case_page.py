"""The case page: people and interview on the left, options on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counsel_app.logic.snapshot import CaseView, DetailView, QuestionView
from counsel_app.ui.case.detail_panel import DetailPanel
from counsel_app.ui.case.option_list import OptionList
from counsel_app.ui.case.people_row import PeopleRow
from counsel_app.ui.case.question_list import QuestionList, TallestFirst
from counsel_app.ui.case.question_panel import QuestionPanel
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button, CutLabel, Label

NARROW = 900  # pixels of the layout; below, questions and options do not fit side by side


class CasePage(QWidget):
    """Paints a `CaseView`. The current question is the page's own: any question can be chosen at any time."""

    home_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    person_chosen = Signal(str)
    person_added = Signal()
    case_edited = Signal()
    duties_wanted = Signal()
    detail_wanted = Signal(str)
    triage_wanted = Signal()
    calculator_wanted = Signal()
    calendar_wanted = Signal()
    resolution_wanted = Signal()
    cooperation_wanted = Signal()
    letters_wanted = Signal(str)
    option_to_calendar = Signal(str)
    paper_to_calendar = Signal()

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self._view: CaseView | None = None
        self._current: str | None = None
        self._open_option: str | None = None
        self._narrow: bool | None = None
        self.panel = QuestionPanel()
        self.questions = QuestionList(look)
        self.options = OptionList(look)
        self.detail = DetailPanel(look)
        self.home = Button("Fälle", name="quiet", tip="Zurück zur Liste (Strg+L)")
        self.title = CutLabel("", points=11.5, bold=True)
        self.undo = Button("", name="quiet", tip="Rückgängig (Strg+Z)")
        self.redo = Button("", name="quiet", tip="Wiederholen (Strg+Y)")
        self.add_person = Button("Person", name="quiet", tip="Eine Person des Haushalts hinzufügen (Strg+P)")
        self.edit = Button("", name="quiet", tip="Titel, Personen, Notizen, Beratungstag (F2)")
        self.duties = Button("", name="quiet", tip="Aufbewahrung, Einwilligungen, Datenkopie, Löschen (F9)")
        self.status = CutLabel("", name="muted", points=9)
        self.note = CutLabel("", name="accent", points=9)
        self.triage = Button("Brennt etwas?  F4", name="quiet", tip="Sechs Fragen, bevor das Gespräch beginnt")
        self.calculator = Button("Frist  Strg+D", name="quiet", tip="Frist berechnen zu einem Schreiben dieses Falls")
        self.calendar = Button("Kalender  Strg+K", name="quiet", tip="Alle Fälle")
        self.resolution = Button(
            "Resolution  Strg+R", name="quiet", tip="Die Maßnahmen mit den Möglichkeiten dieses Falls"
        )
        self.cooperation = Button("Mitwirkung  Strg+M", name="quiet", tip="Pass und Identität: Schritt für Schritt")
        self.keep = Button("", name="quiet")
        self.letters = Button("Schreiben  Strg+B", name="quiet", tip="Brief, Antrag, Vollmacht für diese Person")
        self.everything = QCheckBox("auch nicht Mögliches zeigen")
        self.everything.setChecked(True)
        self.people = PeopleRow()
        self.turn = Button("", name="section", tip="Zwischen Fragen und Möglichkeiten wechseln (F7)")
        self.warning = _Warning()
        self.right = QStackedWidget()
        self._lay_out()
        self._name_buttons(look)
        self._wire()

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        top = QHBoxLayout(bar)
        top.setContentsMargins(10, 5, 10, 5)
        top.setSpacing(4)
        top.addWidget(self.home)
        top.addWidget(self.title)
        top.addWidget(self.edit)
        top.addWidget(self.duties)
        top.addSpacing(12)
        top.addWidget(self.people)
        top.addWidget(self.add_person)
        top.addStretch(1)
        top.addWidget(self.turn)
        top.addWidget(self.undo)
        top.addWidget(self.redo)
        self.bar = top
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(10, 8, 4, 8)
        column.setSpacing(8)
        column.addWidget(self.warning)
        asked = QScrollArea()
        asked.setWidgetResizable(True)
        asked.setWidget(self.panel)
        asked.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        asked.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left = TallestFirst(asked, self.panel, self.questions)
        column.addWidget(self.left, 1)
        cards = QWidget()
        stack = QVBoxLayout(cards)
        stack.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(Label("Möglichkeiten", points=11.5, bold=True, wrap=False))
        head.addStretch(1)
        head.addWidget(self.cooperation)
        head.addWidget(self.resolution)
        head.addWidget(self.everything)
        stack.addLayout(head)
        stack.addWidget(self.options, 1)
        self.right.addWidget(cards)
        self.right.addWidget(self.detail)
        right = QWidget()
        around = QVBoxLayout(right)
        around.setContentsMargins(4, 8, 10, 8)
        around.addWidget(self.right, 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(0)
        for button in (self.triage, self.calculator, self.calendar, self.keep, self.letters):
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        said = QHBoxLayout()
        said.addWidget(self.note)
        said.addStretch(1)
        said.addWidget(self.status)
        around.addLayout(self.foot)
        around.addLayout(said)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([700, 666])
        left.setMinimumWidth(400)
        right.setMinimumWidth(360)
        self.sides = (left, right)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(bar)
        page.addWidget(splitter, 1)

    def _name_buttons(self, look: theme.Look) -> None:
        for button, icon, name in (
            (self.home, "home", "Fälle"),
            (self.undo, "undo", "Rückgängig"),
            (self.redo, "redo", "Wiederholen"),
            (self.edit, "edit", "Fall bearbeiten"),
            (self.duties, "shield", "Datenschutz zu diesem Fall"),
            (self.add_person, "add", "Person hinzufügen"),
        ):
            button.setIcon(icons.icon(icon, look.accent))
            button.setAccessibleName(name)

    def _wire(self) -> None:
        self.home.clicked.connect(self.home_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        self.edit.clicked.connect(self.case_edited)
        self.duties.clicked.connect(self.duties_wanted)
        self.add_person.clicked.connect(self.person_added)
        self.people.chosen.connect(self.person_chosen)
        self.turn.clicked.connect(self.turn_side)
        self.questions.chosen.connect(self.ask)
        self.panel.next_wanted.connect(self.ask_next)
        self.options.opened.connect(self.open_option)
        self.everything.toggled.connect(self.options.options.show_all)
        self.detail.closed.connect(self.close_detail)
        self.detail.asked.connect(self.ask)
        self.detail.option_wanted.connect(self.open_option)
        self.triage.clicked.connect(self.triage_wanted)
        self.calculator.clicked.connect(self.calculator_wanted)
        self.calendar.clicked.connect(self.calendar_wanted)
        self.resolution.clicked.connect(self.resolution_wanted)
        self.cooperation.clicked.connect(self.cooperation_wanted)
        self.letters.clicked.connect(lambda: self.letters_wanted.emit(self._open_option or ""))
        self.detail.cooperation_wanted.connect(self.cooperation_wanted)
        self.keep.clicked.connect(self.to_calendar)
        self._name_keep()

    # painting ---------------------------------------------------------------

    def show_case(self, view: CaseView) -> None:
        """Paint a picture of the case; after an answer the next question comes by itself."""
        before, self._view = self._view, view
        other = before is None or before.id != view.id or _active(before) != _active(view)
        if other or self._just_answered(before, view):
            self._current = view.next_fact
        if before is None or before.id != view.id:
            self.close_detail()
        self.title.say(" ".join(part for part in (view.code, view.title) if part))
        self.say_note("")
        self.status.say(f"{view.status} · Beratungstag {view.day_text}")
        self.undo.setEnabled(view.can_undo)
        self.redo.setEnabled(view.can_redo)
        self.warning.say(view.warning)
        self.people.show_people(view.people)
        self.options.show_measures(view.measures)
        self._show_question()
        if self._open_option is not None:
            self.detail_wanted.emit(self._open_option)

    def show_detail(self, detail: DetailView) -> None:
        """Paint an option in full."""
        self._open_option = detail.option
        self._name_keep()
        self.detail.show_detail(detail)
        if self._narrow:
            self._show_side(True)
        if self.right.currentWidget() is not self.detail:
            self.right.setCurrentWidget(self.detail)
            self.detail.sheet.setFocus()

    def say_note(self, text: str) -> None:
        """What was done, until the next change."""
        self.note.say(text)
        self.note.setVisible(bool(text))

    def to_calendar(self) -> None:
        """The window of the option that is open, else the last day of the paper."""
        if self._open_option is not None:
            self.option_to_calendar.emit(self._open_option)
        else:
            self.paper_to_calendar.emit()

    def _name_keep(self) -> None:
        option = self._open_option is not None
        self.keep.say("Fenster merken  F3" if option else "Papier merken  F3")
        self.keep.tip(
            "Von wann bis wann diese Möglichkeit offen ist: in den Kalender"
            if option
            else "Wann das Papier abläuft: in den Kalender"
        )

    def say_error(self, text: str) -> None:
        """What failed, beside the question at hand."""
        self.panel.say_error(text)

    def change_look(self, look: theme.Look) -> None:
        self._name_buttons(look)
        for part in (self.questions, self.options, self.detail):
            part.change_look(look)

    # what the counsellor does on the page itself ------------------------------

    def ask(self, fact: str) -> None:
        """Make a question the current one."""
        self._current = fact
        if self._narrow:
            self._show_side(False)
        self._show_question()
        self.panel.take_focus()

    def ask_next(self) -> None:
        """The question that decides most."""
        if self._view is not None:
            self._current = self._view.next_fact
            self._show_question()
            self.panel.take_focus()

    def open_option(self, option: str) -> None:
        self.detail_wanted.emit(option)

    def turn_side(self) -> None:
        """Between questions and options: the focus where both have room, else the side that is shown."""
        right = not self.sides[1].isAncestorOf(self.focusWidget()) if self.focusWidget() else True
        if self._narrow:
            right = self.sides[1].isHidden()
            self._show_side(right)
        if right:
            (self.options if self.right.currentIndex() == 0 else self.detail.sheet).setFocus()
        else:
            self.panel.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen or with large letters one side at a time."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_side(False)
        self.people.set_narrow(narrow)

    def _show_side(self, right: bool) -> None:
        for side, shown in zip(self.sides, (not right, right), strict=True):
            side.setVisible(shown or self._narrow is False)
        self.turn.setVisible(bool(self._narrow))
        self.turn.say("Fragen" if right else "Möglichkeiten")
        for widget in (self.add_person, self.title):
            widget.setVisible(not self._narrow)

    def close_detail(self) -> None:
        """Back to the cards."""
        self._open_option = None
        self._name_keep()
        if self.right.currentIndex() != 0:
            self.right.setCurrentIndex(0)
            self.options.setFocus()

    def press(self, key: str) -> bool:
        """A letter or digit typed anywhere on the page outside a text line."""
        return self.panel.press(key)

    def _just_answered(self, before: CaseView | None, view: CaseView) -> bool:
        """The current question has got an answer it did not have."""
        if before is None or self._current is None:
            return True
        old, new = _question(before, self._current), _question(view, self._current)
        return old is not None and new is not None and old.answer != new.answer and new.answer is not None

    def _show_question(self) -> None:
        view = self._view
        if view is None:
            return
        question = _question(view, self._current) if self._current else None
        self.questions.show_sections(view.sections, question.fact if question else None)
        if question is None:
            self.panel.show_nothing(view.next_reason)
            return
        had_focus = self.panel.isAncestorOf(self.focusWidget()) if self.focusWidget() else True
        is_next = question.fact == view.next_fact
        reason = f"Nächste Frage, {view.next_reason}" if is_next else question.reason
        self.panel.show_question(question, reason)
        if had_focus:
            self.panel.take_focus()


class _Warning(QFrame):
    """A sentence that must not be overlooked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("warning")
        self._words = Label("")
        row = QHBoxLayout(self)
        row.addWidget(self._words)
        self.hide()

    def say(self, text: str) -> None:
        self._words.say(text)
        self.setVisible(bool(text))


def _question(view: CaseView, fact: str | None) -> QuestionView | None:
    return next((q for section in view.sections for q in section.questions if q.fact == fact), None)


def _active(view: CaseView) -> str:
    return next(person.id for person in view.people if person.active)
