"""Opens the parts the window stands on: knowledge and store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from counsel_app import paths
from counsel_app.logic.session import Gate, Session
from counsel_app.logic.vault.process import begin_anew
from counsel_app.logic.vault.store import Store

if TYPE_CHECKING:
    from counsel_app.logic.law.derivation import Calculation
    from counsel_app.logic.law.program import Program


def program() -> Program:
    """The compiled knowledge. Raises InputError."""
    from counsel_app.logic.law.pack import load
    from counsel_app.logic.law.program import Program

    places = paths.knowledge_sources(), paths.knowledge_pack()
    return Program(load(*places), calculations(), lambda: load(*places, stories=True).stories)


def calculations() -> dict[str, Calculation]:
    """The deadlines that the knowledge's rules ask for."""
    from counsel_app.logic.deadlines.calculations import calculations
    from counsel_app.logic.deadlines.rules import read_law

    return calculations(lambda: read_law(paths.resources() / "deadlines"))


def gate(today: date, new_id: Callable[[], str]) -> Gate[Session]:
    """The way into the vault of this computer."""
    return Gate(
        paths.cases_file(),
        paths.seen_file(),
        paths.resources(),
        today,
        lambda store: session_on(store, today, new_id),
        lambda: passing_session(today, new_id, demo_only=True),
        begin_anew,
    )


def session_on(store: Store, today: date, new_id: Callable[[], str]) -> Session:
    """A session on an open vault, with what the office presets."""
    from counsel_app.policy import preset

    session = Session(program, store, paths.resources() / "demo", today, new_id)
    session.notice = preset(session)
    return session


def passing_session(today: date, new_id: Callable[[], str], *, demo_only: bool = False) -> Session:
    """A session that keeps nothing: for the demo household, for pictures and tests."""
    store = Store.in_memory(paths.resources() / "schema")
    return Session(program, store, paths.resources() / "demo", today, new_id, demo_only=demo_only)
