"""W06c without a browser: every setting gives a panel that says what the model says."""

import re

import htpy as h
import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.cross_the_road import SETTINGS, crossed, merged
from seminar.data.evidence import fact, frame
from seminar.models import crossing
from seminar.paper.forms import form
from seminar.workbench.panel import markup

START = {setting.name: setting.default for setting in SETTINGS}
OPTIONS = {
    setting.name: [value for value, _ in setting.scale.options]
    for setting in SETTINGS
    if hasattr(setting.scale, "options")
}


def plain(node):
    return re.sub(r"<[^>]*>", "", str(h.div[node]))


@given(
    st.integers(0, 50),
    st.sampled_from(OPTIONS["light"]),
    st.sampled_from(OPTIONS["seen_by"]),
    st.sampled_from(OPTIONS["person"]),
    st.booleans(),
)
@tries(deadline=None, max_examples=60)
def test_every_setting_says_what_the_model_says(metres, light, seen_by, person, taken):
    panel = crossed(metres, light, seen_by, person, taken)
    situation = crossing.Situation(metres, light, seen_by, person, "yes" if taken else "no")
    table = crossing.rulings(frame("crossing_cases"), situation)
    assert all(markup(panel))
    counts = crossing.silences(table)
    missing, untried, idle = (counts[word] for word in crossing.SILENCES)
    assert f"of 24 answers {missing} not found, {untried} not searched" in panel.finding
    assert f"Of 24 answers {missing} were looked for and not found, {untried} not searched, and {idle} do" in panel.text
    assert panel.finding.startswith(f"An offence in {list(table['offence']).count('yes')} of 4 rulebooks")
    shown, *noted = panel.parts
    assert [row for part in noted for row in part.rows] == [
        [book, row["note"]] for book, row in table.iterrows() if row["note"]
    ]
    for row, answer in zip(shown.rows, crossing.ANSWERS, strict=False):
        assert [plain(cell).lower() for cell in row[1:]] == [text.lower() for text in map(escaped, table[answer])]
    assert len(panel.points) == 4
    for sentence, (book, row) in zip(panel.points, table.iterrows(), strict=True):
        assert sentence.startswith(f"{book}: ")
        assert all(row[answer] in sentence for answer in crossing.ANSWERS)


def test_the_three_words_for_silence_are_told_apart_where_they_stand():
    shown = " ".join(
        str(h.div[cell]) for row in crossed(1, "red", "crowd", "visitor", False).parts[0].rows for cell in row
    )
    for word in ("Not found: no national law", "Not searched: if police act", "Does not arise: no offence"):
        assert f'<span class="quiet">{word}' in shown


def test_an_offence_in_some_places_only_is_counted_apart():
    away, on_red = crossed(1, "none", "officer", "visitor", True), crossed(0, "red", "officer", "visitor", True)
    assert away.finding.startswith("An offence in 2 of 4 rulebooks and in some places in 1 more;")
    assert "an offence in 2 of 4 rulebooks and in some places in 1 more, and" in away.text
    assert on_red.finding.startswith("An offence in 3 of 4 rulebooks;")


def escaped(text):
    return str(h.fragment[text])


def test_each_column_with_an_answer_links_to_facts_that_exist():
    rests = next(row for row in crossed(**START).parts[0].rows if row[0] == "Rests on")
    linked = [re.findall(r"\.md#([\w-]+)", str(h.div[cell])) for cell in rests[1:]]
    assert [bool(keys) for keys in linked] == [True, True, True, True]
    assert all(fact(key) for keys in linked for key in keys)


@pytest.mark.parametrize(
    ("metres", "words"), [(0, "on the crossing itself"), (1, "1 metre from"), (7, "7 metres from")]
)
def test_the_scene_is_said(metres, words):
    assert words in crossed(**{**START, "metres": metres}).text


def test_papers_that_nobody_can_take_are_remarked_on():
    assert "though nobody is there to take it" in crossed(**{**START, "seen_by": "nobody"}).text
    assert "though nobody" not in crossed(**START).text


def test_the_still_view():
    shown = activities.cross_the_road()
    panel = crossed(**START)
    assert panel.finding in shown.html
    assert "Metres from the lines: 1; Light: no light here; Seen by: an officer; Who crosses: visitor;" in shown.html
    assert shown.plain.endswith("Choose Run, then Run All Cells, to change the numbers.")


def test_the_paper_has_every_case_once_and_merges_only_rows_with_equal_answers():
    cases, paper = frame("crossing_cases"), form("06-w06c")
    for _, rows in cases.groupby("rulebook"):
        answers = rows[["seen_by", "person", "identity_taken", *crossing.ANSWERS, "facts"]]
        assert len(merged(rows)) == len(answers.drop_duplicates())
        for (when, *said), (_, row) in zip(merged(rows), answers.drop_duplicates().iterrows(), strict=True):
            assert said == [*row[list(crossing.ANSWERS)], row["facts"]]
            assert when in paper
    seen = [when for when, *_ in merged(cases[cases["rulebook"] == "Germany"]) if "seen by camera or crowd" in when]
    assert seen[0] == "on the lines, light: red; seen by camera or crowd"
