"""The handbook: chapters on the left, the open one on the right, a search over all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counsel_app.logic.snapshot import BlockKind, BlockView, ChapterView, HandbookView, HitView
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button, Label, Line, shown

PLACE_ROLE = Qt.ItemDataRole.UserRole
WIDEST_TEXT = 760
WIDEST_LIST, NARROWEST_LIST = 300, 190


class HelpPage(QWidget):
    """Signals say what the counsellor wants; the page holds nothing but what it was shown."""

    home_wanted = Signal()
    searched = Signal(str)
    save_wanted = Signal(str)

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self._view = HandbookView(())
        self.chapter = ""
        self._labels: list[QWidget] = []
        self.back = Button("Zurück  Esc", name="quiet")
        self.search = Line("Handbuch durchsuchen", "Suchen, zum Beispiel: Sicherung")
        self.list = QListWidget()
        self.list.setAccessibleName("Kapitel")
        self.sheet = QScrollArea()
        self.save = Button("Als Dokument speichern …", tip="Zum Ausfüllen in einem Schreibprogramm")
        self.note = Label("", name="accent")
        self._lay_out()
        self.change_look(look)
        self.back.clicked.connect(self.home_wanted)
        self.search.textChanged.connect(self.searched)
        self.list.currentItemChanged.connect(self._choose)
        self.save.clicked.connect(lambda: self.save_wanted.emit(self.chapter))
        for widget in (self.search, self.list):
            widget.installEventFilter(self)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        self.bar = QHBoxLayout(bar)
        self.bar.setContentsMargins(12, 6, 12, 6)
        self.bar.addWidget(self.back)
        self.bar.addWidget(Label("Handbuch", points=13, bold=True, wrap=False))
        self.bar.addWidget(self.search, 1)
        self.sheet.setWidgetResizable(True)
        self.sheet.setObjectName("sheet")
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.save)
        right = QVBoxLayout()
        right.addWidget(self.sheet, 1)
        right.addLayout(foot)
        row = QHBoxLayout()
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(bar)
        page.addLayout(row, 1)

    # painting ------------------------------------------------------------------------

    def show_handbook(self, view: HandbookView, chapter: str = "") -> None:
        """Paint the list; open a chapter, or the one that was open."""
        self._view = view
        wanted = chapter or self.chapter or view.chapters[0].id
        self.list.blockSignals(True)
        self.list.clear()
        if view.search:
            self._list_hits(view.hits)
        else:
            self._list_chapters(view.chapters)
        self.list.blockSignals(False)
        self.note.say("" if view.hits or not view.search else f"Nichts gefunden zu „{view.search}“.")
        for row in range(self.list.count()):
            place = self.list.item(row).data(PLACE_ROLE)
            if place and (view.search or place[0] == wanted):
                self.list.setCurrentRow(row)
                self._choose()
                return

    def _list_chapters(self, chapters: tuple[ChapterView, ...]) -> None:
        group = ""
        for chapter in chapters:
            if chapter.group != group:
                group = chapter.group
                heading = QListWidgetItem(group, self.list)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setFont(theme.font(9, bold=True))
            QListWidgetItem(shown(chapter.title), self.list).setData(PLACE_ROLE, (chapter.id, -1))

    def _list_hits(self, hits: tuple[HitView, ...]) -> None:
        for hit in hits:
            text = f"{hit.title}\n{hit.excerpt}" if hit.excerpt else hit.title
            QListWidgetItem(shown(text), self.list).setData(PLACE_ROLE, (hit.chapter, hit.block))

    def _choose(self) -> None:
        item = self.list.currentItem()
        place = item.data(PLACE_ROLE) if item else None
        if place:
            self.open_chapter(*place)

    def open_chapter(self, chapter_id: str, block: int = -1) -> None:
        """Show a chapter, from one of its blocks on."""
        chapter = next(one for one in self._view.chapters if one.id == chapter_id)
        self.chapter = chapter.id
        self.save.setVisible(chapter.is_template)
        if not self._view.search:
            self.note.say("")
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        title = Label(chapter.title, points=15, bold=True)
        column.addWidget(title)
        self._labels = [self._painted(one) for one in chapter.blocks]
        for widget in self._labels:
            widget.setMaximumWidth(WIDEST_TEXT)
            column.addWidget(widget)
        column.addStretch(1)
        self.sheet.setWidget(sheet)
        self.sheet.setAccessibleName(chapter.title)
        if block >= 0:
            # sizes are known only once the sheet has been laid out
            QTimer.singleShot(0, lambda: self._scroll_to(block))

    def _scroll_to(self, block: int) -> None:
        if block < len(self._labels):
            self.sheet.verticalScrollBar().setValue(max(0, self._labels[block].y() - 12))

    def _painted(self, block: BlockView) -> QWidget:
        if block.kind is BlockKind.HEADING:
            return Label(block.text, points=12, bold=True)
        if block.kind is BlockKind.POINT:
            return _beside(Label(block.mark, wrap=False), Label(block.text))
        if block.kind is BlockKind.NOTE:
            return _framed(Label(block.text))
        if block.kind is BlockKind.TABLE:
            return _table(block.rows)
        if block.kind is BlockKind.PICTURE:
            return _picture(block)
        return Label(block.text)

    def say(self, text: str) -> None:
        """What came of saving."""
        self.note.say(text)

    def take_focus(self) -> None:
        """Typing searches at once."""
        self.search.setFocus()
        self.search.selectAll()

    def change_look(self, look: theme.Look) -> None:
        """Repaint in another look."""
        self.back.setIcon(icons.icon("back", look.accent))
        self.list.setStyleSheet(
            f"QListView::item {{ padding: 3px 6px; }}"
            f"QListView::item:selected {{ background: {look.accent_ground}; color: {look.ink}; }}"
            f"QListView::item:disabled {{ color: {look.muted}; }}"
        )

    # keys ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the list and page keys turn the sheet, wherever the counsellor types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            bar = self.sheet.verticalScrollBar()
            if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                bar.setValue(bar.value() + (1 if event.key() == Qt.Key.Key_PageDown else -1) * bar.pageStep())
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._walk(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _walk(self, steps: int) -> None:
        row = self.list.currentRow() + steps
        while 0 <= row < self.list.count():
            if self.list.item(row).data(PLACE_ROLE):
                self.list.setCurrentRow(row)
                return
            row += steps

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setFixedWidth(max(NARROWEST_LIST, min(WIDEST_LIST, self.width() // 4)))


def _beside(mark: Label, text: Label) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(8, 0, 0, 0)
    row.setSpacing(8)
    mark.setFixedWidth(20)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text, 1)
    return line


def _framed(text: Label) -> QWidget:
    frame = QFrame()
    frame.setObjectName("panel")
    QVBoxLayout(frame).addWidget(text)
    return frame


def _table(rows: tuple[tuple[str, ...], ...]) -> QWidget:
    frame = QFrame()
    frame.setObjectName("panel")
    grid = QGridLayout(frame)
    grid.setSpacing(6)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            grid.addWidget(Label(text, bold=number == 0), number, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1 if column == 0 else 2)
    return frame


def _picture(block: BlockView) -> QWidget:
    """The picture with what it shows below; in a checkout there are no pictures, and nothing is missed."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    if not block.picture:
        box.hide()
        return box
    image = Label("", wrap=False)
    drawn = QPixmap(block.picture)
    image.setPixmap(drawn.scaledToWidth(min(WIDEST_TEXT, drawn.width()), Qt.TransformationMode.SmoothTransformation))
    image.setAccessibleName(block.text)
    image.setMinimumWidth(1)
    column.addWidget(image)
    column.addWidget(Label(block.text, name="muted", points=9))
    return box
