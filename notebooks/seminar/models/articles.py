"""References to articles, read as numbers, and how an answer compares with the article that was asked for.

Stands for: looking up where a rule stands. Formula: a reference is the set of the article numbers in it ("arts. 13-14"
is 13 and 14; a paragraph in brackets does not count); an answer is right if it names the document and only numbers that
belong to the article. Source of the keys: data/evidence/provisions.csv. Leaves out: paragraphs and sentences within an
article, and the renumbering of a law by a later text.
"""

import re
import unicodedata

RIGHT, OTHER_ARTICLE, WRONG_DOCUMENT = "right", "other article", "wrong document"
HIGHEST = 1_999
"""A larger number is taken for a year and not for an article."""
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_CHINESE = re.compile(f"[{''.join(_DIGITS)}{''.join(_UNITS)}]+")


def chinese_number(signs: str) -> int:
    """The number that *signs* write in Chinese: 一千零二十九 is 1029. Raises ValueError for other signs."""
    total = digit = 0
    for sign in signs:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        elif sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            raise ValueError(f"“{sign}” is not a sign of a Chinese number")
    return total + digit


def numbers(reference: str) -> frozenset[int]:
    """The article numbers in *reference*: "art. 14", "§ 14(2)", "13 to 15", "第十四条". Empty where there is none."""
    plain = unicodedata.normalize("NFKC", reference)
    plain = re.sub(r"\([^)]*\)", " ", plain)
    plain = _CHINESE.sub(lambda found: str(chinese_number(found[0])), plain)
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)[a-z]?(?:\D{0,3}(?:-|–|—|\bto\b|至)\D{0,3}(\d+))?", plain):
        low, high = int(first), int(last or first)
        if high <= HIGHEST:
            found.update(range(low, high + 1) if low <= high else (low, high))
    return frozenset(found)


def verdict(document: str, answer: frozenset[int], key_document: str, key: frozenset[int]) -> str:
    """How *answer* (numbers in *document*) compares with the *key*. Raises ValueError for an empty answer or key."""
    if not answer or not key:
        raise ValueError("answer and key must each hold a number")
    if document != key_document:
        return WRONG_DOCUMENT
    return RIGHT if answer <= key else OTHER_ARTICLE
