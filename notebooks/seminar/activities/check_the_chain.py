"""W06d: seven links from a crossing to a closed train; each is sourced, contradicted or not found."""

from functools import partial

import htpy as h
import pandas as pd

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import Marks, check_box, checked_choice
from seminar.course.sources import fact_link, says, short
from seminar.data.evidence import Row, fact, frame
from seminar.data.records import Activity, Option, record
from seminar.data.words import Words
from seminar.models import chain
from seminar.numbers import agree, are
from seminar.screen.chain import BROKEN, DOTTED, OPEN, WHOLE, chains
from seminar.screen.controls import Pane
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure, Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import heading, live_frame, still_frame, tabs
from seminar.workbench.stepper import Step, Stepper, first_open

CELL = "06-w06d"
prose = Words(CELL)
LOOKS = {chain.SOURCED: WHOLE, chain.CONTRADICTED: BROKEN, chain.NOT_FOUND: DOTTED, "": OPEN}
"""The state of a link → how it is drawn."""
RECORDS = (2, 3, 4)
"""The links that are about the record."""


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
        h.p(".seminar-finding")[prose("claim")],
        h.p[prose("task")],
        ([heading(title), h.ol[(h.li[words] for words in rows["statement"])]] for title, rows in cases().items()),
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def reading(row: pd.Series) -> str:
    """Our reading of one link, with its reason."""
    note = f" {row['note']}" if isinstance(row["note"], str) else ""
    return prose("reading", why=row["why"], note=note)


def question(link_id: str) -> str:
    """The name under which the choice for a link is saved."""
    return f"{CELL}-{link_id}"


def chosen(answers: Store, rows: pd.DataFrame) -> list[str]:
    """For each link of a case the state that was chosen and checked first, or ""."""
    found = [checked_choice(answers, question(key)) for key in rows.index]
    return [state if state in chain.STATES else "" for state in found]


def ours(rows: pd.DataFrame, states: list[str]) -> list[str]:
    """Our state of each link that the reader has answered, "" for the others."""
    return [reading if state else "" for reading, state in zip(rows["reading"], states, strict=True)]


def result(title: str, rows: pd.DataFrame, answers: Store) -> str:
    """The verdict on the student's chain; beside it ours, once every link is checked."""
    states = chosen(answers, rows)
    done = sum(map(bool, states))
    said = prose("chain", title=title, verdict=chain.verdict(states).in_words())
    if not done:
        return prose("finding-open", title=title)
    if done < len(rows):
        return prose("finding-checked", said=said, done=done, all=len(rows))
    return prose("finding", said=said, verdict=chain.verdict(list(rows["reading"])).in_words())


def picture(title: str, mine: list[str], theirs: list[str], here: int) -> Figure:
    """The reader’s chain above ours, with the link on which one stands."""
    names = prose.all("links")

    def said(state: str) -> str:
        return prose.group("looks")[LOOKS[state]]

    rows = [
        (title, [(LOOKS[state], said(state) if state else "") for state in states])
        for title, states in ((prose("yours"), mine), (prose("ours"), theirs))
    ]
    apart = {place: prose("differ") for place, pair in enumerate(zip(mine, theirs, strict=True)) if len(set(pair)) > 1}
    told = "; ".join(
        prose("alt-link", number=number, name=name, mine=said(one), ours=said(other))
        for number, (name, one, other) in enumerate(zip(names, mine, theirs, strict=True), 1)
    )
    return Figure(partial(chains, rows, names, here, apart), prose("alt", title=title, told=told), prose("rule"))


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
    def line(row: pd.Series, state: str) -> str:
        if not state:
            return prose("not-checked", statement=row["statement"])
        return prose("you-chose", statement=row["statement"], state=state, ours=row["reading"], reading=reading(row))

    states = chosen(answers, rows)
    return h.ol[(h.li[line(row, state)] for (_, row), state in zip(rows.iterrows(), states, strict=True))]


def evidence(row: pd.Series) -> h.Renderable:
    """What the facts of a link say, with their sources, to read before one chooses."""
    told = [h.p[_said(one, row["link"]), h.br, _source(one)] for one in _facts(row)]
    return h.div(".seminar-soft")[h.p(".seminar-quiet")[prose("facts")], told or h.p[prose("no-facts")]]


def _facts(row: pd.Series) -> list[Row]:
    return [fact(key) for key in row["facts"].split(";")] if isinstance(row["facts"], str) else []


def _said(row: Row, link: int) -> str:
    """What a fact says; of a rule for crossings the rule, and for the links about records the record too."""
    if "rule" not in row.cells:
        return says(row)
    rule = prose("rule-at", place=row.cells["place"], rule=row.cells["rule"])
    return prose("record-at", rule=rule, record=row.cells["record_kept"].rstrip(".")) if link in RECORDS else rule


def _source(row: Row) -> h.Renderable:
    brief = prose("source", source=short(row.sources()[0]), grade=row.cells["grade"])
    return h.span(".quiet")[fact_link(row), " ", brief]


def _ask(row: pd.Series) -> Box:
    """The choice for one link."""
    ours = row["reading"]
    options = [
        (state, Option(text=state, feedback=reading(row) if state == ours else "", correct=state == ours))
        for state in chain.STATES
    ]
    marks = Marks(**prose.group("marks"))
    return check_box(question(row.name), f"{row['link']}. {row['statement']}", options, marks, row=True)


def _case(title: str, rows: pd.DataFrame, part: Saved) -> Box:
    answers = part.answers
    line, drawn, words = Pane(announce=True), Pane(), Pane()
    told = [Pane() for _ in range(len(rows))]
    links = zip(prose.all("links"), rows.iterrows(), told, strict=True)
    steps = [Step(name, Box([_ask(row), beside], "seminar-stop")) for name, (_, row), beside in links]
    stepper = Stepper(steps, start=first_open(map(bool, chosen(answers, rows))))

    def draw(change: dict | None = None) -> None:
        states = chosen(answers, rows)
        line.html = str(h.p(".seminar-finding")[result(title, rows, answers)])
        drawn.html = str(picture(title, states, ours(rows, states), stepper.place).live())
        for place, pane in enumerate(told):
            if stepper.whole or place == stepper.place:
                pane.html = str(evidence(rows.iloc[place]))
        said = [h.p(".seminar-words")[text(title, rows, answers)], _in_words(rows, answers)]
        words.html = str(h.details[h.summary[prose("in-words")], said])

    stepper.observe(draw, ["place", "whole"])
    part.follow(draw)
    return Box([line, drawn, stepper.box, words], "seminar-result")


def _live(found: Activity) -> Part:
    part = Saved(CELL)
    panels = {title: _case(title, rows, part) for title, rows in cases().items()}
    return live_frame(found, tabs(panels), *panels.values())


def keys() -> h.Node:
    """Our reading of each link, for each place and year: for the instructor only."""
    return [
        [
            h.p[h.strong[title]],
            h.ol[
                (
                    h.li[row["statement"], " ", h.strong[f"{row['reading']}. "], reading(row)]
                    for _, row in links.iterrows()
                )
            ],
        ]
        for title, links in cases().items()
    ]


def brief() -> str:
    """Our reading of each link in a line: for the instructor only."""
    return ". ".join(
        prose("brief", case=title, links=", ".join(f"{i} {reading}" for i, reading in enumerate(links["reading"], 1)))
        for title, links in cases().items()
    )


def on_paper() -> dict[str, object]:
    """The links for each place and year with what the sources say, without our readings."""
    links = {title: [_on_paper(row) for _, row in rows.iterrows()] for title, rows in cases().items()}
    return {"cases": links, "states": chain.STATES}


def _on_paper(row: pd.Series) -> dict[str, object]:
    told = [f"{_said(one, row['link'])} ({one.id})" for one in _facts(row)]
    return {"link": row["link"], "statement": row["statement"], "sources": told or [prose("no-facts")]}


ACTIVITY = Declaration(
    CELL, check_the_chain, on_paper, key=keys, brief=brief, whole_on_paper=True, copies=("group", "lot")
)
