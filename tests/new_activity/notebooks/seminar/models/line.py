"""How long people wait in a line in which one is checked after the other.

Stands for: a gate where somebody looks at a paper of each. Formula: who stands at place n waits (n − 1) × m minutes,
where m is the time of one check; nothing is taken from a source. Leaves out: people who come late or leave the line,
and checks that take longer than others.
"""


def waits(people: int, minutes: int) -> list[int]:
    """The minutes that each of so many *people* waits, the first one first, if a check takes so many *minutes*.

    Raises ValueError for a line without people and for a check that takes no time.
    """
    if people < 1 or minutes < 1:
        raise ValueError(f"expected people and minutes, found {people} and {minutes}")
    return [minutes * place for place in range(people)]
