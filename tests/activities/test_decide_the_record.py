"""W02e without a browser: our reading of a row appears with its check only, and each row is called what it is."""

import html

import pytest
from seminar import activities
from seminar.activities.decide_the_record import KINDS, TICKER, TICKS, cases, counts, heading
from seminar.answers.store import store
from seminar.data.package import fields
from seminar.paper.forms import form
from seminar.paper.forms.parts import TICK
from support import as_read, checks, sent

every_row = pytest.mark.parametrize("row", cases(), ids=lambda row: row.id)


def test_ten_rows_three_of_the_national_papers_and_seven_of_texts_beside_them():
    kinds = [row.cells["kind"] for row in cases()]
    assert len(kinds) == 10
    assert kinds.count("catalogue") + kinds.count("measures") == 3
    assert set(kinds) == set(KINDS) == set(fields("record_rows")["kind"]["constraints"]["enum"])


@every_row
def test_a_row_says_what_kind_of_text_it_stands_in_and_rests_on_what_was_read_of_it(row):
    assert heading(1, row) == f"1. {row.cells['act']} {row.cells['text']}: {KINDS[row.cells['kind']]}."
    assert set(row.cells["key"].split(";")) <= set(TICKS)
    first = row.rests_on()[0].cells
    word = {"catalogue": "catalogue", "measures": "list of"}.get(
        row.cells["kind"], first.get("document", first["place"])
    )
    assert word in row.cells["text"]


def test_rows_differ_in_whom_they_name_and_in_who_punishes():
    keys = [frozenset(item.key) for item in TICKER.items()]
    assert {"office"} in keys, "a fine that is not recorded"
    assert {"person", "firm"} in keys, "a record that nobody punishes"
    assert any("court" in key for key in keys)
    assert any("person" in key and "firm" not in key for key in keys)
    assert any("firm" in key and "person" not in key for key in keys)


def hidden(said):
    return not any(row.cells["reading"] in html.unescape(said) for row in cases())


def test_no_reading_stands_in_the_still_view_or_on_the_paper():
    shown, paper = activities.decide_the_record(), form("02-w02e")
    assert hidden(shown.html)
    assert hidden(as_read(paper))
    assert paper.count(TICK) == len(cases()) * len(TICKS)
    for number, row in enumerate(cases(), 1):
        assert heading(number, row).partition(" ")[2] in html.unescape(shown.html)
        assert row.cells["act"] in as_read(paper)


def test_our_reading_and_its_facts_appear_with_the_check_of_their_row_only():
    live = activities.decide_the_record().live()
    first, *others = checks(live)
    _, choices, press, status, key = first.children
    press.press()
    assert "Tick at least one first" in status.html
    choices.children[0].value = True
    assert hidden(sent(live))
    press.press()
    assert cases()[0].cells["reading"] in html.unescape(key.html)
    assert "provisions.md#f-M058" in key.html
    assert (
        "1 of 4 boxes as ours. Only ours: may go into a firm’s credit record; an office may punish; a court may punish."
        in status.html
    )
    assert not any(row.cells["reading"] in html.unescape(sent(live)) for row in cases()[1:])
    assert len(others) == 9


def test_the_counts_are_of_the_rows_that_are_checked():
    assert counts(store("02")).endswith("a court may punish: 0")
    for number in (1, 2):
        store("02").save(f"02-w02e-{number}", {"ticks": ["firm"], "checked": True})
    assert counts(store("02")) == (
        "may go into a person’s credit record: 1; may go into a firm’s credit record: 2; "
        "an office may punish: 1; a court may punish: 1"
    )


@pytest.mark.parametrize("value", [None, "firm", {"ticks": 7, "checked": False}, {"ticks": ["king"]}])
def test_an_answer_that_was_edited_counts_as_none(value):
    store("02").save("02-w02e-1", value)
    assert TICKER.tally(store("02")).startswith("Checked: 0 of 10")


def test_the_instructors_key_holds_every_reading():
    assert all(row.cells["reading"] in html.unescape(str(TICKER.keys())) for row in cases())
