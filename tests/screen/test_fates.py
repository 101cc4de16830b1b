"""A thousand dots by their fate, the guess beside the result, and the bars of what it costs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.screen.fates import DOTS, Fate, distance, fates, prices, ringed
from seminar.screen.page import STILL_INK

NAMES = ("not told in time", "told, do not appeal", "lose", "corrected")


def drawn(numbers, start=None):
    groups = [Fate(str(number), name, number) for number, name in zip(numbers, NAMES, strict=True)]
    return str(fates(groups, start, STILL_INK))


def dots(drawing, colour):
    """The dots of one path in that colour, as places."""
    paths = re.findall(rf'<path d="([^"]*h0)" stroke="{re.escape(STILL_INK[colour])}"', drawing)
    return [tuple(map(float, place)) for path in paths for place in re.findall(r"M([\d.]+) ([\d.]+)h0", path)]


def crosses(drawing):
    return len(re.findall(r"l4\.8 4\.8m0 -4\.8l-4\.8 4\.8", drawing))


def words(drawing):
    """Words of the drawing with where they begin, in order."""
    return [
        (float(x), said) for x, said in re.findall(r'<text x="([\d.]+)"[^>]*text-anchor="start"[^>]*>([^<]+)<', drawing)
    ]


splits = st.lists(st.integers(0, DOTS), min_size=3, max_size=3).map(
    lambda cuts: [b - a for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), DOTS], strict=True)]
)


@given(splits)
def test_every_person_is_one_dot_in_the_shape_of_its_fate(numbers):
    drawing = drawn(numbers)
    shapes = [len(dots(drawing, "rest")), len(dots(drawing, "quiet")), crosses(drawing), len(dots(drawing, "marked"))]
    assert shapes == numbers
    assert sum(shapes) == DOTS


@given(splits, st.integers(0, DOTS))
def test_nothing_leaves_the_picture_and_no_words_meet(numbers, start):
    drawing = drawn(numbers, min(start, 400))
    assert all(0 < x < 580 for colour in ("rest", "quiet", "marked") for x, _ in dots(drawing, colour))
    heads = [(x, said) for x, said in words(drawing) if said in NAMES]
    assert [said for _, said in heads] == list(NAMES)
    for (x, said), (after, _) in zip(heads, [*heads[1:], (580, "")], strict=True):
        assert x >= 0
        assert x + 6.2 * len(said) < after + 8


def test_the_outline_of_the_start_is_there_only_beside_another_run():
    plain, moved = drawn((400, 330, 81, 189)), drawn((400, 330, 81, 189), 126)
    assert "Z" not in plain
    (outline,) = re.findall(r'<path d="M([\d.]+) [\d.]+H([\d.]+)V[\d.]+H([\d.]+)V[\d.]+H\1Z"', moved)
    left, right, inner = map(float, outline)
    assert right - left == pytest.approx(7 * 8.9, abs=0.01), "126 dots fill six columns of 20 and a part of a seventh"
    assert right - inner == pytest.approx(8.9, abs=0.01)


def test_an_outline_of_whole_columns_has_no_step():
    assert re.search(r'd="M[\d.]+ 40H([\d.]+)V[\d.]+H[\d.]+Z"', drawn((400, 420, 54, 126), 120))


@given(st.integers(0, DOTS))
def test_as_many_dots_are_ringed_as_are_guessed(guess):
    drawing = str(ringed(guess, STILL_INK))
    assert (len(dots(drawing, "rest")), len(dots(drawing, "accent"))) == (DOTS - guess, guess)


@given(st.floats(0, DOTS), st.integers(0, DOTS))
def test_guess_and_result_stand_on_one_line_from_0_to_1000(result, guess):
    drawing = str(distance(result, guess, ("my guess", "come off", "apart"), STILL_INK))
    disc = float(re.findall(r'<circle cx="([\d.]+)"', drawing)[1])
    triangle = float(re.findall(r'd="M([\d.]+) [\d.]+h14', drawing)[1]) + 7
    ends = [float(x) for x in re.findall(r'd="M([\d.]+) [\d.]+v6"', drawing)]
    scale = (ends[-1] - ends[0]) / DOTS
    assert disc == pytest.approx(ends[0] + result * scale, abs=0.02)
    assert triangle == pytest.approx(ends[0] + guess * scale, abs=0.02)
    assert {"my guess", "come off", "apart"} <= set(re.findall(r">([^<>]+)</text>", drawing))


def bars(drawing):
    """The lengths of the bars, each followed by that of its outline."""
    return [float(wide) for wide in re.findall(r'<rect [^>]*width="([\d.]+)"', drawing)]


def test_each_bar_has_its_own_scale_and_the_start_one_length():
    drawing = str(prices([("a", 10, 5, "half"), ("b", 4_000, 8_000, "twice"), ("c", 7, 7, "same")], STILL_INK))
    a, start, b, same_start, c, last_start = bars(drawing)
    assert start == same_start == last_start == c
    assert (a, b) == (start / 2, 2 * start)
    assert drawing.count("l6 -18") == 0


def test_a_bar_that_is_too_long_ends_in_a_break_and_still_says_its_value():
    drawing = str(prices([("a", 10, 90_000, "90,000")], STILL_INK))
    assert max(bars(drawing)) < 300
    assert drawing.count("l6 -18") == 1
    assert "90,000" in drawing
