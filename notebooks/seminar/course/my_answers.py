"""The place of a page where a student hands in, brings back or removes answers."""

from collections.abc import Callable

import htpy as h

from seminar.answers import sheets
from seminar.answers.store import answers_folder, browser_key, place, store
from seminar.course.questions import block, pane
from seminar.data.records import notebooks_with_records
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.screen.controls import Browser, Button, Switch
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, forgiving

prose = Words("my-answers")


@forgiving
def my_answers() -> Output:
    """Export, bring back and clear: everything that can be done with the answers as a whole."""
    still = h.div(".seminar-check")[h.p[prose("privacy")], h.p[prose("run-here")]]
    return Output(still, prose("plain"), _live)


class _Ticks:
    """One switch for each written prompt, on unless the student turns it off; drawn anew as answers come in."""

    def __init__(self) -> None:
        self.box = Box()
        self._switches: dict[str, Switch] = {}

    def draw(self) -> None:
        """Show the answers that are there now."""
        found = sheets.texts()
        exercises = [answer.title for answer in found if answer.role == "exercise"]
        for answer in found:
            label = f"{answer.question} {answer.title}"
            if answer.role == "prompt" and answer.question not in self._switches:
                self._switches[answer.question] = Switch(label=label, value=True)
        shown = [self._switches[answer.question] for answer in found if answer.role == "prompt"]
        first = prose("always", exercises=", ".join(exercises)) if exercises else prose("no-exercise")
        self.box.children = [pane(h.p[first]), *shown]

    def on(self) -> list[str]:
        """The prompts that are ticked."""
        return [question for question, switch in self._switches.items() if switch.value]


def _live() -> Part:
    ticks, status = _Ticks(), pane(announce=True)
    choices = Switch(label=prose("also-choices"))
    to_read = Switch(label=prose("also-page"))
    browser = Browser(prefix=browser_key())

    def say(*lines: str) -> None:
        status.html = str(h.div[(h.p[line] for line in lines)])

    def attempt(action: Callable[[], list[str]]) -> None:
        try:
            say(*action())
        except SeminarError as error:
            say(str(error))

    def export() -> list[str]:
        written = sheets.export(ticks.on(), choices.value, to_read.value)
        names = (file.relative_to(answers_folder()).as_posix() for file in written)
        return [prose("written", place=place(), names=", ".join(names), code=sheets.code())]

    def clear() -> list[str]:
        sheets.clear()
        browser.forget()
        sure.hidden = True
        return [prose("removed")]

    def ask_first() -> None:
        sure.hidden = False
        say(prose("sure"))

    sure = Button(prose("remove"), lambda: attempt(clear))
    sure.hidden = True
    stores = [store(notebook) for notebook in notebooks_with_records()]
    for opened in stores:
        opened.watch(ticks.draw)
    ticks.draw()
    damage = [h.p[line] for opened in stores for line in opened.damage()]
    return block(
        "check",
        pane(h.p[prose("privacy")], h.p[prose("place", place=place())], damage),
        ticks.box,
        choices,
        to_read,
        Button(prose("export"), lambda: attempt(export)),
        Button(prose("bring-back"), lambda: attempt(sheets.bring_back)),
        Button(prose("clear"), ask_first),
        sure,
        status,
        browser,
    )
