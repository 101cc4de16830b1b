"""A sketch of a street shows who walks where, the light and whoever sees it, by shape and word."""

from itertools import product

import pytest
from seminar.screen.page import STILL_INK
from seminar.screen.street import street


def drawn(away=True, lamp="", walker="a visitor", watcher="officer"):
    return str(street(away, lamp, walker, watcher, STILL_INK))


def test_each_scene_is_another_picture():
    scenes = list(product((True, False), ("", "red", "green"), ("a visitor", "a resident"), ("", "officer", "camera")))
    assert len({drawn(*scene) for scene in scenes}) == len(scenes)


@pytest.mark.parametrize("lamp", ["red", "green"])
def test_of_two_lamps_one_is_filled(lamp):
    without, with_light = drawn(), drawn(lamp=lamp)
    assert with_light.count("<circle") == without.count("<circle") + 2
    assert with_light.count(f'fill="{STILL_INK["marked"]}"') == without.count(f'fill="{STILL_INK["marked"]}"') + 1


def test_only_a_flashing_light_has_rays():
    assert drawn(lamp="green").count("<path") == drawn(lamp="red").count("<path") + 1


def test_where_nobody_sees_it_nobody_stands_there():
    assert ">officer<" in drawn()
    assert ">officer<" not in drawn(watcher="")
