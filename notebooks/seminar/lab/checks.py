"""What is wrong with an answer of the lab, and so which reply its student reads.

Each check is a function of the answer alone. It computes from fresh frames and returns None for a right answer, the
name of a reply of the task (``data/teaching/lab.yaml``), or a ``Remark`` where no reply fits.
"""

import contextlib
import io
import math
import re
from collections.abc import Callable, Sequence, Set
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from seminar.data.frames import facts, frame
from seminar.data.words import Words
from seminar.lab.charts import Picture, last_refusal
from seminar.lab.errors import explained
from seminar.models.base_rate import positive_predictive_value, screening

prose = Words("lab")


class Remark(str):
    """A sentence that can be said of an answer to any task."""


Found = str | Remark | None
Check = Callable[[Any], Found]

NOT_YET = Remark()
"""That nothing is there to be looked at."""
ROUNDED = 0.0051
"""How far a share may lie from one that is written with two places."""
LEAST_FACTS = 20
DAYS = ("2014-07-01", "2019-03-31", "2025-12-31", "2026-01-01")
GATES = (
    (100_000, 0.001, 0.9, 0.001),
    (5_000, 0.5, 0.8, 0.25),
    (20_000, 0.0, 0.9, 0.01),
    (300, 1.0, 0.5, 0.5),
    (1_000_000, 0.0001, 0.99, 0.0),
    (1_234, 0.037, 0.77, 0.013),
)
"""People, share of wanted, rate of hits, rate of false alarms."""
SEEDS = range(200)
SPREAD_OF_MEANS, SPREAD_OF_DAYS, SPREAD_OF_ODDS = 0.004, 0.015, 0.06
"""Standard deviations: below the first lie means of many days, below the second days whose wrong alarms are not drawn,
above the third right alarms for each wrong one. A share of one day has 0.026."""


def same(found: Any, wanted: pd.Series) -> bool:
    """Whether *found* is a series with the names and numbers of *wanted*, in any order; an empty cell equals one."""
    if not isinstance(found, pd.Series) or len(found) != len(wanted) or set(found.index) != set(wanted.index):
        return False
    if holds_text(found):
        return False
    mine, theirs = (_numbers(one.reindex(wanted.index)) for one in (found, wanted))
    return np.allclose(mine, theirs, equal_nan=True)


def _numbers(series: pd.Series) -> np.ndarray:
    return pd.to_numeric(series, errors="coerce").to_numpy("float64", na_value=math.nan)


def holds_text(found: pd.Series) -> bool:
    """Whether *found* holds texts where numbers belong, such as “12”."""
    return any(isinstance(one, str) for one in found)


def unlike(found: Any, wanted: pd.Series) -> Remark:
    """What can be said of a series that is not *wanted*, without saying what is right."""
    if not isinstance(found, pd.Series):
        return not_a(found, "series")
    if holds_text(found):
        return Remark(prose("texts"))
    return _other_names(found.index, wanted.index) or _other_numbers(found.reindex(wanted.index), wanted)


def _other_names(found: pd.Index, wanted: pd.Index) -> Remark | None:
    """What is wrong with the names of rows; None where they are those that are *wanted*, in any order."""
    if isinstance(found, pd.RangeIndex) and found.start == 0 and set(found) != set(wanted):
        return Remark(prose("no-names"))
    if not found.is_unique:
        return Remark(prose("twice", row=str(found[found.duplicated()][0])))
    mine, theirs = set(found), set(wanted)
    if mine == theirs:
        return None
    if set(map(str, mine)) == set(map(str, theirs)):
        return Remark(prose("other-type", row=min(map(str, mine ^ theirs))))
    return _other_rows(mine, theirs)


def _other_rows(mine: Set[Any], theirs: Set[Any]) -> Remark:
    """Which name of *theirs* is not among *mine*, or which of *mine* is too many; the two differ."""
    if lost := theirs - mine:
        return Remark(prose("row-missing", row=min(map(str, lost))))
    return Remark(prose("row-extra", row=min(map(str, mine - theirs))))


def _other_numbers(found: pd.Series, wanted: pd.Series) -> Remark:
    mine, theirs = _numbers(found), _numbers(wanted)
    if np.nanmax(theirs) <= 1 and np.allclose(mine, theirs, rtol=0, atol=ROUNDED, equal_nan=True):
        return Remark(prose("rounded"))
    other = [key for key, a, b in zip(wanted.index, mine, theirs, strict=True) if not np.isclose(a, b, equal_nan=True)]
    return Remark(prose("differs", where=str(other[0]))) if other else Remark(prose("one-number"))


def not_a(found: Any, wanted: str) -> Remark:
    """That *found* is of another kind than the one called *wanted*."""
    return Remark(prose("not-a", found=type(found).__name__, wanted=prose.group("kinds")[wanted]))


def first_of(found: Any, wanted: pd.Series, wrong: dict[str, Callable[[], pd.Series]]) -> Found:
    """None for the series *wanted*, else the name of the *wrong* one that *found* is, else what is unlike."""
    if same(found, wanted):
        return None
    return next((name for name, made in wrong.items() if same(found, made())), unlike(found, wanted))


def is_number(found: Any) -> bool:
    """Whether *found* is one number, a fraction too."""
    return isinstance(found, Real) and not isinstance(found, bool)


def is_table(found: Any) -> bool:
    """Whether *found* is a table."""
    return isinstance(found, pd.DataFrame)


def given_by(answer: Any, asked: Sequence[tuple], is_kind: Callable[[Any], bool], kind: str) -> list[Any] | Remark:
    """What the function *answer* gives for each of *asked*, or why that cannot be looked at: it is no function, stops
    with an error, gives nothing yet, or gives something that is not (*is_kind*) of the *kind* that is asked for."""
    if not callable(answer):
        return not_a(answer, "function")
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # or what it prints buries what is said of it
            given = [answer(*values) for values in asked]
    except Exception as error:
        return Remark(explained(error, getattr(answer, "__globals__", {})) or prose("raises", error=_named(error)))
    if all(one is None or one is ... for one in given):
        return NOT_YET if _is_stub(answer) else Remark(prose("no-return"))
    other = [one for one in given if not is_kind(one)]
    if not other:
        return given
    return Remark(prose("gives", found=type(other[0]).__name__, wanted=prose.group("kinds")[kind]))


def _named(error: Exception) -> str:
    """An *error* with its kind, as the last words of a sentence."""
    return f"{type(error).__name__}: {error}".rstrip(".: ")


def _is_stub(answer: Callable[..., Any]) -> bool:
    """Whether the function *answer* has only its arguments, and so nothing in it yet."""
    code = getattr(answer, "__code__", None)
    return code is not None and not code.co_names and len(code.co_varnames) == code.co_argcount


def _counts() -> pd.DataFrame:
    return frame("list_counts")


def _flights() -> pd.DataFrame:
    counts = _counts()
    return counts[(counts["measure"] == "refused air tickets, court list") & (counts["kind"] == "cumulative")]


def _by_year(rows: pd.DataFrame) -> Any:
    return rows.groupby(rows["date_to"].dt.year)["value"]


def units(answer: Any) -> Found:
    """Of the rows by unit."""
    counts = _counts()
    if is_number(answer):
        return "how-many"
    wrong = {
        "added": lambda: counts.groupby("unit")["value"].sum(),
        "by-kind": counts["kind"].value_counts,
        "by-value": counts["measure"].value_counts,
    }
    return first_of(answer, counts.groupby("unit").size(), wrong)


def refusals(answer: Any) -> Found:
    """Of the highest sum of each year."""
    years = _by_year(_flights())
    if isinstance(answer, pd.Series) and isinstance(answer.index, pd.DatetimeIndex):
        return "by-day"
    wrong = {
        "added": years.sum,
        "averaged": years.mean,
        "counted": years.count,
        "other-rows": _by_year(_counts()).max,
    }
    return first_of(answer, years.max(), wrong)


def flow(answer: Any) -> Found:
    """Of the differences from year to year."""
    stock = _by_year(_flights()).max()
    if not isinstance(answer, pd.Series):
        return not_a(answer, "series")
    wrong = {
        "zero": lambda: stock.diff().fillna(0),
        "out-of-order": lambda: stock.reindex(answer.index).diff(),
        "first-sum": lambda: stock.diff().fillna(stock),
        "stock": lambda: stock,
        "dropped": lambda: stock.diff().dropna(),
        "share": lambda: stock.astype(float).pct_change(),
    }
    return first_of(answer, stock.diff(), wrong)


def reports(answer: Any) -> Found:
    """Of the rows on flights of one day, by unit."""
    counts = _counts()
    whole_day = counts[counts["date_to"] == "2018-12-31"]
    day = whole_day[(whole_day["date_from"] == "2018-12-31") & whole_day["measure"].str.contains("air tickets|flights")]
    if is_number(answer):
        return "one-number"
    wrong = {
        "added": lambda: day.groupby("unit")["value"].sum(),
        "by-kind": lambda: day.groupby("kind").size(),
        "whole-day": lambda: whole_day.groupby("unit").size(),
    }
    return first_of(answer, day.groupby("unit").size(), wrong)


def _coded() -> pd.DataFrame:
    links = frame("row_facts").query("table == 'headline_codes'")
    coded = frame("headline_codes").merge(links, left_index=True, right_on="row_id")
    return coded.merge(frame("headlines"), left_on="fact_id", right_index=True)


def headlines(answer: Any) -> Found:
    """Of the headlines that say that there is a score, by group."""
    coded = _coded()
    wanted = coded.groupby("group")["says_score"].agg(headlines="count", say_score="sum", share="mean")
    if isinstance(answer, pd.Series) and not holds_text(answer) and answer.max() <= 1:
        return "no-counts"
    if not is_table(answer):
        return not_a(answer, "table")
    if answer.empty:
        return "empty-join"
    if set(answer.index) <= set(coded["country"]):
        return "by-country"
    if lost := [name for name in wanted if name not in answer]:
        renamed = set(answer.index) == set(wanted.index) and len(answer.columns) == len(wanted.columns)
        return "names" if renamed else Remark(prose("columns", column=lost[0]))
    if same(answer["share"], wanted["say_score"] / len(coded)):
        return "of-all"
    if other_rows := _other_names(answer.index, wanted.index):
        return other_rows
    if same(answer["share"], 100 * wanted["share"]):
        return Remark(prose("percent"))
    other = next((name for name in wanted if not same(answer[name], wanted[name])), None)
    return other and Remark(prose("in-column", column=other, says=unlike(answer[other], wanted[other])))


def grades(answer: Any) -> Found:
    """Of the share of grade A in each large table."""
    every = facts()
    primary = (every["grade"] == "A").groupby(every["table"]).agg(["mean", "size", "sum"])
    wanted = primary.loc[primary["size"] >= LEAST_FACTS, "mean"]
    wrong = {
        "counts": lambda: primary.loc[primary["sum"] > 0, "sum"],
        "small-too": lambda: primary["mean"],
        "no-zero": lambda: wanted[wanted > 0],
        "blank": lambda: wanted[wanted > 0].reindex(wanted.index),
        "percent": lambda: wanted * 100,
        "of-all": lambda: primary.loc[primary["sum"] > 0, "sum"] / len(every),
    }
    return first_of(answer, wanted, wrong)


def in_force(answer: Any) -> Found:
    """Of a function that gives the documents in force on a day."""
    given = given_by(answer, [(day,) for day in DAYS], is_table, "table")
    if isinstance(given, Remark):
        return given
    wanted, wrong = _documents_on()
    if any(isinstance(one.index, pd.RangeIndex) for one in given):
        return Remark(prose("no-names"))
    found = [set(one.index) for one in given]
    if found == wanted:
        return None
    if found == [found[0]] * len(found):
        return "one-day-only"
    fitting = [name for name, days in wrong.items() if days == found]
    mine, right = next(pair for pair in zip(found, wanted, strict=True) if pair[0] != pair[1])
    return fitting[0] if fitting else _other_rows(mine, right)


def _documents_on() -> tuple[list[set[str]], dict[str, list[set[str]]]]:
    """The ids of the documents in force on each of DAYS, and for each common mistake what it gives."""
    table = frame("documents")
    begin, end = table["in_force_from"], table["ended_from"]

    def ids(holds: Callable[[pd.Timestamp], pd.Series]) -> list[set[str]]:
        return [set(table.index[holds(pd.Timestamp(day))]) for day in DAYS]

    wrong = {
        "no-open-end": ids(lambda day: (begin <= day) & (end > day)),
        "never-ends": ids(lambda day: begin <= day),
        "by-date": ids(lambda day: (table["date_from"] <= day) & (end.isna() | (end > day))),
        "blank-begin": ids(lambda day: (begin.isna() | (begin <= day)) & (end.isna() | (end > day))),
        "last-day": ids(lambda day: (begin <= day) & (end.isna() | (end >= day))),
    }
    return ids(lambda day: (begin <= day) & (end.isna() | (end > day))), wrong


PEOPLE, WANTED, HITS, FALSE_ALARMS = 100_000, 100, 0.9, 0.001
"""The invented gate of two tasks."""
SHARE_RIGHT = positive_predictive_value(screening(PEOPLE, WANTED / PEOPLE, HITS, FALSE_ALARMS))
"""The share of its alarms that are right."""


def by_hand(answer: Any) -> Found:
    """Of the share of alarms that are right."""
    right, wrong = WANTED * HITS, (PEOPLE - WANTED) * FALSE_ALARMS
    if isinstance(answer, tuple):
        return "comma"
    if not is_number(answer):
        return not_a(answer, "number")
    known = {
        "hit-rate": HITS,
        "specificity": 1 - FALSE_ALARMS,
        "share-wrong": wrong / (right + wrong),
        "per-thousand": right / (right + 1000 * FALSE_ALARMS),
        "of-people": right / PEOPLE,
        "odds": right / wrong,
    }
    if math.isclose(answer, SHARE_RIGHT, abs_tol=ROUNDED):
        return None
    if math.isclose(answer, 100 * SHARE_RIGHT, abs_tol=100 * ROUNDED):
        return Remark(prose("percent"))
    return next(
        (name for name, value in known.items() if math.isclose(answer, value, abs_tol=1e-6)),
        Remark(prose("one-number")),
    )


def simulate(answer: Any) -> Found:
    """Of a function that draws the share of right alarms on one day."""
    given = _drawn_by(answer)
    if isinstance(given, Remark):
        return given
    days = np.array(given, "float64")
    if np.ptp(days) == 0:
        return "no-chance" if math.isclose(days[0], SHARE_RIGHT, abs_tol=ROUNDED) else "own-seed"
    if _drawn_by(answer) != given:  # on all days: on one of them another draw may give the same share
        return "not-by-rng"
    mean, spread = days.mean(), days.std()
    if math.isclose(mean, SHARE_RIGHT, abs_tol=0.01):
        return _too_even(days) or (None if _of_whole_people(days) else "not-people")
    if math.isclose(mean, 100 * SHARE_RIGHT, abs_tol=1):
        return Remark(prose("percent"))
    if math.isclose(mean, 1 - SHARE_RIGHT, abs_tol=0.01):
        return "share-wrong"
    if math.isclose(mean, HITS, abs_tol=0.03):  # a rate of 100 people differs less by chance than a ratio of two draws
        return "one-kind" if spread < SPREAD_OF_ODDS else "odds"
    return "too-few"


def _drawn_by(answer: Any) -> list[Any] | Remark:
    """What the function *answer* gives for a generator from each of SEEDS, or why that cannot be looked at."""
    return given_by(answer, [(np.random.default_rng(seed),) for seed in SEEDS], is_number, "number")


def _too_even(days: np.ndarray) -> Found:
    """Whether *days* of the right mean differ less than drawn ones do, and why."""
    if days.std() < SPREAD_OF_MEANS:
        return "averaged"
    with np.errstate(divide="ignore"):
        others = WANTED * HITS * (1 / days - 1)  # the wrong alarms, if the right ones are what is expected
    fixed = days.std() < SPREAD_OF_DAYS or np.allclose(others, others.round(), rtol=0, atol=1e-6)
    return "one-fixed" if fixed else None


def _of_whole_people(days: np.ndarray) -> bool:
    """Whether each of *days* is a share of right alarms that whole numbers of people can give."""
    right = np.arange(1, WANTED + 1)
    with np.errstate(divide="ignore"):
        wrong = right * (1 / days[:, np.newaxis] - 1)
    return bool(np.isclose(wrong, np.round(wrong), rtol=0, atol=1e-6).any(axis=1).all())


def rebuild(answer: Any) -> Found:
    """Of a function that gives the table of the model of the course."""
    if answer is screening:
        return "borrowed"
    given = given_by(answer, GATES, is_table, "table")
    if isinstance(given, Remark):
        return given
    if any(map(holds_text, (table[name] for table in given for name in table))):
        return Remark(prose("texts"))
    wanted = [screening(*gate) for gate in GATES]
    if all(_equal(*pair) for pair in zip(given, wanted, strict=True)):
        return "borrowed" if _calls_screening(answer) else None
    return _other_table(given, wanted)


def _calls_screening(answer: Callable[..., Any]) -> bool:
    """Whether the function *answer* names the model of the course, under whatever name its cell knows it."""
    names = getattr(getattr(answer, "__code__", None), "co_names", ())
    return any(getattr(answer, "__globals__", {}).get(name) is screening for name in names) or "screening" in names


def _equal(mine: pd.DataFrame, theirs: pd.DataFrame) -> bool:
    same_names = set(mine.index) == set(theirs.index) and set(mine.columns) == set(theirs.columns)
    return same_names and np.allclose(mine.loc[theirs.index, theirs.columns], theirs)


def _near(mine: pd.DataFrame, theirs: pd.DataFrame) -> bool:
    """Whether each number of *mine* is less than one person from that of *theirs*, as where somebody rounds."""
    return bool((mine.reindex_like(theirs) - theirs).abs().lt(1).all(axis=None))


def _other_table(given: Sequence[pd.DataFrame], wanted: Sequence[pd.DataFrame]) -> Found:
    """What is wrong with the tables *given* where others are *wanted*."""
    if all(_equal(mine.T, theirs) for mine, theirs in zip(given, wanted, strict=True)):
        return "rows-and-columns"
    if lost := sorted(set(wanted[0].columns) - set(given[0].columns)):
        return Remark(prose("columns", column=lost[0]))
    if renamed := _other_names(given[0].index, wanted[0].index):
        return renamed
    if all(mine.equals(given[0]) for mine in given):
        return "one-gate"
    if all(mine.to_numpy().max() <= 1 for mine in given):
        return "rates"
    if all(_equal(mine, screening(*gate[:2], *gate[:1:-1])) for mine, gate in zip(given, GATES, strict=True)):
        return "exchanged"
    if all(_near(*pair) for pair in zip(given, wanted, strict=True)):
        return Remark(prose("rounded"))
    ringing = [people * false_alarms for people, _, _, false_alarms in GATES]
    if all(np.isclose(mine, number).any() for mine, number in zip(given, ringing, strict=True)):
        return "all-ring"
    gate = next(gate for gate, mine, theirs in zip(GATES, given, wanted, strict=True) if not _equal(mine, theirs))
    return Remark(prose("gate", gate=", ".join(f"{value:g}" for value in gate)))


def _resting() -> pd.DataFrame:
    links = frame("row_facts").query("table == 'claim_evidence'")
    joined = frame("claim_evidence").merge(links, left_index=True, right_on="row_id")
    return joined.merge(facts()[["grade", "publisher"]], left_on="fact_id", right_index=True, how="left")


def cited(answer: Any) -> Found:
    """Of the claims on which each publisher bears."""
    resting = _resting()
    wanted = resting.groupby("publisher")["claim_id"].nunique()
    wrong = {
        "rows": resting["publisher"].value_counts,
        "facts": facts()["publisher"].value_counts,
        "turned": lambda: resting.groupby("claim_id")["publisher"].nunique(),
        "share": lambda: wanted / resting["claim_id"].nunique(),
    }
    if same(answer, wanted) and not answer.is_monotonic_decreasing:
        return "out-of-order"
    return first_of(answer, wanted, wrong)


def without_c(answer: Any) -> Found:
    """Of the claims that lose all evidence without grade C."""
    if is_number(answer):
        return "how-many"
    if not isinstance(answer, set | frozenset | list | tuple | pd.Index | pd.Series | np.ndarray):
        return not_a(answer, "set")
    if not all(isinstance(one, str) for one in answer):
        return Remark(prose("ids"))
    found, resting = set(answer), _resting()
    kept, now = set(resting.loc[resting["grade"] != "C", "claim_id"]), set(resting["claim_id"])
    known = {
        "any-c": set(resting.loc[resting["grade"] == "C", "claim_id"]),
        "never-had": set(frame("claims").index) - kept,
        "only-a": now - set(resting.loc[resting["grade"] == "A", "claim_id"]),
    }
    if found == now - kept:
        return None
    too_many, missing = len(found - (now - kept)), len(now - kept - found)
    lost = Remark(prose("ids-differ", extra=str(too_many), missing=str(missing)))
    return next((name for name, ids in known.items() if ids == found), lost)


def picture(answer: Any) -> Found:
    """Of the line of refusals over the days."""
    if not isinstance(answer, Picture):
        return not_a(answer, "picture")
    if refusal := last_refusal():
        return Remark(prose("older-picture", says=refusal))
    flights = _flights()
    exact = flights[flights["date_from"] == flights["date_to"]]
    drawn = exact.sort_values("date_to", kind="stable")["value"].to_numpy("float64")
    axis = answer.axes.get_ylabel().lower()
    words = f"{axis} {answer.caption} {answer.alt}".lower()
    factor = next((factor for word, factor in FACTORS.items() if word in axis), 1)
    faults = {
        "no-unit": "refus" not in axis,
        "people": "people" in words.replace("not people", ""),
    }
    if found := next((name for name, wrong in faults.items() if wrong), None):
        return found
    line = next((line for line in answer.axes.lines if _alike(_heights(line) * factor, drawn)), None)
    if line is None:
        return _other_heights(answer.axes, drawn)
    faults = {
        "no-days": np.array_equal(line.get_xdata(orig=False), np.arange(len(drawn))),
        "not-zero": answer.axes.get_ylim()[0] != 0,
        "no-since": "2013" not in answer.caption,
        "no-number": not any(sign.isdigit() for sign in answer.alt),
        "other-number": not any(math.isclose(one, drawn[-1], rel_tol=ROUNDED) for one in _numbers_in(answer.alt)),
        "no-points": line.get_marker() in ("None", None, " ", ""),
    }
    return next((name for name, wrong in faults.items() if wrong), None)


FACTORS = {"million": 1_000_000, "thousand": 1_000}
"""What the word on an axis stands for."""


def _heights(line: Any) -> np.ndarray:
    return np.asarray(line.get_ydata(), "float64")


def _alike(mine: np.ndarray, theirs: np.ndarray) -> bool:
    return len(mine) == len(theirs) and np.allclose(mine, theirs)


def _numbers_in(words: str) -> list[float]:
    """The numbers that a sentence names: “27.3 million” → 27,300,000."""
    found = re.findall(r"(\d[\d,]*(?:\.\d+)?)(?:\s+(million|thousand))?", words)
    return [float(digits.replace(",", "")) * FACTORS.get(word, 1) for digits, word in found]


def _other_heights(axes: Any, drawn: np.ndarray) -> str:
    """What stands on *axes* where a line with the heights *drawn* should."""
    lines = [_heights(line) for line in axes.lines]
    bars = np.array([bar.get_height() for bar in axes.patches])
    points = [np.asarray(dots.get_offsets())[:, 1] for dots in axes.collections]
    if any(_alike(one, drawn / factor) for one in lines for factor in (1, *FACTORS.values())):
        return "scale"
    if any(_alike(one, drawn) for one in (bars, *points)):
        return "no-line"
    for name, rows in (("mixed", _counts()), ("whole-years", _flights())):
        if any(_alike(np.sort(one), np.sort(rows["value"])) for one in lines):
            return name
    return "out-of-order" if any(_alike(np.sort(one), np.sort(drawn)) for one in lines) else "not-a-sum"


def looked_at(key: str, answer: Any) -> Found:
    """What the check of the task *key* finds in *answer*: None, the name of a reply, or a Remark; whatever the answer
    is, it never raises."""
    try:
        return CHECKS[key](answer)
    except Exception as error:  # whatever a student can make, of any type
        return Remark(prose("unreadable", error=_named(error)))


CHECKS: dict[str, Check] = {
    "units": units,
    "refusals": refusals,
    "flow": flow,
    "reports": reports,
    "headlines": headlines,
    "grades": grades,
    "in-force": in_force,
    "by-hand": by_hand,
    "simulate": simulate,
    "rebuild": rebuild,
    "cited": cited,
    "without-c": without_c,
    "picture": picture,
}
"""Key of each task → its check."""
