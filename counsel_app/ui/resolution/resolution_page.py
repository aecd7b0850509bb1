"""The Potsdam resolution: seven measures with their options, five expectations, the timeline of the annex."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from counsel_app.logic.snapshot import MeasurePageView, OptionLinkView, Outlook, ResolutionView
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button, CutLabel, Label
from counsel_app.ui.resolution.annex_picture import AnnexPicture

NARROW = 900
PAPER_KEY, EXPECTATIONS_KEY, TIMELINE_KEY, CITE_KEY = "0", "E", "Z", "C"
BADGES_IN_ROW = 4


class ResolutionPage(QWidget):
    """Keys 1 to 7 open a measure, E the expectations, Z the timeline, 0 the paper; C copies the citation shown."""

    home_wanted = Signal()
    option_wanted = Signal(str)

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self._look, self._narrow = look, False
        self._view: ResolutionView | None = None
        self._shown, self._entry = "1", ""
        self._buttons: dict[str, Button] = {}
        self.back = Button("Zurück  Esc", name="quiet")
        self.back.setIcon(icons.icon("back", look.accent))
        self.whose = CutLabel("", name="muted")
        self.note = CutLabel("", name="accent")
        self.parts = QVBoxLayout()
        self.picture = AnnexPicture(look)
        self.sheet = QScrollArea()
        self._lay_out()
        self.back.clicked.connect(self.step_back)
        self.picture.chosen.connect(self.open_entry)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        self.bar = QHBoxLayout(bar)
        self.bar.setContentsMargins(12, 6, 12, 6)
        self.bar.addWidget(self.back)
        self.bar.addWidget(Label("Die Potsdamer Resolution", points=13, bold=True, wrap=False))
        self.bar.addWidget(self.whose)
        self.bar.addStretch(1)
        self.bar.addWidget(self.note)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 8, 14)
        self.parts.setSpacing(6)
        column.addLayout(self.parts)
        column.addStretch(1)
        self.list = QScrollArea()
        self.list.setWidget(inner)
        for area in (self.list, self.sheet):
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet.setObjectName("sheet")
        right = QWidget()
        self.right = right
        stack = QVBoxLayout(right)
        stack.setContentsMargins(0, 12, 0, 0)
        stack.addWidget(self.picture)
        stack.addWidget(self.sheet, 1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 12, 12)
        row.addWidget(self.list, 2)
        row.addWidget(right, 3)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(bar)
        page.addLayout(row, 1)

    # painting ------------------------------------------------------------------------

    def show_resolution(self, view: ResolutionView) -> None:
        """Paint the page; what was open stays open."""
        self._view = view
        self.whose.say(view.whose)
        self._entry = self._entry or view.annex[0].id
        words = {PAPER_KEY: "Das Papier"}
        words |= {str(one.place): f"{one.title}: {one.counts}" for one in view.measures}
        words |= {EXPECTATIONS_KEY: "Erwartungen an die Behörde"}
        words |= {TIMELINE_KEY: f"Zeitleiste {view.annex[0].year} bis {view.annex[-1].year}"}
        for key, text in words.items():
            if key not in self._buttons:
                button = Button("", name="answer")
                button.setCheckable(True)
                button.clicked.connect(lambda _=False, wanted=key: self.choose(wanted))
                self._buttons[key] = button
                self.parts.addWidget(button)
            self._buttons[key].say(f"{key}   {text}")
        self.choose(self._shown)
        self._show_sides(self._narrow)
        self._buttons[self._shown].setFocus()

    def choose(self, key: str) -> None:
        """Open one part."""
        view = self._view
        if view is None or key not in self._buttons:
            return
        self._shown = key
        self.note.say("")
        for other, button in self._buttons.items():
            button.setChecked(other == key)
        column = self._new_sheet(self._buttons[key].text())
        if key == PAPER_KEY:
            self._paper(column, view)
        elif key == EXPECTATIONS_KEY:
            self._expectations(column, view)
        elif key == TIMELINE_KEY:
            self._station(column, view)
        else:
            self._measure(column, next(one for one in view.measures if str(one.place) == key))
        column.addStretch(1)
        self.picture.setVisible(key == TIMELINE_KEY)
        self._show_sides(False)
        if key == TIMELINE_KEY:
            self.picture.setFocus()

    def _new_sheet(self, name: str) -> QVBoxLayout:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(8)
        self.sheet.setWidget(sheet)
        self.sheet.setAccessibleName(name)
        return column

    def _paper(self, column: QVBoxLayout, view: ResolutionView) -> None:
        column.addWidget(Label(view.name, points=13, bold=True))
        column.addWidget(Label(view.source, name="muted"))
        column.addWidget(Label(view.text))
        column.addSpacing(6)
        column.addWidget(Label("Wie weit sie trägt", points=11.5, bold=True))
        column.addWidget(Label(view.limit))

    def _measure(self, column: QVBoxLayout, one: MeasurePageView) -> None:
        column.addWidget(Label(f"{one.place}. Maßnahme: {one.title}", points=13, bold=True))
        column.addWidget(Label(one.text))
        self._cite(column)
        for start in range(0, len(one.tally), BADGES_IN_ROW):
            row = QHBoxLayout()
            for outlook, words in one.tally[start : start + BADGES_IN_ROW]:
                row.addWidget(_badge(words, outlook, self._look))
            row.addStretch(1)
            column.addLayout(row)
        for link in one.options:
            column.addLayout(self._option(link))
        column.addSpacing(6)
        column.addWidget(Label("Beschlüsse der Stadt dazu", points=11.5, bold=True))
        for entry, words in one.decisions:
            self._link(column, words, partial(self.open_entry, entry), "Zeigt den Beschluss in der Zeitleiste")

    def _option(self, link: OptionLinkView) -> QHBoxLayout:
        row = QHBoxLayout()
        button = Button(link.name, name="quiet", tip="Öffnet diese Möglichkeit im Fall")
        button.setAccessibleName(f"{link.name}: {link.badge}")
        button.clicked.connect(lambda: self.option_wanted.emit(link.option))
        row.addWidget(button)
        row.addStretch(1)
        row.addWidget(_badge(link.badge, link.outlook, self._look))
        return row

    def _expectations(self, column: QVBoxLayout, view: ResolutionView) -> None:
        column.addWidget(Label("Was das Bündnis von der Behörde erwartet", points=13, bold=True))
        for number, one in enumerate(view.expectations, 1):
            column.addSpacing(4)
            column.addWidget(Label(f"{number}.  {one.title}", points=11.5, bold=True))
            column.addWidget(Label(one.text))
            column.addWidget(Label(f"Heute nutzen: {one.use}", name="muted"))
        column.addSpacing(6)
        column.addWidget(Label(view.expectations_source, name="muted", points=9))

    def _station(self, column: QVBoxLayout, view: ResolutionView) -> None:
        self.picture.show_stations(view.annex, view.legend, self._entry)
        one = next(station for station in view.annex if station.id == self._entry)
        column.addWidget(Label(f"{one.years} · {one.kind_text}", name="accent", bold=True))
        column.addWidget(Label(one.title, points=13, bold=True))
        column.addWidget(Label(one.text))
        if one.measures:
            column.addWidget(Label(one.measures))
        column.addWidget(Label(one.source, name="muted", points=9))
        self._cite(column)

    def _cite(self, column: QVBoxLayout) -> None:
        self._link(column, f"Zitat kopieren  {CITE_KEY}", self.cite, "Text mit Fundstelle, zum Einfügen in einen Brief")

    def _link(self, column: QVBoxLayout, words: str, action: Callable[..., object], tip: str) -> None:
        button = Button(words, name="quiet", tip=tip)
        button.clicked.connect(action)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    # what the counsellor does on the page itself ------------------------------------------

    def open_entry(self, entry: str, _: bool = False) -> None:
        """A decision in the timeline."""
        self._entry = entry
        self.choose(TIMELINE_KEY)

    def cite(self, _: bool = False) -> None:
        """Put the citation of what is shown into the clipboard."""
        citation = self.citation()
        if citation:
            QGuiApplication.clipboard().setText(citation)
            self.note.say("Zitat kopiert")

    def citation(self) -> str:
        """The citation of what is shown, "" if it has none."""
        if self._view is None:
            return ""
        if self._shown == TIMELINE_KEY:
            return next(one.citation for one in self._view.annex if one.id == self._entry)
        return next((one.citation for one in self._view.measures if str(one.place) == self._shown), "")

    def step_back(self) -> None:
        """From the sheet to the list, where only one of them has room; else from the page."""
        if self._narrow and not self.list.isVisible():
            self._show_sides(True)
            self._buttons[self._shown].setFocus()
        else:
            self.home_wanted.emit()

    def _show_sides(self, parts: bool) -> None:
        """Both, or one of them where there is no room for both."""
        self.list.setVisible(parts or not self._narrow)
        self.right.setVisible(not parts or not self._narrow)
        if self._narrow and not parts:
            (self.picture if self._shown == TIMELINE_KEY else self.sheet).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < NARROW) != self._narrow:
            self._narrow = not self._narrow
            self._show_sides(True)

    def change_look(self, look: theme.Look) -> None:
        self._look = look
        self.back.setIcon(icons.icon("back", look.accent))
        self.picture.change_look(look)
        if self._view is not None and self.isVisible():
            self.choose(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key each."""
        key = event.text().upper()
        if key == CITE_KEY:
            self.cite()
        elif key in self._buttons:
            self.choose(key)
        else:
            super().keyPressEvent(event)


def _badge(words: str, outlook: Outlook | None, look: theme.Look) -> Label:
    label = Label(words, points=9, wrap=False)
    color, ground = look.badges[outlook] if outlook else (look.muted, look.raised)
    label.setStyleSheet(f"background: {ground}; color: {color}; border-radius: 6px; padding: 2px 8px;")
    return label
