"""From ticks to a level: what a marker saw in a text, and which of the four levels follows.

A rule says of levels 2, 3 and 4 what each needs beyond the level below it. A need is a tick ("N"), or a choice among
some ("2 of C, O, T"). A text stands on the highest level that it reaches from below without a gap, and on level 1 where
it does not reach level 2. So one more tick never lowers a level (the tests try it).
A text that is much too short or too long stands one level lower, but never below level 1.
Source: the pack's own rule. What it leaves out: how well a thing is done that is there, and what no tick asks for.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile

LOWEST = 1
Rule = Mapping[int, Sequence[str]]
"""Level from 2 on → its needs."""


def choice(need: str) -> tuple[int, list[str]]:
    """How many of which ticks a *need* asks for: "N" is 1 of N, "2 of C, O, T" is 2 of these three."""
    count, several, among = need.partition(" of ")
    return (int(count), among.split(", ")) if several else (1, [need])


def is_met(need: str, ticks: Collection[str]) -> bool:
    """Whether the *ticks* are enough for a *need*."""
    count, among = choice(need)
    return sum(tick in ticks for tick in among) >= count


def level(ticks: Collection[str], rule: Rule) -> int:
    """The level from 1 to 4 that a text with these *ticks* reaches."""
    return max(takewhile(lambda one: not missing(ticks, rule, one), sorted(rule)), default=LOWEST)


def missing(ticks: Collection[str], rule: Rule, wanted: int) -> list[str]:
    """The needs of the level *wanted* itself, without those of the levels below, that the *ticks* do not meet."""
    return [need for need in rule[wanted] if not is_met(need, ticks)]


def off_length(words: int, fewest: int, most: int, spare: int) -> int:
    """-1 or 1 where a text is more than *spare* percent shorter or longer than was asked, else 0."""
    return (words * 100 > most * (100 + spare)) - (words * 100 < fewest * (100 - spare))


def at_length(reached: int, words: int, fewest: int, most: int, spare: int) -> int:
    """The level *reached*, or one less, where a text is more than *spare* percent shorter or longer than was asked."""
    return max(LOWEST, reached - 1) if off_length(words, fewest, most, spare) else reached


def check(ticks: Collection[str], rule: Rule) -> None:
    """Raises ValueError for a *rule* that asks for a tick that is not there, for more than it names, or not for all."""
    asked = set()
    for one in sorted(rule):
        for need in rule[one]:
            count, among = choice(need)
            asked.update(among)
            if count > len(set(among)):
                raise ValueError(f"level {one} asks for “{need}”; expected fewer than there are to choose from")
            if strange := [tick for tick in among if tick not in ticks]:
                raise ValueError(f"level {one} asks for “{strange[0]}”; expected one of the ticks {', '.join(ticks)}")
    if unused := [tick for tick in ticks if tick not in asked]:
        raise ValueError(f"no level asks for tick {unused[0]}; expected it under “levels”")
