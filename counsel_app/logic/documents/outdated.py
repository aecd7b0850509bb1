"""What changed in a letter since its paragraphs were last looked at."""

from __future__ import annotations

from collections.abc import Mapping

from counsel_app.logic.documents.document import Document

CHANGED, NEW, GONE = "geändert", "neu", "entfallen"
GONE_MARK = "/entfallen"


def texts_of(document: Document) -> dict[str, str]:
    """How each paragraph reads now."""
    return {part.id: part.text for part in document.paragraphs}


def outdated(seen: Mapping[str, str], document: Document) -> dict[str, str]:
    """Paragraph id -> what happened to it; nothing for a letter nobody has looked at."""
    if not seen:
        return {}
    now = texts_of(document)
    found = {key: CHANGED if key in seen else NEW for key, text in now.items() if seen.get(key) != text}
    return found | {key: GONE for key in seen if key not in now}


def sentence(found: Mapping[str, str], document: Document) -> str:
    """ "überholt: Absatz 3, 5; entfallen: 1 Absatz"; "" if nothing is."""
    places = [number for number, part in enumerate(document.paragraphs, 1) if part.id in found]
    gone = sum(what == GONE for what in found.values())
    parts = [f"überholt: Absatz {', '.join(map(str, places))}"] if places else []
    parts += [f"entfallen: {gone} {'Absatz' if gone == 1 else 'Absätze'}"] if gone else []
    return "; ".join(parts)


def carried(seen: Mapping[str, str], before: Document, after: Document) -> dict[str, str]:
    """What counts as looked at after a change by hand: what was outdated before stays so."""
    stale = outdated(seen, before)
    now = texts_of(after)
    kept = {key: text for key, text in now.items() if key not in stale}
    return kept | {key: seen[key] for key in stale if key in seen}
