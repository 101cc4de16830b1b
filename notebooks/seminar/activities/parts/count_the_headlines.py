"""The second part of W09a: all headlines of the table by year and place, by our codes, and how they were chosen."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import htpy as h

from seminar.data.evidence import Row, rows
from seminar.data.package import fields
from seminar.data.words import Words
from seminar.models.headlines import FEWEST, Carrying, Codes, Printed, carrying
from seminar.numbers import are, capital, listed, part_of, plural, small
from seminar.screen.controls import OneOf, Value, evenly
from seminar.screen.figures import dots
from seminar.screen.page import Figure, Table
from seminar.screen.year_tiles import year_tiles
from seminar.workbench.guess import Guess, Guessed, distance
from seminar.workbench.panel import Panel, Setting, View

prose = Words("09-w09a")

ALL = "all"
SCORE = "says_score"
TYPES = {
    "state": (prose("outlets.state"), ("state", "government site")),
    "commercial": (prose("outlets.commercial"), ("commercial",)),
    "other": (
        prose("outlets.other"),
        ("agency", "public broadcaster", "NGO", "think tank", "scholarly"),
    ),
}
"""Choice of the filter → its words and the kinds of outlet that it takes."""
AIMS = {
    "mainland China": 8,
    "other Asia, Africa, Latin America": 8,
    "Europe and North America": 12,
    "scholarly or correction": 6,
}
"""How many headlines of each group were wanted before the search began."""
WANTED, SINCE = 35, 2014
LIMIT = prose("limit")
RULE = prose("rule")


def codes() -> dict[str, str]:
    """Code → its words on a switch: "says score"."""
    return {
        name: small(field["title"])
        for name, field in fields("headline_codes").items()
        if field.get("constraints", {}).get("enum") == ["yes", "no"]
    }


@cache
def coded() -> Codes:
    """The codes that we gave, by the id of the headline."""
    return {
        row.cells["facts"]: frozenset(code for code in codes() if row.cells[code] == "yes")
        for row in rows("headline_codes")
    }


def year_of(headline: Row) -> int:
    """The year in which a headline was printed."""
    return int(headline.cells["date"][:4])


def headline_years() -> list[int]:
    """Every year in which a headline of the table was printed."""
    return sorted({year_of(row) for row in rows("headlines")})


def settings() -> list[Setting]:
    """The code and the kind of outlet. There is no choice of one outlet, so none can be ranked."""
    types = ((ALL, ALL), *((key, words) for key, (words, _) in TYPES.items()))
    return [
        Setting("code", prose("settings.code"), OneOf(tuple(codes().items())), SCORE),
        Setting("kind", prose("settings.kind"), OneOf(types), ALL),
    ]


def all_headlines() -> View:
    """Every headline of the table as a tile, after a guess of how many carry the code on scores."""
    return View(prose("tabs.all", all=len(rows("headlines"))), settings(), counted, guess=guess())


def guess() -> Guess:
    """How many of all headlines say “score”."""
    count = len(rows("headlines"))

    def picture(guessed: Guessed) -> Figure:
        full = guessed if isinstance(guessed, int) else 0
        said = prose("guess.alt", all=count, count=full)
        return Figure(lambda ink: dots(full, False, ink, count, count // 2), said, prose("guess.caption"))

    question, label = prose("guess.question", all=count), prose("guess.label")
    return Guess(question, label, evenly(0, count), 0, picture, prose("guess.before"))


def in_all() -> int:
    """How many of all headlines say “score”, by our coding."""
    return sum(SCORE in carried for carried in coded().values())


def shown(code: str, kind: str) -> list[Printed]:
    """The headlines of one *kind* of outlet, or of all kinds, marked where they carry the *code*."""
    return [
        Printed(year_of(row), row.cells["group"], code in coded()[row.id])
        for row in rows("headlines")
        if kind == ALL or row.cells["outlet_type"] in TYPES[kind][1]
    ]


def counted(code: str, kind: str, guess: Value | None = None) -> Panel:
    """How many headlines of a *kind* of outlet carry a *code*, by our coding; what was guessed of “score” stands by."""
    printed = shown(code, kind)
    by_group = carrying(printed, list(AIMS))
    size, count = len(printed), sum(one.marked for one in printed)
    finding = prose("finding-of", code=capital(codes()[code]), count=count, headlines=plural(str(size), "headline"))
    text = prose("text", choice=_chosen(kind), size=size, all=len(rows("headlines")), finding=finding, limit=LIMIT)
    under = distance(guess, in_all()) if (code, kind) == (SCORE, ALL) else ""
    return Panel(finding, [_tiles(printed, code), _group_table(by_group, code)], text, under=under)


def _chosen(kind: str) -> str:
    """The filter in words."""
    return prose("all-kinds") if kind == ALL else prose("outlets-of", kind=TYPES[kind][0])


def _tiles(printed: Sequence[Printed], code: str) -> Figure:
    lanes = [(group, [(one.year, one.marked) for one in printed if one.group == group]) for group in AIMS]
    found = headline_years()
    years = range(found[0], found[-1] + 1)
    words = prose("legend.carries", code=codes()[code]), prose("legend.other")
    said = "; ".join(
        prose("group-said", group=group, part=_part(sum(marked for _, marked in lane), len(lane)))
        for group, lane in lanes
    )
    return Figure(
        lambda ink: year_tiles(lanes, years, words, ink),
        prose("tiles-alt", first=years[0], last=years[-1], code=codes()[code], said=capital(said)),
        prose("tiles-caption"),
    )


def _part(carry: int, every: int) -> str:
    """How many *carry* a code of *every* headline of a group, if there is any."""
    return prose("share", count=carry, all=every) if every else prose("none-of-this-kind")


def _group_table(by_group: dict[str, Carrying], code: str) -> Table:
    def part(found: Carrying) -> str:
        few = found.all < FEWEST
        return (_part if few else part_of)(found.carry, found.all)

    body = [[group, part(found)] for group, found in by_group.items()]
    columns = [prose("share-columns.group"), prose("share-columns.carry", code=codes()[code])]
    return Table(prose("share-caption", fewest=FEWEST), columns, body, numbers=frozenset({1}))


def aims() -> Table:
    """What the search aimed at, what it found, and which aim is missed; counted from the table of headlines."""
    table, found = rows("headlines"), headline_years()
    span = range(SINCE, found[-1] + 1)
    gaps = [str(year) for year in span if year not in found]
    body = [[prose("aims.all"), str(WANTED), str(len(table)), _missed(len(table), WANTED)]]
    for group, wanted in AIMS.items():
        here = [row.cells for row in table if row.cells["group"] == group]
        body.append([group, str(wanted), str(len(here)), f"{_missed(len(here), wanted)}{_but(group, here)}"])
    missed = prose("aims.missed-years", years=", ".join(gaps)) if gaps else "met"
    body.append(
        [prose("aims.each-year", since=SINCE, last=span[-1]), str(len(span)), str(len(span) - len(gaps)), missed]
    )
    return Table(prose("aims.caption"), prose.all("aim-columns"), body)


def _missed(found: int, wanted: int) -> str:
    return "met" if found >= wanted else prose("aims.missed", number=wanted - found)


def _but(group: str, here: Sequence[dict[str, str]]) -> str:
    """What a number that is reached does not say of a group."""
    if group.startswith("other"):
        ((place, most),) = Counter(sorted(cells["place"] for cells in here)).most_common(1)
        return prose("aims.but-place", most=most, count=len(here), are=are(most), place=place)
    if group.startswith("mainland"):
        return prose("aims.but-chinese", some=sum(cells["language"] == "zh" for cells in here), count=len(here))
    return (
        prose("aims.but-journal", some=sum(cells["outlet_type"] == "scholarly" for cells in here), count=len(here))
        if group.startswith("scholarly")
        else ""
    )


LANGUAGES = prose.group("languages")


def not_found() -> list[str]:
    """The languages in which headlines were wanted and none was found."""
    wanted = fields("headlines")["language"]["constraints"]["enum"]
    return sorted(LANGUAGES[code] for code in set(wanted) - {row.cells["language"] for row in rows("headlines")})


def choice_of_headlines() -> list[h.Node]:
    """How the headlines of the table were chosen: the rule, the aims, the languages."""
    spoken = Counter(LANGUAGES[row.cells["language"]] for row in rows("headlines"))
    ordered = sorted(spoken.items(), key=lambda counted: (-counted[1], counted[0]))
    said = ", ".join(f"{number} {language}" for language, number in ordered)
    return [
        h.p[prose("chosen", rule=RULE)],
        aims().markup(),
        h.p[prose("languages-of", said=said, not_found=listed(not_found(), "or"))],
    ]
