"""The handbook in the window: the chapter about the page at hand, search, keys, and texts that stay texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from counsel_app import paths
from counsel_app.logic.snapshot import BlockKind, BlockView, ChapterView, HandbookView
from counsel_app.ui import screenshots
from counsel_app.ui.help import help_wiring
from counsel_app.ui.help.help_page import HelpPage
from counsel_app.ui.look import theme
from counsel_app.ui.main_window import MainWindow
from tests.ui.conftest import Keys

MARKUP = '<img src="file:///etc/passwd"><b>fett</b>'


def test_chapters_of_pages_exist() -> None:
    chapters = {path.stem for path in (paths.resources() / "help").glob("*.md")}
    assert set(help_wiring.CHAPTERS.values()) <= chapters
    root = paths.resources().parent
    files = (root / "counsel_app" / "ui").rglob("*_page.py")
    pages = {
        name
        for path in files
        for name, found in vars(import_module(".".join(path.relative_to(root).with_suffix("").parts))).items()
        if isinstance(found, type) and issubclass(found, QWidget) and name.endswith("Page")
    }
    assert help_wiring.CHAPTERS.keys() <= pages


def test_every_picture_of_the_handbook_is_taken() -> None:
    names = {
        name
        for path in (paths.resources() / "help").glob("*.md")
        for name in re.findall(r"^!\[.+\]\((.+)\)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert names and names <= {*screenshots._PAGES, *screenshots._ENTRANCE}


def test_help_opens_at_the_page_at_hand_and_escape_leads_back(
    open_window: Callable[[], MainWindow], keys: type[Keys]
) -> None:
    window = open_window()
    window.help.open()
    page = window.help.page
    assert window.pages.currentWidget() is page and page.chapter == "20-startseite"
    assert page.list.currentItem().text() == "Die Startseite"
    window._escape()
    assert window.pages.currentWidget() is window.start
    window.bridge.run(window.session.new_case)
    window.help.open()
    assert page.chapter == "21-fall"
    window._escape()
    assert window.pages.currentWidget() is window.case


def test_typing_searches_and_arrows_walk(open_window: Callable[[], MainWindow], keys: type[Keys]) -> None:
    window = open_window()
    window.help.open()
    page, hands = window.help.page, keys(window)
    assert QApplication.focusWidget() is page.search
    hands.type("löschkonzept")
    assert page.list.count() > 1 and page.chapter == "65-loeschkonzept"
    first = page.list.currentRow()
    hands.press(Qt.Key.Key_Down)
    assert page.list.currentRow() == first + 1 and QApplication.focusWidget() is page.search
    page.search.setText("gibtesnicht")
    assert page.list.count() == 0 and "Nichts gefunden" in page.note.text()
    page.search.setText("")
    assert page.list.count() > 15


def test_the_arrows_skip_the_names_of_groups(open_window: Callable[[], MainWindow], keys: type[Keys]) -> None:
    window = open_window()
    window.help.open()
    page, hands = window.help.page, keys(window)
    seen = []
    for _ in range(page.list.count()):
        hands.press(Qt.Key.Key_Down)
        seen.append(page.list.currentItem().text())
    assert seen[-1] == "Über Hafenlotse" and not {"Vorlagen", "Sicherheit", "Über"} & set(seen)


def test_only_templates_can_be_saved(open_window: Callable[[], MainWindow]) -> None:
    window = open_window()
    window.help.open()
    page = window.help.page
    wanted: list[str] = []
    page.save_wanted.connect(wanted.append)
    page.open_chapter("21-fall")
    assert not page.save.isVisible()
    page.open_chapter("62-schutzmassnahmen")
    assert page.save.isVisible()
    page.save_wanted.disconnect(window.help._save)  # it would open a dialog
    page.save.click()
    assert wanted == ["62-schutzmassnahmen"]


def test_texts_are_never_markup(qtbot: QtBot) -> None:
    page = HelpPage(theme.LIGHT)
    qtbot.addWidget(page)
    blocks = (
        BlockView(BlockKind.TEXT, MARKUP),
        BlockView(BlockKind.HEADING, MARKUP),
        BlockView(BlockKind.POINT, MARKUP, "•"),
        BlockView(BlockKind.NOTE, MARKUP),
        BlockView(BlockKind.TABLE, MARKUP, rows=((MARKUP, MARKUP),)),
        BlockView(BlockKind.PICTURE, MARKUP),
    )
    page.show_handbook(HandbookView((ChapterView("a", MARKUP, "Arbeiten", blocks),)))
    labels = page.sheet.widget().findChildren(QLabel)
    assert [label.text() for label in labels if label.text() not in ("", "•")] == [MARKUP] * 7
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
