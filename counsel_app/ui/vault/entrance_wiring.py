"""Before the vault is open: which page is shown, and what happens to what is typed there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget

from counsel_app.logic.errors import InputError
from counsel_app.logic.session import Gate, Session
from counsel_app.logic.snapshot import GateView, PlaceView, StrengthView
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.working import Worker
from counsel_app.ui.vault.unlock_page import UnlockPage

if TYPE_CHECKING:
    from counsel_app.ui.vault.founding_page import FoundingPage
    from counsel_app.ui.vault.restore_dialog import RestoreDialog


class Entrance(QMainWindow):
    """The window before the window. `opened` carries the session; the caller shows the cases and closes this."""

    opened = Signal(object)

    def __init__(self, gate: Gate[Session], look: theme.Look) -> None:
        super().__init__()
        self.setWindowTitle("Hafenlotse")
        self.setWindowIcon(icons.icon("hafenlotse", theme.LIGHT.accent, 64))
        self.resize(1366, 768)
        self.setMinimumSize(640, 360)
        self.gate = gate
        self._look = look
        self._code = ""
        self._session: Session | None = None
        self.worker = Worker(self)
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self._show(gate.view())

    @cached_property
    def unlock(self) -> UnlockPage:
        """The page of each start."""
        page = UnlockPage(self._look)
        self.pages.addWidget(page)
        page.entered.connect(self.enter)
        page.recovered.connect(self._recover)
        page.phrase_typed.connect(self._weigh_new)
        page.suggestion_wanted.connect(lambda: page.new.setText(self.gate.passphrase()))
        page.renewed.connect(self._renew)
        page.demo_wanted.connect(self._open_demo)
        page.restore_wanted.connect(self._restore)
        page.retry_wanted.connect(lambda: self._show(self.gate.view()))
        self.worker.busy_changed.connect(page.set_busy)
        return page

    @cached_property
    def founding(self) -> FoundingPage:
        """The page of the first start."""
        from counsel_app.ui.vault.founding_page import FoundingPage

        page = FoundingPage()
        self.pages.addWidget(page)
        page.suggestion_wanted.connect(lambda: page.phrase.setText(self.gate.passphrase()))
        page.phrase_typed.connect(lambda text, name: page.show_strength(self.gate.strength(text, name)))
        page.code_wanted.connect(self._show_code)
        page.print_wanted.connect(self._print)
        page.file_wanted.connect(self._write)
        page.check_wanted.connect(self._ask_words)
        page.finished.connect(self._found)
        page.demo_wanted.connect(self._open_demo)
        page.restore_wanted.connect(self._restore)
        self.worker.busy_changed.connect(page.set_busy)
        return page

    def enter(self, place: str, phrase: str) -> None:
        """Try a passphrase."""
        self.worker.run(lambda: self.gate.enter(place, phrase), self._done, self.unlock.say)

    # inside -----------------------------------------------------------------------------

    def _show(self, view: GateView) -> None:
        if view.state == "new":
            self.pages.setCurrentWidget(self.founding)
            self.founding.begin(self.gate.passphrase(), view.sentence)
        else:
            page = self.unlock
            self.pages.setCurrentWidget(page)
            page.show_gate(view)

    def _done(self, session: Session) -> None:
        self.unlock.forget()
        self.opened.emit(session)

    def _open_demo(self) -> None:
        self.opened.emit(self.gate.open_demo())

    # the first start

    def _show_code(self, name: str, phrase: str) -> None:
        strength = self.gate.strength(phrase, name)
        if not strength.is_enough:
            self.founding.show_strength(strength)
            self.founding.say(strength.sentence)
            return
        self._code = self._code or self.gate.recovery_code()
        self.founding.show_code(self._code)

    def _print(self) -> None:
        from counsel_app.ui.vault.code_sheet import print_code

        try:
            if print_code(self._code, self):
                self.founding.code_is_out("Gedruckt. Bitte den Ausdruck jetzt holen.")
        except InputError as error:
            self.founding.say(str(error))

    def _write(self) -> None:
        from counsel_app.ui.vault.code_sheet import write_code

        path, _ = QFileDialog.getSaveFileName(self, "Code speichern", "Wiederherstellungscode.pdf", "PDF (*.pdf)")
        if not path:
            return
        try:
            write_code(self._code, path if path.lower().endswith(".pdf") else f"{path}.pdf")
        except InputError as error:
            self.founding.say(str(error))
        else:
            self.founding.code_is_out("Gespeichert. Bitte ausdrucken und die Datei danach löschen.")

    def _ask_words(self, printed: bool) -> None:
        self.founding.ask_words(self.gate.asked_words(self._code, printed=printed), self.gate.all_words())

    def _found(self, name: str, phrase: str, typed: dict[int, str]) -> None:
        try:
            self.gate.check_words(self._code, typed)
        except InputError as error:
            self.founding.say(str(error))
            return
        self.worker.run(lambda: self.gate.found(name, phrase, self._code), self.opened.emit, self.founding.say)

    # the printed code

    def _recover(self, typed: str) -> None:
        self.worker.run(lambda: self.gate.recover(typed), self._ask_new, self.unlock.say)

    def _ask_new(self, session: Session) -> None:
        self._session = session
        members = session.vault.people.members()
        places = tuple(PlaceView(one.slot, one.label) for one in members if one.is_person)
        self.unlock.ask_new(places, session.vault.people.suggestion())

    def _weigh_new(self, text: str) -> None:
        if self._session is not None:
            strength: StrengthView = self._session.vault.people.strength(text)
            self.unlock.show_strength(strength)

    def _renew(self, slot: str, phrase: str) -> None:
        session = self._session
        if session is not None:
            self.worker.run(
                lambda: session.vault.people.set_passphrase(slot, phrase),
                lambda _: self._done(session),
                self.unlock.say,
            )

    # a backup in the place of the vault

    def _restore(self) -> None:
        self.restore_dialog().exec()
        self._show(self.gate.view())

    def restore_dialog(self) -> RestoreDialog:
        """The steps of putting a backup in the place of the vault."""
        from counsel_app.ui.vault.restore_dialog import RestoreDialog

        dialog = RestoreDialog(self.gate.backups(), self)

        def choose(path: str) -> None:
            try:
                dialog.show_head(self.gate.look_at(path))
            except InputError as error:
                dialog.say(str(error))

        dialog.chosen.connect(choose)
        dialog.opened.connect(
            lambda path, place, secret: self.worker.run(
                lambda: self.gate.restore(path, place, secret), dialog.show_outcome, dialog.say
            )
        )
        self.worker.busy_changed.connect(dialog.set_busy)
        return dialog
