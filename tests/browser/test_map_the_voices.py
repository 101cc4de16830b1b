"""W01c in a real browser, by keyboard: the sample shows a key after its check; a range the wrong way round is said."""

import pytest
from playwright.sync_api import expect
from seminar.activities.map_the_voices import ALL, mapped, sample

START = {"first": 1, "last": 32, "voice": ALL, "grade": ALL}


@pytest.fixture
def opened(alone):
    return alone("01-w01c", "activities.map_the_voices()")


@pytest.fixture
def live(opened):
    """The map, without a guess."""
    part = opened.cell("01-w01c").locator(".live").first
    part.get_by_role("button", name="Skip the guess").click()
    return part


@pytest.fixture
def labels(opened):
    """The claims to label."""
    part = opened.cell("01-w01c").locator(".live").first
    part.get_by_role("radio", name="Label ten claims").check()
    return part


def shows(live, **changed):
    panel = mapped(**{**START, **changed})
    expect(live.locator(".seminar-words")).to_have_text(panel.text)
    expect(live.locator(".seminar-finding").first).to_have_text(panel.finding)
    return panel


def test_a_range_the_wrong_way_round_gets_a_sentence(live):
    box = live.get_by_role("textbox", name="To paragraph, exact number")
    box.fill("0")
    box.press("Enter")
    expect(box).to_have_value("1")
    box = live.get_by_role("textbox", name="From paragraph, exact number")
    box.fill("9")
    box.press("Enter")
    shows(live, first=9, last=1)


def test_the_sample_by_keyboard_and_after_a_restart(opened, labels):
    first, press = sample()[0], opened.page.keyboard.press
    box = labels.get_by_role("group", name=first.text)
    reason = box.get_by_text(first.reason)
    box.get_by_role("radio").first.focus()
    press("Space")
    expect(box.get_by_role("radio").first).to_be_checked()
    expect(labels.get_by_text("No claim is coded yet")).to_be_visible()
    expect(reason).to_have_count(0)
    press("Tab")
    press("Enter")
    expect(reason).to_be_visible()
    line = labels.get_by_text(f"You and the file agree on {int(first.key == 'A')} of 1")
    expect(line).to_be_visible()
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    labels.get_by_role("radio", name="Label ten claims").check()
    expect(line).to_be_visible()
    labels.get_by_role("button", name="Back", exact=True).click()
    expect(reason).to_be_visible()


def test_ten_codes_give_kappa(opened, labels):
    for item in sample():
        box = labels.get_by_role("group", name=item.text)
        box.get_by_role("radio").nth("ABCD".index(item.key)).focus()
        opened.page.keyboard.press("Space")
        opened.page.keyboard.press("Tab")
        opened.page.keyboard.press("Enter")
        expect(box.get_by_text(item.reason)).to_be_visible()
        labels.get_by_role("button", name="Next").press("Enter")
    expect(labels.get_by_text("You and the file agree on 10 of 10")).to_be_visible()
    expect(labels.get_by_text("Cohen’s kappa is 1.00")).to_be_visible()
    assert "So in the file" in labels.inner_text()
