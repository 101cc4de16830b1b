"""W02a without a browser: each rendering says what its row says, and Chinese is marked as Chinese."""

import re

import pytest
from seminar import activities
from seminar.activities.explore_the_terms import explored, renderings_of, sentences, view
from seminar.course.sources import no_source
from seminar.models.renderings import marks
from seminar.paper.forms import form
from seminar.screen.page import CHINESE
from seminar.workbench.panel import markup

CHOICES = [(term, key) for term in sentences() for key in renderings_of(term).index]


def bare_chinese(said):
    return CHINESE.search(re.sub(r'<(span|g) lang="zh">.*?</\1>', "", said))


@pytest.mark.parametrize(("term", "key"), CHOICES)
def test_a_panel_holds_the_row_and_names_inputs_result_and_limit(term, key):
    panel, row = explored(term, key), renderings_of(term).loc[key]
    finding, body, words = markup(panel)
    shown = re.sub("<[^>]+>", "", body + words).replace("&#39;", "'")
    for cell in ("pinyin", "literal", "used_by", "reader_infers", "rendering"):
        assert row[cell] in shown
    assert row["pinyin"] in panel.finding
    assert row["used_by"] in panel.text
    assert "nobody has measured" in panel.text
    assert "?." not in panel.text
    assert 3 <= len(re.findall(r"[.?](?: |$)", panel.text)) <= 5
    assert not bare_chinese(finding + body + words)
    assert f'lang="zh">{term}' in words
    assert term in re.sub("<[^>]+>", "", body)
    assert (row["facts"] if isinstance(row["facts"], str) else no_source()).split(";")[0] in shown


@pytest.mark.parametrize(("term", "key"), CHOICES)
def test_the_three_marks_stand_apart(term, key):
    panel, has = explored(term, key), marks(renderings_of(term).loc[key])
    row = next(row for row in panel.parts[2].rows if "(chosen)" in str(row[0]))
    assert row[3] == ", ".join(f"{'●' if name in has else '○'}\u00a0{name}" for name in ("moral", "financial", "legal"))
    assert not re.search(r"\d", row[3])


def test_the_default_is_sincerity_and_the_still_view_has_every_term():
    shown = activities.explore_the_terms()
    assert shown.plain.startswith("Explore the terms. chéngxìn as “sincerity”")
    assert not bare_chinese(shown.html)
    for term in sentences():
        assert term in shown.html
        assert renderings_of(term)["pinyin"].iloc[0].replace("'", "&#39;") in shown.html


def test_a_term_with_too_few_renderings_is_a_sentence(pack_copy):
    table = pack_copy / "data" / "evidence" / "terms.csv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text(
        "".join(line for line in lines if not line.startswith("t-lianhe-chengjie-joint-disciplinary")), "utf-8"
    )
    assert "“联合惩戒” has 1 of the 2 renderings" in re.sub("<[^>]+>", "", activities.explore_the_terms().html)


def test_the_paper_cards_have_every_rendering():
    paper = form("02-w02a")
    for term, key in CHOICES:
        assert term in paper
        assert renderings_of(term).loc[key, "rendering"] in paper


def test_a_tab_offers_the_renderings_of_its_term_only():
    for term in sentences():
        (setting,) = view(term).settings
        assert [key for key, _ in setting.scale.options] == list(renderings_of(term).index)
