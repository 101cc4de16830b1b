"""W07a: how many alarms are false when a machine looks for few people among many; and one photo against a gallery."""

import math
from collections.abc import Callable, Mapping

import htpy as h
import pandas as pd

from seminar.course.sources import fact_link
from seminar.data.evidence import Row, fact
from seminar.data.words import Words
from seminar.models import base_rate
from seminar.numbers import are, average, people, percent, plural, small, three_figures
from seminar.screen.controls import decades, evenly
from seminar.screen.figures import dots, line, tree
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, Guessed
from seminar.workbench.panel import Panel, Setting, View, activity, at_the_start

CELL = "07-w07a"
prose = Words(CELL)
LARGEST_GALLERY = 2_000_000_000
ROUNDED = prose("rounded")

DAY = [
    Setting("passing", prose("settings.passing"), decades(10_000, 1_400_000_000), 1_000_000),
    Setting("wanted_one_in", prose("settings.wanted_one_in"), decades(1_000, 1_000_000, "1 in {}"), 10_000),
    Setting("hit_percent", prose("settings.hit_percent"), evenly(50, 100, "%"), 99),
    Setting("false_one_in", prose("settings.false_one_in"), decades(100, 1_000_000, "1 in {}"), 100),
    Setting("minutes", prose("settings.minutes"), evenly(1, 60), 10),
]
START = {setting.name: setting.scale.written(setting.default) for setting in DAY}
RATES = ("hit_percent", "false_one_in")
"""The dials that a trial sets."""
ALARMS = 1_000
"""The alarms of the picture, of which some are right."""
TRIALS = prose.all("trials")
"""The rows of real trials behind the buttons."""
PHOTO = [
    Setting("gallery", prose("settings.gallery"), decades(1, LARGEST_GALLERY), 1_000_000),
    Setting("false_one_in", prose("settings.false_match"), decades(1_000, 10**12, "1 in {}"), 1_000_000),
]

GROUPS: dict[str, Callable[[pd.DataFrame], float]] = {
    "passing": lambda table: table.to_numpy().sum(),
    "wanted": lambda table: table.loc["wanted"].sum(),
    "others": lambda table: table.loc["not wanted"].sum(),
    "alarms": lambda table: table["alarm"].sum(),
    "found": lambda table: table.at["wanted", "alarm"],
    "missed": lambda table: table.at["wanted", "no alarm"],
    "stopped": lambda table: table.at["not wanted", "alarm"],
    "left_alone": lambda table: table.at["not wanted", "no alarm"],
}
"""The groups of the tree, and the alarms, in a ``base_rate.screening`` table."""


@forgiving
def scan_the_city() -> Output:
    """The base-rate explorer: a day in the city after a guess, and one photo against one gallery."""
    presets = {trial(fact(key)): dials(fact(key)) for key in TRIALS}
    views = View(prose("tabs.day"), DAY, day, presets, guess=city_guess()), View(prose("tabs.photo"), PHOTO, photo)
    return activity(CELL, *views)


def _guessed(value: Guessed) -> Figure:
    marked = int(value or 0)
    return Figure(
        lambda ink: dots(marked, False, ink),
        prose("day.dots-alt", marked=prose("day.marked", whole=f"{marked:,}", are=are(marked))),
        prose("guess.none") if value is None else prose("guess.given", guess=f"{marked:,}", alarms=f"{ALARMS:,}"),
    )


def city_guess() -> Guess:
    """How many of 1,000 alarms are right, asked before the city is scanned."""
    return Guess(
        prose("guess.question", alarms=f"{ALARMS:,}"),
        prose("guess.label"),
        evenly(0, ALARMS),
        ALARMS // 2,
        _guessed,
        prose(
            "guess.before",
            passing=START["passing"],
            wanted_one_in=START["wanted_one_in"],
            hit_percent=START["hit_percent"],
            false_one_in=START["false_one_in"],
        ),
    )


def dials(row: Row) -> dict[str, int]:
    """The rates of a trial's *row*, as near as a dial can stand, or those of the start where it does not report them.

    Where it has neither a rate of false alarms nor their share, they are the wrong alarms among all who were screened.
    How many pass in a day and how many are wanted stays: no trial here reports it.
    """
    return {name: value for name, value in at_the_start(DAY).items() if name in RATES} | reported(row)


def reported(row: Row) -> dict[str, int]:
    """The rates that a trial's *row* reports."""
    cells, found = row.cells, dict[str, int]()
    if "hit_rate_percent" in cells:
        found["hit_percent"] = round(float(cells["hit_rate_percent"]))
    if "false_alarm_one_in" in cells:
        found["false_one_in"] = round(cells["false_alarm_one_in"])
    elif "wrong" in cells and "screened" in cells:
        found["false_one_in"] = round(cells["screened"] / cells["wrong"])
    return found


def trial(row: Row) -> str:
    """The words of the button that sets the dials as in the trial of that *row*."""
    return prose("trial", place=row.cells["place"], year=row.cells["year"], fact=row.id)


def _trials() -> Table:
    """Where the buttons have their numbers."""
    body = [
        [
            trial(fact(key)),
            _counted(fact(key)),
            *(_dial(fact(key), setting) for setting in DAY if setting.name in RATES),
            fact(key).cells["grade"],
            [fact(key).cells["caveat"], " ", fact_link(fact(key))],
        ]
        for key in TRIALS
    ]
    return Table(prose("trials-caption"), prose.all("trial-columns"), body, wide=True)


def _dial(row: Row, setting: Setting) -> str:
    """What a trial sets, and whether its row reports it."""
    written = setting.scale.written(dials(row)[setting.name])
    return written if setting.name in reported(row) else prose("as-at-the-start", written=written)


def _counted(row: Row) -> str:
    """Who or what passed in a trial, which sets no dial."""
    if "screened" not in row.cells:
        return prose("not-reported")
    return prose("counted", number=f"{row.cells['screened']:,}", unit=row.cells["screened_unit"])


def day(
    passing: int, wanted_one_in: int, hit_percent: int, false_one_in: int, minutes: int, guess: int | None = None
) -> Panel:
    """One day at the cameras: *passing* people, rates as "1 in n" and percent, *minutes* to check an alarm.

    The *guess* is of right alarms in 1,000, at the settings of the start.
    """
    table = base_rate.screening(passing, 1 / wanted_one_in, hit_percent / 100, 1 / false_one_in)
    share = base_rate.positive_predictive_value(table)
    finding = alarms_right(share)
    days = base_rate.days_for_whole_people(passing, 1 / wanted_one_in)
    count = {name: _written(value) for name, value in _numbers(table * days).items()}
    alarms = GROUPS["alarms"](table)
    on_average = {name: average(of(table)) for name, of in GROUPS.items()}
    officers = plural(f"{base_rate.officers_needed(alarms, minutes):,}", "officer")
    part = 0 < alarms * minutes < base_rate.SHIFT_MINUTES
    each = plural(str(minutes), "minute")
    work = prose("day.part-work", minutes=each) if part else prose("day.work", minutes=each, officers=officers)
    text = prose(
        "day.text",
        passing=f"{passing:,}",
        wanted=on_average["wanted"],
        are=_are(on_average["wanted"]),
        alarms=plural(on_average["alarms"], "alarm"),
        hits=on_average["found"],
        are_right=_are(on_average["found"]),
        finding=small(finding),
        work=work,
    )
    parts: list[Figure | Table] = [_dots(share), _tree(count, days), _table(table, count, days), _trials()]
    return Panel(finding, parts, text, under=" ".join(filter(None, [_beside_the_guess(guess), work])))


def _numbers(table: pd.DataFrame) -> dict[str, float]:
    """Whole people in each of ``GROUPS``; a half stands for fewer than one who is expected."""
    whole = base_rate.in_whole_people(table)
    return {name: float(of(whole) or min(of(table), 0.5)) for name, of in GROUPS.items()}


def _are(written: str) -> str:
    """The verb that goes with an average as it is *written*: "1 is", "0.5 are"."""
    return are(1 if written == "1" else 2)


def _so_many(days: int) -> str:
    """The day or days that the tree and the table count."""
    return prose("day.one-day") if days == 1 else prose("day.days", days=f"{days:,}")


def _written(number: float) -> str:
    return f"{number:,.0f}" if number >= 1 else people(number)


def _table(table: pd.DataFrame, count: Mapping[str, str], days: int) -> Table:
    rows = [
        [table.index[0], count["found"], count["missed"]],
        [table.index[1], count["stopped"], count["left_alone"]],
    ]
    columns = [prose("day.people"), *table.columns]
    return Table(prose("day.caption", days=_so_many(days), rounded=ROUNDED), columns, rows, numbers=frozenset({1, 2}))


def _beside_the_guess(guess: int | None) -> str:
    """How far a guess is from the right alarms in 1,000 at the start."""
    if guess is None:
        return ""
    right = right_at_the_start()
    off = guess - right
    far = (
        prose("guess.too-many" if off > 0 else "guess.too-few", number=f"{abs(off):,}") if off else prose("guess.exact")
    )
    return prose("guess.under", guess=f"{guess:,}", right=right, far=far)


def right_at_the_start() -> int:
    """How many of 1,000 alarms are right at the start."""
    values = at_the_start(DAY)
    table = base_rate.screening(
        values["passing"], 1 / values["wanted_one_in"], values["hit_percent"] / 100, 1 / values["false_one_in"]
    )
    return round(ALARMS * base_rate.positive_predictive_value(table))


def _dots(share: float) -> Figure:
    whole, half = base_rate.dots_that_are_right(share)
    marked = prose("day.half") if half else prose("day.marked", whole=f"{whole:,}", are=are(whole))
    return Figure(
        lambda ink: dots(whole, half, ink),
        prose("day.dots-alt", marked=marked),
        prose("day.dots"),
    )


def _tree(count: Mapping[str, str], days: int) -> Figure:
    wanted = [(f"{count['found']}\nfound", True), (f"{count['missed']}\nmissed", False)]
    others = [(f"{count['stopped']}\nstopped wrongly", False), (f"{count['left_alone']}\nleft alone", False)]
    branches = [(f"{count['wanted']}\nwanted", wanted), (f"{count['others']}\nnot wanted", others)]
    return Figure(
        lambda ink: tree(f"{count['passing']}\npeople pass", branches, ink),
        prose(
            "day.tree-alt",
            passing=count["passing"],
            wanted=count["wanted"],
            found=count["found"],
            missed=count["missed"],
            others=count["others"],
            stopped=count["stopped"],
            left_alone=count["left_alone"],
        ),
        prose("day.tree", days=_so_many(days), rounded=ROUNDED),
    )


def alarms_right(share: float) -> str:
    """The share of alarms that are right (0 to 1, NaN for no alarm) as one sentence in natural frequencies."""
    if math.isnan(share):
        return prose("right.no-alarm")
    if share == 1:
        return prose("right.every")
    if share >= 0.9995:
        return prose("right.nearly")
    if share >= 0.995:
        return prose("right.in-thousand", right=math.floor(share * 1000))
    if share > 0.2:
        return prose("right.in-hundred", right=round(share * 100))
    return prose("right.one-in", alarms=three_figures(1 / share))


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
            prose("photo.axis"),
            prose("photo.chance"),
            ink,
        ),
        prose(
            "photo.alt",
            first=percent(curve["chance"].iat[0]),
            chance=in_words,
            gallery=plural(f"{gallery:,}", "face"),
            last=percent(curve["chance"].iat[-1]),
        ),
        prose("photo.caption"),
    )
    others = [size for size in (1_000, 1_000_000, LARGEST_GALLERY) if size != gallery]
    sizes_shown = [(f"{gallery:,} (chosen)", gallery), *((f"{size:,}", size) for size in others)]
    rows = [[words, percent(base_rate.chance_of_false_match(size, rate))] for words, size in sizes_shown]
    table = Table(
        prose("photo.table"),
        prose.all("photo-columns"),
        rows,
        numbers=frozenset({0, 1}),
    )
    text = prose("photo.text", faces=plural(f"{gallery:,}", "face"), false_one_in=f"{false_one_in:,}", chance=in_words)
    return Panel(prose("photo.finding", chance=in_words), [picture, table], text)


def keys() -> h.Renderable:
    """The tree of the start in numbers, and with wanted people ten times rarer: for the instructor only."""
    start = at_the_start(DAY)
    found = day(**start)
    rarer = day(**{**start, "wanted_one_in": 10 * start["wanted_one_in"]})
    tree_in_words = next(part.alt for part in found.parts if isinstance(part, Figure) and part is not found.parts[0])
    return h.fragment[
        h.p[tree_in_words],
        h.p[prose("keys-start", text=found.text)],
        h.p[prose("keys-rarer", text=rarer.text)],
    ]


def on_paper() -> dict[str, object]:
    """The city as it stands at the start, and an empty table of one day."""
    rows, columns = base_rate.screening(1, 0.5, 0.5, 0.5).axes
    return {
        "start": START,
        "shift": base_rate.SHIFT_MINUTES,
        "rows": list(rows),
        "columns": list(columns),
    }


def for_the_room() -> Asked:
    """How many of the alarms one thinks to be right, and how many are."""
    return Asked(city_guess(), right_at_the_start())


ACTIVITY = Declaration(CELL, scan_the_city, on_paper, key=keys, guess=for_the_room)
