"""W06a without a browser: no stop before it is reached, our reading after a choice, and the price of a safeguard."""

import html
import re
from itertools import chain, product

import pytest
from seminar import activities
from seminar.activities.follow_the_list import (
    FIRST,
    KEYS,
    LATEST,
    START,
    by_now,
    chips,
    entries,
    on_paper,
    opened,
    question,
    reading,
    safeguard,
    said,
    sign,
    stops,
    tally,
)
from seminar.answers.store import store
from seminar.data.evidence import fact, frame
from seminar.models import listing
from seminar.paper.forms import form
from seminar.screen.controls import Choice, Select, Switch
from support import as_read, below, sent

COURT = stops("court default", START)
SAFEGUARDS = frame("what_if_steps")
EVERY = [found for way in product(entries(), range(FIRST, LATEST + 1)) if (found := stops(*way))]


def plain(node):
    return html.unescape(re.sub(r"<[^>]*>", "", str(node)))


def check(stop, choice):
    store("06").save(question(stop["id"]), {"choice": choice, "checked": True, "tried": [choice]})


def live():
    return activities.follow_the_list().live()


def select(view, label):
    return next(part for part in below(view, Select) if part.legend == label)


def line(view):
    return next(part for part in below(view, Choice) if part.look == "line")


def test_at_the_start_nothing_of_a_later_stop_is_on_the_page():
    told = sent(live())
    assert said(COURT[0]) in told
    for later in COURT[1:]:
        assert said(later) not in told
        assert later["effect"] not in told
    assert COURT[0]["effect"] not in told
    assert not re.search(r"\bf-[A-Z]\d", told)


def test_the_still_view_asks_at_the_first_stop_and_keeps_all_others_for_later():
    shown = activities.follow_the_list()
    assert said(COURT[0]) in plain(shown.html)
    assert "Is there a way out here?" in shown.html
    assert not any(said(stop) in plain(shown.html) for stop in COURT[1:])
    (result,) = shown._marks.values()
    assert all(said(stop) in plain(result) for stop in COURT)


def test_a_choice_opens_its_stop_and_no_other():
    view = live()
    check(COURT[0], "yes")
    told = sent(view)
    assert COURT[0]["effect"] in told
    assert "Our reading:" in told
    assert said(COURT[1]) not in told


def test_next_tells_what_happens_and_leaves_the_rest_closed():
    view = live()
    line(view).hear({"value": "1"})
    told = sent(view)
    assert said(COURT[1]) in told
    assert COURT[1]["effect"] not in told
    assert said(COURT[2]) not in told


def test_all_on_one_page_shows_every_stop_closed():
    view = live()
    below(view, Switch)[0].hear({"value": True})
    told = sent(view)
    assert all(said(stop) in told for stop in COURT)
    assert not any(stop["effect"] in told for stop in COURT)


def test_one_comes_back_to_the_first_stop_that_is_closed():
    for stop in COURT[:3]:
        check(stop, "no")
    assert line(live()).value == "3"


@pytest.mark.parametrize("entry", entries())
def test_another_year_or_way_has_its_own_stops(entry):
    view = live()
    select(view, "Way onto it").hear({"value": entry})
    select(view, "Rules at the end of").hear({"value": "2026"})
    assert len(line(view).options) == len(stops(entry, 2026))
    assert said(stops(entry, 2026)[0]) in sent(view)


def test_a_year_without_rules_says_so():
    view = live()
    select(view, "Way onto it").hear({"value": "rail or air misconduct"})
    select(view, "Rules at the end of").hear({"value": "2017"})
    assert "Rail or air misconduct, 2017: no step was found in force" in sent(view)


def test_each_stop_says_who_acts_and_links_to_facts_that_exist():
    for stop in chain.from_iterable(EVERY):
        told = str(opened(stop))
        assert stop["actor"] in plain(told)
        linked = re.findall(r"\.md#([\w-]+)", told)
        assert linked == stop["facts"].split(";")
        assert all(fact(key) for key in linked)
        assert not said(stop).startswith("Way ")
        assert reading(stop).endswith(".")


def test_a_local_stop_says_so():
    assert "In some places only: some local courts" in plain(opened(COURT[8]))


def test_on_paper_a_stop_says_that_it_is_local_if_it_is_and_only_then():
    told = [row for rows in on_paper()["told"].values() for row in rows]
    wanted = [stop["local"] == "yes" for entry in entries() for stop in stops(entry, START)]
    assert ["In some places only: " in acts for acts, *_ in told] == wanted
    assert any(wanted)
    assert not all(wanted)


def test_the_same_count_is_made_of_the_reader_and_of_us():
    answers = store("06")
    assert tally(COURT, answers).startswith("Your choice is kept.")
    for stop, choice in zip(COURT, ("no", "no", "yes", "unsure"), strict=False):
        check(stop, choice)
    assert tally(COURT, answers) == "Open stops: 4 of 16. Ways out among these: you saw 1, we 1."


def test_what_has_begun_for_the_person_is_told_and_where_it_can_end():
    assert by_now(COURT, 2) == {}
    assert "nothing yet" in plain(chips(COURT, 2))
    assert by_now(COURT, 4) == {"name public": "yes", "flights and G trains": "yes", "other spending": "yes"}
    lifted = by_now(COURT, 11)
    assert lifted["flights and G trains"] == "can end here"
    assert lifted["name public"] == "yes"
    assert by_now(COURT, 12)["name public"] == "can end here"


@pytest.mark.parametrize("entry", entries())
def test_what_can_end_has_begun_before(entry):
    begun = set()
    for stop in stops(entry, START):
        ends = stop["ends"].split(";") if isinstance(stop["ends"], str) else []
        assert begun.issuperset(ends)
        begun.update(stop["begins"].split(";") if isinstance(stop["begins"], str) else [])


@pytest.mark.parametrize("key", SAFEGUARDS.index)
def test_a_safeguard_says_which_stop_it_changes_and_what_it_costs(key):
    told = plain(safeguard(key, "court default", COURT))
    changed = [stop["name"] for stop in COURT if stop["id"] in SAFEGUARDS.at[key, "changes"].split(";")]
    assert changed
    assert re.search(r"It changes stops? ([\dA-F, and]+)\.", told)[1] == " and ".join(changed)
    assert told.startswith(f"Invented: {SAFEGUARDS.at[key, 'safeguard']}.")
    assert f"For the creditor who waits: {SAFEGUARDS.at[key, 'price']}" in told
    first = next(stop for stop in COURT if stop["name"] == changed[0])
    assert sign(first, key, store("06")) == "changed"
    assert sign(COURT[1], key, store("06")) == ""


def test_choosing_a_safeguard_shows_it_at_once_and_nothing_of_the_stop():
    view = live()
    select(view, "What if (invented)").hear({"value": "what-if-notice"})
    told = sent(view)
    assert "It changes stop 4." in told
    assert said(COURT[3]) not in told


def test_a_safeguard_names_the_real_stops_that_do_the_same():
    assert "Real stop F already has a part of it." in plain(safeguard("what-if-review", "court default", COURT))
    assert "Real stops 1 and 3 already have" in plain(safeguard("what-if-notice", "court default", COURT))


@pytest.mark.parametrize("column", ["changes", "real_steps"])
def test_codes_of_safeguards_name_real_steps(column):
    named = ";".join(SAFEGUARDS[column].dropna()).split(";")
    assert set(named) <= set(frame("list_steps").index)


def test_on_paper_the_stops_are_asked_before_they_are_told():
    asked, _, told = as_read(form("06-w06a")).partition("pagebreak")
    for stop in COURT:
        assert said(stop) in asked
        assert stop["effect"] not in asked
        assert stop["effect"] in told


def test_stops_that_are_taken_apart_from_each_other_have_letters_and_fork_off_the_line():
    options = line(live()).options
    assert [option["short"] for option in options] == [*map(str, range(1, 11)), *"ABCDEF"]
    assert [option["apart"] for option in options] == [False] * 10 + [True] * 6
    assert {option["text"] for option in options if option["apart"]} == {"What may follow, each by itself"}


def test_leave_for_one_purchase_is_no_way_off_the_list():
    leave = next(stop for stop in COURT if stop["id"] == "s-court-11")
    assert (leave["name"], KEYS[leave["exit"]]) == ("A", "no")
    assert reading(leave) == "there is none at this stop. The name stays on the list."


def test_where_not_sure_is_our_reading_it_says_that_no_source_was_found():
    unsure = [stop for stop in COURT if KEYS[stop["exit"]] == "unsure"]
    assert unsure
    assert all("found no source" in reading(stop) for stop in unsure)


def test_our_reading_comes_to_one_of_the_answers():
    assert {stop["exit"] for every in EVERY for stop in every} == set(KEYS)
    for every in EVERY:
        for stop in every:
            assert stop["kind"] not in listing.LEAVING or stop["exit"] == listing.HERE


def test_a_missing_table_is_named(pack_copy):
    (pack_copy / "data" / "evidence" / "list_steps.csv").unlink()
    assert "The file data/evidence/list_steps.csv is missing" in activities.follow_the_list().plain
