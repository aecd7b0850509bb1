"""The dialog for everything about a case that is not an answer: title, people, notes, counselling day."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from counsel_app.logic.snapshot import CaseView
from counsel_app.ui.look.panels import sheet
from counsel_app.ui.look.plain import Button, Label, Line, shown


class CaseDialog(QDialog):
    """Fields filled from the picture. It stays open, with what was typed, until `save` took it.

    `hints`: what a text should perhaps not say; `save` returns the sentence that says what is wrong.
    """

    def __init__(
        self,
        view: CaseView,
        parent: QWidget,
        hints: Callable[[str], tuple[str, ...]],
        save: Callable[[CaseDialog], str],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Fall bearbeiten")
        self.setMinimumWidth(560)
        person = next(person for person in view.people if person.active)
        self.person_id = person.id
        self.remove_wanted = False
        self.title = Line("Titel", "kurz, ohne Namen, wenn möglich", longest=200)
        self.title.setText(view.title)
        self.label = Line("Bezeichnung der Person", longest=200)
        self.label.setText(person.label)
        self.role = Line("Rolle", "zum Beispiel Ehemann, Tochter, Bruder im Ausland", longest=200)
        self.role.setText(person.role)
        self.reference = QComboBox()
        self.reference.setAccessibleName("Bezugsperson")
        self.reference.addItem("niemand", "")
        for other in view.people:
            if other.id != person.id:
                self.reference.addItem(shown(other.label), other.id)
        self.reference.setCurrentIndex(max(0, self.reference.findData(view.reference)))
        self.notes = QPlainTextEdit()
        self.notes.setAccessibleName("Notizen")
        self.notes.setPlainText(view.notes)
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(120)
        self.day = Line("Beratungstag", "leer: heute")
        self.day.setText(view.day_text.split(" ")[0])
        form = QFormLayout()
        form.addRow(Label("Titel", wrap=False), self.title)
        form.addRow(Label("Person", wrap=False), self.label)
        form.addRow(Label("Rolle", wrap=False), self.role)
        form.addRow(Label("Stützt sich auf", wrap=False), self.reference)
        form.addRow(Label("Beratungstag", wrap=False), self.day)
        form.addRow(Label("Notizen", wrap=False), self.notes)
        self._hints, self._save_it = hints, save
        self.hint = Label("", name="warning-text", points=9)
        self.error = Label("", name="field-error")
        for text in (self.notes.textChanged, self.title.textChanged):
            text.connect(self._warn)
        self._warn()
        remove = Button(f"{person.label} entfernen", name="quiet")
        remove.setEnabled(len(view.people) > 1)
        remove.clicked.connect(self._remove)
        box = QDialogButtonBox()
        take = Button("Übernehmen", name="primary")
        box.addButton(take, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(Button("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self._try)
        box.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(remove)
        foot.addStretch(1)
        foot.addWidget(box)
        about = Label(
            "„Stützt sich auf“: die Person in Deutschland, auf deren Titel, Schutz oder "
            "Staatsangehörigkeit es ankommt. Ihre Antworten werden übernommen.",
            name="muted",
            points=9,
        )
        column = QVBoxLayout(self)
        column.addWidget(sheet(form, self.hint, about), 1)
        column.addWidget(self.error)
        column.addLayout(foot)

    def sizeHint(self) -> QSize:
        """As tall as the form, but never taller than the screen; what has no room is scrolled."""
        return QSize(620, min(620, self.screen().availableGeometry().height() - 40))

    def _warn(self) -> None:
        """Say why something had perhaps better not be stored; it hinders nobody."""
        found = self._hints(f"{self.title.text()}\n{self.notes.toPlainText()}")
        self.hint.say("\n".join(found))
        self.hint.setVisible(bool(found))

    def _remove(self) -> None:
        self.remove_wanted = True
        self._try()
        self.remove_wanted = False

    def _try(self) -> None:
        wrong = self._save_it(self)
        self.error.say(wrong)
        if not wrong:
            self.accept()
