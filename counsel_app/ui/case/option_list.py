"""The options as cards, grouped by measure and sorted by outlook, changing with every answer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counsel_app.logic.snapshot import CardView, MeasureView, Outlook
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import shown

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CARD_ROLE = Qt.ItemDataRole.UserRole
QUIET = (Outlook.EXCLUDED, Outlook.CLOSED)


class OptionModel(QAbstractListModel):
    """Headings and cards in one list; quiet cards stand in one line each and can be left out."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[MeasureView | CardView] = []
        self._measures: tuple[MeasureView, ...] = ()
        self.all_shown = True

    def set_measures(self, measures: tuple[MeasureView, ...]) -> None:
        """Paint another picture; a row that stays in place is only repainted."""
        self._measures = measures
        rows: list[MeasureView | CardView] = []
        for measure in measures:
            cards = [card for card in measure.cards if self.all_shown or card.outlook not in QUIET]
            if cards:
                rows += [measure, *cards]
        if len(rows) == len(self.rows):
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            self.layoutChanged.emit()
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def show_all(self, everything: bool) -> None:
        """With or without what is not possible."""
        self.all_shown = everything
        self.set_measures(self._measures)

    def row_of(self, option: str) -> int:
        """The row of an option's card, -1 if it is not shown."""
        return next((n for n, row in enumerate(self.rows) if isinstance(row, CardView) and row.option == option), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], MeasureView):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == CARD_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, MeasureView):
                return f"{row.id} {row.title}: {row.counts}"
            return shown(f"{row.name}, {row.badge}. {row.line}")
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, CardView):
            return shown(f"{row.name}\n{row.summary}\n{row.line}").replace("<", "‹")
        return None


class OptionList(QListView):
    """The list; Enter or a click opens a card."""

    opened = Signal(str)

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self.options = OptionModel()
        self.setModel(self.options)
        self.delegate = _CardDelegate(look)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("Möglichkeiten")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.activated.connect(self._open)
        self.clicked.connect(self._open)

    def show_measures(self, measures: tuple[MeasureView, ...]) -> None:
        """Paint all cards; the chosen one stays chosen."""
        card = self.currentIndex().data(CARD_ROLE)
        self.options.set_measures(measures)
        if isinstance(card, CardView) and (row := self.options.row_of(card.option)) >= 0:
            self.setCurrentIndex(self.options.index(row))

    def change_look(self, look: theme.Look) -> None:
        self.delegate.look = look
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: single letters answer the question at hand."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() and event.text().isalnum():
            event.ignore()
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(CARD_ROLE)
        if isinstance(row, CardView):
            self.opened.emit(row.option)


class _CardDelegate(QStyledItemDelegate):
    """Paints headings and cards."""

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(CARD_ROLE)
        height = option.fontMetrics.height()
        if isinstance(row, MeasureView):
            return QSize(200, height + 20)
        if isinstance(row, CardView) and row.outlook in QUIET:
            return QSize(200, height + 11)
        return QSize(200, height * 2 + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(CARD_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, MeasureView):
            self._heading(painter, option.rect, row)
        elif isinstance(row, CardView):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._card(painter, option.rect, row, selected, option.fontMetrics.height())
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, measure: MeasureView) -> None:
        inner = rect.adjusted(12, 8, -12, 0)
        painter.setPen(theme.color(self.look.accent))
        painter.setFont(theme.font(10.5, bold=True))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, flags, f"{measure.id}  {measure.title}")
        painter.setPen(theme.color(self.look.muted))
        painter.setFont(theme.font(9))
        painter.drawText(inner, flags | Qt.AlignmentFlag.AlignRight, measure.counts)

    def _card(self, painter: QPainter, rect: QRect, card: CardView, selected: bool, height: int) -> None:
        look = self.look
        text_color, ground = look.badges[card.outlook]
        quiet = card.outlook in QUIET
        frame = QRectF(rect.adjusted(8, 2, -8, -2))
        painter.setPen(QPen(theme.color(look.accent if selected else look.line), 2 if selected else 1))
        painter.setBrush(theme.color(look.accent_ground if selected else look.surface if quiet else look.raised))
        painter.drawRoundedRect(frame, 5, 5)
        if card.changed:
            painter.fillRect(QRectF(frame.left() + 1, frame.top() + 4, 3, frame.height() - 8), theme.color(look.accent))
        icon = icons.pixmap(card.outlook.value, text_color, 18)
        painter.drawPixmap(int(frame.left()) + 9, int(frame.top()) + (4 if quiet else 6), icon)
        width = self._badge(painter, frame, card, text_color, ground, height)
        left, room = int(frame.left()) + 34, int(frame.width()) - 50 - width
        painter.setFont(theme.font(10 if quiet else 10.5, bold=not quiet))
        painter.setPen(theme.color(look.muted if quiet else look.ink))
        first = QRect(left, int(frame.top()) + (2 if quiet else 5), room, height + 2)
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, _cut(painter, card.name, room))
        if quiet:
            return
        painter.setFont(theme.font(9.5))
        painter.setPen(theme.color(look.muted))
        second = QRect(left, int(frame.top()) + 6 + height, int(frame.width()) - 46, height)
        painter.drawText(
            second, Qt.AlignmentFlag.AlignVCenter, _cut(painter, card.line or card.summary, second.width())
        )

    def _badge(self, painter: QPainter, frame: QRectF, card: CardView, text: str, ground: str, height: int) -> int:
        """The outlook in words at the right; its width."""
        painter.setFont(theme.font(9, bold=True))
        words = card.badge + (" · unsicher" if card.uncertain and card.outlook is Outlook.AVAILABLE else "")
        width = painter.fontMetrics().horizontalAdvance(words) + 16
        quiet = card.outlook in QUIET
        box = QRectF(frame.right() - width - 8, frame.top() + (2 if quiet else 5), width, height + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(theme.color(text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return width


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(shown(text), Qt.TextElideMode.ElideRight, width)
