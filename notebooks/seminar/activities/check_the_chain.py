"""W06d: seven links from a crossing to a closed train; each is sourced, contradicted or not found."""

import htpy as h
import pandas as pd

from seminar.answers.store import Store, store
from seminar.course.questions import check_box, checked_choice
from seminar.course.sources import fact_links
from seminar.data.evidence import frame
from seminar.data.records import Activity, Option, record
from seminar.data.words import Words
from seminar.models import chain
from seminar.numbers import agree, are
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, running_result, still_frame, tabs

CELL = "06-w06d"
prose = Words(CELL)
MEANING = {
    chain.SOURCED: prose("meaning.sourced"),
    chain.CONTRADICTED: prose("meaning.contradicted"),
    chain.NOT_FOUND: prose("meaning.not-found"),
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
        h.p[prose("task"), "; ".join(MEANING.values()), "."],
        ([h.p[h.strong[title]], h.ol[(h.li[words] for words in rows["statement"])]] for title, rows in cases().items()),
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def reading(row: pd.Series) -> str:
    """Our reading of one link, with its reason."""
    note = f" {row['note']}" if isinstance(row["note"], str) else ""
    return prose("reading", reading=row["reading"], why=row["why"], note=note)


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
    said = prose("chain", title=title, verdict=chain.verdict(states).in_words())
    if done < len(rows):
        return prose("finding-checked", said=said, done=done, all=len(rows))
    return prose("finding", said=said, verdict=chain.verdict(list(rows["reading"])).in_words())


def text(title: str, rows: pd.DataFrame, answers: Store) -> str:
    """The same in full sentences."""
    states = chosen(answers, rows)
    counts = ", ".join(f"{states.count(state)} {state}" for state in chain.STATES)
    rest = states.count("")
    waiting = prose("waiting", rest=rest, are=are(rest), counts=agree(rest, "counts", "count")) if rest else ""
    return prose(
        "text", title=title, all=len(rows), counts=counts, waiting=waiting, verdict=chain.verdict(states).in_words()
    )


def _in_words(rows: pd.DataFrame, answers: Store) -> h.Renderable:
    def line(row: pd.Series, state: str) -> h.Node:
        if not state:
            return prose("not-checked", statement=row["statement"])
        return [prose("you-chose", statement=row["statement"], state=state, reading=reading(row)), _facts(row)]

    states = chosen(answers, rows)
    return h.ol[(h.li[line(row, state)] for (_, row), state in zip(rows.iterrows(), states, strict=True))]


def _facts(row: pd.Series) -> h.Node:
    return [prose("facts"), fact_links(row["facts"])] if isinstance(row["facts"], str) else prose("no-facts")


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
        listed = h.details[h.summary[prose("in-words")], _in_words(rows, answers)]
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
