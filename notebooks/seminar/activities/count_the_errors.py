"""W06b: how many people who are listed by mistake come off the list again, and where most of them are lost."""

from collections.abc import Mapping

import pandas as pd

from seminar.models import error_and_appeal as appeals
from seminar.numbers import are, days, people, plural
from seminar.screen.controls import OnOff, Scale, decades, evenly, tenths
from seminar.screen.figures import Branch, tree
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity, at_the_start, people_table

CELL = "06-w06b"

SEED = 6
RUNS = 1_000

COUNTS = [
    Setting("listed", "People on the list", decades(1_000, 1_400_000_000), 100_000),
    Setting("wrong", "Listed by mistake", tenths(0, 5, "%"), 10),
    Setting("told", "Told in time", evenly(0, 100, "%"), 60),
    Setting("appeal", "Wrongly listed and told who appeal", evenly(0, 100, "%"), 30),
    Setting("won", "Their appeals that are won", evenly(0, 100, "%"), 70),
    Setting("review_days", "Days of a review", evenly(1, 365), 30),
    Setting("listing_days", "Days of a listing", Scale(tuple(range(30, 1_826, 5))), 730),
    Setting("rightly_appeal", "Rightly listed and told who appeal", evenly(0, 20, "%"), 5),
    Setting("wrongly_freed", "Of these, wrongly taken off", evenly(0, 20, "%"), 2),
]
SETTINGS = [*COUNTS, Setting("no_appeal", "No way to appeal", OnOff(), False)]
START = {setting.name: setting.default for setting in SETTINGS}

LINKS = {"told": "being told in time", "appeal": "making an appeal", "won": "winning the appeal"}
NO_ERROR = "No wrong listing in this run; look at R"
COUNTED = {
    "corrected": "Corrected (C)",
    "uncorrected": "Not corrected (U)",
    "wrongly_freed": "Rightly listed, taken off (R)",
}


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
    said = f"{people(of_thousand)} of 1,000 mistakes {are(of_thousand)} corrected"
    finding = said if run.wrong else NO_ERROR
    everybody = people_table(
        "All who are listed in this run; large numbers are rounded",
        appeals.two_by_two(run).rename(index=str.capitalize),
    )
    parts: list[Figure | Table] = [_tree(run), everybody, _beside_the_base(result), _by_chance(ranges)]
    return Panel(finding, parts, _text(no_appeal, values, run, result, ranges.loc["corrected"]))


def _text(
    no_appeal: bool, values: Mapping[str, int], run: appeals.Run, result: appeals.Result, corrected: pd.Series
) -> str:
    shown = {setting.name: setting.scale.written(values[setting.name]) for setting in COUNTS}
    way = (
        "nobody can appeal"
        if no_appeal
        else f"of the told, {shown['appeal']} of the wrongly listed appeal and {shown['won']} of them win, "
        f"{shown['rightly_appeal']} of the rightly listed appeal and {shown['wrongly_freed']} of them win"
    )
    low, high = people(corrected["low"]), people(corrected["high"])
    by_chance = low if low == high else f"{low} to {high}"
    return (
        f"{shown['listed']} people are listed, {shown['wrong']} of them by mistake, and {shown['told']} are told in "
        f"time; {way}. {_corrections(no_appeal, run)} "
        f"With {plural(shown['review_days'], 'day')} for a review and {shown['listing_days']} for a listing, the "
        f"mistakes make {plural(days(result.harm_days), 'harm day')} (days on the list by mistake); "
        f"R, the rightly listed who are taken off, is {people(result.wrongly_freed)}; and in 9 of 10 runs by chance "
        f"{by_chance} are corrected."
    )


def _corrections(no_appeal: bool, run: appeals.Run) -> str:
    """What becomes of 1,000 people listed by mistake, and the weakest link."""
    if not run.wrong:
        return f"{NO_ERROR}."
    corrected = 1_000 * appeals.corrected_share(run)
    outcome = f"Of 1,000 people listed by mistake {people(corrected)} {are(corrected)} corrected"
    if corrected and run.review_days >= run.listing_days:
        outcome += ", but no review ends before the listing does, so no day is saved"
    link = "Without an appeal there is no link to mend" if no_appeal else _weakest(run)
    return f"{outcome}. {link}."


def _weakest(run: appeals.Run) -> str:
    link = appeals.weakest_link(run)
    names = [LINKS[gate] for gate in link.gates]
    if not link.gain:
        return (
            "All three links are at 100%"
            if appeals.corrected_share(run) == 1
            else "There is no single weakest link: at least two are at 0%, so mending one alone corrects nobody"
        )
    first = f"The weakest link is {names[0]}" if len(names) == 1 else f"The weakest links are {' and '.join(names)}"
    where = "there" if len(names) == 1 else "at one of them"
    return f"{first}: +{round(100 * link.points)} points {where} corrects {people(1_000 * link.gain)} more"


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
        f"A tree of {start} people listed by mistake. Told in time: {heard}; not told: {unheard}. Of the told, "
        f"{appealing} appeal and {silent} do not. Of the appeals, {off} are won, so corrected, and {lost} are lost.",
        "What becomes of 1,000 people listed by mistake",
    )


def _beside_the_base(result: appeals.Result) -> Table:
    base = appeals.expected(run_of(False, **at_the_start(COUNTS)))
    pairs = [("Wrongly listed (W)", "wrongly_listed"), *((words, name) for name, words in COUNTED.items())]
    rows = [[words, *(people(getattr(one, name)) for one in (base, result))] for words, name in pairs]
    rows.append(["Harm days", *(days(one.harm_days) for one in (base, result))])
    return Table(
        "The base run (settings at the start) and this run",
        ["People or days", "Base run", "This run"],
        rows,
        numbers=frozenset({1, 2}),
    )


def _by_chance(ranges: pd.DataFrame) -> Table:
    rows = [[words, *(people(ranges.at[name, end]) for end in ("low", "high"))] for name, words in COUNTED.items()]
    return Table(
        f"By chance alone: of {RUNS:,} runs 9 in 10 lie between these numbers",
        ["People", "From", "To"],
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
