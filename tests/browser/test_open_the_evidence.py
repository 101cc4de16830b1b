"""The claim bench by keyboard, from a belief to the file's verdict and back after a new kernel."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def opened(alone):
    return alone("01-w01a", "activities.open_the_evidence()")


def seen(bench, role, name):
    return bench.get_by_role(role, name=name).locator("visible=true")


def press(bench, name):
    button = seen(bench, "button", re.compile(f"^{name}$"))
    button.focus()
    button.press("Enter")


def choose(bench, legend, verdict):
    seen(bench, "combobox", re.compile(legend)).select_option(verdict)


def test_from_belief_to_verdict_with_the_keyboard_only(opened):
    bench = opened.cell("01-w01a").locator(".live").first
    slider = seen(bench, "slider", re.compile("true in March 2019"))
    slider.focus()
    slider.press("ArrowRight")
    expect(bench.locator(".seminar-card")).to_have_count(0)
    press(bench, "Set my belief and open the cards")
    expect(bench.get_by_text("Before the cards: 60%.").locator("visible=true")).to_be_visible()
    card = bench.locator(".seminar-card").first
    expect(card.locator("p").first).to_be_hidden()
    card.locator("summary").focus()
    card.locator("summary").press("Enter")
    expect(card.locator("p").first).to_be_visible()
    choose(bench, "March 2019", "Contradicted")
    press(bench, "Compare with our verdicts")
    expect(bench.get_by_text("Choose both verdicts first.")).to_be_visible()
    choose(bench, "November 2026", "Contradicted")
    expect(bench.get_by_text("How near")).to_have_count(0)
    press(bench, "Compare with our verdicts")
    words = bench.get_by_text(re.compile("You stayed at 60 after"))
    expect(words).to_be_visible()
    expect(bench.locator(".note", has_text="done")).to_be_visible()
    said = "Finished: of the claims of the vote 1 (two are asked for), of your choice 0 (one is asked for)."
    expect(bench.get_by_text(said)).to_be_visible()

    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(words).to_be_visible()


def test_the_last_stop_offers_the_claims_that_nobody_voted_on(opened):
    bench = opened.cell("01-w01a").locator(".live").first
    bench.get_by_role("group", name="Steps").get_by_role("radio").last.check()
    claims = seen(bench, "combobox", "Claim")
    expect(claims).to_be_visible()
    claims.select_option("C25")
    expect(bench.locator(".seminar-finding").locator("visible=true")).to_have_text(
        "The personal file (dang’an) still exists."
    )


def test_nothing_is_cut_off_on_a_narrow_screen(alone):
    opened = alone("01-w01a", "activities.open_the_evidence()", width=342, height=700)
    bench = opened.cell("01-w01a").locator(".live").first
    press(bench, "Set my belief and open the cards")
    expect(bench.get_by_text("Give your belief first.").locator("visible=true")).to_be_visible()
    seen(bench, "slider", re.compile("true in March 2019")).press("ArrowRight")
    press(bench, "Set my belief and open the cards")
    expect(bench.locator(".seminar-card").first).to_be_visible()
    assert bench.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
