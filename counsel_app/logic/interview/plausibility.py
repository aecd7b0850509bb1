"""Answers that cannot be (refused) and answers that contradict each other (shown, never silently used)."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

Values = dict[str, Any]


class Hint(NamedTuple):
    """A contradiction between answers: the facts it concerns and one German sentence."""

    facts: tuple[str, ...]
    text: str


_NOT_IN_FUTURE = {
    "geburtsdatum": "Das Geburtsdatum",
    "einreise_am": "Der Tag der Einreise",
    "bezug_geburtsdatum": "Das Geburtsdatum der Bezugsperson",
    "bezug_einreise_am": "Der Tag der Einreise der Bezugsperson",
}
_BIRTH_FIRST = {
    "einreise_am": "Die Einreise",
    "asylantrag_am": "Der Asylantrag",
    "duldung_seit": "Der Beginn der Duldung",
    "ehe_geschlossen_am": "Die Eheschließung",
}
_IN_ORDER = (
    ("einreise_am", "duldung_seit", "Die Duldung beginnt vor der Einreise."),
    ("einreise_am", "asylantrag_am", "Der Asylantrag liegt vor der Einreise."),
    ("asylantrag_am", "bamf_entscheidung_am", "Der Bescheid des BAMF liegt vor dem Asylantrag."),
    ("asylantrag_am", "asyl_endgueltig_am", "Die endgültige Entscheidung liegt vor dem Asylantrag."),
    ("titel_erste_erteilung_am", "papier_gueltig_bis", "Das Papier endet vor der ersten Erteilung des Titels."),
    ("zusatz_60b_von", "zusatz_60b_bis", "Der Zusatz nach § 60b endet vor seinem Beginn."),
    ("geburtsdatum", "kind_geboren_am", "Das Kind ist vor der Person geboren."),
    ("bezug_geburtsdatum", "bezug_einreise_am", "Die Bezugsperson ist vor ihrer Geburt eingereist."),
    ("eheleben_hier_seit", "trennung_am", "Die Trennung liegt vor dem gemeinsamen Leben hier."),
    ("bescheid_post_am", "bescheid_zugang_am", "Der Bescheid kam an, bevor er zur Post gegeben wurde."),
)


def impossibilities(values: Values, day: date) -> list[str]:
    """Sentences on answers that cannot be true on the counselling day: such a case is not judged."""
    found = []
    for fact, what in _NOT_IN_FUTURE.items():
        span = values.get(fact)
        if isinstance(span, tuple) and not hasattr(span, "client") and span[0] > day.toordinal():
            first = date.fromordinal(span[0])
            found.append(
                f"{what} ({fact}, {first:%d.%m.%Y}) liegt nach dem Beratungstag {day:%d.%m.%Y}; bitte das Datum prüfen."
            )
    for fact, what in _BIRTH_FIRST.items():
        birth, later = values.get("geburtsdatum"), values.get(fact)
        if _ordered(birth, later) is False:
            found.append(f"{what} ({fact}) liegt vor der Geburt (geburtsdatum); bitte beide Daten prüfen.")
    return found


def contradictions(values: Values, day: date) -> list[Hint]:
    """Hints on answers that contradict each other. The judgement goes on with them as they are."""
    found = [
        Hint((first, second), text)
        for first, second, text in _IN_ORDER
        if _ordered(values.get(first), values.get(second)) is False
    ]
    if values.get("zusatz_60b") == "nie" and values.get("duldung_art") == "60b":
        found.append(Hint(("zusatz_60b", "duldung_art"), "Die Duldung trägt den Zusatz, der nie da gewesen sein soll."))
    if values.get("papier") in ("duldung", "gestattung") and values.get("titel_paragraf"):
        found.append(
            Hint(("papier", "titel_paragraf"), "Mit diesem Papier besteht kein Aufenthaltstitel mit Paragraf.")
        )
    if values.get("familienstand") == "ledig" and values.get("ehe_geschlossen_am"):
        found.append(Hint(("familienstand", "ehe_geschlossen_am"), "Ledig, aber mit Tag der Eheschließung."))
    return found


def _ordered(first: Any, second: Any) -> bool | None:
    """Whether `first` is not later than `second`; None if that is not known or may be."""
    if not all(isinstance(span, tuple) and not hasattr(span, "client") for span in (first, second)):
        return None
    return False if first[0] > second[1] else True if first[1] <= second[0] else None
