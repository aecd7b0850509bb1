"""The commands of the checklist: how an act stands, and the steps taken. The session says whose it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from counsel_app.logic.cases.records import Person
from counsel_app.logic.cooperation.acts import LONGEST_TEXT, MOST_STEPS, Act, ActState, Step, act_of, with_act
from counsel_app.logic.cooperation.duties import GROUPS, Checklist, Duty, Point, read_checklist
from counsel_app.logic.cooperation.summary import done, state_of
from counsel_app.logic.cooperation.views import CooperationView, DutyView, PointView, StepLineView
from counsel_app.logic.errors import InputError
from counsel_app.logic.law.outlook import Outlook
from counsel_app.logic.texts import day_text
from counsel_app.logic.typed import typed_day

SUSPENDED = "passpflicht-60b-entfaellt"
"""The term of the knowledge that says that nobody may be sent to the embassy."""
STATES = {
    ActState.DONE: ("erledigt", "E", Outlook.AVAILABLE),
    ActState.OPEN: ("noch offen", "O", Outlook.NEAR),
    ActState.NOT_ASKED: ("nicht verlangt", "N", Outlook.LATER),
    ActState.UNREASONABLE: ("nicht zumutbar", "U", Outlook.EXCEPTION),
}
SETTLED = (ActState.DONE, ActState.NOT_ASKED, ActState.UNREASONABLE)


class Told(NamedTuple):
    """What the session knows of the person shown. `suspended`: whether the special duty is suspended, in the three
    values "yes", "no", "open".
    """

    person: Person
    answers: Mapping[str, Any]
    suspended: str


class CooperationDesk:
    """`told`: the person at this moment; `keep`: saves the person; `answer`: gives a question its answer."""

    def __init__(
        self,
        folder: Path,
        today: date,
        told: Callable[[], Told],
        keep: Callable[[Person], None],
        answer: Callable[[str, str], object],
    ) -> None:
        self._folder, self._today, self._told, self._keep, self._answer = folder, today, told, keep, answer

    @cached_property
    def checklist(self) -> Checklist:
        """The law of it. Raises InputError."""
        return read_checklist(self._folder)

    def view(self) -> CooperationView:
        """The page. Raises InputError when no case is open."""
        told = self._told()
        duties = tuple(self._duty(duty, told) for duty in self.checklist.duties)
        settled = sum(duty.state in SETTLED for duty in duties)
        return CooperationView(
            whose=told.person.label,
            notice=_NOTICES.get(told.suspended, ""),
            progress=f"{settled} von {len(duties)} Schritten erledigt, nicht verlangt oder nicht zumutbar",
            before=tuple(map(_point, self.checklist.before)),
            duties=duties,
            healing=tuple(map(_point, self.checklist.healing)),
            today=day_text(self._today),
        )

    def set_state(self, duty: str, state: str, reason: str = "") -> CooperationView:
        """How an act stands. Raises InputError for an act that cannot be demanded without a reason."""
        known = self.checklist.duty(duty)
        act = act_of(self._told().person.cooperation, duty)
        reason = _bounded(reason, "Der Grund") or act.reason
        if state == ActState.UNREASONABLE and not known.unreasonable:
            raise InputError(f"„{known.title}“ ist erledigt, offen oder nicht verlangt; bitte so wählen.")
        if state == ActState.UNREASONABLE and not reason:
            raise InputError("Warum der Schritt nicht zumutbar ist, fehlt noch; bitte einen Grund eintragen.")
        if known.fact:
            self._answer(known.fact, state)
        else:
            act = replace(act, state=ActState(state))
        self._save(replace(act, reason=reason))
        return self.view()

    def add_step(self, duty: str, day: str, text: str, paper: str, seen: bool) -> CooperationView:
        """A step that was taken on a day. Raises InputError."""
        self.checklist.duty(duty)
        on = typed_day(day, "Der Tag des Schritts")
        if on > self._today:
            raise InputError(f"Der {day_text(on)} liegt in der Zukunft; eingetragen wird, was schon geschehen ist.")
        text, paper = _bounded(text, "Was getan wurde"), _bounded(paper, "Der Beleg")
        if not text:
            raise InputError("Was getan wurde, fehlt noch; ein kurzer Satz genügt.")
        if seen and not paper:
            raise InputError("Welcher Beleg gesehen wurde, fehlt noch.")
        act = act_of(self._told().person.cooperation, duty)
        if len(act.steps) >= MOST_STEPS:
            raise InputError(f"Zu einer Pflicht passen höchstens {MOST_STEPS} Schritte; bitte zusammenfassen.")
        self._save(act.with_step(Step(on, text, paper, seen)))
        return self.view()

    def drop_step(self, duty: str, place: int) -> CooperationView:
        """Take a step out again."""
        self._save(act_of(self._told().person.cooperation, duty).without_step(place))
        return self.view()

    def for_letter(self) -> tuple[str, ...]:
        """What was done, as sentences for a letter."""
        told = self._told()
        return done(self.checklist, told.person.cooperation, told.answers)

    def _save(self, act: Act) -> None:
        person = self._told().person
        self._keep(replace(person, cooperation=with_act(person.cooperation, act)))

    def _duty(self, duty: Duty, told: Told) -> DutyView:
        act = act_of(told.person.cooperation, duty.id)
        state = state_of(duty, act, told.answers)
        words, _, outlook = STATES[state] if state else ("noch nicht besprochen", "", Outlook.OPEN)
        return DutyView(
            id=duty.id,
            group=GROUPS[duty.group],
            title=duty.title,
            text=duty.text,
            law=duty.law,
            state=state.value if state else "",
            state_text=words,
            outlook=outlook,
            choices=tuple(
                (choice.value, text, key)
                for choice, (text, key, _) in STATES.items()
                if choice is not ActState.UNREASONABLE or duty.unreasonable
            ),
            reason=act.reason,
            steps=tuple(map(_step, act.steps)),
            proof=duty.proof,
            unreasonable=duty.unreasonable,
            warning=duty.warning,
        )


_NOTICES = {
    "yes": "Zurzeit besteht keine besondere Passpflicht (§ 60b Abs. 2 Satz 2 AufenthG). Kein Kontakt zur Botschaft, "
    "bevor das beraten ist.",
    "open": "Ob gerade eine Passpflicht besteht, ist noch offen: erst klären, ob ein Asylverfahren läuft oder ein "
    "Abschiebungsverbot besteht. Bis dahin kein Kontakt zur Botschaft.",
}


def _point(one: Point) -> PointView:
    return PointView(one.text, one.law)


def _step(step: Step) -> StepLineView:
    seen = "Beleg gesehen" if step.seen else "Beleg noch nicht gesehen" if step.paper else "ohne Beleg"
    return StepLineView(day_text(step.on), step.text, step.paper, seen)


def _bounded(text: str, what: str) -> str:
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        raise InputError(f"{what} ist zu lang; erwartet werden höchstens {LONGEST_TEXT} Zeichen.")
    return text
