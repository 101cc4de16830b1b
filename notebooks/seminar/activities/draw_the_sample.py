"""W03b: what a sample of two, or of two hundred, shows of an invented population of views, and what chance does."""

from dataclasses import replace
from fractions import Fraction

import htpy as h

from seminar.data.words import Words
from seminar.models import sampling
from seminar.numbers import agree, plural
from seminar.screen.again import Draws
from seminar.screen.controls import Scale, Value, evenly
from seminar.screen.figures import columns_of_dots
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, distance
from seminar.workbench.panel import Panel, Setting, View, activity, at_the_start

CELL = "03-w03b"
prose = Words(CELL)
SIZES = tuple(range(2, sampling.LARGEST_SAMPLE + 1))
SETTINGS = [
    Setting("percent", prose("settings.percent"), evenly(0, 100, "%"), 70),
    Setting("size", prose("settings.size"), Scale(SIZES), 2),
    Setting("draws", prose("settings.draws"), evenly(1, sampling.MOST_DRAWS), 100),
    Setting("seed", prose("settings.seed"), Draws(99), 7),
]
BINS = 20
"""Larger samples are put into columns of five points: 0, 5, … 100%."""


@forgiving
def draw_the_sample() -> Output:
    """Samples from an invented population: exact chances for two, the range of most results for more."""
    return activity(CELL, View("Samples", SETTINGS, sampled, guess=guess()))


def guess() -> Guess:
    """How often two people drawn from the population of the start show one of each."""
    percent = at_the_start(SETTINGS)["percent"]
    return Guess(prose("guess.question", percent=percent), prose("guess.label"), evenly(0, 100), 50)


def _guessed(guessed: Value | None) -> str:
    """How far the guess lay from what the start shows."""
    start = at_the_start(SETTINGS)
    about = prose("guess.at-start", percent=start["percent"], size=start["size"])
    return distance(guessed, one_of_each(), prose("guess.unit"), about)


def one_of_each() -> float:
    """How often in 100 draws the two people of the start are one of each."""
    start = at_the_start(SETTINGS)
    _, one, _ = sampling.chances(start["percent"], start["size"])
    return float(100 * one)


def exact(share: Fraction) -> str:
    """A chance in percent, without rounding where two decimals are enough: 42%, 13.69%, 0%."""
    return f"{float(round(100 * share, 2)):g}%"


def times(share: Fraction) -> str:
    """A chance as a natural frequency: "42 times in 100", or, where it is no whole number, "about 14 times in 100"."""
    whole = round(100 * share)
    return f"{'' if whole == 100 * share else 'about '}{plural(str(whole), 'time')} in 100"


def sampled(percent: int, size: int, draws: int, seed: int, guess: Value | None = None) -> Panel:
    """Samples of *size* people from a population in which *percent* hold view A; *draws* of them with *seed*.

    *guess* is what was thought of samples of two at the start.
    """
    counts = sampling.drawn(percent, size, draws, seed)
    many = prose("drawn", samples=plural(str(draws), "sample"), size=size, are="are" if draws > 1 else "is")
    given = prose("given", percent=percent, many=many)
    show = _of_two if size == 2 else _of_more
    return replace(show(percent, size, counts, given), under=_guessed(guess))


LIMIT = prose("limit")


def _of_two(percent: int, size: int, counts: list[int], given: str) -> Panel:
    none, one, both = sampling.chances(percent, size)
    words = prose.all("of-two-results")
    rows = [
        [name, exact(chance), f"{count:,}"]
        for name, chance, count in zip(words, (both, one, none), reversed(counts), strict=True)
    ]
    finding = prose("of-two-finding", times=times(one))
    looks = prose("like-half") if one else prose("like-all")
    text = prose("of-two-text", given=given, times=times(one), looks=looks, limit=LIMIT)
    columns = list(zip(words, (counts[2], 0, counts[0]), (0, counts[1], 0), strict=True))
    said = ", ".join(f"{name} {count}" for name, _, count in rows)
    figure = Figure(
        lambda ink: columns_of_dots(columns, ink),
        prose("of-two-alt", said=said),
        prose("of-two-caption"),
    )
    table = Table(prose("of-two-table"), prose.all("of-two-columns"), rows, frozenset({1, 2}))
    return Panel(finding, [figure, table], text)


def _of_more(percent: int, size: int, counts: list[int], given: str) -> Panel:
    low, high = sampling.central_range(percent, size)
    shares = [exact(Fraction(number, size)) for number in (low, high)]
    outside = sum(count for number, count in enumerate(counts) if not low <= number <= high)
    drawn = sum(counts)
    span = f"{low} to {high}" if low < high else f"exactly {low}"
    every = (low, high) == (0, size) or percent in (0, 100)
    finding = prose("of-more-every" if every else "of-more-finding", size=size, span=span)
    text = prose(
        "of-more-text",
        given=given,
        span=span,
        shares=" to ".join(dict.fromkeys(shares)),
        size=size,
        outside=outside,
        drawn=drawn,
        lie=agree(outside, "lies", "lie"),
        limit=LIMIT,
    )
    columns = _columns(size, counts, low, high)
    figure = Figure(
        lambda ink: columns_of_dots(columns, ink),
        prose(
            "of-more-alt",
            samples=plural(str(drawn), "sample"),
            percent=percent,
            low=shares[0],
            high=shares[1],
            outside=outside,
        ),
        prose("of-more-caption", size=size),
    )
    rows = [
        [prose("lower-end"), str(low), shares[0]],
        [prose("upper-end"), str(high), shares[1]],
        [prose("whole"), "–", f"{percent}%"],
    ]
    caption = prose("of-more-table", size=size)
    return Panel(finding, [figure, Table(caption, prose.all("of-more-columns"), rows, frozenset({1, 2}))], text)


def _columns(size: int, counts: list[int], low: int, high: int) -> list[tuple[str, int, int]]:
    """A column for each five points: its words (at every quarter), samples inside the range and outside it."""
    inside, outside = [0] * (BINS + 1), [0] * (BINS + 1)
    for number, count in enumerate(counts):
        column = inside if low <= number <= high else outside
        column[(2 * BINS * number + size) // (2 * size)] += count
    names = (f"{100 * place // BINS}%" if place % 5 == 0 else "" for place in range(BINS + 1))
    return list(zip(names, inside, outside, strict=True))


SAMPLES = 20
"""How many samples the key speaks of."""
COINS = 10
"""Slips in the bag of the sampling game."""


def keys() -> h.Renderable:
    """The three chances and the range of samples of ten: for the instructor only."""
    percent = at_the_start(SETTINGS)["percent"]
    none, one, both = sampling.chances(percent, 2)
    low, high = (exact(Fraction(number, 10)) for number in sampling.central_range(percent, 10))
    two = prose(
        "keys-two",
        slips=COINS,
        percent=percent,
        both=exact(both),
        one=exact(one),
        none=exact(none),
        samples=SAMPLES,
        alike=round(SAMPLES * one),
    )
    return h.fragment[h.p[two], h.p[prose("keys-ten", low=low, high=high)]]


def on_paper() -> dict[str, object]:
    """The slips of the bag, with the share of the start."""
    percent = at_the_start(SETTINGS)["percent"]
    with_a = percent * COINS // 100
    return {"slips": COINS, "percent": percent, "with_a": with_a, "with_b": COINS - with_a}


def for_the_room() -> Asked:
    """How often one thinks that two people show one of each, and how often they do."""
    return Asked(guess(), one_of_each())


ACTIVITY = Declaration(CELL, draw_the_sample, on_paper, key=keys, guess=for_the_room)
