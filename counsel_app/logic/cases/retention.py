"""How long a case is kept.

No statute fixes a period for counselling files. The default follows the regular limitation period: three
years, counted from the end of the year in which the counselling ended (BGB §§ 195, 199 Abs. 1). Nothing is ever
erased by a date alone: the date puts a case on the list a person works through.
"""

from __future__ import annotations

from datetime import date

from counsel_app.logic.cases.records import Case

PRESETS = {
    "Regelfrist: drei Jahre nach dem Jahr des Abschlusses": 3,
    "Förderbelege: fünf Jahre nach dem Jahr des Abschlusses": 5,
    "Höchstfrist bei Streit über Ansprüche: zehn Jahre (§ 199 Abs. 3 und 4 BGB)": 10,
}
HOLD_REASONS = (
    "laufendes Verfahren",
    "minderjährige Kinder im Haushalt",
    "Streit mit Behörde oder Träger",
    "Einschränkung der Verarbeitung verlangt (Art. 18 DSGVO)",
)


def due_on(case: Case) -> date | None:
    """The first day after the time of keeping; None while a reason holds the case.

    An open case is counted as if it were closed on the day of its last change.
    """
    if case.keeping.holds:
        return None
    last = case.closed_on or case.changed_on
    return date(min(last.year + case.keeping.years + 1, date.max.year), 1, 1)
