"""What a card says about an option."""

from __future__ import annotations

from enum import StrEnum


class Outlook(StrEnum):
    """What the card says."""

    AVAILABLE = "available"
    LATER = "later"  # opens by itself on a day
    EXCEPTION = "exception"  # only regular conditions fail
    NEAR = "near"  # something the client can change is missing
    OPEN = "open"
    EXCLUDED = "excluded"
    CLOSED = "closed"  # the law or the window has ended
