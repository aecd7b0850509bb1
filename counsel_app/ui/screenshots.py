"""Pictures of every page, light and dark, at 1366x768 and at 200 %: what a reviewer looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from counsel_app.logic.session import Gate, Session
from counsel_app.logic.snapshot import GateView, PlaceView
from counsel_app.ui.application import make_application, new_id
from counsel_app.ui.look import theme
from counsel_app.ui.main_window import MainWindow
from counsel_app.ui.vault.entrance_wiring import Entrance

W = TypeVar("W", bound=QWidget)
SIZE = QSize(1366, 768)
LARGE = QSize(683, 384)  # the same screen at 200 %


def take(
    folder: Path,
    today: date,
    open_session: Callable[[date, Callable[[], str]], Session],
    gate: Gate[Session],
    *,
    large: bool,
) -> Iterator[Path]:
    """Write the pictures into a folder and give their paths. `large`: the screen at 200 %, as Qt was told to scale.

    `gate`: to a vault that does not exist, for the pages before the vault is open.
    """
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application()
    looks = [(theme.LIGHT, LARGE, "-200")] if large else [(theme.LIGHT, SIZE, ""), (theme.DARK, SIZE, "-dunkel")]
    for look, size, suffix in looks:
        theme.apply(application, look)
        yield from _pictures(Entrance(gate, look), _ENTRANCE, folder, size, suffix)
        yield from _pictures(MainWindow(open_session(today, new_id), look), _PAGES, folder, size, suffix)


def _pictures(
    window: W, pages: dict[str, Callable[[W], None]], folder: Path, size: QSize, suffix: str
) -> Iterator[Path]:
    window.resize(size)
    window.show()
    for name, prepare in pages.items():
        prepare(window)
        for _ in range(3):  # layouts settle in rounds
            QApplication.processEvents()
        path = folder / f"{name}{suffix}.png"
        window.grab().save(str(path))
        yield path
    window.close()


def _founding(entrance: Entrance) -> None:
    entrance.founding.phrase.setText("daumen bohrer branche quitte stunde")


def _recovery_code(entrance: Entrance) -> None:
    entrance.founding.show_code(" ".join(f"wort{number:02}" for number in range(1, 25)))


def _unlock(entrance: Entrance) -> None:
    entrance.pages.setCurrentWidget(entrance.unlock)
    entrance.unlock.show_gate(GateView("shut", "", (PlaceView("1", "Platz 1"), PlaceView("2", "Platz 2"))))


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


def _triage(window: MainWindow) -> None:
    window.deadlines.open_triage()


def _deadline(window: MainWindow) -> None:
    window.bridge.run(window.session.close_case)
    window.deadlines.open_calculator("bamf_gruppe_a")
    form = {
        "event": "bamf_gruppe_a",
        "delivery": "gelber_umschlag",
        "arrived": _recent(window),
        "lodged": "new",
        "instruction": "richtig",
    }
    window.deadlines.calculator.changed.emit(form)


def _recent(window: MainWindow) -> str:
    return f"{window.session.day - timedelta(days=3):%d.%m.%Y}"


def _calendar(window: MainWindow) -> None:
    form = {"event": "sozialbescheid", "delivery": "gelber_umschlag", "instruction": "richtig"}
    form["arrived"] = _recent(window)
    for card in window.session.reckon(form).cards:
        window.session.deadline_to_calendar(form, card.rule)
    window.deadlines.open_calendar()
    window.deadlines.calendar.mode_wanted.emit("list")


def _month(window: MainWindow) -> None:
    window.deadlines.calendar.mode_wanted.emit("month")


def _resolution(window: MainWindow) -> None:
    window.bridge.run(window.session.open_demo)
    window.resolution.open()


def _annex(window: MainWindow) -> None:
    window.resolution.page.open_entry("sicherer-hafen-2018")


def _cooperation(window: MainWindow) -> None:
    window.bridge.run(window.session.open_demo)
    desk = window.session.cooperation
    desk.set_state("passantrag", "erledigt")
    desk.add_step(
        "passantrag", "3.2.2026", "Antrag per Einschreiben an die Botschaft geschickt", "Einlieferungsbeleg", True
    )
    desk.add_step("passantrag", "14.5.2026", "Nachgefragt, keine Antwort", "E-Mail", False)
    window.cooperation.open()
    window.cooperation.page.parts.setCurrentRow(1)


def _vault(window: MainWindow) -> None:
    window.vault.open()
    window.vault.page.sections.setCurrentRow(1)


def _duties(window: MainWindow) -> None:
    window.bridge.run(window.session.open_demo)
    window.duties.open()


_ENTRANCE: dict[str, Callable[[Entrance], None]] = {
    "01-erster-start": _founding,
    "02-code": _recovery_code,
    "03-entsperren": _unlock,
}


def _letter(window: MainWindow) -> None:
    window.bridge.run(window.session.open_demo)
    desk = window.session.letters
    desk.identify({"family_name": "Muster", "given_names": "Amal", "street": "Beispielweg 7", "town": "14469 Potsdam"})
    window.letters.open("antrag-beschaeftigungsduldung", "beschaeftigungsduldung-60d")


_PAGES: dict[str, Callable[[MainWindow], None]] = {
    "1-start": _start,
    "2-fall": _case,
    "3-datum": _typed,
    "4-lange-auswahl": _list,
    "5-einzelheiten": _detail,
    "6-brennt-etwas": _triage,
    "7-frist": _deadline,
    "8-kalender": _calendar,
    "9-monat": _month,
    "10-resolution": _resolution,
    "11-zeitleiste": _annex,
    "12-mitwirkung": _cooperation,
    "13-tresor": _vault,
    "14-datenschutz": _duties,
    "90-schreiben": _letter,
}
