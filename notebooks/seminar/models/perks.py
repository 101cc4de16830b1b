"""Which offers a score opens in a year, and which it does not.

What it stands for: a list of offers, each from a date on and most of them with a number of points that is asked for.
Formula: an offer of the year has begun by the end of that year and had not ended before it. It is *within* reach if the
points asked for are not above the score, else *above*; one without a published number, and one that asks for points of
another scheme, are set apart and never compared with the score.
Source of the offers: data/evidence/perks.csv. Leaves out: other conditions, whether an offer was used, and days within
a year. Where no end was found an offer stays in the list, with the year in which it was last seen.
"""

import pandas as pd

WITHIN, ABOVE, UNPUBLISHED, OTHER = "within reach", "above", "threshold not published", "points of another scheme"
GROUPS = (WITHIN, ABOVE, UNPUBLISHED, OTHER)


def offered(perks: pd.DataFrame, year: int) -> pd.DataFrame:
    """The rows of *perks* that had begun by the end of *year* and had not ended before it.

    Column ``date`` is ISO text that begins with a year; ``ended`` likewise, or any other text for an end not known.
    """
    begun = perks["date"].str[:4].astype(int) <= year
    ended = pd.to_numeric(perks["ended"].str[:4], errors="coerce")
    return perks[begun & ~(ended < year)]


def dated(ended: pd.Series) -> pd.Series:
    """Whether each text of column ``ended`` begins with a year, so that the end is known."""
    return ended.str[:4].str.isdigit()


def grouped(perks: pd.DataFrame, score: int, scheme: str) -> pd.Series:
    """The group of each row of *perks* for a *score* in points of *scheme*, by its index.

    Columns: ``points_of`` (a scheme) and ``threshold`` (points, may be missing).
    """
    groups = [_group(row["points_of"] == scheme, row["threshold"], score) for _, row in perks.iterrows()]
    return pd.Series(groups, index=perks.index, dtype="str")


def _group(same_scheme: bool, threshold: float, score: int) -> str:
    if not same_scheme:
        return OTHER
    if pd.isna(threshold):
        return UNPUBLISHED
    return WITHIN if threshold <= score else ABOVE
