"""Small knowledge packs for tests, from lines alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from counsel_app.logic.law.program import Program
from counsel_app.logic.law.records import Block, Checked, Derived, Fact, Knowledge, Option, Term, Valid

CHECKED = Checked(date(2026, 11, 22), date(2026, 8, 12), "hoch", date(2027, 5, 22))
DAY = date(2026, 11, 22)
FACTS = {
    fact.id: fact
    for fact in (
        *(Fact(name, "yes_no", f"{name}?") for name in ("a", "b", "c")),
        Fact("color", "choice", "color?", choices=(("red", "rot"), ("green", "grün"), ("blue", "blau")), ordered=True),
        *(Fact(name, "date", f"{name}?") for name in ("born", "since", "till")),
        Fact("count", "number", "count?"),
        Fact("days", "number", "days?"),
    )
}


def block(*lines: dict[str, Any], **more: Any) -> Block:
    """A block whose id comes from its lines."""
    return Block(id=str(lines), text="Eine Bedingung.", law="§ 1", any=tuple(lines), **more)


def option(name: str = "option", *, valid: Valid | None = None, **groups: tuple[Block, ...]) -> Option:
    """An option with `requires` and `excludes`."""
    return Option(name, name, "", "M1", "soll", ("§ 1",), CHECKED, valid=valid or Valid(), **groups)


def program(*options: Option, terms: tuple[Term, ...] = (), derived: tuple[Derived, ...] = (), **more: Any) -> Program:
    """A program over the facts above."""
    return Program(
        Knowledge(
            "test",
            date(2026, 8, 12),
            facts=FACTS,
            terms={term.id: term for term in terms},
            derived={entry.id: entry for entry in derived},
            options={entry.id: entry for entry in options},
            **more,
        )
    )
