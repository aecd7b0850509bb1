"""One field per kind of question: buttons with a key each, or a line to type in.

A new kind of question is one class and one entry in `FIELDS`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from counsel_app.logic.snapshot import QuestionView
from counsel_app.ui.look.plain import Button, Label, Line, shown

MOST_BUTTONS = 16
COLUMNS_FROM = 7  # choices from which two columns are easier to scan
LONG_LABEL = 44


class AnswerField(QWidget):
    """What all fields share: `given` carries the value, or the text as typed."""

    given = Signal(object)

    def press(self, key: str) -> bool:
        """A letter or digit typed outside a text line; whether it was an answer."""
        return False

    def typed(self) -> str:
        """Text that is in the field but not yet given, so that nothing typed is lost."""
        return ""


class ChoiceField(AnswerField):
    """Yes and no, or a choice: every answer a button with its key in front."""

    def __init__(self, question: QuestionView) -> None:
        super().__init__()
        self._keys: dict[str, object] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        yes_no = question.type == "yes_no"
        long = any(len(choice.label) > LONG_LABEL for choice in question.choices)
        columns = 2 if yes_no or (len(question.choices) >= COLUMNS_FROM and not long) else 1
        rows = -(-len(question.choices) // columns)
        for place, choice in enumerate(question.choices):
            button = Button(f"{choice.key}   {choice.label}" if choice.key else choice.label, name="answer")
            button.setAccessibleName(shown(choice.label))
            button.setCheckable(True)
            button.setChecked(_is_answer(question, choice.value))
            button.clicked.connect(lambda _=False, value=choice.value: self.given.emit(value))
            row, column = (0, place) if yes_no else (place % rows, place // rows)
            grid.addWidget(button, row, column)
            if choice.key:
                self._keys[choice.key] = choice.value

    def press(self, key: str) -> bool:
        if key not in self._keys:
            return False
        self.given.emit(self._keys[key])
        return True


class ListField(AnswerField):
    """A long choice (states, sections of the law): type to find, Enter to take."""

    def __init__(self, question: QuestionView) -> None:
        super().__init__()
        self._choices = question.choices
        self.line = Line("Antwort suchen", "Tippen, zum Beispiel „Afg“ oder „25“; Eingabetaste nimmt die erste Zeile")
        self.found = QListWidget()
        self.found.setAccessibleName("Mögliche Antworten")
        self.found.setMaximumHeight(190)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.found)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(lambda: self._take(self.found.item(max(0, self.found.currentRow()))))
        self.found.itemActivated.connect(self._take)
        self.found.itemClicked.connect(self._take)
        self._filter("")
        for row in range(self.found.count()):
            if _is_answer(question, self.found.item(row).data(Qt.ItemDataRole.UserRole)):
                self.found.setCurrentRow(row)

    def typed(self) -> str:
        return self.line.text()

    def _filter(self, text: str) -> None:
        self.found.clear()
        wanted = text.casefold().strip()
        starts = [choice for choice in self._choices if choice.label.casefold().lstrip("§ ").startswith(wanted)]
        others = [choice for choice in self._choices if choice not in starts and wanted in choice.label.casefold()]
        for choice in (*starts, *others):
            item = QListWidgetItem(shown(choice.label), self.found)
            item.setData(Qt.ItemDataRole.UserRole, choice.value)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.given.emit(item.data(Qt.ItemDataRole.UserRole))


class _FigureLine(Line):
    """A line for dates and figures: no letter begins one, so the keys of not knowing stay keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isalpha() and self.selectedText() == self.text():
            event.ignore()  # goes on to the panel
        else:
            super().keyPressEvent(event)


class TypedField(AnswerField):
    """A date, a number or an amount: typed as people write it, Enter to take."""

    def __init__(self, question: QuestionView) -> None:
        super().__init__()
        placeholder, hint = _TYPED[question.type]
        self.line = _FigureLine(question.label, placeholder)
        self.line.setMinimumWidth(150)
        self.line.setMaximumWidth(240)
        take = Button("Übernehmen", tip="Eingabetaste")
        row = QHBoxLayout()
        row.addWidget(self.line)
        row.addWidget(take)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(Label(hint, name="muted", points=9))
        self.setFocusProxy(self.line)
        if question.answer is not None and question.answer.kind == "value":
            self.line.setText(question.answer.text.removesuffix(" Euro"))
            self.line.selectAll()
        self.line.returnPressed.connect(self._give)
        take.clicked.connect(self._give)

    def typed(self) -> str:
        return self.line.text()

    def _give(self) -> None:
        if self.line.text().strip():
            self.given.emit(self.line.text())


_TYPED = {
    "date": ("12.04.2019", "Auch ungefähr: 04/2019 oder 2019 genügt, wenn niemand es genauer weiß."),
    "number": ("Zahl", "Eine ganze Zahl."),
    "amount": ("Betrag in Euro", "Zum Beispiel 1.250,50."),
}
FIELDS: dict[str, Callable[[QuestionView], AnswerField]] = {
    "yes_no": ChoiceField,
    "date": TypedField,
    "number": TypedField,
    "amount": TypedField,
}


def field_for(question: QuestionView) -> AnswerField:
    """The field of a question."""
    if question.type == "choice":
        return ListField(question) if len(question.choices) > MOST_BUTTONS else ChoiceField(question)
    return FIELDS[question.type](question)


def _is_answer(question: QuestionView, value: object) -> bool:
    answer = question.answer
    return answer is not None and answer.kind == "value" and answer.value == value
