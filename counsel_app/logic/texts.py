"""Words the program itself says, in one place: German is the source language."""

from __future__ import annotations

from datetime import date

from counsel_app.logic.law.outlook import Outlook

MEASURES = {
    "M1": "Arbeit und Ausbildung",
    "M2": "Bleiberecht und Mitwirkung",
    "M3": "Titel im und nach dem Asylverfahren",
    "M4": "Abschiebung als letztes Mittel",
    "M5": "Wohnen",
    "M6": "Freie Wahl des Wohnorts",
    "M7": "Familie",
}
SECTIONS = {
    "status": "Status",
    "familie": "Familie",
    "wohnen": "Wohnen",
    "arbeit": "Arbeit",
    "integration": "Integration",
    "hindernisse": "Hindernisse",
    "bescheid": "Bescheid",
}
KINDS = {
    "anspruch": "Anspruch",
    "soll": "Soll-Vorschrift",
    "regel": "in der Regel",
    "ermessen": "Ermessen",
    "hinweis": "Hinweis",
}
BADGES = {
    Outlook.AVAILABLE: "jetzt möglich",
    Outlook.LATER: "später",
    Outlook.EXCEPTION: "Ausnahme begründbar",
    Outlook.NEAR: "in Reichweite",
    Outlook.OPEN: "noch offen",
    Outlook.EXCLUDED: "nicht möglich",
    Outlook.CLOSED: "abgelaufen",
}
HINT_BADGES = {
    Outlook.AVAILABLE: "trifft zu",
    Outlook.LATER: "trifft später zu",
    Outlook.EXCLUDED: "trifft nicht zu",
    Outlook.NEAR: "trifft nicht zu",
    Outlook.EXCEPTION: "trifft nicht zu",
}
CERTAINTIES = {"hoch": "hoch", "mittel": "mittel", "niedrig": "niedrig"}
ANSWER_WORDS = {
    "unknown": "weiß nicht",
    "pending": "Unterlage kommt noch",
    "disputed": "strittig",
    "withheld": "lieber nicht gefragt",
}

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def day_text(day: date) -> str:
    """A day as people here write it."""
    return f"{day:%d.%m.%Y}"


def shown_date(value: str) -> str:
    """A stored date ("2019", "2019-04", "2019-04-12") as people here write it."""
    parts = value.split("-")
    return ".".join(reversed(parts)) if len(parts) != 2 else f"{parts[1]}/{parts[0]}"


def number_of(count: int, one: str, many: str) -> str:
    """A counted noun: "1 Tag", "5 Tage"."""
    return f"{count} {one if count == 1 else many}"
