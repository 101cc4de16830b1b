"""Ticks against a key: kind by kind, and for every possible pair of both."""

from itertools import product

import pytest
from seminar.models.question_ticks import KINDS, compared

EVERY = [{kind for kind, on in zip(KINDS, some, strict=True) if on} for some in product([False, True], repeat=4)]


@pytest.mark.parametrize("key", EVERY, ids=lambda key: "-".join(sorted(key)) or "none")
def test_each_kind_is_the_same_missed_extra_or_on_neither_side(key):
    for ticks in EVERY:
        found = compared(ticks, key)
        for kind in KINDS:
            sides = [kind in some for some in found]
            assert sides == [kind in ticks and kind in key, kind in key - ticks, kind in ticks - key]


def test_other_kinds_are_refused():
    with pytest.raises(ValueError, match="two, loaded, sided, option"):
        compared({"rude"}, set())
