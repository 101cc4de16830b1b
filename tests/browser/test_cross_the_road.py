"""W06c in a real browser: its tiles are one stop for a keyboard, and one that changed is seen to."""

import pytest
from lab import reach
from playwright.sync_api import expect


@pytest.fixture
def view(alone):
    return alone("06-w06c", "activities.cross_the_road()").cell("06-w06c").locator(".live.seminar-activity")


def test_the_tiles_are_one_stop_for_the_tabulator_and_arrows_move_in_them(view):
    keys = view.page.keyboard
    record = view.get_by_role("button", name="Shanghai, 2018, A record kept? yes")
    reach(record)
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    german = view.get_by_role("button", name="Germany, A record kept? no")
    expect(german).to_be_focused()
    expect(german).to_have_attribute("aria-pressed", "false")
    expect(view.get_by_text("Germany: A record kept?")).to_have_count(0)
    keys.press("Enter")
    expect(german).to_have_attribute("aria-pressed", "true")
    expect(view.get_by_text("Germany: A record kept?")).to_be_visible()
    keys.press("ArrowLeft")
    expect(view.get_by_role("button", name="Germany, A penalty? yes")).to_be_focused()
    keys.press("Tab")
    expect(view.locator(".seminar-tiles button:focus")).to_have_count(0)


def test_a_tile_that_changed_says_so_by_word_and_frame(view):
    view.get_by_role("radio", name="nobody").check()
    tile = view.get_by_role("button", name="Shanghai, 2018, A penalty? no was: yes")
    expect(tile).to_be_visible()
    width = tile.evaluate("node => getComputedStyle(node).borderTopWidth")
    plain = view.get_by_role("button", name="Great Britain, An offence? no").evaluate(
        "node => getComputedStyle(node).borderTopWidth"
    )
    assert float(width.removesuffix("px")) > float(plain.removesuffix("px"))
