"""How fast the activities with settings answer in the kernel: model, panel and all markup, over their settings.

    python tests/benchmarks/panels.py

Prints medians and 95th percentiles in milliseconds. The budget is 50 ms at the 95th percentile: a slider that is moved
then still feels at once. W02e, W03a, W03d, W07d, W09c and the ten headlines of W09a have no model worth timing;
their cost is their boxes. W07c is five guesses checked and everything drawn again. W10b is one card added to a verdict
and everything on its page drawn again; W10c is one display of a class.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from seminar.activities.ask_the_friends import SETTINGS as FRIENDS
from seminar.activities.ask_the_friends import befriended
from seminar.activities.build_the_verdict import Builder
from seminar.activities.check_the_chain import cases, ours, picture
from seminar.activities.check_the_chain import evidence as links_evidence
from seminar.activities.cross_the_road import SETTINGS as CROSSING
from seminar.activities.cross_the_road import Scene, answers, crossed, told
from seminar.activities.cross_the_road import tiles as crossing_tiles
from seminar.activities.draw_the_line import scored
from seminar.activities.draw_the_line import settings as scorecard_settings
from seminar.activities.draw_the_sample import SETTINGS as SAMPLES
from seminar.activities.draw_the_sample import sampled
from seminar.activities.explore_the_terms import explored, view
from seminar.activities.find_the_likeness import alike
from seminar.activities.find_the_likeness import settings as likeness_settings
from seminar.activities.follow_the_list import chips, entries, safeguard, stops, tally
from seminar.activities.follow_the_list import opened as stop_opened
from seminar.activities.live_without_the_app import lived
from seminar.activities.live_without_the_app import settings as day
from seminar.activities.open_the_files import SETTINGS as FILES
from seminar.activities.open_the_files import opened
from seminar.activities.parts import verdicts
from seminar.activities.parts.attack_the_rules import ROLES, attacked
from seminar.activities.parts.count_the_headlines import counted
from seminar.activities.parts.count_the_headlines import settings as filters
from seminar.activities.parts.hidden_machines import Tried
from seminar.activities.parts.invented_town import SETTINGS as DIALS
from seminar.activities.parts.show_the_class import panel
from seminar.activities.probe_the_score import BUDGET, probing
from seminar.activities.rate_the_pilot import CARDS, rated, written
from seminar.activities.reach_the_perks import SETTINGS as PERKS
from seminar.activities.reach_the_perks import reached as perks_reached
from seminar.activities.reach_the_views import SETTINGS as REACH
from seminar.activities.reach_the_views import reached
from seminar.activities.stand_in_a_year import SETTINGS as STANDING
from seminar.activities.stand_in_a_year import standing_in
from seminar.activities.trace_the_descent import SETTINGS as DESCENT
from seminar.activities.trace_the_descent import traced
from seminar.activities.weigh_the_direction import settings as direction_settings
from seminar.activities.weigh_the_direction import weighed
from seminar.activities.who_may_ask import combinations, compared, lists
from seminar.activities.write_the_rules import ruled
from seminar.answers.store import FOLDER_VARIABLE, store
from seminar.data.evidence import frame
from seminar.data.records import Activity, record
from seminar.models import chain, crossing, rule_code
from seminar.models.gates import GATES
from seminar.models.survey import Wave, class_change
from seminar.screen.again import Draws
from seminar.screen.controls import OneOf, OnOff
from seminar.screen.spots import OnPicture
from seminar.workbench.panel import Panel, Setting, markup

RUNS = 200
TERM = "诚信"


def any_values(choices: list[Setting], draw: random.Random) -> dict[str, int | str | bool]:
    """A value for each setting, of those that it can take."""

    def one(setting: Setting) -> int | str | bool:
        if isinstance(setting.scale, OnOff):
            return draw.random() < 0.5
        if isinstance(setting.scale, Draws):
            return draw.randint(1, setting.scale.last)
        if isinstance(setting.scale, OnPicture):
            keys = [spot.id for spot in setting.scale.spots]
            return ";".join(draw.sample(keys, draw.randint(0, setting.scale.most)))
        if isinstance(setting.scale, OneOf):
            return draw.choice(setting.scale.options)[0]
        return draw.choice(setting.scale.steps)

    return {setting.name: one(setting) for setting in choices}


def over(show: Callable[..., Panel], choices: list[Setting]) -> Callable[[random.Random], object]:
    """One answer of an activity at settings that are drawn."""
    return lambda draw: markup(show(**any_values(choices, draw)))


def as_another_group(draw: random.Random) -> object:
    """The rules of a drawn code in a drawn role."""
    return markup(attacked(rule_code.write(any_values(DIALS, draw)), draw.choice(list(ROLES))))


def a_full_log(draw: random.Random) -> object:
    """A drawn machine of which all probes are used."""
    tried = [Tried(tuple(draw.randint(0, 100) for _ in range(5)), draw.random() < 0.5, False) for _ in range(BUDGET)]
    return markup(probing(draw.randint(1, 10), tried, [], tried[-1]))


def a_trial(draw: random.Random) -> object:
    """The trial of a drawn class."""
    return markup(rated(*(written([draw.randint(0, 2) for _ in range(7)]) for _ in CARDS)))


def a_class(draw: random.Random) -> object:
    """The display of a drawn class."""
    waves = (Wave(n, {item: draw.randint(0, n) for item in range(1, 11)}) for n in (draw.randint(5, 25), 25))
    return markup(panel(class_change(*waves)))


def a_stop(draw: random.Random) -> object:
    """A drawn stop that opens, under a drawn safeguard, and all that follows the reader's place."""
    every = stops(draw.choice(entries()), draw.randint(2018, 2026))
    place, answered = draw.randrange(len(every)), store("06")
    key = draw.choice(list(frame("what_if_steps").index))
    shown = [stop_opened(every[place]), chips(every, place), safeguard(key, every[place]["entry"], every)]
    return [*map(str, shown), tally(every, answered)]


def a_scene(draw: random.Random) -> object:
    """A drawn scene: finding, sketch, tiles, the chosen one and the table."""
    scene = Scene(**any_values(CROSSING, draw))
    now = answers(scene)
    chosen = [str(node) for node in told(now, draw.randrange(len(now)), draw.randrange(len(crossing.ANSWERS)))]
    return [markup(crossed(*scene)), crossing_tiles(now), chosen]


def a_link(draw: random.Random) -> object:
    """A drawn link of a drawn chain: both chains and what the sources say."""
    title, rows = draw.choice(list(cases().items()))
    states, here = [draw.choice(["", *chain.STATES]) for _ in range(len(rows))], draw.randrange(len(rows))
    return [str(picture(title, states, ours(rows, states), here).live()), str(links_evidence(rows.iloc[here]))]


def five_guesses(draw: random.Random) -> object:
    """Five drawn gates for a drawn request and asker, checked and compared."""
    asked, answers = draw.choice(combinations()), store("07")
    mine = lists(*asked)
    answers.save(mine.name, {"chosen": {place: draw.choice(GATES) for place in mine.options}, "checked": True})
    return markup(compared(answers, *asked))


@contextmanager
def a_verdict() -> Iterator[Callable[[random.Random], object]]:
    """A builder of verdicts over an empty folder of answers."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER_VARIABLE] = folder
        builder = Builder(record(verdicts.CELL, Activity))
        keys = [key for cards in verdicts.offered().values() for key in cards]

        def change(draw: random.Random) -> None:
            if len(builder.verdict.sides) > 3:
                builder._take(draw.choice(list(builder.verdict.sides)))
                builder.away.press()
            builder._take(draw.choice(keys))
            draw.choice(list(builder.put.values())).press()

        yield change


def times(work: Callable[[random.Random], object]) -> list[float]:
    """Milliseconds of one answer, at settings drawn with a fixed seed."""
    draw, found = random.Random(6), []
    for _ in range(RUNS):
        start = time.perf_counter()
        work(draw)
        found.append(1_000 * (time.perf_counter() - start))
    return found[20:]


def main() -> None:
    """Measure and print."""
    works = {
        "W02a": over(partial(explored, TERM), view(TERM).settings),
        "W02c": over(standing_in, STANDING),
        "W03b": over(sampled, SAMPLES),
        "W03c": over(reached, REACH),
        "W05a, 12 probes": a_full_log,
        "W05b": over(perks_reached, PERKS),
        "W05c": over(lived, day()),
        "W04a": over(opened, FILES),
        "W04c": over(traced, DESCENT),
        "W06a": a_stop,
        "W06c": a_scene,
        "W06d": a_link,
        "W08a": over(scored, scorecard_settings()),
        "W08b": over(befriended, FRIENDS),
        "W08c": over(alike, likeness_settings()),
        "W08d": over(weighed, direction_settings()),
        "W09a, all headlines": over(counted, filters()),
        "W09b, a class": a_trial,
        "W10a, our rules": over(ruled, DIALS),
        "W10a, another group's": as_another_group,
        "W10c, the class": a_class,
    }
    with a_verdict() as change:
        works["W10b, a card more"] = change
        works["W07c"] = five_guesses
        for name, work in works.items():
            found = times(work)
            print(
                f"{name:24} median {statistics.median(found):6.2f}   p95 {statistics.quantiles(found, n=20)[-1]:6.2f}"
            )


if __name__ == "__main__":
    main()
