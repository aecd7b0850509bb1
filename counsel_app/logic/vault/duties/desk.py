"""The duties towards one case: keeping, closing, consents, the copy for the person, erasing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from counsel_app.logic.cases.records import DEMO_ID, Case, Consent, Keeping
from counsel_app.logic.cases.retention import HOLD_REASONS, PRESETS, due_on
from counsel_app.logic.errors import InputError
from counsel_app.logic.texts import day_text
from counsel_app.logic.typed import typed_day
from counsel_app.logic.vault.duties.access import Copy, copy_for
from counsel_app.logic.vault.duties.erasing import ErasurePlan, carry_out, plan
from counsel_app.logic.vault.duties.transfer import FORMS, PURPOSES, release
from counsel_app.logic.vault.store import Store
from counsel_app.logic.vault.views import ConsentView, DutiesView, ErasureView

LONGEST_ENTRY = 300
MOST_YEARS = 30
MOST_HOLDS = 10


class DutyDesk:
    """Works on the open case. `opened`: it, or None; `settle`: takes it as it is now, past every undo.

    `label_of`: the questions in words, asked for when they are needed.
    """

    def __init__(
        self,
        store: Store,
        opened: Callable[[], Case | None],
        settle: Callable[[Case], None],
        today: date,
        new_id: Callable[[], str],
        label_of: Callable[[], Mapping[str, str]],
    ) -> None:
        self._store = store
        self._opened = opened
        self._settle = settle
        self._today = today
        self._new_id = new_id
        self._label_of = label_of

    def view(self) -> DutiesView:
        """The page of the open case."""
        case = self._case
        due = due_on(case)
        return DutiesView(
            case.id,
            case.code,
            case.id == DEMO_ID,
            f"abgeschlossen am {day_text(case.closed_on)}" if case.closed_on else "offen",
            case.closed_on is not None,
            _due_sentence(case, due),
            case.keeping.years,
            tuple((years, name) for name, years in PRESETS.items()),
            case.keeping.holds,
            tuple(dict.fromkeys((*HOLD_REASONS, *case.keeping.holds))),
            tuple(self._consent(case, one) for one in case.consents),
            tuple((one.id, one.label) for one in case.people),
            tuple(purpose.name for purpose in PURPOSES),
            FORMS,
        )

    def close(self, day: str) -> DutiesView:
        """The counselling has ended on this day (as typed; "" for today)."""
        ended = typed_day(day, "Der Tag des Abschlusses") if day.strip() else self._today
        if ended > self._today:
            raise InputError(f"Der {day_text(ended)} liegt in der Zukunft; abgeschlossen wird, was zu Ende ist.")
        return self._keep(self._case.closed(ended))

    def reopen(self) -> DutiesView:
        """The counselling goes on."""
        return self._keep(self._case.reopened())

    def keep_for(self, years: int, holds: tuple[str, ...]) -> DutiesView:
        """How long the case is kept, and the reasons that hold it longer."""
        if not 0 <= years <= MOST_YEARS:
            raise InputError(f"Aufbewahrt wird 0 bis {MOST_YEARS} Jahre nach dem Jahr des Abschlusses, nicht {years}.")
        reasons = tuple(dict.fromkeys(_bounded(one, "Der Grund") for one in holds if one.strip()))
        if len(reasons) > MOST_HOLDS:
            raise InputError(f"Mehr als {MOST_HOLDS} Gründe lassen sich nicht eintragen.")
        return self._keep(replace(self._case, keeping=Keeping(years, reasons)))

    def consent(self, typed: Mapping[str, str]) -> DutiesView:
        """A consent as typed: person, purpose, recipient, language, form, day ("" for today)."""
        given = typed_day(typed["day"], "Der Tag der Einwilligung") if typed["day"].strip() else self._today
        if given > self._today:
            raise InputError(f"Der {day_text(given)} liegt in der Zukunft; eine Einwilligung gilt ab ihrer Erteilung.")
        recipient = _bounded(typed["recipient"], "Der Empfänger")
        language = _bounded(typed["language"], "Die Sprache")
        if not recipient:
            raise InputError("Der Empfänger fehlt; eine Einwilligung gilt immer für einen bestimmten Empfänger.")
        if not language:
            raise InputError("Die Sprache fehlt, in der die Einwilligung erklärt wurde; bitte zum Nachweis eintragen.")
        if typed["purpose"] not in {purpose.name for purpose in PURPOSES} or typed["form"] not in FORMS:
            raise InputError("Zweck oder Form der Einwilligung fehlt; bitte aus der Liste wählen.")
        self._case.person(typed["person"])
        made = Consent(self._new_id(), typed["person"], typed["purpose"], recipient, language, typed["form"], given)
        return self._keep(self._case.with_consent(made))

    def withdraw(self, consent_id: str, day: str) -> DutiesView:
        """A consent was withdrawn on this day (as typed; "" for today)."""
        ended = typed_day(day, "Der Tag des Widerrufs") if day.strip() else self._today
        for one in self._case.consents:
            if one.id == consent_id:
                if not one.given_on <= ended <= self._today:
                    raise InputError("Der Widerruf liegt zwischen der Erteilung und heute; bitte den Tag prüfen.")
                return self._keep(self._case.with_consent(replace(one, withdrawn_on=ended)))
        raise InputError("Diese Einwilligung gibt es nicht mehr; bitte die Seite neu öffnen.")

    def pass_on(self, typed: Mapping[str, str]) -> str:
        """Note in the log that data go to somebody: person, purpose, recipient, legal basis ("" for none).

        Gives a sentence with the basis; InputError says what is missing, and then nothing may be passed on.
        """
        purpose = next((one for one in PURPOSES if one.name == typed["purpose"]), None)
        if purpose is None:
            raise InputError("Der Zweck fehlt; bitte aus der Liste wählen.")
        basis = _bounded(typed["basis"], "Die Rechtsgrundlage")
        allowed = release(self._case, typed["person"], purpose, typed["recipient"], self._today, basis)
        if self._case.id != DEMO_ID and not self._store.read_only:
            with self._store.together():
                self._store.audit.note(
                    self._store.day, "weitergegeben", self._case.id, f"{allowed.purpose}; {allowed.basis}"
                )
        return f"Weitergabe an {allowed.recipient} ist erlaubt und vermerkt: {allowed.basis}."

    def copy(self, person_id: str) -> Copy:
        """All data of one person of the case (Art. 15 and 20 GDPR), readable and as JSON; noted in the log."""
        case, is_demo = self._case, self._case.id == DEMO_ID
        log = () if is_demo else tuple(self._store.audit.entries())
        drafts = {} if is_demo else self._store.drafts.all(case.id)
        made = copy_for(case, person_id, self._today, log, self._label_of(), drafts)
        if not is_demo and not self._store.read_only:
            with self._store.together("Kopie der Daten erstellt", case.code):
                pass
        return made

    def first_step(self, case_id: str) -> ErasureView:
        """What erasing a case would remove. Raises InputError while a reason holds it."""
        if case_id == DEMO_ID:
            raise InputError("Der Beispielhaushalt ist nicht gespeichert; es gibt nichts zu löschen.")
        planned = plan(self._store, case_id)
        return ErasureView(case_id, planned.code, planned.sentence, planned)

    def second_step(self, first: ErasureView, typed_code: str) -> str:
        """Erase; gives the certificate. Raises InputError when the code differs or the case has changed since."""
        assert isinstance(first.plan, ErasurePlan)
        return carry_out(self._store, first.plan, typed_code).text

    # inside ---------------------------------------------------------------------------

    @property
    def _case(self) -> Case:
        case = self._opened()
        if case is None:
            raise InputError("Es ist kein Fall geöffnet; bitte zuerst einen Fall auswählen.")
        return case

    def _keep(self, case: Case) -> DutiesView:
        if case != self._case:
            case = replace(case, changed_on=max(self._today, case.changed_on))
            if case.id != DEMO_ID:
                self._store.save(case)
            self._settle(case)
        return self.view()

    def _consent(self, case: Case, one: Consent) -> ConsentView:
        name = next((person.label for person in case.people if person.id == one.person), "frühere Person")
        ended = f", widerrufen am {day_text(one.withdrawn_on)}" if one.withdrawn_on else ""
        text = (
            f"{name}: {one.purpose}, an {one.recipient}; {one.form}, erklärt auf {one.language}, "
            f"erteilt am {day_text(one.given_on)}{ended}"
        )
        return ConsentView(one.id, text, one.holds(self._today))


def _due_sentence(case: Case, due: date | None) -> str:
    if due is None:
        return f"Wird festgehalten: {', '.join(case.keeping.holds)}."
    basis = "" if case.closed_on else " Der Fall ist offen; gezählt wird ab dem Jahr der letzten Änderung."
    return f"Steht ab dem {day_text(due)} zur Löschung an; gelöscht wird nie von selbst.{basis}"


def _bounded(text: str, what: str) -> str:
    text = text.strip()
    if len(text) > LONGEST_ENTRY:
        raise InputError(f"{what} ist länger als {LONGEST_ENTRY} Zeichen; bitte kürzen.")
    return text
