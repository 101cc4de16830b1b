"""Groups for every class that the pack is made for, against a slow count of all possible divisions."""

import pytest
from seminar.models.groups import group_sizes

ROOMS = range(3, 201)


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


@pytest.mark.parametrize("preferred", [3, 4, 5])
def test_groups_are_those_found_by_trying(preferred):
    for students in ROOMS:
        assert group_sizes(students, preferred) == best_by_trying(students, preferred), students


@pytest.mark.parametrize("preferred", [3, 4, 5])
def test_everybody_has_a_group_of_nearly_equal_size(preferred):
    for students in ROOMS:
        sizes = group_sizes(students, preferred)
        assert sum(sizes) == students
        assert max(sizes) - min(sizes) <= 1
        assert all(3 <= size <= 5 for size in sizes)


def test_in_groups_of_four_what_is_left_over_says_which_groups_differ():
    """The rule of the paper “Plan the room”: one left makes a five, two make two threes, three make a three."""
    for students in ROOMS:
        fours, left = divmod(students, 4)
        threes, fives = {0: (0, 0), 1: (0, 1), 2: (2, 0), 3: (1, 0)}[left]
        groups = fours + (left > 1)
        assert group_sizes(students, 4) == [5] * fives + [4] * (groups - threes - fives) + [3] * threes


def test_two_rooms_by_hand():
    assert group_sizes(16, 4) == [4, 4, 4, 4]
    assert group_sizes(8, 3) == [4, 4]
    assert group_sizes(7, 4) == [4, 3]
    assert group_sizes(60, 4) == [4] * 15


@pytest.mark.parametrize(("students", "preferred"), [(2, 4), (201, 4), (16, 2), (16, 6)])
def test_a_room_outside_the_range_is_refused(students, preferred):
    with pytest.raises(ValueError, match="3 to 200"):
        group_sizes(students, preferred)
