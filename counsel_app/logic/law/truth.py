"""Three-valued truth over time.

A *course* says how true something is on the counselling day and on every later day up to the horizon.
It is a plain int where nothing changes, else a tuple of (ordinal day, state) steps in rising order; the
first step starts on the counselling day. Both forms are immutable and may be shared.
"""

from __future__ import annotations

from collections.abc import Iterable

State = int
NO: State = 0
OPEN: State = 1
YES: State = 2
STATE_NAMES = ("no", "open", "yes")

Steps = tuple[tuple[int, int], ...]
Course = int | Steps

NEVER = 10**7
"""An ordinal day later than every date."""


def rising(start: int, first_maybe: int, first_sure: int) -> Course:
    """NO before `first_maybe`, OPEN until `first_sure`, YES from then on."""
    if first_sure <= start:
        return YES
    steps = [(start, OPEN if first_maybe <= start else NO)]
    if start < first_maybe < first_sure:
        steps.append((first_maybe, OPEN))
    if first_sure < NEVER:
        steps.append((first_sure, YES))
    return steps[0][1] if len(steps) == 1 else tuple(steps)


def falling(start: int, first_doubt: int, first_no: int) -> Course:
    """YES before `first_doubt`, OPEN until `first_no`, NO from then on."""
    return opposite(rising(start, first_doubt, first_no))


def opposite(course: Course) -> Course:
    """The mirror: YES becomes NO, OPEN stays."""
    if isinstance(course, int):
        return YES - course
    return tuple((day, YES - state) for day, state in course)


def capped(course: Course) -> Course:
    """The course of something that can be OPEN at best: law that is itself unsettled."""
    if isinstance(course, int):
        return min(course, OPEN)
    return tidy((day, min(state, OPEN)) for day, state in course)


def lowest(courses: Iterable[Course]) -> Course:
    """All must hold. Every course must start on the same day."""
    floor = YES
    moving: list[Steps] = []
    for course in courses:
        if isinstance(course, int):
            if course < floor:
                floor = course
        else:
            moving.append(course)
    if floor == NO or not moving:
        return floor
    return _merged(moving, min, floor)


def highest(courses: Iterable[Course]) -> Course:
    """One is enough."""
    ceiling = NO
    moving: list[Steps] = []
    for course in courses:
        if isinstance(course, int):
            if course > ceiling:
                ceiling = course
        else:
            moving.append(course)
    if ceiling == YES or not moving:
        return ceiling
    return _merged(moving, max, ceiling)


def agreed(courses: list[Course]) -> Course:
    """The common result of several readings of a disputed case: OPEN wherever they differ."""
    first = courses[0]
    if all(course == first for course in courses):
        return first
    days = sorted({day for course in courses if not isinstance(course, int) for day, _ in course})
    steps = []
    for day in days:
        states = {state_on(course, day) for course in courses}
        steps.append((day, states.pop() if len(states) == 1 else OPEN))
    return tidy(steps) if days else OPEN


def state_on(course: Course, day: int) -> State:
    """The state on an ordinal day not before the counselling day."""
    if isinstance(course, int):
        return course
    state = course[0][1]
    for first, following in course:
        if first > day:
            break
        state = following
    return state


def tidy(steps: Iterable[tuple[int, int]]) -> Course:
    """Steps without those that change nothing."""
    kept: list[tuple[int, int]] = []
    for day, state in steps:
        if not kept or kept[-1][1] != state:
            kept.append((day, state))
    return kept[0][1] if len(kept) == 1 else tuple(kept)


def _merged(moving: list[Steps], choose: object, constant: State) -> Course:
    if len(moving) == 1:
        return tidy((day, choose(state, constant)) for day, state in moving[0])  # type: ignore[operator]
    days = sorted({day for steps in moving for day, _ in steps})
    places = [0] * len(moving)
    merged = []
    for day in days:
        result = constant
        for index, steps in enumerate(moving):
            place = places[index]
            while place + 1 < len(steps) and steps[place + 1][0] <= day:
                place += 1
            places[index] = place
            result = choose(result, steps[place][1])  # type: ignore[operator]
        merged.append((day, result))
    return tidy(merged)
