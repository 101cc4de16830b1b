"""W08b in a real browser: by keyboard, and what it says is what the model says."""

import pytest
from lab import expect_panel
from seminar.activities.ask_the_friends import SETTINGS, befriended
from seminar.models.friends import BOTH, OWN
from seminar.screen.controls import OneOf

START = {setting.name: setting.default for setting in SETTINGS}


@pytest.fixture
def activity(alone):
    return alone("08-w08b", "activities.ask_the_friends()").after_the_guess("08-w08b")


def test_each_control_by_keyboard_and_reset(activity):
    press = activity.page.keyboard.press
    expect_panel(activity, befriended(**START))
    for setting in SETTINGS:
        if isinstance(setting.scale, OneOf):
            continue
        activity.get_by_role("slider", name=setting.label, exact=True).focus()
        press("ArrowRight")
        expect_panel(activity, befriended(**{**START, setting.name: setting.default + 1}))
        activity.get_by_role("button", name="Back to the start").focus()
        press("Enter")
        expect_panel(activity, befriended(**START))


def test_the_three_rules_by_keyboard(activity):
    activity.get_by_role("radio", name="the friends’ mean").focus()
    for rule in (OWN, BOTH):
        activity.page.keyboard.press("ArrowDown")
        expect_panel(activity, befriended(**{**START, "rule": rule}))
