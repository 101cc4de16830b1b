"""A day without a tool against somebody who tries one tool after the other, and against what must always hold."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.data.evidence import fact, rows
from seminar.models.tools_of_a_day import IMPOSSIBLE, PERSON, RESULTS, SAME, SLOWER, TOOLS, changed, done, lost, way

TASKS, PROFILES = ([row.cells for row in rows(name)] for name in ("day_tasks", "day_profiles"))
row = st.fixed_dictionaries(
    {"helper": st.sampled_from(["yes", "no"])}, optional=dict.fromkeys(TOOLS, st.integers(0, 40))
)
removals = st.sets(st.sampled_from(TOOLS))
ALL_REMOVALS = [frozenset(some) for size in range(5) for some in combinations(TOOLS, size)]


def try_each(task, person, removed):
    """Take up each tool in turn and keep the time of the quickest; else ask the helper; else give up."""
    best = None
    for tool in ("app", "phone", "card", "cash"):
        if tool in removed or (tool == "app" and "phone" in removed):
            continue
        if tool not in task or tool not in person:
            continue
        time = task[tool] + person[tool]
        if best is None or time < best:
            best = time
    if best is not None:
        return best
    return "person" if task["helper"] == "yes" and person["helper"] == "yes" else "not"


@given(row, row, removals)
def test_a_task_is_done_as_by_somebody_who_tries_each_tool(task, person, removed):
    found = done(task, person, removed)
    before, after = try_each(task, person, set()), try_each(task, person, removed)
    if after == "person":
        assert found.result == PERSON
    elif after == "not":
        assert found.result == IMPOSSIBLE
    else:
        assert found.added == after - before
        assert found.result == (SLOWER if after > before else SAME)


@given(row, row, removals, removals)
def test_taking_more_away_is_never_easier(task, person, some, more):
    few, many = done(task, person, some), done(task, person, some | more)
    assert RESULTS.index(few.result) <= RESULTS.index(many.result)
    assert few.result != many.result or few.added <= many.added


@given(row, row)
def test_taking_nothing_away_costs_nothing(task, person):
    found = done(task, person, ())
    assert found.before == found.after
    assert found.added == 0
    assert found.result != SLOWER


@pytest.mark.parametrize("person", PROFILES, ids=lambda person: person["id"])
def test_in_the_day_of_the_pack_two_tools_are_never_easier_than_one(person):
    for task in TASKS:
        found = {removed: done(task, person, removed) for removed in ALL_REMOVALS}
        for removed, extra in product(ALL_REMOVALS, TOOLS):
            one, two = found[removed], found[removed | {extra}]
            assert RESULTS.index(one.result) <= RESULTS.index(two.result)
            assert one.result != two.result or one.added <= two.added


def test_without_the_phone_there_is_no_app():
    assert lost({"phone"}) == {"phone", "app"}
    assert lost({"app"}) == {"app"}
    assert lost(()) == frozenset()


def test_ties_go_to_the_first_tool_and_an_unknown_tool_is_refused():
    task = {"app": 2, "phone": 2, "card": 1, "cash": 1, "helper": "no"}
    person = {"app": 0, "phone": 0, "card": 1, "cash": 1, "helper": "no"}
    assert way(task, person).tool == "app"
    with pytest.raises(ValueError, match="watch"):
        lost({"watch"})


def test_each_of_five_people_stands_in_each_of_three_places():
    assert len(TASKS) == 14
    assert len(PROFILES) == 15
    people, places = ({profile[column] for profile in PROFILES} for column in ("person", "place"))
    assert {(profile["person"], profile["place"]) for profile in PROFILES} == set(product(people, places))
    assert (len(people), len(places)) == (5, 3)


def test_every_task_says_where_it_comes_from():
    for task in TASKS:
        keys = task["facts"].split(";") if "facts" in task else []
        assert all(fact(key).cells["source_id"] for key in keys)
        assert bool(keys) or task["basis"] != "fact"
    assert {task["basis"] for task in TASKS} == {"essay", "fact", "invented"}


def test_a_foreign_visitor_has_the_app_only_after_the_fact_on_foreign_cards():
    tourists = {profile["place"]: profile for profile in PROFILES if profile["person"] == "tourist"}
    with_app = {place: "app" in profile for place, profile in tourists.items()}
    assert with_app == {"big city of 2018": False, "small town of 2018": False, "big city of 2026": True}
    assert "since July 2023" in fact(tourists["big city of 2018"]["facts"]).cells["finding"]


def test_cash_is_nowhere_refused_by_a_person_at_a_till():
    """The announcement of 2018 (f-L071): only online and unstaffed sales may go without cash."""
    staffed = ["Buy food at a till with a cashier", "Eat out", "Buy fruit at a market stall", "Get a train ticket"]
    with_cash = {task["task"]: "cash" in task for task in TASKS}
    assert all(with_cash[task] for task in staffed)
    assert not any(with_cash[task] for task in ("Order a thing online", "Buy a drink where no staff are"))


@given(st.lists(st.tuples(row, row), max_size=6), removals)
def test_a_day_changes_if_something_that_one_did_alone_takes_longer_or_has_no_tool_left(pairs, removed):
    alone = [(task, person) for task, person in pairs if isinstance(try_each(task, person, set()), int)]
    other = [try_each(task, person, removed) != try_each(task, person, set()) for task, person in alone]
    assert changed([done(task, person, removed) for task, person in pairs]) == any(other)
