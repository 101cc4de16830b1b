"""The place where a marker reads one exercise across all students: the text, its ticks, and models to compare with.

It opens sheets by number and never who is who. Every tick and every comment is on the disk as soon as it is made.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import htpy as h
from markupsafe import Markup

from seminar.answers.sheets import TEXT
from seminar.course.questions import block, pane, rubric
from seminar.course.sheet_page import in_words
from seminar.data.records import records, scripts
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.marking.folder import Folder
from seminar.marking.marks import (
    AGREED,
    Comment,
    Mark,
    Marks,
    State,
    digest,
    for_length,
    in_dispute,
    in_order,
    markers,
    read_marker,
    text_of,
    together,
    words_in,
)
from seminar.models.rubric import level, missing
from seminar.numbers import listed
from seminar.screen.controls import Button, Choice, Entry, Reader, Select, Switch, option_list
from seminar.screen.live import Box
from seminar.screen.page import Output, forgiving, with_chinese
from seminar.screen.style import stylesheet

prose = Words("marking-view")

DIGITS = "123456789"
KEYS = "nbushc"
"""Done and next, back, next one, put off, hand on, comment: in the order of the buttons."""
OFFERED = 60
"""How many comments are offered again, those that were used most."""
LONGEST_COMMENT = 1_000
BOTH, HOW = "both", "how"


@forgiving
def marking(folder: str | Path = ".") -> Output:
    """The marking of the sheets in *folder*, by default the one of the notebook."""
    style = (Path(__file__).parent / "marking.css").read_text("utf-8")
    still = h.fragment[h.style[Markup(f"{stylesheet()}\n{style}")], h.p[prose("run-here")]]
    return Output(still, prose("run-here"), lambda: _Start(Folder(Path(folder))).box)


class _Start:
    """Who marks which exercise, and below that the place for it."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        held = [(key, prose("exercise", exercise=key, count=len(found))) for key, found in folder.numbers().items()]
        self._exercise = Select(legend=prose("which"), options=option_list(held), value=held[0][0])
        self._marker = Entry(prose("who"), self._begin, "")
        self._place = Box()
        self.box = block("start", Box([self._marker, self._exercise], "seminar-head"), self._place)
        self.box.classes = [*self.box.classes, "seminar-marking"]
        self._exercise.observe(lambda _: self._show(self._marker.value), "value")

    def _begin(self, typed: str) -> str:
        marker = read_marker(typed)
        self._show(marker)
        self._place.take_focus()  # not the text itself: the page does not know that one yet
        return marker

    def _show(self, marker: str) -> None:
        if marker:
            self._place.children = [_Place(self._folder, self._exercise.value, marker).box]


class _Texts:
    """The texts of one exercise in the order of one marker, with the marks of all."""

    def __init__(self, folder: Folder, exercise: str, marker: str) -> None:
        self.marks = Marks(folder, exercise, marker)
        self.others = [Marks(folder, exercise, name) for name in markers(folder, exercise) if name != marker]
        numbers = in_dispute(folder, exercise) if marker == AGREED else folder.numbers()[exercise]
        if not numbers:
            raise SeminarError(prose("nothing-to-agree"))
        self.numbers = in_order(numbers, exercise, marker)
        self.sheets = {number: folder.sheet(number, exercise) for number in self.numbers}
        self._digests = {number: digest(sheet) for number, sheet in self.sheets.items()}
        self.bank = sum((one.comments(self.numbers) for one in (self.marks, *self.others)), Counter[str]())

    def mark(self, number: str) -> Mark:
        """The mark of *number*. Those who agree begin with the ticks that both made, and with the comments of both."""
        kept = self.marks[number]
        if self.marks.marker != AGREED or kept != Mark():
            return kept
        done = [other[number] for other in self.others if other[number].state == "done"]
        return Mark(*together(done, self.marks.found))

    def after(self, number: str) -> str:
        """What comes after *number*: handed on to this marker, changed since it was marked, not marked yet, put off.

        Where nothing does, that is *number* itself.
        """
        waiting = self.waiting(number)
        handed = {one for other in self.others for one in other.in_state(waiting, "handed")}
        return next(iter([*(one for one in waiting if one in handed), *waiting, number]))

    def waiting(self, number: str) -> list[str]:
        """What this marker still has to do, from what comes after *number* on; what was put off comes last."""
        place = self.numbers.index(number) + 1
        turned = [*self.numbers[place:], *self.numbers[:place]]
        again = [one for one in self.marks.in_state(turned, "done") if self.is_other(one)]
        return [*again, *self.marks.in_state(turned, "open"), *self.marks.in_state(turned, "skipped")]

    def is_other(self, number: str) -> bool:
        """Whether another text of *number* was collected since this marker marked one."""
        return self.marks[number].of not in ("", self._digests[number])

    def level(self, number: str, mark: Mark) -> int:
        """The level of *number* by *mark*."""
        return self.marks.found.level(mark.ticks, words_in(text_of(self.sheets[number])))

    def goes_along(self, number: str) -> Iterator[h.Node]:
        """What was handed in beside the text of *number*, in words."""
        sheet = self.sheets[number]
        asked = sheet.answers.get(sheet.exercise, "")
        if isinstance(asked, Mapping):
            yield in_words(sheet.exercise, {key: value for key, value in asked.items() if key != TEXT})
        for key in self.marks.found.brings:
            if key in sheet.answers:
                yield h.h4[records(key[:2])[key].title]
                yield in_words(key, sheet.answers[key])


class _Place:
    """Marking one exercise as one marker."""

    def __init__(self, folder: Folder, exercise: str, marker: str) -> None:
        self._texts = _Texts(folder, exercise, marker)
        self._rubric = self._texts.marks.found.rubric
        self._now, self._seen = self._texts.numbers[-1], list[str]()
        self._passage: tuple[int, int] | None = None
        self._drawing = False
        does = (partial(self._leave, "done"), self._back, self._on, partial(self._leave, "skipped"))
        self._actions: dict[str, Callable[[], None]] = dict(
            zip(KEYS, (*does, partial(self._leave, "handed"), self._comment), strict=True)
        )
        self._ticks = {
            key: Switch(prose("tick", digit=digit, key=key, says=says))
            for digit, (key, says) in zip(DIGITS, self._rubric.ticks.items(), strict=False)
        }
        self._progress, self._level, self._rest, self._shown = pane(announce=True), pane(announce=True), pane(), pane()
        self._reader = Reader([*DIGITS[: len(self._ticks)], *KEYS], self._press, self._choose)
        self._line, self._comments = Entry(prose("comment"), self._add, ""), Box()
        models = option_list(self._models())
        self._beside = Choice(legend=prose("beside"), options=models, value=models[0]["id"], look="tabs")
        for switch in self._ticks.values():
            switch.observe(lambda _: self._ticked(), "value")
        self._beside.observe(lambda _: self._draw_beside(), "value")
        self.box = self._laid_out()
        self._on()

    def _laid_out(self) -> Box:
        names = prose.group("buttons").values()
        buttons = [Button(name, self._actions[key]) for key, name in zip(KEYS, names, strict=True)]
        columns = [
            Box([self._reader, self._rest]),
            Box([*self._ticks.values(), self._level, self._line, self._comments]),
            Box([self._beside, self._shown]),
        ]
        return Box(
            [self._progress, Box(columns, "seminar-columns"), Box(buttons, "seminar-buttons"), pane(h.p[prose("keys")])]
        )

    def _models(self) -> list[tuple[str, str]]:
        """What can stand beside a text: both marks where they differ, how it is marked, and our scripts."""
        both = [(BOTH, prose("both"))] if self._texts.marks.marker == AGREED else []
        return [*both, (HOW, prose("how")), *((str(one), prose("script", level=one)) for one in self._scripts())]

    def _scripts(self) -> list[int]:
        try:
            return sorted(scripts(self._texts.marks.exercise[:2]))
        except SeminarError:
            return []

    def _press(self, key: str) -> None:
        if key in DIGITS:
            switch = [*self._ticks.values()][DIGITS.index(key)]
            switch.value = not switch.value
        else:
            self._actions[key]()

    def _choose(self, start: int, end: int) -> None:
        self._passage = (start, end) if end > start else None
        said = self._quoted(self._passage)
        self._line.label = prose("comment-on", passage=said) if said else prose("comment")

    def _quoted(self, passage: tuple[int, int] | None) -> str:
        return self._reader.text[slice(*passage)] if passage else ""

    def _comment(self) -> None:
        self._line.take_focus()

    def _ticked(self) -> None:
        if not self._drawing:
            self._save(replace(self._mark(), ticks=tuple(key for key, one in self._ticks.items() if one.value)))

    def _add(self, typed: str) -> str:
        """Take a comment; after that the line is empty, and the text has the focus again."""
        if words := typed.strip()[:LONGEST_COMMENT]:
            self._save(replace(self._mark(), comments=(*self._mark().comments, Comment(words, self._passage))))
            self._choose(0, 0)
            self._reader.take_focus()
        return ""

    def _remove(self, comment: Comment) -> None:
        self._save(replace(self._mark(), comments=tuple(one for one in self._mark().comments if one != comment)))
        self._reader.take_focus()

    def _leave(self, state: State) -> None:
        self._save(replace(self._mark(), state=state))
        self._on()

    def _on(self) -> None:
        self._seen.append(self._now)
        self._go(self._texts.after(self._now))

    def _back(self) -> None:
        if len(self._seen) > 1:  # the first is where no text was shown yet
            self._go(self._seen.pop())

    def _mark(self) -> Mark:
        return self._texts.mark(self._now)

    def _save(self, mark: Mark) -> None:
        """Keep *mark* and show it. Where it cannot be kept the old one is shown, and SeminarError raised."""
        before = Counter(comment.text for comment in self._texts.marks[self._now].comments)
        try:
            self._texts.marks.save(self._now, replace(mark, of=digest(self._texts.sheets[self._now])))
            self._texts.bank.update(Counter(comment.text for comment in mark.comments))
            self._texts.bank.subtract(before)
        finally:
            self._draw()

    def _go(self, number: str) -> None:
        self._now = number
        text, found = text_of(self._texts.sheets[number]), self._texts.marks.found
        wanted = f"{found.words_min} to {found.words_max}"
        self._reader.label = prose("sheet", number=number, words=words_in(text), wanted=wanted)
        self._reader.text = text
        self._rest.html = str(h.fragment[self._texts.goes_along(number)])
        self._choose(0, 0)
        self._draw()
        self._draw_beside()
        self._reader.take_focus()

    def _draw(self) -> None:
        mark = self._mark()
        self._drawing = True
        try:
            for key, switch in self._ticks.items():
                switch.value = key in mark.ticks
        finally:
            self._drawing = False
        self._level.html = str(h.p[h.strong[self._in_levels(mark)]])
        self._comments.children = [self._shown_comment(comment) for comment in mark.comments]
        used = [(text, count) for text, count in self._texts.bank.most_common(OFFERED) if count > 0]
        self._line.suggestions = [[text, prose("used", count=count)] for text, count in used]
        self._draw_progress(mark)

    def _draw_progress(self, mark: Mark) -> None:
        numbers, marks = self._texts.numbers, self._texts.marks
        done, handed, skipped = (len(marks.in_state(numbers, state)) for state in ("done", "handed", "skipped"))
        state = prose.group("states")[mark.state]
        said = prose(
            "progress", number=self._now, state=state, all=len(numbers), done=done, handed=handed, skipped=skipped
        )
        told = [prose("other-text")] if self._texts.is_other(self._now) else []
        told += (
            [] if self._texts.waiting(self._now) else [prose("agreed-all" if marks.marker == AGREED else "marked-all")]
        )
        self._progress.html = str(h.p[" ".join([said, *told])])

    def _in_levels(self, mark: Mark) -> str:
        found, words = self._texts.marks.found, words_in(self._reader.text)
        base = level(mark.ticks, self._rubric.levels)
        said = [prose("level", level=self._texts.level(self._now, mark))]
        if base < max(self._rubric.levels):
            said.append(
                prose("missing", level=base + 1, needs=listed(missing(mark.ticks, self._rubric.levels, base + 1)))
            )
        return " ".join([*said, for_length(mark, found, words)]).rstrip()

    def _shown_comment(self, comment: Comment) -> Box:
        shown = pane(self._in_words(comment))
        return Box([shown, Button(prose("remove"), partial(self._remove, comment))], "seminar-comment")

    def _in_words(self, comment: Comment) -> h.Fragment:
        said = self._quoted(comment.passage)
        return h.fragment[said and h.q[with_chinese(said)], f" {comment.text}"]

    def _draw_beside(self) -> None:
        chosen = self._beside.value
        draw = {BOTH: self._both, HOW: self._how}.get(chosen)
        self._shown.html = str(h.fragment[draw() if draw else self._script(int(chosen))])

    def _both(self) -> Iterator[h.Node]:
        for other in self._texts.others:
            mark = other[self._now]
            if mark.state == "done":
                yield h.p[h.strong[prose("by", marker=other.marker, level=self._texts.level(self._now, mark))]]
                yield h.p[prose("ticked", ticks=listed(mark.ticks) if mark.ticks else "–")]
                yield h.ul[(h.li[self._in_words(comment)] for comment in mark.comments)]

    def _how(self) -> Iterator[h.Node]:
        yield h.p[self._rubric.slip]
        yield h.p[self._texts.marks.found.evidence_model]
        yield rubric(self._texts.marks.found).markup()

    def _script(self, number: int) -> Iterator[h.Node]:
        script = scripts(self._texts.marks.exercise[:2])[number]
        yield h.p[h.strong[script.conclusion]]
        yield h.p[script.why]
        yield from (h.p[with_chinese(part)] for part in script.text.split("\n") if part.strip())
        yield h.ul[(h.li[h.strong[tick], f" {words}"] for tick, words in script.ticks.items())]
