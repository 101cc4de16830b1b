"""A rule code says eight dials in at most forty signs, and a wrong one is found with a sentence that helps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.activities.parts.invented_town import SETTINGS
from seminar.errors import SeminarError
from seminar.models import rule_code

ranges = {dial: st.integers(low, high) for dial, (low, high) in rule_code.RANGES.items()}
letters = {dial: st.sampled_from(list(known)) for dial, known in rule_code.LETTERS.items()}
values = st.fixed_dictionaries({**ranges, **letters})
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@given(values)
def test_a_code_is_short_and_says_every_dial(chosen):
    code = rule_code.write(chosen)
    assert len(code) <= rule_code.LONGEST == 40
    assert rule_code.read(code) == chosen


@given(values, st.sampled_from(["lower", "no hyphens", "blanks", "dashes"]))
def test_small_letters_blanks_and_other_hyphens_do_not_matter(chosen, way):
    code = rule_code.write(chosen)
    typed = {
        "lower": code.lower(),
        "no hyphens": code.replace("-", ""),
        "blanks": f"  {code.replace('-', ' ')} ",
        "dashes": code.replace("-", "\u2013"),
    }[way]
    assert rule_code.tidy(typed) == code


@given(values, st.data())
def test_every_wrong_sign_is_found(chosen, data):
    code = rule_code.write(chosen)
    place = data.draw(st.sampled_from([i for i, sign in enumerate(code) if sign != "-"]))
    other = data.draw(st.sampled_from([sign for sign in SIGNS if sign != code[place]]))
    with pytest.raises(SeminarError):
        rule_code.read(code[:place] + other + code[place + 1 :])


@given(values)
def test_two_neighbours_that_changed_places_are_nearly_always_found(chosen):
    signs = rule_code.write(chosen).replace("-", "")
    swaps = [signs[:i] + signs[i + 1] + signs[i] + signs[i + 2 :] for i in range(len(signs) - 1)]
    missed = [swap for swap in swaps if swap != signs and _reads(swap)]
    assert len(missed) <= 1


def _reads(text):
    try:
        rule_code.read(text)
    except SeminarError:
        return False
    return True


def test_the_check_sign_is_that_of_the_standard():
    # The example of ISO 7064 in the guideline for the Global Release Identifier: A1-2425G-ABC1234002-M.
    assert rule_code.check_sign("A12425GABC1234002") == "M"


def with_check(signs):
    return signs + rule_code.check_sign(signs)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "not a rule code"),
        ("our rules", "not a rule code"),
        ("ABCD2345", "not a rule code"),
        ("R1-W-60-Y-S-365-L-1-Y", "not a rule code"),
        ("R1-W-60-Y-S-365-L-1-Y-7", "One sign of this code is wrong"),
        ("R1-W-06-Y-S-365-L-1-Y-6", "One sign of this code is wrong"),
        ("R0-W-60-Y-S-365-L-1-Y-6", "another version"),
        ("R2-W-60-Y-S-365-L-1-Y-6", "another version"),
        (with_check("R1W99YS365L1Y"), "proof in hundredths is 99; it must lie between 30 and 95"),
        (with_check("R1W60YS29L1Y"), "number of days is 29; it must lie between 30 and 1825"),
        (with_check("R1W60YS365L9Y"), "number of other offices is 9; it must lie between 0 and 5"),
        ("R1-W-60-Y-S-365-L-1-Y-6" * 400, "not a rule code"),
        ("<img src=x onerror=alert(1)>", "not a rule code"),
        ("R1-W-６0-Y-S-365-L-1-Y-6", "not a rule code"),
    ],
)
def test_a_code_that_is_wrong_old_or_from_elsewhere_gets_its_sentence(typed, says):
    with pytest.raises(SeminarError, match=says):
        rule_code.read(typed)


def test_the_dials_of_the_page_and_of_the_code_are_the_same():
    dials = [setting for setting in SETTINGS if setting.name != "reaction"]  # how people react no office can choose
    assert [setting.name for setting in dials] == list(rule_code.ORDER)
    for setting in dials:
        if setting.name in rule_code.RANGES:
            assert (setting.scale.steps[0], setting.scale.steps[-1]) == rule_code.RANGES[setting.name]
        if hasattr(setting.scale, "options"):
            assert [key for key, _ in setting.scale.options] == list(rule_code.LETTERS[setting.name])
