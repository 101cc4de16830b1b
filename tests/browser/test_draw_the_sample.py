"""W03b and W03c in a real browser: by keyboard, and what they say is what the model says."""

import pytest
from lab import expect_words
from playwright.sync_api import expect
from seminar.activities.draw_the_sample import SETTINGS, sampled
from seminar.activities.reach_the_views import SETTINGS as REACH
from seminar.activities.reach_the_views import reached

WIDGETS = {
    "03-w03b": ("activities.draw_the_sample()", SETTINGS, sampled),
    "03-w03c": ("activities.reach_the_views()", REACH, reached),
}


@pytest.mark.parametrize("cell_id", WIDGETS)
def test_each_slider_by_keyboard_and_reset(alone, cell_id):
    call, settings, show = WIDGETS[cell_id]
    start = {setting.name: setting.default for setting in settings}
    activity = alone(cell_id, call).activity(cell_id)
    activity.get_by_role("button", name="Skip the guess").click()
    expect_words(activity, show(**start))
    for setting in settings:
        if setting.name == "seed":
            continue  # a button, and no slider
        slider = activity.get_by_role("slider", name=setting.label, exact=True)
        slider.focus()
        steps = setting.scale.steps
        for key, value in (
            ("ArrowRight", steps[steps.index(setting.default) + 1]),
            ("End", steps[-1]),
            ("Home", steps[0]),
        ):
            activity.page.keyboard.press(key)
            panel = show(**{**start, setting.name: value})
            expect_words(activity, panel)
            expect(activity.get_by_role("img").first).to_have_attribute("aria-label", panel.parts[0].alt)
        activity.get_by_role("button", name="Back to the start").focus()
        activity.page.keyboard.press("Enter")
        expect_words(activity, show(**start))


@pytest.mark.parametrize(("typed", "said"), [("0", "The lowest possible value is 2."), ("two", "Type a whole number")])
def test_a_sample_of_nobody_gets_a_sentence(alone, typed, said):
    activity = alone("03-w03b", "activities.draw_the_sample()").activity("03-w03b")
    activity.get_by_role("button", name="Skip the guess").click()
    box = activity.get_by_role("textbox", name="People in a sample, exact number")
    box.fill(typed)
    box.press("Enter")
    expect(activity.get_by_text(said)).to_be_visible()
    expect_words(activity, sampled(**{setting.name: setting.default for setting in SETTINGS}))


def test_the_guess_is_kept_and_draw_again_draws_other_samples(alone):
    activity = alone("03-w03b", "activities.draw_the_sample()").activity("03-w03b")
    box = activity.get_by_role("textbox", name="My guess, exact number")
    box.fill("50")
    box.press("Enter")
    activity.get_by_role("button", name="See the result").click()
    start = {setting.name: setting.default for setting in SETTINGS}
    expect_words(activity, sampled(**start))
    expect(activity.get_by_text("You guessed 50 of 100: that is 8 too many.")).to_be_visible()
    activity.get_by_role("button", name="Draw again").click()
    drawn = sampled(**{**start, "seed": start["seed"] + 1}).parts[0].alt
    expect(activity.get_by_role("img").first).to_have_attribute("aria-label", drawn)
