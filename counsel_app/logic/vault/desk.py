"""The page of the vault: backups, people, locking, the log, loss, health, and half-typed text.

What takes long comes as a Task; every other method gives what to paint. Unusable input raises InputError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from counsel_app.logic.errors import InputError
from counsel_app.logic.texts import day_text
from counsel_app.logic.vault.audit import AuditEntry
from counsel_app.logic.vault.backup.desk import BackupDesk
from counsel_app.logic.vault.sealing.slots import STANDARD, Cost
from counsel_app.logic.vault.store import Store
from counsel_app.logic.vault.typed_text import TypedText
from counsel_app.logic.vault.views import (
    DueCaseView,
    LogLineView,
    VaultView,
)

if TYPE_CHECKING:
    from counsel_app.logic.vault.duties.sensitive import SensitiveWords
    from counsel_app.logic.vault.people_desk import PeopleDesk

IDLE = "lock/minutes"
IDLE_MINUTES = (2, 5, 10, 15)
STANDARD_IDLE = 5
SHOWN_LOG = 500  # entries
SHOWN_DAMAGES = 3


class VaultDesk:
    """Everything about one open vault that is not about one case. Its rooms: `backups`, `people`, `typed`.

    `category_of`: facts to kinds of data, for the loss report; asked for when it is needed.
    """

    def __init__(
        self,
        store: Store,
        resources: Path,
        today: date,
        category_of: Callable[[], Mapping[str, str]],
        cost: Cost = STANDARD,
    ) -> None:
        self._store = store
        self._resources = resources
        self._today = today
        self._cost = cost
        self.backups = BackupDesk(store, today, category_of)
        self.typed = TypedText(store)

    @cached_property
    def people(self) -> PeopleDesk:
        """Places, passphrases, the printed code."""
        from counsel_app.logic.vault.people_desk import PeopleDesk

        return PeopleDesk(self._store, self._resources, self._today, self._cost)

    @property
    def is_demo(self) -> bool:
        """Whether nothing is kept: the demo household without a vault."""
        return self._store.path is None

    @property
    def came_by_recovery(self) -> bool:
        """Whether a new passphrase has to be set before anything else."""
        return self._store.people.came_by_recovery

    def view(self) -> VaultView:
        """The page of the vault."""
        from counsel_app.logic.vault.duties.erasing import due_cases

        state = self._store.backups.state(self._today)
        folders = () if self.is_demo else self._store.backups.folders[1:]
        return VaultView(
            state.sentence,
            state.is_late,
            str(folders[0]) if folders else "",
            self.backups.lines(),
            self.people.members(),
            self.idle,
            IDLE_MINUTES,
            tuple(
                DueCaseView(line.id, f"{line.code}  {line.title}".rstrip() + f"  (seit {day_text(line.due_on)})")
                for line in due_cases(self._store, self._today)
                if line.due_on is not None
            ),
            self._clock(),
            tuple(dict.fromkeys(damage.what for damage in self._store.damaged)),
            self.people.drilled(),
        )

    # locking and half-typed text ----------------------------------------------------------

    @property
    def idle(self) -> int:
        """Minutes without a key or a movement after which the program locks itself."""
        kept = self._store.setting(IDLE, STANDARD_IDLE)
        return kept if kept in IDLE_MINUTES else STANDARD_IDLE

    def set_idle(self, minutes: int) -> None:
        """Other minutes, of those on offer."""
        if minutes not in IDLE_MINUTES:
            raise InputError(f"Gesperrt wird nach 2 bis 15 Minuten, nicht nach {minutes}.")
        self._store.set_setting(IDLE, minutes)

    # duties of the office ---------------------------------------------------------------

    def log(self) -> tuple[LogLineView, ...]:
        """The latest entries of the log, the newest first."""
        store = self._store
        names = {member.slot: member.label for member in self.people.members()}
        codes = {line.id: line.code for line in store.listing()}
        entries: list[AuditEntry] = []
        with suppress(ValueError):
            entries.extend(store.audit.entries())
        return tuple(
            LogLineView(
                day_text(one.day),
                names.get(one.who, "früherer Zugang"),
                one.what,
                codes.get(one.case, "gelöschter Fall" if one.case else ""),
                one.detail,
            )
            for one in reversed(entries[-SHOWN_LOG:])
        )

    def log_sentence(self) -> str:
        """Whether the chain of the log holds."""
        broken = self._store.audit.broken_at()
        if broken is None:
            return "Das Protokoll ist vollständig und unverändert."
        return f"Das Protokoll ist ab Eintrag {broken + 1} beschädigt oder verändert; bitte eine Sicherung vergleichen."

    def confirm_day(self) -> None:
        """Somebody says that the day of the computer is right."""
        self._store.confirm_day(self._today)

    def damages(self) -> str:
        """What did not fit when the vault was opened; "" when everything did."""
        found = list(dict.fromkeys(damage.what for damage in self._store.damaged))
        if not found:
            return ""
        more = f" Und {len(found) - SHOWN_DAMAGES} weitere Schäden." if len(found) > SHOWN_DAMAGES else ""
        return (
            f"{' '.join(found[:SHOWN_DAMAGES])}{more} Alles andere ist da; "
            "bitte unter „Tresor“ (Strg+T) eine Sicherung einspielen."
        )

    def hints(self, text: str) -> tuple[str, ...]:
        """What a text should perhaps not say, with the reason."""
        return tuple(f"„{hint.found}“ ({hint.kind}): {hint.reason}" for hint in self._sensitive.hints(text))

    # inside ---------------------------------------------------------------------------

    def _clock(self) -> str:
        if not self._store.clock_doubtful:
            return ""
        return (
            f"Dieser Rechner sagt, es sei der {day_text(self._today)}; zuletzt war es der {day_text(self._store.day)}. "
            "Bis das geklärt ist, steht kein Fall zur Löschung an."
        )

    @cached_property
    def _sensitive(self) -> SensitiveWords:
        from counsel_app.logic.vault.duties.sensitive import SensitiveWords

        return SensitiveWords(self._resources / "privacy")
