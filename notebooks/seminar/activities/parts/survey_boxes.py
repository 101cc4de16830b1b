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
from seminar.screen.controls import Button, Choice, Entry, Pane, option_list
from seminar.screen.live import Part
from seminar.screen.page import Output
from seminar.workbench.panel import live_frame, still_frame

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
    """The live questions of one form; *parts* are a box for each question and the line for a slip."""

    def __init__(self, cell: str) -> None:
        self.cell, self.form, self._part = cell, SURVEYS[cell], Saved(cell, _sure(cell))
        self.answers = self._part.answers
        asked_here = survey.asked(self.form)
        self.choices = {item.number: self._choice(shown, item) for shown, item in asked_here.items()}
        self.sure = {item.number: self._entry(shown, item.number) for shown, item in asked_here.items()}
        self.slip = Pane(announce=True)
        boxes = [block("check", choice, self.sure[number]) for number, choice in self.choices.items()]
        self.parts = [pane(h.p[survey.short_session()]), *boxes, self.slip, self._part.status]
        self._part.follow(self.show)

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
    """The form of *cell* and a button that closes it and shows what is right, and why, for it and the first form."""
    finished = f"{cell}-finished"
    sheet, replies, part = Sheet(cell), Pane(announce=True), Saved(finished)
    answers = part.answers

    def finish() -> None:
        if not chosen(answers, cell):
            part.say(prose("nothing-yet"))
        else:
            part.save(finished, True)

    button = Button(prose("finish"), finish)

    def show() -> None:
        closed = answers.value(finished) is True
        sheet.lock(closed)
        button.off = closed
        replies.html = str(_replies(answers, cell)) if closed else ""
        part.say("")

    part.follow(show)
    return [*sheet.parts, button, part.status, replies]


def _replies(answers: Store, cell: str) -> h.Renderable:
    before, now, name = chosen(store("00"), BEFORE), chosen(answers, cell), SURVEYS[cell]

    def line(item: survey.Item) -> h.Renderable:
        given = {"before": (before, SURVEYS[BEFORE]), "now": (now, name)}
        marks = [f"{words} {_marked(item, chosen_then, form)}" for words, (chosen_then, form) in given.items()]
        right = item.letter(item.key, name)
        return h.li[
            h.strong[prose("right", right=right, words=item.forms[name].options[item.key])],
            prose("chose", marks=", ".join(marks), why=item.forms[name].why),
            item.forms["A"].why != item.forms[name].why and prose("first", why=item.forms["A"].why),
            _source(item.forms[name]),
        ]

    said = h.p[prose("sums", sums=_sums(now, sure_of(answers, cell)))]
    return h.fragment[h.p[h.strong[prose("replies")]], said, h.ol[map(line, survey.asked(name).values())]]


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
