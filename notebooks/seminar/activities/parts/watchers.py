"""The six systems of W04b in words: who watches whom by our table, as sentences and as tables."""

from collections.abc import Mapping

import htpy as h

from seminar.course.sources import fact_links
from seminar.data.evidence import Row, rows
from seminar.data.words import Words
from seminar.models.watching import CODES, PARTIES, Cell
from seminar.numbers import capital
from seminar.screen.page import Table

prose = Words("04-w04b")

SYSTEMS = prose.group("systems")
"""System in the table → what it is called here."""
FICTION = "Black Mirror: Nosedive"
WORDS = prose.group("words")
OWN = prose("own")
VERBS = prose.group("verbs")
MEANING = tuple(prose.group("meaning").items())
ROLES = prose.group("roles")
PARTY = prose.group("party")
"""Kind of party → what it is called where there is little room; the last is for what no source says."""


def watched_words(watcher: str, watched: str) -> str:
    """Whom a watcher of a kind watches, in words."""
    if watcher != watched:
        return WORDS[watched]
    return OWN if watched == "the person" else prose("another", watched=watched)


def arrow(pair: Cell, code: str) -> str:
    """One cell of the grid as a sentence."""
    return f"{capital(WORDS[pair[0]])} {VERBS[code]} {watched_words(*pair)}."


def key_of(system: str) -> dict[Cell, Row]:
    """Cell → our row, for the cells of a system that have a key."""
    found = [row for row in rows("watchers") if row.cells["system"] == system]
    return {(row.cells["watcher"], row.cells["watched"]): row for row in found}


def roles_of(system: str) -> Row:
    """Who sets the rule, supplies the data and punishes or gives in a system."""
    return next(row for row in rows("watcher_rules") if row.cells["system"] == system)


def grid(caption: str, codes: Mapping[Cell, str]) -> Table:
    """Codes by watcher: whom each watches mainly, to some degree, and not."""
    body = []
    for watcher in PARTIES:
        own = {pair: code for pair, code in codes.items() if pair[0] == watcher}
        said = [
            "; ".join(watched_words(*pair) for pair, code in own.items() if code == kind) for kind in reversed(CODES)
        ]
        if own:
            body.append([capital(WORDS[watcher]), *(words or "–" for words in said)])
    return Table(caption, ["Watcher", "Main", "Some", "None"], body or [[prose("nothing"), "–", "–", "–"]])


def keys() -> h.Renderable:
    """Our codes of every system as sentences, with the three roles: for the instructor only."""

    def one(system: str) -> h.Node:
        said = (h.li[f"{arrow(pair, row.cells['code'])} {row.cells['note']}."] for pair, row in key_of(system).items())
        told = "; ".join(f"{words}: {roles_of(system).cells[name]}" for name, words in ROLES.items())
        return [h.p[h.strong[SYSTEMS[system]]], h.ul[said], h.p[f"{told}."]]

    return h.fragment[(one(system) for system in SYSTEMS)]


def beside_ours(system: str, codes: Mapping[Cell, str]) -> h.Renderable:
    """Our codes of a checked row beside those of the student, each with its note and facts; cells without a key not."""
    watcher = next(iter(codes))[0]
    body = [_beside(row, codes[pair]) for pair, row in key_of(system).items() if pair in codes]
    caption = prose("beside", words=capital(WORDS[watcher]), systems=SYSTEMS[system])
    return Table(caption, prose.all("beside-columns"), body).markup() if body else h.p[prose("no-source")]


def _beside(row: Row, code: str) -> list[h.Node]:
    ours = row.cells
    same = "✔" if ours["code"] == code else "✕"
    watched = capital(watched_words(ours["watcher"], ours["watched"]))
    return [watched, code, f"{same} {ours['code']}", [f"{ours['note']}. ", fact_links(ours["facts"])]]
