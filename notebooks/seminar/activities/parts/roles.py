"""The three roles of W04b: who sets the rule, who supplies the data, who punishes or gives, a system at a time."""

import textwrap
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import htpy as h

from seminar.activities.parts.watchers import FICTION, PARTY, ROLES, SYSTEMS, roles_of
from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import pane
from seminar.course.sources import fact_links
from seminar.data.words import Words
from seminar.models.watching import one_hand
from seminar.numbers import listed
from seminar.screen.controls import Button, Pane, Select, option_list
from seminar.screen.hands import HELD, OPEN, OTHER, Cell, System, hands
from seminar.screen.live import Box
from seminar.screen.page import Figure, Table
from seminar.workbench.lists_to_check import nothing_chosen
from seminar.workbench.stepper import Step, Stepper, first_open

CELL = "04-w04b"
prose = Words(CELL)
KINDS = dict(zip(ROLES, ("rule_by", "data_by", "effect_by"), strict=True))
"""Role → the column with the kinds of party that fill it."""

LETTERS = 22
"""Letters of a line in a cell of the picture."""

Picks = Mapping[str, str]
"""Role → kind of party."""


def key_of_roles(system: str) -> dict[str, list[str]]:
    """Role → every kind of party that fills it in a *system*."""
    return {role: roles_of(system).cells[column].split(";") for role, column in KINDS.items()}


def question(system: str) -> str:
    """The name under which the three choices for a system are saved."""
    return f"{CELL}-roles-{roles_of(system).id.removeprefix('wr-')}"


class Picked(NamedTuple):
    """What is saved of a system: the choices that stand there, those of the *first* and of the *last* check (empty
    before it), and whether ours were *shown*."""

    now: Picks
    first: Picks
    last: Picks
    shown: bool = False

    @classmethod
    def of(cls, answers: Store, system: str) -> "Picked":
        """What is saved; what was edited into something else counts as nothing."""
        value = answers.parts(question(system))
        now, first, last = (_picks(value.get(name)) for name in cls._fields[:3])
        return cls(now, _if_whole(first), _if_whole(last), bool(value.get("shown")))

    def right(self, system: str) -> list[str]:
        """The roles that were as ours at the last check."""
        return [role for role, parties in key_of_roles(system).items() if self.last.get(role) in parties]

    def done(self, system: str) -> bool:
        """Whether ours stand there: all were found, or ours were asked for."""
        return self.shown or len(self.right(system)) == len(ROLES)


def _picks(saved: object) -> Picks:
    found = saved if isinstance(saved, dict) else {}
    return {role: found[role] for role in ROLES if found.get(role) in PARTY}


def _if_whole(picks: Picks) -> Picks:
    return picks if len(picks) == len(ROLES) else {}


def finding(answers: Store) -> str:
    """What is asked; then in how many of the real systems that are done one party has all three roles."""
    real = [one for one in SYSTEMS if one != FICTION and Picked.of(answers, one).done(one)]
    if not real:
        return prose("roles-question")
    held = sum(bool(one_hand(key_of_roles(system).values())) for system in real)
    return prose("roles-finding", held=held, real=len(real))


def picture(answers: Store | None, here: int) -> Figure:
    """All systems with their three roles; ours stand where a system is done, and its first choices if others."""
    shown = [_system(system, answers) for system in SYSTEMS]
    told = "; ".join(_in_words(one) for one in shown)
    return Figure(partial(hands, list(ROLES.values()), shown, here), prose("roles-alt", told=told), prose("roles-rule"))


def _system(system: str, answers: Store | None) -> System:
    picked = Picked.of(answers, system) if answers else Picked({}, {}, {})
    done, key = picked.done(system), key_of_roles(system)
    return System(
        SYSTEMS[system],
        [_cell(role, parties, picked, done) for role, parties in key.items()],
        done and bool(one_hand(key.values())),
    )


def _cell(role: str, parties: Sequence[str], picked: Picked, done: bool) -> Cell:
    """A role in one system: open before a check, then ours where it was found or asked for; a first choice stays."""
    first, last = picked.first.get(role, ""), picked.last.get(role, "")
    if not (done or last):
        return Cell(OPEN, ["?"])
    if not done and last not in parties:
        return Cell(OTHER, [prose("not", party=PARTY[last])])
    ours = textwrap.wrap(", ".join(PARTY[party] for party in parties), LETTERS)
    other = first and first not in parties
    return Cell(OTHER, [*ours, prose("first", party=PARTY[first])]) if other else Cell(HELD, ours)


def _in_words(system: System) -> str:
    named = zip(ROLES.values(), system.cells, strict=True)
    cells = [prose("roles-cell", role=role, who=" ".join(cell.lines)) for role, cell in named]
    hand = prose("one-hand") if system.one_hand else ""
    return prose("roles-row", system=system.name, cells=listed(cells), hand=hand)


def reply(system: str, picked: Picked) -> h.Node:
    """What is said of the choices for a system: nothing before a check, then how many fit, in the end our reading."""
    if picked.done(system):
        return [h.strong[prose("ours")], " ", reading(system), " ", fact_links(roles_of(system).cells["facts"])]
    if not picked.last:
        return prose("before-check")
    return prose("try-again", same=len(picked.right(system)), all=len(ROLES))


def reading(system: str) -> str:
    """Who has each role in a system, in the words of our table; and whether one party has them all."""
    cells, key = roles_of(system).cells, key_of_roles(system)
    said = ". ".join(prose("role-by", role=words, who=cells[role]) for role, words in ROLES.items())
    parties = one_hand(key.values())
    hand = prose("all-three", party=listed(PARTY[party] for party in parties)) if parties else prose("no-hand")
    return f"{said}. {hand}"


def key_table() -> Table:
    """Who has each role in every system, in the words of the paper form, and who has all three."""
    body: list[list[h.Node]] = []
    for system, name in SYSTEMS.items():
        key = key_of_roles(system)
        hand = one_hand(key.values())
        named = [listed(PARTY[party] for party in parties) for parties in key.values()]
        body.append([name, *named, h.strong[listed(PARTY[party] for party in hand)] if hand else prose("nobody-all")])
    return Table(prose("key-caption"), [prose("system"), *ROLES.values(), prose("has-all")], body)


class OneSystem:
    """One system: a list for each role, a check, and our reading on demand."""

    def __init__(self, system: str) -> None:
        self._system, self._part = system, Saved(question(system))
        options = option_list([nothing_chosen(), *((party, words) for party, words in PARTY.items())])
        self.choices = {role: Select(legend=words, options=options) for role, words in ROLES.items()}
        self.press, self.give = Button("", self._check), Button(prose("show-ours"), self._show)
        title = pane(h.p[h.strong[SYSTEMS[system]]])
        buttons = Box([self.press, self.give], "seminar-buttons")
        self.said = Pane(announce=True)
        self.box = Box([title, *self.choices.values(), buttons, self._part.status, self.said], "seminar-part")
        for role, choice in self.choices.items():
            choice.observe(lambda change, role=role: self._pick(role, change["new"]), "value")
        self._part.follow(self._draw)

    def _picked(self) -> Picked:
        return Picked.of(self._part.answers, self._system)

    def _save(self, picked: Picked) -> None:
        if picked != self._picked():
            self._part.save(question(self._system), picked._asdict())

    def _pick(self, role: str, party: str) -> None:
        picked = self._picked()
        if party and not picked.done(self._system):
            self._save(picked._replace(now={**picked.now, role: party}))

    def _check(self) -> None:
        picked = self._picked()
        if len(picked.now) < len(ROLES):
            self._part.say(prose("all-three-first"))
        else:
            self._save(picked._replace(first=picked.first or picked.now, last=picked.now))

    def _show(self) -> None:
        self._save(self._picked()._replace(shown=True))

    def _draw(self) -> None:
        picked = self._picked()
        done = picked.done(self._system)
        for role, choice in self.choices.items():
            choice.value, choice.disabled = picked.now.get(role, ""), done
        self.press.off = done or (bool(picked.last) and picked.now == picked.last)
        self.press.label = prose("check-again" if picked.last and not done else "check-roles")
        self.give.hidden = done or not picked.last
        self.said.html = str(h.p(".seminar-words")[reply(self._system, picked)])
        self._part.say(self._part.when(question(self._system)))


def board() -> Box:
    """The systems one at a time, beside the picture of all of them."""
    part = Saved(*map(question, SYSTEMS))
    line, drawn = Pane(announce=True), Pane()
    start = first_open(Picked.of(part.answers, system).done(system) for system in SYSTEMS)
    hand = Stepper([Step(name, OneSystem(system).box) for system, name in SYSTEMS.items()], start=start)

    def draw(change: dict | None = None) -> None:
        line.html = str(h.p(".seminar-finding")[finding(part.answers)])
        drawn.html = str(picture(part.answers, hand.place).live())

    hand.observe(draw, "place")
    part.follow(draw)
    left, right = Box([hand.box], "seminar-controls"), Box([line, drawn], "seminar-result")
    return Box([left, right], "seminar-view", "seminar-hand")
