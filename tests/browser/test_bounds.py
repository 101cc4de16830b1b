"""How much of an activity one sees at once: its height at the start and in use, its words, and its result in sight."""

import pytest
from playwright.sync_api import expect
from seminar.data.records import Activity, records
from support import NAMES

MOST_AT_THE_START, MOST_IN_USE = 800, 1_000
"""Pixels of height at 1366 × 768."""
MOST_WORDS = 250
FURTHEST = 530
"""Pixels between a control and what it changes: what a laptop shows at once."""

MEASURE = """live => {
  const place = (node) => node.getBoundingClientRect();
  const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && place(node).height > 0;
  const seen = (selector) => [...live.querySelectorAll(selector)].filter(shown).map(place);
  const results = seen('.seminar-finding, figure, [role="status"]:not(:empty)');
  const gap = (one, other) => Math.max(0, one.top - other.bottom, other.top - one.bottom);
  const nearest = (control) => Math.min(...results.map((result) => gap(control, result)));
  const far = seen('input, select, button').map(nearest);
  return {
    height: Math.round(live.getBoundingClientRect().height),
    words: live.innerText.split(/\\s+/).filter(Boolean).length,
    far: Math.round(Math.max(0, ...far.filter(Number.isFinite))),
  };
}"""


def activities(name):
    return [key for key, found in records(name[:2]).items() if isinstance(found, Activity)]


def presses(live, label):
    """Press every button with that *label* that stands there and is not off, again and again; yields after each."""
    while True:
        there = live.get_by_role("button", name=label, exact=True).and_(live.locator('[aria-disabled="false"]'))
        standing = there.locator("visible=true")
        if not standing.count():
            return
        standing.first.click()
        expect(live.locator("[data-unanswered]")).to_have_count(0)  # a button that was pressed may leave the page
        expect(live.locator(":focus"), "the keyboard has lost its place").to_have_count(1)
        yield


def states(live):
    """Turn to what can be seen of an activity, one after the other: after the guess, each tab, each step."""
    for _ in presses(live, "Skip the guess"):
        yield
    tabs = live.locator("fieldset.tabs input")
    for tab in reversed(range(max(1, tabs.count()))):  # strips of dials within a tab come after the tabs
        if tabs.count():
            if not tabs.nth(tab).is_visible():
                continue
            tabs.nth(tab).check()
            expect(live.locator("[data-unanswered]")).to_have_count(0)
            yield
        for _ in presses(live, "Next"):
            yield


@pytest.mark.parametrize("name", NAMES)
def test_an_activity_fits_the_screen_and_shows_its_result_beside_the_control(name, lab):
    opened = lab().open(name).run()
    table, over = [], []
    for cell in activities(name):
        live = opened.cell(cell).locator(".live").first
        live.scroll_into_view_if_needed()
        start = live.evaluate(MEASURE)
        used = [live.evaluate(MEASURE) for _ in states(live)]
        high, far = (max(one[key] for one in [start, *used]) for key in ("height", "far"))
        table.append(f"{cell}: {start['height']} px, {start['words']} words; in use {high} px, {far} px apart")
        fits = start["height"] <= MOST_AT_THE_START and high <= MOST_IN_USE and far <= FURTHEST
        if not (fits and start["words"] <= MOST_WORDS):
            over.append(table[-1])
    print(*table, sep="\n")
    assert over == []
