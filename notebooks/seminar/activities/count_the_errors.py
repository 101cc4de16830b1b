"""W06b: how many people who are listed by mistake come off the list again, and what it costs whom to help more."""

import math
from collections.abc import Mapping
from dataclasses import asdict, replace
from itertools import pairwise

import htpy as h

from seminar.data.words import Words
from seminar.models import error_and_appeal as appeals
from seminar.numbers import days, listed, minus, people, plural, rounded, three_figures, whole_percent
from seminar.screen.controls import Scale, evenly
from seminar.screen.fates import Fate, distance, fates, prices, ringed
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, Guessed
from seminar.workbench.panel import Panel, Setting, View, activity, at_the_start

CELL = "06-w06b"
prose = Words(CELL)
SEED = 6
RUNS = 1_000
THOUSAND = 1_000
LISTED = 100_000
WRONG = 0.01
"""The invented list: so many people, and which share of them by mistake."""

SETTINGS = [
    Setting("told", prose("settings.told"), evenly(0, 100, "%"), 60),
    Setting("ease", prose("settings.ease"), evenly(0, 100, "%"), 30),
    Setting("won", prose("settings.won"), evenly(0, 100, "%"), 70),
    Setting("review_days", prose("settings.review_days"), evenly(1, 365), 30),
    Setting("listing_days", prose("settings.listing_days"), Scale(tuple(range(30, appeals.LONGEST + 1, 5))), 730),
]
START = at_the_start(SETTINGS)

COUNTED, DRAWN = prose.group("counted"), prose.group("drawn")
GAINS, LOSSES = prose.group("gains"), prose.group("losses")
SMALL = 0.01
"""A change below this is written with a decimal."""
MANY = 10
SMALLEST_SHARE = 0.001
"""The smallest share that is written."""
NEARLY_ALL = 0.99
"""What falls by more than that, but not to nothing, is said to fall by more."""
MORE_IS_BETTER = {"corrected": True, "harm_days": False, "creditor_days": False, "clerk_hours": False}
"""The four measures: whether more of each is better."""


@forgiving
def count_the_errors() -> Output:
    """The error-and-appeal simulator: an invented list, and three gates on the way off it."""
    return activity(CELL, View("One list", SETTINGS, counted, guess=GUESS, keep=True))


def run_of(review_days: int, listing_days: int, **shares: int) -> appeals.Run:
    """The run that the settings describe: shares in percent."""
    in_parts = {name: share / 100 for name, share in shares.items()}
    return appeals.Run(LISTED, WRONG, review_days=review_days, listing_days=listing_days, **in_parts)


def _guessed(value: Guessed) -> Figure:
    alt = prose("guess.none") if value is None else prose("guess.ringed", guess=f"{value:,}")
    return Figure(lambda ink: ringed(int(value or 0), ink), alt, prose("guess.picture"))


GUESS = Guess(
    prose("guess.question"),
    prose("guess.label"),
    evenly(0, THOUSAND),
    THOUSAND // 2,
    _guessed,
    prose(
        "guess.before",
        listed=f"{LISTED:,}",
        wrong=f"{LISTED * WRONG:,.0f}",
        listing_days=START["listing_days"],
    ),
)


def counted(guess: int | None = None, **values: int) -> Panel:
    """One run, from the values of ``SETTINGS``, after a *guess* in people of a thousand."""
    run, base = run_of(**values), run_of(**START)
    result, start = appeals.expected(run), appeals.expected(base)
    moved = values != START
    off = THOUSAND * appeals.corrected_share(run)
    before = THOUSAND * appeals.corrected_share(base)
    line = [] if guess is None else [_distance(guess, before)]
    draws = appeals.by_chance(run, SEED, RUNS)
    ranges = {name: [people(end) for end in appeals.central_range(draws[name])] for name in DRAWN}
    tables = [_beside_the_start(start, result), _by_chance(ranges)]
    return Panel(
        _finding(off, before, moved) if run.in_time else prose("none-in-time"),
        [_fates(run, base, moved), *line, _prices(start, result), *tables],
        _text(values, run, result, ranges["corrected"]),
        under=_against(start, result) + _early(run, base) if moved else _said_of_guess(guess, off) + prose("lost"),
    )


def _finding(off: float, before: float, moved: bool) -> str:
    if not moved:
        return prose("finding", corrected=people(off))
    if math.isclose(off, before, abs_tol=1e-9):
        return prose("same", corrected=people(off))
    return prose("more" if off > before else "fewer", corrected=people(off), number=people(abs(off - before)))


def _said_of_guess(guess: int | None, off: float) -> str:
    if guess is None:
        return ""
    if round(off) == guess:
        return prose("exact", guess=f"{guess:,}", corrected=people(off))
    return prose("apart", guess=f"{guess:,}", distance=_between(guess, off))


def _between(guess: int, off: float) -> str:
    far = abs(guess - round(off))
    if not far:
        return prose("no-distance")
    return prose("too-many" if guess > off else "too-few", number=f"{far:,}")


def _against(start: appeals.Result, result: appeals.Result) -> str:
    """What is better than at the start, and what is worse."""
    before, now = asdict(start), asdict(result)
    differing = [name for name in MORE_IS_BETTER if not math.isclose(before[name], now[name], abs_tol=1e-6)]
    better = [name for name in differing if (now[name] > before[name]) == MORE_IS_BETTER[name]]
    worse = [name for name in differing if name not in better]
    if not differing:
        return prose("unchanged")
    lost = listed(LOSSES[name] for name in worse)
    if not better:
        return prose("worse", prices=lost)
    return prose("better", gains=listed(GAINS[name] for name in better)) + prose("price", prices=lost)


def _late(run: appeals.Run) -> str:
    """Why nobody comes off, where a review takes as long as the listing; "" where it does not."""
    return "" if run.in_time else prose("late") + " "


def _early(run: appeals.Run, base: appeals.Run) -> str:
    """Why creditors wait so long where a listing is shorter than at the start; "" where it is not, or ends first."""
    if run.listing_days >= base.listing_days or not run.in_time:
        return ""
    return " " + prose("early", rightly=f"{run.listed * (1 - run.wrong):,.0f}")


def _groups(run: appeals.Run) -> list[Fate]:
    """What becomes of a thousand people listed by mistake; the dots of the four fates are a thousand together."""
    reached = [THOUSAND * share for share in (1, run.told, run.told * run.ease, appeals.corrected_share(run), 0)]
    counts = [before - after for before, after in pairwise(reached)]
    whole = [round(number) for number in reached]
    dots = [before - after for before, after in pairwise(whole)]
    fate = prose.group("fates")
    lost = fate["lost"] if run.in_time else fate["lost-or-late"]
    words = [fate["not-told"], fate["silent"], lost, fate["corrected"]]
    return [Fate(_whole(count, n), said, n) for count, said, n in zip(counts, words, dots, strict=True)]


def _whole(count: float, dots: int) -> str:
    """How many people as many *dots* are; a *count* below one is said as such."""
    return people(count) if count < 1 else f"{dots:,}"


def _fates(run: appeals.Run, base: appeals.Run, moved: bool) -> Figure:
    groups, start = _groups(run), _groups(base)[-1]
    said = listed(prose("group", count=group.number, words=group.words) for group in groups)
    if not moved:
        return Figure(lambda ink: fates(groups, None, ink), prose("fates-alt", groups=said), prose("fates-caption"))
    groups[-1] = groups[-1]._replace(words=prose("outlined", start=start.number))
    alt = prose("fates-alt-start", groups=said, start=start.number)
    return Figure(lambda ink: fates(groups, start.dots, ink), alt, prose("fates-caption"))


def _distance(guess: int, off: float) -> Figure:
    words = (prose("my-guess", guess=f"{guess:,}"), prose("result", corrected=people(off)), _between(guess, off))
    return Figure(
        lambda ink: distance(off, guess, words, ink),
        prose("line-alt", guess=words[0], result=words[1], distance=words[2]),
        prose("line"),
    )


def _prices(start: appeals.Result, result: appeals.Result) -> Figure:
    before, now = asdict(start), asdict(result)
    rows = [(words, before[name], now[name], _priced(before[name], now[name])) for name, words in COUNTED.items()]
    bars = "; ".join(f"{words} {said}" for words, _, _, said in rows)
    return Figure(lambda ink: prices(rows, ink), prose("prices-alt", bars=bars), prose("prices-caption"))


def _priced(before: float, now: float) -> str:
    """A sum of days or hours, with what it changed by: in percent, or many times."""
    if math.isclose(before, now):
        return days(now)
    if now > MANY * before:
        return prose("times", value=days(now), times=three_figures(now / before))
    change = now / before - 1
    if now and change < -NEARLY_ALL:
        return prose("moved", value=days(now), change=prose("more-than", share=whole_percent(NEARLY_ALL)))
    if abs(change) < SMALLEST_SHARE / 2:
        return prose("moved", value=days(now), change=prose("a-little-more" if change > 0 else "a-little-less"))
    return prose("moved", value=days(now), change=minus(f"{change:+.{int(abs(change) < SMALL)}%}"))


def _beside_the_start(start: appeals.Result, result: appeals.Result) -> Table:
    both = asdict(start), asdict(result)
    rows = [[words, *(people(one[name]) for one in both)] for name, words in prose.group("rows").items()]
    rows += [[words, *(days(one[name]) for one in both)] for name, words in COUNTED.items()]
    return Table(prose("table"), prose.all("columns"), rows, numbers=frozenset({1, 2}))


def _by_chance(ranges: Mapping[str, list[str]]) -> Table:
    rows = [[words, *ranges[name]] for name, words in DRAWN.items()]
    return Table(prose("by-chance", runs=f"{RUNS:,}"), prose.all("by-chance-columns"), rows, numbers=frozenset({1, 2}))


def _text(values: Mapping[str, int], run: appeals.Run, result: appeals.Result, by_chance: list[str]) -> str:
    shown = {setting.name: setting.scale.written(values[setting.name]) for setting in SETTINGS}
    return prose(
        "text",
        listed=f"{LISTED:,}",
        wrong=people(result.wrongly_listed),
        listing_days=plural(shown["listing_days"], "day"),
        told=shown["told"],
        ease=shown["ease"],
        won=shown["won"],
        rightly_appeal=_short(run.rightly_appeal),
        wrongly_freed=_short(run.wrongly_freed),
        corrected=people(result.corrected),
        freed=people(result.wrongly_freed),
        review=plural(shown["review_days"], "day"),
        harm=plural(days(result.harm_days), "day"),
        creditors=plural(days(result.creditor_days), "day"),
        hours=plural(days(result.clerk_hours), "hour"),
        late=_late(run),
        chance=_chance(people(result.wrongly_listed), *by_chance),
    )


def _chance(wrong: str, low: str, high: str) -> str:
    return prose("no-chance") if low == high else prose("chance", wrong=wrong, low=low, high=high)


def _short(share: float) -> str:
    """A linked share in percent, with a decimal where it is not whole: 0.05 is "5%", 0.075 is "7.5%"."""
    if 0 < share < SMALLEST_SHARE / 2:
        return prose("under", share=_short(SMALLEST_SHARE))
    return f"{rounded(100 * share, 1).removesuffix('.0')}%"


TOKENS = 20
PEOPLE_A_TOKEN = 50
CARDS = 10
"""What the board on paper has, and how many cards decide at a gate."""


def keys() -> h.Renderable:
    """The start and one more passing card at each gate, and the bounds of the board: for the instructor only."""
    gates = prose.group("keys-gates")
    more = {name: {**START, name: START[name] + 100 // CARDS} for name in appeals.GATES}
    rows = [[prose("keys-start"), *_in_numbers(START)]]
    rows += [[prose("keys-more", gate=gates[name]), *_in_numbers(values)] for name, values in more.items()]
    nobody = appeals.expected(run_of(**{**START, "ease": 0}))
    board = replace(run_of(**START), listed=TOKENS, wrong=1)
    low, high = appeals.central_range(appeals.by_chance(board, SEED, RUNS)["corrected"])
    return h.fragment[
        Table(prose("keys-caption"), prose.all("keys-columns"), rows, frozenset(range(1, 6))).markup(),
        h.p[prose("keys-nobody", corrected=people(nobody.corrected), harm=days(nobody.harm_days))],
        h.p[prose("keys-price", low=people(low), high=people(high), tokens=TOKENS)],
    ]


def _in_numbers(values: Mapping[str, int]) -> list[str]:
    """Corrected people and days by mistake, the others who come off, and what both cost."""
    found = appeals.expected(run_of(**values))
    measured = (found.harm_days, found.creditor_days, found.clerk_hours)
    harm, waiting, hours = map(days, measured)
    return [people(found.corrected), harm, people(found.wrongly_freed), waiting, hours]


def brief() -> str:
    """The main numbers of the board in a line: for the instructor only."""
    told, ease, won = (_in_numbers({**START, name: START[name] + 100 // CARDS})[0] for name in appeals.GATES)
    off, harm, _, waiting, hours = _in_numbers(START)
    return prose("brief", corrected=off, told=told, ease=ease, won=won, harm=harm, waiting=waiting, hours=hours)


def on_paper() -> dict[str, object]:
    """The board, what passes at each gate with the settings of the start, and what an appeal costs."""
    run = run_of(**START)
    rightly = LISTED - round(LISTED * WRONG)
    return {
        "tokens": TOKENS,
        "people_a_token": PEOPLE_A_TOKEN,
        "people": f"{TOKENS * PEOPLE_A_TOKEN:,}",
        "cards": CARDS,
        "passes": {gate: START[gate] * CARDS // 100 for gate in appeals.GATES},
        "said": {setting.name: setting.scale.written(setting.default) for setting in SETTINGS},
        "rightly": f"{rightly:,}",
        "rightly_appeal": _short(run.rightly_appeal),
        "wrongly_freed": _short(run.wrongly_freed),
        "easier": _short(run.ease + 1 / CARDS),
        "rarer": appeals.RIGHTLY,
        "hours": appeals.HOURS,
    }


def for_the_room() -> Asked:
    """How many of a thousand one thinks to be corrected, and how many are."""
    return Asked(GUESS, THOUSAND * appeals.corrected_share(run_of(**START)))


ACTIVITY = Declaration(
    CELL, count_the_errors, on_paper, key=keys, brief=brief, copies=("group", "student"), guess=for_the_room
)
