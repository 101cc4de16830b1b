"""Which rows say of a number that it is not exact: the rule by examples, and its result read by hand in all tables."""

import re

import pytest
from seminar import frame
from seminar.data.hedges import says_about
from seminar.data.package import fields, resources

NUMBERS = ("integer", "number")


@pytest.mark.parametrize(
    ("text", "number", "about"),
    [
        ("Refused tickets, not people; over", 9, True),
        ("Xinhua, at the State Council website: “over”, as people", 9, True),
        ("Shanghai Daily (tickets; about)", 9, True),
        ("About; Xinhua gives 3.08 million one day earlier", 9, True),
        ("Rounded form of 17.46 million; same press conference", 9, True),
        ("A rounded headline", 9, True),
        ("at most", 19, True),
        ("About 30% of passes recognised", 30, True),
        ("Volunteers of a group (nearly 6,000)", 6_000, True),
        ("A forecast: over 560 million", 560_000_000, True),
        ("About 8.1 million tickets were refused", 8.1, True),
        ("At least 20 points", -20, True),
        ("0.67% is about 1 in 149", 149, True),
        ("At most about 1 in 4,000", 1, False),
        ("About 13 namesakes", 13.4, False),
        ("Turnabout 30", 30, False),
        ("About February 2017 by its place in the series", 6_730_000, False),
        ("The white paper gives about 3.6 million for the next day", 3_080_000, False),
        ("First fine up to 500 dollars", 500, False),
        ("An overview of rounded corners", 9, False),
        ("", 9, False),
    ],
)
def test_a_number_is_approximate_only_where_its_own_row_says_so(text, number, about):
    assert says_about([text], [number]) == about


def test_each_cell_is_a_text_of_its_own_and_any_number_of_the_row_may_be_meant():
    assert says_about(["A list", "about"], [5])
    assert says_about(["over 40 faces"], [2, 40.0, float("nan")])
    assert not says_about(["read about", "40 faces"], [40])


ABOUT = {
    "face_trials": "T039 T208 T146 T212 T031 T230",
    "face_tests": "Q075b",
    "list_counts": "L102 P142 L047b G116g G116h L061b L049 L175b L050 L050b G117g G117h L169c L054 L054b L054c L057b",
    "registry_coverage": "L010",
    "city_points": "L038c L039b",
    "surveys": "L032 L033c L149 L156 L156b W077 W075b R085 R085c",
    "record_errors": "T049 T049b T042 T156 T046 T058 T057",
    "cameras": "T071c T073",
    "data_requests": "T219h",
    "learning_studies": "T120",
    "context": "T152 T045c",
    "calculations": "P127 L052 L052b L056 L056b T017 T154 T200 G086 T151",
}
"""Read by hand, row by row: table → the facts whose row says that its number is not exact."""
EXACT = {
    "face_trials": "T009 T147",
    "face_tests": "G083",
    "list_counts": "P051b L046 L046b L046c L046d L169e L103b L055 L055b N061",
    "crossing_rules": "L068 L091 L092 G047 N073 Q048",
    "perks": "L125b",
    "city_points": "L150 L150b L150c L150d L150e L150f L150g L150h L150i",
    "pilot_cities": "L129 L109b",
    "surveys": "L148 G079 G079b W152 W152b W152c W152d W140 W140b W140c W140d W141 W141b",
    "record_errors": "T041 T047 T053",
    "cameras": "T070",
    "learning_studies": "T125",
    "framing_studies": "L036",
    "calculations": "T209 T150",
}
"""Read by hand: facts with such a word before another number than theirs, a year, or a limit that a rule sets."""
ANY_HEDGE = re.compile(
    r"(?:\b(?:about|over|nearly|almost|(?:more|less|fewer) than|at (?:least|most)|around|under|up to|roughly|close to"
    r"|approximately|circa|some|well|above|below|beyond|hardly|an estimated)|[~≈]) ?(?:[A-Z]\w+ )?\d"
    r"|\d (?:or so|or fewer|odd)\b",
    re.IGNORECASE,
)


def ids(keys):
    return {f"f-{key}" for key in keys.split()}


def test_the_approximate_facts_of_every_table_are_these_and_none_is_missed():
    for name in resources():
        found = frame(name)
        if "approximate" not in found:
            continue
        said = set(found.index[found["approximate"]])
        assert said == ids(ABOUT.get(name, "")), name
        numbers = [column for column, field in fields(name).items() if field["type"] in NUMBERS]
        counted = found[found[numbers].notna().any(axis=1)]
        words = [column for column, field in fields(name).items() if field["type"] == "string" and column in found]
        texts = counted[words].fillna("").agg("; ".join, axis=1)
        doubtful = set(counted.index[texts.str.contains(ANY_HEDGE)]) - said
        assert doubtful == ids(EXACT.get(name, "")), name


def test_every_table_of_facts_with_numbers_says_which_are_approximate_and_no_coding_does():
    for name in resources():
        pattern = fields(name).get("id", {}).get("constraints", {}).get("pattern", "")
        numbers = any(field["type"] in NUMBERS for field in fields(name).values())
        assert ("approximate" in frame(name)) == (numbers and pattern.startswith("f-")), name
