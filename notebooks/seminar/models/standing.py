"""What a person who stands at the end of a year can see of a set of dated things.

Stands for: a reader of that time, who knows what is in force, what is announced, and nothing of what comes later.
Formula: a thing *existed* if it took effect by the end of the year (also if it has ended since), was *promised* if it
was announced by then and took effect later or never, and came *later* in every other case. Source of the dates:
data/evidence/documents.csv and events.csv. Leaves out: days within a year, and whether anybody did what a text says.
"""

import pandas as pd

EXISTED, PROMISED, LATER = "existed", "promised", "later"
STATES = (EXISTED, PROMISED, LATER)


def state(announced: int, effect: int | None, year: int) -> str:
    """The state at the end of *year* of a thing announced in one year and in *effect* from another (None: never)."""
    if announced > year:
        return LATER
    return EXISTED if effect is not None and effect <= year else PROMISED


def at_year_end(things: pd.DataFrame, year: int) -> pd.Series:
    """The state of each row of *things* (years "announced" and "effect", the latter may be missing), by its index.

    Raises ValueError for a thing in effect before it was announced.
    """
    wrong = things.index[things["effect"].notna() & (things["effect"] < things["announced"])]
    if len(wrong):
        raise ValueError(f"in effect before it was announced: {list(wrong)}")
    pairs = zip(things["announced"], things["effect"], strict=True)
    states = [state(int(announced), None if pd.isna(effect) else int(effect), year) for announced, effect in pairs]
    return pd.Series(states, index=things.index, dtype="str")
