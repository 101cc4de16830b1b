"""Words on paper are the words given: no sign in them is markup, wherever they stand."""

import io
import re
import unicodedata
from functools import cache

import htpy as h
import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTCollection, TTFont
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from seminar.paper import handout_text
from seminar.paper.forms import form
from seminar.paper.forms.parts import (
    Typst,
    captioned,
    drawn,
    empty_box,
    empty_table,
    empty_tree,
    filled_table,
    labelled,
    typst_words,
)
from seminar.paper.handout_page import read
from seminar.paper.handout_text import LARGE, text
from seminar.paper.press import Manuscript, font_files, pdf, typst_text
from support import PATHS

PLACES = {
    "at the start of a paragraph": lambda words: drawn(f"#block[{typst_words(words)}]"),
    "in the middle of a line": lambda words: drawn(f"x{typst_words(words)}x \\ {typst_words(words)}"),
    "in bold and in italics": lambda words: drawn(f"#block[*{typst_words(words)}* _{typst_words(words)}_]"),
    "in a heading": lambda words: drawn(f"= {typst_words(words)}"),
    "in a list": lambda words: drawn(f"- {typst_words(words)}\n+ {typst_words(words)}"),
    "in a table": lambda words: filled_table(("A", words), "1fr, 1fr", [(words, "b"), ("c", words)], "Table"),
    "over a table": lambda words: captioned(Typst("table[a]"), words),
    "in a table to fill": lambda words: captioned(empty_table(words, ("A", words), ["B", words]), "Table"),
    "with a drawing": lambda words: labelled(Typst("square()"), words, words),
    "in a box": lambda words: drawn(f"#{empty_box(words, '900mm')}"),
    "in a tree": lambda words: drawn(f"#{empty_tree('a', ((words, ('c', 'd')), ('b', ('e', 'f'))))}"),
}
"""Where words may stand → the block that puts them there."""
NASTY = [
    "5*",
    "a//b",
    "/* no comment */",
    'with "quotes" and \\ and \'',
    "- 5 degrees",
    "+ 1",
    "1. one",
    "= for alike",
    "/ term: words",
    "#3",
    "#pagebreak()",
    "#let x = 1;",
    "$x^2$",
    "<label> @reference `code` ~tilde~ _under_ *stars*",
    "[brackets] {braces} (parentheses)",
    "https://example.org/a//b",
    "a -- b --- c ... d",
    "f-T020, f-P001a; ☐",
    "黑名单“a//b”、信用 #3 [中文]",
    "two\nlines\n- and a third",
    "a\ttab",
    "```\nfence\n```",
    "12mm and 3pt",
    "100% {words} ${x}",
    "\\u{41} \\n",
    "::: {.sheet}",
]
SHAPED = ("DEVANAGARI", "ARABIC", "HEBREW", "HANGUL", "MODIFIER LETTER", "VARIATION")
"""Words in the names of signs whose glyphs depend on their neighbours."""


def tables(path):
    if path.suffix == ".ttc":
        return TTCollection(path).fonts
    return [TTFont(path)]


@cache
def signs():
    """Every sign that the fonts of the pack can print, has a glyph of its own, and stands for itself."""
    found = set()
    for font in (font for path in font_files() for font in tables(path)[:3]):
        of_glyph = {}
        for code, glyph in font.getBestCmap().items():
            if printed(chr(code)):
                of_glyph.setdefault(glyph, []).append(chr(code))
        found |= {alike[0] for alike in of_glyph.values() if len(alike) == 1}
    return "".join(sorted(found))


def printed(sign):
    shaped = any(word in unicodedata.name(sign, "") for word in SHAPED)
    itself = unicodedata.normalize("NFKC", sign) == sign
    return itself and not shaped and unicodedata.category(sign)[0] in "LNPS" and ord(sign) < 0xA000


def bare(words):
    """*words* without space, with straight quotes: paper sets quotes and breaks lines in its own way, draws boxes."""
    for plain, signs_read in (("'", "‘’"), ('"', "“”"), ("", "☐"), ("-", "\ufffe")):  # a hyphen at the end of a line
        words = re.sub(f"[{signs_read}]", plain, words)
    return re.sub(r"[\s\x00-\x1f\x7f]", "", words)


WIDE = drawn("#set page(width: 3000mm, height: 400mm, header: none, footer: none)")


def on_paper(blocks):
    """The PDF with each of the *blocks* on a page of its own."""
    words = "\n\n".join(f"{WIDE}\n\n{block}" for block in blocks)
    return pdf({"main.typ": typst_text(Manuscript("Words", "Words", words, shift=0), words).encode()}, "a4")


def pages(made):
    """What each page says, after the page of the title."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)][1:]


def alternatives(made):
    """The words for a screen reader of every drawing in a PDF."""
    with pikepdf.open(io.BytesIO(made)) as file:
        return [str(item.Alt) for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]


def test_the_signs_that_are_tried_are_thousands_in_many_scripts():
    assert len(signs()) > 10_000
    assert set("#$*_`<>@~\\/-+=[](){}&%^|:;,.!?0aZäßЖя信用") <= set(signs())


MANY = st.lists(st.deferred(lambda: st.text(signs() + " ", min_size=1, max_size=30)), min_size=25, max_size=25)
ONCE = settings(max_examples=3, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
"""Each example is many words in one document; the words that are lost are named, so nothing has to be made smaller."""


@ONCE
@example(some=NASTY)
@given(some=MANY)
def test_the_words_on_paper_are_the_words_given(some):
    tried = [(place, words) for place in PLACES for words in some]
    said = pages(on_paper(PLACES[place](words) for place, words in tried))
    assert len(said) == len(tried)
    assert [(*one, page) for one, page in zip(tried, said, strict=True) if bare(one[1]) not in bare(page)] == []


@ONCE
@example(some=NASTY)
@given(some=MANY)
def test_a_screen_reader_is_told_the_words_given(some):
    assert sorted(alternatives(on_paper(labelled(Typst("square()"), words, "Drawing") for words in some))) == sorted(
        some
    )


def test_a_screen_reader_is_told_the_words_of_a_stored_picture():
    pictures = "".join(str(h.p[h.img(src="figure-1.svg", width="100%", alt=words)]) for words in NASTY)
    words = f"```{{=html}}\n{pictures}\n```"
    source = typst_text(Manuscript("Pictures", "Pictures", words, shift=0), words)
    square = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    told = alternatives(pdf({"main.typ": source.encode(), "figure-1.svg": square}, "a4"))
    assert sorted(map(bare, told)) == sorted(map(bare, NASTY))


def test_a_length_in_a_sentence_is_not_made_longer_in_large_print(monkeypatch):
    said = "A line of 12mm in letters of 3pt"
    box = drawn(f"#box(width: 90 * mm)[{typst_words(said)}]")
    made = "\n\n".join([f"# {said}", captioned(Typst("table[a]"), said), box])
    monkeypatch.setattr(handout_text, "form", lambda cell: made if cell == "07-w07a" else form(cell))
    (path,) = [path for path in PATHS if path.name[:2] == "07"]
    words = text(read(path), LARGE)
    source = typst_text(Manuscript("Lengths", "Lengths", words, large=True), words)
    assert bare(" ".join(pages(pdf({"main.typ": source.encode()}, "a4", 18, 18)))).count(bare(said)) == 3


@pytest.mark.parametrize(("letters", "width"), [(12, 100), (18, 140)])
def test_a_length_of_a_form_is_longer_in_large_print(letters, width):
    block = drawn("#place(top + left, rect(width: 100 * mm, height: 5 * mm, stroke: none, fill: black))")
    page = pypdfium2.PdfDocument(
        pdf({"main.typ": typst_text(Manuscript("L", "L", block), block).encode()}, "a4", letters, letters)
    )[0]
    widths = [found.get_bounds() for found in page.get_objects() if found.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    assert any(abs((right - left) / 72 * 25.4 - width) < 0.5 for left, _, right, _ in widths)
