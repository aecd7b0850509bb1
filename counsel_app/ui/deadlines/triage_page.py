"""Brennt etwas? Six questions with one key each, and what to do today."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from counsel_app.logic.snapshot import TriageLine, TriageView
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button, Label

NARROW = 900
CALCULATE_KEY, NOTHING_KEY = "F", "0"


class TriagePage(QWidget):
    """Keys 1 to 6 choose, F calculates the deadline, 0 begins the interview."""

    deadline_wanted = Signal(str)
    option_wanted = Signal(str)
    interview_wanted = Signal()
    home_wanted = Signal()

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self._narrow = False
        self._lines: tuple[TriageLine, ...] = ()
        self._chosen: TriageLine | None = None
        self._buttons: dict[str, Button] = {}
        self.back = Button("Zurück  Esc", name="quiet")
        self.back.setIcon(icons.icon("back", look.accent))
        self.nothing = Button(f"{NOTHING_KEY}   Nichts davon: mit dem Gespräch beginnen", name="answer")
        self.questions = QVBoxLayout()
        self.sheet = QScrollArea()
        self.sheet.setObjectName("sheet")
        self.sheet.setWidgetResizable(True)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.setAccessibleName("Was heute zu tun ist")
        self._lay_out()
        self.back.clicked.connect(self.step_back)
        self.nothing.clicked.connect(self.interview_wanted)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        self.bar = QHBoxLayout(bar)
        self.bar.setContentsMargins(12, 6, 12, 6)
        self.bar.addWidget(self.back)
        self.bar.addWidget(Label("Brennt etwas?", points=13, bold=True, wrap=False))
        self.bar.addWidget(Label("Sechs Fragen, bevor das Gespräch beginnt.", name="muted"), 1)
        self.asked = QWidget()
        left = QVBoxLayout(self.asked)
        left.setContentsMargins(16, 14, 8, 14)
        left.setSpacing(8)
        left.addLayout(self.questions)
        left.addWidget(self.nothing)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 12, 12)
        row.addWidget(self.asked, 2)
        row.addWidget(self.sheet, 3)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(bar)
        page.addLayout(row, 1)

    def show_triage(self, view: TriageView) -> None:
        """Paint the questions; the first one is opened."""
        self._lines = view.lines
        if not self._buttons:
            for line in view.lines:
                button = Button(f"{line.key}   {line.question}", name="answer")
                button.setCheckable(True)
                button.clicked.connect(lambda _=False, key=line.key: self.choose(key))
                self._buttons[line.key] = button
                self.questions.addWidget(button)
        self.choose(self._chosen.key if self._chosen else view.lines[0].key)
        self._show_sides(self._narrow)
        self._buttons[view.lines[0].key].setFocus()

    def step_back(self) -> None:
        """From the sheet to the questions, where only one of them has room; else from the page."""
        if self._narrow and not self.asked.isVisible():
            self._show_sides(True)
            self._buttons[self._chosen.key if self._chosen else self._lines[0].key].setFocus()
        else:
            self.home_wanted.emit()

    def choose(self, key: str) -> None:
        """Open one question."""
        line = next((line for line in self._lines if line.key == key), None)
        if line is None:
            return
        self._chosen = line
        for other, button in self._buttons.items():
            button.setChecked(other == key)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(8)
        column.addWidget(Label("Heute tun", points=13, bold=True))
        for number, (text, law) in enumerate(line.do, 1):
            column.addWidget(Label(f"{number}.  {text}"))
            if law:
                column.addWidget(Label(law, name="muted", points=9))
        if line.start:
            column.addSpacing(6)
            button = Button(f"{CALCULATE_KEY}   Frist berechnen", name="primary")
            button.clicked.connect(lambda: self.deadline_wanted.emit(line.start))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if line.options:
            column.addSpacing(6)
            column.addWidget(Label("Im Fall prüfen", points=11.5, bold=True))
            for option, name in line.options:
                link = Button(name, name="quiet", tip="Öffnet den Fall und diese Möglichkeit")
                link.clicked.connect(lambda _=False, wanted=option: self.option_wanted.emit(wanted))
                column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.sheet.setWidget(sheet)
        self._show_sides(False)

    def _show_sides(self, questions: bool) -> None:
        """Both, or one of them where there is no room for both."""
        self.asked.setVisible(questions or not self._narrow)
        self.sheet.setVisible(not questions or not self._narrow)
        if self._narrow and not questions:
            self.sheet.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < NARROW) != self._narrow:
            self._narrow = not self._narrow
            self._show_sides(True)

    def change_look(self, look: theme.Look) -> None:
        self.back.setIcon(icons.icon("back", look.accent))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key each."""
        key = event.text().upper()
        if key == NOTHING_KEY:
            self.interview_wanted.emit()
        elif key == CALCULATE_KEY and self._chosen is not None and self._chosen.start:
            self.deadline_wanted.emit(self._chosen.start)
        elif key in self._buttons:
            self.choose(key)
        else:
            super().keyPressEvent(event)
