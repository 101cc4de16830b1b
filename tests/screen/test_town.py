"""The people of a town as dots: none is lost, a look has its size, and a pile stands under the line it belongs to."""

import re

from hypothesis import given
from hypothesis import strategies as st
from seminar.screen.page import STILL_INK
from seminar.screen.town import BINS, LOOKS, town

person = st.tuples(st.integers(0, BINS - 1), st.sampled_from(LOOKS))


def dots(drawing, size):
    """The places of the dots of one size."""
    paths = re.findall(rf'd="([^"]*)"[^>]*stroke-width="{size}"', str(drawing))
    return re.findall(r"M([\d.]+) ([\d.]+)h0", "".join(paths))


@given(st.lists(st.lists(person, max_size=80), min_size=1, max_size=3))
def test_every_person_is_one_dot_of_its_size_and_no_two_stand_in_one_place(rows):
    drawing = town([("words", people) for people in rows], 0.5, STILL_INK, ["0", "1"])
    looks = [look for people in rows for _, look in people]
    small, large, holes = (dots(drawing, size) for size in ("5.4", "8.8", "5.2"))
    assert (len(small), len(large), len(holes)) == (
        looks.count("rest"),
        looks.count("marked") + looks.count("hollow"),
        looks.count("hollow"),
    )
    assert set(holes) <= set(large)
    assert len(set(small + large)) == len(looks)
    assert all(0 <= float(x) <= 580 for x, _ in small + large)


def test_a_dot_from_the_line_on_stands_to_its_right():
    drawing = town([("", [(9, "rest"), (10, "marked")])], 0.5, STILL_INK, ["0", "1"])
    line = float(re.search(r'd="M([\d.]+) 18V', str(drawing))[1])
    ((left, _),), ((right, _),) = dots(drawing, "5.4"), dots(drawing, "8.8")
    assert float(left) < line < float(right)
