"""Whether a row says of one of its numbers that it is not exact, by a rule that holds for every table.

It does where a word such as “about” or “rounded” is a part of a cell by itself (“Refused tickets; over”), or where such
a word stands right before a number of the row (“nearly 6,000 volunteers”). A limit that a rule sets (“up to 500
dollars”) is exact, and an estimate or a number that only looks round is not marked.
"""

import re
from collections.abc import Iterable, Iterator

BEFORE_A_NUMBER = "about|over|nearly|almost|more than|less than|at least|around|under"
SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
EDGE = "[;:,()“”]"

ALONE = re.compile(
    rf"(?:^|{EDGE})\s*(?:(?:a )?rounded\b|(?:{BEFORE_A_NUMBER}|up to|at most)\s*(?=$|{EDGE}))", re.IGNORECASE
)
HEDGED = re.compile(
    rf"\b(?:{BEFORE_A_NUMBER}) (?:1 in )?(\d+(?:,\d{{3}})*(?:\.\d+)?)(?: ({'|'.join(SCALES)}))?", re.IGNORECASE
)


def says_about(cells: Iterable[str], numbers: Iterable[float]) -> bool:
    """Whether the texts in the *cells* of a row say that one of its *numbers* is not exact."""
    text = ";".join(cells)
    return bool(ALONE.search(text)) or not {abs(number) for number in numbers}.isdisjoint(hedged(text))


def hedged(text: str) -> Iterator[float]:
    """The numbers in *text* that are said to be not exact: of “about 8.1 million” 8.1 and 8,100,000, since a row may
    count in millions; of “about 1 in 149” 149."""
    for digits, scale in HEDGED.findall(text):
        number = float(digits.replace(",", ""))
        yield number
        if scale:
            yield number * SCALES[scale.lower()]
