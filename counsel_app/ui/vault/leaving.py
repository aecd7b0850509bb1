"""Notices that nobody sits here any more: no key and no movement for a while, sleep, or a locked screen.

Sleep is noticed on every system when the computer wakes, by the time that is missing. Windows, and Linux with
systemd-logind, say so before they sleep and when the screen is locked.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

FIRST_PICTURE = 1_000  # milliseconds; what can wait does not delay it
TICK = 5_000  # milliseconds
ASLEEP = 60.0  # seconds missing between two ticks; a busy window is never that late
_ACTIVE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
_POWER, _SUSPENDS = 0x0218, 4  # WM_POWERBROADCAST with PBT_APMSUSPEND
_SESSION, _LOCKED = 0x02B1, 7  # WM_WTSSESSION_CHANGE with WTS_SESSION_LOCK


class Leaving(QObject):
    """`left` says that the program must lock; `pressed` that somebody asked for it by key (Ctrl+Shift+L)."""

    left = Signal()
    pressed = Signal()
    ticked = Signal()

    def __init__(self, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._idle = QTimer(self, singleShot=True, interval=minutes * 60_000)
        self._idle.timeout.connect(self.left)
        self._idle.start()
        self._tick = QTimer(self, interval=TICK)
        self._tick.timeout.connect(self._look)
        self._tick.start()
        self._last = time.time()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)
        if sys.platform == "linux":
            QTimer.singleShot(FIRST_PICTURE, self._listen)
        self._native = _WindowsSays(self) if sys.platform == "win32" else None
        if self._native is not None:
            application.installNativeEventFilter(self._native)

    def _listen(self) -> None:
        try:
            from counsel_app.ui.vault.logind import Logind
        except ImportError:  # a system without the library of D-Bus
            return
        logind = Logind(self)
        logind.left.connect(self.left)
        logind.listen()

    def set_minutes(self, minutes: int) -> None:
        """Another time of patience."""
        self._idle.start(minutes * 60_000)

    @property
    def minutes(self) -> int:
        """The time of patience."""
        return self._idle.interval() // 60_000

    def stop(self) -> None:
        """Watch no longer."""
        self._idle.stop()
        self._tick.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Input as the system gives it to a window of the program, dialogs included."""
        if event.type() in _ACTIVE:
            if self._idle.isActive():
                self._idle.start()
            if isinstance(event, QKeyEvent) and _is_lock_key(event):
                self.pressed.emit()
                return True
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once, however often it is asked for
            if self._native is not None:
                self._native.register(int(window.winId()))

    def _look(self) -> None:
        now, before = time.time(), self._last
        self._last = now
        if now - before > TICK / 1000 + ASLEEP:
            self.left.emit()
        else:
            self.ticked.emit()


def is_leaving(message: int, kind: int) -> bool:
    """Whether a message of Windows says that the computer goes to sleep or the screen is locked."""
    return (message, kind) in ((_POWER, _SUSPENDS), (_SESSION, _LOCKED))


def _is_lock_key(event: QKeyEvent) -> bool:
    wanted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_L and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == wanted


class _WindowsSays(QAbstractNativeEventFilter):
    """The messages of Windows; made on no other system."""

    def __init__(self, leaving: Leaving) -> None:
        super().__init__()
        self._leaving = leaving

    def register(self, window: int) -> None:
        """Ask to be told when the screen is locked."""
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window, 0)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:
        if sys.platform == "win32":
            from ctypes import wintypes

            said = wintypes.MSG.from_address(int(message))
            if is_leaving(said.message, said.wParam):
                self._leaving.left.emit()
        return False, 0
