"""A seeded workload for rule engines: 60 facts, 40 options, 8 conditions each (5 must hold, and 1 of 3 more)."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

DAY = date(2026, 11, 22)
FIRST_DAY = date(1996, 1, 1)
SPAN = (DAY - FIRST_DAY).days
YES_NO = [f"flag_{n}" for n in range(20)]
CHOICES = {f"choice_{n}": [f"v{m}" for m in range(3 + n % 4)] for n in range(15)}
NUMBERS = [f"number_{n}" for n in range(15)]
DATES = [f"date_{n}" for n in range(10)]
FACTS = [*YES_NO, *CHOICES, *NUMBERS, *DATES]

Condition = tuple[str, str, Any]


def options(seed: int = 7) -> list[tuple[list[Condition], list[Condition]]]:
    """Per option the five conditions that must hold, and the three of which one is enough."""
    chance = random.Random(seed)
    made = []
    for _ in range(40):
        conditions = [_condition(chance, fact) for fact in chance.sample(FACTS, 8)]
        made.append((conditions[:5], conditions[5:]))
    return made


def clients(count: int, seed: int = 11) -> list[dict[str, Any]]:
    """Clients who answered everything."""
    chance = random.Random(seed)
    return [
        {
            **{fact: chance.random() < 0.5 for fact in YES_NO},
            **{fact: chance.choice(values) for fact, values in CHOICES.items()},
            **{fact: chance.randrange(1000) for fact in NUMBERS},
            **{fact: FIRST_DAY + timedelta(days=chance.randrange(SPAN)) for fact in DATES},
        }
        for _ in range(count)
    ]


def _condition(chance: random.Random, fact: str) -> Condition:
    if fact in CHOICES:
        values = CHOICES[fact]
        return fact, "in", sorted(chance.sample(values, max(1, len(values) * 2 // 3)))
    if fact in NUMBERS:
        return fact, chance.choice(["at_least", "at_most"]), chance.randrange(350, 650)
    if fact in DATES:
        day = FIRST_DAY + timedelta(days=chance.randrange(3500, SPAN - 3500))
        return fact, chance.choice(["on_or_after", "on_or_before"]), day
    return fact, "is", chance.random() < 0.5
