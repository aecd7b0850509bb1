"""What the window asks about backups: make one, look into one, bring one back, and what follows from the last one.

What takes long comes as a Task. Unusable input raises InputError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from counsel_app.logic.errors import InputError
from counsel_app.logic.texts import day_text, number_of
from counsel_app.logic.vault.backup.container import read_header
from counsel_app.logic.vault.backup.writing import Made
from counsel_app.logic.vault.mishaps import StoreError
from counsel_app.logic.vault.sealing.keyring import Keyring
from counsel_app.logic.vault.store import Store
from counsel_app.logic.vault.tasks import Task
from counsel_app.logic.vault.views import BackupContentView, BackupLineView


class BackupDesk:
    """The backups of one open vault. `category_of`: facts to kinds of data, asked for when it is needed."""

    def __init__(self, store: Store, today: date, category_of: Callable[[], Mapping[str, str]]) -> None:
        self._store = store
        self._today = today
        self._category_of = category_of

    def line(self) -> str:
        """The sentence that is always visible; "" where nothing is kept."""
        return self._store.backups.state(self._today).sentence if self._store.path is not None else ""

    def lines(self) -> tuple[BackupLineView, ...]:
        """All backups that can be reached, the newest first."""
        if self._store.path is None:
            return ()
        found = self._store.backups.lines()
        return tuple(BackupLineView(str(one.path), f"{day_text(one.day)}  {one.path.parent}") for one in found)

    @property
    def is_due(self) -> bool:
        """Whether there were changes on an earlier day since the last backup."""
        store = self._store
        return store.path is not None and not store.read_only and store.backups.state(self._today).is_due

    def make(self) -> Task:
        """Make a backup. Gives a sentence."""
        prepared = self._store.backups.begin(self._today)

        def finish(made: Made) -> str:
            self._store.backups.note(made)
            if not made.folders:
                raise StoreError(" ".join(made.problems))
            done = f"Gesichert und zurückgelesen: {number_of(made.cases, 'Fall', 'Fälle')}."
            return " ".join((done, *made.problems))

        return Task(prepared.finish, finish)

    def choose_folder(self, folder: str) -> str:
        """A second place for backups, for instance a stick; "" for none. Gives a sentence."""
        if folder and self._store.path is not None and Path(folder) == self._store.path.parent:
            raise InputError("Das ist der Ordner des Tresors selbst; bitte einen Stick oder anderen Ordner wählen.")
        self._store.backups.choose_folder(Path(folder) if folder else None)
        return f"Gesichert wird künftig auch nach „{folder}“." if folder else "Gesichert wird nur neben dem Tresor."

    def look_into(self, path: str) -> Task:
        """What would come back from a backup. Gives a BackupContentView."""
        from counsel_app.logic.vault.backup.restoring import opened

        header = read_header(Path(path))
        ring = self._ring_for(path)
        folder = self._folder()

        def work() -> list[tuple[str, str]]:
            with opened(Path(path), ring, folder) as (_, old):
                return [(line.id, f"{line.code}  {line.title}".rstrip()) for line in old.listing()]

        def finish(cases: list[tuple[str, str]]) -> BackupContentView:
            sentence = (
                f"Die Sicherung vom {day_text(header.day)} enthält {number_of(len(cases), 'Fall', 'Fälle')}. Wer sie "
                "einspielt, bekommt deren Stand von damals zurück; spätere Änderungen an diesen Fällen gehen verloren. "
                "Danach angelegte Fälle bleiben, gelöschte bleiben gelöscht."
            )
            return BackupContentView(path, f"Sicherung vom {day_text(header.day)}", sentence, tuple(cases))

        return Task(work, finish)

    def restore(self, path: str, only: str = "") -> str:
        """Bring a backup back into the open vault; `only`: one case. Gives a sentence."""
        from counsel_app.logic.vault.backup.restoring import restore_into

        done = restore_into(self._store, Path(path), self._ring_for(path), only)
        words = [f"Zurückgeholt: {number_of(done.changed, 'Fall', 'Fälle')}; die übrigen waren schon auf diesem Stand."]
        if done.erased_again:
            again = number_of(done.erased_again, "gelöschter Fall bleibt", "gelöschte Fälle bleiben")
            words.append(f"{again} gelöscht.")
        if done.damages:
            words.append(f"{number_of(len(done.damages), 'Schaden', 'Schäden')} in der Sicherung.")
        return " ".join(words)

    def health(self) -> Task:
        """Read every case once. Gives sentences."""
        prepared = self._store.backups.begin(self._today)

        def finish(found: tuple[int, tuple[str, ...]]) -> str:
            cases, damages = found
            if not damages:
                return f"Der Tresor ist in Ordnung: {number_of(cases, 'Fall', 'Fälle')} vollständig gelesen."
            return " ".join(damages) + " Bitte eine Sicherung einspielen."

        return Task(prepared.look_through, finish)

    def loss(self) -> Task:
        """The report after theft or loss, from the last backup. Gives its text."""
        from counsel_app.logic.vault.duties.loss import LossReport, loss_report

        lines = self._store.backups.lines()
        if not lines:
            raise InputError("Es gibt noch keine Sicherung; der Bericht entsteht aus der letzten Sicherung.")
        path = lines[0].path
        ring, folder, category_of = self._ring_for(str(path)), self._folder(), dict(self._category_of())

        def work() -> LossReport:
            return loss_report(path, ring, folder, category_of)

        return Task(work, lambda report: report.text)

    # inside ---------------------------------------------------------------------------

    def _ring_for(self, path: str) -> Keyring:
        header = read_header(Path(path))
        ring = self._store.people.ring_of(header.generation) if header.vault == self._store.vault else None
        if ring is None:
            raise InputError(
                "Diese Sicherung gehört zu einem anderen Tresor; sie lässt sich nur beim Start einspielen, "
                "mit der Passphrase von damals."
            )
        return ring

    def _folder(self) -> Path:
        if self._store.path is None:
            raise InputError("Im Beispiel gibt es keine Sicherungen.")
        return self._store.path.parent
