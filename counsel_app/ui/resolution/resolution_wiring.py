"""The resolution page: its wiring to the session. The window keeps the page in its stack."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counsel_app.ui.look import theme
from counsel_app.ui.page_wiring import PageWiring

if TYPE_CHECKING:
    from counsel_app.ui.resolution.resolution_page import ResolutionPage


class ResolutionWiring(PageWiring):
    """`left` says that the counsellor goes back to where they came from, `option_wanted` which option to open."""

    option_wanted = Signal(str)

    @cached_property
    def page(self) -> ResolutionPage:
        """Made when it is first needed."""
        from counsel_app.ui.resolution.resolution_page import ResolutionPage

        page = ResolutionPage(self._look())
        self._pages.addWidget(page)
        self._dress(page.bar)
        page.home_wanted.connect(self.left)
        page.option_wanted.connect(self.option_wanted)
        return page

    def open(self) -> None:
        """The resolution, counted for the person shown if a case is open."""
        self._bridge.run(self._show)

    def _show(self) -> None:
        view = self._session.resolution_page()
        self.page.show_resolution(view)
        self._pages.setCurrentWidget(self.page)

    def change_look(self, look: theme.Look) -> None:
        """Repaint the page if it is there."""
        if "page" in self.__dict__:
            self.page.change_look(look)
