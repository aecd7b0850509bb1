"""Answers that cannot be (refused) and answers that contradict each other (shown, never silently used)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from counsel_app.logic.law.days import add_months
from counsel_app.logic.law.values import Either

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
    ("einreise_am", "aufenthalt_ununterbrochen_seit", "Der Aufenthalt mit Papier beginnt vor der Einreise."),
    ("einreise_am", "abschiebung_ausgesetzt_seit", "Die Abschiebung ist vor der Einreise ausgesetzt."),
    ("einreise_am", "aufenthaltserlaubnis_seit", "Die Aufenthaltserlaubnis beginnt vor der Einreise."),
    ("einreise_am", "zusatz_60b_von", "Der Zusatz nach § 60b beginnt vor der Einreise."),
    ("einreise_am", "aufnahmeeinrichtung_seit", "Der Einzug in die Aufnahmeeinrichtung liegt vor der Einreise."),
    ("einreise_am", "identitaet_geklaert_am", "Die Dokumente sind vor der Einreise abgegeben."),
    ("einreise_am", "arbeit_sv_seit", "Die Arbeit hier beginnt vor der Einreise."),
    ("einreise_am", "schule_seit", "Die Schule hier beginnt vor der Einreise."),
    ("einreise_am", "eheleben_hier_seit", "Das gemeinsame Leben hier beginnt vor der Einreise."),
    ("aufenthalt_ununterbrochen_seit", "duldung_seit", "Die Duldung ist älter als der Aufenthalt mit Papier."),
    (
        "aufenthalt_ununterbrochen_seit",
        "aufenthaltserlaubnis_seit",
        "Die Aufenthaltserlaubnis ist älter als der Aufenthalt mit Papier.",
    ),
    ("duldung_seit", "beschaeftigungsduldung_seit", "Die Beschäftigungsduldung ist älter als die Duldung."),
    ("asylantrag_am", "asyl_eingereicht_am", "Der Termin beim BAMF liegt vor dem ersten Asylgesuch."),
    ("asylantrag_am", "bamf_entscheidung_am", "Der Bescheid des BAMF liegt vor dem Asylantrag."),
    ("asyl_eingereicht_am", "bamf_entscheidung_am", "Der Bescheid des BAMF liegt vor dem Termin zur Antragstellung."),
    ("asylantrag_am", "asyl_endgueltig_am", "Die endgültige Entscheidung liegt vor dem Asylantrag."),
    ("bamf_entscheidung_am", "asyl_endgueltig_am", "Die Entscheidung ist endgültig, bevor es den Bescheid gab."),
    ("bamf_entscheidung_am", "schutz_zuerkannt_am", "Der positive Bescheid kam an, bevor er geschrieben war."),
    ("titel_erste_erteilung_am", "papier_gueltig_bis", "Das Papier endet vor der ersten Erteilung des Titels."),
    ("zusatz_60b_von", "zusatz_60b_bis", "Der Zusatz nach § 60b endet vor seinem Beginn."),
    ("geburtsdatum", "kind_geboren_am", "Das Kind ist vor der Person geboren."),
    ("geburtsdatum", "schule_seit", "Die Schule beginnt vor der Geburt."),
    ("ehe_geschlossen_am", "eheleben_hier_seit", "Das Leben als Ehepaar beginnt vor der Heirat."),
    ("ehe_geschlossen_am", "trennung_am", "Die Trennung liegt vor der Heirat."),
    ("eheleben_hier_seit", "trennung_am", "Die Trennung liegt vor dem gemeinsamen Leben hier."),
    ("bezug_geburtsdatum", "bezug_einreise_am", "Die Bezugsperson ist vor ihrer Geburt eingereist."),
    ("bezug_einreise_am", "bezug_asylantrag_am", "Der Asylantrag der Bezugsperson liegt vor ihrer Einreise."),
    (
        "bezug_einreise_am",
        "bezug_aufenthaltserlaubnis_seit",
        "Die Aufenthaltserlaubnis der Bezugsperson beginnt vor ihrer Einreise.",
    ),
    ("bezug_asylantrag_am", "bezug_schutz_zuerkannt_am", "Der Schutz der Bezugsperson ist älter als ihr Asylantrag."),
    ("aufnahmeeinrichtung_seit", "bewegungsanordnung_seit", "Die Anordnung gilt schon vor dem Einzug."),
    ("bescheid_post_am", "bescheid_zugang_am", "Der Bescheid kam an, bevor er zur Post gegeben wurde."),
)
"""The first day is never later than the second."""
_WITH_PAPER = (
    ("duldung", "duldung_seit", "Die Duldung endet vor ihrem Beginn."),
    ("aufenthaltserlaubnis", "aufenthaltserlaubnis_seit", "Der Titel endet, bevor er erteilt war."),
)
"""With this paper its last day is not before this day."""
_ELDER = (
    ("elternteil", "geburtsdatum", "bezug_geburtsdatum", "Das Kind (Bezugsperson) ist älter als der Elternteil."),
    ("kind", "bezug_geburtsdatum", "geburtsdatum", "Das Kind ist älter als der Elternteil (Bezugsperson)."),
    ("grosseltern", "geburtsdatum", "bezug_geburtsdatum", "Das Enkelkind (Bezugsperson) ist älter."),
)
"""With this relation the first person is born before the second."""
_TITLES = ("niederlassungserlaubnis", "daueraufenthalt_eu", "aufenthaltserlaubnis", "fiktion_81_4")
_HERE = ("ankunftsnachweis", "gestattung", "duldung")
_PAIRS: tuple[tuple[str, tuple[Any, ...], str, tuple[Any, ...], str], ...] = (
    ("zusatz_60b", ("nie",), "duldung_art", ("60b",), "Die Duldung trägt den Zusatz, der nie da gewesen sein soll."),
    ("asyl_stand", ("kein_antrag", "abgelehnt_endgueltig"), "papier", ("gestattung",), "Die Gestattung gibt es nur "
     "im laufenden Asylverfahren."),
    ("bamf_entscheidung", ("abgelehnt_ou",), "ou_grund", ("keiner",), "„Offensichtlich unbegründet“ ohne Vorschrift."),
    ("aufenthaltsort", ("eu_staat", "drittstaat"), "papier", _HERE, "Dieses Papier gibt es nur für Menschen, die in "
     "Deutschland leben."),
    ("einreise_art", ("noch_im_ausland",), "papier", _HERE, "Dieses Papier gibt es erst nach der Einreise."),
    ("pass", ("gueltig",), "pass_zumutbar", (False,), "Ein gültiger Pass ist da, soll aber nicht zu bekommen sein."),
    ("mitwirkung_erfuellt", (True,), "mw_passantrag", ("offen",), "Alles Verlangte soll getan sein, der Passantrag "
     "ist aber offen."),
    ("mitwirkung_erfuellt", (True,), "mw_vorsprache", ("offen",), "Alles Verlangte soll getan sein, die Vorsprache "
     "ist aber offen."),
)  # fmt: skip
"""These answers do not go together."""
_NEEDLESS: tuple[tuple[str, tuple[Any, ...], str, str], ...] = (
    ("papier", ("duldung", "gestattung"), "titel_paragraf", "Mit diesem Papier besteht kein Aufenthaltstitel mit "
     "Paragraf."),
    ("papier", (*_TITLES, "gestattung", "ankunftsnachweis", "deutsch"), "duldung_art", "Das Papier ist keine Duldung."),
    ("familienstand", ("ledig",), "ehe_geschlossen_am", "Ledig, aber mit Tag der Eheschließung."),
    ("familienstand", ("ledig",), "trennung_am", "Ledig, aber mit Tag der Trennung."),
    ("asyl_stand", ("kein_antrag",), "asylantrag_am", "Kein Asylantrag, aber mit Tag des Antrags."),
    ("asyl_stand", ("kein_antrag",), "bamf_entscheidung_am", "Kein Asylantrag, aber mit Bescheid des BAMF."),
    ("zusatz_60b", ("nie",), "zusatz_60b_von", "Der Zusatz soll nie da gewesen sein, hat aber einen Beginn."),
    ("arbeit_sozialversichert", (False,), "arbeit_sv_seit", "Keine sozialversicherte Arbeit, aber mit Beginn."),
    ("freiheitsstrafe_monate", (0,), "strafe_art", "Keine Freiheitsstrafe, aber mit ihrer Art."),
    ("antrag_art", ("keiner",), "antrag_gestellt_am", "Kein Antrag, aber mit Tag des Eingangs."),
)  # fmt: skip
"""With the first answer the second question has no answer."""
_FUTURE = (
    "duldung_seit",
    "aufenthalt_ununterbrochen_seit",
    "aufenthaltserlaubnis_seit",
    "abschiebung_ausgesetzt_seit",
    "titel_erste_erteilung_am",
    "asylantrag_am",
    "asyl_eingereicht_am",
    "bamf_entscheidung_am",
    "asyl_endgueltig_am",
    "schutz_zuerkannt_am",
    "kind_geboren_am",
    "ehe_geschlossen_am",
    "arbeit_sv_seit",
    "identitaet_geklaert_am",
    "bescheid_post_am",
    "bescheid_zugang_am",
    "antrag_gestellt_am",
)
"""These days lie in the past."""
ADULT = 18


def impossibilities(values: Values, day: date) -> list[str]:
    """Sentences on answers that cannot be true on the counselling day: such a case is not judged."""
    found = []
    for fact, what in _NOT_IN_FUTURE.items():
        span = _span(values.get(fact))
        if span and span[0] > day.toordinal():
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
    return [hint for check in _CHECKS for hint in check(values, day)]


def _orders(values: Values, _: date) -> Iterator[Hint]:
    rules = list(_IN_ORDER)
    rules += [
        (since, "papier_gueltig_bis", text) for paper, since, text in _WITH_PAPER if values.get("papier") == paper
    ]
    rules += [(elder, younger, text) for kin, elder, younger, text in _ELDER if values.get("beziehung") == kin]
    for first, second, text in rules:
        if _ordered(values.get(first), values.get(second)) is False:
            yield Hint((first, second), text)


def _pairs(values: Values, _: date) -> Iterator[Hint]:
    for first, some, second, others, text in _PAIRS:
        if _among(values, first, some) and _among(values, second, others):
            yield Hint((first, second), text)
    for first, some, second, text in _NEEDLESS:
        if _among(values, first, some) and values.get(second) is not None:
            yield Hint((first, second), text)
    if _among(values, "bamf_entscheidung", ("abgelehnt_einfach",)) and values.get("ou_grund") not in (None, "keiner"):
        yield Hint(("bamf_entscheidung", "ou_grund"), "Einfach abgelehnt, aber mit Vorschrift für „offensichtlich“.")
    german = _among(values, "staatsangehoerigkeit", ("DEU",))
    if german and values.get("papier") not in (None, "deutsch"):
        yield Hint(("staatsangehoerigkeit", "papier"), "Deutsche brauchen kein solches Papier.")


def _future(values: Values, day: date) -> Iterator[Hint]:
    for fact in _FUTURE:
        span = _span(values.get(fact))
        if span and span[0] > day.toordinal():
            yield Hint((fact,), "Dieser Tag liegt nach dem Beratungstag.")


def _numbers(values: Values, _: date) -> Iterator[Hint]:
    people, children = values.get("haushaltsgroesse"), values.get("kinder_anzahl")
    if isinstance(people, (int, float)) and isinstance(children, (int, float)) and children >= people:
        yield Hint(("haushaltsgroesse", "kinder_anzahl"), "So viele Kinder wie Personen: Es fehlt ein Erwachsener.")
    born, came = _span(values.get("geburtsdatum")), _span(values.get("einreise_am"))
    if born and came and values.get("unbegleitet") is True:
        grown = add_months(date.fromordinal(born[1]), 12 * ADULT).toordinal()
        if came[0] >= grown:
            text = "Als Kind ohne Eltern gekommen, aber bei der Einreise schon volljährig."
            yield Hint(("unbegleitet", "geburtsdatum", "einreise_am"), text)


_CHECKS: tuple[Callable[[Values, date], Iterable[Hint]], ...] = (_orders, _pairs, _future, _numbers)


def _among(values: Values, fact: str, wanted: tuple[Any, ...]) -> bool:
    value = values.get(fact)
    return any(value == one and type(value) is type(one) for one in wanted)


def _ordered(first: Any, second: Any) -> bool | None:
    """Whether `first` is not later than `second`; None if that is not known or may be."""
    one, other = _span(first), _span(second)
    if one is None or other is None:
        return None
    return False if one[0] > other[1] else True if one[1] <= other[0] else None


def _span(value: Any) -> tuple[int, int] | None:
    """The first and the last day a date answer may mean; None for no answer and for a disputed one."""
    return None if not isinstance(value, tuple) or isinstance(value, Either) else (value[0], value[1])
