"""Listing: the steps onto a list, under it and off it again, as they were in force in one year.

What it stands for: what has to happen before a person is on a list, what follows from it, and how the person gets off.
Rule: a step is in force in a year if it was in force on 31 December of that year: it began in that year or before, and
it had no end or ended on that day or later. A step without a known start is kept, so that silence of a source does not
remove it. Steps are ordered by their number; those that a person may take apart from each other have letters.
What it leaves out: how often a step is taken or left out, how long it takes, and what is done against the rules.
"""

from string import ascii_uppercase

import pandas as pd

ONTO, LISTED, EXCEPTION, OUT, OBJECT = "onto the list", "while listed", "exception", "way out", "way to object"
LEAVING = (OUT, OBJECT)
APART = (EXCEPTION, *LEAVING)
"""What may follow: each of these steps is taken by itself, and not one after the other."""
HERE, LATER, NONE, NOT_FOUND = "yes", "later", "no", "not found"
"""Whether a step has a way out: itself, by a later step, not, or no source says."""

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
    """The steps of *entry* in force in *year*, in order, with new columns: "number" from 1, and "name".

    *steps* has the columns "entry", "step" (order), "kind" (one of ``ONTO``, ``LISTED`` and ``APART``), "since" and
    "until". A step is called by its number, and one of ``APART`` by a letter. Raises ValueError for an entry that no
    step has.
    """
    if entry not in set(steps["entry"]):
        raise ValueError(f"entry must be one of {', '.join(sorted(set(steps['entry'])))}, not {entry!r}.")
    chosen = in_force(steps[steps["entry"] == entry], year).sort_values("step", kind="stable")
    apart = chosen["kind"].isin(APART)
    letters = apart.cumsum().map(lambda place: ascii_uppercase[place - 1])
    numbers = pd.Series(range(1, len(chosen) + 1), chosen.index)
    return chosen.assign(number=numbers, name=numbers.astype(str).where(~apart, letters))


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
