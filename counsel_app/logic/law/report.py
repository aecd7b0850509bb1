"""An assessment as plain tables for JSON: the public form other programs read."""

from __future__ import annotations

from typing import Any

from counsel_app.logic.law.judge import Assessment, Verdict


def assessment_table(client: str, assessment: Assessment) -> dict[str, Any]:
    """One client with all options. Days are ISO texts, open ends null."""
    knowledge = assessment.program.knowledge
    return {
        "id": client,
        "on": assessment.day.isoformat(),
        "law_as_of": knowledge.law_as_of.isoformat(),
        "knowledge": knowledge.version,
        "options": [verdict_table(verdict) for verdict in assessment.verdicts()],
    }


def verdict_table(verdict: Verdict) -> dict[str, Any]:
    """One option. A reason's state says whether it stands in the way ("no") or not ("yes")."""
    start, until = verdict.start, verdict.until
    return {
        "id": verdict.option.id,
        "measure": verdict.option.measure,
        "kind": verdict.option.kind,
        "state": verdict.state,
        "outlook": verdict.outlook.value,
        "from": start.isoformat() if start else None,
        "until": until.isoformat() if until else None,
        "windows": [
            {
                "from": window.start.isoformat(),
                "until": window.until.isoformat() if window.until else None,
                "state": window.state,
            }
            for window in verdict.windows
        ],
        "missing": list(verdict.missing),
        "reasons": [
            {"id": found.block.id, "text": found.block.text, "law": found.block.law, "state": found.state}
            for found in verdict.findings
        ],
    }
