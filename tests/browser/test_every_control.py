"""Every control of every activity by keyboard, to both ends and through every option.

After each key the page shows what the same activity says in this process, and what its model gives for what the
controls stand at. What controls there are is told by their parts; one that was not driven fails.
"""

import json

import driver
import modelled
import pytest
from seminar.activities import declared
from seminar.answers import store

RUN_CELL = """async id => {
  const {content} = window.panel;
  content.activeCellIndex = [...content.model.cells].findIndex(cell => cell.id === id);
  await window.jupyterapp.commands.execute('notebook:run-cell');
}"""
BEGIN = """
from seminar import *
from seminar.activities.parts import of_the_room
of_the_room.open_the_room = lambda notebook: "The room is open."
"""
"""What a kernel runs first; a room would be a process of its own (test_room.py)."""
ANEW = """
import os
from seminar.answers import store
os.environ[store.FOLDER_VARIABLE] = {folder!r}
store.answers_folder.cache_clear()
store.new_session()
"""
"""Lets a kernel go on with an empty folder of answers."""
HIGH = 768
"""Pixels: so high a window shows an activity whole."""
MOST_MS = 10_000
"""What a busy machine may take to show what a key does."""


class OnBoth:
    """An activity in its *cell* on a *page*, where it is *live*, and its *twin* in this process."""

    def __init__(self, cell, page, live, twin):
        self.cell, self.page, self.live, self.twin = cell, page, live, twin
        self.reached, self.at, self.keys, self.computed = set(), None, 0, 0

    def check(self, fault="", done=None):
        """The page shows what the twin says after what was *done*, and that is what the model gives."""
        wanted = [json.dumps(driver.told(self.twin)), fault, MOST_MS]
        seen = self.live.evaluate("(live, wanted) => standing.compare(live, wanted)", wanted)
        assert seen["wrong"] == [], done
        settings = driver.settings(self.twin)
        missing = modelled.missing(self.cell, settings, seen, store.store(self.cell))
        assert not any(missing.values()), (done, settings, missing, seen["findings"])
        self.computed += len(missing)

    def drive(self, one, part, move):
        """Do *move* by keyboard; to each place of a control the first way leads by Tab."""
        here, press = [list(one.place), move.selector], self.page.keyboard.press
        if (one, move.selector) in self.reached and self.at != (one, move.selector):
            self.live.evaluate("(live, here) => standing.enter(live, here)", here)
        elif self.at != (one, move.selector):
            self.reached.add((one, move.selector))
            self.live.evaluate("(live, here) => standing.lead(live, here)", here)
            press("Tab")
            assert self.live.evaluate("(live, here) => standing.has(live, here)", here), "Tab does not lead there"
        self.at, self.keys = (one, move.selector), self.keys + 1
        *before, last = move.keys
        for key in before:
            press(key)
        if move.text:
            self.page.keyboard.type(move.text)
        press(last)
        self.check(driver.heard(part, move.event) if move.event is not None else "", (one, move))


@pytest.fixture
def anew(tmp_path, monkeypatch):
    """Lets this process go on with an empty folder of answers of that name."""
    driver.without_a_room(monkeypatch)

    def begin(name):
        driver.keep_answers_in(tmp_path / name, monkeypatch)

    return begin


@pytest.fixture
def drive(lab, server, anew):
    """Opens a notebook with *activities* (cell → declaration); then drives one of them until nothing is left to do."""

    def opened(name, activities):
        calls = {
            cell: f"activities.{one.name}({repr(cell) if one.also_in else ''})" for cell, one in activities.items()
        }
        page = lab(height=HIGH).open(server.make(f"every-control-{name}.ipynb", calls))
        assert page.ask(BEGIN) == ""
        page.page.evaluate(f"window.standing ??= {driver.STANDING}")

        def begun(cell, number):
            name = f"{cell}-{number}"
            assert page.ask(ANEW.format(folder=str(server.answers / name))) == ""
            anew(name)
            page.page.evaluate(RUN_CELL, cell)
            live = page.cell(cell).locator(".live").first.element_handle()
            return OnBoth(cell, page.page, live, driver.shown_in(activities[cell], cell))

        return begun

    return opened


@pytest.mark.parametrize("name", driver.ACTIVITIES)
def test_every_control_by_keyboard(name, drive):
    begun = drive(name, {cell: one for cell, one in declared().items() if cell in driver.ACTIVITIES[name]})
    for cell in driver.ACTIVITIES[name]:
        times = []

        def begin(cell=cell, times=times):
            times.append(begun(cell, len(times)))
            times[-1].check()
            return times[-1].twin

        driven = driver.through(cell, begin, lambda *found, times=times: times[-1].drive(*found))
        options, keys = sum(map(len, driven.options.values())), sum(one.keys for one in times)
        computed = sum(one.computed for one in times)
        print(f"{cell}: {len(driven.options)} controls, {options} options, {keys} keys, {computed} results")
        assert driver.undone(cell, driven) == set()
        assert computed > 0, "tests/modelled.py has nothing that must stand there"
