"""W08c: systems side by side on fourteen properties, then how alike they are in a word, and what became of them."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from itertools import combinations

import htpy as h
from markupsafe import Markup

from seminar.course.sources import fact_link, fact_links
from seminar.data.evidence import Row, rows
from seminar.data.words import Words
from seminar.models import likeness as model
from seminar.models.likeness import IDLE, UNKNOWN, VALUES, Comparison
from seminar.numbers import plural
from seminar.screen.controls import OnOff, evenly
from seminar.screen.page import Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity, at_the_start

CELL = "08-w08c"
prose = Words(CELL)
FIRST_CHOSEN = ("sys-court-list", "sys-sesame", "sys-schufa-2026", "sys-us-credit")
COLUMNS = 4
"""Systems in one table; more stand in a second one, with the same rows."""
MOST_WEIGHT = 3
TRIPLED = {
    prose("tripled.exits"): ("pr-see-own", "pr-correct", "pr-appeal", "pr-time"),
    prose("tripled.reach"): ("pr-friends", "pr-outside", "pr-shared"),
}
"""Words of a button → the properties that it gives the weight 3, and all others 1."""
WARNING = prose("warning")
KINDS = prose.group("kinds")


def systems() -> dict[str, Row]:
    """Id → row of every system with coded properties, in the order of the table."""
    return {row.id: row for row in rows("systems") if row.cells["system"] in coded()}


def properties() -> dict[str, str]:
    """Id → name of the properties, in the order of their rules."""
    return {row.id: row.cells["property"] for row in rows("system_property_rules")}


@cache
def coded() -> dict[str, dict[str, Row]]:
    """System → property → the row that codes it."""
    found: dict[str, dict[str, Row]] = {}
    for row in rows("system_properties"):
        found.setdefault(row.cells["system"], {})[row.cells["property"]] = row
    return found


def cells_of(system: Row) -> dict[str, Row]:
    """Property → the row that codes it for *system*."""
    return coded()[system.cells["system"]]


def weak(cell: Row) -> bool:
    """Whether an answer rests on facts of grade C alone."""
    return bool(cell.rests_on()) and all(row.cells.get("grade") == "C" for row in cell.rests_on())


def codes(system: Row, leave_out: bool) -> dict[str, str]:
    """Property → code; with *leave_out*, a weak answer counts as unknown."""
    return {
        name: UNKNOWN if leave_out and weak(cell) else cell.cells["code"] for name, cell in cells_of(system).items()
    }


def settings() -> list[Setting]:
    """The controls: a switch for each system, one for weak answers, a weight for each property."""
    return [
        *(Setting(key, label(row), OnOff(), key in FIRST_CHOSEN) for key, row in systems().items()),
        Setting("leave_out", prose("settings.leave_out"), OnOff(), False),
        *(
            Setting(key, prose("settings.weight", name=name), evenly(0, MOST_WEIGHT), 1)
            for key, name in properties().items()
        ),
    ]


@forgiving
def find_the_likeness() -> Output:
    """The likeness finder: any systems side by side."""
    start = at_the_start([setting for setting in settings() if setting.name != "leave_out"])
    still = View("Side by side", [], partial(alike, leave_out=False, **start))
    return activity(CELL, View("Side by side", settings(), alike, presets(), across=True), still=[still])


def presets() -> dict[str, dict[str, int]]:
    """Words of a button → the weights that it puts, by the id of the property."""
    return {
        words: {key: MOST_WEIGHT if key in tripled else 1 for key in properties()} for words, tripled in TRIPLED.items()
    }


def label(system: Row) -> str:
    """The name of a system, with what it is where it is no system in use."""
    kind = KINDS.get(system.cells["kind"])
    return f"{system.cells['system']} ({kind})" if kind else system.cells["system"]


def alike(leave_out: bool, **values: bool | int) -> Panel:
    """The systems that are switched on in *values* (by id) under the weights in it (by id of the property)."""
    chosen = [row for key, row in systems().items() if values[key]]
    weights = {name: int(values[key]) for key, name in properties().items()}
    tables = _side_by_side(chosen, leave_out)
    if len(chosen) < 2:
        return _too_few(chosen, tables)
    pairs = compared(chosen, weights, leave_out)
    parts = [*tables, _pairs(pairs, weights), _outcomes(chosen)]
    return Panel(_finding(pairs, weights), parts, _text(chosen, pairs, weights), _points(chosen))


Pairs = Mapping[tuple[str, str], Comparison]


def compared(chosen: Sequence[Row], weights: Mapping[str, int], leave_out: bool) -> Pairs:
    """The labels of two systems → their comparison, for each pair."""
    found = {label(row): codes(row, leave_out) for row in chosen}
    names = list(properties().values())
    return {
        (one, other): model.compare(found[one], found[other], weights, names) for one, other in combinations(found, 2)
    }


def _too_few(chosen: Sequence[Row], tables: Sequence[Table]) -> Panel:
    said = prose("only-one", label=label(chosen[0])) if chosen else prose("none-chosen")
    return Panel(prose("choose-two"), tables, prose("choose-two-text", said=said))


def _side_by_side(chosen: Sequence[Row], leave_out: bool) -> list[Table]:
    groups = [chosen[i : i + COLUMNS] for i in range(0, len(chosen), COLUMNS)]
    numbered = [f", {i} of {len(groups)}" if len(groups) > 1 else "" for i in range(1, len(groups) + 1)]
    return [
        _table(group, leave_out, prose("side-by-side", words=words))
        for group, words in zip(groups, numbered, strict=True)
    ]


def _table(chosen: Sequence[Row], leave_out: bool, caption: str) -> Table:
    found = [cells_of(row) for row in chosen]
    body: list[list[h.Node]] = [
        [name, *(_cell(cells[name], leave_out) for cells in found)] for name in properties().values()
    ]
    return Table(caption, [prose("property"), *map(_head, chosen)], body, wide=True)


def _head(system: Row) -> h.Node:
    return [STRIPES, dated(system)] if system.cells["kind"] == "fiction" else dated(system)


def dated(system: Row) -> str:
    """The name of a system with its years, which stand in some names already."""
    period = next(iter(cells_of(system).values())).cells["period"].replace("-", "–")
    return label(system) if period in label(system) else f"{label(system)}, {period}"


STRIPES = h.span(
    style="display:inline-block;width:8px;height:1em;margin-right:6px;vertical-align:middle;"
    "background:repeating-linear-gradient(-45deg,#57606a 0 3px,transparent 3px 6px)",
    aria_hidden="true",
)
"""The mark of invented things, before the name of a story."""


def _cell(cell: Row, leave_out: bool) -> h.Node:
    code = cell.cells["code"]
    if code not in VALUES:
        return code
    said = prose("weak", code=code, left_out=prose("left-out") if leave_out else "") if weak(cell) else code
    return [said, " ", h.span(".quiet")["(", fact_link(cell.rests_on()[0]), ")"]]


def word(found: Comparison, weights: Mapping[str, int]) -> str:
    """The likeness in a word, or why there is none."""
    if found.likeness is not None:
        return model.in_words(found.likeness)
    return prose("too-little") if found.known < model.FEWEST_KNOWN else prose("no-weight")


def _pairs(pairs: Pairs, weights: Mapping[str, int]) -> Table:
    body = [
        [
            prose("pair", one=one, other=other),
            *(str(number) for number in (found.alike, found.half, found.opposite)),
            prose("known", known=found.known, all=found.known + found.unknown),
            word(found, weights),
        ]
        for (one, other), found in pairs.items()
    ]
    columns = prose.all("pair-columns")
    caption = prose("pair-caption", fewest=model.FEWEST_KNOWN)
    return Table(caption, columns, body, frozenset(range(1, 5)), wide=True)


def _outcomes(chosen: Sequence[Row]) -> Table:
    body = [
        [
            [STRIPES, label(row)] if row.cells["kind"] == "fiction" else label(row),
            row.cells["place"],
            row.cells.get("first_year", prose("not-reported")),
            row.cells["follows"],
            row.cells["became"],
            h.span(".quiet")[fact_links(row.cells["facts"])],
        ]
        for row in chosen
    ]
    columns = prose.all("outcome-columns")
    return Table(prose("outcome-caption"), columns, body, wide=True)


def _finding(pairs: Pairs, weights: Mapping[str, int]) -> str:
    if not any(weights.values()):
        return prose("no-likeness")
    words = [word(found, weights) for found in pairs.values()]
    if len(words) == 1:
        (found,) = pairs.values()
        return prose("finding", words=words[0], known=found.known, all=found.known + found.unknown)
    counts = ", ".join(f"{words.count(said)} {said}" for said in dict.fromkeys(("low", "medium", "high", *words)))
    return f"{len(words)} pairs: {counts}"


def _text(chosen: Sequence[Row], pairs: Pairs, weights: Mapping[str, int]) -> str:
    if not any(weights.values()):
        return prose("no-likeness-text")
    stories = [label(row) for row in chosen if row.cells["kind"] == "fiction"]
    story = prose("story", story=stories[0]) if stories else ""
    return f"{_nearest(pairs)} {_resting(pairs, weights)} {WARNING}{story}"


def _nearest(pairs: Pairs) -> str:
    given = {pair: found.likeness for pair, found in pairs.items() if found.likeness is not None}
    if not given:
        return prose("no-pair", fewest=model.FEWEST_KNOWN)
    one, other = max(given, key=lambda pair: given[pair])
    found = pairs[one, other]
    lead = prose("none-more-alike", count=len(pairs)) if len(pairs) > 1 else prose("compared-are")
    return prose(
        "nearest",
        lead=lead,
        one=one,
        other=other,
        alike=found.alike,
        half=found.half,
        opposite=found.opposite,
        unknown=found.unknown,
    )


def _resting(pairs: Pairs, weights: Mapping[str, int]) -> str:
    kind = prose("equal-weights") if len(set(weights.values())) == 1 else prose("your-weights")
    without = sum(found.likeness is None for found in pairs.values())
    few = prose("and-none", pairs=plural(str(without), "pair has", "pairs have")) if without else ""
    return prose("resting", kind=kind, few=few)


def _points(chosen: Sequence[Row]) -> list[h.Node]:
    """Each answer with its period, all its facts and its note."""
    return [point for system in chosen for point in answers_in_words(system.id)]


@cache
def answers_in_words(system_id: str) -> list[Markup]:
    """What ``_points`` says of one system, as finished markup: it never changes, and there are hundreds of links."""
    system = systems()[system_id]
    return [Markup(h.fragment[_point(system, name, cells_of(system)[name])]) for name in properties().values()]


def _point(system: Row, name: str, cell: Row) -> h.Node:
    note = f" {cell.cells['note'].rstrip('.')}." if "note" in cell.cells else ""
    said = f"{label(system)}, {cell.cells['period'].replace('-', '–')}. {name}: {cell.cells['code']}.{note} "
    return [said, fact_links(cell.cells.get("facts", ""))]


ON_PAPER = (
    "sys-court-list",
    "sys-rongcheng-2021",
    "sys-sesame",
    "sys-schufa-2026",
    "sys-us-credit",
    "sys-uber-rider",
)
"""The systems on paper, from China and elsewhere."""
PAIRS = "123"
"""The pairs of systems that are compared on paper."""


def on_paper() -> dict[str, object]:
    """Some systems, their answers property by property, and how wide their columns are, in Typst."""
    chosen = [row for key, row in systems().items() if key in ON_PAPER and row.cells["kind"] not in KINDS]
    heads, answers = list(map(dated, chosen)), list(map(cells_of, chosen))
    rows = [[name, *(_sign(cells[name]) for cells in answers), *("" for _ in PAIRS)] for name in properties().values()]
    widths = ", ".join(f"{max(map(len, re.split(' |–', head))) ** 1.3:.1f}fr" for head in heads)
    return {"systems": heads, "widths": widths, "rows": rows, "pairs": list(PAIRS), "fewest": model.FEWEST_KNOWN}


def _sign(cell: Row) -> str:
    code = cell.cells["code"]
    return {UNKNOWN: "?", IDLE: "–"}.get(code, code) + ("*" if weak(cell) else "")


ACTIVITY = Declaration(CELL, find_the_likeness, on_paper)
