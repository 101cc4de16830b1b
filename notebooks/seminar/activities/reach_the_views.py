"""W03c: who gets asked. If holders of one view are easier to reach, the answers lean to that view."""

from fractions import Fraction

import htpy as h

from seminar.data.words import Words
from seminar.models.sampling import reached_share
from seminar.numbers import people
from seminar.numbers import percent as percent_of
from seminar.screen.controls import Value, evenly
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.screen.reached import Group, reached_people
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, distance
from seminar.workbench.panel import Panel, Setting, View, activity, at_the_start

CELL = "03-w03c"
prose = Words(CELL)
PEOPLE = 1_000
PICTURED = 100
SETTINGS = [
    Setting("percent", prose("settings.percent"), evenly(0, 100, "%"), 70),
    Setting("reach_a", prose("settings.reach_a"), evenly(1, 100, "%"), 30),
    Setting("reach_b", prose("settings.reach_b"), evenly(1, 100, "%"), 60),
]


@forgiving
def reach_the_views() -> Output:
    """The share of a view among those reached, beside its share among all; everything is invented."""
    return activity(CELL, View("Reached", SETTINGS, reached, guess=guess()))


def guess() -> Guess:
    """Which share holds view A among those reached at the start."""
    start = at_the_start(SETTINGS)
    question = prose("guess.question", percent=start["percent"], reach_a=start["reach_a"], reach_b=start["reach_b"])
    return Guess(question, prose("guess.label"), evenly(0, 100, "%"), start["percent"])


def _guessed(guessed: Value | None) -> str:
    """How far the guess lay from what the start shows."""
    start = at_the_start(SETTINGS)
    about = prose("guess.at-start", percent=start["percent"], reach_a=start["reach_a"], reach_b=start["reach_b"])
    return distance(guessed, at_first(), "%", about)


def at_first() -> float:
    """The share of view A among those reached at the start, in percent."""
    return float(100 * reached_share(**at_the_start(SETTINGS)))


def _rounded(share: Fraction) -> str:
    return "100%" if share == 1 else percent_of(float(share))


def _said(name: str, held: int, chance: int) -> str:
    """How many of those pictured who hold a view are reached, if anybody holds it."""
    found = people(PICTURED * held * chance / 10_000)
    return prose("of-group", name=name, reached=found, size=held) if held else prose("of-nobody", name=name)


def reached(percent: int, reach_a: int, reach_b: int, guess: Value | None = None) -> Panel:
    """The result for *percent* of view A, reached with chances *reach_a* and *reach_b* in percent.

    *guess* is the share that was thought to hold view A among those reached at the start.
    """
    share = reached_share(percent, reach_a, reach_b)
    rows = [("A", percent, reach_a, share), ("B", 100 - percent, reach_b, 1 - share)]
    finding = prose("finding", share=_rounded(share), percent=percent)
    groups = [
        Group(prose("view", name=name), round(PICTURED * held / 100), round(PICTURED * held * chance / 10_000))
        for name, held, chance, _ in rows
    ]
    said = "; ".join(_said(prose("view", name=name), held, chance) for name, held, chance, _ in rows)
    figure = Figure(
        lambda ink: reached_people(groups, ink),
        prose("alt", people=PICTURED, said=said),
        prose("caption", people=PICTURED),
    )
    body = [
        [
            name,
            people(PEOPLE * held / 100),
            f"{chance}%",
            people(PEOPLE * held * chance / 10_000),
            _rounded(part),
        ]
        for name, held, chance, part in rows
    ]
    table = Table(
        prose("table", people=f"{PEOPLE:,}"),
        prose.all("columns"),
        body,
        frozenset({1, 2, 3, 4}),
    )
    return Panel(finding, [figure, table], _text(percent, reach_a, reach_b, share), under=_guessed(guess))


def _text(percent: int, reach_a: int, reach_b: int, share: Fraction) -> str:
    if percent in (0, 100):
        effect = prose("one-view")
    elif reach_a == reach_b:
        effect = prose("equally")
    else:
        more = "A" if reach_a > reach_b else "B"
        effect = prose("easier", more=more)
    return prose("text", percent=percent, reach_a=reach_a, reach_b=reach_b, share=_rounded(share), effect=effect)


PAPER_REACH = {"percent": 60, "reach_a": 50, "reach_b": 25}
"""The numbers of the game on paper: not those of the stored view, which gives its result away."""


def keys() -> h.Renderable:
    """The numbers of the game on paper, and what equal chances give: for the instructor only."""
    found = reached(**PAPER_REACH)
    tables = (part.markup() for part in found.parts if isinstance(part, Table))
    return h.fragment[h.p[found.text], tables, h.p[prose("keys-equal", percent=PAPER_REACH["percent"])]]


def on_paper() -> dict[str, object]:
    """The numbers of the game: of a hundred people, who holds which view and who can be reached."""
    return {**PAPER_REACH, "rest": 100 - PAPER_REACH["percent"]}


def for_the_room() -> Asked:
    """Which share one thinks to hold view A among those reached, and which does."""
    return Asked(guess(), at_first())


ACTIVITY = Declaration(CELL, reach_the_views, on_paper, key=keys, guess=for_the_room)
