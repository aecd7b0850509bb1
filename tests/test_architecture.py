"""The shape of the code: which way imports run, and what may be named where."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "counsel_app"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
UI_MAY_IMPORT = ("session", "snapshot", "documents", "texts", "errors")
LONGEST_MODULE = 400
CLOCKS = {"today", "now", "utcnow", "currentDate", "currentDateTime", "currentDateTimeUtc"}
NETWORK = {"socket", "ssl", "http", "urllib.request", "requests", "ftplib", "smtplib", "asyncio", "PySide6.QtNetwork"}


@cache
def nodes(path: Path) -> list[ast.AST]:
    """All parts of a module's syntax."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def called(path: Path) -> list[ast.Attribute]:
    """What a module calls with a dot in its name."""
    return [node.func for node in nodes(path) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, with the names taken from packages."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_run_one_way(path: Path) -> None:
    found = set(imports(path))
    area = path.relative_to(PACKAGE).parts[0]
    if area == "logic":
        assert not [name for name in found if name.startswith(("PySide6", "counsel_app.ui", "counsel_app.paths"))]
    if area == "ui":
        taken = {name.split(".")[2] for name in found if name.startswith("counsel_app.logic.")}
        assert taken <= set(UI_MAY_IMPORT)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_network_and_sqlite_only_in_the_vault(path: Path) -> None:
    found = set(imports(path))
    assert not {name for name in found if f"{name}.".startswith(tuple(f"{module}." for module in NETWORK))}
    if "sqlite3" in found:
        assert "vault" in path.parts


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__main__.py"], ids=named)
def test_only_the_entry_looks_at_the_clock(path: Path) -> None:
    assert not [ast.unparse(call) for call in called(path) if call.attr in CLOCKS]
    if "logic" in path.parts:
        assert "time" not in imports(path)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_stay_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", [path for path in MODULES if "ui" in path.parts], ids=named)
def test_texts_go_through_the_plain_widgets(path: Path) -> None:
    """Qt's own labels guess markup from the text; only `plain` may make them."""
    if path.name == "plain.py":
        return
    banned = {"QLabel", "QPushButton", "QTextEdit", "QTextBrowser", "QMessageBox", "QInputDialog", "QProgressDialog"}
    assert not [name for name in imports(path) if name.rsplit(".", 1)[-1] in banned]
    rows = [node for node in nodes(path) if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".addRow")]
    assert not [row for row in rows if row.args and isinstance(row.args[0], ast.Constant)]  # Qt would make a label


def test_pages_do_not_know_each_other() -> None:
    """Only the window and its wirings know the pages, and only they know the session's bridge."""
    pages = {path.stem for path in MODULES if path.stem.endswith("_page")}
    assert pages
    for path in MODULES:
        found = {name.rsplit(".", 1)[-1] for name in imports(path)} - {path.stem}
        knows = path.stem == "main_window" or path.stem.endswith("_wiring")
        assert knows or not found & {*pages, "bridge"}, named(path)


def test_wiring_stands_in_the_user_interface() -> None:
    for path in MODULES:
        if "ui" not in path.parts:
            calls = [ast.unparse(call) for call in called(path) if call.attr == "connect"]
            assert not [call for call in calls if call != "sqlite3.connect"], named(path)


def test_no_drawers() -> None:
    assert not [named(path) for path in MODULES if path.stem in {"utils", "helpers", "manager", "misc", "common"}]


def test_the_folder_packaging_is_no_package() -> None:
    """Else it would hide the library of that name, which pytest needs."""
    assert not (ROOT / "packaging" / "__init__.py").exists()
