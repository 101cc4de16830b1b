"""W05b and W05c in a real browser, by keyboard: after a guess they say what the pure functions say."""

import pytest
from lab import reach
from playwright.sync_api import expect
from seminar.activities.live_without_the_app import guess, lived
from seminar.activities.live_without_the_app import settings as day_settings
from seminar.activities.reach_the_perks import GUESS, LATEST, SETTINGS, reached

PERKS = {setting.name: setting.default for setting in SETTINGS}
DAY = {setting.name: setting.default for setting in day_settings()}


def expect_said(activity, panel):
    """Finding, words, pictures and points are those of *panel*; a table is as long as its rows."""
    expect(activity.locator(".seminar-finding")).to_have_text(panel.finding)
    expect(activity.locator(".seminar-words")).to_have_text(panel.text)
    expect(activity.locator(".seminar-points li")).to_have_text(list(panel.points))
    tables = [part for part in panel.parts if hasattr(part, "rows")]
    expect(activity.locator("caption")).to_have_text([table.caption for table in tables])
    expect(activity.locator("tbody tr")).to_have_count(sum(len(table.rows) for table in tables))
    for figure in (part for part in panel.parts if not hasattr(part, "rows")):
        expect(activity.get_by_role("img", name=figure.alt, exact=True)).to_be_visible()


def guess_a_number(activity, asked, number):
    """Type *number* into the guess that is *asked*, and see the result."""
    expect(activity.get_by_text(asked.question)).to_be_visible()
    expect(activity.locator("table")).to_have_count(0)
    box = activity.get_by_role("textbox", name=f"{asked.label}, exact number")
    box.fill(str(number))
    box.press("Enter")
    reach(activity.get_by_role("button", name="See the result"))
    activity.page.keyboard.press("Enter")


def test_a_guess_then_score_and_year_by_keyboard(alone):
    activity = alone("05-w05b", "activities.reach_the_perks()").activity("05-w05b")
    page = activity.page
    guess_a_number(activity, GUESS, 2019)
    expect(activity.get_by_text("You guessed 2019: that is 4 years too late.")).to_be_visible()
    expect_said(activity, reached(**PERKS, guess=2019))
    activity.get_by_role("slider", name="Sesame score", exact=True).focus()
    for key, score in (("End", 950), ("Home", 350)):
        page.keyboard.press(key)
        expect_said(activity, reached(**{**PERKS, "score": score}))
    box = activity.get_by_role("textbox", name="Sesame score, exact number")
    box.fill("700")
    box.press("Enter")
    now = {**PERKS, "score": 700}
    expect_said(activity, reached(**now))
    reach(activity.get_by_role("slider", name="Year", exact=True))
    page.keyboard.press("End")
    expect_said(activity, reached(**{**now, "year": LATEST}))
    reach(activity.get_by_role("button", name="Back to the start"))
    page.keyboard.press("Enter")
    expect_said(activity, reached(**PERKS))


@pytest.mark.parametrize(
    ("label", "typed", "said"),
    [
        ("Year", "2014", "The lowest possible value is 2015."),
        ("Sesame score", "1000", "The highest possible value is 950."),
        ("Sesame score", "high", "Type a whole number from 350 to 950"),
    ],
)
def test_a_value_outside_the_data_gets_a_sentence(alone, label, typed, said):
    activity = alone("05-w05b", "activities.reach_the_perks()").after_the_guess("05-w05b")
    box = activity.get_by_role("textbox", name=f"{label}, exact number", exact=True)
    box.fill(typed)
    box.press("Enter")
    expect(activity.get_by_text(said)).to_be_visible()


def test_a_guess_then_place_and_tools_by_keyboard(alone):
    activity = alone("05-w05c", "activities.live_without_the_app()").cell("05-w05c").locator(".live").first
    page = activity.page
    guess_a_number(activity, guess(), 4)
    expect(activity.get_by_text("You guessed 4: that is 2 too many.")).to_be_visible()
    expect_said(activity, lived(**DAY, guess=4))
    now = dict(DAY)
    reach(activity.get_by_role("radio", name="big city 2018"))
    page.keyboard.press("ArrowUp")
    now["place"] = "big city 2026"
    expect_said(activity, lived(**now))
    for tool, label in (("app", "super-app"), ("phone", "phone"), ("card", "bank card"), ("cash", "cash")):
        reach(activity.get_by_role("switch", name=f"Take away: {label}", exact=True))
        page.keyboard.press("Space")
        now[tool] = not now[tool]
        expect_said(activity, lived(**now))
    reach(activity.get_by_role("button", name="Back to the start"))
    page.keyboard.press("Enter")
    expect_said(activity, lived(**DAY))
