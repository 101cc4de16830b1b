"""W07c in a real browser: by keyboard only; law and practice appear after the check and are there after a restart."""

import pytest
from playwright.sync_api import expect
from seminar.activities.who_may_ask import WAIT, cases, places
from seminar.models.gates import GATES

GUESSES = ("own request", "judge", "prosecutor", "own request", "judge")
SAID = "Payment history, asked for by the police: you and the table agree on 4 of 5 known gates"


@pytest.fixture
def opened(alone):
    return alone("07-w07c", "activities.who_may_ask()")


def test_by_keyboard_and_after_a_restart(opened):
    cell, press = opened.cell("07-w07c"), opened.page.keyboard.press
    finding, law = cell.locator(".seminar-finding >> visible=true"), cases("UK", "payment history", "police")
    shown = cell.get_by_role("cell").filter(has_text=law["law_says"].iloc[0]).locator("visible=true")
    expect(finding).to_have_text("Payment history, asked for by the police: five guesses to make")
    button = cell.get_by_role("button", name="Check my five guesses")
    button.focus()
    press("Enter")
    expect(cell.get_by_text(WAIT)).to_be_visible()
    cell.get_by_label("Gate in China 2019", exact=True).focus()
    for place, guess in zip(places(), GUESSES, strict=True):
        expect(cell.get_by_label(f"Gate in {place}", exact=True)).to_be_focused()
        for _ in range(GATES.index(guess) + 1):
            press("ArrowDown")
        expect(cell.get_by_label(f"Gate in {place}", exact=True)).to_have_value(guess)
        press("Tab")
    expect(button).to_be_focused()
    expect(shown).to_have_count(0)
    press("Enter")
    expect(finding).to_have_text(SAID)
    expect(shown).to_be_visible()
    expect(cell.get_by_role("columnheader", name="The law says")).to_be_visible()
    expect(cell.get_by_role("columnheader", name="Reported practice")).to_be_visible()
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(finding).to_have_text(SAID)
    expect(shown).to_be_visible()
    expect(cell.get_by_label("Gate in UK", exact=True)).to_be_disabled()
