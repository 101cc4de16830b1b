"""The paper forms of notebook 04."""

import pandas as pd

from seminar.activities.open_the_files import FILES, READERS
from seminar.activities.parts.watchers import MEANING, ROLES, SYSTEMS, WORDS
from seminar.activities.trace_the_descent import KINDS, links
from seminar.activities.trace_the_descent import SYSTEMS as DESCENT
from seminar.data.evidence import frame
from seminar.models import descent
from seminar.numbers import capital, listed
from seminar.paper.forms.parts import (
    CUT,
    NEXT,
    blank,
    captioned,
    cut_cards,
    drawn,
    empty_table,
    filled_table,
    typst_words,
)

PAIRS = (
    ("sys-dangan-today", "sys-plan2014"),
    ("sys-court-list", "sys-sesame"),
    ("sys-court-list", "sys-pboc"),
    ("sys-work-unit-1965", "sys-court-list"),
)
"""The pairs of systems whose evidence is printed."""

SHORT = ("ft-hukou", "ft-dangan", "ft-court-list")
"""The files of a short session, as the notebook names them."""


def stacks() -> dict[str, pd.DataFrame]:
    """File → the events on the cards of its expert; every event has one card, with one stamp."""
    events = frame("life_events")
    return {key: events[events["stamp"] == key] for key in FILES}


def event_card(event: pd.Series) -> str:
    """One card to cut out, as a Typst expression: the year, what happens, and one stamp."""
    stamp = f"box(stroke: 1.2 * pt, radius: 2 * pt, inset: 3 * pt, [*{typst_words(FILES[event['stamp']])}*])"
    said = f"[*{event['year']}* #h(4 * pt) {typst_words(event['event'])}]"
    return f"stack(spacing: 8 * pt, {said}, {stamp})"


def passport(key: str) -> str:
    """The rules of one file to cut out, as a Typst expression, with the number of cards that its expert holds."""
    file = frame("file_types").loc[key]
    lines = [
        f"Opened: {file['opened']}",
        f"Kept by: {file['kept_by']}",
        f"Holds: {file['content']}",
        f"May read: {'; '.join(f'{words}: {file[reader]}' for reader, words in READERS.items())}",
        f"Lin can read it: {file['can_read']}; correct it: {file['can_correct']}; leave it: {file['can_leave']}",
        f"Cards in your stack: {len(stacks()[key])}. Facts: {', '.join(file['facts'].split(';'))}",
    ]
    said = NEXT.join(map(typst_words, lines))
    head = f"[*{typst_words(capital(FILES[key]))}* (a real file)]"
    return f"stack(spacing: 6 * pt, {head}, [{said}])"


def jigsaw_form() -> str:
    """W04a on paper: passports and stacks for six experts, and a sheet that needs all of them."""
    cards = [event_card(event) for stack in stacks().values() for _, event in stack.iterrows()]
    readers = [
        f"box(width: 100%, height: 14 * mm, stroke: {CUT}, inset: 5 * pt, [*{typst_words(capital(n))}*])"
        for n in READERS.values()
    ]
    count, few = (sum(len(stacks()[key]) for key in files) for files in (FILES, SHORT))
    sheet = empty_table(
        "Place",
        ("Year", "What happens", "Stamp"),
        list(map(str, range(1, count + 1))),
        "14 * mm, 18 * mm, 1fr, 40 * mm",
        7,
    )
    counts = empty_table(
        "Reader", ("may read", "unclear", "may not read"), [capital(n) for n in READERS.values()], height=9
    )
    steps = [
        "# One life, six files",
        "Lin and all events are invented. The six files are real, and their rules are as far as we found them.",
        "1. Expert groups: take one passport and the stack with its stamp. Read who keeps the file, what it holds, who "
        "reads it, how it is corrected, how one leaves it. “Unclear” means that no rule was found.\n"
        f"2. Home groups: one expert of each file. Lay all {count} cards by year. Number them and fill "
        "the sheet. Without one of the six you cannot number the rest. In a short session take the "
        f"{listed(FILES[key] for key in SHORT)}: lay and number their {few} cards, and leave the other lines empty.\n"
        "3. Put each reader slip on an envelope, or lay the slips out. Draw two readers.\n"
        "4. For each reader ask every expert: may this reader read your file? Count the cards under yes, unclear and "
        "no. Never add unclear to yes or to no. Compare with other groups: which reader sees the fewest cards, and "
        "which the most?\n"
        "5. Which cards may Lin not read? Which may Lin correct?\n"
        "6. Each card shows one stamp. Which events could stand in a second file as well? Ask the experts.",
        captioned("The life of Lin", sheet),
        drawn("#pagebreak()"),
        captioned("Cards by reader", counts),
        drawn(f"#v(4 * mm)\n#{cut_cards([passport(key) for key in FILES])}"),
        drawn(f"#grid(columns: (1fr, 1fr, 1fr), {', '.join(readers)})"),
        drawn("#pagebreak()"),
        drawn(f"#{cut_cards(cards, '1fr, 1fr, 1fr')}"),
    ]
    return "\n\n".join(steps)


def grid_posters_form() -> str:
    """W04b on paper: two posters with a grid of six watchers and six watched, and room for three roles."""
    names = [capital(words) for words in WORDS.values()]
    grid = empty_table("Watcher, then watched", names, names, f"28 * mm{', 1fr' * len(names)}", 12)
    roles = empty_table("Role", ("Who",), list(ROLES.values()), "50 * mm, 1fr", 9)
    poster = [
        drawn(f"#block(above: 12 * pt, [System: {blank(90)}])"),
        captioned("Who watches whom", grid),
        captioned("Three roles", roles),
    ]
    steps = [
        "# Who watches whom",
        f"1. Choose a system: {'; '.join(SYSTEMS.values())}.\n"
        f"2. Write one code in each cell: {'; '.join(words for _, words in MEANING)}. A watcher that watches its own "
        "kind has a cell too; a person who can see their own record watches that record.\n"
        "3. Say your reason before you write. Where you do not know, write a question mark.\n"
        "4. Fill in who sets the rule, who supplies the data, and who punishes or gives.\n"
        "5. Ask the instructor for our codes, row by row. Count equal cells, and only those for which we have a code.\n"
        "6. The story of Black Mirror is fiction. Code it if you like, and do not compare its number with the others.",
        *poster,
        drawn("#pagebreak()"),
        *poster,
    ]
    return "\n\n".join(steps)


def descent_form() -> str:
    """W04c on paper: what our table says of four pairs of systems, to be judged by the rule."""
    tables = [
        filled_table(
            ("Kind", "What we read", "Your reading"),
            "42 * mm, 1fr, 34 * mm",
            [(KINDS[kind], row.cells["why"], " ") for kind, row in links(*pair).items()],
            capital(" and ".join(DESCENT[key] for key in pair)),
            whole=True,
        )
        for pair in PAIRS
    ]
    steps = [
        "# Does one system come from the other?",
        f"1. Read the rows of one pair. For each write {', '.join(descent.STATES[:-1])} or {descent.STATES[-1]}.\n"
        "2. A kind of evidence that has no row was not found in the facts of this course.\n"
        f"3. Is a rule that names both, or a flow of data, sourced? Then write: {descent.CAUSE}.\n"
        f"4. If not, is a common purpose sourced? Then write: {descent.PURPOSE}.\n"
        f"5. If not, is a common office or look sourced? Then write: {descent.LIKENESS}. Else: {descent.NOTHING}.\n"
        "6. Look at the years. Can the older system explain the younger one, or is the link itself too young?\n"
        "7. Popular claim: social credit comes from the personal file. What would you write under it now?",
        *tables,
    ]
    return "\n\n".join(steps)
