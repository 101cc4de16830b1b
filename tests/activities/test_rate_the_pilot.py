"""The framing trial: three cards of one length with the same facts, small-group rules, and what is said of chance."""

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_output
from seminar import activities
from seminar.activities.rate_the_pilot import (
    EMPTY,
    INVENTED,
    LOAD,
    NO_PERSON,
    card_texts,
    demo,
    rated,
    read_counts,
    settings,
    shuffles,
    signed,
    written,
)
from seminar.data.evidence import frame
from seminar.data.records import Activity, record
from seminar.errors import SeminarError
from seminar.models import framing
from seminar.paper.forms import form
from seminar.paper.handout_text import STUDENT, Page, text
from seminar.paper.press import Manuscript, typst_text, with_files
from seminar.screen.page import Table
from seminar.workbench.panel import markup
from support import as_read

FACTS = (
    "Harbour Town",
    "12 months",
    "40 new cameras",
    "everybody on two squares of the town",
    "seven days",
    "thefts",
    "lost children",
    "Police officers",
    "after a written request",
    "A clerk checks each request",
    "In May the council votes",
)
"""What all three cards say, in words that stand on each."""
COUNTS = st.lists(st.integers(0, 6), min_size=7, max_size=7)
HIDDEN = "Nothing is shown"


def bands(panel):
    """The cells of the three bands, card by card."""
    (table,) = [part for part in panel.parts if isinstance(part, Table)]
    return [row[3:] for row in table.rows]


@pytest.mark.parametrize("card", "ABC")
def test_a_card_has_about_sixty_words_and_every_fact(card):
    _, text = card_texts()[card]
    assert 57 <= len(re.findall(r"[\w’'-]+", text)) <= 63
    assert [fact for fact in FACTS if fact not in text] == []


def test_the_cards_hold_the_same_numbers_and_differ_in_words():
    texts = [text for _, text in card_texts().values()]
    numbers = {tuple(sorted(re.findall(r"\d+|seven|two", text))) for text in texts}
    assert len(numbers) == 1
    assert len(set(texts)) == 3
    assert [frame for frame, _ in card_texts().values()] == ["safety", "watching", "plain"]


def test_cards_and_answers_are_marked_as_invented():
    for name in ("framing_cards", "framing_demo"):
        assert set(frame(name)["invented"]) == {"yes"}
    assert {card: sum(counts) for card, counts in demo().items()} == {"A": 8, "B": 8, "C": 8}


def test_at_the_start_the_invented_answers_stand_there():
    panel = rated(EMPTY, EMPTY, EMPTY)
    gap = framing.difference(demo()["A"], demo()["B"])
    assert panel.finding == f"Card A 4.6, card B 3.4: difference {signed(gap)}, invented answers"
    assert panel.text.startswith("These answers are invented.")
    assert "all 12,870 ways to deal the slips" in panel.text
    assert shuffles(framing.chance(demo()["A"], demo()["B"]).p) in panel.text
    assert NO_PERSON in panel.text
    assert all("invented answers" in part.caption for part in panel.parts if "shuffles" not in part.caption)


@given(COUNTS, COUNTS, COUNTS)
@effort(deadline=None, max_examples=80)
def test_small_groups_are_never_shown(a, b, c):
    panel = rated(*map(written, (a, b, c)))
    assert all(markup(panel))
    kept = framing.clipped({"A": a, "B": b, "C": c})
    sizes = {card: sum(counts) for card, counts in kept.items()}
    used = {card: size for card, size in sizes.items() if size}
    total = sum(used.values())
    if total < 10:
        assert panel.finding.endswith("invented answers")
        assert INVENTED.strip() in panel.text
    elif sizes["A"] < 5 or sizes["B"] < 5 or 0 < sizes["C"] < 5:
        assert (panel.finding, panel.parts) == (HIDDEN, [])
        assert "What you typed stays." in panel.text
    else:
        assert panel.finding.startswith(f"Card A {framing.mean(kept['A']):.1f}, card B {framing.mean(kept['B']):.1f}")
        assert bands(panel) == [framing.banded(kept[card]) for card in used]
    assert ("were taken from the largest counts" in panel.text) == (sum(map(sum, (a, b, c))) > 200)


@pytest.mark.parametrize(
    ("a", "b", "c", "sentence"),
    [
        ("0 0 9 3 0 0 0", EMPTY, EMPTY, "nothing is typed for B."),
        (EMPTY, EMPTY, "0 0 9 3 0 0 0", "nothing is typed for A and B."),
        ("0 0 3 2 0 0 0", "0 0 3 2 0 0 0", "0 0 2 2 0 0 0", "With 14 answers hand out two cards only, A and B"),
        ("0 0 9 3 0 0 0", "0 0 2 2 0 0 0", EMPTY, "Fewer than 5 answers are typed for B,"),
    ],
)
def test_what_is_hidden_says_why(a, b, c, sentence):
    panel = rated(a, b, c)
    assert panel.finding == HIDDEN
    assert sentence in panel.text


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [("0 1 0 0 0 0 0", EMPTY, "1 answer typed"), ("0 0 3 2 0 0 0", "0 0 2 2 0 0 0", "9 answers typed")],
)
def test_under_ten_slips_the_invented_answers_stay_and_the_page_says_so(a, b, said):
    panel = rated(a, b, EMPTY)
    assert panel.finding == rated(EMPTY, EMPTY, EMPTY).finding
    assert panel.text.startswith(f"{said}: fewer than 10 would show persons, so they stay unseen. {INVENTED}")


def test_two_cards_are_enough_for_a_small_class():
    panel = rated("0 1 2 2 0 0 0", "0 0 1 2 2 0 0", EMPTY)
    assert panel.finding == "Card A 3.2, card B 4.2: difference −1.0"
    assert "card C" not in panel.text


def test_all_ratings_equal_is_a_sentence():
    panel = rated("0 0 0 6 0 0 0", "0 0 0 7 0 0 0", EMPTY)
    assert "All answers are the same rating, so there is no gap" in panel.text
    assert "difference 0.0" in panel.finding


def test_too_many_answers_are_cut_with_a_note():
    panel = rated("0 0 205 6 0 0 0", "0 0 0 7 0 0 0", EMPTY)
    assert "You typed 218 answers, and there is room for 200: 18 were taken from the largest counts" in panel.text


def test_a_class_of_34_is_counted_whole():
    panel = rated("0 0 2 4 3 2 1", "0 3 4 3 1 0 0", "0 1 2 4 3 1 0")
    assert panel.finding.startswith("Card A 4.7, card B 3.2")
    assert "taken from" not in panel.text


def test_typing_the_invented_answers_keeps_them_invented():
    panel = rated(*(written(counts) for counts in demo().values()))
    assert panel.finding.endswith(", invented answers")
    assert panel.text.startswith(INVENTED)


@pytest.mark.parametrize("typed", ["0,1,2,3,2,0,0", " 0 1 2  3 2 0 0 ", "0;1;2;3;2;0;0", "00 01 2 3 2 0 0"])
def test_counts_may_be_parted_in_several_ways(typed):
    assert read_counts(typed) == "0 1 2 3 2 0 0"


@pytest.mark.parametrize("text", ["1 2 3", "1 2 3 4 5 6 7 8", "a b c d e f g", "-1 0 0 0 0 0 0", "1.5 0 0 0 0 0 0"])
def test_other_entries_get_a_sentence_with_an_example(text):
    with pytest.raises(SeminarError, match=r"seven whole numbers.*for instance “0 1 2 3 2 0 0”"):
        read_counts(text)


def test_an_empty_line_is_no_answers():
    assert read_counts("") == EMPTY


def test_a_wrong_entry_stays_to_be_mended_and_the_last_good_one_counts():
    control = settings()[0].scale.control(settings()[0].label, EMPTY)
    control.hear({"text": "1 2 3"})
    assert control.value == EMPTY
    assert "found: 3 entries" in control.problem


@pytest.mark.parametrize(
    ("p", "said"), [(0.125, "about 12"), (1, "every shuffle"), (0.001, "fewer than 1"), (0.3, "about 30")]
)
def test_chance_is_said_in_a_hundred(p, said):
    assert shuffles(p).startswith(said)


def test_the_still_view_holds_the_invented_result_and_the_cards_folded_up():
    shown = html.unescape(activities.rate_the_pilot().html)
    assert "difference 1.2, invented answers" in shown
    folded = re.search(r"<details>.*</details>", shown, re.DOTALL)[0]
    assert all(text in folded for _, text in card_texts().values())
    assert not [text for _, text in card_texts().values() if text in shown.replace(folded, "")]
    assert LOAD


ONE_BY_ONE = {
    "A": "3, 4, 4, 5, 5, 5, 5, 6",
    "B": "1, 2, 2, 3, 4, 4, 5, 6",
    "C": "2, 3, 4, 4, 4, 5, 5, 5",
}
"""The invented answers, one by one."""


def test_the_paper_has_the_cards_without_the_name_of_their_frame():
    made = as_read(form("09-w09b"))
    assert all(made.count(text) == 2 for _, text in card_texts().values())
    assert "frame" not in made
    assert "Fewer than 15 people: A and B only" in made
    assert all(f"[Card {card}], [{said}]" in made for card, said in ONE_BY_ONE.items())


def test_the_handout_keeps_the_table_beside_a_small_picture():
    output = new_output("display_data", {"text/html": activities.rate_the_pilot().html})
    cell = new_code_cell("activities.rate_the_pilot()", id="09-w09b", outputs=[output])
    shown = replace(record("09-w09b", Activity), print="both")
    words, _ = with_files(text(Page("09", "Trial", {"09-w09b": cell}, {"09-w09b": shown}), STUDENT))
    made = typst_text(Manuscript("Handout", "Notebook 09", words), words)
    assert "Rated 1--2" in made
    assert "chance alone makes a gap" in " ".join(made.split())
