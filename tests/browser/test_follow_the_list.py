"""W06a in a real browser: stop by stop by keyboard only; what is chosen opens a stop and is there after a restart."""

import pytest
from lab import reach
from playwright.sync_api import expect
from seminar.activities.follow_the_list import START, reading, said, stops

COURT = stops("court default", START)


@pytest.fixture
def opened(alone):
    return alone("06-w06a", "activities.follow_the_list()")


def live(opened):
    return opened.cell("06-w06a").locator(".live.seminar-activity")


def here(view):
    return view.locator(".seminar-finding >> visible=true")


def headline(stop):
    return f"{stop['name']} · {said(stop)}"


def test_by_keyboard_and_after_a_restart(opened):
    view, page = live(opened), opened.page
    expect(here(view)).to_have_text(headline(COURT[0]))
    expect(view.get_by_text(COURT[0]["effect"])).to_have_count(0)
    yes = view.get_by_role("radio", name="a) yes").locator("visible=true")
    reach(yes)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(view.get_by_text(COURT[0]["effect"])).to_have_count(0)
    reach(view.get_by_role("button", name="Check my choice").locator("visible=true"))
    page.keyboard.press("Enter")
    expect(view.get_by_text(COURT[0]["effect"])).to_be_visible()
    expect(view.get_by_text(reading(COURT[0])).locator("visible=true").first).to_be_visible()
    expect(view.get_by_text("(your choice)").locator("visible=true")).to_have_count(1)
    yes.check()
    expect(view.get_by_text("(your first choice)").locator("visible=true")).to_have_count(1)
    reach(view.get_by_role("button", name="Next", exact=True))
    page.keyboard.press("Enter")
    expect(here(view)).to_have_text(headline(COURT[1]))
    page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(here(live(opened))).to_have_text(headline(COURT[1]))
    expect(live(opened).get_by_role("radio", name="2: Onto the list")).to_be_checked()


def test_a_safeguard_says_at_once_which_stop_changes_and_what_it_costs(opened):
    view = live(opened)
    view.get_by_label("What if (invented)").select_option("Written notice")
    told = view.get_by_text("It changes stop 4.")
    expect(told).to_be_visible()
    expect(told).to_contain_text("For the creditor who waits: The pressure begins later.")
    expect(view.get_by_text("changed", exact=True)).to_have_count(1)
    expect(view.get_by_text(said(COURT[3]))).to_have_count(0)
