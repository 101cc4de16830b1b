"""Offers by points: a line at the score, a mark of its own for each look, and an end only where one was found."""

import re

from seminar.screen.page import STILL_INK
from seminar.screen.rungs import ABOVE, APART, IDLE, LEFT, RIGHT, TAKEN, WITHIN, Rung, Shelf, rungs

SPAN = (2015, 2026)
LOOKS = [(WITHIN, "in reach"), (ABOVE, "more"), (APART, "apart"), (TAKEN, "taken"), (IDLE, "not then")]


def drawn(*shelves, year=2018, looks=()):
    return str(rungs(shelves, "your score: 620", year, SPAN, looks, STILL_INK))


def shelf(above, *looks):
    return Shelf(
        "By points", [Rung(f"offer {place}", "600", look, 2016, 2017) for place, look in enumerate(looks)], above
    )


def line(drawing):
    """How far down the line of the score lies, and the words of the rows."""
    (y,) = re.findall(rf'M0 ([\d.]+)H{RIGHT:g}"', drawing)
    return float(y), [float(at) for at in re.findall(r'y="([\d.]+)"[^>]*>offer', drawing)]


def test_the_line_lies_under_the_offers_that_ask_for_more():
    for above in range(4):
        y, offers = line(drawn(shelf(above, ABOVE, ABOVE, WITHIN)))
        assert sum(offer < y for offer in offers) == above


def test_a_shelf_without_a_score_has_no_line():
    assert "your score" not in drawn(shelf(None, APART))


def test_each_look_has_a_shape_of_its_own():
    shapes = [re.sub(r"[\d.]+", "", drawn(shelf(None, look)).split(">offer 0<")[1]) for look, _ in LOOKS]
    assert len(set(shapes)) == len(LOOKS)


def test_an_end_that_was_found_closes_the_stroke_and_else_it_is_dotted_to_the_edge():
    found = drawn(Shelf("By points", [Rung("offer", "700", WITHIN, 2016, 2017, 2019.5)]))
    open_ = drawn(Shelf("By points", [Rung("offer", "700", WITHIN, 2016, 2017)]))
    assert "stroke-dasharray" not in found
    assert open_.count(f'H{RIGHT:g}" stroke="{STILL_INK["quiet"]}" stroke-dasharray') == 1
    end = LEFT + 4.5 / 12 * (RIGHT - LEFT)
    assert f"H{end:.6g}" in found


def test_the_year_is_ruled_at_its_end_and_every_look_is_explained():
    drawing = drawn(shelf(0, WITHIN), year=2018, looks=LOOKS)
    assert f"M{LEFT + 4 / 12 * (RIGHT - LEFT):.6g} 26V" in drawing
    assert all(f">{words}<" in drawing for _, words in LOOKS)
    assert ">2018<" in drawing
    assert re.findall(r">’(\d\d)<", drawing) == ["16", "20", "22", "24", "26"]


def test_long_words_take_a_second_line_and_push_the_next_down():
    def second(words):
        drawing = drawn(Shelf("By points", [Rung(words, "", WITHIN, 2016, 2017), Rung("next", "", WITHIN, 2016, 2017)]))
        return float(re.search(r'y="([\d.]+)"[^>]*>next<', drawing)[1])

    assert second("short") < second("words that are so long that they need a line more")
