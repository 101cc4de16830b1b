"""W09b in a real browser: the cards unfold by keyboard, and a guess is kept."""

import pytest
from playwright.sync_api import expect
from seminar.activities.rate_the_pilot import EMPTY, rated


@pytest.fixture
def view(alone):
    return alone("09-w09b", "activities.rate_the_pilot()").after_the_guess("09-w09b")


def test_the_cards_are_opened_by_keyboard(view):
    card = view.get_by_role("listitem").filter(has_text="Safer squares in Harbour Town.")
    expect(card).to_be_hidden()
    view.get_by_text("The three cards, to be read").focus()
    view.page.keyboard.press("Enter")
    expect(card).to_be_visible()


def test_a_guess_is_kept_and_stands_beside_the_gap(alone):
    opened = alone("09-w09b", "activities.rate_the_pilot()")
    view = opened.cell("09-w09b").locator(".live")
    view.get_by_label("Points between the two means").last.fill("0.8")
    view.get_by_role("button", name="See the result").click()
    said = rated(EMPTY, EMPTY, EMPTY, guess=8).under
    expect(view.get_by_text(said)).to_be_visible()
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(view.get_by_text(said)).to_be_visible()
