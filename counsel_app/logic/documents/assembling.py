"""From a letter's file, the wishes and the case to the neutral document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from counsel_app.logic.documents.conditions import facts_behind, missing_of, state_of
from counsel_app.logic.documents.document import (
    Document,
    LeftOut,
    Paragraph,
    Piece,
    Pieces,
    cited,
    gap,
    joined,
    or_gap,
    plain,
    printable,
)
from counsel_app.logic.documents.filling import slots_of
from counsel_app.logic.documents.paragraphs import MADE, Part
from counsel_app.logic.documents.records import Block, Line, When
from counsel_app.logic.documents.setting import Setting, birth_date, nationality
from counsel_app.logic.law.outlook import Outlook
from counsel_app.logic.law.truth import NO, OPEN, YES
from counsel_app.logic.texts import day_text

GREETING = "Mit freundlichen Grüßen"
POWER = "Vollmacht (Kopie)"


def assemble(setting: Setting) -> Document:
    """The document. Missing data become visible gaps, open paragraphs stay out and are named with what is missing."""
    parts = _with_own(setting, _begun(list(_parts(setting))))
    paragraphs = tuple(part for part in parts if isinstance(part, Paragraph))
    left_out = tuple(part for part in parts if isinstance(part, LeftOut))
    letter, who = setting.letter, setting.identity
    subject = joined(setting.fill(_fitting(setting, letter.subject).text))
    sheet = letter.form == "sheet"
    foot = _foot(setting)
    document = Document(
        title=letter.name,
        subject=subject,
        form=letter.form,
        sender=", ".join(joined(or_gap(text, label)) for text, label in _sender(setting)),
        address=() if sheet else _address(setting),
        info=() if sheet else tuple(_info(setting)),
        salutation="" if sheet else setting.office.salutation,
        about=_about(setting),
        paragraphs=paragraphs,
        greeting="" if sheet else GREETING,
        signature=tuple(_signature(setting)),
        enclosures=tuple(_enclosures(setting)),
        copies=tuple(setting.letters.offices[copy].name for copy in letter.copies),
        foot=joined(foot),
        left_out=left_out,
        warnings=tuple(_warnings(setting)),
    )
    found = [
        *_all_pieces(document),
        *foot,
        *(piece for text, label in _sender(setting) for piece in or_gap(text, label)),
    ]
    gaps = dict.fromkeys(piece.text.strip("[]") for piece in found if piece.gap)
    if not who.full_name:
        gaps = {"Name": None, **gaps}
    return replace(document, gaps=tuple(gaps))


def office_of(setting: Setting) -> str:
    """The office the letter goes to: the first that fits the case."""
    return _fitting(setting, setting.letter.to).text


# parts ------------------------------------------------------------------------


def _parts(setting: Setting) -> Iterator[Part]:
    for block in setting.letter.blocks:
        if block.use in MADE:
            if _is_wished(setting, block.when):
                yield from _switched(setting, MADE[block.use](setting))
            continue
        source = setting.letters.shared[block.use] if block.use else block
        yield from _switched(setting, _written(setting, block, source))


def _switched(setting: Setting, parts: Iterable[Part]) -> Iterator[Part]:
    """Paragraphs taken out by hand are named, so that they can come back."""
    for part in parts:
        if isinstance(part, Paragraph) and part.id in setting.draft.without:
            yield LeftOut(part.id, part.text, "von Hand herausgenommen")
        else:
            yield part


def _written(setting: Setting, block: Block, source: Block) -> Iterator[Part]:
    if not _is_wished(setting, block.when):
        return
    nodes = (*setting.conditions.nodes(block.when), *setting.conditions.nodes(source.when))
    state = state_of(setting.assessment, nodes)
    wanted = block.id in setting.draft.within
    pieces = setting.fill(source.text)
    if state == NO and not wanted:
        return
    if state == OPEN and not wanted:
        missing = tuple(setting.label(fact) for fact in missing_of(setting.assessment, nodes))
        yield LeftOut(block.id, joined(pieces), "noch offen", missing)
    elif (block.choice or source.choice) and not wanted:
        yield LeftOut(block.id, joined(pieces), "auf Wunsch")
    else:
        if source.heading:
            yield Paragraph(f"{block.id}/titel", "heading", plain(source.heading, bold=True))
        facts = dict.fromkeys(facts_behind(setting.assessment, nodes))
        texts = (source.text, *source.points)
        facts |= dict.fromkeys(slot for text in texts for slot in slots_of(text) if slot[0] not in "@?")
        why = setting.why(block.law or source.law, tuple(facts))
        points = tuple(setting.fill(point) for point in source.points)
        yield Paragraph(block.id, _kind(source, points), pieces, points, why=why)


def _kind(block: Block, points: tuple[Pieces, ...]) -> str:
    return "list" if points else "point" if block.point else "text"


def _begun(parts: list[Part]) -> list[Part]:
    """The first paragraph goes on behind the salutation; each later one begins with a capital letter."""
    first = next((place for place, part in enumerate(parts) if isinstance(part, Paragraph)), len(parts))
    return [_capital(part) if place > first else part for place, part in enumerate(parts)]


def _capital(part: Part) -> Part:
    if not isinstance(part, Paragraph) or part.kind != "text" or not part.pieces or part.pieces[0].gap:
        return part
    begun = replace(part.pieces[0], text=part.pieces[0].text[:1].upper() + part.pieces[0].text[1:])
    return replace(part, pieces=(begun, *part.pieces[1:]))


def _with_own(setting: Setting, parts: list[Part]) -> list[Part]:
    """The counsellor's own texts in their places; where the paragraph is gone, at the end."""
    own = {entry.after: entry.text for entry in setting.draft.own if entry.text.strip()}
    found: list[Part] = _own_after(own, "")
    for part in parts:
        found.append(part)
        if isinstance(part, Paragraph):
            found += _own_after(own, part.id)
    for after in list(own):
        found += _own_after(own, after)
    return found


def _own_after(own: dict[str, str], after: str) -> list[Part]:
    text = own.pop(after, "")
    return [Paragraph(f"eigen/{after}", "own", plain(text))] if text else []


def _is_wished(setting: Setting, when: When) -> bool:
    return not when.wishes or bool(set(when.wishes) & set(setting.draft.wishes))


def _fitting(setting: Setting, lines: tuple[Line, ...]) -> Line:
    """The first line whose wish is the main one and whose conditions hold, else the last."""
    main = setting.draft.wishes[:1]
    for line in lines:
        wished = not line.when.wishes or bool(set(line.when.wishes) & set(main))
        if wished and state_of(setting.assessment, setting.conditions.nodes(line.when)) == YES:
            return line
    return lines[-1]


# frame ------------------------------------------------------------------------


def _sender(setting: Setting) -> list[tuple[str, str]]:
    who = setting.identity
    return [(who.full_name, "Name"), (who.street, "Straße"), (who.town, "PLZ und Ort")]


def _address(setting: Setting) -> tuple[Pieces, ...]:
    typed = [line for line in setting.draft.recipient.split("\n") if line.strip()]
    if len(typed) > 1:
        return tuple(plain(line) for line in typed[:6])
    office = setting.office
    name = typed[0] if typed else office.name
    lines = [plain(line) for line in name.split("\n")]
    return (*lines, *(plain(line) for line in office.lines)) if office.lines else (*lines, gap("Anschrift"))


def _info(setting: Setting) -> Iterator[tuple[str, Pieces]]:
    who = setting.identity
    yield "Ihr Zeichen:", or_gap(who.file_number, "Aktenzeichen")
    asylum = setting.answers.get("asyl_stand")
    if who.bamf_number or (asylum is not None and asylum.value not in (None, "kein_antrag")):
        yield "Zeichen BAMF:", or_gap(who.bamf_number, "Aktenzeichen BAMF")
    if who.other_number:
        yield "Weiteres Zeichen:", plain(who.other_number)
    if who.phone:
        yield "Telefon:", plain(who.phone)
    if setting.draft.representative:
        yield "Vertretung:", or_gap(setting.centre.name, "Beratungsstelle")
    yield "Datum:", plain(day_text(setting.day))


def _about(setting: Setting) -> Pieces:
    """Who it is about, in the words an authority looks for first."""
    who = setting.identity
    paper = who.document or setting.said("papier").split(",")[0]
    until = setting.said("papier_gueltig_bis")
    pieces: list[Piece] = [
        *or_gap(who.full_name, "Name"),
        Piece(", geboren am "),
        *or_gap(birth_date(setting), "Geburtsdatum"),
    ]
    pieces += [Piece(" in "), *plain(who.birth_place)] if who.birth_place else []
    pieces += [Piece(", Staatsangehörigkeit: "), *or_gap(nationality(setting), "Staatsangehörigkeit")]
    if setting.letter.form == "letter":
        pieces += [Piece(", Papier: "), *or_gap(paper, "Papier")]
        pieces += [Piece(" (gültig bis "), *plain(until), Piece(")")] if until else []
    else:
        pieces += [
            Piece(", wohnhaft "),
            *or_gap(", ".join(part for part in (who.street, who.town) if part), "Anschrift"),
        ]
    return tuple(pieces)


def _signature(setting: Setting) -> Iterator[Pieces]:
    who = setting.identity
    if setting.draft.representative:
        yield or_gap(setting.centre.counsellor, "Name der vertretenden Person")
        yield (Piece("in Vertretung für "), *or_gap(who.full_name, "Name"))
    else:
        yield or_gap(who.full_name, "Name")


def _enclosures(setting: Setting) -> Iterator[str]:
    """The letter's own papers, then the evidence of what the wishes rest on."""
    papers = dict.fromkeys(printable(joined(setting.fill(text))) for text in setting.letter.enclosures)
    if setting.letter.form == "letter":
        for verdict in setting.wishes:
            papers |= dict.fromkeys(verdict.option.evidence)
            for finding in verdict.findings:
                if finding.state == "yes" and not finding.exclusion:
                    papers |= dict.fromkeys(finding.block.evidence)
    if setting.draft.representative:
        papers[POWER] = None
    yield from papers


def _foot(setting: Setting) -> Pieces:
    """State of the law, sources, who answers for it."""
    knowledge = setting.assessment.program.knowledge
    options = [verdict.option for verdict in setting.wishes]
    law_as_of = min((option.checked.law_as_of for option in options), default=knowledge.law_as_of)
    laws = tuple(dict.fromkeys((*setting.letter.law, *(law for option in options for law in option.law))))
    sources = "; ".join(map(cited, laws[:5])) + (" u. a." if len(laws) > 5 else "")
    checked = or_gap(setting.draft.checked_by, "Name der prüfenden Person")
    return (
        Piece(
            f"Rechtsstand {day_text(law_as_of)} · Quellen: {sources or 'siehe Text'} · Wissen {knowledge.version} · "
        ),
        Piece("Entwurf, geprüft von: "),
        *checked,
    )


def _warnings(setting: Setting) -> Iterator[str]:
    for verdict in setting.wishes:
        outlook = verdict.outlook
        if outlook is Outlook.LATER and verdict.start:
            yield f"„{verdict.option.name}“ ist erst ab {day_text(verdict.start)} möglich."
        elif outlook in (Outlook.EXCLUDED, Outlook.CLOSED, Outlook.NEAR, Outlook.EXCEPTION):
            yield f"„{verdict.option.name}“ ist nach den Angaben heute nicht gegeben; bitte vor dem Absenden prüfen."
        elif outlook is Outlook.OPEN:
            yield f"Bei „{verdict.option.name}“ ist noch etwas offen; offene Voraussetzungen stehen nicht im Schreiben."
        for caution in verdict.cautions:
            yield f"Unsicher: {caution.text}"
        for risk in verdict.option.risks:
            yield f"Vor dem Absenden: {risk.text}"


def _all_pieces(document: Document) -> Iterator[Piece]:
    for line in (*document.address, *document.signature, *(value for _, value in document.info)):
        yield from line
    yield from document.about
    for paragraph in document.paragraphs:
        yield from paragraph.pieces
        for point in paragraph.points:
            yield from point
        for row in paragraph.rows:
            for cell in row:
                yield from cell
