"""Which offers a score opens in a year, and which it does not.

What it stands for: a list of offers, each from a date on and most of them with a number of points that is asked for.
Formula: an offer of the year has begun by the end of that year and has not ended by then. It is *within* reach if the
points asked for are not above the score, else *above*; one without a published number, and one that asks for points of
another scheme, are set apart and never compared with the score.
Source of the offers: data/evidence/perks.csv. Leaves out: other conditions, whether an offer was used, and days within
a year. Where no end was found an offer stays in the list, with the year in which it was last seen.
"""

from collections.abc import Mapping
from typing import Any

WITHIN, ABOVE, UNPUBLISHED, OTHER = "within reach", "above", "threshold not published", "points of another scheme"
GROUPS = (WITHIN, ABOVE, UNPUBLISHED, OTHER)

Cells = Mapping[str, Any]
"""An offer: texts that begin with a year under ``date`` and ``ended``, or there any other text for an end not known;
under ``points_of`` a scheme, under ``threshold`` its points, missing where they are not published."""


def is_offered(offer: Cells, year: int) -> bool:
    """Whether *offer* had begun by the end of *year* and had not ended by then."""
    has_ended = is_dated(offer["ended"]) and int(offer["ended"][:4]) <= year
    return int(offer["date"][:4]) <= year and not has_ended


def is_dated(ended: str) -> bool:
    """Whether the text under ``ended`` begins with a year, so that the end is known."""
    return ended[:4].isdigit()


def group(offer: Cells, score: int, scheme: str) -> str:
    """Which of ``GROUPS`` *offer* belongs to for a *score* in points of *scheme*."""
    if offer["points_of"] != scheme:
        return OTHER
    if "threshold" not in offer:
        return UNPUBLISHED
    return WITHIN if offer["threshold"] <= score else ABOVE
