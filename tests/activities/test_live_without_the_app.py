"""W05c without a browser: the counts are those of the tasks, and words, picture and table agree."""

import re

import htpy as h
import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.live_without_the_app import WORDS, lived, people, places, profile, settings, tasks
from seminar.models.tools_of_a_day import RESULTS, TOOLS, done
from seminar.paper.forms import form
from seminar.workbench.panel import markup
from support import as_read

START = {setting.name: setting.default for setting in settings()}
removals = st.sets(st.sampled_from(TOOLS))


def plain(node):
    return re.sub(r"<[^>]*>", " ", str(h.fragment[node]))


def a_day(person, place, removed):
    return lived(person, place, **{tool: tool in removed for tool in TOOLS})


@given(st.sampled_from(people()), st.sampled_from(places()), removals)
@tries(deadline=None, max_examples=80)
def test_every_day_says_what_the_model_says(person, place, removed):
    panel = a_day(person, place, removed)
    assert all(markup(panel))
    results = [done(task, profile(person, place), removed) for task in tasks()]
    counts = [sum(one.result == name for one in results) for name in RESULTS]
    assert sum(counts) == len(panel.points) == len(panel.parts[1].rows) == 14
    words = [f"{count} {WORDS[name]}" for count, name in zip(counts, RESULTS, strict=True)]
    assert panel.finding == f"{person.capitalize()}, {place}: {', '.join(words[:3])} and {words[3]}"
    added = sum(one.added for one in results)
    assert (f"{added} minute" in panel.text) == bool(added)
    for name, count in zip(RESULTS, counts, strict=True):
        assert f"{WORDS[name]} {count}" in panel.parts[0].alt
    for row, one, point in zip(panel.parts[1].rows, results, panel.points, strict=True):
        assert row[3] in point
        assert ("slower" in row[3]) == (one.added > 0)


def test_the_default_is_a_student_without_the_app():
    panel = lived(**START)
    assert panel.finding == ("Student, big city 2018: 5 as before, 6 slower, 1 with another person and 2 not possible")
    assert panel.text.startswith("Taken away: super-app for the student in the big city 2018. 14 tasks: 5 as before")
    assert "Cash works for 9 of them." in panel.text


@pytest.mark.parametrize("place", places())
@pytest.mark.parametrize("person", people())
def test_with_nothing_taken_away_nothing_is_slower(person, place):
    panel = a_day(person, place, set())
    assert "0 slower" in panel.finding
    assert panel.text.startswith(f"Nothing is taken away for the {person}")
    assert "No task takes longer." in panel.text


def test_somebody_who_has_no_app_loses_nothing_with_it():
    with_app, without = (a_day("older resident", "big city 2018", gone) for gone in (set(), {"app"}))
    assert with_app.finding == without.finding
    assert "3 could not be done alone before either." in without.text
    assert "not possible, as before" in plain(without.parts[1].rows)


def test_the_phone_takes_the_app_with_it_and_the_words_say_so():
    panel = a_day("student", "big city 2018", {"phone"})
    assert panel.text.startswith("Taken away: phone (and with the phone the super-app) for the student")
    assert panel.finding == a_day("student", "big city 2018", {"phone", "app"}).finding


def test_without_cash_the_words_say_so():
    assert "Cash is gone too." in a_day("student", "big city 2018", {"app", "cash"}).text
    assert "Taken away: super-app and cash" in a_day("student", "big city 2018", {"app", "cash"}).text


def test_every_task_says_whether_it_is_the_essay_s_a_fact_s_or_invented():
    flags = [plain(row[0]) for row in lived(**START).parts[1].rows]
    said = {flag: sum(flag in one for one in flags) for flag in ("named in ¶18", "from a fact", "invented")}
    assert said == {"named in ¶18": 8, "from a fact": 2, "invented": 4}
    assert sum("f-L071" in one for one in flags) == 3


def test_the_still_view_holds_the_default_and_the_fixed_line():
    shown = activities.live_without_the_app().html
    assert lived(**START).finding in shown
    assert "Take away: super-app: on; Take away: phone: off" in shown
    assert "invented" in shown


def test_the_paper_grid_has_every_task_and_every_person_with_the_minutes_of_the_table():
    words = as_read(form("05-w05c"))
    for task in tasks():
        assert f"[{task['task']}]" in words
    for person in people():
        for place in places():
            assert f"[{person}, {place}]" in words
    assert "[Pay the rent or the room], [1], [–], [15], [20], [yes]" in words
    assert "[tourist, big city 2018], [–], [+6], [+4], [+2], [no]" in words
