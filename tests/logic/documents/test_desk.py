"""The commands of the letter page, with a session that keeps nothing on a disk."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest

from counsel_app import paths
from counsel_app.logic.documents.views import LetterView
from counsel_app.logic.errors import InputError
from counsel_app.logic.session import Session
from counsel_app.logic.vault.duties.access import copy_for
from counsel_app.logic.vault.store import Store
from counsel_app.opening import program

DAY = date(2026, 11, 22)
PROGNOSIS = ("antrag-bleibeprognose", "positive-bleibeprognose-schreiben")


@pytest.fixture(scope="module")
def law() -> object:
    return program()


@pytest.fixture
def session(law: object) -> Iterator[Session]:
    numbers = count(1)
    store = Store.in_memory(paths.resources() / "schema")
    made = Session(lambda: law, store, paths.resources() / "demo", DAY, lambda: f"{next(numbers):032x}")  # type: ignore[arg-type,return-value]
    made.new_case("Erstgespräch")
    made.answer("papier", "duldung")
    made.answer("arbeit_sozialversichert", True)
    made.answer("arbeit_sv_seit", "01.02.2024")
    yield made
    store.close()


def outdated(view: LetterView) -> dict[str, str]:
    return {part.id: part.outdated for part in view.paragraphs if part.outdated}


def stored(session: Session) -> Session:
    """The case as it comes back from the store."""
    case = session.store.listing()[0].id
    session.close_case()
    session.open_case(case)
    return session


def test_a_draft_is_kept_with_the_case_and_says_what_changed(session: Session) -> None:
    view = session.letters.open(*PROGNOSIS)
    assert view.wishes[0][2] and not view.outdated
    session.answer("arbeit_sv_seit", "01.03.2025")
    view = stored(session).letters.open(*PROGNOSIS)
    number = next(part.number for part in view.paragraphs if part.id == "arbeit")
    assert view.outdated == f"überholt: Absatz {number}" and outdated(view) == {"arbeit": "geändert"}
    view = session.letters.write("antrag", "Mein Satz.")  # a change by hand does not hide what is outdated
    assert outdated(view) == {"arbeit": "geändert"}
    session.answer("arbeit_sozialversichert", False)
    assert "entfallen: 3 Absätze" in session.letters.view().outdated
    assert not session.letters.accept().outdated


def test_undo_takes_back_an_answer_and_no_draft(session: Session) -> None:
    session.letters.open(*PROGNOSIS)
    session.letters.write("antrag", "Bleibt.")
    session.undo()
    assert any(part.text == "Bleibt." for part in session.letters.view().paragraphs)


def test_identity_fills_the_gaps_letter_by_letter(session: Session) -> None:
    view = session.letters.open(*PROGNOSIS)
    assert "Aktenzeichen" in view.document.gaps
    session.letters.identify({"family_name": "Мар'яна & <b>", "given_names": "ተስፋይ", "file_number": "32.1-4711"})
    view = stored(session).letters.open(*PROGNOSIS)
    assert "Aktenzeichen" not in view.document.gaps and "ተስፋይ Мар'яна & <b>" in view.document.text
    assert view.person == "ተስፋይ Мар'яна & <b>"


def test_arguments_are_picked_and_ordered_with_source(session: Session) -> None:
    view = session.letters.open(*PROGNOSIS)
    assert [one.key for one in view.arguments if one.place] == ["measure/M5"]
    other = next(one for one in view.arguments if one.key.startswith("option/"))
    session.letters.pick(other.key, True)
    view = session.letters.move(other.key, -1)
    text = next(part.text for part in view.paragraphs if part.id == "argumente")
    assert text.index(other.text.rstrip(".")) < text.index("18/SVV/0878") and other.source in text
    view = session.letters.pick("measure/M5", False)
    assert [one.key for one in view.arguments if one.place] == [other.key]


def test_paragraphs_go_and_come_back(session: Session) -> None:
    session.letters.open(*PROGNOSIS)
    view = session.letters.switch("verwendung", False)
    assert "verwendung" not in {part.id for part in view.paragraphs}
    view = session.letters.switch("verwendung", True)
    assert "verwendung" in {part.id for part in view.paragraphs}
    view = session.letters.switch("persoenlich", True)
    assert "dolmetschende Person" in view.document.text
    assert not next(part for part in view.left_out if part.reason.startswith("noch offen")).can_come


def test_a_representative_needs_a_vollmacht_on_file(session: Session) -> None:
    view = session.letters.open(*PROGNOSIS)
    with pytest.raises(InputError, match="keine schriftliche Vollmacht"):
        session.letters.address(view.recipient, "EM", True)
    session.letters.power_signed(view.recipient, "20.11.2026")
    session.letters.settle_centre("Beispielberatung", "Beispielweg 1", "E. Beispiel")
    view = session.letters.address(view.recipient, "EM", True)
    assert "in Vertretung für" in view.document.text and "Vollmacht (Kopie)" in view.document.enclosures


def test_what_was_sent_is_archived_byte_for_byte_with_a_reminder(session: Session) -> None:
    session.letters.open(*PROGNOSIS)
    with pytest.raises(InputError, match="wer das Schreiben geprüft hat"):
        session.letters.send(b"%PDF", "Post", "20.11.2026")
    session.letters.address(session.letters.view().recipient, "EM", False)
    assert "Archiv" in session.letters.send(b"%PDF-1.4 \x00\xff", "Fax", "20.11.2026")
    sent = stored(session).letters.open(*PROGNOSIS).sent
    assert session.letters.archived(sent[0].id) == b"%PDF-1.4 \x00\xff"
    assert "Fax" in sent[0].text and "Wissen" in sent[0].text
    assert [entry.day for entry in session._now.case.calendar] == [date(2027, 2, 21)]
    with pytest.raises(InputError, match="nicht zwischen"):
        session.letters.reply(sent[0].id, "abgelehnt", "19.11.2026", "")
    view = session.letters.reply(sent[0].id, "abgelehnt", "21.11.2026", "kein Anzeichen")
    assert view.sent[0].replies == ("21.11.2026 abgelehnt: kein Anzeichen",)


def test_a_third_party_gets_nothing_without_consent_or_norm(session: Session) -> None:
    session.letters.open("anschreiben-haertefall", "haertefall-23a-brandenburg")
    session.letters.address(session.letters.view().recipient, "EM", False)
    with pytest.raises(InputError, match="Einwilligung"):
        session.letters.send(b"%PDF", "Post", "20.11.2026")
    assert "Archiv" in session.letters.send(b"%PDF", "Post", "20.11.2026", "Art. 6 Abs. 1 Buchst. b DSGVO")
    assert "Archiv" in session.letters.send(b"%PDF", "der Person mitgegeben", "20.11.2026", remind=False)
    assert len(session.letters.view().sent) == 2
    noted = [entry.detail for entry in session.store.audit.entries() if entry.what == "weitergegeben"]
    assert noted == ["Vermittlung an eine andere Stelle; Art. 6 Abs. 1 Buchst. b DSGVO"]


def test_copy_and_erasing_cover_letters(session: Session) -> None:
    session.letters.open(*PROGNOSIS)
    session.letters.identify({"family_name": "Beispielname"})
    session.letters.address(session.letters.view().recipient, "EM", False)
    session.letters.send(b"%PDF-1.4 archived", "Post", "20.11.2026")
    case = session._now.case
    copy = copy_for(case, case.people[0].id, DAY)
    assert "Beispielname" in copy.json and "Abgeschickte Schreiben" in copy.text
    assert b64encode(b"%PDF-1.4 archived").decode() in copy.json
    assert session.store.records_of(case.id) > 6
    session.store.delete(case.id)
    assert session.store.records_of(case.id) == 0


def test_papers_show_state_of_law_and_who_answers(session: Session) -> None:
    session.letters.settle_centre("Beispielberatung", "", "E. Beispiel")
    for kind in ("closing", "bring", "record"):
        paper = session.letters.paper(kind, {"concern": "Arbeit", "language": "Dari"})
        assert "Rechtsstand" in paper.foot and "E. Beispiel" in paper.foot and paper.paragraphs
    record = session.letters.paper("record", {"concern": "Arbeit"}).text
    assert "Arbeit" in record and "[Dauer in Minuten]" in record


def test_letters_of_an_option_come_first(session: Session) -> None:
    found = session.letters.choices("positive-bleibeprognose-schreiben")
    assert found[0].letter == "antrag-bleibeprognose" and "vollmacht" in {one.letter for one in found}
    assert len(session.letters.choices()) == 29
