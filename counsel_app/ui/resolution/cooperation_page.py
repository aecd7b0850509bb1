"""The duties to cooperate of one person: each act with its norm, how it stands, and the steps taken so far."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from counsel_app.logic.snapshot import CooperationView, DutyView, PointView, StepLineView
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button, CutLabel, Label, shown

NARROW = 900
BEFORE, HEALING = "before", "healing"
ADD_KEY, COPY_KEY = "A", "C"
ID_ROLE = Qt.ItemDataRole.UserRole


class CooperationPage(QWidget):
    """Up and down choose an act; E, O, N, U say how it stands, A adds a step, C copies the summary for a letter."""

    home_wanted = Signal()
    state_wanted = Signal(str, str)
    step_wanted = Signal(str)
    step_dropped = Signal(str, int)
    copy_wanted = Signal()

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self._look, self._narrow = look, False
        self._view: CooperationView | None = None
        self.back = Button("Zurück  Esc", name="quiet")
        self.back.setIcon(icons.icon("back", look.accent))
        self.progress = CutLabel("", name="muted")
        self.note = CutLabel("", name="accent")
        self.copy = Button(f"Für den Brief kopieren  {COPY_KEY}", name="quiet", tip="Alle Schritte als Sätze")
        self.warning = QFrame()
        self.warning.setObjectName("warning")
        self.notice = Label("")
        self.parts = _Parts()
        self.sheet = QScrollArea()
        self._lay_out()
        self.parts.dress(look)
        self.back.clicked.connect(self.step_back)
        self.copy.clicked.connect(self.copy_wanted)
        self.parts.currentItemChanged.connect(lambda *_: self._show_part())
        self.parts.itemActivated.connect(lambda _: self._show_sides(False))

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        self.bar = QHBoxLayout(bar)
        self.bar.setContentsMargins(12, 6, 12, 6)
        self.bar.addWidget(self.back)
        self.bar.addWidget(Label("Mitwirkung", points=13, bold=True, wrap=False))
        self.bar.addWidget(self.progress)
        self.bar.addStretch(1)
        self.bar.addWidget(self.note)
        self.bar.addWidget(self.copy)
        inside = QVBoxLayout(self.warning)
        inside.setContentsMargins(10, 6, 10, 6)
        inside.addWidget(self.notice)
        self.sheet.setObjectName("sheet")
        self.sheet.setWidgetResizable(True)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.addWidget(self.parts, 2)
        row.addWidget(self.sheet, 3)
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 10, 12, 12)
        inner.addWidget(self.warning)
        inner.addLayout(row, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(bar)
        page.addLayout(inner, 1)

    # painting -----------------------------------------------------------------------

    def show_cooperation(self, view: CooperationView) -> None:
        """Paint the checklist; the act that was chosen stays chosen."""
        self._view = view
        self.progress.say(f"{view.whose}: {view.progress}")
        self.notice.say(view.notice)
        self.warning.setVisible(bool(view.notice))
        chosen = self.chosen or BEFORE
        rows = [(BEFORE, "Zuerst klären", "")]
        rows += [(duty.id, duty.title, duty.state_text) for duty in view.duties]
        rows += [(HEALING, "Was heilt", "")]
        if [self.parts.item(row).data(ID_ROLE) for row in range(self.parts.count())] != [row[0] for row in rows]:
            self.parts.clear()
            for part, _, _ in rows:
                item = QListWidgetItem(self.parts)
                item.setData(ID_ROLE, part)
        for number, (part, title, state) in enumerate(rows):
            item = self.parts.item(number)
            item.setText(shown(f"{title}: {state}" if state else title))
            duty = next((one for one in view.duties if one.id == part), None)
            icon = icons.icon(duty.outlook.value, self._look.badges[duty.outlook][0]) if duty else None
            item.setIcon(icon or icons.icon("law", self._look.accent))
            if part == chosen:
                self.parts.setCurrentItem(item)
        self._show_part()

    @property
    def chosen(self) -> str:
        """The act, or one of the two other parts."""
        item = self.parts.currentItem()
        return str(item.data(ID_ROLE)) if item is not None else ""

    def take_focus(self) -> None:
        """To the list of acts."""
        self._show_sides(True)
        self.parts.setFocus()

    def say(self, text: str) -> None:
        """What was done, or what is wrong."""
        self.note.say(text)

    def _show_part(self) -> None:
        view = self._view
        if view is None:
            return
        self.note.say("")
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(6)
        duty = self._duty()
        if duty is not None:
            self._act(column, duty)
        elif self.chosen == HEALING:
            self._points(column, "Was heilt", view.healing)
        else:
            self._points(column, "Zuerst klären", view.before)
        column.addStretch(1)
        self.sheet.setWidget(sheet)
        self.sheet.setAccessibleName(duty.title if duty else "Hinweise")

    def _duty(self) -> DutyView | None:
        duties = self._view.duties if self._view else ()
        return next((duty for duty in duties if duty.id == self.chosen), None)

    def _act(self, column: QVBoxLayout, duty: DutyView) -> None:
        column.addWidget(Label(duty.group, name="accent", points=9.5, bold=True))
        column.addWidget(Label(duty.title, points=13, bold=True))
        column.addWidget(Label(duty.text))
        column.addWidget(Label(duty.law, name="muted", points=9))
        self._states(column, duty)
        if duty.reason:
            column.addWidget(Label(f"Grund: {duty.reason}"))
        if duty.warning:
            column.addWidget(Label(duty.warning, name="field-error"))
        self._heading(column, "Getan")
        for place, step in enumerate(duty.steps):
            column.addLayout(self._step(duty, place, step))
        add = Button(f"Schritt eintragen  {ADD_KEY}", name="quiet", tip="Tag, was getan wurde, Beleg")
        add.clicked.connect(lambda: self.step_wanted.emit(duty.id))
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self._texts(column, "So lässt es sich zeigen", duty.proof)
        self._texts(column, "Nicht zumutbar oder nicht verlangt, wenn", duty.unreasonable)

    def _states(self, column: QVBoxLayout, duty: DutyView) -> None:
        row = QHBoxLayout()
        for state, words, key in duty.choices:
            button = Button(f"{key}  {words}", name="answer")
            button.setCheckable(True)
            button.setChecked(state == duty.state)
            button.clicked.connect(partial(self._emit_state, duty.id, state))
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(4)
        column.addLayout(row)

    def _emit_state(self, duty: str, state: str, _: bool = False) -> None:
        self.state_wanted.emit(duty, state)

    def _step(self, duty: DutyView, place: int, step: StepLineView) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(f"{step.day}  {step.text}"))
        words.addWidget(Label(" · ".join(part for part in (step.paper, step.seen) if part), name="muted", points=9))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        drop = Button("Entfernen", name="quiet")
        drop.setAccessibleName(shown(f"Schritt vom {step.day} entfernen"))
        drop.clicked.connect(lambda: self.step_dropped.emit(duty.id, place))
        row.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _points(self, column: QVBoxLayout, title: str, points: tuple[PointView, ...]) -> None:
        column.addWidget(Label(title, points=13, bold=True))
        for number, point in enumerate(points, 1):
            column.addSpacing(2)
            column.addWidget(Label(f"{number}.  {point.text}"))
            column.addWidget(Label(point.law, name="muted", points=9))

    def _texts(self, column: QVBoxLayout, title: str, texts: tuple[str, ...]) -> None:
        if texts:
            self._heading(column, title)
        for text in texts:
            column.addWidget(Label(f"–  {text}"))

    def _heading(self, column: QVBoxLayout, title: str) -> None:
        column.addSpacing(6)
        column.addWidget(Label(title, points=11.5, bold=True))

    # what the counsellor does on the page itself --------------------------------------

    def step_back(self) -> None:
        """From the act to the list, where only one of them has room; else from the page."""
        if self._narrow and self.parts.isHidden():
            self.take_focus()
        else:
            self.home_wanted.emit()

    def _show_sides(self, parts: bool) -> None:
        self.parts.setVisible(parts or not self._narrow)
        self.sheet.setVisible(not parts or not self._narrow)
        if not parts:
            self.sheet.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < NARROW) != self._narrow:
            self._narrow = not self._narrow
            self._show_sides(True)

    def change_look(self, look: theme.Look) -> None:
        self._look = look
        self.back.setIcon(icons.icon("back", look.accent))
        self.parts.dress(look)
        if self._view is not None:
            self.show_cooperation(self._view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key each."""
        key, duty = event.text().upper(), self._duty()
        state = next((choice[0] for choice in duty.choices if choice[2] == key), "") if duty and key else ""
        if key == COPY_KEY:
            self.copy_wanted.emit()
        elif duty is not None and state:
            self.state_wanted.emit(duty.id, state)
        elif duty is not None and key == ADD_KEY:
            self.step_wanted.emit(duty.id)
        else:
            super().keyPressEvent(event)


class _Parts(QListWidget):
    """The acts; single letters are the page's."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Schritte")
        self.setWordWrap(True)

    def dress(self, look: theme.Look) -> None:
        """Quiet colours for the chosen act, so that its sign stays readable."""
        self.setStyleSheet(
            f"QListView::item {{ padding: 4px 2px; }}"
            f"QListView::item:selected {{ background: {look.accent_ground}; color: {look.ink}; }}"
        )

    def keyboardSearch(self, search: str) -> None:
        """Nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip():
            event.ignore()
            return
        super().keyPressEvent(event)
