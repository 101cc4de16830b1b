"""Networks and friends' means, against a table of who knows whom filled cell by cell and what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar.models.friends import BOTH, FRIENDS, NO, OWN, UNDECIDED, YES, decisions, means, network, ring

crowds = st.lists(st.integers(300, 850), min_size=3, max_size=30, unique=True)
likeness = st.integers(0, 100)
seeds = st.integers(1, 99)
cut_offs = st.integers(300, 850)


@st.composite
def networks(draw):
    scores = draw(crowds)
    friends = draw(st.integers(1, len(scores) - 1))
    return scores, friends, network(scores, friends, draw(likeness), draw(seeds))


@st.composite
def any_ties(draw):
    """Scores and mutual ties that no model made; some people may have none."""
    scores = draw(crowds)
    count = len(scores)
    pairs = draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=60))
    ties = {place: set() for place in range(count)}
    for one, other in pairs:
        if one != other:
            ties[one].add(other)
            ties[other].add(one)
    return scores, ties


@given(networks())
@effort(deadline=None, max_examples=100)
def test_ties_are_mutual_as_many_as_asked_for_and_never_to_oneself(made):
    scores, friends, ties = made
    known = [[other in ties[one] for other in range(len(scores))] for one in range(len(scores))]
    for one in range(len(scores)):
        assert not known[one][one]
        for other in range(len(scores)):
            assert known[one][other] == known[other][one]
    assert sum(map(sum, known)) == 2 * (len(scores) * friends // 2)


@given(any_ties(), cut_offs)
@effort(deadline=None, max_examples=100)
def test_a_mean_is_that_of_the_friends_counted_and_lies_between_them(made, cut_off):
    scores, ties = made
    for place, mean in enumerate(means(scores, ties)):
        total = number = 0
        for other in range(len(scores)):
            if place in ties[other]:
                total, number = total + scores[other], number + 1
        if number:
            assert mean == Fraction(total, number)
            assert min(scores[f] for f in ties[place]) <= mean <= max(scores[f] for f in ties[place])
        else:
            assert mean is None


@given(any_ties(), cut_offs)
@effort(deadline=None, max_examples=100)
def test_without_friends_a_rule_that_needs_them_never_decides(made, cut_off):
    scores, ties = made
    alone = [not ties[place] for place in range(len(scores))]
    for rule in (FRIENDS, BOTH):
        undecided = [decision == UNDECIDED for decision in decisions(scores, ties, cut_off, rule)]
        low = [rule == BOTH and score < cut_off for score in scores]
        assert undecided == [lonely and not failed for lonely, failed in zip(alone, low, strict=True)]
    assert UNDECIDED not in decisions(scores, ties, cut_off, OWN)


@given(any_ties(), cut_offs)
@effort(deadline=None, max_examples=100)
def test_both_approves_only_whom_each_rule_approves(made, cut_off):
    own, friends, both = (decisions(*made, cut_off, rule) for rule in (OWN, FRIENDS, BOTH))
    for one, other, joint in zip(own, friends, both, strict=True):
        assert (joint == YES) == (one == YES and other == YES)
        assert joint in (YES, NO) or other == UNDECIDED


@given(crowds, likeness, seeds)
@effort(deadline=None, max_examples=40)
def test_where_everybody_is_tied_to_everybody_the_mean_is_that_of_all_others(scores, alike, seed):
    ties = network(scores, len(scores) - 1, alike, seed)
    assert means(scores, ties) == [Fraction(sum(scores) - own, len(scores) - 1) for own in scores]


@given(crowds)
def test_the_ring_rises_on_one_side_and_falls_on_the_other(scores):
    around = [scores[place] for place in ring(scores)]
    top = around.index(max(scores))
    assert sorted(around) == sorted(scores)
    assert around[: top + 1] == sorted(around[: top + 1])
    assert around[top:] == sorted(around[top:], reverse=True)


@given(crowds, st.integers(1, 2), likeness, seeds)
@effort(deadline=None, max_examples=40)
def test_the_same_draw_gives_the_same_ties(scores, friends, alike, seed):
    assert network(scores, friends, alike, seed) == network(scores, friends, alike, seed)


def test_with_more_likeness_friends_are_nearer_in_score():
    scores = list(range(400, 700, 10))

    def distance(alike):
        nets = (network(scores, 4, alike, seed) for seed in range(1, 40))
        return sum(abs(scores[a] - scores[b]) for ties in nets for a in ties for b in ties[a])

    assert distance(0) > 1.5 * distance(60) > 2 * distance(100)


@pytest.mark.parametrize(("friends", "alike"), [(0, 50), (5, 50), (2, -1), (2, 101)])
def test_what_cannot_be_is_refused(friends, alike):
    with pytest.raises(ValueError, match="Expected 1 to 4 friends"):
        network([500, 510, 520, 530, 540], friends, alike, 1)
