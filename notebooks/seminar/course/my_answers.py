"""The place of a page where a student hands in, brings back or removes answers."""

from collections.abc import Callable

import htpy as h

from seminar.answers import sheets
from seminar.answers.store import answers_folder, browser_key, place, store
from seminar.course.questions import block, pane
from seminar.data.records import notebooks_with_records
from seminar.errors import SeminarError
from seminar.screen.controls import Browser, Button, Switch
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, forgiving

PRIVACY = (
    "Your answers are saved on this computer only. Nothing is sent. On a school’s server the people who run it can "
    "read them. On a shared computer, remove them before you leave."
)


@forgiving
def my_answers() -> Output:
    """Export, bring back and clear: everything that can be done with the answers as a whole."""
    still = h.div(".seminar-check")[
        h.p[PRIVACY], h.p["Run this cell to export your answers, bring them back or remove them."]
    ]
    return Output(still, "Your answers: run this cell to export them, bring them back or remove them.", _live)


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
        first = f"Always in the sheet: {', '.join(exercises)}." if exercises else "No exercise is written yet."
        self.box.children = [pane(h.p[first]), *shown]

    def on(self) -> list[str]:
        """The prompts that are ticked."""
        return [question for question, switch in self._switches.items() if switch.value]


def _live() -> Part:
    ticks, status = _Ticks(), pane(announce=True)
    choices = Switch(label="Also a second file with my votes, self-checks and survey, without the code")
    to_read = Switch(label="Also a page to read (HTML) and a Markdown file")
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
        return [f"Written in {place()}: {', '.join(names)}. Your code is {sheets.code()}."]

    def clear() -> list[str]:
        sheets.clear()
        browser.forget()
        sure.hidden = True
        return ["Removed: all answers, sheets and imports, on the disk and in this browser."]

    def ask_first() -> None:
        sure.hidden = False
        say("This removes every answer of every notebook on this computer. It cannot be taken back.")

    sure = Button("Yes, remove all my answers", lambda: attempt(clear))
    sure.hidden = True
    stores = [store(notebook) for notebook in notebooks_with_records()]
    for opened in stores:
        opened.watch(ticks.draw)
    ticks.draw()
    damage = [h.p[line] for opened in stores for line in opened.damage()]
    return block(
        "check",
        pane(h.p[PRIVACY], h.p[f"They are in {place()}."], damage),
        ticks.box,
        choices,
        to_read,
        Button("Export my answers", lambda: attempt(export)),
        Button("Bring back a sheet", lambda: attempt(sheets.bring_back)),
        Button("Clear my answers", ask_first),
        sure,
        status,
        browser,
    )
