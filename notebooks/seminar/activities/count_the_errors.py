"""W06b: how many people who are listed by mistake come off the list again, and where most of them are lost."""

from collections.abc import Mapping

import pandas as pd

from seminar.data.words import Words
from seminar.models import error_and_appeal as appeals
from seminar.numbers import are, days, people, plural
from seminar.screen.controls import OnOff, Scale, decades, evenly, tenths
from seminar.screen.figures import Branch, tree
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity, at_the_start, people_table

CELL = "06-w06b"
prose = Words(CELL)
SEED = 6
RUNS = 1_000

COUNTS = [
    Setting("listed", prose("settings.listed"), decades(1_000, 1_400_000_000), 100_000),
    Setting("wrong", prose("settings.wrong"), tenths(0, 5, "%"), 10),
    Setting("told", prose("settings.told"), evenly(0, 100, "%"), 60),
    Setting("appeal", prose("settings.appeal"), evenly(0, 100, "%"), 30),
    Setting("won", prose("settings.won"), evenly(0, 100, "%"), 70),
    Setting("review_days", prose("settings.review_days"), evenly(1, 365), 30),
    Setting("listing_days", prose("settings.listing_days"), Scale(tuple(range(30, 1_826, 5))), 730),
    Setting("rightly_appeal", prose("settings.rightly_appeal"), evenly(0, 20, "%"), 5),
    Setting("wrongly_freed", prose("settings.wrongly_freed"), evenly(0, 20, "%"), 2),
]
SETTINGS = [*COUNTS, Setting("no_appeal", prose("settings.no_appeal"), OnOff(), False)]
START = {setting.name: setting.default for setting in SETTINGS}

LINKS = prose.group("links")
NO_ERROR = prose("no-error")
COUNTED = prose.group("counted")


@forgiving
def count_the_errors() -> Output:
    """The error-and-appeal simulator: an invented list, and three gates on the way off it."""
    return activity(CELL, View("One list", SETTINGS, counted))


def run_of(no_appeal: bool, wrong: int, review_days: int, listing_days: int, listed: int, **shares: int) -> appeals.Run:
    """The run that the settings describe: *wrong* in tenths of a percent, other shares in percent."""
    run = appeals.Run(
        listed=listed,
        wrong=wrong / 1_000,
        review_days=review_days,
        listing_days=listing_days,
        **{name: share / 100 for name, share in shares.items()},
    )
    return appeals.without_appeal(run) if no_appeal else run


def counted(no_appeal: bool, **values: int) -> Panel:
    """One run, from the values of ``SETTINGS``."""
    run = run_of(no_appeal, **values)
    result = appeals.expected(run)
    ranges = appeals.central_range(appeals.by_chance(run, SEED, RUNS))
    of_thousand = 1_000 * appeals.corrected_share(run)
    said = prose("finding", corrected=people(of_thousand), are=are(of_thousand))
    finding = said if run.wrong else NO_ERROR
    everybody = people_table(
        prose("table"),
        appeals.two_by_two(run).rename(index=str.capitalize),
    )
    parts: list[Figure | Table] = [_tree(run), everybody, _beside_the_base(result), _by_chance(ranges)]
    return Panel(finding, parts, _text(no_appeal, values, run, result, ranges.loc["corrected"]))


def _text(
    no_appeal: bool, values: Mapping[str, int], run: appeals.Run, result: appeals.Result, corrected: pd.Series
) -> str:
    shown = {setting.name: setting.scale.written(values[setting.name]) for setting in COUNTS}
    way = (
        prose("way-none")
        if no_appeal
        else prose(
            "way",
            appeal=shown["appeal"],
            won=shown["won"],
            rightly_appeal=shown["rightly_appeal"],
            wrongly_freed=shown["wrongly_freed"],
        )
    )
    low, high = people(corrected["low"]), people(corrected["high"])
    by_chance = low if low == high else f"{low} to {high}"
    return prose(
        "text",
        listed=shown["listed"],
        wrong=shown["wrong"],
        told=shown["told"],
        way=way,
        corrections=_corrections(no_appeal, run),
        review=plural(shown["review_days"], "day"),
        listing_days=shown["listing_days"],
        harm=plural(days(result.harm_days), "harm day"),
        wrongly_freed=people(result.wrongly_freed),
        by_chance=by_chance,
    )


def _corrections(no_appeal: bool, run: appeals.Run) -> str:
    """What becomes of 1,000 people listed by mistake, and the weakest link."""
    if not run.wrong:
        return f"{NO_ERROR}."
    corrected = 1_000 * appeals.corrected_share(run)
    outcome = prose("of-thousand", corrected=people(corrected), are=are(corrected))
    if corrected and run.review_days >= run.listing_days:
        outcome += prose("no-day-saved")
    link = prose("no-link") if no_appeal else _weakest(run)
    return f"{outcome}. {link}."


def _weakest(run: appeals.Run) -> str:
    link = appeals.weakest_link(run)
    names = [LINKS[gate] for gate in link.gates]
    if not link.gain:
        return prose("all-full") if appeals.corrected_share(run) == 1 else prose("several-empty")
    first = prose("weakest", link=names[0]) if len(names) == 1 else prose("weakest-equal", links=" and ".join(names))
    where = "there" if len(names) == 1 else prose("at-one")
    return prose("gain", weakest=first, points=round(100 * link.points), where=where, people=people(1000 * link.gain))


def _tree(run: appeals.Run) -> Figure:
    size = 1_000 if run.wrong else 0
    told, appeal, won = size * run.told, run.appeal, run.won
    numbers = (size, told, size - told, told * appeal, told * (1 - appeal), told * appeal * won)
    start, heard, unheard, appealing, silent, off = (people(number) for number in numbers)
    lost = people(told * appeal * (1 - won))
    branches: list[Branch] = [
        (
            f"{heard}\ntold in time",
            [
                (f"{appealing}\nappeal", [(f"{off}\nwin: corrected", True), (f"{lost}\nlose", False)]),
                (f"{silent}\ndo not appeal", False),
            ],
        ),
        (f"{unheard}\nnot told in time", False),
    ]
    return Figure(
        lambda ink: tree(f"{start}\nlisted by mistake", branches, ink),
        prose(
            "tree-alt",
            start=start,
            heard=heard,
            unheard=unheard,
            appealing=appealing,
            silent=silent,
            off=off,
            lost=lost,
        ),
        prose("tree-caption"),
    )


def _beside_the_base(result: appeals.Result) -> Table:
    base = appeals.expected(run_of(False, **at_the_start(COUNTS)))
    pairs = [(prose("base.wrongly-listed"), "wrongly_listed"), *((words, name) for name, words in COUNTED.items())]
    rows = [[words, *(people(getattr(one, name)) for one in (base, result))] for words, name in pairs]
    rows.append([prose("base.harm-days"), *(days(one.harm_days) for one in (base, result))])
    return Table(
        prose("base.caption"),
        prose.all("base-columns"),
        rows,
        numbers=frozenset({1, 2}),
    )


def _by_chance(ranges: pd.DataFrame) -> Table:
    rows = [[words, *(people(ranges.at[name, end]) for end in ("low", "high"))] for name, words in COUNTED.items()]
    return Table(
        prose("by-chance-caption", runs=f"{RUNS:,}"),
        prose.all("by-chance-columns"),
        rows,
        numbers=frozenset({1, 2}),
    )


TOKENS = 100
PEOPLE_A_TOKEN = 10
CARDS = 10
"""What the board on paper has, and how many cards decide at a gate."""


def on_paper() -> dict[str, object]:
    """The board, and what passes at each gate with the settings of the start."""
    start = at_the_start(SETTINGS)
    return {
        "tokens": TOKENS,
        "people_a_token": PEOPLE_A_TOKEN,
        "people": f"{TOKENS * PEOPLE_A_TOKEN:,}",
        "cards": CARDS,
        "passes": {gate: start[gate] * CARDS // 100 for gate in ("told", "appeal", "won")},
        "said": {setting.name: setting.scale.written(setting.default) for setting in SETTINGS},
        "rightly": f"{start['listed'] - start['listed'] * start['wrong'] // 1_000:,}",
    }


ACTIVITY = Declaration(CELL, count_the_errors, on_paper)
