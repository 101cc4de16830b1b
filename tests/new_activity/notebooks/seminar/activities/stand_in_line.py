"""W07e: how long people wait where each is checked, if one check takes a little longer."""

import htpy as h
from seminar.data.words import Words
from seminar.models.line import waits
from seminar.numbers import plural
from seminar.screen.controls import evenly
from seminar.screen.page import Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "07-w07e"
prose = Words(CELL)

SETTINGS = [
    Setting("people", prose("settings.people"), evenly(1, 100), 30),
    Setting("minutes", prose("settings.minutes"), evenly(1, 20), 2),
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
    finding = prose("finding", minutes=plural(str(waited[-1]), "minute"))
    rows = [[name, str(waited[place])] for name, place in zip(prose.all("places"), (0, people // 2, -1), strict=True)]
    table = Table(prose("table"), prose.all("columns"), rows, frozenset({1}))
    line_of, check = plural(str(people), "person", "people"), plural(str(minutes), "minute")
    text = prose("text", people=line_of, check=check, finding=finding)
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
    return h.p[prose("key", first=first, second=second)]


ACTIVITY = Declaration(CELL, stand_in_line, on_paper, key=keys)
