"""What stays out of the bundle: everything that talks to networks, and what the window does not use."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import PurePosixPath

NETWORK_MODULES = [
    "PySide6.QtNetwork", "_socket", "_ssl", "asyncio", "ftplib", "http", "imaplib", "multiprocessing", "poplib",
    "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "xmlrpc",
]  # fmt: skip
EXCLUDED_MODULES = [
    *NETWORK_MODULES,
    "_hashlib",  # hashlib has its own sums; this would bring a second OpenSSL
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtUiTools", "PySide6.QtXml",
    "lxml.html", "lxml.isoschematron", "lxml.objectify", "lxml.sax", "PIL",
    "distutils", "doctest", "ensurepip", "idlelib", "lib2to3", "pdb", "pydoc", "pydoc_data", "readline", "setuptools",
    "tkinter", "turtle", "unittest", "venv", "_decimal_tests", "curses", "_curses", "pip", "pkg_resources",
]  # fmt: skip

# File names, without folder; a network library among them is what the test of the bundle forbids.
NETWORK_FILES = re.compile(
    r"(lib)?Qt6?Network.*|(lib)?ssl[-.\d].*|libssl.*|_socket\..*|_ssl\..*|libcurl.*|libnghttp2.*|libgnutls.*|libavahi.*|winhttp\.dll|"
    r"q(certonly|openssl|schannel|securetransport)backend.*|libq.*backend\.so|(lib)?qnetworklistmanager.*",
    re.IGNORECASE,
)
_UNUSED_LIBRARIES = re.compile(
    r"(lib)?Qt6?(Qml|Quick|OpenGL|Sql|Test|Pdf|Wayland|WlShell|EglFS|VirtualKeyboard|Designer|Help|Xml|Labs|UiTools)"
    r".*|libpyside6qml.*|opengl32sw\.dll|d3dcompiler_.*\.dll|libgtk-3.*|libgdk.*|libcrypto.*",
    re.IGNORECASE,
)
# Folders of Qt's plugins, and what of each stays; a folder that is not named here goes.
_PLUGINS = {
    "platforms": r"(lib)?q(xcb|offscreen|windows|cocoa|minimal)d?\..*",
    "imageformats": r"(lib)?q(svg|jpeg|ico)d?\..*",
    "iconengines": r".*svgicon.*",
    "platforminputcontexts": r".*(compose|ibus).*",
    "platformthemes": r".*xdgdesktopportal.*",
    "printsupport": r".*",
    "styles": r".*",
}
# Linux: every desktop has them, and the graphics drivers want the system's own; linux.py declares them.
_SYSTEM_LIBRARIES = re.compile(
    r"lib(glib|gio|gobject|gthread|gmodule)-2\.0|lib(dbus-1|X11|X11-xcb|Xau|Xdmcp|Xext|Xrender|fontconfig|freetype)\.so|"
    r"lib(stdc\+\+|gcc_s|z|expat|uuid|png16)\.so|"
    r"libcups\.so"  # printing: where there is a printer, there is CUPS; ours would bring TLS and name services along
)
_TRANSLATION = "qtbase_de.qm"


def needed(destination: str) -> bool:
    """Whether a file that PyInstaller collected goes into the bundle. `destination`: its path in the bundle."""
    path = PurePosixPath(destination.replace("\\", "/"))
    names = [path.name, *(part.removesuffix(".framework") for part in path.parts if part.endswith(".framework"))]
    if any(NETWORK_FILES.fullmatch(name) or _UNUSED_LIBRARIES.fullmatch(name) for name in names):
        return False
    if "plugins" in path.parts:
        folder = path.parts[path.parts.index("plugins") + 1]
        return folder in _PLUGINS and re.fullmatch(_PLUGINS[folder], path.name, re.IGNORECASE) is not None
    if "lxml" in path.parts:
        return path.name.startswith(("etree.", "_elementpath."))
    if "translations" in path.parts:
        return path.name == _TRANSLATION
    return not {"qml", "sqldrivers"} & set(path.parts)


def without_orphans(binaries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Linux: without the libraries of the system, and without those that only something left out has asked for."""
    if sys.platform != "linux":
        return binaries
    ours = [entry for entry in binaries if not _SYSTEM_LIBRARIES.match(PurePosixPath(entry[0]).name)]
    by_name = {PurePosixPath(entry[0]).name: entry[1] for entry in ours}
    waiting = [entry[1] for entry in ours if "/" in entry[0] or entry[2] == "EXTENSION"]
    waiting += [path for name, path in by_name.items() if name.startswith("libpython")]
    kept: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path not in kept:
            kept.add(path)
            waiting += [by_name[name] for name in _asked_for(path) if name in by_name]
    return [entry for entry in ours if entry[1] in kept or entry[2] == "SYMLINK"]


def _asked_for(library: str) -> list[str]:
    shown = subprocess.run(["objdump", "-p", library], capture_output=True, text=True, check=False).stdout
    return re.findall(r"NEEDED +(\S+)", shown)
