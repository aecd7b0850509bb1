"""Restoring a backup, step by step: which, with what secret or how much of it, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counsel_app.logic.snapshot import BackupContentView, BackupHeadView, BackupLineView
from counsel_app.ui.look.plain import Button, Label, SecretLine, shown

CHOOSE, SECRET, CONFIRM, DONE = range(4)
ALL = "alle Fälle der Sicherung"


class RestoreDialog(QDialog):
    """`chosen` carries the path; then either `show_head` (a secret is needed) or `show_content` (it is open)."""

    chosen = Signal(str)
    opened = Signal(str, str, str)  # path, place, secret
    confirmed = Signal(str, str)  # path, case or "" for all

    def __init__(self, backups: tuple[BackupLineView, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sicherung einspielen")
        self.setMinimumWidth(520)
        self._path = ""
        self.stack = QStackedWidget()
        self.list = QListWidget()
        self.list.setAccessibleName("Vorhandene Sicherungen")
        for line in backups:
            item = QListWidgetItem(shown(line.label), self.list)
            item.setData(0x0100, line.path)
        self.list.setCurrentRow(0)
        self.file = Button("Andere Datei, zum Beispiel vom Stick …")
        self.head = Label("")
        self.place = QComboBox()
        self.place.setAccessibleName("Platz")
        self.secret = SecretLine("Passphrase oder Code")
        self.content = Label("")
        self.only = QComboBox()
        self.only.setAccessibleName("Was zurückgeholt wird")
        self.only.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.only.setMinimumContentsLength(30)
        self.outcome = Label("")
        self.error = Label("", name="field-error")
        self.next = Button("Weiter", name="primary")
        self.cancel = Button("Abbrechen")
        for widgets in (
            (Label("Welche Sicherung?", bold=True), self.list, self.file),
            (
                self.head,
                Label("Mit wessen Passphrase von damals?", bold=True),
                self.place,
                Label("Passphrase oder Code", bold=True),
                self.secret,
                Label(
                    "Der Stand der Sicherung kommt an die Stelle des Tresors. Was jetzt da ist, wird 35 Tage "
                    "danebengelegt; gelöschte Fälle bleiben gelöscht.",
                    name="muted",
                ),
            ),
            (self.content, Label("Was zurückholen?", bold=True), self.only),
            (self.outcome,),
        ):
            part = QWidget()
            column = QVBoxLayout(part)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.addWidget(self.stack, 1)
        column.addWidget(self.error)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.next)
        column.addLayout(foot)
        self.next.setDefault(True)
        self.next.clicked.connect(self._go_on)
        self.cancel.clicked.connect(self.reject)
        self.file.clicked.connect(self._choose_file)
        self.list.itemDoubleClicked.connect(lambda _: self._go_on())

    def show_head(self, head: BackupHeadView) -> None:
        """A backup that needs a secret."""
        self._path = head.path
        self.head.say(head.label)
        for place in head.places:
            self.place.addItem(shown(place.label), place.id)
        self._turn(SECRET, "Einspielen")
        self.secret.setFocus()

    def show_content(self, content: BackupContentView) -> None:
        """A backup that the open vault can read."""
        self._path = content.path
        self.content.say(content.sentence)
        self.only.addItem(ALL, "")
        for case, label in content.cases:
            self.only.addItem(shown(label), case)
        self._turn(CONFIRM, "Zurückholen")
        self.only.setFocus()

    def show_outcome(self, text: str) -> None:
        """It is done."""
        self.outcome.say(text)
        self._turn(DONE, "Fertig")
        self.cancel.hide()
        self.next.setFocus()

    def say(self, text: str) -> None:
        """What is wrong, or under way."""
        self.error.say(text)

    def set_busy(self, busy: bool) -> None:
        self.stack.setEnabled(not busy)
        self.next.setEnabled(not busy)
        if busy:
            self.say("Die Sicherung wird gelesen …")

    def _go_on(self) -> None:
        step = self.stack.currentIndex()
        if step == CHOOSE:
            item = self.list.currentItem()
            if item is None:
                self.say("Hier liegt keine Sicherung; bitte eine Datei wählen, zum Beispiel vom Stick.")
            else:
                self.chosen.emit(item.data(0x0100))
        elif step == SECRET:
            self.opened.emit(self._path, self.place.currentData() or "", self.secret.text())
        elif step == CONFIRM:
            self.confirmed.emit(self._path, self.only.currentData() or "")
        else:
            self.accept()

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Sicherung wählen", "", "Sicherungen (*.sicherung)")
        if path:
            self.chosen.emit(path)

    def _turn(self, step: int, action: str) -> None:
        self.say("")
        self.stack.setCurrentIndex(step)
        self.next.say(action)
