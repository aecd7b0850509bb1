"""The way in: making a vault, opening it, the recovery code, and putting a backup in its place.

What takes long comes as a Task. No passphrase is kept here.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from secrets import SystemRandom
from typing import TYPE_CHECKING, Generic, TypeVar

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.backup.container import read_header
from counsel_app.logic.vault.backup.writing import FOLDER, backups_in
from counsel_app.logic.vault.founding import Founding, first_slots, found_sealed
from counsel_app.logic.vault.opening import door_at, locked
from counsel_app.logic.vault.sealing.door import Door
from counsel_app.logic.vault.sealing.keyring import Keyring
from counsel_app.logic.vault.sealing.slots import OPEN, STANDARD, Cost, Slot
from counsel_app.logic.vault.store import Store
from counsel_app.logic.vault.tasks import Task
from counsel_app.logic.vault.views import BackupHeadView, BackupLineView, GateView, PlaceView, StrengthView

if TYPE_CHECKING:
    from counsel_app.logic.vault.backup.restoring import Restored
    from counsel_app.logic.vault.sealing.words import WordList

TAKEN_OVER = "Die vorhandenen Fälle werden in den Tresor übernommen."
ASKED_WORDS = 6  # of a code that was printed; one written down by hand is asked for in full
S = TypeVar("S")


@dataclass
class Gate(Generic[S]):
    """The vault in `vault` before it is open. `resources`: schema and words; `open_session`: what to make of a store.

    `seen`: the file that remembers how far this computer has seen the vault.
    """

    vault: Path
    seen: Path
    resources: Path
    today: date
    open_session: Callable[[Store], S]
    open_demo: Callable[[], S]
    leave: Callable[[], None]  # begin anew as a fresh process
    cost: Cost = field(default=STANDARD)

    def view(self) -> GateView:
        """What there is to open."""
        try:
            with locked(self.vault):  # a second window is told at once, not after its passphrase
                door = door_at(self.vault)
        except InputError as error:
            return GateView("stuck", str(error))
        if door is None or door.opens_without_secret:
            return GateView("new", TAKEN_OVER if self.vault.exists() else "")
        places = tuple(PlaceView(slot.id, slot.label) for slot in door.people())
        return GateView("shut", "", places, self._last_place(door))

    # secrets ------------------------------------------------------------------------

    def passphrase(self) -> str:
        """A passphrase on offer."""
        return self._words.passphrase()

    def strength(self, phrase: str, name: str) -> StrengthView:
        """How hard a passphrase is to guess for somebody who knows the person's name."""
        from counsel_app.logic.vault.sealing.strength import Estimate

        found = Estimate(self._words, self.resources / "words", (name, "Hafenlotse Potsdam Tresor")).of(phrase)
        return StrengthView(found.is_enough, found.sentence)

    def recovery_code(self) -> str:
        """A new recovery code."""
        return self._words.recovery_code()

    def asked_words(self, code: str, *, printed: bool) -> tuple[int, ...]:
        """Which words of the code are to be typed back, counted from 1."""
        count = len(code.split())
        return tuple(sorted(SystemRandom().sample(range(1, count + 1), ASKED_WORDS if printed else count)))

    def check_words(self, code: str, typed: dict[int, str]) -> None:
        """Compare what was typed back. Raises InputError naming the word."""
        words = code.split()
        for place, word in typed.items():
            meant, asked = word.strip().casefold(), words[place - 1]
            if meant != asked and (len(meant) < 4 or self._words.starting_with(meant) != (asked,)):
                raise InputError(f"Das {place}. Wort ist anders als auf dem Ausdruck; bitte dort noch einmal ablesen.")

    def all_words(self) -> tuple[str, ...]:
        """The words a code is made of, to complete what is typed."""
        return self._words.words

    # ways in --------------------------------------------------------------------------

    def found(self, name: str, phrase: str, code: str) -> Task:
        """Make the vault; cases from before are taken over. Gives the session."""
        if not name.strip():
            raise InputError("Der Name fehlt; er steht nur verschlüsselt im Tresor und im Protokoll.")
        strength = self.strength(phrase, name)
        if not strength.is_enough:
            raise InputError(strength.sentence)

        def work() -> Founding | tuple[Slot, Slot]:
            door = door_at(self.vault)
            if door is None:
                return found_sealed(name.strip(), phrase, code, self.cost)
            return first_slots(door.vault, _open_ring(door), phrase, code, self.cost)

        def finish(made: Founding | tuple[Slot, Slot]) -> S:
            self._make_folders()
            schema = self.resources / "schema"
            if isinstance(made, Founding):
                store = Store.founded(self.vault, schema, self.today, lambda: made, self.seen)
            else:
                store = Store.open(self.vault, schema, self.today, self.seen)
                store.people.seal_with(name.strip(), *made)
                self._drop_open_copies()
            return self._opened(store)

        return Task(work, finish)

    def enter(self, place: str, phrase: str) -> Task:
        """Open the vault with a passphrase. Gives the session."""
        door = self._door()
        return Task(lambda: door.unlock(place, phrase), self._enter)

    def recover(self, typed: str) -> Task:
        """Open the vault with the printed code. Gives the session, which then asks for a new passphrase."""
        code, door = self._words.read_code(typed), self._door()
        slot = door.recovery()
        if slot is None:
            raise InputError("Dieser Tresor hat keinen Wiederherstellungscode.")
        return Task(lambda: door.unlock(slot.id, code), self._enter)

    # a backup in the place of the vault --------------------------------------------------

    def backups(self) -> tuple[BackupLineView, ...]:
        """The backups beside the vault, the newest first."""
        lines = sorted(backups_in(self.vault.parent / FOLDER), key=lambda line: line.epoch, reverse=True)
        return tuple(BackupLineView(str(line.path), f"{line.day:%d.%m.%Y}") for line in lines)

    def look_at(self, path: str) -> BackupHeadView:
        """A backup with the places that open it. Raises InputError."""
        header = read_header(Path(path))
        slots = [*header.door.people(), *filter(None, [header.door.recovery()])]
        places = tuple(PlaceView(slot.id, slot.label) for slot in slots)
        return BackupHeadView(path, f"Sicherung vom {header.day:%d.%m.%Y}", places)

    def restore(self, path: str, place: str, secret: str) -> Task:
        """Put a backup in the place of the vault; what lies there is set aside. Gives a sentence."""
        from counsel_app.logic.vault.backup.restoring import restore_file

        door = read_header(Path(path)).door
        recovery = door.recovery()
        typed = self._words.read_code(secret) if recovery is not None and place == recovery.id else secret

        def work() -> Restored:
            ring = door.unlock(place, typed)
            self._make_folders()
            return restore_file(Path(path), ring, self.vault, self.resources / "schema", self.today, self.seen)

        return Task(work, _restored)

    # inside ---------------------------------------------------------------------------

    def _door(self) -> Door:
        door = door_at(self.vault)
        if door is None:
            raise InputError("Den Tresor gibt es nicht mehr; bitte eine Sicherung einspielen.")
        return door

    def _enter(self, ring: Keyring) -> S:
        self._make_folders()
        return self._opened(Store.unlock(self.vault, self.resources / "schema", ring, self.today, self.seen))

    def _opened(self, store: Store) -> S:
        me = next((member for member in store.people.members() if member.is_me), None)
        with suppress(OSError):
            self._place_file.write_text(me.slot if me else "", encoding="utf-8")
        return self.open_session(store)

    def _last_place(self, door: Door) -> str:
        with suppress(OSError, UnicodeDecodeError):
            last = self._place_file.read_text(encoding="utf-8")[:80]
            if any(slot.id == last for slot in door.people()):
                return last
        return ""

    def _make_folders(self) -> None:
        for folder in (self.vault.parent, self.seen.parent):
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)

    def _drop_open_copies(self) -> None:
        """What migrations set aside beside an open vault would still open without a passphrase."""
        for path in self.vault.parent.glob(f"{self.vault.stem}-*{self.vault.suffix}"):
            with suppress(OSError, InputError):
                door = door_at(path)
                if door is not None and door.opens_without_secret:
                    path.write_bytes(bytes(path.stat().st_size))
                    path.unlink()

    @property
    def _place_file(self) -> Path:
        return self.seen.with_suffix(".platz")

    @cached_property
    def _words(self) -> WordList:
        from counsel_app.logic.vault.sealing.words import WordList

        return WordList.read(self.resources / "words")


def _open_ring(door: Door) -> Keyring:
    if not door.opens_without_secret:
        raise InputError("Hier gibt es schon einen Tresor; bitte ihn öffnen statt einen neuen anzulegen.")
    return door.unlock(next(slot.id for slot in door.slots if slot.kind == OPEN), "")


def _restored(done: Restored) -> str:
    words = [f"Eingespielt: Stand vom {done.header.day:%d.%m.%Y} mit {done.cases} Fällen."]
    if done.erased_again:
        words.append(f"{done.erased_again} inzwischen gelöschte Fälle wurden wieder gelöscht.")
    if done.damages:
        words.append(f"{len(done.damages)} Schäden in der Sicherung; die übrigen Fälle sind da.")
    if done.set_aside is not None:
        words.append(f"Was vorher da war, liegt noch 35 Tage als „{done.set_aside.name}“ daneben.")
    return " ".join(words)
