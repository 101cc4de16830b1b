"""Every printed page as an eye sees it: nothing runs over a rule, a word or the margin, and no heading stays behind."""

import ctypes
from dataclasses import dataclass
from functools import cache

import pypdfium2
import pytest
from pypdfium2 import raw
from support import PACK

A4 = sorted(path.relative_to(PACK / "handouts").as_posix() for path in (PACK / "handouts").rglob("*-a4.pdf"))
PRINTED = [name.replace("-a4.pdf", f"-{size}.pdf") for name in A4 for size in ("a4", "letter")]
MILLIMETRE = 72 / 25.4
SIDE, WIDE_SIDE, EDGE = 15 * MILLIMETRE, 12 * MILLIMETRE, 6 * MILLIMETRE
"""What keeps free of letters at the sides (also of a page on its wide side), and at head and foot."""
FOOT = {False: 15 * MILLIMETRE, True: 19 * MILLIMETRE}
"""What is below holds the page number; large print has more of it."""
TOUCH, OVERHANG = 2.5, 2.1
"""Points by which the boxes of two words may overlap: in height, and for the arm of an "f" in width."""
BLANK = 10
"""Points by which a run may stand out that ends with a blank, where the line breaks."""


@dataclass(frozen=True)
class Word:
    """A run of text in one style, or a drawn path ("" for words): the edges of its box in points."""

    said: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool = False


def is_upright(text, place):
    """Whether the letter stands upright: the box of slanted words holds much that they do not touch."""
    return raw.FPDFText_GetCharAngle(text.raw, place) in (0, -1)


def is_bold(text, place):
    font = ctypes.create_string_buffer(200)
    raw.FPDFText_GetFontInfo(text.raw, place, font, len(font), ctypes.c_int())
    return b"Bold" in font.value


@cache
def sheets(path):
    """For each page of a PDF: its width and height, the runs of text on it, and the boxes of what is drawn."""
    found = []
    for page in pypdfium2.PdfDocument(path):
        text, words = page.get_textpage(), []
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            if right - left > 1 and top - bottom > 1:
                place = raw.FPDFText_GetCharIndexAtPos(text.raw, left + 3, (bottom + top) / 2, 5, 5)
                if is_upright(text, place):
                    said = text.get_text_bounded(left, bottom, right, top)
                    words.append(Word(said, left, bottom, right, top, is_bold(text, place)))
        drawn = [Word("", *path.get_bounds()) for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
        found.append((page.get_size(), words, drawn))
    return found


def test_there_are_pages_and_words_and_rules_to_look_at(paper):
    looked = [page for name in PRINTED for page in sheets(paper(name))]
    assert len(looked) > 1000
    assert sum(len(words) for _, words, _ in looked) > 25 * len(looked)
    assert sum(word.bold for _, words, _ in looked for word in words) > 1000
    assert sum(len(drawn) for _, _, drawn in looked) > 1000


@pytest.mark.parametrize("name", PRINTED)
def test_no_word_runs_over_a_rule_or_another_word(paper, name):
    for number, (_, words, drawn) in enumerate(sheets(paper(name)), 1):
        rules = [line for line in drawn if line.right - line.left < 2 and line.top - line.bottom > 4]
        for word in words:
            middle = (word.bottom + word.top) / 2
            crossed = [r for r in rules if word.left + 1 < r.left < word.right - 1 and r.bottom < middle < r.top]
            assert not crossed, f"page {number}: {word.said}"
        for place, one in enumerate(words):
            for other in words[place + 1 :]:
                across = min(one.right, other.right) - max(one.left, other.left)
                high = min(one.top, other.top) - max(one.bottom, other.bottom)
                assert not (across > OVERHANG and high > TOUCH), f"page {number}: {one.said} | {other.said}"


@pytest.mark.parametrize("name", PRINTED)
def test_every_word_keeps_within_the_margins(paper, name):
    for number, ((width, height), words, _) in enumerate(sheets(paper(name)), 1):
        side = WIDE_SIDE if width > height else SIDE
        for word in words:
            slack = BLANK if word.said.endswith(" ") else OVERHANG
            within = word.left >= side - 2 * OVERHANG and word.right <= width - side + slack
            assert within, f"page {number}: {word.said}"
            assert word.bottom >= EDGE, f"page {number}: {word.said}"
            assert word.top <= height - EDGE, f"page {number}: {word.said}"


@pytest.mark.parametrize("name", PRINTED)
def test_no_page_ends_with_a_heading(paper, name):
    """On no page but the last is a line in bold the lowest thing; row heads of a form have a rule under them."""
    foot = FOOT["-large-" in name]
    for number, (_, words, drawn) in enumerate(sheets(paper(name))[:-1], 1):
        body = [word for word in words if (word.bottom + word.top) / 2 > foot]  # a letter may hang below its line
        lowest = min(body, key=lambda word: word.bottom)
        line = [word for word in body if word.bottom < lowest.top and word.top > lowest.bottom]
        below = [path for path in drawn if path.bottom < lowest.bottom]
        assert below or not all(word.bold for word in line), f"page {number}: {lowest.said}"
