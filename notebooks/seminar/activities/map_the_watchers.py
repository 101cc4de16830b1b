"""W04b: who sets the rule, who supplies the data, who punishes; and if one likes, the grid of who watches whom."""

from collections.abc import Mapping

import htpy as h

from seminar.activities.parts.roles import board, key_table, picture
from seminar.activities.parts.watchers import (
    FICTION,
    MEANING,
    PARTY,
    ROLES,
    SYSTEMS,
    WORDS,
    arrow,
    beside_ours,
    grid,
    key_of,
    keys,
    roles_of,
    watched_words,
)
from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import block
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.models.watching import CODES, PARTIES, Agreement, Cell, agreement
from seminar.numbers import capital
from seminar.screen.controls import Button, Choice, Pane, Select, option_list
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, still_frame, tabs

CELL = "04-w04b"
prose = Words(CELL)


def question(system: str, watcher: str) -> str:
    """The name under which the codes of one row are saved."""
    return f"{CELL}-{roles_of(system).id.removeprefix('wr-')}-{watcher.replace(' ', '-')}"


def saved(answers: Store, system: str, watcher: str) -> tuple[dict[Cell, str], bool]:
    """The codes that a student gave in one row, and whether the row is checked (only a whole row can be)."""
    value = answers.parts(question(system, watcher))
    saved_codes = value.get("codes")
    codes = saved_codes if isinstance(saved_codes, dict) else {}
    given = {(watcher, watched): codes[watched] for watched in PARTIES if codes.get(watched) in CODES}
    return given, bool(value.get("checked")) and len(given) == len(PARTIES)


def checked(answers: Store, system: str) -> dict[Cell, str]:
    """The codes of all checked rows of a system."""
    found = (saved(answers, system, watcher) for watcher in PARTIES)
    return {pair: code for codes, done in found if done for pair, code in codes.items()}


def agreed(answers: Store, system: str) -> Agreement:
    """The agreement of the checked rows of a system with our codes."""
    return agreement(checked(answers, system), {pair: row.cells["code"] for pair, row in key_of(system).items()})


def tally(answers: Store, system: str) -> str:
    """How much of a system is checked, and the agreement so far."""
    found, done = agreed(answers, system), len(checked(answers, system)) // len(PARTIES)
    said = prose("said", system=SYSTEMS[system], done=done, count=len(PARTIES))
    if not found.keyed:
        return said
    return prose("finding", said=said, equal=found.equal, keyed=found.keyed)


def text(answers: Store, system: str) -> str:
    """The result in full sentences; the fiction is counted apart from the real systems."""
    real = [agreed(answers, name) for name in SYSTEMS if name != FICTION]
    equal, keyed = (sum(column) for column in zip(*real, strict=True))
    apart = prose("apart") if system == FICTION else ""
    together = prose("together", equal=equal, keyed=keyed) if keyed else ""
    return prose("text", tally=tally(answers, system), apart=apart, together=together)


@forgiving
def map_the_watchers() -> Output:
    """Three roles in each system, with our reading after a check; and the grid of watchers, row by row."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p(".seminar-finding")[prose("roles-question")],
        picture(None, 0).still(),
        h.p[prose("roles-task"), ", ".join(PARTY.values()), "."],
        h.p[prose("grid-task")],
        h.ul[(h.li[words] for _, words in MEANING)],
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def _live(found: Activity) -> Part:
    panels = {prose("tabs.roles"): board(), prose("tabs.grid"): Mapper().box}
    return live_frame(found, tabs(panels), *panels.values())


class Mapper:
    """The live grid: one watcher of one system at a time, so that there are six choices on the page."""

    def __init__(self) -> None:
        self._part = Saved(*(question(system, watcher) for system in SYSTEMS for watcher in PARTIES))
        self.answers = self._part.answers
        self.system = Select(
            legend=prose("system"), options=option_list(list(SYSTEMS.items())), value=next(iter(SYSTEMS))
        )
        parties = [(party, capital(party)) for party in PARTIES]
        self.watcher = Choice(legend=prose("watcher"), options=option_list(parties), value=PARTIES[0], look="tabs")
        self.codes = {watched: Choice(options=option_list(MEANING), look="row") for watched in PARTIES}
        self.rest = Button(prose("rest-none"), self._rest)
        self.press = Button(prose("check"), self._check)
        self.line = Pane(announce=True)
        self.key, self.words = Pane(), Pane()
        for watched, choice in self.codes.items():
            choice.observe(lambda change, watched=watched: self._coded(watched, change["new"]), "value")
        for turned in (self.system, self.watcher):
            turned.observe(self._turned, "value")
        self._part.follow(self.show)
        row = block(
            "check", *self.codes.values(), Box([self.rest, self.press], "seminar-buttons"), self._part.status, self.key
        )
        self.box = Box([self.line, self.system, self.watcher, row, self.words], "seminar-result")

    def _row(self) -> tuple[dict[Cell, str], bool]:
        return saved(self.answers, self.system.value, self.watcher.value)

    def _turned(self, change: dict) -> None:
        self.show()

    def _coded(self, watched: str, code: str) -> None:
        codes, done = self._row()
        if done:
            self.show()  # a choice that the page sent before it knew of the check
            return
        if not code or codes.get((self.watcher.value, watched)) == code:
            return
        self._save({**codes, (self.watcher.value, watched): code})

    def _rest(self) -> None:
        codes, done = self._row()
        if not done:
            self._save({(self.watcher.value, watched): "none" for watched in PARTIES} | codes)

    def _check(self) -> None:
        codes, done = self._row()
        if len(codes) < len(PARTIES):
            self._part.say(prose("all-first", count=len(PARTIES), open=len(PARTIES) - len(codes)))
        elif not done:
            self._save(codes, done=True)

    def _save(self, codes: Mapping[Cell, str], done: bool = False) -> None:
        value = {"codes": {watched: code for (_, watched), code in codes.items()}, "checked": done}
        self._part.save(question(self.system.value, self.watcher.value), value)

    def show(self) -> None:
        """Show the row of the chosen watcher, its key once it is checked, and the whole grid in words."""
        system, watcher = self.system.value, self.watcher.value
        codes, done = self._row()
        for watched, choice in self.codes.items():
            choice.legend = prose("watches", watcher=capital(WORDS[watcher]), watched=watched_words(watcher, watched))
            choice.value, choice.disabled = codes.get((watcher, watched), ""), done
        self.press.off = self.rest.off = done
        self.press.label = prose("checked") if done else prose("check")
        self._part.say(f"{self._said(codes, done)} {self._part.when(question(system, watcher))}")
        self.key.html = str(beside_ours(system, codes)) if done else ""
        self.line.html = str(h.p(".seminar-finding")[tally(self.answers, system)])
        self.words.html = str(self._all(system))

    def _said(self, codes: Mapping[Cell, str], done: bool) -> str:
        if done:
            keyed = key_of(self.system.value).keys() & codes.keys()
            return prose("checked-line" if keyed else "checked-alone")
        return prose("given", count=len(codes), all=len(PARTIES))

    def _all(self, system: str) -> h.Renderable:
        mine = {pair: code for watcher in PARTIES for pair, code in saved(self.answers, system, watcher)[0].items()}
        sentences = [h.li[arrow(pair, code)] for pair, code in mine.items()]
        return h.fragment[
            h.details[
                h.summary[prose("in-words")],
                grid(prose("your-grid", system=SYSTEMS[system]), mine).markup(),
                h.p(".seminar-words")[text(self.answers, system)],
                h.ul[sentences or h.li[prose("nothing-yet")]],
            ]
        ]


def on_paper() -> dict[str, object]:
    """The systems, the roles and who may have them; the kinds of watchers and the codes; without ours."""
    return {
        "systems": list(SYSTEMS.values()),
        "parties": list(PARTY.values()),
        "watchers": [capital(words) for words in WORDS.values()],
        "codes": [words for _, words in MEANING],
        "roles": list(ROLES.values()),
    }


def whole_key() -> h.Renderable:
    """The three roles in the words of the form, then our codes of the grid: for the instructor only."""
    return h.fragment[key_table().markup(), keys()]


ACTIVITY = Declaration(CELL, map_the_watchers, on_paper, key=whole_key)
