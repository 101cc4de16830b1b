"""W05b: real offers for points, with their years and thresholds, and from which year a company took something away."""

from functools import partial
from string import ascii_lowercase

import htpy as h

from seminar.course.sources import fact_link, fact_links, says
from seminar.data.evidence import Row, fact, rows
from seminar.data.words import Words
from seminar.models import hidden_score, perks
from seminar.models.perks import ABOVE, OTHER, UNPUBLISHED, WITHIN
from seminar.numbers import agree, capital, day, plural, year_with_part
from seminar.screen import rungs
from seminar.screen.controls import evenly, years
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.screen.rungs import Rung, Shelf
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, Guessed
from seminar.workbench.panel import Panel, Setting, View, activity, at_the_start

CELL = "05-w05b"
prose = Words(CELL)
SCHEME = "Sesame score"
FIRST, AGAIN, LATEST = 2015, 2018, 2026
"""The years of the ladder, and that of the question which offers were seen again."""
LISTED = 2013
"""The year in which the court's list began: a guess can go back as far, and no end of its scale is the answer."""
COMPANY = "Ant (company)"
"""Who imposes the limits that stand under what is taken away."""
JOURNEYS = "travel"
"""The kind of service in which one offer is dated twice."""
PARAGRAPH = "¶16"
"""The paragraph of the essay that names offers."""
SETTINGS = [
    Setting("score", prose("settings.score"), evenly(hidden_score.FLOOR, hidden_score.CEILING), 620),
    Setting("year", prose("settings.year"), years(FIRST, LATEST), 2018),
]
GUESS = Guess(prose("guess.question"), prose("guess.label"), years(LISTED, LATEST), 2020, before=prose("guess.before"))


@forgiving
def reach_the_perks() -> Output:
    """The perk ladder: a score and a year, after a guess when something was taken away."""
    return activity(CELL, View("Perks", SETTINGS, reached, guess=GUESS))


def reached(score: int, year: int, guess: Guessed = None) -> Panel:
    """The offers in *year* for *score*, and what is taken away; *guess* is the year from which that was."""
    found = [row for row in rows("perks") if perks.is_offered(row.cells, year)]
    groups = {group: [row for row in found if perks.group(row.cells, score, SCHEME) == group] for group in perks.GROUPS}
    lost = taken_away(year)
    parts: list[Figure | Table] = [ladder(score, year), *_lists(groups, score, year), _taken(lost)]
    count = {group: len(some) for group, some in groups.items()}
    numbered = count[WITHIN] + count[ABOVE]
    within = _at_most(groups[WITHIN], year)
    finding = (
        prose("finding", score=score, year=year, within=within, offers=plural(str(numbered), "offer"))
        if numbered
        else prose("finding-none", year=year)
    )
    under = f"{_under(guess)} {_seen(found, numbered, year)}"
    return Panel(finding, parts, _text(count, score, year, within, len(lost)), under=under)


def _at_most(found: list[Row], year: int) -> str:
    """How many offers are *found*: "5", or "at most 5" where nobody reported some of them in that *year*."""
    return prose("at-most", number=len(found)) if any(_unseen(row, year) for row in found) else str(len(found))


def _unseen(row: Row, year: int) -> bool:
    """Whether an offer is only taken to go on: no end was found, and nobody reported it in that *year* any more."""
    return not perks.is_dated(row.cells["ended"]) and last_seen(row.cells) < year


def _seen(found: list[Row], numbered: int, year: int) -> str:
    """How many of the offers name points of the score, and how many nobody reported in that *year* any more."""
    unseen = sum(_unseen(row, year) for row in found)
    every = plural(str(len(found)), "offer")
    if not unseen:
        return prose("all-seen", year=year, all=every, numbered=numbered)
    return prose("last-seen-earlier", year=year, unseen=unseen, all=every, numbered=numbered)


def _under(guess: Guessed) -> str:
    """From when something was taken away, and how far the *guess* lay from that."""
    first = first_lost()
    said = prose("first", since=day(first))
    if not isinstance(guess, int):
        return said
    gap = guess - int(first[:4])
    years = plural(str(abs(gap)), "year")
    words = prose("late", gap=years) if gap > 0 else prose("early", gap=years) if gap else prose("exactly")
    return f"{prose('guessed', guess=guess)} {words} {said}"


def first_lost() -> str:
    """The day from which something was taken away first."""
    return min(row.cells["since"] for row in taken_away(LATEST))


def _text(count: dict[str, int], score: int, year: int, within: str, lost: int) -> str:
    apart = count[UNPUBLISHED]
    away = prose("away", year=year, limits=plural(str(lost), "limit"))
    return prose(
        "text",
        score=score,
        year=year,
        within=within,
        above=count[ABOVE],
        apart=apart,
        other=count[OTHER],
        ask=agree(count[OTHER], "asks", "ask"),
        away=away,
    )


def ladder(score: int, year: int) -> Figure:
    """Every offer of all years by its points, with a line at the *score*; what cannot be compared stands apart."""
    groups = {
        group: [row for row in rows("perks") if perks.group(row.cells, score, SCHEME) == group]
        for group in perks.GROUPS
    }
    by_points = sorted([*groups[ABOVE], *groups[WITHIN]], key=lambda row: (-row.cells["threshold"], row.cells["date"]))
    apart = sorted([*groups[UNPUBLISHED], *groups[OTHER]], key=lambda row: row.cells["date"])
    heads = prose.group("shelves")
    shelves = [
        Shelf(heads["sesame"], [_rung(row, score, year) for row in by_points], len(groups[ABOVE])),
        Shelf(heads["taken"], [_loss(row, year) for row in taken_away(LATEST)]),
        Shelf(heads["apart"], [_rung(row, score, year) for row in apart]),
    ]
    said = "; ".join(_said(rung) for shelf in shelves for rung in shelf.rungs)
    looks = tuple(prose.group("looks").items())
    draw = partial(rungs.rungs, shelves, prose("line", score=score), year, (FIRST, LATEST), looks)
    return Figure(draw, prose("alt", score=score, year=year, said=said), prose("caption"))


def _said(rung: Rung) -> str:
    points = f", {rung.points}" if rung.points else ""
    return prose("rung", words=rung.words, points=points, look=prose.group("looks")[rung.look])


def _rung(row: Row, score: int, year: int) -> Rung:
    cells, group = row.cells, perks.group(row.cells, score, SCHEME)
    look = {WITHIN: rungs.WITHIN, ABOVE: rungs.ABOVE}.get(group, rungs.APART)
    points = f"{cells['threshold']:,}" if "threshold" in cells else ""
    ended = year_with_part(cells["ended"]) if perks.is_dated(cells["ended"]) else None
    return Rung(
        _where(row, group),
        points,
        look if perks.is_offered(cells, year) else rungs.IDLE,
        year_with_part(cells["date"]),
        max(year_with_part(cells["as_of"]), year_with_part(cells["date"])),
        ended,
    )


def _where(row: Row, group: str) -> str:
    """An offer as the picture says it: where it asks for the points of another scheme, with that."""
    return f"{row.cells['perk']} ({row.cells['points_of']})" if group == OTHER else row.cells["perk"]


def _loss(row: Row, year: int) -> Rung:
    since = row.cells["since"]
    look = rungs.TAKEN if int(since[:4]) <= year else rungs.IDLE
    seen = max(year_with_part(one.cells.get("date", since)) for one in how_often(row))
    words = prose("loss", measure=row.cells["measure"].partition(";")[0], who=row.cells["who"])
    return Rung(words, "", look, year_with_part(since), seen)


def _lists(groups: dict[str, list[Row]], score: int, year: int) -> list[Table]:
    captions = {
        WITHIN: prose("captions.within", score=score),
        ABOVE: prose("captions.above", score=score),
        UNPUBLISHED: prose("captions.unpublished"),
        OTHER: prose("captions.other"),
    }
    return [_list(caption, groups[group], year) for group, caption in captions.items()]


def _list(caption: str, found: list[Row], year: int) -> Table:
    body = [_line(row, year) for row in found] or [[prose("none"), "–", "–", "–"]]
    return Table(caption, prose.all("columns"), body, wide=True)


def _line(row: Row, year: int) -> list[h.Node]:
    cells = row.cells
    points = f"{cells['threshold']:,}" if "threshold" in cells else prose("not-published")
    return [
        [cells["perk"], h.br, h.span(".quiet")[cells.get("condition", prose("no-condition"))]],
        giver(row),
        points if cells["points_of"] == SCHEME else f"{points} ({cells['points_of']})",
        [prose("years", date=day(cells["date"]), end=_end(cells, year)), fact_link(row)],
    ]


def _end(cells: dict, year: int) -> str:
    if perks.is_dated(cells["ended"]):
        return prose("ended", day=day(cells["ended"]))
    seen = last_seen(cells)
    return prose("last-seen", seen=seen) if seen < year else prose("seen")


def last_seen(cells: dict) -> int:
    """The year in which an offer was last seen."""
    return int(cells["as_of"][:4])


def keys() -> h.Renderable:
    """What our rows say to the questions of the notebook: for the instructor only."""
    lost = [
        prose(
            "keys.lost",
            measure=row.cells["measure"],
            who=row.cells["who"],
            since=day(row.cells["since"]),
            facts=row.cells["facts"],
        )
        for row in taken_away(LATEST)
    ]
    return h.fragment[
        h.p[h.strong[prose("keys.one")], prose("keys.names", paragraph=PARAGRAPH[1:])],
        h.ul[(h.li[_promise(row)] for row in named())],
        h.p[h.strong[prose("keys.two")], _dated()],
        h.ul[(h.li[_promise(row)] for row in journeys())],
        h.p[h.strong[prose("keys.three")], prose("keys.taken"), " ".join(lost)],
    ]


def _dated() -> str:
    """How many offers of the first year were seen again, and what became of the number for Luxembourg."""
    first = [row for row in rows("perks") if int(row.cells["date"][:4]) == FIRST]
    again = sum(last_seen(row.cells) >= AGAIN for row in first)
    return prose("keys.dated", seen=again, all=len(first), first=FIRST, again=AGAIN)


def named() -> list[Row]:
    """The offers that the essay names: those that are evidence on its claims, with further rows of the same fact."""
    claims = {row.id for row in rows("claims") if row.cells["paragraph"] == PARAGRAPH}
    evidence = {row.cells["facts"] for row in rows("claim_evidence") if row.cells["claim_id"] in claims}
    return [row for row in rows("perks") if row.id.rstrip(ascii_lowercase) in evidence]


def journeys() -> list[Row]:
    """The offers for journeys that ask for points of SCHEME, in order of date."""
    found = [row for row in rows("perks") if (row.cells["kind"], row.cells["points_of"]) == (JOURNEYS, SCHEME)]
    return sorted(found, key=lambda row: row.cells["date"])


def _promise(row: Row) -> str:
    cells = row.cells
    condition = capital(cells.get("condition", prose("no-condition")))
    return f"{cells['perk']} ({giver(row)}): {asked(row)}, since {day(cells['date'])}. {condition} ({row.id})."


def asked(row: Row) -> str:
    """How many points an offer asks for: "650 points", or that its threshold is not published."""
    return prose("points", number=f"{row.cells['threshold']:,}") if "threshold" in row.cells else prose("no-threshold")


def giver(row: Row) -> str:
    """Who gives an offer and where: "ofo, Shanghai"; a place that begins with its giver says both."""
    who, where = row.cells["giver"], row.cells["place"]
    return where if where.startswith(who) else f"{who}, {where}"


def taken_away(year: int) -> list[Row]:
    """The limits that the company imposes and that had begun by the end of *year*."""
    return [
        row
        for row in rows("restrictions")
        if row.cells["imposed_by"] == COMPANY and int(row.cells["since"][:4]) <= year
    ]


def _taken(lost: list[Row]) -> Table:
    body: list[list[h.Node]] = [
        [
            row.cells["measure"],
            row.cells["who"],
            prose("since", since=day(row.cells["since"])),
            fact_links(row.cells["facts"]),
        ]
        for row in lost
    ]
    body += [
        [_counted(found), row.cells["who"], _date(found), fact_link(found)] for row in lost for found in how_often(row)
    ]
    return Table(
        prose("taken"),
        prose.all("taken-columns"),
        body or [[prose("none"), "–", "–", "–"]],
        wide=True,
    )


def how_often(limit: Row) -> list[Row]:
    """The facts on how often a *limit* hit somebody and for how long."""
    return [fact(key) for key in limit.cells.get("counted", "").split(";") if key]


def _counted(row: Row) -> str:
    return f"{capital(row.cells['measure'])}: {row.written('value')}" if "value" in row.cells else says(row)


def _date(row: Row) -> str:
    if "date" in row.cells:
        return prose("by", date=day(row.cells["date"]))
    return prose("reported-for", period=row.cells["period"])


def on_paper() -> dict[str, object]:
    """A card for each offer, one for each thing that was taken away, and the score and the year of the start."""
    return {
        "floor": hidden_score.FLOOR,
        "ceiling": hidden_score.CEILING,
        "scheme": SCHEME,
        "paragraph": PARAGRAPH[1:],
        "question": GUESS.question,
        "offers": list(map(_offer, rows("perks"))),
        "taken": list(map(_on_card, taken_away(LATEST))),
        **at_the_start(SETTINGS),
    }


def _offer(row: Row) -> dict[str, str]:
    cells = row.cells
    scheme = cells["points_of"].removeprefix("points of ")
    named = cells["points_of"].startswith("points of ")
    of = f", {SCHEME}" if scheme == SCHEME else f" of {'' if named else 'the '}{scheme}"
    dated = {"since": day(cells["date"]), "seen": cells["as_of"][:4], "end": _end_on_card(cells)}
    return {"perk": cells["perk"], "giver": giver(row), "asked": asked(row) + of, **dated, "fact": row.id}


def _end_on_card(cells: dict) -> str:
    """What a card says of the end: not found, or when, and by which fact, the number was replaced."""
    if not perks.is_dated(cells["ended"]):
        return prose("card.open")
    return prose("card.replaced", day=day(cells["ended"]), fact=cells["also"])


def _on_card(row: Row) -> dict[str, str]:
    counted = how_often(row)[0]
    return {
        "measure": row.cells["measure"],
        "who": row.cells["who"],
        "since": day(row.cells["since"]),
        "counted": capital(counted.cells["measure"]),
        "by": day(counted.cells["date"]),
        "count": counted.written("value"),
        "facts": f"{row.cells['facts']}, {counted.id}",
    }


def for_the_room() -> Asked:
    """From which year one thinks that something was taken away, and from which it was."""
    return Asked(GUESS, int(first_lost()[:4]))


ACTIVITY = Declaration(CELL, reach_the_perks, on_paper, key=keys, guess=for_the_room)
