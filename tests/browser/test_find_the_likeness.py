"""W08c in a real browser: systems and weights by keyboard, and what it says is what the model says."""

import re

import pytest
from lab import expect_words
from playwright.sync_api import expect
from seminar.activities.find_the_likeness import TRIPLED, alike, properties, settings, systems

SETTINGS = {setting.name: setting for setting in settings()}
START = {name: setting.default for name, setting in SETTINGS.items()}


@pytest.fixture
def activity(alone):
    return alone("08-w08c", "activities.find_the_likeness()").after_the_guess("08-w08c")


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
    expect(activity.get_by_text("Choose two systems or more")).to_be_visible()
    activity.get_by_role("button", name="Back to the start").focus()
    activity.page.keyboard.press("Enter")
    expect_words(activity, alike(**START))


@pytest.mark.parametrize("tripled", [*TRIPLED, *list(properties())[-2:]])
def test_what_counts_three_times(activity, tripled):
    activity.get_by_label("What counts three times").select_option(tripled)
    expect_words(activity, alike(**{**START, "tripled": tripled}))


def test_a_guess_is_kept_and_answered(alone):
    opened = alone("08-w08c", "activities.find_the_likeness()")
    live = opened.cell("08-w08c").locator(".live").first
    slider = live.get_by_role("slider")
    slider.focus()
    opened.page.keyboard.press("Home")
    for _ in range(6):
        opened.page.keyboard.press("ArrowRight")
    expect(live.get_by_text("Your guess: the same on 6 of 14")).to_be_visible()
    expect(live.get_by_text("In a word")).to_have_count(0)
    live.get_by_role("button", name="See the result").press("Enter")
    expect(live.locator(".seminar-under")).to_have_text(alike(**START, guess=6).under)


def test_every_answer_leads_to_its_facts(activity):
    points = activity.locator(".seminar-points li")
    expect(points).to_have_count(14 * sum(START[key] for key in systems()))
    activity.get_by_text("The same in words").click()
    expect(points.first).to_be_visible()
    expect(points.first.get_by_role("link").first).to_have_attribute("href", re.compile(r"sources/\w+\.md#f-"))
