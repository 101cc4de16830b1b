"""Chosen headlines and the codes that they carry: which of them are shown, how many carry a code, and a small sample.

Stands for: a table of headlines, each coded yes or no by one written rule. Units: headlines. Leaves out: the articles
under the headlines, all headlines that are not in the table, and with them every share of all reports.
"""

import random
from collections.abc import Collection

import pandas as pd

FEWEST = 5
"""A group of fewer headlines is shown in counts only: a share of it would say more than it knows."""


def selected(
    headlines: pd.DataFrame, first: int, last: int, group: str | None = None, types: Collection[str] | None = None
) -> pd.DataFrame:
    """The rows of *headlines* (columns "date", "group", "outlet_type") of the years *first* to *last*.

    *group* and *types*, where they are given, narrow them further. Nothing where the first year lies after the last.
    """
    years = headlines["date"].str[:4].astype(int)
    shown = headlines[(years >= first) & (years <= last)]
    if group is not None:
        shown = shown[shown["group"] == group]
    return shown if types is None else shown[shown["outlet_type"].isin(types)]


def carrying(codes: pd.DataFrame) -> pd.Series:
    """How many rows of *codes* (a column for each code, "yes" or "no") carry each code."""
    return (codes == "yes").sum()


def sample(codes: pd.DataFrame, size: int, seed: int) -> list[str]:
    """*size* ids of *codes* in which every code occurs that the table has, drawn with *seed* and then shuffled.

    One headline is drawn for each code, then the rest from all others. Raises ValueError for a size smaller than that
    or larger than the table.
    """
    draw, drawn = random.Random(seed), list[str]()
    for code in codes:
        if not any(codes.at[key, code] == "yes" for key in drawn):
            drawn += draw.sample(list(codes.index[codes[code] == "yes"]), min(1, int((codes[code] == "yes").sum())))
    if not len(drawn) <= size <= len(codes):
        raise ValueError(f"expected a size from {len(drawn)} to {len(codes)}, not {size}")
    drawn += draw.sample([key for key in codes.index if key not in drawn], size - len(drawn))
    draw.shuffle(drawn)
    return drawn
