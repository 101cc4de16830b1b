"""W07b: two invented lists are merged by likeness; which people are found, which are missed, and who becomes whom."""

import htpy as h
import pandas as pd

from seminar.data.evidence import frame
from seminar.models import record_linkage as linkage
from seminar.numbers import agree, plural
from seminar.screen.controls import OnOff, evenly
from seminar.screen.figures import bars
from seminar.screen.page import Figure, Output, Table, forgiving, with_chinese
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "07-w07b"

SETTINGS = [
    Setting("threshold", "Threshold", evenly(50, 100), 85),
    Setting("name", "Weight of the name", evenly(0, 100), 50),
    Setting("birth", "Weight of the birth date", evenly(0, 100), 30),
    Setting("city", "Weight of the city", evenly(0, 100), 20),
    Setting("pinyin_only", "Compare names in pinyin only", OnOff(), False),
]

SHOWN = {linkage.TRUE: -1, linkage.FALSE: 0, linkage.MISSED: 0}
"""Which pair is the example: the least similar right match, the most similar false merge, the first that is missed."""

NO_WEIGHT = "All three weights are 0, so there is nothing to compare"


@forgiving
def merge_the_records() -> Output:
    """The record merger: two invented lists without a shared number for a person."""
    return activity(CELL, View("Two lists", SETTINGS, merged))


def merged(threshold: int, name: int, birth: int, city: int, pinyin_only: bool) -> Panel:
    """The two lists merged: pairs that reach *threshold* (0 to 100), the three weights in any unit."""
    weights = linkage.Weights(name, birth, city)
    if not any(weights):
        return Panel(NO_WEIGHT, [], f"{NO_WEIGHT}. Move at least one weight above 0.")
    left, right = _lists()
    found = linkage.matches(left, right, threshold, weights, pinyin_only)
    verdicts = linkage.judged(found, left, right)
    counts = linkage.counts(verdicts)
    examples = {verdict: _example(verdicts, verdict, place) for verdict, place in SHOWN.items()}
    finding = f"{_right(counts)}, {_false(counts)}, {counts[linkage.MISSED]} missed"
    compared = "pinyin" if pinyin_only else "characters"
    text = (
        f"At a threshold of {threshold}, with the weights {name} for the name in {compared}, {birth} for the birth "
        f"date and {city} for the city, the machine joins {plural(str(len(found)), 'pair')} from two lists of "
        f"{len(left)} people: {_right(counts)} and {_false(counts)}. "
        f"It misses {counts[linkage.MISSED]} of the {_shared(counts)} people who are in both lists. "
        f"{_effect(examples[linkage.FALSE])} "
        "Real lists are longer and hold names that are far more common, so these counts say nothing about a real one."
    )
    return Panel(finding, [_bars(counts, len(left)), _counts(counts), _people(examples)], text)


def _lists() -> tuple[pd.DataFrame, pd.DataFrame]:
    return frame("records_a"), frame("records_b")


def _right(counts: dict[str, int]) -> str:
    right = counts[linkage.TRUE]
    return f"{right} right {agree(right, 'match', 'matches')}"


def _false(counts: dict[str, int]) -> str:
    return plural(str(counts[linkage.FALSE]), "false merge")


def _shared(counts: dict[str, int]) -> int:
    """The people who are in both lists: found or missed."""
    return counts[linkage.TRUE] + counts[linkage.MISSED]


def _example(verdicts: pd.DataFrame, verdict: str, place: int) -> list[pd.Series]:
    """The two records of the pair of a kind at *place*; empty where there is none."""
    left, right = _lists()
    pairs = verdicts[verdicts["verdict"] == verdict]
    return [left.loc[pairs["left"].iat[place]], right.loc[pairs["right"].iat[place]]] if len(pairs) else []


def _effect(false_merge: list[pd.Series]) -> str:
    if not false_merge:
        return "No two different people are joined at these settings."
    one, other = (f"{row['pinyin']}, born {row['birth_date']}," for row in false_merge)
    return (
        f"One false merge: {one} in list A and {other} in list B are two people, "
        "and one of them could now get someone else’s unpaid fine."
    )


def _bars(counts: dict[str, int], longest: int) -> Figure:
    rows = [(verdict, number, verdict != linkage.TRUE) for verdict, number in counts.items()]
    said = ", ".join(f"{verdict} {number}" for verdict, number in counts.items())
    return Figure(
        lambda ink: bars(rows, longest, ink),
        f"Three bars on a scale from 0 to {longest}: {said}. The two kinds of error are hollow.",
        f"What became of the {_shared(counts)} people in both lists, and of strangers; errors are hollow",
    )


def _counts(counts: dict[str, int]) -> Table:
    meaning = {
        linkage.TRUE: "one person, joined",
        linkage.FALSE: "two people, joined as one",
        linkage.MISSED: "one person, not joined",
    }
    rows = [[verdict, meaning[verdict], str(number)] for verdict, number in counts.items()]
    return Table("The same as a table", ["Result", "What it is", "Number"], rows, numbers=frozenset({2}))


def _people(examples: dict[str, list[pd.Series]]) -> Table:
    rows = [row for verdict, records in examples.items() for row in _pair(verdict, records)]
    return Table(
        "An example of each, from list A and list B. The machine does not use the phone number (its last digits): "
        "it is here to show you who is the same person",
        ["Result, list", "Name", "Born", "City", "Phone"],
        rows,
    )


def _pair(verdict: str, records: list[pd.Series]) -> list[list[h.Node]]:
    """One row for each list, also where there is no such pair, so that nothing on the page jumps."""
    if not records:
        return [[f"{verdict}, {side}", "none at these settings", "–", "–", "–"] for side in "AB"]
    return [
        [
            f"{verdict}, {side}",
            with_chinese(f"{row['name']} {row['pinyin']}"),
            h.span(style="white-space:nowrap")[row["birth_date"]],
            with_chinese(row["city"]),
            row["phone_tail"],
        ]
        for side, row in zip("AB", records, strict=True)
    ]


def record_cards(each: int = 20) -> pd.DataFrame:
    """*each* rows of both invented lists, by id: first whoever makes merging hard at the settings of the start."""
    lists = {side: frame(f"records_{side}") for side in "ab"}
    verdicts = linkage.judged(linkage.matches(*lists.values()), *lists.values())
    hard_first = verdicts.set_index("verdict").loc[[linkage.FALSE, linkage.MISSED, linkage.TRUE]]
    chosen = {
        side: hard_first[column].drop_duplicates()[:each] for side, column in zip("ab", ("left", "right"), strict=True)
    }
    return pd.concat({side.upper(): rows.loc[sorted(chosen[side])] for side, rows in lists.items()}, names=["list"])


def on_paper() -> dict[str, object]:
    """The cards of both lists, and the settings of the start."""
    start = {setting.name: setting.default for setting in SETTINGS}
    points = {name: start[name] for name in ("name", "birth", "city", "threshold")}
    return {"points": points, "cards": record_cards().reset_index("list").to_dict("records")}


ACTIVITY = Declaration(CELL, merge_the_records, on_paper)
