"""A network of people with scores, and a rule that looks at the mean score of a person's friends.

Stands for: people placed on a ring on which neighbours have similar scores (from the lowest up one side to the highest
and down the other). Ties are made one by one until there are n·k/2 of them, rounded down, so that the mean number of
friends is k. Each starts from a person drawn at random; with the chance *likeness* it goes to the nearest person on the
ring, on a side drawn at random, to whom there is no tie yet, else to any such person. Ties are mutual. Fᵢ is the mean
of the scores of the friends of i. The rule is the authors’ reading of the example in patent US 9,100,400 (fact f-W028),
an average held against a minimum. Leaves out: why people are friends, ties that come and go, and that people may choose
friends for their score.
"""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction

Ties = Mapping[int, frozenset[int]]
"""Place of a person → the places of the friends."""

OWN, FRIENDS, BOTH = "own", "friends", "both"
YES, NO, UNDECIDED = "yes", "no", "the rule cannot decide"


def ring(scores: Sequence[int]) -> list[int]:
    """The places of *scores* in the order of the ring: up one side by score, and down the other."""
    rising = sorted(range(len(scores)), key=lambda place: scores[place])
    return rising[::2] + rising[1::2][::-1]


def network(scores: Sequence[int], friends: int, likeness: int, seed: int) -> Ties:
    """Ties between the people of *scores* with *friends* each in the mean (1 to n − 1) and *likeness* in percent.

    Raises ValueError outside these ranges.
    """
    count = len(scores)
    if not (1 <= friends < count and 0 <= likeness <= 100):
        raise ValueError(f"Expected 1 to {count - 1} friends and a likeness of 0 to 100, not {friends} and {likeness}.")
    chance, order = random.Random(seed), ring(scores)
    ties: list[set[int]] = [set() for _ in scores]
    for _ in range(count * friends // 2):
        start = chance.choice([place for place in range(count) if len(ties[order[place]]) < count - 1])
        side = chance.choice((1, -1))
        person = order[start]
        steps = [side * sign * step for step in range(1, count // 2 + 1) for sign in (1, -1)]
        free = [order[(start + step) % count] for step in steps]
        free = [other for other in free if other != person and other not in ties[person]]
        other = free[0] if chance.randrange(100) < likeness else chance.choice(sorted(set(free)))
        ties[person].add(other)
        ties[other].add(person)
    return {place: frozenset(some) for place, some in enumerate(ties)}


def means(scores: Sequence[int], ties: Ties) -> list[Fraction | None]:
    """The mean score of the friends of each person; None for a person without friends."""
    return [
        Fraction(sum(scores[friend] for friend in ties[place]), len(ties[place])) if ties[place] else None
        for place in range(len(scores))
    ]


def decisions(scores: Sequence[int], ties: Ties, cut_off: int, rule: str) -> list[str]:
    """Yes, no or undecided for each person under *rule*: own score, friends' mean, or both must reach *cut_off*.

    Where friends count, the rule cannot decide on a person who has none, unless both must reach it and the own score
    does not.
    """
    own = [YES if score >= cut_off else NO for score in scores]
    if rule == OWN:
        return own
    by_friends = [UNDECIDED if mean is None else YES if mean >= cut_off else NO for mean in means(scores, ties)]
    if rule == FRIENDS:
        return by_friends
    return [NO if mine == NO else theirs for mine, theirs in zip(own, by_friends, strict=True)]
