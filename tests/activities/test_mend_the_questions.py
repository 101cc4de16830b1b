"""The question clinic: ticks, our ticks after the check only, and repaired examples without a fault."""

import html

import pytest
from seminar import activities
from seminar.activities.mend_the_questions import TICKER, heading
from seminar.answers.store import store
from seminar.data.records import faulty_questions
from seminar.models.question_ticks import KINDS
from seminar.paper.forms import form
from seminar.paper.forms.parts import TICK
from support import checks, forget, sent

every_question = pytest.mark.parametrize("found", faulty_questions(), ids=lambda found: found.text[:30])


def boxes():
    live = activities.mend_the_questions().live()
    return live, checks(live)


@every_question
def test_a_question_has_a_fault_and_its_repaired_example_has_none(found):
    assert found.ticks
    assert set(found.ticks) <= set(KINDS)
    assert found.repaired.ticks == ()
    assert found.repaired.text.count("?") == 1
    assert found.repaired.text.endswith("?")


def test_six_questions_two_of_them_the_essays_and_every_fault_occurs():
    assert len(faulty_questions()) == 6
    assert [found.paragraph for found in faulty_questions() if found.paragraph] == [10, 25]
    assert {kind for found in faulty_questions() for kind in found.ticks} == set(KINDS)


def hidden(number):
    return [faulty_questions()[number - 1].reason[:40], faulty_questions()[number - 1].repaired.text]


def test_no_key_stands_in_the_still_view_or_on_the_paper_of_students():
    shown = activities.mend_the_questions()
    for words in (html.unescape(shown.html), shown.plain, form("03-w03d")):
        assert [part for number in TICKER.numbers() for part in hidden(number) if part in words] == []
    assert all(found.text in html.unescape(shown.html) for found in faulty_questions())


def test_our_ticks_appear_with_the_check_of_their_question_only():
    live, (first, *others) = boxes()
    _, choices, press, status, key = first.children
    press.press()
    assert "Tick at least one fault first" in status.html
    choices.children[1].value = True
    choices.children[3].value = True
    choices.children[3].value = False
    choices.children[2].value = True
    assert [part for part in hidden(1) if part in sent(live)] == []
    press.press()
    assert html.unescape(key.html).count(TICKER.reading(1)) == 1
    assert "2 of 4 boxes as ours. Only ours: two questions in one. Only yours: a one-sided frame." in status.html
    assert store("03").value("03-w03d-1") == {"ticks": ["loaded", "sided"], "checked": True}
    assert TICKER.tally(store("03")) == "Checked: 1 of 6. Ticks as ours: 1; only ours: 1; only yours: 1"
    assert [part for number in TICKER.numbers()[1:] for part in hidden(number) if part in sent(live)] == []
    choices.children[0].value = True
    assert choices.children[0].value is False, "a checked question stays as it was"
    assert len(others) == 5


def test_all_right_is_all_right():
    for number in TICKER.numbers():
        store("03").save(f"03-w03d-{number}", {"ticks": list(faulty_questions()[number - 1].ticks), "checked": True})
    ticks = sum(len(found.ticks) for found in faulty_questions())
    assert TICKER.tally(store("03")) == f"Checked: 6 of 6. Ticks as ours: {ticks}; only ours: 0; only yours: 0"


@pytest.mark.parametrize("value", [None, "two", {"ticks": 7, "checked": False}, {"ticks": ["rude"]}])
def test_a_file_that_was_edited_does_no_harm(value):
    store("03").save("03-w03d-1", value)
    assert TICKER.tally(store("03")).startswith("Checked: 0 of 6")
    assert not any(switch.value for switch in boxes()[1][0].children[1].children)


def test_the_instructors_key_holds_every_question():
    made = html.unescape(str(TICKER.keys()))
    assert all(TICKER.reading(number) in made for number in TICKER.numbers())


def test_the_paper_holds_every_question_and_fault():
    made = form("03-w03d").replace("\\", "")
    assert all(heading(number) in made for number in TICKER.numbers())
    assert made.count(TICK) == len(KINDS) * len(faulty_questions())


def test_a_missing_file_is_named(pack_copy):
    (pack_copy / "data" / "teaching" / "questions.yaml").unlink()
    forget()
    assert "The file data/teaching/questions.yaml is missing" in activities.mend_the_questions().plain
