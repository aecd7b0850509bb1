"""From an answer to repainted cards, in the real window with all options, offscreen.

python benchmarks/answers.py
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HAFENLOTSE_HOME"] = tempfile.mkdtemp()
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from counsel_app.logic.vault.sealing.slots import FREE
from counsel_app.logic.vault.store import Store
from counsel_app.opening import session_on
from counsel_app.paths import cases_file, resources
from counsel_app.ui.application import make_application, new_id
from counsel_app.ui.look import theme
from counsel_app.ui.main_window import MainWindow

ANSWERS = [
    ("papier", "duldung"),
    ("duldung_art", "60a"),
    ("geburtsdatum", "24.11.1999"),
    ("duldung_seit", "2025"),
    ("zusatz_60b", "nie"),
    ("arbeit_sozialversichert", True),
    ("deutsch_muendlich", "b1"),
    ("kind_im_haushalt", False),
    ("einreise_am", "15.09.2021"),
    ("asyl_stand", "abgelehnt_endgueltig"),
]


def main() -> None:
    application = make_application()
    day, words = date(2026, 11, 22), {"name": "Erika Muster", "passphrase": "kahn", "recovery": "anker"}
    store = Store.create(cases_file(), resources() / "schema", today=day, cost=FREE, **words)
    window = MainWindow(session_on(store, day, new_id), theme.LIGHT)
    window.resize(1366, 768)
    window.show()
    window.start.new.click()
    application.processEvents()
    times = []
    for _ in range(5):
        for fact, typed in ANSWERS:
            start = time.perf_counter()
            window.bridge.run(window.session.answer, fact, typed)
            window.repaint()
            application.processEvents()
            times.append((time.perf_counter() - start) * 1000)
            window.bridge.run(window.session.clear, fact)
            application.processEvents()
    options = len(window.session.law.program.options)
    print(
        f"answer saved, judged, repainted: median {statistics.median(times):.1f} ms, "
        f"worst {max(times):.1f} ms, {options} options"
    )


if __name__ == "__main__":
    main()
