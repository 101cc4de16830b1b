"""The paper forms of notebook 08."""

import math
import re
from string import ascii_uppercase

from seminar.activities.ask_the_friends import SETTINGS as FRIENDS
from seminar.activities.draw_the_line import CUT_OFF, FEATURES, names, settings
from seminar.activities.find_the_likeness import KINDS, cells_of, dated, properties, systems, weak
from seminar.activities.weigh_the_direction import WORDS, changes, claim
from seminar.data.evidence import Row, frame
from seminar.models import friends, likeness, scorecard
from seminar.numbers import day
from seminar.paper.forms.parts import filled_table, room
from seminar.workbench.panel import at_the_start

CARDS = slice(1, 19, 3)
"""The six people of each group who stand on paper."""
CIRCLE = 12
"""People of the circle of friends on paper, another one than on screen: one has no ties on purpose."""
PAIRS = "123"
"""The pairs of systems that are compared on paper."""

SHORT = dict(zip(FEATURES, ("paid", "owed", "length", "mix", "new"), strict=True))
"""Feature → its heading in a narrow column."""


def scorecard_form() -> str:
    """W08a by hand: eighteen people with their points, added up and held against the line."""
    weights = at_the_start([setting for setting in settings() if setting.name in FEATURES])
    total = sum(weights.values())
    point = scorecard.SPAN / total
    line = math.ceil((CUT_OFF - scorecard.LOWEST) / point)
    people = frame("people_invented").groupby("group", sort=False).nth(CARDS)
    rows = [
        (
            row["name"],
            row["group"],
            *(card_points(row[f], weights[f]) for f in FEATURES),
            card_points(row["rent_record"], weights[scorecard.PAYMENT]),
            "",
            "",
        )
        for _, row in people.iterrows()
    ]
    heads = [f"{SHORT[feature]} (of {weights[feature]})" for feature in names()]
    meant = "; ".join(f"{SHORT[feature]}: {name}" for feature, name in names().items())
    steps = [
        "# Draw the line",
        "The people and the rule are invented. The five names and their largest points are FICO’s published shares: "
        f"{meant}.",
        "1. Add the five points of each person. Rent points do not count yet. Whoever has a dash for payment history "
        "has no score.\n"
        f"2. The scale goes from 300 to 850, and each of the {total} points moves a score by {point:g}. The line is "
        f"{CUT_OFF}: {line} points reach it, {line - 1} do not. Who is approved?\n"
        "3. Fill the table of groups. People without a score count as not approved, and have a column of their own.\n"
        "4. Now rent counts: where payment history is missing, use the rent points. Who gets a score, and who passes?\n"
        "5. Take the person nearest below the line. Through which part are most points lost?\n"
        "6. Did anybody who made this rule have to think of a group?",
        filled_table(
            ("Person", "Group", *heads, "rent", "sum", "yes or no"),
            "18 * mm, 31 * mm, 1fr, 1fr, 1fr, 1fr, 1fr, 12 * mm, 12 * mm, 14 * mm",
            rows,
            "Points of eighteen invented people, in whole points",
        ),
        room(
            "Groups",
            "Group",
            ("approved", "refused", "no score", "approved with rent"),
            list(dict.fromkeys(people["group"])),
        ),
    ]
    return "\n\n".join(steps)


def card_points(value: float, weight: int) -> str | None:
    """The points of a feature in whole points; None where there is no record."""
    return f"{weight * value:.0f}" if value == value else None


def friends_form() -> str:
    """W08b by hand: a circle of twelve, the friends of each, and a rule that asks for their mean."""
    start = at_the_start(FRIENDS)
    people = frame("friends_invented").head(CIRCLE)
    names, scores = list(ascii_uppercase[:CIRCLE]), [int(score) for score in people["score"]]
    tied = friends.network(scores[1:], start["friends"], start["likeness"], start["seed"])
    known = [frozenset(), *(frozenset(place + 1 for place in tied[i]) for i in tied)]
    rows = [
        (name, str(score), ", ".join(sorted(names[place] for place in some)) or "nobody", "", "", "")
        for name, score, some in zip(names, scores, known, strict=True)
    ]
    steps = [
        "# Ask the friends",
        "People, scores and ties are invented. Use these people only: nobody names friends or a score of their own.",
        f"1. The line is {start['cut_off']}. Who passes by their own score? Fill that column.\n"
        "2. Look up the scores of the friends in the same table. Add them, and divide by the number of friends.\n"
        "3. The rule asks for the mean of the friends. Whoever has no friend here gets “cannot decide”, never “no”.\n"
        "4. Mark everybody whose answer changes. Who did something?\n"
        "5. Stand in a circle with cards and a string if you like, and tie the ties. Everybody holds as many ends as "
        "there are friends.\n"
        "6. Which tie would you cut, or make, to pass? What would such a rule do to friendships?",
        filled_table(
            ("Person", "Own score", "Tied to", "Friends’ mean", "By own score", "By the rule"),
            "18 * mm, 16 * mm, 1fr, 24 * mm, 24 * mm, 28 * mm",
            rows,
            "Twelve invented people, A to L, and their friends",
        ),
    ]
    return "\n\n".join(steps)


BINGO = (
    "sys-court-list",
    "sys-rongcheng-2021",
    "sys-sesame",
    "sys-schufa-2026",
    "sys-us-credit",
    "sys-uber-rider",
)
"""The systems on paper, from China and elsewhere."""


def likeness_form() -> str:
    """W08c by hand: six systems on fourteen properties, pairs counted with a pencil."""
    chosen = [row for key, row in systems().items() if key in BINGO and row.cells["kind"] not in KINDS]
    heads = [dated(row) for row in chosen]
    widths = [f"{max(map(len, re.split(' |–', head))) ** 1.3:.1f}fr" for head in heads]
    answers = [cells_of(row) for row in chosen]
    rows = [(name, *(_sign(cells[name]) for cells in answers), *("" for _ in PAIRS)) for name in properties().values()]
    steps = [
        "# Find the likeness",
        "The answers and their sources are those of this course. A star marks an answer with weak sources only, and a "
        "question mark what is not known.",
        "1. Take two systems: they are your pair 1. Put a dash into column 1 where one of the two has a question "
        "mark.\n"
        "2. In the other lines write into column 1: = for alike, ½ for one step apart (partly against yes or no), × "
        "for yes against no. Count each.\n"
        f"3. Fewer than {likeness.FEWEST_KNOWN} lines without a dash? Then say: too little known. No word is given.\n"
        "4. Else give two points for each =, one for each ½, and divide by twice the number of lines. Below 0.4 say "
        "low, above 0.7 high, else medium. Write the word, not the number.\n"
        "5. Choose one property that you would count three times. Does the word change?\n"
        "6. Take one property. Defend its coding for one system to another pair.\n"
        "7. Say what can follow for a person in each of the two systems. Are they still alike?",
        filled_table(
            ("Property", *heads, *PAIRS),
            f"33 * mm, {', '.join(widths)}, {', '.join('7 * mm' for _ in PAIRS)}",
            rows,
            "Six systems, with years, and a column of marks for each pair",
        ),
        room("Our pairs", "Pair", ("alike (=)", "one step (½)", "opposite (×)", "known of both", "word"), PAIRS),
    ]
    return "\n\n".join(steps)


def _sign(cell: Row) -> str:
    code = cell.cells["code"]
    return ("?" if code == likeness.UNKNOWN else code) + ("*" if weak(cell) else "")


def direction_form() -> str:
    """W08d by hand: dated changes on a page, and a word of direction to test with two of them."""
    cells = [row.cells for row in changes().values()]
    rows = [(row["system"], day(row["date"]), row["change"], row["direction"]) for row in cells]
    words = "\n".join(f"- {words}" for words in WORDS.values())
    steps = [
        "# Weigh the direction",
        f"{claim()} A word such as “toward” needs two dated changes in one system.",
        f"1. Choose a word:\n\n{words}",
        "2. Find two changes in one system, of two dates, that point that way. Then it is a trend.\n"
        "3. One change, one date, or two systems: it is a single point. Nothing that points that way: no evidence.\n"
        "4. Look at the same system again. Does a change point the other way?\n"
        "5. Test the claim for Germany, then the same word for a system in China and for one elsewhere.",
        filled_table(
            ("System", "Date", "What changed", "It points to"), "28 * mm, 27 * mm, 1fr, 22 * mm", rows, "Dated changes"
        ),
        room("Our tests", "Word and system", ("first date", "second date", "trend, single point or none"), "123"),
    ]
    return "\n\n".join(steps)
