"""What a person may type beside a slider, and how the controls answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.errors import SeminarError
from seminar.screen.controls import (
    Button,
    Choice,
    Entry,
    FilePicker,
    OnOff,
    Range,
    Switch,
    TextArea,
    Typed,
    decades,
    evenly,
    hundredths,
    option_list,
    tenths,
    years,
)

PEOPLE = decades(10_000, 1_400_000_000)
ONE_IN = decades(1_000, 1_000_000, "1 in {}")
PERCENT = evenly(50, 100, "%")
TENTHS = tenths(0, 5, "%")


def typed(control, text):
    control.hear({"text": text})


def slid(control, index):
    control.hear({"index": index})


def test_decades_move_in_steps_of_one_two_five():
    assert decades(1_000, 50_000).steps == (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
    assert PEOPLE.steps[0] == 10_000
    assert PEOPLE.steps[-2:] == (1_000_000_000, 1_400_000_000)


@pytest.mark.parametrize(
    "text", ["1000000", "1,000,000", "1.000.000", "1 000 000", "1'000'000", " 1_000_000 ", "1\u202f000\u202f000"]
)
def test_separators_are_read(text):
    assert PEOPLE.read(text) == 1_000_000


@pytest.mark.parametrize("text", ["1 in 5,000", "1 IN 5000", "1/5000", "1:5 000", "5000"])
def test_one_in_is_read_with_and_without_its_words(text):
    assert ONE_IN.read(text) == 5_000


@pytest.mark.parametrize("text", ["95", "95%", "95 %"])
def test_percent_is_read(text):
    assert PERCENT.read(text) == 95


@pytest.mark.parametrize(
    "text", ["", "many", "1e6", "12.5", "1,00", "1,000.000", "9" * 5_000, "<b>", "１２３.", "NaN", "0x10"]
)
def test_anything_else_is_refused_with_what_was_expected(text):
    with pytest.raises(SeminarError, match="whole number from 10,000 to 1,400,000,000"):
        PEOPLE.read(text)


@given(st.integers(10_000, 1_400_000_000))
def test_what_is_shown_can_be_typed_back(value):
    assert PEOPLE.read(PEOPLE.show(value)) == value
    assert all(abs(PEOPLE.steps[PEOPLE.nearest(value)] - value) <= abs(step - value) for step in PEOPLE.steps)


def test_a_slider_takes_its_steps():
    control = Range("People", PEOPLE, 1_000_000)
    slid(control, 0)
    assert (control.value, control.state["shown"]) == (10_000, "10,000")


def test_a_typed_number_between_steps_is_kept_and_the_slider_stands_nearest():
    control = Range("People", PEOPLE, 1_000_000)
    typed(control, "1,234,567")
    assert (control.value, control.state["shown"], PEOPLE.steps[control.state["index"]]) == (
        1_234_567,
        "1,234,567",
        1_000_000,
    )


def test_numbers_beyond_the_end_are_clipped_and_the_page_says_so():
    control = Range("People", PEOPLE, 1_000_000)
    typed(control, "9,000,000,000")
    assert (control.value, control.state["message"]) == (1_400_000_000, "The highest possible value is 1,400,000,000.")
    typed(control, "-5")
    assert (control.value, control.state["message"]) == (10_000, "The lowest possible value is 10,000.")


def test_nonsense_keeps_the_value_and_a_good_number_clears_the_message():
    control = Range("People", PEOPLE, 1_000_000)
    typed(control, "many")
    assert control.state["wrong"]
    assert control.value == 1_000_000
    assert "Still used: 1,000,000." in control.state["message"]
    typed(control, "20000")
    assert (control.value, control.state["message"], control.state["wrong"]) == (20_000, "", False)


def test_reset_goes_back_to_the_start():
    control = Range("People", PEOPLE, 1_000_000)
    typed(control, "many")
    slid(control, 3)
    control.reset()
    assert (control.value, control.state["message"], control.state["wrong"]) == (1_000_000, "", False)


def test_a_choice_takes_only_its_options():
    control = Choice(legend="Which?", options=option_list([("a", "one"), ("b", "two")]))
    control.value = "b"
    control.value = "z"
    assert control.value == "b"


def test_a_button_calls_what_it_was_given():
    pressed = []
    button = Button("Go", lambda: pressed.append(1))
    button.press()
    assert pressed == [1]


def write(area, text):
    area.hear({"text": text})


def test_a_text_is_acknowledged_only_after_it_was_saved():
    seen = []

    def save(text):
        seen.append((text, area.saved["line"]))
        return "Saved."

    area = TextArea("Answer", "", save, "Nothing yet.")
    write(area, "hello")
    assert seen == [("hello", "Nothing yet.")]
    assert area.saved == {"line": "Saved.", "failed": False}


def test_a_text_that_cannot_be_saved_is_not_acknowledged():
    def save(text):
        raise SeminarError("Not saved: no space.")

    area = TextArea("Answer", "", save, "")
    write(area, "hello")
    assert area.saved == {"line": "Not saved: no space.", "failed": True}
    assert area.value == "hello"


@pytest.mark.parametrize("first", [True, False])
def test_a_switch_is_written_and_reset(first):
    switch = OnOff().control("Pinyin only", first)
    switch.value = not first
    switch.reset()
    assert switch.value is first
    assert [OnOff().written(value) for value in (True, False)] == ["on", "off"]


def test_a_scale_makes_a_slider_and_a_switch_begins_off():
    slider = PERCENT.control("Hit rate", 95)
    assert isinstance(slider, Range)
    assert (slider.label, slider.value) == ("Hit rate", 95)
    assert Switch("Pinyin only").value is False


def test_tenths_move_in_steps_of_a_tenth_and_are_written_with_one_decimal():
    assert len(TENTHS.steps) == 51
    assert [TENTHS.show(value) for value in (TENTHS.steps[0], TENTHS.steps[1], 10, TENTHS.steps[-1])] == [
        "0.0",
        "0.1",
        "1.0",
        "5.0",
    ]
    assert TENTHS.written(10) == "1.0%"
    assert tenths(0, 2_000).show(12_345) == "1,234.5"


@pytest.mark.parametrize(
    ("text", "value"), [("1.5", 15), ("1,5", 15), ("1.5%", 15), ("1.5 %", 15), ("2", 20), ("0.1", 1), ("-0.5", -5)]
)
def test_tenths_are_read_with_a_point_or_a_comma(text, value):
    assert TENTHS.read(text) == value


@pytest.mark.parametrize("text", ["", "one", "1.25", "1.", ".5", "1.000", "1,000", "1e-1", "1.5.1", "9" * 5_000])
def test_anything_else_than_tenths_is_refused_with_what_was_expected(text):
    with pytest.raises(SeminarError, match=r"Type a number from 0\.0 to 5\.0, for instance 2\.5\."):
        TENTHS.read(text)


@given(st.integers(0, 50))
def test_tenths_that_are_shown_can_be_typed_back(value):
    assert TENTHS.read(TENTHS.show(value)) == value


def test_a_slider_over_tenths_clips_and_says_so_in_its_own_writing():
    control = Range("Listed by mistake", TENTHS, 10)
    assert (control.state["shown"], control.labels[:2]) == ("1.0", ["0.0", "0.1"])
    typed(control, "7.5")
    assert (control.value, control.state["message"]) == (50, "The highest possible value is 5.0.")
    typed(control, "often")
    assert control.state["message"].endswith("Still used: 5.0.")


def test_years_have_no_separators():
    scale = years(2013, 2026)
    assert scale.show(2018) == "2018"
    assert scale.read("2014") == 2014
    with pytest.raises(SeminarError, match="from 2013 to 2026, for instance 2020"):
        scale.read("soon")


def four_letters(text):
    if len(text.strip()) != 4:
        raise SeminarError("Type four letters, for instance abcd.")
    return text.strip().upper()


def entered(entry, text):
    entry.hear({"text": text})


def test_a_typed_line_is_read_and_written_as_it_was_read():
    entry = Typed(four_letters).control("Code", "AAAA")
    assert isinstance(entry, Entry)
    entered(entry, " wxyz ")
    assert (entry.value, entry.state["shown"], entry.state["message"]) == ("WXYZ", "WXYZ", "")


def test_a_wrong_line_keeps_the_last_good_value_and_says_what_was_expected():
    entry = Entry("Code", four_letters, "AAAA")
    entered(entry, "abc")
    assert entry.value == "AAAA"
    assert entry.state["message"] == "Type four letters, for instance abcd."
    entered(entry, "abcd")
    assert (entry.value, entry.state["message"]) == ("ABCD", "")


def test_reset_leaves_nothing_of_what_was_typed():
    entry = Entry("Code", four_letters, "")
    entered(entry, "abcd")
    entered(entry, "no")
    entry.reset()
    assert (entry.value, entry.state["message"]) == ("", "")


def test_hundredths_are_written_with_two_places_and_read_with_fewer():
    scale = hundredths(30, 95, 5)
    assert scale.written(60) == "0.60"
    assert [scale.read(text) for text in ("0.6", "0.60", "0,65", ".6".rjust(3, "0"))] == [60, 60, 65, 60]
    assert scale.read("1") == 100
    with pytest.raises(SeminarError, match=r"Type a number from 0.30 to 0.95, for instance 0.65"):
        scale.read("sixty")


@pytest.fixture
def picker():
    """A picker of files of at most 10 bytes, and what it did."""
    done = []
    return FilePicker("Open", lambda *file: done.append(file), lambda *fault: done.append(fault), largest=10), done


def test_a_file_is_handed_on_with_its_name(picker):
    picker[0].hear({"name": "a.json", "size": 2, "text": "{}"})
    assert picker[1] == [("a.json", "{}")]


@pytest.mark.parametrize(
    ("size", "text", "large"), [(11, None, True), (11, "{}", True), (3, None, False), (3, 7, False)]
)
def test_a_file_that_is_too_large_or_no_text_is_told_and_not_handed_on(picker, size, text, large):
    picker[0].hear({"name": "a.json", "size": size, "text": text})
    assert picker[1] == [("a.json", large)]


@pytest.mark.parametrize("event", [{}, {"name": 3, "size": 1, "text": ""}, {"name": "a", "text": ""}])
def test_what_is_no_file_is_refused_with_what_to_do(picker, event):
    with pytest.raises(SeminarError, match="Choose it once more"):
        picker[0].hear(event)
    assert picker[1] == []
