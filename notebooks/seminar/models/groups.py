"""How a class is divided into groups of nearly equal size."""

MOST_STUDENTS = 200
FEWEST_STUDENTS = 3


def group_sizes(students: int, preferred: int) -> list[int]:
    """The sizes of the groups for a class of *students* (3 to 200 people) that prefers groups of *preferred* (3 to 5).

    g = max(ceil(n / 5), min(round_half_up(n / k), floor(n / 3))) groups of n div g people, the first n mod g of them
    with one more. No group is under 3 or over 5. Source: the pack's own rule. Left out: who gets on with whom.
    Raises ValueError outside these ranges.
    """
    if not FEWEST_STUDENTS <= students <= MOST_STUDENTS or not 3 <= preferred <= 5:
        most = f"{FEWEST_STUDENTS} to {MOST_STUDENTS} students"
        raise ValueError(f"Expected {most} and a size of 3 to 5, not {students} and {preferred}.")
    rounded = (2 * students + preferred) // (2 * preferred)
    groups = max(-(-students // 5), min(rounded, students // 3))
    base, larger = divmod(students, groups)
    return [base + (i < larger) for i in range(groups)]
