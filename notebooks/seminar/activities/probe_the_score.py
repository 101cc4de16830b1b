"""W05a: a score whose weights are hidden; a budget of probes, a log, a guess, and the weights only after the guess."""

from collections.abc import Sequence

import htpy as h

from seminar.activities.parts.hidden_machines import (
    OPEN,
    Levels,
    Machine,
    Tried,
    areas,
    keys,
    log,
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
from seminar.screen.figures import paired_bars
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, live_frame, markup, still_frame, still_panel

CELL = "05-w05a"
prose = Words(CELL)
LEVEL = Scale(tuple(range(0, 101, 5)))
START = 50
BUDGET, BUDGETS = 12, evenly(5, 30)
LIMIT = prose("limit")


@forgiving
def probe_the_score() -> Output:
    """The score explorer: five sliders, a budget of probes, and a guess before the weights are shown."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p(".seminar-settings")[prose("example-of", machines=len(machines()), budget=BUDGET)],
        still_panel(example()),
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), lambda: Prober().box)


def example() -> Panel:
    """A log of the open machine: six chosen probes that give its weights, and a seventh that gives none."""
    settings = [(0,) * AREAS, *(tuple(100 * (i == area) for i in range(AREAS)) for area in range(AREAS)), (40,) * AREAS]
    probes = Machine("open", OPEN, 0).probes([Tried(levels, False, False) for levels in settings])
    weights = ", ".join(f"{name} {weight}%" for (name, _), weight in zip(areas(), OPEN, strict=True))
    text = prose(
        "example", weights=weights, probe=probe_in_words(probes, 2), setting=setting_in_words(settings[-1]), limit=LIMIT
    )
    return Panel(prose("example-finding"), [log(probes)], text)


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
        raise SeminarError(f"Type a number for {missing[0]} too; 0 is a number.")
    guess = [int(text) for text in typed]
    if sum(guess) != 100:
        way = "more" if sum(guess) < 100 else "less"
        raise SeminarError(
            f"Your five numbers sum to {sum(guess)}; they must sum to 100. Give {abs(100 - sum(guess))} {way}, and "
            "press the button again."
        )
    return guess


def left_over(budget: int, probes: Sequence[Probe]) -> int:
    """How many probes of the *budget* are left."""
    return max(0, budget - len(probes))


def probing(machine: int, tried: Sequence[Tried], guess: Sequence[int], now: Tried, budget: int) -> Panel:
    """What is seen of a *machine* (its number) with the settings *tried* on it while the controls stand at *now*."""
    probes = machines()[machine].probes(tried)
    parts = [log(probes)]
    used = prose("used", machine=machine, probes=plural(str(len(probes)), "probe"), budget=budget)
    last = f" {probe_in_words(probes, len(probes) - 1)}" if probes else ""
    rest = prose("left", probes=left_over(budget, probes)) if not guess else prose("weights-below")
    return Panel(_finding(machine, tried, guess, now, budget), parts, f"{used}{last}{rest} {LIMIT}")


def _finding(machine: int, tried: Sequence[Tried], guess: Sequence[int], now: Tried, budget: int) -> str:
    probes = machines()[machine].probes(tried)
    if guess:
        return prose("open", score=number(machines()[machine].score(now.levels, now.friends)))
    left = plural(str(left_over(budget, probes)), "probe")
    if tried and tried[-1] == now:
        return prose("scored", score=number(probes[-1].score), left=left)
    if not left_over(budget, probes):
        return prose("all-used", budget=budget)
    return prose("hidden", left=left)


def opened(machine: int, guess: Sequence[int], friends: bool) -> Panel:
    """The weights of a *machine* beside the *guess*; *friends* says whether they counted in a probe."""
    weights = machines()[machine].weights
    error = hidden_score.guess_error(weights, guess)
    names = [capital(name) for name, _ in areas()]
    said = "; ".join(prose("area", area=n, guess=g, weight=w) for n, g, w in zip(names, guess, weights, strict=True))
    bars = [
        (n, (g, prose("guess-bar", guess=g)), (w, prose("weight-bar", weight=w)))
        for n, g, w in zip(names, guess, weights, strict=True)
    ]
    figure = Figure(
        lambda ink: paired_bars(bars, 100, ink),
        prose("alt", said=said),
        prose("caption"),
    )
    body = [[n, f"{g}%", f"{w}%"] for n, g, w in zip(names, guess, weights, strict=True)]
    table = Table(prose("table"), prose.all("columns"), body, frozenset({1, 2}))
    mean = prose("mean", friends=machines()[machine].friends) if friends else ""
    text = prose("opened", said=said, mean=mean, limit=LIMIT)
    return Panel(prose("finding", error=f"{error:.2f}"), [figure, table], text)


class Prober:
    """The live explorer; the log and the guess of each machine are saved as they are made."""

    def __init__(self) -> None:
        self._part = Saved(*map(name_of, machines()))
        self.answers = self._part.answers
        self.machine = evenly(1, len(machines())).control(prose("machine"), 1)
        self.levels = [LEVEL.control(capital(name), START) for name, _ in areas()]
        self.noisy, self.friends = Switch(prose("noise")), Switch(prose("friends"))
        self.budget = BUDGETS.control(prose("budget"), BUDGET)
        self.press = Button(prose("probe"), self._probe)
        self.finding, self.body, self.words = Pane(announce=True), Pane(), Pane()
        self.guess = [Entry(prose("guess-of", name=name), read_weight, "") for name, _ in areas()]
        self.error, self.result = Pane(announce=True), Pane()
        for control in (*self.levels, self.noisy, self.friends, self.budget):
            control.observe(lambda change: self._draw(), "value")
        self.machine.observe(lambda change: self._turn(), "value")
        self._shown: object = None
        self._part.follow(self._turn)
        self.box = live_frame(record(CELL, Activity), self._view())

    def _view(self) -> Part:
        buttons = [Button(prose("reset"), self._reset), Button(prose("clear"), self._clear)]
        controls = [self.machine, *self.levels, self.press, self.noisy, self.friends, self.budget, *buttons]
        left = Box(controls, "seminar-controls")
        right = Box([self.finding, self.body, self._step()], "seminar-result")
        return Box([left, right, self.words], "seminar-view")

    def _step(self) -> Part:
        words = pane(h.p[h.strong[prose("guess")], prose("guess-how")])
        parts = [
            words,
            Box(self.guess, "seminar-pair"),
            Button(prose("check"), self._check),
            self._part.status,
            self.error,
            self.result,
        ]
        return Box(parts, "seminar-step")

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
        if not guess and len(tried) < self.budget.value:
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
        except SeminarError as error:
            self._part.say(str(error))

    def _reset(self) -> None:
        for control in (*self.levels, self.noisy, self.friends, self.budget):
            control.reset()

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
            friends = any(one.friends for one in tried)
            error, *shown = markup(opened(self.machine.value, guess, friends)) if guess else [""]
            self.error.html, self.result.html = error, "".join(shown)
        self._draw()

    def _draw(self) -> None:
        tried, guess = saved(self.answers, self.machine.value)
        self.press.off = bool(guess) or len(tried) >= self.budget.value
        panel = probing(self.machine.value, tried, guess, self.now, self.budget.value)
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


ACTIVITY = Declaration(CELL, probe_the_score, on_paper, key=keys)
