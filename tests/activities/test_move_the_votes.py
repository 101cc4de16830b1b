"""W01b without a browser: counts in, and a panel that says what people who vote one by one would see."""

import html
import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.move_the_votes import LOAD, count_settings, invented, moved
from seminar.activities.parts.own_votes import OwnVote, side_by_side
from seminar.answers.store import store
from seminar.data import records
from seminar.data.evidence import rows
from seminar.screen.controls import Button, Choice, Pane, Range
from seminar.screen.live import Box
from seminar.screen.page import STILL_INK
from seminar.workbench.panel import Panel, View, activity, markup
from support import below

OWN, COUNTS = "My two votes", "I have counts of a class"
OPTIONS = ["true", "partly true", "not true", "cannot say"]
COUNT = st.integers(0, 25)


def panel(before, after, options=OPTIONS, claim=""):
    counted = {f"before_{i}": n for i, n in enumerate(before)} | {f"after_{i}": n for i, n in enumerate(after)}
    return moved(options, claim, **counted)


def room(counts):
    """The people of a round, one by one: what each of them chose."""
    return [option for option, count in zip(OPTIONS, counts, strict=True) for _ in range(count)]


def half_up(part, whole):
    """A whole percentage by counting: the largest n with n − ½ percent of the whole in the part."""
    return max(n for n in range(101) if (2 * n - 1) * whole <= 200 * part)


def written(part, whole):
    """That percentage; none alone is 0%, and all alone is 100%."""
    found = half_up(part, whole)
    return "under 1%" if not found and part else "over 99%" if found == 100 and part < whole else f"{found}%"


@given(st.lists(COUNT, min_size=4, max_size=4), st.lists(COUNT, min_size=4, max_size=4))
def test_the_panel_says_what_people_counted_one_by_one_say(before, after):
    assume(sum(before) >= 5 and sum(after) >= 5)
    shown = panel(before, after)
    figure, table = shown.parts
    for place, option in enumerate(OPTIONS):
        cells = []
        for votes in (room(before), room(after)):
            chose = sum(vote == option for vote in votes)
            cells.append(f"{chose} of {len(votes)}, {written(chose, len(votes))}")
        assert list(table.rows[place]) == [option, *cells]
        assert f"{option}, before {cells[0]}, after {cells[1]}" in figure.alt
        assert f">before {cells[0]}<" in str(figure.live())
    m, n = sum(before), sum(after)
    gains = sum(max(0, a * m - b * n) for b, a in zip(before, after, strict=True))
    stayed = sum(min(b, a) for b, a in zip(before, after, strict=True))  # the most that can have voted twice the same
    changed = min(m, n) - stayed
    cut = f"{100 * gains // (m * n)}%" if 100 * gains >= m * n else f"{(1000 * gains // (m * n)) / 10:g}%"
    moved = (
        f"at least {cut} of them would have moved."
        if changed
        else f"The shares differ by {written(gains, m * n).removesuffix('%')} percentage point"
    )
    assert (moved if gains else "The shares are the same in both rounds.") in shown.text
    if changed:
        assert shown.finding.startswith(f"At least {changed} of {min(m, n)} people changed their vote")
    else:
        assert shown.finding == "The counts do not show that anybody changed their vote"
    assert ("only came late" in shown.finding) == (changed > 0 and m < n)
    assert ("only left" in shown.finding) == (changed > 0 and m > n)
    assert f"{shown.finding}. " in shown.text
    assert ("check the counts" in shown.text) == (max(m, n) > 200)


def test_who_cannot_say_stands_off_the_line_of_the_others():
    votes = [OwnVote("Cats vote.", "true", "cannot say")]
    (apart,) = side_by_side(votes, OPTIONS).parts
    (together,) = side_by_side(votes, ["one", "two"]).parts
    assert "Off the line:" in apart.caption
    assert str(apart.draw(STILL_INK)).count('stroke-dasharray="3 3"') == 1
    assert "Off the line:" not in together.caption
    of_the_alarm = [OwnVote("", "about half", "it depends on other numbers")]
    (third,) = side_by_side(of_the_alarm, records.record("07-vote", records.Vote).options).parts
    assert "Off the line:" in third.caption


@given(st.lists(st.integers(5, 25), min_size=4, max_size=4))
def test_equal_votes_do_not_move(counts):
    assert panel(counts, counts).finding == "The counts do not show that anybody changed their vote"


def test_a_phone_that_comes_late_is_told_plainly():
    shown = panel([6, 6, 0, 0], [4, 8, 1, 0])
    assert shown.finding == "At least 2 of 12 people changed their vote, if 1 person only came late"


def test_the_inputs_stand_in_the_text():
    text = panel([12, 0, 0, 0], [0, 0, 0, 12], claim="Cats vote.").text
    assert text.startswith("The claim voted on: Cats vote. Before, 12 votes: 12 for “true”, 0 for “partly true”, ")
    assert "After, 12 votes: 0 for “true”, 0 for “partly true”, 0 for “not true”, 12 for “cannot say”." in text
    assert "at least 100% of them would have moved" in text


@pytest.mark.parametrize(
    ("before", "after"), [([0] * 4, [0] * 4), ([0] * 4, [5, 0, 3, 0]), ([5, 0, 3, 0], [0] * 4), ([1, 0, 0, 0], [0] * 4)]
)
def test_a_round_without_votes(before, after):
    shown = panel(before, after)
    assert (shown.finding, shown.parts) == ("No votes yet", [])
    assert f"Before: {sum(before)} vote{'s' * (sum(before) != 1)}. After: {sum(after)} vote" in shown.text
    assert all(markup(shown))


@pytest.mark.parametrize(("before", "after"), [([4, 0, 0, 0], [5, 5, 0, 0]), ([5, 5, 0, 0], [1, 1, 1, 1])])
def test_fewer_than_five_votes_show_no_bars_and_no_shares(before, after):
    shown = panel(before, after)
    assert (shown.finding, shown.parts) == ("Too few votes to show", [])
    assert "because fewer would show persons" in shown.text
    assert "%" not in shown.finding + shown.text
    assert len(panel([5, 0, 0, 0], [2, 1, 1, 1]).parts) == 2


def test_more_votes_than_a_class_has_people_are_questioned_and_shown():
    shown = panel([195, 6, 0, 0], [10, 5, 5, 5])
    assert shown.text.endswith("A class here has at most 200 people and one round has 201 votes: check the counts.")
    assert len(shown.parts) == 2
    assert "check the counts" not in panel([195, 5, 0, 0], [10, 5, 5, 5]).text
    assert "one round has 201 votes" in panel([195, 6, 0, 0], [0, 0, 0, 0]).text


@pytest.mark.parametrize("number", [3, 4, 5])
def test_invented_counts_are_called_invented_and_have_equal_totals(number):
    options = [f"option {i}" for i in range(number)]
    shown = moved(options, "", **invented(options))
    assert shown.finding.endswith(", invented counts")
    assert "These counts are invented" in shown.text
    assert all("invented counts" in part.caption for part in shown.parts)
    assert "only" not in shown.finding
    changed = {**invented(options), "after_0": 25}
    assert "invented" not in "".join([moved(options, "", **changed).finding, moved(options, "", **changed).text])


def test_every_option_has_a_count_of_0_to_200_in_each_round():
    made = count_settings(OPTIONS)
    assert [setting.label for setting in made] == [f"{side}: {o}" for side in ("Before", "After") for o in OPTIONS]
    assert {setting.default for setting in made} == {0}
    assert all(setting.scale.steps == tuple(range(201)) for setting in made)
    assert set(invented(OPTIONS)) == {setting.name for setting in made}


def test_each_claim_has_a_tab_with_counts_of_its_own(claims_vote):
    box = activities.move_the_votes("01-w01b").live()
    ways, tabs = below(box, Choice)
    assert (ways.value, [option["text"] for option in ways.options]) == (OWN, [OWN, COUNTS])
    said = {row.id: row.cells["claim"] for row in rows("claims")}
    assert [option["text"] for option in tabs.options] == [said[claim] for claim in ("C01", "C11", "C21", "C57")]
    first, second, *_ = [view for view in below(box, Box) if "seminar-view" in view.classes]
    load, _, reset = below(first, Button)
    assert (load.label, reset.label) == (LOAD, "Back to the start")
    below(second, Range)[0].put(7)
    load.press()
    assert [control.value for control in below(first, Range)] == list(invented(OPTIONS).values())
    assert [control.value for control in below(second, Range)] == [7] + 7 * [0]
    assert "invented counts" in below(first, Pane)[0].html
    reset.press()
    assert [control.value for control in below(first, Range)] == 8 * [0]
    assert "No votes yet" in below(first, Pane)[0].html
    assert below(second, Range)[0].value == 7


def test_the_still_view_shows_no_control_and_no_count(claims_vote):
    shown = activities.move_the_votes("01-w01b")
    assert "Your two votes stand here side by side" in shown.html
    assert "Before:" not in shown.html
    assert shown.plain == "Move the votes. Your two votes stand here side by side as soon as you have voted twice."


def own(box):
    """Finding and picture of the view that stands open at the start."""
    return [pane.html for pane in below(box, Pane) if not pane.hidden][1:3]


def vote(first, then):
    answers = store("01")
    for claim, before, after in zip(("C01", "C11", "C21", "C57"), first, then, strict=True):
        for cell, letter in (("01-vote", before), ("01-revote", after)):
            if letter.strip():
                answers.save(f"{cell}-{claim}", letter)


def test_a_person_alone_sees_both_votes_of_each_claim_without_a_slider(claims_vote):
    vote("abcd", "accd")
    box = activities.move_the_votes("01-w01b").live()
    finding, picture = own(box)
    assert "You moved on 1 of 4" in finding
    assert "You: partly true → not true." in html.unescape(picture)
    assert "You: true, both times." in picture
    hidden = {part for other in below(box, Box) if other.hidden for part in other.tree()}
    assert all(control in hidden for control in below(box, Range))


def test_the_own_votes_follow_what_is_voted_on_the_page(claims_vote):
    box = activities.move_the_votes("01-w01b").live()
    assert "Your two votes stand here" in own(box)[0]
    vote("a   ", "    ")
    assert "You: true → not yet." in html.unescape(own(box)[1])
    assert "Your two votes stand here" in own(box)[0]
    vote("    ", "b   ")
    assert "You moved on 1 of 1" in own(box)[0]


def test_a_vote_on_one_question_says_its_movement_in_the_finding():
    store("06").save("06-vote", "b")
    store("06").save("06-revote", "d")
    finding, _ = own(activities.move_the_votes("06-w01b").live())
    assert "You: in some places → not enough evidence" in html.unescape(finding)


def test_a_vote_on_one_question_has_no_tabs(monkeypatch):
    found = {**records.records("01"), **records.records("07"), "07-w01b": replace(WIDGET, vote="07-revote")}
    monkeypatch.setattr(records, "records", lambda notebook: found)
    box = activities.move_the_votes("07-w01b").live()
    assert [choice.value for choice in below(box, Choice)] == [OWN]
    assert below(box, Range)[0].label == "Before: about 99 in 100"


WIDGET = replace(records.record("07-w07a", records.Activity), title="Move the votes")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "The record of 07-w01b names no vote; expected something like vote: 01-vote."),
        ({"vote": "07-1"}, "07-1 is not a vote, so it has no options to count."),
        ({"vote": "07-99"}, "There is no prompt “07-99” in data/teaching/07.yaml."),
    ],
)
def test_a_record_without_a_vote_gets_a_sentence(monkeypatch, more, expected):
    found = {**records.records("07"), "07-w01b": replace(WIDGET, **more)}
    monkeypatch.setattr(records, "records", lambda notebook: found)
    assert activities.move_the_votes("07-w01b").plain.startswith(expected)


def test_a_still_view_shows_all_views_where_none_is_named(claims_vote):
    views = [View(name, [], lambda name=name: Panel(f"Found {name}", [], "")) for name in "ab"]
    assert re.findall("Found .", activity("01-w01b", *views).html) == ["Found a", "Found b"]
    assert re.findall("Found .", activity("01-w01b", *views, still=views[1:]).html) == ["Found b"]
