"""Text that stands in a form and is saved nowhere yet: found before locking, put back after."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from counsel_app.logic.snapshot import FieldDraft
from counsel_app.ui.look.plain import SecretLine


def gather(forms: Iterable[tuple[str, QWidget]]) -> tuple[FieldDraft, ...]:
    """What somebody has typed into these forms (with their names) and into the dialogs that are open."""
    open_dialogs = [
        (dialog.windowTitle(), dialog)
        for dialog in QApplication.topLevelWidgets()
        if isinstance(dialog, QDialog) and dialog.isVisible()
    ]
    return tuple(
        FieldDraft(name, field.accessibleName(), text)
        for name, form in (*forms, *open_dialogs)
        for field in _fields(form)
        if (text := _typed(field))
    )


def put_back(form: QWidget, draft: FieldDraft) -> bool:
    """Fill the field of this name, if the form has it; whether it has."""
    for field in _fields(form):
        if field.accessibleName() != draft.field:
            continue
        if isinstance(field, QLineEdit):
            field.setText(draft.text)
            field.setModified(True)
            return True
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(draft.text)
            field.document().setModified(True)
            return True
    return False


def _fields(form: QWidget) -> list[QWidget]:
    return [*form.findChildren(QLineEdit), *form.findChildren(QPlainTextEdit)]


def _typed(field: QWidget) -> str:
    if isinstance(field, SecretLine) or not field.accessibleName():
        return ""
    if isinstance(field, QLineEdit):
        return field.text() if field.isModified() and field.echoMode() is QLineEdit.EchoMode.Normal else ""
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText() if field.document().isModified() and not field.isReadOnly() else ""
    return ""
