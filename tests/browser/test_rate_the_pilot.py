"""W09b in a real browser: counts are typed by keyboard, a wrong line is mended, too few answers stay unseen."""

import pytest
from lab import expect_panel
from playwright.sync_api import expect
from seminar.activities.rate_the_pilot import EMPTY, LOAD, demo, rated, written


@pytest.fixture
def view(alone):
    return alone("09-w09b", "activities.rate_the_pilot()").after_the_guess("09-w09b")


def typed(view, card, text):
    """Type *text* into the line of a card, as a hand would."""
    line = view.get_by_label(f"Card {card}: counts of ratings 1 to 7")
    line.focus()
    view.page.keyboard.press("Control+A")
    view.page.keyboard.type(text)
    view.page.keyboard.press("Enter")
    return line


def test_by_keyboard(view):
    view.get_by_text("The same in words").click()
    expect_panel(view, rated(EMPTY, EMPTY, EMPTY))
    line = typed(view, "A", "0 1 2")
    expect(view.get_by_text("Type seven whole numbers", exact=False)).to_be_visible()
    expect(line).to_have_value("0 1 2")
    a, b = "0 0 1 2 3 1 0", "1 2 2 1 0 0 0"
    typed(view, "A", "0,0,1,2,3,1,0")
    expect(view.locator(".seminar-words")).to_contain_text("7 answers typed")
    typed(view, "B", b)
    expect_panel(view, rated(a, b, EMPTY))
    typed(view, "C", "0 0 1 1 0 0 0")
    expect(view.locator(".seminar-finding")).to_have_text("Nothing is shown")
    expect(view.get_by_role("img")).to_have_count(0)
    expect_panel(view, rated(a, b, "0 0 1 1 0 0 0"))
    typed(view, "C", f"{b} + {a}")
    expect_panel(view, rated(a, b, f"{b} + {a}"))
    view.get_by_role("button", name=LOAD).focus()
    view.page.keyboard.press("Enter")
    expect_panel(view, rated(*map(written, demo().values())))
    view.get_by_role("button", name="Back to the start").focus()
    view.page.keyboard.press("Enter")
    expect_panel(view, rated(EMPTY, EMPTY, EMPTY))


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
