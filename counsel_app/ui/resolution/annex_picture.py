"""The timeline of the annex as a picture: one point for each decision, the points of one year on top of each other."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counsel_app.logic.snapshot import AnnexView, Outlook
from counsel_app.ui.look import theme
from counsel_app.ui.look.plain import set_tip

COLORS = {"beschluss": Outlook.AVAILABLE, "buendnis": Outlook.LATER, "projekt": Outlook.NEAR}
RADIUS, STEP, EDGE, FOOT = 8.0, 22.0, 26.0, 30.0
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class AnnexPicture(QWidget):
    """Walked with the arrow keys, Pos1 and Ende; `chosen` says which entry."""

    chosen = Signal(str)

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self._look = look
        self._stations: tuple[AnnexView, ...] = ()
        self._legend: tuple[tuple[str, str], ...] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stations(self, stations: tuple[AnnexView, ...], legend: tuple[tuple[str, str], ...], entry: str) -> None:
        """Paint the stations; `entry` is the one chosen."""
        self._stations, self._legend = stations, legend
        self._current = next((number for number, one in enumerate(stations) if one.id == entry), 0)
        self._name()
        self.updateGeometry()
        self.update()

    def change_look(self, look: theme.Look) -> None:
        self._look = look
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(460, round(FOOT + STEP * self._tallest() + 2 * self.fontMetrics().height() + 14))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.sizeHint().height())

    def center(self, number: int) -> QPointF:
        """Where the point of a station lies."""
        one = self._stations[number]
        below = sum(other.year == one.year for other in self._stations[:number])
        return QPointF(self._across(one.year), self._ground() - STEP * (below + 0.75))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._stations) - 1
        if event.key() in _STEPS:
            self._choose(min(max(self._current + _STEPS[Qt.Key(event.key())], 0), last))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if number is not None:
            self._choose(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.PointingHandCursor)
        one = None if number is None else self._stations[number]
        set_tip(self, f"{one.years}: {one.title}" if one else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._stations:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter)
        for number in range(len(self._stations)):
            self._paint_station(painter, number)
        self._paint_names(painter)
        self._paint_legend(painter)
        painter.end()

    # inside --------------------------------------------------------------------------

    def _choose(self, number: int) -> None:
        if number == self._current or not self._stations:
            return
        self._current = number
        self._name()
        self.update()
        self.chosen.emit(self._stations[number].id)

    def _name(self) -> None:
        if self._stations:
            one = self._stations[self._current]
            place = f"{self._current + 1} von {len(self._stations)}"
            self.setAccessibleName(f"Zeitleiste, {place}: {one.years}, {one.title}")

    def _at(self, place: QPointF) -> int | None:
        for number in range(len(self._stations)):
            away = self.center(number) - place
            if away.x() ** 2 + away.y() ** 2 <= (RADIUS + 4) ** 2:
                return number
        return None

    def _tallest(self) -> int:
        years = [one.year for one in self._stations]
        return max((years.count(year) for year in years), default=1)

    def _ground(self) -> float:
        return self.height() - FOOT

    def _across(self, year: float) -> float:
        first, last = self._stations[0].year, max(one.until for one in self._stations)
        return float(EDGE + (self.width() - 2 * EDGE) * (year - first) / max(last - first, 1))

    def _paint_axis(self, painter: QPainter) -> None:
        look, ground = self._look, self._ground()
        painter.setPen(QPen(theme.color(look.line), 2))
        painter.drawLine(QPointF(EDGE - 14, ground), QPointF(self.width() - EDGE + 14, ground))
        years = sorted({one.year for one in self._stations} | {one.until for one in self._stations})
        chosen = self._stations[self._current]
        for year in years:
            across = self._across(year)
            painter.setPen(QPen(theme.color(look.muted), 1))
            painter.drawLine(QPointF(across, ground), QPointF(across, ground + 5))
            now = chosen.year <= year <= chosen.until
            painter.setFont(theme.font(8.5, bold=now))
            painter.setPen(theme.color(look.ink if now else look.muted))
            painter.drawText(QRectF(across - 24, ground + 6, 48, FOOT - 6), Qt.AlignmentFlag.AlignHCenter, str(year))

    def _paint_station(self, painter: QPainter, number: int) -> None:
        one, center = self._stations[number], self.center(number)
        color, ground = self._look.badges[COLORS[one.kind]]
        current = number == self._current
        if one.until > one.year:
            painter.setPen(QPen(theme.color(color), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(center, QPointF(self._across(one.until), center.y()))
        if current:
            width = 2.5 if self.hasFocus() else 1.5
            painter.setPen(QPen(theme.color(self._look.ink), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(center, RADIUS + 3.5, RADIUS + 3.5)
        painter.setPen(QPen(theme.color(color), 2))
        painter.setBrush(theme.color(color if current else ground))
        painter.drawEllipse(center, RADIUS, RADIUS)

    def _paint_names(self, painter: QPainter) -> None:
        """The name of the chosen station, and those of the others where there is room."""
        taken: list[QRectF] = []
        for number in sorted(range(len(self._stations)), key=lambda number: number != self._current):
            one, current = self._stations[number], number == self._current
            if not current and sum(other.year == one.year for other in self._stations) > 1:
                continue
            painter.setFont(theme.font(8.5, bold=current))
            width, height = painter.fontMetrics().horizontalAdvance(one.short) + 6, painter.fontMetrics().height()
            left = min(max(self._across(one.year) - width / 2, 2.0), self.width() - width - 2)
            near = [
                other for other in self._stations if left - RADIUS < self._across(other.year) < left + width + RADIUS
            ]
            tallest = max(sum(one.year == other.year for one in self._stations) for other in near or [one])
            box = QRectF(left, self._ground() - STEP * tallest - height - 4, width, height)
            if not any(box.intersects(other) for other in taken):
                taken.append(box)
                painter.setPen(theme.color(self._look.ink if current else self._look.muted))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, one.short)

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(theme.font(8.5))
        left, height = EDGE - 14, painter.fontMetrics().height()
        for kind, words in self._legend:
            color, ground = self._look.badges[COLORS[kind]]
            painter.setPen(QPen(theme.color(color), 1.5))
            painter.setBrush(theme.color(ground))
            painter.drawEllipse(QPointF(left + 5, height / 2 + 2), 5, 5)
            width = painter.fontMetrics().horizontalAdvance(words) + 2
            painter.setPen(theme.color(self._look.muted))
            painter.drawText(QRectF(left + 15, 2, width, height), Qt.AlignmentFlag.AlignVCenter, words)
            left += width + 30
