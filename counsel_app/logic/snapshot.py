"""The picture of a case that the window paints: strings, days and enums, nothing left to decide.

`session` builds a new `Snapshot` after every command; pages show what stands here and report what the
counsellor did. All texts are plain text (client text may hold anything and is never markup).
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from counsel_app.logic.calendar.views import (
    CalendarForm,
    CalendarNote,
    CalendarView,
    DayView,
    EntryView,
    GroupView,
    UpcomingView,
)
from counsel_app.logic.cooperation.views import CooperationView, DutyView, PointView, StepLineView
from counsel_app.logic.deadlines.views import (
    DeadlineCard,
    DeadlineView,
    FieldView,
    SlipView,
    StepView,
    TriageLine,
    TriageView,
)
from counsel_app.logic.handbook.views import BlockKind, BlockView, ChapterView, HandbookView, HitView
from counsel_app.logic.law.outlook import Outlook
from counsel_app.logic.law.sheet import SheetLine
from counsel_app.logic.resolution.views import (
    AnnexView,
    ExpectationView,
    MeasurePageView,
    OptionLinkView,
    ResolutionView,
)
from counsel_app.logic.vault.tasks import Task
from counsel_app.logic.vault.views import (
    BackupContentView,
    BackupHeadView,
    BackupLineView,
    ConsentView,
    DraftView,
    DueCaseView,
    DutiesView,
    ErasureView,
    FieldDraft,
    GateView,
    LogLineView,
    MemberView,
    PlaceView,
    StrengthView,
    VaultView,
)

__all__ = [
    "AnnexView",
    "AnswerView",
    "BackupContentView",
    "BackupHeadView",
    "BackupLineView",
    "BlockKind",
    "BlockView",
    "BundleView",
    "CalendarForm",
    "CalendarNote",
    "CalendarView",
    "CardView",
    "CaseLineView",
    "CaseView",
    "ChapterView",
    "ChoiceView",
    "ConditionView",
    "ConsentView",
    "CooperationView",
    "DayView",
    "DeadlineCard",
    "DeadlineView",
    "DetailView",
    "DraftView",
    "DueCaseView",
    "DutiesView",
    "DutyView",
    "EntryView",
    "ErasureView",
    "ExpectationView",
    "FieldDraft",
    "FieldView",
    "GateView",
    "GroupView",
    "HandbookView",
    "HitView",
    "ListingView",
    "LogLineView",
    "MeasurePageView",
    "MeasureView",
    "MemberView",
    "OptionLinkView",
    "Outlook",
    "PassageView",
    "PersonView",
    "PlaceView",
    "PointView",
    "QuestionView",
    "ResolutionView",
    "SectionView",
    "SheetLine",
    "SlipView",
    "StepLineView",
    "StepView",
    "StrengthView",
    "Task",
    "TriageLine",
    "TriageView",
    "UpcomingView",
    "VaultView",
    "WindowView",
]


class CaseLineView(NamedTuple):
    """One line of the case list."""

    id: str
    code: str
    title: str
    people: str
    changed: str


class ListingView(NamedTuple):
    """The start page: the cases that fit the search, newest first."""

    lines: tuple[CaseLineView, ...]
    search: str
    total: int
    note: str = ""  # e.g. where the cases are kept, or why nothing can be saved
    upcoming: UpcomingView = UpcomingView()
    backup: str = ""  # "Zuletzt geprüfte Sicherung: gestern."


class PersonView(NamedTuple):
    """One person of the household."""

    id: str
    label: str
    role: str
    active: bool
    summary: str  # e.g. "3 möglich, 12 offen"


class ChoiceView(NamedTuple):
    """One possible answer with its key on the keyboard ("1", "J", ...), empty where there is none."""

    value: Any
    label: str
    key: str


class AnswerView(NamedTuple):
    """What was said. `kind` is value, unknown, pending, disputed or withheld; `text` is ready to read."""

    kind: str
    text: str
    value: Any = None  # bool, choice id, number, or "2024-05" for a date
    other: Any = None  # what the authority says, when disputed
    paper: str = ""
    until: date | None = None


class BundleView(NamedTuple):
    """Several questions that one key answers together, when all of `text` is true."""

    id: str
    text: str
    action: str


class QuestionView(NamedTuple):
    """One question of the interview."""

    fact: str
    text: str
    label: str
    where: str
    why: str
    type: str  # yes_no | choice | date | number | amount
    choices: tuple[ChoiceView, ...]
    household: bool
    sensitivity: int
    answer: AnswerView | None
    needed: bool
    reason: str  # why it is asked ("hilft bei 12 offenen Optionen") or why it is greyed
    hints: tuple[str, ...]  # contradictions with other answers
    inherited: bool = False  # the answer comes from the reference person
    bundle: BundleView | None = None


class SectionView(NamedTuple):
    """A section of the interview."""

    id: str
    title: str
    questions: tuple[QuestionView, ...]
    answered: int
    needed_open: int


class CardView(NamedTuple):
    """One option on the right: what the counsellor reads at a glance."""

    option: str
    name: str
    summary: str
    measure: str
    kind: str
    outlook: Outlook
    badge: str  # the outlook in words
    line: str  # the dates, or what is missing
    uncertain: bool
    changed: bool  # differs from before the last answer


class MeasureView(NamedTuple):
    """The options of one of the seven measures of the resolution, sorted by outlook."""

    id: str
    title: str
    cards: tuple[CardView, ...]
    counts: str  # "2 möglich · 5 offen"


class CaseView(NamedTuple):
    """The case page: interview on the left, options on the right."""

    id: str
    code: str
    title: str
    notes: str
    reference: str  # id of the person the active one relies on
    demo: bool
    day: date
    day_text: str
    status: str  # "Rechtsstand 12.08.2026 · Wissen 2026.11 · gespeichert"
    warning: str  # e.g. an answer that was refused, a save that failed; empty otherwise
    people: tuple[PersonView, ...]
    sections: tuple[SectionView, ...]
    next_fact: str | None
    next_reason: str
    measures: tuple[MeasureView, ...]
    can_undo: bool
    can_redo: bool


class ConditionView(NamedTuple):
    """One condition in the detail: a sentence and what it came to."""

    text: str
    law: str
    state: str  # yes (erfüllt / liegt nicht vor), no, open
    mark: str  # the state in words
    regular: bool
    note: str
    evidence: tuple[str, ...]
    missing: tuple[tuple[str, str, str], ...]  # (fact, label, where it stands)
    dates: str
    readings: tuple[str, ...]


class PassageView(NamedTuple):
    """A step, risk, argument or relation with its source line."""

    text: str
    source: str
    option: str = ""


class WindowView(NamedTuple):
    """A stretch of the timeline."""

    start: date
    until: date | None
    state: str
    text: str


class DetailView(NamedTuple):
    """Everything about one option for this person on this day."""

    option: str
    name: str
    summary: str
    measure: str
    kind: str
    outlook: Outlook
    badge: str
    verdict: str  # one sentence
    person: str  # who is examined, when it is not the person asked
    law: str
    conditions: tuple[ConditionView, ...]
    exclusions: tuple[ConditionView, ...]
    cautions: tuple[str, ...]
    evidence: tuple[str, ...]
    steps: tuple[PassageView, ...]
    risks: tuple[PassageView, ...]
    arguments: tuple[PassageView, ...]
    relations: tuple[PassageView, ...]
    windows: tuple[WindowView, ...]
    open_points: tuple[str, ...]
    letters: tuple[str, ...]
    cooperation: bool  # whether the checklist of cooperation belongs to it
    checked: str  # "Rechtsstand …, geprüft am …, Sicherheit hoch"
