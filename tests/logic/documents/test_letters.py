"""Every letter: it fits its stories, its own words are as agreed, and names come out as they are."""

from __future__ import annotations

import os
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from docx import Document as open_docx

from counsel_app import paths
from counsel_app.logic.cooperation.acts import Act
from counsel_app.logic.cooperation.acts import Step as ActStep
from counsel_app.logic.documents.assembling import assemble
from counsel_app.logic.documents.document import Document, Paragraph, cited, joined, plain, printable
from counsel_app.logic.documents.docx import docx
from counsel_app.logic.documents.kept import Identity, Own
from counsel_app.logic.documents.reading import gather, letter_problems
from counsel_app.logic.law.compiling import compile_pack
from counsel_app.logic.law.pack import knowledge_of
from counsel_app.logic.law.records import Knowledge, Raw, Story
from tests.logic.documents.maker import conditions, document, letters, setting

REFERENCE = Path(__file__).parents[2] / "reference" / "letters"
LETTERS = sorted(
    path.stem for path in (paths.resources() / "letters").glob("*.toml") if path.stem not in ("offices", "shared")
)
MADE = ("voraussetzungen", "argumente", "entscheidung", "personen", "mitwirkung")


@cache
def pack() -> tuple[Raw, Knowledge]:
    raw, problems = compile_pack(paths.knowledge_sources())
    assert not problems
    return raw, knowledge_of(raw, stories=True)


def stories_of(letter: str) -> list[Story]:
    """One story with a YES of each option that names the letter."""
    found = {}
    for story in pack()[1].stories:
        if story.state == "yes" and letter in pack()[1].options[story.option].letters:
            found.setdefault(story.option, story)
    return list(found.values())


def text_of(file: bytes) -> str:
    """All text of a DOCX: body, tables, headers, footers."""
    made = open_docx(BytesIO(file))
    parts = [
        made.element.body,
        *(part._element for part in (made.sections[0].footer, made.sections[0].first_page_footer)),
    ]
    lines = []
    for part in parts:
        for paragraph in part.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
            lines.append("".join(node.text or "" for node in paragraph.iter() if node.tag.endswith("}t")))
    return "\n".join(lines)


def own_words(letter: str) -> str:
    """The letter's own paragraphs for each of its options, without what is made from the law."""
    options = sorted({option for block in letters().letters[letter].blocks for option in block.when.wishes})
    lines = []
    for option in options or [""]:
        made = document(letter, (option,) if option else (), {})
        lines.append(
            f"== {option or 'immer'}: {made.subject} -> {joined(made.address[0]) if made.address else 'Blatt'}"
        )
        lines += [part.text for part in made.paragraphs if not part.id.startswith(MADE)]
    return "\n".join(lines) + "\n"


def test_the_letters_have_no_mistakes() -> None:
    found, mistakes = gather(paths.resources() / "letters")
    assert not mistakes and len(found.letters) == 29
    assert not [str(problem) for problem in letter_problems(found, pack()[0]) if not problem.warning]


@pytest.mark.parametrize("letter", LETTERS)
def test_own_words_are_as_agreed(letter: str) -> None:
    """Set HAFENLOTSE_AGREE=1 to write them anew, and read what changed."""
    path = REFERENCE / f"{letter}.txt"
    if os.environ.get("HAFENLOTSE_AGREE"):
        path.write_text(own_words(letter), encoding="utf-8")
    assert own_words(letter) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_fits_its_stories(letter: str) -> None:
    for story in stories_of(letter):
        made = document(letter, (story.option,), story.answers, day=story.on)
        assert made.subject and made.paragraphs and made.signature
        stands = {part.id for part in made.paragraphs}
        for part in made.left_out:
            assert part.id not in stands and part.reason
        own = [part for part in made.paragraphs if part.id.startswith(f"voraussetzungen/{story.option}")]
        uses = any(
            block.use == "voraussetzungen" and _asks(block.when.wishes, story)
            for block in letters().letters[letter].blocks
        )
        shown = [point for part in own for point in part.points]
        kept_back = [part for part in made.left_out if part.id.startswith(f"voraussetzungen/{story.option}")]
        assert not uses or shown or kept_back, story.option
        for part in own:
            assert part.why.law


def _asks(wishes: tuple[str, ...], story: Story) -> bool:
    return not wishes or story.option in wishes


@pytest.mark.parametrize("letter", LETTERS)
def test_the_file_for_word_says_what_the_document_says(letter: str) -> None:
    stories = stories_of(letter)[:1]
    made = document(letter, tuple(story.option for story in stories), stories[0].answers if stories else {})
    file = docx(made)
    text = text_of(file)
    for part in made.paragraphs:
        for line in part.text.split("\n"):
            for cell in line.removeprefix("– ").split(" | "):
                assert cell in text
    assert made.foot in text and made.subject in text
    with zipfile.ZipFile(BytesIO(file)) as packed:
        assert not [name for name in packed.namelist() if b'TargetMode="External"' in packed.read(name)]


def names(count: int) -> list[str]:
    """Names that break naive programs, and random ones of several scripts."""
    random = Random(26)
    known = [
        "Müller & Söhne", "O'Brien <b>x</b>", '"quoted"', "{{ 7*7 }}", "{% import os %}", "{@name}", "{papier}",
        "محمد عبد الرحمن", "ተስፋይ ገብረመድህን", "Мар'яна", "نرگس‌زاده", "a\u202ebc", "‎links", "]]>", "[Aktenzeichen]",
    ]  # fmt: skip
    letters = "abcÄß&<>\"'{}%[]()عمرحسنሰላምжщі\u202e\u200f -"
    return known + ["".join(random.choices(letters, k=random.randint(2, 24))) for _ in range(count)]


def test_a_thousand_names_come_out_as_they_are() -> None:
    found = [printable(name) for name in names(1000)]
    rows = tuple(Paragraph(f"p{number}", "text", plain(name)) for number, name in enumerate(found))
    lines = set(text_of(docx(Document("Namen", "Namen", form="sheet", paragraphs=rows))).split("\n"))
    assert set(found) <= lines


def test_a_name_is_never_read_for_slots() -> None:
    for name in ("{@birth_date}", "{{ 7*7 }}", "[Geburtsdatum]"):
        made = document("vollmacht", (), {}, identity=Identity(family_name=name, given_names="Vor"))
        assert f"Vor {name}, geboren am [Geburtsdatum]" in joined(made.about)
        assert "Geburtsdatum" in made.gaps


def test_nothing_known_gives_gaps_and_never_an_empty_letter() -> None:
    made = document("antrag-bleibeprognose", ("positive-bleibeprognose-schreiben",), {}, identity=Identity())
    assert {"Name", "Aktenzeichen", "Geburtsdatum", "Staatsangehörigkeit", "Anschrift"} <= set(made.gaps)
    assert "[Aktenzeichen]" in made.text and "ich bitte Sie um eine schriftliche Bestätigung" in made.text
    assert "Ich arbeite" not in made.text and "arbeit" in {part.id for part in made.left_out}


def test_an_unanswered_fact_keeps_its_paragraph_out_and_names_the_fact() -> None:
    made = document("antrag-beschaeftigungsduldung", ("beschaeftigungsduldung-60d",), {})
    out = {part.id: part for part in made.left_out}
    assert out["arbeit"].missing[0] == "Sozialversicherte Arbeit"
    told = document(
        "antrag-beschaeftigungsduldung", ("beschaeftigungsduldung-60d",), {"arbeit_sozialversichert": False}
    )
    assert "arbeit" not in {part.id for part in (*told.left_out, *told.paragraphs)}


def test_protected_data_stay_out_until_somebody_wants_them() -> None:
    story = next(one for one in stories_of("antrag-bleiberecht") if one.option == "jugendliche-25a")
    made = document("antrag-bleiberecht", ("jugendliche-25a",), story.answers, day=story.on)
    kept_back = [part for part in made.left_out if "geschützte" in part.reason]
    assert kept_back and all(part.text not in made.text for part in kept_back)
    key = kept_back[0].id
    wanted = document("antrag-bleiberecht", ("jugendliche-25a",), story.answers, day=story.on, within=(key,))
    assert kept_back[0].text.rstrip(".") in wanted.text


def test_own_text_stands_where_it_was_put_and_paragraphs_can_go() -> None:
    story = stories_of("antrag-bleibeprognose")[0]
    made = document(
        "antrag-bleibeprognose", (story.option,), story.answers, day=story.on, without=("verwendung",),
        own=(Own("antrag", "Eigener Satz."), Own("gone", "Letzter Satz.")),
    )  # fmt: skip
    ids = [part.id for part in made.paragraphs]
    assert ids[ids.index("antrag") + 1] == "eigen/antrag" and ids[-1] == "eigen/gone"
    assert "verwendung" not in ids and "verwendung" in {part.id for part in made.left_out}


def test_norms_are_cited_as_letters_do() -> None:
    assert cited("AufenthG § 60d Abs. 1") == "§ 60d Abs. 1 AufenthG"
    assert cited("§ 75 VwGO") == "§ 75 VwGO" and cited("GG Art. 6") == "Art. 6 GG" and cited("Art. 6 GG") == "Art. 6 GG"


def test_letters_do_not_slow_the_case_page() -> None:
    assert conditions().program is not None
    assert not [name for name in pack()[1].terms if name.startswith("letter ")]


def test_a_second_request_begins_a_sentence() -> None:
    made = document("antrag-bleiberecht", ("jugendliche-25a", "nachhaltige-integration-25b"), {"papier": "duldung"})
    first, second = (part.text for part in made.paragraphs[:2])
    assert first.startswith("ich beantrage") and second.startswith("Ich beantrage")


def test_amounts_are_written_as_in_germany() -> None:
    made = document(
        "begleitschreiben-wbs", ("wbs-einkommen-und-haushalt",), {"haushaltsgroesse": 3}, within=("einkommen",)
    )
    assert "[Jahreseinkommen des Haushalts]" in made.text and "Personen in meinem Haushalt: 3." in made.text
    made = document(
        "begleitschreiben-wbs",
        ("wbs-einkommen-und-haushalt",),
        {"haushaltseinkommen_jahr": 21500.5},
        within=("einkommen",),
    )
    assert "21.500,50 €" in made.text


def test_the_steps_of_the_checklist_stand_in_the_letter_with_their_days() -> None:
    plain = setting("darlegung-mitwirkung", ("heilung-60b",), {"papier": "duldung", "mw_vorsprache": "offen"})
    act = Act("passantrag").with_step(ActStep(date(2026, 2, 3), "Antrag an die Botschaft geschickt", "Beleg", True))
    document = assemble(replace(plain, person=replace(plain.person, cooperation=(act,))))
    (steps,) = [one for one in document.paragraphs if one.id == "mitwirkung"]
    assert "03.02.2026" in steps.text and "Antrag an die Botschaft geschickt" in steps.text
    assert any(one.text == "Vorsprache bei der Botschaft" for one in document.left_out)
    assert not [one for one in assemble(plain).paragraphs if one.id == "mitwirkung"]
