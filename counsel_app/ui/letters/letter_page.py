"""A letter being written: its paragraphs with their reasons on the left, the page as it is printed on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from counsel_app.logic.documents.views import ArgumentView, LeftOutView, LetterView, ParagraphView
from counsel_app.ui.letters.letter_paper import Paper
from counsel_app.ui.look import icons, theme
from counsel_app.ui.look.plain import Button, CutLabel, Label, shown

NARROW = 900  # pixels; below, draft and page do not fit side by side


class LetterPage(QWidget):
    """Every signal is one command; the page itself keeps only which sheet is shown."""

    home_wanted = Signal()
    switched = Signal(str, bool)
    write_wanted = Signal(str)
    picked = Signal(str, bool)
    moved = Signal(str, int)
    wished = Signal(str, bool)
    identity_wanted = Signal()
    blanks_wanted = Signal()
    frame_wanted = Signal()
    accepted = Signal()
    docx_wanted = Signal()
    pdf_wanted = Signal()
    send_wanted = Signal()
    reply_wanted = Signal(str)
    archive_wanted = Signal(str)
    drop_wanted = Signal()

    def __init__(self, look: theme.Look) -> None:
        super().__init__()
        self._look = look
        self._view: LetterView | None = None
        self._paper: Paper | None = None
        self._sheet = 0
        self.back = Button("Zurück  Esc", name="quiet")
        self.title = CutLabel("", points=13, bold=True)
        self.note = Label("", name="accent")
        self.draft = QScrollArea()
        self.page = QScrollArea()
        self.picture = Label(wrap=False)
        self.sheets = Label("", name="muted", wrap=False)
        self.before = Button("Seite zurück  Strg+Bild↑", name="quiet")
        self.after = Button("Seite vor  Strg+Bild↓", name="quiet")
        self.turn = Button("Seite ansehen  F12", name="quiet")
        self.commands = {
            "identity": Button("Person  Strg+I", tip="Name, Anschrift und Aktenzeichen wie in den Papieren"),
            "blanks": Button("Lücken  F3", tip="Was nur in diesem Schreiben steht"),
            "frame": Button("Rahmen  Strg+G", tip="Empfänger, geprüft von, wer unterschreibt"),
            "docx": Button("Word  Strg+W", tip="Als DOCX zum Weiterschreiben speichern"),
            "pdf": Button("PDF  Strg+S", tip="Als PDF speichern"),
            "send": Button("Abgeschickt  F11", name="primary", tip="Ins Archiv des Falls, mit Wiedervorlage"),
        }
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        self.bar = QHBoxLayout(bar)
        self.bar.setContentsMargins(12, 6, 12, 6)
        self.back.setIcon(icons.icon("back", self._look.accent))
        self.bar.addWidget(self.back)
        self.bar.addWidget(self.title)
        self.bar.addStretch(1)
        self.bar.addWidget(self.turn)
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 12, 0)
        for command in self.commands.values():
            row.addWidget(command)
        row.addStretch(1)
        for area, name in ((self.draft, "Absätze mit Gründen"), (self.page, "Seite wie gedruckt")):
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setAccessibleName(name)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.page.setWidget(self.picture)
        self.preview = QWidget()
        column = QVBoxLayout(self.preview)
        column.setContentsMargins(0, 0, 0, 0)
        turning = QHBoxLayout()
        for widget in (self.before, self.sheets, self.after):
            turning.addWidget(widget)
        turning.addStretch(1)
        column.addLayout(turning)
        column.addWidget(self.page, 1)
        both = QHBoxLayout()
        both.setContentsMargins(12, 4, 12, 10)
        both.addWidget(self.draft, 1)
        both.addWidget(self.preview, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(bar)
        whole.addLayout(row)
        whole.addWidget(self.note)
        self.note.setContentsMargins(14, 0, 14, 0)
        whole.addLayout(both, 1)

    def _wire(self) -> None:
        self.back.clicked.connect(self.home_wanted)
        self.before.clicked.connect(lambda: self._turn_to(self._sheet - 1))
        self.after.clicked.connect(lambda: self._turn_to(self._sheet + 1))
        self.turn.clicked.connect(self._turn_side)
        for name, signal in (
            ("identity", self.identity_wanted),
            ("blanks", self.blanks_wanted),
            ("frame", self.frame_wanted),
            ("docx", self.docx_wanted),
            ("pdf", self.pdf_wanted),
            ("send", self.send_wanted),
        ):
            self.commands[name].clicked.connect(signal)

    # painting -----------------------------------------------------------------

    def show_letter(self, view: LetterView) -> None:
        """Paint the draft and its pages; the place scrolled to stays."""
        same = self._view is not None and self._view.letter == view.letter
        place = self.draft.verticalScrollBar().value() if same else 0
        self._view, self._paper = view, Paper(view.document)
        self.title.say(f"{view.name}: {view.person}")
        self.commands["blanks"].setEnabled(bool(view.blanks))
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self._top(column, view)
        for paragraph in view.paragraphs:
            column.addWidget(self._paragraph(paragraph))
        self._left_out(column, view.left_out)
        self._arguments(column, view.arguments)
        self._sent(column, view)
        drop = Button("Entwurf verwerfen", name="quiet")
        drop.clicked.connect(self.drop_wanted)
        column.addWidget(drop, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.draft.setWidget(sheet)
        self.draft.verticalScrollBar().setValue(place)
        self._turn_to(self._sheet if same else 0)

    def say(self, text: str) -> None:
        """What was done, or why not."""
        self.note.say(text)

    def take_focus(self) -> None:
        self.draft.setFocus()

    def change_look(self, look: theme.Look) -> None:
        self._look = look
        self.back.setIcon(icons.icon("back", look.accent))
        if self._view is not None:
            self.show_letter(self._view)

    def _top(self, column: QVBoxLayout, view: LetterView) -> None:
        column.addWidget(Label(view.purpose, name="muted"))
        if view.outdated:
            seen = Button("Gelesen, so übernehmen", name="quiet")
            seen.clicked.connect(self.accepted)
            column.addWidget(_framed(f"{view.outdated}. Angaben des Falls haben sich seit dem Entwurf geändert."))
            column.addWidget(seen, 0, Qt.AlignmentFlag.AlignLeft)
        for option, name, wanted in view.wishes if len(view.wishes) > 1 else ():
            if wanted or len(view.wishes) <= 12:
                box = QCheckBox(shown(f"beantragen: {name}"))
                box.setChecked(wanted)
                box.toggled.connect(lambda on, wish=option: self.wished.emit(wish, on))
                column.addWidget(box)
        if view.document.gaps:
            column.addWidget(_framed(f"Lücken ({len(view.document.gaps)}): {', '.join(view.document.gaps)}"))
        for warning in view.document.warnings:
            column.addWidget(Label(warning, name="muted", points=9))

    def _paragraph(self, part: ParagraphView) -> QFrame:
        frame = QFrame()
        frame.setObjectName("panel")
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 7, 10, 7)
        column.setSpacing(2)
        if part.outdated:
            column.addWidget(Label(f"überholt: {part.outdated}", name="field-error", points=9))
        column.addWidget(Label(f"{part.number}  {part.text}"))
        if part.why:
            column.addWidget(Label(f"Warum: {part.why}", name="muted", points=9))
        row = QHBoxLayout()
        for text, name, action in (
            ("Herausnehmen", "Herausnehmen", lambda: self.switched.emit(part.id, False)),
            ("Eigener Text dahinter", "Eigener Text", lambda: self.write_wanted.emit(part.id)),
        ):
            if part.id.startswith("eigen/"):
                continue
            button = Button(text, name="quiet")
            button.setAccessibleName(f"{name}, Absatz {part.number}")
            button.clicked.connect(action)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return frame

    def _left_out(self, column: QVBoxLayout, parts: tuple[LeftOutView, ...]) -> None:
        if parts:
            column.addWidget(Label("Steht nicht im Schreiben", points=11.5, bold=True))
        for part in parts:
            column.addWidget(Label(part.text, name="muted"))
            column.addWidget(Label(part.reason, name="muted", points=9))
            if part.can_come:
                button = Button("Hineinnehmen", name="quiet")
                button.clicked.connect(lambda _=False, one=part.id: self.switched.emit(one, True))
                column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _arguments(self, column: QVBoxLayout, arguments: tuple[ArgumentView, ...]) -> None:
        if not arguments:
            return
        column.addWidget(Label("Argumente: auswählen und ordnen", points=11.5, bold=True))
        for one in sorted(arguments, key=lambda entry: (not entry.place, entry.place)):
            box = QCheckBox(shown(f"{one.place}." if one.place else "auswählen"))
            box.setAccessibleName(shown(one.text))
            box.setChecked(bool(one.place))
            box.toggled.connect(lambda on, key=one.key: self.picked.emit(key, on))
            row = QHBoxLayout()
            row.addWidget(box)
            for text, steps in (("höher", -1), ("tiefer", 1)) if one.place else ():
                button = Button(text, name="quiet")
                button.clicked.connect(lambda _=False, key=one.key, by=steps: self.moved.emit(key, by))
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
            column.addWidget(Label(one.text))
            column.addWidget(Label(one.source, name="muted", points=9))

    def _sent(self, column: QVBoxLayout, view: LetterView) -> None:
        if view.sent:
            column.addWidget(Label("Abgeschickt", points=11.5, bold=True))
        for one in view.sent:
            column.addWidget(Label(one.text))
            for reply in one.replies:
                column.addWidget(Label(reply, name="muted"))
            row = QHBoxLayout()
            for text, signal in (("Antwort eintragen", self.reply_wanted), ("Datei holen", self.archive_wanted)):
                button = Button(text, name="quiet")
                button.clicked.connect(lambda _=False, made=signal, key=one.id: made.emit(key))
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)

    # the printed page -----------------------------------------------------------

    def _turn_to(self, sheet: int) -> None:
        if self._paper is None:
            return
        self._sheet = max(0, min(self._paper.pages - 1, sheet))
        self.sheets.say(f"Seite {self._sheet + 1} von {self._paper.pages}")
        self.before.setEnabled(self._sheet > 0)
        self.after.setEnabled(self._sheet < self._paper.pages - 1)
        width = max(300, min(1000, self.page.viewport().width() - 6))
        sharp = self.devicePixelRatioF()
        picture = QPixmap.fromImage(self._paper.image(self._sheet, round(width * sharp)))
        picture.setDevicePixelRatio(sharp)
        self.picture.setPixmap(picture)
        self.picture.setAccessibleName(f"Seite {self._sheet + 1}")

    def _turn_side(self) -> None:
        page = self.preview.isHidden()
        self.preview.setVisible(page)
        self.draft.setVisible(not page)
        self.turn.say("Entwurf  F12" if page else "Seite ansehen  F12")
        self._turn_to(self._sheet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen one side at a time."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        self.turn.setVisible(narrow)
        self.preview.setVisible(not narrow)
        self.draft.setVisible(True)
        self._turn_to(self._sheet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for each command; those the window has for other pages are not among them."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        command = _KEYS.get((Qt.Key(event.key()), control))
        if command is not None:
            self.commands[command].click()
        elif event.key() == Qt.Key.Key_F12 and self.turn.isVisible():
            self._turn_side()
        elif control and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn_to(self._sheet + (1 if event.key() == Qt.Key.Key_PageDown else -1))
        else:
            super().keyPressEvent(event)


_KEYS = {
    (Qt.Key.Key_I, True): "identity",
    (Qt.Key.Key_F3, False): "blanks",
    (Qt.Key.Key_G, True): "frame",
    (Qt.Key.Key_W, True): "docx",
    (Qt.Key.Key_S, True): "pdf",
    (Qt.Key.Key_F11, False): "send",
}


def _framed(text: str) -> QFrame:
    frame = QFrame()
    frame.setObjectName("warning")
    row = QVBoxLayout(frame)
    row.setContentsMargins(8, 4, 8, 4)
    row.addWidget(Label(text))
    return frame
