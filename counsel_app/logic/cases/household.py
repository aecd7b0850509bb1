"""What may be said about a case besides answers: title, notes, people. Every function gives a new Case.

Unusable input raises InputError.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from counsel_app.logic.cases.records import LONGEST_LABEL, LONGEST_NOTE, MOST_PEOPLE, Case, Person
from counsel_app.logic.errors import InputError


def new_case(case_id: str, person_id: str, today: date, title: str) -> Case:
    """A case with one person and no name: the code stands for it."""
    person = Person(person_id, "Ratsuchende Person")
    return Case(case_id, _code(case_id), today, today, bounded(title, LONGEST_LABEL, "Titel"), people=(person,))


def with_new_person(case: Case, person_id: str, label: str, role: str) -> Case:
    """One more person of the household."""
    if len(case.people) >= MOST_PEOPLE:
        raise InputError(f"Ein Haushalt hat höchstens {MOST_PEOPLE} Personen; bitte einen zweiten Fall anlegen.")
    label = bounded(label, LONGEST_LABEL, "Bezeichnung").strip() or f"Person {len(case.people) + 1}"
    return case.with_person(Person(person_id, label, bounded(role, LONGEST_LABEL, "Rolle")))


def with_changed_person(case: Case, person_id: str, label: str, role: str, reference: str) -> Case:
    """Another name, role, or person in Germany they rely on ("" for none)."""
    person = case.person(person_id)
    label = bounded(label, LONGEST_LABEL, "Bezeichnung").strip()
    if not label:
        raise InputError("Die Bezeichnung fehlt; erwartet wird ein Name oder ein Kürzel.")
    if reference == person_id:
        raise InputError("Eine Person kann sich nicht auf sich selbst beziehen; bitte eine andere wählen.")
    role = bounded(role, LONGEST_LABEL, "Rolle")
    return case.with_person(replace(person, label=label, role=role, reference=reference))


def without_person(case: Case, person_id: str) -> Case:
    """A household without one of its people, with their answers."""
    if len(case.people) == 1:
        raise InputError("Die letzte Person bleibt; bitte den ganzen Fall löschen, wenn er nicht mehr gebraucht wird.")
    return case.without_person(person_id)


def described(case: Case, title: str, notes: str) -> Case:
    """Another title, other notes."""
    return replace(case, title=bounded(title, LONGEST_LABEL, "Titel"), notes=bounded(notes, LONGEST_NOTE, "Notizen"))


def bounded(text: str, longest: int, what: str) -> str:
    """The text, if it is no longer than that."""
    if len(text) > longest:
        raise InputError(f"{what}: höchstens {longest} Zeichen, eingegeben sind {len(text)}.")
    return text


def _code(case_id: str) -> str:
    """A short code from the random id, without letters that look like digits."""
    letters = "ABCDEFGHKLMNPQRSTUVWXYZ23456789"
    number = int(case_id[:12], 16)
    code = ""
    for _ in range(5):
        number, place = divmod(number, len(letters))
        code += letters[place]
    return f"K-{code}"
