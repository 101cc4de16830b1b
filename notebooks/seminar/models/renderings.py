"""One term and its renderings: a lookup.

Stands for: a translator's choice among English words for one Chinese term. Formula: none; the rows of the term in the
order of the table, and three marks (moral, financial, legal) of 0 or 1 each, our coding of what a rendering sounds
like. Source: data/evidence/terms.csv. Leaves out: how often a rendering is used, and what readers really think; the
marks are never added up, since they do not measure one thing.
"""

import pandas as pd

MARKS = ("moral", "financial", "legal")
FEWEST = 2
"""With fewer renderings there is nothing to compare."""


def of_term(table: pd.DataFrame, term: str) -> pd.DataFrame:
    """The rows of *term* (column "term_zh"). Raises ValueError if there are fewer than ``FEWEST`` of them."""
    found = table[table["term_zh"] == term]
    if len(found) < FEWEST:
        raise ValueError(f"“{term}” has {len(found)} of the {FEWEST} renderings or more that a comparison needs.")
    return found


def marks(row: pd.Series) -> tuple[str, ...]:
    """The names of the marks that a rendering carries. Raises ValueError if one of them is missing or not 0 or 1."""
    values = {name: row[name] for name in MARKS}
    if any(pd.isna(value) or value not in (0, 1) for value in values.values()):
        raise ValueError(f"each of {MARKS} must be 0 or 1, not {values}")
    return tuple(name for name, value in values.items() if value)
