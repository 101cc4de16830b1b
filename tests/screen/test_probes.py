"""A log of probes: filled tiles for levels, a disc at the score, and room for what is left."""

import re

from seminar.screen.page import STILL_INK
from seminar.screen.probes import LEFT, RIGHT, TILE, Shown, log_of_probes

SPAN = (350, 950)


def drawn(*shown, places=4):
    return str(log_of_probes(shown, 5, places, SPAN, STILL_INK))


def test_the_disc_stands_at_the_score():
    drawing = drawn(Shown((0,) * 5, 350, "350"), Shown((100,) * 5, 950, "950"), Shown((50,) * 5, 650, "650"))
    assert [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', drawing)] == [LEFT, RIGHT, (LEFT + RIGHT) / 2]
    assert all(f">{said}</text>" in drawing for said in ("350", "650", "950"))


def test_a_tile_is_filled_to_its_level():
    drawing = drawn(Shown((0, 25, 50, 100, 0), 500, "500"))
    (full,) = re.findall(rf'd="([^"]+)" fill="{STILL_INK["accent"]}"', drawing)
    assert [float(high) for high in re.findall(r"v-([\d.]+)", full)] == [TILE * share for share in (0.25, 0.5, 1)]


def test_what_is_left_has_empty_tiles_and_a_full_log_has_none():
    one = Shown((50,) * 5, 650, "650")
    (left,) = re.findall(r'd="([^"]+)"[^>]*stroke-dasharray', drawn(one))
    assert left.count("z") == 3 * 5
    assert "stroke-dasharray" not in drawn(one, one, places=2)


def test_more_probes_than_places_are_all_drawn():
    assert drawn(*[Shown((0,) * 5, 350, "350", "noise")] * 6).count(">noise<") == 6
