"""W04c without a browser: every pair, every offer; a cause only with a sourced rule or flow of data on the page."""

import re
from itertools import chain, combinations, permutations

import pytest
from seminar import activities
from seminar.activities.trace_the_descent import KINDS, PAIRS, SETTINGS, SILENT, SYSTEMS, keys, links, traced
from seminar.data.evidence import fact, rows
from seminar.paper.forms import form
from seminar.workbench.panel import markup

START = {setting.name: setting.default for setting in SETTINGS}
PAIRS_OF_ALL = list(permutations(SYSTEMS, 2))
OFFERS = list(chain.from_iterable(combinations(KINDS, size) for size in range(len(KINDS) + 1)))


def offered(one, other, kinds):
    return traced(one, other, **{kind: kind in kinds for kind in KINDS})


def sourced(one, other):
    """The sourced kinds of a pair, straight from the rows."""
    return {
        row.cells["kind"]
        for row in rows("descent_links")
        if (row.cells["one"], row.cells["other"]) in ((one, other), (other, one)) and row.cells["state"] == "sourced"
    }


@pytest.mark.parametrize(("one", "other"), PAIRS_OF_ALL)
def test_cause_is_said_only_with_a_sourced_law_or_data_link_that_is_offered(one, other):
    for kinds in OFFERS:
        panel = offered(one, other, kinds)
        backed = sourced(one, other) & set(kinds)
        assert ("a cause can be argued" in panel.finding) == bool(backed & {"law", "data"})
        assert f"{len(kinds)} of 5 kinds of evidence; {len(backed)}" in panel.text
        shown = [row for row in panel.parts[1].rows if row[1] == "sourced"]
        assert len(shown) == len(backed)


def test_the_order_of_the_two_systems_does_not_matter():
    for one, other in PAIRS_OF_ALL:
        assert links(one, other) == links(other, one)


def test_what_is_not_offered_is_not_shown():
    panel = offered("sys-court-list", "sys-sesame", {"look"})
    said = " ".join(markup(panel))
    hidden = [row.cells["why"] for kind, row in links("sys-court-list", "sys-sesame").items() if kind != "look"]
    assert not any(why in said for why in hidden)


def test_a_kind_without_a_row_is_not_found_and_says_so():
    row = offered("sys-work-unit-1965", "sys-sesame", {"data"}).parts[1].rows[0]
    assert row[1:] == ["not found", SILENT, "none found"]


def test_the_popular_claim_is_a_likeness_at_the_start_and_its_rule_names_its_year():
    assert traced(**START).finding == "From what you tick: only a likeness"
    panel = offered("sys-dangan-today", "sys-plan2014", {"law"})
    assert panel.finding == "From what you tick: a cause can be argued, but not for the origin"
    assert "The link dates from 2021, and both systems are older" in panel.text
    assert "A rule of 2021" in panel.points[0]
    assert "cannot show where the plan came from" in panel.points[0]
    assert fact("f-M003").cells["date"][:4] == "2021"


def test_a_link_that_is_old_enough_has_no_such_limit():
    for pair, kind in ((("sys-court-list", "sys-pboc"), "data"), (("sys-court-list", "sys-sesame"), "data")):
        panel = offered(*pair, {kind})
        assert panel.finding == "From what you tick: a cause can be argued"
        assert "both systems are older" not in panel.text


@pytest.mark.parametrize("system", SYSTEMS)
def test_one_system_twice_is_a_sentence(system):
    panel = traced(**{**START, "one": system, "other": system})
    assert panel.finding == "Pick two different systems"
    assert SYSTEMS[system] in panel.text


def test_nothing_ticked_is_no_evidence():
    panel = offered("sys-court-list", "sys-sesame", ())
    assert panel.finding == "From what you tick: no evidence"
    assert panel.parts[1].rows == [["Nothing is ticked yet", "–", "–", "–"]]


def test_the_year_of_a_link_is_that_of_one_of_its_facts():
    dated = [row for row in rows("descent_links") if "since" in row.cells]
    assert dated
    for row in dated:
        said = " ".join(str(value) for one in row.rests_on() for value in one.cells.values())
        assert (row.cells["state"], row.cells["kind"] in ("law", "data")) == ("sourced", True)
        assert str(row.cells["since"]) in said


def test_years_in_a_reason_stand_in_its_facts():
    for row in rows("descent_links"):
        said = " ".join(str(value) for one in row.rests_on() for value in one.cells.values())
        for year in re.findall(r"\b(?:19|20)\d\d\b", row.cells["why"]):
            assert year in said, row.id


def test_every_system_of_the_table_can_be_chosen():
    assert {row.cells[name] for row in rows("descent_links") for name in ("one", "other")} == set(SYSTEMS)


def test_before_a_guess_the_page_holds_no_link_and_after_it_the_guess_stays():
    shown = activities.trace_the_descent()
    assert "What can be shown of this pair?" in shown.html
    assert "sourced" not in shown.html
    panel = traced(**START, guess="shared purpose")
    assert panel.under == (
        "You guessed: they share a purpose, and no more. "
        "Our table shows: a rule or a flow of data joins them, but not for the origin."
    )
    other = {**START, "one": "sys-court-list", "other": "sys-sesame"}
    assert "You guessed" not in traced(**other, guess="shared purpose").under
    assert traced(**{**START, "law": True}, guess=None).under.startswith("The link dates from 2021")


def test_what_is_offered_is_drawn_as_it_is_sourced_and_the_rest_is_thin():
    picture = offered("sys-court-list", "sys-sesame", {"data", "look"}).parts[0]
    assert "Data of one are passed on to the other: sourced, since 2015" in picture.alt
    assert "They look alike: contradicted" in picture.alt
    assert picture.alt.count("not ticked") == 3
    assert picture.alt.startswith("Two boxes, court default list and Sesame Credit")


def test_the_paper_holds_the_rows_of_its_pairs():
    paper = form("04-w04c")
    for pair in PAIRS:
        assert all(row.cells["why"] in paper for row in links(*pair).values())


def test_the_instructor_reads_every_reading_of_the_pairs_and_what_follows():
    said, paper = str(keys()), form("04-w04c")
    for pair in PAIRS:
        every = offered(*pair, KINDS)
        assert f"Result from all rows: {every.finding.removeprefix('From what you tick: ')}." in said
    assert said.count("<tr>") == len(PAIRS) + sum(len(links(*pair)) for pair in PAIRS)
    assert "Result from all rows" not in paper
