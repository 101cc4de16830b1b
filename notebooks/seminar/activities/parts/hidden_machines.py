"""The machines of W05a: invented weights under the names of Sesame's five areas, and how their scores are said."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

import htpy as h

from seminar.data.evidence import rows
from seminar.data.words import Words
from seminar.models import hidden_score
from seminar.models.hidden_score import Probe, Reading
from seminar.screen.page import Figure, Table
from seminar.screen.probes import Shown, log_of_probes

prose = Words("05-w05a")


SEED = 2019
"""Draws the order of the machines, and their noise."""
OPEN = (30, 20, 15, 10, 25)
"""The weights of the machine that is shown openly, as an example; invented like all others, and none of the ten."""
PRODUCT = "Sesame Credit"

Levels = tuple[int, ...]


@dataclass(frozen=True)
class Tried:
    """One probe as it is saved: its *levels* and the switches that were on."""

    levels: Levels
    noisy: bool
    friends: bool


@dataclass(frozen=True)
class Machine:
    """An invented machine: its *id* in the table, its *weights* in percent, the mean of its *friends* (0 to 100)."""

    id: str
    weights: tuple[int, ...]
    friends: int

    def score(self, levels: Levels, friends: bool = False) -> float:
        """The score of *levels* without noise; with *friends* they count."""
        return hidden_score.score(self.weights, levels, self.friends if friends else None)

    def probes(self, tried: Sequence[Tried]) -> list[Probe]:
        """What this machine showed for each setting that was *tried*, in order; noise depends on the place."""
        return [self._probe(one, number) for number, one in enumerate(tried, 1)]

    def _probe(self, one: Tried, number: int) -> Probe:
        added = hidden_score.noise(SEED, number) if one.noisy else 0
        return Probe(
            one.levels, hidden_score.clipped(self.score(one.levels, one.friends) + added), one.noisy, one.friends
        )


@cache
def machines() -> dict[int, Machine]:
    """Number → machine: the invented sets in an order that is drawn with ``SEED``."""
    found = [
        Machine(row.id, tuple(row.cells[column] for column in _columns()), row.cells["friends"])
        for row in rows("score_weights")
    ]
    return dict(enumerate(random.Random(SEED).sample(found, len(found)), 1))


def _columns() -> list[str]:
    return [name.replace(" ", "_") for name, _ in areas()]


@cache
def areas() -> list[tuple[str, str]]:
    """The names of Sesame's five areas, in English and in Chinese, in the order of the table."""
    found = [row.cells for row in rows("score_areas")]
    return [(cells["area"], cells["area_zh"]) for cells in found if cells["product"] == PRODUCT]


def number(value: float) -> str:
    """A score or a weight with one decimal where it has one: "470", "471.2"."""
    return f"{value:.1f}".removesuffix(".0")


def setting_in_words(levels: Levels) -> str:
    """*levels* as words: "all at 40", "fulfilment capacity 100, all others 0", or every area by name."""
    most = max(levels, key=levels.count)
    named = [(name, level) for (name, _), level in zip(areas(), levels, strict=True)]
    other = [f"{name} {level}" for name, level in named if level != most]
    if not other:
        return prose("all-at", most=most)
    if len(other) <= len(levels) - 2:
        return prose("others", other=", ".join(other), most=most)
    return ", ".join(f"{name} {level}" for name, level in named)


def _on(probe: Probe) -> str:
    return " and ".join(word for word, is_on in (("noise", probe.noisy), ("friends", probe.friends)) if is_on)


def _switches(probe: Probe) -> str:
    return prose("on", on=_on(probe)) if _on(probe) else ""


def weight_in_words(found: Reading) -> str:
    """The weight that a reading suggests: "near 20%", or, with noise, "between 17% and 23%"."""
    low, high = number(found.low), number(found.high)
    return prose("near", low=low) if low == high else prose("between", low=low, high=high)


def suggestion(probes: Sequence[Probe], place: int) -> str:
    """What the probe at *place* suggests, in a few words for the log."""
    found = hidden_score.reading(probes, place)
    if found is None:
        return prose("no-weight")
    name = areas()[found.area][0]
    beside = prose("all-zero") if found.other is None else prose("probe-of", other=found.other + 1)
    return prose("suggested", name=name, weight=weight_in_words(found), beside=beside)


def probe_in_words(probes: Sequence[Probe], place: int) -> str:
    """The probe at *place* as sentences: the setting, the score, what it suggests."""
    probe, found = probes[place], hidden_score.reading(probes, place)
    said = prose(
        "probe-said",
        place=place + 1,
        setting=setting_in_words(probe.levels),
        switches=_switches(probe),
        score=number(probe.score),
    )
    count, mean = hidden_score.repeats(probes, place)
    again = prose("again", count=count, mean=number(mean)) if count > 1 else ""
    if found:
        return prose("suggests", said=said, weight=weight_in_words(found), area=areas()[found.area][0], again=again)
    return prose("suggests-none", said=said, again=again)


def log_picture(probes: Sequence[Probe], places: int) -> Figure:
    """The log of *probes* as a picture with room for as many as there are *places*."""
    shown = [Shown(probe.levels, probe.score, number(probe.score), _on(probe)) for probe in probes]
    said = "; ".join(f"{setting_in_words(one.levels)}{_switches(one)}, {number(one.score)}" for one in probes)
    draw = partial(log_of_probes, shown, hidden_score.AREAS, places, (hidden_score.FLOOR, hidden_score.CEILING))
    return Figure(draw, prose("log-alt", said=said or prose("no-probe")), prose("log-caption"))


def log(probes: Sequence[Probe]) -> Table:
    """The log of *probes* as a table."""
    body = [
        [
            str(place + 1),
            setting_in_words(probe.levels) + _switches(probe),
            number(probe.score),
            suggestion(probes, place),
        ]
        for place, probe in enumerate(probes)
    ] or [["–", prose("no-probe"), "–", "–"]]
    return Table(prose("log"), prose.all("log-columns"), body, frozenset({2}))


def keys() -> h.Renderable:
    """The weights of every machine: for the instructor only."""
    names = [name for name, _ in areas()]
    body = [
        [prose("machine-number", number=n), *(f"{weight}%" for weight in one.weights)] for n, one in machines().items()
    ]
    friends = ", ".join(f"{n}: {one.friends}" for n, one in machines().items())
    return h.fragment[
        Table(prose("keys"), [prose("machine"), *names], body).markup(),
        h.p[prose("keys-mean", friends=friends)],
    ]
