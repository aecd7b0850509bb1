"""Stories: the example clients beside the options, run as tests of the knowledge."""

from __future__ import annotations

from collections.abc import Iterable

from counsel_app.logic.errors import InputError
from counsel_app.logic.law.clients import Tally
from counsel_app.logic.law.judge import Assessment, judge
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.records import Story


def run_stories(program: Program, stories: Iterable[Story]) -> Tally:
    """Judge each story; differences name the option and the story."""
    tally = Tally()
    for story in stories:
        differences = story_differences(program, story)
        if differences:
            tally.failed += 1
            tally.differences.append(f"{story.option}: {story.name}: " + "; ".join(differences))
        else:
            tally.passed += 1
    return tally


def story_differences(program: Program, story: Story) -> list[str]:
    """How the judgement differs from what the story expects."""
    if story.option not in program.options:
        return [f"the option '{story.option}' does not exist"]
    try:
        assessment = judge(program, story.answers, story.on)
    except InputError as error:
        return [str(error)]
    return _differences(story, assessment)


def _differences(story: Story, assessment: Assessment) -> list[str]:
    verdict = assessment.verdict(story.option)
    found = []
    if verdict.state != story.state:
        blocking = [finding.block.id for finding in verdict.findings if finding.state != "yes"]
        found.append(f"state {verdict.state}, expected {story.state} (not met or open: {', '.join(blocking)})")
    for word, expected, never, actual in (
        ("from", story.start, story.never_from, verdict.start),
        ("until", story.until, story.never_until, verdict.until),
    ):
        if (expected is not None or never) and actual != expected:
            found.append(f"{word} {actual}, expected {expected}")
    absent = set(story.missing) - set(verdict.missing)
    if absent:
        found.append(f"missing {list(verdict.missing)}, expected among them {sorted(absent)}")
    return found
