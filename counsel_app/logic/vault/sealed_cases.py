"""Cases as sealed records: a key, a head that names every part with its version, and the parts."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import NamedTuple

from counsel_app.logic.cases.codec import HEAD, join, split
from counsel_app.logic.cases.records import Case
from counsel_app.logic.cases.strict_json import packed
from counsel_app.logic.vault.catalogue import Entry, entry_of
from counsel_app.logic.vault.mishaps import ConflictError
from counsel_app.logic.vault.records import Row
from counsel_app.logic.vault.sealed import SealedFile
from counsel_app.logic.vault.sealing.cipher import BrokenSealError, Key, fresh_secret

CASE, KEY, DRAFT = "case", "key", "draft"


class Part(NamedTuple):
    """Where a part lies, in which version, and the digest of what it says."""

    id: str
    ver: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a stored case: its key, its version and its parts."""

    key: Key
    ver: int
    parts: dict[str, Part]


class SealedCases:
    """Reads and writes the records of cases. Writing needs `SealedFile.changing`."""

    def __init__(self, file: SealedFile) -> None:
        self._file = file

    def key(self, case_id: str) -> Key:
        """The key of a case. Raises BrokenSealError, KeyError."""
        row = self._file.records.get(_key_id(case_id))
        if row is None:
            raise BrokenSealError
        return Key(self._file.ring.unwrap(row.body, self._file.vault, case_id))

    def read(self, case_id: str, *, is_listed: bool = True) -> tuple[Case, Known]:
        """A case, if all of it is there and unchanged. Raises one of UNREADABLE, InputError.

        `is_listed`: it must be there in the version the catalogue names.
        """
        with self._file.records.reading():
            rows = {row.id: row for row in self._file.records.of_case(case_id) if row.kind != DRAFT}
            key = self.key(case_id)
            listed = self._file.listed_version(case_id) if is_listed else None
        rows.pop(_key_id(case_id), None)
        head = rows.pop(case_id, None)
        if head is None or head.kind != CASE or (is_listed and head.ver != listed):
            raise BrokenSealError
        table = json.loads(self._file.open_row(head, key))
        bodies = {HEAD: table["head"].encode("utf-8", "surrogatepass")}
        parts = {HEAD: Part(case_id, head.ver, _digest(bodies[HEAD]))}
        for name, (record_id, ver) in table["parts"].items():
            bodies[name] = self._part(rows.pop(record_id), name, ver, key)
            parts[name] = Part(record_id, ver, _digest(bodies[name]))
        if rows:
            raise BrokenSealError
        case = join(bodies)
        if case.id != case_id:
            raise BrokenSealError
        return case, Known(key, head.ver, parts)

    def write(self, case: Case, known: Known | None) -> tuple[Known, Entry]:
        """Write what changed. Raises ConflictError when the file holds another version than the known one."""
        records = self._file.records
        stored = records.get(case.id)
        if (stored.ver if stored else 0) != (known.ver if known else 0):
            raise ConflictError(
                f"Der Fall {case.code} wurde inzwischen an anderer Stelle geändert; "
                "bitte neu öffnen und die Eingabe wiederholen."
            )
        known = known or Known(self._new_key(case.id), 0, {})
        bodies = split(case)
        ver = known.ver + 1
        parts = {HEAD: Part(case.id, ver, _digest(bodies[HEAD]))}
        for name, body in bodies.items():
            if name != HEAD:
                parts[name] = self._written(case.id, name, body, known)
        if known.ver and {name: part.digest for name, part in parts.items()} == {
            n: p.digest for n, p in known.parts.items()
        }:
            return known, entry_of(case, known.ver)
        for name in known.parts.keys() - parts.keys():
            records.drop(known.parts[name].id)
        places = {name: part[:2] for name, part in parts.items() if name != HEAD}
        head = {"parts": places, "head": bodies[HEAD].decode("utf-8", "surrogatepass")}
        plain = packed(head)
        self._file.seal_row(case.id, case.id, CASE, ver, plain, known.key)
        entry = entry_of(case, ver)
        self._file.page(case.id)[case.id] = entry
        return Known(known.key, ver, parts), entry

    def erase(self, case_id: str) -> int:
        """Remove a case with its key; how many records went."""
        self._file.page(case_id).pop(case_id, None)
        return self._file.records.drop_case(case_id)

    def _written(self, case_id: str, name: str, body: bytes, known: Known) -> Part:
        old, digest = known.parts.get(name), _digest(body)
        if old and old.digest == digest:
            return old
        part = Part(old.id if old else secrets.token_hex(16), old.ver + 1 if old else 1, digest)
        self._file.seal_row(part.id, case_id, _kind(name), part.ver, body, known.key)
        return part

    def _part(self, row: Row, name: str, ver: int, key: Key) -> bytes:
        if row.ver != ver or row.kind != _kind(name):
            raise BrokenSealError
        return self._file.open_row(row, key)

    def _new_key(self, case_id: str) -> Key:
        secret = fresh_secret()
        body = self._file.ring.wrap(secret, self._file.vault, case_id)
        self._file.records.put(Row(_key_id(case_id), case_id, KEY, 1, body))
        return Key(secret)


def _key_id(case_id: str) -> str:
    return f"key/{case_id}"


def _kind(part: str) -> str:
    return part.partition("/")[0]


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()
