"""Pictures of every page, light and dark, at 1366x768 and at 200 %: what a reviewer looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from counsel_app.logic.session import Session
from counsel_app.ui import theme
from counsel_app.ui.application import make_application, new_id
from counsel_app.ui.main_window import MainWindow

SIZE = QSize(1366, 768)


def take(folder: Path, today: date, open_session: Callable[[date, Callable[[], str]], Session]) -> Iterator[Path]:
    """Write the pictures into a folder and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    make_application()
    for look in (theme.LIGHT, theme.DARK):
        window = MainWindow(open_session(today, new_id), look)
        window.resize(SIZE)
        window.show()
        for name, prepare in _PAGES.items():
            prepare(window)
            QApplication.processEvents()
            path = folder / f"{name}-{look.name}.png"
            window.grab().save(str(path))
            yield path
        window.close()


def _start(window: MainWindow) -> None:
    for title in ("Duldung, Arbeit im Pflegeheim", "Familie in der Erstaufnahme"):
        window.bridge.run(window.session.new_case, title)
        window.bridge.run(window.session.close_case)
    window.bridge.run(window.session.listing, "")


def _case(window: MainWindow) -> None:
    window.bridge.run(window.session.open_demo)


def _typed(window: MainWindow) -> None:
    window.case.ask("arbeit_sv_seit")


def _list(window: MainWindow) -> None:
    window.case.ask("titel_paragraf")


def _detail(window: MainWindow) -> None:
    option = "beschaeftigungsduldung-60d"
    if option in window.session.law.program.options:
        window.case.open_option(option)


_PAGES: dict[str, Callable[[MainWindow], None]] = {
    "1-start": _start,
    "2-fall": _case,
    "3-datum": _typed,
    "4-lange-auswahl": _list,
    "5-einzelheiten": _detail,
}
