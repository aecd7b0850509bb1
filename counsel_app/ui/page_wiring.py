"""What the wiring of every page beside list and case is made with; the window keeps the pages in its stack."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from counsel_app.logic.session import Session
from counsel_app.ui.bridge import Bridge
from counsel_app.ui.look import theme


class PageWiring(QObject):
    """`left` says that the counsellor goes back to where they came from."""

    left = Signal()

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
