"""W08c in a real browser: systems and weights by keyboard, and what it says is what the model says."""

import pytest
from lab import expect_words
from playwright.sync_api import expect
from seminar.activities.find_the_likeness import alike, presets, properties, settings, systems

SETTINGS = {setting.name: setting for setting in settings()}
START = {name: setting.default for name, setting in SETTINGS.items()}


@pytest.fixture
def activity(alone):
    return alone("08-w08c", "activities.find_the_likeness()").activity("08-w08c")


def toggle(activity, name):
    activity.get_by_label(SETTINGS[name].label, exact=True).focus()
    activity.page.keyboard.press("Space")


def test_systems_by_keyboard_down_to_one_and_reset(activity):
    expect_words(activity, alike(**START))
    values = dict(START)
    for key in ("sys-nosedive", "leave_out", "sys-nosedive", *(key for key in systems() if START[key])):
        toggle(activity, key)
        values[key] = not values[key]
        expect_words(activity, alike(**values))
    expect(activity.get_by_text("No system is chosen.")).to_be_visible()
    activity.get_by_role("button", name="Back to the start").focus()
    activity.page.keyboard.press("Enter")
    expect_words(activity, alike(**START))


def test_weights_by_keyboard(activity):
    first, *others = properties()
    activity.get_by_role("slider", name=SETTINGS[first].label, exact=True).focus()
    activity.page.keyboard.press("End")
    expect_words(activity, alike(**{**START, first: 3}))
    activity.page.keyboard.press("Home")
    for key in others:
        activity.get_by_role("slider", name=SETTINGS[key].label, exact=True).focus()
        activity.page.keyboard.press("Home")
    expect(activity.locator(".seminar-finding")).to_have_text("All weights are 0, so there is no likeness")


@pytest.mark.parametrize("words", presets())
def test_a_button_puts_the_weights(activity, words):
    activity.get_by_role("button", name=words).focus()
    activity.page.keyboard.press("Enter")
    expect_words(activity, alike(**{**START, **presets()[words]}))


def test_every_answer_leads_to_its_facts(activity):
    points = activity.locator(".seminar-points li")
    expect(points).to_have_count(14 * sum(START[key] for key in systems()))
    activity.get_by_text("The same, point by point").click()
    expect(points.first).to_be_visible()
    expect(points.first.get_by_role("link").first).to_have_attribute("href", "sources/list_findings.md#f-P033")
