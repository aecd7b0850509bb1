"""What SQLite and the system say, as one sentence a counsellor understands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counsel_app.logic.errors import InputError


class StoreError(InputError):
    """Something about the store that a counsellor must know; one German sentence."""


class DiskFullError(StoreError):
    """There is no room left on the disk."""


class ConflictError(StoreError):
    """Somebody else saved the case in the meantime; load it again and repeat the change."""


NOT_SAVED = "Die letzte Eingabe wurde nicht gespeichert und steht noch im Formular"
_SENTENCES = {
    "SQLITE_FULL": f"Der Datenträger ist voll: {NOT_SAVED}. Bitte Platz schaffen und noch einmal speichern.",
    "SQLITE_READONLY": f"Die Datei „{{name}}“ ist schreibgeschützt: {NOT_SAVED}. Bitte die Rechte prüfen.",
    "SQLITE_NOTADB": "Die Datei „{name}“ ist keine Falldatei von Hafenlotse oder beschädigt; "
    "sie wurde nicht verändert. Bitte eine Sicherung einspielen.",
    "SQLITE_CORRUPT": "Die Datei „{name}“ ist beschädigt; sie wurde nicht verändert. Bitte eine Sicherung einspielen.",
    "SQLITE_CANTOPEN": "Die Datei „{name}“ lässt sich nicht öffnen; bitte Ordner und Rechte prüfen.",
    "SQLITE_BUSY": "Die Datei „{name}“ wird von einem anderen Programm benutzt; "
    "bitte es schließen und noch einmal versuchen.",
    "SQLITE_IOERR": f"Der Datenträger mit „{{name}}“ antwortet nicht: {NOT_SAVED}. Bitte den Datenträger prüfen.",
}


@contextmanager
def plain_errors(path: Path | None) -> Iterator[None]:
    """Turn what SQLite raises into a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        kind = DiskFullError if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL else StoreError
        raise kind(sentence(error, path)) from None
    except UnicodeDecodeError:  # SQLite quotes damaged text in its own error message
        raise StoreError(_SENTENCES["SQLITE_CORRUPT"].format(name=path.name if path else "Datenbank")) from None


def sentence(error: sqlite3.Error, path: Path | None) -> str:
    """One sentence: what happened, where, what to do."""
    name = path.name if path else "Datenbank"
    code = getattr(error, "sqlite_errorname", "") or ""
    for start, text in _SENTENCES.items():
        if code.startswith(start):
            return text.format(name=name)
    return f"Die Datei „{name}“ lässt sich nicht benutzen ({code or 'unbekannter Fehler'}); sie wurde nicht verändert."


def not_writable(folder: Path, error: OSError) -> StoreError:
    """The sentence for a folder that takes no files."""
    return StoreError(
        f"In den Ordner „{folder}“ lässt sich nicht schreiben ({error.strerror}); "
        "bitte einen anderen Ordner wählen oder die Rechte prüfen."
    )
