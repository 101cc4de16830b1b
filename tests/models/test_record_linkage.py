"""The linkage model against slow, obvious oracles, and the invented lists it works on."""

import unicodedata
from functools import cache
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin
from seminar.data.evidence import frame
from seminar.models import record_linkage as linkage
from seminar.models.record_linkage import FALSE, MISSED, TRUE, Weights, matches

LEFT, RIGHT = frame("records_a"), frame("records_b")
COLUMNS = ["name", "pinyin", "birth_date", "city"]

weights = st.builds(Weights, *[st.integers(0, 100)] * 3).filter(any)
thresholds = st.integers(50, 100)
words = st.text("云松竹林", max_size=4)
rows = st.tuples(
    st.sampled_from(["云林", "云竹林", "松林", "竹"]),
    st.sampled_from(["Yún Lín", "Yùn Lín", "Sōng Lín"]),
    st.builds("{}-{}-{}".format, *[st.sampled_from(part) for part in (("1970", "1971"), ("01", "02"), ("03", "04"))]),
    st.sampled_from(["石浪", "星渡"]),
)


def table(side):
    def build(some):
        return pd.DataFrame(some, columns=COLUMNS, index=[f"{side}{i}" for i in range(len(some))], dtype="str")

    return st.lists(rows, max_size=7).map(build)


@cache
def distance(one, other):
    """Levenshtein's distance by its definition."""
    if not one or not other:
        return len(one) + len(other)
    return min(
        distance(one[1:], other) + 1,
        distance(one, other[1:]) + 1,
        distance(one[1:], other[1:]) + (one[0] != other[0]),
    )


def without_tones(pinyin):
    return "".join(c for c in unicodedata.normalize("NFD", pinyin.lower()) if c.isalpha())


def similarity(one, other, given_weights, pinyin_only):
    """sim of two rows, term by term."""
    name, other_name = ((without_tones(row["pinyin"]) if pinyin_only else row["name"]) for row in (one, other))
    longer = max(len(name), len(other_name))
    sn = 1 - distance(name, other_name) / longer if longer else 1
    sb = sum(a == b for a, b in zip(one["birth_date"].split("-"), other["birth_date"].split("-"), strict=True)) / 3
    sc = one["city"] == other["city"]
    wn, wb, wc = (weight / sum(given_weights) for weight in given_weights)
    return round(100 * (wn * sn + wb * sb + wc * sc), 6)


def all_pairs(left, right, threshold, given_weights, pinyin_only=False):
    """The greedy choice over every pair: take the best that is left, again and again."""
    scored = {
        (a, b): similarity(left.loc[a], right.loc[b], given_weights, pinyin_only)
        for a, b in product(left.index, right.index)
    }
    taken = []
    while scored:
        best = min(scored, key=lambda pair: (-scored[pair], pair))
        if scored[best] < threshold:
            break
        taken.append((*best, scored[best]))
        scored = {pair: value for pair, value in scored.items() if pair[0] != best[0] and pair[1] != best[1]}
    return taken


def tuples(found):
    return list(found.itertuples(index=False, name=None))


def counts(*arguments):
    return linkage.counts(linkage.judged(matches(LEFT, RIGHT, *arguments), LEFT, RIGHT))


def of_names(one, other):
    return linkage.name_similarity(pd.DataFrame({"name_left": [one], "name_right": [other]})).iloc[0]


@given(words, words)
def test_name_similarity_is_that_of_the_definition(one, other):
    longer = max(len(one), len(other))
    assert of_names(one, other) == pytest.approx(1 - distance(one, other) / longer if longer else 1)


@given(table("a"), table("b"), thresholds, weights, st.booleans())
@settings(deadline=None)
def test_small_lists_are_merged_as_by_hand(left, right, threshold, some, pinyin_only):
    found = tuples(matches(left, right, threshold, some, pinyin_only))
    expected = all_pairs(left, right, threshold, some, pinyin_only)
    assert [pair[:2] for pair in found] == [pair[:2] for pair in expected]
    assert [pair[2] for pair in found] == pytest.approx([pair[2] for pair in expected])


@pytest.fixture(scope="module")
def oracle():
    """The greedy choice over all 3,600 pairs, down to the lowest threshold."""
    return all_pairs(LEFT, RIGHT, 50, linkage.DEFAULT_WEIGHTS)


@pytest.mark.parametrize("threshold", range(50, 101))
def test_looking_up_birth_parts_loses_no_match(oracle, threshold):
    expected = [pair for pair in oracle if pair[2] >= threshold]
    assert tuples(matches(LEFT, RIGHT, threshold)) == expected


def test_two_birth_parts_are_enough_exactly_above_eighty():
    fewest = {threshold: linkage.fewest_birth_parts(threshold, linkage.DEFAULT_WEIGHTS) for threshold in range(65, 101)}
    assert [min(t for t, parts in fewest.items() if parts == number) for number in range(4)] == [65, 71, 81, 91]


@given(thresholds, weights)
def test_a_skipped_pair_could_not_have_reached_the_threshold(threshold, some):
    fewest = linkage.fewest_birth_parts(threshold, some)
    best = [100 * (some.name + some.birth * parts / 3 + some.city) / sum(some) for parts in range(4)]
    assert all(best[parts] < threshold for parts in range(fewest))
    assert best[fewest] >= threshold - 1e-6


def test_without_a_weight_on_the_birth_date_all_pairs_are_compared():
    assert linkage.fewest_birth_parts(100, Weights(1, 0, 1)) == 0


@given(thresholds, weights, st.booleans())
@settings(deadline=None, max_examples=30)
def test_found_and_missed_are_the_people_in_both_lists(threshold, some, pinyin_only):
    result = counts(threshold, some, pinyin_only)
    assert result[TRUE] + result[MISSED] == 40
    assert result[TRUE] + result[FALSE] == len(matches(LEFT, RIGHT, threshold, some, pinyin_only))


@given(weights, st.booleans())
@settings(deadline=None, max_examples=30)
def test_at_one_hundred_pairs_are_exact_on_every_weighted_field(some, pinyin_only):
    name = LEFT["pinyin"].map(without_tones) if pinyin_only else LEFT["name"]
    other = RIGHT["pinyin"].map(without_tones) if pinyin_only else RIGHT["name"]
    for a, b, _ in tuples(matches(LEFT, RIGHT, 100, some, pinyin_only)):
        assert name[a] == other[b] or not some.name
        assert LEFT.at[a, "birth_date"] == RIGHT.at[b, "birth_date"] or not some.birth
        assert LEFT.at[a, "city"] == RIGHT.at[b, "city"] or not some.city


@given(thresholds, thresholds, weights, st.booleans())
@settings(deadline=None, max_examples=30)
def test_a_lower_threshold_never_gives_fewer_pairs(one, other, some, pinyin_only):
    low, high = sorted((one, other))
    pairs = [set(tuples(matches(LEFT, RIGHT, threshold, some, pinyin_only))) for threshold in (low, high)]
    assert pairs[0] >= pairs[1]


def test_pinyin_never_lowers_the_similarity_of_a_same_sounding_name():
    for one, other in product(LEFT.itertuples(), RIGHT.itertuples()):
        if one.pinyin == other.pinyin:
            plain = of_names(linkage.plain_pinyin(one.pinyin), linkage.plain_pinyin(other.pinyin))
            assert plain == 1 >= of_names(one.name, other.name)


@pytest.mark.parametrize(
    ("written", "plain"), [("Sōng Hàorán", "songhaoran"), ("Lǚ Yǔtíng", "lüyuting"), ("Xī Lì", "xili")]
)
def test_pinyin_without_tones_and_spaces(written, plain):
    assert linkage.plain_pinyin(written) == plain


def test_ties_go_to_the_first_id():
    twins = pd.DataFrame([["云", "Yún", "1970-01-01", "石浪"]] * 2, columns=COLUMNS, index=["2", "1"])
    assert [pair[:2] for pair in tuples(matches(twins, twins))] == [("1", "1"), ("2", "2")]


def test_verdicts_name_who_was_joined_and_who_was_not():
    left = pd.DataFrame({"person": ["x", "y", "z"]}, index=["a1", "a2", "a3"])
    right = pd.DataFrame({"person": ["y", "x", "w"]}, index=["b1", "b2", "b3"])
    found = pd.DataFrame({"left": ["a1", "a2"], "right": ["b2", "b3"], "similarity": [100.0, 90.0]})
    verdicts = tuples(linkage.judged(found, left, right))
    assert verdicts == [("a1", "b2", TRUE), ("a2", "b3", FALSE), ("a2", "b1", MISSED)]


def test_the_settings_at_the_start_are_worth_operating():
    start = counts()
    assert start[FALSE] >= 2
    assert start[MISSED] >= 3
    assert counts(80)[TRUE] > start[TRUE]
    assert counts(80)[FALSE] > start[FALSE]
    assert counts(85, linkage.DEFAULT_WEIGHTS, True)[TRUE] > start[TRUE]


@pytest.mark.parametrize("records", [LEFT, RIGHT], ids=["a", "b"])
def test_the_pinyin_column_is_that_of_a_library(records):
    for row in records.itertuples():
        said = [row.pinyin.replace(" ", "").lower(), row.city.split(" ")[1].lower()]
        assert said == ["".join(lazy_pinyin(words, style=Style.TONE)) for words in (row.name, row.city.split(" ")[0])]


def test_what_was_planted_in_the_lists():
    both = LEFT.merge(RIGHT, on="person", suffixes=("_a", "_b"))
    assert (len(LEFT), len(RIGHT), len(both)) == (60, 60, 40)
    assert (both["phone_tail_a"] == both["phone_tail_b"]).all()
    assert (both["pinyin_a"] == both["pinyin_b"]).all()
    assert (both["city_a"] != both["city_b"]).sum() >= 4
    assert (both["name_a"] != both["name_b"]).sum() >= 4
    assert (both["birth_date_a"] != both["birth_date_b"]).sum() >= 4
    namesakes = LEFT.merge(RIGHT, on="name").query("person_x != person_y")
    assert len(namesakes) >= 4
    assert not set(namesakes["phone_tail_x"]) & set(namesakes["phone_tail_y"]) - set(both["phone_tail_a"])


@pytest.mark.parametrize(
    ("threshold", "some", "expected"),
    [
        (101, (1, 1, 1), "threshold must be"),
        (-1, (1, 1, 1), "threshold must be"),
        (85, (0, 0, 0), "above 0"),
        (85, (1, -1, 1), "from 0"),
        (85, (float("nan"), 1, 1), "from 0"),
    ],
)
def test_settings_outside_their_range_are_refused(threshold, some, expected):
    with pytest.raises(ValueError, match=expected):
        matches(LEFT, RIGHT, threshold, Weights(*some))


def test_an_id_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="unique"):
        matches(pd.concat([LEFT, LEFT]), RIGHT)
