"""The start page: the cases that fit the search, and what is said about them."""

from __future__ import annotations

from counsel_app.logic.snapshot import CaseLineView, ListingView, UpcomingView
from counsel_app.logic.texts import day_text
from counsel_app.logic.vault.store import CaseLine, Store


def listing_view(store: Store, search: str, note: str, upcoming: UpcomingView, backup: str) -> ListingView:
    """The picture of the list; `backup`: when a backup was verified last."""
    lines = tuple(
        CaseLineView(line.id, line.code, line.title, _who(line), day_text(line.changed_on))
        for line in store.listing(search)
    )
    return ListingView(lines, search, len(store.listing()), note, upcoming, backup)


def _who(line: CaseLine) -> str:
    """The people of a case, and that it is closed."""
    closed = f" · abgeschlossen am {day_text(line.closed_on)}" if line.closed_on else ""
    return ", ".join(line.people) + closed
