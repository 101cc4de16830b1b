"""W04a without a browser: no file before its check, every panel as a slow reader has it, a jigsaw that needs all."""

import re

import htpy as h
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.open_the_files import (
    CELL,
    FILES,
    READERS,
    SETTINGS,
    SHORT,
    chosen,
    events,
    extracts,
    finding,
    keys,
    on_paper,
    opened,
    own,
    picture,
    prose,
    question,
    told_so_far,
)
from seminar.answers.store import store
from seminar.data.evidence import fact, frame, rows
from seminar.errors import SeminarError
from seminar.models import life_files as model
from seminar.paper.forms import form
from seminar.screen.page import STILL_INK
from seminar.workbench.panel import markup
from support import PATHS, read, sent

EVENTS, TABLE = frame("life_events"), frame("file_types")
START = {setting.name: setting.default for setting in SETTINGS}
NOTHING = dict.fromkeys(EVENTS.index, "")


def slowly(reader, year):
    """For each moment that has happened, what the reader may do in each file that keeps it and exists."""
    found = {}
    for key, event in EVENTS.iterrows():
        opening = {name: re.match(r"\d{4}", TABLE.loc[name, "opened"]) for name in event["files"].split(";")}
        there = [name for name, one in opening.items() if not one or int(one[0]) <= year]
        if event["year"] <= year and there:
            found[key] = {name: TABLE.loc[name, reader] for name in there}
    return found


@given(st.sampled_from(list(READERS)), st.integers(model.FIRST, model.LAST))
@effort(deadline=None, max_examples=60)
def test_every_panel_says_what_a_slow_reader_says(reader, year):
    shown, kept = opened(year, reader), slowly(reader, year)
    assert all(markup(shown))
    seen = [key for key, access in kept.items() if "yes" in access.values()]
    unclear = [key for key, access in kept.items() if key not in seen and "unclear" in access.values()]
    numbers = [year, len(seen), *([len(unclear)] if unclear else [])]
    assert [int(n) for n in re.findall(r"\d+", shown.finding)] == numbers
    more = f"; of {len(unclear)} the rules are unclear, which is neither yes nor no" if unclear else ""
    assert f"can read of {len(seen)} in whole or in part{more}. These are" in shown.text
    assert len(shown.points) == len(kept)
    words = [word for access in kept.values() for word in access.values()]
    looks = [shown.parts[0].alt.count(look) for look in ("(disc)", "(dashed ring)", "(square)")]
    assert looks == [words.count(word) for word in ("yes", "unclear", "no")]


def test_at_the_start_lin_reads_the_files_that_rules_open_to_their_person():
    mine = {
        key for key, event in EVENTS.iterrows() if "yes" in [TABLE.loc[f, "person"] for f in event["files"].split(";")]
    }
    assert own() == len(mine)
    assert opened(**START).finding == f"By the end of 2024, Lin can read of {len(mine)} moments"


def test_the_guess_stands_under_the_finding_with_its_distance():
    assert opened(**START).under == ""
    assert (
        f"Lin can read of {own()} moments by the end. You guessed {own() - 3}" in opened(**START, guess=own() - 3).under
    )


def test_a_file_that_is_not_there_yet_says_so_and_has_no_rules():
    for year in (1957, 1975, 2010):
        for _, opening, *rules, _ in opened(year, "employer").parts[1].rows:
            assert (set(rules) == {"–"}) == (f"; not yet by {year}" in opening)


def test_the_rights_of_each_file_are_those_of_the_table():
    for row, (_, file) in zip(opened(2024, "bank").parts[1].rows, TABLE.iterrows(), strict=True):
        assert row[2:6] == [file["bank"], file["can_read"], file["can_correct"], file["can_leave"]]
        assert re.findall(r"\.md#([\w-]+)", str(h.div[row[6]])) == file["facts"].split(";")


def test_what_lin_can_read_stands_in_one_column_where_lin_is_the_reader():
    for row, (_, file) in zip(opened(2024, "person").parts[1].rows, TABLE.iterrows(), strict=True):
        assert row[2:5] == [file["can_read"], file["can_correct"], file["can_leave"]]


def test_an_unknown_reader_and_a_year_outside_are_sentences_with_the_value():
    with pytest.raises(SeminarError, match="it is “dentist”"):
        opened(2024, "dentist")
    with pytest.raises(SeminarError, match="between 1950 and 2024; it is 2031"):
        opened(2031, "bank")


def test_no_reason_and_no_file_of_ours_stands_there_before_a_check():
    view = activities.open_the_files()
    for said in (view.html, view.plain, sent(view.live()), form(CELL)):
        assert not any(event["why"] in said for event in events().values())
    assert "(disc)" not in picture(NOTHING, 3).alt
    assert "It turns on" not in " ".join(told_so_far(NOTHING))


def test_the_plain_view_tells_every_moment_and_what_each_file_may_hold():
    shown = h.div[h.span[activities.open_the_files().html]]
    assert all(event["event"] in str(shown) for event in events().values())
    assert all(words in picture(NOTHING, 0).alt for words in TABLE["content"])


def check(key, file):
    store("04").save(question(key), {"choice": file, "checked": True, "tried": [file]})


def test_a_checked_moment_is_drawn_in_the_lane_of_its_file_and_a_wrong_first_choice_as_a_ring():
    check("life-01", "ft-hukou")
    check("life-02", "ft-court-list")
    choices = chosen(store("04"))
    assert choices == {**NOTHING, "life-01": "ft-hukou", "life-02": "ft-court-list"}
    told = picture(choices, 2).alt
    assert "moment 1 (disc)" in told
    assert "moment 2 (disc)" in told.split("Personal file")[1].split("Work-unit papers")[0]
    assert told.split("Court list")[1].count("moment 2 (ring)") == 1
    assert finding(choices) == "2 of 12 moments checked; right at the first try: 1"
    assert finding(NOTHING).endswith("?")
    said = list(told_so_far(choices))
    assert events()["life-02"]["why"] in said[1]
    assert said[2].endswith("Not checked yet.")


def test_an_answer_that_was_edited_counts_as_none():
    check("life-01", "ft-diary")
    assert chosen(store("04")) == NOTHING


def test_lanes_are_drawn_for_all_six_files():
    drawing = str(picture(NOTHING, 0).draw(STILL_INK))
    assert all(f">{words[0].upper()}{words[1:]}</text>" in drawing for words in FILES.values())


@pytest.mark.parametrize("missing", FILES)
def test_no_home_group_finishes_without_one_of_the_six_experts(missing):
    """At least one moment turns on each file, and what its rule says stands on no other sheet alone."""
    assert [key for key, event in EVENTS.iterrows() if event["turns_on"] == missing]
    elsewhere = {row.id for file in FILES if file != missing for row in extracts(file)}
    assert {row.id for row in extracts(missing)} - elsewhere


def test_what_a_moment_says_of_a_rule_rests_on_facts_of_its_file():
    for row in rows("life_events"):
        named = row.cells["facts"].split(";")
        assert all(fact(one).cells["source_id"] for one in named)
        assert row.cells["turns_on"] in row.cells["files"].split(";")
        years = set(re.findall(r"\b(?:19|20)\d\d\b", row.cells["why"]))
        said = " ".join(str(value) for one in named for value in fact(one).cells.values())
        assert all(year in said for year in years)


def test_the_last_three_moments_are_one_mistake_in_three_files():
    assert len(set(EVENTS["turns_on"][-3:])) == 3


def test_a_short_session_has_the_cards_of_the_three_files_that_the_notebook_names():
    short = on_paper()["in_short"]
    numbers = [str(i) for i, file in enumerate(EVENTS["turns_on"], 1) if file in SHORT]
    assert re.findall(r"\d+", short) == numbers
    assert f"household register, personal file and court list and the cards {short}" in form(CELL)
    path = next(path for path in PATHS if path.name.startswith("04"))
    words = next(cell.source for cell in read(path).cells if cell.id == "04-life")
    part = words.split("In a short session")[1].split(".\n")[0]
    assert [FILES[key] in part for key in FILES] == [key in SHORT for key in FILES]


def test_the_paper_has_every_moment_and_what_the_rules_say_of_every_file():
    paper = form(CELL)
    for words in [*EVENTS["event"], *TABLE["kept_by"], *TABLE["content"]]:
        assert words in paper
    assert all(row.id in paper for file in FILES for row in extracts(file))


def test_the_instructor_reads_the_file_and_the_reason_of_every_moment():
    assert all(str(h.p[event["why"]])[3:-4] in str(keys()) for event in events().values())


RIGHTS = {
    "ft-dangan": {"f-M001", "f-L078"},
    "ft-credit-record": {"f-P045", "f-M018", "f-M019"},
    "ft-app-account": {"f-M056", "f-L063", "f-M063"},
    "ft-court-list": {"f-P035", "f-G020", "f-G025", "f-G026"},
}
"""File → facts on which its key for reading, correcting or leaving rests."""


def test_the_sheet_of_a_file_holds_what_its_key_for_reading_correcting_and_leaving_rests_on():
    for file, named in RIGHTS.items():
        assert named <= set(TABLE.loc[file, "facts"].split(";"))
        assert named <= {row.id for row in extracts(file)}


def test_the_instructor_reads_who_decides_and_as_many_moments_open_to_lin_as_the_page_says():
    said = str(keys())
    assert said.count("Lin can read it: yes") + said.count("in another that keeps it") == own()
    assert "Who decides" not in form(CELL).replace('"Who decides"', "")
    assert list(prose.group("decides")) == list(events())


def test_the_moments_on_paper_are_numbered_as_in_the_words():
    assert [moment["number"] for moment in on_paper()["moments"]] == list(range(1, len(rows("life_events")) + 1))
