"""W08c: the table first, a word only where enough is known, and every answer with its source and its years."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.find_the_likeness import (
    WARNING,
    alike,
    cells_of,
    codes,
    dated,
    label,
    presets,
    properties,
    settings,
    systems,
    weak,
)
from seminar.data.evidence import rows
from seminar.paper.forms import form
from seminar.workbench.panel import markup
from support import as_read

START = {setting.name: setting.default for setting in settings()}
NONE = {**START, **dict.fromkeys(systems(), False)}
values = st.fixed_dictionaries(
    {key: st.booleans() if isinstance(start, bool) else st.integers(0, 3) for key, start in START.items()}
)


def plain(node):
    """The words of a cell."""
    words = "".join(map(str, node)) if isinstance(node, list) else str(node)
    return html.unescape(re.sub(r"<[^>]+>", "", words))


@pytest.mark.parametrize("system", systems().values(), ids=list(systems()))
def test_every_system_is_coded_on_every_property_with_a_source_for_all_that_is_known(system):
    cells = cells_of(system)
    assert list(cells) == list(properties().values())
    assert len({cell.cells["period"] for cell in cells.values()}) == 1
    for cell in cells.values():
        assert (cell.cells["code"] in ("unknown", "does not apply")) == (not cell.rests_on()), cell.id
    assert {"follows", "became", "facts"} <= set(system.cells)


def test_nine_or_more_systems_from_china_and_elsewhere_and_the_story_is_off():
    kinds = {row.cells["kind"] for row in systems().values()}
    assert len(systems()) >= 9
    assert kinds == {"state", "court", "city", "company", "idea", "fiction"}
    assert len(properties()) == 14
    for key, row in systems().items():
        assert not (START[key] and row.cells["kind"] in ("idea", "fiction"))
    chosen = [row.cells["place"] for key, row in systems().items() if START[key]]
    assert chosen.count("China") == 2 == len(set(chosen) - {"China"})


def test_an_answer_is_weak_exactly_if_all_its_facts_are_of_grade_c():
    found = {row.id for row in rows("system_properties") if weak(row)}
    grades = {row.id: {fact.cells.get("grade") for fact in row.rests_on()} for row in rows("system_properties")}
    assert found == {key for key, some in grades.items() if some == {"C"}}
    assert found
    for system in systems().values():
        for name, code in codes(system, leave_out=True).items():
            cell = cells_of(system)[name]
            assert code == ("unknown" if weak(cell) else cell.cells["code"])


def test_the_start():
    panel = alike(**START)
    assert panel.finding == "6 pairs: 1 low, 4 medium, 1 high"
    assert "“Schufa, since March 2026” and “US credit report and FICO score”" in panel.text
    assert "rest on equal weights" in panel.text
    assert WARNING in panel.text
    assert "3 too little known" in alike(**{**START, "leave_out": True}).finding


@given(values)
@effort(deadline=None, max_examples=25)
def test_every_setting(chosen):
    panel = alike(**chosen)
    assert all(markup(panel))
    on = [row for key, row in systems().items() if chosen[key]]
    side = [part for part in panel.parts if part.caption.startswith("What is known")]
    assert panel.parts[: len(side)] == side
    heads = [plain(column) for table in side for column in table.columns[1:]]
    assert heads == [dated(row) for row in on]
    if len(on) < 2:
        assert panel.finding == "Choose two systems or more"
        assert not on or label(on[0]) in panel.text
        assert not re.search(r"\d", panel.finding + (panel.text.replace(label(on[0]), "") if on else panel.text))
        return
    pairs, outcomes = panel.parts[-2:]
    assert len(pairs.rows) == len(on) * (len(on) - 1) // 2
    for row in pairs.rows:
        known = int(row[4].removesuffix(" of 14"))
        assert sum(map(int, row[1:4])) == known
        assert row[5] in (("too little known",) if known < 8 else ("low", "medium", "high", "no weight"))
    assert len(outcomes.rows) == len(on)
    assert len(panel.points) == 14 * len(on)
    assert 2 <= len(re.findall(r"[.?] |[.?]$", panel.text)) <= 4


@pytest.mark.parametrize("key", systems())
def test_one_system_is_a_sentence_and_no_number(key):
    panel = alike(**{**NONE, key: True})
    assert panel.finding == "Choose two systems or more"
    assert panel.text.startswith(f"Only {label(systems()[key])} is chosen.")
    assert len(panel.parts) == 1


def test_each_button_puts_every_weight_and_one_of_them_moves_a_word():
    words = {}
    for name, weights in presets().items():
        assert list(weights) == list(properties())
        assert set(weights.values()) == {1, 3}
        words[name] = [row[5] for row in alike(**{**START, **weights}).parts[-2].rows]
    assert any(moved != [row[5] for row in alike(**START).parts[-2].rows] for moved in words.values())


def test_no_system_and_no_weight_are_sentences():
    assert alike(**NONE).text.startswith("No system is chosen.")
    panel = alike(**{**START, **dict.fromkeys(properties(), 0)})
    assert panel.finding == "All weights are 0, so there is no likeness"
    assert {row[5] for row in panel.parts[-2].rows} == {"no weight"}


def test_no_decimal_is_shown_for_a_likeness():
    panel = alike(**START)
    words = [panel.finding, panel.text, *(plain(cell) for row in panel.parts[-2].rows for cell in row)]
    assert not re.search(r"0\.\d", " ".join(words))


def test_the_story_is_striped_and_called_a_story():
    panel = alike(**{**START, "sys-nosedive": True})
    shown = markup(panel)[1]
    assert shown.count("repeating-linear-gradient") == 2
    assert "(fiction) is a story, and no evidence on any country." in panel.text
    assert "repeating-linear-gradient" not in markup(alike(**START))[1]


def test_the_still_view_shows_table_words_and_outcomes():
    shown = html.unescape(activities.find_the_likeness().html)
    for said in ("Court default list, 2017–2026", "weak source", "How alike they are", "What became of it", WARNING):
        assert said in shown


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
