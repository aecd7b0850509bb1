"""No name and no key outside the sealed records: not in files, not in errors, not in memory after locking.

(R13, R17, R18, R31)
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import time
import traceback
from collections import Counter
from functools import partial
from pathlib import Path
from random import Random

import pytest

from counsel_app.logic.cases.records import Consent, Person
from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.backup.restoring import opened, restore_file, restore_into
from counsel_app.logic.vault.process import command
from counsel_app.logic.vault.sealing.cipher import STEP, Key, fresh_secret
from counsel_app.logic.vault.sealing.slots import FREE
from counsel_app.logic.vault.store import Store
from tests.logic.cases.makers import DAY, case, value
from tests.logic.vault.makers import CODE, PHRASE, SCHEMA, create, unlock
from tests.stress.counts import counts
from tests.stress.storage import FULL, OK, Op, watched

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.stress

CANARIES = ["Zaunkoenig", "Wiedehopf", "Pirol-Notiz", "Bienenfresser", "Rohrdommel", "Erika Muster", PHRASE, CODE]


def _told() -> list[object]:
    """Canaries in every field a case has."""
    consent = Consent("c", "p1", "Rohrdommel", "Rohrdommel", "Rohrdommel", "schriftlich", DAY)
    people = (Person("p1", "Zaunkoenig", aliases=("Wiedehopf",), answers={"frage": value("Bienenfresser")}),)
    return [case(1, title="Zaunkoenig", notes="Pirol-Notiz", people=people, consents=(consent,)), consent, people[0]]


def _day_of_work(folder: Path) -> Store:
    """Create, edit, draft, back up, look into, restore, erase, change people; the store stays open."""
    store = create(folder / "cases.db")
    one = _told()[0]
    store.save(one)  # type: ignore[arg-type]
    store.save(case(2, title="Wiedehopf"))
    store.drafts.keep(DAY, case(1).id, "notes", "Pirol-Notiz im Entwurf")
    store.set_setting("office", "Rohrdommel")
    store.people.add("Bienenfresser", "Zaunkoenig Passphrase", FREE)
    store.backups.make(DAY)
    backup = store.backups.lines()[0].path
    with opened(backup, store._file.ring, folder):
        assert _canaries_in(folder) == []
    store.delete(case(2).id)
    restore_into(store, backup, store._file.ring)
    restore_file(backup, store._file.ring, folder / "second" / "cases.db", SCHEMA, DAY)
    store.people.remove(store.people.members()[-1].slot)
    return store


def _canaries_in(folder: Path) -> list[str]:
    found = []
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        found += [f"{path.name}: {word}" for word in CANARIES if word.encode() in content or word in str(path)]
    return found


def test_no_word_reaches_a_file_in_the_clear_not_even_for_a_moment(tmp_path: Path) -> None:
    with watched() as storage:
        store = _day_of_work(tmp_path)
        unlock_crashed = _canaries_in(tmp_path)
        store.close()
    assert unlock_crashed == _canaries_in(tmp_path) == []
    written = sum(len(op.data) for op in storage.log)
    assert written > 500_000
    assert [word for op in storage.log for word in CANARIES if word.encode() in op.data] == []
    print(f"traces: {written} bytes written by SQLite, 0 canaries")


def test_no_error_repeats_what_a_case_says(tmp_path: Path) -> None:
    told = _told()
    one = told[0].with_person(Person("p9", CANARIES[1]))  # type: ignore[attr-defined]
    assert not any(word in repr(one) for one in told for word in CANARIES)
    with watched() as storage:
        store = _day_of_work(tmp_path)
        assert not any(word in repr(store.listing()) for word in CANARIES)
        errors: list[BaseException] = []
        for code in (FULL, 778, 14):
            storage.refuse = partial(_no_write, code)
            with pytest.raises(InputError) as caught:
                store.save(one)
            errors.append(caught.value)
        storage.refuse = lambda op: OK
        store.close()
    for body in ("zeroblob(900)", f"CAST('{CANARIES[0]}' AS BLOB)"):
        errors += _errors_of_a_damaged_file(tmp_path / "cases.db", body)
    texts = ["".join(traceback.format_exception(error)) for error in errors]
    assert len(texts) == 5
    assert [word for text in texts for word in CANARIES if word in text] == []


def _no_write(code: int, op: Op) -> int:
    return code if op.kind == "write" else OK


def _errors_of_a_damaged_file(file: Path, body: str) -> list[BaseException]:
    store = unlock(file)
    store._file.connection.execute(f"UPDATE record SET body = {body} WHERE kind = 'identity'")
    with pytest.raises(InputError) as caught:
        store.load(case(1).id)
    store.close()
    return [caught.value]


def test_the_length_of_a_record_says_little(tmp_path: Path) -> None:
    chance, key = Random(1), Key(fresh_secret())
    plain = [min(int(chance.lognormvariate(6.67, 0.9)), 60_000) for _ in range(counts(4000, 20000))]
    sealed = [len(key.seal(bytes(length), b"")) for length in plain]
    assert {length % STEP for length in sealed} == {28}
    shares = [count / len(sealed) for count in Counter(sealed).values()]
    leak = -sum(share * math.log2(share) for share in shares)
    overhead = sum(sealed) / sum(plain) - 1
    print(f"lengths: {leak:.2f} bits per record, {overhead:.0%} more room")
    assert leak <= 2 and overhead <= 0.5


_HOLDER = """
import sys, time
from pathlib import Path
from counsel_app.logic.vault.process import begin_anew
from tests.logic.vault.makers import unlock
store = unlock(Path(sys.argv[1]))
cases = [store.load(line.id) for line in store.listing()]
print(store._file.ring._keys[1].hex(), flush=True)
sys.stdin.readline()
store.close()
begin_anew(program=[sys.executable, "-c", "import sys; print('locked', flush=True); sys.stdin.readline()"])
"""


_WINDOW = r"""
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer
from counsel_app.opening import gate
from counsel_app.ui.application import Program, new_id

program = Program(gate(date(2026, 11, 22), new_id))
program.show_entrance()
place = program.gate.view().places[0].id
program.show_cases(program.gate.enter(place, sys.argv[2]).run())
window = program.window
for line in window.session.store.listing()[:10]:
    window.bridge.run(window.session.open_case, line.id)
print(window.session.store._file.ring._keys[1].hex(), flush=True)
sys.stdin.readline()
QTimer.singleShot(0, window.lock.lock)
program.application.exec()
"""


def _maps(process: int) -> str:
    return Path(f"/proc/{process}/maps").read_text()


def _command_of(process: int) -> list[str]:
    return Path(f"/proc/{process}/cmdline").read_text().split("\0")


def _memory(process: int) -> bytes:
    """All readable memory of a process."""
    parts = []
    with open(f"/proc/{process}/mem", "rb", 0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            words = line.split()
            if "r" not in words[1] or words[-1] in ("[vvar]", "[vsyscall]", "[vvar_vclock]"):
                continue
            start, end = (int(part, 16) for part in words[0].split("-"))
            try:
                memory.seek(start)
                parts.append(memory.read(end - start))
            except OSError:
                continue
    return b"".join(parts)


def _found(memory: bytes, names: list[str], key: str) -> tuple[int, int, int]:
    spellings = [[name.encode(), name.encode("utf-16-le"), name.encode("utf-32-le")] for name in names]
    seen = sum(any(one in memory for one in forms) for forms in spellings)
    return bytes.fromhex(key) in memory, PHRASE.encode() in memory, seen


if sys.platform == "linux":  # other systems let no test read the memory of a process

    def test_the_locked_program_holds_no_key_no_passphrase_and_no_name(tmp_path: Path) -> None:
        names = [f"Kanarienvogel{number:03d}Zeisig" for number in range(200)]
        store = create(tmp_path / "cases.db")
        with store.together():
            for number, name in enumerate(names):
                store.save(case(number, people=(Person("p", name),)))
        store.close()
        line = [sys.executable, "-c", _WINDOW, str(tmp_path), PHRASE]
        surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "HAFENLOTSE_HOME": str(tmp_path)}
        with subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=surroundings, cwd=ROOT
        ) as program:
            assert program.stdin and program.stdout
            key = program.stdout.readline().strip()
            before = _found(_memory(program.pid), names, key)
            program.stdin.write("lock\n")
            program.stdin.flush()
            while "libQt6Widgets" not in _maps(program.pid) or "-c" in _command_of(program.pid):
                assert program.poll() is None
                time.sleep(0.05)
            time.sleep(1)  # the entrance is painted
            after = _found(_memory(program.pid), names, key)
            program.kill()
        print(f"memory of the window: key, passphrase, names before {before}, after locking {after}")
        assert before[0] and before[2] == 200
        assert after == (False, False, 0)

    def test_after_locking_the_memory_holds_no_key_no_passphrase_and_no_name(tmp_path: Path) -> None:
        names = [f"Kanarienvogel{number:03d}Zeisig" for number in range(200)]
        store = create(tmp_path / "cases.db")
        with store.together():
            for number, name in enumerate(names):
                store.save(case(number, people=(Person("p", name),)))
        store.close()
        line = [sys.executable, "-c", _HOLDER, str(tmp_path / "cases.db")]
        with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
            assert holder.stdin and holder.stdout
            key = holder.stdout.readline().strip()
            before = _found(_memory(holder.pid), names, key)
            holder.stdin.write("lock\n")
            holder.stdin.flush()
            assert holder.stdout.readline().strip() == "locked"
            after = _found(_memory(holder.pid), names, key)
            holder.stdin.close()
        print(f"memory: key, passphrase, names before {before}, after locking {after}")
        assert before == (True, True, 200)
        assert after == (False, False, 0)


def test_the_program_starts_itself_again_as_it_was_started(monkeypatch: pytest.MonkeyPatch) -> None:
    assert command() == [sys.executable, "-m", "counsel_app"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command(["--locked"]) == [sys.executable, "--locked"]


def test_hardening_switches_core_dumps_and_readers_off() -> None:
    script = (
        "from counsel_app.logic.vault.process import harden; harden(); import os, sys\n"
        "if sys.platform != 'win32':\n"
        "    import resource; print(resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0)))\n"
        "if sys.platform == 'linux':\n"
        "    import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    expected = {"linux": "(0, 0) 0o77\n0\n", "win32": ""}.get(sys.platform, "(0, 0) 0o77\n")
    assert done.stdout == expected
