"""How far apart two rungs of the ladder of documents are.

Stands for: where a document stands by who issued it and who must obey it. Formula: the distance of two main rungs is
the absolute difference of their numbers (6 a law, 5 an administrative regulation, 4 a ministry's rule or a local
regulation, 2 a plan or notice, 1 the terms of a company). A court interpretation stands on a side rung and a draft
beside the ladder: they fit exactly or not at all. Source: the Legislation Law of 2015 (f-P005b to f-P008b); the rungs
below it are our reading. Leaves out: how strongly a document works in practice, which can differ on one and the same
rung.
"""

MAIN = {"law": 6, "regulation": 5, "rule": 4, "plan": 2, "company": 1}
"""The numbered rungs."""
BESIDE = ("court", "draft")
"""What is matched exactly or not at all."""


def distance(chosen: str, key: str) -> int | None:
    """Rungs between *chosen* and *key*: 0 for the same one, None where the two cannot be compared.

    Raises ValueError for a rung that the ladder does not have.
    """
    for rung in (chosen, key):
        if rung not in MAIN and rung not in BESIDE:
            raise ValueError(f"expected one of {[*MAIN, *BESIDE]}, not {rung!r}")
    if chosen == key:
        return 0
    return abs(MAIN[chosen] - MAIN[key]) if chosen in MAIN and key in MAIN else None
