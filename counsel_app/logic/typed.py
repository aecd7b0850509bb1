"""What a counsellor types into a field, as a value: dates in the forms people write them, numbers, amounts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from counsel_app.logic.errors import InputError

_DAY = re.compile(r"(\d{1,2})[.\s/-]\s*(\d{1,2})[.\s/-]\s*(\d{4}|\d{2})")
_MONTH = re.compile(r"(\d{1,2})[.\s/-]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_CENTURY = 30  # two digits up to this are 20xx
_SEASONS = "Frühjahr, Sommer oder Ähnliches bitte als Monat oder Jahr eingeben"


def typed_value(kind: str, typed: Any) -> Any:
    """The value of an entry. Bools, choices and numbers pass; text for dates and numbers is read.

    Raises InputError with what is expected.
    """
    if not isinstance(typed, str):
        return typed
    text = typed.strip()
    if kind == "date":
        return _date(text)
    if kind in ("number", "amount"):
        return _number(text, kind)
    return text


def typed_day(text: str, what: str) -> date:
    """A whole day. Raises InputError that begins with `what`."""
    found = _date(text.strip())
    if len(found) != 10:
        raise InputError(f"{what} braucht Tag, Monat und Jahr, zum Beispiel 22.11.2026.")
    return date.fromisoformat(found)


def _date(text: str) -> str:
    if found := _DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        if len(found[3]) == 2:
            year += 2000 if year <= _CENTURY else 1900
        return _existing(year, month, day, text)
    if found := _ISO.fullmatch(text):
        return _existing(int(found[1]), int(found[2]), int(found[3]) if found[3] else None, text)
    if found := _MONTH.fullmatch(text):
        return _existing(int(found[2]), int(found[1]), None, text)
    if re.fullmatch(r"\d{4}", text):
        return _existing(int(text), 1, 1, text)[:4]
    raise InputError(f"„{text[:40]}“ ist kein Datum; erwartet wird 12.04.2019, 04/2019 oder 2019 ({_SEASONS}).")


def _existing(year: int, month: int, day: int | None, text: str) -> str:
    try:
        found = date(year, month, day or 1)
    except ValueError:
        raise InputError(f"Das Datum „{text}“ gibt es nicht; bitte Tag und Monat prüfen.") from None
    if not 1900 <= year <= 2100:
        raise InputError(f"Das Jahr in „{text}“ liegt nicht zwischen 1900 und 2100; bitte prüfen.")
    return found.isoformat() if day else found.isoformat()[:7]


def _number(text: str, kind: str) -> int | float:
    plain = text.replace("€", "").replace("Euro", "").strip()
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", plain):
        plain = plain.replace(".", "")
    plain = plain.replace(",", ".")
    if kind == "number" and re.fullmatch(r"\d{1,9}", plain):
        return int(plain)
    if kind == "amount" and re.fullmatch(r"\d{1,9}(\.\d{1,2})?", plain):
        value = float(plain)
        return int(value) if value.is_integer() else value
    expected = "eine ganze Zahl, zum Beispiel 20" if kind == "number" else "ein Betrag in Euro, zum Beispiel 1.250,50"
    raise InputError(f"„{text[:40]}“ passt nicht; erwartet wird {expected}.")
