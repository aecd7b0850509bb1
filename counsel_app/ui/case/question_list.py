"""All questions of the interview by section: answered, needed, or greyed with the reason."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from counsel_app.logic.snapshot import QuestionView, SectionView
from counsel_app.ui.look import theme
from counsel_app.ui.look.plain import Button, shown

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
QUESTION_ROLE = Qt.ItemDataRole.UserRole


class QuestionModel(QAbstractListModel):
    """The questions of one section."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: tuple[QuestionView, ...] = ()

    def set_questions(self, questions: tuple[QuestionView, ...]) -> None:
        """Other rows: a reset; the same questions with other answers: only a repaint."""
        same = [question.fact for question in questions] == [question.fact for question in self.questions]
        if not same:
            self.beginResetModel()
        self.questions = questions
        if not same:
            self.endResetModel()
        elif questions:
            self.dataChanged.emit(self.index(0), self.index(len(questions) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.questions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.questions):
            return None
        question = self.questions[index.row()]
        if role == QUESTION_ROLE:
            return question
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            answer = question.answer.text if question.answer else "noch keine Antwort"
            return shown(f"{question.label}: {answer}" + ("" if question.needed else f" ({question.reason})"))
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown(f"{question.text}\n{question.reason}").replace("<", "‹")
        return None


class QuestionList(QWidget):
    """Section buttons above, the section's questions below."""

    chosen = Signal(str)

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self.buttons = QButtonGroup(self)
        self.buttons.setExclusive(True)
        self.row = QHBoxLayout()
        self.row.setSpacing(2)
        self.model = QuestionModel()
        self.view = _Rows()
        self.view.setModel(self.model)
        self.view.setAccessibleName("Fragen")
        self.delegate = _QuestionDelegate(look)
        self.view.setItemDelegate(self.delegate)
        self._sections: tuple[SectionView, ...] = ()
        self._tabs: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self.row)
        column.addWidget(self.view, 1)
        self.buttons.idClicked.connect(self._show)
        self.view.activated.connect(lambda index: self.chosen.emit(index.data(QUESTION_ROLE).fact))
        self.view.clicked.connect(lambda index: self.chosen.emit(index.data(QUESTION_ROLE).fact))

    def show_sections(self, sections: tuple[SectionView, ...], current: str | None) -> None:
        """Paint all sections; the one with the current question comes to the front."""
        self._sections = sections
        for number, section in enumerate(sections):
            button = self._tabs[number] if number < len(self._tabs) else self._add_button(number)
            open_count = f" {section.needed_open}" if section.needed_open else ""
            button.say(f"{section.title}{open_count}")
            button.tip(f"{section.answered} beantwortet, {section.needed_open} gebraucht (Strg+{number + 1})")
        place = next(
            (n for n, section in enumerate(sections) if any(q.fact == current for q in section.questions)), None
        )
        checked = self.buttons.checkedId()
        self._show(place if place is not None else max(checked, 0))
        if place is not None:
            row = [question.fact for question in sections[place].questions].index(current or "")
            index = self.model.index(row)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def show_section(self, number: int) -> None:
        """Bring a section to the front by its number from 0."""
        if 0 <= number < len(self._sections):
            self._show(number)
            self.view.setFocus()

    def change_look(self, look: theme.Look) -> None:
        self.delegate.look = look
        self.view.viewport().update()

    def _add_button(self, number: int) -> Button:
        button = Button(name="section")
        button.setCheckable(True)
        self.buttons.addButton(button, number)
        self.row.addWidget(button)
        self._tabs.append(button)
        return button

    def _show(self, number: int) -> None:
        button = self.buttons.button(number)
        if button is not None:
            button.setChecked(True)
            self.model.set_questions(self._sections[number].questions)


class TallestFirst(QWidget):
    """The question at hand as tall as it needs to be, all questions in what is left; on a low screen it scrolls."""

    LEFT_FOR_LIST = 130

    def __init__(self, asked: QScrollArea, panel: QWidget, questions: QWidget) -> None:
        super().__init__()
        self._asked, self._panel, self._questions = asked, panel, questions
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(asked)
        column.addWidget(questions, 1)
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self._share)  # when the new question has its place
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        wanted = self._panel.heightForWidth(self.width())
        room = self.height() - self.LEFT_FOR_LIST
        low = room < min(wanted, 220)
        self._questions.setVisible(not low)
        self._asked.setFixedHeight(max(80, self.height() if low else min(wanted + 2, room)))


class _Rows(QListView):
    """A list whose letters are answers, not a search for rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: single letters answer the question at hand."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() and event.text().isalnum():
            event.ignore()
            return
        super().keyPressEvent(event)


class _QuestionDelegate(QStyledItemDelegate):
    """Label on the left, answer on the right, a dot for "needed"."""

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, option.fontMetrics.height() + 11)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        question: QuestionView = index.data(QUESTION_ROLE)
        look, rect = self.look, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color(look.accent_ground))
        inner = rect.adjusted(12, 0, -12, 0)
        answered = question.answer is not None
        dot = QRect(inner.left(), rect.center().y() - 3, 7, 7)
        if question.hints:
            painter.setBrush(theme.color(look.warning))
        elif question.needed and not answered:
            painter.setBrush(theme.color(look.accent))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(dot)
        half = int(inner.width() * 0.52)
        live = question.needed or answered
        painter.setPen(theme.color(look.ink if live else look.muted))
        painter.setFont(theme.font(10, bold=False))
        label = QRect(inner.left() + 16, rect.top(), half - 22, rect.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(label, flags, _cut(painter, question.label, label.width()))
        right = QRect(inner.left() + half, rect.top(), inner.width() - half, rect.height())
        if question.answer is not None:
            painter.setFont(theme.font(10, bold=question.answer.kind == "value"))
            text = question.answer.text
        else:
            painter.setPen(theme.color(look.muted))
            painter.setFont(theme.font(9))
            text = "gebraucht" if question.needed else "nicht nötig"
        painter.drawText(right, flags, _cut(painter, text, right.width()))
        painter.restore()


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(shown(text), Qt.TextElideMode.ElideRight, width)
