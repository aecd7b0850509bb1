"""Cases for tests: valid ones from defaults, and random ones from Hypothesis."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from counsel_app.logic.calendar.entries import LONGEST_INITIALS, CalendarEntry, Mark, Source, Step, Term
from counsel_app.logic.cases.records import Answer, AnswerKind, Case, Consent, Keeping, Person
from counsel_app.logic.cooperation.acts import Act, ActState
from counsel_app.logic.cooperation.acts import Step as ActStep
from counsel_app.logic.documents.kept import Draft, Identity, Outcome, Own, Reply, Sent, Way

DAY = date(2026, 11, 22)
NAMES = (
    "Ratsuchende Person", "محمد عبد الرحمن", "Мар'яна Коваленко", "ተስፋይ ገብረመድህን", "Zoë Müller-Ünal", "🦊 Fuchs",
    '<img src="file:///etc/passwd">', "a\u202ebc", "‎", "'; DROP TABLE record; --", "\ud800",
)  # fmt: skip


def case(number: int = 1, **fields: Any) -> Case:
    """A case that needs no further words; `number` makes id, code and name differ."""
    known: dict[str, Any] = {
        "id": f"{number:032x}",
        "code": f"K-{number:04X}",
        "created_on": DAY,
        "changed_on": DAY,
        "title": f"Titel {number}",
        "people": (Person(f"p{number}", f"Person Nummer {number}"),),
    }
    return Case(**{**known, **fields})


def value(content: Any) -> Answer:
    """A plain answer."""
    return Answer(AnswerKind.VALUE, content)


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
words = st.one_of(st.sampled_from(NAMES), st.text(max_size=40))
contents = st.one_of(
    st.booleans(), words, st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False)
)
extras = st.dictionaries(
    st.sampled_from(["new_key", "später", "x-1"]), st.one_of(contents, st.lists(contents, max_size=2)), max_size=2
)
answers = st.builds(
    Answer,
    st.sampled_from(AnswerKind),
    st.none() | contents,
    st.none() | contents,
    words,
    st.none() | days,
    st.none() | days,
    extras.map(MappingProxyType),
)
answer_tables = st.dictionaries(st.text(max_size=20), answers, max_size=4).map(MappingProxyType)
steps = st.builds(ActStep, days, words, words, st.booleans())
acts = st.builds(
    Act, words, st.none() | st.sampled_from(ActState), words, st.lists(steps, max_size=2).map(tuple),
    extras.map(MappingProxyType),
)  # fmt: skip
people = st.builds(
    Person, st.text(min_size=1, max_size=8), words, words, st.text(max_size=8), answer_tables,
    st.lists(words, max_size=2).map(tuple), extras.map(MappingProxyType),
    st.lists(acts, max_size=2, unique_by=lambda one: one.duty).map(tuple),
    st.builds(Identity, words, words, words, words, words, words, words),
)  # fmt: skip
texts = st.lists(words, max_size=2).map(tuple)
tables = st.dictionaries(words, words, max_size=2).map(MappingProxyType)
drafts = st.builds(
    Draft, words, words, words, days, days, texts, st.none() | texts, texts, texts,
    st.lists(st.builds(Own, words, words), max_size=2).map(tuple), tables, words, st.booleans(), words, tables,
)  # fmt: skip
sent = st.builds(
    Sent, words, words, words, words, words, st.sampled_from(Way), days, words, days, words, st.binary(max_size=40),
    texts, words, st.lists(st.builds(Reply, st.sampled_from(Outcome), days, words), max_size=2).map(tuple),
)  # fmt: skip
consents = st.builds(Consent, words, words, words, words, words, words, days, st.none() | days)
initials = st.text(max_size=LONGEST_INITIALS)
entries = st.builds(
    CalendarEntry, words, st.sampled_from(Term), days, words, days, words, st.none() | days, words,
    st.sampled_from(Source), words, words, initials,
    st.lists(st.builds(Mark, st.sampled_from(Step), days, initials, words), max_size=2).map(tuple),
    extras.map(MappingProxyType),
)  # fmt: skip
cases = st.builds(
    Case,
    id=st.uuids().map(lambda one: one.hex),
    code=st.from_regex(r"K-[0-9A-Z]{4}", fullmatch=True),
    created_on=days,
    changed_on=days,
    title=words,
    notes=st.text(max_size=200) | words,
    people=st.lists(people, max_size=3, unique_by=lambda one: one.id).map(tuple),
    household=answer_tables,
    closed_on=st.none() | days,
    keeping=st.builds(Keeping, st.integers(0, 100), st.lists(words, max_size=2).map(tuple)),
    consents=st.lists(consents, max_size=2).map(tuple),
    calendar=st.lists(entries, max_size=2, unique_by=lambda one: one.id).map(tuple),
    drafts=st.lists(drafts, max_size=2, unique_by=lambda one: one.id).map(tuple),
    sent=st.lists(sent, max_size=2, unique_by=lambda one: one.id).map(tuple),
    extra=extras.map(MappingProxyType),
)
