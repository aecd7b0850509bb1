"""The checklist of cooperation: its wiring to the session. The window keeps the page in its stack."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from counsel_app.logic.snapshot import CooperationView
from counsel_app.ui.look import theme
from counsel_app.ui.look.clipboard import SECONDS, copy_for_a_moment
from counsel_app.ui.look.form_dialog import Entry, FormDialog
from counsel_app.ui.page_wiring import PageWiring

if TYPE_CHECKING:
    from counsel_app.ui.resolution.cooperation_page import CooperationPage

UNREASONABLE = "unzumutbar"


class CooperationWiring(PageWiring):
    """`left` says that the counsellor goes back to the case."""

    @cached_property
    def page(self) -> CooperationPage:
        """Made when it is first needed."""
        from counsel_app.ui.resolution.cooperation_page import CooperationPage

        page, desk = CooperationPage(self._look()), self._session.cooperation
        self._pages.addWidget(page)
        self._dress(page.bar)
        page.home_wanted.connect(self.left)
        page.state_wanted.connect(self._set_state)
        page.step_wanted.connect(self._add_step)
        page.step_dropped.connect(lambda duty, place: self._run(lambda: desk.drop_step(duty, place)))
        page.copy_wanted.connect(self._copy)
        return page

    def open(self) -> None:
        """The checklist of the person shown; without an open case there is nothing to show."""
        if self._session.has_case:
            self._bridge.run(self._show)

    def change_look(self, look: theme.Look) -> None:
        """Repaint the page if it is there."""
        if "page" in self.__dict__:
            self.page.change_look(look)

    def _show(self) -> None:
        self.page.show_cooperation(self._session.cooperation.view())
        self._pages.setCurrentWidget(self.page)
        self.page.take_focus()

    def _run(self, command: Callable[[], CooperationView]) -> str:
        wrong = self._bridge.attempt(lambda: self.page.show_cooperation(command()))
        self.page.say(wrong)
        return wrong

    def _set_state(self, duty: str, state: str) -> None:
        desk = self._session.cooperation
        if state != UNREASONABLE:
            self._run(lambda: desk.set_state(duty, state))
            return
        FormDialog(
            "Nicht zumutbar",
            (Entry("reason", "Grund", placeholder="kurz und überprüfbar; steht so im Brief"),),
            lambda typed: self._run(lambda: desk.set_state(duty, state, typed["reason"])),
            self.page,
        ).exec()

    def _add_step(self, duty: str) -> None:
        entries = (
            Entry("day", "Tag", self._session.cooperation.view().today),
            Entry("text", "Was wurde getan", placeholder="zum Beispiel: Antrag bei der Botschaft abgegeben"),
            Entry("paper", "Beleg", placeholder="kann leer bleiben"),
            Entry("seen", "Den Beleg habe ich gesehen", tick=True),
        )
        desk = self._session.cooperation
        FormDialog(
            "Schritt eintragen",
            entries,
            lambda typed: self._run(
                lambda: desk.add_step(duty, typed["day"], typed["text"], typed["paper"], bool(typed["seen"]))
            ),
            self.page,
        ).exec()

    def _copy(self) -> None:
        sentences = self._session.cooperation.for_letter()
        if not sentences:
            self.page.say("Noch nichts eingetragen.")
            return
        copy_for_a_moment("\n".join(sentences))
        self.page.say(f"Kopiert; nach {SECONDS} Sekunden wird die Zwischenablage geleert.")
