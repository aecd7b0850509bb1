"""Text of a case in the clipboard: kept out of histories and clouds, and gone after half a minute.

The names are those that Windows and KDE look for; other systems ignore them. Locking clears the clipboard, too.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from counsel_app.ui.look.plain import shown

SECONDS = 30
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NO = (0).to_bytes(4, "little")  # a DWORD
MARKS = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\x01",
    _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
    "x-kde-passwordManagerHint": b"secret",
}


def copy_for_a_moment(text: str) -> None:
    """Put plain text into the clipboard, and take it out after `SECONDS` unless something else was copied since."""
    clipboard = QGuiApplication.clipboard()
    content = QMimeData()
    content.setText(shown(text))
    for name, value in MARKS.items():
        content.setData(name, value)
    clipboard.setMimeData(content)
    QTimer.singleShot(SECONDS * 1000, clipboard, lambda: forget(clipboard, shown(text)))


def forget(clipboard: QClipboard, text: str) -> None:
    """Empty the clipboard if it still holds this text."""
    if clipboard.text() == text:
        clipboard.clear()
