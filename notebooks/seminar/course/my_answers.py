"""The place of a page where a student hands in an exercise, finishes, brings a sheet back or removes answers."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import htpy as h

from seminar.answers import sheets
from seminar.answers.keeping import stay
from seminar.answers.sheets import Answer
from seminar.answers.store import browser_key, place, read_again, store, way_to
from seminar.course import choices
from seminar.course.questions import block, pane
from seminar.course.sheet_page import sheet_page
from seminar.data.records import notebooks_with_records, records
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.screen.controls import Browser, Button, Choice, Download, FilePicker, Switch, option_list
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, forgiving
from seminar.screen.showing import cell_now
from seminar.surroundings import in_browser, on_a_hub

prose = Words("my-answers")

NO_EXERCISE = "none"


@forgiving
def my_answers() -> Output:
    """Hand in, finish on a shared computer, bring back and clear: what can be done with the answers as a whole."""
    still = h.div(".seminar-check")[h.p[prose("stay.computer")], h.p[prose("run-here")]]
    notebook = cell_now()[:2]
    return Output(still, prose("plain"), lambda: _Place(notebook).box)


class _Picked:
    """What is picked for a sheet: one exercise, and the prompts that are ticked; drawn anew as answers come in."""

    def __init__(self, notebook: str) -> None:
        self._notebook, self._chosen = notebook, False
        self._switches: dict[str, Switch] = {}
        self._exercise = Choice(legend=prose("which"))
        self._first, self._brings, self._to_tick, self._stays = pane(), pane(), pane(h.p[prose("to-tick")]), pane()
        self._ticks = Box()
        self.box = Box([self._first, self._exercise, self._brings, self._to_tick, self._ticks, self._stays])
        self._exercise.observe(self._choose, "value")

    def _choose(self, change: dict) -> None:
        self._chosen = bool(change["new"]) and change["new"] != self._alone(sheets.offered().exercises)
        self._draw_brought()

    def _draw_brought(self) -> None:
        titles = "; ".join(records(key[:2])[key].title for key in sheets.brought_along(self.exercise()))
        self._brings.html = str(h.p[prose("brings", titles=titles)]) if titles else ""

    def _alone(self, written: list[Answer]) -> str:
        """The exercise of this notebook, if no other one is written."""
        alone = [answer.question for answer in written]
        return alone[0] if len(alone) == 1 and alone[0][:2] == self._notebook else ""

    def draw(self) -> None:
        """Show the answers that are there now."""
        written, prompts, staying = sheets.offered()
        options = [(answer.question, prose("hand-in", title=answer.title)) for answer in written]
        self._exercise.options = option_list([*options, (NO_EXERCISE, prose("prompts-only"))] if prompts else options)
        self._exercise.hidden = not self._exercise.options
        if not self._chosen or self._exercise.value not in [option["id"] for option in self._exercise.options]:
            self._exercise.value = self._alone(written)
        self._draw_brought()
        for answer in prompts:
            if answer.question not in self._switches:
                self._switches[answer.question] = Switch(label=answer.title)
        self._switches = {answer.question: self._switches[answer.question] for answer in prompts}
        self._ticks.children = [*self._switches.values()]
        self._to_tick.hidden = not prompts
        self._first.html = "" if written else str(h.p[prose("no-exercise")])
        titles = "; ".join(answer.title for answer in staying)
        here = [prose("stays", titles=titles)] if staying else []
        self._stays.html = str(h.fragment[(h.p[line] for line in [*here, prose("never")])])

    def is_empty(self) -> bool:
        """Whether nothing is picked."""
        return not self.exercise() and not self.prompts()

    def exercise(self) -> str:
        """The exercise that is picked, "" for none."""
        return "" if self._exercise.value == NO_EXERCISE else self._exercise.value

    def prompts(self) -> list[str]:
        """The prompts that are ticked."""
        return [question for question, switch in self._switches.items() if switch.value]


class _Said(Box):
    """What came of a step, below it: lines, links to the files that were made, and what is to be pressed next."""

    def __init__(self, clear: Callable[[], None], clear_all: Callable[[], None], back: Callable[[], None]) -> None:
        self._lines, self.links = pane(announce=True), Download()
        self.clear, self.clear_all = Button(prose("yes-clear"), clear), Button(prose("yes-all"), clear_all)
        self.back = Button(prose("bring-cleared"), back)
        super().__init__([self._lines, self.links, self.clear, self.clear_all, self.back], "seminar-part")
        self.end()

    def say(self, *lines: str) -> None:
        """Put *lines* here."""
        self._lines.html = str(h.fragment[(h.p[line] for line in lines)]) if lines else ""

    def end(self) -> None:
        """Take back all that was said, offered and asked."""
        self.say()
        self.links.files = []
        self.clear.hidden = self.clear_all.hidden = self.back.hidden = True


class _Place:
    """The live place: four steps, each with what came of it."""

    def __init__(self, notebook: str) -> None:
        self._picked, self._for_report = _Picked(notebook), Switch(label=prose("for-report"))
        self._collected = Switch(label=prose("collect", who=sheets.collector()))
        self._browser = Browser(browser_key(), read_again)
        self._said: list[_Said] = []
        self._copy: dict[Path, bytes] = {}
        stores = [store(number) for number in notebooks_with_records()]
        for opened in stores:
            opened.watch(self._picked.draw)
        self._picked.draw()
        damage = [h.p[line] for opened in stores for line in opened.damage()]
        self.box = block(
            "check",
            pane(h.p[prose(f"stay.{stay()}")], h.p[prose("place", place=place())], damage),
            self._hand_in(),
            self._finish(),
            self._bring_back(),
            self._clear(),
            self._browser,
        )

    def _step(self, *parts: Part) -> Box:
        """The *parts* of a step, and below them the place of the newest answer."""
        return Box([*parts, self._said[-1]], "seminar-step")

    def _answer(self) -> _Said:
        """A place for what comes of a step."""
        said = _Said(
            lambda: self._do(said, self._cleared),
            lambda: self._do(said, self._cleared, with_files=True),
            lambda: self._do(said, self._put_back),
        )
        self._said.append(said)
        return said

    def _do(self, said: _Said, action: Callable[..., list[str]], **how: bool) -> None:
        """Do one thing and say what came of it; what was said, asked or offered before is over."""
        for earlier in self._said:
            earlier.end()
        try:
            said.say(*action(said, **how))
        except SeminarError as error:
            said.say(str(error))

    def _hand_in(self) -> Box:
        said = self._answer()
        make = Button(prose("export"), lambda: self._do(said, self._exported))
        consent = [self._collected, pane(h.p[prose("collect-says")])] if sheets.collector() else []
        report = [self._for_report, pane(h.p[prose("for-report-says")])]
        return self._step(self._picked.box, *report, *consent, make)

    def _exported(self, said: _Said) -> list[str]:
        sheet = sheets.made(self._picked.exercise(), self._picked.prompts())
        chosen = choices.given() if self._for_report.value else None
        page = sheet_page(sheet, chosen)
        file = sheets.export(sheet, page, self._collected.value)
        name = file.name
        said.links.files = [{"name": name, "text": page, "label": prose("download", name=name)}]
        held = [prose("held-for-report", count=len(chosen.made) if chosen else 0)] if self._for_report.value else []
        written = prose("written-in-browser" if in_browser() else "written", name=name, way=way_to(file.parent.name))
        goes = prose("collected") if self._collected.value else prose("upload")
        return [written, *held, goes, prose("code", code=sheet.code)]

    def _finish(self) -> Box:
        if on_a_hub():
            return Box([pane(h.p[prose("hub.log-out")])], "seminar-step")
        said = self._answer()
        return self._step(
            pane(h.p[prose("shared")]), Button(prose("finish"), lambda: self._do(said, self._exported_and_asked))
        )

    def _exported_and_asked(self, said: _Said) -> list[str]:
        exported = [prose("nothing-picked")] if self._picked.is_empty() else self._exported(said)
        return [*exported, *self._asked(said)]

    def _put_back(self, said: _Said) -> list[str]:
        sheets.put_back(self._copy)
        self._copy = {}
        return self._brought([prose("put-back")])

    def _bring_back(self) -> Box:
        said = self._answer()
        picker = FilePicker(
            prose("pick"),
            lambda name, text: self._do(said, lambda _: self._brought([sheets.bring_back(name, text)])),
            lambda name, large: self._do(said, lambda _: [str((sheets.too_large if large else sheets.no_text)(name))]),
            accept=".html,.json,text/html,application/json",
            largest=sheets.LARGEST_FILE,
        )
        from_folder = Button(
            prose("bring-back"), lambda: self._do(said, lambda _: self._brought(sheets.bring_back_all()))
        )
        return self._step(picker, *([] if in_browser() else [from_folder]))

    def _brought(self, lines: list[str]) -> list[str]:
        self._browser.tell_others()
        return lines

    def _clear(self) -> Box:
        said = self._answer()
        return self._step(Button(prose("clear"), lambda: self._do(said, self._asked)))

    def _asked(self, said: _Said) -> list[str]:
        """Ask before anything is removed, and name the files that were made here; those of others are counted."""
        own, there = sheets.own_files(), sheets.files()
        said.clear.hidden, said.clear_all.hidden = False, not there
        said.clear.label = prose("yes-keep") if there else prose("yes-clear")
        others, alone = len(there) - len(own), said is self._said[-1]
        return [
            prose("hub.sure" if on_a_hub() else "sure"),
            prose("for-now" if alone else "for-good"),
            *([prose("others-here")] if alone and not on_a_hub() else []),
            *([prose("files-there", names=_names(own))] if own else []),
            *([prose("others-there", count=others)] if others else []),
        ]

    def _cleared(self, said: _Said, with_files: bool = False) -> list[str]:
        """Remove the answers; a copy stays in memory only where somebody cleared alone, who may want it back."""
        may_return = said is self._said[-1] and not with_files
        self._copy = sheets.copied() if may_return else {}
        sheets.clear(with_files)
        self._for_report.value = self._collected.value = False  # whoever comes next decides anew
        said.back.hidden = not self._copy
        self._browser.forget()
        self._browser.tell_others()
        there = sheets.files()
        said.clear_all.hidden = not there
        stay_there = prose(
            "hub.files-stay" if on_a_hub() else "files-stay-in-browser" if in_browser() else "files-stay",
            count=len(there),
            way=_ways(there),
        )
        removed = prose("hub.removed" if on_a_hub() else "removed", time=f"{datetime.now():%H:%M}")
        return [removed, stay_there if there else prose("nothing-stays"), prose("downloads-stay")]


def _names(files: list[Path]) -> str:
    return ", ".join(file.name for file in files)


def _ways(files: list[Path]) -> str:
    return "; ".join(way_to(name) for name in sorted({file.parent.name for file in files}))
