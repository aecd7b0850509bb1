"""The resolution in the window: measures, options, timeline, citation, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from counsel_app.logic.snapshot import Outlook
from counsel_app.ui.look.plain import Button
from counsel_app.ui.main_window import MainWindow
from counsel_app.ui.resolution.resolution_page import ResolutionPage
from tests.ui.conftest import Keys


def links(page: ResolutionPage) -> list[Button]:
    """The buttons of the sheet that is shown."""
    return page.sheet.widget().findChildren(Button)


def test_the_start_page_leads_to_all_options_of_each_measure(
    open_window: Callable[[], MainWindow], keys: type[Keys]
) -> None:
    window = open_window()
    window.start.resolution.click()
    page = window.resolution.page
    assert window.pages.currentWidget() is page
    assert page.whose.toolTip() == "Es ist kein Fall geöffnet: Gezeigt werden alle Möglichkeiten."
    names = {option.name: option.measure for option in window.session.law.program.knowledge.options.values()}
    for place in range(1, 8):
        keys(window).type(str(place))
        wanted = {name for name, measure in names.items() if measure == f"M{place}"}
        assert {link.text() for link in links(page)} >= wanted
    keys(window).press(Qt.Key.Key_Escape)
    window._escape()
    assert window.pages.currentWidget() is window.start


def test_with_a_case_each_measure_counts_and_a_click_opens_the_option(
    qtbot: QtBot, open_window: Callable[[], MainWindow], keys: type[Keys]
) -> None:
    window = open_window()
    window.start.demo.click()
    view = window.case._view
    assert view is not None
    qtbot.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    page = window.resolution.page
    assert window.pages.currentWidget() is page
    shown = window.session.resolution_page()
    for one, measure in zip(shown.measures, view.measures, strict=True):
        assert [link.option for link in one.options] == [card.option for card in measure.cards]
        numbers = {words.split()[0] for outlook, words in one.tally if outlook is Outlook.AVAILABLE}
        possible = sum(card.outlook is Outlook.AVAILABLE for card in measure.cards)
        assert numbers == ({str(possible)} if possible else set())
    keys(window).type("2")
    wanted = shown.measures[1].options[0]
    next(link for link in links(page) if link.text() == wanted.name).click()
    assert window.pages.currentWidget() is window.case
    assert window.case._open_option == wanted.option


def test_no_key_of_the_window_takes_a_key_of_a_page(
    qtbot: QtBot, open_window: Callable[[], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    """F5 prints the slip of the calculator."""
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: asked.append(words[1]) or ("", ""))
    window = open_window()
    window.deadlines.open_calculator("sozialbescheid")
    page = window.deadlines.calculator
    form = {"event": "sozialbescheid", "delivery": "gelber_umschlag", "arrived": "20.11.2026", "instruction": "richtig"}
    page.changed.emit(form)
    qtbot.keyClick(page, Qt.Key.Key_F5)
    assert asked == ["Merkzettel"]
    assert window.pages.currentWidget() is page


def test_the_timeline_is_walked_and_cited(open_window: Callable[[], MainWindow], keys: type[Keys]) -> None:
    window = open_window()
    window.resolution.open()
    page, press = window.resolution.page, keys(window)
    press.type("z")
    assert page.picture.hasFocus()
    assert page.picture.accessibleName().startswith("Zeitleiste, 1 von 13: 2002")
    for _ in range(7):
        press.press(Qt.Key.Key_Right)
    assert page.picture.accessibleName() == "Zeitleiste, 8 von 13: 2018, Beschluss „Sicherer Hafen“"
    press.type("c")
    assert QGuiApplication.clipboard().text() == page.citation()
    assert "18/SVV/0878" in page.citation()
    press.press(Qt.Key.Key_End)
    press.press(Qt.Key.Key_Right)
    assert page.picture.accessibleName().startswith("Zeitleiste, 13 von 13: 2020")
    press.press(Qt.Key.Key_Home)
    assert "Gründung des Bündnisses" in page.citation()


def test_every_point_of_the_picture_can_be_clicked(qtbot: QtBot, open_window: Callable[[], MainWindow]) -> None:
    window = open_window()
    for width in (1366, 683):
        window.resize(width, 768)
        window.resolution.open()
        page = window.resolution.page
        page.choose("Z")
        QApplication.processEvents()
        assert page._view is not None
        for number, station in enumerate(page._view.annex):
            place = page.picture.center(number)
            assert page.picture.rect().contains(place.toPoint())
            qtbot.mouseClick(page.picture, Qt.MouseButton.LeftButton, pos=QPoint(round(place.x()), round(place.y())))
            assert page.citation() == station.citation


def test_expectations_and_paper_have_no_citation_button_and_all_texts(
    open_window: Callable[[], MainWindow], keys: type[Keys]
) -> None:
    window = open_window()
    window.resolution.open()
    page = window.resolution.page
    keys(window).type("e")
    assert page.citation() == ""
    assert not links(page)
    keys(window).type("0")
    assert page.citation() == ""
