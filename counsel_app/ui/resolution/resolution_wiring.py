"""The resolution page: its wiring to the session. The window keeps the page in its stack."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from counsel_app.logic.session import Session
from counsel_app.ui.bridge import Bridge
from counsel_app.ui.look import theme

if TYPE_CHECKING:
    from counsel_app.ui.resolution.resolution_page import ResolutionPage


class ResolutionWiring(QObject):
    """`left` says that the counsellor goes back to where they came from, `option_wanted` which option to open."""

    left = Signal()
    option_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        bridge: Bridge,
        pages: QStackedWidget,
        look: Callable[[], theme.Look],
        dress: Callable[[QHBoxLayout], None],
    ) -> None:
        """`look`: the look at this moment; `dress`: puts what every page has into a page's bar."""
        super().__init__(pages)
        self._session, self._bridge, self._pages, self._look, self._dress = session, bridge, pages, look, dress

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
