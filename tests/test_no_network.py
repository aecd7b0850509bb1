"""Nothing is sent: a day of work goes through where there is no network at all, and opens no socket (R30)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

JOURNEY = r"""
import socket, sys
from datetime import date
from pathlib import Path

lonely = [name for _, name in socket.if_nameindex()] == ["lo"]
opened = []
sys.addaudithook(lambda event, words: opened.append(event) if event.startswith("socket.") else None)

from PySide6.QtWidgets import QApplication
from counsel_app import paths
from counsel_app.logic.session import Gate
from counsel_app.logic.vault.sealing.slots import FREE
from counsel_app.opening import passing_session, session_on
from counsel_app.ui.application import Program, new_id

today, folder = date(2026, 11, 22), Path(sys.argv[1])
gate = Gate(folder / "cases.db", folder / "seen", paths.resources(), today,
            lambda store: session_on(store, today, new_id), lambda: passing_session(today, new_id), lambda: None, FREE)
program = Program(gate)
program.show_entrance()
program.show_cases(gate.found("Erika Muster", gate.passphrase(), gate.recovery_code()).run())
window = program.window
run, session = window.bridge.run, window.session
window.start.new.click()
assert run(session.answer, "geburtsdatum", "24.11.1999")
window.case.open_option("jugendliche-25a")
window.deadlines.open_calculator("bamf_gruppe_a")
window.deadlines.open_calendar()
window.duties.open()
window.vault.open()
session.vault.backups.make().run()
QApplication.processEvents()
window.close()
assert "PySide6.QtNetwork" not in sys.modules
if sys.platform == "linux":
    assert "Qt6Network" not in Path("/proc/self/maps").read_text()
print("lonely" if lonely else "connected", opened)
"""


def test_a_day_of_work_needs_no_network_and_opens_no_socket(tmp_path: Path) -> None:
    line = [sys.executable, "-c", JOURNEY, str(tmp_path)]
    alone = _own_namespace()
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "HAFENLOTSE_HOME": str(tmp_path / "home")}
    done = subprocess.run([*alone, *line], env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.split("\n")[-2] == f"{'lonely' if alone else 'connected'} []"


def _own_namespace() -> list[str]:
    """Into a network namespace without interfaces, where this system lets us; the sockets are counted anyway."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return []
    line = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--net"]
    return line if subprocess.run([*line, "true"], capture_output=True, check=False).returncode == 0 else []


def test_the_network_library_is_named_nowhere_but_in_the_rules_against_it() -> None:
    named = [
        path.relative_to(ROOT).as_posix()
        for folder in ("counsel_app", "benchmarks", "packaging", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".toml", ".spec")
        and "import" in (text := path.read_text(encoding="utf-8"))
        and any("QtNetwork" in line and "import" in line for line in text.splitlines())
    ]
    assert named == []
