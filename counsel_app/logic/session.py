"""The one door for commands: the window calls a method, gets the new picture back, and paints it.

A session holds the open case and its past (undo), saves each change before it shows it, and judges anew.
Ids, codes and the day come in from outside; there is no clock here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counsel_app.logic.calendar.desk import Calendar
from counsel_app.logic.calendar.shelf import Shelf
from counsel_app.logic.cases import household
from counsel_app.logic.cases.records import LONGEST_LABEL, Answer, AnswerKind, Case, Person
from counsel_app.logic.deadlines.holidays import HOME, read_holidays
from counsel_app.logic.errors import InputError
from counsel_app.logic.open_case import OpenCase
from counsel_app.logic.presentation.listing import listing_view
from counsel_app.logic.snapshot import (
    CalendarNote,
    CaseView,
    DeadlineView,
    DetailView,
    ListingView,
    ResolutionView,
)
from counsel_app.logic.texts import day_text
from counsel_app.logic.vault.desk import VaultDesk
from counsel_app.logic.vault.gate import Gate
from counsel_app.logic.vault.sealing.slots import STANDARD, Cost
from counsel_app.logic.vault.store import Store

__all__ = ["Gate", "Session"]

if TYPE_CHECKING:
    from counsel_app.logic.cooperation.desk import CooperationDesk
    from counsel_app.logic.counselling import Counselling
    from counsel_app.logic.deadlines.desk import DeadlineDesk
    from counsel_app.logic.deadlines.letter_form import Form
    from counsel_app.logic.documents.desk import LetterDesk
    from counsel_app.logic.handbook.desk import Handbook
    from counsel_app.logic.law.program import Program
    from counsel_app.logic.resolution.desk import ResolutionDesk
    from counsel_app.logic.vault.duties.desk import DutyDesk


class Session:
    """The commands of the window. Every method returns what to paint; unusable input raises InputError."""

    def __init__(
        self,
        program: Callable[[], Program],
        store: Store,
        demo: Path,
        today: date,
        new_id: Callable[[], str],
        *,
        demo_only: bool = False,
        cost: Cost = STANDARD,
    ) -> None:
        """`demo_only`: nothing but the demo household can be opened; `cost`: of a guess at a new passphrase."""
        self.store, self.demo, self.demo_only, self.day = store, demo, demo_only, today
        self._load_program = program
        self._today = today
        self._new_id = new_id
        self._search = ""
        self.notice = ""  # what the start page says until the program is closed
        self._open: OpenCase | None = None
        shelf = Shelf(store, self._case_now, self._take_case)
        holidays = demo.parent / "deadlines" / "holidays.toml"
        self.calendar = Calendar(shelf, lambda: read_holidays(holidays)[HOME], today, new_id)
        self.vault = VaultDesk(store, demo.parent, today, lambda: self.law.kinds_of_data(), cost)

    # desks, each loaded on first need, so that the list of cases is there at once -------------

    @cached_property
    def deadlines(self) -> DeadlineDesk:
        """Triage and calculator."""
        from counsel_app.logic.deadlines.desk import DeadlineDesk

        return DeadlineDesk(self.demo.parent / "deadlines", lambda: self.law.program.knowledge, self._today)

    @cached_property
    def resolution(self) -> ResolutionDesk:
        """The paper of 2020."""
        from counsel_app.logic.resolution.desk import ResolutionDesk

        return ResolutionDesk(self.demo.parent / "resolution")

    @cached_property
    def cooperation(self) -> CooperationDesk:
        """The duties to cooperate of the person shown."""
        from counsel_app.logic.cooperation.desk import CooperationDesk

        told = lambda: self.law.told(self._now.case, self._person, self.day)  # noqa: E731
        keep = lambda person: self._now.keep(self._now.case.with_person(person))  # noqa: E731
        return CooperationDesk(self.demo.parent / "cooperation", self._today, told, keep, self.answer)

    @cached_property
    def handbook(self) -> Handbook:
        """What F1 opens."""
        from counsel_app.logic.handbook.desk import Handbook

        return Handbook(self.demo.parent, lambda: self.law.program.knowledge)

    @cached_property
    def duties(self) -> DutyDesk:
        """Keeping, consents, copy and erasure."""
        from counsel_app.logic.vault.duties.desk import DutyDesk

        labels = lambda: self.law.labels_of_questions()  # noqa: E731
        return DutyDesk(self.store, self._case_now, self._take_case, self._today, self._new_id, labels)

    @cached_property
    def letters(self) -> LetterDesk:
        """Letters to authorities, papers for the client."""
        from counsel_app.logic.documents.desk import LetterDesk, Now

        now = lambda: Now(self._now.case, self._person, self.day)  # noqa: E731
        ways = (self._take_case, lambda case: self._now.keep(case), self._new_id, self.store, self.calendar.add_sent)
        return LetterDesk(self.demo.parent, lambda: self.law, now, *ways)

    @cached_property
    def law(self) -> Counselling:
        """What judges and describes."""
        from counsel_app.logic.counselling import Counselling
        from counsel_app.logic.interview.bundles import read_bundles

        return Counselling(self._load_program(), self._today, read_bundles(self.demo.parent / "interview"))

    # the list ---------------------------------------------------------------

    def listing(self, search: str | None = None) -> ListingView:
        """The start page, with the words searched for."""
        if search is not None:
            self._search = search
        note = self.vault.damages() or self.notice
        if self.demo_only:
            note = "Ohne Tresor: Hier lässt sich nur der Beispielhaushalt ansehen, und nichts davon wird gespeichert."
        return listing_view(self.store, self._search, note, self.calendar.upcoming(), self.vault.backups.line())

    def new_case(self, title: str = "") -> CaseView:
        """A case with one person and no name: the code stands for it."""
        if self.demo_only:
            raise InputError("Ohne Tresor wird kein Fall angelegt; bitte erst einen Tresor anlegen oder öffnen.")
        case = household.new_case(self._new_id(), self._new_id(), self._today, title)
        self.store.save(case)
        return self._opened(case)

    def open_case(self, case_id: str) -> CaseView:
        """A stored case."""
        return self._opened(self.store.load(case_id))

    def open_demo(self) -> CaseView:
        """The invented household; changes to it are not kept."""
        from counsel_app.logic.cases.demo import demo_case

        return self._opened(demo_case(self.demo, self._today))

    def close_case(self) -> ListingView:
        """Back to the list."""
        self._open = None
        self.day = self._today
        return self.listing()

    def after_erasing(self, case_id: str) -> ListingView:
        """The list again, once a case is gone; it is not open any more."""
        if self._open is not None and self._open.case.id == case_id:
            self._open = None
        return self.listing()

    def after_restoring(self) -> None:
        """The open case as it is stored now, without its past."""
        if self._open is not None and not self._open.is_demo:
            self._opened(self.store.load(self._open.case.id))

    # answers ----------------------------------------------------------------

    def answer(self, fact: str, typed: Any) -> CaseView:
        """A value: a bool, a choice, or text as typed for dates and numbers ("3.4.2019", "04/2019", "2019")."""
        return self._answered(fact, Answer(AnswerKind.VALUE, self.law.value(fact, typed)))

    def unknown(self, fact: str) -> CaseView:
        """The person does not know."""
        return self._answered(fact, Answer(AnswerKind.UNKNOWN))

    def withheld(self, fact: str) -> CaseView:
        """Better not asked: not asked on purpose."""
        return self._answered(fact, Answer(AnswerKind.WITHHELD))

    def pending(self, fact: str, paper: str, until: str = "") -> CaseView:
        """A paper will show it: which, and until when it is expected (as typed, may be empty)."""
        from counsel_app.logic.typed import typed_day

        expected = typed_day(until, "Bis wann die Unterlage kommt") if until.strip() else None
        return self._answered(
            fact, Answer(AnswerKind.PENDING, paper=household.bounded(paper, LONGEST_LABEL, "Unterlage"), until=expected)
        )

    def disputed(self, fact: str, client: Any, authority: Any) -> CaseView:
        """Client and authority say different things; both are judged."""
        return self._answered(
            fact, Answer(AnswerKind.DISPUTED, self.law.value(fact, client), self.law.value(fact, authority))
        )

    def answer_together(self, bundle: str) -> CaseView:
        """All answers of a bundle that were not given yet, in one step."""
        self._now.keep(self.law.with_bundle(self._now.case, self._person, bundle))
        return self.view()

    def clear(self, fact: str) -> CaseView:
        """Take an answer back."""
        return self._answered(fact, None)

    def undo(self) -> CaseView:
        """The case as it was before the last change."""
        self._now.undo()
        return self.view()

    def redo(self) -> CaseView:
        """The change that was undone last."""
        self._now.redo()
        return self.view()

    # people, title, notes, day ------------------------------------------------

    def add_person(self, label: str, role: str = "") -> CaseView:
        """One more person of the household; they are shown next."""
        person_id = self._new_id()
        self._now.keep(household.with_new_person(self._now.case, person_id, label, role))
        return self.select_person(person_id)

    def change_person(self, person_id: str, label: str, role: str, reference: str) -> CaseView:
        """Another name, role, or person in Germany they rely on ("" for none)."""
        self._now.keep(household.with_changed_person(self._now.case, person_id, label, role, reference))
        return self.view()

    def remove_person(self, person_id: str) -> CaseView:
        """Take a person out of the household, with their answers."""
        self._now.keep(household.without_person(self._now.case, person_id))
        return self.view()

    def select_person(self, person_id: str) -> CaseView:
        """Whose answers and options are shown."""
        self._now.select(person_id)
        return self.view()

    def describe(self, title: str, notes: str) -> CaseView:
        """Title and notes of the case."""
        self._now.keep(household.described(self._now.case, title, notes))
        return self.view()

    def look_at(self, typed: str) -> CaseView:
        """Judge as of another day ("" for today)."""
        from counsel_app.logic.typed import typed_day

        self.day = typed_day(typed, "Der Beratungstag") if typed.strip() else self._today
        return self.view()

    # pictures -----------------------------------------------------------------

    def view(self) -> CaseView:
        """The case page."""
        now = self._now
        view = self.law.view(now.case, self._person, self.day, now.shown, now.ways)
        now.shown = {card.option: f"{card.outlook} {card.line}" for measure in view.measures for card in measure.cards}
        return view

    def detail(self, option: str) -> DetailView:
        """One option with every condition."""
        return self.law.detail(self._now.case, self._person, self.day, option)

    def resolution_page(self) -> ResolutionView:
        """The resolution; with an open case each measure with its options as they stand for the person shown."""
        options = self.law.program.knowledge.options.values()
        if self._open is None:
            return self.resolution.view(options)
        judged = self.law.measures(self._now.case, self._person, self.day)
        return self.resolution.view(options, judged, f"{self._person.label}, {day_text(self.day)}")

    def option_to_calendar(self, option: str) -> CalendarNote:
        """The days on which an option opens and closes, for the person shown."""
        days = self.law.option_days(self._now.case, self._person, self.day, option)
        return self.calendar.add_window(self._now.case.id, self._person.id, days)

    def paper_to_calendar(self) -> CalendarNote:
        """The last day of the paper of the person shown."""
        day, is_title = self.law.paper_end(self._now.case, self._person)
        return self.calendar.add_paper(self._now.case.id, self._person.id, day, is_title)

    # deadlines ------------------------------------------------------------------

    @property
    def has_case(self) -> bool:
        """Whether a case is open."""
        return self._open is not None

    def deadline_form(self, event: str = "") -> DeadlineView:
        """The calculator, filled with what the open case says of the last letter; `event`: what happened, if known."""
        form = self.deadlines.form.form_of(self._said)
        return self.deadlines.show(form if event in ("", form.get("event")) else {"event": event}, self._said)

    def reckon(self, form: Form) -> DeadlineView:
        """What the form comes to."""
        return self.deadlines.show(form, self._said)

    def deadline_to_calendar(self, form: Form, rule: str) -> CalendarNote:
        """A reckoned deadline with its Vorfrist, for the person shown; without an open case in a new one."""
        found = self.deadlines.reckoning(form, rule, self._said)
        self._take_letter(form)
        day = found.opens or found.safe
        return self.calendar.add_deadline(
            self._now.case.id,
            day=day,
            text=f"{found.rule.name}: {'möglich ab heute' if found.opens else found.rule.remedy}"[:300],
            law=found.rule.law[:300],
            latest=found.latest if found.latest > day else None,
            early=found.warning if self._today <= found.warning < day else None,
            person=self._person.id,
            origin=rule,
        )

    def letter_to_case(self, form: Form) -> CaseView:
        """What the form says of the letter, as answers of the person shown; without an open case in a new one."""
        self.deadlines.check(form, self._said)
        self._take_letter(form)
        return self.view()

    # inside -------------------------------------------------------------------

    @property
    def _said(self) -> dict[str, Any]:
        """What is certain about the person shown; nothing while no case is open."""
        return self.law.certain_answers(self._now.case, self._person) if self._open else {}

    def _take_letter(self, form: Form) -> None:
        """All answers in one step, so that one undo takes them back."""
        if self._open is None:
            self.new_case()
        case = self._now.case
        for fact, value in self.deadlines.form.facts_of(form).items():
            if fact in self.law.program.knowledge.facts:
                typed = value.isoformat() if isinstance(value, date) else value
                answer = Answer(AnswerKind.VALUE, self.law.value(fact, typed))
                case = case.with_answer(self._person.id, fact, answer, household=self.law.is_household(fact))
                self.law.refuse_impossible(case, case.person(self._person.id), fact)
        self._now.keep(case)

    def _case_now(self) -> Case | None:
        return self._open.case if self._open else None

    def _take_case(self, case: Case) -> None:
        """Somebody else has saved a case: if it is the open one, it goes on as it is now; no undo takes it back."""
        if self._open is not None and self._open.case.id == case.id:
            self._open.case = case

    @property
    def _now(self) -> OpenCase:
        if self._open is None:
            raise InputError("Es ist kein Fall geöffnet; bitte zuerst einen Fall auswählen.")
        return self._open

    @property
    def _person(self) -> Person:
        return self._now.person

    def _opened(self, case: Case) -> CaseView:
        self._open = OpenCase(case, self.store.save, self._today)
        return self.view()

    def _answered(self, fact: str, answer: Answer | None) -> CaseView:
        case = self._now.case.with_answer(self._person.id, fact, answer, household=self.law.is_household(fact))
        if answer is not None:
            self.law.refuse_impossible(case, case.person(self._person.id), fact)
        self._now.keep(case)
        return self.view()
