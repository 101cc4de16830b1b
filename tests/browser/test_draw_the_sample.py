"""W03b in a real browser: a sample of nobody gets a sentence."""

import pytest
from lab import expect_words
from playwright.sync_api import expect
from seminar.activities.draw_the_sample import SETTINGS, sampled


@pytest.mark.parametrize(("typed", "said"), [("0", "The lowest possible value is 2."), ("two", "Type a whole number")])
def test_a_sample_of_nobody_gets_a_sentence(alone, typed, said):
    activity = alone("03-w03b", "activities.draw_the_sample()").activity("03-w03b")
    activity.get_by_role("button", name="Skip the guess").click()
    box = activity.get_by_role("textbox", name="People in a sample, exact number")
    box.fill(typed)
    box.press("Enter")
    expect(activity.get_by_text(said)).to_be_visible()
    expect_words(activity, sampled(**{setting.name: setting.default for setting in SETTINGS}))
