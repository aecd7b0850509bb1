"""A corpus of crafted files for everything the program reads from outside, made in one folder (R27).

`make` writes it, `read_all` reads it with the program's own readers and says what came of each file.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from counsel_app.commands import _text_of
from counsel_app.logic.errors import InputError
from counsel_app.logic.law.clients import LARGEST_FILE, read_clients
from counsel_app.logic.vault import ledger
from counsel_app.logic.vault.backup.container import MAGIC, read_header
from counsel_app.logic.vault.opening import door_at
from counsel_app.logic.vault.seen import Seen
from counsel_app.logic.vault.store import Store
from counsel_app.paths import resources
from tests.logic.cases.makers import case
from tests.logic.vault.makers import DAY, PHRASE, create

TODAY = date(2026, 11, 22)
FLIPS = 40


def make(folder: Path) -> None:
    """All files."""
    for name, body in {**_case_files(), **_backups(folder), **_vaults(folder), **_lists()}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    (folder / "sicherungen" / "ordner.sicherung").mkdir()
    (folder / "faelle" / "ordner.json").mkdir()


def _case_files() -> dict[str, bytes]:
    sound = {"id": "A", "stichtag": "2026-11-22", "answers": {"geburtsdatum": "1990-01-01"}}
    wrong: list[Any] = [None, True, 7, 1.5, "", "x" * 100_000, [], {}, [[]], {"a": {"b": {}}}, "\ud800", "\u202e"]
    texts = {
        f"{key}-{number}": json.dumps({**sound, key: value}) for key in sound for number, value in enumerate(wrong)
    }
    texts |= {f"antwort-{n}": json.dumps({**sound, "answers": {"geburtsdatum": v}}) for n, v in enumerate(wrong)}
    texts |= {f"frage-{n}": json.dumps({**sound, "answers": {str(v)[:200]: 1}}) for n, v in enumerate(wrong)}
    texts |= {
        "tief": "[" * 100_000,
        "tief-geschlossen": "[" * 100_000 + "]" * 100_000,
        "tief-objekte": '{"a":' * 50_000 + "1" + "}" * 50_000,
        "lange-zahl": '{"id": ' + "9" * 5_000 + "}",
        "unendlich": '{"id": 1e999}',
        "nan": '{"id": NaN}',
        "zwillinge": '{"id": "A", "id": "B", "stichtag": "2026-11-22", "answers": {}}',
        "flut": f"[{'[],' * 2_600_000}[]]",
        "flut-objekte": f"[{'{},' * 2_600_000}1]",
        "leer": "",
        "nur-leerzeichen": " " * 1000,
        "kein-json": "Das ist ein Brief.",
        "halb": json.dumps([sound] * 3)[:-7],
        "viele": json.dumps([sound] * 3_000),
        "erwartet": json.dumps({**sound, "expected": [{"option": "\u202e", "state": []}]}),
    }
    bodies = {f"faelle/{name}.json": text.encode("utf-8", "surrogatepass") for name, text in texts.items()}
    bodies["faelle/zu-gross.json"] = b"[" + b" " * (LARGEST_FILE * 2) + b"]"
    bodies["faelle/kein-utf8.json"] = b"\xff\xfe\x00{" * 50
    return bodies


def _backups(folder: Path) -> dict[str, bytes]:
    body = _a_backup(folder)
    size = int.from_bytes(body[len(MAGIC) : len(MAGIC) + 4], "big")
    start = len(MAGIC) + 4
    table = json.loads(body[start : start + size])
    door = json.loads(table["door"])

    def with_header(**changes: Any) -> bytes:
        head = json.dumps({**table, **changes}).encode("utf-8", "surrogatepass")
        return MAGIC + len(head).to_bytes(4, "big") + head + body[start + size :]

    greedy = {**door, "slots": [{**slot, "cost": [64 * 2**20, 3, 4]} for slot in door["slots"]]}
    crafted = {
        f"kopf-{key}-{n}": with_header(**{key: v}) for key in table for n, v in enumerate([None, [], {}, -1, "x"])
    }
    crafted |= {
        "leer": b"",
        "nur-kennung": MAGIC,
        "laenge-luegt": MAGIC + b"\xff\xff\xff\xff" + body[start:],
        "tief": MAGIC + (200_000).to_bytes(4, "big") + b"[" * 200_000,
        "64-gib": with_header(door=json.dumps(greedy)),
        "viele-plaetze": with_header(door=json.dumps({**door, "slots": door["slots"] * 60})),
        "angehaengt": body + b"x" * 100,
        "vertauscht": body[: start + size] + body[start + size :][::-1],
        "zip": b"PK\x03\x04" + bytes(5_000),
    }
    crafted |= {f"abgeschnitten-{n}": body[: len(body) * n // 12] for n in range(1, 12)}
    crafted |= {f"gekippt-{n}": flipped for n, flipped in enumerate(_flips(body, Random(1)))}
    return {f"sicherungen/{name}.sicherung": content for name, content in crafted.items()}


def _a_backup(folder: Path) -> bytes:
    store = create(folder / "quelle" / "cases.db")
    store.save(case(1))
    store.backups.make(DAY)
    path = store.backups.lines()[0].path
    store.close()
    return path.read_bytes()


def _vaults(folder: Path) -> dict[str, bytes]:
    body = (folder / "quelle" / "cases.db").read_bytes()
    crafted = {f"gekippt-{n}": flipped for n, flipped in enumerate(_flips(body, Random(2)))}
    crafted |= {f"abgeschnitten-{n}": body[: len(body) * n // 8] for n in range(1, 8)}
    crafted |= {"zufall": Random(3).randbytes(50_000), "kopf": body[:100] + Random(4).randbytes(20_000)}
    for name, script in {
        "ausloeser": "CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM record; END",
        "sicht": "ALTER TABLE record RENAME TO r; CREATE VIEW record AS SELECT * FROM r",
        "neuer": "PRAGMA user_version = 99",
        "riesig": "UPDATE record SET body = zeroblob(30000000) WHERE kind = 'door'",
        "tief": f"UPDATE record SET body = CAST('{'[' * 100_000}' AS BLOB) WHERE kind = 'door'",
        "ohne-tuer": "DELETE FROM record WHERE kind = 'door'",
        "ohne-wurzel": "DELETE FROM record WHERE kind = 'root'",
    }.items():
        path = folder / "quelle" / f"{name}.db"
        path.write_bytes(body)
        connection = sqlite3.connect(path)
        connection.executescript(script)
        connection.close()
        crafted[name] = path.read_bytes()
    return {f"tresore/{name}/cases.db": content for name, content in crafted.items()}


def _lists() -> dict[str, bytes]:
    odd = {"leer": b"", "tief": b"[" * 100_000, "zahl": b"7", "falsch": b'{"marks": 5, "vault": [], "seal": {}}'}
    odd["gross"] = b'{"marks": [' + b'["a","b"],' * 3_000_000 + b"]}"
    return {f"listen/{name}/{ledger.NAME}": body for name, body in odd.items()} | {
        f"listen/{name}/cases.seen": body[:5_000] for name, body in odd.items()
    }


def _flips(body: bytes, chance: Random) -> Iterator[bytes]:
    for _ in range(FLIPS):
        flipped = bytearray(body)
        for _ in range(chance.choice((1, 20))):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        yield bytes(flipped)


def read_all(folder: Path) -> dict[str, str]:
    """What each file came to: "read", "refused", or the name of an error that should not be."""
    outcome = {}
    for kind, ending, reader in (
        ("faelle", "*.json", _read_clients),
        ("sicherungen", "*.sicherung", _read_backup),
        ("tresore", "*/cases.db", _read_vault),
        ("listen", "*/*", _read_list),
    ):
        for path in sorted((folder / kind).glob(ending)):
            try:
                reader(path)
                outcome[str(path.relative_to(folder))] = "read"
            except InputError as error:
                sentence = str(error)
                outcome[str(path.relative_to(folder))] = "refused" if sentence.strip() else "refused without words"
            except BaseException as error:
                outcome[str(path.relative_to(folder))] = f"{type(error).__name__}: {error}"[:200]
    return outcome


def _read_clients(path: Path) -> None:
    read_clients(_text_of(str(path)), path.name, None)


def _read_backup(path: Path) -> None:
    from counsel_app.logic.vault.backup.container import read

    door = read_header(path).door
    for slot in door.slots[:1]:
        ring = door.unlock(slot.id, PHRASE)
        with (path.parent / "heraus.unfertig").open("wb") as stream:
            read(path, ring, stream)


def _read_vault(path: Path) -> None:
    door = door_at(path)
    if door is None:
        return
    store = Store.unlock(path, resources() / "schema", door.unlock(door.slots[0].id, PHRASE), TODAY)
    for line in store.listing():
        store.load(line.id)
    store.close()


def _read_list(path: Path) -> None:
    if path.name == ledger.NAME:
        ledger.read(path.parent, "vault", "00" * 32)
    else:
        Seen(path).highest("vault", "00" * 32)


def main(words: list[str], limit: Callable[[], None] = lambda: None) -> None:
    """In a process of its own: read the corpus under a limit of memory, and print what came of it."""
    folder = Path(words[0])
    if sys.platform == "linux":
        import resource

        used = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (used + 300_000_000,) * 2)
    print(json.dumps(read_all(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
