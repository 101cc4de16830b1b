"""Every control of every activity by keyboard, to both ends and through every option; after each key the page shows what
the activity says in this process, and what the model of that setting gives."""

import os
from itertools import groupby

import driver
import pytest
from modelled import MODELLED, must_say
from seminar.activities import declared
from seminar.answers import store

ACTIVITIES = {name: list(cells) for name, cells in groupby(sorted(declared()), lambda cell: cell[:2])}
"""Number of a notebook → the cells of its activities."""
RUN_CELL = """async id => {
  const {content} = window.panel;
  content.activeCellIndex = [...content.model.cells].findIndex(cell => cell.id === id);
  await window.jupyterapp.commands.execute('notebook:run-cell');
}"""
ANEW = """import os
from seminar.answers import store
os.environ["SEMINAR_ANSWERS"] = {folder!r}
store.answers_folder.cache_clear()
store.new_session()"""
"""Python of a kernel that goes on with an empty folder of answers."""
HIGH = 3000
"""Pixels: so high a window shows an activity whole."""
MOST_PASSES = 4
MOST_MS = 5_000
"""What a busy machine may take to show what a key does."""
TEXTS = {
    "02-w02d": ("Article 7",),
    "10-w10b": ("f-T020", "F-T999"),
}
"""What is typed into lines, beside two numbers and nonsense."""


class OnPage:
    """One activity on a page and, beside it, in this process."""

    def __init__(self, opened, cell, live, twin):
        self.page, self.cell, self.live, self.twin = opened.page, cell, live, twin
        self.reached = set()

    def check(self, fault=""):
        """The page shows what the activity says here, and that says what its model gives."""
        wrong = self.live.evaluate("(live, wanted) => standing.compare(live, wanted)", [driver.told(self.twin), fault, MOST_MS])
        assert wrong == []
        if self.cell in MODELLED:
            must_say(self.cell, self.twin, self.live.evaluate("live => standing.words(live)"))

    def drive(self, one, part, move):
        """Do *move* by keyboard here and on the page."""
        here, press = [list(one.place), move.selector], self.page.keyboard.press
        if (one, move.selector) not in self.reached:
            self.live.evaluate("(live, here) => standing.lead(live, here)", here)
            press("Tab")
            assert self.live.evaluate("(live, here) => standing.has(live, here)", here), "Tab does not lead there"
            self.reached.add((one, move.selector))
        else:
            self.live.evaluate("(live, here) => standing.enter(live, here)", here)
        *before, last = move.keys
        for key in before:
            press(key)
        if move.text:
            self.page.keyboard.type(move.text)
        press(last)
        self.check(driver.heard(part, move.event) if move.event is not None else "")


@pytest.fixture
def anew(tmp_path, monkeypatch):
    """Lets this process go on with an empty folder of answers."""

    def begin(number):
        monkeypatch.setenv(store.FOLDER_VARIABLE, str(tmp_path / f"pass-{number}"))
        store.answers_folder.cache_clear()
        store.new_session()

    return begin


@pytest.mark.parametrize("name", ACTIVITIES)
def test_every_control_by_keyboard(name, lab, server, anew, record_property):
    activities = declared()
    calls = {
        cell: f"activities.{activities[cell].name}({repr(cell) if activities[cell].also_in else ''})"
        for cell in ACTIVITIES[name]
    }
    opened = lab(height=HIGH).open(server.make(f"controls-{name}.ipynb", calls))
    opened.ask("from seminar import *")
    opened.page.evaluate(f"window.standing ??= {driver.STANDING}")
    for cell, call in calls.items():
        driven = driver.Driven((*TEXTS.get(cell, ()), "0", "7"))
        steps = 0
        for number in range(MOST_PASSES):
            opened.ask(ANEW.format(folder=str(server.answers / f"{cell}-{number}")))
            anew(f"{cell}-{number}")
            opened.page.evaluate(RUN_CELL, cell)
            live = opened.cell(cell).locator(".live").first.element_handle()
            found = activities[cell]
            both = OnPage(opened, cell, live, (found.show(cell) if found.also_in else found.show()).live())
            both.check()
            driven.begin()
            before = steps
            while step := driven.next(both.twin):
                one, part, move = step
                both.drive(one, part, move)
                driven.did(one, move)
                steps += 1
            if not driven.left() or steps == before:
                break
        print(f"{cell}: {len(driven.options)} controls, {sum(map(len, driven.options.values()))} options, {steps} steps")
        assert driven.left() == {}
