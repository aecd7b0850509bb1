"""Letters and papers: their wiring to the session. The window keeps the page in its stack."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from counsel_app.logic.errors import InputError
from counsel_app.ui.look import theme
from counsel_app.ui.look.form_dialog import Entry, FormDialog
from counsel_app.ui.page_wiring import PageWiring

if TYPE_CHECKING:
    from counsel_app.logic.documents.document import Document
    from counsel_app.logic.documents.views import LetterView
    from counsel_app.ui.case.case_page import CasePage
    from counsel_app.ui.letters.letter_page import LetterPage

WAYS = tuple((one, one) for one in ("Post", "Fax", "E-Mail", "persönlich abgegeben", "der Person mitgegeben"))
OUTCOMES = tuple((one, one) for one in ("bewilligt", "abgelehnt", "keine Antwort"))
PAPERS = (
    ("closing", "Was haben wir besprochen?"),
    ("bring", "Bitte mitbringen"),
    ("record", "Beratungsprotokoll"),
)

PAPER_KEYS = {"Ctrl+Shift+W": "closing", "Ctrl+Shift+M": "bring", "Ctrl+Shift+P": "record"}


class LetterWiring(PageWiring):
    """`left` says that the counsellor goes back to the case."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._press: Callable[[], None] = lambda: None

    @cached_property
    def page(self) -> LetterPage:
        """Made when it is first needed."""
        from counsel_app.ui.letters.letter_page import LetterPage

        page, desk = LetterPage(self._look()), self._session.letters
        self._pages.addWidget(page)
        self._dress(page.bar)
        page.home_wanted.connect(self.left)
        page.switched.connect(lambda part, on: self._run(lambda: desk.switch(part, on)))
        page.picked.connect(lambda key, on: self._run(lambda: desk.pick(key, on)))
        page.moved.connect(lambda key, steps: self._run(lambda: desk.move(key, steps)))
        page.wished.connect(lambda option, on: self._run(lambda: desk.wish(option, on)))
        page.accepted.connect(lambda: self._run(desk.accept))
        page.write_wanted.connect(self._write)
        page.identity_wanted.connect(self._identify)
        page.blanks_wanted.connect(self._fill)
        page.frame_wanted.connect(self._frame)
        page.docx_wanted.connect(lambda: self._save("Word (*.docx)", ".docx", desk.docx))
        page.pdf_wanted.connect(lambda: self._save("PDF (*.pdf)", ".pdf", self._pdf))
        page.send_wanted.connect(self._send)
        page.reply_wanted.connect(self._reply)
        page.archive_wanted.connect(lambda key: self._save("PDF (*.pdf)", ".pdf", lambda: desk.archived(key)))
        page.drop_wanted.connect(self._drop)
        return page

    def wire(self, case: CasePage) -> None:
        """What the case page offers of letters."""
        self._press = case.letters.click
        case.letters_wanted.connect(self.choose)

    def add_keys(self, key: Callable[[str, Callable[[], object]], None]) -> None:
        """One key for letters, one for each paper."""
        key("Ctrl+B", lambda: self._press())
        for keys, kind in PAPER_KEYS.items():
            key(keys, partial(self.paper, kind))

    def change_look(self, look: theme.Look) -> None:
        """Repaint the page if it is there."""
        if "page" in self.__dict__:
            self.page.change_look(look)

    def say(self, text: str) -> bool:
        """Show a sentence on the page if it is open."""
        if self.__dict__.get("page") is not self._pages.currentWidget():
            return False
        self.page.say(text)
        return True

    # opening ------------------------------------------------------------------

    def choose(self, option: str = "") -> None:
        """Choose a letter for an option, or any; a single one opens at once."""
        if not self._session.has_case:
            return
        try:
            found = self._session.letters.choices(option)
        except InputError as error:
            self._bridge.failed.emit(str(error))
            return
        choices = [(one.letter, f"{one.name}{' (Entwurf vorhanden)' if one.has_draft else ''}") for one in found]
        choices += [(kind, f"Zettel: {name}") for kind, name in PAPERS]
        fields = (Entry("letter", "Welches?", choices[0][0], choices=tuple(choices)),)
        dialog = FormDialog("Schreiben wählen", fields, lambda _: "", self._parent, action="Öffnen")
        if dialog.exec():
            chosen = dialog.typed()["letter"]
            if chosen in dict(PAPERS):
                self.paper(chosen)
            else:
                self.open(chosen, option)

    def open(self, letter: str, option: str = "") -> None:
        """The draft of a letter for the person shown."""
        self._bridge.run(lambda: self._show(self._session.letters.open(letter, option)))

    def _show(self, view: LetterView) -> None:
        self._pages.setCurrentWidget(self.page)
        self.page.say("")
        self.page.show_letter(view)
        self.page.take_focus()

    def _run(self, command: Callable[[], LetterView]) -> str:
        wrong = self._bridge.attempt(lambda: self.page.show_letter(command()))
        self.page.say(wrong)
        return wrong

    # dialogs --------------------------------------------------------------------

    def _form(
        self, title: str, entries: tuple[Entry, ...], save: Callable[[dict[str, str]], str], **words: str
    ) -> None:
        FormDialog(title, entries, save, self.page, **words).exec()

    def _write(self, after: str) -> None:
        view = self._session.letters.view()
        now = next((part.own for part in view.paragraphs if part.id == after), "")
        fields = (Entry("text", "Eigener Text", now, long=True),)
        about = "Steht hinter diesem Absatz; leer: kein eigener Text."
        save: Callable[[dict[str, str]], str] = lambda typed: self._run(  # noqa: E731
            lambda: self._session.letters.write(after, typed["text"])
        )
        self._form("Eigener Text", fields, save, about=about, action="Übernehmen")

    def _identify(self) -> None:
        desk = self._session.letters
        entries = tuple(Entry(name, label, value) for name, label, value in desk.identity_form())

        def save(typed: dict[str, str]) -> str:
            wrong = self._bridge.attempt(lambda: desk.identify(typed))
            return wrong or self._run(desk.view)

        self._form("Person, wie in den Papieren", entries, save, about="Namen genau wie im Pass.", action="Übernehmen")

    def _fill(self) -> None:
        desk = self._session.letters
        blanks = desk.view().blanks
        entries = tuple(Entry(str(place), label, value) for place, (label, value) in enumerate(blanks))

        def save(typed: dict[str, str]) -> str:
            return self._run(lambda: desk.fill({blanks[int(place)][0]: text for place, text in typed.items()}))

        self._form("Lücken dieses Schreibens", entries, save, action="Übernehmen")

    def _frame(self) -> None:
        desk = self._session.letters
        view, centre = desk.view(), desk.centre
        lines = (*view.recipient.split("\n"), "", "", "", "")[:5]
        entries = (
            *(Entry(f"line{place}", f"Empfänger, Zeile {place + 1}", line) for place, line in enumerate(lines)),
            Entry("checked", "Geprüft von", view.checked_by),
            Entry("name", "Beratungsstelle", centre.name),
            Entry("address", "Anschrift der Stelle", centre.address),
            Entry("counsellor", "Beratende Person", centre.counsellor),
            Entry("power", "Schriftliche Vollmacht liegt vor seit (Tag)", placeholder="leer: keine neue eintragen"),
            Entry("sign", "In Vertretung unterschreiben", "yes" if view.representative else "", tick=True),
        )

        def save(typed: dict[str, str]) -> str:
            recipient = "\n".join(typed[f"line{place}"] for place in range(5)).strip()

            def take() -> None:
                desk.settle_centre(typed["name"], typed["address"], typed["counsellor"])
                if typed["power"].strip():
                    desk.power_signed(recipient, typed["power"])
                self.page.show_letter(desk.address(recipient, typed["checked"], bool(typed["sign"])))

            return self._bridge.attempt(take)

        self._form("Rahmen des Schreibens", entries, save, action="Übernehmen")

    def _send(self) -> None:
        desk = self._session.letters
        entries = (
            Entry("way", "Wie", "Post", choices=WAYS),
            Entry("day", "Abgeschickt am", self._session.letters.today_text),
            Entry("basis", "Rechtsgrundlage der Weitergabe", placeholder="nur wenn keine Einwilligung vorliegt"),
            Entry("remind", "Wiedervorlage nach drei Monaten (§ 75 VwGO)", "yes", tick=True),
        )

        def save(typed: dict[str, str]) -> str:
            def send() -> None:
                said = desk.send(self._pdf(), typed["way"], typed["day"], typed["basis"], remind=bool(typed["remind"]))
                self.page.show_letter(desk.view())
                self.page.say(said)

            return self._bridge.attempt(send)

        about = "Das Schreiben wird Byte für Byte versiegelt beim Fall aufbewahrt, mit dem Stand des Wissens."
        self._form("Abgeschickt", entries, save, about=about, action="Ins Archiv")

    def _reply(self, sent: str) -> None:
        entries = (
            Entry("outcome", "Antwort", "bewilligt", choices=OUTCOMES),
            Entry("day", "Am", self._session.letters.today_text),
            Entry("reason", "Grund", placeholder="wie im Bescheid"),
        )

        def save(typed: dict[str, str]) -> str:
            desk = self._session.letters
            return self._run(lambda: desk.reply(sent, typed["outcome"], typed["day"], typed["reason"]))

        self._form("Antwort der Behörde", entries, save)

    def _drop(self) -> None:
        wrong = self._bridge.attempt(self._session.letters.drop)
        if wrong:
            self.page.say(wrong)
        else:
            self.left.emit()

    # papers ------------------------------------------------------------------------

    def paper(self, kind: str) -> None:
        """One of the papers for client and file, as PDF."""
        if not self._session.has_case:
            return
        typed: dict[str, str] = {}
        if kind == "record":
            from counsel_app.logic.documents.papers import RECORD_FIELDS

            entries = tuple(Entry(name, label) for name, label in RECORD_FIELDS)
            dialog = FormDialog("Beratungsprotokoll", entries, lambda _: "", self._parent, action="Weiter")
            if not dialog.exec():
                return
            typed = dialog.typed()
        name = dict(PAPERS)[kind].rstrip("?")
        path = self._path(name, "PDF (*.pdf)", ".pdf")
        if path:
            wrong = self._bridge.attempt(lambda: _keep(path, pdf_of(self._session.letters.paper(kind, typed))))
            self._bridge.noted.emit(wrong or f"„{name}“ ist geschrieben; nach dem Drucken bitte löschen.")

    # files ----------------------------------------------------------------------------

    @property
    def _parent(self) -> QWidget:
        return self._pages.currentWidget() or self._pages

    def _pdf(self) -> bytes:
        return pdf_of(self._session.letters.document())

    def _save(self, kind: str, ending: str, make: Callable[[], bytes]) -> None:
        """Files carry the letter's name, never the client's."""
        path = self._path(self._session.letters.view().letter, kind, ending)
        if path:
            wrong = self._bridge.attempt(lambda: _keep(path, make()))
            self.page.say(wrong or f"Geschrieben: {Path(path).name}. Nach dem Abschicken bitte löschen.")

    def _path(self, name: str, kind: str, ending: str) -> str:
        path, _ = QFileDialog.getSaveFileName(self._parent, "Speichern", f"{name}{ending}", kind)
        return path if not path or path.lower().endswith(ending) else f"{path}{ending}"


def pdf_of(document: Document) -> bytes:
    """The document as PDF."""
    from counsel_app.ui.letters.letter_paper import Paper

    return Paper(document).pdf()


def _keep(path: str, body: bytes) -> None:
    try:
        Path(path).write_bytes(body)
    except OSError as error:
        raise InputError(
            f"Die Datei „{Path(path).name}“ ließ sich nicht schreiben ({error.strerror}); bitte anderen Ort wählen."
        ) from None
