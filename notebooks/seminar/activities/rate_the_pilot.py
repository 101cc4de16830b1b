"""W09b: the same facts on three cards in other words; ratings of a class, their gap, and what chance alone would do."""

import re
from collections.abc import Mapping, Sequence
from functools import partial

import htpy as h

from seminar.course.questions import pane
from seminar.data.evidence import rows
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

CARDS = ("A", "B", "C")
QUESTION = "How acceptable is this pilot? 1 is not at all, 7 is fully."
EMPTY = " ".join("0" for _ in RATINGS)
LOAD = "Load the invented answers"
NO_PERSON = "A card is tested here on one group; nobody’s own view is measured, and another group may differ."

MARK = ", invented answers"
INVENTED = "These answers are invented. "

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
    return [
        Setting(card.lower(), f"Card {card}: counts of ratings 1 to 7", Typed(read_counts), EMPTY) for card in CARDS
    ]


@forgiving
def rate_the_pilot() -> Output:
    """The framing trial: counts of ratings go in; means, their gap and what chance would do come out."""
    load = {LOAD: {card.lower(): written(counts) for card, counts in demo().items()}}
    below = Below(the_cards(), lambda: [pane(the_cards())])
    still = View("The trial", [], partial(rated, *(EMPTY for _ in CARDS)))
    return activity(CELL, View("The trial", settings(), rated, load), below=below, still=[still])


def the_cards() -> h.Renderable:
    """The three cards, folded up: they are read after the trial."""
    listed = (h.li[h.strong[f"Card {card}, {frame} frame. "], text] for card, (frame, text) in card_texts().items())
    return h.details[
        h.summary["The three cards, to be read after you have rated one"],
        h.ul[listed],
        h.p[f"The question: {QUESTION}"],
    ]


def rated(a: str, b: str, c: str) -> Panel:
    """The result for the typed counts of the three cards; the invented answers where fewer than ten are typed."""
    typed = {card: [int(count) for count in text.split()] for card, text in zip(CARDS, (a, b, c), strict=True)}
    kept = framing.clipped(typed)
    total, note = sum(map(sum, kept.values())), _too_many(sum(map(sum, typed.values())))
    if total < FEWEST_SLIPS:
        return _result(demo(), f"{_few(total)}{INVENTED}", MARK)
    if problem := hidden_because({card: counts for card, counts in kept.items() if any(counts)}, total):
        return Panel("Nothing is shown", [], f"{note}{problem} What you typed stays.")
    return _result(kept, INVENTED, MARK) if kept == demo() else _result(kept, note, "")


def _too_many(total: int) -> str:
    if total <= MOST_SLIPS:
        return ""
    return (
        f"You typed {total} answers, and a class has at most {MOST_SLIPS}: {total - MOST_SLIPS} were taken from the "
        "largest counts, so count again. "
    )


def _few(total: int) -> str:
    if not total:
        return ""
    return f"{plural(str(total), 'answer')} typed: fewer than {FEWEST_SLIPS} would show persons, so they stay unseen. "


def hidden_because(used: Cards, total: int) -> str:
    """Why the answers to the cards in use may not be shown, or "" where they may."""
    missing = [card for card in "AB" if card not in used]
    small = [card for card, counts in used.items() if sum(counts) < FEWEST]
    if missing:
        return f"The comparison needs cards A and B, and nothing is typed for {listed(missing)}."
    if len(used) == len(CARDS) and total < FEWEST_FOR_THREE:
        return f"With {total} answers hand out two cards only, A and B: three cards need {FEWEST_FOR_THREE} people."
    if small:
        return f"Fewer than {FEWEST} answers are typed for {listed(small)}, and so few would show persons."
    return ""


def _result(cards: Cards, note: str, mark: str) -> Panel:
    used = {card: counts for card, counts in cards.items() if any(counts)}
    a, b = used["A"], used["B"]
    gap, found = framing.difference(a, b), framing.chance(a, b)
    finding = f"Card A {framing.mean(a):.1f}, card B {framing.mean(b):.1f}: difference {signed(gap)}{mark}"
    same = len({place for counts in used.values() for place, count in enumerate(counts) if count}) == 1
    parts: list[Figure | Table] = [_means(used, mark), _table(used, mark)]
    if same:
        text = f"All answers are the same rating, so there is no gap, and no shuffle can make one. {NO_PERSON}"
        return Panel(finding, parts, f"{note}{text}")
    return Panel(finding, [*parts[:1], _shuffles(found), *parts[1:]], _text(used, gap, found, note))


def signed(points: float) -> str:
    """A difference in points with one decimal and a true minus: "1.1", "−0.4"."""
    return rounded(points, 1)


def shuffles(p: float) -> str:
    """How often chance makes such a gap: "about 12 of 100 shuffles"."""
    if p == 1:
        return "every shuffle"
    return "fewer than 1 of 100 shuffles" if p < 0.005 else f"about {round(100 * p)} of 100 shuffles"


def weight(p: float) -> str:
    """What a p says of the words, with care."""
    if p > 0.1:
        return "is common by chance: weak evidence for an effect of the words, and no proof that there is none"
    if p > 0.05:
        return "is not common by chance: some evidence that the words mattered in this room"
    return "is rare by chance: good evidence that the words mattered in this room"


def _text(used: Cards, gap: float, found: framing.Chance, note: str) -> str:
    means = ", ".join(f"card {card} {framing.mean(counts):.1f}" for card, counts in used.items())
    low, high = framing.interval(used["A"], used["B"])
    how = f"all {found.ways:,} ways to deal the slips" if found.exact else f"{found.ways:,} shuffles drawn"
    return (
        f"{note}Mean ratings from 1 to 7: {means}; A minus B is {signed(gap)} points. With {sum(used['A'])} and "
        f"{sum(used['B'])} answers chance alone makes a gap this big in {shuffles(found.p)} ({how}). Such a gap "
        f"{weight(found.p)}. If the answers of each card are drawn by lot, again and again, from those given, 90% of "
        f"the gaps lie from {signed(low)} to {signed(high)}; for so few answers that range is rather too narrow. "
        f"{NO_PERSON}"
    )


def _means(used: Cards, mark: str) -> Figure:
    frames = card_texts()
    shown = [
        (f"Card {card}: {frames[card][0]} frame", round(framing.mean(counts), 1), card == "C")
        for card, counts in used.items()
    ]
    said = "; ".join(f"{words}, {value}" for words, value, _ in shown)
    return Figure(
        lambda ink: bars(shown, RATINGS[-1], ink, above=True),
        f"A bar for each card, from 0 to the highest rating, 7. {said}. A bar for card C is hollow.",
        f"Mean rating of each card, from 1 to 7; the bars begin at 0{mark}",
    )


def _shuffles(found: framing.Chance) -> Figure:
    marked, half = round(100 * found.p), found.p < 0.005
    said = "none fully, and one half" if half else str(marked)
    return Figure(
        lambda ink: dots(marked, half, ink, total=100, across=25),
        f"100 dots for 100 shuffles. Marked and larger are those with a gap at least as big: {said}.",
        "Of 100 shuffles: marked are those in which chance makes a gap this big",
    )


def _table(used: Cards, mark: str) -> Table:
    body = [
        [f"Card {card}", str(sum(counts)), f"{framing.mean(counts):.1f}", *framing.banded(counts)]
        for card, counts in used.items()
    ]
    columns = ["Card", "Answers", "Mean", *(f"Rated {band}" for band in framing.BANDS)]
    return Table(f"Answers in three bands{mark}", columns, body, numbers=frozenset({1, 2}))


def on_paper() -> dict[str, object]:
    """The cards, whose frame is not named on them, the slips that are needed, and invented answers."""
    return {
        "question": QUESTION,
        "cards": {card: card_texts()[card][1] for card in CARDS},
        "ratings": list(map(str, RATINGS)),
        "invented": [(f"Card {card}", _single(counts)) for card, counts in demo().items()],
        "fewest": FEWEST,
        "fewest_for_three": FEWEST_FOR_THREE,
        "fewest_slips": FEWEST_SLIPS,
        "bands": framing.BANDS,
    }


def _single(counts: Sequence[int]) -> str:
    """Seven counts as the single ratings behind them: "3, 4, 4, 5"."""
    return ", ".join(str(rating) for rating, count in zip(RATINGS, counts, strict=True) for _ in range(count))


ACTIVITY = Declaration(CELL, rate_the_pilot, on_paper)
