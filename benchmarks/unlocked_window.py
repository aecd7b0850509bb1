"""The program as it starts, with the passphrase given at once; for `start_up.py`."""

from __future__ import annotations

import sys
from datetime import datetime

from PySide6.QtCore import QTimer

from counsel_app.logic.vault.process import harden
from counsel_app.opening import gate
from counsel_app.ui.application import Program, new_id

harden()
program = Program(gate(datetime.now().date(), new_id))
place = program.gate.view().places[0].id
QTimer.singleShot(0, lambda: program.entrance.enter(place, "kahn leuchtturm tau anker segel"))
sys.exit(program.application.exec())
