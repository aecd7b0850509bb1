"""A picture as a name: every page, dialog, tip and print shows it as text and loads nothing (R25)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QTableWidget, QWidget

from counsel_app.logic.snapshot import FieldDraft
from counsel_app.ui.case.case_dialog import CaseDialog
from counsel_app.ui.deadlines.slip import write_slip
from counsel_app.ui.main_window import MainWindow
from counsel_app.ui.vault.code_sheet import write_code
from counsel_app.ui.vault.lock_wiring import FoundDialog

MAGENTA = QColor(255, 0, 254)


@pytest.fixture
def canary(tmp_path: Path) -> str:
    """Markup that would paint a large magenta picture if anything took it for markup."""
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(MAGENTA)
    path = tmp_path / "kanarienvogel.png"
    assert picture.save(str(path))
    return f'<img src="{path.as_uri()}"><b>fett</b>'


@pytest.fixture
def window(open_window: Callable[[], MainWindow], canary: str) -> MainWindow:
    """A case with markup in every field that takes text."""
    made = open_window()
    run, session = made.bridge.run, made.session
    made.start.new.click()
    person = session._open.case.people[0].id  # type: ignore[union-attr]
    assert run(session.change_person, person, canary, canary, "")
    assert run(session.add_person, canary, canary)
    assert run(session.describe, canary, canary)
    assert run(session.pending, "einreise_am", canary, "")
    session.duties.consent(
        {
            "person": person,
            "purpose": session.duties.view().purposes[0],
            "recipient": canary,
            "language": canary,
            "form": "schriftlich",
            "day": "",
        }
    )
    session.duties.keep_for(3, (canary,))
    case = session._open.case  # type: ignore[union-attr]
    session.calendar.add(case.id, "Wiedervorlage", "23.11.2026", canary[:200], canary[:200], "", "EM")
    with session.store.together(canary, canary):
        pass
    return made


def pages(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Every page and dialog there is, each after it was filled."""
    run, session = window.bridge.run, window.session
    yield "Fall", window
    window.case.open_option("jugendliche-25a")
    yield "Option", window
    window.deadlines.open_triage()
    yield "Triage", window
    window.deadlines.open_calculator("bamf_gruppe_a")
    yield "Rechner", window
    window.deadlines.open_calendar()
    for mode in ("list", "week", "month"):
        window.deadlines.calendar.mode_wanted.emit(mode)
        yield f"Kalender {mode}", window
    window.resolution.open()
    yield "Resolution", window
    window.cooperation.open()
    yield "Mitwirkung", window
    run(session.view)
    window.duties.open()
    yield "Datenschutz", window
    window.vault.open()
    for part in range(window.vault.page.sections.count()):
        window.vault.page.sections.setCurrentRow(part)
        yield f"Tresor {part}", window
    view = session.view()
    yield "Dialog Fall", CaseDialog(view, window, session.vault.hints, lambda dialog: "")
    canary = view.title
    yield "Dialog Funde", FoundDialog((FieldDraft(canary, canary, canary),), window)
    session.duties.keep_for(3, ())
    erasure = window.duties.erasure_dialog(view.id)
    assert erasure is not None
    yield "Dialog Löschen", erasure
    erasure.show_certificate(canary)
    erasure.say(canary)
    yield "Bescheinigung", erasure
    window._say(canary)
    run(session.listing, "")
    window.pages.setCurrentWidget(window.start)
    window.start.note.say(canary)
    yield "Liste", window


def test_no_page_paints_or_loads_what_a_name_points_to(window: MainWindow, canary: str) -> None:
    seen = 0
    for name, page in pages(window):
        if isinstance(page, QDialog):
            page.show()
        for _ in range(3):
            QApplication.processEvents()
        picture = page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        step = 4
        found = {
            picture.pixelColor(x, y).name()
            for x in range(0, picture.width(), step)
            for y in range(0, picture.height(), step)
        }
        assert MAGENTA.name() not in found, name
        widgets = [page, *page.findChildren(QWidget)]
        labels = [one for one in widgets if isinstance(one, QLabel)]
        assert {one.textFormat() for one in labels} <= {Qt.TextFormat.PlainText}, name
        assert not [one for one in widgets if "<" in one.toolTip() or "<" in one.windowTitle()], name
        for table in (one for one in widgets if isinstance(one, QTableWidget)):
            items = [table.item(row, col) for row in range(table.rowCount()) for col in range(table.columnCount())]
            assert not [item for item in items if item is not None and "<" in item.toolTip()], name
        seen += 1
        if isinstance(page, QDialog):
            page.reject()
    assert seen >= 20


def test_prints_hold_no_picture(window: MainWindow, canary: str, tmp_path: Path) -> None:
    form = {
        "event": "bamf_gruppe_a",
        "delivery": "gelber_umschlag",
        "arrived": "19.11.2026",
        "lodged": "new",
        "instruction": "richtig",
    }
    card = window.session.reckon(form).cards[0]
    slip = window.session.deadlines.slip(form, card.rule)
    write_slip(slip._replace(title=canary, headline=canary, foot=canary), str(tmp_path / "zettel.pdf"))
    write_code(" ".join([canary.replace(" ", "")] * 24), str(tmp_path / "code.pdf"))
    for file in ("zettel.pdf", "code.pdf"):
        body = (tmp_path / file).read_bytes()
        assert len(body) > 2000 and b"/Subtype /Image" not in body and b"/URI" not in body
