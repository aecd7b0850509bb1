"""The paragraphs that are made, not written: who it is about, the conditions that hold, the arguments picked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from counsel_app.logic.documents.document import (
    LeftOut,
    Paragraph,
    Piece,
    Pieces,
    Why,
    cited,
    or_gap,
    plain,
    printable,
)

if TYPE_CHECKING:
    from counsel_app.logic.documents.setting import Setting
    from counsel_app.logic.law.judge import Finding, Verdict

Part = Paragraph | LeftOut
DISCRETION = ("soll", "regel", "ermessen")
TOLD = ("date", "choice", "number", "amount")
_OPENING = {
    "anspruch": "Auf die beantragte Entscheidung besteht ein Anspruch, wenn die Voraussetzungen vorliegen ({law}).",
    "soll": "Liegen die Voraussetzungen vor, ist die Entscheidung im Regelfall zu treffen; nur ein untypischer Fall "
    "erlaubt eine Ablehnung ({law}). Ein solcher ist hier nicht ersichtlich.",
    "regel": "Liegen die Voraussetzungen vor, ist in der Regel zu entscheiden wie beantragt ({law}). Gründe für eine "
    "Ausnahme sind hier nicht ersichtlich.",
    "ermessen": "Die Entscheidung steht im Ermessen ({law}). Ich bitte, das Ermessen zu meinen Gunsten auszuüben und "
    "die Gründe der Entscheidung mitzuteilen (§§ 39, 40 VwVfG).",
}


class Argument(NamedTuple):
    """One argument to pick: its key, its words, and its source with date."""

    key: str
    text: str
    source: str

    @property
    def sentence(self) -> str:
        return f"{self.text.rstrip('.')} ({self.source})." if self.source else self.text


def people(setting: Setting) -> Iterator[Part]:
    """All members of the family with the day of birth."""
    from counsel_app.logic.documents.setting import birth_date, nationality

    head = tuple(plain(word, bold=True) for word in ("Name, Vorname", "geboren am", "Staatsangehörigkeit", "Rolle"))
    rows: list[tuple[Pieces, ...]] = [head]
    for person in setting.case.people:
        who = person.identity
        name = ", ".join(part for part in (who.family_name, who.given_names) if part)
        own = person.id == setting.person.id
        born = birth_date(setting) if own else who.birth_date
        nation = nationality(setting) if own else who.nationality
        role = person.role or ("antragstellend" if own else "")
        rows.append(
            (
                or_gap(name, "Name, Vorname"),
                or_gap(born, "Geburtsdatum"),
                or_gap(nation, "Staatsangehörigkeit"),
                plain(role) or (Piece("–"),),
            )
        )
    yield Paragraph("personen", "table", rows=tuple(rows), why=Why("Angaben aller Familienmitglieder"))


def conditions(setting: Setting) -> Iterator[Part]:
    """Per wish the conditions that hold, with what was said; open ones and protected ones stay out and are named."""
    for verdict in setting.wishes:
        if verdict.option.kind == "hinweis" and not verdict.option.requires:
            continue
        yield from _conditions_of(setting, verdict)


def _conditions_of(setting: Setting, verdict: Verdict) -> Iterator[Part]:
    option = verdict.option
    points: list[Pieces] = []
    facts: dict[str, None] = {}
    part = f"voraussetzungen/{option.id}"
    for finding in verdict.findings:
        if finding.exclusion:
            continue
        key = f"{part}/{finding.block.id}"
        behind = _behind(setting, verdict, finding)
        protected = any(setting.is_sensitive(fact) for fact in behind)
        wanted = key in setting.draft.within
        if finding.state == "open":
            missing = tuple(setting.label(fact) for fact in finding.missing)
            yield LeftOut(key, finding.block.text, "noch offen" if missing else "rechtlich umstritten", missing)
        elif finding.state == "no":
            yield LeftOut(key, finding.block.text, "nicht erfüllt")
        elif protected and not wanted:
            yield LeftOut(key, finding.block.text, "besonders geschützte Angabe, nur auf Wunsch")
        else:
            points.append(_point(setting, finding, behind))
            facts |= dict.fromkeys(behind)
    if points:
        name = f"Zu „{option.name}“ ({'; '.join(map(cited, option.law[:2]))}) liegen diese Voraussetzungen vor:"
        why = setting.why("; ".join(option.law), tuple(facts))
        yield Paragraph(part, "list", plain(name), tuple(points), why=why)
    yield from _exclusions(setting, verdict, part)


def _point(setting: Setting, finding: Finding, behind: tuple[str, ...]) -> Pieces:
    known = setting.assessment.program.knowledge.facts
    told = [
        f"{setting.label(fact)}: {setting.said(fact)}"
        for fact in behind
        if setting.said(fact) and known[fact].type in TOLD and not setting.is_sensitive(fact)
    ]
    tail = f" Angaben: {'; '.join(told[:4])}." if told else ""
    return plain(f"{finding.block.text.rstrip('.')} ({finding.block.law}).{tail}")


def _exclusions(setting: Setting, verdict: Verdict, part: str) -> Iterator[Part]:
    """One sentence when nothing stands against it: what it would be is not told, unless somebody wants it."""
    found = [finding for finding in verdict.findings if finding.exclusion]
    key = f"{part}/ausschluss"
    laws = "; ".join(dict.fromkeys(finding.block.law for finding in found))
    text = "Ausschlussgründe liegen nach meiner Kenntnis nicht vor."
    standing = [finding for finding in found if finding.state == "no"]
    doubtful = [finding for finding in found if finding.state == "open"]
    if standing:
        for finding in standing:
            yield LeftOut(f"{key}/{finding.block.id}", finding.block.text, "steht entgegen")
    elif doubtful:
        missing = tuple(dict.fromkeys(setting.label(fact) for one in doubtful for fact in one.missing))
        yield LeftOut(key, text, "noch offen", missing)
    elif found:
        yield Paragraph(key, "text", plain(text), why=Why(laws))


def _behind(setting: Setting, verdict: Verdict, finding: Finding) -> tuple[str, ...]:
    from counsel_app.logic.documents.conditions import facts_behind

    place = [block.id for block in verdict.option.requires].index(finding.block.id)
    return facts_behind(setting.assessment, (verdict.nodes.requires[place],))


def discretion(setting: Setting) -> Iterator[Part]:
    """What kind of decision it is: claim, rule or discretion, for the main wish."""
    for verdict in setting.wishes[:1]:
        if verdict.kind in _OPENING:
            text = _OPENING[verdict.kind].format(law=cited(verdict.option.law[0]))
            yield Paragraph("entscheidung", "text", plain(text), why=Why("; ".join(verdict.option.law)))


def arguments(setting: Setting) -> Iterator[Part]:
    """The arguments the counsellor picked, in their order, each with its source."""
    known = {argument.key: argument for argument in arguments_for(setting)}
    picked = setting.draft.picked if setting.draft.picked is not None else default_arguments(setting)
    chosen = [known[key] for key in picked if key in known]
    if chosen:
        points = tuple(plain(argument.sentence) for argument in chosen)
        opening = plain("Für den Antrag spricht außerdem:")
        yield Paragraph("argumente", "list", opening, points, why=Why("; ".join(one.source for one in chosen)))


def cooperation(setting: Setting) -> Iterator[Part]:
    """The checklist of cooperation as a list: what was done, not demanded or cannot be demanded; the rest is named."""
    from counsel_app.logic.cooperation.summary import done, missing

    if setting.checklist is None:
        return
    said = {fact: answer.value for fact, answer in setting.answers.items() if setting.said(fact)}
    law = "§ 60b Abs. 2, 3 AufenthG"
    sentences = done(setting.checklist, setting.person.cooperation, said)
    if sentences:
        opening = plain("Zu den Pflichten bei Pass und Identität habe ich bisher Folgendes getan:")
        yield Paragraph("mitwirkung", "list", opening, tuple(map(plain, sentences)), why=Why(law))
    for title in missing(setting.checklist, setting.person.cooperation, said):
        yield LeftOut(f"mitwirkung/{title}", title, "noch nicht erledigt")


def arguments_for(setting: Setting) -> tuple[Argument, ...]:
    """All there is to pick from: the measures, the arguments of the wishes, the decisions of the annex."""
    found: dict[str, Argument] = {}
    resolution = setting.resolution
    for measure in _measures(setting):
        one = resolution.measure(measure)
        source = f"{resolution.paper.reference}, {one.place}. Maßnahme; {resolution.paper.mandate}"
        found[f"measure/{measure}"] = Argument(f"measure/{measure}", one.argument, source)
    for verdict in setting.wishes:
        for number, passage in enumerate(verdict.option.arguments, 1):
            key = f"option/{verdict.option.id}/{number}"
            found[key] = Argument(key, passage.text, passage.source or passage.law)
    for measure in _measures(setting):
        for entry in resolution.supporting(measure):
            key = f"annex/{entry.id}"
            found[key] = Argument(key, resolution.annex_citation(entry.id), "")
    return tuple(argument._replace(text=printable(argument.text)) for argument in found.values())


def default_arguments(setting: Setting) -> tuple[str, ...]:
    """Before anybody picked: the measure of the resolution, where the authority has room to decide."""
    wishes = setting.wishes
    room = bool(wishes) and (wishes[0].kind in DISCRETION or wishes[0].option.measure == "M1")
    return (f"measure/{wishes[0].option.measure}",) if room else ()


def _measures(setting: Setting) -> tuple[str, ...]:
    found = dict.fromkeys(verdict.option.measure for verdict in setting.wishes)
    for verdict in setting.wishes:
        found |= dict.fromkeys(passage.measure for passage in verdict.option.arguments if passage.measure)
        found |= dict.fromkeys(verdict.option.also)
    return tuple(measure for measure in found if measure in {one.id for one in setting.resolution.measures})


MADE: dict[str, Callable[[Setting], Iterator[Part]]] = {
    "personen": people,
    "voraussetzungen": conditions,
    "entscheidung": discretion,
    "argumente": arguments,
    "mitwirkung": cooperation,
}
"""What a block may `use`."""
