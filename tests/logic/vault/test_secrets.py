"""Passphrases, the recovery code, and how a slot opens."""

from __future__ import annotations

import re
from itertools import combinations
from random import Random

import pytest

from counsel_app.logic.errors import InputError
from counsel_app.logic.vault.sealing.keyring import Keyring
from counsel_app.logic.vault.sealing.slots import (
    FREE,
    PERSON,
    STANDARD,
    Cost,
    WrongSecretError,
    new_slot,
    open_slot,
    sealed_to,
    slot_of,
    with_secret,
)
from counsel_app.logic.vault.sealing.strength import Estimate
from counsel_app.logic.vault.sealing.words import WordList
from counsel_app.paths import resources
from tests.stress.counts import counts

FOLDER = resources() / "words"
WORDS = WordList.read(FOLDER)
ESTIMATE = Estimate(WORDS, FOLDER, ("Erika Mustermann", "Beratungszentrum Nordufer"))


def test_the_words_are_2048_plain_and_never_one_slip_apart() -> None:
    assert len(set(WORDS.words)) == 2048
    assert list(WORDS.words) == sorted(WORDS.words)
    assert all(re.fullmatch("[a-z]{4,9}", word) for word in WORDS.words)
    shapes: set[str] = set()
    for word in WORDS.words:
        changed = {word[:at] + "*" + word[at + 1 :] for at in range(len(word))}
        shortened = {word[:at] + word[at + 1 :] for at in range(len(word))}
        assert not changed & shapes and not shortened & set(WORDS.words), word
        shapes |= changed


def test_a_generated_passphrase_is_five_words_and_strong_enough() -> None:
    phrases = {WORDS.passphrase() for _ in range(20)}
    assert len(phrases) == 20
    for phrase in phrases:
        assert len(phrase.split()) == 5
        assert ESTIMATE.of(phrase).is_enough


def test_a_printed_code_is_read_back_however_it_is_typed() -> None:
    code = WORDS.recovery_code()
    assert len(code.split()) == 24
    assert WORDS.read_code(code) == code
    assert WORDS.read_code("  " + code.upper().replace(" ", "\n")) == code
    assert WORDS.read_code(code.replace(" ", ", ")) == code


def test_a_wrong_code_says_what_is_wrong_before_any_key_is_tried() -> None:
    words = WORDS.recovery_code().split()
    with pytest.raises(InputError, match=r"24 Wörter, eingegeben sind 23"):
        WORDS.read_code(" ".join(words[1:]))
    with pytest.raises(InputError, match=r"Das 3\. Wort „xylophon“"):
        WORDS.read_code(" ".join([*words[:2], "xylophon", *words[3:]]))
    found = 0
    for one, other in combinations(range(24), 2):
        swapped = list(words)
        swapped[one], swapped[other] = words[other], words[one]
        try:
            WORDS.read_code(" ".join(swapped))
        except InputError as error:
            found += "Reihenfolge" in str(error)
    assert found > 0.95 * 276


@pytest.mark.parametrize(
    "weak",
    ["", "123456", "24121987", "passwort", "Passwort123!", "qwertzuiop", "Erika Mustermann 1987", "aaaaaaaaaaaaaaaa",
     "abcdefghijklmnop", "Sommer2026!", "hafenlotse hafenlotse hafenlotse hafenlotse hafenlotse", "xkqzvtrw",
     "anker anker anker anker anker", "Beratungszentrum Nordufer 14467 Potsdam"],
)  # fmt: skip
def test_weak_phrases_are_refused(weak: str) -> None:
    with pytest.raises(InputError, match="bitte"):
        ESTIMATE.approve(weak)


@pytest.mark.parametrize(
    "strong", ["kahn leuchtturm möwe tau anker", "Vier Esel tranken heimlich Tee am Kanal", "k7$Qz!m2Xw9&pR"]
)
def test_strong_phrases_are_accepted(strong: str) -> None:
    ESTIMATE.approve(strong)


def test_each_secret_opens_its_own_slot_only_and_typing_habits_do_not_matter() -> None:
    ring = Keyring.fresh()
    slot = new_slot("v", "Platz 1", PERSON, "Möwe am Kai", ring, FREE)
    assert open_slot("v", slot, "  Mo\u0308we  am Kai ").to_bytes() == ring.to_bytes()
    for wrong, vault in (("Moewe am Kai", "v"), ("Möwe am Kai", "w"), ("", "v")):
        with pytest.raises(WrongSecretError, match="Platz und Passphrase"):
            open_slot(vault, slot, wrong)


@pytest.mark.stress
def test_no_wrong_phrase_is_accepted() -> None:
    slot = new_slot("v", "Platz 1", PERSON, WORDS.passphrase(), Keyring.fresh(), FREE)
    for _ in range(counts(60, 1000)):
        with pytest.raises(WrongSecretError):
            open_slot("v", slot, WORDS.passphrase())


@pytest.mark.stress
def test_a_changed_slot_does_not_open() -> None:
    slot, chance = new_slot("v", "Platz 1", PERSON, "geheim", Keyring.fresh(), FREE), Random(1)
    for _ in range(counts(60, 1000)):
        table = slot.table()
        name = chance.choice(["salt", "public", "private", "ring"])
        content = bytearray.fromhex(table[name])
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        with pytest.raises(WrongSecretError):
            open_slot("v", slot_of({**table, name: content.hex()}), "geheim")
    for change in ({"label": "Platz 2"}, {"kind": "recovery"}, {"cost": [128, 1, 1]}, {"id": "0"}):
        with pytest.raises(WrongSecretError):
            open_slot("v", slot_of({**slot.table(), **change}), "geheim")


@pytest.mark.parametrize("cost", [[64 << 20, 1, 1], [2097153, 3, 4], [64, 1000, 1], [64, 1, 0], [0, 1, 1], [-1, 1, 1]])
def test_a_slot_that_asks_for_too_much_is_refused_before_any_work(cost: list[int]) -> None:
    slot = new_slot("v", "Platz 1", PERSON, "geheim", Keyring.fresh(), FREE)
    with pytest.raises(InputError, match=r"MiB.*Sicherung"):
        slot_of({**slot.table(), "cost": cost})


def test_keys_can_be_changed_without_the_secret_and_the_secret_without_the_keys() -> None:
    old, new = Keyring.fresh(), Keyring.fresh(2)
    slot = new_slot("v", "Platz 1", PERSON, "eins", old, FREE)
    assert open_slot("v", sealed_to("v", slot, new), "eins").to_bytes() == new.to_bytes()
    changed = with_secret("v", slot, "eins", "zwei")
    assert changed.ring == slot.ring
    assert open_slot("v", changed, "zwei").to_bytes() == old.to_bytes()
    with pytest.raises(WrongSecretError):
        open_slot("v", changed, "eins")


def test_the_standard_cost_is_what_the_security_document_asks() -> None:
    assert Cost(256 * 1024, 3, 4) == STANDARD
    slot = new_slot("v", "Platz 1", PERSON, "geheim", Keyring.fresh(), STANDARD)
    assert open_slot("v", slot, "geheim").generation == 1
