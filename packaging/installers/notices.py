"""The licences of all parts and the bill of materials (CycloneDX 1.6), made from what really goes into the bundle."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

from installers.names import NAME, ROOT, VERSION

TEXTS = ROOT / "packaging" / "licences"
QT = ("pyside6_essentials", "pyside6-essentials", "shiboken6")
SPDX = {
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "cryptography": "Apache-2.0 OR BSD-3-Clause",
    "cffi": "MIT",
    "pycparser": "BSD-3-Clause",
    "platformdirs": "MIT",
    "docxtpl": "LGPL-2.1-only",
    "docxcompose": "MIT",
    "python-docx": "MIT",
    "lxml": "BSD-3-Clause",
    "pypdf": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "markupsafe": "BSD-3-Clause",
    "six": "MIT",
    "babel": "BSD-3-Clause",
    "typing-extensions": "PSF-2.0",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
}
KNOWN = {*SPDX.values(), "Apache-2.0", "OFL-1.1", "Python-2.0"}  # what may stand as an SPDX expression


@dataclass
class Part:
    """One part of the bundle that has a licence.

    `purl`: its address as a package; `texts`: its licence, as written;
    `licence`: an SPDX expression, or a sentence that begins with "see".
    """

    name: str
    version: str
    licence: str
    purl: str = ""
    kind: str = "library"
    texts: list[Path] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


def write(folder: Path, binaries: list[Any], modules: list[Any]) -> None:
    """Fill `folder` with one text per part, an overview and `sbom.cdx.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = sorted(_parts(binaries, modules), key=lambda part: part.name.lower())
    for part in parts:
        texts = [text.read_text(encoding="utf-8", errors="replace") for text in part.texts]
        if texts:
            name = part.name.replace(" ", "-").replace(":", "-")
            (folder / f"{name}.txt").write_text("\n\n".join(texts), encoding="utf-8")
    lines = [f"{part.name} {part.version}: {part.licence}" for part in parts]
    (folder / "parts.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")
    sbom = json.dumps(bill(parts), ensure_ascii=False, indent=1)
    (folder / "sbom.cdx.json").write_text(sbom, encoding="utf-8")


def bill(parts: Iterable[Part]) -> dict[str, Any]:
    """The bill of materials as CycloneDX wants it; the same parts give the same bill."""
    components = [_component(part) for part in parts]
    identity = sha256(json.dumps(components).encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.UUID(identity[:32], version=4)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": NAME, "name": NAME, "version": VERSION}},
        "components": components,
        "dependencies": [{"ref": NAME, "dependsOn": [component["bom-ref"] for component in components]}],
    }


def _component(part: Part) -> dict[str, Any]:
    known = part.licence in KNOWN
    licence = {"expression": part.licence} if known else {"license": {"name": part.licence}}
    found: dict[str, Any] = {
        "type": part.kind,
        "bom-ref": f"{part.name}@{part.version}",
        "name": part.name,
        "version": part.version,
        "licenses": [licence],
    }
    if part.purl:
        found["purl"] = part.purl
    if part.files:
        found["components"] = [
            {
                "type": "file",
                "bom-ref": f"{part.name}@{part.version}/{path.name}",
                "name": path.name,
                "hashes": [{"alg": "SHA-256", "content": sha256(path.read_bytes()).hexdigest()}],
            }
            for path in sorted(set(part.files), key=lambda path: path.name)
        ]
    return found


# what is in the bundle ---------------------------------------------------------------


def _parts(binaries: list[Any], modules: list[Any]) -> Iterator[Part]:
    sources = [Path(entry[1]).resolve() for entry in [*binaries, *modules] if entry[1] and Path(entry[1]).is_file()]
    python = Part("Python", platform.python_version(), "Python-2.0", f"pkg:generic/python@{platform.python_version()}")
    python.texts = [path for path in _python_texts() if path.is_file()][:1]
    owner = {file: distribution for distribution in metadata.distributions() for file in _files(distribution)}
    found: dict[str, Part] = {}
    strangers: list[Path] = []
    prefix = Path(sys.base_prefix).resolve()
    for source in sorted(set(sources)):
        if source in owner:
            distribution = owner[source]
            part = found.setdefault(distribution.name.lower(), _library(distribution))
        elif prefix in source.parents and "site-packages" not in source.parts:
            part = python
        else:
            if ROOT not in source.parents:
                strangers.append(source)
            continue
        if source.suffix not in (".py", ".pyc"):
            part.files.append(source)
    found.setdefault(
        "pyinstaller", _library(metadata.distribution("pyinstaller"))
    )  # its start program is in every bundle
    yield python
    yield from found.values()
    yield from _inside_cryptography()
    yield from _system(strangers)
    fonts = [ROOT / "resources" / "fonts" / "OFL.txt"]
    yield Part("Noto Sans", "2", "OFL-1.1", "", "data", fonts)


def _python_texts() -> Iterator[Path]:
    import sysconfig

    yield Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    yield Path(sys.base_prefix) / "LICENSE.txt"
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    yield Path(f"/usr/share/doc/python{version}/copyright")


def _files(distribution: metadata.Distribution) -> Iterator[Path]:
    for file in distribution.files or []:
        yield Path(str(distribution.locate_file(file))).resolve()


def _library(distribution: metadata.Distribution) -> Part:
    name, version, table = distribution.name.lower().replace("_", "-"), distribution.version, distribution.metadata
    stated = next((table[key] for key in ("License-Expression", "License") if key in table), "see its text")
    licence = SPDX.get(name, stated)
    words = ("licen", "copying", "notice")
    texts = [file for file in _files(distribution) if file.suffix != ".py" and file.name.lower().startswith(words)]
    if name in QT:
        texts = [TEXTS / "LGPL-3.0.txt", TEXTS / "GPL-3.0.txt", TEXTS / "Qt.txt"]
    return Part(name, version, licence, f"pkg:pypi/{name}@{version}", "library", texts)


def _inside_cryptography() -> Iterator[Part]:
    """The OpenSSL that its library holds; only the ciphers of it are used."""
    try:
        from cryptography.hazmat.backends.openssl.backend import backend
    except ImportError:
        return
    version = backend.openssl_version_text().split()[1]
    yield Part("OpenSSL", version, "Apache-2.0", f"pkg:generic/openssl@{version}")


def _system(files: list[Path]) -> Iterator[Part]:
    """Libraries of the building system: on Debian and Ubuntu by package, elsewhere one by one."""
    packages: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        packages[_debian_package(file)].append(file)
    for file in packages.pop("", []):
        yield Part(file.name, "as of the building system", "see the system's terms", "", "library", [], [file])
    for package, own in packages.items():
        shown = subprocess.run(
            ["dpkg-query", "-W", "-f=${Version}", package], capture_output=True, text=True, check=True
        )
        name, version = package.split(":")[0], shown.stdout
        text = Path("/usr/share/doc") / name / "copyright"
        purl = f"pkg:deb/debian/{name}@{version}"
        yield Part(name, version, "see its text", purl, "library", [text] if text.is_file() else [], own)


def _debian_package(file: Path) -> str:
    if sys.platform != "linux":
        return ""
    # the same file under /lib and /usr/lib: packages know one of the two
    for path in (str(file), str(file).removeprefix("/usr")):
        try:
            found = subprocess.run(["dpkg", "-S", path], capture_output=True, text=True, check=False)
        except FileNotFoundError:
            return ""
        if found.returncode == 0:
            return found.stdout.rsplit(": ", 1)[0].split(", ")[0]
    return ""
