"""What Linux says before it sleeps and when a session is locked, where systemd-logind is there to say it."""

from __future__ import annotations

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

_SERVICE, _PATH = "org.freedesktop.login1", "/org/freedesktop/login1"


class Logind(QObject):
    """`left` says that the computer goes to sleep or the screen is locked."""

    left = Signal()

    def listen(self) -> bool:
        """Begin; whether anybody is there to listen to."""
        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return False
        heard = [
            bus.connect(service, path, f"{_SERVICE}.{interface}", name, self, SLOT(slot))  # type: ignore[call-overload]
            for service, path, interface, name, slot in (
                (_SERVICE, _PATH, "Manager", "PrepareForSleep", "sleeps(bool)"),
                ("", "", "Session", "Lock", "locks()"),
            )
        ]
        return all(heard)

    @Slot(bool)
    def sleeps(self, begins: bool) -> None:
        """Before sleeping (True) and after waking."""
        if begins:
            self.left.emit()

    @Slot()
    def locks(self) -> None:
        """A session was locked; whose does not matter."""
        self.left.emit()
