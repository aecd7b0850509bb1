"""Each start: who, passphrase; the printed code when it was forgotten, and then a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counsel_app.logic.snapshot import GateView, PlaceView, StrengthView
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button, Label, Line, SecretLine, shown

SHUT, CODE, RENEW, STUCK = range(4)


class UnlockPage(QWidget):
    """Signals carry what was typed; nothing of it is kept."""

    entered = Signal(str, str)
    recovered = Signal(str)
    phrase_typed = Signal(str)
    suggestion_wanted = Signal()
    renewed = Signal(str, str)
    demo_wanted = Signal()
    restore_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self.heading = Label("Hafenlotse", points=20, bold=True, wrap=False)
        self.place = QComboBox()
        self.place.setAccessibleName("Platz")
        self.phrase = SecretLine("Passphrase")
        self.seen = QCheckBox("Passphrase anzeigen")
        self.seen.setAccessibleName("Passphrase anzeigen")
        self.enter = Button("Öffnen", name="primary")
        self.to_code = Button("Passphrase vergessen: mit dem gedruckten Code öffnen", name="quiet")
        self.code = Line("Wiederherstellungscode", "24 Wörter, vom ersten Wort an", longest=2000)
        self.recover = Button("Mit dem Code öffnen", name="primary")
        self.to_phrase = Button("Zurück zur Passphrase", name="quiet")
        self.whose = QComboBox()
        self.whose.setAccessibleName("Wer bekommt die neue Passphrase")
        self.new = Line("Neue Passphrase", longest=1000)
        self.other = Button("Andere vorschlagen")
        self.strength = Label("", name="muted")
        self.renew = Button("Neue Passphrase setzen", name="primary")
        self.stuck = Label("")
        self.retry = Button("Noch einmal versuchen", name="primary")
        self.error = Label("", name="field-error")
        self.demo = Button("Beispielhaushalt ansehen", name="quiet", tip="Erfundene Personen, ohne Tresor")
        self.restore = Button("Sicherung einspielen …", name="quiet")
        self.stack = QStackedWidget()
        self._lay_out(look)
        self._wire()

    def _lay_out(self, look: theme.Look) -> None:
        mark = Label(wrap=False)
        mark.setPixmap(icons.pixmap("lighthouse", look.accent, 36))
        top = QHBoxLayout()
        top.addWidget(mark)
        top.addWidget(self.heading)
        top.addStretch(1)
        self.bar = top
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.seen)
        beside.addStretch(1)
        beside.addWidget(self.enter)
        for widgets in (
            (
                Label("Wer öffnet?", bold=True),
                self.place,
                Label("Passphrase", bold=True),
                self.phrase,
                row,
                self.to_code,
            ),
            (Label("Wiederherstellungscode vom Ausdruck", bold=True), self.code, self.recover, self.to_phrase),
            (
                Label("Der Code hat den Tresor geöffnet. Bitte jetzt eine neue Passphrase setzen."),
                Label("Für wen?", bold=True),
                self.whose,
                Label("Neue Passphrase: diese merken oder eine eigene", bold=True),
                self.new,
                self.other,
                self.strength,
                self.renew,
            ),
            (Label("Der Tresor lässt sich gerade nicht öffnen.", bold=True), self.stuck, self.retry),
        ):
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 8, 0)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setWidget(part)
            self.stack.addWidget(scroll)
        foot = QHBoxLayout()
        foot.addWidget(self.demo)
        foot.addWidget(self.restore)
        foot.addStretch(1)
        inner = QFrame()
        inner.setMaximumWidth(620)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.stack, 1)
        column.addWidget(self.error)
        column.addLayout(foot)
        around = QHBoxLayout(self)
        around.addStretch(1)
        around.addWidget(inner, 20)
        around.addStretch(1)

    def _wire(self) -> None:
        self.phrase.returnPressed.connect(self.enter.click)
        self.seen.toggled.connect(self.phrase.show_letters)
        self.enter.clicked.connect(lambda: self.entered.emit(self.place.currentData() or "", self.phrase.text()))
        self.to_code.clicked.connect(lambda: self._turn(CODE))
        self.to_phrase.clicked.connect(lambda: self._turn(SHUT))
        self.code.returnPressed.connect(self.recover.click)
        self.recover.clicked.connect(lambda: self.recovered.emit(self.code.text()))
        self.new.textChanged.connect(self.phrase_typed)
        self.new.returnPressed.connect(self.renew.click)
        self.other.clicked.connect(self.suggestion_wanted)
        self.renew.clicked.connect(lambda: self.renewed.emit(self.whose.currentData() or "", self.new.text()))
        self.demo.clicked.connect(self.demo_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.retry.clicked.connect(self.retry_wanted)

    def show_gate(self, view: GateView) -> None:
        """The places, or why nothing opens."""
        self.stuck.say(view.sentence)
        _fill(self.place, view.places, view.last)
        self._turn(STUCK if view.state == "stuck" else SHUT)

    def ask_new(self, places: tuple[PlaceView, ...], suggestion: str) -> None:
        """Opened by the code: a new passphrase before anything else."""
        self.code.clear()
        _fill(self.whose, places, "")
        self._turn(RENEW)
        self.new.setText(suggestion)

    def show_strength(self, strength: StrengthView) -> None:
        """What the new passphrase is worth."""
        self.strength.say(strength.sentence)

    def say(self, text: str) -> None:
        """What is wrong; what was typed stays."""
        self.error.say(text)
        self.take_focus()

    def take_focus(self) -> None:
        """Ready for the keyboard, with the old attempt chosen."""
        line = (self.phrase, self.code, self.new, None)[self.stack.currentIndex()]
        if line is None:
            self.retry.setFocus()
        else:
            line.setFocus()
            line.selectAll()

    def set_busy(self, busy: bool) -> None:
        """Nothing can be pressed while a key is worked out."""
        self.stack.setEnabled(not busy)
        self.demo.setEnabled(not busy)
        self.restore.setEnabled(not busy)
        if busy:
            self.error.say("Wird geöffnet …")

    def forget(self) -> None:
        """Nothing typed stays in the lines."""
        for line in (self.phrase, self.code, self.new):
            line.clear()

    def _turn(self, part: int) -> None:
        self.error.say("")
        self.stack.setCurrentIndex(part)
        for button in (self.demo, self.restore):
            button.setVisible(part != RENEW)
        self.take_focus()


def _fill(box: QComboBox, places: tuple[PlaceView, ...], chosen: str) -> None:
    box.clear()
    for place in places:
        box.addItem(shown(place.label), place.id)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.setEnabled(len(places) > 1)
