"""Tresor und Datenschutz: its wiring to the session. The window keeps the page in its stack."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from counsel_app.logic.errors import InputError
from counsel_app.logic.snapshot import Task
from counsel_app.ui.look.form_dialog import FormDialog
from counsel_app.ui.look.text_file import write_text
from counsel_app.ui.look.working import Worker
from counsel_app.ui.page_wiring import PageWiring

if TYPE_CHECKING:
    from counsel_app.ui.vault.restore_dialog import RestoreDialog
    from counsel_app.ui.vault.secret_dialog import SecretDialog
    from counsel_app.ui.vault.vault_page import VaultPage

LOG = 4  # place of the log among the parts of the page


class VaultWiring(PageWiring):
    """`left`: back to where the counsellor came from; `lock_wanted`; `idle_changed`; `case_wanted`, `erase_wanted`."""

    lock_wanted = Signal()
    idle_changed = Signal(int)
    case_wanted = Signal(str)
    erase_wanted = Signal(str)

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.worker = Worker(self)

    @cached_property
    def page(self) -> VaultPage:
        """The page, made when it is first needed."""
        from counsel_app.ui.vault.vault_page import VaultPage

        page, desk = VaultPage(), self._session.vault
        self._pages.addWidget(page)
        self._dress(page.bar)
        self.worker.busy_changed.connect(page.set_busy)
        page.home_wanted.connect(self.left)
        page.section_shown.connect(self._show_part)
        page.backup_wanted.connect(lambda: self._work(desk.backups.make))
        page.folder_wanted.connect(self._choose_folder)
        page.restore_wanted.connect(self._restore)
        page.add_wanted.connect(lambda: self.add_dialog().exec())
        page.change_wanted.connect(lambda: self.change_dialog().exec())
        page.set_wanted.connect(lambda slot: self.set_dialog(slot).exec())
        page.remove_wanted.connect(self._remove)
        page.drill_wanted.connect(lambda: self.drill_dialog().exec())
        page.new_code_wanted.connect(self._new_code)
        page.idle_changed.connect(self._set_idle)
        page.lock_wanted.connect(self.lock_wanted)
        page.case_wanted.connect(self.case_wanted)
        page.erase_wanted.connect(self._erase)
        page.day_confirmed.connect(self._confirm_day)
        page.log_check_wanted.connect(lambda: page.say(desk.log_sentence()))
        page.loss_wanted.connect(lambda: self.worker.run(desk.backups.loss, self._show_loss, page.say))
        page.keep_loss_wanted.connect(self._keep_loss)
        page.health_wanted.connect(lambda: self._work(desk.backups.health))
        return page

    def open(self) -> None:
        """The page of the vault."""
        if self._session.demo_only:
            self._bridge.failed.emit("Im Beispiel gibt es keinen Tresor; „Zum Tresor“ führt dorthin.")
            return
        self._pages.setCurrentWidget(self.page)
        self.page.say("")
        self._show()
        self.page.take_focus()

    def say(self, text: str) -> bool:
        """Show a sentence if this page is open."""
        if self._pages.currentWidget() is not self.__dict__.get("page"):
            return False
        self.page.say(text)
        return True

    def back_up_if_due(self, done: Callable[[], None]) -> None:
        """The automatic backup, beside the window; `done` when the sentence on the start page has changed."""
        desk = self._session.vault.backups
        if desk.is_due:
            self.worker.run(desk.make, lambda _: done(), self._bridge.failed.emit)

    # dialogs ----------------------------------------------------------------------------

    def restore_dialog(self) -> RestoreDialog:
        """Looking into a backup and bringing it back."""
        from counsel_app.ui.vault.restore_dialog import RestoreDialog

        desk = self._session.vault.backups
        dialog = RestoreDialog(desk.lines(), self.page)
        dialog.chosen.connect(
            lambda path: self.worker.run(lambda: desk.look_into(path), dialog.show_content, dialog.say)
        )

        def restore(path: str, only: str) -> None:
            def bring_back() -> None:
                dialog.show_outcome(desk.restore(path, only))
                self._session.after_restoring()

            if wrong := self._bridge.attempt(bring_back):
                dialog.say(wrong)

        dialog.confirmed.connect(restore)
        self.worker.busy_changed.connect(dialog.set_busy)
        return dialog

    def add_dialog(self) -> SecretDialog:
        """One more person."""
        people = self._session.vault.people
        dialog = self._dialog(
            "Person hinzufügen",
            "Die Person bekommt einen eigenen Platz und eine eigene Passphrase. Bitte geben Sie ihr das Gerät dafür.",
            "Hinzufügen",
            lambda typed: people.add_person(typed["name"], typed["new"]),
        )
        dialog.add_line("name", "Name", secret=False)
        dialog.add_passphrase(people.suggestion, people.strength)
        return dialog

    def change_dialog(self) -> SecretDialog:
        """One's own passphrase."""
        people = self._session.vault.people
        dialog = self._dialog(
            "Meine Passphrase ändern",
            "Fälle werden dabei nicht neu geschrieben.",
            "Ändern",
            lambda typed: people.change_passphrase(typed["old"], typed["new"]),
        )
        dialog.add_line("old", "Bisherige Passphrase")
        dialog.add_passphrase(people.suggestion, people.strength)
        return dialog

    def set_dialog(self, slot: str) -> SecretDialog:
        """A passphrase for somebody who forgot theirs."""
        people = self._session.vault.people
        dialog = self._dialog(
            "Passphrase neu setzen",
            "Für eine Person, die ihre Passphrase vergessen hat; ihre bisherige gilt danach nicht mehr.",
            "Setzen",
            lambda typed: people.set_passphrase(slot, typed["new"]),
        )
        dialog.add_passphrase(people.suggestion, people.strength)
        return dialog

    def drill_dialog(self) -> SecretDialog:
        """Whether the printed code would open the vault."""
        people = self._session.vault.people
        dialog = self._dialog(
            "Wiederherstellungscode proben",
            "Bitte den Ausdruck holen und alle 24 Wörter eingeben.",
            "Proben",
            lambda typed: people.drill(typed["code"]),
        )
        line = dialog.add_line("code", "Code")
        line.setEchoMode(line.EchoMode.Normal)
        return dialog

    # inside -----------------------------------------------------------------------------

    def _restore(self) -> None:
        self.restore_dialog().exec()
        self._show()

    def _erase(self, case: str) -> None:
        self.erase_wanted.emit(case)
        self._show()

    def _confirm_day(self) -> None:
        self._session.vault.confirm_day()
        self._show()

    def _dialog(self, title: str, about: str, action: str, command: Callable[[dict[str, str]], Task]) -> SecretDialog:
        from counsel_app.ui.vault.secret_dialog import SecretDialog

        dialog = SecretDialog(title, about, action, self.page)

        def done(sentence: str) -> None:
            dialog.accept()
            self._show()
            self.page.say(sentence)

        dialog.wanted.connect(lambda typed: self.worker.run(lambda: command(typed), done, dialog.say))
        self.worker.busy_changed.connect(dialog.set_busy)
        return dialog

    def _work(self, make: Callable[[], Task]) -> None:
        def done(sentence: str) -> None:
            self._show()
            self.page.say(sentence)

        self.worker.run(make, done, self.page.say)

    def _show(self) -> None:
        wrong = self._bridge.attempt(lambda: self.page.show_vault(self._session.vault.view()))
        if wrong:
            self.page.say(wrong)
        if self.page.sections.currentRow() == LOG:
            self._show_part(LOG)

    def _show_part(self, part: int) -> None:
        if part == LOG:
            self._bridge.attempt(lambda: self.page.show_log(self._session.vault.log()))

    def _choose_folder(self, wanted: bool) -> None:
        folder = QFileDialog.getExistingDirectory(self.page, "Wohin zusätzlich sichern?") if wanted else ""
        if folder or not wanted:
            self.choose_folder(folder)

    def choose_folder(self, folder: str) -> None:
        """Back up to one more folder, and do it at once; "" for none."""
        desk, said = self._session.vault.backups, []
        wrong = self._bridge.attempt(lambda: said.append(desk.choose_folder(folder)))
        self._show()
        self.page.say(wrong or said[0])
        if not wrong and folder:
            self._work(desk.make)

    def _remove(self, slot: str) -> None:
        label = next((one.label for one in self._session.vault.people.members() if one.slot == slot), "")
        said: list[str] = []

        def remove(_: dict[str, str]) -> str:
            return self._bridge.attempt(lambda: said.append(self._session.vault.people.remove_person(slot)))

        about = f"{label}: Der Zugang öffnet danach nichts mehr, und die Schlüssel werden gewechselt."
        if FormDialog("Zugang entfernen", (), remove, self.page, about=about, action="Entfernen").exec():
            self._show()
            self.page.say(said[0])

    def _new_code(self) -> None:
        from counsel_app.ui.vault.code_sheet import write_code

        path, _ = QFileDialog.getSaveFileName(self.page, "Neuer Code", "Wiederherstellungscode.pdf", "PDF (*.pdf)")
        if not path:
            return
        code = self._session.vault.people.new_code()
        try:
            write_code(code, path if path.lower().endswith(".pdf") else f"{path}.pdf")
        except InputError as error:
            self.page.say(str(error))
            return
        self.use_code_dialog(code).exec()

    def use_code_dialog(self, code: str) -> SecretDialog:
        """The new code counts only when it was typed back from paper."""
        people = self._session.vault.people

        def use(typed: dict[str, str]) -> Task:
            return people.use_code(code, typed["code"])

        about = (
            "Bitte die PDF-Datei drucken, danach löschen, und alle 24 Wörter vom Ausdruck eingeben. "
            "Erst dann gilt der neue Code, und der alte öffnet nichts mehr."
        )
        dialog = self._dialog("Neuen Code übernehmen", about, "Übernehmen", use)
        line = dialog.add_line("code", "Code vom Ausdruck")
        line.setEchoMode(line.EchoMode.Normal)
        return dialog

    def _set_idle(self, minutes: int) -> None:
        wrong = self._bridge.attempt(lambda: self._session.vault.set_idle(minutes))
        self._show()
        self.page.say(wrong or f"Gesperrt wird künftig nach {minutes} Minuten.")
        if not wrong:
            self.idle_changed.emit(minutes)

    def _show_loss(self, text: Any) -> None:
        self.page.say("")
        self.page.show_loss(text)

    def _keep_loss(self, text: str) -> None:
        path, _ = QFileDialog.getSaveFileName(self.page, "Bericht speichern", "Verlustbericht.txt", "Text (*.txt)")
        if path:
            self.page.say(self._bridge.attempt(lambda: write_text(path, text)) or "Der Bericht ist gespeichert.")
