"""Colours, fonts and the style sheet: one calm light and one calm dark look.

Every pair of text and ground has a contrast of at least 4.5 to 1 (`tests/ui/test_theme.py` measures it).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from counsel_app import paths
from counsel_app.logic.snapshot import Outlook


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one look, as #rrggbb."""

    name: str
    ground: str
    surface: str
    raised: str
    line: str
    ink: str
    muted: str
    accent: str
    accent_ground: str
    on_accent: str
    warning: str
    warning_ground: str
    badges: dict[Outlook, tuple[str, str]]  # text, ground


LIGHT = Look(
    name="light",
    ground="#f3f1ec",
    surface="#ffffff",
    raised="#faf8f4",
    line="#d9d4c9",
    ink="#1c2630",
    muted="#56616d",
    accent="#1b5a85",
    accent_ground="#e3eef6",
    on_accent="#ffffff",
    warning="#8a3b12",
    warning_ground="#fbe9de",
    badges={
        Outlook.AVAILABLE: ("#14633c", "#ddf0e4"),
        Outlook.LATER: ("#1b5a85", "#e0edf6"),
        Outlook.NEAR: ("#7a4f00", "#fbeccb"),
        Outlook.EXCEPTION: ("#6b4a1e", "#f3e6d2"),
        Outlook.OPEN: ("#53477a", "#ebe8f5"),
        Outlook.CLOSED: ("#67584e", "#ece6e0"),
        Outlook.EXCLUDED: ("#59616a", "#e9eaec"),
    },
)
DARK = Look(
    name="dark",
    ground="#171c21",
    surface="#1f262c",
    raised="#262e35",
    line="#3a444d",
    ink="#e8ebed",
    muted="#aab4bd",
    accent="#7cbfe8",
    accent_ground="#22405a",
    on_accent="#0e1a24",
    warning="#f2b08a",
    warning_ground="#46291a",
    badges={
        Outlook.AVAILABLE: ("#8fdcae", "#1c3d2b"),
        Outlook.LATER: ("#93c9ee", "#1d3a50"),
        Outlook.NEAR: ("#f0c876", "#45360f"),
        Outlook.EXCEPTION: ("#dfc39a", "#3d3122"),
        Outlook.OPEN: ("#c3b9ea", "#342f49"),
        Outlook.CLOSED: ("#cbbbae", "#393129"),
        Outlook.EXCLUDED: ("#b4bcc4", "#32383e"),
    },
)
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic")
BASE_POINTS = 10.0


def load_fonts(folder: Path) -> None:
    """Make the shipped fonts known, so that names of every script print right on any machine."""
    for path in sorted(folder.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:  # FreeType cannot open every path of Windows
            QFontDatabase.addApplicationFontFromData(path.read_bytes())


def font(points: float = BASE_POINTS, *, bold: bool = False) -> QFont:
    """A font of the program in points."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPointSizeF(points)
    made.setBold(bold)
    return made


def apply(application: QApplication, look: Look) -> None:
    """Give the whole program this look, unless it has it."""
    if application.property("look") == look.name:
        return
    application.setProperty("look", look.name)
    application.setStyle("Fusion")
    application.setFont(font())
    application.setPalette(_palette(look))
    application.setStyleSheet(_style_sheet(look))


def _palette(look: Look) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: look.ground,
        QPalette.ColorRole.WindowText: look.ink,
        QPalette.ColorRole.Base: look.surface,
        QPalette.ColorRole.AlternateBase: look.raised,
        QPalette.ColorRole.Text: look.ink,
        QPalette.ColorRole.Button: look.raised,
        QPalette.ColorRole.ButtonText: look.ink,
        QPalette.ColorRole.Highlight: look.accent,
        QPalette.ColorRole.HighlightedText: look.on_accent,
        QPalette.ColorRole.PlaceholderText: look.muted,
        QPalette.ColorRole.ToolTipBase: look.raised,
        QPalette.ColorRole.ToolTipText: look.ink,
        QPalette.ColorRole.Link: look.accent,
    }
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.muted))
    return palette


def _style_sheet(look: Look) -> str:
    arrow = (paths.resources() / "icons" / "down.png").as_posix()
    check = (paths.resources() / "icons" / f"check-{look.name}.png").as_posix()
    return f"""
    QWidget {{ color: {look.ink}; }}
    QToolTip {{ background: {look.raised}; color: {look.ink}; border: 1px solid {look.line}; padding: 4px; }}
    QFrame#bar {{ background: {look.surface}; border-bottom: 1px solid {look.line}; }}
    QFrame#panel {{ background: {look.surface}; border: 1px solid {look.line}; border-radius: 6px; }}
    QFrame#warning {{ background: {look.warning_ground}; border: 1px solid {look.warning}; border-radius: 6px; }}
    QFrame#warning QLabel {{ color: {look.warning}; }}
    QLabel#muted {{ color: {look.muted}; }}
    QLabel#accent {{ color: {look.accent}; }}
    QLabel#field-error, QLabel#warning-text {{ color: {look.warning}; }}
    QLineEdit, QPlainTextEdit, QDateEdit, QComboBox {{
        background: {look.surface}; border: 1px solid {look.line}; border-radius: 4px; padding: 5px 7px;
        selection-background-color: {look.accent}; selection-color: {look.on_accent};
    }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {look.accent}; padding: 4px 6px; }}
    QComboBox::drop-down {{ border: none; width: 24px; }}
    QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
    QPushButton {{
        background: {look.raised}; border: 1px solid {look.line}; border-radius: 4px; padding: 5px 10px;
        text-align: center;
    }}
    QPushButton:hover {{ border-color: {look.accent}; }}
    QPushButton:focus {{ border: 2px solid {look.accent}; padding: 4px 9px; }}
    QPushButton:disabled {{ color: {look.muted}; }}
    QPushButton#primary {{ background: {look.accent}; color: {look.on_accent}; border-color: {look.accent}; }}
    QPushButton#primary:disabled {{
        background: {look.raised}; color: {look.muted}; border-color: {look.line};
    }}
    QPushButton#primary:focus {{ border: 2px solid {look.ink}; }}
    QPushButton#answer {{ text-align: left; }}
    QPushButton#answer:checked {{
        background: {look.accent_ground}; border: 2px solid {look.accent}; color: {look.ink}; padding: 4px 9px;
    }}
    QPushButton#quiet {{
        background: transparent; border: 1px solid transparent; color: {look.accent}; padding: 3px 8px;
    }}
    QPushButton#quiet:hover {{ border-color: {look.line}; }}
    QPushButton#quiet:focus {{ border: 2px solid {look.accent}; padding: 2px 7px; }}
    QPushButton#quiet:disabled {{ color: {look.muted}; }}
    QPushButton#section {{
        border-radius: 4px; padding: 5px 9px; background: transparent; border: 1px solid transparent;
    }}
    QPushButton#section:checked {{ background: {look.accent_ground}; border-color: {look.accent}; }}
    QPushButton#section:focus {{ border: 2px solid {look.accent}; padding: 4px 8px; }}
    QCheckBox::indicator {{
        width: 14px; height: 14px; border: 1px solid {look.muted}; border-radius: 3px; background: {look.surface};
    }}
    QCheckBox::indicator:checked {{
        background: {look.accent}; border-color: {look.accent}; image: url("{check}");
    }}
    QCheckBox:focus {{ color: {look.accent}; }}
    QCheckBox::indicator:focus {{ border: 2px solid {look.accent}; width: 12px; height: 12px; }}
    QListView, QTreeView {{
        background: {look.surface}; border: 1px solid {look.line}; border-radius: 6px; outline: none;
    }}
    QListView:focus, QTreeView:focus {{ border: 2px solid {look.accent}; }}
    QScrollArea {{ border: none; background: transparent; }}
    QScrollArea#sheet, QScrollArea#sheet > QWidget > QWidget {{ background: {look.surface}; }}
    QScrollArea#sheet {{ border: 1px solid {look.line}; border-radius: 6px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {look.line}; border-radius: 5px; min-height: 30px; margin: 2px; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {look.line}; border-radius: 5px; min-width: 30px; margin: 2px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QSplitter::handle {{ background: transparent; }}
    QMenu {{ background: {look.surface}; border: 1px solid {look.line}; }}
    QMenu::item {{ padding: 5px 22px; }}
    QMenu::item:selected {{ background: {look.accent_ground}; }}
    """


@lru_cache(maxsize=128)
def color(name: str) -> QColor:
    """A colour of a look, ready to paint with."""
    return QColor(name)
