"""What can be asked in a room besides votes: guesses, cards, the survey; and what comes of the counts."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rooms import new_room
from seminar import activities
from seminar.activities import declared
from seminar.activities.parts.of_the_room import take
from seminar.activities.parts.show_the_class import AT_ONCE, ClassPart
from seminar.answers.store import store
from seminar.course import survey
from seminar.data.records import Activity, Vote, notebooks_with_records, records
from seminar.errors import SeminarError
from seminar.room import pages, results
from seminar.room.pages import Desk
from seminar.room.polls import CARDS, GUESS, SURVEY, guess_of, polls
from seminar.room.room import Refused
from seminar.screen.controls import Button, Entry, Scale
from seminar.screen.page import STILL_INK
from support import below, sent

NUMBERS = notebooks_with_records()


def voted(room, name, every):
    """A closed round of *every* vote (item → what was given)."""
    room.open(name)
    for number, given_ in enumerate(every):
        room.cast(f"{name} {number}", name, given_)
    room.close()


@pytest.mark.parametrize("number", NUMBERS)
def test_every_vote_guess_and_survey_of_a_notebook_can_be_asked(number):
    found = polls(number)
    every = records(number).items()
    assert {key for key, one in every if isinstance(one, Vote)} <= set(found)
    guesses = {key for key, one in every if isinstance(one, Activity) and one.in_the_room}
    assert {name for name, poll in found.items() if poll.kind == GUESS} == guesses
    for poll in found.values():
        for item in poll.form.items:
            assert item.legend
            assert bool(item.options) != bool(item.scale)
            first = next(iter(item.options), None) or item.scale.show(item.scale.steps[0])
            assert item.read(first)
            with pytest.raises(SeminarError):
                item.read("no such option")


def test_a_record_says_that_a_guess_can_be_asked_where_its_activity_declares_one():
    said = {
        key
        for number in NUMBERS
        for key, one in records(number).items()
        if isinstance(one, Activity) and one.in_the_room
    }
    assert said == {cell for cell, found in declared().items() if found.guess}
    assert len(said) == 20


@pytest.mark.parametrize("cell", [cell for cell, found in declared().items() if found.guess])
def test_the_guess_of_the_room_is_the_one_on_the_page_and_its_result_is_no_part_of_the_question(cell):
    asked = guess_of(cell[:2], cell)
    shown = activities.__getattr__(declared()[cell].name)()
    assert asked.guess.question in sent(shown.live()) or asked.guess.question in shown.html.replace("&#39;", "’")
    if asked.result is not None:
        assert isinstance(asked.guess.kind, Scale)
        first, *_, last = asked.guess.kind.steps
        assert first < asked.result < last or first == asked.result == 0, "an end of the scale is the answer"


NUMBERS_GUESSED = st.lists(st.integers(0, 1_000), min_size=5, max_size=60)


@given(NUMBERS_GUESSED)
def test_the_middle_guess_has_as_many_on_either_side(guesses):
    found = results.middle(Counter(map(str, guesses)))
    assert found in guesses
    assert sum(guess < found for guess in guesses) <= len(guesses) / 2
    assert sum(guess > found for guess in guesses) <= len(guesses) / 2


def test_guesses_stand_as_dots_beside_the_result_of_the_activity():
    room = new_room("07")
    voted(room, "07-w07a", [{"guess": number} for number in ("990", "990", "500", "10", "1")])
    (panel,) = results.panels(room.poll("07-w07a"), room.ballots.closed)
    assert panel.finding == "The middle guess: 500; the activity gives 10"
    figure, table = panel.parts
    drawn = str(figure.draw(STILL_INK))
    assert drawn.count("h0") == 5
    assert ">the activity gives 10<" in drawn
    assert list(table.rows) == [
        ("1", "1 of 5, 20%"),
        ("10", "1 of 5, 20%"),
        ("500", "1 of 5, 20%"),
        ("990", "2 of 5, 40%"),
    ]
    assert "? The guesses go from 1 to 990" in panel.text


def test_a_guess_with_options_is_counted():
    room = new_room("08")
    options = [*room.poll("08-w08b").form.items[0].options]
    voted(room, "08-w08b", [{"guess": options[0]}] * 5)
    (panel,) = results.panels(room.poll("08-w08b"), room.ballots.closed)
    assert panel.finding == "5 votes counted"


@pytest.mark.parametrize("typed", ["", "many", "-1", "1001", "99999999999999999999999999"])
def test_a_guess_that_is_no_number_of_the_scale_is_told(typed):
    room = new_room("07")
    room.open("07-w07a")
    with pytest.raises(SeminarError, match=r"from 0 to 1,000"):
        room.cast("token", "07-w07a", {"guess": typed})
    assert room.ballots.votes == {}


def rated(room, people, ratings):
    room.count_heads(str(people))
    room.open("09-w09b")
    for number in range(people):
        token = f"token {number}"
        room.deal(token, "09-w09b")
        room.deal(token, "09-w09b")
        room.cast(token, "09-w09b", {"rating": str(ratings[room.card_of(token)])})
    room.close()


def test_cards_are_dealt_evenly_and_their_ratings_go_into_the_trial():
    room = new_room("09")
    rated(room, 18, {"A": 6, "B": 3, "C": 4})
    assert room.left("09-w09b").counts == {"A": {"6": 6}, "B": {"3": 6}, "C": {"4": 6}}
    (panel,) = results.panels(room.poll("09-w09b"), room.ballots.closed)
    assert panel.finding.startswith("Card A 6.0, card B 3.0: difference 3.0")
    room.keep("09-w09b")
    view = activities.rate_the_pilot().live()
    (skip,) = [button for button in below(view, Button) if button.label == "Skip the guess"]
    skip.press()
    (taking,) = [button for button in below(view, Button) if button.label == take()]
    taking.press()
    assert [entry.value for entry in below(view, Entry)] == ["0 0 0 0 0 6 0", "0 0 6 0 0 0 0", "0 0 0 6 0 0 0"]


def test_a_class_of_fewer_than_fifteen_gets_two_cards_and_needs_its_heads_counted():
    room = new_room("09")
    with pytest.raises(Refused, match="First type how many people are in the room"):
        room.open("09-w09b")
    rated(room, 12, {"A": 6, "B": 3})
    assert room.left("09-w09b").counts == {"A": {"6": 6}, "B": {"3": 6}}


def test_a_trial_with_fewer_than_ten_answers_shows_nothing_and_not_the_invented_ones():
    room = new_room("09")
    rated(room, 9, {"A": 6, "B": 3})
    (panel,) = results.panels(room.poll("09-w09b"), room.ballots.closed)
    assert panel.finding == "Nothing is shown: 9 votes"
    assert panel.parts == []
    assert panel.text.startswith("With fewer than 5 votes, and so not shown and not kept: ")
    assert "5 votes would show persons" not in panel.text


def test_a_card_with_fewer_than_five_votes_is_named_before_and_after_closing():
    room = new_room("09")
    poll = room.poll("09-w09b")
    room.count_heads("16")
    room.open("09-w09b")
    for number in range(16):
        room.deal(f"token {number}", "09-w09b")
    voting = [f"token {number}" for number in range(16)]
    late = [token for token in voting if room.card_of(token) == "C"][4:] or voting[-1:]
    on_c = [token for token in voting if room.card_of(token) == "C" and token not in late][:4]
    for token in voting:
        if room.card_of(token) != "C" or token in on_c:
            room.cast(token, "09-w09b", {"rating": "4"})
    desk = Desk(room, "/desk", ["http://127.0.0.1/"], 16)
    said = "Not enough yet: card C has 4 votes. A card with fewer than 5 votes is not shown and not kept."
    assert said in desk.main()
    assert said in desk.question("close", "")
    room.close()
    (panel,) = results.panels(poll, room.ballots.closed)
    assert panel.finding.startswith("Card A 4.0, card B 4.0")
    assert panel.text.startswith("With fewer than 5 votes, and so not shown and not kept: card C.")
    shown = desk.result(poll, room.left(poll.name), [panel], results.more(poll))
    for text in poll.form.cards.values():
        assert text[:40] in re.sub(r"</?strong>", "", shown)


def test_who_has_no_card_cannot_rate():
    room = new_room("09")
    room.count_heads("20")
    room.open("09-w09b")
    with pytest.raises(Refused, match="Take your card first"):
        room.cast("token", "09-w09b", {"rating": "4"})


def answers_of(cell, right, wrong):
    """Slips in which every question is right, or every one wrong."""
    keys = {str(item.number): item.key for item in survey.items()}
    other = {
        str(item.number): next(letter for letter in item.shown("A").values() if letter != item.key)
        for item in survey.items()
    }
    return [keys] * right + [other] * wrong


def test_both_halves_of_the_survey_go_to_the_class_and_tell_nothing_of_what_is_right():
    first, second = new_room("00"), new_room("10")
    voted(first, "00-w00c", answers_of("00-w00c", 6, 10))
    voted(second, "10-w10c", answers_of("10-w10c", 11, 5))
    (panel,) = results.panels(first.poll("00-w00c"), first.ballots.closed)
    assert panel.finding == "16 people answered"
    assert panel.parts == []
    first.keep("00-w00c")
    second.keep("10-w10c")
    part = ClassPart(AT_ONCE)
    (taking,) = [button for button in below(part.entries, Button) if button.label == take()]
    taking.press()
    assert {when: box.value for when, box in part.slips.items()} == {"before": "16", "after": "16"}
    assert {pair["before"].value for pair in part.right.values()} == {"6"}
    assert {pair["after"].value for pair in part.right.values()} == {"11"}
    assert part.asked.value == "all"


def test_a_short_survey_fills_only_its_questions():
    room = new_room("00")
    voted(room, "00-w00c-short", [{str(n): "a" for n in survey.SHORT}] * 7)
    room.keep("00-w00c-short")
    part = ClassPart(AT_ONCE)
    part._take()
    assert part.asked.value == "short"
    assert {number for number, pair in part.right.items() if pair["before"].value} == set(survey.SHORT)


def test_without_counts_of_the_room_the_class_says_so():
    part = ClassPart(AT_ONCE)
    part._take()
    assert "No counts of the room are here" in part._part.status.html


def test_each_question_may_be_left_open_and_so_may_all_of_them():
    room = new_room("00")
    room.open("00-w00c")
    room.cast("token", "00-w00c", {"3": "a"})
    assert room.vote_of("token") == {"3": "a"}
    room.cast("another", "00-w00c", {})
    assert room.vote_of("another") == {}
    assert room.vote_of("nobody") is None
    poll = room.poll("00-w00c")
    page = pages.form("/word", poll, {"3": "a"})
    assert page.count('value="" checked') == len(poll.form.items) - 1
    assert page.count("I leave this open") == len(poll.form.items)
    assert pages.voted("/word", poll, {}).count("I leave this open") == len(poll.form.items)


def test_a_survey_that_all_left_open_is_no_survey_of_too_few():
    room = new_room("00")
    voted(room, "00-w00c", [{}] * 6)
    (panel,) = results.panels(room.poll("00-w00c"), room.ballots.closed)
    assert panel.finding == "6 people answered"


def test_what_a_student_reads_above_a_short_survey_is_no_list_of_numbers():
    page = pages.form("/word", new_room("00").poll("00-w00c-short"), {})
    assert "<h1>The survey before the course</h1>" in page
    assert ">Send</button>" in page


def test_what_is_only_shown_is_not_kept_for_a_notebook():
    room = new_room("06")
    voted(room, "06-revote-moved", [{"moved": "talk"}] * 5)
    with pytest.raises(Refused, match="There is nothing to keep"):
        room.keep("06-revote-moved")
    assert store("06").parts("06-w01b-room") == {}


def test_the_kinds_that_a_room_can_ask_all_occur():
    found = {poll.kind for number in NUMBERS for poll in polls(number).values()}
    assert {CARDS, GUESS, SURVEY, "vote", "moved"} == found
