"""How many questions the interview asks until every option is decided or honestly open.

python benchmarks/interview.py        # the cases of tests/knowledge/clients.json, one in three with --fast

An oracle answers from the case; what the case does not say is answered "weiß nicht". Compared are the order by value,
the order of the files (asking only what an open option waits for, too). A bundle is one sentence that answers several
questions when all of it is true. An option is honestly
open when one of its conditions waits only for what was answered "weiß nicht". `benchmarks/typical.json` is the typical
person: Duldung, work, a family of four, collective accommodation.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

os.environ["HAFENLOTSE_HOME"] = tempfile.mkdtemp()
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from counsel_app.logic.interview.bundles import Bundle, offered, read_bundles
from counsel_app.logic.interview.questions import needs, next_question
from counsel_app.logic.law.clients import Client, read_clients
from counsel_app.logic.law.judge import Assessment, judge_values, read_answers
from counsel_app.logic.law.program import Program
from counsel_app.opening import program as load_program

ROOT = Path(__file__).resolve().parent.parent
MARKS = (10, 20, 30, 40)


class Interview(NamedTuple):
    """One conversation: how many questions, how many options were still undecided after some of them."""

    questions: int
    open_after: dict[int, int]
    slowest: float  # seconds of computing for choosing one question


def hold(program: Program, client: Client, *, by_value: bool, bundles: tuple[Bundle, ...] = ()) -> Interview:
    """Ask until no question is left that could still open an option. A bundle that is true counts as one question."""
    order = {fact: place for place, fact in enumerate(program.knowledge.facts)}
    said: dict[str, object] = {}
    open_after: dict[int, int] = {}
    slowest, asked = 0.0, 0
    while True:
        known = {fact: value for fact, value in said.items() if value is not None}
        assessment = judge_values(program, read_answers(program, known), client.day)
        settled = frozenset(said)
        if asked in MARKS:
            open_after[asked] = undecided(assessment)
        start = time.process_time()
        ranked = {fact: need for fact, need in needs(assessment, settled).items() if need.urgent}
        upcoming = next_question(ranked, settled)
        slowest = max(slowest, time.process_time() - start)
        if upcoming is None:
            return Interview(asked, open_after, slowest)
        fact = upcoming.fact if by_value else min(ranked.keys() - settled, key=order.__getitem__)
        asked += 1
        bundle = offered(bundles, ranked, said).get(fact)
        if bundle and all(client.answers.get(name) == value for name, value in bundle[0].answers.items()):
            said |= bundle[0].answers
        else:
            said[fact] = client.answers.get(fact)


def undecided(assessment: Assessment) -> int:
    """How many options are open."""
    return sum(verdict.state == "open" for verdict in assessment.verdicts())


def main() -> None:
    program = load_program()
    facts = program.knowledge.facts
    path = ROOT / "tests" / "knowledge" / "clients.json"
    clients = read_clients(path.read_text(encoding="utf-8"), path.name, None)
    clients = [Client(one.id, one.day, {f: v for f, v in one.answers.items() if f in facts}) for one in clients]
    if "--fast" in sys.argv:
        clients = clients[::3]
    print(f"{len(clients)} cases, {len(program.options)} options, {len(facts)} questions")
    bundles = read_bundles(ROOT / "resources" / "interview")
    ways: tuple[tuple[str, bool, tuple[Bundle, ...]], ...] = (
        ("by value", True, ()),
        ("by value with bundles", True, bundles),
        ("file order", False, ()),
    )
    for name, by_value, offers in ways:
        held = [hold(program, client, by_value=by_value, bundles=offers) for client in clients]
        counts = [one.questions for one in held]
        after = ", ".join(
            f"{statistics.mean(one.open_after.get(mark, 0) for one in held):.0f} after {mark}" for mark in MARKS
        )
        print(f"{name}: mean {statistics.mean(counts):.1f}, worst {max(counts)} questions; options undecided: {after}")
        if by_value:
            print(f"  choosing a question takes {max(one.slowest for one in held) * 1000:.1f} ms at most")
    path = ROOT / "benchmarks" / "typical.json"
    (typical,) = read_clients(path.read_text(encoding="utf-8"), path.name, None)
    for name, by_value, offers in ways:
        one = hold(program, typical, by_value=by_value, bundles=offers)
        print(f"typical person {name}: {one.questions} questions; options undecided: {one.open_after}")


if __name__ == "__main__":
    main()
