"""Markup is safe and comes in its forms; drawings say in words what they show."""

import base64
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.errors import SeminarError
from seminar.screen import figures, page

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>'


def test_hostile_text_is_text_everywhere():
    table = page.Table(HOSTILE, [HOSTILE, HOSTILE], [[HOSTILE, HOSTILE]]).markup()
    figure = page.Figure(lambda ink: figures.tree(HOSTILE, [(HOSTILE, [(HOSTILE, True)])], ink), HOSTILE, HOSTILE)
    shown = [
        table,
        figure.still(),
        figure.live(),
        page.note(HOSTILE).html,
        page.link(HOSTILE, HOSTILE),
    ]
    for markup in map(str, shown):
        assert "<script" not in markup
        assert "<img src=x" not in markup


def test_a_still_figure_is_an_image_with_its_own_ground_and_its_words():
    figure = page.Figure(lambda ink: figures.dots(3, True, ink), "three and a half", "caption")
    markup = str(figure.still())
    svg = base64.b64decode(re.search(r"base64,([^\"]+)", markup)[1]).decode()
    assert 'alt="three and a half"' in markup
    for shown in map(str, (figure.still(), figure.live())):
        assert re.search('<figure [^>]*aria-label="caption"', shown)
        assert '<figcaption aria-hidden="true">caption<' in shown
    assert "background:#ffffff" in markup
    assert "var(" not in svg
    ET.fromstring(svg)
    assert 'aria-label="three and a half"' in str(figure.live())
    assert "var(--seminar-marked)" in str(figure.live())


@given(st.integers(0, 999), st.booleans())
def test_dots_are_drawn_once_each_and_the_marked_ones_differ_in_size(marked, half):
    root = ET.fromstring(str(figures.dots(marked, half, page.STILL_INK)))
    paths = [p for p in root.iter("{http://www.w3.org/2000/svg}path") if p.get("stroke-linecap")]
    drawn = {p.get("stroke"): p.get("d").count("M") for p in paths}
    assert drawn.get(page.STILL_INK["marked"], 0) == marked
    assert drawn.get(page.STILL_INK["rest"], 0) == 1_000 - marked - half
    assert len({p.get("stroke-width") for p in paths}) == len(paths)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=5))
def test_bars_are_as_long_as_their_values_and_the_marked_ones_hollow(values):
    rows = [(f"bar {place}", *row) for place, row in enumerate(values)]
    root = ET.fromstring(str(figures.bars(rows, 60, page.STILL_INK)))
    drawn = list(root.iter("{http://www.w3.org/2000/svg}rect"))
    shown = [row for row in values if row[0]]
    edges = [float(bar.get("stroke-width", 0)) for bar in drawn]
    assert [edge > 0 for edge in edges] == [marked for _, marked in shown]
    lengths = [float(bar.get("width")) + edge for bar, edge in zip(drawn, edges, strict=True)]
    full = (figures.WIDTH - 48) - 120
    assert lengths == pytest.approx([value / 60 * full for value, _ in shown], rel=1e-4)
    words = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words == [word for name, value, _ in rows for word in (name, str(value))]


SVG = "{http://www.w3.org/2000/svg}"


def test_a_wide_table_is_a_region_that_a_keyboard_can_scroll():
    root = ET.fromstring(str(page.Table("A caption", ["Row", "n"], [["one", "1"]], wide=True).markup()))
    assert (root.get("role"), root.get("aria-label"), root.get("tabindex")) == ("region", "A caption", "0")
    assert root.find("table").find("caption").text == "A caption"


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=5))
def test_paired_bars_are_as_long_as_their_values_hollow_before_and_filled_after(pairs):
    rows = [(f"option {i}", (b, f"before {b}"), (a, f"after {a}")) for i, (b, a) in enumerate(pairs)]
    root = ET.fromstring(str(figures.paired_bars(rows, 60, page.STILL_INK)))
    drawn = list(root.iter("{http://www.w3.org/2000/svg}rect"))
    shown = [(value, filled) for pair in pairs for filled, value in enumerate(pair) if value]
    assert [bar.get("fill") == page.STILL_INK["accent"] for bar in drawn] == [filled == 1 for _, filled in shown]
    edges = [float(bar.get("stroke-width", 0)) for bar in drawn]
    assert [edge > 0 for edge in edges] == [filled == 0 for _, filled in shown]
    lengths = [float(bar.get("width")) + edge for bar, edge in zip(drawn, edges, strict=True)]
    assert lengths == pytest.approx([value / 60 * (figures.WIDTH - 172) for value, _ in shown], rel=1e-4)
    tops = [float(bar.get("y")) for bar in drawn]
    assert tops == sorted(set(tops))
    words = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words == [word for name, (_, before), (_, after) in rows for word in (name, before, after)]


def test_a_table_has_a_caption_scopes_and_no_empty_head():
    root = ET.fromstring(
        str(page.Table("A caption", ["Row", "n"], [["one", "1"], ["two", "2"]], frozenset({1})).markup())
    )
    assert root.find("caption").text == "A caption"
    assert (root.get("aria-label"), root.find("caption").get("aria-hidden")) == ("A caption", "true")
    assert [th.get("scope") for th in root.iter("th")] == ["col", "col", "row", "row"]
    assert all(th.text for th in root.iter("th"))


def test_a_word_of_the_notebook_shows_a_sentence_instead_of_a_traceback():
    @page.forgiving
    def word():
        raise SeminarError("Expected a number.")

    assert word().plain == "Expected a number."


def test_a_live_view_that_cannot_be_made_leaves_the_still_one_and_a_sentence(monkeypatch):
    def live():
        raise SeminarError("No folder to write to.")

    shown = []
    monkeypatch.setattr(
        "IPython.display.display", lambda bundle, metadata, raw: shown.append((bundle["text/plain"], metadata))
    )
    page.Output("still", "plain", live)._ipython_display_()
    assert shown == [("plain", {}), ("No folder to write to.", {page.FAULT: True})]


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [0, 1])
@pytest.mark.parametrize("words", ["text", "quiet", "accent", "marked"])
@pytest.mark.parametrize("behind", ["card", "field", "soft", "tint"])
def test_words_have_contrast(ground, words, behind):
    assert contrast(page.COLOURS[words][ground], page.COLOURS[behind][ground]) >= 4.5


@pytest.mark.parametrize("ground", [0, 1])
@pytest.mark.parametrize("line", ["line", "rest"])
def test_words_have_contrast_with_the_lines_of_a_hatched_tile(ground, line):
    assert contrast(page.COLOURS["text"][ground], page.COLOURS[line][ground]) >= 4.5


@pytest.mark.parametrize("ground", [0, 1])
def test_marked_and_unmarked_differ_without_colour(ground):
    assert contrast(page.COLOURS["marked"][ground], page.COLOURS["rest"][ground]) >= 2.9
