"""W07a in a real browser: by keyboard only, and what it then says is what the model says."""

import pytest
from lab import FOCUS
from playwright.sync_api import expect
from seminar.activities.scan_the_city import DAY, PHOTO, TRIALS, day, dials, photo, trial
from seminar.data.evidence import fact


def values(settings, **changed):
    return {setting.name: setting.default for setting in settings} | changed


def step(settings, name, by):
    setting = next(setting for setting in settings if setting.name == name)
    return setting.scale.steps[setting.scale.nearest(setting.default) + by]


@pytest.fixture
def activity(alone):
    return alone("07-w07a", "activities.scan_the_city()").after_the_guess("07-w07a")


def words(activity):
    return activity.locator(".seminar-view >> visible=true").locator(".seminar-words")


def finding(activity):
    return activity.locator(".seminar-finding >> visible=true")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("People passing in a day", "passing"),
        ("Wanted people", "wanted_one_in"),
        ("Hit rate", "hit_percent"),
        ("False alarms", "false_one_in"),
        ("Minutes to check one alarm", "minutes"),
    ],
)
def test_each_slider_by_keyboard(activity, label, name):
    slider = activity.get_by_role("slider", name=label, exact=True)
    slider.focus()
    activity.page.keyboard.press("ArrowRight")
    expected = day(**values(DAY, **{name: step(DAY, name, 1)}))
    expect(words(activity)).to_have_text(expected.text)
    expect(finding(activity)).to_have_text(expected.finding)
    expect(activity.get_by_role("img").first).to_have_attribute("aria-label", expected.parts[0].alt)
    activity.page.keyboard.press("ArrowLeft")
    expect(words(activity)).to_have_text(day(**values(DAY)).text)
    expect(slider).to_be_focused()


def test_ends_of_a_slider_are_named_for_a_screen_reader(activity):
    slider = activity.get_by_role("slider", name="People passing in a day")
    slider.focus()
    activity.page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "1,400,000,000")
    expect(words(activity)).to_have_text(day(**values(DAY, passing=1_400_000_000)).text)
    activity.page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "10,000")


def test_a_number_between_the_steps_is_typed_and_reset_takes_it_back(activity):
    box = activity.get_by_role("textbox", name="People passing in a day, exact number")
    box.fill("1234567")
    box.press("Enter")
    expect(words(activity)).to_have_text(day(**values(DAY, passing=1_234_567)).text)
    expect(box).to_have_value("1,234,567")
    reset = activity.get_by_role("button", name="Back to the start").locator("visible=true")
    reset.focus()
    activity.page.keyboard.press("Enter")
    expect(words(activity)).to_have_text(day(**values(DAY)).text)
    expect(box).to_have_value("1,000,000")


@pytest.mark.parametrize("key", TRIALS)
def test_a_button_of_a_trial_sets_its_dials(activity, key):
    activity.get_by_role("button", name=trial(fact(key))).press("Enter")
    expected = day(**values(DAY, **dials(fact(key))))
    expect(words(activity)).to_have_text(expected.text)
    expect(finding(activity)).to_have_text(expected.finding)


def test_nonsense_gets_a_sentence_and_changes_nothing(activity):
    box = activity.get_by_role("textbox", name="Wanted people, exact number")
    box.fill("rare")
    box.press("Tab")
    message = activity.get_by_text("Type a whole number from 1,000 to 1,000,000")
    expect(message).to_be_visible()
    expect(box).to_have_value("rare")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(words(activity)).to_have_text(day(**values(DAY)).text)
    box.fill("9,000,000")
    box.press("Tab")
    expect(activity.get_by_text("The highest possible value is 1 in 1,000,000.")).to_be_visible()
    expect(words(activity)).to_have_text(day(**values(DAY, wanted_one_in=1_000_000)).text)


def test_the_second_tab(activity):
    activity.get_by_role("radio", name="A day in the city").focus()
    activity.page.keyboard.press("ArrowRight")
    slider = activity.get_by_role("slider", name="Faces in the gallery")
    expect(slider).to_be_visible()
    expect(activity.get_by_role("slider", name="People passing in a day")).to_be_hidden()
    expect(words(activity)).to_have_text(photo(**values(PHOTO)).text)
    slider.focus()
    activity.page.keyboard.press("ArrowRight")
    expect(words(activity)).to_have_text(photo(**values(PHOTO, gallery=2_000_000)).text)


def test_keys_do_not_reach_the_shortcuts_of_jupyterlab(activity):
    page = activity.page
    count = "() => window.panel.content.model.cells.length"
    active = "() => window.panel.content.activeCellIndex"
    activity.get_by_role("slider", name="Hit rate").focus()
    before = page.evaluate(count), page.evaluate(active)
    for key in ("d", "d", "a", "b", "x", "ArrowDown", "ArrowDown", "Enter", "0", "0"):
        page.keyboard.press(key)
    activity.get_by_role("radio", name="A day in the city").focus()
    for key in ("d", "d", "a", "m", "y"):
        page.keyboard.press(key)
    assert (page.evaluate(count), page.evaluate(active)) == before
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    expect(activity.get_by_role("slider", name="Hit rate")).to_be_visible()


def test_all_controls_are_reached_by_tab_and_left_again(activity):
    activity.get_by_role("radio", name="A day in the city").focus()
    reached = []
    for _ in range(14):
        activity.page.keyboard.press("Tab")
        reached.append(activity.page.evaluate(FOCUS))
    for label in ("People passing", "Wanted people", "Hit rate", "False alarms", "Minutes to check"):
        assert sum(label in text for text in reached) == 2, "a slider and its box"
    assert reached[-4:] == [*(trial(fact(key)) for key in TRIALS), "Back to the start"]
    for _ in range(activity.locator("summary >> visible=true").count() + 1):
        activity.page.keyboard.press("Tab")
    assert not activity.evaluate("node => node.contains(document.activeElement)")


def test_nothing_jumps_while_dragging(activity):
    height = "node => node.getBoundingClientRect().height"
    heights = set()
    for label in ("People passing in a day", "Wanted people", "Hit rate", "False alarms"):
        slider = activity.get_by_role("slider", name=label, exact=True)
        slider.focus()
        for key in ("Home", "End", "PageDown"):
            activity.page.keyboard.press(key)
            shown = slider.get_attribute("aria-valuetext")
            expect(activity.get_by_role("textbox", name=f"{label}, exact number")).to_have_value(
                shown.removesuffix("%")
            )
            heights.add(activity.evaluate(height))
    assert len(heights) == 1
