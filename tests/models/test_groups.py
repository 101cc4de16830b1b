"""Groups for every class that the pack is made for, against a slow count of all possible divisions."""

from itertools import product

import pytest
from seminar.models.groups import group_sizes

EVERY_ROOM = list(product(range(8, 26), range(3, 6)))


def best_by_trying(students, preferred):
    """Try every number of groups; keep those with 3 to 5 in each; take the one nearest to students / preferred."""
    possible = []
    for groups in range(1, students + 1):
        sizes = [0] * groups
        for student in range(students):
            sizes[student % groups] += 1
        if all(3 <= size <= 5 for size in sizes):
            possible.append((abs(groups - students / preferred), -groups, sizes))
    return min(possible)[2]


@pytest.mark.parametrize(("students", "preferred"), EVERY_ROOM)
def test_groups_are_those_found_by_trying(students, preferred):
    assert group_sizes(students, preferred) == best_by_trying(students, preferred)


@pytest.mark.parametrize(("students", "preferred"), EVERY_ROOM)
def test_everybody_has_a_group_of_nearly_equal_size(students, preferred):
    sizes = group_sizes(students, preferred)
    assert sum(sizes) == students
    assert max(sizes) - min(sizes) <= 1
    assert all(3 <= size <= 5 for size in sizes)


def test_two_rooms_by_hand():
    assert group_sizes(16, 4) == [4, 4, 4, 4]
    assert group_sizes(8, 3) == [4, 4]


@pytest.mark.parametrize(("students", "preferred"), [(7, 4), (26, 4), (16, 2), (16, 6)])
def test_a_room_outside_the_range_is_refused(students, preferred):
    with pytest.raises(ValueError, match="8 to 25"):
        group_sizes(students, preferred)
