"""Names as the search compares them: folded letters, and how they sound.

One name reaches the office in many spellings: Mohamed, Muhammad, محمد; Kovalenko, Kowalenko, Коваленко. The
sound of a word keeps its consonants in a few classes and drops the vowels, as Arabic writing does; letters that
are spoken in several ways give several sounds.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import product

MOST_SOUNDS = 6
LONGEST_WORD = 40

# Other scripts as Latin letters: each letter, then how it sounds; vowels only matter at the start.
_ARABIC = (
    "اa بb پp تt ثth جj چtsh حh خkh دd ذdh رr زz ژzh سs شsh صs ضdh طt ظdh عa غgh فf قq کk كk گg لl مm نn وw هh ةh"
    " يy ىy یy ټt ډd ړr ږzh ڼn ښsh ځdz څts ېy ۍy ےy ٹt ڈd ڑr ھh ہh ںn"
)
_CYRILLIC = (
    "аa бb вv гgh ґg дd еe жzh зz иi іi їi єe кk лl мm нn оo пp рr сs тt уu фf хkh цts чtsch шsch щsch ыi эe юyu яya"
    " ћts ђdj љl њn јy"
)
_LATIN = "ßss ıi łl øo đd ðdh þth æa œo əa"
_LETTERS = {entry[0]: entry[1:] for entry in f"{_ARABIC} {_CYRILLIC} {_LATIN}".split()}

# Groups of Latin letters and the classes they may be spoken as; longer groups first.
_CLASSES: dict[str, tuple[str, ...]] = {
    "dzsch": ("s",), "dsch": ("s",), "tsch": ("s",), "sch": ("s",), "tsh": ("s",), "tch": ("s",), "dzh": ("s",),
    "sh": ("s",), "zh": ("s",), "ts": ("s",), "tz": ("s",), "dz": ("s",), "dj": ("s",), "ch": ("h", "s", "k"),
    "kh": ("h", "k"), "gh": ("k", "h"), "ph": ("f",), "th": ("t", "s"), "dh": ("t", "s", "th"), "ck": ("k",),
    "x": ("ks",), "c": ("k", "s"), "j": ("", "s"), "s": ("s",), "z": ("s",), "q": ("k",), "k": ("k",), "g": ("k",),
    "d": ("t",), "t": ("t",), "p": ("b",), "b": ("b",), "f": ("f",), "h": ("h",), "l": ("l",), "m": ("m",), "n": ("n",),
    "r": ("r",), **dict.fromkeys("aeiouywv", ("",)),
}  # fmt: skip
_FIRST: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("aeiou", ("a",)), "j": ("j", "s"), "y": ("j",), "w": ("w",), "v": ("w",),
}  # fmt: skip
_LONGEST_GROUP = max(map(len, _CLASSES))


def folded(text: str) -> str:
    """Lower case without accents, so that "Müller" is found as "muller" and "İ" as "i"."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not (unicodedata.combining(letter) or letter in "ـ\u200c\u200d"))


def sounds(word: str) -> frozenset[str]:
    """The ways one word may sound; empty for a word without letters."""
    return _sounds(folded(word)[:LONGEST_WORD])


def written_sounds(text: str) -> frozenset[str]:
    """The sounds of all words of a text."""
    return frozenset(sound for word in _words(text) for sound in sounds(word))


def squeezed_sound(text: str) -> str:
    """One sound of the whole text without gaps, so that "Abdulrahman" is found in "Abd al-Rahman"."""
    return "".join(
        min(found, key=lambda sound: (len(sound), sound)).lstrip("a")
        for word in _words(text)
        if (found := sounds(word))
    )


@lru_cache(maxsize=4096)
def _sounds(word: str) -> frozenset[str]:
    latin = "".join(map(_latin, word[:-1] if word[-1:] in ("ه", "ة") else word))
    choices: list[tuple[str, ...]] = []
    at = 0
    while at < len(latin):
        if at == 0 and latin[0] in _FIRST and latin[:2] != "dj":
            choices.append(_FIRST[latin[0]])
            at = 1
            continue
        group = next((latin[at : at + n] for n in range(_LONGEST_GROUP, 0, -1) if latin[at : at + n] in _CLASSES), "")
        # a final h after a vowel is not spoken: Sarah, Fatimah
        if group and not (group == "h" and at == len(latin) - 1 and at and latin[at - 1] in "aeiou"):
            choices.append(_CLASSES[group])
        at += len(group) or 1
    found = (_single("".join(parts)) for parts, _ in zip(product(*choices), range(MOST_SOUNDS), strict=False))
    return frozenset(sound for sound in found if sound)


def _latin(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalpha() else ""
    known = _LETTERS.get(letter)
    if known is not None:
        return known
    name = unicodedata.name(letter, "")
    if name.startswith("ETHIOPIC SYLLABLE "):
        return _ethiopic(name.split()[2:])
    return ""


def _ethiopic(name: list[str]) -> str:
    """A syllable sign by its name: "TA", "GLOTTAL A"; X is a kind of h, PH a hard p."""
    if len(name) > 1:
        return "a"
    return name[0].lower().replace("x", "h").replace("ph", "p")


def _single(sound: str) -> str:
    return "".join(letter for at, letter in enumerate(sound) if at == 0 or letter != sound[at - 1])


def _words(text: str) -> list[str]:
    return "".join(" " if letter in "-_./,;()'’ʼ`\"" else letter for letter in text).split()
