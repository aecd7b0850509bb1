"""Judges the people of a case and describes what came out: from Case to pictures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from counsel_app.logic.calendar.entering import OptionDays
from counsel_app.logic.calendar.entries import LONGEST_TEXT
from counsel_app.logic.cases.records import DEMO_ID, Answer, AnswerKind, Case, Person
from counsel_app.logic.cooperation.desk import SUSPENDED, Told
from counsel_app.logic.errors import InputError
from counsel_app.logic.interview.bundles import Bundle, offered
from counsel_app.logic.interview.plausibility import contradictions, impossibilities
from counsel_app.logic.interview.questions import needs, next_question
from counsel_app.logic.law.judge import Assessment, judge_values, read_answers
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.truth import NO, OPEN, STATE_NAMES, YES, state_on
from counsel_app.logic.law.values import Either, Span, read_value
from counsel_app.logic.presentation.cards import measure_views
from counsel_app.logic.presentation.details import detail
from counsel_app.logic.presentation.questions import reason_for, section_views
from counsel_app.logic.snapshot import CaseView, DetailView, MeasureView, PersonView, SheetLine
from counsel_app.logic.texts import SECTIONS, day_text
from counsel_app.logic.typed import typed_value

SPECIAL = "Besonders geschützte Angaben (Gesundheit, Straftaten, Gewalt, Überzeugung)"
TITLES = ("aufenthaltserlaubnis", "visum_national")
"""The papers that go on while a renewal asked for in time is decided (§ 81 Abs. 4 AufenthG)."""


class Counselling:
    """The law of one pack, applied to cases. Holds no case."""

    def __init__(self, program: Program, today: date, bundles: tuple[Bundle, ...] = ()) -> None:
        self.program = program
        self._bundles = bundles
        self._today = today

    def is_household(self, fact: str) -> bool:
        """Whether one answer holds for the whole household. Raises InputError for an unknown question."""
        known = self.program.knowledge.facts.get(fact)
        if known is None:
            raise InputError(f"Die Frage „{fact}“ gibt es nicht.")
        return known.scope == "household"

    def kinds_of_data(self) -> dict[str, str]:
        """The kind of data each question asks for, as a report to the supervisory authority names it."""
        return {
            known.id: SPECIAL if known.sensitivity > 1 else f"Angaben zu {SECTIONS.get(known.section, known.section)}"
            for known in self.program.knowledge.facts.values()
        }

    def labels_of_questions(self) -> dict[str, str]:
        """The questions in words."""
        return {known.id: known.label for known in self.program.knowledge.facts.values()}

    def value(self, fact: str, typed: Any) -> Any:
        """What was typed or chosen, as a value that fits the question. Raises InputError."""
        self.is_household(fact)
        known = self.program.knowledge.facts[fact]
        value = typed_value(known.type, typed)
        read_value(known, value)
        return value

    def refuse_impossible(self, case: Case, person: Person, fact: str) -> None:
        """Raises InputError if the answers to `fact` and to others cannot both be true."""
        answers = {**case.household, **person.answers}
        values = read_answers(self.program, {name: answer.judged for name, answer in answers.items()})
        impossible = [text for text in impossibilities(values, self._today) if f"({fact}" in text]
        if impossible:
            raise InputError(impossible[0])

    def view(
        self, case: Case, person: Person, day: date, shown: Mapping[str, str], travel: tuple[bool, bool]
    ) -> CaseView:
        """The case page for one person; `shown` has the cards as they were, `travel` says if undo and redo exist."""
        answers, inherited = self._answers_of(case, person)
        values = self._values(answers)
        assessment = self._assess(case, person, day)
        settled = frozenset(answers)
        ranked = needs(assessment, settled)
        upcoming = next_question(ranked, settled)
        knowledge = self.program.knowledge
        kept = "Beispiel, wird nicht gespeichert" if case.id == DEMO_ID else "gespeichert"
        impossible = impossibilities(values, day)
        return CaseView(
            id=case.id,
            code=case.code,
            title=case.title,
            notes=case.notes,
            reference=person.reference,
            demo=case.id == DEMO_ID,
            day=day,
            day_text=day_text(day) + ("" if day == self._today else " (nicht heute)"),
            status=f"Rechtsstand {day_text(knowledge.law_as_of)} · Wissen {knowledge.version} · {kept}",
            warning=impossible[0] if impossible else "",
            people=tuple(self._person_view(case, other, other.id == person.id, day) for other in case.people),
            sections=section_views(
                knowledge,
                answers,
                inherited,
                ranked,
                contradictions(values, day),
                offered(self._bundles, ranked, {fact: answer.judged for fact, answer in answers.items()}),
            ),
            next_fact=upcoming.fact if upcoming else None,
            next_reason=reason_for(upcoming) if upcoming else "Alle Fragen, von denen etwas abhängt, sind beantwortet.",
            measures=measure_views(assessment, shown),
            can_undo=travel[0],
            can_redo=travel[1],
        )

    def with_bundle(self, case: Case, person: Person, bundle: str) -> Case:
        """The case after all answers of a bundle that were not given yet. Raises KeyError."""
        answers, _ = self._answers_of(case, person)
        chosen = {one.id: one for one in self._bundles}[bundle]
        for fact, value in chosen.answers.items():
            if fact not in answers:
                answer = Answer(AnswerKind.VALUE, self.value(fact, value))
                case = case.with_answer(person.id, fact, answer, household=self.is_household(fact))
        return case

    def detail(self, case: Case, person: Person, day: date, option: str) -> DetailView:
        """One option with every condition."""
        verdict = self._assess(case, person, day).verdict(option)
        edge = False
        if verdict.state_number == YES:
            before = self._assess(case, person, day - timedelta(days=1)).verdict(option)
            edge = before.start == day and before.edge_day
        return detail(verdict, edge_today=edge)

    def measures(self, case: Case, person: Person, day: date) -> tuple[MeasureView, ...]:
        """All options as cards, none of them marked as changed."""
        return measure_views(self._assess(case, person, day), {})

    def told(self, case: Case, person: Person, day: date) -> Told:
        """What is known of a person's duties to cooperate."""
        assessment = self._assess(case, person, day)
        suspended = state_on(assessment.courses[self.program.term(SUSPENDED)], day.toordinal())
        return Told(person, self.certain_answers(case, person), STATE_NAMES[suspended])

    def judged(self, case: Case, person: Person) -> tuple[dict[str, Answer], dict[str, Any]]:
        """All answers that count for a person, and the values a judgement reads."""
        answers, _ = self._answers_of(case, person)
        return answers, self._values(answers) | self._household_values(case)

    def review(self, option: str) -> tuple[SheetLine, ...]:
        """The lawyer's sheet of an option; nothing of any case is in it."""
        from counsel_app.logic.law.review import review_lines

        return review_lines(self.program, self.program.knowledge.options[option], self.program.stories())

    def option_days(self, case: Case, person: Person, day: date, option: str) -> OptionDays:
        """An option's next window, for the calendar."""
        verdict = self._assess(case, person, day).verdict(option)
        opens, law = verdict.start, "; ".join(verdict.option.law)[:LONGEST_TEXT]
        closes = verdict.until or next((one.until for one in verdict.windows if opens and one.start == opens), None)
        return OptionDays(option, verdict.option.name, law, opens, verdict.edge_day, closes)

    def certain_answers(self, case: Case, person: Person) -> dict[str, Any]:
        """The values that were said without doubt or dispute; days as text, "2026-11-12"."""
        answers, _ = self._answers_of(case, person)
        return {fact: answer.value for fact, answer in answers.items() if answer.kind is AnswerKind.VALUE}

    def paper_end(self, case: Case, person: Person) -> tuple[date, bool]:
        """The earliest day on which the person's paper may end, and whether it is a residence title.

        Raises InputError when it is not known.
        """
        answers, _ = self._answers_of(case, person)
        values = self._values(answers)
        said = values.get("papier_gueltig_bis")
        ends = [span[0] for span in (said if isinstance(said, Either) else (said,)) if isinstance(span, tuple)]
        if not ends:
            raise InputError("Bis wann das Papier gilt, ist noch nicht beantwortet (Frage „Papier gültig bis“).")
        return date.fromordinal(min(ends)), values.get("papier") in TITLES

    def _answers_of(self, case: Case, person: Person) -> tuple[dict[str, Answer], frozenset[str]]:
        """All answers that count for a person, and those taken over from the person they rely on."""
        answers = {**case.household, **person.answers}
        inherited = set()
        if person.reference:
            others = case.person(person.reference).answers
            for fact in self.program.knowledge.facts.values():
                if fact.takes_from and fact.id not in answers and fact.takes_from in others:
                    answers[fact.id] = others[fact.takes_from]
                    inherited.add(fact.id)
        return answers, frozenset(inherited)

    def _values(self, answers: Mapping[str, Answer]) -> dict[str, Any]:
        return read_answers(self.program, {fact: answer.judged for fact, answer in answers.items()})

    def _assess(self, case: Case, person: Person, day: date) -> Assessment:
        answers, _ = self._answers_of(case, person)
        return judge_values(self.program, self._values(answers) | self._household_values(case), day)

    def _household_values(self, case: Case) -> dict[str, Span]:
        """The earliest end of a paper among the household: only all members together give it."""
        ends = []
        fact = self.program.knowledge.facts.get("papier_gueltig_bis")
        for person in case.people:
            answer = person.answers.get("papier_gueltig_bis")
            span = read_value(fact, answer.judged) if fact and answer else None
            if isinstance(span, tuple) and not hasattr(span, "client"):
                ends.append(span)
        if len(case.people) < 2 or not ends:
            return {}
        return {"familie_papier_gueltig_bis": (min(end[0] for end in ends), min(end[1] for end in ends))}

    def _person_view(self, case: Case, person: Person, active: bool, day: date) -> PersonView:
        states = [verdict.state_number for verdict in self._assess(case, person, day).verdicts()]
        summary = f"{states.count(YES)} möglich, {states.count(OPEN)} offen, {states.count(NO)} nicht"
        return PersonView(person.id, person.label, person.role, active, summary)
