"""The duties towards one case: their wiring to the session. The window keeps the page in its stack."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from counsel_app.logic.errors import InputError
from counsel_app.logic.snapshot import DutiesView
from counsel_app.ui.look.form_dialog import Entry, FormDialog
from counsel_app.ui.look.text_file import write_text
from counsel_app.ui.page_wiring import PageWiring

if TYPE_CHECKING:
    from counsel_app.ui.vault.duties_page import DutiesPage
    from counsel_app.ui.vault.erasure_dialog import ErasureDialog


class DutiesWiring(PageWiring):
    """`left` says that the counsellor goes back to where they came from."""

    @cached_property
    def page(self) -> DutiesPage:
        """Datenschutz dieses Falls."""
        from counsel_app.ui.vault.duties_page import DutiesPage

        page, desk = DutiesPage(), self._session.duties
        self._pages.addWidget(page)
        self._dress(page.bar)
        page.home_wanted.connect(self.left)
        page.keeping_changed.connect(lambda years, holds: self._show(lambda: desk.keep_for(years, holds)))
        page.hold_wanted.connect(self._add_hold)
        page.close_wanted.connect(self._close)
        page.reopen_wanted.connect(lambda: self._show(desk.reopen))
        page.consent_wanted.connect(self._consent)
        page.withdraw_wanted.connect(self._withdraw)
        page.passing_wanted.connect(self._pass_on)
        page.copy_wanted.connect(self._copy)
        page.erase_wanted.connect(self.erase)
        return page

    def open(self) -> None:
        """The page of the open case."""
        page = self.page
        self._pages.setCurrentWidget(page)
        page.say("")
        self._show(self._session.duties.view)
        page.take_focus()

    def say(self, text: str) -> bool:
        """Show a sentence if this page is open."""
        if self._pages.currentWidget() is not self.__dict__.get("page"):
            return False
        self.page.say(text)
        return True

    def erase(self, case_id: str, *, stay: bool = False) -> None:
        """Both steps of erasing a case; `stay`: on the page that is open, instead of the list of cases."""
        dialog = self.erasure_dialog(case_id)
        if dialog is None or not dialog.exec():
            return
        if stay:
            self._session.after_erasing(case_id)
        else:
            self._bridge.run(self._session.after_erasing, case_id)

    def erasure_dialog(self, case_id: str) -> ErasureDialog | None:
        """The dialog, or None if something stands against erasing, which was said."""
        from counsel_app.ui.vault.erasure_dialog import ErasureDialog

        desk = self._session.duties
        try:
            first = desk.first_step(case_id)
        except InputError as error:
            self._bridge.failed.emit(str(error))
            return None
        dialog = ErasureDialog(first, self._pages)

        def confirm(typed: str) -> None:
            wrong = self._bridge.attempt(lambda: dialog.show_certificate(desk.second_step(first, typed)))
            if wrong:
                dialog.say(wrong)

        def keep(path: str) -> None:
            wrong = self._bridge.attempt(lambda: write_text(path, dialog.certificate.toPlainText()))
            dialog.say(wrong or "Die Bescheinigung ist gespeichert.")

        dialog.confirmed.connect(confirm)
        dialog.kept.connect(keep)
        return dialog

    # inside -----------------------------------------------------------------------------

    def _show(self, command: Callable[[], DutiesView]) -> str:
        """Carry out and paint; what is wrong, "" if nothing."""
        wrong = self._bridge.attempt(lambda: self.page.show_duties(command()))
        self.page.say(wrong)
        return wrong

    def _ask(self, title: str, entries: tuple[Entry, ...], command: Callable[[dict[str, str]], DutiesView]) -> None:
        FormDialog(title, entries, lambda typed: self._show(lambda: command(typed)), self.page, action=title).exec()

    def _close(self) -> None:
        entries = (Entry("day", "Beratung beendet am", placeholder="leer: heute"),)
        self._ask("Fall abschließen", entries, lambda typed: self._session.duties.close(typed["day"]))

    def _add_hold(self, years: int, holds: tuple[str, ...]) -> None:
        entries = (Entry("reason", "Warum länger aufbewahren"),)
        desk = self._session.duties
        self._ask("Grund eintragen", entries, lambda typed: desk.keep_for(years, (*holds, typed["reason"])))

    def _consent(self) -> None:
        view = self._session.duties.view()
        entries = (
            Entry("person", "Wer willigt ein", choices=view.people),
            Entry("purpose", "Wofür", choices=tuple((one, one) for one in view.purposes)),
            Entry("recipient", "An wen", placeholder="eine bestimmte Stelle oder Person"),
            Entry("language", "Erklärt auf", placeholder="zum Beispiel Dari, mit Dolmetscher"),
            Entry("form", "Form", choices=tuple((one, one) for one in view.forms)),
            Entry("day", "Erteilt am", placeholder="leer: heute"),
        )
        self._ask("Einwilligung eintragen", entries, self._session.duties.consent)

    def _withdraw(self, consent_id: str) -> None:
        entries = (Entry("day", "Widerrufen am", placeholder="leer: heute"),)
        self._ask("Widerruf eintragen", entries, lambda typed: self._session.duties.withdraw(consent_id, typed["day"]))

    def _pass_on(self) -> None:
        view, said = self._session.duties.view(), list[str]()
        entries = (
            Entry("person", "Wessen Daten", choices=view.people),
            Entry("purpose", "Wofür", choices=tuple((one, one) for one in view.purposes)),
            Entry("recipient", "An wen", placeholder="wie in der Einwilligung"),
            Entry("basis", "Rechtsgrundlage", placeholder="nur, wenn es ohne Einwilligung geht"),
        )

        def save(typed: dict[str, str]) -> str:
            return self._bridge.attempt(lambda: said.append(self._session.duties.pass_on(typed)))

        if FormDialog("Weitergabe", entries, save, self.page, action="Prüfen und vermerken").exec():
            self.page.say(said[0])

    def _copy(self, person_id: str, readable: bool) -> None:
        name, kind = ("Datenkopie.txt", "Text (*.txt)") if readable else ("Datenkopie.json", "JSON (*.json)")
        path, _ = QFileDialog.getSaveFileName(self.page, "Kopie der Daten", name, kind)
        if path:
            self.write_copy(person_id, readable, path)

    def write_copy(self, person_id: str, readable: bool, path: str) -> None:
        """Write the copy for one person."""

        def write() -> None:
            made = self._session.duties.copy(person_id)
            write_text(path, made.text if readable else made.json)

        wrong = self._bridge.attempt(write)
        self.page.say(
            wrong or "Die Kopie liegt unverschlüsselt in der gewählten Datei; nach der Übergabe bitte löschen."
        )
