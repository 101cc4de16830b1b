"""The quotation clinic: what was found can be opened, the key appears after the check, and nothing is quoted."""

import html
import re

import pytest
from rules import essay_runs, runs
from seminar import activities
from seminar.activities.trace_the_quotations import (
    FAULTS,
    STATES,
    TICKER,
    chain,
    in_class,
    items,
    quotations,
    state,
    traced,
)
from seminar.answers.store import store
from seminar.data.evidence import fact, rows
from seminar.data.package import fields
from seminar.paper.forms import form
from seminar.paper.forms.parts import TICK
from seminar.screen.controls import Button
from seminar.screen.page import STILL_INK
from support import as_read, below, checks, sent

ORDER = [
    "q-creemers",
    "q-economist",
    "q-ft-headline",
    "q-wpf",
    "q-garbage",
    "q-panopticon",
    "q-sleepwalking",
    "q-schmidt",
    "q-cable-french",
    "q-wired-history",
    "q-rates-used",
]
"""The quotations by number; a further one stands last."""

every_row = pytest.mark.parametrize("row", quotations(), ids=lambda row: row.id)


def live():
    shown = activities.trace_the_quotations().live()
    return shown, checks(shown)


def skip(view):
    """Go past the guess."""
    (button,) = [one for one in below(view, Button) if one.label == "Skip the guess"]
    button.press()


@every_row
def test_the_ticks_agree_with_the_chain_and_the_words_of_the_row(row):
    ticks = row.cells["faults"].split(";")
    assert set(ticks) <= set(FAULTS)
    missing = re.search(r"We did not find the exact sentence|passage itself was not found", row.cells["context"])
    assert ("trace" in ticks) == (row.cells["chain"] == "not found" or bool(missing))
    assert ("speaker" in ticks) == (row.id in NAMELESS)
    assert ("year" in row.cells) == (state(row) != "not found")


NAMELESS = {"q-garbage", "q-panopticon", "q-sleepwalking", "q-wired-history", "q-rates-used"}
"""Rows for which the essay names nobody."""


def test_every_state_of_a_chain_has_its_words_and_every_fault_occurs():
    assert list(STATES) == fields("quote_origins")["chain"]["constraints"]["enum"]
    assert {fault for item in items() for fault in item.key} == set(FAULTS)
    assert {row.cells["paragraph"] for row in quotations()} >= {"¶17", "¶21", "¶22", "¶23", "¶24", "¶30"}


def test_the_quotations_are_described_in_our_words():
    text = " ".join(str(value) for row in quotations() for value in row.cells.values())
    assert not essay_runs() & set(runs(text))


def test_no_key_stands_in_the_still_view_or_on_the_paper():
    shown = activities.trace_the_quotations()
    for text in (html.unescape(shown.html), shown.plain, form("09-w09c")):
        assert [row.id for row in quotations() if row.cells["context"] in text or chain(row) in text] == []
        assert "Our ticks" not in text
    assert all(row.cells["about"] in html.unescape(shown.html) for row in quotations())


def test_what_was_found_can_be_opened_before_the_check_and_the_key_appears_after_it():
    shown, none = live()
    assert none == []
    assert [row.cells["claimed_in_essay"] for row in quotations() if row.cells["claimed_in_essay"] in sent(shown)] == []
    skip(shown)
    first, *others = checks(shown)
    card, choices, press, status, key = first.children
    assert fact("f-G063").cells["finding"] in html.unescape(card.html)
    assert [row.id for row in quotations() if row.cells["context"] in sent(shown)] == []
    press.press()
    assert "Tick at least one" in status.html
    choices.children[1].value = True
    press.press()
    assert quotations()[0].cells["context"] in html.unescape(key.html)
    assert "Essay, ¶17" in html.unescape(key.html)
    assert "original: not found" in html.unescape(key.html)
    assert [row.id for row in quotations()[1:] if row.cells["context"] in sent(shown)] == []
    assert len(others) == len(quotations()) - 1


def test_the_trails_of_those_that_are_checked_are_drawn_and_stand_in_the_table():
    panel = traced(store("09"))
    assert panel.finding == "Our search found and read 0 of 11 originals"
    (figure,) = panel.parts
    assert str(figure.draw(STILL_INK)).count(">?<") == 11
    for number in (1, 8):
        store("09").save(f"09-w09c-{number}", {"ticks": ["year"], "checked": True})
    panel = traced(store("09"))
    assert "You traced 2 of 11: 0 found; 1 secondary only; 1 not found." in panel.text
    figure, table = panel.parts
    drawing = str(figure.draw(STILL_INK))
    assert drawing.count(">?<") == 9
    assert ">2009<" in drawing
    assert "Checked: 2. 0 found; 1 secondary only; 1 not found." in figure.alt
    made = html.unescape(str(table.markup()))
    assert "Rogier Creemers" in made
    assert "Eric Schmidt" in made
    assert "2009" in made
    assert "Cable" not in made
    assert "which does not make it false" in panel.text


def test_the_guess_is_told_beside_how_many_originals_were_found():
    found = sum(row.cells["chain"] == "original found" for row in quotations())
    assert traced(store("09"), found + 5).under == f"You guessed {found + 5}, and the answer is {found}: 5 too many."
    assert traced(store("09")).under == ""


def test_the_numbers_of_a_class_are_those_that_are_marked():
    chosen = [row.cells["in_class"] for row in quotations()]
    assert [int(number) for number in re.findall(r"\d+", in_class())] == [
        place for place, mark in enumerate(chosen, 1) if mark == "yes"
    ]


def test_the_order_stays_since_saved_ticks_know_a_quotation_by_its_number():
    assert [row.id for row in quotations()] == ORDER


@every_row
def test_a_chain_names_what_was_read_and_where_it_ends(row):
    assert chain(row).startswith(f"Essay, {row.cells['paragraph']} →")
    assert chain(row).endswith(state(row))
    for key in filter(None, row.cells.get("facts", "").split(";")):
        assert fact(key).sources()[0]["publisher"] in chain(row)


def test_the_instructors_key_holds_all_of_them():
    made = html.unescape(str(TICKER.keys()))
    assert all(row.cells["context"] in made for row in quotations())


def test_the_paper_holds_every_one_with_a_box_for_each_tick():
    made = as_read(form("09-w09c"))
    assert all(row.cells["about"] in made for row in quotations())
    assert made.count(TICK) == len(quotations()) * len(FAULTS)


def test_the_claims_about_media_have_a_measurable_half_and_a_motive():
    parts = [(row.cells["claim"], row.cells["kind"]) for row in rows("claim_parts")]
    assert parts == [(claim, kind) for claim in ("C65", "C66") for kind in ("measurable", "motive")]
    for row in rows("claim_parts"):
        motive = row.cells["kind"] == "motive"
        assert row.cells["standing"].startswith("Not checkable here") == motive
        assert motive or row.rests_on()


def test_owners_and_money_of_every_outlet_that_the_essay_names_are_there():
    named = {"BBC", "CNN", "Xinhua", "Financial Times", "The Economist"}
    assert named <= {row.cells["outlet"] for row in rows("media_owners")}
