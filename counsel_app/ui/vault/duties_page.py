"""Datenschutz dieses Falls: how long it is kept, who may be told what, the copy for the person, erasing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counsel_app.logic.snapshot import DutiesView
from counsel_app.ui.look.panels import ROLE, panel, row
from counsel_app.ui.look.plain import Button, Label, shown


class DutiesPage(QWidget):
    """Paints a `DutiesView`; signals say what the counsellor wants."""

    home_wanted = Signal()
    keeping_changed = Signal(int, object)
    hold_wanted = Signal(int, object)
    close_wanted = Signal()
    reopen_wanted = Signal()
    consent_wanted = Signal()
    withdraw_wanted = Signal(str)
    passing_wanted = Signal()
    copy_wanted = Signal(str, bool)
    erase_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._view: DutiesView | None = None
        self.back = Button("Zurück  Esc", name="quiet", tip="Zum Fall")
        self.title = Label("", points=13, bold=True)
        self.note = Label("", name="field-error")
        self.due = Label("")
        self.years = QComboBox()
        self.years.setAccessibleName("Aufbewahrungsfrist")
        self.years.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.years.setMinimumContentsLength(30)
        self.holds: list[QCheckBox] = []
        self.hold_place = QVBoxLayout()
        self.own_hold = Button("Anderer Grund …")
        self.state = Label("")
        self.close_case = Button("Fall abschließen …")
        self.reopen = Button("Wieder öffnen")
        self.consents = QListWidget()
        self.consents.setAccessibleName("Einwilligungen")
        self.consents.setWordWrap(True)
        self.consent = Button("Einwilligung eintragen …")
        self.withdraw = Button("Widerruf eintragen …")
        self.passing = Button("Weitergabe prüfen und vermerken …", tip="Ohne Einwilligung oder Rechtsgrundlage: nein")
        self.person = QComboBox()
        self.person.setAccessibleName("Für wen die Kopie")
        self.text = Button("Lesbar speichern …")
        self.json = Button("Als JSON speichern …")
        self.erase = Button("Fall endgültig löschen …")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        self.bar = QHBoxLayout(bar)
        self.bar.setContentsMargins(10, 5, 10, 5)
        self.bar.addWidget(self.back)
        self.bar.addWidget(self.title, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(10)
        column.addWidget(
            panel(
                "Aufbewahrung",
                self.due,
                self.years,
                Label("Länger aufbewahren, solange:"),
                self.hold_place,
                row(self.own_hold),
                self.state,
                row(self.close_case, self.reopen),
            )
        )
        column.addWidget(
            panel(
                "Einwilligungen",
                Label(
                    "Weitergegeben wird nur mit Einwilligung für Zweck und Empfänger oder mit Rechtsgrundlage.",
                    name="muted",
                ),
                self.consents,
                row(self.consent, self.withdraw),
                row(self.passing),
            )
        )
        column.addWidget(
            panel(
                "Kopie der gespeicherten Daten (Art. 15 DSGVO)",
                Label(
                    "Namen anderer Personen des Haushalts werden weggelassen, ihre Angaben gekennzeichnet.",
                    name="muted",
                ),
                self.person,
                row(self.text, self.json),
            )
        )
        column.addWidget(panel("Löschen", row(self.erase)))
        column.addStretch(1)
        self.sheet = QScrollArea()
        self.sheet.setWidgetResizable(True)
        self.sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.setWidget(inner)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(bar)
        said = QHBoxLayout()
        said.setContentsMargins(24, 4, 24, 0)
        said.addWidget(self.note)
        page.addLayout(said)
        page.addWidget(self.sheet, 1)

    def _wire(self) -> None:
        self.back.clicked.connect(self.home_wanted)
        self.years.activated.connect(lambda _: self._change())
        self.own_hold.clicked.connect(lambda: self.hold_wanted.emit(self.years.currentData(), self._holds()))
        self.close_case.clicked.connect(self.close_wanted)
        self.reopen.clicked.connect(self.reopen_wanted)
        self.consent.clicked.connect(self.consent_wanted)
        self.withdraw.clicked.connect(self._withdraw)
        self.passing.clicked.connect(self.passing_wanted)
        self.consents.currentItemChanged.connect(lambda item, _: self.withdraw.setEnabled(_is_valid(item)))
        self.text.clicked.connect(lambda: self.copy_wanted.emit(self.person.currentData(), True))
        self.json.clicked.connect(lambda: self.copy_wanted.emit(self.person.currentData(), False))
        self.erase.clicked.connect(lambda: self.erase_wanted.emit(self._view.case) if self._view else None)

    def show_duties(self, view: DutiesView) -> None:
        """Paint."""
        focus = self.focusWidget()
        focus_name = focus.accessibleName() if isinstance(focus, QCheckBox) else ""
        self._view = view
        self.title.say(f"Datenschutz zu {view.code}")
        self.due.say(view.due)
        self.years.clear()
        for years, label in view.presets:
            self.years.addItem(shown(label), years)
        if view.years not in dict(view.presets):
            self.years.addItem(f"{view.years} Jahre nach dem Jahr des Abschlusses", view.years)
        self.years.setCurrentIndex(self.years.findData(view.years))
        self._show_holds(view, focus_name)
        self.state.say(f"Beratung: {view.closed}.")
        self.close_case.setVisible(not view.is_closed)
        self.reopen.setVisible(view.is_closed)
        self.consents.clear()
        for one in view.consents:
            item = QListWidgetItem(shown(one.text), self.consents)
            item.setData(ROLE, one)
        self.consents.setVisible(bool(view.consents))
        self.consents.setFixedHeight(min(200, 44 * max(1, len(view.consents)) + 8))
        self.withdraw.setEnabled(_is_valid(self.consents.currentItem()))
        self.person.clear()
        for person, label in view.people:
            self.person.addItem(shown(label), person)
        self.erase.setEnabled(not view.is_demo)

    def say(self, text: str) -> None:
        """What is wrong, or where something was written."""
        self.note.say(text)
        self.note.setVisible(bool(text))

    def take_focus(self) -> None:
        """Ready for the keyboard."""
        self.years.setFocus()

    # inside -----------------------------------------------------------------------------

    def _show_holds(self, view: DutiesView, focus_name: str) -> None:
        for box in self.holds:
            self.hold_place.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.holds = []
        for reason in view.hold_choices:
            box = QCheckBox(shown(reason).replace("&", "&&"))
            box.setAccessibleName(shown(reason))
            box.setProperty("reason", reason)
            box.setChecked(reason in view.holds)
            box.clicked.connect(lambda _: self._change())
            self.holds.append(box)
            self.hold_place.addWidget(box)
            if focus_name and box.accessibleName() == focus_name:
                box.setFocus()

    def _holds(self) -> tuple[str, ...]:
        return tuple(str(box.property("reason")) for box in self.holds if box.isChecked())

    def _change(self) -> None:
        self.keeping_changed.emit(self.years.currentData(), self._holds())

    def _withdraw(self) -> None:
        item = self.consents.currentItem()
        if _is_valid(item):
            self.withdraw_wanted.emit(item.data(ROLE).id)


def _is_valid(item: QListWidgetItem | None) -> bool:
    return item is not None and bool(item.data(ROLE).holds)
