"""W08c: two systems or more as a grid of fourteen properties; alike on how many, and how alike in a word."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from string import ascii_uppercase

import htpy as h
from markupsafe import Markup

from seminar.course.sources import fact_link, fact_links
from seminar.data.evidence import Row, rows
from seminar.data.words import Words
from seminar.models import likeness as model
from seminar.models.likeness import IDLE, UNKNOWN, VALUES, Comparison
from seminar.numbers import listed, plural
from seminar.screen.controls import Listed, OnOff, evenly
from seminar.screen.heat import BLANK, NO, OPEN, PARTLY, YES, Tile, heat_grid, triangle
from seminar.screen.heat import IDLE as DASH
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, Guessed
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "08-w08c"
prose = Words(CELL)
FIRST_CHOSEN = ("sys-sesame", "sys-schufa-2026")
"""The two systems of the guess."""
COLUMNS = 4
"""Systems in one table; more stand in a second one, with the same rows."""
MOST = 6
"""Systems that stand side by side at once."""
MOST_WEIGHT = 3
NOTHING = "none"
TRIPLED = {
    "exits": ("pr-see-own", "pr-correct", "pr-appeal", "pr-time"),
    "reach": ("pr-friends", "pr-outside", "pr-shared"),
}
"""Key of a group → the properties that count three times with it."""
WARNING = prose("warning")
KINDS = prose.group("kinds")
LOOKS = {"yes": YES, "partly": PARTLY, "no": NO, UNKNOWN: OPEN, IDLE: DASH}
"""Code → the tile that tells it."""
SIGNS = {0: "=", 1: "½", 2: "×"}
"""Half steps between two answers → the sign under them."""


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
    """The controls: a switch for each system, what counts three times, and a switch for weak answers."""
    tripled = (*prose.group("tripled").items(), *properties().items())
    return [
        *(Setting(key, label(row), OnOff(), key in FIRST_CHOSEN) for key, row in systems().items()),
        Setting("tripled", prose("settings.tripled"), Listed(tripled), NOTHING),
        Setting("leave_out", prose("settings.leave_out"), OnOff(), False),
    ]


def weights_of(tripled: str) -> dict[str, int]:
    """Name of each property → its weight, where a group of ``TRIPLED``, one property or nothing counts three times."""
    heavy = TRIPLED.get(tripled, (tripled,))
    return {name: MOST_WEIGHT if key in heavy else 1 for key, name in properties().items()}


@forgiving
def find_the_likeness() -> Output:
    """The likeness finder: a guess on two systems, then any systems side by side."""
    return activity(CELL, View("Side by side", settings(), alike, guess=_guess()))


def _guess() -> Guess:
    chosen = [systems()[key] for key in FIRST_CHOSEN]
    one, other = map(label, chosen)
    return Guess(
        prose("guess.question", one=one, other=other, all=len(properties())),
        prose("guess.label"),
        evenly(0, len(properties())),
        len(properties()) // 2,
        _unseen,
        prose("guess.before", all=len(properties())),
    )


def _unseen(value: Guessed) -> Figure:
    """The grid before its answers are seen."""
    shown = [(name, [Tile(BLANK)] * len(properties())) for name in _lettered([systems()[key] for key in FIRST_CHOSEN])]
    heads = [(name, False) for name in properties().values()]
    guessed = prose("guess.none") if value is None else prose("guess.given", guess=value, all=len(heads))
    return Figure(lambda ink: heat_grid(heads, shown, ink), f"{prose('guess.alt')} {guessed}", guessed)


def label(system: Row) -> str:
    """The name of a system, with what it is where it is no system in use."""
    kind = KINDS.get(system.cells["kind"])
    return f"{system.cells['system']} ({kind})" if kind else system.cells["system"]


def alike(tripled: str, leave_out: bool, guess: int | None = None, **on: bool) -> Panel:
    """The systems that are *on* (by id), with what counts three times (*tripled*, an option of its setting)."""
    every = [row for key, row in systems().items() if on[key]]
    chosen, weights = every[:MOST], weights_of(tripled)
    grid, tables = _grid(chosen, weights, leave_out), _side_by_side(chosen, leave_out)
    if len(chosen) < 2:
        said = prose("only-one", label=label(chosen[0])) if chosen else prose("none-chosen")
        return Panel(prose("choose-two"), [grid, *tables], prose("choose-two-text", said=said))
    pairs = compared(chosen, weights, leave_out)
    matrix = [_triangle(chosen, pairs, weights)] if len(chosen) > 2 else []
    under = prose("most", most=MOST) if len(every) > MOST else _beside_the_guess(guess)
    parts: list[Figure | Table] = [grid, *matrix, *tables, _pairs(pairs, weights), _outcomes(chosen)]
    return Panel(_finding(pairs, weights), parts, _text(chosen, pairs, weights), _points(chosen), under)


def _beside_the_guess(guess: int | None) -> str:
    """How far the guess was from what the two systems at the start show."""
    if guess is None:
        return ""
    found = alike_at_the_start()
    off = guess - found
    far = prose("guess.too-many" if off > 0 else "guess.too-few", number=abs(off)) if off else prose("guess.exact")
    one, other = (label(systems()[key]) for key in FIRST_CHOSEN)
    return prose("guess.under", guess=guess, one=one, other=other, alike=found, far=far)


def alike_at_the_start() -> int:
    """In how many properties the two systems at the start are alike."""
    (found,) = compared([systems()[key] for key in FIRST_CHOSEN], weights_of(NOTHING), False).values()
    return found.alike


def _lettered(chosen: Sequence[Row]) -> list[str]:
    """The names of systems, each after a letter."""
    return [f"{letter} {label(row)}" for letter, row in zip(ascii_uppercase, chosen, strict=False)]


def _tile(cell: Row, leave_out: bool) -> Tile:
    if leave_out and weak(cell):
        return Tile(OPEN, True)
    return Tile(LOOKS[cell.cells["code"]], weak(cell))


def _grid(chosen: Sequence[Row], weights: Mapping[str, int], leave_out: bool) -> Figure:
    names = list(properties().values())
    shown = [
        (words, [_tile(cells_of(row)[name], leave_out) for name in names])
        for words, row in zip(_lettered(chosen), chosen, strict=True)
    ]
    heads = [(name if weights[name] == 1 else prose("triple", name=name), weights[name] > 1) for name in names]
    signs = _signs(*(codes(row, leave_out) for row in chosen)) if len(chosen) == 2 else []
    said = "; ".join(prose("row", name=label(row), counts=_counted(row, leave_out)) for row in chosen)
    alt = prose("grid-alt", count=len(chosen), all=len(names), said=said or prose("none-chosen"))
    return Figure(lambda ink: heat_grid(heads, shown, ink, signs), alt, prose("grid"))


def _counted(system: Row, leave_out: bool) -> str:
    found = Counter(codes(system, leave_out).values())
    times = {code: prose("once") if count == 1 else prose("times", count=count) for code, count in found.items()}
    return listed(prose("code-count", code=code, times=times[code]) for code in LOOKS if found[code])


def _signs(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Under each property how two systems differ; a dot where they cannot be compared."""
    return [
        SIGNS[int(2 * abs(VALUES[one[name]] - VALUES[other[name]]))] if {one[name], other[name]} <= {*VALUES} else "·"
        for name in properties().values()
    ]


def _triangle(chosen: Sequence[Row], pairs: "Pairs", weights: Mapping[str, int]) -> Figure:
    names = list(map(label, chosen))
    cells = [
        [(_look(pairs[names[i], names[row]], weights), _alike_of(pairs[names[i], names[row]])) for i in range(row)]
        for row in range(1, len(names))
    ]
    said = "; ".join(
        prose("pair-said", one=one, other=other, counts=_alike_of(found), word=word(found, weights))
        for (one, other), found in pairs.items()
    )
    lettered = _lettered(chosen)
    return Figure(lambda ink: triangle(lettered, cells, ink), prose("triangle-alt", said=said), prose("triangle"))


def _look(found: Comparison, weights: Mapping[str, int]) -> str:
    return {"high": YES, "medium": PARTLY, "low": NO}.get(word(found, weights), OPEN)


def _alike_of(found: Comparison) -> str:
    return prose("alike-of", alike=found.alike, known=found.known)


Pairs = Mapping[tuple[str, str], Comparison]


def compared(chosen: Sequence[Row], weights: Mapping[str, int], leave_out: bool) -> Pairs:
    """The labels of two systems → their comparison, for each pair."""
    found = {label(row): codes(row, leave_out) for row in chosen}
    names = list(properties().values())
    return {
        (one, other): model.compare(found[one], found[other], weights, names) for one, other in combinations(found, 2)
    }


def _side_by_side(chosen: Sequence[Row], leave_out: bool) -> list[Table]:
    groups = [chosen[i : i + COLUMNS] for i in range(0, len(chosen), COLUMNS)]
    numbered = [f", {i} of {len(groups)}" if len(groups) > 1 else "" for i in range(1, len(groups) + 1)]
    return [
        _table(group, leave_out, prose("side-by-side", words=words))
        for group, words in zip(groups, numbered, strict=True)
    ]


def _table(chosen: Sequence[Row], leave_out: bool, caption: str) -> Table:
    body: list[list[h.Node]] = [
        [name, *(_cell(row.id, name, leave_out) for row in chosen)] for name in properties().values()
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


@cache
def _cell(system_id: str, name: str, leave_out: bool) -> Markup:
    """One answer with a link to its first fact, as finished markup: it never changes."""
    cell = cells_of(systems()[system_id])[name]
    code = cell.cells["code"]
    if code not in VALUES:
        return Markup(code)
    said = prose("weak", code=code, left_out=prose("left-out") if leave_out else "") if weak(cell) else code
    return Markup(h.fragment[said, " ", h.span(".quiet")["(", fact_link(cell.rests_on()[0]), ")"]])


def word(found: Comparison, weights: Mapping[str, int]) -> str:
    """The likeness in a word, or that there is none."""
    return prose("too-little") if found.likeness is None else model.in_words(found.likeness)


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
    words = [word(found, weights) for found in pairs.values()]
    if len(words) == 1:
        (found,) = pairs.values()
        if found.likeness is None:
            return prose("finding-no-word", alike=found.alike, known=found.known, unknown=found.unknown)
        return prose("finding", alike=found.alike, known=found.known, unknown=found.unknown, word=words[0])
    counts = ", ".join(f"{words.count(said)} {said}" for said in dict.fromkeys(("low", "medium", "high", *words)))
    return prose("finding-pairs", pairs=len(words), counts=counts)


def _text(chosen: Sequence[Row], pairs: Pairs, weights: Mapping[str, int]) -> str:
    stories = [label(row) for row in chosen if row.cells["kind"] == "fiction"]
    story = prose("story", story=stories[0]) if stories else ""
    return " ".join(filter(None, [_nearest(pairs), _resting(pairs, weights), WARNING])) + story


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
    """On which weights the words of the pairs rest; "" where no pair has one."""
    without = sum(found.likeness is None for found in pairs.values())
    if without == len(pairs):
        return ""
    kind = prose("equal-weights") if len(set(weights.values())) == 1 else prose("your-weights")
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
    said = f"{dated(system)}. {name}: {cell.cells['code']}.{note} "
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


def _chosen_on_paper() -> list[Row]:
    return [row for key, row in systems().items() if key in ON_PAPER and row.cells["kind"] not in KINDS]


def keys() -> h.Renderable:
    """The counts and the word of every pair on paper: for the instructor only."""
    chosen, weights = _chosen_on_paper(), weights_of(NOTHING)
    pairs = compared(chosen, weights, False)
    changed = [
        prose("keys-change", one=one, other=other, property=name, word=word(heavier, weights_of(key)))
        for key, name in properties().items()
        for (one, other), heavier in compared(chosen, weights_of(key), False).items()
        if word(heavier, weights_of(key)) != word(pairs[one, other], weights)
    ]
    said = "; ".join(changed) or prose("keys-no-change")
    return h.fragment[_pairs(pairs, weights).markup(), h.p[prose("keys-again", changed=said)]]


def on_paper() -> dict[str, object]:
    """Some systems, their answers property by property, and how wide their columns are, in Typst."""
    chosen = _chosen_on_paper()
    heads, answers = list(map(dated, chosen)), list(map(cells_of, chosen))
    rows = [[name, *(_sign(cells[name]) for cells in answers), *("" for _ in PAIRS)] for name in properties().values()]
    widths = ", ".join(f"{max(map(len, re.split(' |–', head))) ** 1.3:.1f}fr" for head in heads)
    return {"systems": heads, "widths": widths, "rows": rows, "pairs": list(PAIRS), "fewest": model.FEWEST_KNOWN}


def _sign(cell: Row) -> str:
    code = cell.cells["code"]
    return {UNKNOWN: "?", IDLE: "–"}.get(code, code) + ("*" if weak(cell) else "")


def for_the_room() -> Asked:
    """In how many properties one thinks two systems to be alike, and in how many they are."""
    return Asked(_guess(), alike_at_the_start())


ACTIVITY = Declaration(CELL, find_the_likeness, on_paper, key=keys, guess=for_the_room)
