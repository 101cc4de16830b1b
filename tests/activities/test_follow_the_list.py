"""W06a without a browser: every setting gives a panel that says what the model says."""

import re

import htpy as h
import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.follow_the_list import settings, steps_of
from seminar.data.evidence import fact, frame
from seminar.models import listing
from seminar.screen.page import STILL_INK
from seminar.workbench.panel import markup

SETTINGS = {setting.name: setting for setting in settings()}
START = {name: setting.default for name, setting in SETTINGS.items()}
SWITCHES = [name for name in SETTINGS if name.startswith("what_if")]
ENTRIES = [entry for entry, _ in SETTINGS["entry"].scale.options]
MOST = SETTINGS["shown"].scale.steps[-1]


def plain(node):
    return re.sub(r"<[^>]*>", "", str(node))


@given(st.sampled_from(ENTRIES), st.integers(2013, 2026), st.integers(1, MOST), st.sets(st.sampled_from(SWITCHES)))
@tries(deadline=None, max_examples=60)
def test_every_setting_says_what_the_model_says(entry, year, shown, on):
    panel = steps_of(entry, year, shown, **{name: name in on for name in SWITCHES})
    found = listing.way(frame("list_steps"), entry, year)
    assert all(markup(panel))
    if found.empty:
        assert panel.finding == f"{entry.capitalize()}, {year}: no step found in force"
        return
    out, objections = listing.exits(found)
    counts = f"{len(found)} step"
    assert counts in panel.finding
    assert ("no way out found" in panel.text) == (out == 0)
    assert ("no way to object found" in panel.text) == (objections == 0)
    seen = found.head(shown)
    assert len(panel.points) == len(seen)
    table = panel.parts[1]
    assert [row[0][0] for row in table.rows] == [f"{row.number}. {row.what_happens}" for row in seen.itertuples()]
    invented = [part for part in panel.parts[2:] if part.caption.startswith("Invented")]
    assert [len(part.rows) for part in invented] == ([len(on)] if on else [])
    assert panel.parts[0].alt.count("· invented") == len(on)
    assert panel.text.count("Invented: ") == len(on)


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("year", [2013, 2018, 2026])
def test_each_step_and_limit_shown_links_to_facts_that_exist(entry, year):
    *earlier, limits = steps_of(**{**START, "entry": entry, "year": year}).parts
    for row in [*limits.rows, *(row for steps in earlier[1:] for row in steps.rows)]:
        linked = re.findall(r"\.md#([\w-]+)", str(h.div[row[-1]]))
        assert linked or row[-1] == "not found"
        assert all(fact(key) for key in linked)
    for row in limits.rows:
        assert (row[1] == "not found") == (row[4] == "not found")


def test_a_field_without_a_limit_says_not_found():
    limits = steps_of(**{**START, "entry": "rail or air misconduct"}).parts[-1]
    by_field = {row[0]: row for row in limits.rows}
    assert by_field["Jobs"][1:] == ["not found", "–", "–", "not found"]
    assert by_field["Flights"][3] != "–"


def test_before_2017_no_way_off_an_agency_list_was_found_and_the_page_says_so():
    panel = steps_of(**{**START, "entry": "administrative penalty", "year": 2016})
    assert panel.finding.endswith("no way out found and 1 way to object")
    assert "the start of 2 was not found" in panel.text


def test_local_steps_are_said_to_be_local():
    panel = steps_of(**START)
    local = frame("list_steps").loc["s-court-09"]
    row = next(row for row in panel.parts[1].rows if local["what_happens"] in row[0][0])
    assert "In some places only. Who acts: some local courts" in plain(h.div[row[0]])
    assert "Local: Faces and" in str(panel.parts[0].draw(STILL_INK))
    assert "1 of them exists in some places only" in panel.text


def test_a_safeguard_names_the_real_steps_that_do_the_same():
    assert "Real step 16 already does a part of it." in steps_of(**{**START, "what_if_review": True}).text
    said = steps_of(**{**START, "what_if_reasons": True}).text
    assert "Invented: reasons. These" in said


def test_codes_of_safeguards_name_real_steps():
    named = ";".join(frame("what_if_steps")["real_steps"].dropna()).split(";")
    assert set(named) <= set(frame("list_steps").index)


def test_the_still_view_shows_all_steps_and_no_safeguard():
    shown = activities.follow_the_list()
    panel = steps_of(**START)
    assert panel.finding in shown.html
    assert "Rules of the year: 2018;" in shown.html
    assert "What if: Written notice: off" in shown.html
    assert all(plain(f"{number}. ") in shown.html for number in range(1, 17))
    assert "you switched on" not in plain(shown.html).split("Left out")[0]
    assert shown.html.count("<ol") == 1


def test_a_missing_table_is_named(pack_copy):
    (pack_copy / "data" / "evidence" / "list_steps.csv").unlink()
    assert "The file data/evidence/list_steps.csv is missing" in activities.follow_the_list().plain
