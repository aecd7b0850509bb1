"""What the entrance, the page of the vault and the page of a case's duties paint: words, days and flags."""

from __future__ import annotations

from typing import NamedTuple


class PlaceView(NamedTuple):
    """A place to choose before anything is known: a neutral label, never a name."""

    id: str
    label: str


class GateView(NamedTuple):
    """Before the vault is open. `state`: new (make one), shut (unlock it) or stuck (`sentence` says why)."""

    state: str
    sentence: str = ""
    places: tuple[PlaceView, ...] = ()
    last: str = ""  # the place used last on this computer


class StrengthView(NamedTuple):
    """Whether a passphrase is strong enough, in one sentence."""

    is_enough: bool
    sentence: str


class BackupLineView(NamedTuple):
    """One backup that can be restored."""

    path: str
    label: str


class BackupHeadView(NamedTuple):
    """What a backup says before it is open. `places`: of the day it was made; the last is the recovery code."""

    path: str
    label: str
    places: tuple[PlaceView, ...]


class BackupContentView(NamedTuple):
    """What would come back. `cases`: id and name."""

    path: str
    label: str
    sentence: str
    cases: tuple[tuple[str, str], ...]


class MemberView(NamedTuple):
    """A place in the vault, seen from inside."""

    slot: str
    label: str
    is_me: bool
    is_person: bool


class DueCaseView(NamedTuple):
    """A case whose time of keeping is over."""

    case: str
    label: str


class VaultView(NamedTuple):
    """The page of the vault."""

    backup: str  # "Zuletzt geprüfte Sicherung: gestern."
    is_late: bool
    folder: str  # the second place of backups, "" for none
    backups: tuple[BackupLineView, ...]
    members: tuple[MemberView, ...]
    idle: int  # minutes
    idle_choices: tuple[int, ...]
    due: tuple[DueCaseView, ...]
    clock: str  # the clock cannot be right; empty when it can
    damages: tuple[str, ...]
    drill: str  # when the recovery code was tried last


class LogLineView(NamedTuple):
    """One entry of the log."""

    day: str
    who: str
    what: str
    case: str
    detail: str


class ConsentView(NamedTuple):
    """One consent, ready to read."""

    id: str
    text: str
    holds: bool


class DutiesView(NamedTuple):
    """Keeping, consents, copy and erasure of one case."""

    case: str
    code: str
    is_demo: bool
    closed: str  # "abgeschlossen am …", or "offen"
    is_closed: bool
    due: str  # from when on the case may be erased, or what holds it
    years: int
    presets: tuple[tuple[int, str], ...]
    holds: tuple[str, ...]
    hold_choices: tuple[str, ...]
    consents: tuple[ConsentView, ...]
    people: tuple[tuple[str, str], ...]
    purposes: tuple[str, ...]
    forms: tuple[str, ...]


class ErasureView(NamedTuple):
    """The first step of erasing."""

    case: str
    code: str
    sentence: str
    plan: object  # goes back unchanged with the second step


class FieldDraft(NamedTuple):
    """Half-typed text: in which form, in which field."""

    form: str
    field: str
    text: str


class DraftView(NamedTuple):
    """What was being typed when the program was locked or killed."""

    case: str
    person: str
    fields: tuple[FieldDraft, ...]
