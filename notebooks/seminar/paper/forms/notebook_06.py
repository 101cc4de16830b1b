"""The paper forms of notebook 06."""

from collections.abc import Sequence

import pandas as pd

from seminar.activities.check_the_chain import cases
from seminar.activities.count_the_errors import SETTINGS as COUNT
from seminar.activities.follow_the_list import settings as list_settings
from seminar.data.evidence import frame
from seminar.data.package import fields
from seminar.models import chain, crossing, listing
from seminar.paper.forms.parts import (
    CUT,
    NEXT,
    RULE,
    TICK,
    blank,
    captioned,
    drawn,
    empty_table,
    filled_table,
    labelled,
    typst_words,
)
from seminar.workbench.panel import at_the_start

TOKENS = 100
PEOPLE_A_TOKEN = 10
CARDS = 10


def token_board(across: int = 10) -> str:
    """Numbered circles to write in, *across* in a row, as a Typst expression."""
    token = "circle(radius: 6.6 * mm, stroke: 0.7 * pt, inset: 1 * pt, align(center + top)[#n])"
    tokens = f"..range(1, {TOKENS + 1}).map(n => {token})"
    return f"grid(columns: {across}, column-gutter: 3.6 * mm, row-gutter: 1.2 * mm, {tokens})"


def number_cards() -> str:
    """Cards with the numbers from 1 to ``CARDS`` to cut out, in a row, as a Typst expression."""
    card = f"box(width: 17 * mm, height: 17 * mm, stroke: {CUT}, align(center + horizon, text(15 * pt)[#n]))"
    return f"grid(columns: {CARDS}, ..range(1, {CARDS + 1}).map(n => {card}))"


def gates(rows: Sequence[tuple[str, int]]) -> str:
    """Boxes in a row, one for each gate: its name, the highest card that passes, what to write if none does."""
    boxes = ", [→], ".join(
        f"box(width: 52 * mm, stroke: 0.7 * pt, inset: 4 * pt)[*Gate {number}: {typst_words(name)}* {NEXT} "
        f"{'card 1 passes' if highest == 1 else f'cards 1 to {highest} pass'} {NEXT} any other card: write {number}]"
        for number, (name, highest) in enumerate(rows, 1)
    )
    return f"grid(columns: {2 * len(rows) - 1}, column-gutter: 3 * mm, align: horizon, {boxes})"


def error_and_appeal_form() -> str:
    """W06b by hand: a board of tokens, three gates with cards and a day counter, with the settings of the start."""
    start = at_the_start(COUNT)
    said = {setting.name: setting.scale.written(setting.default) for setting in COUNT}
    people = TOKENS * PEOPLE_A_TOKEN
    rightly = start["listed"] - start["listed"] * start["wrong"] // 1_000
    told, appeal, won = (start[name] * CARDS // 100 for name in ("told", "appeal", "won"))
    counted = (f"corrected: {said['review_days']} days each", f"not corrected: {said['listing_days']} days each", "all")
    steps = [
        "# Count the errors of a list, by hand",
        f"The list and its numbers are invented. The board has {TOKENS} tokens. Each token is {PEOPLE_A_TOKEN} people "
        f"who are listed by mistake, so the board is {people:,} people.",
        f"1. Guess first. How many of the {people:,} people come off the list before their time is over? "
        "Write it down.\n"
        "2. Cut out the cards and mix them. Share the rows of the board among you. At a gate, each token that is "
        "still in the game draws one card. Then put the card back and mix again.\n"
        "3. Gate 1: is the token told in time? If its card does not pass, write 1 in the token. It is out.\n"
        "4. Gate 2: does it appeal? Only tokens without a number draw. If the card does not pass, write 2.\n"
        "5. Gate 3: does it win? If the card does not pass, write 3. Cross out each token that passes: "
        "it is corrected.\n"
        f"6. Day counter: count the crossed tokens and the numbered ones. Multiply by {PEOPLE_A_TOKEN} for people. "
        "Multiply by the days for harm days. Add both.\n"
        f"7. Without cards: {people:,} people times {said['told']} times {said['appeal']} times {said['won']}. How far "
        "is your count from this? Compare with other groups: how far does chance alone move it?\n"
        "8. You may add one passing card at one gate. At which gate does it correct most? Choose first, then "
        "multiply again.\n"
        "9. Now nobody can appeal. How many harm days are there?\n"
        f"10. The list also holds {rightly:,} people who are on it rightly. {said['told']} are told, "
        f"{said['rightly_appeal']} of these appeal, and {said['wrongly_freed']} of these win. How many come off? "
        "Does your choice in step 8 change this number too?",
        drawn("#v(3 * mm)"),
        labelled(
            number_cards(),
            f"{CARDS} cards with the numbers from 1 to {CARDS}.",
            "Cut out these cards, or use a die with ten sides",
        ),
        drawn("#pagebreak()"),
        labelled(
            gates((("told in time", told), ("appeals", appeal), ("wins", won))),
            f"Three gates in a row. Told in time: cards 1 to {told} pass. Appeals: cards 1 to {appeal} pass. "
            f"Wins: cards 1 to {won} pass.",
            "The three gates",
        ),
        drawn("#v(3 * mm)"),
        labelled(
            token_board(),
            f"{TOKENS} numbered circles in rows of 10, one for each {PEOPLE_A_TOKEN} people listed by mistake.",
            f"The board: each token is {PEOPLE_A_TOKEN} people listed by mistake",
        ),
        drawn("#v(3 * mm)"),
        captioned("The day counter", empty_table("Tokens that are", ("tokens", "people", "harm days"), counted)),
    ]
    return "\n\n".join(steps)


def list_poster_form() -> str:
    """W06a on paper: the steps of each way onto a list, by the rules of the year of the start, and room to add."""
    year = at_the_start(list_settings())["year"]
    steps = frame("list_steps")
    tables = [
        filled_table(
            ("Step", "Who acts, by which rule", "Effect", "Way out or answer", "Facts"),
            "2.2fr, 2fr, 1.6fr, 1.5fr, 19 * mm",
            [
                (
                    f"{row['number']}. {'(In some places only) ' if row['local'] == 'yes' else ''}"
                    f"{row['what_happens']}",
                    f"{row['actor']}; {row['legal_text']}",
                    row["effect"],
                    row["way_out"],
                    row["facts"].replace(";", " "),
                )
                for _, row in listing.way(steps, entry, year).iterrows()
            ],
            f"{entry.capitalize()}, rules at the end of {year}",
        )
        for entry in dict.fromkeys(steps["entry"])
    ]
    safeguards = "; ".join(words.lower() for words in frame("what_if_steps")["safeguard"])
    return "\n\n".join(
        [
            "# Follow a name onto a list and off it",
            "1. Choose one of the three ways. One person in the group is the name.\n"
            "2. Read the steps aloud in order. Put a finger on the line where the name is now.\n"
            "3. Circle the number of every step at which somebody decides, and underline every way out.\n"
            "4. At which step does the person hear of it for the first time? Write it down.\n"
            "5. Is there a step with no answer to it? Say who could be asked.\n"
            f"6. Add one invented safeguard in the box with a dashed edge, after the tables: {safeguards}.\n"
            "7. What does your safeguard cost, and who pays?",
            *tables,
            drawn(f"#{safeguard_box()}"),
        ]
    )


def safeguard_box() -> str:
    """A box with a dashed edge for one invented step, as a Typst expression."""
    asked = ("What would happen", "Who would act", "What it would change", "What it costs, and who pays")
    lines = NEXT.join(f"{words}: {RULE}" for words in asked)
    said = f"*One more step (invented), after step* {blank(12)} {NEXT} {lines}"
    return f"block(breakable: false, width: 100%, stroke: {CUT}, inset: 8 * pt)[#set par(leading: 1.2em); {said}]"


def rulebook_sheets_form() -> str:
    """W06c on paper: one sheet for each rulebook, every row of it, and scenes to put under all four."""
    cases = frame("crossing_cases")
    titles = {name: field["title"].rstrip("?") for name, field in fields("crossing_cases").items()}
    sheets = [
        filled_table(
            ("When", *(titles[answer] for answer in crossing.ANSWERS), "Facts"),
            "2fr, 21 * mm, 1fr, 1.5fr, 1.4fr, 18 * mm, 16 * mm, 17 * mm",
            [
                (when, *map(_answer_on_paper, answers), facts.replace(";", " "))
                for when, *answers, facts in merged(rows)
            ],
            f"Rulebook: {book}. An empty cell means: the source does not say",
        )
        for book, rows in cases.groupby("rulebook", sort=False)
    ]
    scenes = [
        "one metre beside the lines, no light, an officer sees it, a visitor, the passport is taken",
        "the same, but a resident shows an identity card",
        "on the lines, the light is red, nobody is there",
        "on the lines, the light is red, a camera sees it",
        "on the lines, flashing green, an officer sees it",
        "twenty metres away, a crowd sees it, no officer",
    ]
    steps = [
        "# Cross the road under four rulebooks",
        "The scenes are invented, the rules are not.",
        "1. Each group takes one rulebook.\n"
        "2. A scene is read aloud. Find the row whose “when” fits it: distance, light, who sees it, who crosses, "
        "papers.\n"
        "3. No row fits? Say: the source does not say. Do not guess.\n"
        "4. Each group says: offence, who decides, sanction, record, appeal, effect on travel.\n"
        "5. Count on the board how often “the source does not say” was the answer.\n"
        "6. Which answer surprised you? Which source would you look for first?",
        f"Scenes: {'; '.join(f'({letter}) {scene}' for letter, scene in zip('abcdef', scenes, strict=True))}.",
        *(part for sheet in sheets for part in (drawn("#pagebreak()"), sheet)),
    ]
    return "\n\n".join(steps)


def chain_form() -> str:
    """W06d on paper: seven links to cut out for each place and year, without our readings."""
    choice = " #h(1fr) ".join(f"{TICK} {typst_words(state)}" for state in chain.STATES)
    strips = [
        (
            f"box(width: 100%, height: 32 * mm, stroke: {CUT}, inset: 6 * pt, stack(spacing: 7 * pt, "
            f"[*{row['link']}* #h(6 * pt) {typst_words(row['statement'])} #h(1fr) {typst_words(title)}], [{choice}], "
            "[Source, or where we looked:]))"
        )
        for title, rows in cases().items()
        for _, row in rows.iterrows()
    ]
    half = len(strips) // len(cases())
    sheets = [drawn(f"#stack({', '.join(strips[start : start + half])})") for start in range(0, len(strips), half)]
    steps = [
        "# Check the chain from a crossing to a train",
        "A visitor with a foreign passport crosses the road on foot. Can that close the trains to this person? Only if "
        "all seven links hold.",
        "1. Choose one place and year, and cut out its seven links.\n"
        "2. Share them out. For each link look for a source: the table of crossing rules, the steps onto a "
        "list, the ways off it.\n"
        "3. Tick one box. Not found means: no source says it. Contradicted means: a source says otherwise.\n"
        "4. Write the fact’s id, or where you looked.\n"
        "5. Lay the links in order. Turn over each one that is not sourced.\n"
        "6. Say the verdict. All sourced: the chain stands. One contradicted: broken at that link. Else: unproved, and "
        "how many links are missing.\n"
        "7. Which one source would you look for next?",
    ]
    return "\n\n".join([*steps, drawn("#pagebreak()"), f"\n\n{drawn('#pagebreak()')}\n\n".join(sheets)])


def merged(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    """The rows of a rulebook: when, the answers, the facts. Rows that differ only in place and light are one."""
    places: dict[tuple[str, ...], list[str]] = {}
    for _, row in rows.iterrows():
        key = (_conditions(row), *(row[name] for name in crossing.ANSWERS), row["facts"])
        places.setdefault(key, []).append(_place(row))
    return [("; ".join(filter(None, [", or ".join(found), key[0]])), *key[1:]) for key, found in places.items()]


def _place(row: pd.Series) -> str:
    """Where a row of the crossing holds, with the light if that matters: "on the lines, light: red"."""
    low, high = row["metres_from"], row["metres_to"]
    place = "on the lines" if high == 0 else "any distance" if low == 0 else f"{low} to {high} metres away"
    return place if row["light"] == "any" else f"{place}, light: {row['light'].replace(';', ' or ')}"


def _conditions(row: pd.Series) -> str:
    """The other conditions of a row in words; those that do not matter are left out."""
    named = {"seen_by": "seen by {}", "person": "{}", "identity_taken": "papers taken: {}"}
    return "; ".join(
        words.format(row[name].replace(";", " or ")) for name, words in named.items() if row[name] != "any"
    )


def _answer_on_paper(answer: str) -> str:
    return "" if answer == crossing.SILENT else answer.removeprefix("yes: ")
