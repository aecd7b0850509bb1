"""A line of the lawyer's sheet."""

from __future__ import annotations

from typing import NamedTuple


class SheetLine(NamedTuple):
    """One paragraph. `kind`: title, head, heading, item (with its mark), detail (belongs to the item above) or sign."""

    kind: str
    text: str
    mark: str = ""
