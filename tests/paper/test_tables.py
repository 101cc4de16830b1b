"""Every table of a paper as a screen reader takes it: each column has a heading with words, and what looks like a table
is one."""

import ctypes
from itertools import chain

import pikepdf
import pypdfium2
from pypdfium2 import raw
from support import NAMES, PACK

A4 = sorted(path.relative_to(PACK / "handouts").as_posix() for path in (PACK / "handouts").rglob("*-a4.pdf"))
FULL = [f"instructor/{name[:2]}-full-a4.pdf" for name in NAMES]
PAPERS = [name.replace("-a4.pdf", f"-{size}.pdf") for name in (*A4, *FULL) for size in ("a4", "letter")]
THIN, WIDE, HIGH = 2.5, 40, 12
"""Points: how thick a rule is at most, and how long at least, across and upright."""
LEAST = 0.75
"""Share of the words in a ruled grid that is in tables at least; others stand between two tables of a page."""


def below(element):
    """All that stands below an *element* of the structure: elements, and numbers of what is on a page."""
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def all_of(element):
    """The *element* and all elements below it."""
    further = (all_of(one) for one in below(element) if isinstance(one, pikepdf.Dictionary) and "/S" in one)
    return [element, *chain.from_iterable(further)]


def is_silent(element):
    """Whether nothing on a page belongs to the *element*."""
    return all("/S" in one and is_silent(one) for one in below(element) if not isinstance(one, int)) and not any(
        isinstance(one, int) for one in below(element)
    )


def heads(path):
    """For each heading of a column or row in a PDF, whether it is silent."""
    with pikepdf.open(path) as file:
        return [is_silent(one) for one in all_of(file.Root.StructTreeRoot) if one.get("/S") == "/TH"]


def test_every_column_has_a_heading_with_words(paper):
    found = {name: heads(paper(name)) for name in PAPERS}
    assert sum(map(len, found.values())) > 2000
    assert {name: sum(silent) for name, silent in found.items() if any(silent)} == {}


def kind(element):
    """The type of an *element* of a page, as PDFium names it."""
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    name = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, name, size)
    return name.raw.decode("utf-16-le").rstrip("\0")


def numbers_in(element, inside=False):
    """The numbers of what is on a page below an *element* and in a table, or in a picture, which has its own words."""
    inside = inside or kind(element) in ("Table", "Figure")
    for place in range(raw.FPDF_StructElement_CountChildren(element)):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, place):
            yield from numbers_in(child, inside)
        elif inside:
            yield raw.FPDF_StructElement_GetChildMarkedContentID(element, place)


def in_tables(page):
    """The numbers of what is in a table or a picture of a *page*."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    roots = [raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(raw.FPDF_StructTree_CountChildren(tree))]
    found = {number for root in roots for number in numbers_in(root)}
    raw.FPDF_StructTree_Close(tree)
    return found


def crosses(across, upright):
    return across[0] - 1 <= upright[0] <= across[2] + 1 and upright[1] - 1 <= across[1] <= upright[3] + 1


def ruled(page):
    """The edges (left, bottom, right, top) of the grid that the rules of a *page* make, or None.

    Dashed rules are none: there one cuts, and cards that are cut apart are no table.
    """
    drawn = page.get_objects([raw.FPDF_PAGEOBJ_PATH])
    boxes = [path.get_bounds() for path in drawn if not raw.FPDFPageObj_GetDashCount(path.raw)]
    across = [box for box in boxes if box[3] - box[1] <= THIN and box[2] - box[0] >= WIDE]
    upright = [box for box in boxes if box[2] - box[0] <= THIN and box[3] - box[1] >= HIGH]
    across = [one for one in across if sum(crosses(one, other) for other in upright) > 1]
    upright = [one for one in upright if sum(crosses(other, one) for other in across) > 1]
    if min(len(across), len(upright)) < 3:
        return None
    left, right = min(box[0] for box in across), max(box[2] for box in across)
    return left, min(box[1] for box in upright), right, max(box[3] for box in upright)


def words_in(page, grid):
    """The numbers of the words of a *page* that stand in a *grid*."""
    for words in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        left, bottom, right, top = words.get_bounds()
        within = left >= grid[0] - 2 and bottom >= grid[1] - 2 and right <= grid[2] + 2 and top <= grid[3] + 2
        number = raw.FPDFPageObj_GetMarkedContentID(words.raw)
        if within and number >= 0:
            yield number


def shares(path):
    """Page → share of the words in its ruled grid that are in a table, for each page of a PDF that has a grid."""
    found = {}
    for number, page in enumerate(pypdfium2.PdfDocument(path), 1):
        if (grid := ruled(page)) and (words := list(words_in(page, grid))):
            tables = in_tables(page)
            found[number] = sum(word in tables for word in words) / len(words)
    return found


def test_what_is_ruled_like_a_table_is_one(paper):
    """Checkers that look for ``/Pg`` at a table, which may leave it out, call such a form a grid without a table."""
    found = {(name, page): share for name in PAPERS for page, share in shares(paper(name)).items()}
    assert len(found) > 300
    assert {place: share for place, share in found.items() if share < LEAST} == {}
