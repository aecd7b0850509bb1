"""The list of cases with the passphrase given at once, at a cost of guessing near nothing; for `start_up.py`."""

from __future__ import annotations

import sys
from datetime import datetime

from counsel_app.logic.vault.process import harden
from counsel_app.opening import gate
from counsel_app.ui.application import Program, new_id

harden()
program = Program(gate(datetime.now().date(), new_id))
place = program.gate.view().places[0].id
program.show_cases(program.gate.enter(place, "kahn leuchtturm tau anker segel").run())
sys.exit(program.application.exec())
