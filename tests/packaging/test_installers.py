"""What goes into the bundle and what stays out; nothing here builds or needs PyInstaller, Wine or NSIS."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGING = ROOT / "packaging"


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """`packaging` is no package; its modules are found from within."""
    monkeypatch.syspath_prepend(str(PACKAGING))


def module(name: str) -> ModuleType:
    return import_module(f"installers.{name}")


@pytest.mark.parametrize("name", sorted(path.stem for path in (PACKAGING / "installers").glob("[a-z]*.py")))
def test_every_part_can_be_loaded_on_every_system(name: str) -> None:
    assert module(name).__doc__


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/Resources/Info.plist",
        "PySide6/QtNetwork.abi3.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6\\plugins\\networkinformation\\qnetworklistmanager.dll",
        "python3.11/lib-dynload/_socket.cpython-311-x86_64-linux-gnu.so",
        "_ssl.pyd",
        "libssl-3.dll",
        "libssl.so.3",
        "libcurl.so.4",
        "libgnutls.so.30",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
    ],
)
def test_networks_and_unused_parts_stay_out(name: str) -> None:
    assert not module("slim").needed(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "cryptography/hazmat/bindings/_rust.abi3.so",
        "_sqlite3.pyd",
    ],
)
def test_what_the_window_uses_stays(name: str) -> None:
    assert module("slim").needed(name)


def test_a_network_library_in_the_built_folder_stops_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frozen = module("frozen")
    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / "libQt6Gui.so.6").touch()
    frozen.without_network(tmp_path)
    (tmp_path / "_internal" / "libQt6Network.so.6").touch()
    with pytest.raises(SystemExit):
        frozen.without_network(tmp_path)
    assert "libQt6Network.so.6" in capsys.readouterr().err


def test_every_module_that_the_code_may_not_import_is_left_out() -> None:
    banned = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    modules = {name for name in banned["flake8-tidy-imports"]["banned-api"] if name[0] not in "d" and name != "sqlite3"}
    assert modules <= set(module("slim").EXCLUDED_MODULES)


def test_the_list_of_contents_holds_every_resource(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts, notices = module("parts"), module("notices")
    parts.lay_out(tmp_path / "parts")
    monkeypatch.setattr(notices, "write", lambda folder, binaries, modules: folder.mkdir(parents=True))
    entries = parts.finish(tmp_path / "parts", [], [])
    listed = json.loads((tmp_path / "parts" / "resources" / parts.CONTENTS).read_text(encoding="utf-8"))
    assert {entry[0] for entry in entries} == {f"resources/{name}" for name in [*listed, parts.CONTENTS]}
    assert {"knowledge/knowledge.json", "demo/household.json", "help/10-erste-schritte.md"} <= listed.keys()
    assert not [name for name in listed if name.endswith((".po", "README.md")) or name.startswith("knowledge/options")]
    pack = (tmp_path / "parts" / "resources" / "knowledge" / "knowledge.json").read_bytes()
    assert listed["knowledge/knowledge.json"] == sha256(pack).hexdigest()
    assert json.loads(pack)["stories"], "the installed program checks itself with them"


def test_the_bill_of_materials_names_each_part_once(tmp_path: Path) -> None:
    notices = module("notices")
    file = tmp_path / "a.so"
    file.write_bytes(b"a")
    parts = [
        notices.Part("cffi", "2.1", "MIT", "pkg:pypi/cffi@2.1", files=[file, file]),
        notices.Part("libx", "1", "see its text"),
    ]
    bill = notices.bill(parts)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", bill["serialNumber"]
    )
    known, other = bill["components"]
    assert known["licenses"] == [{"expression": "MIT"}]
    assert other["licenses"] == [{"license": {"name": "see its text"}}]
    (inner,) = known["components"]
    assert inner["hashes"] == [{"alg": "SHA-256", "content": sha256(b"a").hexdigest()}]
    assert bill["dependencies"][0]["dependsOn"] == ["cffi@2.1", "libx@1"]
    assert notices.bill(parts) == bill


def test_every_locked_dependency_has_a_licence_we_looked_up() -> None:
    locked = re.findall(r"^([a-z0-9-]+)==", (PACKAGING / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert not set(locked) - module("notices").SPDX.keys()


def test_sums_can_be_checked_and_those_of_other_systems_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checksums = module("checksums")
    monkeypatch.setattr(checksums, "DIST", tmp_path)
    for name in ("b.deb", "a.exe", "gone.zip"):
        (tmp_path / name).write_bytes(name.encode())
    checksums.write([tmp_path / "b.deb", tmp_path / "gone.zip"])
    (tmp_path / "gone.zip").unlink()
    (tmp_path / "b.deb").write_bytes(b"new")
    lines = checksums.write([tmp_path / "b.deb", tmp_path / "a.exe"]).read_text(encoding="utf-8").splitlines()
    assert lines == [f"{sha256(b'a.exe').hexdigest()}  a.exe", f"{sha256(b'new').hexdigest()}  b.deb"]


def test_a_system_that_cannot_be_built_here_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    building = module("building")
    monkeypatch.setattr(sys, "platform", "linux")
    for words in (["macos"], ["beos"], ["linux", "windows"]):
        with pytest.raises(SystemExit) as stopped:
            building.build(words)
        assert stopped.value.code == 2
        assert "linux, windows, macos" in capsys.readouterr().err


def test_versions_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == module("names").VERSION


def test_every_word_of_the_windows_installer_stands_in_both_languages() -> None:
    script = (PACKAGING / "windows" / "installer.nsi").read_text(encoding="utf-8")
    german, english = (
        set(re.findall(rf"LangString (\w+) \${{LANG_{name}}}", script)) for name in ("GERMAN", "ENGLISH")
    )
    assert german == english == set(re.findall(r"\$\((\w+)\)", script))


def test_the_windows_installer_never_asks_silently_and_never_takes_the_cases_unasked() -> None:
    script = (PACKAGING / "windows" / "installer.nsi").read_text(encoding="utf-8")
    assert all("/SD " in line for line in script.splitlines() if "MessageBox" in line)
    before, _, _ = script.partition('RMDir /r "${CASES}"')
    assert before.count("/SD IDNO IDNO stay") == 2
    assert 'RMDir /r "$INSTDIR"' not in script  # a person's files beside the program stay
    assert "RequestExecutionLevel user" in script


def test_what_only_wine_needs_is_never_shipped() -> None:
    """The stubs lie in Wine's own system folder, where PyInstaller does not look, and in no list of files."""
    stubs = {path.stem for path in (PACKAGING / "windows" / "stubs").glob("*.c")}
    assert stubs == {"bcryptprimitives", "icuuc", "mscms"}
    for name in ("hafenlotse.spec", "windows/installer.nsi", "installers/windows.py", "installers/frozen.py"):
        text = (PACKAGING / name).read_text(encoding="utf-8")
        assert not [stub for stub in stubs if stub in text]


def test_the_menu_entry_starts_what_the_package_installs() -> None:
    entry = (PACKAGING / "linux" / "hafenlotse.desktop").read_text(encoding="utf-8")
    assert "Exec=/opt/hafenlotse/hafenlotse\n" in entry
    control = (PACKAGING / "linux" / "control").read_text(encoding="utf-8")
    filled = control.format(version="1.2.3", size=1, depends="libc6")
    assert "{" not in filled and filled.endswith("\n")


def test_the_workflow_only_says_the_words_of_the_developers() -> None:
    """What real systems do is what everybody can do at home; tests come first."""
    text = (ROOT / ".github" / "workflows" / "installers.yml").read_text(encoding="utf-8")
    words = re.findall(r"packaging/dev\.py (\w+)", text)
    assert words == ["test", "build", "smoke"]
    assert {"windows-2022", "macos-14", "debian:12"} <= set(re.findall(r"[\w:-]+", text))
    assert not re.search(r"pyinstaller|makensis|hdiutil|dpkg-deb", text, re.IGNORECASE)
