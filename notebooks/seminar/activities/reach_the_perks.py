"""W05b: real offers for points, with their years and thresholds; what is taken away stands apart, on a switch."""

from string import ascii_lowercase

import htpy as h

from seminar.course.sources import fact_link, fact_links, says
from seminar.data.evidence import Row, fact, rows
from seminar.data.words import Words
from seminar.models import hidden_score, perks
from seminar.models.perks import ABOVE, OTHER, UNPUBLISHED, WITHIN
from seminar.numbers import agree, are, capital, day, plural
from seminar.screen.controls import OneOf, OnOff, evenly, years
from seminar.screen.figures import bars
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity, at_the_start

CELL = "05-w05b"
prose = Words(CELL)
SCHEME = "Sesame score"
FIRST, LATEST = 2015, 2026
ALL = "all"
COMPANY = "Ant (company)"
"""Who imposes the limits that stand under what is taken away."""
JOURNEYS = "travel"
"""The kind of service in which one offer is dated twice."""
PARAGRAPH = "¶16"
"""The paragraph of the essay that names offers."""


def kinds() -> dict[str, str]:
    """The kinds of service in the table, and all of them."""
    return {ALL: prose("all-services"), **{row.cells["kind"]: row.cells["kind"] for row in rows("perks")}}


def settings() -> list[Setting]:
    """The score, the kind of service, the year, and the switch for what is taken away."""
    return [
        Setting("score", prose("settings.score"), evenly(hidden_score.FLOOR, hidden_score.CEILING), 620),
        Setting("kind", prose("settings.kind"), OneOf(tuple(kinds().items())), ALL),
        Setting("year", prose("settings.year"), years(FIRST, LATEST), 2018),
        Setting("taken", prose("settings.taken"), OnOff(), False),
    ]


@forgiving
def reach_the_perks() -> Output:
    """The perk ladder: a score, a kind of service and a year."""
    return activity(CELL, View("Perks", settings(), reached))


def reached(score: int, kind: str, year: int, taken: bool) -> Panel:
    """The offers of a *kind* (or ALL) in *year* for *score*; with *taken* also what is taken away."""
    found = [row for row in rows("perks") if kind in (ALL, row.cells["kind"]) and perks.is_offered(row.cells, year)]
    groups = {group: [row for row in found if perks.group(row.cells, score, SCHEME) == group] for group in perks.GROUPS}
    parts: list[Figure | Table] = [*_ladder([*groups[WITHIN], *groups[ABOVE]], score), *_lists(groups, score, year)]
    lost = taken_away(year) if taken else []
    parts += [_taken(lost)] if taken else []
    count = {group: len(some) for group, some in groups.items()}
    numbered = count[WITHIN] + count[ABOVE]
    finding = (
        prose("finding", score=score, year=year, within=count[WITHIN], offers=plural(str(numbered), "offer"))
        if numbered
        else prose("finding-none", year=year)
    )
    return Panel(finding, parts, _text(found, count, score, kind, year, len(lost) if taken else None))


def _text(found: list[Row], count: dict[str, int], score: int, kind: str, year: int, lost: int | None) -> str:
    unseen = sum(not perks.is_dated(row.cells["ended"]) and last_seen(row.cells) < year for row in found)
    apart = count[UNPUBLISHED]
    away = "" if lost is None else prose("away", year=year, limits=plural(str(lost), "limit"))
    return prose(
        "text",
        score=score,
        kind=kinds()[kind],
        year=year,
        within=count[WITHIN],
        above=count[ABOVE],
        apart=apart,
        other=count[OTHER],
        ask=agree(count[OTHER], "asks", "ask"),
        away=away,
        unseen=unseen,
        all=len(found),
        are=are(unseen),
    )


def _ladder(found: list[Row], score: int) -> list[Figure]:
    if not found:
        return []
    rungs = sorted((row.cells for row in found), key=lambda cells: -cells["threshold"])
    shown = [(cells["perk"], cells["threshold"], cells["threshold"] > score) for cells in rungs]
    said = "; ".join(f"{words}, {points}{prose('not-reached') if hollow else ''}" for words, points, hollow in shown)
    return [
        Figure(
            lambda ink: bars(shown, hidden_score.CEILING, ink, " points", above=True),
            prose("alt", bars=plural(str(len(shown)), "bar"), ceiling=hidden_score.CEILING, said=said),
            prose("caption", score=score),
        )
    ]


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
        h.p[h.strong[prose("keys.two")], prose("keys.dated")],
        h.ul[(h.li[_promise(row)] for row in journeys())],
        h.p[h.strong[prose("keys.three")], prose("keys.taken"), " ".join(lost)],
    ]


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
    body += [[_counted(found), "–", _date(found), fact_link(found)] for row in lost for found in how_often(row)]
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
    return prose("by", date=day(row.cells["date"])) if "date" in row.cells else row.cells["period"]


def on_paper() -> dict[str, object]:
    """A card for each offer, one for each thing that was taken away, and the score and the year of the start."""
    return {
        "floor": hidden_score.FLOOR,
        "ceiling": hidden_score.CEILING,
        "scheme": SCHEME,
        "paragraph": PARAGRAPH[1:],
        "offers": list(map(_offer, rows("perks"))),
        "taken": list(map(_on_card, taken_away(LATEST))),
        **{name: at_the_start(settings())[name] for name in ("score", "year")},
    }


def _offer(row: Row) -> dict[str, str]:
    cells = row.cells
    scheme = cells["points_of"].removeprefix("points of ")
    named = cells["points_of"].startswith("points of ")
    of = f", {SCHEME}" if scheme == SCHEME else f" of {'' if named else 'the '}{scheme}"
    dated = {"since": day(cells["date"]), "seen": cells["as_of"][:4]}
    return {"perk": cells["perk"], "giver": giver(row), "asked": asked(row) + of, **dated, "fact": row.id}


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


ACTIVITY = Declaration(CELL, reach_the_perks, on_paper, key=keys)
