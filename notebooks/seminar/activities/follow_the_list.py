"""W06a: stop by stop onto a list, under it and off it again. Is there a way out here? Only then a stop opens."""

from functools import cache
from typing import Any

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import Marks, check_box, checked_choice
from seminar.course.sources import fact_links
from seminar.data.evidence import frame
from seminar.data.records import Activity, Option, record
from seminar.data.words import Words
from seminar.models import listing
from seminar.numbers import agree, capital, day, listed
from seminar.screen.controls import Pane, Select, option_list
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import later
from seminar.workbench.panel import live_frame, still_frame
from seminar.workbench.stepper import Step, Stepper, first_open

CELL = "06-w06a"
prose = Words(CELL)
FIRST, START, LATEST = 2013, 2019, 2026
YES, NO, UNSURE = "yes", "no", "unsure"
KEYS = {listing.HERE: YES, listing.LATER: NO, listing.NONE: NO, listing.NOT_FOUND: UNSURE}
"""What we read of a step → which answer to “Is there a way out here?” comes to the same."""

Cells = dict[str, Any]
"""One row of a table: column → cell, NaN where it is empty."""


@cache
def stops(entry: str, year: int) -> tuple[Cells, ...]:
    """The steps of *entry* by the rules of *year*, each with its "id"."""
    return tuple(listing.way(frame("list_steps"), entry, year).reset_index(names="id").to_dict("records"))


def entries() -> list[str]:
    """The ways onto a list."""
    return list(dict.fromkeys(frame("list_steps")["entry"]))


def question(step_id: str) -> str:
    """The name under which the choice at a stop is saved."""
    return f"{CELL}-{step_id}"


@forgiving
def follow_the_list() -> Output:
    """The flow of joint punishment: stops in force in a year, one open at a time."""
    found = record(CELL, Activity)
    first = stops(entries()[0], START)[0]
    still = still_frame(found, _headline(first), h.p[prose("question")], h.ul[map(h.li.__getitem__, _options())])
    plain = prose("plain", title=found.title, said=said(first))
    return Output(still, plain, lambda: _live(found), later(_listed(entries()[0], START)))


def said(stop: Cells) -> str:
    """What happens at a stop; that it is a way out or a way to object is left to the question."""
    words = str(stop["what_happens"]).split(": ", 1)[-1] if stop["kind"] in listing.LEAVING else stop["what_happens"]
    return capital(words)


def _headline(stop: Cells) -> h.Renderable:
    return h.p(".seminar-finding")[f"{stop['name']} · {said(stop)}"]


def opened(stop: Cells) -> h.Renderable:
    """Who acts at a stop, on what paper, with what effect, and the facts."""
    where = prose("local") if stop["local"] == "yes" else ""
    since = prose("since", since=day(stop["since"])) if isinstance(stop["since"], str) else ""
    return _lines(f"{where}{stop['actor']}", f"{stop['legal_text']}{since}", stop["effect"], fact_links(stop["facts"]))


def closed() -> h.Renderable:
    """The same lines before a choice."""
    return _lines(prose("closed"), None, None, None)


def _lines(*cells: h.Node) -> h.Renderable:
    return h.dl(".seminar-lines")[
        (h.div[h.dt[name], h.dd[cell]] for name, cell in zip(prose.all("lines"), cells, strict=True))
    ]


def reading(stop: Cells) -> str:
    """Our answer to “Is there a way out here?”, in a sentence."""
    kind = "object" if stop["kind"] == listing.OBJECT else stop["exit"]
    answer = stop["way_out"] if isinstance(stop["way_out"], str) and stop["way_out"] not in _SILENT else ""
    return f"{prose.group('reading')[kind]} {answer}".strip()


_SILENT = ("does not arise", "the source does not say")


def _options() -> tuple[str, ...]:
    return tuple(prose.group("options").values())


def _ask(stop: Cells) -> Box:
    ours = KEYS[stop["exit"]]
    options = [
        (key, Option(text=words, feedback=reading(stop) if key == ours else "", correct=key == ours))
        for key, words in prose.group("options").items()
    ]
    return check_box(question(stop["id"]), prose("question"), options, Marks(**prose.group("marks")), row=True)


def by_now(every: tuple[Cells, ...], place: int) -> dict[str, str]:
    """What has begun for the person up to the stop at *place* (from 0) → “yes”, or that it can end at this stop."""
    begun = [thing for stop in every[: place + 1] for thing in _things(stop["begins"])]
    ends = _things(every[place]["ends"])
    return {thing: prose("can-end") if thing in ends else prose("has-begun") for thing in begun}


def _things(cell: object) -> list[str]:
    return cell.split(";") if isinstance(cell, str) and cell else []


def chips(every: tuple[Cells, ...], place: int) -> h.Renderable:
    """The same as small signs."""
    found = by_now(every, place)
    signs = [h.span(".seminar-chip")[f"{thing}: {state}"] for thing, state in found.items()]
    return h.p(".seminar-chips")[
        h.span(".quiet")[prose("by-now", part=prose.group("parts")[every[place]["kind"]])],
        signs or h.span(".quiet")[prose("nothing-yet")],
    ]


def safeguard(key: str, entry: str, every: tuple[Cells, ...]) -> h.Renderable:
    """What an invented safeguard would change, at which stops, and at what price for whoever waits."""
    row = frame("what_if_steps").loc[key]
    touched, same = (_names(row[name], every) for name in ("changes", "real_steps"))
    at = prose("at-stops", stops=_stops(touched)) if touched else prose("at-none")
    have = agree(len(same), "has", "have")
    return h.p(".seminar-if")[
        h.strong[prose("invented", safeguard=row["safeguard"])],
        f" {at} {row['what_happens']} {row['effect']} ",
        h.strong[prose.group("waits")[entry]],
        f" {row['price']}",
        same and f" {prose('same', stops=_stops(same), have=have)}",
    ]


def _names(ids: object, every: tuple[Cells, ...]) -> list[str]:
    """The names of the stops of those *ids*."""
    return [stop["name"] for stop in every if stop["id"] in _things(ids)]


def _stops(names: list[str]) -> str:
    """Stops by their names: "stop 4", "stops 1 and C"."""
    return f"{agree(len(names), 'stop', 'stops')} {listed(names)}"


def tally(every: tuple[Cells, ...], answers: Store) -> str:
    """How often a way out was seen so far, by the reader and by us."""
    asked = [(checked_choice(answers, question(stop["id"])), KEYS[stop["exit"]]) for stop in every]
    done = [pair for pair in asked if pair[0]]
    mine, ours = (sum(pair[i] == YES for pair in done) for i in (0, 1))
    if not done:
        return prose("no-stop-open")
    return prose("tally", done=len(done), all=len(every), mine=mine, ours=ours)


def sign(stop: Cells, key: str, answers: Store) -> str:
    """The small words under a stop: our reading once it is open, and that the safeguard *key* changes it."""
    ours = prose.group("signs")[stop["exit"]] if checked_choice(answers, question(stop["id"])) else ""
    changed = key and stop["id"] in _things(frame("what_if_steps").at[key, "changes"])
    return f"{ours} {prose('changed')}".strip() if changed else ours


class _Walk:
    """The stops of one way in one year, with all that follows the place where the reader stands."""

    def __init__(self, entry: str, year: int, asked: dict[str, Box], answers: Store) -> None:
        self.every, self._answers, self.safeguard = stops(entry, year), answers, ""
        self._heads = [Pane() for _ in self.every]
        self._lines = [Pane() for _ in self.every]
        self._limits = str(h.details[h.summary[prose("limits", year=year)], _limits(entry, year).markup()])
        self._chips, self._tally, self._fold = Pane(), Pane(), Pane()
        steps = [
            Step(
                prose.group("parts")[stop["kind"]],
                Box([head, Box([lines, asked[stop["id"]]], "seminar-stop")], "seminar-part"),
                short=stop["name"],
                apart=stop["kind"] in listing.APART,
            )
            for stop, head, lines in zip(self.every, self._heads, self._lines, strict=True)
        ]
        done = [bool(checked_choice(answers, question(stop["id"]))) for stop in self.every]
        self.stepper = Stepper(steps, line=True, start=first_open(done))
        below = Box([self._chips, self._tally, self._fold], "seminar-folds")
        self.box = Box([self.stepper.box, below], "seminar-part")
        self.stepper.observe(lambda change: self.draw(), ["place", "whole"])
        self.draw()

    def draw(self) -> None:
        """Fill the stops that were reached; those ahead stay empty until the reader comes there."""
        here = self.stepper.place
        for place, stop in enumerate(self.every):
            open_ = bool(checked_choice(self._answers, question(stop["id"])))
            if open_ or place <= here or self.stepper.whole:
                self._heads[place].html = str(_headline(stop))
                self._lines[place].html = str(opened(stop) if open_ else closed())
            self.stepper.note(place, sign(stop, self.safeguard, self._answers))
        self._chips.html = str(chips(self.every, here))
        self._tally.html = str(h.p(".seminar-quiet")[tally(self.every, self._answers)])
        self._fold.html = self._limits if by_now(self.every, here) else ""


def _live(found: Activity) -> Part:
    part = Saved(CELL)
    ways = [(entry, entry.capitalize()) for entry in entries()]
    years = [(str(year), str(year)) for year in range(FIRST, LATEST + 1)]
    kinds = [("", prose("no-safeguard")), *frame("what_if_steps")["safeguard"].items()]
    year = Select(legend=prose("settings.year"), options=option_list(years), value=str(START))
    entry = Select(legend=prose("settings.entry"), options=option_list(ways), value=ways[0][0])
    what_if = Select(legend=prose("settings.what-if"), options=option_list(kinds), value="")
    asked = {row["id"]: _ask(row) for row in frame("list_steps").reset_index(names="id").to_dict("records")}
    walks: dict[tuple[str, int], _Walk] = {}
    place, effect = Box([], "seminar-part"), Pane(announce=True)

    def turn(change: dict | None = None) -> None:
        key = (entry.value, int(year.value))
        if not stops(*key):
            nothing = prose("no-step", entry=key[0].capitalize(), year=key[1])
            place.children = [Pane(html=str(h.p(".seminar-finding")[nothing]))]
        else:
            walks[key] = walks.get(key) or _Walk(*key, asked, part.answers)
            place.children = [walks[key].box]
        redraw()

    def redraw(change: dict | None = None) -> None:
        key = (entry.value, int(year.value))
        if walk := walks.get(key):
            walk.safeguard = what_if.value
            walk.draw()
        effect.html = str(safeguard(what_if.value, key[0], stops(*key))) if what_if.value else ""

    for control in (year, entry):
        control.observe(turn, "value")
    what_if.observe(redraw, "value")
    turn()
    part.follow(redraw)
    return live_frame(found, Box([year, entry, what_if], "seminar-strip"), effect, place)


def _limits(entry: str, year: int) -> Table:
    """What the listing bars, field by field."""
    rows = [
        [row["field"].capitalize(), *_limit(row), fact_links(_text(row["facts"])) or prose("not-found")]
        for row in listing.limits(frame("restrictions"), entry, year).to_dict("records")
    ]
    return Table(prose("limits-caption"), prose.all("limit-columns"), rows, wide=True)


def _limit(row: Cells) -> list[str]:
    """Measure, since when and by whom; a field without a limit says that none was found."""
    if not _text(row["measure"]):
        return [prose("not-found"), "–", "–"]
    return [row["measure"], _text(row["since"]) or prose("not-found"), _text(row["imposed_by"]) or "–"]


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _listed(entry: str, year: int) -> h.Renderable:
    """All stops with our readings, for whoever has been asked at each."""
    rows = [
        [
            f"{stop['name']}. {said(stop)}",
            f"{stop['actor']}; {stop['legal_text']}",
            stop["effect"],
            capital(reading(stop)),
            fact_links(stop["facts"]),
        ]
        for stop in stops(entry, year)
    ]
    return Table(prose("stops", entry=entry, year=year), prose.all("columns"), rows, wide=True).markup()


def keys() -> h.Node:
    """Our reading of every stop of each way: for the instructor only."""

    def table(entry: str) -> h.Renderable:
        rows = [[stop["name"], _answer(stop), capital(reading(stop))] for stop in stops(entry, START)]
        return Table(
            prose("keys-caption", way=entry.capitalize(), year=START), prose.all("keys-columns"), rows
        ).markup()

    return [table(entry) for entry in entries()]


def brief() -> str:
    """Whether there is a way out, stop by stop, in a line: for the instructor only."""
    return ". ".join(
        f"{entry.capitalize()}: {', '.join(_short_answer(stop) for stop in stops(entry, START))}" for entry in entries()
    )


def _short_answer(stop: Cells) -> str:
    return f"{stop['name']} {_answer(stop)}"


def _answer(stop: Cells) -> str:
    return prose.group("options")[KEYS[stop["exit"]]]


def on_paper() -> dict[str, object]:
    """The stops of each way onto a list, by the rules of the year of the start, and safeguards to add."""
    ways = {entry.capitalize(): stops(entry, START) for entry in entries()}
    boxes = "  ".join(f"☐ {words}" for words in _options())
    asked = {way: [(f"{stop['name']}. {said(stop)}", boxes) for stop in found] for way, found in ways.items()}
    told = {way: [_told(stop) for stop in found] for way, found in ways.items()}
    safeguards = list(
        zip(*(frame("what_if_steps")[name] for name in ("safeguard", "what_happens", "price")), strict=True)
    )
    return {"year": START, "asked": asked, "told": told, "safeguards": safeguards}


def _told(stop: Cells) -> tuple[str, ...]:
    """One stop as it is told overleaf."""
    where = prose("local") if stop["local"] == "yes" else ""
    acts = f"{stop['name']}. {where}{stop['actor']}; {stop['legal_text']}"
    return acts, stop["effect"], capital(reading(stop)), stop["facts"].replace(";", " ")


ACTIVITY = Declaration(CELL, follow_the_list, on_paper, key=keys, brief=brief, copies=("group", "lot"))
