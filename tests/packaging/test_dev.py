"""The developers' commands, with the outside world (pip, apt-get, the program) replaced by a record of calls."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "packaging" / "dev.py"
LOCKS = (
    *(ROOT / "packaging" / f"requirements{kind}.txt" for kind in ("", "-dev", "-build")),
    ROOT / "packaging" / "windows" / "python.txt",
)


class Outside:
    """Records what would be started; `answers` gives exit code and output by a word of the command."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.answers: dict[str, tuple[int, str]] = {}
        self.on_call: Callable[[list[str]], None] = lambda words: None

    def run(self, words: list[object], **_: object) -> subprocess.CompletedProcess[str]:
        call = [str(word) for word in words]
        self.calls.append(call)
        self.on_call(call)
        code, output = next((answer for word, answer in self.answers.items() if word in call), (0, ""))
        return subprocess.CompletedProcess(call, code, output, "")

    def started(self, *words: str) -> list[list[str]]:
        return [call for call in self.calls if set(words) <= set(call)]


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Outside:
    record = Outside()
    monkeypatch.setattr(subprocess, "run", record.run)
    return record


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outside: Outside) -> ModuleType:
    """The script on a folder of its own, on Linux with all libraries, without a screen."""
    spec = importlib.util.spec_from_file_location("dev_script", SCRIPT)
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec.loader.exec_module(script)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text(f"lock {name}\n")
    monkeypatch.setattr(script, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(script, "RUNTIME_LOCK", tmp_path / "requirements.txt")
    monkeypatch.setattr(script, "TEST_LOCK", tmp_path / "requirements-dev.txt")
    monkeypatch.setattr(script, "python", lambda folder=tmp_path / ".venv": Path(folder) / "bin" / "python")
    monkeypatch.setattr(script, "loads", lambda library: True)
    monkeypatch.setattr(script, "has_screen", lambda: False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(script.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    monkeypatch.setattr(script.os, "geteuid", lambda: 1000, raising=False)

    def make(words: list[str]) -> None:
        if "venv" in words:
            (Path(words[-1]) / "bin").mkdir(parents=True)
            (Path(words[-1]) / "bin" / "python").touch()

    outside.on_call = make
    return script


def test_the_second_set_up_starts_nothing(dev: ModuleType, outside: Outside) -> None:
    dev.set_up(dev.TEST_LOCK)
    assert len(outside.started("venv")) == 1
    assert outside.started("pip", "--require-hashes", str(dev.TEST_LOCK))
    outside.calls.clear()
    dev.set_up(dev.TEST_LOCK)
    dev.set_up(dev.RUNTIME_LOCK)  # the larger set holds the smaller
    assert outside.calls == []


def test_a_changed_lock_is_installed_into_the_same_environment(dev: ModuleType, outside: Outside) -> None:
    dev.set_up(dev.RUNTIME_LOCK)
    dev.RUNTIME_LOCK.write_text("another version\n")
    outside.calls.clear()
    dev.set_up(dev.RUNTIME_LOCK)
    assert outside.started("--require-hashes") and not outside.started("venv")


def test_line_ends_do_not_change_a_lock(dev: ModuleType, outside: Outside) -> None:
    dev.set_up(dev.RUNTIME_LOCK)
    outside.calls.clear()
    dev.RUNTIME_LOCK.write_bytes(dev.RUNTIME_LOCK.read_bytes().replace(b"\n", b"\r\n"))
    dev.set_up(dev.RUNTIME_LOCK)
    assert outside.calls == []


def test_a_half_made_environment_is_made_anew(dev: ModuleType, outside: Outside) -> None:
    outside.answers["--require-hashes"] = (1, "")
    with pytest.raises(SystemExit) as stopped:
        dev.set_up(dev.RUNTIME_LOCK)
    assert stopped.value.code == 2
    (dev.ENVIRONMENT / "leftover").touch()
    outside.answers.clear()
    dev.set_up(dev.RUNTIME_LOCK)
    assert len(outside.started("venv")) == 2
    assert not (dev.ENVIRONMENT / "leftover").exists()


def test_an_environment_of_another_python_is_made_anew(
    dev: ModuleType, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up(dev.RUNTIME_LOCK)
    monkeypatch.setattr(sys, "version_info", (3, 99, 0, "final", 0))
    dev.set_up(dev.RUNTIME_LOCK)
    assert len(outside.started("venv")) == 2


def test_a_plain_user_gets_the_command_to_paste(
    dev: ModuleType, outside: Outside, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "loads", lambda library: library not in ("libEGL.so.1", "libglib-2.0.so.0"))
    outside.answers["libglib2.0-0t64"] = (100, "")  # a release that still has the old name
    with pytest.raises(SystemExit) as stopped:
        dev.set_up(dev.RUNTIME_LOCK)
    assert stopped.value.code == 2
    wanted = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libglib2.0-0 libegl1\n"
    assert capsys.readouterr().err.endswith(wanted)
    assert not outside.started("apt-get")


def test_root_gets_the_libraries_under_the_name_of_the_release(
    dev: ModuleType, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "loads", lambda library: library != "libglib-2.0.so.0")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    outside.answers["apt-cache"] = (0, "Package: libglib2.0-0t64")
    dev.install_system_libraries(dev.LIBRARIES)
    assert [call[:2] for call in outside.calls] == [
        ["apt-get", "update"],
        ["apt-cache", "show"],
        ["apt-get", "install"],
    ]
    assert outside.started("install", "libglib2.0-0t64")


def test_a_system_without_apt_is_told_the_libraries(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "loads", lambda library: library != "libGL.so.1")
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit):
        dev.set_up(dev.RUNTIME_LOCK)
    assert "libGL.so.1" in capsys.readouterr().err


def test_root_gets_the_missing_module_for_environments(
    dev: ModuleType, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    monkeypatch.setattr(sys, "version_info", (3, 11, 2, "final", 0))
    outside.answers["venv"] = (1, "ensurepip is not available")
    with pytest.raises(SystemExit):  # here it stays missing
        dev.make_environment(dev.ENVIRONMENT)
    assert outside.started("apt-get", "install", "python3.11-venv")


@pytest.mark.parametrize("found", ["python3.12", None])
def test_an_old_python_hands_over_or_says_what_to_install(
    found: str | None,
    dev: ModuleType,
    outside: Outside,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 12, "final", 0))
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}" if name in (found, "apt-get") else None)
    if found:
        outside.answers["test"] = (7, "")
        assert dev.main(["test", "-x"]) == 7
        assert outside.calls[0][0] == f"/usr/bin/{found}" and outside.calls[0][2:] == ["test", "-x"]
        return
    with pytest.raises(SystemExit) as stopped:
        dev.main(["test"])
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "needs Python 3.11 or newer, this is 3.10." in said
    assert said.rstrip().endswith("apt-get install -y --no-install-recommends python3.11 python3.11-venv")


def test_run_without_a_screen_judges_and_takes_pictures(
    dev: ModuleType, outside: Outside, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["run"]) == 0
    pictures = str(dev.ROOT / "build" / "screenshots")
    assert [call[2:] for call in outside.started("counsel_app")] == [
        ["counsel_app", "assess", "--demo"],
        ["counsel_app", "screenshots", pictures],
        ["counsel_app", "screenshots", pictures, "--large"],
    ]
    assert pictures in capsys.readouterr().out


def test_run_passes_words_and_the_exit_code_on(dev: ModuleType, outside: Outside) -> None:
    outside.answers["assess"] = (2, "")
    assert dev.main(["run", "assess", "FILE", "--json"]) == 2
    assert [call[1:] for call in outside.started("counsel_app")] == [["-m", "counsel_app", "assess", "FILE", "--json"]]


def test_a_window_needs_the_libraries_of_a_screen(
    dev: ModuleType, outside: Outside, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "has_screen", lambda: True)
    assert dev.main(["run"]) == 0
    assert [call[1:] for call in outside.started("counsel_app")] == [["-m", "counsel_app"]]
    monkeypatch.setattr(dev, "loads", lambda library: "xcb" not in library)
    assert dev.main(["run", "check"]) == 0  # in the terminal they are not needed
    with pytest.raises(SystemExit):
        dev.main(["run"])
    assert "libxcb-cursor0" in capsys.readouterr().err


@pytest.mark.parametrize("failing", ["check", "--check", "mypy", "counsel_app", "pytest", None])
def test_test_stops_at_the_first_failure(failing: str | None, dev: ModuleType, outside: Outside) -> None:
    dev.set_up(dev.TEST_LOCK)
    outside.calls.clear()
    if failing:
        outside.answers[failing] = (3, "")
    assert dev.main(["test"]) == (3 if failing else 0)
    if failing:
        assert failing in outside.calls[-1]
    else:
        assert [call[2] for call in outside.calls] == ["ruff", "ruff", "mypy", "counsel_app", "pytest"]


def test_unknown_words_are_told_the_known_ones(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["rnu"]) == 2
    assert "{run,test,stress,lock,build,smoke}" in capsys.readouterr().out


def test_the_script_needs_nothing_and_reads_on_an_old_python() -> None:
    """Ubuntu 22.04 has Python 3.10: it must get as far as the sentence that says what to install."""
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= {*sys.stdlib_module_names, "installers"}  # ours; it, too, needs nothing else
    sources = (SCRIPT.parent / "installers").glob("*.py")
    assert all(ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 11)) for path in sources)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_name_every_hash_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text and "--index" not in text and "--find-links" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry
