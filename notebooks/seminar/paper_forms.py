"""Paper forms: what replaces an activity where there is no computer.

``FORMS`` is the registry: the id in an activity's record (``paper``) → a function that returns the form as pandoc
Markdown, in which a ``{=typst}`` block may draw. A form takes its numbers from the settings of the activity.
"""

import re
from collections.abc import Callable, Sequence

import pandas as pd

from seminar.activities.check_the_chain import cases
from seminar.activities.count_the_errors import SETTINGS as COUNT
from seminar.activities.follow_the_list import settings as list_settings
from seminar.activities.map_the_voices import GRADES, INTERVIEWED, PARAGRAPHS, sample, speakers
from seminar.activities.merge_the_records import SETTINGS as MERGE
from seminar.activities.open_the_evidence import SIDES, Claim, offered, says
from seminar.activities.scan_the_city import DAY
from seminar.activities.sort_the_sentences import TYPES, sentences
from seminar.errors import SeminarError
from seminar.evidence import frame
from seminar.models import base_rate, chain, crossing, judgement, listing
from seminar.models import record_linkage as linkage
from seminar.models.groups import FEWEST_STUDENTS, MOST_STUDENTS, group_sizes
from seminar.models.votes import FEWEST_VOTES
from seminar.package import fields
from seminar.questions import LETTERS
from seminar.sources import in_brief

Node = tuple[str, Sequence["Node"]]
"""A label and the boxes that hang from it."""


CUT = '(paint: luma(90), thickness: 0.5pt, dash: "dashed")'
"""The stroke of an edge along which to cut."""


def drawn(typst: str) -> str:
    """*typst* as a block that pandoc passes on unread."""
    return f"```{{=typst}}\n{typst}\n```"


def labelled(typst: str, alt: str, caption: str) -> str:
    """A drawing with its words: *alt* for a screen reader, *caption* above it. All three are Typst or plain text."""
    return drawn(f'#figure(alt: "{alt}", kind: image, caption: [{caption}], {typst})')


def typst_words(words: object) -> str:
    """*words* as plain text for Typst; a dash where a cell is empty."""
    return re.sub(r"([\\#$@*_<>`~\[\]])", r"\\\1", words) if isinstance(words, str) else "–"


def filled_table(columns: Sequence[str], sizes: str, rows: Sequence[Sequence[object]], caption: str) -> str:
    """A printed table as a block: *rows* of plain text under *columns*, whose widths are *sizes* in Typst."""
    head = ", ".join(f"[*{name}*]" for name in columns)
    body = ", ".join(f"[{typst_words(cell)}]" for row in rows for cell in row)
    table = f"table(columns: ({sizes}), stroke: 0.4pt, inset: 4pt, table.header({head}), {body})"
    return drawn(f"#figure(kind: table, caption: [{caption}], {{ set text(9pt); set par(justify: false); {table} }})")


def dot_sheet(count: int = 1_000, across: int = 40) -> str:
    """*count* empty dots to colour, *across* in a row, as a Typst expression."""
    dot = "circle(radius: 1.75mm, stroke: 0.5pt + luma(90))"
    return f"grid(columns: {across}, column-gutter: 1.05mm, row-gutter: 1.05mm, ..range({count}).map(_ => {dot}))"


def empty_box(label: str, width: str = "38mm") -> str:
    """A box to write a number in, with its *label* at the foot, as a Typst expression."""
    foot = f"align(bottom + center, text(9.5pt)[{label}])"
    return f"box(width: {width}, height: 17mm, stroke: 0.7pt, inset: 3pt, {foot})"


def empty_tree(root: str, branches: Sequence[tuple[str, tuple[str, str]]]) -> str:
    """A tree of two levels with empty boxes: *root*, then each of the two branches with its two leaves."""

    def placed(x: float, y: float, label: str) -> str:
        return f"place(dx: {x}mm, dy: {y}mm, {empty_box(label)})"

    def joined(x1: float, y1: float, x2: float, y2: float) -> str:
        return f"place(line(start: ({x1}mm, {y1}mm), end: ({x2}mm, {y2}mm), stroke: 0.6pt))"

    parts = [placed(71, 0, root)]
    for branch, (label, leaves) in enumerate(branches):
        x = 23 + 96 * branch
        parts += [joined(90, 17, x + 19, 27), placed(x, 27, label)]
        for side, leaf in enumerate(leaves):
            at = x - 23 + 46 * side
            parts += [joined(x + 19, 44, at + 19, 54), placed(at, 54, leaf)]
    return "block(width: 180mm, height: 72mm, {" + "; ".join(parts) + "})"


def empty_table(corner: str, columns: Sequence[str], rows: Sequence[str]) -> str:
    """A table with labelled rows and columns and room to write in every cell, as Markdown that pandoc reads."""
    head = ", ".join(f"[*{name}*]" for name in (corner, *columns))
    gap = ", ".join("[#h(1fr)]" for _ in columns)
    body = ", ".join(f"[*{name}*], {gap}" for name in rows)
    sizes = f"columns: (32mm, {', '.join('1fr' for _ in columns)}), rows: (auto, {', '.join('11mm' for _ in rows)})"
    return f"table({sizes}, stroke: 0.6pt, inset: 4pt, align: horizon, table.header({head}), {body})"


def scan_the_city_form() -> str:
    """W07a by hand: a dot sheet, an empty tree and an empty table, for the invented city as it stands at the start."""
    start = {setting.name: setting.scale.written(setting.default) for setting in DAY}
    rows, columns = base_rate.screening(1, 0.5, 0.5, 0.5).axes
    caught = (("wanted", ("found", "missed")), ("not wanted", ("stopped wrongly", "left alone")))
    steps = [
        "# Scan an invented city, by hand",
        f"The city and its numbers are invented. {start['passing']} people pass the cameras in a day. "
        f"Wanted people: {start['wanted_one_in']}. Hit rate: {start['hit_percent']}. "
        f"False alarms: {start['false_one_in']} of the people who are not wanted.",
        "1. Guess first. Of all alarms in one day, how many are right? Write your guess beside the tree.\n"
        "2. Top box: write how many people pass. How many of them are wanted? Divide, and fill the second row.\n"
        "3. Of the wanted people, how many does the machine find? Fill the two boxes on the left.\n"
        "4. Of all others, how many are stopped wrongly? Divide again, and fill the two boxes on the right.\n"
        "5. Copy the four lowest numbers into the table. Add the two alarms of the first column.\n"
        "6. Divide the right alarms by all alarms and multiply by 1,000. Colour so many dots; round to half a dot.\n"
        f"7. Each alarm takes {start['minutes']} minutes to check, and an officer works "
        f"{base_rate.SHIFT_MINUTES} minutes a day. How many officers does the city need?\n"
        "8. Now make the wanted people ten times rarer. Which boxes change? Say what you expect before you count.",
        drawn("#v(4mm)"),
        labelled(
            empty_tree("people pass", caught),
            "An empty tree to fill. People who pass are wanted or not wanted; the wanted are found or missed; "
            "the others are stopped wrongly or left alone.",
            "The tree",
        ),
        drawn("#v(4mm)"),
        drawn(f"#figure(kind: table, caption: [The same day as a table], {empty_table('People', columns, rows)})"),
        labelled(
            dot_sheet(),
            "1,000 empty dots in 25 rows of 40, one for each of 1,000 alarms.",
            "Of every 1,000 alarms, colour those that are right",
        ),
    ]
    return "\n\n".join(steps)


TOKENS = 100
PEOPLE_A_TOKEN = 10
CARDS = 10


def token_board(across: int = 10) -> str:
    """Numbered circles to write in, *across* in a row, as a Typst expression."""
    token = "circle(radius: 6mm, stroke: 0.7pt, inset: 1.6pt, align(center + top, text(6.5pt)[#n]))"
    tokens = f"..range(1, {TOKENS + 1}).map(n => {token})"
    return f"grid(columns: {across}, column-gutter: 4.5mm, row-gutter: 2.2mm, {tokens})"


def number_cards() -> str:
    """Cards with the numbers from 1 to ``CARDS`` to cut out, in a row, as a Typst expression."""
    card = f"box(width: 17mm, height: 17mm, stroke: {CUT}, align(center + horizon, text(15pt)[#n]))"
    return f"grid(columns: {CARDS}, ..range(1, {CARDS + 1}).map(n => {card}))"


def gates(rows: Sequence[tuple[str, int]]) -> str:
    """Boxes in a row, one for each gate: its name, the highest card that passes, what to write if none does."""
    boxes = ", [→], ".join(
        f"box(width: 52mm, stroke: 0.7pt, inset: 6pt)[*Gate {number}: {name}* \\ "
        f"{'card 1 passes' if highest == 1 else f'cards 1 to {highest} pass'} \\ any other card: write {number}]"
        for number, (name, highest) in enumerate(rows, 1)
    )
    return f"grid(columns: {2 * len(rows) - 1}, column-gutter: 3mm, align: horizon, {boxes})"


def error_and_appeal_form() -> str:
    """W06b by hand: a board of tokens, three gates with cards and a day counter, with the settings of the start."""
    start = {setting.name: setting.default for setting in COUNT}
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
        drawn("#v(3mm)"),
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
        drawn("#v(3mm)"),
        labelled(
            token_board(),
            f"{TOKENS} numbered circles in rows of 10, one for each {PEOPLE_A_TOKEN} people listed by mistake.",
            f"The board: each token is {PEOPLE_A_TOKEN} people listed by mistake",
        ),
        drawn("#v(3mm)"),
        drawn(
            "#figure(kind: table, caption: [The day counter], "
            f"{empty_table('Tokens that are', ('tokens', 'people', 'harm days'), counted)})"
        ),
    ]
    return "\n\n".join(steps)


def record_cards(each: int = 20) -> pd.DataFrame:
    """*each* rows of both invented lists, by id: first whoever makes merging hard at the settings of the start."""
    lists = {side: frame(f"records_{side}") for side in "ab"}
    verdicts = linkage.judged(linkage.matches(*lists.values()), *lists.values())
    hard_first = verdicts.set_index("verdict").loc[[linkage.FALSE, linkage.MISSED, linkage.TRUE]]
    chosen = {
        side: hard_first[column].drop_duplicates()[:each] for side, column in zip("ab", ("left", "right"), strict=True)
    }
    return pd.concat({side.upper(): rows.loc[sorted(chosen[side])] for side, rows in lists.items()}, names=["list"])


def record_card(side: str, row: pd.Series) -> str:
    """One card to cut out, as a Typst expression; its foot, folded back, holds what the machine does not use."""
    city, city_pinyin = row["city"].split(" ")
    lines = (
        f"[*List {side}*]",
        f'[#text(lang: "zh", 13pt)[{row["name"]}] #h(3pt) {row["pinyin"]}]',
        f"[born {row['birth_date']}]",
        f'[#text(lang: "zh")[{city}] {city_pinyin}]',
        'line(length: 100%, stroke: (thickness: 0.4pt, dash: "dotted"))',
        f"text(8pt)[phone ending in {row['phone_tail']}]",
    )
    stack = f"stack(spacing: 5.5pt, {', '.join(lines)})"
    return f"box(width: 100%, height: 32mm, stroke: {CUT}, inset: 5pt, text(10pt, {stack}))"


def merge_the_records_form() -> str:
    """W07b by hand: record cards to cut out, and how to score and join them with the settings of the start."""
    start = {setting.name: setting.default for setting in MERGE}
    cards = ", ".join(record_card(side, row) for (side, _), row in record_cards().iterrows())
    steps = [
        "# Merge two invented lists, by hand",
        "All people and cities are invented. Two offices each keep a list. They share no number for a person, so you "
        "join the cards by likeness.",
        "1. Cut out the cards. Fold the foot of each card back along the dotted line, and do not look at it yet.\n"
        "2. Put list A on the left and list B on the right.\n"
        f"3. Score a pair. Name: {start['name']} points times the share of equal characters. Birth date: "
        f"{start['birth']} points times the share of equal parts (year, month, day). "
        f"City: {start['city']} points if it is the same.\n"
        f"4. Join a pair that has {start['threshold']} points or more, the best pair first. A card is joined once.\n"
        "5. Count your pairs. Guess how many of them are one person.\n"
        "6. Unfold. The same phone ending means the same person. Count right matches, false merges and people you "
        "missed.\n"
        "7. Choose one false merge. What could happen to each of the two people?\n"
        "8. Which one rule would you change, and which error grows then?",
        drawn(f"#grid(columns: (1fr, 1fr, 1fr, 1fr), {cards})"),
    ]
    return "\n\n".join(steps)


def room_grid_form() -> str:
    """W00a on paper: for every class from 8 to 25, the groups that it makes."""
    preferred = (3, 4, 5)
    head = ", ".join(f"[*{words}*]" for words in ("Students", *(f"groups of about {size}" for size in preferred)))
    body = ", ".join(
        f"[*{students}*], " + ", ".join(f"[{' '.join(map(str, group_sizes(students, size)))}]" for size in preferred)
        for students in range(FEWEST_STUDENTS, MOST_STUDENTS + 1)
    )
    table = f"table(columns: (24mm, 1fr, 1fr, 1fr), stroke: 0.4pt, inset: 4pt, table.header({head}), {body})"
    steps = [
        "# Plan the room",
        "1. Find the number of students on the left.\n"
        "2. Go to the group size that you like. Each number in the cell is one group.\n"
        "3. Count off around the room, so that chance makes the groups.\n"
        "4. Check: no group has fewer than three people or more than five.",
        drawn(f"#figure(kind: table, caption: [Groups for every class], {table})"),
    ]
    return "\n\n".join(steps)


def sentence_strips_form() -> str:
    """W00b on paper: strips to cut out and lay under five headings."""
    kinds = "; ".join(f"{sign}) {words}" for sign, words in zip("12345", TYPES.values(), strict=True))
    strips = ", ".join(
        f"box(width: 100%, height: 13mm, stroke: {CUT}, inset: 6pt, "
        f"align(horizon)[*{number}* #h(6pt) {sentence['text']}])"
        for number, sentence in enumerate(sentences(), 1)
    )
    steps = [
        "# Sort invented sentences",
        "All sentences are invented.",
        f"1. Write five headings on a table: {kinds}.\n"
        "2. Cut out the strips. Take the first five for the tour, the others later.\n"
        "3. Lay each strip under one heading, and say why.\n"
        "4. Where two of you differ, find the word in the sentence that decides it.",
        drawn(f"#stack({strips})"),
    ]
    return "\n\n".join(steps)


def list_poster_form() -> str:
    """W06a on paper: the steps of each way onto a list, by the rules of the year of the start, and room to add."""
    year = next(setting.default for setting in list_settings() if setting.name == "year")
    steps = frame("list_steps")
    tables = [
        filled_table(
            ("Step", "Who acts, by which rule", "Effect", "Way out or answer", "Facts"),
            "2.2fr, 2fr, 1.6fr, 1.5fr, 16mm",
            [
                (
                    f"{row['number']}. {'(In some places only) ' * (row['local'] == 'yes')}{row['what_happens']}",
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
            "3. Mark in one colour every step at which somebody decides, and in another every way out.\n"
            "4. At which step does the person hear of it for the first time? Write it down.\n"
            "5. Is there a step with no answer to it? Say who could be asked.\n"
            f"6. Add one safeguard as a step with a dashed edge, and write “invented” on it: {safeguards}.\n"
            "7. What does your safeguard cost, and who pays?",
            *tables,
        ]
    )


def rulebook_sheets_form() -> str:
    """W06c on paper: one sheet for each rulebook, every row of it, and scenes to put under all four."""
    cases = frame("crossing_cases")
    titles = {name: field["title"].rstrip("?") for name, field in fields("crossing_cases").items()}
    sheets = [
        filled_table(
            ("When", *(titles[answer] for answer in crossing.ANSWERS), "Facts"),
            "1.7fr, 16mm, 1.2fr, 1.5fr, 1.3fr, 1fr, 1fr, 15mm",
            [
                (
                    _when(row),
                    *(_answer_on_paper(row[name]) for name in crossing.ANSWERS),
                    row["facts"].replace(";", " "),
                )
                for _, row in rows.iterrows()
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


FIRST_CLAIMS = ("C01", "C11", "C21", "C29", "C45", "C47", "C53", "C57")
"""The claims of the paper bench: numbers, a law, an appeal, a rate, a report on another country."""


def claim_card(claim: Claim) -> str:
    """One card to cut out and fold, as a Typst expression: the claim on one half, its evidence on the other."""
    front = (
        f"[*{claim.id}* #h(1fr) {typst_words(claim.row.cells['paragraph'])}]",
        f"text(13pt)[{typst_words(claim.row.cells['claim'])}]",
        "v(1fr)",
        "[Sure before: #box(width: 11mm, line(length: 100%, stroke: 0.5pt)) % #h(3pt) after: "
        "#box(width: 11mm, line(length: 100%, stroke: 0.5pt)) %]",
    )
    back = []
    for row in claim.evidence:
        (fact,) = row.rests_on()
        said = typst_words(f"{SIDES[row.cells['side']]}: {says(fact)}")
        back.append(f"text(10pt)[• {said} #text(8.5pt)[({typst_words(in_brief(fact))})]]")
    halves = (f"box(width: 100%, stack(spacing: 7pt, {', '.join(half)}))" for half in (front, back))
    fold = 'stroke: (left: (thickness: 0.4pt, dash: "dotted"))'
    one, other = halves
    return (
        f"box(width: 100%, height: 78mm, stroke: {CUT}, clip: false, grid(columns: (76mm, 1fr), rows: 78mm, "
        f"inset: 7pt, {one}, grid.cell({fold}, {other})))"
    )


VERDICT_SHAPES = {
    judgement.SUPPORTED: "circle(radius: 5mm, fill: black)",
    judgement.PARTLY: "box(circle(radius: 5mm, stroke: 1pt, inset: 0pt, align(center + horizon, circle(radius: 2.2mm, "
    "fill: black))))",
    judgement.NOT_ENOUGH: "circle(radius: 5mm, stroke: 1pt)",
    judgement.CONTRADICTED: "box(width: 10mm, height: 10mm, {place(line(start: (0mm, 0mm), end: (10mm, 10mm), "
    "stroke: 2pt)); place(line(start: (0mm, 10mm), end: (10mm, 0mm), stroke: 2pt))})",
    judgement.CHANGED: "box(width: 14mm, height: 10mm, {place(circle(radius: 4mm, fill: black)); "
    "place(dx: 6mm, circle(radius: 4mm, stroke: 1pt))})",
    judgement.NOT_CHECKABLE: "rotate(45deg, square(size: 8mm, stroke: 1pt))",
}
"""A shape for each verdict, drawn, so that the cards differ without colour and in any font."""


def verdict_card(verdict: str) -> str:
    """One verdict to hold up, as a Typst expression."""
    shape = f"box(height: 14mm, align(center + horizon, {VERDICT_SHAPES[verdict]}))"
    content = f"align(center, stack(spacing: 6pt, {shape}, [*{verdict}*]))"
    return f"box(width: 100%, height: 30mm, stroke: {CUT}, inset: 6pt, {content})"


def claim_cards_form() -> str:
    """W01a by hand: eight claims with their evidence folded behind them, and six verdicts to hold up."""
    claims = offered({"claims": FIRST_CLAIMS})
    steps = [
        "# Open the evidence, by hand",
        "The claims are the essay’s, in our words. The evidence is real; its facts stand on the pages of sources.",
        "1. Cut out the claim cards and fold them along the dotted line, so that the evidence is behind.\n"
        "2. Take a card. Before you turn it: how sure are you, from 0 to 100, that it was true in March 2019? Write it "
        "down.\n"
        "3. Turn the card and read. Each line names its source, its grade and its date.\n"
        "4. Hold up one verdict as of March 2019, and then one as of November 2026. Say which line decides it.\n"
        "5. How sure are you now?\n"
        "6. Where two of you differ, find the source, the year or the word that makes the difference.\n"
        "7. Ask the instructor for the verdicts of this course when all cards are done.",
        drawn(f"#grid(columns: (1fr, 1fr, 1fr), {', '.join(verdict_card(verdict) for verdict in judgement.VERDICTS)})"),
        drawn(f"#stack({', '.join(claim_card(claim) for claim in claims.values())})"),
    ]
    return "\n\n".join(steps)


def tally_grid_form() -> str:
    """W01b on paper: four grids for two rounds of counting hands or cards, and the movement between them."""
    columns = ("Before: strokes", "count", "After: strokes", "count", "Gain")
    grid = empty_table("Option", columns, [f"{letter})" for letter in LETTERS])
    line = "#box(width: 110mm, height: 6mm, stroke: (bottom: 0.5pt))"
    grids = (f"#figure(kind: table, caption: [Question or claim {n}: {line}], {grid})" for n in range(1, 5))
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


def chain_form() -> str:
    """W06d on paper: seven links to cut out for each place and year, without our readings."""
    choice = " #h(1fr) ".join(f"#box(width: 3.2mm, height: 3.2mm, stroke: 0.6pt) {state}" for state in chain.STATES)
    strips = [
        (
            f"box(width: 100%, height: 23mm, stroke: {CUT}, inset: 6pt, stack(spacing: 7pt, "
            f"[*{row['link']}* #h(6pt) {typst_words(row['statement'])} #h(1fr) #text(9pt)[{title}]], [{choice}], "
            "[#text(9pt)[Source, or where we looked:]]))"
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
        "2. Share them out. For each link look for a source: the table of crossing rules, the steps onto a list, the "
        "page of sources.\n"
        "3. Tick one box. Not found means: no source says it. Contradicted means: a source says otherwise.\n"
        "4. Write the fact’s id, or where you looked.\n"
        "5. Lay the links in order. Turn over each one that is not sourced.\n"
        "6. Say the verdict. All sourced: the chain stands. One contradicted: broken at that link. Else: unproved, and "
        "how many links are missing.\n"
        "7. Which one source would you look for next?",
    ]
    return "\n\n".join([*steps, drawn("#v(4mm)"), f"\n\n{drawn('#pagebreak()')}\n\n".join(sheets)])


def _when(row: pd.Series) -> str:
    """The conditions of one row of the crossing in words; those that do not matter are left out."""
    low, high = row["metres_from"], row["metres_to"]
    place = "on the lines" if high == 0 else "any distance" if low == 0 else f"{low} to {high} metres away"
    named = {"light": "light: {}", "seen_by": "seen by {}", "person": "{}", "identity_taken": "papers taken: {}"}
    conditions = [words.format(row[name].replace(";", " or ")) for name, words in named.items() if row[name] != "any"]
    return "; ".join([place, *conditions])


def _answer_on_paper(answer: str) -> str:
    return "" if answer == crossing.SILENT else answer.removeprefix("yes: ")


STROKES = ("", "/", "\\", "-", "|", "+", "x", "o", "/-")
"""Hatches that can be drawn by hand and differ without colour: the strokes of each, the first one empty."""


def hatch(strokes: str) -> str:
    """A fill of *strokes* (some of the signs in STROKES), as a Typst expression."""

    def drawn_line(x1: int, y1: int, x2: int, y2: int) -> str:
        return f"place(line(start: ({x1}pt, {y1}pt), end: ({x2}pt, {y2}pt), stroke: 0.6pt))"

    parts = {
        "/": drawn_line(0, 8, 8, 0),
        "\\": drawn_line(0, 0, 8, 8),
        "-": drawn_line(0, 4, 8, 4),
        "|": drawn_line(4, 0, 4, 8),
        "+": f"{drawn_line(0, 4, 8, 4)}; {drawn_line(4, 0, 4, 8)}",
        "x": f"{drawn_line(0, 0, 8, 8)}; {drawn_line(0, 8, 8, 0)}",
        "o": "place(center + horizon, circle(radius: 1.6pt, stroke: 0.6pt))",
    }
    return f"tiling(size: (8pt, 8pt), {{{'; '.join(parts[stroke] for stroke in strokes)}}})" if strokes else "none"


def voice_legend() -> str:
    """One box for each voice: its hatch, its letter and its name, as a Typst expression."""
    boxes = ", ".join(
        f"box(width: 9mm, height: 7mm, stroke: 0.7pt, fill: {hatch(strokes)}), "
        f"[*{voice[0]}* #h(3pt) {'interviewee' if voice in INTERVIEWED else voice}]"
        for voice, strokes in zip(speakers(), STROKES, strict=True)
    )
    return f"grid(columns: (9mm, 1fr) * 3, gutter: 7pt, align: left + horizon, {boxes})"


def paragraph_grid(across: int = 8) -> str:
    """One empty box for each paragraph of the essay, as a Typst expression."""
    boxes = ", ".join(
        f"box(width: 100%, height: 18mm, stroke: 0.7pt, inset: 3pt, text(9.5pt)[¶{number}])"
        for number in range(1, PARAGRAPHS + 1)
    )
    return f"grid(columns: (1fr,) * {across}, gutter: 4pt, {boxes})"


def claims_to_code() -> str:
    """The sample of claims with the four codes to circle, as a Typst expression."""
    codes = " #h(5pt) ".join(GRADES)
    body = ", ".join(
        f"[*{number}*], text(11pt)[{item.text}], text(11pt)[{codes}]" for number, item in enumerate(sample(), 1)
    )
    head = "table.header([*No.*], [*Claim, in our words*], [*Circle one*])"
    return f"table(columns: (12mm, 1fr, 31mm), stroke: 0.5pt, inset: 5pt, align: left + horizon, {head}, {body})"


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
        drawn("#v(3mm)"),
        labelled(
            paragraph_grid(),
            f"{PARAGRAPHS} empty boxes, one for each paragraph of the essay.",
            "The essay, one box for each paragraph",
        ),
        drawn("#v(3mm)"),
        drawn(f"#figure(kind: table, caption: [Ten claims to code], {claims_to_code()})"),
    ]
    return "\n\n".join(steps)


FORMS: dict[str, Callable[[], str]] = {
    "00-paper-w00a": room_grid_form,
    "00-paper-w00b": sentence_strips_form,
    "01-paper-w01a": claim_cards_form,
    "01-paper-w01b": tally_grid_form,
    "01-paper-w01c": voice_grid_form,
    "06-paper-w06b": error_and_appeal_form,
    "06-paper-w06a": list_poster_form,
    "06-paper-w06c": rulebook_sheets_form,
    "06-paper-w06d": chain_form,
    "07-paper-w07a": scan_the_city_form,
    "07-paper-w07b": merge_the_records_form,
}


def form(paper_id: str) -> str:
    """The paper form *paper_id* as Markdown. Raises SeminarError where none has been written."""
    if paper_id not in FORMS:
        raise SeminarError(
            f"There is no paper form “{paper_id}”. Write one in seminar/paper_forms.py; there are: {', '.join(FORMS)}."
        )
    return FORMS[paper_id]()
