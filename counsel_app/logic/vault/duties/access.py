"""The copy of all data a person may ask for (Art. 15 and 20 GDPR): as JSON and as readable text.

It is made from the stored form of the case, not from a list of fields, so that nothing new can be forgotten.
What belongs to other people of the household is marked, and their names are left out: the right must not touch
the rights of others (Art. 15 Abs. 4).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from counsel_app.logic.cases.codec import encode
from counsel_app.logic.cases.records import Case, Person
from counsel_app.logic.vault.audit import AuditEntry

THIRD = "dritte_person"
_NAMES = {
    "format": "Format", "id": "Kennung", "code": "Fallnummer", "created_on": "Angelegt am", "changed_on": "Geändert am",
    "closed_on": "Abgeschlossen am", "keeping": "Aufbewahrung", "years": "Jahre nach dem Jahr des Abschlusses",
    "holds": "Gründe, länger aufzubewahren", "title": "Titel", "notes": "Notizen", "people": "Personen",
    "household": "Angaben zum Haushalt", "consents": "Einwilligungen", "label": "Bezeichnung",
    "aliases": "Andere Schreibweisen", "role": "Rolle", "reference": "Bezugsperson", "answers": "Angaben",
    "kind": "Art der Antwort", "value": "Wert", "authority": "Angabe der Behörde", "paper": "Unterlage",
    "until": "Erwartet bis", "noted_on": "Notiert am", "person": "Person", "purpose": "Zweck", "recipient": "Empfänger",
    "language": "Sprache", "form": "Form", "given_on": "Erteilt am", "withdrawn_on": "Widerrufen am",
    "calendar": "Kalender", "term": "Art des Eintrags", "day": "Tag", "latest": "Spätester vertretbarer Tag",
    "text": "Text", "law": "Norm", "source": "Herkunft", "origin": "Entstanden aus", "of": "Gehört zur Frist",
    "made_on": "Eingetragen am", "made_by": "Eingetragen von", "marks": "Verlauf", "step": "Was geschah", "on": "Am",
    "cooperation": "Mitwirkung", "duty": "Pflicht", "state": "Stand", "steps": "Schritte", "seen": "Beleg gesehen",
    "by": "Von", "reason": "Grund", "identity": "Angaben für Schreiben", "family_name": "Familienname",
    "given_names": "Vornamen", "birth_date": "Geburtsdatum", "birth_place": "Geburtsort",
    "nationality": "Staatsangehörigkeit", "care_of": "wohnhaft bei", "street": "Straße", "town": "Ort",
    "phone": "Telefon", "file_number": "Aktenzeichen der Ausländerbehörde", "bamf_number": "Aktenzeichen des BAMF",
    "other_number": "Weiteres Aktenzeichen", "document": "Papier", "letters": "Entwürfe von Schreiben",
    "letter": "Schreiben", "wishes": "Gewünscht", "picked": "Gewählte Argumente", "own": "Eigener Text",
    "without": "Herausgenommen", "within": "Hereingenommen", "blanks": "Ausgefüllt",
    "representative": "Mit Vollmacht", "checked_by": "Geprüft von", "sent": "Abgeschickte Schreiben", "name": "Name",
    "way": "Weg", "sent_on": "Abgeschickt am", "knowledge": "Stand des Wissens", "law_as_of": "Rechtsstand",
    "basis": "Grundlage der Weitergabe", "replies": "Antworten", "pdf": "Datei (PDF, Base64)",
    "options": "Möglichkeiten",
    THIRD: "Angaben einer anderen Person des Haushalts", "zugriffe": "Zugriffe", "erstellt_am": "Erstellt am",
}  # fmt: skip
_KINDS = {
    "value": "Antwort", "unknown": "nicht bekannt", "pending": "Unterlage wird nachgereicht", "disputed": "strittig",
    "withheld": "nicht gefragt", "done": "erledigt", "dropped": "entfallen", "reopened": "wieder geöffnet",
    "calculator": "Fristenrechner", "opening": "Möglichkeit öffnet sich", "closing": "Möglichkeit schließt sich",
    "paper": "Ablauf eines Papiers", "sent": "abgeschickter Antrag", "hand": "von Hand",
}  # fmt: skip


class Copy(NamedTuple):
    """The copy in both forms."""

    table: dict[str, Any]
    text: str

    @property
    def json(self) -> str:
        """The machine-readable form."""
        return json.dumps(self.table, ensure_ascii=False, indent=2)


def copy_for(
    case: Case,
    person_id: str,
    day: date,
    log: Iterable[AuditEntry] = (),
    label_of: Mapping[str, str] | None = None,
    drafts: Mapping[str, str] | None = None,
) -> Copy:
    """All data of one person, with what the log knows of their case.

    `label_of`: the questions in words. Raises KeyError for a person who is not in the case.
    """
    case.person(person_id)
    table = json.loads(encode(case))
    hide = _hider(case, person_id)
    table["people"] = [one if one["id"] == person_id else _third(one) for one in table["people"]]
    table["consents"] = [one for one in table.get("consents", []) if one["person"] == person_id]
    others = {one.id for one in case.people} - {person_id}
    for kind in ("letters", "sent"):
        table[kind] = [one for one in table.get(kind, []) if one["person"] not in others]
    table["calendar"] = [
        {THIRD: True, **one} if one.get("person") in others else one for one in table.get("calendar", [])
    ]
    table["entwuerfe"] = dict(drafts or {})
    table["zugriffe"] = [[entry.day.isoformat(), entry.what] for entry in log if entry.case == case.id]
    table["erstellt_am"] = day.isoformat()
    table = hide(table)
    return Copy(table, _text(table, dict(label_of or {})))


def _third(one: dict[str, Any]) -> dict[str, Any]:
    return {THIRD: True, **one, "label": "andere Person des Haushalts", "aliases": [], "identity": {}}


def _names_of(one: Person) -> tuple[str, ...]:
    who = one.identity
    return (one.label, *one.aliases, who.full_name, who.family_name, who.given_names)


def _hider(case: Case, person_id: str) -> Callable[[Any], Any]:
    """Takes the names of the others out of every text, notes included."""
    others = [name for one in case.people if one.id != person_id for name in _names_of(one) if len(name) > 2]
    own = {name for one in case.people if one.id == person_id for name in _names_of(one)}
    names = sorted((name for name in others if name not in own), key=len, reverse=True)

    def hide(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: hide(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [hide(inner) for inner in value]
        if isinstance(value, str):
            for name in names:
                value = value.replace(name, "[andere Person]")
        return value

    return hide


def _text(table: dict[str, Any], label_of: dict[str, str]) -> str:
    lines: list[str] = ["Kopie der gespeicherten Daten (Art. 15 DSGVO)", ""]
    _write(table, 0, {**label_of, **_NAMES}, lines)
    return "\n".join(lines) + "\n"


def _write(value: Any, depth: int, names: Mapping[str, str], lines: list[str]) -> None:
    space = "  " * depth
    entries = value.items() if isinstance(value, dict) else enumerate(value, 1)
    for key, inner in entries:
        name = names.get(str(key), str(key))
        if isinstance(inner, (dict, list)):
            lines.append(f"{space}{name}:" if inner else f"{space}{name}: keine")
            _write(inner, depth + 1, names, lines)
        else:
            lines.append(f"{space}{name}: {_words(key, inner)}")


def _words(key: Any, value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if key in ("kind", "step", "source"):
        return _KINDS.get(str(value), str(value))
    return str(value)
