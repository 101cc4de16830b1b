"""The essay, claim by claim, as Markdown: for the page of the claims and for paper."""

from collections.abc import Callable
from itertools import groupby

from seminar.data.coverage import numbers, places, things
from seminar.data.evidence import Row, rows
from seminar.data.package import fields
from seminar.data.words import Words
from seminar.screen.page import plain_markdown

prose = Words("claims-page")

PAGE = "sources/claims.md"
VERDICTS = ("verdict_2019", "verdict_now")
REASONS = ("why", "searched", "known_2019", "open_question")
"""The columns of the two verdicts and those that follow them, each under its title, where it is filled."""

Shown = Callable[[Row], str]
"""How a row of ``claim_evidence`` is shown, as Markdown."""


def title() -> str:
    """The title of the page."""
    return prose("title")


def rest_title() -> str:
    """The heading of what else the course does not treat."""
    return prose("rest-title")


def opening() -> str:
    """What the page holds, and how it is to be used."""
    return prose("about", count=len(rows("claims")))


def paragraphs() -> dict[str, list[Row]]:
    """Heading ("Paragraph 2") → the claims of that paragraph of the essay, in their order."""
    by_number = groupby(rows("claims"), lambda row: row.cells["paragraph"].removeprefix("¶"))
    return {prose("paragraph", number=number): list(claims) for number, claims in by_number}


def entry(claim: Row, shown: Shown) -> str:
    """One *claim*: our sentence, the essay's words, both verdicts, the reason, and the evidence as it is *shown*."""
    cells = claim.cells
    titles = {column: field["title"] for column, field in fields("claims").items()}
    lines = [
        prose("said", voice=cells["voice"], words=plain_markdown(cells["words"])),
        "; ".join(prose("verdict", title=titles[column], verdict=cells[column]) for column in VERDICTS),
        *(
            prose("reason", title=titles[column], text=plain_markdown(cells[column]))
            for column in REASONS
            if column in cells
        ),
        *_evidence(claim, shown),
        _where_treated(claim.id),
    ]
    return "\n".join([f"### {plain_markdown(cells['claim'])}", "", *(f"- {line}" for line in lines)])


def _evidence(claim: Row, shown: Shown) -> list[str]:
    """A line for each side on which there is evidence."""
    about = [row for row in rows("claim_evidence") if row.cells["claim_id"] == claim.id]
    by_side = {
        title: [shown(row) for row in about if row.cells["side"] == side]
        for side, title in prose.group("sides").items()
    }
    return [f"{title}: {'; '.join(found)}" for title, found in by_side.items() if found]


def _where_treated(thing: str) -> str:
    """In which notebooks a task with minutes treats *thing*: for everybody, by choice, or in none."""
    found = places(thing)
    if not found:
        return prose("treated.nowhere")
    where = ", ".join(numbers(found))
    return prose("treated.by choice" if found[0].by_choice else "treated.for all", numbers=where)


def rest() -> str:
    """What else of the essay no task with minutes treats, by name; empty where all is treated."""
    left = [name for key, kind, name in things() if kind != "claim" and not places(key)]
    return prose("rest", names="; ".join(name.replace("¶", prose("sign")) for name in left)) if left else ""
