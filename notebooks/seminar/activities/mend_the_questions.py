"""W03d: six questions; tick what is wrong with each, then compare with our ticks and a repaired example."""

from functools import cache

import htpy as h
import ipywidgets as widgets
import yaml

from seminar.activities.workbench import live_frame, running_result, still_frame
from seminar.answers import Store, store
from seminar.controls import Button, Pane, Switch
from seminar.errors import SeminarError
from seminar.models.question_ticks import KINDS, compared
from seminar.package import read_text
from seminar.page import Output, forgiving
from seminar.questions import Record, block, pane, record, status_line

CELL = "03-w03d"


@cache
def clinic() -> list[Record]:
    """The questions in order: text, ticks (some of KINDS), reason, a repaired example; the essay's with paragraph."""
    return yaml.safe_load(read_text("teaching/questions.yaml"))["questions"]


def heading(number: int) -> str:
    """The number and the words of a question, with its paragraph where it is the essay's."""
    found = clinic()[number - 1]
    where = f" (after ¶{found['paragraph']}, in our words)" if "paragraph" in found else ""
    return f"{number}. {found['text']}{where}"


def saved(answers: Store, number: int) -> tuple[list[str], bool]:
    """The kinds ticked for a question, and whether it is checked."""
    value = answers.parts(f"{CELL}-{number}")
    ticks = value.get("ticks")
    return [kind for kind in KINDS if isinstance(ticks, list) and kind in ticks], bool(value.get("checked"))


def listed(kinds: list[str]) -> str:
    """Kinds of fault in words."""
    return ", ".join(KINDS[kind] for kind in kinds) or "none"


def reading(number: int) -> str:
    """Our ticks for a question, the reason and the repaired example."""
    found = clinic()[number - 1]
    return f"Our ticks: {listed(found['ticks'])}. {found['reason']} Repaired: {found['repaired']['text']}"


def keys() -> h.Renderable:
    """Our reading of every question: for the instructor only."""
    return h.ol[(h.li[reading(number)] for number in numbers())]


def numbers() -> range:
    """The numbers of the questions, from 1."""
    return range(1, len(clinic()) + 1)


def tally(answers: Store) -> str:
    """How many questions are checked, and how many ticks are as in our key, missed or extra."""
    done = [number for number in numbers() if saved(answers, number)[1]]
    found = [compared(saved(answers, number)[0], clinic()[number - 1]["ticks"]) for number in done]
    same, missed, extra = (sum(map(len, some)) for some in zip(*found, strict=True)) if found else (0, 0, 0)
    return f"Checked: {len(done)} of {len(clinic())}. Ticks as ours: {same}; only ours: {missed}; only yours: {extra}"


def text(answers: Store) -> str:
    """The result in full sentences."""
    return (
        f"{tally(answers)}. A tick is one of four faults: {listed(list(KINDS))}. "
        "A question without these faults can still get a polite answer, or be asked of the wrong people."
    )


@forgiving
def mend_the_questions() -> Output:
    """The question clinic: switches for four faults; our ticks and a repaired example appear after the check."""
    found = record(CELL, "activity")
    still = still_frame(
        found,
        h.p[f"Tick for each question which of these faults it has: {listed(list(KINDS))}. There may be more than one."],
        h.ol[(h.li[heading(number).partition(" ")[2]] for number in numbers())],
        h.p(".seminar-words")[
            f"There are {len(clinic())} questions, and none is checked yet. Two are the essay’s in our words, the "
            "others are written for this page. The four faults are not all that can go wrong."
        ],
        h.p["Run this cell to tick, or tick on paper."],
    )
    return Output(still, f"{found['title']}. Run this cell to tick the faults.", lambda: _live(found, store("03")))


def _question(number: int, answers: Store) -> widgets.Widget:
    switches = {kind: Switch(f"Question {number}: {words}") for kind, words in KINDS.items()}
    said, status = Pane(), Pane(announce=True)

    def draw() -> None:
        ticks, done = saved(answers, number)
        for kind, switch in switches.items():
            switch.value = kind in ticks
        press.off = done
        press.label = f"Question {number} is checked" if done else f"Check question {number}"
        said.html = str(h.p(".seminar-words")[reading(number)]) if done else ""
        status.html = status_line(_verdict(number, ticks) if done else "")

    def save(ticks: list[str], done: bool) -> None:
        try:
            answers.save(f"{CELL}-{number}", {"ticks": ticks, "checked": done})
        except SeminarError as error:
            status.html = status_line(str(error))

    def tick(kind: str, on: bool) -> None:
        ticks, done = saved(answers, number)
        if done:
            draw()
        elif on != (kind in ticks):
            save([one for one in KINDS if (on if one == kind else one in ticks)], False)

    def pressed() -> None:
        ticks, done = saved(answers, number)
        if not done and not ticks:
            status.html = status_line("Tick at least one fault first: each of these questions has one or two.")
        elif not done:
            save(ticks, True)

    press = Button("", pressed)
    draw()
    answers.watch(draw)
    for kind, switch in switches.items():
        switch.observe(lambda change, kind=kind: tick(kind, change["new"]), "value")
    choices = widgets.Box(list(switches.values())).add_class("seminar-pair")
    return block("check", pane(h.p[h.strong[heading(number)]]), choices, press, status, said)


def _verdict(number: int, ticks: list[str]) -> str:
    found = compared(ticks, clinic()[number - 1]["ticks"])
    parts = [
        f"{len(found.same)} as ours",
        *([f"only ours: {listed(found.missed)}"] if found.missed else []),
        *([f"only yours: {listed(found.extra)}"] if found.extra else []),
    ]
    return f"{'; '.join(parts)}."


def _live(found: Record, answers: Store) -> widgets.Widget:
    boxes = [_question(number, answers) for number in numbers()]
    result = running_result(
        answers,
        lambda: (tally(answers), text(answers), h.details[h.summary["All questions in words"], _in_words(answers)]),
    )
    return live_frame(found, *boxes, *result)


def _in_words(answers: Store) -> h.Renderable:
    def said(number: int) -> str:
        ticks, done = saved(answers, number)
        return f"{heading(number)} {f'You ticked: {listed(ticks)}. {reading(number)}' if done else 'Not checked.'}"

    return h.ul[(h.li[said(number)] for number in numbers())]
