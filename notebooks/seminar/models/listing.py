"""Listing: the steps onto a list, under it and off it again, as they were in force in one year.

What it stands for: what has to happen before a person is on a list, what follows from it, and how the person gets off.
Rule: a step is in force in a year if it was in force on 31 December of that year: it began in that year or before, and
it had no end or ended on that day or later. A step without a known start is kept, so that silence of a source does not
remove it. Steps are ordered by their number. Arrows run through the steps onto the list one after the other, from the
last of them to everything that can follow, and from each way out and each way to object to the end, ``OFF``. One arrow
leads back from there to the first step, for a new breach; without it nothing runs in a circle.
What it leaves out: how often a step is taken or left out, how long it takes, and what is done against the rules.
"""

from itertools import pairwise

import pandas as pd

ONTO, LISTED, OUT, OBJECT = "onto the list", "while listed", "way out", "way to object"
LEAVING = (OUT, OBJECT)
HERE, LATER, NONE, NOT_FOUND = "yes", "later", "no", "not found"
"""Whether a step has a way out: itself, by a later step, not, or no source says."""
OFF = 0
"""The end: off the list. Steps are numbered from 1."""

FIELDS = ("flights", "trains", "high spending", "jobs", "schools for children")
"""The fields of life that are always named, also where no limit was found."""


def in_force(table: pd.DataFrame, year: int) -> pd.DataFrame:
    """The rows of *table* in force on the last day of *year*.

    "since" and, where the table has it, "until" are text: a year, a month (YYYY-MM) or a day; empty where unknown.
    """
    since = table["since"].fillna("")
    kept = since.str[:4] <= str(year)
    if "until" in table:
        until = table["until"].fillna("")
        # A year or month lasts to its end: "99" stands for the last month or day.
        kept &= (until == "") | ((until + "-99-99").str[:10] >= f"{year}-12-31")
    return table[kept]


def way(steps: pd.DataFrame, entry: str, year: int) -> pd.DataFrame:
    """The steps of *entry* in force in *year*, in order, with a new column "number" from 1.

    *steps* has the columns "entry", "step" (order), "kind" (``ONTO``, ``LISTED``, ``OUT`` or ``OBJECT``), "since" and
    "until". Raises ValueError for an entry that no step has.
    """
    if entry not in set(steps["entry"]):
        raise ValueError(f"entry must be one of {', '.join(sorted(set(steps['entry'])))}, not {entry!r}.")
    chosen = in_force(steps[steps["entry"] == entry], year).sort_values("step", kind="stable")
    return chosen.assign(number=range(1, len(chosen) + 1))


def arrows(found: pd.DataFrame) -> pd.DataFrame:
    """The arrows between the steps of ``way``: columns "source", "target" (numbers, ``OFF`` = 0) and "again" (bool).

    "again" marks the one arrow that leads back, from ``OFF`` to the first step.
    """
    onto = found.loc[found["kind"] == ONTO, "number"].tolist()
    rest = found.loc[found["kind"] != ONTO, "number"].tolist()
    leaving = found.loc[found["kind"].isin(LEAVING), "number"].tolist()
    found_arrows = [(one, other, False) for one, other in pairwise(onto)]
    found_arrows += [(onto[-1], number, False) for number in rest if onto]
    found_arrows += [(number, OFF, False) for number in leaving]
    if onto and leaving:
        found_arrows.append((OFF, onto[0], True))
    return pd.DataFrame(found_arrows, columns=["source", "target", "again"])


def exits(found: pd.DataFrame) -> tuple[int, int]:
    """How many ways out and how many ways to object there are among the steps of ``way``."""
    kinds = found["kind"].tolist()
    return kinds.count(OUT), kinds.count(OBJECT)


def limits(table: pd.DataFrame, entry: str, year: int) -> pd.DataFrame:
    """What a listing after *entry* bars in *year*, ordered by field: first ``FIELDS``, then the others.

    *table* has the columns "entry", "field", "since" and others. A field of ``FIELDS`` without a limit gets one row
    that is empty but for the field.
    """
    found = in_force(table[table["entry"] == entry], year)
    order = [*FIELDS, *dict.fromkeys(field for field in found["field"] if field not in FIELDS)]
    missing = pd.DataFrame({"field": [field for field in FIELDS if field not in set(found["field"])]})
    both = pd.concat([found, missing])
    return both.sort_values("field", key=lambda fields: fields.map(order.index), kind="stable")
