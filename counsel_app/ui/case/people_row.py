"""Whose answers are shown: a button for each person, or one menu where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from counsel_app.logic.snapshot import PersonView
from counsel_app.ui.look.plain import Button, shown

MOST_BUTTONS = 4
LONGEST_LABEL = 22


class PeopleRow(QWidget):
    """Paints the people of a household."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[PersonView, ...] = ()
        self._narrow = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)

    def show_people(self, people: tuple[PersonView, ...]) -> None:
        """Another picture."""
        if people != self._people:
            self._people = people
            self._paint()

    def set_narrow(self, narrow: bool) -> None:
        """With or without room for a button each."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._paint()

    def _paint(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self._narrow or len(self._people) > MOST_BUTTONS:
            self._row.addWidget(self._menu_button())
            return
        for person in self._people:
            self._row.addWidget(self._button(person))

    def _button(self, person: PersonView) -> Button:
        tip = " · ".join(filter(None, (person.label, person.role, person.summary)))
        button = Button(_short(person.label), name="section", tip=tip)
        button.setCheckable(True)
        button.setChecked(person.active)
        button.clicked.connect(lambda _=False: self.chosen.emit(person.id))
        return button

    def _menu_button(self) -> Button:
        active = next((person for person in self._people if person.active), None)
        button = Button(f"{_short(active.label) if active else ''} ▾", name="section", tip="Person wählen")
        menu = QMenu(button)
        for person in self._people:
            action = QAction(shown(f"{person.label} ({person.summary})").replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, wanted=person.id: self.chosen.emit(wanted))
            menu.addAction(action)
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
