"""The floor of start-up: a PySide6 window with one label that quits after its first paint."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class Window(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)


application = QApplication(sys.argv[:1])
window = Window()
window.setCentralWidget(QLabel("Hafenlotse"))
window.resize(1366, 768)
window.show()
application.exec()
