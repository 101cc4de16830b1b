"""W08c in a real browser: every answer leads to its facts."""

import re

import pytest
from playwright.sync_api import expect
from seminar.activities.find_the_likeness import settings, systems

SETTINGS = {setting.name: setting for setting in settings()}
START = {name: setting.default for name, setting in SETTINGS.items()}


@pytest.fixture
def activity(alone):
    return alone("08-w08c", "activities.find_the_likeness()").after_the_guess("08-w08c")


def test_every_answer_leads_to_its_facts(activity):
    points = activity.locator(".seminar-points li")
    expect(points).to_have_count(14 * sum(START[key] for key in systems()))
    activity.get_by_text("The same in words").click()
    expect(points.first).to_be_visible()
    expect(points.first.get_by_role("link").first).to_have_attribute("href", re.compile(r"sources/\w+\.md#f-"))
