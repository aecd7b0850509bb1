"""Both looks can be read: every text on its ground."""

from __future__ import annotations

import pytest

from counsel_app.ui.look.theme import DARK, LIGHT, Look

ENOUGH = 4.5  # WCAG 2.2, AA


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs(look: Look) -> list[tuple[str, str]]:
    grounds = (look.ground, look.surface, look.raised)
    found = [(text, ground) for text in (look.ink, look.muted, look.accent, look.warning) for ground in grounds]
    found += [(look.ink, look.accent_ground), (look.muted, look.accent_ground), (look.on_accent, look.accent)]
    return [*found, (look.warning, look.warning_ground), *look.badges.values()]


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_every_text_can_be_read_on_its_ground(look: Look) -> None:
    weak = {pair: round(contrast(*pair), 2) for pair in pairs(look) if contrast(*pair) < ENOUGH}
    assert weak == {}
