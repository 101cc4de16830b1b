"""W05a in a real browser, by keyboard: a plan, probes, a guess, the open machine; what is refused can be mended."""

import re

import pytest
from lab import reach
from playwright.sync_api import expect
from seminar.activities.parts.hidden_machines import Tried, areas, machines
from seminar.activities.probe_the_score import BUDGET, GUESS, START, opened, probing

NAMES = [name for name, _ in areas()]
START_AT = Tried((START,) * 5, False, False)


@pytest.fixture
def opened_page(alone):
    return alone("05-w05a", "activities.probe_the_score()")


@pytest.fixture
def activity(opened_page):
    return opened_page.after_the_guess("05-w05a")


def expect_play(activity, machine, tried, guess, now):
    """Finding, picture, log and words are those of the panel for this state of the game."""
    panel = probing(machine, tried, guess, now)
    picture, log = panel.parts
    expect(activity.locator(".seminar-finding").first).to_have_text(panel.finding)
    expect(activity.get_by_role("img", name=picture.alt, exact=True)).to_have_count(0 if guess else 1)
    table = activity.locator("table", has=activity.page.get_by_text("The log of probes", exact=True))
    expect(table.locator("tbody tr")).to_have_count(len(log.rows))
    expect(activity.locator(".seminar-view > :last-child .seminar-words")).to_have_text(panel.text)


def press(activity, button):
    control = activity.get_by_role("button", name=button)
    reach(control)
    activity.page.keyboard.press("Enter")


def type_guess(activity, guess):
    for name, weight in zip(NAMES, guess, strict=True):
        box = activity.get_by_role("textbox", name=f"Guess: {name}, %", exact=True)
        reach(box)
        activity.page.keyboard.press("ControlOrMeta+a")
        activity.page.keyboard.type(str(weight))
        activity.page.keyboard.press("Enter")


def test_plan_probe_guess_and_open_by_keyboard(opened_page):
    activity, page, machine = opened_page.activity("05-w05a"), opened_page.page, machines()[1]
    expect(activity.get_by_text(GUESS.question)).to_be_visible()
    expect(activity.get_by_role("button", name="Probe this setting")).to_have_count(0)
    box = activity.get_by_role("textbox", name=f"{GUESS.label}, exact number")
    box.fill("6")
    box.press("Enter")
    press(activity, "See the result")
    expect_play(activity, 1, [], [], START_AT)
    slider = activity.get_by_role("slider", name="Fulfilment capacity", exact=True)
    slider.focus()
    page.keyboard.press("End")
    now = Tried((START, 100, START, START, START), False, False)
    press(activity, "Probe this setting")
    expect_play(activity, 1, [now], [], now)
    slider.focus()
    page.keyboard.press("ArrowLeft")
    moved = Tried((START, 95, START, START, START), False, False)
    expect_play(activity, 1, [now], [], moved)
    type_guess(activity, (20, 20, 20, 20, 10))
    press(activity, "Check my guess and show the weights")
    status = activity.locator(".seminar-step").get_by_text("Your five numbers sum to 90; they must sum to 100.")
    expect(status).to_be_visible()
    expect(activity.get_by_text("Guess error")).to_have_count(0)
    box = activity.get_by_role("textbox", name=f"Guess: {NAMES[-1]}, %", exact=True)
    box.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    press(activity, "Check my guess and show the weights")
    panel = opened(1, [20] * 5, [now], 6)
    expect(activity.get_by_text(panel.finding, exact=True)).to_be_visible()
    expect(activity.get_by_text(panel.under, exact=True)).to_be_visible()
    expect(activity.get_by_role("img", name=panel.parts[0].alt, exact=True)).to_be_visible()
    assert activity.evaluate("live => live.getBoundingClientRect().height") <= 1_000
    activity.get_by_text("The same as a table", exact=True).first.click()
    cells = [f"{weight}%" for weight in machine.weights]
    expect(activity.locator(".seminar-step tbody td:last-child")).to_have_text(cells)
    expect_play(activity, 1, [now], [20] * 5, moved)
    expect(activity.get_by_role("button", name="Probe this setting")).to_have_attribute("aria-disabled", "true")
    expect(activity.get_by_role("button", name="Check my guess")).to_have_count(0)


def test_a_used_budget_hides_the_score_and_says_so(activity):
    page = activity.page
    tried = []
    for _ in range(BUDGET):
        press(activity, "Probe this setting")
        tried.append(START_AT)
        expect_play(activity, 1, tried, [], START_AT)
    activity.get_by_role("slider", name="Credit history", exact=True).focus()
    page.keyboard.press("Home")
    now = Tried((0, START, START, START, START), False, False)
    expect_play(activity, 1, tried, [], now)
    expect(activity.get_by_text(re.compile("All 12 probes are used: the sliders still move"))).to_be_visible()


def test_a_log_comes_back_after_a_restart(opened_page, activity):
    press(activity, "Probe this setting")
    expect_play(activity, 1, [START_AT], [], START_AT)
    opened_page.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened_page.run()
    expect_play(opened_page.activity("05-w05a"), 1, [START_AT], [], START_AT)
