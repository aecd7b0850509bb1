"""The question at hand: its words, where the answer stands, one key per answer, and the ways of not knowing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counsel_app.logic.snapshot import BundleView, QuestionView
from counsel_app.ui.case.answer_fields import AnswerField, field_for
from counsel_app.ui.look.plain import Button, Label, Line

BUNDLE_KEY = "K"


class QuestionPanel(QFrame):
    """Shows one question. Signals carry the fact and what was said about it."""

    answered = Signal(str, object)
    unknown = Signal(str)
    withheld = Signal(str)
    pending = Signal(str, str, str)
    disputed = Signal(str, object, object)
    cleared = Signal(str)
    bundled = Signal(str)
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._question: QuestionView | None = None
        self._field: AnswerField | None = None
        self._extra: QWidget | None = None
        self.reason = Label("", name="accent", points=9.5, bold=True)
        self.words = Label("", points=13, bold=True)
        self.where = Label("", name="muted")
        self.hints = Label("", name="field-error")
        self.current = Label("", name="muted")
        self.error = Label("", name="field-error")
        self.together = Label("", name="muted")
        self.bundle = Button(
            "", name="quiet", tip="Nur wenn jeder Teil des Satzes stimmt; jede Antwort bleibt änderbar"
        )
        self.place = QVBoxLayout()
        self.ways = _Ways()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(self.reason, 1)
        top.addWidget(self.ways.next)
        column.addLayout(top)
        for widget in (self.words, self.where, self.hints):
            column.addWidget(widget)
        column.addWidget(self.together)
        column.addWidget(self.bundle, 0, Qt.AlignmentFlag.AlignLeft)
        said = QHBoxLayout()
        said.addWidget(self.current, 1)
        said.addWidget(self.ways.clear)
        column.addLayout(said)
        column.addLayout(self.place)
        column.addWidget(self.error)
        column.addLayout(self.ways.row)
        column.addStretch(1)
        self.ways.unknown.clicked.connect(lambda: self.unknown.emit(self.fact))
        self.ways.withheld.clicked.connect(lambda: self.withheld.emit(self.fact))
        self.ways.pending.clicked.connect(self._ask_paper)
        self.ways.disputed.clicked.connect(self._ask_both)
        self.bundle.clicked.connect(self._give_bundle)
        self.ways.clear.clicked.connect(lambda: self.cleared.emit(self.fact))
        self.ways.next.clicked.connect(self.next_wanted)

    @property
    def fact(self) -> str:
        """The fact asked about, empty when nothing is asked."""
        return self._question.fact if self._question else ""

    def show_question(self, question: QuestionView, reason: str) -> None:
        """Paint a question. The same question keeps what is typed in its field."""
        same = self._question is not None and question.fact == self._question.fact
        kept = self._field.typed() if same and self._field is not None and question == self._question else ""
        self._question = question
        self.reason.say(reason)
        self.words.say(question.text)
        self.where.say(" · ".join(part for part in (question.where, question.why) if part))
        self.hints.say("\n".join(question.hints))
        self.hints.setVisible(bool(question.hints))
        self.current.say(_current(question))
        self.current.setVisible(question.answer is not None)
        self.error.hide()
        self._show_bundle(question.bundle)
        self._show_field(field_for(question))
        if kept and isinstance(self._field.focusProxy() if self._field else None, QLineEdit):
            self._field.focusProxy().setText(kept)  # type: ignore[union-attr]
            self._field.focusProxy().setModified(True)  # type: ignore[union-attr]
        self.ways.clear.setVisible(question.answer is not None and not question.inherited)

    def show_nothing(self, words: str) -> None:
        """No question is left."""
        self._question = None
        for label in (self.where, self.hints, self.current, self.error, self.reason):
            label.say("")
        self.words.say(words)
        self._show_bundle(None)
        self.ways.clear.hide()
        self._drop(self._field)
        self._field = None
        self._drop(self._extra)
        self._extra = None

    def say_error(self, text: str) -> None:
        """Why the last entry was not taken; what was typed stays."""
        self.error.say(text)
        self.error.show()

    def take_focus(self) -> None:
        """Ready for the keyboard."""
        if self._field is not None and self._field.focusProxy() is not None:
            self._field.setFocus()
        else:
            self.setFocus()

    def press(self, key: str) -> bool:
        """A letter or digit outside a text line; whether it meant something here."""
        if self._question is None:
            return False
        ways = {"W": self.ways.unknown, "U": self.ways.pending, "S": self.ways.disputed, "L": self.ways.withheld}
        if self._field is not None and self._field.press(key):
            return True
        if key == BUNDLE_KEY and self._question.bundle is not None:
            self._give_bundle()
            return True
        if key in ways:
            ways[key].click()
            return True
        return False

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest button; as tall as its words need at the width it has.

        Qt would ask for the height of the wrapped words at their narrowest and scroll a page that fits.
        """
        return QSize(super().minimumSizeHint().width(), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.press(event.text().upper()):
            super().keyPressEvent(event)

    def _show_field(self, field: AnswerField) -> None:
        self._drop(self._field)
        self._drop(self._extra)
        self._extra = None
        self._field = field
        field.given.connect(lambda value: self.answered.emit(self.fact, value))
        self.place.addWidget(field)

    def _show_bundle(self, bundle: BundleView | None) -> None:
        self.together.say(f"Mehrere Fragen zugleich: {bundle.text}" if bundle else "")
        self.bundle.say(f"{BUNDLE_KEY}  {bundle.action}" if bundle else "")
        for widget in (self.together, self.bundle):
            widget.setVisible(bundle is not None)

    def _give_bundle(self) -> None:
        if self._question is not None and self._question.bundle is not None:
            self.bundled.emit(self._question.bundle.id)

    def _ask_paper(self) -> None:
        paper, until = Line("Welche Unterlage", "Welche Unterlage?"), Line("Bis wann", "bis wann? (15.12.2026)")
        self._ask((paper, until), lambda: self.pending.emit(self.fact, paper.text(), until.text()))

    def _ask_both(self) -> None:
        assert self._question is not None
        client, authority = _SideField(self._question, "Person sagt"), _SideField(self._question, "Behörde sagt")

        def give() -> None:
            if client.value is not None and authority.value is not None:
                self.disputed.emit(self.fact, client.value, authority.value)
            else:
                self.say_error(
                    "Für „strittig“ werden beide Angaben gebraucht: was die Person und was die Behörde sagt."
                )

        self._ask((client, authority), give)

    def _ask(self, widgets: tuple[QWidget, ...], give: Callable[[], None]) -> None:
        self._drop(self._extra)
        self._extra = QWidget()
        both_sides = any(isinstance(widget, _SideField) for widget in widgets)
        row = QVBoxLayout(self._extra) if both_sides else QHBoxLayout(self._extra)
        row.setContentsMargins(0, 4, 0, 0)
        for widget in widgets:
            row.addWidget(widget)
            if isinstance(widget, QLineEdit):
                widget.returnPressed.connect(give)
        take = Button("Übernehmen", name="primary")
        take.clicked.connect(give)
        row.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        self.place.addWidget(self._extra)
        widgets[0].setFocus()

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            self.place.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


class _SideField(QWidget):
    """One side of a dispute: a label and the same field as for the answer itself."""

    def __init__(self, question: QuestionView, side: str) -> None:
        super().__init__()
        self.value: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._said = Label(f"{side}:", bold=True)
        self._side = side
        column.addWidget(self._said)
        self._field = field_for(question)
        self._field.given.connect(self._keep)
        column.addWidget(self._field)
        proxy = self._field.focusProxy()
        if isinstance(proxy, QLineEdit) and question.type != "choice":
            proxy.clear()
            proxy.textChanged.connect(lambda text: setattr(self, "value", text.strip() or None))
        self.setFocusProxy(self._field)
        self._labels = {choice.value: choice.label for choice in question.choices}

    def _keep(self, value: object) -> None:
        self.value = value
        self._said.say(f"{self._side}: {self._labels.get(value, value)}")


class _Ways:
    """The answers that are not values, and the way on."""

    def __init__(self) -> None:
        self.unknown = Button("W  weiß nicht", name="quiet", tip="Die Person weiß es nicht: die Frage bleibt offen")
        self.pending = Button(
            "U  Unterlage kommt noch", name="quiet", tip="Ein Papier wird es zeigen: welches, bis wann"
        )
        self.disputed = Button("S  strittig", name="quiet", tip="Person und Behörde sagen Verschiedenes")
        self.withheld = Button("L  lieber nicht gefragt", name="quiet", tip="Bewusst nicht gefragt")
        self.clear = Button("Antwort löschen  Entf", name="quiet", tip="Die Frage gilt wieder als nicht gestellt")
        self.next = Button("beste Frage  F6", name="quiet", tip="Zur Frage, die am meisten entscheidet")
        self.row = QHBoxLayout()
        self.row.setSpacing(0)
        for button in (self.unknown, self.pending, self.disputed, self.withheld):
            self.row.addWidget(button)
        self.row.addStretch(1)


def _current(question: QuestionView) -> str:
    answer = question.answer
    if answer is None:
        return ""
    origin = " (von der Bezugsperson übernommen)" if question.inherited else ""
    return f"Antwort bisher: {answer.text}{origin}"
