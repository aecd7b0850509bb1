"""Parts that several pages are put together from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counsel_app.ui.look.plain import Button, Label, shown

ROLE = Qt.ItemDataRole.UserRole


def row(*buttons: Button) -> QHBoxLayout:
    """Buttons side by side."""
    made = QHBoxLayout()
    for button in buttons:
        made.addWidget(button)
    made.addStretch(1)
    return made


def panel(title: str, *parts: QWidget | QLayout) -> QFrame:
    """A titled box."""
    made = QFrame()
    made.setObjectName("panel")
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 10, 14, 10)
    column.addWidget(Label(title, points=11.5, bold=True))
    add_all(column, parts)
    return made


def sheet(*parts: QWidget | QLayout) -> QScrollArea:
    """Parts below each other, scrolled when there is no room."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(16, 8, 16, 12)
    column.setSpacing(10)
    add_all(column, parts)
    column.addStretch(1)
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(inner)
    return made


def add_all(column: QVBoxLayout, parts: tuple[QWidget | QLayout, ...]) -> None:
    """Widgets and layouts in their order."""
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)


class Rows(QListWidget):
    """A list of lines, each with what it stands for; as tall as its lines, up to a limit."""

    def __init__(self, name: str, *, most: int = 5) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._most = most

    def show_rows(self, rows: list[tuple[str, str]]) -> None:
        """Lines as (what it stands for, text); the chosen one stays chosen."""
        chosen = self.chosen()
        self.clear()
        for value, text in rows:
            item = QListWidgetItem(shown(text), self)
            item.setData(ROLE, value)
            if value == chosen:
                self.setCurrentItem(item)
        if self.currentItem() is None and rows:
            self.setCurrentRow(0)
        line = self.sizeHintForRow(0) if rows else self.fontMetrics().height()
        self.setFixedHeight(line * max(1, min(len(rows), self._most)) + 10)

    def chosen(self) -> str:
        """What the chosen line stands for, "" for none."""
        item = self.currentItem()
        return str(item.data(ROLE)) if item is not None else ""
