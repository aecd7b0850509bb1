"""The installed program proves itself: `--self-check` tries on this computer what a counsellor's day needs.

Nothing of the counsellor's own cases is opened: the trial vault lies in a folder that is removed afterwards.
Each step returns what it saw, or raises FoundError with the sentence that says what is wrong.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from counsel_app import __version__, paths
from counsel_app.logic.errors import InputError

if TYPE_CHECKING:
    from counsel_app.logic.cases.records import Case

CONTENTS = "contents.json"
READY = "saved"
LONGEST = 120.0  # seconds for the vault's child process; Argon2id takes one, a slow laptop ten
NETWORK = ("socket", "ssl", "http.client", "urllib.request", "ftplib", "smtplib", "PySide6.QtNetwork")
CASE = "00000000000000000000000000000001"
LETTER_FOR = "beschaeftigungsduldung-60d"
SHORTEST_LETTER = 300  # signs
CASE_DAY = date(2026, 1, 2)
NAME = "Mała Ždanić & Söhne <probe> ሰላም"
PASSPHRASE, RECOVERY = "Leuchtturm Fähre Nebel Anker Möwe", "Probe Probe Probe"


class FoundError(Exception):
    """What is wrong with this installation; one German sentence."""


def run(today: date, report: Path | None) -> int:
    """All steps, told on the terminal and in the file `report`; 0 if all is well, else 1."""
    lines = [f"Hafenlotse {__version__}, {sys.platform}, Python {sys.version.split()[0]}", f"Fälle: {paths.data()}"]
    print("\n".join(lines), flush=True)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="hafenlotse-", ignore_cleanup_errors=True) as folder:
        for name, step in STEPS.items():
            begun = time.perf_counter()
            try:
                words, mark = step(today, Path(folder)), "gut"
            except (FoundError, InputError) as error:
                words, mark = str(error), "FEHLT"
            except Exception as error:  # whatever it is: the report names it, and the other steps still run
                words, mark = f"unerwartet: {type(error).__name__}: {error}", "FEHLT"
            failed += mark != "gut"
            lines.append(f"{mark:5}  {name}: {words} ({time.perf_counter() - begun:.1f} s)")
            print(lines[-1], flush=True)
    lines.append("Selbstprüfung bestanden." if not failed else f"Selbstprüfung nicht bestanden: {failed} Fehler.")
    print(lines[-1], flush=True)
    if report is not None:
        report.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return 1 if failed else 0


def resources_inside(today: date, folder: Path) -> str:
    """Every file that was packed is there, unchanged. A checkout has no list and only needs the folders."""
    root = paths.resources()
    if not (root / CONTENTS).exists():
        if paths.is_frozen():
            raise FoundError(f"Die Datei „{CONTENTS}“ fehlt; bitte Hafenlotse neu installieren.")
        return "aus dem Quelltext gestartet, ohne Liste"
    wanted: dict[str, str] = json.loads((root / CONTENTS).read_text(encoding="utf-8"))
    for name, wanted_sum in wanted.items():
        if not (root / name).is_file():
            raise FoundError(f"Die Datei „{name}“ fehlt; bitte Hafenlotse neu installieren.")
        if sha256((root / name).read_bytes()).hexdigest() != wanted_sum:
            raise FoundError(f"Die Datei „{name}“ ist verändert; bitte Hafenlotse neu installieren.")
    return f"{len(wanted)} Dateien vollständig und unverändert"


def policy_usable(today: date, folder: Path) -> str:
    """What the office presets for this computer, if it does, can be used."""
    from counsel_app import policy

    found = policy.find()
    said = [f"{key} = {value}" for key, value in asdict(found).items() if value is not None]
    return ", ".join(said) or "keine Voreinstellungen"


def knowledge_sound(today: date, folder: Path) -> str:
    """The checks of the knowledge find no error, and every example client gets the verdict it expects."""
    from counsel_app.logic.law.checks import Ward, check
    from counsel_app.logic.law.pack import knowledge_of, read_pack
    from counsel_app.logic.law.program import Program
    from counsel_app.opening import calculations

    if (paths.knowledge_sources() / "pack.toml").exists():
        from counsel_app.logic.law.compiling import sound_pack

        raw = sound_pack(paths.knowledge_sources())
    else:
        raw = read_pack(paths.knowledge_pack())
    knowledge = knowledge_of(raw, stories=True)
    program = Program(knowledge, calculations())
    errors = [problem for problem in check(Ward(knowledge, raw, program, today)) if not problem.warning]
    if errors or not knowledge.stories:  # one of the checks judges every story
        raise FoundError(f"Das Rechtswissen hat {len(errors)} Fehler; der erste: {errors[:1] or 'keine Beispielfälle'}")
    return f"Wissen {raw['version']}, {len(knowledge.options)} Optionen, {len(knowledge.stories)} Beispielfälle stimmen"


def vault_survives(today: date, folder: Path) -> str:
    """A vault is made and a case sealed in a process of its own, that process is killed, and the case is there."""
    from counsel_app.logic.vault.process import command
    from counsel_app.logic.vault.store import Store

    words = command(["self-check", "--keep", str(folder)])
    silent = subprocess.DEVNULL
    with subprocess.Popen(words, stdin=silent, stdout=silent, stderr=subprocess.PIPE) as child:
        try:
            _await(folder / READY, child)
        finally:
            child.kill()
    path = folder / "cases.db"
    if NAME.encode() in path.read_bytes():
        raise FoundError("Der Name steht lesbar in der Falldatei.")
    door = Store.door(path)
    assert door is not None
    for slot, secret in zip(door.slots, (PASSPHRASE, RECOVERY), strict=True):
        store = Store.unlock(path, paths.resources() / "schema", door.unlock(slot.id, secret), today)
        same = store.load(CASE) == _trial_case()
        store.close()
        if not same:
            raise FoundError("Der gespeicherte Fall kam anders zurück, als er versiegelt wurde.")
    return "versiegelt, abgebrochen, mit Passphrase und mit Code wieder geöffnet"


def keep(today: date, folder: Path) -> int:
    """The child process: make a vault, seal a case in it, say so with a file, and wait to be killed."""
    from counsel_app.logic.vault.store import Store

    schema = paths.resources() / "schema"
    store = Store.create(
        folder / "cases.db", schema, name="Probe", passphrase=PASSPHRASE, recovery=RECOVERY, today=today
    )
    store.save(_trial_case())
    (folder / READY).touch()
    time.sleep(LONGEST)
    return 1


def letter_written(today: date, folder: Path) -> str:
    """A letter for the demo household becomes a Word document and a PDF, and both can be read again."""
    _without_screen()
    from counsel_app.opening import passing_session
    from counsel_app.ui.application import make_application, new_id
    from counsel_app.ui.letters.letter_paper import Paper

    make_application()
    session = passing_session(today, new_id)
    session.open_demo()
    name = session.letters.choices(LETTER_FOR)[0].letter
    session.letters.open(name, LETTER_FOR)
    document = session.letters.document()
    (folder / "brief.docx").write_bytes(session.letters.docx())
    (folder / "brief.pdf").write_bytes(Paper(document).pdf())
    from docx import Document
    from pypdf import PdfReader

    words = "".join(paragraph.text for paragraph in Document(str(folder / "brief.docx")).paragraphs)
    pages = PdfReader(folder / "brief.pdf").pages
    if len(words) < SHORTEST_LETTER or not pages or len(pages[0].extract_text()) < SHORTEST_LETTER:
        raise FoundError(f"Das Schreiben „{name}“ blieb leer.")
    return f"„{name}“ als Word-Datei und als PDF mit {len(pages)} Seiten"


def _without_screen() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_LOGGING_RULES"] = "*.warning=false"  # the platform without a screen remarks on each window


def network_absent(today: date, folder: Path) -> str:
    """An installed program holds nothing that could talk to a network."""
    if not paths.is_frozen():
        return "aus dem Quelltext gestartet, nicht geprüft"
    found = [name for name in NETWORK if _importable(name)]
    if found:
        raise FoundError(f"In dieser Installation liegt, was nicht hineingehört: {', '.join(found)}.")
    return f"{len(NETWORK)} Teile gesucht, keiner da"


def _importable(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return False
    return True


def window_painted(today: date, folder: Path) -> str:
    """The start page and the demo household are painted, with the program's own fonts, on no screen at all."""
    _without_screen()
    from PySide6.QtGui import QFontInfo
    from PySide6.QtWidgets import QApplication

    from counsel_app.opening import passing_session
    from counsel_app.ui.application import make_application, new_id
    from counsel_app.ui.look import theme
    from counsel_app.ui.main_window import MainWindow

    make_application()
    window = MainWindow(passing_session(today, new_id), theme.LIGHT)
    window.show()
    window.bridge.run(window.session.open_demo)
    QApplication.processEvents()
    picture = window.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    family = QFontInfo(theme.font()).family()
    window.close()
    if len(colours) < 20:
        raise FoundError(f"Das Fenster blieb leer ({len(colours)} Farben).")
    if family not in theme.FAMILIES:
        raise FoundError(f"Die mitgelieferte Schrift wird nicht benutzt, sondern „{family}“.")
    return f"{picture.width()} x {picture.height()} Punkte, {len(colours)} Farben, Schrift {family}"


STEPS: dict[str, Callable[[date, Path], str]] = {
    "Dateien": resources_inside,
    "Kein Netz": network_absent,
    "Richtlinie": policy_usable,
    "Rechtswissen": knowledge_sound,
    "Tresor": vault_survives,
    "Schreiben": letter_written,
    "Fenster": window_painted,
}


def _trial_case() -> Case:
    from counsel_app.logic.cases.demo import demo_case

    return replace(demo_case(paths.resources() / "demo", CASE_DAY), id=CASE, title=NAME)


def _await(file: Path, child: subprocess.Popen[bytes]) -> None:
    """Until the child says that it has saved."""
    begun = time.perf_counter()
    while not file.exists():
        if child.poll() is not None:
            assert child.stderr is not None
            why = child.stderr.read().decode("utf-8", "replace").strip() or f"Ende mit {child.returncode}"
            raise FoundError(f"Der Tresor ließ sich nicht anlegen: {why}")
        if time.perf_counter() - begun > LONGEST:
            raise FoundError("Der Tresor wurde nicht rechtzeitig angelegt.")
        time.sleep(0.05)
