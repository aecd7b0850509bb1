"""The workload in four other engines, each in its own style; what is not installed is said and left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from workload import CHOICES, DATES, NUMBERS, YES_NO, Condition, options

MONTH = "2026-11"
Work = Callable[[dict[str, Any]], Any]
SIGNS = {"is": "==", "at_least": ">=", "at_most": "<=", "on_or_after": ">=", "on_or_before": "<="}


def engines(people: list[dict[str, Any]], expected: list[list[bool]]) -> Iterator[tuple[str, Work]]:
    """Every installed peer that gives the expected verdicts."""
    for name, build in (
        ("zen-engine", _zen),
        ("CLIPS", _clips),
        ("rule-engine", _rule_engine),
        ("OpenFisca-Core", _openfisca),
    ):
        try:
            work = build()
        except ImportError as error:
            print(f"{name:45}not installed ({error.name})")
            continue
        found = [[bool(verdict) for verdict in work(client)] for client in people]
        assert found == expected, f"{name} gives other verdicts"
        yield name, work


def _plain(value: Any) -> Any:
    return value.toordinal() if isinstance(value, date) else value


def _zen() -> Work:
    import zen

    def said(condition: Condition) -> str:
        fact, word, value = condition
        if word == "in":
            return f"{fact} in {json.dumps(value)}"
        return f"{fact} {SIGNS[word]} {json.dumps(_plain(value))}"

    rows = []
    for number, (must, enough) in enumerate(options()):
        text = " and ".join(map(said, must)) + " and (" + " or ".join(map(said, enough)) + ")"
        rows.append({"id": str(number), "key": f"o{number}", "value": text})
    graph = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {
                "id": "do",
                "type": "expressionNode",
                "name": "do",
                "position": {"x": 1, "y": 0},
                "content": {"expressions": rows},
            },
            {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
        ],
        "edges": [
            {"id": "a", "type": "edge", "sourceId": "in", "targetId": "do"},
            {"id": "b", "type": "edge", "sourceId": "do", "targetId": "out"},
        ],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))

    def work(client: dict[str, Any]) -> list[bool]:
        result = decision.evaluate({fact: _plain(value) for fact, value in client.items()})["result"]
        return [result[f"o{number}"] for number in range(40)]

    return work


def _rule_engine() -> Work:
    import rule_engine

    def said(condition: Condition) -> str:
        fact, word, value = condition
        if word == "in":
            return "(" + " or ".join(f'{fact} == "{one}"' for one in value) + ")"
        shown = str(value).lower() if isinstance(value, bool) else str(_plain(value))
        return f"{fact} {SIGNS[word]} {shown}"

    rules = [
        rule_engine.Rule(" and ".join(map(said, must)) + " and (" + " or ".join(map(said, enough)) + ")")
        for must, enough in options()
    ]

    def work(client: dict[str, Any]) -> list[bool]:
        thing = {fact: _plain(value) for fact, value in client.items()}
        return [rule.matches(thing) for rule in rules]

    return work


def _clips() -> Work:
    import clips

    facts = [*YES_NO, *CHOICES, *NUMBERS, *DATES]
    environment = clips.Environment()
    environment.build("(deftemplate client " + " ".join(f"(slot {fact})" for fact in facts) + ")")
    environment.build("(deftemplate verdict (slot option))")

    def said(condition: Condition) -> str:
        fact, word, value = condition
        if word == "in":
            return "(or " + " ".join(f"(eq ?{fact} {one})" for one in value) + " FALSE)"
        if word == "is":
            return f"(eq ?{fact} {'TRUE' if value else 'FALSE'})"
        return f"({SIGNS[word]} ?{fact} {_plain(value)})"

    for number, (must, enough) in enumerate(options()):
        used = sorted({fact for fact, _, _ in (*must, *enough)})
        slots = " ".join(f"({fact} ?{fact})" for fact in used)
        test = "(and " + " ".join(map(said, must)) + " (or " + " ".join(map(said, enough)) + "))"
        environment.build(f"(defrule o{number} (client {slots}) (test {test}) => (assert (verdict (option {number}))))")
    client_template = environment.find_template("client")

    def work(client: dict[str, Any]) -> list[bool]:
        environment.reset()
        symbols = {
            fact: clips.Symbol(value) if isinstance(value, str) else _plain(value) for fact, value in client.items()
        }
        client_template.assert_fact(**symbols)
        environment.run()
        found = {fact["option"] for fact in environment.facts() if fact.template.name == "verdict"}
        return [number in found for number in range(40)]

    return work


def _openfisca() -> Work:
    from openfisca_core.entities import Entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    person = Entity("person", "persons", "", "")
    system = TaxBenefitSystem([person])

    def add(name: str, kind: type, formula: Any = None) -> None:
        body: dict[str, Any] = {
            "value_type": kind,
            "entity": person,
            "definition_period": DateUnit.MONTH,
            "label": name,
        }
        if formula is not None:
            body["formula"] = formula
        system.add_variable(type(name, (Variable,), body))

    for fact in YES_NO:
        add(fact, bool)
    for fact in (*CHOICES, *NUMBERS, *DATES):
        add(fact, int)

    def test(condition: Condition) -> Callable[[Any, Any], Any]:
        fact, word, value = condition
        if word == "in":
            numbers = [CHOICES[fact].index(one) for one in value]
            return lambda who, period: sum(who(fact, period) == one for one in numbers) > 0
        limit = _plain(value)
        if word == "is":
            return lambda who, period: who(fact, period) == limit
        if SIGNS[word] == ">=":
            return lambda who, period: who(fact, period) >= limit
        return lambda who, period: who(fact, period) <= limit

    for number, (must, enough) in enumerate(options()):
        needed, one_of = [test(one) for one in must], [test(one) for one in enough]

        add(f"o{number}", bool, _formula(needed, one_of))

    def work(client: dict[str, Any]) -> list[bool]:
        simulation = SimulationBuilder().build_default_simulation(system, 1)
        for fact, value in client.items():
            number = CHOICES[fact].index(value) if fact in CHOICES else _plain(value)
            simulation.set_input(fact, MONTH, [number])
        return [bool(simulation.calculate(f"o{number}", MONTH)[0]) for number in range(40)]

    return work


def _formula(needed: list[Any], one_of: list[Any]) -> Any:
    def formula(who: Any, period: Any) -> Any:
        result = sum(one(who, period) for one in one_of) > 0
        for one in needed:
            result = result * one(who, period)
        return result

    return formula
