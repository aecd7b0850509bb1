"""The window: holds the pages and all the wiring between them and the session."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from counsel_app.logic.errors import InputError
from counsel_app.logic.session import Session
from counsel_app.logic.snapshot import CaseView
from counsel_app.ui.bridge import Bridge
from counsel_app.ui.case.editing_wiring import EditingWiring
from counsel_app.ui.deadlines.deadline_wiring import DeadlineWiring
from counsel_app.ui.help.help_wiring import HelpWiring
from counsel_app.ui.letters.letter_wiring import LetterWiring
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button
from counsel_app.ui.resolution.cooperation_wiring import CooperationWiring
from counsel_app.ui.resolution.resolution_wiring import ResolutionWiring
from counsel_app.ui.start_page import StartPage
from counsel_app.ui.vault.duties_wiring import DutiesWiring
from counsel_app.ui.vault.half_typed import put_back
from counsel_app.ui.vault.lock_wiring import LockWiring
from counsel_app.ui.vault.vault_wiring import VaultWiring

if TYPE_CHECKING:
    from counsel_app.ui.case.case_page import CasePage


class MainWindow(QMainWindow):
    """One window, one page at a time. Its title never names a client."""

    def __init__(self, session: Session, look: theme.Look, leave: Callable[[], None] = lambda: None) -> None:
        """`leave`: begins the program anew, when it is locked."""
        super().__init__()
        self.setWindowTitle("Hafenlotse")
        self.setWindowIcon(icons.icon("hafenlotse", theme.LIGHT.accent, 64))
        self.resize(1366, 768)
        self.setMinimumSize(640, 360)
        self.session = session
        self.look = look
        self.bridge = Bridge()
        self.start = StartPage(look)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self.setCentralWidget(self.pages)
        self._look_buttons: list[Button] = []
        self._view: CaseView | None = None
        self.lock = LockWiring(session, self.bridge, self, self._forms, self._place, leave)
        wired = (session, self.bridge, self.pages, lambda: self.look, self._add_look_button)
        self.help = HelpWiring(*wired)
        self.help.left.connect(self._go_back)
        self._add_look_button(self.start.bar, "Zum Tresor" if session.demo_only else "Sperren")
        self.deadlines = DeadlineWiring(*wired)
        self.resolution = ResolutionWiring(*wired)
        self.cooperation = CooperationWiring(*wired)
        self.letters = LetterWiring(*wired)
        self.duties = DutiesWiring(*wired)
        self.vault = VaultWiring(*wired)
        self.editing = EditingWiring(session, self.bridge, self)
        self._wire_start()
        self._wire_deadlines()
        self._wire_resolution()
        self._wire_keys()
        self._show_look()
        if session.demo_only:
            self.start.only_show_demo()
        self.bridge.run(session.listing)

    @cached_property
    def case(self) -> CasePage:
        """The case page, made and wired when it is first needed: the list of cases is there at once."""
        from counsel_app.ui.case.case_page import CasePage

        page = CasePage(self.look)
        self.pages.addWidget(page)
        self._add_look_button(page.bar)
        self._wire_case(page)
        return page

    def prepare(self) -> None:
        """What the first case needs, done while the counsellor looks at the list."""
        try:
            self.session.law  # noqa: B018
        except InputError as error:
            self._say(str(error))
            return
        self.case.change_look(self.look)

    # wiring -----------------------------------------------------------------

    def _wire_start(self) -> None:
        run, session, start = self.bridge.run, self.session, self.start
        self.bridge.listing_changed.connect(start.show_listing)
        self.bridge.listing_changed.connect(lambda _: self._turn_to_start())
        self.bridge.case_changed.connect(self._show_case)
        self.bridge.failed.connect(self._say)
        start.searched.connect(lambda text: run(session.listing, text))
        start.opened.connect(lambda case_id: run(session.open_case, case_id))
        start.new_wanted.connect(lambda: run(session.new_case))
        start.demo_wanted.connect(lambda: run(session.open_demo))
        start.delete_wanted.connect(self.duties.erase)
        start.vault_wanted.connect(self.vault.open)
        for left in (self.duties.left, self.vault.left, self.resolution.left, self.cooperation.left, self.letters.left):
            left.connect(self._go_back)
        self.vault.lock_wanted.connect(self.lock.lock)
        self.vault.idle_changed.connect(self.lock.leaving.set_minutes)
        self.vault.case_wanted.connect(self._to_case)
        self.vault.erase_wanted.connect(lambda case: self.duties.erase(case, stay=True))

    def _wire_deadlines(self) -> None:
        start, deadlines = self.start, self.deadlines
        start.triage_wanted.connect(deadlines.open_triage)
        start.calculator_wanted.connect(deadlines.open_calculator)
        start.calendar_wanted.connect(deadlines.open_calendar)
        deadlines.left.connect(self._go_back)
        deadlines.case_wanted.connect(self._to_case)
        deadlines.interview_wanted.connect(self._to_interview)
        deadlines.option_wanted.connect(self._to_option)

    def _wire_resolution(self) -> None:
        self.start.resolution_wanted.connect(self.resolution.open)
        self.resolution.option_wanted.connect(self._to_option)

    def _wire_case(self, case: CasePage) -> None:
        run, session, panel = self.bridge.run, self.session, case.panel
        self.bridge.detail_changed.connect(case.show_detail)
        panel.answered.connect(lambda fact, value: run(session.answer, fact, value))
        panel.unknown.connect(lambda fact: run(session.unknown, fact))
        panel.withheld.connect(lambda fact: run(session.withheld, fact))
        panel.pending.connect(lambda *words: run(session.pending, *words))
        panel.disputed.connect(lambda *words: run(session.disputed, *words))
        panel.bundled.connect(lambda bundle: run(session.answer_together, bundle))
        panel.cleared.connect(lambda fact: run(session.clear, fact))
        case.home_wanted.connect(lambda: run(session.close_case))
        case.undo_wanted.connect(lambda: run(session.undo))
        case.redo_wanted.connect(lambda: run(session.redo))
        case.person_chosen.connect(lambda person: run(session.select_person, person))
        case.person_added.connect(self.editing.add_person)
        case.case_edited.connect(lambda: self.editing.edit(self._view))
        case.duties_wanted.connect(self.duties.open)
        case.detail_wanted.connect(lambda option: run(session.detail, option))
        case.triage_wanted.connect(self.deadlines.open_triage)
        case.calculator_wanted.connect(self.deadlines.open_calculator)
        case.calendar_wanted.connect(self.deadlines.open_calendar)
        case.resolution_wanted.connect(self.resolution.open)
        case.cooperation_wanted.connect(self.cooperation.open)
        self.letters.wire(case)
        case.detail.review_wanted.connect(self._print_review)
        case.option_to_calendar.connect(lambda option: run(session.option_to_calendar, option))
        case.paper_to_calendar.connect(lambda: run(session.paper_to_calendar))
        self.bridge.noted.connect(case.say_note)

    def _add_look_button(self, bar: QHBoxLayout, lock: str = "") -> None:
        button = Button("", name="quiet", tip="Hell oder dunkel (F8)")
        button.setAccessibleName("Hell oder dunkel")
        button.setIcon(icons.icon("theme", self.look.accent))
        button.clicked.connect(self.switch_look)
        self._look_buttons.append(button)
        self.help.add_button(bar)
        bar.addWidget(button)
        self.lock.add_button(bar, self.look, lock)

    def _wire_keys(self) -> None:
        self._key("F1", self.help.open)
        self._key("F8", self.switch_look)
        self._key("F4", self.deadlines.open_triage)
        self._key("Ctrl+D", self.deadlines.open_calculator)
        self._key("Ctrl+K", self.deadlines.open_calendar)
        self._key("Ctrl+R", self.resolution.open)
        self._key("Ctrl+M", self.cooperation.open)
        self._key("Ctrl+T", self.vault.open)
        self.letters.add_keys(self._key)
        self._key("Escape", self._escape)
        on_start: dict[str, Callable[[], object]] = {
            "Ctrl+N": lambda: self.bridge.run(self.session.new_case),
            "Ctrl+F": lambda: self.start.search.setFocus(),
        }
        for keys, action in on_start.items():
            self._key(keys, partial(self._on_page, True, action))
        on_case: dict[str, Callable[[], object]] = {
            "Ctrl+L": lambda: self.case.home_wanted.emit(),
            "Ctrl+Z": lambda: self.case.undo_wanted.emit(),
            "Ctrl+Y": lambda: self.case.redo_wanted.emit(),
            "Ctrl+P": lambda: self.case.person_added.emit(),
            "F2": lambda: self.case.case_edited.emit(),
            "F9": lambda: self.case.duties_wanted.emit(),
            "F6": lambda: self.case.ask_next(),
            "F7": lambda: self.case.turn_side(),
            "Delete": lambda: self.case.panel.cleared.emit(self.case.panel.fact) if self.case.panel.fact else None,
            **{f"Ctrl+{n + 1}": partial(lambda n: self.case.questions.show_section(n), n) for n in range(7)},
        }
        for keys, action in on_case.items():
            self._key(keys, partial(self._on_page, False, action))

    def _on_page(self, start: bool, action: Callable[[], object]) -> None:
        """A key that belongs to one page does nothing on the others."""
        if self._on_start() if start else self._on_case():
            action()

    def _escape(self) -> None:
        if self._on_case():
            self.case.close_detail()
        elif isinstance(back := getattr(self.pages.currentWidget(), "back", None), Button):
            back.click()

    def _key(self, keys: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(lambda: self._unless_typing(keys, action))

    def _unless_typing(self, keys: str, action: Callable[[], object]) -> None:
        """Keys that a text line needs for itself stay with it."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit) and keys in ("Ctrl+Z", "Ctrl+Y", "Delete") and focus.text():
            {"Ctrl+Z": focus.undo, "Ctrl+Y": focus.redo, "Delete": focus.del_}[keys]()
            return
        action()

    # pages ------------------------------------------------------------------

    def _show_case(self, view: CaseView) -> None:
        self._view = view
        turned = not self._on_case()
        self.case.show_case(view)
        if turned:
            self.pages.setCurrentWidget(self.case)
            self.case.panel.take_focus()

    def _turn_to_start(self) -> None:
        if not self._on_start():
            self.pages.setCurrentWidget(self.start)
            self.start.cases.setFocus()

    def _on_start(self) -> bool:
        return self.pages.currentWidget() is self.start

    def _on_case(self) -> bool:
        return self.pages.currentWidget() is self.__dict__.get("case")

    def refresh_start(self) -> None:
        """The list again, if it is what is shown."""
        if self._on_start():
            self.bridge.run(self.session.listing)

    def _go_back(self) -> None:
        """From any other page to the open case, or to the list."""
        self.bridge.run(self.session.view if self.session.has_case else self.session.listing)

    def _to_case(self, case_id: str) -> None:
        """A case of the calendar; "" is the open one."""
        same = self.session.has_case and case_id in ("", self._view.id if self._view else "")
        self.bridge.run(self.session.view) if same else self.bridge.run(self.session.open_case, case_id)

    def _to_interview(self) -> None:
        self.bridge.run(self.session.view if self.session.has_case else self.session.new_case)

    def _to_option(self, option: str) -> None:
        self._to_interview()
        if self._on_case():
            self.case.open_option(option)

    def _say(self, text: str) -> None:
        if self.deadlines.say(text) or self.duties.say(text) or self.vault.say(text):
            return
        if self._on_start():
            self.start.note.say(text)
        else:
            self.case.say_error(text)

    # half-typed text -----------------------------------------------------------

    def _forms(self) -> list[tuple[str, QWidget]]:
        """The forms somebody may be typing into, by name."""
        if self._on_case():
            return [(f"Frage {self.case.panel.fact}", self.case.panel)]
        page = self.pages.currentWidget()
        return [] if page is None or self._on_start() else [(page.accessibleName() or "Formular", page)]

    def _place(self) -> tuple[str, str]:
        """The open case and the person shown."""
        view = self._view if self.session.has_case else None
        if view is None or view.demo:
            return "", ""
        return view.id, next(person.id for person in view.people if person.active)

    def take_back(self) -> None:
        """After unlocking: the case that was open, and what was being typed."""
        draft = self.lock.put_back()
        if draft is None:
            return
        if draft.case and self.bridge.run(self.session.open_case, draft.case):
            self.bridge.run(self.session.select_person, draft.person)
        asked = [field for field in draft.fields if field.form.startswith("Frage ") and self._on_case()]
        edited = tuple(field for field in draft.fields if field.form == "Fall bearbeiten" and self._on_case())
        for field in asked:
            self.case.ask(field.form.removeprefix("Frage "))
            put_back(self.case.panel, field)
        if others := tuple(field for field in draft.fields if field not in (*asked, *edited)):
            self.lock.show_found(others)
        if edited:
            self.editing.edit(self._view, edited)

    def _print_review(self, option: str) -> None:
        from counsel_app.ui.case.review_print import print_review

        said = print_review(self.session, option, self)
        if said:
            self.case.say_note(said)

    # look and keys ------------------------------------------------------------

    def switch_look(self) -> None:
        """Light or dark."""
        self.look = theme.DARK if self.look is theme.LIGHT else theme.LIGHT
        self._show_look()

    def _show_look(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, self.look)
        self.start.change_look(self.look)
        self.deadlines.change_look(self.look)
        self.resolution.change_look(self.look)
        self.cooperation.change_look(self.look)
        self.letters.change_look(self.look)
        self.help.change_look(self.look)
        if "case" in self.__dict__:
            self.case.change_look(self.look)
        for button in self._look_buttons:
            button.setIcon(icons.icon("theme", self.look.accent))
        self.lock.change_look(self.look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits that no text line took are answers."""
        focus = QApplication.focusWidget()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        answering = plain and self._on_case() and not isinstance(focus, (QLineEdit, QPlainTextEdit))
        if answering and self.case.press(event.text().upper()):
            return
        if event.key() == Qt.Key.Key_F3 and self._on_case():
            self.case.to_calendar()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already, but for what is half typed."""
        self.lock.keep_typed()
        self.lock.leaving.stop()
        self.session.store.close()
        super().closeEvent(event)
