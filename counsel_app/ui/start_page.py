"""The start page: the cases, the search, a new case, the demo household."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from counsel_app.logic.snapshot import CaseLineView, GroupView, ListingView, UpcomingView
from counsel_app.ui.deadlines.calendar_list import EntryList
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button, Label, Line, shown

LINE_ROLE = Qt.ItemDataRole.UserRole
NARROW = 900  # pixels; below, the buttons need the room
LEAST_HEIGHT = 80  # a heading and one entry


class StartPage(QWidget):
    """Signals say what the counsellor wants; the page holds nothing but its widgets."""

    searched = Signal(str)
    opened = Signal(str)
    new_wanted = Signal()
    demo_wanted = Signal()
    delete_wanted = Signal(str)
    vault_wanted = Signal()
    triage_wanted = Signal()
    calculator_wanted = Signal()
    calendar_wanted = Signal()
    resolution_wanted = Signal()

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self.search = Line("Fälle suchen", "Suchen: Name, Kürzel oder Titel")
        self.cases = QListWidget()
        self.cases.setAccessibleName("Fälle")
        self.delegate = _CaseDelegate(look)
        self.cases.setItemDelegate(self.delegate)
        self.new = Button("Neuer Fall", name="primary", tip="Strg+N: ohne Namen beginnen, ein Kürzel genügt")
        self.demo = Button("Beispielhaushalt ansehen", tip="Erfundene Personen; nichts davon wird gespeichert")
        self.delete = Button("Fall löschen …", name="quiet")
        self.vault = Button(
            "Tresor  Strg+T", tip="Tresor und Datenschutz: Sicherungen, Zugänge, Löschfristen, Protokoll"
        )
        self.backup = Label("", name="muted")
        self.triage = Button("Brennt etwas?  F4", tip="Sechs Fragen, bevor das Gespräch beginnt")
        self.calculator = Button("Frist berechnen  Strg+D", tip="Ein Schreiben liegt auf dem Tisch: bis wann?")
        self.calendar = Button("Kalender  Strg+K", tip="Fristen, Vorfristen und Wiedervorlagen aller Fälle")
        self.resolution = Button(
            "Resolution  Strg+R", tip="Sieben Maßnahmen, fünf Erwartungen und die Beschlüsse der Stadt"
        )
        self.upcoming = EntryList(look, "Überfällig, heute, diese Woche")
        self.following = Label("", name="muted")
        self.empty = Label("", name="muted", points=11)
        self.note = Label("", name="field-error")
        self._lay_out(look)
        self.search.textChanged.connect(self.searched)
        self.cases.itemActivated.connect(lambda item: self.opened.emit(item.data(LINE_ROLE).id))
        self.cases.currentItemChanged.connect(lambda item, _: self.delete.setEnabled(item is not None))
        self.new.clicked.connect(self.new_wanted)
        self.demo.clicked.connect(self.demo_wanted)
        self.delete.clicked.connect(self._delete)
        self.vault.clicked.connect(self.vault_wanted)
        self.triage.clicked.connect(self.triage_wanted)
        self.calculator.clicked.connect(self.calculator_wanted)
        self.calendar.clicked.connect(self.calendar_wanted)
        self.resolution.clicked.connect(self.resolution_wanted)
        self.upcoming.opened.connect(lambda entry: self.opened.emit(entry.case))

    def _lay_out(self, look: theme.Look) -> None:
        heading = Label("Hafenlotse", points=20, bold=True)
        mark = Label(wrap=False)
        mark.setPixmap(icons.pixmap("lighthouse", look.accent, 36))
        self.claim = Label(
            "Wege im Aufenthaltsrecht, geprüft an der Potsdamer Resolution von 2020. Alles bleibt auf diesem Gerät.",
            name="muted",
        )
        top = QHBoxLayout()
        top.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(heading)
        words.addWidget(self.claim)
        top.addLayout(words, 1)
        top.addWidget(self.resolution)
        self.bar = top
        row = QHBoxLayout()
        self.search.addAction(icons.icon("search", look.muted), Line.ActionPosition.LeadingPosition)
        row.addWidget(self.search, 1)
        row.addWidget(self.new)
        row.addWidget(self.demo)
        self.delete.setEnabled(False)
        foot = QHBoxLayout()
        said = QVBoxLayout()
        said.addWidget(self.backup)
        said.addWidget(self.note)
        foot.addLayout(said, 1)
        for button in (self.delete, self.vault):
            foot.addWidget(button)
        inner = QFrame()
        inner.setMaximumWidth(1000)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(14)
        column.addLayout(top)
        urgent = QHBoxLayout()
        for button in (self.triage, self.calculator, self.calendar):
            urgent.addWidget(button)
        urgent.addWidget(self.following, 1)
        column.addLayout(urgent)
        column.addWidget(self.upcoming)
        column.addLayout(row)
        column.addWidget(self.empty)
        column.addWidget(self.cases, 1)
        column.addLayout(foot)
        around = QHBoxLayout(self)
        around.addStretch(1)
        around.addWidget(inner, 20)
        around.addStretch(1)

    def only_show_demo(self) -> None:
        """Without a vault there is nothing to make, to search or to erase."""
        for button in (self.new, self.delete, self.vault, self.calculator, self.calendar):
            button.hide()
        for part in (self.search, self.cases, self.empty):
            part.setMaximumHeight(0)

    def show_listing(self, listing: ListingView) -> None:
        """Paint the list."""
        chosen = self.cases.currentItem()
        chosen_id = chosen.data(LINE_ROLE).id if chosen else None
        self.cases.clear()
        for line in listing.lines:
            item = QListWidgetItem(self.cases)
            item.setData(LINE_ROLE, line)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, shown(f"{line.code} {line.title} {line.people} {line.changed}")
            )
            if line.id == chosen_id:
                self.cases.setCurrentItem(item)
        if self.cases.currentItem() is None and listing.lines:
            self.cases.setCurrentRow(0)
        if self.search.text() != listing.search:
            self.search.setText(listing.search)
        self.empty.setVisible(not listing.lines)
        self.empty.say(
            f"Kein Fall passt zu „{listing.search}“."
            if listing.total
            else "Noch kein Fall. „Neuer Fall“ beginnt ein Gespräch; der Beispielhaushalt zeigt, wie es aussieht."
        )
        self.note.say(listing.note)
        self.note.setVisible(bool(listing.note))
        self.backup.say(listing.backup)
        self._show_upcoming(listing.upcoming)

    def _show_upcoming(self, upcoming: UpcomingView) -> None:
        groups = tuple(
            GroupView(title, entries, title == "Überfällig")
            for title, entries in (
                ("Überfällig", upcoming.overdue),
                ("Heute", upcoming.today),
                ("Diese Woche", upcoming.week),
                ("Nächste Woche", upcoming.next_week),
            )
            if entries
        )
        self.upcoming.show_groups(groups)
        self.upcoming.setVisible(bool(groups))
        self._fit_upcoming()
        following = upcoming.following
        self.following.say(
            upcoming.warning
            or (f"Danach: {following.day_text}, {following.term} {following.code}" if following else "")
            or ("" if groups else "Diese Woche ist nichts fällig.")
        )

    def _fit_upcoming(self) -> None:
        """What is due takes a quarter of the page at most, so that the cases stay in sight."""
        rows = sum(self.upcoming.sizeHintForRow(row) for row in range(self.upcoming.entries.rowCount()))
        self.upcoming.setFixedHeight(min(rows + 4, max(self.height() // 4, LEAST_HEIGHT)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.claim.setVisible(event.size().width() >= NARROW)
        self._fit_upcoming()

    def change_look(self, look: theme.Look) -> None:
        """Repaint the rows in another look."""
        self.delegate.look = look
        self.cases.viewport().update()
        self.upcoming.change_look(look)

    def _delete(self) -> None:
        item = self.cases.currentItem()
        if item is not None:
            self.delete_wanted.emit(item.data(LINE_ROLE).id)


class _CaseDelegate(QStyledItemDelegate):
    """One case in two lines: code and title, people and day."""

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(300, option.fontMetrics.height() * 2 + 18)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: CaseLineView = index.data(LINE_ROLE)
        rect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color(self.look.accent_ground))
        height = option.fontMetrics.height()
        inner = rect.adjusted(14, 7, -14, -7)
        painter.setPen(theme.color(self.look.ink))
        painter.setFont(theme.font(10.5, bold=True))
        first = QRect(inner.left(), inner.top(), inner.width() - 110, height + 3)
        title = f"{line.code}   {line.title}".rstrip()
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, _cut(painter, shown(title), first.width()))
        painter.setFont(theme.font(9.5))
        painter.setPen(theme.color(self.look.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, line.changed)
        second = QRect(inner.left(), inner.top() + height + 4, inner.width(), height)
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, _cut(painter, shown(line.people), second.width()))
        painter.setPen(theme.color(self.look.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
