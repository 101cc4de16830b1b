"""A group's rules as a short code that another group can type in: "R1-W-60-Y-S-365-L-1-Y-6".

Every part is a letter or a number that stands for one dial, so that a code can be read aloud. The last sign is a check
(ISO 7064, MOD 37,36), which finds every wrong sign and nearly every pair of signs that changed places.
"""

import re
from collections.abc import Mapping

from seminar.errors import SeminarError

VERSION = "R1"
LONGEST = 40
LETTERS: dict[str, dict[int | str, str]] = {
    "problem": {"wages": "W", "food": "F", "fares": "T", "debts": "C"},
    "told": {True: "Y", False: "N"},
    "appeal": {"none": "N", "same": "S", "independent": "I"},
    "penalty": {"fine": "F", "service": "L", "name": "P"},
    "deleted": {True: "Y", False: "N"},
}
"""The letter of each value, for the dials that are no number."""
RANGES = {"proof": (30, 95), "term": (30, 1_825), "offices": (0, 5)}
"""The lowest and the highest value of each dial that is a number; proof in hundredths, term in days."""
NAMES = {"proof": "proof in hundredths", "term": "number of days", "offices": "number of other offices"}
ORDER = ("problem", "proof", "told", "appeal", "term", "penalty", "offices", "deleted")

BASE: dict[str, int | str] = {
    "problem": "wages",
    "proof": 60,
    "told": True,
    "appeal": "same",
    "term": 365,
    "penalty": "service",
    "offices": 1,
    "deleted": True,
}
"""The dials of the base run."""

Values = Mapping[str, int | str]
"""A value for each dial of ``ORDER``; True and False are those of a switch."""

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PARTS = "".join(
    f"(?P<{dial}>[{''.join(LETTERS[dial].values())}])" if dial in LETTERS else f"(?P<{dial}>[0-9]{{1,4}})"
    for dial in ORDER
)
_CODE = re.compile(f"{VERSION}{_PARTS}(?P<check>[0-9A-Z])")


def write(values: Values) -> str:
    """The code of *values*, at most 40 signs."""
    parts = [VERSION, *(LETTERS[dial][values[dial]] if dial in LETTERS else str(values[dial]) for dial in ORDER)]
    return "-".join([*parts, check_sign("".join(parts))])


def read(text: str) -> dict[str, int | str]:
    """The values that a typed code stands for; small letters, blanks and missing hyphens do not matter.

    Raises SeminarError for a code that is not whole, was changed on the way, or is of another version.
    """
    signs = re.sub(r"[\s\-\u2010-\u2015_.]", "", text).upper()
    found = _CODE.fullmatch(signs) if len(text) <= 2 * LONGEST else None
    if not found and re.match(r"R[0-9]", signs) and not signs.startswith(VERSION):
        raise SeminarError(
            f"This code begins with {signs[:2]}: it is from another version of the pack. Codes here begin with "
            f"{VERSION}; ask the other group to set its dials again."
        )
    if not found:
        raise SeminarError(f"This is not a rule code of this page. One looks like {write(BASE)}.")
    if check_sign(signs[:-1]) != found["check"]:
        raise SeminarError("One sign of this code is wrong, or two changed places. Compare it sign by sign.")
    values = {dial: _value(dial, found[dial]) for dial in ORDER}
    for dial, (low, high) in RANGES.items():
        if not low <= int(values[dial]) <= high:
            name = NAMES[dial]
            raise SeminarError(f"In this code the {name} is {values[dial]}; it must lie between {low} and {high}.")
    return values


def tidy(text: str) -> str:
    """The code in *text* as it is written here. Raises SeminarError as ``read`` does."""
    return write(read(text))


def check_sign(signs: str) -> str:
    """The check sign for *signs* (0-9, A-Z) by ISO 7064, MOD 37,36."""
    rest = 36
    for sign in signs:
        rest = (rest + _SIGNS.index(sign)) % 36 or 36
        rest = rest * 2 % 37
    return _SIGNS[(37 - rest) % 36]


def _value(dial: str, part: str) -> int | str:
    if dial not in LETTERS:
        return int(part)
    return next(value for value, letter in LETTERS[dial].items() if letter == part)
