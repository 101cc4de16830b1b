"""W00c and W10c: eight questions on invented cases, as boxes for choices; what is right is shown after the course."""

from collections.abc import Callable, Sequence

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store, store
from seminar.course import survey
from seminar.course.questions import block, pane
from seminar.data.records import SURVEYS, Activity, record
from seminar.data.words import Words
from seminar.screen.controls import Button, Choice, Pane, option_list
from seminar.screen.live import Part
from seminar.screen.page import Output
from seminar.workbench.panel import live_frame, still_frame

BEFORE, AFTER = SURVEYS
"""The cells of the survey, and the names under which its choices are saved."""
prose = Words("00-w00c")
FINISHED = f"{AFTER}-finished"
SLIP = prose("no-slip")


def asked(cell: str, parts: Callable[[], Sequence[Part]]) -> Output:
    """The survey in that *cell*: still with its questions, live with *parts*."""
    found, form = record(cell, Activity), SURVEYS[cell]
    questions = (
        h.li[item.forms[form].stem, (h.div[f"☐ {line}"] for line in item.lines(form))] for item in survey.items()
    )
    still = still_frame(found, h.p[survey.short_session()], h.ol[questions], h.p[prose("run-here")])
    return Output(still, prose("plain", title=found.title), lambda: live_frame(found, *parts()))


def on_sheet(cell: str, when: str) -> dict[str, object]:
    """What the sheet of paper for that *cell* says: its questions, with options in the order of the screen."""
    questions = [
        {"number": item.number, "stem": item.forms[SURVEYS[cell]].stem, "lines": item.lines(SURVEYS[cell])}
        for item in survey.items()
    ]
    return {"when": when, "questions": questions, "short_session": survey.short_session()}


def chosen(answers: Store, cell: str) -> dict[int, str]:
    """Question number → letter in the file, for each question that is answered."""
    saved = answers.parts(cell)
    options = {item.number: list(item.forms["A"].options) for item in survey.items()}
    return {number: saved[str(number)] for number in options if saved.get(str(number)) in options[number]}


class Sheet:
    """The live questions of one form; *parts* are a box for each question and the line for a slip."""

    def __init__(self, cell: str) -> None:
        self.cell, self._part = cell, Saved(cell)
        self.answers = self._part.answers
        self.choices = {item.number: self._choice(item) for item in survey.items()}
        self.slip = Pane(announce=True)
        boxes = [block("check", choice) for choice in self.choices.values()]
        self.parts = [pane(h.p[survey.short_session()]), *boxes, self.slip, self._part.status]
        self._part.follow(self.show)

    def _choice(self, item: survey.Item) -> Choice:
        form = item.forms[SURVEYS[self.cell]]
        options = list(zip(item.shown().values(), item.lines(SURVEYS[self.cell]), strict=True))
        choice = Choice(legend=f"{item.number}. {form.stem}", options=option_list(options))
        choice.observe(lambda change: self._save(item.number, change["new"]), "value")
        return choice

    def _save(self, number: int, option: str) -> None:
        given = chosen(self.answers, self.cell)
        if option and given.get(number) != option:
            self._part.save(self.cell, {str(key): value for key, value in {**given, number: option}.items()})

    def show(self) -> None:
        """Bring the choices and the line for a slip up to what is saved."""
        given = chosen(self.answers, self.cell)
        for number, choice in self.choices.items():
            choice.value = given.get(number, "")
        line = prose("slip", slip=survey.slip(given), no_slip=SLIP)
        after = prose("later") if self.cell == BEFORE else ""
        self.slip.html = str(h.p[line])
        self._part.say(f"{self._part.when(self.cell)} {after}".strip())


def with_replies() -> list[Part]:
    """Form B and a button that closes it and shows what is right, and why, for both forms."""
    sheet, replies, part = Sheet(AFTER), Pane(announce=True), Saved(FINISHED)
    answers = part.answers

    def finish() -> None:
        if not chosen(answers, AFTER):
            part.say(prose("nothing-yet"))
        else:
            part.save(FINISHED, True)

    button = Button(prose("finish"), finish)

    def show() -> None:
        closed = answers.value(FINISHED) is True
        for choice in sheet.choices.values():
            choice.disabled = closed
        button.off = closed
        replies.html = str(_replies(answers)) if closed else ""
        part.say("")

    part.follow(show)
    return [*sheet.parts, button, part.status, replies]


def _replies(answers: Store) -> h.Renderable:
    before, after = chosen(store("00"), BEFORE), chosen(answers, AFTER)

    def line(item: survey.Item) -> h.Renderable:
        first, second = (item.letter(given.get(item.number, "")) for given in (before, after))
        right = item.letter(item.key)
        marks = [f"{words} {letter}{_mark(letter, right)}" for words, letter in (("before", first), ("now", second))]
        return h.li[
            h.strong[prose("right", right=right, words=item.forms["B"].options[item.key])],
            prose("chose", marks=", ".join(marks), why=item.forms["B"].why),
            item.forms["A"].why != item.forms["B"].why and prose("first", why=item.forms["A"].why),
        ]

    return h.fragment[h.p[h.strong[prose("replies")]], h.ol[map(line, survey.items())]]


def _mark(letter: str, right: str) -> str:
    return "" if letter == "–" else " ✔" if letter == right else " ✕"
