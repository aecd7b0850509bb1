"""One option in full: conditions, papers, steps, risks, arguments, dates, and how sure the law is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from counsel_app.logic.snapshot import ConditionView, DetailView, Outlook, PassageView, WindowView
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button, Label, set_tip

_STATE_OUTLOOK = {"yes": Outlook.AVAILABLE, "no": Outlook.EXCLUDED, "open": Outlook.OPEN}
_STATE_ICONS = {"yes": "available", "no": "excluded", "open": "open"}


class DetailPanel(QWidget):
    """Back to the cards with Esc; a missing fact is one click from its question."""

    closed = Signal()
    asked = Signal(str)
    option_wanted = Signal(str)
    cooperation_wanted = Signal()
    review_wanted = Signal(str)

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self._look = look
        self._detail: DetailView | None = None
        self.back = Button("Zurück zur Übersicht  Esc", name="quiet")
        self.back.setIcon(icons.icon("back", look.accent))
        self.sheet = QScrollArea()
        self.sheet.setObjectName("sheet")
        self.sheet.setWidgetResizable(True)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.setAccessibleName("Einzelheiten der Möglichkeit")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.cooperation = Button("Mitwirkung prüfen  Strg+M", name="quiet", tip="Schritt für Schritt mit Belegen")
        self.review = Button("Prüfbogen drucken", name="quiet", tip="Bedingungen, Normen und Beispiele zum Gegenlesen")
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(self.cooperation)
        top.addWidget(self.review)
        column.addLayout(top)
        column.addWidget(self.sheet, 1)
        self.back.clicked.connect(self.closed)
        self.cooperation.clicked.connect(self.cooperation_wanted)
        self.review.clicked.connect(lambda: self.review_wanted.emit(self._detail.option if self._detail else ""))

    def show_detail(self, detail: DetailView) -> None:
        """Paint an option; the place scrolled to stays while the same option changes."""
        same = self._detail is not None and self._detail.option == detail.option
        place = self.sheet.verticalScrollBar().value() if same else 0
        self._detail = detail
        self.cooperation.setVisible(detail.cooperation)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(6)
        self._head(column, detail)
        self._conditions(column, "Voraussetzungen", detail.conditions)
        self._conditions(column, "Was entgegenstehen kann", detail.exclusions)
        self._texts(column, "Bitte mitbringen", detail.evidence, "paper")
        self._passages(column, "Nächste Schritte", detail.steps)
        self._passages(column, "Vor dem Absenden", detail.risks, warning=True)
        self._passages(column, "Argumente", detail.arguments)
        self._passages(column, "Zusammenhang mit anderen Möglichkeiten", detail.relations)
        self._texts(column, "Offene Rechtsfragen", detail.open_points, "open")
        column.addSpacing(6)
        column.addWidget(Label(detail.law, name="muted", points=9))
        column.addWidget(Label(detail.checked, name="muted", points=9))
        column.addStretch(1)
        self.sheet.setWidget(sheet)
        self.sheet.verticalScrollBar().setValue(place)

    def change_look(self, look: theme.Look) -> None:
        self._look = look
        self.back.setIcon(icons.icon("back", look.accent))
        if self._detail is not None:
            self.show_detail(self._detail)

    def _head(self, column: QVBoxLayout, detail: DetailView) -> None:
        column.addWidget(Label(f"{detail.measure} · {detail.kind}", name="accent", points=9.5, bold=True))
        column.addWidget(Label(detail.name, points=15, bold=True))
        column.addWidget(Label(detail.summary, name="muted"))
        column.addWidget(_Verdict(detail, self._look))
        if detail.person:
            column.addWidget(Label(detail.person, name="muted"))
        if len(detail.windows) > 1:
            column.addWidget(_Timeline(detail.windows, self._look))
        for caution in detail.cautions:
            column.addLayout(_line(icons_label("warning", self._look.warning), Label(f"Unsicher: {caution}")))

    def _conditions(self, column: QVBoxLayout, title: str, conditions: tuple[ConditionView, ...]) -> None:
        if not conditions:
            return
        column.addSpacing(8)
        column.addWidget(Label(title, points=11.5, bold=True))
        for condition in conditions:
            column.addLayout(self._condition(condition))

    def _condition(self, condition: ConditionView) -> QHBoxLayout:
        color, _ = self._look.badges[_STATE_OUTLOOK[condition.state]]
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(condition.text))
        regular = "regelmäßig verlangt, Ausnahme begründbar" if condition.regular else ""
        facts = " · ".join(part for part in (condition.mark, condition.dates, regular, condition.law) if part)
        words.addWidget(Label(facts, name="muted", points=9))
        for reading in condition.readings:
            words.addWidget(Label(f"Lesart: {reading}", name="muted", points=9))
        if condition.note:
            words.addWidget(Label(condition.note, name="muted", points=9))
        if condition.missing:
            words.addLayout(self._missing(condition))
        mark = icons_label(_STATE_ICONS[condition.state], color)
        set_tip(mark, condition.mark)
        return _line(mark, words)

    def _missing(self, condition: ConditionView) -> QVBoxLayout:
        row = QVBoxLayout()
        row.setSpacing(2)
        for fact, label, where in condition.missing[:6]:
            button = Button(f"Fragen: {label}", name="quiet", tip=where)
            button.clicked.connect(lambda _=False, wanted=fact: self.asked.emit(wanted))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _texts(self, column: QVBoxLayout, title: str, texts: tuple[str, ...], icon: str) -> None:
        if not texts:
            return
        column.addSpacing(8)
        column.addWidget(Label(title, points=11.5, bold=True))
        for text in texts:
            column.addLayout(_line(icons_label(icon, self._look.muted), Label(text)))

    def _passages(
        self, column: QVBoxLayout, title: str, passages: tuple[PassageView, ...], *, warning: bool = False
    ) -> None:
        if not passages:
            return
        column.addSpacing(8)
        column.addWidget(Label(title, points=11.5, bold=True))
        for number, passage in enumerate(passages, 1):
            words = QVBoxLayout()
            words.setSpacing(1)
            words.addWidget(Label(passage.text))
            if passage.option:
                link = Button(passage.source, name="quiet")
                link.clicked.connect(lambda _=False, wanted=passage.option: self.option_wanted.emit(wanted))
                words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            elif passage.source:
                words.addWidget(Label(passage.source, name="muted", points=9))
            mark = icons_label("warning", self._look.warning) if warning else Label(f"{number}.", bold=True, wrap=False)
            column.addLayout(_line(mark, words))


class _Verdict(QFrame):
    """The verdict in one sentence on its own ground."""

    def __init__(self, detail: DetailView, look: theme.Look) -> None:
        super().__init__()
        color, ground = look.badges[detail.outlook]
        self.setStyleSheet(f"QFrame {{ background: {ground}; border-radius: 6px; }} QLabel {{ color: {color}; }}")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 12, 9)
        row.addWidget(icons_label(detail.outlook.value, color), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(detail.verdict, points=11, bold=True), 1)


class _Timeline(QWidget):
    """The next ten years as a band, with the turning days in words below."""

    MOST_WORDS = 5

    def __init__(self, windows: tuple[WindowView, ...], look: theme.Look) -> None:
        super().__init__()
        self._windows, self._look = windows, look
        self._band = _Band(windows, look)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 2)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._band, 0, 0)
        for row, window in enumerate(windows[: self.MOST_WORDS], 1):
            grid.addWidget(Label(window.text, name="muted", points=9), row, 0)
        self.setAccessibleName("; ".join(window.text for window in windows))


class _Band(QWidget):
    """Stretches of days as coloured pieces; the scale is bent, so that the near years have room."""

    YEARS = 10

    def __init__(self, windows: tuple[WindowView, ...], look: theme.Look) -> None:
        super().__init__()
        self._windows, self._look = windows, look
        self.setMinimumHeight(14)

    def sizeHint(self) -> QSize:
        return QSize(300, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        first = self._windows[0].start
        for window in self._windows:
            left = self._place((window.start - first).days)
            right = self._place((window.until - first).days + 1) if window.until else float(self.width())
            color, ground = self._look.badges[_STATE_OUTLOOK[window.state]]
            painter.setBrush(theme.color(color if window.state == "yes" else ground))
            painter.drawRoundedRect(QRectF(left, 2, max(3.0, right - left - 2), 10), 3, 3)
        painter.end()

    def _place(self, days: int) -> float:
        share = min(1.0, days / (365.25 * self.YEARS))
        return float(share**0.5 * self.width())


def icons_label(name: str, color: str) -> Label:
    """An icon standing beside a text."""
    label = Label(wrap=False)
    label.setPixmap(icons.pixmap(name, color, 18))
    label.setFixedWidth(22)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
    return label


def _line(mark: QWidget, words: QWidget | QVBoxLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    if isinstance(words, QWidget):
        row.addWidget(words, 1)
    else:
        row.addLayout(words, 1)
    return row
