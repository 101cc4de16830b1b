"""W06b in a real browser: nothing of the result before a guess; what is kept comes back, and nothing jumps."""

import re

import pytest
from lab import expect_words
from playwright.sync_api import expect
from seminar.activities.count_the_errors import GUESS, SETTINGS, START, counted
from seminar.screen.page import Figure, Table

PLACE = """node => node.querySelector('.seminar-folds').getBoundingClientRect().top
    - node.getBoundingClientRect().top"""
GUESSED = 400


@pytest.fixture
def asked(alone):
    """The activity before anybody has guessed."""
    return alone("06-w06b", "activities.count_the_errors()").activity("06-w06b")


@pytest.fixture
def activity(asked):
    """The activity after a guess, by keyboard."""
    box = asked.get_by_role("textbox", name=GUESS.label)
    box.fill(str(GUESSED))
    box.press("Enter")
    see = asked.get_by_role("button", name="See the result")
    see.focus()
    asked.page.keyboard.press("Enter")
    expect(asked.get_by_role("slider", name=SETTINGS[0].label, exact=True)).to_be_visible()
    return asked


def expect_panel(activity, guess=GUESSED, **changed):
    panel = counted(guess, **{**START, **changed})
    expect_words(activity, panel)
    expect(activity.locator(".seminar-under")).to_have_text(panel.under)
    for figure in (part for part in panel.parts if isinstance(part, Figure)):
        expect(activity.get_by_role("img", name=figure.alt, exact=True)).to_be_visible()
    cells = [cell for part in panel.parts if isinstance(part, Table) for row in part.rows for cell in row]
    expect(activity.locator("tbody th, tbody td")).to_have_text(cells)


def test_before_the_guess_nothing_of_the_result_is_on_the_page(asked):
    expect(asked.locator(".seminar-finding")).to_have_text(GUESS.question)
    page = re.sub(r"seminar-\d+-\d+-\d+", "", asked.inner_html())  # ids are drawn by lot
    for result in ("126", "874", "641,800"):
        assert result not in page
    asked.get_by_role("textbox", name=GUESS.label).fill("250")
    asked.get_by_role("textbox", name=GUESS.label).press("Tab")
    expect(asked.get_by_role("img", name=GUESS.picture(250).alt, exact=True)).to_be_visible()


def test_a_guess_that_is_no_number_gets_a_sentence_and_the_result_stays_away(asked):
    box = asked.get_by_role("textbox", name=GUESS.label)
    box.fill("forty percent")
    box.press("Enter")
    expect(asked.get_by_text("Type a whole number from 0 to 1,000, for instance")).to_be_visible()
    asked.get_by_role("button", name="See the result").click()
    expect(asked.locator(".seminar-finding")).to_have_text(GUESS.question)


def test_kept_settings_and_the_guess_are_there_after_the_page_runs_again(alone):
    opened = alone("06-w06b", "activities.count_the_errors()")
    activity = opened.activity("06-w06b")
    activity.get_by_role("textbox", name=GUESS.label).fill("5")
    activity.get_by_role("textbox", name=GUESS.label).press("Enter")
    activity.get_by_role("button", name="See the result").click()
    box = activity.get_by_role("textbox", name="2 Ease of appeal (of those told), exact number")
    box.fill("45")
    box.press("Enter")
    activity.get_by_role("button", name="Keep these settings").click()
    expect(activity.get_by_text("The settings stay for your text.")).to_be_visible()
    opened.run()
    expect_panel(opened.activity("06-w06b"), guess=5, ease=45)


@pytest.mark.parametrize("width", [1366, 1000])
def test_nothing_jumps_by_more_than_a_line_while_dragging(activity, width):
    page = activity.page
    page.set_viewport_size({"width": width, "height": 768})
    places = set()
    for setting in SETTINGS:
        slider = activity.get_by_role("slider", name=setting.label, exact=True)
        slider.focus()
        for key, step in (("Home", 0), ("End", -1)):
            page.keyboard.press(key)
            expect_panel(activity, **{setting.name: setting.scale.steps[step]})
            places.add(activity.evaluate(PLACE))
        activity.get_by_role("button", name="Back to the start").click()
        expect_panel(activity)
    assert max(places) - min(places) <= 28, "one line, of the finding or under it"
