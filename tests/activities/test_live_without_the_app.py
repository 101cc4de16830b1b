"""W05c without a browser: the counts are those of the tasks, and words, picture and table agree."""

import re

import htpy as h
import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.live_without_the_app import (
    WORDS,
    guess,
    keys,
    lived,
    people,
    places,
    profile,
    settings,
    tasks,
)
from seminar.models.tools_of_a_day import RESULTS, TOOLS, changed, done
from seminar.paper.forms import form
from seminar.workbench.panel import markup
from support import as_read

START = {setting.name: setting.default for setting in settings()}
removals = st.sets(st.sampled_from(TOOLS))


def plain(node):
    return re.sub(r"<[^>]*>", " ", str(h.fragment[node]))


def a_day(place, removed):
    return lived(place, **{tool: tool in removed for tool in TOOLS})


@given(st.sampled_from(places()), removals)
@tries(deadline=None, max_examples=80)
def test_every_day_says_what_the_model_says(place, removed):
    panel = a_day(place, removed)
    assert all(markup(panel))
    figure, table = panel.parts
    days = {person: [done(task, profile(person, place), removed) for task in tasks()] for person in people()}
    same = sum(not changed(results) for results in days.values())
    assert panel.finding == f"{place.capitalize()}: the day stays the same for {same} of 5"
    assert len(table.rows) == 14
    for number, (point, results) in enumerate(zip(panel.points, days.values(), strict=True), 1):
        counts = [sum(one.result == name for one in results) for name in RESULTS]
        words = [f"{count} {WORDS[name]}" for count, name in zip(counts, RESULTS, strict=True)]
        assert f"{', '.join(words[:3])} and {words[3]}." in point
        added = sum(one.added for one in results)
        assert (f"{added} minute" in point) == bool(added)
        for row, one in zip(table.rows, results, strict=True):
            assert ("slower" in row[number]) == (one.added > 0)
            assert (f"+{one.added}" in figure.alt) or not one.added
    never = sum(one.before.tool is None for results in days.values() for one in results)
    assert figure.alt.count("not possible alone before either") == never
    signs = figure.alt.partition("worker. ")[2].replace("slower, in minutes", "slower").split("; ")
    *each, total = [
        [int(sign.partition("+")[2].strip(".") or 0) for sign in line.split(": ")[1].split(", ")] for line in signs
    ]
    assert total == [sum(column) for column in zip(*each, strict=True)]


def test_the_default_is_the_big_city_without_the_app():
    panel = lived(**START)
    assert panel.finding == "Big city of 2018: the day stays the same for 2 of 5"
    assert panel.text.startswith(
        "Taken away: super-app in the big city of 2018. The day stays the same for older resident"
    )
    assert panel.points[0].startswith("Student: 5 as before, 6 slower, 1 with another person and 2 not possible.")


@pytest.mark.parametrize(
    ("number", "said"),
    [(2, "You guessed 2: exactly so."), (5, "You guessed 5, and the answer is 2: 3 too many"), (0, "2 too few")],
)
def test_the_guess_stands_under_the_finding_in_every_later_setting_too(number, said):
    for place in places():
        under = lived(place, guess=number, app=True, phone=True, card=False, cash=True).under
        assert said in under
        assert under.endswith("That was the big city of 2018 without the super-app.")
    assert lived(**START).under == ""


@pytest.mark.parametrize("place", places())
def test_with_nothing_taken_away_nothing_is_slower(place):
    panel = a_day(place, set())
    assert panel.finding.endswith("stays the same for 5 of 5")
    assert panel.text.startswith(f"Nothing is taken away in the {place}")
    assert all("No task takes longer." in point for point in panel.points)


def test_somebody_who_has_no_app_loses_nothing_with_it():
    older = people().index("older resident")
    with_app, without = (a_day("big city of 2018", gone) for gone in (set(), {"app"}))
    assert with_app.points[older] == without.points[older]
    assert "3 could not be done alone before either." in without.points[older]
    assert "not possible, as before" in plain(without.parts[1].rows)


def test_the_phone_takes_the_app_with_it_and_the_words_say_so():
    panel = a_day("big city of 2018", {"phone"})
    assert panel.text.startswith("Taken away: phone (and with the phone the super-app) in the big city of 2018")
    assert panel.points == a_day("big city of 2018", {"phone", "app"}).points


def test_where_every_day_changes_the_words_say_nobody():
    assert "The day stays the same for nobody." in a_day("big city of 2026", {"phone", "cash"}).text


def test_every_task_says_whether_it_is_the_essay_s_a_fact_s_or_invented():
    flags = [plain(row[0]) for row in lived(**START).parts[1].rows]
    said = {flag: sum(flag in one for one in flags) for flag in ("named in ¶18", "from a fact", "invented")}
    assert said == {"named in ¶18": 8, "from a fact": 2, "invented": 4}
    assert sum("f-L071" in one for one in flags) == 3


def test_the_start_asks_for_a_guess_and_does_not_tell_the_day():
    shown = activities.live_without_the_app().html
    assert guess().question in shown
    assert "stays the same" not in shown
    assert "invented" in shown


def test_the_paper_grid_has_every_task_and_every_person_with_the_minutes_of_the_table():
    words = as_read(form("05-w05c"))
    for task in tasks():
        assert f"[{task['task']}]" in words
    for person in people():
        for place in places():
            assert f"[{person}, {place}]" in words
    assert "[Pay the rent or the room], [1], [–], [15], [20], [yes]" in words
    assert "[tourist, big city of 2018], [–], [+6], [+4], [+2], [no]" in words


def test_the_paper_asks_for_the_guess_of_the_screen_and_begins_in_its_place():
    words = form("05-w05c")
    assert guess().question in words
    assert f"All groups play the {places()[0]}." in words
    assert words.index(f"{people()[-1]}, {places()[0]}") < words.index(f"{people()[0]}, {places()[1]}")


def test_the_key_says_who_keeps_the_day_and_who_loses_most_without_cash_too():
    said = re.sub(r"\s+", " ", plain(keys()))
    assert "The 14 tasks without the super-app, and then without cash too" in said
    assert "Nothing changes in the big city of 2018 for: older resident and tourist." in said
    assert "Who loses most in the big city of 2018 without both: street seller. There are 9 tasks" in said
    assert "5 slower; 9 not possible" in said
