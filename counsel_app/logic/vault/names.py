"""Names as the search compares them."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Lower case without accents, so that "Müller" is found as "muller" and "İ" as "i"."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
