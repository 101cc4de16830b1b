"""W08d in a real browser: the arrows by click, also on a narrow page."""

import pytest
from lab import expect_words
from playwright.sync_api import expect
from seminar.activities.weigh_the_direction import changes, settings, title, weighed

START = {setting.name: setting.default for setting in settings()}


@pytest.fixture
def activity(alone):
    return alone("08-w08d", "activities.weigh_the_direction()").after_the_guess("08-w08d")


def arrow(activity, key):
    return activity.get_by_role("button", name=title(changes()[key]), exact=True)


def test_arrows_are_chosen_by_click_and_the_word_by_keyboard(activity):
    expect_words(activity, weighed(**START))
    arrow(activity, "pc-schufa-2025-shared").click()
    expect_words(activity, weighed("wider", "pc-schufa-2025-shared"))
    expect(arrow(activity, "pc-schufa-2025-shared")).to_have_attribute("aria-pressed", "true")
    arrow(activity, "pc-schufa-2025-time").click()
    given = "pc-schufa-2025-shared;pc-schufa-2025-time"
    expect_words(activity, weighed("wider", given))
    activity.get_by_role("radio", name="wider reach").focus()
    for word in ("narrower", "more open", "more exits"):
        activity.page.keyboard.press("ArrowDown")
        expect_words(activity, weighed(word, given))
    arrow(activity, "pc-schufa-2026-rule").click()
    expect_words(activity, weighed("more exits", "pc-schufa-2025-time;pc-schufa-2026-rule"))
    activity.get_by_role("button", name="Back to the start").press("Enter")
    expect_words(activity, weighed(**START))


def test_no_arrow_is_hidden_by_another(activity):
    for key in changes():
        arrow(activity, key).click(trial=True)


def test_on_a_narrow_page_the_changes_are_a_list(alone):
    opened = alone("08-w08d", "activities.weigh_the_direction()")
    live = opened.after_the_guess("08-w08d")
    opened.resize(342, 3000)
    for key in changes():
        expect(live.get_by_text(title(changes()[key]), exact=True)).to_be_visible()
    assert live.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
