"""W09b: the same facts on three cards in other words; ratings of a class, their gap, and what chance alone would do."""

import re
from collections.abc import Mapping, Sequence
from functools import partial

import htpy as h

from seminar.course.questions import pane
from seminar.data.evidence import rows
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models import framing
from seminar.models.framing import FEWEST, FEWEST_FOR_THREE, FEWEST_SLIPS, MOST_SLIPS, RATINGS
from seminar.numbers import listed, plural, rounded
from seminar.screen.controls import Typed
from seminar.screen.figures import bars, dots
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Below, Panel, Setting, View, activity

CELL = "09-w09b"
prose = Words(CELL)
CARDS = ("A", "B", "C")
QUESTION = prose("question")
EMPTY = " ".join("0" for _ in RATINGS)
LOAD = prose("load")
NO_PERSON = prose("no-person")

MARK = prose("mark")
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
    """Seven typed counts with one space between them. Raises SeminarError for anything else, with an example."""
    found = re.findall(r"[^\s,;/]+", text)
    if not found:
        return EMPTY
    if len(found) != len(RATINGS) or not all(re.fullmatch("[0-9]{1,3}", count) for count in found):
        raise SeminarError(
            f"Type seven whole numbers, how many gave 1, 2, 3, 4, 5, 6 and 7, for instance “0 1 2 3 2 0 0”; "
            f"found: {plural(str(len(found)), 'entry', 'entries')}."
        )
    return written([int(count) for count in found])


def settings() -> list[Setting]:
    """A line of seven counts for each card."""
    return [Setting(card.lower(), prose("counts-of", card=card), Typed(read_counts), EMPTY) for card in CARDS]


@forgiving
def rate_the_pilot() -> Output:
    """The framing trial: counts of ratings go in; means, their gap and what chance would do come out."""
    load = {LOAD: {card.lower(): written(counts) for card, counts in demo().items()}}
    below = Below(the_cards(), lambda: [pane(the_cards())])
    still = View("The trial", [], partial(rated, *(EMPTY for _ in CARDS)))
    return activity(CELL, View("The trial", settings(), rated, load), below=below, still=[still])


def the_cards() -> h.Renderable:
    """The three cards, folded up: they are read after the trial."""
    listed = (
        h.li[h.strong[prose("card", card=card, frame=frame)], text] for card, (frame, text) in card_texts().items()
    )
    return h.details[
        h.summary[prose("cards")],
        h.ul[listed],
        h.p[prose("the-question", question=QUESTION)],
    ]


def rated(a: str, b: str, c: str) -> Panel:
    """The result for the typed counts of the three cards; the invented answers where fewer than ten are typed."""
    typed = {card: [int(count) for count in text.split()] for card, text in zip(CARDS, (a, b, c), strict=True)}
    kept = framing.clipped(typed)
    total, note = sum(map(sum, kept.values())), _too_many(sum(map(sum, typed.values())))
    if total < FEWEST_SLIPS:
        return _result(demo(), f"{_few(total)}{INVENTED}", MARK)
    if problem := hidden_because({card: counts for card, counts in kept.items() if any(counts)}, total):
        return Panel(prose("nothing"), [], prose("nothing-text", note=note, problem=problem))
    return _result(kept, INVENTED, MARK) if kept == demo() else _result(kept, note, "")


def _too_many(total: int) -> str:
    if total <= MOST_SLIPS:
        return ""
    return prose("too-many", total=total, most_slips=MOST_SLIPS, rest=total - MOST_SLIPS)


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


def _result(cards: Cards, note: str, mark: str) -> Panel:
    used = {card: counts for card, counts in cards.items() if any(counts)}
    a, b = used["A"], used["B"]
    gap, found = framing.difference(a, b), framing.chance(a, b)
    finding = prose(
        "finding", mean=f"{framing.mean(a):.1f}", other=f"{framing.mean(b):.1f}", signed=signed(gap), mark=mark
    )
    same = len({place for counts in used.values() for place, count in enumerate(counts) if count}) == 1
    parts: list[Figure | Table] = [_means(used, mark), _table(used, mark)]
    if same:
        text = prose("same", no_person=NO_PERSON)
        return Panel(finding, parts, f"{note}{text}")
    return Panel(finding, [*parts[:1], _shuffles(found), *parts[1:]], _text(used, gap, found, note))


def signed(points: float) -> str:
    """A difference in points with one decimal and a true minus: "1.1", "−0.4"."""
    return rounded(points, 1)


def shuffles(p: float) -> str:
    """How often chance makes such a gap: "about 12 of 100 shuffles"."""
    if p == 1:
        return prose("shuffles.all")
    return prose("shuffles.one") if p < 0.005 else prose("shuffles.about", p=round(100 * p))


def weight(p: float) -> str:
    """What a p says of the words, with care."""
    if p > 0.1:
        return prose("weight.common")
    if p > 0.05:
        return prose("weight.uncommon")
    return prose("weight.rare")


def _text(used: Cards, gap: float, found: framing.Chance, note: str) -> str:
    means = ", ".join(
        prose("card-mean", card=card, mean=f"{framing.mean(counts):.1f}") for card, counts in used.items()
    )
    low, high = framing.interval(used["A"], used["B"])
    how = prose("ways.all", ways=f"{found.ways:,}") if found.exact else prose("ways.drawn", ways=f"{found.ways:,}")
    return prose(
        "text",
        note=note,
        means=means,
        gap=signed(gap),
        a=sum(used["A"]),
        b=sum(used["B"]),
        shuffles=shuffles(found.p),
        how=how,
        weight=weight(found.p),
        low=signed(low),
        high=signed(high),
        no_person=NO_PERSON,
    )


def _means(used: Cards, mark: str) -> Figure:
    frames = card_texts()
    shown = [
        (prose("frame", card=card, frame=frames[card][0]), round(framing.mean(counts), 1), card == "C")
        for card, counts in used.items()
    ]
    said = "; ".join(f"{words}, {value}" for words, value, _ in shown)
    return Figure(
        lambda ink: bars(shown, RATINGS[-1], ink, above=True),
        prose("means-alt", said=said),
        prose("means-caption", mark=mark),
    )


def _shuffles(found: framing.Chance) -> Figure:
    marked, half = round(100 * found.p), found.p < 0.005
    said = prose("half-one") if half else str(marked)
    return Figure(
        lambda ink: dots(marked, half, ink, total=100, across=25),
        prose("shuffles-alt", said=said),
        prose("shuffles-caption"),
    )


def _table(used: Cards, mark: str) -> Table:
    body = [
        [prose("card-row", card=card), str(sum(counts)), f"{framing.mean(counts):.1f}", *framing.banded(counts)]
        for card, counts in used.items()
    ]
    columns = [
        prose("columns.card"),
        prose("columns.answers"),
        prose("columns.mean"),
        *(prose("columns.rated", band=band) for band in framing.BANDS),
    ]
    return Table(prose("table", mark=mark), columns, body, numbers=frozenset({1, 2}))


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


ACTIVITY = Declaration(CELL, rate_the_pilot, on_paper)
