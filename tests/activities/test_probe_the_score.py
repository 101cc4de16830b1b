"""W05a without a browser: what is hidden stays hidden, what is saved comes back, and bad input gets a sentence."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.parts.hidden_machines import (
    OPEN,
    PRODUCT,
    Tried,
    areas,
    keys,
    machines,
    probe_in_words,
    setting_in_words,
    suggestion,
)
from seminar.activities.probe_the_score import (
    BUDGET,
    CELL,
    ENOUGH,
    GUESS,
    Prober,
    example,
    name_of,
    opened,
    probing,
    read_guess,
    read_weight,
    saved,
)
from seminar.answers.store import Store, new_session
from seminar.data.evidence import rows
from seminar.data.stored import LATER
from seminar.errors import SeminarError
from seminar.paper.forms import form
from seminar.workbench.panel import markup

ALL_40 = Tried((40,) * 5, False, False)
levels = st.tuples(*[st.integers(0, 100)] * 5)
tries = st.builds(Tried, levels, st.booleans(), st.booleans())


def plain(node):
    return re.sub(r"<[^>]*>", " ", str(node))


@pytest.mark.parametrize("machine", [1, 5, 10])
def test_all_at_40_is_590_on_the_page(machine):
    panel = probing(machine, [ALL_40], [], ALL_40)
    assert panel.finding == "Score 590, 11 probes left"
    assert "all at 40, score 590." in panel.text


@given(st.integers(1, 10), st.lists(tries, max_size=14), tries)
@settings(deadline=None)
def test_a_score_is_shown_only_for_the_last_probe_and_the_weights_never(machine, tried, now):
    panel = probing(machine, tried, [], now)
    assert all(markup(panel))
    left = max(0, BUDGET - len(tried))
    if tried and tried[-1] == now:
        assert re.fullmatch(rf"Score \d+(\.\d)?, {left} probes? left", panel.finding)
    elif left:
        assert panel.finding == f"The score of this setting is hidden, {left} probe{'s' * (left != 1)} left"
    else:
        assert panel.finding.startswith(f"All {BUDGET} probes are used: the sliders still move")
    picture, log = panel.parts
    assert len(log.rows) == max(1, len(tried))
    assert picture.alt.count("; ") == max(0, len(tried) - 1)
    assert f"{len(tried)} probe" in panel.text
    assert f"of {BUDGET}" in panel.text


def test_a_budget_that_is_used_up_says_so_with_its_number():
    tried = [ALL_40] * BUDGET
    now = Tried((45, 40, 40, 40, 40), False, False)
    panel = probing(1, tried, [], now)
    assert panel.finding == "All 12 probes are used: the sliders still move, and the score stays hidden"
    assert " 0 left." in panel.text


def test_the_words_of_a_probe_are_those_of_the_plan():
    machine = machines()[1]
    tried = [Tried((0, 0, 0, 0, 0), False, False), Tried((0, 100, 0, 0, 0), False, False)]
    probes = machine.probes(tried)
    weight = machine.weights[1]
    assert probe_in_words(probes, 1) == (
        f"Probe 2: fulfilment capacity 100, all others 0, score {350 + 6 * weight}. "
        f"That suggests a weight near {weight}% for fulfilment capacity."
    )
    assert suggestion(probes, 1) == f"fulfilment capacity near {weight}%, beside probe 1"
    assert suggestion(probes, 0) == "no single weight"


def test_with_noise_a_weight_is_a_range_and_a_repeat_has_a_mean():
    noisy = [Tried((0,) * 5, True, False), Tried((100, 0, 0, 0, 0), True, False), Tried((100, 0, 0, 0, 0), True, False)]
    probes = machines()[1].probes(noisy)
    said = probe_in_words(probes, 2)
    assert "(noise on)" in said
    assert re.search(r"between [\d.]+% and [\d.]+%", said)
    mean = (probes[1].score + probes[2].score) / 2
    assert f"This setting was probed 2 times; the mean is {mean:g}." in said


@pytest.mark.parametrize(
    ("x", "said"),
    [
        ((40,) * 5, "all at 40"),
        ((40, 40, 40, 40, 55), "personal connections 55, all others 40"),
        ((1, 2, 40, 40, 40), "credit history 1, fulfilment capacity 2, all others 40"),
        (
            (1, 2, 3, 4, 5),
            "credit history 1, fulfilment capacity 2, behaviour and preference 3, identity traits 4, "
            "personal connections 5",
        ),
    ],
)
def test_a_setting_in_words(x, said):
    assert setting_in_words(x) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["20", "20", "20", "20", "10"], "sum to 90; they must sum to 100. Give 10 more"),
        (["30", "20", "20", "20", "20"], "sum to 110; they must sum to 100. Give 10 less"),
        (["0"] * 5, "sum to 0; they must sum to 100. Give 100 more"),
        (["20", "", "20", "20", "40"], "fulfilment capacity is still empty"),
    ],
)
def test_a_guess_that_does_not_sum_to_100_is_refused_with_its_sum(typed, said):
    with pytest.raises(SeminarError, match=re.escape(said)):
        read_guess(typed)


@pytest.mark.parametrize("typed", ["101", "-1", "2.5", "ten", "1000", "٣"])
def test_a_weight_that_is_no_weight_is_refused(typed):
    with pytest.raises(SeminarError, match="whole number from 0 to 100"):
        read_weight(typed)


def test_a_weight_may_carry_its_sign_and_be_left_empty():
    assert [read_weight(text) for text in (" 20 % ", "007", "")] == ["20", "7", ""]
    assert read_guess(["20"] * 5) == [20] * 5


@pytest.mark.parametrize("machine", machines())
def test_after_the_guess_picture_table_and_words_say_the_same(machine):
    weights = machines()[machine].weights
    panel = opened(machine, [20] * 5, [Tried((50,) * 5, False, True)])
    error = sum(abs(20 - weight) for weight in weights) / 200
    assert panel.finding == f"Guess error {error:.2f}: 0 is exact, 1 shares nothing"
    figure, table = panel.parts
    for (name, _), weight, row in zip(areas(), weights, table.rows, strict=True):
        assert row == [name[0].upper() + name[1:], "20%", f"{weight}%"]
        assert f"guess 20%, weight {weight}%" in figure.alt
    assert f"{machines()[machine].friends} of 100" in panel.text
    assert "friends" not in opened(machine, [20] * 5, [ALL_40]).text


def test_the_plan_stands_beside_what_was_used_and_what_is_enough():
    tried = [ALL_40] * 3
    assert opened(1, [20] * 5, tried, 6).under.startswith(
        "You planned 6, and used 3 probes. Without noise and without friends 4 are enough"
    )
    assert opened(1, [20] * 5, tried[:1]).under.startswith("You used 1 probe. Without noise")


@pytest.mark.parametrize("machine", machines())
def test_probes_of_all_areas_but_one_give_all_weights_and_one_less_does_not(machine):
    alone = [Tried(tuple(100 * (area == raised) for area in range(5)), False, False) for raised in range(ENOUGH)]
    scores = [probe.score for probe in machines()[machine].probes(alone)]
    found = [round((score - 350) / 6) for score in scores]
    assert (*found, 100 - sum(found)) == machines()[machine].weights
    assert len(found) == 4


def test_the_whole_game_is_saved_and_comes_back(answers_folder):
    prober = Prober()
    prober.levels[1].put(100)
    prober.press.press()
    prober.press.press()
    for entry in prober.guess:
        entry.put("20")
    assert saved(prober.answers, 1) == ([Tried((50, 100, 50, 50, 50), False, False)] * 2, [])
    prober._check()
    new_session()
    again = Prober()
    assert [entry.value for entry in again.guess] == ["20"] * 5
    assert "Guess error" in again.error.html
    assert "this machine is open now" in again.finding.html
    assert again.press.off
    assert again.asked.hidden
    again.press.press()
    assert len(saved(again.answers, 1)[0]) == 2, "an open machine takes no more probes"
    again.machine.put(2)
    assert again.error.html == ""
    assert [entry.value for entry in again.guess] == [""] * 5
    assert not again.press.off


def test_each_machine_has_its_own_log_and_clearing_one_leaves_the_other(answers_folder):
    prober = Prober()
    prober.press.press()
    prober.machine.put(3)
    prober.press.press()
    prober._clear()
    assert saved(prober.answers, 3) == ([], [])
    assert len(saved(prober.answers, 1)[0]) == 1


def test_a_used_budget_takes_no_probe_and_another_machine_does(answers_folder):
    prober = Prober()
    for _ in range(BUDGET + 2):
        prober.press.press()
    assert len(saved(prober.answers, 1)[0]) == BUDGET
    assert prober.press.off
    prober.machine.put(2)
    assert not prober.press.off


@pytest.mark.parametrize(
    "value",
    [
        "text",
        {"probes": 7},
        {"probes": [[[1, 2], False, False]], "guess": []},
        {"probes": [[[500] * 5, False, False]], "guess": []},
        {"probes": [], "guess": [1, 2, 3, 4, 5]},
    ],
)
def test_a_file_that_was_edited_into_something_else_is_an_empty_log(answers_folder, value):
    answers = Store("05")
    answers.save(name_of(1), value)
    assert saved(answers, 1) == ([], [])
    new_session()
    Prober()


def test_the_start_asks_for_a_plan_and_tells_no_way_to_win():
    shown = plain(activities.probe_the_score().html)
    assert GUESS.question in shown
    assert example().finding not in shown
    assert not re.search(r"suggest|590|weights cancel|are enough", shown)


def test_the_worked_example_comes_after_the_guess_and_holds_no_machine():
    output = activities.probe_the_score()
    shown = plain(output._marks[LATER])
    panel = example()
    assert panel.finding in shown
    assert "score 470. That suggests a weight near 20% for fulfilment capacity." in shown
    assert OPEN == (30, 20, 15, 10, 25)
    assert [row[2] for row in panel.parts[1].rows] == ["350", "530", "470", "440", "410", "500", "590"]
    for machine in machines().values():
        assert ", ".join(f"{weight}%" for weight in machine.weights) not in shown


def test_the_instructor_has_every_weight_and_the_student_s_paper_none():
    said = plain(keys())
    for number, machine in machines().items():
        assert re.search(rf"Machine {number}\s+" + r"\s+".join(f"{weight}%" for weight in machine.weights), said)
    words = form("05-w05a")
    assert words.count("Personal connections") == 3
    assert "for 4,000 that is 590" in words
    assert "%" not in words.replace("Guess", "")


def test_the_names_are_those_of_the_rows():
    named = [row.cells["area"] for row in rows("score_areas") if row.cells["product"] == PRODUCT]
    assert [name for name, _ in areas()] == named
    assert CELL == "05-w05a"
