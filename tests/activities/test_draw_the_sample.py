"""Samples and who is reached: every panel says what the exact arithmetic says."""

import re
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.draw_the_sample import SETTINGS, exact, sampled, times
from seminar.activities.reach_the_views import PAPER_REACH, reached
from seminar.activities.reach_the_views import SETTINGS as REACH
from seminar.data.stored import LATER
from seminar.paper.forms import form
from seminar.screen.again import Draws
from seminar.workbench.panel import markup

START = {setting.name: setting.default for setting in SETTINGS}
percents = st.integers(0, 100)


def numbers(text):
    return [float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def test_the_start_is_the_golden_value():
    panel = sampled(**START)
    assert panel.finding == "A sample of two shows one of each 42 times in 100"
    assert [row[1] for row in panel.parts[1].rows] == ["49%", "42%", "9%"]
    assert "Each sample with one of each looks like 50-50." in panel.text


@given(percents, st.integers(1, 500), st.integers(1, 99))
@effort(deadline=None, max_examples=50)
def test_two_people_every_setting(percent, draws, seed):
    panel = sampled(percent, 2, draws, seed)
    assert all(markup(panel))
    p = Fraction(percent, 100)
    assert [row[1] for row in panel.parts[1].rows] == [exact(p * p), exact(2 * p * (1 - p)), exact((1 - p) ** 2)]
    assert sum(int(row[2].replace(",", "")) for row in panel.parts[1].rows) == draws
    assert panel.finding.endswith(times(2 * p * (1 - p)))
    assert 2 <= len(re.findall(r"[.?] |[.?]$", panel.text)) <= 4


def inside(percent, size):
    """The central range, by adding up chances as decimals of a hundred digits would: with fractions."""
    p, so_far, ends = Fraction(percent, 100), Fraction(0), []
    for k in range(size + 1):
        so_far += comb(size, k) * p**k * (1 - p) ** (size - k)
        while len(ends) < 2 and so_far >= (Fraction(1, 40), Fraction(39, 40))[len(ends)]:
            ends.append(k)
    return ends


@given(percents, st.integers(3, 200), st.integers(1, 500))
@effort(deadline=None, max_examples=50)
def test_more_people_every_setting(percent, size, draws):
    panel = sampled(percent, size, draws, 7)
    assert all(markup(panel))
    low, high = inside(percent, size)
    figure, table = panel.parts
    assert [row[1] for row in table.rows[:2]] == [str(low), str(high)]
    assert [row[2] for row in table.rows[:2]] == [exact(Fraction(end, size)) for end in (low, high)]
    assert f"{f'{low} to {high}' if low < high else f'exactly {low}'} of {size} people hold view A" in panel.text
    assert f"{draws} sample{'s' * (draws > 1)} as a dot each" in figure.alt
    assert 2 <= len(re.findall(r"[.?] |[.?]$", panel.text)) <= 4


@pytest.mark.parametrize(("percent", "said"), [(0, "exactly 0"), (100, "exactly 50")])
def test_one_view_alone_gives_one_result(percent, said):
    assert sampled(percent, 50, 100, 7).finding.endswith(said)
    assert "Every sample looks the same." in sampled(percent, 2, 100, 7).text


def test_a_whole_chance_is_not_called_about_and_a_broken_one_is():
    assert times(Fraction(42, 100)) == "42 times in 100"
    assert times(Fraction(4662, 10000)) == "about 47 times in 100"
    assert times(Fraction(1, 100)) == "1 time in 100"
    assert exact(Fraction(1369, 10000)) == "13.69%"


@given(percents, st.integers(1, 100), st.integers(1, 100))
@effort(deadline=None, max_examples=60)
def test_who_is_reached_every_setting(percent, reach_a, reach_b):
    panel = reached(percent, reach_a, reach_b)
    assert all(markup(panel))
    with_a, with_b = percent * reach_a, (100 - percent) * reach_b
    share = 100 * with_a / (with_a + with_b)
    assert numbers(panel.finding) == [pytest.approx(share, rel=0.006), percent]
    assert 2 <= len(re.findall(r"[.?] |[.?]$", panel.text)) <= 4
    if reach_a == reach_b:
        assert numbers(panel.finding)[0] == percent
    elif 0 < percent < 100:
        assert f"View {'A' if reach_a > reach_b else 'B'} is easier to reach" in panel.text
    else:
        assert "does not matter who is reached" in panel.text


def test_the_start_of_who_is_reached():
    panel = reached(**{setting.name: setting.default for setting in REACH})
    assert panel.finding == "Among those reached 53.8% hold view A, among all 70%"
    assert [row[3] for row in panel.parts[1].rows] == ["210", "180"]
    assert "says nothing exact" in panel.text


def test_the_still_views_hold_settings_and_result():
    shown = activities.draw_the_sample()
    assert "Share with view A: 70%; People in a sample: 2; Samples to draw: 100; Draw again: 7." in shown._marks[LATER]
    assert "Reached, of view A: 30%" in activities.reach_the_views()._marks[LATER]
    assert "42" not in shown.html


@pytest.mark.parametrize(("name", "text"), [("percent", "101"), ("size", "0"), ("draws", "0")])
def test_what_lies_outside_is_clipped_with_a_sentence(name, text):
    (setting,) = [setting for setting in SETTINGS if setting.name == name]
    control = setting.scale.control(setting.label, setting.default)
    control.hear({"text": text})
    assert control.state["message"].startswith(("The highest possible value is", "The lowest possible value is"))
    assert all(markup(sampled(**{**START, name: control.value})))


def test_the_paper_uses_the_shares_of_the_start():
    assert "10 slips: 7 with A, 3 with B" in form("03-w03b")


def test_the_paper_asks_for_another_result_than_the_stored_view_shows():
    assert "60 hold view A and 40 hold view B" in form("03-w03c")
    start = {setting.name: setting.default for setting in REACH}
    assert reached(**PAPER_REACH).finding != reached(**start).finding
    held, a, b = PAPER_REACH.values()
    assert held * a % 100 == (100 - held) * b % 100 == 0


def test_a_guess_is_measured_at_the_start_wherever_the_settings_stand():
    assert (
        sampled(**START, guess=50).under
        == "You guessed 50 of 100, and the answer is 42 of 100: 8 too many. That was 70% with view A, in samples of 2."
    )
    assert sampled(20, 30, 100, 7, guess=50).under == sampled(**START, guess=50).under
    assert sampled(**START).under == ""
    said = "You guessed 50%, and the answer is 53.8%: 3.8 points too low. "
    assert reached(10, 10, 90, guess=50).under == f"{said}That was 70% with view A, reached to 30% and 60%."


def test_draw_again_takes_the_next_number_and_begins_anew_after_the_last():
    button = Draws(3).control("Draw again", 2)
    button.hear({})
    button.hear({})
    assert button.value == 1
    button.reset()
    assert button.value == 2
    assert [Draws(3).takes(value) for value in (0, 1, 3, 4, True)] == [False, True, True, False, False]


@pytest.mark.parametrize(("percent", "size"), [(50, 3), (0, 200), (100, 12)])
def test_a_range_of_all_results_is_that_of_every_sample(percent, size):
    assert sampled(percent, size, 100, 7).finding.startswith(f"Every sample of {size} people")


def test_nearly_all_is_not_all_and_fewer_than_one_is_not_nobody():
    assert reached(99, 100, 1).finding == "Among those reached over 99.9% hold view A, among all 99%"
    assert reached(100, 30, 60).finding == "Among those reached 100% hold view A, among all 100%"
    assert "View A: fewer than 1 of 50 reached; View B: 1 of 50 reached" in reached(50, 1, 2).parts[0].alt
