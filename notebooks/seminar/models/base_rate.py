"""Base rates: how many alarms are right when a machine looks for few people among many.

What it stands for: one day of face recognition at a gate, or one photo compared with a gallery of faces.
Formulas: natural frequencies and the positive predictive value PPV = TP / (TP + FP) as in Gigerenzer and Hoffrage,
"How to improve Bayesian reasoning without instruction" (Psychological Review 102, 1995); for independent comparisons,
P(at least one false match) = 1 − (1 − m)^G.
What it leaves out: light, angle, age and group differences, the same face passing twice, people who avoid the camera,
and any dependence between comparisons. Results are expected values: a real day differs by chance.
"""

import math

import pandas as pd

SHIFT_MINUTES = 480
"""One officer's working day: eight hours."""


def _check_share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{name} must be a share from 0 to 1, not {value!r}.")


def screening(people: float, wanted_share: float, hit_rate: float, false_alarm_rate: float) -> pd.DataFrame:
    """Expected people in the 2 × 2 table of one day.

    *people* pass (above 0); *wanted_share* of them are wanted (the base rate); the machine stops a wanted person with
    probability *hit_rate* and any other with *false_alarm_rate* (all three 0 to 1). Returns rows "wanted" and
    "not wanted", columns "alarm" and "no alarm", in people. Raises ValueError outside these ranges.
    """
    if not (people > 0 and math.isfinite(people)):
        raise ValueError(f"people must be a number above 0, not {people!r}.")
    for name, value in (("wanted_share", wanted_share), ("hit_rate", hit_rate), ("false_alarm_rate", false_alarm_rate)):
        _check_share(name, value)
    wanted = people * wanted_share
    others = people - wanted
    hits, false_alarms = wanted * hit_rate, others * false_alarm_rate
    return pd.DataFrame(
        {"alarm": [hits, false_alarms], "no alarm": [wanted - hits, others - false_alarms]},
        index=["wanted", "not wanted"],
    )


def in_whole_people(table: pd.DataFrame) -> pd.DataFrame:
    """A ``screening`` *table* in whole people, of whom each two groups add up to the one they are part of."""
    passing = math.floor(table.to_numpy().sum() + 0.5)
    wanted = math.floor(table.loc["wanted"].sum() + 0.5)
    whole = pd.DataFrame(0, table.index, table.columns)
    for who, number in (("wanted", wanted), ("not wanted", passing - wanted)):
        expected = table.loc[who].sum()
        alarms = math.floor(number * table.at[who, "alarm"] / expected + 0.5) if expected else 0
        whole.loc[who] = alarms, number - alarms
    return whole


def days_for_whole_people(people: float, wanted_share: float, fewest: int = 10) -> int:
    """How many days to count together, 1, 10, 100 and so on, until *fewest* of the *people* of all days are wanted.

    *people* pass in a day (above 0), *wanted_share* of them are wanted (above 0, at most 1). Raises ValueError for a
    share of 0, which no number of days brings to *fewest*.
    """
    if not 0 < wanted_share <= 1:
        raise ValueError(f"wanted_share must be above 0 and at most 1, not {wanted_share!r}.")
    days = 1
    while people * wanted_share * days < fewest - 1e-9:
        days *= 10
    return days


def positive_predictive_value(table: pd.DataFrame) -> float:
    """The share of alarms that are right, 0 to 1, from a ``screening`` table; NaN where there is no alarm."""
    hits, alarms = table.at["wanted", "alarm"], table["alarm"].sum()
    return hits / alarms if alarms > 0 else math.nan


def officers_needed(alarms: float, minutes: float) -> int:
    """Officers who must work a whole day of eight hours to check *alarms*, at *minutes* each; rounded up."""
    return math.ceil(alarms * minutes / SHIFT_MINUTES)


def dots_that_are_right(share: float, dots: int = 1_000) -> tuple[int, bool]:
    """Of *dots* alarms, how many to mark as right for *share* (0 to 1), and whether one is half marked.

    The half dot stands for a share too small for one dot. As long as one alarm is wrong, so is one dot.
    """
    _check_share("share", share)
    whole = math.floor(share * dots + 0.5)
    return whole - (whole == dots and share < 1), share > 0 and whole == 0


def chance_of_false_match(gallery: float, per_comparison: float) -> float:
    """The chance (0 to 1) that one photo of a person who is *not* in a gallery matches at least one of its faces.

    *gallery* is a number of faces (0 or above), *per_comparison* the chance of a false match in one comparison (0 to
    1). Comparisons count as independent. Computed as −expm1(G · log1p(−m)), exact for the smallest chances.
    """
    if not (gallery >= 0 and math.isfinite(gallery)):
        raise ValueError(f"gallery must be a number of faces, 0 or above, not {gallery!r}.")
    _check_share("per_comparison", per_comparison)
    if per_comparison == 1:
        return float(gallery > 0)
    return -math.expm1(gallery * math.log1p(-per_comparison))


def gallery_curve(per_comparison: float, sizes: list[int]) -> pd.DataFrame:
    """``chance_of_false_match`` for each gallery size in *sizes* (faces): columns "gallery" and "chance"."""
    return pd.DataFrame({"gallery": sizes, "chance": [chance_of_false_match(size, per_comparison) for size in sizes]})
