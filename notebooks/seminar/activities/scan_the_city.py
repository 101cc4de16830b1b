"""W07a: how many alarms are false when a machine looks for few people among many; and one photo against a gallery."""

import math

from seminar.activities.workbench import Panel, Setting, View, activity
from seminar.controls import decades, evenly
from seminar.figures import dots, line, tree
from seminar.models import base_rate
from seminar.numbers import are, people, percent, plural, three_figures
from seminar.page import Figure, Output, Table, forgiving

LARGEST_GALLERY = 2_000_000_000

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
    return activity("07-w07a", View("A day in the city", DAY, day), View("One photo, one gallery", PHOTO, photo))


def day(passing: int, wanted_one_in: int, hit_percent: int, false_one_in: int, minutes: int) -> Panel:
    """One day at the cameras: *passing* people, rates as "1 in n" and percent, *minutes* to check an alarm."""
    table = base_rate.screening(passing, 1 / wanted_one_in, hit_percent / 100, 1 / false_one_in)
    share = base_rate.positive_predictive_value(table)
    whole, half = base_rate.dots_that_are_right(share)
    counts = {(row, column): people(table.at[row, column]) for row in table.index for column in table.columns}
    wanted, alarms = table.loc["wanted"].sum(), table["alarm"].sum()
    officers = plural(f"{base_rate.officers_needed(alarms, minutes):,}", "officer")
    finding = alarms_right(share)
    picture = Figure(
        lambda ink: dots(whole, half, ink),
        f"1,000 dots in a grid, one for each of 1,000 alarms. {_marked(whole, half)}",
        "Of every 1,000 alarms like today’s, the marked ones are right",
    )
    branches = [
        (f"{people(wanted)}\nwanted", [(f"{counts['wanted', 'alarm']}\nfound", True), (f"{counts['wanted', 'no alarm']}\nmissed", False)]),
        (
            f"{people(passing - wanted)}\nnot wanted",
            [(f"{counts['not wanted', 'alarm']}\nstopped wrongly", False), (f"{counts['not wanted', 'no alarm']}\nleft alone", False)],
        ),
    ]
    boxes = Figure(
        lambda ink: tree(f"{three_figures(passing)}\npeople pass", branches, ink),
        f"A tree. Of {three_figures(passing)} people, {people(wanted)} {are(wanted)} wanted: {counts['wanted', 'alarm']} found, "
        f"{counts['wanted', 'no alarm']} missed. The others: {counts['not wanted', 'alarm']} stopped wrongly, "
        f"{counts['not wanted', 'no alarm']} left alone.",
        "The same day as a tree",
    )
    rows = [[row, counts[row, "alarm"], counts[row, "no alarm"]] for row in table.index]
    in_table = Table("The same day as a table, in whole people", ["People", "alarm", "no alarm"], rows, numbers=frozenset({1, 2}))
    text = (
        f"{three_figures(passing)} people pass in a day and {people(wanted)} of them {are(wanted)} wanted. "
        f"The machine raises about {plural(people(alarms), 'alarm')}, of which {counts['wanted', 'alarm']} {are(table.at['wanted', 'alarm'])} "
        f"right: {finding[0].lower()}{finding[1:]}. "
        f"To check every alarm for {plural(str(minutes), 'minute')} takes {officers} for eight hours. "
        "Real error rates vary with light, camera, age and group, and comparisons are not independent."
    )
    return Panel(finding, [picture, boxes, in_table], text)


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


def _marked(whole: int, half: bool) -> str:
    if half:
        return f"{whole:,} and a half are marked as right." if whole else "Half a dot is marked as right."
    return f"{whole:,} {'is' if whole == 1 else 'are'} marked as right."


def photo(gallery: int, false_one_in: int) -> Panel:
    """One photo of a person who is not in a *gallery* of faces, with a false match once in *false_one_in* comparisons."""
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
        f"A line over gallery sizes from 1 to 2 billion faces. It stays near 0% and then rises to nearly 100%; "
        f"at {gallery:,} faces, the marked point, it stands at {in_words}.",
        "The larger the gallery, the likelier a false match",
    )
    sizes_shown = [(f"{gallery:,} (chosen)", gallery), *((f"{size:,}", size) for size in (1_000, 1_000_000, 1_000_000_000))]
    rows = [[words, percent(base_rate.chance_of_false_match(size, rate))] for words, size in sizes_shown]
    table = Table("The chosen gallery beside three others", ["Faces in the gallery", "At least one false match"], rows, numbers=frozenset({0, 1}))
    text = (
        f"One photo of a person who is not in the gallery is compared with {plural(f'{gallery:,}', 'face')}, "
        f"and one comparison in {false_one_in:,} goes wrong. "
        f"The chance of at least one false match is {in_words}. "
        "A real search can raise its threshold to get fewer false matches, and then misses more people."
    )
    return Panel(f"A false match in {in_words} of such searches", [picture, table], text)
