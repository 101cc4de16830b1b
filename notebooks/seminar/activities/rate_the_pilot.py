"""W09b: the same facts on three cards in other words; ratings of a class, their gap, and what chance alone would do."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import htpy as h

from seminar.activities.parts.of_the_room import counts_of_the_room, take
from seminar.course.questions import pane
from seminar.data.evidence import rows
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models import framing
from seminar.models.framing import FEWEST, FEWEST_FOR_THREE, FEWEST_SLIPS, RATINGS
from seminar.models.survey import MOST_SLIPS
from seminar.numbers import listed, plural, rounded
from seminar.screen.apart import apart
from seminar.screen.controls import Typed, Value, tenths
from seminar.screen.figures import bars, columns_of_dots
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Guess, Guessed
from seminar.workbench.panel import Below, Panel, Preset, Setting, View, activity

CELL = "09-w09b"
prose = Words(CELL)
CARDS = ("A", "B", "C")
QUESTION = prose("question")
EMPTY = " ".join("0" for _ in RATINGS)
PLUS = " + "
"""What stands between the counts of two classes in one line."""
LOAD = prose("load")
MARK = prose("mark")
SMALLEST_P = 0.01
"""A smaller share is written as below it."""
RARE, UNCOMMON = 0.05, 0.1
"""Up to so large a share, a gap is called rare, or not common."""
INVENTED = prose("invented")

Cards = Mapping[str, list[int]]


def card_texts() -> dict[str, tuple[str, str]]:
    """Card → its frame and its text."""
    return {row.cells["card"]: (row.cells["frame"], row.cells["text"]) for row in rows("framing_cards")}


def demo() -> dict[str, list[int]]:
    """The invented answers: card → seven counts."""
    found = {card: [0] * len(RATINGS) for card in CARDS}
    for row in rows("framing_demo"):
        found[row.cells["card"]][row.cells["rating"] - 1] = row.cells["answers"]
    return found


def written(counts: list[int]) -> str:
    """Seven counts as they are typed."""
    return " ".join(map(str, counts))


def read_counts(text: str) -> str:
    """Seven typed counts with one space between them, or those of several classes with a plus between them.

    Raises SeminarError for anything else, with an example.
    """
    return PLUS.join(map(_one_class, text.split("+"))) if text.strip() else EMPTY


def _one_class(text: str) -> str:
    found = re.findall(r"[^\s,;/]+", text)
    if len(found) != len(RATINGS) or not all(re.fullmatch("[0-9]{1,3}", count) for count in found):
        raise SeminarError(
            f"Type seven whole numbers, how many gave 1, 2, 3, 4, 5, 6 and 7, for instance “0 1 2 3 2 0 0”, and “+” "
            f"between two classes; found: {plural(str(len(found)), 'entry', 'entries')}."
        )
    counts = [int(count) for count in found]
    if sum(counts) > MOST_SLIPS:
        raise SeminarError(
            f"A class has up to {MOST_SLIPS} answers on a card; found: {sum(counts)}. Look for a count that is too "
            f"high, or put “+” between the seven counts of each class."
        )
    return written(counts)


def classes(text: str) -> list[list[int]]:
    """The seven counts of each class in a line."""
    return [[int(count) for count in one.split()] for one in text.split(PLUS)]


def settings() -> list[Setting]:
    """A line of seven counts for each card."""
    return [Setting(card.lower(), prose("counts-of", card=card), Typed(read_counts), EMPTY) for card in CARDS]


def guess() -> Guess:
    """How far apart the means of A and B lie, in tenths of a point."""
    widest = RATINGS[-1] - RATINGS[0]
    before = prose("guess.before", a=sum(demo()["A"]), b=sum(demo()["B"]))
    return Guess(prose("guess.question"), prose("guess.label"), tenths(0, widest), 0, _guessed, before)


def _guessed(tenth: Guessed) -> Figure:
    """The line of ratings with both means as far apart as is guessed."""
    gap = tenth / 10 if isinstance(tenth, int) else None
    said = prose("guess.nothing-yet") if gap is None else prose("guess.so-far", gap=f"{gap:.1f}")
    names = prose("card-row", card="A"), prose("card-row", card="B")
    return Figure(lambda ink: apart(gap, RATINGS, names, ink), prose("guess.alt", said=said), prose("guess.caption"))


class Gap(NamedTuple):
    """How far both means lie apart: *exact*, and as the difference of the means that are *shown*."""

    exact: float
    shown: float


@forgiving
def rate_the_pilot() -> Output:
    """The framing trial: counts of ratings go in; means, their gap and what chance would do come out."""
    invented = {card.lower(): written(counts) for card, counts in demo().items()}
    load: dict[str, Preset] = {LOAD: invented, take(): counts_of_the_room(CELL, "cards")}
    below = Below(the_cards(), lambda: [pane(the_cards())])
    trial = View("The trial", settings(), rated, load, guess=guess(), keep=True)
    still = View("The trial", [], partial(rated, *(EMPTY for _ in CARDS)), guess=guess())
    return activity(CELL, trial, below=below, still=[still])


def the_cards() -> h.Renderable:
    """The three cards, folded up, since they are read after the trial; bold are the words in which they differ."""
    texts = card_texts()
    parted = zip(*(text.split() for _, text in texts.values()), strict=True)
    same = [len(set(words)) == 1 for words in parted]

    def said(text: str) -> h.Node:
        return [[word if alike else h.strong[word], " "] for word, alike in zip(text.split(), same, strict=True)]

    return h.details[
        h.summary[prose("cards")],
        h.ul[(h.li[prose("card", card=card, frame=frame), said(text)] for card, (frame, text) in texts.items())],
        h.p[prose("the-question", question=QUESTION)],
    ]


def rated(a: str, b: str, c: str, guess: Value | None = None) -> Panel:
    """The result for the typed counts of the three cards; the invented answers where fewer than ten are typed.

    *guess* is the gap that was guessed, in tenths of a point.
    """
    typed = {card: classes(text) for card, text in zip(CARDS, (a, b, c), strict=True)}
    cards = {card: framing.added(found) for card, found in typed.items()}
    total, several = sum(map(sum, cards.values())), max(map(len, typed.values()))
    if total < FEWEST_SLIPS:
        return _result(demo(), f"{_few(total)}{INVENTED}", MARK, guess)
    if problem := hidden_because({card: counts for card, counts in cards.items() if any(counts)}, total):
        return Panel(prose("nothing"), [], prose("nothing-text", problem=problem))
    if invented := [card for card in CARDS if any(cards[card]) and cards[card] == demo()[card]]:
        note = INVENTED if len(invented) == len(CARDS) else prose("mixed", cards=listed(invented))
        return _result(cards, note, MARK, guess)
    return _result(cards, prose("added", classes=several) if several > 1 else "", "", guess)


def _few(total: int) -> str:
    if not total:
        return ""
    return prose("few", answers=plural(str(total), "answer"), fewest_slips=FEWEST_SLIPS)


def hidden_because(used: Cards, total: int) -> str:
    """Why the answers to the cards in use may not be shown, or "" where they may."""
    missing = [card for card in "AB" if card not in used]
    small = [card for card, counts in used.items() if sum(counts) < FEWEST]
    if missing:
        return prose("hidden.empty", missing=listed(missing))
    if len(used) == len(CARDS) and total < FEWEST_FOR_THREE:
        return prose("hidden.two-cards", total=total, fewest_for_three=FEWEST_FOR_THREE)
    if small:
        return prose("hidden.few", fewest=FEWEST, small=listed(small))
    return ""


def _result(cards: Cards, note: str, mark: str, guess: Value | None) -> Panel:
    used = {card: counts for card, counts in cards.items() if any(counts)}
    a, b = used["A"], used["B"]
    found, means = framing.chance(a, b), [round(framing.mean(counts), 1) for counts in (a, b)]
    gap = Gap(framing.difference(a, b), means[0] - means[1])
    finding = prose("finding", mean=f"{means[0]:.1f}", other=f"{means[1]:.1f}", signed=signed(gap.shown), mark=mark)
    same = len({place for counts in (a, b) for place, count in enumerate(counts) if count}) == 1
    bars_of, under = _means(used, mark), _under(guess, gap)
    if same:
        text = prose("same", no_person=_no_person(used))
        return Panel(finding, [bars_of, _table(used, mark)], f"{note}{text}", under=under)
    parts: list[Figure | Table] = [bars_of, _shuffles(found, gap), _table(used, mark)]
    return Panel(finding, parts, _text(used, gap, found, note, invented=bool(mark)), under=under)


def _under(guess: Value | None, gap: Gap) -> str:
    """What was guessed, beside the gap without its sign; "" where nothing was."""
    return prose("under", guess=f"{guess / 10:.1f}", gap=f"{abs(gap.shown):.1f}") if isinstance(guess, int) else ""


def signed(points: float) -> str:
    """A difference in points with one decimal and a true minus: "1.1", "−0.4"."""
    return rounded(points, 1)


def shuffles(as_far: int) -> str:
    """How often chance makes such a gap, where *as_far* of a hundred shuffles do: "about 12 of 100 shuffles"."""
    if as_far == framing.SHOWN:
        return prose("shuffles.all")
    return prose("shuffles.about", p=as_far) if as_far else prose("shuffles.one")


def p_value(p: float) -> str:
    """The share of shuffles with such a gap, as a paper writes it: "p = 0.12", "p < 0.01"."""
    if p < SMALLEST_P:
        return prose("p-small", p=f"{SMALLEST_P:g}")
    near = round(p, 2) in (RARE, UNCOMMON)  # where two decimals do not say on which side it lies
    return prose("p", p=f"{p:.3f}" if near else f"{p:.2f}")


def weight(p: float, *, invented: bool = False) -> str:
    """What a p says of the words, with care; *invented* answers say nothing of a room."""
    how = "common" if p > UNCOMMON else "uncommon" if p > RARE else "rare"
    if invented:
        return prose("weight-of-invented", how=prose.group("how")[how])
    return prose.group("weight")[how]


def _text(used: Cards, gap: Gap, found: framing.Chance, note: str, *, invented: bool) -> str:
    means = ", ".join(
        prose("card-mean", card=card, mean=f"{framing.mean(counts):.1f}") for card, counts in used.items()
    )
    how = prose("ways.all", ways=f"{found.ways:,}") if found.exact else prose("ways.drawn", ways=f"{found.ways:,}")
    return prose(
        "text",
        note=note,
        means=means,
        gap=signed(gap.shown),
        a=sum(used["A"]),
        b=sum(used["B"]),
        shuffles=shuffles(found.as_far(gap.exact)),
        how=how,
        p=p_value(found.p),
        weight=weight(found.p, invented=invented),
        common=_common(found, gap),
        larger="" if found.p <= RARE else prose("larger"),
        no_person=_no_person(used),
    )


def _no_person(used: Cards) -> str:
    """What one trial does not show; where all answers to a card are alike, its mean is everybody's answer."""
    alike = any(sum(map(bool, counts)) == 1 for counts in used.values())
    return prose("all-alike") if alike else prose("no-person")


def _common(found: framing.Chance, gap: Gap) -> str:
    """The gap beyond which 5 of 100 shuffles lie, with one decimal, on the same side of the *gap* as it is exactly."""
    shown, ours = round(found.common, 1), round(abs(gap.shown), 1)
    if abs(gap.exact) <= found.common + 1e-9:
        return f"{max(shown, ours):.1f}"
    return f"{min(shown, ours - 0.1):.1f}"


def _means(used: Cards, mark: str) -> Figure:
    frames = card_texts()
    shown = [
        (prose("frame", card=card, frame=frames[card][0]), round(framing.mean(counts), 1), card == "C")
        for card, counts in used.items()
    ]
    said = "; ".join(f"{words}, {value}" for words, value, _ in shown)
    return Figure(
        lambda ink: bars(shown, RATINGS[-1], ink),
        prose("means-alt", said=said, hollow=prose("hollow") if "C" in used else "").strip(),
        prose("means-caption", mark=mark),
    )


def _shuffles(found: framing.Chance, gap: Gap) -> Figure:
    """The hundred gaps that chance alone makes, in columns of half a point; larger dots lie as far out as *gap*."""
    points, as_far = f"{abs(gap.shown):.1f}", found.as_far(gap.exact)
    marked = prose("shuffles-marked" if as_far else "shuffles-none", gap=points)
    return Figure(
        lambda ink: columns_of_dots(columns(found, gap.exact), ink),
        prose("shuffles-alt", said=shuffles(as_far), common=_common(found, gap)),
        prose("shuffles-caption", marked=marked),
    )


def columns(found: framing.Chance, gap: float) -> list[tuple[str, int, int]]:
    """A column for each half point: its words at whole points, and its plain and marked shuffles."""
    widest = max(1, *(round(2 * abs(one)) for one in found.gaps))
    places = range(-widest, widest + 1)
    halves = [(round(2 * one), abs(one) >= abs(gap) - 1e-9) for one in found.gaps]
    return [
        (
            rounded(place / 2, 0) if place % 2 == 0 else "",
            halves.count((place, False)),
            halves.count((place, True)),
        )
        for place in places
    ]


def _table(used: Cards, mark: str) -> Table:
    bands = {card: framing.banded(counts) for card, counts in used.items()}
    told = any(any(map(str.isdigit, row)) for row in bands.values())  # a table of “fewer than 5” alone says nothing
    body = [
        [prose("card-row", card=card), str(sum(counts)), f"{framing.mean(counts):.1f}", *(bands[card] if told else ())]
        for card, counts in used.items()
    ]
    columns = [
        prose("columns.card"),
        prose("columns.answers"),
        prose("columns.mean"),
        *(prose("columns.rated", band=band) for band in framing.BANDS if told),
    ]
    return Table(prose("table", mark=mark), columns, body, numbers=frozenset({1, 2}))


def keys() -> h.Renderable:
    """Means, gap and chance of the invented answers, for a class with too few slips: for the instructor only."""
    found = rated(*(EMPTY for _ in CARDS))
    return h.fragment[h.p[found.finding, ". "], h.p[found.text]]


def on_paper() -> dict[str, object]:
    """The cards, whose frame is not named on them, the slips that are needed, and invented answers."""
    return {
        "question": QUESTION,
        "cards": {card: card_texts()[card][1] for card in CARDS},
        "ratings": list(map(str, RATINGS)),
        "invented": [(prose("card-row", card=card), _single(counts)) for card, counts in demo().items()],
        "fewest": FEWEST,
        "fewest_for_three": FEWEST_FOR_THREE,
        "fewest_slips": FEWEST_SLIPS,
        "bands": framing.BANDS,
    }


def _single(counts: Sequence[int]) -> str:
    """Seven counts as the single ratings behind them: "3, 4, 4, 5"."""
    return ", ".join(str(rating) for rating, count in zip(RATINGS, counts, strict=True) for _ in range(count))


ACTIVITY = Declaration(CELL, rate_the_pilot, on_paper, key=keys, copies=("back", "group"))
