"""W07a: the guess is answered, and a button of a real trial sets what its row reports and nothing else."""

import html
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.scan_the_city import DAY, RATES, TRIALS, alarms_right, city_guess, day, dials, reported, trial
from seminar.data.evidence import fact
from seminar.data.stored import LATER
from seminar.models import base_rate
from seminar.workbench.panel import at_the_start, markup

START = at_the_start(DAY)


def test_the_start_is_the_reading_of_the_vote():
    assert (START["hit_percent"], START["false_one_in"], START["wanted_one_in"]) == (99, 100, 10_000)
    panel = day(**START, guess=990)
    assert all(markup(panel))
    assert panel.finding == "About 1 alarm in 102 is right"
    work = "To check every alarm for 10 minutes takes 211 officers for eight hours."
    assert panel.under == f"For the city at the start you guessed 990; it is about 10: 980 too many. {work}"
    assert work in panel.text
    assert "10: just right." in day(**START, guess=10).under
    assert "10: 10 too few." in day(**{**START, "passing": 20_000}, guess=0).under
    assert day(**START).under == work
    assert "for 1 minute takes 22 officers" in day(**{**START, "minutes": 1}).under


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (math.nan, "There is no alarm, so the share of right alarms is not defined"),
        (1, "Every alarm is right"),
        (0.9995, "Nearly every alarm is right"),
        (0.9994, "About 999 alarms in 1,000 are right"),
        (0.995, "About 995 alarms in 1,000 are right"),
        (0.994, "About 99 alarms in 100 are right"),
        (0.21, "About 21 alarms in 100 are right"),
        (0.2, "About 1 alarm in 5 is right"),
        (0.00101, "About 1 alarm in 990 is right"),
    ],
)
def test_the_share_of_right_alarms_is_said_in_people_whatever_it_is(share, says):
    assert alarms_right(share) == says


def test_less_than_one_alarm_is_said_in_a_whole_sentence():
    quiet = day(**{**START, "passing": 10_000, "wanted_one_in": 1_000_000, "false_one_in": 1_000_000})
    assert "The day brings 0.02 alarms, of which 0.0099 are right: about 50 alarms in 100" in quiet.text


SENTENCE = re.compile(r"of whom ([\d.,]+) (?:is|are) wanted. The day brings ([\d.,]+) alarms?, of which ([\d.,]+)")


def numbers_in(text):
    return [float(number.rstrip(".,").replace(",", "")) for number in re.findall(r"\d[\d.,]*", text)]


@given(*(st.sampled_from(setting.scale.steps) for setting in DAY[:4]))
def test_the_numbers_of_a_sentence_have_the_share_that_it_names_and_those_of_the_tree_add_up(
    passing, one_in, hits, false
):
    panel = day(passing, one_in, hits, false, minutes=10)
    wanted, alarms, right = (float(number.replace(",", "")) for number in SENTENCE.search(panel.text).groups())
    share = base_rate.positive_predictive_value(base_rate.screening(passing, 1 / one_in, hits / 100, 1 / false))
    assert right / alarms == pytest.approx(share, rel=0.11)
    assert wanted == pytest.approx(passing / one_in, rel=0.05)
    found, missed = (numbers_in(cell.replace("fewer than 1", "0"))[0] for cell in panel.parts[2].rows[0][1:])
    together = numbers_in(panel.parts[2].caption)[0] if "such days" in panel.parts[2].caption else 1
    assert found + missed == pytest.approx(passing * together / one_in, abs=0.51)
    assert found + missed >= 10
    assert found / (found + missed) == pytest.approx(hits / 100, abs=0.06)


def test_before_the_guess_the_page_does_not_say_how_many_are_right():
    output = activities.scan_the_city()
    shown, later = html.unescape(output.html), html.unescape(str(output._marks[LATER]))
    assert "Of every 1,000 alarms, how many are right?" in shown
    assert "Wanted: 1 in 10,000. Hit rate: 99%. False alarms: 1 in 100" in shown
    assert "in 102" not in shown
    assert "About 1 alarm in 102 is right" in later


def test_the_picture_of_the_guess_marks_as_many_dots_as_were_guessed():
    assert "250 are marked as right" in city_guess().picture(250).alt
    assert "0 are marked as right" in city_guess().picture(None).alt


@pytest.mark.parametrize(
    ("key", "set_to"),
    [
        ("f-T031", {"hit_percent": 85, "false_one_in": 149}),
        ("f-T027", {"hit_percent": 89, "false_one_in": 6_000}),
        ("f-T035", {"hit_percent": START["hit_percent"], "false_one_in": 314_744}),
    ],
)
def test_a_trial_sets_both_rates_as_its_row_reports_them_and_nothing_of_the_trial_before(key, set_to):
    assert dials(fact(key)) == set_to
    scales = {setting.name: setting.scale for setting in DAY}
    assert all(scales[name].takes(value) for name, value in set_to.items())


def test_each_button_names_its_row_and_the_table_behind_says_grade_and_caveat():
    table = day(**START).parts[-1]
    assert [row[0] for row in table.rows] == [trial(fact(key)) for key in TRIALS]
    for key, row in zip(TRIALS, table.rows, strict=True):
        assert key in row[0]
        assert row[4] == fact(key).cells["grade"]
        assert row[5][0] == fact(key).cells["caveat"]
        assert [cell.endswith("not reported") for cell in row[2:4]] == [
            rate not in reported(fact(key)) for rate in RATES
        ]
    assert table.rows[-1][1] == "3,147,436 faces"


def test_one_in_149_is_the_share_that_the_row_on_berlin_gives():
    row = fact("f-T031")
    assert "0.67% false" in row.cells["outcome"]
    assert round(100 / 0.67) == row.cells["false_alarm_one_in"]


def test_half_an_alarm_a_day_is_not_one_and_a_minute_of_work_is_no_officer_for_a_day():
    assert (
        "10,000 alarms, of which 0.51 are right: about 1 alarm in 19,600" in day(1_000_000, 1_000_000, 51, 100, 10).text
    )
    assert "takes one officer less than eight hours." in day(10_000, 1_000_000, 100, 1_000_000, 10).under
    assert "officers for eight hours." in day(**at_the_start(DAY)).under
