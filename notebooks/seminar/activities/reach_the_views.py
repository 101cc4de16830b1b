"""W03c: who gets asked. If holders of one view are easier to reach, the answers lean to that view."""

from fractions import Fraction

from seminar.models.sampling import reached_share
from seminar.numbers import people
from seminar.screen.controls import evenly
from seminar.screen.figures import paired_bars
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "03-w03c"

PEOPLE = 1_000
SETTINGS = [
    Setting("percent", "Share with view A", evenly(0, 100, "%"), 70),
    Setting("reach_a", "Reached, of view A", evenly(1, 100, "%"), 30),
    Setting("reach_b", "Reached, of view B", evenly(1, 100, "%"), 60),
]


@forgiving
def reach_the_views() -> Output:
    """The share of a view among those reached, beside its share among all; everything is invented."""
    return activity(CELL, View("Reached", SETTINGS, reached))


def _rounded(share: Fraction) -> str:
    return f"{float(100 * share):.3g}%"


def reached(percent: int, reach_a: int, reach_b: int) -> Panel:
    """The result for *percent* of view A, reached with chances *reach_a* and *reach_b* in percent."""
    share = reached_share(percent, reach_a, reach_b)
    rows = [("A", percent, reach_a, share), ("B", 100 - percent, reach_b, 1 - share)]
    finding = f"Among those reached {_rounded(share)} hold view A, among all {percent}%"
    bars = [
        (f"View {name}", (held, f"{held}% of all"), (float(100 * part), f"{_rounded(part)} of those reached"))
        for name, held, _, part in rows
    ]
    said = "; ".join(f"{name}: {all_of[1]}, {asked[1]}" for name, all_of, asked in bars)
    figure = Figure(
        lambda ink: paired_bars(bars, 100, ink),
        f"Two pairs of bars from 0 to 100%, hollow for all people and filled for those reached. {said}.",
        "Each view among all (hollow) and among those reached (filled)",
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
        f"Of {PEOPLE:,} invented people, expected; “chance” is that of being reached",
        ["View", "Hold it", "Chance", "Reached", "Share of reached"],
        body,
        frozenset({1, 2, 3, 4}),
    )
    return Panel(finding, [figure, table], _text(percent, reach_a, reach_b, share))


def _text(percent: int, reach_a: int, reach_b: int, share: Fraction) -> str:
    if percent in (0, 100):
        effect = "All people hold one view here, so it does not matter who is reached"
    elif reach_a == reach_b:
        effect = "Both views are reached equally well, so the share stays as it is"
    else:
        more = "A" if reach_a > reach_b else "B"
        effect = f"View {more} is easier to reach, so it looks larger than it is"
    return (
        f"In the invented population {percent}% hold view A. Of these {reach_a}% can be reached, and {reach_b}% of "
        f"those with view B; among the reached {_rounded(share)} hold view A. {effect}. "
        "The two people of the essay are 27 and 23 and went far in their studies; it says nothing exact about who "
        "could be reached."
    )


PAPER_REACH = {"percent": 60, "reach_a": 50, "reach_b": 25}
"""The numbers of the game on paper: not those of the stored view, which gives its result away."""


def on_paper() -> dict[str, object]:
    """The numbers of the game: of a hundred people, who holds which view and who can be reached."""
    return {**PAPER_REACH, "rest": 100 - PAPER_REACH["percent"]}


ACTIVITY = Declaration(CELL, reach_the_views, on_paper)
