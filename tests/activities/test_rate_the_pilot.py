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
    MARK,
    card_texts,
    columns,
    demo,
    p_value,
    prose,
    rated,
    read_counts,
    settings,
    shuffles,
    signed,
    the_cards,
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


def test_the_cards_are_alike_but_for_three_words_of_their_frame():
    places = list(zip(*(text.split() for _, text in card_texts().values()), strict=True))
    frames = [place for place in places if len(set(place)) > 1]
    assert [len(set(place)) for place in frames] == [3, 3, 3]
    shown = str(the_cards())
    assert [word for place in frames for word in place if f"<strong>{word}</strong>" not in shown] == []
    assert shown.count("<strong>") == 9
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
    assert "all 12,870 ways to deal the cards" in panel.text
    assert shuffles(framing.chance(demo()["A"], demo()["B"]).as_far(gap)) in panel.text
    assert prose("no-person") in panel.text
    assert all("invented answers" in part.caption for part in panel.parts if "shuffles" not in part.caption)


@given(COUNTS, COUNTS, COUNTS)
@effort(deadline=None, max_examples=80)
def test_small_groups_are_never_shown(a, b, c):
    panel = rated(*map(written, (a, b, c)))
    assert all(markup(panel))
    kept = {"A": a, "B": b, "C": c}
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
        told = [framing.banded(kept[card]) for card in used]
        hidden = {words for card in told for words in card} == {"fewer than 5"}
        assert bands(panel) == ([[] for _ in told] if hidden else told)


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


def test_where_no_shuffle_lies_as_far_out_no_larger_dot_is_named():
    panel = rated("0 0 0 0 4 2 2", "2 2 4 0 0 0 0", EMPTY)
    captions = [part.caption for part in panel.parts]
    assert any("none lies as far out as 3.6" in caption for caption in captions)
    assert not any("larger dots" in caption for caption in captions)
    assert bands(panel) == [[], []]


def test_all_ratings_equal_is_a_sentence():
    panel = rated("0 0 0 6 0 0 0", "0 0 0 7 0 0 0", EMPTY)
    assert "All answers to A and B are the same rating, so there is no gap" in panel.text
    assert "difference 0.0" in panel.finding


@pytest.mark.parametrize("typed", ["0 0 205 6 0 0 0", "0 0 2 0 0 0 0 + 0 0 150 60 0 0 0"])
def test_more_answers_than_a_class_has_are_refused_and_none_is_changed(typed):
    with pytest.raises(SeminarError, match=r"up to 200 answers on a card; found: 21[01]\."):
        read_counts(typed)


def test_classes_are_added_up_and_the_page_says_how_many():
    first, second = "0 1 2 2 0 0 0", "0 0 1 2 2 0 0"
    both = rated(f"{first} + {second}", f"{second} + {second}", EMPTY)
    assert both.finding == rated("0 1 3 4 2 0 0", "0 0 2 4 4 0 0", EMPTY).finding
    assert both.text.startswith("The counts of 2 classes are added up.")
    assert read_counts(read_counts(f"{first}+{second}")) == f"{first} + {second}"


def test_six_classes_of_two_hundred_are_counted_whole():
    many = " + ".join(["20 40 60 40 30 10 0"] * 6)
    panel = rated(many, many, many)
    assert panel.finding == "Card A 3.2, card B 3.2: difference 0.0"
    assert bands(panel)[0] == ["360", "780", "60"]


def test_a_class_of_34_is_counted_whole():
    panel = rated("0 0 2 4 3 2 1", "0 3 4 3 1 0 0", "0 1 2 4 3 1 0")
    assert panel.finding.startswith("Card A 4.7, card B 3.2")


def test_the_guess_stands_beside_the_gap_without_its_sign():
    assert rated(EMPTY, EMPTY, EMPTY, guess=8).under == "You guessed 0.8 points; here it is 1.2."
    assert rated("0 1 2 2 0 0 0", "0 0 1 2 2 0 0", EMPTY, guess=20).under == "You guessed 2.0 points; here it is 1.0."
    assert rated(EMPTY, EMPTY, EMPTY).under == ""


def test_as_many_shuffles_are_marked_as_the_words_say():
    panel = rated("0 0 2 4 3 2 1", "0 3 4 3 1 0 0", EMPTY)
    gap = framing.difference([0, 0, 2, 4, 3, 2, 1], [0, 3, 4, 3, 1, 0, 0])
    found = framing.chance([0, 0, 2, 4, 3, 2, 1], [0, 3, 4, 3, 1, 0, 0])
    drawn = columns(found, gap)
    assert sum(plain + marked for _, plain, marked in drawn) == 100
    assert shuffles(sum(marked for _, _, marked in drawn)) in panel.text
    assert f"In 95 of 100 shuffles the gap is {found.common:.1f} points or less" in panel.text


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
    ("as_far", "said"), [(12, "about 12"), (100, "every shuffle"), (0, "fewer than 1"), (30, "about 30")]
)
def test_chance_is_said_in_a_hundred(as_far, said):
    assert shuffles(as_far).startswith(said)


@pytest.mark.parametrize(
    ("p", "said"), [(0.304, "p = 0.30"), (1.0, "p = 1.00"), (0.01, "p = 0.01"), (0.0099, "p < 0.01")]
)
def test_the_share_of_shuffles_is_written_as_in_a_paper(p, said):
    assert p_value(p) == said


def test_the_p_of_the_typed_counts_stands_beside_the_shuffles():
    p = framing.chance(demo()["A"], demo()["B"]).p
    assert f"; {p_value(p)}). Such a gap" in rated(EMPTY, EMPTY, EMPTY).text


def test_the_still_view_asks_for_the_guess_and_holds_the_cards_folded_up():
    shown = html.unescape(activities.rate_the_pilot().html)
    assert "How far apart" in shown
    assert "difference 1.2" not in shown
    assert str(the_cards()) in activities.rate_the_pilot().html
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
    shown = activities.rate_the_pilot()
    output = new_output("display_data", {"text/html": shown.html}, metadata=shown._marks)
    cell = new_code_cell("activities.rate_the_pilot()", id="09-w09b", outputs=[output])
    shown = replace(record("09-w09b", Activity), print="both")
    words, _ = with_files(text(Page("09", "Trial", {"09-w09b": cell}, {"09-w09b": shown}), STUDENT))
    made = typst_text(Manuscript("Handout", "Notebook 09", words), words)
    assert "Rated 1--2" in made
    assert "shuffles by their gap" in " ".join(made.split())


def test_answers_of_a_class_beside_invented_ones_are_not_taken_for_a_result():
    invented = {card: written(counts) for card, counts in demo().items()}
    panel = rated(invented["A"], "0 0 1 3 4 3 5", invented["C"])
    assert "Still the invented answers: card A and C." in panel.text
    assert "with invented answers it says nothing about this room" in panel.text
    assert MARK.strip() in panel.finding


SMALL = st.lists(st.integers(0, 3), min_size=7, max_size=7).filter(lambda counts: sum(counts) >= 5)


@given(SMALL, SMALL)
@effort(deadline=None, max_examples=60)
def test_the_gap_lies_on_the_same_side_of_the_line_in_words_as_it_does_exactly(a, b):
    text = rated(written(a), written(b), EMPTY).text
    if found := re.search(r"A minus B is −?([\d.]+) points.* the gap is ([\d.]+) points or less", text):
        gap, line = map(float, found.groups())
        chance = framing.chance(a, b)
        assert (gap <= line) == (abs(framing.difference(a, b)) <= chance.common + 1e-9)
        assert ("only a larger one would be rare" in text) == (chance.p > 0.05)


def test_where_all_answers_to_a_card_are_alike_the_mean_is_said_to_be_each_of_them():
    alike = rated("0 0 0 5 0 0 0", "0 0 0 5 0 0 0", "0 0 0 0 5 0 0")
    assert "All answers to A and B are the same rating" in alike.text
    assert "no single person’s view is shown" not in alike.text
    assert "its mean is what each of them gave" in alike.text
    assert "The bar for card C is hollow." in alike.parts[0].alt
    assert "hollow" not in rated("0 1 2 2 0 0 0", "0 0 2 2 1 0 0", EMPTY).parts[0].alt
