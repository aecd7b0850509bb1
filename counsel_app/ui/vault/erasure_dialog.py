"""Erasing a case in two steps, and the certificate that may be kept of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from counsel_app.logic.snapshot import ErasureView
from counsel_app.ui.look.plain import Button, Label, Line


class ErasureDialog(QDialog):
    """`confirmed` carries the code as typed; the certificate is shown, and can be kept."""

    confirmed = Signal(str)
    kept = Signal(str)

    def __init__(self, first: ErasureView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Fall löschen")
        self.setMinimumWidth(520)
        self.stack = QStackedWidget()
        self.code = Line("Fallnummer zur Bestätigung")
        self.certificate = QPlainTextEdit()
        self.certificate.setAccessibleName("Löschbescheinigung")
        self.certificate.setReadOnly(True)
        self.certificate.setTabChangesFocus(True)
        for widgets in (
            (Label(first.sentence), Label("Fallnummer", bold=True), self.code),
            (Label("Gelöscht. Diese Bescheinigung nennt niemanden und darf aufbewahrt werden."), self.certificate),
        ):
            part = QWidget()
            column = QVBoxLayout(part)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            self.stack.addWidget(part)
        self.error = Label("", name="field-error")
        self.cancel = Button("Behalten")
        self.erase = Button("Endgültig löschen", name="primary")
        self.keep = Button("Bescheinigung speichern …")
        self.done_button = Button("Fertig", name="primary")
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.cancel, self.erase, self.keep, self.done_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(self.stack, 1)
        column.addWidget(self.error)
        column.addLayout(foot)
        self.keep.hide()
        self.done_button.hide()
        self.cancel.clicked.connect(self.reject)
        self.erase.clicked.connect(lambda: self.confirmed.emit(self.code.text()))
        self.code.returnPressed.connect(self.erase.click)
        self.keep.clicked.connect(self._save)
        self.done_button.clicked.connect(self.accept)
        self.code.setFocus()

    def say(self, text: str) -> None:
        """Why nothing was erased, or where the certificate is."""
        self.error.say(text)

    def show_certificate(self, text: str) -> None:
        """It is done."""
        self.say("")
        self.certificate.setPlainText(text)
        self.stack.setCurrentIndex(1)
        for button, seen in ((self.cancel, False), (self.erase, False), (self.keep, True), (self.done_button, True)):
            button.setVisible(seen)
        self.done_button.setFocus()

    def _save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, "Bescheinigung speichern", "Loeschbescheinigung.txt", "Text (*.txt)"
        )
        if path:
            self.kept.emit(path)
