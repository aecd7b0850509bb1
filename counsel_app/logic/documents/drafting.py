"""Writing a letter: one draft at a time, for the person shown. Every change is saved with the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from counsel_app.logic.cases.records import DEMO_ID, Case, Person
from counsel_app.logic.cooperation.duties import Checklist, read_checklist
from counsel_app.logic.documents.assembling import assemble, office_of
from counsel_app.logic.documents.conditions import Conditions
from counsel_app.logic.documents.document import Document
from counsel_app.logic.documents.kept import (
    MOST_DRAFTS,
    Draft,
    Own,
    Sent,
)
from counsel_app.logic.documents.outdated import carried, outdated, sentence, texts_of
from counsel_app.logic.documents.paragraphs import arguments_for, default_arguments
from counsel_app.logic.documents.reading import read_letters
from counsel_app.logic.documents.records import Letters
from counsel_app.logic.documents.setting import Centre, Setting
from counsel_app.logic.documents.views import (
    ArgumentView,
    LeftOutView,
    LetterChoice,
    LetterView,
    ParagraphView,
    SentView,
)
from counsel_app.logic.errors import InputError
from counsel_app.logic.law.judge import judge_values
from counsel_app.logic.resolution.paper import Resolution, read_resolution
from counsel_app.logic.texts import day_text
from counsel_app.logic.vault.duties.transfer import Purpose
from counsel_app.logic.vault.store import Store

if TYPE_CHECKING:
    from counsel_app.logic.calendar.views import CalendarNote
    from counsel_app.logic.counselling import Counselling

LONGEST = 2_000
LONGEST_OWN = 20_000
CENTRE = "letters/centre"
POWER = Purpose("Vollmacht zur Vertretung")
BY_HAND = ("von Hand herausgenommen", "auf Wunsch", "besonders geschützte Angabe, nur auf Wunsch")


class Now(NamedTuple):
    """Case, person and day as the session has them."""

    case: Case
    person: Person
    day: date


class Drafting:
    """`now`: what is open; `keep` saves an identity, which an undo takes back; drafts and sent letters stay."""

    def __init__(
        self,
        resources: Path,
        law: Callable[[], Counselling],
        now: Callable[[], Now],
        take: Callable[[Case], None],
        keep: Callable[[Case], None],
        new_id: Callable[[], str],
        store: Store,
        remind: Callable[[str, str, str], CalendarNote],
    ) -> None:
        """`take`: the open case is this one now; `remind`: case, day as typed and words of a letter that went out."""
        self._resources, self._law, self._now = resources, law, now
        self._take, self._keep, self._new_id = take, keep, new_id
        self._store, self._remind = store, remind
        self._draft = ""

    @cached_property
    def letters(self) -> Letters:
        """All letters. Raises InputError."""
        return read_letters(self._resources / "letters")

    @cached_property
    def _conditions(self) -> Conditions:
        return Conditions(self._law().program, self.letters)

    @cached_property
    def _checklist(self) -> Checklist:
        return read_checklist(self._resources / "cooperation")

    @cached_property
    def _resolution(self) -> Resolution:
        return read_resolution(self._resources / "resolution")

    # choosing ------------------------------------------------------------------

    def choices(self, option: str = "") -> tuple[LetterChoice, ...]:
        """The letters of an option first, then the others that any case may need; all without an option."""
        now = self._now()
        options = self._law().program.knowledge.options
        own = options[option].letters if option in options else ()
        others = [name for name, one in self.letters.letters.items() if name not in own and (one.general or not option)]
        drafted = {draft.letter for draft in now.case.drafts if draft.person == now.person.id}
        return tuple(
            LetterChoice(name, one.name, one.purpose, name in drafted)
            for name in (*own, *others)
            if (one := self.letters.letters.get(name))
        )

    def open(self, letter: str, option: str = "") -> LetterView:
        """The draft of this letter for the person shown, begun if there is none; `option` becomes a wish."""
        now = self._now()
        if letter not in self.letters.letters:
            raise InputError(f"Das Schreiben „{letter}“ gibt es nicht; bitte ein anderes wählen.")
        found = next((one for one in now.case.drafts if one.letter == letter and one.person == now.person.id), None)
        wish = option if option and letter in self._law().program.knowledge.options[option].letters else ""
        if found is None:
            if len(now.case.drafts) >= MOST_DRAFTS:
                raise InputError(f"Ein Fall hat höchstens {MOST_DRAFTS} Entwürfe; bitte einen verwerfen.")
            wishes = (wish,) if wish else ()
            made = Draft(self._new_id(), letter, now.person.id, now.day, now.day, wishes, checked_by="")
            found = replace(made, checked_by=self.centre.counsellor)
            found = replace(found, seen=texts_of(self._document(found)))
            self._settle(now.case.with_draft(found))
        elif wish and wish not in found.wishes:
            self._draft = found.id
            self._change(wishes=(wish, *found.wishes))
        self._draft = found.id
        return self.view()

    def view(self) -> LetterView:
        """The draft page."""
        draft = self._current
        setting = self._setting(draft)
        document = assemble(setting)
        stale = outdated(draft.seen, document)
        picked = draft.picked if draft.picked is not None else default_arguments(setting)
        own = {entry.after: entry.text for entry in draft.own}
        return LetterView(
            letter=draft.letter,
            name=setting.letter.name,
            person=setting.identity.full_name or setting.person.label,
            purpose=setting.letter.purpose,
            document=document,
            paragraphs=tuple(
                ParagraphView(part.id, number, part.text, _why(part.why), stale.get(part.id, ""), own.get(part.id, ""))
                for number, part in enumerate(document.paragraphs, 1)
            ),
            left_out=tuple(
                LeftOutView(part.id, part.text, _reason(part.reason, part.missing), part.reason in BY_HAND)
                for part in document.left_out
            ),
            arguments=tuple(
                ArgumentView(one.key, one.text, one.source, picked.index(one.key) + 1 if one.key in picked else 0)
                for one in arguments_for(setting)
            ),
            wishes=self._wishes(draft),
            blanks=tuple((label, draft.blanks.get(label, "")) for label in self._blanks(draft, document)),
            outdated=sentence(stale, document),
            recipient=draft.recipient or "\n".join((setting.office.name, *setting.office.lines)),
            representative=draft.representative,
            checked_by=draft.checked_by,
            sent=tuple(_sent_view(sent) for sent in setting.case.sent if sent.letter == draft.letter),
        )

    # changing --------------------------------------------------------------------

    def wish(self, option: str, wanted: bool) -> LetterView:
        """Ask for an option too, or no more."""
        others = tuple(one for one in self._current.wishes if one != option)
        return self._change(wishes=(*others, option) if wanted else others)

    def switch(self, paragraph: str, stands: bool) -> LetterView:
        """Take a paragraph out, or put one in."""
        draft = self._current
        without = tuple(one for one in draft.without if one != paragraph)
        within = tuple(one for one in draft.within if one != paragraph)
        if not stands and paragraph in draft.within:
            return self._change(within=within)
        if not stands:
            return self._change(without=(*without, paragraph))
        return self._change(without=without, within=within if paragraph in draft.without else (*within, paragraph))

    def pick(self, argument: str, wanted: bool) -> LetterView:
        """Pick an argument, or not; a picked one stands last."""
        others = tuple(key for key in self._picked if key != argument)
        return self._change(picked=(*others, argument) if wanted else others)

    def move(self, argument: str, steps: int) -> LetterView:
        """A picked argument so many places on (negative: up)."""
        order = list(self._picked)
        if argument in order:
            place = order.index(argument)
            order.insert(max(0, min(len(order) - 1, place + steps)), order.pop(place))
        return self._change(picked=tuple(order))

    def write(self, after: str, text: str) -> LetterView:
        """The counsellor's own text behind a paragraph; "" takes it away."""
        if len(text) > LONGEST_OWN:
            raise InputError(f"Eigener Text: höchstens {LONGEST_OWN} Zeichen, eingegeben sind {len(text)}.")
        others = tuple(own for own in self._current.own if own.after != after)
        return self._change(own=(*others, Own(after, text)) if text.strip() else others)

    def fill(self, typed: Mapping[str, str]) -> LetterView:
        """The letter's own gaps, by label."""
        blanks = {**self._current.blanks, **{label: bounded(text, label) for label, text in typed.items()}}
        return self._change(blanks={label: text for label, text in blanks.items() if text.strip()})

    def address(self, recipient: str, checked_by: str, representative: bool) -> LetterView:
        """To whom, who answers for it, who signs. A representative needs a written Vollmacht on file."""
        now = self._now()
        recipient = bounded(recipient, "Empfänger").strip()
        if representative and self._setting(self._current).office.kind == "court":
            raise InputError(
                "Vor Gericht vertritt die Beratungsstelle niemanden (§ 67 VwGO); hier unterschreibt die Person selbst."
            )
        if representative and not self._has_power(now, recipient.split("\n")[0]):
            raise InputError(
                "Für diese Person liegt keine schriftliche Vollmacht vor; bitte erst „Vollmacht liegt vor“ eintragen "
                "oder die Person selbst unterschreiben lassen."
            )
        standard = "\n".join((self._setting(self._current).office.name, *self._setting(self._current).office.lines))
        return self._change(
            recipient="" if recipient == standard else recipient,
            checked_by=bounded(checked_by, "Geprüft von").strip(),
            representative=representative,
        )

    def accept(self) -> LetterView:
        """All paragraphs have been looked at as they are now."""
        draft = self._current
        self._put(replace(draft, seen=texts_of(self._document(draft))))
        return self.view()

    def drop(self) -> None:
        """Throw the draft away."""
        self._settle(self._now().case.without_draft(self._current.id))
        self._draft = ""

    # inside --------------------------------------------------------------------------------

    @property
    def _current(self) -> Draft:
        now = self._now()
        for draft in now.case.drafts:
            if draft.id == self._draft and draft.person == now.person.id:
                return draft
        raise InputError("Es ist kein Entwurf geöffnet; bitte zuerst ein Schreiben wählen.")

    @property
    def _picked(self) -> tuple[str, ...]:
        draft = self._current
        return draft.picked if draft.picked is not None else default_arguments(self._setting(draft))

    def _change(self, **changes: Any) -> LetterView:
        draft = self._current
        before = self._document(draft)
        changed = replace(draft, changed_on=self._now().day, **changes)
        seen = carried(draft.seen, before, self._document(changed))
        self._put(replace(changed, seen=seen))
        return self.view()

    def _settle(self, case: Case) -> None:
        """Saved with the case, and the open case goes on with it."""
        if case.id != DEMO_ID:
            self._store.save(case)
        self._take(case)

    def _put(self, draft: Draft) -> None:
        self._settle(self._now().case.with_draft(draft))

    def _document(self, draft: Draft) -> Document:
        return assemble(self._setting(draft))

    def _setting(self, draft: Draft) -> Setting:
        now, law = self._now(), self._law()
        answers, values = law.judged(now.case, now.person)
        said = {fact: answer.judged for fact, answer in answers.items()}
        assessment = judge_values(self._conditions.program, values, now.day, said)
        letter = self.letters.letters.get(draft.letter)
        if letter is None:
            raise InputError(f"Das Schreiben „{draft.letter}“ gibt es nicht mehr; bitte den Entwurf verwerfen.")
        known = self.letters, self._conditions, letter, draft, now.case, now.person, answers, assessment, now.day
        first = Setting(*known, self._resolution, next(iter(self.letters.offices.values())), self.centre)
        return replace(first, office=self.letters.offices[office_of(first)], checklist=self._checklist)

    def _wishes(self, draft: Draft) -> tuple[tuple[str, str, bool], ...]:
        options = self._law().program.knowledge.options.values()
        return tuple((one.id, one.name, one.id in draft.wishes) for one in options if draft.letter in one.letters)

    def _blanks(self, draft: Draft, document: Document) -> list[str]:
        """The gaps of the letter's own text, and those already filled."""
        from counsel_app.logic.documents.filling import slots_of

        letter = self.letters.letters[draft.letter]
        blocks = [
            *letter.blocks,
            *(self.letters.shared[one.use] for one in letter.blocks if one.use in self.letters.shared),
        ]
        labels = dict.fromkeys(slot[1:] for block in blocks for slot in slots_of(block.text) if slot.startswith("?"))
        return [label for label in labels if label in document.gaps or label in draft.blanks]

    @property
    def centre(self) -> Centre:
        """The advice centre, as typed last."""
        kept = self._store.setting(CENTRE, {})
        return Centre(**{name: str(kept.get(name, "")) for name in ("name", "address", "counsellor")})

    def _has_power(self, now: Now, recipient: str) -> bool:
        return any(
            one.person == now.person.id
            and one.purpose == POWER.name
            and one.form == "schriftlich"
            and one.holds(now.day)
            and one.recipient.casefold() in ("", recipient.casefold())
            for one in now.case.consents
        )


def _why(why: Any) -> str:
    facts = "; ".join(f"{label}: {value}" for label, value in why.facts)
    return " · ".join(part for part in (why.law, facts) if part)


def _reason(reason: str, missing: tuple[str, ...]) -> str:
    return f"{reason}, es fehlt: {', '.join(missing[:4])}" if missing else reason


def _sent_view(sent: Sent) -> SentView:
    text = f"{day_text(sent.sent_on)} {sent.way.value} an {sent.recipient} (Wissen {sent.knowledge})"
    replies = tuple(
        f"{day_text(one.on)} {one.outcome.value}{': ' + one.reason if one.reason else ''}" for one in sent.replies
    )
    return SentView(sent.id, text, replies)


def bounded(text: str, what: str) -> str:
    """The text, if it is not too long. Raises InputError."""
    if len(text) > LONGEST:
        raise InputError(f"{what}: höchstens {LONGEST} Zeichen, eingegeben sind {len(text)}.")
    return text
