"""The paper forms of notebook 05."""

import pandas as pd

from seminar.activities.live_without_the_app import NAMES, people, places, profile, tasks
from seminar.activities.parts.hidden_machines import areas
from seminar.activities.probe_the_score import BUDGET
from seminar.activities.reach_the_perks import LATEST, PARAGRAPH, SCHEME, asked, giver, how_often, settings, taken_away
from seminar.data.evidence import Row, rows
from seminar.models.hidden_score import AREAS, CEILING, FLOOR, LARGEST_NOISE
from seminar.models.tools_of_a_day import TOOLS
from seminar.numbers import capital, day
from seminar.paper.forms.parts import CUT, NEXT, captioned, drawn, empty_table, filled_table, typst_words


def probe_game_form() -> str:
    """W05a by hand: one student is the machine with a secret slip, the others buy probes with tokens."""
    names = [capital(name) for name, _ in areas()]
    numbers = [str(number) for number in range(1, BUDGET + 1)]
    step = (CEILING - FLOOR) // 100
    log = empty_table("Probe", (*names, "Score"), numbers, "16 * mm" + ", 1fr" * 6, height=8)
    guess = empty_table(
        "", (*names, "Sum"), ("Our guess", "The machine", "Difference"), "26 * mm" + ", 1fr" * 6, height=8
    )
    products = empty_table("", (*names, "Sum", "Score"), ["Weights", *numbers], "22 * mm" + ", 1fr" * 7, height=9)
    steps = [
        "# Probe the machine, by hand",
        "All weights are invented. The instructor gives each group one slip with five weights, face down.",
        f"1. One of you is the machine and takes the slip. The others get {BUDGET} tokens.\n"
        "2. First write down your plan: which settings would you buy?\n"
        f"3. Set the {AREAS} dials from 0 to 100 in steps of 5, write them into the log and pay a token.\n"
        "4. The machine works out the score on its own sheet, says it, and shows no other number.\n"
        "5. When you have spent your tokens, or before, write your guess. It has to sum to 100.\n"
        "6. Turn the slip. Add the differences without their signs and take half: 0 is exact, 100 shares nothing.\n"
        f"7. Play again with noise: to each score the machine adds a number from −{LARGEST_NOISE} to {LARGEST_NOISE}, "
        "drawn from slips in a bag. What do you do with a token now?\n"
        "8. Talk: is the machine fair? Which of your probes could have told you?",
        captioned("The log", log),
        captioned("The guess", guess),
        drawn("#pagebreak()"),
        "**For the machine only.** Write the weights of your slip into the first row. For each probe write weight × "
        f"dial under each area and add them. The score is {FLOOR} and {step} for each 100 of the sum, for 4,000 "
        f"that is {FLOOR + 40 * step}.",
        captioned("The reckoning grid: weight × dial", products),
    ]
    return "\n\n".join(steps)


def perk_cards_form() -> str:
    """W05b on paper: a card for each offer to lay along a ladder, and one card that lies face down."""
    cards = ", ".join([*map(_offer_card, rows("perks")), *map(_taken_card, taken_away(LATEST))])
    start = {setting.name: setting.default for setting in settings()}
    steps = [
        "# The perk ladder, on paper",
        "Every card is real and has a date. An offer on paper does not show who used it.",
        "1. Cut out the cards. Leave the one with the thick edge face down.\n"
        f"2. Draw a ladder from {FLOOR} to {CEILING} on the table. Lay each card with a {SCHEME} at its points.\n"
        "3. Two heaps beside the ladder: threshold not published, and points of another scheme. Do not compare them.\n"
        f"4. Take the score {start['score']} and the year {start['year']}. Turn over the cards that begin later. Which "
        "are within reach?\n"
        f"5. Look at the last date on each card. Which offers may have stopped by {start['year']}?\n"
        "6. Find the airport, the visas and the dating site. What exactly is promised, and from when?\n"
        f"7. Now turn the last card. From when, and for whom? What does paragraph {PARAGRAPH[1:]} say?",
        drawn(f"#grid(columns: (1fr, 1fr), gutter: 2 * pt, {cards})"),
    ]
    return "\n\n".join(steps)


def _offer_card(row: Row) -> str:
    cells = row.cells
    scheme = cells["points_of"].removeprefix("points of ")
    named = cells["points_of"].startswith("points of ")
    of = f", {SCHEME}" if scheme == SCHEME else f" of {'' if named else 'the '}{scheme}"
    lines = [
        f"*{typst_words(cells['perk'])}*",
        typst_words(giver(row)),
        f"*{typst_words(asked(row) + of)}*",
        typst_words(f"Since {day(cells['date'])}, last seen {cells['as_of'][:4]}, end not found."),
        typst_words(f"Fact {row.id}"),
    ]
    return _card(NEXT.join(lines), CUT)


def _taken_card(row: Row) -> str:
    counted = how_often(row)[0]
    lines = [
        f"*Taken away: {typst_words(row.cells['measure'])}*",
        typst_words(f"From {row.cells['who']}, since {day(row.cells['since'])}. Whether it goes on was not found."),
        typst_words(
            f"{capital(counted.cells['measure'])} by {day(counted.cells['date'])}: {counted.written('value')}."
        ),
        typst_words(f"Facts {row.cells['facts']}, {counted.id}"),
    ]
    return _card(NEXT.join(lines), "1.6 * pt")


def _card(words: str, stroke: str) -> str:
    return f"block(breakable: false, width: 100%, height: 48 * mm, stroke: {stroke}, inset: 5 * pt)[{words}]"


def day_grid_form() -> str:
    """W05c by hand: the minutes of each task with each tool, what the five people have, and room for the results."""
    table = [(str(task["task"]), *(_minutes(task[tool]) for tool in TOOLS), task["helper"], "", "") for task in tasks()]
    have = [(f"{person}, {place}", *_tools_of(person, place)) for person in people() for place in places()]
    tools = [capital(NAMES[tool]) for tool in TOOLS]
    steps = [
        "# A day without the app, on paper",
        "People, places and minutes are invented. A dash means that it cannot be done, or that the person has no such "
        "tool there.",
        "1. Draw a person and a place by lot. Read what each tool adds to every task.\n"
        "2. Guess first: how many tasks become slower without the super-app, and how many are not possible?\n"
        "3. For each task find the quickest tool and its minutes, with what the person adds. Write them under Before.\n"
        "4. Take the super-app away: cover its column. Find the quickest tool again, and write it under Now.\n"
        "5. Nothing left? If another person can do the task and somebody helps, write P, else write N.\n"
        "6. Count: as before, slower, P, N. How many minutes do the slower ones add?\n"
        "7. Cover cash too. Then swap persons with another group. For whom does least change?",
        filled_table(
            ("Task", *tools, "Other person?", "Before", "Now"),
            "2.6fr, 1fr, 1fr, 1fr, 1fr, 1.1fr, 1.1fr, 1.1fr",
            table,
            "Minutes of each task with each tool",
        ),
        filled_table(
            ("Person and place", *tools, "Helper"),
            "2.6fr, 1fr, 1fr, 1fr, 1fr, 1fr",
            have,
            "Extra minutes for each task with a tool",
            whole=True,
        ),
    ]
    return "\n\n".join(steps)


def _minutes(value: object) -> str:
    return "–" if pd.isna(value) else str(value)


def _tools_of(person: str, place: str) -> list[str]:
    mine = profile(person, place)
    return [*(f"+{_minutes(mine[tool])}".replace("+–", "–") for tool in TOOLS), str(mine["helper"])]
