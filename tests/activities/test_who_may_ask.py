"""W07c without a browser: no key before five guesses are checked, then law and practice under one set of columns."""

import html
import re

import htpy as h
import pytest
from seminar import activities
from seminar.activities.who_may_ask import (
    ASKERS,
    CELL,
    COLUMNS,
    WAIT,
    cases,
    combinations,
    compared,
    is_compared,
    keys,
    known_gates,
    lists,
    places,
    practice,
    side_by_side,
)
from seminar.answers.store import store
from seminar.data.balance import counts
from seminar.data.evidence import frame
from seminar.errors import SeminarError
from seminar.models.gates import GATES, SILENT, gate
from seminar.paper.forms import form
from seminar.screen.controls import Button, Choice, Select
from support import below, sent

FIRST = ("payment history", "police")
TABLE = frame("data_gates")
KEYS = {place: gate(cases(place, *FIRST)) for place in places()}


def guess(asked=FIRST, checked=True, **others):
    chosen = {place: KEYS[place] for place in places()} | others
    store("07").save(lists(*asked).name, {"chosen": chosen, "checked": checked})


def hidden(said):
    """Whether nothing that the table holds of law, practice or facts stands in *said*."""
    ours = [text for column in ("law_says", "reported_practice") for text in TABLE[column]]
    return not re.search(r"\bf-[A-Z]\d", said) and not any(text in said for text in ours)


def test_no_key_in_the_still_view_or_on_the_paper_of_students():
    shown = activities.who_may_ask()
    for said in (html.unescape(shown.html), form("07-w07c")):
        assert hidden(said)
        assert all(name in said for name in (*places(), *GATES, *ASKERS.values()))
    assert f"a gate for {100 - known_gates()} of 100 combinations" in shown.html
    for one in counts("data_gates"):
        assert f"{one.place} {one.empty} of {one.asked}" in shown.html
    assert "How full the whole table is" not in shown.html
    assert known_gates() == sum(gate(cases(place, *asked)) != SILENT for place in places() for asked in combinations())


def test_the_live_view_sends_no_key_before_the_check_and_only_those_of_one_pair_after():
    live = activities.who_may_ask().live
    assert hidden(sent(live()))
    guess(checked=False)
    assert hidden(sent(live()))
    guess()
    said = sent(live())
    mine = {row["law_says"] for place in places() for _, row in cases(place, *FIRST).iterrows()}
    assert all(text in said for text in mine)
    assert not any(text in said for text in set(TABLE["law_says"]) - mine)


def test_five_guesses_are_asked_for_saved_and_locked():
    live = activities.who_may_ask().live()
    selects, button = below(live, Select), below(live, Button)[-1]
    assert [select.legend for select in selects] == [f"Gate in {place}" for place in places()]
    selects[0].value = "judge"
    button.press()
    assert WAIT in sent(live)
    assert store("07").value(lists(*FIRST).name) == {"chosen": {"China 2019": "judge"}, "checked": False}
    for select in selects:
        select.value = SILENT
    button.press()
    assert all(select.disabled for select in selects)
    assert "agree on 0 of 5 known gates" in sent(live)
    before = store("07").value(lists(*FIRST).name)
    button.press()
    assert store("07").value(lists(*FIRST).name) == before


def test_what_is_checked_takes_no_other_choice_and_says_so():
    live = activities.who_may_ask().live()
    selects, button = below(live, Select), below(live, Button)[-1]
    for select in selects:
        select.value = SILENT
    button.press()
    with pytest.raises(SeminarError, match="This is locked"):
        selects[4].hear({"value": "judge"})
    assert lists(*FIRST).checked(store("07"))["UK"] == SILENT


def test_a_late_choice_never_changes_another_pair_that_is_checked():
    guess()
    live = activities.who_may_ask().live()
    below(live, Select)[4].value = "prosecutor"
    assert below(live, Select)[4].value == KEYS["UK"]
    assert lists(*FIRST).checked(store("07")) == KEYS


def test_another_pair_has_lists_of_its_own_and_the_first_comes_back():
    guess()
    live = activities.who_may_ask().live()
    (request, asker), selects = below(live, Choice)[:2], below(live, Select)
    request.value = "chat text"
    assert [select.value for select in selects] == [""] * 5
    assert store("07").value(lists("chat text", "police").name) is None, "turning saves nothing"
    selects[2].value = "judge"
    asker.value = "court"
    assert [select.value for select in selects] == [""] * 5
    below(live, Button)[0].press()
    assert (request.value, asker.value) == FIRST
    assert [select.value for select in selects] == list(KEYS.values())
    assert store("07").value(lists("chat text", "police").name)["chosen"] == {"Germany / EU": "judge"}


@pytest.mark.parametrize("asked", combinations())
def test_every_place_stands_under_the_same_columns(asked):
    table = side_by_side(*asked, {})
    assert table.columns == (COLUMNS if is_compared(*asked) else COLUMNS[:-1])
    assert len(COLUMNS) <= 6
    assert all(len(row) == len(table.columns) for row in table.rows)
    heads = [re.sub("<[^>]+>", "", str(h.div[row[0]])) for row in table.rows]
    assert list(dict.fromkeys(heads)) == places()
    for place in places():
        assert heads.count(place) == max(1, len(cases(place, *asked)))


def test_silent_places_are_said_and_counted_apart():
    asked = ("location", "tax office")
    assert all(gate(cases(place, *asked)) == SILENT for place in places())
    guess(asked, USA="judge")
    panel = compared(store("07"), *asked)
    assert "no gate is known here, so no guess counts" in panel.finding
    assert "Checked so far: 1 of 20 pairs of request and asker. 5 guesses stood" in panel.text
    assert "5 guesses stood where the table names no gate" in panel.text
    assert all(f"{place}: the table has no row" in panel.points[i] for i, place in enumerate(places()))


def test_a_gate_of_another_case_is_counted_apart():
    asked = ("payment history", "regulator")
    given = dict.fromkeys(places(), SILENT) | {"China 2019": "own request", "China now": "internal approval"}
    guess(asked, **given)
    finding = compared(store("07"), *asked).finding
    assert "agree on 1 of 3 known gates and in 1 your gate stands in another case" in finding
    assert "for 2 the table names no gate" in finding


def test_the_words_say_law_and_practice_of_every_place_apart():
    guess()
    panel = compared(store("07"), *FIRST)
    assert "agree on 5 of 5 known gates" in panel.finding
    assert len(panel.points) == sum(max(1, len(cases(place, *FIRST))) for place in places())
    for point in panel.points:
        assert point.index("The law says:") < point.index("Reported practice:")
    assert 2 <= len(re.findall(r"\.(?: |$)", panel.text)) <= 6


def test_practice_is_compared_only_where_rows_stand_on_both_sides():
    """Law on paper beside practice of one country alone would look like a finding about the two."""
    for asked in combinations():
        chinese = [place for place in practice(*asked) if place.startswith("China")]
        assert is_compared(*asked) is (0 < len(chinese) < len(practice(*asked)))
        guess(asked, **dict.fromkeys(places(), SILENT))
        panel, shown = compared(store("07"), *asked), str(side_by_side(*asked, {}).markup())
        for texts in practice(*asked).values():
            for text in texts:
                assert (str(h.fragment[text]) in shown) is is_compared(*asked)
                assert (text in panel.text) is not is_compared(*asked)
        assert any("Reported practice:" in point for point in panel.points) is is_compared(*asked)


def test_what_one_side_alone_has_of_practice_is_told_apart_with_its_place():
    asked = ("location", "other company")
    guess(asked, **dict.fromkeys(places(), SILENT))
    said = compared(store("07"), *asked).text
    assert "Practice is known of one side only, so it is not compared. USA: " in said
    assert list(practice(*asked)) == ["USA"]


@pytest.mark.parametrize("value", [None, "judge", {"chosen": "judge", "checked": True}, {"chosen": {"UK": "king"}}])
def test_a_file_that_was_edited_does_no_harm(value):
    store("07").save(lists(*FIRST).name, value)
    assert "five guesses to make" in compared(store("07"), *FIRST).finding
    assert hidden(sent(activities.who_may_ask().live()))


def test_before_the_first_check_the_words_say_so_without_counts():
    assert "None of the 20 pairs of request and asker is checked yet." in compared(store("07"), *FIRST).text


def test_answers_of_all_pairs_have_names_of_their_own():
    names = {lists(*asked).name for asked in combinations()}
    assert len(names) == 20
    assert all(re.fullmatch(rf"{CELL}-[a-z-]+", name) for name in names)


def test_the_instructors_key_names_a_gate_for_every_combination():
    made = html.unescape(str(h.div[keys()]))
    items = re.findall(r"<li>(.*?)</li>", made)
    assert len(items) == len(combinations())
    for item, asked in zip(items, combinations(), strict=True):
        for place in places():
            assert f"{place}: {gate(cases(place, *asked))}" in item


def test_no_figure_is_drawn_of_gates_or_counts():
    guess()
    assert "<svg" not in sent(activities.who_may_ask().live())
    assert "<img" not in activities.who_may_ask().html
