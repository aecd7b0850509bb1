"""Entries of the calendar in a list, under headings; the newest picture keeps the entry that was chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counsel_app.logic.snapshot import EntryView, GroupView, Outlook
from counsel_app.ui.look import theme
from counsel_app.ui.look.plain import shown

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
TERM_COLORS = {"Frist": Outlook.NEAR, "Vorfrist": Outlook.LATER, "Wiedervorlage": Outlook.OPEN}


class EntryModel(QAbstractListModel):
    """Headings and entries as rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[GroupView | EntryView] = []

    def set_groups(self, groups: tuple[GroupView, ...]) -> None:
        """Another picture."""
        self.beginResetModel()
        self.rows = []
        for group in groups:
            self.rows += [group] if group.title else []
            self.rows += group.entries
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], GroupView):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return shown(row.title if isinstance(row, GroupView) else spoken(row))
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, EntryView):
            return shown("\n".join((row.text, *row.history))).replace("<", "‹")
        return None


class EntryList(QListView):
    """Enter or a double click opens the case of an entry."""

    opened = Signal(object)
    chosen = Signal()

    def __init__(self, look: theme.Look, name: str) -> None:
        super().__init__()
        self.entries = EntryModel()
        self.setModel(self.entries)
        self.delegate = _EntryDelegate(look)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._activate)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit())

    def show_groups(self, groups: tuple[GroupView, ...]) -> None:
        """Paint; the chosen entry stays chosen, else the place in the list, else the first one."""
        before, place = self.current(), self.currentIndex().row()
        self.entries.set_groups(groups)
        rows = self.entries.rows
        wanted = [n for n, row in enumerate(rows) if isinstance(row, EntryView)]
        same = next((n for n in wanted if before and rows[n].id == before.id), None)  # type: ignore[union-attr]
        near = next((n for n in reversed(wanted) if n <= place), wanted[0] if wanted else None)
        row = same if same is not None else near
        if row is not None:
            self.setCurrentIndex(self.entries.index(row))
        self.chosen.emit()

    def current(self) -> EntryView | None:
        """The chosen entry."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, EntryView) else None

    def _activate(self) -> None:
        if (entry := self.current()) is not None:
            self.opened.emit(entry)

    def change_look(self, look: theme.Look) -> None:
        self.delegate.look = look
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: single letters are the page's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        paging = event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not self.verticalScrollBar().maximum()
        if paging or (event.text().strip() and event.text().isalnum()):
            event.ignore()
            return
        super().keyPressEvent(event)


class _EntryDelegate(QStyledItemDelegate):
    """One entry in two lines: day, kind and what is to do; case, norm, and how near it is."""

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = option.fontMetrics.height()
        return QSize(200, height + 16 if isinstance(index.data(ROW_ROLE), GroupView) else height * 2 + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, GroupView):
            self._heading(painter, option.rect, row)
        elif isinstance(row, EntryView):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._entry(painter, option.rect, row, selected, option.fontMetrics.height())
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, group: GroupView) -> None:
        painter.setPen(theme.color(self.look.warning if group.overdue else self.look.accent))
        painter.setFont(theme.font(10.5, bold=True))
        count = f"  ({len(group.entries)})" if group.entries else ""
        painter.drawText(rect.adjusted(12, 6, -12, 0), Qt.AlignmentFlag.AlignVCenter, shown(group.title) + count)

    def _entry(self, painter: QPainter, rect: QRect, entry: EntryView, selected: bool, height: int) -> None:
        look = self.look
        if selected:
            painter.fillRect(rect, theme.color(look.accent_ground))
        inner = rect.adjusted(12, 6, -12, -6)
        second = inner.top() + height + 5
        quiet = bool(entry.closed)
        right = self._right(painter, inner, entry, height)
        left = self._badge(painter, inner, entry.term, height)
        painter.setFont(_struck(theme.font(10.5, bold=not quiet), quiet))
        painter.setPen(theme.color(look.muted if quiet else look.ink))
        _draw(painter, inner.left() + left, inner.top(), inner.width() - left - right, height + 2, entry.text)
        painter.setFont(theme.font(9.5))
        painter.setPen(theme.color(look.muted))
        about = (f"{entry.code}  {entry.title}".rstrip(), entry.person, entry.closed, entry.law, entry.latest)
        _draw(painter, inner.left(), second, inner.width(), height, " · ".join(part for part in about if part))
        painter.setPen(theme.color(look.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _right(self, painter: QPainter, inner: QRect, entry: EntryView, height: int) -> int:
        """Day and distance at the right; the width they take."""
        words = " · ".join(part for part in (entry.day_text, entry.distance) if part)
        if inner.width() < 420:  # beside the month the short form must do
            words = entry.day_text[:9]
        painter.setFont(theme.font(9.5, bold=entry.overdue))
        painter.setPen(theme.color(self.look.warning if entry.overdue else self.look.muted))
        width = painter.fontMetrics().horizontalAdvance(words) + 4
        box = QRect(inner.right() - width, inner.top(), width, height + 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        return width + 10

    def _badge(self, painter: QPainter, inner: QRect, term: str, height: int) -> int:
        """The kind in its colour; the width it takes."""
        text, ground = self.look.badges[TERM_COLORS[term]]
        painter.setFont(theme.font(9, bold=True))
        width = painter.fontMetrics().horizontalAdvance(term) + 14
        box = QRectF(inner.left(), inner.top() + 1, width, height + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box, 7, 7)
        painter.setPen(theme.color(text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, term)
        return width + 8


def spoken(entry: EntryView) -> str:
    """An entry as one sentence, for screen readers."""
    parts = (entry.term, entry.day_text, entry.distance, entry.text, entry.code, entry.title, entry.law, entry.latest)
    return ", ".join(part for part in (*parts, entry.closed) if part)


def _struck(font: QFont, struck: bool) -> QFont:
    font.setStrikeOut(struck)
    return font


def _draw(painter: QPainter, left: int, top: int, width: int, height: int, text: str) -> None:
    cut = painter.fontMetrics().elidedText(shown(text).replace("\n", " "), Qt.TextElideMode.ElideRight, width)
    painter.drawText(QRect(left, top, width, height), Qt.AlignmentFlag.AlignVCenter, cut)
