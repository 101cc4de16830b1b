"""The paper forms of notebook 01."""

from seminar.activities.map_the_voices import GRADES, INTERVIEWED, PARAGRAPHS, sample, speakers
from seminar.activities.open_the_evidence import CELL, SIDES, VERDICTS, Claim, as_of, offered
from seminar.course.sources import in_brief, says
from seminar.data.evidence import Row
from seminar.data.records import LETTERS, Activity, record
from seminar.models import judgement
from seminar.models.votes import FEWEST_VOTES
from seminar.paper.forms.parts import NEXT, blank, captioned, cut_cards, drawn, empty_table, labelled, typst_words

SAID = {"documents": "{title}: {gist}", "bureaus": "{company}: {event}. Owners: {owners}."}
"""How a card says a fact of a table whose rows are no sentences."""
FIRST_CLAIMS = ("C01", "C11", "C21", "C29", "C45", "C47", "C53", "C57")
"""The claims of the paper bench: numbers, a law, an appeal, a rate, a report on another country."""


def on_card(fact: Row) -> str:
    """What a *fact* says, in words that make sense without a table around them."""
    return SAID[fact.table].format(**fact.cells) if fact.table in SAID else says(fact)


def claim_card(claim: Claim) -> str:
    """One card to cut out and fold, as a Typst expression: the claim on one half, its evidence on the other."""
    front = (
        f"[*{typst_words(claim.id)}* #h(1fr) {typst_words(claim.row.cells['paragraph'])}]",
        f"text(13 * pt)[{typst_words(claim.row.cells['claim'])}]",
        "v(6 * mm)",
        f"[Sure before: {blank(11)} %, {NEXT} after: {blank(11)} %]",
    )
    back = []
    for row in claim.evidence:
        (fact,) = row.rests_on()
        said = f"• {SIDES[row.cells['side']]}: {on_card(fact)} ({in_brief(fact)})"
        back.append(f"[{typst_words(said)}]")
    one, other = (f"stack(spacing: 9 * pt, {', '.join(half)})" for half in (front, back))
    fold = 'stroke: (left: (thickness: 0.4 * pt, dash: "dotted"))'
    return f"grid(columns: (62 * mm, 1fr), inset: (x: 6 * pt, y: 3 * pt), {one}, grid.cell({fold}, {other}))"


VERDICT_SHAPES = {
    judgement.SUPPORTED: "circle(radius: 5 * mm, fill: black)",
    judgement.PARTLY: "box(circle(radius: 5 * mm, stroke: 1 * pt, inset: 0pt, align(center + horizon, "
    "circle(radius: 2.2 * mm, fill: black))))",
    judgement.NOT_ENOUGH: "circle(radius: 5 * mm, stroke: 1 * pt)",
    judgement.CONTRADICTED: "box(width: 10 * mm, height: 10 * mm, {place(line(start: (0%, 0%), end: (100%, 100%), "
    "stroke: 2 * pt)); place(line(start: (0%, 100%), end: (100%, 0%), stroke: 2 * pt))})",
    judgement.CHANGED: "box(width: 14 * mm, height: 10 * mm, {place(circle(radius: 4 * mm, fill: black)); "
    "place(dx: 6 * mm, circle(radius: 4 * mm, stroke: 1 * pt))})",
    judgement.NOT_CHECKABLE: "rotate(45deg, square(size: 8 * mm, stroke: 1 * pt))",
}
"""A shape for each verdict, drawn, so that the cards differ without colour and in any font."""


def verdict_card(verdict: str) -> str:
    """One verdict to hold up, as a Typst expression."""
    shape = f"box(height: 14 * mm, align(center + horizon, {VERDICT_SHAPES[verdict]}))"
    content = f"align(center, stack(spacing: 6 * pt, {shape}, [*{typst_words(verdict)}*]))"
    return f"pad(top: 2 * mm, {content})"


def claim_cards_form() -> str:
    """W01a by hand: eight claims with their evidence folded behind them, and six verdicts to hold up."""
    claims, every = offered(FIRST_CLAIMS), len(record(CELL, Activity).claims)
    before, now = map(as_of, VERDICTS)
    steps = [
        "# Open the evidence, by hand",
        "The claims are the essay’s, in our words. The evidence is real; each of its facts stands with its source on "
        f"the page “Sources of this pack”, on a computer. Of the {every} claims, {len(claims)} have a paper card: "
        f"{', '.join(claims)}. The evidence on the others is in the notebook, on a computer.",
        "1. Cut out the claim cards and fold them along the dotted line, so that the evidence is behind. Choose five "
        "(three in a short session); you may leave out any claim.\n"
        f"2. Take a card. Before you turn it: how sure are you, from 0 to 100, that it was true in {before}? Write it "
        "down.\n"
        "3. Turn the card and read. Each line names its source, its grade and its date.\n"
        f"4. Hold up one verdict as of {before}, and then one as of {now}. Say which line decides it.\n"
        "5. How sure are you now?\n"
        "6. Where two of you differ, find the source, the year or the word that makes the difference.\n"
        "7. Ask the instructor for the verdicts of this course when all cards are done.",
        drawn(f"#{cut_cards([verdict_card(verdict) for verdict in judgement.VERDICTS], '1fr, 1fr, 1fr', '30 * mm')}"),
        drawn("#pagebreak()"),
        drawn(f"#{cut_cards([claim_card(claim) for claim in claims.values()], '1fr')}"),
    ]
    return "\n\n".join(steps)


def tally_grid_form(votes: int = 4) -> str:
    """W01b on paper: a grid for each of the *votes*, in two rounds of hands or cards, and the movement between them."""
    columns = ("Before: strokes", "count", "After: strokes", "count", "Gain")
    grid = empty_table("Option", columns, [f"{letter})" for letter in LETTERS])
    line = "#box(width: 110 * mm, height: 6 * mm, stroke: (bottom: 0.5 * pt))"
    figure = "#block(breakable: false, above: 6 * mm)[#figure(kind: table, caption: [Question or claim {}: {}], {})]"
    grids = (figure.format(n, line, grid) for n in range(1, votes + 1))
    steps = [
        "# Count two votes and what moved",
        "Use one grid for each question or claim. Write no names.",
        "1. Write the question or claim above a grid, and its options beside the letters.\n"
        "2. Vote alone and in silence. One person makes a stroke for each vote under Before, and shows nobody.\n"
        "3. Talk about reasons. Then vote again in silence, and count under After.\n"
        "4. Write both counts. If both rounds have equally many votes, write how much each option gained; "
        "write nothing where it lost.\n"
        "5. Add the gains. At least so many people changed their vote. It is a minimum: two people who swap options "
        "cannot be seen in the counts.\n"
        "6. If the rounds have different numbers of votes, compare shares instead: count divided by all votes.\n"
        f"7. Do not show a grid to the class if a round has fewer than {FEWEST_VOTES} votes: it would show persons.",
        *map(drawn, grids),
    ]
    return "\n\n".join(steps)


STROKES = ("", "/", "\\", "-", "|", "+", "x", "o", "/-")
"""Hatches that can be drawn by hand and differ without colour: the strokes of each, the first one empty."""


def hatch(strokes: str) -> str:
    """A fill of *strokes* (some of the signs in STROKES), as a Typst expression."""

    def drawn_line(x1: int, y1: int, x2: int, y2: int) -> str:
        return f"place(line(start: ({x1} * pt, {y1} * pt), end: ({x2} * pt, {y2} * pt), stroke: 0.6 * pt))"

    parts = {
        "/": drawn_line(0, 8, 8, 0),
        "\\": drawn_line(0, 0, 8, 8),
        "-": drawn_line(0, 4, 8, 4),
        "|": drawn_line(4, 0, 4, 8),
        "+": f"{drawn_line(0, 4, 8, 4)}; {drawn_line(4, 0, 4, 8)}",
        "x": f"{drawn_line(0, 0, 8, 8)}; {drawn_line(0, 8, 8, 0)}",
        "o": "place(center + horizon, circle(radius: 1.6 * pt, stroke: 0.6 * pt))",
    }
    return (
        f"tiling(size: (8 * pt, 8 * pt), {{{'; '.join(parts[stroke] for stroke in strokes)}}})" if strokes else "none"
    )


def voice_legend() -> str:
    """One box for each voice: its hatch, its letter and its name, as a Typst expression."""
    boxes = ", ".join(
        f"box(width: 9 * mm, height: 7 * mm, stroke: 0.7 * pt, fill: {hatch(strokes)}), "
        f"[*{typst_words(voice[0])}* #h(3 * pt) {typst_words('interviewee' if voice in INTERVIEWED else voice)}]"
        for voice, strokes in zip(speakers(), STROKES, strict=True)
    )
    return f"grid(columns: (9 * mm, 1fr) * 3, gutter: 7 * pt, align: left + horizon, {boxes})"


def paragraph_grid(across: int = 8) -> str:
    """One empty box for each paragraph of the essay, as a Typst expression."""
    boxes = ", ".join(
        f"box(width: 100%, height: 13 * mm, stroke: 0.7 * pt, inset: 3 * pt)[¶{number}]"
        for number in range(1, PARAGRAPHS + 1)
    )
    return f"grid(columns: (1fr,) * {across}, gutter: 3 * pt, {boxes})"


def claims_to_code() -> str:
    """The sample of claims with the four codes to circle, as a Typst expression."""
    codes = " #h(5 * pt) ".join(map(typst_words, GRADES))
    body = ", ".join(f"[*{number}*], [{typst_words(item.text)}], [{codes}]" for number, item in enumerate(sample(), 1))
    head = "table.header([*No.*], [*Claim, in our words*], [*Circle one*])"
    look = "stroke: 0.5 * pt, inset: 3.5 * pt, align: left + horizon"
    return f"table(columns: (12 * mm, 1fr, 31 * mm), {look}, {head}, {body})"


def voice_grid_form() -> str:
    """W01c by hand: a box for each paragraph to hatch or colour by who speaks, and ten claims to code."""
    codes = "; ".join(f"{grade}) {words}" for grade, words in GRADES.items())
    steps = [
        "# Map the voices, by hand",
        "You need the essay, or its summary in notebook 00. The claims below are the essay’s, in our words.",
        "1. Go from paragraph to paragraph. Ask: who says this?\n"
        "2. Hatch or colour the box of the paragraph like that voice in the legend, and write its letter. Where two "
        "voices speak, share the box. Where nobody claims anything, cross out the number.\n"
        "3. Hold the grid away from you. Which voice fills most of it, and which do you miss?\n"
        f"4. Code the ten claims below. What does the claim carry: {codes}? Circle one letter.\n"
        "5. Compare with a neighbour. On how many of ten do you agree?\n"
        "6. Choose one claim on which you differ. Which word in the rule would settle it?",
        labelled(
            voice_legend(),
            "The legend: for each voice a hatch, a letter and its name.",
            "Legend: who speaks",
        ),
        drawn("#v(1 * mm)"),
        labelled(
            paragraph_grid(),
            f"{PARAGRAPHS} empty boxes, one for each paragraph of the essay.",
            "The essay, one box for each paragraph",
        ),
        drawn("#v(1 * mm)"),
        captioned("Ten claims to code", claims_to_code()),
    ]
    return "\n\n".join(steps)
