"""A small form in a dialog: it stays open, with what was typed, until what it asks for has been done."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from counsel_app.ui.look.plain import Button, Label, Line, shown


class Entry(NamedTuple):
    """One field. With choices it is a choice, with `tick` a box that is ticked for "yes", else a line.

    `long`: the line has many lines.
    """

    id: str
    label: str
    value: str = ""
    placeholder: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    tick: bool = False
    long: bool = False


class FormDialog(QDialog):
    """`save` takes what was typed and returns the sentence that says what is wrong, "" when it is done."""

    def __init__(
        self,
        title: str,
        entries: tuple[Entry, ...],
        save: Callable[[dict[str, str]], str],
        parent: QWidget,
        *,
        about: str = "",
        action: str = "Eintragen",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self._save = save
        self.fields = {entry.id: _widget(entry) for entry in entries}
        self.wrong = Label("", name="field-error")
        column = QVBoxLayout(self)
        if about:
            column.addWidget(Label(about, name="muted"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for entry in entries:
            if entry.tick:
                form.addRow(self.fields[entry.id])
            else:
                form.addRow(Label(entry.label, wrap=False), self.fields[entry.id])
        column.addLayout(form)
        column.addWidget(self.wrong)
        box = QDialogButtonBox()
        keep = Button(action, name="primary")
        keep.setDefault(True)
        box.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(Button("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self._try)
        box.rejected.connect(self.reject)
        column.addWidget(box)

    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: _value(widget) for name, widget in self.fields.items()}

    def _try(self) -> None:
        wrong = self._save(self.typed())
        self.wrong.say(wrong)
        if not wrong:
            self.accept()


def _widget(entry: Entry) -> QWidget:
    if entry.tick:
        box = QCheckBox(shown(entry.label))
        box.setChecked(entry.value == "yes")
        return box
    if entry.choices:
        choice = QComboBox()
        choice.setAccessibleName(shown(entry.label))
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(28)
        for value, label in entry.choices:
            choice.addItem(shown(label), value)
        choice.setCurrentIndex(max(0, choice.findData(entry.value)))
        return choice
    if entry.long:
        text = QPlainTextEdit()
        text.setAccessibleName(shown(entry.label))
        text.setTabChangesFocus(True)
        text.setPlainText(entry.value)
        return text
    line = Line(entry.label, entry.placeholder)
    line.setText(entry.value)
    return line


def _value(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return str(widget.currentData() or "")
    if isinstance(widget, QCheckBox):
        return "yes" if widget.isChecked() else ""
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, Line) else ""
