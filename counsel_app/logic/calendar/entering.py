"""Putting entries into the calendar.

For other windows (the calculator, the case page); each method gives a `CalendarNote`, one sentence to show, and says
"steht schon im Kalender" instead of entering the same thing twice:

* `add_deadline(case_id, day=..., text=..., law=..., latest=..., early=..., person=..., origin=...)`: a Frist as
  reckoned, with its Vorfrist
* `add_window(case_id, person, days)`: the days on which an option opens and closes
* `add_paper(case_id, person, day, title)`: the last day of a paper
* `add_sent(case_id, sent, text)`: the first day of an action for failure to act (§ 75 VwGO)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from counsel_app.logic.calendar.entries import (
    LONGEST_INITIALS,
    LONGEST_TEXT,
    MOST_ENTRIES,
    CalendarEntry,
    Source,
    Term,
)
from counsel_app.logic.calendar.reminders import LEAD_DAYS, MOST_LEAD_DAYS, PAPER_LEAD_DAYS, early_day, silence_day
from counsel_app.logic.calendar.shelf import Shelf
from counsel_app.logic.calendar.views import CalendarNote
from counsel_app.logic.cases.records import Case
from counsel_app.logic.deadlines.holidays import Holidays
from counsel_app.logic.errors import InputError
from counsel_app.logic.texts import day_text
from counsel_app.logic.typed import typed_day


class OptionDays(NamedTuple):
    """An option's next window: the first and the last day, None where there is none in sight.

    `edge`: it opens on the first full day of a waiting time, so it is safe only from the day after.
    """

    option: str
    name: str
    law: str
    opens: date | None
    edge: bool
    closes: date | None


class Entering:
    """Makes entries from what is known of them, and keeps them with their case."""

    def __init__(self, shelf: Shelf, holidays: Callable[[], Holidays], today: date, new_id: Callable[[], str]) -> None:
        self._shelf = shelf
        self._read_holidays = holidays
        self._today = today
        self._new_id = new_id

    @cached_property
    def _holidays(self) -> Holidays:
        """Read on first need: the list of cases must be there at once."""
        return self._read_holidays()

    @property
    def lead(self) -> int:
        """Days between Vorfrist and Frist, 0 to 180; as used last, at first 7."""
        kept = self._shelf.lead
        return LEAD_DAYS if kept is None else kept

    def add(
        self, case_id: str, term: str, day: str, text: str, law: str = "", lead: str = "", initials: str = ""
    ) -> CalendarNote:
        """An entry by hand, as typed. `term`: "Frist" or "Wiedervorlage"; `lead`: days of the Vorfrist, "" as usual.

        Raises InputError.
        """
        found = typed_day(day, "Der Tag des Eintrags")
        days = self._typed_lead(lead)
        by = self._typed_initials(initials) if initials.strip() else ""
        entry = self._entry(Term(term), found, text, law=law, made_by=by)
        early = early_day(found, days, self._holidays, self._today) if entry.term is Term.FRIST else None
        return self._put(case_id, self._with_early(entry, early))

    def add_deadline(
        self,
        case_id: str,
        *,
        day: date,
        text: str,
        law: str,
        latest: date | None = None,
        early: date | None = None,
        person: str = "",
        origin: str = "",
        initials: str = "",
    ) -> CalendarNote:
        """A Frist from the calculator.

        `day` is the safe day, which counts; `latest` the latest defensible one. `early`: the Vorfrist, if the
        calculator reckoned one, else the usual lead. `origin`: the rule, for instance "F01". `text` should name
        no client and has at most 300 characters. Raises InputError.
        """
        if latest is not None and latest < day:
            raise InputError(
                f"Der späteste Tag {day_text(latest)} liegt vor dem sicheren Tag {day_text(day)}; bitte prüfen."
            )
        about = {"law": law, "person": person, "origin": origin, "made_by": initials}
        entry = self._entry(
            Term.FRIST, day, text, latest=None if latest == day else latest, source=Source.CALCULATOR, **about
        )
        early = early or early_day(day, self.lead, self._holidays, self._today)
        return self._put(case_id, self._with_early(entry, early))

    def add_window(self, case_id: str, person: str, days: OptionDays) -> CalendarNote:
        """The opening of an option as Wiedervorlage, its closing as Frist with Vorfrist. Raises InputError."""
        if days.opens is None and days.closes is None:
            raise InputError(
                f"„{days.name}“ öffnet oder schließt sich in den nächsten zehn Jahren an keinem bestimmten Tag; "
                "eine Erinnerung lässt sich im Kalender von Hand eintragen."
            )
        about = {"law": days.law, "person": person, "origin": days.option}
        entries: list[CalendarEntry] = []
        if days.opens is not None:
            safe = f", sicher ab {day_text(days.opens + timedelta(days=1))}" if days.edge else ""
            text = f"{days.name}: ab heute möglich{safe}"
            entries.append(self._entry(Term.WIEDERVORLAGE, days.opens, text, source=Source.OPENING, **about))
        if days.closes is not None:
            frist = self._entry(Term.FRIST, days.closes, f"{days.name}: letzter Tag", source=Source.CLOSING, **about)
            entries += self._with_early(frist, early_day(days.closes, self.lead, self._holidays, self._today))
        return self._put(case_id, entries)

    def add_paper(self, case_id: str, person: str, day: date, title: bool) -> CalendarNote:
        """The last day of a paper; `title`: it is one that goes on if renewal is asked for in time."""
        law = "§ 81 Abs. 4 AufenthG" if title else ""
        text = "Papier läuft ab: Verlängerung vorher beantragen" if title else "Papier läuft ab: vorher verlängern"
        frist = self._entry(Term.FRIST, day, text, law=law, person=person, source=Source.PAPER)
        early = next(
            filter(None, (early_day(day, n, self._holidays, self._today) for n in (PAPER_LEAD_DAYS, self.lead))), None
        )
        return self._put(case_id, self._with_early(frist, early))

    def add_sent(self, case_id: str, sent: str, text: str, initials: str = "") -> CalendarNote:
        """An application was sent on this day, as typed: when the authority has been silent for too long.

        Raises InputError.
        """
        day = typed_day(sent, "Der Tag des Absendens")
        if day > self._today:
            raise InputError(f"Abgeschickt am {day_text(day)} liegt in der Zukunft; erwartet wird ein vergangener Tag.")
        by = self._typed_initials(initials) if initials.strip() else ""
        words = f"{text.strip() or 'Antrag'} vom {day_text(day)}: ohne Bescheid ab heute Untätigkeitsklage möglich"
        about = {"law": "§ 75 Satz 2 VwGO", "origin": day.isoformat(), "made_by": by}
        entry = self._entry(Term.WIEDERVORLAGE, silence_day(day), words, source=Source.SENT, **about)
        return self._put(case_id, [entry])

    # inside ---------------------------------------------------------------------------

    def _entry(self, term: Term, day: date, text: str, *, law: str = "", **fields: Any) -> CalendarEntry:
        text = bounded(text, "Der Text")
        if not text:
            raise InputError("Der Text fehlt; erwartet werden wenige Worte, was an dem Tag zu tun ist.")
        return CalendarEntry(self._new_id(), term, day, text, self._today, bounded(law, "Die Norm"), **fields)

    def _with_early(self, frist: CalendarEntry, early: date | None) -> list[CalendarEntry]:
        if early is None:
            return [frist]
        when = f" (Frist {day_text(frist.day)})"
        text = frist.text[: LONGEST_TEXT - len(when)] + when
        named = replace(frist, id=self._new_id(), text=text, of=frist.id)
        return [frist, replace(named, term=Term.VORFRIST, day=early, latest=None)]

    def _put(self, case_id: str, entries: list[CalendarEntry]) -> CalendarNote:
        case = self._shelf.case(case_id)
        known = {_likeness(entry): entry.id for entry in case.calendar if entry.is_open}
        fresh = [entry for entry in entries if _likeness(entry) not in known]
        if not fresh:
            return CalendarNote(f"Steht schon im Kalender: {_sentence(entries)}.")
        if len(case.calendar) + len(fresh) > MOST_ENTRIES:
            raise InputError(f"Ein Fall hat höchstens {MOST_ENTRIES} Einträge im Kalender; dieser hat sie erreicht.")
        stored = {entry.id: known.get(_likeness(entry), entry.id) for entry in entries}
        self._keep(case.with_entries(*(replace(one, of=stored.get(one.of, one.of)) for one in fresh)))
        return CalendarNote(f"Im Kalender: {_sentence(fresh)}.")

    def _keep(self, case: Case) -> None:
        self._shelf.keep(replace(case, changed_on=max(self._today, case.changed_on)))

    def _typed_initials(self, typed: str) -> str:
        initials = typed.strip()
        if not initials or len(initials) > LONGEST_INITIALS:
            raise InputError(f"Das Kürzel fehlt oder ist zu lang; erwartet werden 1 bis {LONGEST_INITIALS} Zeichen.")
        if initials != self._shelf.initials:
            self._shelf.initials = initials
        return initials

    def _typed_lead(self, typed: str) -> int:
        if not typed.strip():
            return self.lead
        if not typed.strip().isdecimal() or int(typed) > MOST_LEAD_DAYS:
            raise InputError(
                f"Vorfrist: erwartet wird eine Zahl von 0 (keine) bis {MOST_LEAD_DAYS} Tagen, nicht „{typed[:20]}“."
            )
        if int(typed) != self.lead:
            self._shelf.lead = int(typed)
        return int(typed)


def bounded(text: str, what: str) -> str:
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        raise InputError(f"{what} ist zu lang: höchstens {LONGEST_TEXT} Zeichen, eingegeben sind {len(text)}.")
    return text


def _likeness(entry: CalendarEntry) -> tuple[object, ...]:
    """What makes two entries the same thing."""
    return entry.term, entry.day, entry.text, entry.person, entry.source, entry.origin


def _sentence(entries: Iterable[CalendarEntry]) -> str:
    return ", ".join(f"{entry.term.value} {day_text(entry.day)}" for entry in entries)
