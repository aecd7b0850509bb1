"""Whether a whole vault can be read: every case opened, every record of the administration."""

from __future__ import annotations

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.sealed import UNREADABLE, SealedFile
from counsel_app.logic.vault.sealed_cases import SealedCases
from counsel_app.logic.vault.stocktaking import Damage, Stocktaking


def check_all(file: SealedFile) -> tuple[int, list[Damage]]:
    """How many cases can be read, and what is damaged."""
    stock = Stocktaking(file)
    stock.take()
    cases, readable = SealedCases(file), 0
    damages = list(stock.damages)
    named = {damage.case_id for damage in damages}
    for line in stock.index.lines():
        try:
            cases.read(line.id)
            readable += 1
        except (*UNREADABLE, InputError):
            if line.id not in named:
                damages.append(Damage(line.id, line.code, f"Der Fall {line.code} ist beschädigt und nicht lesbar."))
    return readable, damages
