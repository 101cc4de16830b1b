"""W00c and W10c: ten questions, as boxes for a choice and how sure one is; what is right is shown after the course."""

import re
from collections.abc import Callable, Mapping, Sequence

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store, store
from seminar.course import survey
from seminar.course.questions import block, pane
from seminar.course.sources import fact_link
from seminar.data.evidence import fact
from seminar.data.records import SURVEYS, Activity, record
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models.survey import CERTAIN
from seminar.numbers import small
from seminar.screen.answer_grid import answer_grid
from seminar.screen.controls import Button, Choice, Entry, Pane, option_list
from seminar.screen.live import Part
from seminar.screen.page import Figure, Output
from seminar.workbench.panel import live_frame, still_frame
from seminar.workbench.stepper import Step, Stepper, first_open

BEFORE, AFTER, LATER = SURVEYS
"""The names under which the choices of each form are saved; the first two are the cells of the survey."""
prose = Words("00-w00c")
SLIP = prose("no-slip")


def asked(cell: str, parts: Callable[[], Sequence[Part]]) -> Output:
    """The survey in that *cell*: still with its questions, live with *parts*."""
    found, form = record(cell, Activity), SURVEYS[cell]
    questions = (
        h.li[item.forms[form].stem, (h.div[f"☐ {line}"] for line in item.lines(form))]
        for item in survey.asked(form).values()
    )
    still = still_frame(found, h.p[survey.short_session()], h.ol[questions], h.p[prose("run-here")])
    return Output(still, prose("plain", title=found.title), lambda: live_frame(found, *parts()))


def on_sheets(times: Mapping[str, str]) -> dict[str, object]:
    """What the sheets of paper say, one for each cell → when: its questions, with options in the order shown."""
    return {
        "sheets": [{"when": when, "questions": _questions(SURVEYS[cell])} for cell, when in times.items()],
        "short_session": survey.short_session(),
        "certain": CERTAIN,
    }


def _questions(form: str) -> list[dict[str, object]]:
    return [
        {"number": shown, "stem": item.forms[form].stem, "lines": item.lines(form)}
        for shown, item in survey.asked(form).items()
    ]


def read_percent(text: str) -> str:
    """A typed confidence as it is written, "" for nothing. Raises SeminarError for anything but 0 to 100."""
    found = text.strip().removesuffix("%").strip()
    if found and not (re.fullmatch(r"[0-9]{1,3}", found) and int(found) <= CERTAIN):
        raise SeminarError(f"Type a whole number from 0 to {CERTAIN}.")
    return str(int(found)) if found else ""


def sure_of(answers: Store, cell: str) -> dict[int, str]:
    """Question number → how sure somebody is, in percent, for each question where that is said."""
    saved = answers.parts(_sure(cell))
    said = {item.number: saved.get(str(item.number)) for item in survey.items()}
    return {number: text for number, text in said.items() if isinstance(text, str) and _is_percent(text)}


def _is_percent(text: str) -> bool:
    try:
        return bool(read_percent(text))
    except SeminarError:
        return False


def _sure(cell: str) -> str:
    return f"{cell}-sure"


def chosen(answers: Store, cell: str) -> dict[int, str]:
    """Question number → letter in the file, for each question that is answered."""
    saved = answers.parts(cell)
    options = {item.number: list(item.forms["A"].options) for item in survey.items()}
    return {number: saved[str(number)] for number in options if saved.get(str(number)) in options[number]}


class Sheet:
    """The live questions of one form, one at a time; *parts* are these and the line for a slip.

    What stands in *replies* (question number → pane) comes under its question.
    """

    def __init__(self, cell: str) -> None:
        self.cell, self.form, self._part = cell, SURVEYS[cell], Saved(cell, _sure(cell))
        self.answers = self._part.answers
        asked_here = survey.asked(self.form)
        self.choices = {item.number: self._choice(shown, item) for shown, item in asked_here.items()}
        self.sure = {item.number: self._entry(shown, item.number) for shown, item in asked_here.items()}
        self.slip = Pane(announce=True)
        self.replies = {number: Pane(announce=True) for number in self.choices}
        given = chosen(self.answers, cell)
        self.stepper = Stepper(
            [self._step(shown, item) for shown, item in asked_here.items()],
            start=first_open(item.number in given for item in asked_here.values()),
        )
        self.parts = [pane(h.p[survey.short_session()]), self.stepper.box, self.slip, self._part.status]
        self._part.follow(self.show)

    def _step(self, shown: int, item: survey.Item) -> Step:
        number = item.number
        box = block("check", self.choices[number], self.sure[number], self.replies[number])
        return Step(prose("question", number=shown), box)

    def _choice(self, shown: int, item: survey.Item) -> Choice:
        options = list(zip(item.shown(self.form).values(), item.lines(self.form), strict=True))
        choice = Choice(legend=f"{shown}. {item.forms[self.form].stem}", options=option_list(options))
        choice.observe(lambda change: self._save(item.number, change["new"]), "value")
        return choice

    def _entry(self, shown: int, number: int) -> Entry:
        entry = Entry(
            prose("how-sure", number=shown, most=CERTAIN),
            read_percent,
            sure_of(self.answers, self.cell).get(number, ""),
        )
        entry.observe(lambda change: self._save_sure(number, change["new"]), "value")
        return entry

    def _save(self, number: int, option: str) -> None:
        given = chosen(self.answers, self.cell)
        if option and given.get(number) != option:
            self._part.save(self.cell, {str(key): value for key, value in {**given, number: option}.items()})

    def _save_sure(self, number: int, percent: str) -> None:
        given = sure_of(self.answers, self.cell)
        if given.get(number, "") != percent:
            said = {**given, number: percent}
            self._part.save(_sure(self.cell), {str(key): value for key, value in said.items() if value})

    def lock(self, closed: bool) -> None:
        """Take no other choice, or take them again."""
        for choice in self.choices.values():
            choice.disabled = closed

    def show(self) -> None:
        """Bring the choices and the line for a slip up to what is saved."""
        given, sure = chosen(self.answers, self.cell), sure_of(self.answers, self.cell)
        for number, choice in self.choices.items():
            choice.value = given.get(number, "")
            if self.sure[number].value != sure.get(number, ""):
                self.sure[number].put(sure.get(number, ""))
        line = prose("slip", slip=survey.slip(given, self.form, sure), no_slip=SLIP)
        after = prose("later") if self.cell == BEFORE else ""
        self.slip.html = str(h.p[line])
        self._part.say(f"{self._part.when(self.cell)} {after}".strip())


def with_replies(cell: str = AFTER) -> list[Part]:
    """The form of *cell* and a button that closes it: what is right, and why, then stands under every question."""
    finished = f"{cell}-finished"
    sheet, result, part = Sheet(cell), Pane(announce=True), Saved(finished)
    answers = part.answers

    def finish() -> None:
        if not chosen(answers, cell):
            part.say(prose("nothing-yet"))
        elif part.save(finished, True):
            sheet.stepper.go(0)

    button = Button(prose("finish"), finish)

    def show() -> None:
        closed = answers.value(finished) is True
        sheet.lock(closed)
        button.off = closed
        for item in survey.items():
            sheet.replies[item.number].html = str(_reply(answers, cell, item)) if closed else ""
        result.html = str(_result(answers, cell)) if closed else ""
        part.say("")

    part.follow(show)
    return [*sheet.parts, button, part.status, result]


def _both(answers: Store, cell: str) -> dict[str, tuple[Mapping[int, str], str]]:
    """When → what was chosen then, and the form: before the course, and now."""
    before = (chosen(store("00"), BEFORE), SURVEYS[BEFORE])
    return {prose("then"): before, prose("now"): (chosen(answers, cell), SURVEYS[cell])}


def _reply(answers: Store, cell: str, item: survey.Item) -> h.Renderable:
    """What is right in one question, what was chosen, and why."""
    form = item.forms[SURVEYS[cell]]
    marks = [f"{small(when)} {_marked(item, given, name)}" for when, (given, name) in _both(answers, cell).items()]
    first = item.forms["A"].why
    return h.p[
        h.strong[prose("right", right=item.letter(item.key, SURVEYS[cell]), words=form.options[item.key])],
        prose("chose", marks=", ".join(marks), why=form.why),
        first != form.why and prose("first", why=first),
        _source(form),
    ]


def _result(answers: Store, cell: str) -> h.Renderable:
    """Both times side by side, and how many are right."""
    now, both = chosen(answers, cell), _both(answers, cell)
    heads = [str(shown) for shown in survey.asked(SURVEYS[cell])]
    items = survey.asked(SURVEYS[cell]).values()
    rows = [(when, [_look(item, given) for item in items]) for when, (given, _) in both.items()]
    looks = prose.group("looks")
    said = "; ".join(
        f"{when}: " + ", ".join(f"{head} {looks[look]}" for head, look in zip(heads, found, strict=True))
        for when, found in rows
    )
    figure = Figure(lambda ink: answer_grid(heads, rows, ink), prose("grid-alt", said=said), prose("grid-caption"))
    before, after = (found.count("right") for _, found in rows)
    was_taken = bool(chosen(store("00"), BEFORE))
    return h.fragment[
        h.p(".seminar-finding")[
            prose("finding", before=before, now=after, count=len(heads))
            if was_taken
            else prose("finding-once", now=after, count=len(heads))
        ],
        figure.live(),
        h.p[prose("sums", sums=_sums(now, sure_of(answers, cell))), " ", prose("replies")],
    ]


def _look(item: survey.Item, given: Mapping[int, str]) -> str:
    option = given.get(item.number)
    return "none" if not option else "right" if option == item.key else "wrong"


def _source(form: survey.Form) -> h.Node:
    return [" ", fact_link(fact(form.fact))] if form.fact else None


def _sums(given: Mapping[int, str], sure: Mapping[int, str]) -> str:
    """How many are right and how sure one was, then the two claims: a hit, a false alarm, or neither."""
    right = sum(given.get(item.number) == item.key for item in survey.items())
    percents = [int(percent) for number, percent in sure.items() if number in given]
    parts = [prose("sum-right", right=right, answered=len(given))]
    if percents:
        parts.append(prose("sum-sure", sure=round(sum(percents) / len(percents))))
    for item in survey.items():
        if item.claim and item.number in given:
            came_out = "right" if given[item.number] == item.key else "wrong"
            parts.append(prose.group("claims")[f"{item.claim} {came_out}"])
    return " ".join(parts)


def _marked(item: survey.Item, given: Mapping[int, str], form: str) -> str:
    """The letter that was chosen in a form, and whether it is right; "–" for none."""
    option = given.get(item.number, "")
    mark = "" if not option else " ✔" if option == item.key else " ✕"
    return f"{item.letter(option, form)}{mark}"
