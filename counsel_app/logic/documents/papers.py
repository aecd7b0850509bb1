"""Papers for the client and the file: what was discussed, what to bring, the counselling record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from counsel_app.logic.cases.records import AnswerKind, Case, Person
from counsel_app.logic.documents.document import Document, Paragraph, Pieces, or_gap, plain, printable
from counsel_app.logic.documents.setting import Centre
from counsel_app.logic.law.judge import Assessment, Verdict
from counsel_app.logic.law.outlook import Outlook
from counsel_app.logic.law.phrases import fact_label, shown_value
from counsel_app.logic.texts import KINDS, day_text, shown_date

MOST_OPTIONS = 6
MOST_PAPERS = 14
SHOWN = (Outlook.AVAILABLE, Outlook.LATER)
RECORD_FIELDS = (
    ("length", "Dauer in Minuten"),
    ("channel", "Weg (persönlich, Telefon, Video)"),
    ("language", "Sprache"),
    ("interpreter", "Dolmetschende Person"),
    ("present", "Wer war dabei"),
    ("concern", "Anliegen"),
    ("steps", "Vereinbart: was, wer, bis wann"),
    ("handed", "Übergebene Unterlagen"),
)
"""The fields of a counselling record that somebody types."""
_ICONS = (("Ausweis", "person"), ("Pass", "person"), ("Wohn", "house"), ("Miet", "house"), ("Bescheid", "letter"))


def discussed(assessment: Assessment, wishes: Iterable[str]) -> tuple[Verdict, ...]:
    """What a paper speaks of: what drafts ask for, then what is possible now or later, no mere hints."""
    wanted = [one for one in dict.fromkeys(wishes) if one in assessment.program.options]
    found = [assessment.verdict(option) for option in wanted]
    for verdict in assessment.verdicts():
        if verdict.option.id not in wanted and verdict.option.kind != "hinweis" and verdict.outlook in SHOWN:
            found.append(verdict)
    return tuple(found[:MOST_OPTIONS])


def closing(case: Case, person: Person, assessment: Assessment, centre: Centre, day: date) -> Document:
    """ "Was haben wir besprochen?": plain German, who does what, what to bring, the next date."""
    verdicts = discussed(assessment, (wish for draft in case.drafts for wish in draft.wishes))
    rows = [_row("Was", "Was es bringt", "Wann", bold=True)]
    rows += [_row(one.option.name, one.option.summary, _when(one)) for one in verdicts]
    steps = [_row("Was tun", "Wo", "Wer", "Bis wann", bold=True)]
    steps += [
        _row(passage.text, passage.where or "–", "________", "________")
        for one in verdicts
        for passage in one.option.steps[:1]
    ]
    dates = sorted((entry.day, entry.text) for entry in case.calendar if entry.is_open and entry.day >= day)
    parts = [
        Paragraph("moeglich", "text", plain("Darüber haben wir gesprochen", bold=True)),
        Paragraph("moeglich-tabelle", "table", rows=tuple(rows)),
        Paragraph("schritte", "text", plain("Die nächsten Schritte", bold=True)),
        Paragraph("schritte-tabelle", "table", rows=tuple(steps)),
        *_bring(verdicts),
        Paragraph("termine", "text", plain("Wichtige Tage", bold=True)),
        *(Paragraph(f"tag/{day_text(when)}", "point", plain(f"{day_text(when)}: {text}")) for when, text in dates[:4]),
        *(() if dates else (Paragraph("kein-tag", "point", plain("keine Frist eingetragen")),)),
        Paragraph("naechster", "text", plain("Nächster Termin hier: ____________________ um ____________")),
        Paragraph(
            "zeigen",
            "text",
            plain(
                "Zum Vorzeigen bei der Behörde: Ich lasse mich beraten und werde einen Antrag stellen. Bitte geben Sie "
                "mir Ihre Auskunft schriftlich und notieren Sie, dass ich heute hier war."
            ),
        ),
    ]
    return _sheet("Was haben wir besprochen?", f"{_name(person)}, {day_text(day)}", parts, assessment, centre)


def bring(case: Case, person: Person, assessment: Assessment, centre: Centre, day: date) -> Document:
    """ "Bitte mitbringen": papers with small pictures."""
    verdicts = discussed(assessment, (wish for draft in case.drafts for wish in draft.wishes))
    about = f"{_name(person)}, Termin am ____________________ um ____________"
    return _sheet("Bitte mitbringen", about, list(_bring(verdicts, heading=False)), assessment, centre)


def record(
    case: Case, person: Person, assessment: Assessment, centre: Centre, day: date, typed: Mapping[str, str]
) -> Document:
    """The counselling record, with the facts and how they are known."""
    knowledge = assessment.program.knowledge
    labels = dict(RECORD_FIELDS)
    rows = [_row("Feld", "Eintrag", bold=True), _row("Tag", day_text(day)), _row("Fall", case.code)]
    rows += [(plain(labels[name]), or_gap(printable(typed.get(name, "")), labels[name])) for name in labels]
    facts = [_row("Tatsache", "Angabe", "Stand", bold=True)]
    for fact, answer in {**case.household, **person.answers}.items():
        known = knowledge.facts.get(fact)
        if known is None or answer.kind is AnswerKind.WITHHELD or known.sensitivity > 1:
            continue
        value = shown_date(str(answer.value)) if known.type == "date" and answer.value else ""
        words = value or (shown_value(knowledge, fact, answer.value) if answer.value is not None else "nicht bekannt")
        facts.append(_row(fact_label(knowledge, fact), words.strip("„“"), _proof(answer.paper, answer.kind)))
    options = [_row("Möglichkeit", "Art", "Stand", bold=True)]
    options += [
        _row(one.option.name, KINDS[one.kind], _when(one))
        for one in discussed(assessment, (wish for draft in case.drafts for wish in draft.wishes))
    ]
    consents = [one for one in case.consents if one.person == person.id and one.holds(day)]
    none = () if consents else (Paragraph("keine", "point", plain("keine")),)
    parts = [
        Paragraph("kopf", "table", rows=tuple(rows)),
        Paragraph("tatsachen", "text", plain("Tatsachen (ohne besonders geschützte Angaben)", bold=True)),
        Paragraph("tatsachen-tabelle", "table", rows=tuple(facts)),
        Paragraph("optionen", "text", plain("Besprochene Möglichkeiten", bold=True)),
        Paragraph("optionen-tabelle", "table", rows=tuple(options)),
        Paragraph("einwilligungen", "text", plain("Einwilligungen", bold=True)),
        *(
            Paragraph(one.id, "point", plain(f"{one.purpose}: {one.recipient}, {day_text(one.given_on)}"))
            for one in consents
        ),
        *none,
    ]
    return _sheet("Beratungsprotokoll", f"{_name(person)}", parts, assessment, centre)


def _sheet(title: str, about: str, parts: list[Paragraph], assessment: Assessment, centre: Centre) -> Document:
    knowledge = assessment.program.knowledge
    laws = "AufenthG, AsylG und die bei jeder Möglichkeit genannten Normen"
    by = printable(centre.counsellor) or "[Name der beratenden Person]"
    foot = f"Rechtsstand {day_text(knowledge.law_as_of)} · Quellen: {laws} · Wissen {knowledge.version} · "
    return Document(
        title=title,
        subject=title,
        form="sheet",
        about=plain(about),
        paragraphs=tuple(parts),
        foot=f"{foot}Beratung: {by}{', ' + printable(centre.name) if centre.name else ''}",
    )


def _bring(verdicts: Iterable[Verdict], *, heading: bool = True) -> Iterable[Paragraph]:
    papers: dict[str, None] = {"Ausweis, Pass und Aufenthaltspapier": None}
    for verdict in verdicts:
        papers |= dict.fromkeys(verdict.option.evidence)
        for block in verdict.option.requires:
            papers |= dict.fromkeys(block.evidence)
    if heading:
        yield Paragraph("mitbringen", "text", plain("Bitte mitbringen", bold=True))
    for place, paper in enumerate(list(papers)[:MOST_PAPERS]):
        icon = next((icon for word, icon in _ICONS if word in paper), "paper")
        yield Paragraph(f"unterlage/{place}", "icon", plain(paper), icon=icon)


def _row(*cells: str, bold: bool = False) -> tuple[Pieces, ...]:
    return tuple(plain(cell, bold=bold) or plain("–") for cell in cells)


def _when(verdict: Verdict) -> str:
    if verdict.outlook is Outlook.LATER and verdict.start:
        return f"ab {day_text(verdict.start)}"
    if verdict.outlook is Outlook.AVAILABLE:
        return f"jetzt, bis {day_text(verdict.until)}" if verdict.until else "jetzt"
    return "noch offen" if verdict.outlook is Outlook.OPEN else "zurzeit nicht"


def _proof(paper: str, kind: AnswerKind) -> str:
    words = {AnswerKind.VALUE: "angegeben", AnswerKind.UNKNOWN: "nicht bekannt", AnswerKind.DISPUTED: "strittig"}
    return words.get(kind, f"Unterlage kommt: {paper}" if paper else "Unterlage kommt noch")


def _name(person: Person) -> str:
    return person.identity.full_name or person.label
