"""The commands of the letter page: what `drafting` has, and who people are on paper, sending, answers, papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

from counsel_app.logic.cases.records import DEMO_ID, Consent
from counsel_app.logic.documents.document import Document
from counsel_app.logic.documents.drafting import CENTRE, POWER, Drafting, Now, bounded
from counsel_app.logic.documents.kept import LARGEST_SENT, MOST_SENT, Draft, Identity, Outcome, Reply, Sent, Way
from counsel_app.logic.documents.setting import Setting
from counsel_app.logic.documents.views import LetterView
from counsel_app.logic.errors import InputError
from counsel_app.logic.law.judge import judge_values
from counsel_app.logic.texts import day_text
from counsel_app.logic.typed import typed_day
from counsel_app.logic.vault.duties.transfer import Purpose, release

__all__ = ["LetterDesk", "Now"]

PASSING_ON = Purpose("Vermittlung an eine andere Stelle")
IDENTITY_LABELS = {
    "family_name": "Familienname wie im Pass",
    "given_names": "Vornamen wie im Pass",
    "birth_date": "Geburtsdatum",
    "birth_place": "Geburtsort",
    "nationality": "Staatsangehörigkeit",
    "care_of": "wohnhaft bei",
    "street": "Straße und Hausnummer",
    "town": "PLZ und Ort",
    "phone": "Telefon",
    "file_number": "Aktenzeichen der Ausländerbehörde",
    "bamf_number": "Aktenzeichen des BAMF",
    "other_number": "Weiteres Aktenzeichen",
    "document": "Papier (Art und Nummer)",
}


class LetterDesk(Drafting):
    """Everything the window asks of letters."""

    # people and centre --------------------------------------------------------------

    def identity_form(self) -> tuple[tuple[str, str, str], ...]:
        """Field, label and what is known, for the person shown."""
        identity = self._now().person.identity
        return tuple((name, label, getattr(identity, name)) for name, label in IDENTITY_LABELS.items())

    def identify(self, typed: Mapping[str, str]) -> None:
        """Who the person shown is on paper. Names stay letter by letter as typed."""
        now = self._now()
        known = {entry.name for entry in fields(Identity)}
        words = {name: bounded(text, IDENTITY_LABELS[name]).strip() for name, text in typed.items() if name in known}
        self._keep(now.case.with_person(replace(now.person, identity=replace(now.person.identity, **words))))

    def settle_centre(self, name: str, address: str, counsellor: str) -> None:
        """Name and address of the centre, and who writes."""
        words = {"name": name, "address": address, "counsellor": counsellor}
        self._store.set_setting(CENTRE, {key: bounded(text, "Beratungsstelle").strip() for key, text in words.items()})

    def power_signed(self, recipient: str, on: str) -> None:
        """A written Vollmacht for this authority lies in the file since this day."""
        now = self._now()
        day = typed_day(on, "Der Tag der Vollmacht")
        if day > now.day:
            raise InputError(f"Die Vollmacht vom {day_text(day)} liegt in der Zukunft; bitte den Tag prüfen.")
        who = recipient.split("\n")[0].strip()
        consent = Consent(self._new_id(), now.person.id, POWER.name, who, "", "schriftlich", day)
        self._settle(now.case.with_consent(consent))

    # giving out ------------------------------------------------------------------------

    def document(self) -> Document:
        """The letter as it stands."""
        return self._document(self._current)

    def docx(self) -> bytes:
        """The letter as DOCX."""
        from counsel_app.logic.documents.docx import docx

        return docx(self.document())

    def send(self, pdf: bytes, way: str, on: str, basis: str = "", *, remind: bool = True) -> str:
        """Archive what goes out, byte for byte. Raises InputError, also when nobody may get it.

        `basis`: the norm that allows passing it on, where no consent does; `remind`: look again after three months.
        Returns what was done, in words.
        """
        now, draft = self._now(), self._current
        setting = self._setting(draft)
        day = typed_day(on, "Der Tag des Absendens")
        self._check_sending(setting, draft, pdf, day)
        recipient = (draft.recipient or setting.office.name).replace("\n", ", ")
        allowed = ""
        if setting.office.kind == "third" and way != Way.HANDED:
            who = (draft.recipient or setting.office.name).split("\n")[0]
            allowed = release(now.case, now.person.id, PASSING_ON, who, day, basis).basis
        knowledge = setting.assessment.program.knowledge
        sent = Sent(
            self._new_id(), draft.letter, setting.letter.name, now.person.id, recipient, Way(way), day,
            knowledge.version, knowledge.law_as_of, draft.checked_by, pdf, draft.wishes, allowed,
        )  # fmt: skip
        self._settle(now.case.with_sent(sent))
        if allowed and now.case.id != DEMO_ID:
            with self._store.together():
                self._store.audit.note(self._store.day, "weitergegeben", now.case.id, f"{PASSING_ON.name}; {allowed}")
        note = self._remind(now.case.id, on, setting.letter.name).text if remind else ""
        return f"Im Archiv des Falls. {note}".strip()

    def reply(self, sent_id: str, outcome: str, on: str, reason: str) -> LetterView:
        """What the authority said, on which day and why."""
        now = self._now()
        sent = next((one for one in now.case.sent if one.id == sent_id), None)
        if sent is None:
            raise InputError("Dieses Schreiben gibt es nicht mehr; bitte die Seite neu öffnen.")
        day = typed_day(on, "Der Tag der Antwort")
        if not sent.sent_on <= day <= now.day:
            raise InputError(f"Die Antwort liegt nicht zwischen dem {day_text(sent.sent_on)} und heute; bitte prüfen.")
        answered = replace(sent, replies=(*sent.replies, Reply(Outcome(outcome), day, bounded(reason, "Der Grund"))))
        self._settle(now.case.with_sent(answered))
        return self.view()

    def paper(self, kind: str, typed: Mapping[str, str]) -> Document:
        """A paper for client or file: "closing", "bring" or "record" (with what was typed into its fields)."""
        from counsel_app.logic.documents import papers

        now, law = self._now(), self._law()
        _, values = law.judged(now.case, now.person)
        assessment = judge_values(law.program, values, now.day)
        known = now.case, now.person, assessment, self.centre, now.day
        if kind == "record":
            return papers.record(*known, typed)
        return papers.bring(*known) if kind == "bring" else papers.closing(*known)

    @property
    def today_text(self) -> str:
        """The day as a dialog begins with it."""
        return day_text(self._now().day)

    def archived(self, sent_id: str) -> bytes:
        """The PDF as it went out. Raises KeyError."""
        return next(one.pdf for one in self._now().case.sent if one.id == sent_id)

    # inside -----------------------------------------------------------------------------

    def _check_sending(self, setting: Setting, draft: Draft, pdf: bytes, day: date) -> None:
        if day > setting.day:
            raise InputError(f"Abgeschickt am {day_text(day)} liegt in der Zukunft; erwartet wird heute oder früher.")
        if not draft.checked_by:
            raise InputError("Bitte eintragen, wer das Schreiben geprüft hat; ohne das geht nichts hinaus.")
        if len(setting.case.sent) >= MOST_SENT:
            raise InputError(f"Ein Fall hat höchstens {MOST_SENT} Schreiben im Archiv; bitte einen neuen Fall anlegen.")
        if len(pdf) > LARGEST_SENT:
            raise InputError("Das Schreiben ist zu groß für das Archiv; bitte eigenen Text kürzen.")
