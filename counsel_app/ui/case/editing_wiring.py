"""The dialogs about a case that are no answers: one more person; title, people, notes, day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from counsel_app.logic.session import Session
from counsel_app.logic.snapshot import CaseView, FieldDraft
from counsel_app.ui.bridge import Bridge
from counsel_app.ui.look.form_dialog import Entry, FormDialog
from counsel_app.ui.vault.half_typed import put_back

if TYPE_CHECKING:
    from counsel_app.ui.case.case_dialog import CaseDialog


class EditingWiring(QObject):
    """Each dialog stays open, with what was typed, until it was saved."""

    def __init__(self, session: Session, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._bridge, self._window = session, bridge, window

    def add_person(self) -> None:
        """One more person of the household."""
        entries = (Entry("label", "Name oder Kürzel", placeholder="kann leer bleiben"),)

        def save(typed: dict[str, str]) -> str:
            return self._bridge.attempt(lambda: self._bridge.show(self._session.add_person(typed["label"])))

        FormDialog("Person hinzufügen", entries, save, self._window, action="Hinzufügen").exec()

    def edit(self, view: CaseView | None, typed: tuple[FieldDraft, ...] = ()) -> None:
        """Title, people, notes and day of the case; `typed`: what stood there when the program was locked."""
        if view is None:
            return
        from counsel_app.ui.case.case_dialog import CaseDialog

        dialog = CaseDialog(view, self._window, self._session.vault.hints, self._keep)
        for field in typed:
            put_back(dialog, field)
        dialog.exec()

    def _keep(self, dialog: CaseDialog) -> str:
        """Save what the dialog holds; what is wrong, "" if nothing."""
        session, show, attempt = self._session, self._bridge.show, self._bridge.attempt
        if dialog.remove_wanted:
            return attempt(lambda: show(session.remove_person(dialog.person_id)))

        def save() -> None:
            reference = dialog.reference.currentData()
            session.change_person(dialog.person_id, dialog.label.text(), dialog.role.text(), reference)
            session.look_at(dialog.day.text())
            show(session.describe(dialog.title.text(), dialog.notes.toPlainText()))

        return attempt(save)
