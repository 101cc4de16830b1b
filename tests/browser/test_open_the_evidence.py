"""The claim bench by keyboard, from a belief to the file's verdict and back after a new kernel."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def opened(alone):
    return alone("01-w01a", "activities.open_the_evidence()")


def press(bench, name):
    button = bench.get_by_role("button", name=name, exact=True)
    button.focus()
    button.press("Enter")


def choose(bench, legend, verdict):
    radio = bench.get_by_role("group", name=legend).get_by_role("radio", name=verdict, exact=True)
    radio.focus()
    radio.press("Space")


def test_from_belief_to_verdict_with_the_keyboard_only(opened):
    bench = opened.cell("01-w01a").locator(".live")
    claims = bench.get_by_role("combobox", name="Claim")
    claims.focus()
    claims.press("Home")
    expect(bench.get_by_role("button", name="Open the evidence")).to_be_hidden()
    slider = bench.get_by_role("slider", name=re.compile("true in March 2019"))
    slider.focus()
    slider.press("ArrowRight")
    press(bench, "Set my belief")
    expect(bench.get_by_text("Your belief before the evidence: 60%.").locator("visible=true")).to_be_visible()
    expect(bench.locator(".seminar-card")).to_have_count(0)
    press(bench, "Open the evidence")
    expect(bench.locator(".seminar-card").first).to_be_visible()
    choose(bench, "Your verdict as of March 2019", "Contradicted")
    expect(bench.get_by_text("the file says")).to_have_count(0)
    choose(bench, "Your verdict as of November 2026", "Contradicted")
    press(bench, "Set my new belief and compare with the file")
    words = bench.get_by_text(re.compile("You moved from 60 to 50 after"))
    expect(words).to_be_visible()
    expect(bench.get_by_text("Finished: 1 of 28 claims.", exact=False)).to_be_visible()

    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    bench.get_by_role("combobox", name="Claim").select_option("C01")
    expect(bench.get_by_text(re.compile("You moved from 60 to 50 after"))).to_be_visible()


def test_nothing_is_cut_off_on_a_narrow_screen(alone):
    opened = alone("01-w01a", "activities.open_the_evidence()", width=342, height=700)
    bench = opened.cell("01-w01a").locator(".live")
    press(bench, "Set my belief")
    press(bench, "Open the evidence")
    expect(bench.locator(".seminar-card").first).to_be_visible()
    assert bench.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
