"""Dialogs about secrets: a new passphrase, and typing the printed code."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from counsel_app.logic.snapshot import StrengthView
from counsel_app.ui.look.plain import Button, Label, Line, SecretLine


class SecretDialog(QDialog):
    """It stays open, with what was typed, until it is told that the work is done. `wanted` carries what was typed."""

    wanted = Signal(object)

    def __init__(self, title: str, about: str, action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(500)
        self.lines: dict[str, Line] = {}
        self.error = Label("", name="field-error")
        self.action = Button(action, name="primary")
        self.cancel = Button("Abbrechen")
        self.column = QVBoxLayout()
        whole = QVBoxLayout(self)
        whole.addWidget(Label(about))
        whole.addLayout(self.column)
        whole.addWidget(self.error)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.action)
        whole.addLayout(foot)
        self.action.setDefault(True)
        self.action.clicked.connect(lambda: self.wanted.emit({name: line.text() for name, line in self.lines.items()}))
        self.cancel.clicked.connect(self.reject)

    def add_line(self, name: str, label: str, *, secret: bool = True) -> Line:
        """One more line to type into."""
        line = SecretLine(label) if secret else Line(label, longest=100)
        self.lines[name] = line
        self.column.addWidget(Label(label, bold=True))
        self.column.addWidget(line)
        next(iter(self.lines.values())).setFocus()
        return line

    def add_passphrase(self, suggest: Callable[[], str], weigh: Callable[[str], StrengthView]) -> None:
        """A line for a new passphrase, with one on offer."""
        line = self.add_line("new", "Neue Passphrase: diese merken oder eine eigene")
        line.setEchoMode(Line.EchoMode.Normal)
        other, strength = Button("Andere vorschlagen"), Label("", name="muted")
        other.setAutoDefault(False)
        self.column.addWidget(other)
        self.column.addWidget(strength)
        line.textChanged.connect(lambda text: strength.say(weigh(text).sentence))
        other.clicked.connect(lambda: line.setText(suggest()))
        line.setText(suggest())

    def say(self, text: str) -> None:
        """What is wrong."""
        self.error.say(text)

    def set_busy(self, busy: bool) -> None:
        """Nothing can be pressed meanwhile."""
        self.action.setEnabled(not busy)
        if busy:
            self.say("Einen Augenblick …")
