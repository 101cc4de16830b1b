"""W06d: seven links from a crossing to a closed train; each is sourced, contradicted or not found."""

import htpy as h
import pandas as pd

from seminar.answers.store import Store, store
from seminar.course.questions import check_box, checked_choice
from seminar.course.sources import fact_links
from seminar.data.evidence import frame
from seminar.data.records import Activity, Option, record
from seminar.models import chain
from seminar.numbers import agree, are
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, running_result, still_frame, tabs

CELL = "06-w06d"
MEANING = {
    chain.SOURCED: "sourced: a source says so",
    chain.CONTRADICTED: "contradicted: a source says otherwise",
    chain.NOT_FOUND: "not found: no source says it",
}


def cases() -> dict[str, pd.DataFrame]:
    """Place and year → the seven links in order, with our reading of each."""
    links = frame("chain_links").sort_values("link", kind="stable")
    return {f"{place} {year}": rows for (place, year), rows in links.groupby(["place", "year"], sort=False)}


@forgiving
def check_the_chain() -> Output:
    """The chain checker: one choice for each link; our reading of it appears after the choice is checked."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p["Say for each link whether it is ", "; ".join(MEANING.values()), "."],
        ([h.p[h.strong[title]], h.ol[(h.li[words] for words in rows["statement"])]] for title, rows in cases().items()),
        h.p["Run this cell to check the links, or use the paper chain."],
    )
    return Output(still, f"{found.title}. Run this cell to check the links.", lambda: _live(found))


def reading(row: pd.Series) -> str:
    """Our reading of one link, with its reason."""
    note = f" {row['note']}" if isinstance(row["note"], str) else ""
    return f"Our reading: {row['reading']}. {row['why']}{note}"


def question(link_id: str) -> str:
    """The name under which the choice for a link is saved."""
    return f"{CELL}-{link_id}"


def chosen(answers: Store, rows: pd.DataFrame) -> list[str]:
    """For each link of a case the state that was chosen and checked, or ""."""
    found = [checked_choice(answers, question(key)) for key in rows.index]
    return [state if state in chain.STATES else "" for state in found]


def result(title: str, rows: pd.DataFrame, answers: Store) -> str:
    """The verdict on the student's chain; beside it ours, once every link is checked."""
    states = chosen(answers, rows)
    done = sum(map(bool, states))
    said = f"{title}, your chain: {chain.verdict(states).in_words()}"
    if done < len(rows):
        return f"{said}; {done} of {len(rows)} checked"
    return f"{said}. By our readings: {chain.verdict(list(rows['reading'])).in_words()}"


def text(title: str, rows: pd.DataFrame, answers: Store) -> str:
    """The same in full sentences."""
    states = chosen(answers, rows)
    counts = ", ".join(f"{states.count(state)} {state}" for state in chain.STATES)
    rest = states.count("")
    waiting = f" {rest} {are(rest)} not checked yet and {agree(rest, 'counts', 'count')} as missing." if rest else ""
    return (
        f"{title}: of {len(rows)} links you call {counts}.{waiting} "
        f"So the verdict is “{chain.verdict(states).in_words()}”: a chain stands only if every link is sourced. "
        "A link that is not found may still exist; nobody has shown it."
    )


def _in_words(rows: pd.DataFrame, answers: Store) -> h.Renderable:
    def line(row: pd.Series, state: str) -> h.Node:
        if not state:
            return f"{row['statement']} Not checked."
        return [f"{row['statement']} You chose: {state}. {reading(row)} ", _facts(row)]

    states = chosen(answers, rows)
    return h.ol[(h.li[line(row, state)] for (_, row), state in zip(rows.iterrows(), states, strict=True))]


def _facts(row: pd.Series) -> h.Node:
    return ["Facts: ", fact_links(row["facts"])] if isinstance(row["facts"], str) else "Facts: none found."


def _link(row: pd.Series) -> Part:
    """One link: its choice, and the facts of our reading once it is checked."""
    ours = row["reading"]
    options = [
        (state, Option(text=words, feedback=reading(row) if state == ours else "", correct=state == ours))
        for state, words in MEANING.items()
    ]
    return check_box(question(row.name), f"{row['link']}. {row['statement']}", options, after=_facts(row))


def _case(title: str, rows: pd.DataFrame) -> Box:
    answers = store(CELL)

    def draw() -> tuple[str, str, h.Node]:
        listed = h.details[h.summary["All links in words"], _in_words(rows, answers)]
        return result(title, rows, answers), text(title, rows, answers), listed

    links = [_link(row) for _, row in rows.iterrows()]
    return Box([*links, *running_result(CELL, draw)], "seminar-result")


def _live(found: Activity) -> Part:
    panels = {title: _case(title, rows) for title, rows in cases().items()}
    return live_frame(found, tabs(panels), *panels.values())


def keys() -> h.Node:
    """Our reading of each link, for each place and year: for the instructor only."""
    return [
        [h.p[h.strong[title]], h.ol[(h.li[row["statement"], " ", reading(row)] for _, row in links.iterrows())]]
        for title, links in cases().items()
    ]


def on_paper() -> dict[str, object]:
    """The links for each place and year, without our readings."""
    links = {title: rows[["link", "statement"]].to_dict("records") for title, rows in cases().items()}
    return {"cases": links, "states": chain.STATES}


ACTIVITY = Declaration(CELL, check_the_chain, on_paper, key=keys, whole_on_paper=True)
