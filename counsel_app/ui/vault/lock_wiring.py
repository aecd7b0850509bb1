"""Locking: half-typed text is put aside sealed, the vault closed, and the process begins anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from counsel_app.logic.session import Session
from counsel_app.logic.snapshot import DraftView, FieldDraft
from counsel_app.ui.bridge import Bridge
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button, Label, shown
from counsel_app.ui.vault.half_typed import gather
from counsel_app.ui.vault.leaving import Leaving


class LockWiring(QObject):
    """`forms`: the forms open now, by name; `place`: the open case and person, "" for none."""

    def __init__(
        self,
        session: Session,
        bridge: Bridge,
        parent: QWidget,
        forms: Callable[[], Iterable[tuple[str, QWidget]]],
        place: Callable[[], tuple[str, str]],
        leave: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._session, self._bridge, self._window = session, bridge, parent
        self._forms, self._place, self._leave = forms, place, leave
        self._kept: tuple[FieldDraft, ...] = ()
        self._buttons: list[Button] = []
        self.leaving = Leaving(session.vault.idle, self)
        self.leaving.left.connect(self.lock)
        self.leaving.pressed.connect(self.lock)
        self.leaving.ticked.connect(self.keep_typed)

    def add_button(self, bar: QHBoxLayout, look: theme.Look, text: str = "") -> None:
        """The way out on every page, with words where there is room."""
        button = Button(text, name="quiet", tip="Sperren (Strg+Umschalt+L)")
        button.setAccessibleName(text or "Sperren")
        button.setIcon(icons.icon("lock", look.accent))
        button.clicked.connect(self.lock)
        self._buttons.append(button)
        bar.addWidget(button)

    def change_look(self, look: theme.Look) -> None:
        """Repaint the buttons."""
        for button in self._buttons:
            button.setIcon(icons.icon("lock", look.accent))

    def keep_typed(self) -> None:
        """Put half-typed text aside, so that not even a crash costs a sentence; quiet when the disk refuses."""
        fields = gather(self._forms())
        if fields != self._kept and not self._bridge.attempt(lambda: self._put_aside(fields)):
            self._kept = fields

    def lock(self) -> None:
        """Leave nothing behind in memory."""
        self.leaving.stop()
        case, person = self._place()
        self._bridge.attempt(
            lambda: self._session.vault.typed.put_aside(DraftView(case, person, gather(self._forms())))
        )
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        for window in QApplication.topLevelWidgets():
            window.hide()
        self._session.store.close()
        self._leave()

    def put_back(self) -> DraftView | None:
        """What was put aside when the program was locked or ended."""
        found: list[DraftView | None] = []
        self._bridge.attempt(lambda: found.append(self._session.vault.typed.put_back()))
        draft = found[0] if found else None
        if draft is not None:
            self._kept = draft.fields
        return draft

    def show_found(self, fields: tuple[FieldDraft, ...]) -> None:
        """Texts whose form is not open: shown, to be copied or thrown away."""
        dialog = FoundDialog(fields, self._window)
        dialog.exec()

    def _put_aside(self, fields: tuple[FieldDraft, ...]) -> None:
        case, person = self._place()
        if fields:
            self._session.vault.typed.put_aside(DraftView(case, person, fields))
        else:
            self._session.vault.typed.drop()


class FoundDialog(QDialog):
    """Half-typed texts from before."""

    def __init__(self, fields: tuple[FieldDraft, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Noch nicht gespeicherte Eingaben")
        self.setMinimumWidth(480)
        column = QVBoxLayout(self)
        column.addWidget(Label("Das wurde vor dem Sperren getippt und noch nicht gespeichert:"))
        text = QPlainTextEdit()
        text.setAccessibleName("Eingaben")
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setPlainText("\n\n".join(shown(f"{one.form}, {one.field}:\n{one.text}") for one in fields))
        column.addWidget(text)
        box = QDialogButtonBox()
        box.addButton(Button("Gelesen", name="primary"), QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self.accept)
        column.addWidget(box)
