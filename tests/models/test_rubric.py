"""From ticks to a level, against levels read off by hand, and no rule that punishes one more tick."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.models.rubric import at_length, check, level, missing, off_length

RULE = {2: ["N", "S"], 3: ["E", "2 of C, O, T"], 4: ["R"]}
TICKS = "NSECOTR"


@st.composite
def rules(draw):
    """Ticks, a rule for them, and two sets of ticks, of which the second has all of the first."""
    ticks = draw(st.lists(st.sampled_from("ABCDEFGHI"), min_size=3, max_size=9, unique=True))
    single = st.sampled_from(ticks)
    several = st.lists(single, min_size=2, unique=True)
    chosen = several.flatmap(lambda some: st.integers(1, len(some)).map(lambda count: f"{count} of {', '.join(some)}"))
    rule = {one: draw(st.lists(single | chosen, min_size=1, max_size=5)) for one in (2, 3, 4)}
    fewer = draw(st.sets(single))
    return ticks, rule, fewer, fewer | draw(st.sets(single))


@pytest.mark.parametrize(
    ("ticks", "reached"),
    [("", 1), ("N", 1), ("NS", 2), ("NSE", 2), ("NSEC", 2), ("NSECT", 3), ("NSECOT", 3), ("NSEOTR", 4), ("ECOTR", 1)],
)
def test_a_level_is_read_off_from_below_without_a_gap(ticks, reached):
    assert level(ticks, RULE) == reached


@given(rules())
def test_every_set_of_ticks_has_a_level_and_one_more_tick_never_lowers_it(drawn):
    ticks, rule, fewer, more = drawn
    assert 1 <= level(fewer, rule) <= level(more, rule) <= 4
    assert level(ticks, rule) == 4
    assert level((), rule) == 1
    for other in (2, 3, 4):
        assert set(missing(more, rule, other)) <= set(missing(fewer, rule, other))


@given(st.integers(1, 4), st.integers(0, 2_000))
def test_a_text_far_from_the_words_asked_stands_one_level_lower_but_not_below_1(reached, words):
    wanted = reached if 180 <= words <= 308 else max(1, reached - 1)
    assert at_length(reached, words, 200, 280, 10) == wanted


@pytest.mark.parametrize(("words", "off"), [(179, -1), (180, 0), (200, 0), (280, 0), (308, 0), (309, 1)])
def test_a_text_is_too_short_or_too_long_beyond_what_is_spared(words, off):
    assert off_length(words, 200, 280, 10) == off


def test_what_a_marker_misses_is_named_as_the_rule_has_it():
    assert missing("NSC", RULE, 3) == ["E", "2 of C, O, T"]
    assert missing("NSECT", RULE, 3) == []


@pytest.mark.parametrize(
    ("ticks", "rule", "said"),
    [
        ("NSECOT", RULE, "level 4 asks for “R”; expected one of the ticks N, S, E, C, O, T"),
        (TICKS + "X", RULE, "no level asks for tick X; expected it under “levels”"),
        (TICKS, RULE | {3: ["E", "4 of C, O, T"]}, "level 3 asks for “4 of C, O, T”; expected fewer than there are to"),
    ],
)
def test_a_rule_that_cannot_work_is_told(ticks, rule, said):
    with pytest.raises(ValueError, match=said):
        check(ticks, rule)
    check(TICKS, RULE)
