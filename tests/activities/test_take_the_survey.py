"""W00c and W10c without a browser: letters for a slip, nothing on what is right before the button, totals locked."""

import re
from importlib import import_module

import pytest
from seminar import activities
from seminar.answers import sheets
from seminar.answers.store import Store, new_session, store
from seminar.course import survey
from seminar.models.survey import Wave, class_change
from seminar.workbench.panel import markup
from support import sent

taking = import_module("seminar.activities.parts.survey_boxes")
showing = import_module("seminar.activities.parts.show_the_class")
ITEMS = tuple(range(1, 11))


def said(parts):
    return " ".join(getattr(part, "html", "") for one in parts for part in one.tree())


def sheet(cell=taking.BEFORE):
    return taking.Sheet(cell)


def test_a_choice_is_saved_and_gives_its_letter_for_the_slip():
    live = sheet()
    for item in survey.items():
        live.choices[item.number].value = item.key
    assert taking.chosen(store("00"), taking.BEFORE) == {item.number: item.key for item in survey.items()}
    assert survey.slip({item.number: item.key for item in survey.items()}, "A") in live.slip.html
    new_session()
    assert sheet().choices[3].value == survey.items()[2].key


def test_the_options_are_shown_in_the_one_order():
    live = sheet(taking.AFTER)
    for item in survey.items():
        assert [option["text"] for option in live.choices[item.number].options] == item.lines("B")
        assert [option["id"] for option in live.choices[item.number].options] == survey.order("B")[item.number]


@pytest.mark.parametrize("word", ["open_the_survey", "close_the_survey"])
def test_nothing_that_reaches_the_page_says_what_is_right(word):
    shown = getattr(activities, word)()
    page = shown.html + sent(shown.live())
    for item in survey.items():
        for name in survey.FORMS:
            assert item.forms[name].why not in page
    assert "✔" not in page


def press(widgets_, label):
    button = next(one for one in widgets_ if getattr(one, "label", "") == label)
    button.press()


FINISH = "I have finished: show what is right"


def test_the_replies_come_after_the_button_and_then_the_choices_are_closed():
    first = sheet()
    first.choices[1].value = "c"
    parts = taking.with_replies()
    press(parts, FINISH)
    assert "Answer at least one question first." in said(parts)
    choices = [child for box in parts for child in box.tree() if getattr(child, "kind", "") == "choice"]
    choices[0].value, choices[1].value = "c", "a"
    assert survey.items()[0].forms["B"].why not in said(parts)
    press(parts, FINISH)
    assert all(choice.disabled for choice in choices)
    one, two = survey.items()[:2]
    assert f"You chose: before {one.letter('c', 'A')} ✔, now {one.letter('c', 'B')} ✔." in said(parts)
    assert f"You chose: before –, now {two.letter('a', 'B')} ✕." in said(parts)
    assert all(item.forms["B"].why in said(parts) for item in survey.items())


def test_every_question_stands_alone_and_has_its_reply_under_it_once_all_are_closed():
    live = sheet(taking.AFTER)
    steps = live.stepper.box.children[0].children
    assert [step.hidden for step in steps] == [False] + 9 * [True]
    live.choices[1].value = "c"
    assert sheet(taking.AFTER).stepper.place == 1, "it goes on with the first that is open"
    parts = taking.with_replies()
    press(parts, FINISH)
    steps = next(part for part in parts[1].tree() if "seminar-steps" in getattr(part, "classes", [])).children
    for step, item in zip(steps, survey.items(), strict=True):
        (reply,) = [part.html for part in step.tree() if getattr(part, "kind", "") == "pane"]
        assert item.forms["B"].why in reply
        assert reply.count("You chose: before") == 1


def test_both_times_stand_side_by_side_in_a_grid():
    one, two, three = survey.items()[:3]
    before, live = sheet(), sheet(taking.AFTER)
    before.choices[1].value, before.choices[2].value = one.key, "abcd".replace(two.key, "")[0]
    live.choices[1].value, live.choices[2].value, live.choices[3].value = one.key, two.key, three.key
    parts = taking.with_replies()
    press(parts, FINISH)
    assert "Right before: 1 of 10. Right now: 3" in said(parts)
    grid = re.search(r'aria-label="A grid of answers[^"]*"', said(parts))[0]
    assert "Before: 1 right, 2 wrong, 3 not answered" in grid
    assert "Now: 1 right, 2 right, 3 right, 4 not answered" in grid


def test_a_survey_that_cannot_be_closed_says_so_and_shows_nothing(full_disk):
    parts = taking.with_replies()
    sheet(taking.AFTER).choices[1].value = "c"
    full_disk()
    press(parts, FINISH)
    assert "Not saved: No space left on device" in said(parts)
    assert survey.items()[0].forms["B"].why not in said(parts)


def test_a_saved_file_that_was_edited_counts_as_unanswered():
    store("00").save(taking.BEFORE, {"1": "z", "2": ["b"], "11": "a", "9": "d", "3": "c"})
    assert taking.chosen(store("00"), taking.BEFORE) == {3: "c"}
    store("00").save(taking.BEFORE, "c")
    assert sheet().choices[3].value == ""


def part():
    return showing.ClassPart()


def type_in(live, slips, right, after=None):
    """Type the totals: *slips* and *right* (a list of ten), for the second wave those of *after* if it is given."""
    for when, (n, counts) in zip(showing.WAVES, ((slips, right), after or (slips, right)), strict=True):
        typed(live.slips[when], n)
        for number, count in zip(live.right, counts, strict=True):
            typed(live.right[number][when], count)


def typed(entry, text):
    entry.hear({"text": str(text)})


def show(live):
    press(live.entries.children, "Show the class")


def page(live):
    return live.finding.html + live.body.html + live.words.html


def boxes(live):
    return [*live.slips.values(), *(entry for pair in live.right.values() for entry in pair.values())]


def test_with_four_slips_nothing_is_shown_and_nothing_is_locked():
    live = part()
    type_in(live, 4, [2] * 10)
    show(live)
    assert "Nothing is shown" in page(live)
    assert "<svg" not in page(live)
    assert store("10").value(showing.OF_THE_CLASS) is None
    assert live.slips["before"].value == "4", "what was typed stays"


def test_with_nine_slips_only_one_mean_is_shown():
    live = part()
    type_in(live, 9, [2, 4, 4, 4, 4, 4, 4, 4, 0, 0])
    show(live)
    assert "about 3.5 before and about 3.5 after" in page(live)
    assert "<svg" not in page(live)
    assert "<table" not in page(live)
    assert not any(item.idea in page(live) for item in survey.items())


def test_a_count_of_two_is_a_band_in_picture_table_and_text():
    live = part()
    type_in(live, 14, [2, 7, 7, 7, 7, 7, 7, 6, 7, 7], after=(14, [7] * 10))
    show(live)
    picture = live.body.html
    table, words = live.words.html.split("<summary>The same in words")
    for where in (picture, table, words):
        assert "fewer than 5 of 14" in where
        assert not re.search(r"\b2 of 14", where)
    assert re.search(r'aria-label="[^"]*fewer than 5 of 14', picture)
    assert "withheld" in picture, "the question with the next smallest margin goes with it"


def test_shown_totals_are_locked_and_leave_the_page():
    live = part()
    type_in(live, 14, [2, 7, 7, 7, 7, 7, 7, 6, 7, 7])
    show(live)
    assert live.entries.hidden
    assert [entry.value for entry in boxes(live)] == [""] * 22
    told = [{name: getattr(entry, name) for name in ("state", "value")} for entry in boxes(live)]
    assert "14" not in str(told)
    new_session()
    again = part()
    assert again.entries.hidden
    assert page(again) == page(live)


def test_other_answers_do_not_disturb_what_is_being_typed():
    live = part()
    type_in(live, 14, [7] * 10)
    store("10").save("10-w10b-position", "Something else.")
    assert live.slips["before"].value == "14"


@pytest.mark.parametrize(
    ("slips", "right", "says"),
    [
        ("", [7] * 10, "Type the number of slips before."),
        (14, [7] * 7 + ["", 7, 7], "Type how many were right before in question 8."),
        (14, [15] + [7] * 9, "question 1: 15 right of 14 slips; a count lies between 0 and the slips."),
    ],
)
def test_totals_that_cannot_be_get_a_sentence_and_nothing_is_lost(slips, right, says):
    live = part()
    type_in(live, slips, right)
    show(live)
    assert says in live._part.status.html
    assert [entry.value for entry in boxes(live)][:2] == [str(slips)] * 2
    assert page(live) == ""
    assert store("10").value(showing.OF_THE_CLASS) is None


@pytest.mark.parametrize("text", ["-1", "201", "12.5", "many", "１２", "1e2", "9" * 500])
def test_anything_but_a_count_is_refused_beside_its_box(text):
    live = part()
    typed(live.slips["before"], "12")
    typed(live.slips["before"], text)
    assert live.slips["before"].state["message"] == "Type a whole number from 0 to 200."
    assert live.slips["before"].value == "12"


def locked():
    live = part()
    type_in(live, 12, [6] * 10)
    show(live)
    live.again.press()
    return live


def test_one_late_slip_is_refused_and_stays_typed():
    live = locked()
    before = page(live)
    type_in(live, 12, [6] * 10, after=(13, [7] * 10))
    show(live)
    assert "at least 5 more slips" in live._part.status.html
    assert live.slips["after"].value == "13"
    assert page(live) == before
    type_in(live, 12, [6] * 10, after=(17, [9] * 10))
    show(live)
    assert page(live) != before
    assert "17 slips after" in page(live)


def test_a_second_kernel_does_not_open_the_lock():
    locked()
    new_session()
    live = part()
    live.again.press()
    type_in(live, 12, [6] * 10, after=(13, [7] * 10))
    show(live)
    assert "at least 5 more slips" in live._part.status.html


def test_clearing_the_answers_opens_everything_again():
    live, mine = part(), taking.with_replies()
    sheet(taking.AFTER).choices[1].value = "c"
    press(mine, FINISH)
    type_in(live, 12, [6] * 10)
    show(live)
    sheets.clear()
    assert page(live) == ""
    assert not live.entries.hidden
    assert survey.items()[0].forms["B"].why not in said(mine)
    assert sheet(taking.AFTER).choices[1].value == ""


def test_no_file_holds_a_row_for_a_person(answers_folder):
    live = part()
    type_in(live, 14, [7] * 10)
    show(live)
    saved = Store("10").value(showing.OF_THE_CLASS)
    assert set(saved) == {"before", "after"}
    assert all(set(wave) == {"slips", "right", "sure"} for wave in saved.values())


def test_a_short_session_compares_four_questions():
    live = part()
    live.asked.value = "short"
    assert live.numbers == [1, 3, 5, 6]
    assert live.pairs[2].hidden
    type_in(live, 12, [6] * 10)
    show(live)
    assert "4 questions" in page(live)
    assert survey.items()[1].idea not in page(live)


def test_a_move_between_bands_is_told_without_points():
    change = class_change(Wave(20, dict.fromkeys(ITEMS, 2)), Wave(20, {**dict.fromkeys(ITEMS, 18), 8: 10, 7: 9}))
    panel = showing.panel(change)
    assert all(row[3] == "not shown" for row in panel.parts[1].rows)
    assert "fewer than 5 of 20 before and more than 15 of 20 after; no points" in panel.points[0]
    assert "There is no mean" in panel.text


def test_how_sure_one_is_stands_beside_the_answer_on_the_slip_and_comes_back():
    live = sheet()
    live.choices[1].value = "c"
    typed(live.sure[1], " 80% ")
    letter = survey.items()[0].letter("c", "A")
    assert f"1 {letter} 80%, 2 –" in live.slip.html
    new_session()
    assert sheet().sure[1].value == "80"
    typed(live.sure[1], "")
    assert f"1 {letter}, 2 –" in live.slip.html


@pytest.mark.parametrize("text", ["101", "-1", "half", "٥", "1e1"])
def test_a_confidence_outside_0_to_100_is_refused_beside_its_box(text):
    live = sheet()
    typed(live.sure[2], "60")
    typed(live.sure[2], text)
    assert live.sure[2].problem == "Type a whole number from 0 to 100."
    assert taking.sure_of(store("00"), taking.BEFORE) == {2: "60"}


def test_a_saved_confidence_that_was_edited_counts_as_none():
    store("00").save("00-w00c-sure", {"1": "900", "2": ["5"], "3": "40", "11": "7"})
    assert taking.sure_of(store("00"), taking.BEFORE) == {3: "40"}


@pytest.mark.parametrize(
    ("fails", "holds", "told"),
    [
        ("key", "key", ("a hit", "One claim holds, and you let it stand")),
        ("key", "other", ("a hit", "a false alarm")),
        ("other", "key", ("a miss", "One claim holds, and you let it stand")),
        ("other", "other", ("a miss", "a false alarm")),
    ],
)
def test_hits_and_false_alarms_are_told_apart(fails, holds, told):
    """Whoever has only learned to say “false” has a hit and a false alarm, and reads both."""
    parts, live = taking.with_replies(), sheet(taking.AFTER)
    for item, choice in zip(survey.items()[8:], (fails, holds), strict=True):
        live.choices[item.number].value = item.key if choice == "key" else "ab".replace(item.key, "")
    typed(live.sure[9], "90")
    typed(live.sure[10], "60")
    press(parts, FINISH)
    assert all(words in said(parts) for words in told)
    right = (fails, holds).count("key")
    assert f"Right: {right} of 2 that you answered. You were 75% sure, on average." in said(parts)


def test_the_third_form_is_saved_closed_and_answered_apart():
    later, after = taking.with_replies(taking.LATER), taking.with_replies(taking.AFTER)
    sheet(taking.LATER).choices[1].value = "c"
    assert taking.chosen(store("10"), taking.AFTER) == {}
    press(later, FINISH)
    assert all(item.forms["C"].why in said(later) for item in survey.items())
    assert survey.items()[0].forms["B"].why not in said(after)
    assert not sheet(taking.AFTER).choices[1].disabled


def test_weeks_later_the_boxes_the_slip_and_the_replies_are_in_the_order_of_form_c():
    sheet().choices[1].value = "c"
    later, live = taking.with_replies(taking.LATER), sheet(taking.LATER)
    for number, item in survey.asked("C").items():
        choice = live.choices[item.number]
        assert choice.legend == f"{number}. {item.forms['C'].stem}"
        assert live.sure[item.number].label.startswith(f"{number}. ")
        assert [option["text"] for option in choice.options] == item.lines("C")
        choice.value = item.key
    assert survey.slip({item.number: item.key for item in survey.items()}, "C") in live.slip.html
    press(later, FINISH)
    order = [said(later).index(item.forms["C"].why) for item in survey.asked("C").values()]
    assert order == sorted(order)
    one = survey.items()[0]
    assert one.letter("c", "A") != one.letter("c", "C")
    assert f"You chose: before {one.letter('c', 'A')} ✔, now {one.letter('c', 'C')} ✔." in said(later)
    assert "Right: 10 of 10 that you answered." in said(later)


def lasting():
    return showing.ClassPart(showing.LASTING)


def test_the_class_weeks_later_is_compared_under_the_same_rules():
    live = lasting()
    for when, count in (("before", 6), ("weeks later", 8)):
        typed(live.slips[when], 14)
        for number in ITEMS:
            typed(live.right[number][when], count)
    typed(live.sure["before"], 84)
    typed(live.sure["weeks later"], 66)
    show(live)
    assert "The class before and weeks later" in page(live)
    assert "6 of 14, 43% before and 8 of 14, 57% weeks later" in page(live)
    assert "How sure the class was, on average: about 80% before and about 70% weeks later." in page(live)
    assert "To be right here is a hit." in page(live)
    assert "Whoever was not right gave a false alarm, or no answer." in page(live)
    assert store("10").value(showing.OF_THE_CLASS) is None


def test_totals_of_one_time_may_not_differ_by_a_few_slips_between_the_two_comparisons():
    type_in(first := part(), 12, [6] * 10)
    show(first)
    live = lasting()
    for slips, refused in ((13, True), (17, False)):
        for when in showing.LASTING.waves:
            typed(live.slips[when], slips)
            for number in ITEMS:
                typed(live.right[number][when], 6)
        show(live)
        assert ("at least 5 more slips" in live._part.status.html) is refused


def test_the_same_totals_before_may_stand_in_both_comparisons():
    type_in(first := part(), 12, [6] * 10, after=(20, [9] * 10))
    show(first)
    live = lasting()
    for when, slips, right in (("before", 12, 6), ("weeks later", 14, 7)):
        typed(live.slips[when], slips)
        for number in ITEMS:
            typed(live.right[number][when], right)
    show(live)
    assert "6 of 12, 50% before and 7 of 14, 50% weeks later" in page(live)


def test_the_words_warn_of_luck_and_other_people():
    change = class_change(Wave(20, dict.fromkeys(ITEMS, 8)), Wave(20, dict.fromkeys(ITEMS, 12)))
    panel = showing.panel(change)
    assert "Different people may have answered. A small class can move by luck." in panel.text
    assert panel.parts[1].rows[0][1:] == ["8 of 20, 40%", "12 of 20, 60%", "+20 points"]
    assert all(markup(panel))
