"""Prompts, votes, self-checks and exercises: everything that a student answers.

The words of a question stand in the notebook; what else belongs to it (minutes, grouping, options, rubric, feedback)
is its record in ``data/teaching/<notebook>.yaml`` under the id of the cell.
"""

import random
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from string import ascii_lowercase
from typing import Any, NamedTuple, TypeVar

import htpy as h
import ipywidgets as widgets

from seminar.answers import Store, browser_key, place, store
from seminar.controls import Button, Choice, Pane, TextArea, option_list
from seminar.errors import SeminarError
from seminar.evidence import rows
from seminar.numbers import plural
from seminar.package import pack_folder, read_yaml
from seminar.page import Output, Table, forgiving

LETTERS = "abcde"
WRITE_FIRST = "First write your own case: the replies answer it."
VOTE_FIRST = "First give all your votes here: the replies come after them."

Record = dict[str, Any]
T = TypeVar("T")


@cache
def records(notebook: str) -> dict[str, Record]:
    """Cell id → record, for the notebook of that number ("07"). Raises SeminarError for a missing or broken file."""
    path = f"teaching/{notebook}.yaml"
    loaded = read_yaml(path)
    if not isinstance(loaded, dict) or not all(isinstance(record, dict) for record in loaded.values()):
        raise SeminarError(f"The file data/{path} must hold one record for each cell id, for instance “{notebook}-1:”.")
    return loaded


def notebooks_with_records() -> list[str]:
    """The numbers of the notebooks that ask something, in order."""
    return sorted(file.stem for file in (pack_folder() / "data" / "teaching").glob("[0-9][0-9].yaml"))


def running_minutes(found: Mapping[str, Record], plan: str) -> dict[str, tuple[int, int]]:
    """Cell id → first and last minute in *plan* ("minutes80", "minutes40" or "self"), for records with a part in it."""
    spans, start = {}, 0
    for key, described in found.items():
        minutes = described.get(plan, 0)
        if minutes:
            spans[key] = (start, start + minutes)
            start += minutes
    return spans


def record(cell_id: str, role: str) -> Record:
    """The record of *cell_id*. Raises SeminarError for an unknown id or one of another *role*; names those that fit."""
    notebook = cell_id.partition("-")[0]
    if not (len(notebook) == 2 and notebook.isdigit()):
        raise SeminarError(f"“{cell_id}” is not the id of a cell; expected something like 07-1.")
    fitting = [key for key, found in records(notebook).items() if found.get("role") == role]
    if cell_id not in fitting:
        raise SeminarError(f"There is no {role} “{cell_id}”. Notebook {notebook} has: {', '.join(fitting) or 'none'}.")
    return records(notebook)[cell_id]


def shuffled(cell_id: str) -> list[tuple[str, Record]]:
    """The options of a self-check in the order shown, each with the letter it has in its record.

    The order depends on the ids of the notebook's self-checks alone. It is a seeded shuffle, after which the key takes
    its turn among the positions, so that over a few self-checks no position holds more keys than another.
    """
    notebook = cell_id.partition("-")[0]
    siblings = [key for key, found in records(notebook).items() if found.get("role") == "selfcheck"]
    options = list(zip(LETTERS, record(cell_id, "selfcheck")["options"], strict=False))
    random.Random(cell_id).shuffle(options)
    key = next(option for option in options if option[1].get("correct"))
    return in_turn(options, key, notebook, siblings.index(cell_id))


def in_turn(options: list[T], key: T, name: str, turn: int) -> list[T]:
    """*options* with the *key* moved to the position whose turn it is, for question number *turn* of the set *name*.

    In every round of as many questions as there are positions, each position holds one key.
    """
    positions = list(range(len(options)))
    random.Random(f"{name}/{turn // len(positions)}").shuffle(positions)
    others = [option for option in options if option != key]
    place = positions[turn % len(positions)]
    return [*others[:place], key, *others[place:]]


def how_to(found: Record) -> str:
    """The first line of a question: what to do, with whom and how long."""
    minutes = found["minutes80"]
    time = plural(str(minutes), "minute") if minutes else "if there is time"
    return f"{found['grouping']} · {time}"


def _saved_line(at: str) -> str:
    return f"Saved on this computer, {datetime.fromisoformat(at):%H:%M}, in {place()}. Nothing is sent."


def saved_or_not(answers: Store, question: str) -> str:
    """The line under a box: when *question* was saved last, or that it will be."""
    last = answers.latest(question)
    return _saved_line(last[0].at) if last else "Your answer is saved on this computer as you give it. Nothing is sent."


def status_line(line: str) -> str:
    """The markup of a line that says what was saved, or what is still to be done."""
    return str(h.p(".status")[line])


def _answers(question: str) -> Store:
    """The store of *question*, with what other windows have saved of it until now."""
    answers = store(question.partition("-")[0])
    answers.look(question)
    return answers


def _heading(found: Record) -> h.Renderable:
    return h.p(".seminar-howto")[h.strong[how_to(found)]]


def block(kind: str, *children: widgets.Widget) -> widgets.Widget:
    """The live frame of a part that students answer: *kind* is its look (prompt, check)."""
    box = widgets.Box(list(children))
    for name in ("seminar", "live", f"seminar-{kind}"):
        box.add_class(name)
    return box


def pane(*content: h.Node, announce: bool = False) -> Pane:
    """A place for *content*; with *announce* a screen reader speaks what changes in it."""
    return Pane(html=str(h.fragment[content]), announce=announce)


def text_area(question: str, answers: Store, label: str, **traits: Any) -> TextArea:
    """A box whose text is saved as *question* while it is typed, and emptied when the answers are cleared."""

    def save(text: str) -> str:
        return _saved_line(answers.save(question, text).at)

    def empty_when_cleared() -> None:
        if area.value and not area.saved["failed"] and answers.value(question) is None:
            area.value = ""
            area.saved = {"n": area.typed["n"], "line": saved_or_not(answers, question), "failed": False}

    line = saved_or_not(answers, question)
    area = TextArea(label, answers.text(question), save, line, browser_key=browser_key(question), **traits)
    answers.watch(empty_when_cleared)
    return area


def _also_found(answers: Store, cell_id: str) -> list[widgets.Widget]:
    """Texts that were written side by side in another window: shown, so that none is lost without a word."""
    others = [revision.value for revision in answers.latest(cell_id)[1:] if isinstance(revision.value, str)]
    return [pane(h.p["Also found, written in another window:"], h.blockquote[text]) for text in others]


@forgiving
def ask(cell_id: str) -> Output:
    """The box under the prompt *cell_id*: a text area, or the options of a vote."""
    found = record(cell_id, "prompt")
    return _vote(cell_id, found) if found["kind"] == "vote" else _write(cell_id, found)


def _write(cell_id: str, found: Record) -> Output:
    still = h.div(".seminar-prompt")[_heading(found), h.p["Run this cell to write here, or answer on paper."]]

    def live() -> widgets.Widget:
        answers = _answers(cell_id)
        area = text_area(cell_id, answers, "Your answer")
        children = [pane(_heading(found)), area, *_also_found(answers, cell_id)]
        if reply_titles(found):
            children.append(_replies(found, lambda: bool(area.value.strip()), WRITE_FIRST))
        return block("prompt", *children)

    return Output(still, f"Prompt {cell_id}: {how_to(found)}. Run this cell to write an answer.", live)


def reply_titles(found: Record) -> dict[str, str]:
    """What stands above each invented reply of a record that has them, by its field."""
    if "reply_for" not in found:
        return {}
    if found["kind"] == "vote":
        return {"reply_for": "An invented reply from one side", "reply_against": "An invented reply from the other"}
    return {"reply_for": "An invented reply for this case", "reply_against": "An invented reply against it"}


def _replies(found: Record, given: Callable[[], bool], wait: str) -> widgets.Widget:
    """Two invented replies, one for each side, side by side once an answer is *given*; before that, *wait*."""
    replies = pane(announce=True)
    cards = h.div(".seminar-sides")[
        (h.div(".seminar-side")[h.p[h.strong[title]], h.p[found[side]]] for side, title in reply_titles(found).items())
    ]

    def show() -> None:
        replies.html = str(cards if given() else h.p[wait])

    return widgets.VBox([Button("Read a reply from each side", show), replies])


def full_vote(found: Record) -> Record:
    """The record of a vote; what a second vote does not say itself (options, claims, replies) is that of the first."""
    first = found.get("revote_of")
    return {**record(first, "prompt"), **found} if first else found


def claim_words(found: Record) -> dict[str, str]:
    """Claim id → its words, for each claim of a vote; empty for a vote on one question. Raises SeminarError."""
    ids = full_vote(found).get("claims", [])
    words = {row.id: row.cells["claim"] for row in rows("claims")} if ids else {}
    if unknown := [claim for claim in ids if claim not in words]:
        raise SeminarError(f"There is no claim “{unknown[0]}”. Claims have ids from C01 to {max(words)}.")
    return {claim: words[claim] for claim in ids}


def saved_under(cell_id: str, found: Record) -> list[str]:
    """The names under which the answers of a cell are saved: its id, or one for each claim that it votes on."""
    claims = full_vote(found).get("claims", []) if found.get("kind") == "vote" else []
    return [f"{cell_id}-{claim}" for claim in claims] or [cell_id]


def ballot(found: Record) -> h.Renderable:
    """A vote to read: its options, once for each claim where it has claims."""
    options = h.ul[[h.li[f"{letter}) {text}"] for letter, text in _lettered(found)]]
    return h.fragment[[[h.p[words], options] for words in claim_words(found).values()] or options]


def _lettered(found: Record) -> list[tuple[str, str]]:
    return list(zip(LETTERS, full_vote(found)["options"], strict=False))


def _vote(cell_id: str, found: Record) -> Output:
    first_id = found.get("revote_of")
    others = records(cell_id.partition("-")[0]).items()
    second_id = next((key for key, other in others if other.get("revote_of") == cell_id), None)
    still = h.div(".seminar-prompt")[_heading(found), ballot(found), h.p["Run this cell to vote, or vote on paper."]]
    claims = claim_words(found)

    def live() -> widgets.Widget:
        names = saved_under(cell_id, found)
        legends = list(claims.values()) or ["Your vote"]
        children: list[widgets.Widget] = [pane(_heading(found))]
        for name, legend in zip(names, legends, strict=True):
            first, second = (other and other + name.removeprefix(cell_id) for other in (first_id, second_id))
            children += _vote_on(name, legend, _lettered(found), first, second)
        if not second_id and reply_titles(full_vote(found)):
            answers = _answers(cell_id)
            children.append(_replies(full_vote(found), lambda: all(answers.text(name) for name in names), VOTE_FIRST))
        return block("prompt", *children)

    return Output(still, f"Vote {cell_id}: {how_to(found)}. Run this cell to vote.", live)


def _vote_on(
    name: str, legend: str, options: list[tuple[str, str]], first: str | None, second: str | None
) -> list[widgets.Widget]:
    """One vote that is saved under *name*: it waits for the *first* vote and is locked by the *second*."""
    answers = _answers(name)
    choice = Choice(legend=legend, options=option_list(options), value=answers.text(name))
    status = pane(announce=True)

    def redraw() -> None:
        choice.value = answers.text(name)
        locked = bool(second and answers.value(second))
        waiting = bool(first and not answers.value(first))
        choice.disabled = locked or waiting
        if locked:
            line = "Locked: your second vote is in. This is what you said first."
        elif waiting:
            line = "Opens when you have voted the first time, further up."
        else:
            line = saved_or_not(answers, name)
        status.html = status_line(line)

    def save(change: dict[str, Any]) -> None:
        if change["new"] == answers.text(name):
            return
        try:
            answers.save(name, change["new"])
        except SeminarError as error:
            status.html = status_line(str(error))

    answers.watch(redraw)
    choice.observe(save, "value")
    redraw()
    return [choice, status]


@forgiving
def check(cell_id: str) -> Output:
    """The self-check *cell_id*: choose, press Check, read a sentence under every option."""
    found = record(cell_id, "selfcheck")
    options = shuffled(cell_id)
    still = h.div(".seminar-check")[
        h.p[h.strong[found["stem"]]],
        h.ul[(h.li[f"{letter}) {option['text']}"] for letter, (_, option) in zip(LETTERS, options, strict=False))],
        h.p["Run this cell to choose and to see a reply to each option."],
    ]

    def live() -> widgets.Widget:
        return check_box(cell_id, found, options, _answers(cell_id))

    return Output(still, f"Self-check {cell_id}: {found['stem']} Run this cell to answer.", live)


class Marks(NamedTuple):
    """What is said after a check: *key* and *other* under the options, *same* and *differs* of the choice."""

    key: str
    other: str
    same: str
    differs: str


RIGHT_OR_NOT = Marks("✔ Right.", "✕ Not this one.", "Right.", "Not yet: compare the replies under the options.")


def _verdicts(options: list[tuple[str, Record]], marks: Marks) -> dict[str, dict[str, str]]:
    """Letter → what is said under that option once the choice is checked."""
    return {
        key: {"mark": marks.key if option.get("correct") else marks.other, "text": option["feedback"]}
        for key, option in options
    }


def _check_state(answers: Store, cell_id: str) -> tuple[str, bool]:
    """The saved choice of a self-check (a letter or "") and whether it was checked."""
    saved = answers.parts(cell_id)
    return str(saved.get("choice", "")), bool(saved.get("checked"))


def checked_choice(answers: Store, cell_id: str) -> str:
    """The choice of a ``check_box`` once it is checked, else ""."""
    choice, checked = _check_state(answers, cell_id)
    return choice if checked else ""


def check_box(
    cell_id: str, found: Record, options: list[tuple[str, Record]], answers: Store, marks: Marks = RIGHT_OR_NOT
) -> widgets.Widget:
    """A question with a right option (or several): choose, press the button, read what stands under each option.

    *options* are (id, {text, feedback, correct}); choice and check are saved under *cell_id* and restored.
    """
    shown = [
        (key, f"{letter}) {option['text']}") for letter, (key, option) in zip(ascii_lowercase, options, strict=False)
    ]
    choice = Choice(legend=found["stem"], options=option_list(shown))
    status = pane(announce=True)
    right = {key for key, option in options if option.get("correct")}

    def draw() -> None:
        choice.value, checked = _check_state(answers, cell_id)
        choice.verdicts = _verdicts(options, marks) if checked else {}
        choice.disabled = press.off = checked
        press.label = "Checked" if checked else "Check my choice"
        verdict = marks.same if choice.value in right else marks.differs
        status.html = status_line(f"{f'{verdict} ' if checked else ''}{saved_or_not(answers, cell_id)}")

    def save(checked: bool) -> None:
        if (choice.value, checked) == _check_state(answers, cell_id):
            return
        try:
            answers.save(cell_id, {"choice": choice.value, "checked": checked})
        except SeminarError as error:
            status.html = status_line(str(error))

    def pressed() -> None:
        if choice.value:
            save(checked=True)
        else:
            status.html = status_line("Choose one of the options first.")

    press = Button("Check my choice", pressed)
    draw()
    answers.watch(draw)
    choice.observe(lambda change: save(_check_state(answers, cell_id)[1]), "value")
    return block("check", choice, press, status)


def after_check(box: widgets.Box, cell_id: str, answers: Store, shown: h.Node) -> widgets.Box:
    """The ``check_box`` *box* of *cell_id* with *shown* under it as soon as the choice is checked, and not before."""
    more = Pane()

    def show() -> None:
        more.html = str(h.p(".seminar-quiet")[shown]) if checked_choice(answers, cell_id) else ""

    answers.watch(show)
    show()
    box.children = [*box.children, more]
    return box


def rubric(found: Record) -> Table:
    """The four levels of an exercise as a table."""
    names = {1: "1 Starting", 2: "2 Developing", 3: "3 Secure", 4: "4 Strong"}
    return Table(
        "How it is read: four levels, whichever conclusion you reach",
        ["Level", "What it shows"],
        [[name, found["rubric"][level]] for level, name in names.items()],
    )


@forgiving
def exercise(cell_id: str) -> Output:
    """The box of the exercise *cell_id*: its four levels, a text area and a count of words."""
    found = record(cell_id, "exercise")
    wanted = f"{found['words_min']} to {found['words_max']}"
    line = h.p(".seminar-howto")[h.strong[f"{found['grouping']} · {wanted} words"]]
    still = h.div(".seminar-prompt")[
        line, rubric(found).markup(), h.p["Run this cell to write here, or write on paper."]
    ]

    def live() -> widgets.Widget:
        answers = _answers(cell_id)
        area = text_area(cell_id, answers, "Your text", words=wanted, rows=12)
        return block("prompt", pane(line, rubric(found).markup()), area, *_also_found(answers, cell_id))

    return Output(still, f"Exercise {cell_id}: {wanted} words. Run this cell to write.", live)
