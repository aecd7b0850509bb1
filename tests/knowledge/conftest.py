"""The real knowledge, compiled once."""

from __future__ import annotations

import pytest

from counsel_app import paths
from counsel_app.logic.law.compiling import compile_pack
from counsel_app.logic.law.pack import knowledge_of
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.records import Knowledge, Raw
from counsel_app.opening import calculations


@pytest.fixture(scope="session")
def raw() -> Raw:
    compiled, problems = compile_pack(paths.knowledge_sources())
    assert [str(problem) for problem in problems] == []
    return compiled


@pytest.fixture(scope="session")
def knowledge(raw: Raw) -> Knowledge:
    return knowledge_of(raw, stories=True)


@pytest.fixture(scope="session")
def program(knowledge: Knowledge) -> Program:
    return Program(knowledge, calculations())
