"""Tresor und Datenschutz: backups, people, locking, what is due, the log, loss, health."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QPlainTextEdit,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from counsel_app.logic.snapshot import LogLineView, VaultView
from counsel_app.ui.look.panels import Rows, panel, row, sheet
from counsel_app.ui.look.plain import Button, Label, shown

SECTIONS = ("Sicherungen", "Zugänge", "Sperren", "Löschfristen", "Protokoll", "Verlust", "Prüfen")
BACKUPS, PEOPLE, LOCKING, DUE, LOG, LOSS, HEALTH = range(len(SECTIONS))
COLUMNS = ("Tag", "Wer", "Was", "Fall", "Näheres")


class VaultPage(QWidget):
    """Paints a `VaultView`; signals say what somebody wants."""

    home_wanted = Signal()
    section_shown = Signal(int)
    backup_wanted = Signal()
    folder_wanted = Signal(bool)
    restore_wanted = Signal()
    add_wanted = Signal()
    change_wanted = Signal()
    set_wanted = Signal(str)
    remove_wanted = Signal(str)
    drill_wanted = Signal()
    new_code_wanted = Signal()
    idle_changed = Signal(int)
    lock_wanted = Signal()
    case_wanted = Signal(str)
    erase_wanted = Signal(str)
    day_confirmed = Signal()
    log_check_wanted = Signal()
    loss_wanted = Signal()
    keep_loss_wanted = Signal(str)
    health_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Tresor und Datenschutz")
        self.back = Button("Zurück  Esc", name="quiet")
        self.note = Label("", name="accent")
        self.sections = QListWidget()
        self.sections.setAccessibleName("Bereiche")
        self.sections.addItems(SECTIONS)
        self.sections.setSpacing(3)
        self.parts = QStackedWidget()
        self._make_widgets()
        self._lay_out()
        self._wire()

    def _make_widgets(self) -> None:
        self.backup_line = Label("", bold=True)
        self.backup = Button("Jetzt sichern", name="primary")
        self.folder_line = Label("")
        self.folder = Button("Zweiten Ordner wählen …", tip="zum Beispiel auf einem Stick")
        self.no_folder = Button("Nur neben dem Tresor", name="quiet")
        self.backups = Rows("Vorhandene Sicherungen")
        self.restore = Button("Sicherung einspielen …")
        self.members = Rows("Zugänge")
        self.add = Button("Person hinzufügen …")
        self.change = Button("Meine Passphrase ändern …")
        self.set = Button("Passphrase neu setzen …", tip="für die gewählte Person, wenn sie ihre vergessen hat")
        self.remove = Button("Zugang entfernen …")
        self.drill_line = Label("")
        self.drill = Button("Code proben …")
        self.new_code = Button("Neuen Code drucken …")
        self.idle = QComboBox()
        self.idle.setAccessibleName("Sperren nach")
        self.lock = Button("Jetzt sperren  Strg+Umschalt+L")
        self.clock = Label("", name="field-error")
        self.right_day = Button("Der Tag stimmt")
        self.due_line = Label("")
        self.due = Rows("Fälle, die gelöscht werden können", most=8)
        self.open_case = Button("Fall ansehen")
        self.erase = Button("Fall löschen …")
        self.log = QTableWidget(0, len(COLUMNS))
        self.log.setAccessibleName("Protokoll")
        self.log.setHorizontalHeaderLabels(list(COLUMNS))
        self.log.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.log.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.log.verticalHeader().hide()
        self.log.setTabKeyNavigation(False)
        self.check_log = Button("Auf Lücken prüfen")
        self.loss = Button("Verlustbericht erstellen")
        self.loss_text = QPlainTextEdit()
        self.loss_text.setAccessibleName("Verlustbericht")
        self.loss_text.setReadOnly(True)
        self.loss_text.setTabChangesFocus(True)
        self.keep_loss = Button("Speichern …")
        self.health = Button("Tresor ganz prüfen")
        self.damages = Label("", name="field-error")

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        self.bar = QHBoxLayout(bar)
        self.bar.setContentsMargins(10, 5, 10, 5)
        self.bar.addWidget(self.back)
        self.bar.addWidget(Label("Tresor und Datenschutz", points=13, bold=True, wrap=False))
        self.bar.addStretch(1)
        muted = "muted"
        for part in (
            sheet(
                self.backup_line,
                row(self.backup, self.restore),
                panel("Wohin", self.folder_line, row(self.folder, self.no_folder)),
                panel("Vorhandene Sicherungen", self.backups),
            ),
            sheet(
                panel("Zugänge", self.members, row(self.add, self.change), row(self.set, self.remove)),
                panel("Wiederherstellungscode", self.drill_line, row(self.drill, self.new_code)),
            ),
            sheet(
                panel("Sperren, wenn niemand tippt", self.idle, row(self.lock)),
                Label(
                    "Gesperrt wird auch, wenn der Rechner geschlafen hat; unter Windows und den meisten Linux-Systemen "
                    "schon beim Zuklappen und beim Sperren des Bildschirms. Halb Getipptes bleibt verschlüsselt "
                    "erhalten; danach steht weder ein Name noch ein Schlüssel im Arbeitsspeicher.",
                    name=muted,
                ),
            ),
            sheet(self.clock, row(self.right_day), self.due_line, self.due, row(self.open_case, self.erase)),
            self._log_part(),
            sheet(
                Label(
                    "Nach Diebstahl oder Verlust: aus der letzten Sicherung, was die Aufsicht binnen 72 Stunden fragt "
                    "(Art. 33 DSGVO). Nur Zahlen, keine Namen."
                ),
                row(self.loss, self.keep_loss),
                self.loss_text,
            ),
            sheet(
                Label("Jeder Fall wird einmal entschlüsselt und mit dem Verzeichnis verglichen."),
                row(self.health),
                self.damages,
            ),
        ):
            self.parts.addWidget(part)
        body = QHBoxLayout()
        body.setContentsMargins(10, 8, 0, 8)
        body.addWidget(self.sections)
        right = QVBoxLayout()
        right.addWidget(self.note)
        right.addWidget(self.parts, 1)
        body.addLayout(right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(bar)
        page.addLayout(body, 1)
        self.loss_text.setMinimumHeight(220)

    def _log_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(16, 8, 16, 12)
        column.addWidget(Label("Wer wann welchen Fall angelegt, gelesen, geändert oder gelöscht hat.", name="muted"))
        column.addWidget(self.log, 1)
        column.addLayout(row(self.check_log))
        header = self.log.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        return part

    def _wire(self) -> None:
        self.back.clicked.connect(self.home_wanted)
        self.sections.currentRowChanged.connect(self._turn)
        self.backup.clicked.connect(self.backup_wanted)
        self.folder.clicked.connect(lambda: self.folder_wanted.emit(True))
        self.no_folder.clicked.connect(lambda: self.folder_wanted.emit(False))
        self.restore.clicked.connect(self.restore_wanted)
        self.add.clicked.connect(self.add_wanted)
        self.change.clicked.connect(self.change_wanted)
        self.set.clicked.connect(lambda: self.set_wanted.emit(self.members.chosen()))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.members.chosen()))
        self.members.currentRowChanged.connect(lambda _: self._choose_member())
        self.drill.clicked.connect(self.drill_wanted)
        self.new_code.clicked.connect(self.new_code_wanted)
        self.idle.activated.connect(lambda _: self.idle_changed.emit(self.idle.currentData()))
        self.lock.clicked.connect(self.lock_wanted)
        self.right_day.clicked.connect(self.day_confirmed)
        self.open_case.clicked.connect(lambda: self.case_wanted.emit(self.due.chosen()))
        self.due.itemActivated.connect(lambda _: self.case_wanted.emit(self.due.chosen()))
        self.erase.clicked.connect(lambda: self.erase_wanted.emit(self.due.chosen()))
        self.check_log.clicked.connect(self.log_check_wanted)
        self.loss.clicked.connect(self.loss_wanted)
        self.keep_loss.clicked.connect(lambda: self.keep_loss_wanted.emit(self.loss_text.toPlainText()))
        self.health.clicked.connect(self.health_wanted)

    # painting ---------------------------------------------------------------------------

    def show_vault(self, view: VaultView) -> None:
        """Paint."""
        self._members = {one.slot: one for one in view.members}
        self.backup_line.say(view.backup)
        self.folder_line.say(
            f"Neben dem Tresor und nach „{view.folder}“."
            if view.folder
            else "Nur neben dem Tresor. Geht das Gerät verloren, geht die Sicherung mit; besser auch auf einen Stick."
        )
        self.no_folder.setEnabled(bool(view.folder))
        self.backups.show_rows([(one.path, one.label) for one in view.backups])
        self.members.show_rows([(one.slot, one.label + (" (Sie)" if one.is_me else "")) for one in view.members])
        self._choose_member()
        self.drill_line.say(view.drill)
        self.idle.clear()
        for minutes in view.idle_choices:
            self.idle.addItem(f"nach {minutes} Minuten", minutes)
        self.idle.setCurrentIndex(self.idle.findData(view.idle))
        self.clock.say(view.clock)
        self.clock.setVisible(bool(view.clock))
        self.right_day.setVisible(bool(view.clock))
        self.due_line.say(
            "Diese Fälle haben ihre Aufbewahrungsfrist hinter sich. Gelöscht wird nur von Hand, in zwei Schritten:"
            if view.due
            else "Zurzeit steht kein Fall zur Löschung an."
        )
        self.due.show_rows([(one.case, one.label) for one in view.due])
        for part in (self.due, self.open_case, self.erase):
            part.setVisible(bool(view.due))
        self.damages.say("\n".join(view.damages))
        self.keep_loss.setEnabled(bool(self.loss_text.toPlainText()))

    def show_log(self, lines: tuple[LogLineView, ...]) -> None:
        """Paint the log."""
        self.log.setRowCount(len(lines))
        for place, line in enumerate(lines):
            for column, text in enumerate(line):
                self.log.setItem(place, column, QTableWidgetItem(shown(text)))

    def show_loss(self, text: str) -> None:
        """Paint the report."""
        self.loss_text.setPlainText(shown(text))
        self.keep_loss.setEnabled(True)
        self.loss_text.setFocus()

    def say(self, text: str) -> None:
        """What came of it, or what is wrong."""
        self.note.say(text)
        self.note.setVisible(bool(text))

    def set_busy(self, busy: bool) -> None:
        """Nothing else can be begun while something slow is under way."""
        self.parts.setEnabled(not busy)
        if busy:
            self.say("Einen Augenblick …")

    def take_focus(self) -> None:
        """Ready for the keyboard: the arrows choose a part, Tab goes into it."""
        if self.sections.currentRow() < 0:
            self.sections.setCurrentRow(0)
        self.sections.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of parts is as narrow as its words."""
        super().resizeEvent(event)
        self.sections.setFixedWidth(self.sections.sizeHintForColumn(0) + 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(600, 300)

    def _turn(self, section: int) -> None:
        self.say("")
        self.parts.setCurrentIndex(section)
        self.section_shown.emit(section)

    def _choose_member(self) -> None:
        one = self._members.get(self.members.chosen()) if hasattr(self, "_members") else None
        other = one is not None and one.is_person and not one.is_me
        self.set.setEnabled(other)
        self.remove.setEnabled(other)
