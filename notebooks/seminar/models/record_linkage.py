"""Record linkage: which rows of two lists are taken for one person, and how often that is wrong.

What it stands for: an office that joins two lists which share no number for a person.
Formulas: sim = 100 · (wn·sn + wb·sb + wc·sc), with weights rescaled to the sum 1; sn = 1 − Levenshtein distance /
longer length of the two names; sb = equal parts of the birth date (year, month, day) / 3; sc = 1 for the same city,
else 0. Pairs are joined greedily, the highest sim (rounded to 6 decimals) first, ties by id, each row at most once; a
pair is a match when sim ≥ threshold. The distance is that of Levenshtein, "Binary codes capable of correcting
deletions, insertions and reversals" (Soviet Physics Doklady 10, 1966); adding up weighted agreement follows Fellegi and
Sunter, "A theory for record linkage" (Journal of the American Statistical Association 64, 1969), in a simpler form.

Which pairs need to be compared: a pair that agrees in k parts of the birth date reaches at most
100 · (wn + wb·k/3 + wc), the case of the same name in the same city. Below the threshold no such pair can be a match,
so only pairs that agree in more parts are compared. With weights 0.5, 0.3 and 0.2 one equal part gives at most
100 · (0.5 + 0.1 + 0.2) = 80: for any threshold above 80, pairs with two equal parts are enough. The bound is computed
by the same sums as sim itself, and sums and products of rounded numbers never fall when a term rises, so that it holds
for the computed numbers too.

What it leaves out: how common a name is, spelling variants other than equal pinyin, missing cells, three or more rows
of one person, and a clerk who looks twice.
"""

import math
import unicodedata
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pandas as pd
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

TRUE, FALSE, MISSED = "right match", "false merge", "missed"
PARTS = ("year", "month", "day")

_TONES = "\u0304\u0301\u030c\u0300"
_ROWS_AT_ONCE = 2_000


class Weights(NamedTuple):
    """How much the name, the birth date and the city count; any numbers from 0, not all of them 0."""

    name: float
    birth: float
    city: float

    def rescaled(self) -> "Weights":
        """The same weights with the sum 1. Raises ValueError for a negative or endless weight, or if all are 0."""
        if not all(math.isfinite(weight) and weight >= 0 for weight in self):
            raise ValueError(f"weights must be numbers from 0, not {tuple(self)!r}.")
        if not sum(self) > 0:
            raise ValueError("at least one weight must be above 0.")
        return Weights(*(weight / sum(self) for weight in self))


DEFAULT_WEIGHTS = Weights(0.5, 0.3, 0.2)
DEFAULT_THRESHOLD = 85


def plain_pinyin(pinyin: str) -> str:
    """*pinyin* in small letters without tone marks and spaces: "Lǚ Yǔtíng" → "lüyuting"."""
    letters = (letter for letter in unicodedata.normalize("NFD", pinyin) if letter not in _TONES)
    return unicodedata.normalize("NFC", "".join(letters)).replace(" ", "").lower()


def fewest_birth_parts(threshold: float, weights: Weights) -> int:
    """How many parts of the birth date (0 to 3) a pair must have in common to be able to reach *threshold*."""
    shares = weights.rescaled()
    highest = _similarity(1, pd.Series(range(4)), 1, shares)
    return min(3, int((highest < threshold).sum()))


def _similarity(name: pd.Series | int, parts: pd.Series, city: pd.Series | int, shares: Weights) -> pd.Series:
    """sim, 0 to 100, rounded to 6 decimals."""
    return (100 * (shares.name * name + shares.birth * (parts / 3) + shares.city * city)).round(6)


def matches(
    left: pd.DataFrame,
    right: pd.DataFrame,
    threshold: float = DEFAULT_THRESHOLD,
    weights: Weights = DEFAULT_WEIGHTS,
    pinyin_only: bool = False,
) -> pd.DataFrame:
    """The pairs that are taken for one person, the most similar first.

    *left* and *right* are indexed by id and have the columns "name", "pinyin" (tone marks), "birth_date" (YYYY-MM-DD)
    and "city", all text. *threshold* is 0 to 100; *pinyin_only* compares the pinyin without tones in place of the
    characters. Returns the columns "left" and "right" (ids) and "similarity" (0 to 100). Raises ValueError for ids that
    are not unique, a threshold outside its range and weights that cannot be rescaled.
    """
    if not 0 <= threshold <= 100:
        raise ValueError(f"threshold must be a number from 0 to 100, not {threshold!r}.")
    if not (left.index.is_unique and right.index.is_unique):
        raise ValueError("ids must be unique in each list.")
    one, other = _comparable(left, pinyin_only), _comparable(right, pinyin_only)
    return _one_to_one(_candidates(one, other, threshold, weights))


def _comparable(records: pd.DataFrame, pinyin_only: bool) -> pd.DataFrame:
    """Id, name as compared, city and the parts of the birth date."""
    names = records["pinyin"].map(plain_pinyin) if pinyin_only else records["name"]
    dates = records["birth_date"].str.split("-", expand=True).reindex(columns=range(3))
    parts = {part: dates[i].astype("int64") for i, part in enumerate(PARTS)}
    return pd.DataFrame({"id": records.index, "name": names, "city": records["city"], **parts}).reset_index(drop=True)


def _candidates(left: pd.DataFrame, right: pd.DataFrame, threshold: float, weights: Weights) -> pd.DataFrame:
    """Every pair that reaches *threshold*."""
    shares, fewest = weights.rescaled(), fewest_birth_parts(threshold, weights)
    found = [
        _reaching(pairs, threshold, shares)
        for start in range(0, max(len(left), 1), _ROWS_AT_ONCE)
        for pairs in _pairs(left.iloc[start : start + _ROWS_AT_ONCE], right, fewest)
    ]
    return pd.concat(found, ignore_index=True).drop_duplicates(["left", "right"])


def _pairs(left: pd.DataFrame, right: pd.DataFrame, fewest: int) -> Iterator[pd.DataFrame]:
    """All pairs with at least *fewest* equal birth parts, looked up by each choice of parts; a pair may come twice."""
    for chosen in combinations(PARTS, fewest):
        keys = [part + side for side in ("_left", "_right") for part in chosen]
        sides = left.add_suffix("_left"), right.add_suffix("_right")
        if chosen:
            yield sides[0].merge(sides[1], left_on=keys[:fewest], right_on=keys[fewest:])
        else:
            yield sides[0].merge(sides[1], how="cross")


def _reaching(pairs: pd.DataFrame, threshold: float, shares: Weights) -> pd.DataFrame:
    """Those of *pairs* that reach *threshold*. Names, the slowest part, are compared only where they can decide."""
    parts = sum((pairs[f"{part}_left"] == pairs[f"{part}_right"]).astype(int) for part in PARTS)
    city = (pairs["city_left"] == pairs["city_right"]).astype(int)
    possible = _similarity(1, parts, city, shares) >= threshold
    pairs = pairs[possible]
    similarity = _similarity(name_similarity(pairs), parts[possible], city[possible], shares)
    table = pd.DataFrame({"left": pairs["id_left"], "right": pairs["id_right"], "similarity": similarity})
    return table[similarity >= threshold]


def name_similarity(pairs: pd.DataFrame) -> pd.Series:
    """1 − Levenshtein distance / longer length of ``name_left`` and ``name_right``, 0 to 1, of each of *pairs*."""
    sides = pairs["name_left"].tolist(), pairs["name_right"].tolist()
    return pd.Series(cpdist(*sides, scorer=Levenshtein.normalized_similarity, dtype=float), index=pairs.index)


def _one_to_one(candidates: pd.DataFrame) -> pd.DataFrame:
    """The greedy choice: the most similar pair first, ties by id, each id at most once on its side."""
    ordered = candidates.sort_values(["similarity", "left", "right"], ascending=[False, True, True], kind="stable")
    lefts, rights, chosen = set(), set(), []
    for one, other in zip(ordered["left"], ordered["right"], strict=True):
        free = one not in lefts and other not in rights
        chosen.append(free)
        if free:
            lefts.add(one)
            rights.add(other)
    return ordered[pd.Series(chosen, index=ordered.index, dtype="bool")].reset_index(drop=True)


def judged(found: pd.DataFrame, left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """*found* (from ``matches``) beside the truth, which is the column "person" of both lists.

    Returns the columns "left", "right" (ids) and "verdict": each match as ``TRUE`` or ``FALSE``, in its order, then as
    ``MISSED`` each person who is in both lists and was not joined to himself or herself.
    """
    same = left.loc[found["left"], "person"].to_numpy() == right.loc[found["right"], "person"].to_numpy()
    pairs = found[["left", "right"]].assign(verdict=[TRUE if right_one else FALSE for right_one in same])
    truth = pd.DataFrame({"left": left.index, "person": left["person"].to_numpy()}).merge(
        pd.DataFrame({"right": right.index, "person": right["person"].to_numpy()})
    )
    missed = truth[~truth["left"].isin(pairs.loc[same, "left"])]
    return pd.concat([pairs, missed[["left", "right"]].assign(verdict=MISSED)], ignore_index=True)


def counts(verdicts: pd.DataFrame) -> dict[str, int]:
    """How many pairs of a ``judged`` table are right matches, false merges and missed."""
    return {verdict: int((verdicts["verdict"] == verdict).sum()) for verdict in (TRUE, FALSE, MISSED)}
