"""W07b: two invented lists are merged by likeness; which people are found, which are missed, and who becomes whom."""

import htpy as h
import pandas as pd

from seminar.data.evidence import frame
from seminar.data.words import Words
from seminar.models import record_linkage as linkage
from seminar.numbers import agree, plural
from seminar.screen.controls import OnOff, evenly
from seminar.screen.figures import bars
from seminar.screen.page import Figure, Output, Table, forgiving, with_chinese
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "07-w07b"
prose = Words(CELL)
SETTINGS = [
    Setting("threshold", prose("settings.threshold"), evenly(50, 100), linkage.DEFAULT_THRESHOLD),
    Setting("name", prose("settings.name"), evenly(0, 100), 50),
    Setting("birth", prose("settings.birth"), evenly(0, 100), 30),
    Setting("city", prose("settings.city"), evenly(0, 100), 20),
    Setting("pinyin_only", prose("settings.pinyin_only"), OnOff(), False),
]

SHOWN = {linkage.TRUE: -1, linkage.FALSE: 0, linkage.MISSED: 0}
"""Which pair is the example: the least similar right match, the most similar false merge, the first that is missed."""

NO_WEIGHT = prose("no-weight")


@forgiving
def merge_the_records() -> Output:
    """The record merger: two invented lists without a shared number for a person."""
    return activity(CELL, View("Two lists", SETTINGS, merged))


def merged(threshold: int, name: int, birth: int, city: int, pinyin_only: bool) -> Panel:
    """The two lists merged: pairs that reach *threshold* (0 to 100), the three weights in any unit."""
    weights = linkage.Weights(name, birth, city)
    if not any(weights):
        return Panel(NO_WEIGHT, [], prose("nothing-text", no_weight=NO_WEIGHT))
    left, right = _lists()
    found = linkage.matches(left, right, threshold, weights, pinyin_only)
    verdicts = linkage.judged(found, left, right)
    counts = linkage.counts(verdicts)
    examples = {verdict: _example(verdicts, verdict, place) for verdict, place in SHOWN.items()}
    finding = f"{_right(counts)}, {_false(counts)}, {counts[linkage.MISSED]} missed"
    compared = "pinyin" if pinyin_only else "characters"
    text = prose(
        "text",
        threshold=threshold,
        name=name,
        compared=compared,
        birth=birth,
        city=city,
        pairs=plural(str(len(found)), "pair"),
        people=len(left),
        right=_right(counts),
        false=_false(counts),
        missed=counts[linkage.MISSED],
        shared=_shared(counts),
        effect=_effect(examples[linkage.FALSE]),
    )
    return Panel(finding, [_bars(counts, len(left)), _counts(counts), _people(examples)], text)


def _lists() -> tuple[pd.DataFrame, pd.DataFrame]:
    return frame("records_a"), frame("records_b")


def _right(counts: dict[str, int]) -> str:
    right = counts[linkage.TRUE]
    return f"{right} right {agree(right, 'match', 'matches')}"


def _false(counts: dict[str, int]) -> str:
    return plural(str(counts[linkage.FALSE]), "false merge")


def _shared(counts: dict[str, int]) -> int:
    """The people who are in both lists: found or missed."""
    return counts[linkage.TRUE] + counts[linkage.MISSED]


def _example(verdicts: pd.DataFrame, verdict: str, place: int) -> list[pd.Series]:
    """The two records of the pair of a kind at *place*; empty where there is none."""
    left, right = _lists()
    pairs = verdicts[verdicts["verdict"] == verdict]
    return [left.loc[pairs["left"].iat[place]], right.loc[pairs["right"].iat[place]]] if len(pairs) else []


def _effect(false_merge: list[pd.Series]) -> str:
    if not false_merge:
        return prose("nobody-joined")
    one, other = (f"{row['pinyin']}, born {row['birth_date']}," for row in false_merge)
    return prose("joined", one=one, other=other)


def _bars(counts: dict[str, int], longest: int) -> Figure:
    rows = [(verdict, number, verdict != linkage.TRUE) for verdict, number in counts.items()]
    said = ", ".join(f"{verdict} {number}" for verdict, number in counts.items())
    return Figure(
        lambda ink: bars(rows, longest, ink),
        prose("alt", longest=longest, said=said),
        prose("caption", shared=_shared(counts)),
    )


def _counts(counts: dict[str, int]) -> Table:
    meaning = {
        linkage.TRUE: prose("meaning.right"),
        linkage.FALSE: prose("meaning.false"),
        linkage.MISSED: prose("meaning.missed"),
    }
    rows = [[verdict, meaning[verdict], str(number)] for verdict, number in counts.items()]
    return Table(prose("counts"), prose.all("count-columns"), rows, numbers=frozenset({2}))


def _people(examples: dict[str, list[pd.Series]]) -> Table:
    rows = [row for verdict, records in examples.items() for row in _pair(verdict, records)]
    return Table(
        prose("people"),
        prose.all("people-columns"),
        rows,
    )


def _pair(verdict: str, records: list[pd.Series]) -> list[list[h.Node]]:
    """One row for each list, also where there is no such pair, so that nothing on the page jumps."""
    if not records:
        return [[f"{verdict}, {side}", prose("no-pair"), "–", "–", "–"] for side in "AB"]
    return [
        [
            f"{verdict}, {side}",
            with_chinese(f"{row['name']} {row['pinyin']}"),
            h.span(style="white-space:nowrap")[row["birth_date"]],
            with_chinese(row["city"]),
            row["phone_tail"],
        ]
        for side, row in zip("AB", records, strict=True)
    ]


DECK = {linkage.FALSE: 4, linkage.MISSED: 4, linkage.TRUE: 12}
"""So many pairs of each verdict give the paper cards: a deck in which merging goes right and wrong."""


def record_cards() -> pd.DataFrame:
    """The rows of both invented lists that stand on paper cards, by list and id."""
    lists = {side: frame(f"records_{side}") for side in "ab"}
    verdicts = linkage.judged(linkage.matches(*lists.values()), *lists.values())
    pairs = pd.concat([verdicts[verdicts["verdict"] == verdict][:some] for verdict, some in DECK.items()])
    chosen = {side: sorted(set(pairs[column])) for side, column in zip("ab", ("left", "right"), strict=True)}
    return pd.concat({side.upper(): rows.loc[chosen[side]] for side, rows in lists.items()}, names=["list"])


def keys() -> h.Renderable:
    """What the paper cards come to at the settings of the start: for the instructor only."""
    cards = record_cards()
    left, right = cards.loc["A"], cards.loc["B"]
    verdicts = linkage.judged(linkage.matches(left, right), left, right)
    counts, threshold = linkage.counts(verdicts), SETTINGS[0].default
    wrong = verdicts[verdicts["verdict"] == linkage.FALSE]
    pairs = [
        f"{left.at[one, 'pinyin']} / {right.at[other, 'pinyin']}"
        for one, other in zip(wrong["left"], wrong["right"], strict=True)
    ]
    found = prose(
        "keys-cards", threshold=threshold, right=_right(counts), false=_false(counts), missed=counts[linkage.MISSED]
    )
    return h.fragment[h.p[found], h.p[prose("keys-false", pairs="; ".join(pairs))]]


def on_paper() -> dict[str, object]:
    """The cards of both lists, and the settings of the start."""
    start = {setting.name: setting.default for setting in SETTINGS}
    points = {name: start[name] for name in ("name", "birth", "city", "threshold")}
    return {"points": points, "cards": record_cards().reset_index("list").to_dict("records")}


ACTIVITY = Declaration(CELL, merge_the_records, on_paper, key=keys, copies=("group",))
