"""Prompts, votes, self-checks and exercises: the boxes for everything that a student answers.

The words of a question stand in the notebook; what else belongs to it is its record (``seminar.data.records``).
"""

from collections.abc import Callable, Sequence
from string import ascii_lowercase
from typing import NamedTuple

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import LONGEST_TEXT, Store, browser_key, store
from seminar.course.sources import fact_links
from seminar.data.evidence import rows
from seminar.data.records import (
    LETTERS,
    Exercise,
    Option,
    Planned,
    Prompt,
    SelfCheck,
    Steelman,
    Vote,
    full_vote,
    lettered,
    marking,
    record,
    saved_under,
    second_vote,
    shuffled,
)
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.screen.controls import Button, Choice, Pane, TextArea, option_list
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, Table, forgiving

prose = Words("questions")


def times(found: Planned) -> str:
    """How long it takes for one who works alone and for a class: "Alone: 6 min · Class: 4 min"."""
    alone = found.minutes("self")
    said = (prose("alone", minutes=alone) if alone else "", _in_class(found))
    return " · ".join(filter(None, said)) or prose("if-time")


def _in_class(found: Planned) -> str:
    """The minutes in class, "" for none; two opposite cases are written at once, in the minutes of both."""
    minutes = found.minutes("minutes80")
    if isinstance(found, Steelman) and (other := record(found.pair, Steelman).minutes("minutes80")):
        return prose("class-pair", minutes=minutes + other)
    return prose("class", minutes=minutes) if minutes else ""


def how_to(found: Prompt) -> str:
    """The first line of a question: what to do, with whom and how long."""
    return f"{found.grouping} · {times(found)}"


def _heading(found: Prompt) -> h.Renderable:
    return h.p(".seminar-howto")[h.strong[how_to(found)]]


def block(kind: str, *children: Part) -> Box:
    """The live frame of a part that students answer: *kind* is its look (prompt, check, start)."""
    return Box(children, "seminar", "live", f"seminar-{kind}")


def pane(*content: h.Node, announce: bool = False) -> Pane:
    """A place for *content*; with *announce* a screen reader speaks what changes in it."""
    return Pane(html=str(h.fragment[content]), announce=announce)


def text_area(
    question: str, label: str, *, rows: int = 4, longest: int = LONGEST_TEXT, words: str = ""
) -> tuple[TextArea, Box]:
    """A box whose text is saved as *question* while it is typed, and follows what is brought back or cleared.

    With it come the texts that were written beside it elsewhere: each stays until the student takes or drops it.
    """
    written = _Written(question, label, rows=rows, longest=longest, words=words)
    return written.area, written.beside


class _Written:
    """A box for a text, and below it those of which the text in it takes nothing over."""

    def __init__(self, question: str, label: str, **traits: object) -> None:
        self._question, self._part, self._here = question, Saved(question), ""
        self._others: dict[str, str] = {}
        self._boxes: dict[str, Box] = {}
        self.beside = Box([], "seminar-part")
        self.area = TextArea(label, "", self._save, "", browser_key=browser_key(question), **traits)
        self._part.follow(self._draw)

    def _when(self) -> str:
        return self._part.when(self._question, others=False)

    def _save(self, text: str) -> str:
        before, self._here = self._here, text
        try:
            self._part.answers.save(self._question, text, beside=self._others)
        except SeminarError:
            self._here = before
            raise
        return self._when()

    def _draw(self) -> None:
        """Show what is saved now: the text that stood here, if it is still one of them, and the others below."""
        ends = [end for end in self._part.answers.latest(self._question) if isinstance(end.value, str)]
        texts = [end.value for end in ends]
        self._here = self._here if self._here in texts else "".join(texts[:1])
        if not self.area.saved["failed"]:
            self.area.value, self.area.saved = self._here, {"line": self._when(), "failed": False}
        self._others = {end.id: end.value for end in ends if end.value != self._here}
        self._boxes = {key: self._boxes.get(key) or self._other(key) for key in self._others}
        self.beside.children = [*self._boxes.values()]

    def _other(self, key: str) -> Box:
        """The text *key* of the others with what can be done with it."""
        text = self._others[key]
        buttons = [
            Button(prose("add"), lambda: self._end(key, f"{self.area.value}\n\n{text}".strip())),
            Button(prose("throw-away"), lambda: self._end(key, self.area.value)),
        ]
        shown = pane(h.p[prose("beside")], h.blockquote[text])
        return Box([shown, Box(buttons, "seminar-pair")], "seminar-part")

    def _end(self, key: str, text: str) -> None:
        """Save *text*, which takes over the text *key* or drops it; where it cannot be saved that one stays."""
        del self._others[key]
        self.area.put(text)
        self._draw()


@forgiving
def ask(cell_id: str) -> Output:
    """The box under the prompt *cell_id*: a text area, or the options of a vote."""
    found = record(cell_id, Prompt)
    return _vote(cell_id, found) if isinstance(found, Vote) else _write(cell_id, found)


def _write(cell_id: str, found: Prompt) -> Output:
    still = h.div(".seminar-prompt")[_heading(found), h.p[prose("write-here")]]

    def live() -> Part:
        area, beside = text_area(cell_id, prose("your-answer"))
        children = [pane(_heading(found)), area, beside]
        if replies(found):
            children.append(_replies(found, lambda: bool(area.value.strip()), prose("write-first")))
        box = block("prompt", *children)
        box.label = prose("prompt-name", number=cell_id.partition("-")[2])
        return box

    return Output(still, prose("prompt", cell=cell_id, how_to=how_to(found)), live)


def _replies(found: Prompt, given: Callable[[], bool], wait: str) -> Part:
    """Two invented replies, one for each side, side by side once an answer is *given*; before that, *wait*."""
    shown = pane(announce=True)
    cards = h.div(".seminar-sides")[
        (h.div(".seminar-side")[h.p[h.strong[title]], h.p[words]] for title, words in replies(found).items())
    ]

    def show() -> None:
        shown.html = str(cards if given() else h.p[wait])

    return Box([Button(prose("read-replies"), show), shown])


def replies(found: Prompt) -> dict[str, str]:
    """The invented replies of a prompt, each after what stands above it; empty where it has none."""
    if not isinstance(found, Steelman | Vote) or not (found.reply_for and found.reply_against):
        return {}
    sides = prose.all("case-replies" if isinstance(found, Steelman) else "vote-replies")
    return dict(zip(sides, (found.reply_for, found.reply_against), strict=True))


def claim_words(found: Vote) -> dict[str, str]:
    """Claim id → its words, for each claim of a vote; empty for a vote on one question. Raises SeminarError."""
    ids = full_vote(found).claims
    words = {row.id: row.cells["claim"] for row in rows("claims")} if ids else {}
    if unknown := [claim for claim in ids if claim not in words]:
        raise SeminarError(f"There is no claim “{unknown[0]}”. Claims have ids from C01 to {max(words)}.")
    return {claim: words[claim] for claim in ids}


def _context(found: Vote, claim: str) -> h.Node:
    """The line that stands with a *claim* of a vote, with links to its facts; nothing where there is none."""
    return [h.p(".seminar-quiet")[line] for line in _context_lines(found, claim)]


def _context_lines(found: Vote, claim: str) -> list[h.Node]:
    lines = [context for context in full_vote(found).context if context.claim == claim]
    return [[line.said, line.facts and [" ", fact_links(";".join(line.facts))]] for line in lines]


def ballot(found: Vote) -> h.Renderable:
    """A vote to read: its options, once for each claim where it has claims, each with its context."""
    options = h.ul[[h.li[f"{letter}) {text}"] for letter, text in lettered(found)]]
    claims = claim_words(found).items()
    return h.fragment[[[_context(found, claim), h.p[h.strong[words]], options] for claim, words in claims] or options]


def ballot_for_slips(found: Vote) -> h.Renderable:
    """A vote to read where a slip is marked: each claim with its code and context, then the options once."""
    claims = [
        h.p[h.strong[f"{claim}: {words}"], " ", _context_lines(found, claim)]
        for claim, words in claim_words(found).items()
    ]
    return h.fragment[claims, h.p[" · ".join(f"{letter}) {text}" for letter, text in lettered(found))]]


def _vote(cell_id: str, found: Vote) -> Output:
    first_id = found.revote_of
    second_id = second_vote(cell_id)
    still = h.div(".seminar-prompt")[_heading(found), ballot(found), h.p[prose("vote-here")]]
    claims = claim_words(found) or {"": prose("your-vote")}

    def live() -> Part:
        names = saved_under(cell_id, found)
        look = "row" if len(names) > 1 else "list"
        children: list[Part] = [pane(_heading(found))]
        for name, (claim, legend) in zip(names, claims.items(), strict=True):
            if line := _context(found, claim):
                children.append(pane(line))
            first, second = (other and other + name.removeprefix(cell_id) for other in (first_id, second_id))
            children += _vote_on(name, legend, lettered(found), first, second, look)
        if not second_id and replies(full_vote(found)):
            answers = store(cell_id)
            children.append(
                _replies(full_vote(found), lambda: all(answers.text(name) for name in names), prose("vote-first"))
            )
        return block("prompt", *children)

    return Output(still, prose("vote", cell=cell_id, how_to=how_to(found)), live)


def _vote_on(
    name: str, legend: str, options: list[tuple[str, str]], first: str | None, second: str | None, look: str
) -> list[Part]:
    """One vote that is saved under *name*: it waits for the *first* vote and is locked by the *second*.

    *look* is how its options stand, see ``Choice``.
    """
    part = Saved(*filter(None, (name, first, second)))
    answers = part.answers
    choice = Choice(legend=legend, options=option_list(options), value=answers.text(name), look=look)

    def redraw() -> None:
        choice.value = answers.text(name)
        locked = bool(second and answers.value(second))
        waiting = bool(first and not answers.value(first))
        choice.disabled = locked or waiting
        if locked:
            line = prose("locked")
        elif waiting:
            line = prose("waits")
        else:
            line = part.when(name, others=False) + "".join(
                prose("voted-elsewhere", option=dict(options)[other])
                for other in part.elsewhere(name)
                if other in dict(options)
            )
        part.say(line)

    part.follow(redraw)
    choice.observe(lambda change: change["new"] == answers.text(name) or part.save(name, change["new"]), "value")
    return [choice, part.status]


@forgiving
def check(cell_id: str) -> Output:
    """The self-check *cell_id*: choose, press Check, read a sentence on the choice, and in the end on every option."""
    found = record(cell_id, SelfCheck)
    options = shuffled(cell_id)
    still = h.div(".seminar-check")[
        h.p[h.strong[found.stem]],
        h.ul[(h.li[f"{letter}) {option.text}"] for letter, (_, option) in zip(LETTERS, options, strict=False))],
        h.p[prose("choose-here")],
    ]

    def live() -> Part:
        return check_box(cell_id, found.stem, options)

    return Output(still, prose("self-check", cell=cell_id, stem=found.stem), live)


class Marks(NamedTuple):
    """What is said after a check: *key* and *other* under options with replies, *same* and *differs* of the choice."""

    key: str
    same: str
    differs: str
    other: str = ""


def right_or_not(row: bool = False) -> Marks:
    """The marks of a question with right options; in a *row* no option has a reply of its own."""
    marks = Marks(**prose.group("marks"))
    return marks._replace(differs=prose("differs-in-a-row")) if row else marks


class _Tried(NamedTuple):
    """What is saved of a question: the *choice* that stands there, those that were *checked*, in order, and whether
    *all* replies were asked for."""

    choice: str
    checked: tuple[str, ...]
    all: bool

    @classmethod
    def of(cls, answers: Store, cell_id: str) -> "_Tried":
        saved = answers.parts(cell_id)
        choice = str(saved.get("choice", ""))
        first = [choice] if choice and saved.get("checked") else []
        tried = saved.get("tried")
        return cls(choice, tuple(map(str, tried if isinstance(tried, list) else first)), bool(saved.get("all")))

    def saved(self) -> dict[str, object]:
        return {"choice": self.choice, "checked": bool(self.checked), "tried": list(self.checked), "all": self.all}


def checked_choice(answers: Store, cell_id: str) -> str:
    """The choice of a ``check_box`` that was checked first, else ""."""
    return next(iter(_Tried.of(answers, cell_id).checked), "")


def check_box(
    cell_id: str,
    stem: str,
    options: Sequence[tuple[str, Option]],
    marks: Marks | None = None,
    *,
    before: h.Node = None,
    after: h.Node = None,
    row: bool = False,
) -> Box:
    """A question with a right option (or several): choose, press the button, read the reply to the choice.

    After a wrong choice one may try again; all replies come with the right one, or when they are asked for. The first
    choice stays marked. In a *row* the options stand side by side and all replies come with the first check; the choice
    may still be changed then. *before* stands above it; *after* comes under it with all replies, not before.
    *options* are ids with what they say; all is saved under *cell_id* and restored.
    """
    marks = marks or right_or_not(row)
    shown = [(key, f"{letter}) {option.text}") for letter, (key, option) in zip(ascii_lowercase, options, strict=False)]
    choice = Choice(legend=stem, options=option_list(shown), look="row" if row else "list")
    part, under = Saved(cell_id), Pane()
    right = {key for key, option in options if option.correct}

    def ended(tried: _Tried) -> bool:
        return tried.all or bool(tried.checked and row) or bool(right.intersection(tried.checked))

    def draw() -> None:
        tried = now()
        checked, end = tried.checked, ended(tried)
        told = [one for one in options if end or one[0] in checked]
        choice.value = tried.choice
        choice.verdicts = {
            key: {"mark": marks.key if option.correct else marks.other, "text": option.feedback}
            for key, option in told
            if option.feedback or not row
        }
        choice.notes = _notes(tried)
        choice.disabled = end and not row
        press.off = end or tried.choice in checked
        press.label = prose("checked") if end else prose("again") if checked else prose("check")
        rest.hidden = end or not checked
        under.html = str(h.p(".seminar-quiet")[after]) if after and end else ""
        said = marks.same if right.intersection(checked[-1:]) else marks.differs
        part.say(f"{said if checked else ''} {part.when(cell_id)}".strip())

    def now() -> _Tried:
        return _Tried.of(part.answers, cell_id)

    def save(tried: _Tried) -> None:
        if tried != now():
            part.save(cell_id, tried.saved())

    def pressed() -> None:
        if choice.value:
            save(now()._replace(choice=choice.value, checked=(*now().checked, choice.value)))
        else:
            part.say(prose("choose-first"))

    press, rest = Button(prose("check"), pressed), Button(prose("see-all"), lambda: save(now()._replace(all=True)))
    part.follow(draw)
    choice.observe(lambda change: save(now()._replace(choice=change["new"])), "value")
    above, below = [pane(before)] if before else [], [under] if after else []
    buttons = Box([press] if row else [press, rest], "seminar-buttons")
    return block("check", *above, choice, buttons, part.status, *below)


def _notes(tried: _Tried) -> dict[str, str]:
    """Letter → which choice of the reader it was, once it was checked."""
    if not tried.checked:
        return {}
    return {tried.checked[0]: prose("first-choice")} | {tried.choice: prose("your-choice")}


def rubric(found: Exercise) -> Table:
    """The ticks of an exercise under the level that needs them."""
    said: list[h.Node] = [prose("less"), *(map(_lines, found.rubric.asked()))]
    return Table(
        prose("levels-caption"), prose.all("levels-columns"), list(zip(prose.all("levels"), said, strict=True))
    )


def outside() -> str:
    """What it costs to write far fewer or more words than asked."""
    return prose("outside", spare=marking().spare)


def _lines(asked: list[tuple[str, str]]) -> h.Node:
    return [[h.strong[need], f"\u00a0{words} " if words else f" {prose('in-this-table')} "] for need, words in asked]


@forgiving
def exercise(cell_id: str) -> Output:
    """The box of the exercise *cell_id*: its four levels, a text area and a count of words."""
    found = record(cell_id, Exercise)
    wanted = f"{found.words_min} to {found.words_max}"
    line = h.p(".seminar-howto")[h.strong[f"{found.grouping} · {wanted} words"], f" · {outside()}"]
    still = h.div(".seminar-prompt")[line, rubric(found).markup(), h.p[prose("write-text-here")]]

    def live() -> Part:
        area, beside = text_area(cell_id, prose("your-text"), words=wanted, rows=12)
        asked = [part for key, label in found.asks.items() for part in text_area(f"{cell_id}-{key}", label, rows=1)]
        return block("prompt", pane(line, rubric(found).markup()), area, beside, *asked)

    return Output(still, prose("exercise", cell=cell_id, wanted=wanted), live)
