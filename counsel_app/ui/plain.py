"""Widgets that never read markup. Texts come from clients, papers and files; a name may be `<img src=...>`.

The rest of the window uses these classes and none of Qt's own text widgets.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from counsel_app.ui import theme

INVISIBLE = {code: None for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)}
"""Marks that reorder text: they can make a name read as another."""


def shown(text: str) -> str:
    """Text as it may be painted: no reordering marks, no control characters but line ends."""
    return "".join(
        letter for letter in text.translate(INVISIBLE) if letter == "\n" or letter.isprintable() or letter in "\u200c\u200d"
    )


class Label(QLabel):
    """Text, wrapped, never markup."""

    def __init__(
        self, text: str = "", *, name: str = "", points: float = theme.BASE_POINTS, bold: bool = False, wrap: bool = True
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setFont(theme.font(points, bold=bold))
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self.setText(shown(text))


class Button(QPushButton):
    """A button; an ampersand in its text is an ampersand."""

    def __init__(self, text: str = "", *, name: str = "", tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.say(text)
        self.tip(tip)

    def say(self, text: str) -> None:
        self.setText(shown(text).replace("&", "&&"))
        self.setAccessibleName(shown(text))

    def tip(self, text: str) -> None:
        """A plain tool tip."""
        set_tip(self, text)


class Line(QLineEdit):
    """A one-line entry with a name for screen readers."""

    def __init__(self, name: str, placeholder: str = "", *, longest: int = 400) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(longest)


def set_tip(widget: QWidget, text: str) -> None:
    """A tool tip that Qt cannot mistake for markup: it guesses from the first tag-like characters."""
    widget.setToolTip(shown(text).replace("<", "‹").replace(">", "›"))
