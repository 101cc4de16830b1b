"""Who speaks in a text, and how the reader is told: a count of claims by voice and by grade of attribution.

Stands for: claims that were coded by hand, each with one voice (who says it) and one grade (can the reader find the
source). Formula: a cell is the number of claims with that voice and that grade; a share is a grade's claims over all
claims. Source of the codes: data/evidence/claims.csv. Leaves out: how long or loud a claim is, whether it is true, and
how sure the coders were.
"""

from collections import Counter
from collections.abc import Sequence

import pandas as pd


def selected(
    claims: pd.DataFrame, first: int, last: int, voice: str | None = None, grade: str | None = None
) -> pd.DataFrame:
    """The rows of *claims* (columns "paragraph", "voice", "grade") from paragraph *first* to *last*, both included.

    *voice* and *grade* keep one of each; None keeps all. Empty where *first* lies after *last*.
    """
    kept = claims["paragraph"].between(first, last)
    for column, wanted in (("voice", voice), ("grade", grade)):
        if wanted is not None:
            kept &= claims[column] == wanted
    return claims[kept]


def counts(claims: pd.DataFrame, voices: Sequence[str], grades: Sequence[str]) -> pd.DataFrame:
    """Claims per voice (rows) and grade (columns), in the order given, in whole claims.

    Raises ValueError for a claim whose voice or grade is not listed, so that every claim is in exactly one cell.
    """
    for column, known in (("voice", voices), ("grade", grades)):
        strange = set(claims[column]) - set(known)
        if strange:
            raise ValueError(f"{column} must be one of {list(known)}, not {strange}.")
    tally = Counter(zip(claims["voice"], claims["grade"], strict=True))
    cells = [[tally[voice, grade] for grade in grades] for voice in voices]
    return pd.DataFrame(cells, index=list(voices), columns=list(grades))


def shares(table: pd.DataFrame) -> pd.Series:
    """The share (0 to 1) of each grade among the claims of a ``counts`` table. Raises ValueError for an empty one."""
    total = table.to_numpy().sum()
    if not total:
        raise ValueError("table must hold at least one claim.")
    return table.sum() / total
