"""One complete judgement (three values, trace, reasons, windows) against plain two-valued Python, and against peers.

    python benchmarks/engine.py            ours against plain Python
    python benchmarks/engine.py --peers    also zen-engine, CLIPS, rule-engine, OpenFisca-Core, where installed
                                           (pip install zen-engine clipspy rule-engine openfisca-core)

Ratios of one run; all engines must give the same verdicts.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from plain import written
from workload import CHOICES, DATES, DAY, NUMBERS, YES_NO, clients, options

from counsel_app.logic.law.judge import judge_values
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.records import Block, Checked, Fact, Knowledge, Option

ROUNDS = 7
CLIENTS = 300


def our_program() -> Program:
    """The workload as knowledge."""
    checked = Checked(DAY, DAY, "hoch", DAY)
    types = {**dict.fromkeys(YES_NO, "yes_no"), **dict.fromkeys(NUMBERS, "number"), **dict.fromkeys(DATES, "date")}
    facts = {name: Fact(name, kind, name) for name, kind in types.items()}
    facts |= {
        name: Fact(name, "choice", name, choices=tuple((v, v) for v in values)) for name, values in CHOICES.items()
    }
    made = {}
    for number, (must, enough) in enumerate(options()):
        lines = [({"fact": fact, word: value},) for fact, word, value in must]
        lines.append(tuple({"fact": fact, word: value} for fact, word, value in enough))
        blocks = tuple(Block(f"b{place}", "Bedingung", "§ 1", entry) for place, entry in enumerate(lines))
        name = f"option_{number}"
        made[name] = Option(name, name, "", "M1", "soll", ("§ 1",), checked, requires=blocks)
    return Program(Knowledge("benchmark", DAY, facts=facts, options=made))


def prepared(client: dict[str, Any]) -> dict[str, Any]:
    """Answers as the session holds them: dates as spans."""
    return {
        fact: (value.toordinal(), value.toordinal()) if isinstance(value, date) else value
        for fact, value in client.items()
    }


def judged(program: Program, values: dict[str, Any]) -> list[bool]:
    """Judge: each option's course over ten years (its windows), each condition's course (its reasons)."""
    courses = judge_values(program, values, DAY).courses
    return [courses[nodes.result] == 2 for nodes in program.options.values()]


def spelled_out(program: Program, values: dict[str, Any]) -> list[bool]:
    """The same, with windows as days and reasons as lists for every option, as a page or a file shows them."""
    found = []
    for verdict in judge_values(program, values, DAY).verdicts():
        found.append(verdict.state_number == 2)
        verdict.windows  # noqa: B018
        verdict.reason_states()
    return found


def measured(*works: tuple[Callable[[Any], Any], list[Any]]) -> list[float]:
    """Median over rounds of the microseconds per input; all in turn in each round, so that none has the quiet hour."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for (work, inputs), found in zip(works, times, strict=True):
            start = time.perf_counter()
            for entry in inputs:
                work(entry)
            found.append((time.perf_counter() - start) / len(inputs) * 1e6)
    return [statistics.median(found) for found in times]


def main() -> None:
    people = clients(CLIENTS)
    plain, program = written(), our_program()
    ready = [prepared(client) for client in people]
    for client, values in zip(people[:100], ready, strict=False):
        assert judged(program, dict(values)) == spelled_out(program, dict(values)) == plain(client), "verdicts differ"
    floor, ours, shown = measured(
        (plain, people),
        (lambda values: judged(program, dict(values)), ready),
        (lambda values: spelled_out(program, dict(values)), ready),
    )
    print(f"plain Python, two-valued, verdicts only      {floor:9.1f} µs a case")
    print(f"Hafenlotse: verdicts, reasons, windows       {ours:9.1f} µs a case   {ours / floor:6.1f} x plain")
    print(f"the same spelled out for all 40 options      {shown:9.1f} µs a case   {shown / floor:6.1f} x plain")
    if "--peers" in sys.argv:
        import peers

        for name, work in peers.engines(people[:50], [plain(client) for client in people[:50]]):
            (found,) = measured((work, people[:50]))
            print(f"{name:45}{found:9.1f} µs a case   {found / ours:6.1f} x Hafenlotse")


if __name__ == "__main__":
    main()
