"""W06b in a real browser: by keyboard only, and what it then says is what the model says."""

import pytest
from lab import FOCUS, expect_words
from playwright.sync_api import expect
from seminar.activities.count_the_errors import NO_ERROR, SETTINGS, START, counted

PLACE = """node => node.querySelector('.seminar-words').getBoundingClientRect().top
    - node.getBoundingClientRect().top"""
SLIDERS = SETTINGS[:-1]


@pytest.fixture
def activity(alone):
    return alone("06-w06b", "activities.count_the_errors()").activity("06-w06b")


def expect_panel(activity, **changed):
    panel = counted(**{**START, **changed})
    expect_words(activity, panel)
    expect(activity.get_by_role("img").first).to_have_attribute("aria-label", panel.parts[0].alt)
    cells = [cell for part in panel.parts[1:] for row in part.rows for cell in row]
    expect(activity.locator("tbody th, tbody td")).to_have_text(cells)


@pytest.mark.parametrize("setting", SLIDERS, ids=[setting.name for setting in SLIDERS])
def test_each_slider_by_keyboard(activity, setting):
    slider = activity.get_by_role("slider", name=setting.label, exact=True)
    slider.focus()
    activity.page.keyboard.press("ArrowRight")
    steps = setting.scale.steps
    after = steps[steps.index(setting.default) + 1]
    expect_panel(activity, **{setting.name: after})
    expect(slider).to_have_attribute("aria-valuetext", setting.scale.written(after))
    activity.page.keyboard.press("End")
    expect_panel(activity, **{setting.name: steps[-1]})
    activity.page.keyboard.press("Home")
    expect_panel(activity, **{setting.name: steps[0]})
    expect(slider).to_be_focused()


def test_reset_then_no_way_to_appeal(activity):
    activity.get_by_role("slider", name="Told in time", exact=True).focus()
    activity.page.keyboard.press("ArrowLeft")
    expect_panel(activity, told=59)
    activity.get_by_role("button", name="Back to the start").focus()
    activity.page.keyboard.press("Enter")
    expect_panel(activity)
    for words in ("126", "874", "59", "641,800"):
        expect(activity.get_by_role("cell", name=words, exact=True).last).to_be_visible()
    switch = activity.get_by_role("switch", name="No way to appeal")
    switch.focus()
    activity.page.keyboard.press("Space")
    expect(switch).to_be_checked()
    expect_panel(activity, no_appeal=True)
    expect(activity.get_by_role("row", name="Corrected (C) 126 0", exact=True)).to_be_visible()
    expect(activity.get_by_role("row", name="Rightly listed, taken off (R) 59 0", exact=True)).to_be_visible()
    expect(activity.get_by_role("row", name="Harm days 641,800 730,000", exact=True)).to_be_visible()


def test_tenths_are_typed_with_point_or_comma_and_nonsense_gets_a_sentence(activity):
    box = activity.get_by_role("textbox", name="Listed by mistake, exact number")
    for text in ("2.5", "2,5 %"):
        box.fill(text)
        box.press("Enter")
        expect(box).to_have_value("2.5")
        expect_panel(activity, wrong=25)
    box.fill("2.55")
    box.press("Tab")
    expect(activity.get_by_text("Type a number from 0.0 to 5.0, for instance 2.5. Still used: 2.5.")).to_be_visible()
    expect(box).to_have_attribute("aria-invalid", "true")
    expect_panel(activity, wrong=25)
    box.fill("0")
    box.press("Tab")
    expect(activity.locator(".seminar-finding")).to_have_text(NO_ERROR)
    expect_panel(activity, wrong=0)


def test_a_number_of_days_between_the_steps_is_typed(activity):
    box = activity.get_by_role("textbox", name="Days of a listing, exact number")
    box.fill("731")
    box.press("Enter")
    expect_panel(activity, listing_days=731)
    box.fill("3000")
    box.press("Enter")
    expect(activity.get_by_text("The highest possible value is 1,825.")).to_be_visible()
    expect_panel(activity, listing_days=1_825)


def test_all_controls_are_reached_by_tab_and_left_again(activity):
    activity.get_by_role("slider", name=SLIDERS[0].label, exact=True).focus()
    reached = [activity.page.evaluate(FOCUS)]
    for _ in range(2 * len(SLIDERS) + 1):
        activity.page.keyboard.press("Tab")
        reached.append(activity.page.evaluate(FOCUS))
    for setting in SLIDERS:
        assert sum(setting.label in text for text in reached) == 2, "a slider and its box"
    assert reached[-2:] == ["No way to appeal", "Back to the start"]
    activity.page.keyboard.press("Tab")
    assert activity.page.evaluate(FOCUS) == ""


@pytest.mark.parametrize("width", [1366, 1000])
def test_nothing_above_the_words_jumps_while_dragging(activity, width):
    page = activity.page
    page.set_viewport_size({"width": width, "height": 768})
    heights = set()

    def measure():
        """The place of the words, which stand below all else, from the top of the activity."""
        heights.add(activity.evaluate(PLACE))

    for setting in SLIDERS:
        slider = activity.get_by_role("slider", name=setting.label, exact=True)
        slider.focus()
        for key, step in (("Home", 0), ("End", -1)):
            page.keyboard.press(key)
            value = setting.scale.steps[step]
            expect(slider).to_have_attribute("aria-valuetext", setting.scale.written(value))
            expect_panel(activity, **{setting.name: value})
            measure()
        activity.get_by_role("button", name="Back to the start").focus()
        page.keyboard.press("Enter")
        expect_panel(activity)
        measure()
    assert len(heights) == 1
