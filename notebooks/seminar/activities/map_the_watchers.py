"""W04b: who watches whom in six systems, a watcher at a time; our codes of a row appear after its check."""

from collections.abc import Mapping

import htpy as h

from seminar.activities.parts.watchers import (
    FICTION,
    MEANING,
    ROLES,
    SYSTEMS,
    WORDS,
    arrow,
    beside_ours,
    grid,
    key_of,
    keys,
    roles,
    roles_of,
    watched_words,
)
from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import block
from seminar.data.records import Activity, record
from seminar.models.watching import CODES, PARTIES, Agreement, Cell, agreement
from seminar.numbers import capital
from seminar.screen.controls import Button, Choice, Pane, Select, option_list
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import live_frame, still_frame

CELL = "04-w04b"


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
    said = f"{SYSTEMS[system]}: {done} of {len(PARTIES)} watchers checked"
    if not found.keyed:
        return said
    return f"{said}. Equal codes: {found.equal} of {found.keyed} cells that have a key"


def text(answers: Store, system: str) -> str:
    """The result in full sentences; the fiction is counted apart from the real systems."""
    real = [agreed(answers, name) for name in SYSTEMS if name != FICTION]
    equal, keyed = (sum(column) for column in zip(*real, strict=True))
    apart = " This one is a film story: its number stands alone and is not compared." if system == FICTION else ""
    return (
        f"{tally(answers, system)}.{apart} In the five real systems together you and this course agree on {equal} of "
        f"{keyed} checked cells with a key. A cell has a key only where a source was found; a cell without one is "
        "unknown, not none, and counts nowhere. Main and some are judgements: a reason may be worth more than a code."
    )


@forgiving
def map_the_watchers() -> Output:
    """The grid of watchers: a system, a watcher, and six codes; our codes of the row appear after its check."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p["Choose a system. For each of the six watchers say how strongly it watches each of the six."],
        h.p["Systems:"],
        h.ul[(h.li[name] for name in SYSTEMS.values())],
        h.p["Watchers, and also watched: ", ", ".join(WORDS[party] for party in PARTIES), "."],
        h.p["Codes:"],
        h.ul[(h.li[words] for _, words in MEANING)],
        h.p["Run this cell to code a system, or use the grid poster."],
    )
    return Output(still, f"{found.title}. Run this cell to code a system.", lambda: Mapper(found).box)


class Mapper:
    """The live grid: one watcher of one system at a time, so that there are six choices on the page."""

    def __init__(self, found: Activity) -> None:
        self._part = Saved(*(question(system, watcher) for system in SYSTEMS for watcher in PARTIES))
        self.answers = self._part.answers
        self.system = Select(legend="System", options=option_list(list(SYSTEMS.items())), value=next(iter(SYSTEMS)))
        parties = [(party, capital(party)) for party in PARTIES]
        self.watcher = Choice(legend="Watcher", options=option_list(parties), value=PARTIES[0], look="tabs")
        self.codes = {watched: Choice(options=option_list(MEANING), look="row") for watched in PARTIES}
        self.rest = Button("Set the rest of this row to none", self._rest)
        self.press = Button("Check this row", self._check)
        self.line = Pane(announce=True)
        self.key, self.words = Pane(), Pane()
        for watched, choice in self.codes.items():
            choice.observe(lambda change, watched=watched: self._coded(watched, change["new"]), "value")
        for turned in (self.system, self.watcher):
            turned.observe(self._turned, "value")
        self._part.follow(self.show)
        row = block("check", *self.codes.values(), self.rest, self.press, self._part.status, self.key)
        self.box = live_frame(found, self.system, self.watcher, row, self.line, self.words)

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
            self._part.say(f"First give all {len(PARTIES)} codes: {len(PARTIES) - len(codes)} are open.")
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
            choice.legend = f"{capital(WORDS[watcher])} watches {watched_words(watcher, watched)}"
            choice.value, choice.disabled = codes.get((watcher, watched), ""), done
        self.press.off = self.rest.off = done
        self.press.label = "This row is checked" if done else "Check this row"
        self._part.say(f"{self._said(codes, done)} {self._part.when(question(system, watcher))}")
        self.key.html = str(beside_ours(system, codes)) if done else ""
        self.line.html = str(h.p(".seminar-finding")[tally(self.answers, system)])
        self.words.html = str(self._all(system))

    def _said(self, codes: Mapping[Cell, str], done: bool) -> str:
        if done:
            return "Checked. Our codes stand below."
        return f"{len(codes)} of {len(PARTIES)} codes given."

    def _all(self, system: str) -> h.Renderable:
        mine = {pair: code for watcher in PARTIES for pair, code in saved(self.answers, system, watcher)[0].items()}
        sentences = [h.li[arrow(pair, code)] for pair, code in mine.items()]
        whole = len(checked(self.answers, system)) == len(PARTIES) ** 2
        waiting = h.p["When all six watchers are checked, you see who sets the rule, supplies the data and punishes."]
        return h.fragment[
            grid(f"Your grid: {SYSTEMS[system]}", mine).markup(),
            roles(system) if whole else waiting,
            h.p(".seminar-words")[text(self.answers, system)],
            h.details[h.summary["Your grid in sentences"], h.ul[sentences or h.li["Nothing is coded yet."]]],
        ]


def on_paper() -> dict[str, object]:
    """The systems, the kinds of watchers, the codes and the roles, without ours."""
    return {
        "systems": list(SYSTEMS.values()),
        "watchers": [capital(words) for words in WORDS.values()],
        "codes": [words for _, words in MEANING],
        "roles": list(ROLES.values()),
    }


ACTIVITY = Declaration(CELL, map_the_watchers, on_paper, key=keys)
