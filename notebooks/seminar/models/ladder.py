"""Which of two rungs of the ladder of documents is higher.

Stands for: where a document stands by who issued it and who must obey it. From the top: a law, an administrative
regulation, a ministry's rule or a local regulation, a plan or notice, the terms of a company. A court interpretation
stands on a side rung and a draft beside the ladder: they fit exactly or not at all. Source: the Legislation Law of 2015
(f-P005b to f-P008b); the rungs below it are our reading. Leaves out: how strongly a document works in practice, which
can differ on one and the same rung.
"""

MAIN = ("law", "regulation", "rule", "plan", "company")
"""The numbered rungs, from the top."""
BESIDE = ("court", "draft")
"""What is matched exactly or not at all."""


def is_higher(rung: str, other: str) -> bool | None:
    """Whether *rung* is higher than *other*; None where the two cannot be compared.

    Raises ValueError for a rung that the ladder does not have.
    """
    for one in (rung, other):
        if one not in MAIN + BESIDE:
            raise ValueError(f"expected one of {[*MAIN, *BESIDE]}, not {one!r}")
    return MAIN.index(rung) < MAIN.index(other) if rung in MAIN and other in MAIN else None
