"""W05a: a score whose weights are hidden; a few probes, a log, a guess, and the weights only after the guess."""

from collections.abc import Sequence
from functools import partial

import htpy as h

from seminar.activities.parts.hidden_machines import (
    OPEN,
    Levels,
    Machine,
    Tried,
    areas,
    keys,
    log,
    log_picture,
    machines,
    number,
    probe_in_words,
    setting_in_words,
)
from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import pane
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models import hidden_score
from seminar.models.hidden_score import AREAS, Probe
from seminar.numbers import capital, plural
from seminar.screen.controls import Button, Entry, Pane, Scale, Switch, evenly
from seminar.screen.live import Box, Part
from seminar.screen.moves import moves
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, Guessed, guess_first, later
from seminar.workbench.panel import Panel, live_frame, markup, still_frame, still_panel

CELL = "05-w05a"
prose = Words(CELL)
LEVEL = Scale(tuple(range(0, 101, 5)))
START = 50
BUDGET = 12
"""How many probes one may make of a machine."""
ENOUGH = hidden_score.AREAS - 1
"""Probes, each of one area alone, that give all weights of a machine without noise: the last weight is the rest."""
LIMIT = prose("limit")
GUESS = Guess(
    prose("guess-first.question", budget=BUDGET),
    prose("guess-first.label"),
    evenly(1, BUDGET),
    BUDGET // 2,
    before=prose("guess-first.before"),
)


@forgiving
def probe_the_score() -> Output:
    """The score explorer: five sliders, a few probes, and a guess before the weights are shown."""
    found = record(CELL, Activity)
    worked = [h.p[prose("example-of", machines=len(machines()), budget=BUDGET)], still_panel(example())]
    still = still_frame(found, GUESS.still(), h.p[prose("run-here")])
    return Output(still, prose("plain", title=found.title), lambda: _live(found), later(worked))


def _live(found: Activity) -> Part:
    return live_frame(found, guess_first(f"{CELL}-guess", GUESS, lambda planned: [Prober(planned).view]))


def example() -> Panel:
    """A log of the open machine: six chosen probes that give its weights, and a seventh that gives none."""
    settings = [(0,) * AREAS, *(tuple(100 * (i == area) for i in range(AREAS)) for area in range(AREAS)), (40,) * AREAS]
    probes = Machine("open", OPEN, 0).probes([Tried(levels, False, False) for levels in settings])
    weights = ", ".join(f"{name} {weight}%" for (name, _), weight in zip(areas(), OPEN, strict=True))
    text = prose(
        "example", weights=weights, probe=probe_in_words(probes, 2), setting=setting_in_words(settings[-1]), limit=LIMIT
    )
    return Panel(prose("example-finding"), [log_picture(probes, len(probes)), log(probes)], text)


def saved(answers: Store, machine: int) -> tuple[list[Tried], list[int]]:
    """The settings tried on a machine, and the guess (empty for none); nothing of a file edited into something else."""
    value = answers.parts(name_of(machine))
    try:
        tried = [
            Tried(tuple(map(int, levels)), bool(noisy), bool(friends)) for levels, noisy, friends in value["probes"]
        ]
        machines()[machine].probes(tried)
        return tried, list(hidden_score.checked(value["guess"])) if value["guess"] else []
    except (TypeError, ValueError, KeyError):
        return [], []


def name_of(machine: int) -> str:
    """The name under which the log and the guess of a machine are saved."""
    return f"{CELL}-{machine:02}"


def read_weight(text: str) -> str:
    """A typed weight as it is written, "" for nothing. Raises SeminarError for anything but 0 to 100."""
    digits = text.strip().removesuffix("%").strip()
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) < 4 and int(digits) <= 100):
        raise SeminarError("Type a whole number from 0 to 100.")
    return str(int(digits)) if digits else ""


def read_guess(typed: Sequence[str]) -> list[int]:
    """The five typed weights. Raises SeminarError for a gap or a sum other than 100, with the sum that stands there."""
    missing = [name for (name, _), text in zip(areas(), typed, strict=True) if not text]
    if missing:
        raise SeminarError(f"Type a number for each area; {missing[0]} is still empty. 0 is a number too.")
    guess = [int(text) for text in typed]
    if sum(guess) != 100:
        way = "more" if sum(guess) < 100 else "less"
        raise SeminarError(
            f"Your five numbers sum to {sum(guess)}; they must sum to 100. Give {abs(100 - sum(guess))} {way}, and "
            "press the button again."
        )
    return guess


def left_over(probes: Sequence[Probe]) -> int:
    """How many probes are left."""
    return max(0, BUDGET - len(probes))


def probing(machine: int, tried: Sequence[Tried], guess: Sequence[int], now: Tried) -> Panel:
    """What is seen of a *machine* (its number) with the settings *tried* on it while the controls stand at *now*."""
    probes = machines()[machine].probes(tried)
    used = prose("used", machine=machine, probes=plural(str(len(probes)), "probe"), budget=BUDGET)
    last = f" {probe_in_words(probes, len(probes) - 1)}" if probes else ""
    rest = prose("left", probes=left_over(probes)) if not guess else prose("weights-below")
    parts: list[Figure | Table] = [log_picture(probes, BUDGET), log(probes)]
    return Panel(_finding(machine, tried, guess, now), parts, f"{used}{last}{rest} {LIMIT}")


def _finding(machine: int, tried: Sequence[Tried], guess: Sequence[int], now: Tried) -> str:
    probes = machines()[machine].probes(tried)
    if guess:
        return prose("open", score=number(machines()[machine].score(now.levels, now.friends)))
    left = plural(str(left_over(probes)), "probe")
    if tried and tried[-1] == now:
        return prose("scored", score=number(probes[-1].score), left=left)
    if not left_over(probes):
        return prose("all-used", budget=BUDGET)
    return prose("hidden", left=left)


def opened(machine: int, guess: Sequence[int], tried: Sequence[Tried], planned: Guessed = None) -> Panel:
    """The weights of a *machine* beside the *guess* after the settings *tried*; *planned* is how many were meant."""
    weights = machines()[machine].weights
    error = hidden_score.guess_error(weights, guess)
    names = [capital(name) for name, _ in areas()]
    said = "; ".join(prose("area", area=n, guess=g, weight=w) for n, g, w in zip(names, guess, weights, strict=True))
    places = [
        (prose("area", area=n, guess=g, weight=w), g / 100, w / 100)
        for n, g, w in zip(names, guess, weights, strict=True)
    ]
    ticks = [(share / 100, f"{share}%") for share in range(0, 101, 25)]
    figure = Figure(partial(moves, places, ticks), prose("alt", said=said), prose("caption"))
    body = [[n, f"{g}%", f"{w}%"] for n, g, w in zip(names, guess, weights, strict=True)]
    table = Table(prose("table"), prose.all("columns"), body, frozenset({1, 2}))
    mean = prose("mean", friends=machines()[machine].friends) if any(one.friends for one in tried) else ""
    text = prose("opened", said=said, mean=mean, limit=LIMIT)
    return Panel(prose("finding", error=f"{error:.2f}"), [figure, table], text, under=_under(len(tried), planned))


def _under(used: int, planned: Guessed) -> str:
    """How many probes were meant and made, and how many are enough."""
    made = plural(str(used), "probe")
    before = prose("planned", planned=planned, used=made) if planned else prose("not-planned", used=made)
    return f"{before} {prose('enough', enough=ENOUGH)}"


class Prober:
    """The live explorer; the log and the guess of each machine are saved as they are made.

    *planned* is how many probes the reader meant to make, None if that was skipped.
    """

    def __init__(self, planned: Guessed = None) -> None:
        self.planned = planned
        self._part = Saved(*map(name_of, machines()))
        self.answers = self._part.answers
        self.machine = evenly(1, len(machines())).control(prose("machine"), 1)
        self.levels = [LEVEL.control(capital(name), START) for name, _ in areas()]
        self.noisy, self.friends = Switch(prose("noise")), Switch(prose("friends"))
        self.press = Button(prose("probe"), self._probe)
        self.finding, self.body, self.words = Pane(announce=True), Pane(), Pane()
        self.guess = [Entry(prose("guess-of", name=name), read_weight, "") for name, _ in areas()]
        self.error, self.result = Pane(announce=True), Pane()
        for control in (*self.levels, self.noisy, self.friends):
            control.observe(lambda change: self._draw(), "value")
        self.machine.observe(lambda change: self._turn(), "value")
        self._shown: object = None
        self.asked = Box(self._asked(), "seminar-part")
        self.view = self._view()
        self._part.follow(self._turn)

    def _view(self) -> Part:
        clear = Button(prose("clear"), self._clear)
        left = Box([self.machine, *self.levels, self.press, self.noisy, self.friends, clear], "seminar-controls")
        step = Box([self.asked, self._part.status, self.error, self.result], "seminar-step")
        right = Box([self.finding, self.body, step], "seminar-result")
        return Box([left, right, self.words], "seminar-view")

    def _asked(self) -> list[Part]:
        words = pane(h.p[h.strong[prose("guess")], prose("guess-how")])
        return [words, Box(self.guess, "seminar-pair"), Button(prose("check"), self._check)]

    @property
    def now(self) -> Tried:
        """The setting at which the controls stand."""
        levels: Levels = tuple(control.value for control in self.levels)
        return Tried(levels, self.noisy.value, self.friends.value)

    def _save(self, tried: Sequence[Tried], guess: Sequence[int]) -> None:
        value = {"probes": [[list(one.levels), one.noisy, one.friends] for one in tried], "guess": list(guess)}
        self._part.save(name_of(self.machine.value), value)

    def _probe(self) -> None:
        tried, guess = saved(self.answers, self.machine.value)
        if not guess and len(tried) < BUDGET:
            self._save([*tried, self.now], guess)

    def _check(self) -> None:
        tried, guess = saved(self.answers, self.machine.value)
        if guess:
            return
        try:
            for entry in self.guess:
                if entry.problem:
                    raise SeminarError(f"{entry.label}: {entry.problem}")
            self._save(tried, read_guess([entry.value for entry in self.guess]))
            self.view.take_focus()
        except SeminarError as error:
            self._part.say(str(error))

    def _clear(self) -> None:
        self._save([], [])

    def _turn(self) -> None:
        """Show the machine that is chosen, with what is saved of it; what is being typed for it stays."""
        tried, guess = saved(self.answers, self.machine.value)
        if (self.machine.value, guess) != self._shown:
            self._shown = (self.machine.value, guess)
            for entry, value in zip(self.guess, map(str, guess) if guess else [""] * AREAS, strict=True):
                entry.put(value)
            self._part.say("" if not guess else prose("locked"))
            error, *shown = markup(opened(self.machine.value, guess, tried, self.planned)) if guess else [""]
            self.error.html, self.result.html = error, "".join(shown)
            self.asked.hidden = self.body.hidden = bool(guess)  # the weights take the place of both
        self._draw()

    def _draw(self) -> None:
        tried, guess = saved(self.answers, self.machine.value)
        self.press.off = bool(guess) or len(tried) >= BUDGET
        panel = probing(self.machine.value, tried, guess, self.now)
        self.finding.html, self.body.html, self.words.html = markup(panel)


def on_paper() -> dict[str, object]:
    """The dials, the tokens, and how the machine reckons."""
    step = (hidden_score.CEILING - hidden_score.FLOOR) // 100
    return {
        "tokens": BUDGET,
        "dials": [capital(name) for name, _ in areas()],
        "probes": [str(number) for number in range(1, BUDGET + 1)],
        "noise": hidden_score.LARGEST_NOISE,
        "floor": hidden_score.FLOOR,
        "step": step,
        "example": hidden_score.FLOOR + 40 * step,
    }


def for_the_room() -> Asked:
    """How many probes one thinks to need; the result depends on who probes."""
    return Asked(GUESS, None)


ACTIVITY = Declaration(CELL, probe_the_score, on_paper, key=keys, guess=for_the_room)
