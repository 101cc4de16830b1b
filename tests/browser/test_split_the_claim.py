"""W01d by keyboard: our count after the guess, our cuts after the ticks."""

import pytest
from playwright.sync_api import expect
from seminar.activities.split_the_claim import PARTS


@pytest.fixture
def opened(alone):
    return alone("01-w01d", "activities.split_the_claim()")


def press(live, name):
    button = live.get_by_role("button", name=name).locator("visible=true")
    button.focus()
    button.press("Enter")


def test_a_guess_then_our_count_then_the_parts(opened):
    live = opened.cell("01-w01d").locator(".live").first
    box = live.get_by_role("textbox").locator("visible=true")
    box.fill("7")
    box.press("Enter")
    expect(live.get_by_role("listitem")).to_have_count(0)
    press(live, "See the result")
    expect(live.get_by_text("You said 7: 3 claims fewer than we count.")).to_be_visible()
    expect(live.get_by_role("listitem")).to_have_count(10)
    press(live, "Next")
    press(live, "Skip the guess")
    live.get_by_role("switch", name=PARTS["aim"]).press("Space")
    press(live, "Check sentence 1")
    expect(live.get_by_text("4 of 6 boxes as ours.")).to_be_visible()
    expect(live.get_by_text("We cut it into 3.")).to_be_visible()
