"""The paper forms of notebook 09."""

from collections.abc import Sequence

from seminar.activities.code_the_headlines import drawn, in_english
from seminar.activities.parts.count_the_headlines import LIMIT, codes
from seminar.activities.rate_the_pilot import CARDS, QUESTION, card_texts, demo
from seminar.activities.trace_the_quotations import FAULTS, MEANING, STATES, in_class, quotations
from seminar.data.evidence import Row, fact
from seminar.data.package import fields
from seminar.models.framing import BANDS, FEWEST, FEWEST_FOR_THREE, FEWEST_SLIPS, RATINGS
from seminar.numbers import capital
from seminar.paper.forms.parts import CUT, NEXT, captioned, cut_cards, empty_table, filled_table, typst_words
from seminar.paper.forms.parts import drawn as drawing

FOLD = '(paint: luma(90), thickness: 0.4 * pt, dash: "dotted")'


def strip(number: int, headline: Row) -> str:
    """One headline to cut out, as a Typst expression; who printed it is not on it."""
    cells = headline.cells
    ours = f"{NEXT}_Our translation:_ {typst_words(in_english(headline))}" if "our_translation" in cells else ""
    return (
        f"box(width: 100%, stroke: {CUT}, inset: 6 * pt)[*{number}* #h(6 * pt) {typst_words(cells['headline'])}{ours}]"
    )


def code_grid_form() -> str:
    """W09a on paper: strips of the ten headlines, the rule of each code and a grid, without our codes."""
    described = fields("headline_codes")
    rule = "\n".join(f"- **{described[code]['title']}.** {described[code]['description']}" for code in codes())
    strips = ", ".join(strip(number, fact(row.cells["facts"])) for number, row in enumerate(drawn(), 1))
    grid = empty_table(
        "Code", [str(number) for number in range(1, len(drawn()) + 1)], list(map(capital, codes().values())), height=8
    )
    steps = [
        "# Code ten headlines",
        "All headlines are real. Who printed them is not on the strips, so that it does not lead you.",
        "1. Cut out the strips. Read the seven codes, and ask about a word before you begin.\n"
        "2. Code alone: a tick in the grid for each code that a headline’s own words carry. It may be none.\n"
        "3. Lay your grid beside that of another pair. Count for each code on how many headlines you agree.\n"
        "4. Take the code with the lowest count. Find the headline, then the word, then the gap in the rule. Mend it.\n"
        "5. Ask the instructor for our codes and for who printed each headline.\n"
        f"6. Write shares as counts: 3 of 10. {LIMIT}",
        rule,
        captioned("A tick for each code", grid),
        drawing("#pagebreak()"),
        drawing(f"#stack(spacing: 5 * pt, {strips})"),
    ]
    return "\n\n".join(steps)


def trial_card(card: str) -> str:
    """One card of the trial with its slip, as a Typst expression; its frame is not named on it."""
    text = typst_words(card_texts()[card][1])
    scale = " #h(1fr) ".join(map(str, RATINGS))
    slip = f"[*Card {card}.* {typst_words(QUESTION)} Circle one number.], [*{scale}*]"
    parts = f"[*Card {card}* (an invented town)], [{text}], line(length: 100%, stroke: {FOLD}), {slip}"
    return f"stack(spacing: 9 * pt, {parts})"


def _single(counts: Sequence[int]) -> str:
    """Seven counts as the single ratings behind them: "3, 4, 4, 5"."""
    return ", ".join(str(rating) for rating, count in zip(RATINGS, counts, strict=True) for _ in range(count))


def trial_form() -> str:
    """W09b on paper: two cards of each kind with slips, a grid for the counts, and invented answers."""
    cards = [trial_card(card) for card in (*CARDS, *CARDS)]
    invented = [(f"Card {card}", _single(counts)) for card, counts in demo().items()]
    grid = empty_table(
        "Card",
        [*map(str, RATINGS), "answers", "sum", "mean"],
        [f"Card {card}" for card in CARDS],
        "22 * mm, " + "1fr, " * len(RATINGS) + "22 * mm, 16 * mm, 18 * mm",
        9,
    )
    steps = [
        "# Rate a pilot: trial cards",
        "The town and its pilot are invented. Begin with this form, before anybody talks.",
        f"1. Print so many copies that each person gets one card. Fewer than {FEWEST_FOR_THREE} people: A and B only.\n"
        "2. Mix the cards and deal them face down. Read in silence, circle one number, write no name.\n"
        "3. Tear off the slip below the dotted line, fold it, and put it into the envelope.\n"
        "4. Later one person counts the slips into the grid, and destroys them.\n"
        f"5. Fewer than {FEWEST_SLIPS} slips, or fewer than {FEWEST} for a card: show nothing, and use the invented "
        "answers below.\n"
        "6. Mean of a card: sum of its ratings, divided by its answers. Subtract B from A.\n"
        "7. Chance by hand: copy every single rating of A and B on a new slip of paper, as the grid or the invented "
        "answers give them. Mix the slips, deal them into two heaps of the old sizes, and note the gap. Do it 20 "
        "times. How many gaps are as large as yours?\n"
        f"8. Tell ratings in the bands {', '.join(BANDS)} only, and a band under {FEWEST} as “fewer than {FEWEST}”.",
        captioned("Count the slips", grid),
        filled_table(("Card", "Each answer, a rating from 1 to 7"), "22 * mm, 1fr", invented, "Invented answers"),
        drawing("#pagebreak()"),
        drawing(f"#{cut_cards(cards)}"),
    ]
    return "\n\n".join(steps)


def quotations_form() -> str:
    """W09c on paper: the quotations as the essay gives them, with boxes to tick and room for the chain."""
    rows = [
        (
            f"{number}. {row.cells['paragraph']}: {row.cells['about']}",
            row.cells["claimed_in_essay"],
            *("☐" for _ in FAULTS),
            "",
        )
        for number, row in enumerate(quotations(), 1)
    ]
    heads = ("Who", "Year", "About", "Cut", "Page")
    steps = [
        "# Trace eleven quotations",
        f"The quotations are described, not printed. In class take numbers {in_class()}.",
        f"1. Read how the essay gives it. Tick what you can from that alone: {'; '.join(FAULTS.values())}.\n"
        "2. Ask the instructor, or a computer, for what a search found. Tick again.\n"
        f"3. Write how far the chain leads: {', '.join(STATES.values())}. {MEANING}\n"
        "4. Write one sentence that repeats a quotation fairly: speaker, year, about what.",
        filled_table(
            ("In the essay", "How the essay gives it", *heads, "The chain leads to"),
            "2.2fr, 2.2fr, 13 * mm, 14 * mm, 18 * mm, 13 * mm, 15 * mm, 1.6fr",
            rows,
            "What to know before one repeats it",
        ),
    ]
    return "\n\n".join(steps)
