"""W07e: how long people wait where each is checked, if one check takes a little longer."""

import htpy as h
from seminar.models.line import waits
from seminar.numbers import plural
from seminar.screen.controls import evenly
from seminar.screen.page import Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "07-w07e"

SETTINGS = [
    Setting("people", "People in the line", evenly(1, 100), 30),
    Setting("minutes", "Minutes for one check", evenly(1, 20), 2),
]
SLOWER = 3
"""Minutes for one check on the second sheet of paper."""


@forgiving
def stand_in_line() -> Output:
    """A line at a gate: what each person waits; everything is invented."""
    return activity(CELL, View("The line", SETTINGS, line))


def line(people: int, minutes: int) -> Panel:
    """What *people* in a line wait if one check takes so many *minutes*."""
    waited = waits(people, minutes)
    finding = f"The last person waits {plural(str(waited[-1]), 'minute')}"
    rows = [[name, str(waited[place])] for name, place in (("first", 0), ("middle", people // 2), ("last", -1))]
    table = Table("What three people wait", ["Place in the line", "Minutes"], rows, frozenset({1}))
    check = plural(str(minutes), "minute")
    text = f"{plural(str(people), 'person', 'people')} in the line, {check} for one check. {finding}."
    return Panel(finding, [table], text)


def _at_the_start() -> dict[str, int]:
    return {setting.name: setting.default for setting in SETTINGS}


def on_paper() -> dict[str, object]:
    """The line as it stands at the start, and the time of a slower check."""
    return {**_at_the_start(), "slower": SLOWER}


def keys() -> h.Node:
    """How long the last person waits on paper, with both checks: for the instructor only."""
    people, minutes = _at_the_start().values()
    first, second = (waits(people, check)[-1] for check in (minutes, SLOWER))
    return h.p[f"The last person in the line waits {first} minutes, and {second} with the slower check."]


ACTIVITY = Declaration(CELL, stand_in_line, on_paper, key=keys)
