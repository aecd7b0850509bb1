"""A week or a month as a grid of days; arrows move through the days, the page keys to the neighbouring one."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from counsel_app.logic.snapshot import DayView, EntryView
from counsel_app.ui.deadlines.calendar_list import TERM_COLORS, spoken
from counsel_app.ui.look import theme
from counsel_app.ui.look.plain import shown

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DAY_ROLE = Qt.ItemDataRole.UserRole
WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


class DayModel(QAbstractTableModel):
    """Seven days a row."""

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[DayView, ...] = ()

    def set_days(self, days: tuple[DayView, ...]) -> None:
        """Another week or month."""
        self.beginResetModel()
        self.days = days
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.days) // 7

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 7

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() * 7 + index.column() >= len(self.days):
            return None
        day = self.days[index.row() * 7 + index.column()]
        if role == DAY_ROLE:
            return day
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words = [f"{day.day:%d.%m.%Y}", day.rest, *(spoken(entry) for entry in day.entries)]
            return shown("; ".join(word for word in words if word))
        if role == Qt.ItemDataRole.ToolTipRole:
            words = [day.rest, *(f"{entry.term} {entry.code}: {entry.text}" for entry in day.entries)]
            return shown("\n".join(word for word in words if word)).replace("<", "‹")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        across = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return WEEKDAYS[section] if across and section < 7 else None


class DayGrid(QTableView):
    """The grid. `day_chosen` says which day the counsellor went to."""

    day_chosen = Signal(object)

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self._painting = False
        self.model_of_days = DayModel()
        self.setModel(self.model_of_days)
        self.delegate = _DayDelegate(look)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("Tage")
        self.setShowGrid(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(30)
        self.selectionModel().currentChanged.connect(self._went)

    def show_days(self, days: tuple[DayView, ...], chosen: date) -> None:
        """Paint; the chosen day is the current one."""
        self._painting = True
        self.model_of_days.set_days(days)
        place = next((number for number, day in enumerate(days) if day.day == chosen), 0)
        self.setCurrentIndex(self.model_of_days.index(place // 7, place % 7))
        self.horizontalHeader().setVisible(len(days) > 7)
        self._painting = False

    def change_look(self, look: theme.Look) -> None:
        self.delegate.look = look
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: single letters are the page's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) or event.text().strip():
            event.ignore()
            return
        super().keyPressEvent(event)

    def _went(self, index: QModelIndex) -> None:
        day = index.data(DAY_ROLE)
        if not self._painting and isinstance(day, DayView):
            self.day_chosen.emit(day.day)


class _DayDelegate(QStyledItemDelegate):
    """A day: its number, what makes it free, and as many entries as there is room for."""

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self.look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        day = index.data(DAY_ROLE)
        if not isinstance(day, DayView):
            return
        look, rect = self.look, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.color(look.ground if day.rest or day.outside else look.surface))
        painter.setPen(theme.color(look.line))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if selected:
            painter.fillRect(rect.adjusted(1, 1, -2, -2), theme.color(look.accent_ground))
        height = option.fontMetrics.height()
        self._number(painter, rect, day, height)
        self._entries(painter, rect, day, height)
        painter.restore()

    def _number(self, painter: QPainter, rect: QRect, day: DayView, height: int) -> None:
        look = self.look
        painter.setFont(theme.font(9.5, bold=day.today))
        width = painter.fontMetrics().horizontalAdvance(day.label) + 12
        box = QRectF(rect.left() + 3, rect.top() + 2, width, height)
        if day.today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(look.accent))
            painter.drawRoundedRect(box, 7, 7)
        painter.setPen(
            theme.color(look.on_accent if day.today else look.muted if day.outside or day.rest else look.ink)
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, day.label)
        room = rect.width() - int(width) - 12
        if day.rest and day.rest not in ("Samstag", "Sonntag") and room > 30:
            painter.setFont(theme.font(8.5))
            painter.setPen(theme.color(look.muted))
            words = painter.fontMetrics().elidedText(day.rest, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(rect.left() + width + 6, rect.top() + 2, room, height), words)

    def _entries(self, painter: QPainter, rect: QRect, day: DayView, height: int) -> None:
        step = height + 2
        room = (rect.height() - height - 6) // step
        if not day.entries:
            return
        if room < 1 or rect.width() < 60:
            self._count(painter, rect, day, height)
            return
        fit = day.entries if len(day.entries) <= room else day.entries[: room - 1]
        top = rect.top() + height + 4
        for number, entry in enumerate(fit):
            self._entry(painter, QRectF(rect.left() + 3, top + number * step, rect.width() - 6, height), entry)
        if len(fit) < len(day.entries):
            painter.setFont(theme.font(8.5))
            painter.setPen(theme.color(self.look.muted))
            box = QRectF(rect.left() + 6, top + len(fit) * step, rect.width() - 9, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, f"und {len(day.entries) - len(fit)} weitere")

    def _count(self, painter: QPainter, rect: QRect, day: DayView, height: int) -> None:
        """Where there is no room for words: how many, in the colour of the weightiest."""
        _, ground = self.look.badges[TERM_COLORS[day.entries[0].term]]
        text = self.look.warning if any(entry.overdue for entry in day.entries) else self.look.ink
        side = min(height, rect.height() - 4)
        box = QRectF(rect.right() - side - 4, rect.bottom() - side - 2, side + 2, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(theme.font(8.5, bold=True))
        painter.setPen(theme.color(text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(len(day.entries)))

    def _entry(self, painter: QPainter, box: QRectF, entry: EntryView) -> None:
        look = self.look
        text, ground = look.badges[TERM_COLORS[entry.term]]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(look.raised if entry.closed else ground))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(theme.font(8.5, bold=entry.term == "Frist" and not entry.closed))
        painter.setPen(theme.color(look.muted if entry.closed else look.warning if entry.overdue else text))
        room = int(box.width()) - 8
        words = painter.fontMetrics().elidedText(
            shown(f"{entry.code} {entry.text}").replace("\n", " "), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(box.adjusted(4, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, words)
