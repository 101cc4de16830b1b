"""W07a: how many alarms are false when a machine looks for few people among many; and one photo against a gallery."""

import math

import pandas as pd

from seminar.models import base_rate
from seminar.numbers import are, people, percent, plural, small, three_figures
from seminar.screen.controls import decades, evenly
from seminar.screen.figures import dots, line, tree
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity, people_table

CELL = "07-w07a"

LARGEST_GALLERY = 2_000_000_000
ROUNDED = "in whole people; numbers above 1,000 are rounded to three figures"

DAY = [
    Setting("passing", "People passing in a day", decades(10_000, 1_400_000_000), 1_000_000),
    Setting("wanted_one_in", "Wanted people", decades(1_000, 1_000_000, "1 in {}"), 100_000),
    Setting("hit_percent", "Hit rate", evenly(50, 100, "%"), 95),
    Setting("false_one_in", "False alarms", decades(100, 1_000_000, "1 in {}"), 1_000),
    Setting("minutes", "Minutes to check one alarm", evenly(1, 60), 10),
]
PHOTO = [
    Setting("gallery", "Faces in the gallery", decades(1, LARGEST_GALLERY), 1_000_000),
    Setting("false_one_in", "False match in one comparison", decades(1_000, 10**12, "1 in {}"), 1_000_000),
]


@forgiving
def scan_the_city() -> Output:
    """The base-rate explorer: a day in the city, and one photo against one gallery."""
    return activity(CELL, View("A day in the city", DAY, day), View("One photo, one gallery", PHOTO, photo))


def day(passing: int, wanted_one_in: int, hit_percent: int, false_one_in: int, minutes: int) -> Panel:
    """One day at the cameras: *passing* people, rates as "1 in n" and percent, *minutes* to check an alarm."""
    table = base_rate.screening(passing, 1 / wanted_one_in, hit_percent / 100, 1 / false_one_in)
    share = base_rate.positive_predictive_value(table)
    finding = alarms_right(share)
    wanted, alarms, hits = table.loc["wanted"].sum(), table["alarm"].sum(), table.at["wanted", "alarm"]
    officers = plural(f"{base_rate.officers_needed(alarms, minutes):,}", "officer")
    text = (
        f"{three_figures(passing)} people pass in a day and {people(wanted)} of them {are(wanted)} wanted. "
        f"The machine raises about {plural(people(alarms), 'alarm')}, of which {people(hits)} {are(hits)} right: "
        f"{small(finding)}. "
        f"To check every alarm for {plural(str(minutes), 'minute')} takes {officers} for eight hours. "
        "Real error rates vary with light, camera, age and group, and comparisons are not independent."
    )
    return Panel(
        finding, [_dots(share), _tree(table), people_table(f"The same day as a table, {ROUNDED}", table)], text
    )


def _dots(share: float) -> Figure:
    whole, half = base_rate.dots_that_are_right(share)
    if half:
        marked = f"{whole:,} and a half are marked as right." if whole else "Half a dot is marked as right."
    else:
        marked = f"{whole:,} {are(whole)} marked as right."
    return Figure(
        lambda ink: dots(whole, half, ink),
        f"1,000 dots in a grid, one for each of 1,000 alarms. {marked}",
        "Of every 1,000 alarms like today’s, the marked ones are right",
    )


def _tree(table: pd.DataFrame) -> Figure:
    passing, wanted, others = (people(n) for n in (table.sum().sum(), *table.sum(axis=1)))
    found, missed, stopped, left_alone = (people(n) for n in table.to_numpy().ravel())
    branches = [
        (f"{wanted}\nwanted", [(f"{found}\nfound", True), (f"{missed}\nmissed", False)]),
        (f"{others}\nnot wanted", [(f"{stopped}\nstopped wrongly", False), (f"{left_alone}\nleft alone", False)]),
    ]
    return Figure(
        lambda ink: tree(f"{passing}\npeople pass", branches, ink),
        f"A tree of {passing} people. Wanted: {wanted}, of whom {found} found and {missed} missed. "
        f"Not wanted: {others}, of whom {stopped} stopped wrongly and {left_alone} left alone.",
        f"The same day as a tree, {ROUNDED}",
    )


def alarms_right(share: float) -> str:
    """The share of alarms that are right (0 to 1, NaN for no alarm) as one sentence in natural frequencies."""
    if math.isnan(share):
        return "There is no alarm, so the share of right alarms is not defined"
    if share == 1:
        return "Every alarm is right"
    if share >= 0.9995:
        return "Nearly every alarm is right"
    if share >= 0.995:
        return f"About {math.floor(share * 1_000)} alarms in 1,000 are right"
    if share > 0.2:
        return f"About {round(share * 100)} alarms in 100 are right"
    return f"About 1 alarm in {three_figures(1 / share)} is right"


def photo(gallery: int, false_one_in: int) -> Panel:
    """One photo of a person who is not in a *gallery*, with a false match once in *false_one_in* comparisons."""
    rate = 1 / false_one_in
    chance = base_rate.chance_of_false_match(gallery, rate)
    in_words = percent(chance)
    sizes = [round(LARGEST_GALLERY ** (step / 120)) for step in range(121)]
    curve = base_rate.gallery_curve(rate, sizes)

    def place(size: float) -> float:
        return math.log(size) / math.log(LARGEST_GALLERY)

    ticks = [(place(10**power), words) for power, words in ((0, "1"), (3, "1,000"), (6, "1 million"), (9, "1 billion"))]
    picture = Figure(
        lambda ink: line(
            [(place(size), share) for size, share in zip(curve["gallery"], curve["chance"], strict=True)],
            (place(gallery), chance),
            in_words,
            ticks,
            "faces in the gallery (each step is ten times more)",
            "chance of at least one false match",
            ink,
        ),
        f"A rising line: the chance is {percent(curve['chance'].iat[0])} with 1 face in the gallery, {in_words} with "
        f"{gallery:,} faces, the marked point, and {percent(curve['chance'].iat[-1])} with 2 billion.",
        "The larger the gallery, the likelier a false match",
    )
    others = [size for size in (1_000, 1_000_000, LARGEST_GALLERY) if size != gallery]
    sizes_shown = [(f"{gallery:,} (chosen)", gallery), *((f"{size:,}", size) for size in others)]
    rows = [[words, percent(base_rate.chance_of_false_match(size, rate))] for words, size in sizes_shown]
    table = Table(
        "The chosen gallery beside others",
        ["Faces in the gallery", "At least one false match"],
        rows,
        numbers=frozenset({0, 1}),
    )
    text = (
        f"One photo of a person who is not in the gallery is compared with {plural(f'{gallery:,}', 'face')}, "
        f"and one comparison in {false_one_in:,} goes wrong. "
        f"The chance of at least one false match is {in_words}. "
        "A real search can raise its threshold to get fewer false matches, and then misses more people."
    )
    return Panel(f"A false match in {in_words} of such searches", [picture, table], text)


def on_paper() -> dict[str, object]:
    """The city as it stands at the start, and an empty table of one day."""
    rows, columns = base_rate.screening(1, 0.5, 0.5, 0.5).axes
    return {
        "start": {setting.name: setting.scale.written(setting.default) for setting in DAY},
        "shift": base_rate.SHIFT_MINUTES,
        "rows": list(rows),
        "columns": list(columns),
    }


ACTIVITY = Declaration(CELL, scan_the_city, on_paper)
