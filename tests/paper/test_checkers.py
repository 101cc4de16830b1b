"""Two checkers of PDF/UA that nobody here wrote look at every paper; what is waived has a reason and a second proof.

Every paper is one of a release: on A4 and on letter paper, in normal and in large print, and the full copies.

They stand in an environment of their own, since the pack needs neither: page-validation (MIT, 104 rules of PDF/UA-1)
and pdfua (MIT, some of what a machine can check). veraPDF, a third one, needs Java.
"""

import io
import json
import re
import subprocess
import sys

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from support import NAMES

pytestmark = pytest.mark.installation

CHECKERS = ("page-validation==0.11.0", "pdfua==0.1.3")
RUN = """
import json, sys, page, pdfua
for path in sys.argv[1:]:
    one = page.validate_pdf(path, profile="ua1").to_dict()["failures"]
    other = pdfua.validate(path).to_dict()["findings"]
    print(json.dumps([path, one, [str(finding) for finding in other]]))
"""
GLYPH_WIDTH = "PDFUA1-FONT-GLYPH-WIDTH-001"
"""Waived: page-validation takes the width of a glyph in a CFF program with several font dictionaries for 0, which is
what no dictionary of such a font says. The second proof reads each width with fontTools."""


@pytest.fixture(scope="module")
def found(tmp_path_factory, fresh):
    """Paper → what the first and what the second checker finds."""
    papers = sorted((fresh / "released" / "handouts").rglob("*.pdf"))
    folder = tmp_path_factory.mktemp("checkers")
    python = folder / "bin" / "python"
    for words in (
        ["venv", "--quiet", f"--python={sys.executable}", folder],
        ["pip", "install", "--quiet", f"--python={python}", *CHECKERS],
    ):
        done = subprocess.run(["uv", *map(str, words)], capture_output=True, text=True)
        assert done.returncode == 0, f"{' and '.join(CHECKERS)} are needed, from PyPI by the network. {done.stderr}"
    done = subprocess.run([python, "-c", RUN, *papers], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said = {path: (one, other) for path, one, other in map(json.loads, done.stdout.splitlines())}
    assert [*said] == [*map(str, papers)]
    return said


@pytest.mark.parametrize("ending", ["-a4", "-letter", "-large-a4", "-large-letter", "-full-a4", "-full-letter"])
def test_papers_of_every_size_were_looked_at(found, ending):
    assert len([path for path in found if path.endswith(f"{ending}.pdf")]) >= len(NAMES)


def test_no_paper_has_a_finding_of_page_validation_that_is_not_waived(found):
    assert [(path, one) for path, (ones, _) in found.items() for one in ones if one["rule_id"] != GLYPH_WIDTH] == []


def test_no_paper_has_a_finding_of_pdfua(found):
    assert [(path, other) for path, (_, other) in found.items() if other] == []


def test_where_a_width_is_waived_the_font_and_the_page_agree_on_every_glyph(found):
    said = (
        (path, re.match(r"font object (\d+) 0 ", one["message"])) for path, (ones, _) in found.items() for one in ones
    )
    waived = {(path, int(font[1])) for path, font in said}
    assert waived
    for path, number in waived:
        with pikepdf.open(path) as paper:
            assert differing(paper.get_object(number, 0)) == {}


def differing(font):
    """Id of a glyph → its width in the program of a *font* and in its table, where these differ by 1 or more."""
    font = font.get("/DescendantFonts", [font])[0]
    said = widths(font.W)
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(font.FontDescriptor.FontFile3.read_bytes()), None)
    glyphs = fonts[0].CharStrings
    real = {}
    for name in fonts[0].charset:
        if cid := re.fullmatch(r"cid(\d+)", name):
            glyphs[name].draw(NullPen())
            real[int(cid[1])] = glyphs[name].width
    assert real
    return {cid: (real[cid], said[cid]) for cid in said.keys() & real.keys() if abs(real[cid] - said[cid]) >= 1}


def widths(table):
    """Id of a glyph → its width, of the table ``/W`` of a font: a first id with a list, or two ids with one width."""
    found, entries = {}, list(table)
    while entries:
        first = int(entries.pop(0))
        if isinstance(entries[0], pikepdf.Array):
            found |= {first + i: float(width) for i, width in enumerate(entries.pop(0))}
        else:
            last, width = int(entries.pop(0)), float(entries.pop(0))
            found |= dict.fromkeys(range(first, last + 1), width)
    return found
