"""The handbook: its wiring to the session. F1 opens the chapter about the page at hand."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from counsel_app.ui.look import theme
from counsel_app.ui.look.plain import Button
from counsel_app.ui.page_wiring import PageWiring

if TYPE_CHECKING:
    from counsel_app.ui.help.help_page import HelpPage

CHAPTERS = {
    "StartPage": "20-startseite",
    "CasePage": "21-fall",
    "LetterPage": "22-schreiben",
    "TriagePage": "23-brennt-etwas",
    "DeadlinePage": "24-fristen",
    "CalendarPage": "25-kalender",
    "ResolutionPage": "26-resolution",
    "CooperationPage": "27-mitwirkung",
    "DutiesPage": "28-datenschutz-im-fall",
    "VaultPage": "29-tresor",
}


class HelpWiring(PageWiring):
    """`left` says that the counsellor goes back to where they came from."""

    @cached_property
    def page(self) -> HelpPage:
        """Made when it is first needed."""
        from counsel_app.ui.help.help_page import HelpPage

        page = HelpPage(self._look())
        self._pages.addWidget(page)
        self._dress(page.bar)
        page.home_wanted.connect(self.left)
        page.searched.connect(lambda text: page.show_handbook(self._session.handbook.find(text)))
        page.save_wanted.connect(self._save)
        return page

    def add_button(self, bar: QHBoxLayout) -> None:
        """What opens the handbook, on every page."""
        button = Button("?", name="quiet", tip="Handbuch (F1)")
        button.setAccessibleName("Handbuch")
        button.clicked.connect(lambda: self.open())
        bar.addWidget(button)

    def open(self) -> None:
        """The chapter about the page at hand; on the handbook itself the search."""
        at_hand = type(self._pages.currentWidget()).__name__
        self._bridge.run(lambda: self._show(CHAPTERS.get(at_hand, "")))

    def _show(self, chapter: str) -> None:
        view = self._session.handbook.find()
        page = self.page
        page.search.clear()
        page.show_handbook(view, chapter)
        self._pages.setCurrentWidget(page)
        page.take_focus()

    def _save(self, chapter: str) -> None:
        name = f"{chapter.partition('-')[2].capitalize()}.rtf"
        path, _ = QFileDialog.getSaveFileName(self.page, "Vorlage speichern", name, "Dokument (*.rtf)")
        if path:
            target = Path(path if path.lower().endswith(".rtf") else f"{path}.rtf")
            said: list[str] = []
            wrong = self._bridge.attempt(lambda: said.append(self._session.handbook.write(chapter, target)))
            self.page.say(wrong or said[0])

    def change_look(self, look: theme.Look) -> None:
        """Repaint the page if it is there."""
        if "page" in self.__dict__:
            self.page.change_look(look)
