"""W08c: a guess first; a word only where enough is known, and every answer with its source and its years."""

import html
import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.find_the_likeness import (
    FIRST_CHOSEN,
    MOST,
    NOTHING,
    TRIPLED,
    WARNING,
    alike,
    cells_of,
    codes,
    compared,
    dated,
    label,
    properties,
    settings,
    systems,
    weak,
    weights_of,
)
from seminar.data.evidence import rows
from seminar.data.stored import LATER
from seminar.paper.forms import form
from seminar.screen.controls import OnOff
from seminar.screen.page import STILL_INK, Figure
from seminar.workbench.panel import markup
from support import as_read

SETTINGS = {setting.name: setting for setting in settings()}
START = {name: setting.default for name, setting in SETTINGS.items()}
NONE = {**START, **dict.fromkeys(systems(), False)}
values = st.fixed_dictionaries(
    {
        name: st.booleans()
        if isinstance(setting.scale, OnOff)
        else st.sampled_from([key for key, _ in setting.scale.options])
        for name, setting in SETTINGS.items()
    }
)


def plain(node):
    """The words of a cell."""
    words = "".join(map(str, node)) if isinstance(node, list) else str(node)
    return html.unescape(re.sub(r"<[^>]+>", "", words))


def figures(panel):
    return [part for part in panel.parts if isinstance(part, Figure)]


def tables(panel):
    return [part for part in panel.parts if not isinstance(part, Figure)]


@pytest.mark.parametrize("system", systems().values(), ids=list(systems()))
def test_every_system_is_coded_on_every_property_with_a_source_for_all_that_is_known(system):
    cells = cells_of(system)
    assert list(cells) == list(properties().values())
    assert len({cell.cells["period"] for cell in cells.values()}) == 1
    for cell in cells.values():
        assert (cell.cells["code"] in ("unknown", "does not apply")) == (not cell.rests_on()), cell.id
    assert {"follows", "became", "facts"} <= set(system.cells)


def test_there_are_systems_from_china_and_elsewhere_and_two_are_on_one_from_each():
    kinds = {row.cells["kind"] for row in systems().values()}
    assert len(systems()) >= 9
    assert kinds == {"state", "court", "city", "company", "idea", "fiction"}
    assert len(properties()) == 14
    on = [row for key, row in systems().items() if START[key]]
    assert [row.id for row in on] == list(FIRST_CHOSEN)
    assert [row.cells["place"] for row in on] == ["China", "Germany"]


def test_an_answer_is_weak_exactly_if_all_its_facts_are_of_grade_c():
    found = {row.id for row in rows("system_properties") if weak(row)}
    grades = {row.id: {fact.cells.get("grade") for fact in row.rests_on()} for row in rows("system_properties")}
    assert found == {key for key, some in grades.items() if some == {"C"}}
    assert found
    for system in systems().values():
        for name, code in codes(system, leave_out=True).items():
            cell = cells_of(system)[name]
            assert code == ("unknown" if weak(cell) else cell.cells["code"])


def test_the_start_after_a_guess():
    panel = alike(**START, guess=9)
    assert panel.finding == "The same on 4 of 12 known of both; 2 cannot be compared. In a word: medium"
    assert panel.under == "You guessed 9 for “Sesame Credit” and “Schufa, since March 2026”; it is 4: 5 too many."
    assert "rest on equal weights" in panel.text
    assert WARNING in panel.text
    assert alike(**START).under == ""
    assert "it is 4: just right." in alike(**START, guess=4).under
    assert "it is 4: 4 too few." in alike(**{**NONE, "sys-plan2014": True, "sys-pboc": True}, guess=0).under


def test_before_the_guess_the_page_holds_no_answer():
    output = activities.find_the_likeness()
    first = html.unescape(output.html)
    assert "On how many of the 14 properties is the answer the same" in first
    for said in ("Full: yes", "weak source", "The same on", "What became of it"):
        assert said not in first
    later = html.unescape(str(output._marks[LATER]))
    for said in ("Schufa, since March 2026", "weak source", "How alike they are", "What became of it", WARNING):
        assert said in later


@given(values)
@effort(deadline=None, max_examples=25)
def test_every_setting(chosen):
    panel = alike(**chosen)
    assert all(markup(panel))
    every = [row for key, row in systems().items() if chosen[key]]
    on = every[:MOST]
    side = [table for table in tables(panel) if table.caption.startswith("What is known")]
    heads = [plain(column) for table in side for column in table.columns[1:]]
    assert heads == [dated(row) for row in on]
    if len(on) < 2:
        assert panel.finding == "Choose two systems or more"
        return
    assert ("more do not fit" in panel.under) == (len(every) > MOST)
    assert len(figures(panel)) == (2 if len(on) > 2 else 1)
    pairs, outcomes = panel.parts[-2:]
    assert len(pairs.rows) == len(on) * (len(on) - 1) // 2
    for row in pairs.rows:
        known = int(row[4].removesuffix(" of 14"))
        assert sum(map(int, row[1:4])) == known
        assert row[5] in (("too little known",) if known < 8 else ("low", "medium", "high"))
    assert len(outcomes.rows) == len(on)
    assert len(panel.points) == 14 * len(on)
    assert 2 <= len(re.findall(r"[.?] |[.?]$", panel.text)) <= 4


@pytest.mark.parametrize("key", systems())
def test_one_system_is_a_sentence_and_a_grid(key):
    panel = alike(**{**NONE, key: True})
    assert panel.finding == "Choose two systems or more"
    assert panel.text.startswith(f"Only {label(systems()[key])} is chosen.")
    assert len(panel.parts) == 2


def test_no_system_is_a_sentence():
    assert alike(**NONE).text.startswith("No system is chosen.")
    assert all(markup(alike(**NONE)))


def test_one_property_or_a_group_counts_three_times():
    assert set(weights_of(NOTHING).values()) == {1}
    for key, name in properties().items():
        assert weights_of(key) == {**dict.fromkeys(properties().values(), 1), name: 3}
    for key, some in TRIPLED.items():
        assert {name for name, weight in weights_of(key).items() if weight == 3} == {properties()[one] for one in some}
        assert key in dict(SETTINGS["tripled"].scale.options)


def test_for_some_pair_a_property_that_counts_three_times_changes_the_word():
    def words(tripled):
        found = compared(list(systems().values()), weights_of(tripled), False)
        return {pair: one.likeness and round(float(one.likeness), 6) for pair, one in found.items()}

    assert any(words(key) != words(NOTHING) for key in TRIPLED)
    on = [key for key, row in systems().items() if row.cells["kind"] != "fiction"]
    moved = {
        alike(**{**NONE, one: True, other: True, "tripled": key}).finding
        != alike(**{**NONE, one: True, other: True}).finding
        for one, other in combinations(on, 2)
        for key in TRIPLED
    }
    assert moved == {True, False}


def test_the_grid_tells_every_answer_by_its_shape_and_the_triangle_every_pair():
    chosen = {**NONE, **dict.fromkeys(("sys-court-list", "sys-schufa-2026", "sys-us-credit"), True)}
    grid, triangle = figures(alike(**chosen))
    drawn = str(grid.draw(STILL_INK))
    assert drawn.count(">–<") == 1, "a list without a number has no weights"
    assert "A Court default list" in re.sub(r"</?t[^>]*>", " ", drawn)
    assert "Court default list: yes 7 times, partly 2 times, no 4 times and does not apply once" in grid.alt
    assert "12 of 14" in str(triangle.draw(STILL_INK))
    assert "Schufa, since March 2026 and US credit report and FICO score: 12 of 14, high" in triangle.alt


def test_under_two_systems_stand_signs_that_count_as_the_finding_says():
    drawn = str(figures(alike(**START))[0].draw(STILL_INK))
    assert [drawn.count(f">{sign}<") for sign in "=½×·"] == [4, 7, 1, 2]


def test_no_decimal_is_shown_for_a_likeness():
    panel = alike(**START)
    words = [panel.finding, panel.text, *(plain(cell) for row in panel.parts[-2].rows for cell in row)]
    assert not re.search(r"0\.\d", " ".join(words))


def test_the_story_is_striped_and_called_a_story():
    panel = alike(**{**START, "sys-nosedive": True})
    assert markup(panel)[2].count("repeating-linear-gradient") == 2
    assert "(fiction) is a story, and no evidence on any country." in panel.text
    assert "repeating-linear-gradient" not in markup(alike(**START))[2]


def test_on_paper_every_answer_is_that_of_the_table():
    made = as_read(form("08-w08c"))
    for name in properties().values():
        assert f"[{name}]" in made
    assert made.count("[?]") == sum(
        cell.cells["code"] == "unknown"
        for row in systems().values()
        if f"[*{row.cells['system']}, " in made
        for cell in cells_of(row).values()
    )
    assert made.count("[–]") == 1, "a system without a number has no weights"
    assert "*]" in made
