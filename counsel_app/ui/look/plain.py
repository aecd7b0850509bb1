"""Widgets that never read markup. Texts come from clients, papers and files; a name may be `<img src=...>`.

The rest of the window uses these classes and none of Qt's own text widgets.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from counsel_app.ui.look import theme

INVISIBLE = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF))
"""Marks that reorder text: they can make a name read as another."""


def shown(text: str) -> str:
    """Text as it may be painted: no reordering marks, no control characters but line ends."""
    return "".join(
        letter
        for letter in text.translate(INVISIBLE)
        if letter == "\n" or letter.isprintable() or letter in "\u200c\u200d"
    )


class Label(QLabel):
    """Text, wrapped, never markup."""

    def __init__(
        self,
        text: str = "",
        *,
        name: str = "",
        points: float = theme.BASE_POINTS,
        bold: bool = False,
        wrap: bool = True,
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


class CutLabel(Label):
    """One line that gives way: it is cut with an ellipsis where there is no room, and the tip has all of it."""

    def __init__(
        self, text: str = "", *, name: str = "", points: float = theme.BASE_POINTS, bold: bool = False
    ) -> None:
        self._whole = ""
        super().__init__(text, name=name, points=points, bold=bold, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(60)

    def say(self, text: str) -> None:
        self._whole = shown(text).replace("\n", " ")
        set_tip(self, self._whole)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wanted = self.fontMetrics().horizontalAdvance(self._whole) + 4
        return QSize(wanted, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


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


class SecretLine(Line):
    """A one-line entry for a secret: hidden, and never among what is kept of half-typed text."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__(name, placeholder, longest=1000)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)

    def show_letters(self, seen: bool) -> None:
        """Whether the letters can be read on the screen."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)


def set_tip(widget: QWidget, text: str) -> None:
    """A tool tip that Qt cannot mistake for markup: it guesses from the first tag-like characters."""
    widget.setToolTip(shown(text).replace("<", "‹").replace(">", "›"))
