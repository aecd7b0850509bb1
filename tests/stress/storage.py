"""A file system for SQLite that can be watched and broken: every write, truncation and sync passes through here.

It stands between SQLite and the operating system (a VFS that hands on to the real one), so that a test can note
what was written, refuse it as a full or dying disk would, or end the process in the middle of it. No privileges
and no further tools are needed.
"""

from __future__ import annotations

import ctypes
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p, cast, pointer
from pathlib import Path
from typing import Any, NamedTuple

OK, FULL, IOERR_WRITE, IOERR_SYNC, CANTOPEN = 0, 13, 778, 1034, 14
OPEN_CREATE, DIRECTORY_TOO = 0x4, 1


class Op(NamedTuple):
    """One thing done to a file. kind: create, write, truncate, sync, delete, or mark (said by the test)."""

    kind: str
    path: str
    offset: int = 0
    data: bytes = b""
    note: object = None


class _Methods(Structure):
    _fields_ = [
        ("iVersion", c_int),
        ("xClose", CFUNCTYPE(c_int, c_void_p)),
        ("xRead", c_void_p),
        ("xWrite", CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)),
        ("xTruncate", CFUNCTYPE(c_int, c_void_p, c_int64)),
        ("xSync", CFUNCTYPE(c_int, c_void_p, c_int)),
        ("rest", c_void_p * 14),
    ]


class _File(Structure):
    _fields_ = [("methods", POINTER(_Methods))]


class _Vfs(Structure):
    pass


# names stay addresses: SQLite's own file system keeps the pointer it is given
_Open = CFUNCTYPE(c_int, POINTER(_Vfs), c_void_p, POINTER(_File), c_int, POINTER(c_int))
_Delete = CFUNCTYPE(c_int, POINTER(_Vfs), c_char_p, c_int)
_Vfs._fields_ = [
    ("iVersion", c_int), ("szOsFile", c_int), ("mxPathname", c_int), ("next", c_void_p), ("name", c_char_p),
    ("data", c_void_p), ("xOpen", _Open), ("xDelete", _Delete), ("rest", c_void_p * 14),
]  # fmt: skip


def _library() -> ctypes.CDLL:
    """The SQLite that Python's own module uses, not a second copy."""
    sqlite3.connect(":memory:").close()
    if sys.platform == "win32":
        return ctypes.CDLL("sqlite3.dll")
    if sys.platform == "linux":
        for line in Path("/proc/self/maps").read_text().splitlines():
            if "libsqlite3" in line:
                return ctypes.CDLL(line.split()[-1])
    return ctypes.CDLL(None)


class Storage:
    """What was done so far, and what shall go wrong.

    `refuse`: looks at each operation before it happens and returns an error code, or OK.
    """

    def __init__(self) -> None:
        self.log: list[Op] = []
        self.refuse: Callable[[Op], int] = lambda op: OK
        self.paths: dict[int, str] = {}
        self._tables: dict[int, _Methods] = {}

    def mark(self, note: object) -> None:
        """Note in the log what the program has confirmed."""
        self.log.append(Op("mark", "", note=note))

    def do(self, op: Op, act: Callable[[], int]) -> int:
        """Let an operation through, unless it is to be refused."""
        code = self.refuse(op)
        if code == OK:
            code = act()
        if code == OK:
            self.log.append(op)
        return code

    def watch(self, file: _File, address: int, path: str) -> None:
        """Put our own functions in place of the real ones of an open file."""
        real = file.methods
        self.paths[address] = path
        key = cast(real, c_void_p).value or 0
        if key not in self._tables:
            self._tables[key] = self._table(real.contents)
        file.methods = pointer(self._tables[key])

    def _table(self, real: _Methods) -> _Methods:
        def write(file: int, data: int, amount: int, offset: int) -> int:
            op = Op("write", self.paths[file], offset, ctypes.string_at(data, amount))
            return self.do(op, lambda: int(real.xWrite(file, data, amount, offset)))

        def truncate(file: int, size: int) -> int:
            return self.do(Op("truncate", self.paths[file], size), lambda: int(real.xTruncate(file, size)))

        def sync(file: int, flags: int) -> int:
            return self.do(Op("sync", self.paths[file]), lambda: int(real.xSync(file, flags)))

        def close(file: int) -> int:
            self.paths.pop(file, None)
            return int(real.xClose(file))

        types = dict(_Methods._fields_)  # type: ignore[arg-type]
        return _Methods(
            real.iVersion, types["xClose"](close), real.xRead, types["xWrite"](write),
            types["xTruncate"](truncate), types["xSync"](sync), real.rest,
        )  # fmt: skip


@contextmanager
def watched() -> Iterator[Storage]:
    """All connections opened meanwhile go through a Storage."""
    library = _library()
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    library.sqlite3_vfs_find.argtypes = [c_char_p]
    real = library.sqlite3_vfs_find(None).contents
    storage = Storage()

    def open_file(vfs: object, name: int | None, file: Any, flags: int, out: object) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        is_new = bool(flags & OPEN_CREATE) and bool(path) and not Path(path).exists()

        def act() -> int:
            code = int(real.xOpen(vfs, name, file, flags, out))
            if code == OK:
                storage.watch(file.contents, cast(file, c_void_p).value or 0, path)
            return code

        return storage.do(Op("create" if is_new else "open", path), act)

    def delete(vfs: object, name: bytes, directory: int) -> int:
        return storage.do(Op("delete", name.decode(), directory), lambda: int(real.xDelete(vfs, name, directory)))

    ours = _Vfs(
        real.iVersion, real.szOsFile, real.mxPathname, None, b"watched", real.data, _Open(open_file), _Delete(delete),
        real.rest,
    )  # fmt: skip
    library.sqlite3_vfs_register(byref(ours), 1)
    try:
        yield storage
    finally:
        library.sqlite3_vfs_unregister(byref(ours))
