"""W01e by keyboard: the name appears after the first number, and both numbers are there after a new kernel."""

import pytest
from playwright.sync_api import expect
from seminar.activities.trust_the_speaker import sentences


@pytest.fixture
def opened(alone):
    return alone("01-w01e", "activities.trust_the_speaker()")


def press(live, name):
    button = live.get_by_role("button", name=name).locator("visible=true")
    button.focus()
    button.press("Enter")


def number(live, value):
    box = live.get_by_role("textbox").locator("visible=true")
    box.fill(value)
    box.press("Enter")


def test_both_numbers_stay_side_by_side(opened):
    live = opened.cell("01-w01e").locator(".live").first
    speaker = live.get_by_text(sentences()["face"].speaker)
    press(live, "See the result")
    expect(live.get_by_text("Give your guess first, or skip it.")).to_be_visible()
    expect(speaker).to_have_count(0)
    number(live, "60")
    press(live, "See the result")
    expect(speaker).to_be_visible()
    number(live, "35")
    press(live, "Keep my second number")
    finding = live.locator(".seminar-finding", has_text="Your trust fell from 60 to 35, by 25 points")
    expect(finding).to_be_visible()
    expect(live.locator("figure").locator("visible=true")).to_have_count(1)
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(finding).to_be_visible()
    expect(speaker).to_be_visible()
