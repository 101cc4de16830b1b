"""The paper forms of notebook 07."""

import pandas as pd

from seminar.activities.merge_the_records import SETTINGS as MERGE
from seminar.activities.scan_the_city import DAY
from seminar.activities.who_may_ask import ASKERS, places, requests
from seminar.activities.xray_the_claims import ASKED, claim_words, claims
from seminar.data.evidence import Row, fact, frame
from seminar.data.records import Data, record
from seminar.models import base_rate
from seminar.models import record_linkage as linkage
from seminar.models.claim_xray import QUESTIONS
from seminar.models.gates import GATES, SILENT
from seminar.paper.forms.parts import (
    CUT,
    NEXT,
    TICK,
    blank,
    captioned,
    cut_cards,
    dot_sheet,
    drawn,
    empty_table,
    empty_tree,
    filled_table,
    labelled,
    typst_words,
)


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
        drawn("#v(4 * mm)"),
        labelled(
            empty_tree("people pass", caught),
            "An empty tree to fill. People who pass are wanted or not wanted; the wanted are found or missed; "
            "the others are stopped wrongly or left alone.",
            "The tree",
        ),
        drawn("#v(4 * mm)"),
        captioned("The same day as a table", empty_table("People", columns, rows)),
        labelled(
            dot_sheet(),
            "1,000 empty dots in 25 rows of 40, one for each of 1,000 alarms.",
            "Of every 1,000 alarms, colour those that are right",
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
    lines = (
        f"[*List {side}*]",
        f"[#text(13 * pt)[{typst_words(row['name'])}] #h(3 * pt) {typst_words(row['pinyin'])}]",
        f"[born {typst_words(row['birth_date'])}]",
        f"[{typst_words(row['city'])}]",
        'line(length: 100%, stroke: (thickness: 0.4 * pt, dash: "dotted"))',
        f"[phone … {typst_words(row['phone_tail'])}]",
    )
    return f"stack(spacing: 6 * pt, {', '.join(lines)})"


def merge_the_records_form() -> str:
    """W07b by hand: record cards to cut out, and how to score and join them with the settings of the start."""
    start = {setting.name: setting.default for setting in MERGE}
    cards = [record_card(side, row) for (side, _), row in record_cards().iterrows()]
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
        drawn(f"#{cut_cards(cards, '1fr, 1fr, 1fr, 1fr', '38 * mm')}"),
    ]
    return "\n\n".join(steps)


def who_may_ask_form() -> str:
    """W07c on paper: a gate sheet for two requests, with law and reported practice in two columns; no key."""
    letters = "; ".join(f"{letter} {gate}" for letter, gate in zip("ABCDEFG", GATES, strict=True))
    columns = ("My guess", "Gate in table", "The law says", "Person told?", "Can refuse?", "Reported practice")
    sheet = empty_table("Place", columns, places(), "25 * mm, 15 * mm, 20 * mm, 1fr, 20 * mm, 20 * mm, 1fr", 27)
    room = f"#v(3 * mm) *Data asked for:* {blank(48)} *Who asks:* {blank(48)}"
    steps = [
        "# Who may ask?",
        f"1. Draw one kind of data ({', '.join(requests())}) and one asker ({', '.join(ASKERS.values())}).\n"
        f"2. Alone, write the letter of a gate for each place: {letters}.\n"
        "3. Compare in fours. Change a letter at most once, with a reason.\n"
        "4. The instructor reads out the table. Write its gate, and keep law and reported practice in their columns.\n"
        f"5. Where the table says “{SILENT}”, leave the row out when you count how often you agree.\n"
        "6. Which cell would you check first, and where?",
        *(
            drawn(f"#block(breakable: large)[{room}\n\n#figure(kind: table, caption: [Gate sheet {number}], {sheet})]")
            for number in (1, 2)
        ),
    ]
    return "\n\n".join(steps)


def claim_card(number: int, row: Row) -> str:
    """One claim to X-ray, as a Typst expression: the claim, what its source says, and the answers with boxes."""
    asked = NEXT.join(f"*{typst_words(question)}* {_choices(name)}" for name, question in ASKED.items())
    said = f"*{number}. {typst_words(claim_words(row))}*{NEXT}Nearest source: {typst_words(row.cells['source_says'])}"
    body = f"[{said}{NEXT}{asked}]"
    return f"block(breakable: large, below: 10 * pt, stroke: {CUT}, inset: 6 * pt, width: 100%, {body})"


def _choices(name: str) -> str:
    """The answers to the question *name*, each with a box to tick."""
    return " #h(4 * pt) ".join(f"#box[{TICK} {typst_words(words)}]" for words in QUESTIONS[name].values())


def xray_the_claims_form() -> str:
    """W07d on paper: each claim with what its nearest source says, and four questions with boxes to tick; no key."""
    others = (fact(key) for key in record("07-claims", Data).rows_shown)
    body = [[row.written(column) for column in ("speaker", "claim", "year")] for row in others]
    steps = [
        "# X-ray five claims",
        "1. Take one of the first four claims with a neighbour. Read the claim, then the source.\n"
        "2. Tick one box for each question.\n"
        "3. Say in one line what is left of the claim, for instance: a regulator’s rule, tested on people in the USA.\n"
        "4. Do the fifth claim all together.\n"
        "5. Ask for our answers when all five are done. Where we differ, which word of the source decides?",
        *(drawn(f"#{claim_card(number, row)}") for number, row in enumerate(claims(), 1)),
        filled_table(
            ("Who says it", "Claim", "Year"), "45 * mm, 1fr, 14 * mm", body, "The same questions fit these claims"
        ),
    ]
    return "\n\n".join(steps)
