"""The calculator: what happened on the left, the deadlines with their working on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from counsel_app.logic.snapshot import DeadlineCard, DeadlineView, FieldView
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button, Label, Line, shown

FORM_WIDTH = 470  # the longest kind of letter


class DeadlinePage(QWidget):
    """`changed` carries the whole form as typed; the keys of a card work on the first one or on the one in focus."""

    changed = Signal(dict)
    calendar_wanted = Signal(dict, str)
    slip_wanted = Signal(dict, str)
    taken = Signal(dict)
    home_wanted = Signal()

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self._look = look
        self._view = DeadlineView(())
        self._fields: dict[str, QWidget] = {}
        self.back = Button("Zurück  Esc", name="quiet")
        self.take = Button("In den Fall übernehmen  F9", tip="Die Angaben zum Schreiben werden Antworten des Falls")
        self.note = Label("", name="accent")
        self.form = QVBoxLayout()
        self.cards = QScrollArea()
        self.cards.setWidgetResizable(True)
        self.cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards.setAccessibleName("Berechnete Fristen")
        self._lay_out(look)
        self.back.clicked.connect(self.home_wanted)
        self.take.clicked.connect(lambda: self.taken.emit(self.typed()))

    def _lay_out(self, look: theme.Look) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        self.bar = QHBoxLayout(bar)
        self.bar.setContentsMargins(12, 6, 12, 6)
        self.back.setIcon(icons.icon("back", look.accent))
        self.bar.addWidget(self.back)
        self.bar.addWidget(Label("Frist berechnen", points=13, bold=True, wrap=False))
        self.bar.addWidget(self.note, 1)
        self.bar.addWidget(self.take)
        left = QWidget()
        left.setMaximumWidth(FORM_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 14, 8, 14)
        column.addLayout(self.form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(260)
        scroll.setMaximumWidth(FORM_WIDTH + 14)
        scroll.setWidget(left)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 12, 12)
        row.addWidget(scroll, 2)
        row.addWidget(self.cards, 3)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(bar)
        page.addLayout(row, 1)

    # painting -------------------------------------------------------------------

    def show_deadlines(self, view: DeadlineView, with_case: bool) -> None:
        """Paint form and results; what is being typed keeps the cursor, nothing of another letter stays."""
        same_fields = [field._replace(value="") for field in view.fields] == [
            field._replace(value="") for field in self._view.fields
        ]
        if not same_fields or self.typed() != {field.id: field.value for field in view.fields if field.value}:
            self._build_form(view)
        self._view = view
        self.take.setVisible(with_case)
        self.take.setEnabled(bool(view.cards))
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(8, 14, 8, 8)
        column.setSpacing(12)
        if view.said:
            column.addWidget(_Said(view.said, view.wrong))
        for card in view.cards:
            column.addWidget(self._card(card, with_case))
        column.addStretch(1)
        self.cards.setWidget(sheet)

    def say(self, text: str) -> None:
        """A sentence beside the heading: what was kept, or why not."""
        self.note.say(text)

    def change_look(self, look: theme.Look) -> None:
        self._look = look
        self.back.setIcon(icons.icon("back", look.accent))

    def take_focus(self) -> None:
        """Start with the first field."""
        next(iter(self._fields.values())).setFocus()

    def typed(self) -> dict[str, str]:
        """What stands in the fields now."""
        return {name: _value(widget) for name, widget in self._fields.items() if _value(widget)}

    def _build_form(self, view: DeadlineView) -> None:
        focused = next((name for name, widget in self._fields.items() if widget.hasFocus()), "")
        while (item := self.form.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._fields = {}
        for field in view.fields:
            if field.kind != "yes":
                self.form.addWidget(Label(field.label, bold=True))
            widget = self._field(field)
            widget.setAccessibleName(shown(field.label))
            self._fields[field.id] = widget
            self.form.addWidget(widget)
            widget.show()  # at once, so that it can take the focus
            if field.hint:
                self.form.addWidget(Label(field.hint, name="muted", points=9))
        if focused in self._fields:
            self._fields[focused].setFocus()

    def _field(self, field: FieldView) -> QWidget:
        if field.kind == "date":
            line = Line(field.label, "12.11.2026")
            line.setText(field.value)
            line.textChanged.connect(self._changed)
            return line
        if field.kind == "yes":
            box = QCheckBox(shown(field.label))
            box.setChecked(field.value == "yes")
            box.toggled.connect(self._changed)
            return box
        choice = QComboBox()
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(12)
        choice.addItem("bitte wählen", "")
        for value, label in field.choices:
            choice.addItem(shown(label), value)
        choice.setCurrentIndex(max(0, choice.findData(field.value)))
        choice.currentIndexChanged.connect(self._changed)
        return choice

    def _changed(self) -> None:
        self.note.say("")
        self.changed.emit(self.typed())

    def _card(self, card: DeadlineCard, with_case: bool) -> QFrame:
        frame = QFrame()
        frame.setObjectName("panel")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(5)
        column.addWidget(Label(card.name, name="accent", bold=True))
        column.addWidget(Label(card.headline, points=17, bold=True))
        column.addWidget(_Said(card.distance, card.urgent, wrap=False), 0, Qt.AlignmentFlag.AlignLeft)
        for text in (card.latest, card.warning):
            if text:
                column.addWidget(Label(text, name="muted"))
        column.addWidget(Label(f"{card.remedy}: {card.where}. {card.filed_by[0].upper()}{card.filed_by[1:]}."))
        for doubt in card.disputed:
            column.addWidget(_Said(f"Strittig: {doubt}", True))
        column.addWidget(Label("So ist gerechnet", bold=True))
        for step in card.steps:
            row = QHBoxLayout()
            day = Label(step.day, wrap=False)
            day.setFixedWidth(84)
            row.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(step.text))
            words.addWidget(Label(step.law, name="muted", points=9))
            row.addLayout(words, 1)
            column.addLayout(row)
        column.addWidget(Label(f"Wird sie versäumt: {card.missed}"))
        column.addWidget(Label(card.effect))
        column.addWidget(Label(f"Sicherheit der Rechtslage: {card.certainty}", name="muted", points=9))
        buttons = QHBoxLayout()
        keep = Button(
            "In den Kalender  F3" if with_case else "Neuer Fall, in den Kalender  F3",
            name="primary",
            tip="Frist mit Vorfrist eintragen",
        )
        keep.clicked.connect(lambda: self.calendar_wanted.emit(self.typed(), card.rule))
        slip = Button("Merkzettel  F5", tip="Ein Blatt zum Mitgeben, als PDF")
        slip.clicked.connect(lambda: self.slip_wanted.emit(self.typed(), card.rule))
        buttons.addWidget(keep)
        buttons.addWidget(slip)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return frame

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F3 and F5 for the first deadline, F9 into the case."""
        first = self._view.cards[0].rule if self._view.cards else ""
        if event.key() == Qt.Key.Key_F3 and first:
            self.calendar_wanted.emit(self.typed(), first)
        elif event.key() == Qt.Key.Key_F5 and first:
            self.slip_wanted.emit(self.typed(), first)
        elif event.key() == Qt.Key.Key_F9 and first and self.take.isVisible():
            self.taken.emit(self.typed())
        else:
            super().keyPressEvent(event)


class _Said(QFrame):
    """A sentence, framed when it warns."""

    def __init__(self, text: str, warns: bool, *, wrap: bool = True) -> None:
        super().__init__()
        if warns:
            self.setObjectName("warning")
        row = QVBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(Label(text, wrap=wrap))


def _value(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return str(widget.currentData() or "")
    if isinstance(widget, QCheckBox):
        return "yes" if widget.isChecked() else ""
    return widget.text().strip() if isinstance(widget, Line) else ""
