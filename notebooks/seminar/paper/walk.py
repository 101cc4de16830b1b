"""A walk through a course, as a class would take it: what does not hold together, a sentence each."""

import re
from collections.abc import Iterator

from seminar.course.minutes import MOST_AT_HOME, most_in
from seminar.data.records import (
    SURVEYS,
    Activity,
    Briefing,
    Exercise,
    Record,
    SelfCheck,
    Steelman,
    Vote,
    records,
    second_vote,
)
from seminar.paper.courses import Meeting, Plan, cells_of

BEFORE, AFTER = "00-w00c", "10-w10c"
"""The two surveys of a course."""
RULES = "00-rules"
FIRST_MINUTES = 10
"""Within these minutes of the first session the first survey is taken, unless it was brought folded, and the ground
rules are agreed."""


def problems(plan: Plan) -> Iterator[str]:
    """What is wrong with *plan*, in the order of its sessions; nothing, if it can be taught."""
    done = set[str]()
    for number, meeting in enumerate(plan.sessions, 1):
        where = f"session {number}"
        yield from (f"{where} {said}" for said in _minutes(meeting, plan.minutes))
        yield from (f"{where} {said}" for said in _order(meeting, done))
        yield from (f"{where}: {said}" for said in _due(meeting, number, len(plan.sessions)))
    yield from _opening(plan.sessions[0])
    yield from _halves(plan, done)


def _minutes(meeting: Meeting, slot: int) -> Iterator[str]:
    if (over := meeting.minutes - most_in(slot)) > 0:
        yield f"takes {meeting.minutes} minutes; expected at most {most_in(slot)} of {slot}: take {over} out"
    for row in meeting.rows():
        if row.needs > (given := row.end - row.start):
            yield f"gives {', '.join(row.cells)} {given} minutes; they need {row.needs:.1f}"
    told = {key for row in meeting.rows() for key in row.cells}
    for part in meeting.parts:
        if part.key and part.key not in told:
            yield f"has {part.key}, of which no run sheet says what to do"
    if (words := meeting.words()) > MOST_AT_HOME:
        yield f"asks for {words:,} words to be read before it; expected at most {MOST_AT_HOME:,}"


def _order(meeting: Meeting, done: set[str]) -> Iterator[str]:
    """What is used before it was read or made; adds to *done* what is done by the end of *meeting*."""
    done |= {*meeting.before}
    for row in meeting.rows():
        for key in row.cells:
            wanted = [*_wants(key), *(row.step.needs if key == row.cells[-1] else ())]
            yield from (f"uses {one} in {key} before it was read or made" for one in wanted if one not in done)
            done.add(key)
    for key in meeting.after:
        missing = [one for one in _wants(key) if one not in done | {*meeting.after}]
        yield from (f"asks for {key} at home without {one}" for one in missing)
    done |= {*meeting.after}


def _wants(key: str) -> Iterator[str]:
    """What must be read or made before the cell *key* is used."""
    found = records(key[:2])[key]
    match found:
        case Vote() if found.revote_of:
            yield found.revote_of
        case Activity() if found.vote:
            yield from filter(None, (found.vote, second_vote(found.vote)))
        case Exercise():
            yield from found.brings
    if key == AFTER:
        yield BEFORE
    if not isinstance(found, Briefing | SelfCheck | Exercise) and key not in SURVEYS:
        yield from _leading(key)


def _leading(key: str) -> list[str]:
    """The prose under the same heading as the cell *key* and before it."""
    above = list[str]()
    for one, cell in cells_of(key[:2]).items():
        if one == key:
            return above
        if cell.cell_type == "markdown" and re.match(r"##? ", cell.source):
            above = []
        if isinstance(_record(one), Briefing):
            above.append(one)
    return []


def _record(key: str) -> Record | None:
    return records(key[:2]).get(key)


def _due(meeting: Meeting, number: int, sessions: int) -> Iterator[str]:
    for key, due in meeting.after.items():
        if not number < due <= sessions + 1:
            yield f"{key} is due at session {due}; expected {number + 1} to {sessions + 1}"


def _opening(first: Meeting) -> Iterator[str]:
    """The first survey and the ground rules come first, or the survey is brought folded."""
    ends = {key: row.end for row in first.rows() for key in row.cells}
    if ends.get(RULES, FIRST_MINUTES + 1) > FIRST_MINUTES:
        yield f"session 1 does not agree on the ground rules ({RULES}) in its first {FIRST_MINUTES} minutes"
    if BEFORE not in first.before and ends.get(BEFORE, FIRST_MINUTES + 1) > FIRST_MINUTES:
        yield f"the first survey ({BEFORE}) is not brought folded, nor taken in the first {FIRST_MINUTES} minutes"


def _halves(plan: Plan, done: set[str]) -> Iterator[str]:
    """What has one half only: a vote, a survey, a case without its opposite, a lesson without an exercise."""
    for key in sorted(done):
        found = _record(key)
        if isinstance(found, Vote) and not found.revote_of and second_vote(key) not in done:
            yield f"{key} is never voted on again"
        if isinstance(found, Steelman) and found.pair not in done:
            yield f"{key} has no opposite: {found.pair} is missing"
    if (BEFORE in done) != (AFTER in done):
        yield f"one survey has no pair: {BEFORE} and {AFTER} belong together"
    if not any(isinstance(_record(key), Exercise) for one in plan.sessions for key in one.after):
        yield "no exercise is set"
