"""The first start: passphrase, recovery code, typing back; under a minute, and nothing of it can be skipped."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counsel_app.logic.snapshot import StrengthView
from counsel_app.ui.look import theme
from counsel_app.ui.look.plain import Button, Label, Line, SecretLine

CODE_COLUMNS = 4
STEPS = ("1 Passphrase", "2 Code ausdrucken", "3 Prüfen")


class FoundingPage(QWidget):
    """Three steps. `finished` carries name, passphrase and the words typed back by their place."""

    suggestion_wanted = Signal()
    phrase_typed = Signal(str, str)
    code_wanted = Signal(str, str)
    print_wanted = Signal()
    file_wanted = Signal()
    check_wanted = Signal(bool)
    finished = Signal(str, str, object)
    demo_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_enough = self._printed = False
        self.steps = [Label(text, name="muted", wrap=False) for text in STEPS]
        self.error = Label("", name="field-error")
        self.name = Line("Ihr Name", "steht nur verschlüsselt im Tresor", longest=100)
        self.phrase = Line("Passphrase", longest=1000)
        self.phrase.setFont(theme.font(12, bold=True))
        self.strength = Label("", name="muted")
        self.other = Button("Andere vorschlagen")
        self.to_code = Button("Weiter", name="primary")
        self.words = [Label("", points=11, bold=True, wrap=False) for _ in range(24)]
        self.printer = Button("Drucken …", name="primary")
        self.file = Button("Als PDF speichern …")
        self.by_hand = Button("Ich habe ihn abgeschrieben", name="quiet", tip="Dann werden alle 24 Wörter geprüft")
        self.on = Button("Weiter", name="primary")
        self.again = SecretLine("Passphrase noch einmal")
        self.asked: dict[int, Line] = {}
        self.make = Button("Tresor anlegen", name="primary")
        self.back = Button("Zurück", name="quiet")
        self.demo = Button("Erst den Beispielhaushalt ansehen", name="quiet")
        self.restore = Button("Sicherung einspielen …", name="quiet", tip="Wenn es schon einen Tresor gab")
        self.stack = QStackedWidget()
        self._completions = QStringListModel()
        self._lay_out()
        self._wire()
        self._turn(0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        for step in self.steps:
            head.addWidget(step)
        head.addStretch(1)
        self.bar = head
        for part in (self._first(), self._second(), self._third()):
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setWidget(part)
            self.stack.addWidget(scroll)
        foot = QHBoxLayout()
        for button in (self.back, self.demo, self.restore):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self.to_code, self.on, self.make):
            foot.addWidget(button)
        inner = QFrame()
        inner.setMaximumWidth(900)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addWidget(self.error)
        column.addLayout(foot)
        around = QHBoxLayout(self)
        around.addStretch(1)
        around.addWidget(inner, 20)
        around.addStretch(1)

    def _first(self) -> QWidget:
        part, column = _column()
        column.addWidget(Label("Ein Tresor für Ihre Fälle", points=20, bold=True))
        self.about = Label(
            "Alles bleibt verschlüsselt auf diesem Gerät. Geöffnet wird es mit einer Passphrase; ein ausgedruckter "
            "Code ist der einzige zweite Weg. Beides ist Pflicht und dauert eine Minute."
        )
        column.addWidget(self.about)
        column.addWidget(Label("Ihr Name", bold=True))
        column.addWidget(self.name)
        column.addWidget(Label("Passphrase: diese fünf Wörter merken, oder eine eigene eingeben", bold=True))
        row = QHBoxLayout()
        row.addWidget(self.phrase, 1)
        row.addWidget(self.other)
        column.addLayout(row)
        column.addWidget(self.strength)
        column.addWidget(
            Label(
                "Ein Bild im Kopf hilft beim Merken. Wer sie aufschreibt, bewahrt den Zettel nicht beim Gerät auf.",
                name="muted",
            )
        )
        column.addStretch(1)
        return part

    def _second(self) -> QWidget:
        part, column = _column()
        column.addWidget(Label("Der Wiederherstellungscode", points=16, bold=True))
        column.addWidget(
            Label(
                "Wenn eine Passphrase vergessen wird, öffnen nur diese 24 Wörter die Fälle. Ausdrucken und "
                "verschlossen bei der Leitung aufbewahren, nicht beim Gerät. Eine PDF-Datei nach dem Drucken löschen."
            )
        )
        grid = QGridLayout()
        rows = -(-len(self.words) // CODE_COLUMNS)
        for place, word in enumerate(self.words):
            grid.addWidget(word, place % rows, place // rows)
        column.addLayout(grid)
        row = QHBoxLayout()
        for button in (self.printer, self.file, self.by_hand):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return part

    def _third(self) -> QWidget:
        part, column = _column()
        column.addWidget(Label("Zur Probe", points=16, bold=True))
        column.addWidget(Label("Bitte die Passphrase und diese Wörter vom Ausdruck eingeben."))
        column.addWidget(Label("Passphrase", bold=True))
        column.addWidget(self.again)
        self.grid = QGridLayout()
        column.addLayout(self.grid)
        column.addStretch(1)
        return part

    def _wire(self) -> None:
        self.other.clicked.connect(self.suggestion_wanted)
        self.phrase.textChanged.connect(lambda text: self.phrase_typed.emit(text, self.name.text()))
        self.phrase.returnPressed.connect(self.to_code.click)
        self.name.returnPressed.connect(self.phrase.setFocus)
        self.to_code.clicked.connect(self._ask_code)
        self.printer.clicked.connect(self.print_wanted)
        self.file.clicked.connect(self.file_wanted)
        self.by_hand.clicked.connect(lambda: self.check_wanted.emit(False))
        self.on.clicked.connect(lambda: self.check_wanted.emit(self._printed))
        self.make.clicked.connect(self._finish)
        self.back.clicked.connect(lambda: self._turn(max(0, self.stack.currentIndex() - 1)))
        self.demo.clicked.connect(self.demo_wanted)
        self.restore.clicked.connect(self.restore_wanted)

    # painting ---------------------------------------------------------------------------

    def begin(self, suggestion: str, note: str) -> None:
        """Start with a passphrase on offer; `note`: what becomes of cases that are there."""
        self.phrase.setText(suggestion)
        if note:
            self.about.say(f"{self.about.text()} {note}")
        self.name.setFocus()

    def show_strength(self, strength: StrengthView) -> None:
        """What the passphrase is worth."""
        self._is_enough = strength.is_enough
        self.strength.say(strength.sentence)

    def show_code(self, code: str) -> None:
        """The second step."""
        for place, (label, word) in enumerate(zip(self.words, code.split(), strict=True), 1):
            label.say(f"{place}. {word}")
        self._printed = False
        self._turn(1)
        self.printer.setFocus()

    def code_is_out(self, what: str) -> None:
        """The code stands on paper or in a file."""
        self._printed = True
        self.on.setEnabled(True)
        self.error.say(what)
        self.on.setFocus()

    def ask_words(self, places: tuple[int, ...], words: tuple[str, ...]) -> None:
        """The third step: which words to type back; `words`: all there are, to complete what is typed."""
        for line in self.asked.values():
            self.grid.removeWidget(line)
            line.deleteLater()
        while self.grid.count():
            item = self.grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        self._completions.setStringList(list(words))
        columns = 3
        self.asked = {}
        for number, place in enumerate(places):
            line = Line(f"{place}. Wort")
            completer = QCompleter(self._completions, line)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            line.setCompleter(completer)
            self.asked[place] = line
            row, left = divmod(number, columns)
            self.grid.addWidget(Label(f"{place}. Wort", wrap=False), row, 2 * left)
            self.grid.addWidget(line, row, 2 * left + 1)
        lines = [self.again, *self.asked.values()]
        for one, following in zip(lines, [*lines[1:], None], strict=True):
            self.setTabOrder(one, following or self.make)
            one.returnPressed.connect(following.setFocus if following is not None else self.make.click)
        self._turn(2)
        self.again.setFocus()

    def say(self, text: str) -> None:
        """What is wrong, or under way."""
        self.error.say(text)

    def set_busy(self, busy: bool) -> None:
        """Nothing can be pressed while the keys are made."""
        self.stack.setEnabled(not busy)
        for button in (self.make, self.back, self.demo, self.restore):
            button.setEnabled(not busy)
        if busy:
            self.say("Der Tresor wird angelegt …")

    # inside -----------------------------------------------------------------------------

    def _ask_code(self) -> None:
        if not self.name.text().strip():
            self.say("Ihr Name fehlt; er steht nur verschlüsselt im Tresor und im Protokoll.")
            self.name.setFocus()
        elif not self._is_enough:
            self.say(self.strength.text())
            self.phrase.setFocus()
        else:
            self.code_wanted.emit(self.name.text(), self.phrase.text())

    def _finish(self) -> None:
        if " ".join(self.again.text().split()) != " ".join(self.phrase.text().split()):
            self.say("Die Passphrase ist anders als im ersten Schritt; bitte noch einmal eingeben oder zurückgehen.")
            self.again.setFocus()
            return
        typed = {place: line.text() for place, line in self.asked.items()}
        self.finished.emit(self.name.text(), self.phrase.text(), typed)

    def _turn(self, step: int) -> None:
        self.say("")
        self.stack.setCurrentIndex(step)
        for number, label in enumerate(self.steps):
            label.setObjectName("accent" if number == step else "muted")
            label.style().polish(label)
        for number, button in enumerate((self.to_code, self.on, self.make)):
            button.setVisible(number == step)
        self.on.setEnabled(self._printed)
        self.back.setVisible(step > 0)
        self.demo.setVisible(step == 0)
        self.restore.setVisible(step == 0)


def _column() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(8)
    return part, column
