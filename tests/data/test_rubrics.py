"""Our scripts: that each stands where its ticks put it, rests on rows and on the models, and reaches no student."""

import csv
import re

import pytest
import yaml
from seminar.activities.count_the_errors import START, run_of
from seminar.activities.parts.invented_town import result_of
from seminar.course import questions
from seminar.data import records
from seminar.data.evidence import facts
from seminar.data.records import Exercise, marking, record, scripts
from seminar.models import error_and_appeal, rule_code
from seminar.models.agreement import weighted_kappa
from seminar.models.base_rate import screening
from seminar.numbers import days, people
from support import PACK, forget

NUMBERS = records.notebooks_with_records()
OURS = [(number, level) for number in NUMBERS for level in (2, 3, 4)]
OTHERS = {
    number: yaml.safe_load((PACK / "tests" / "marked" / f"{number}.yaml").read_text("utf-8")) for number in NUMBERS
}
"""Notebook → number of a script → its text: those that two readers marked apart."""
TEXTS = {f"{number}, level {level}": scripts(number)[level].text for number, level in OURS} | {
    f"script {key}": text for found in OTHERS.values() for key, text in found.items()
}


def exercise(number):
    return record(f"{number}-exercise", Exercise)


@pytest.mark.parametrize(("number", "level"), OURS)
def test_a_script_of_ours_stands_on_its_level_by_its_ticks_and_has_the_length_that_was_asked(number, level):
    found, script = exercise(number), scripts(number)[level]
    words = len(script.text.split())
    assert set(script.ticks) <= set(found.rubric.ticks)
    assert found.level(script.ticks, words) == level
    assert found.words_min <= words <= found.words_max


@pytest.mark.parametrize("number", NUMBERS)
def test_the_three_scripts_of_an_exercise_come_to_different_ends(number):
    assert len({script.conclusion for script in scripts(number).values()}) == 3


def test_a_script_is_shown_with_each_tick_where_it_is_earned():
    script = scripts("10")[4]
    runs = [run for paragraph in script.paragraphs() for run in paragraph]
    assert "\n".join("".join(words for _, words in paragraph) for paragraph in script.paragraphs()) == script.text
    earned = {tick: words for ticks, words in runs for tick in ticks}
    assert set(earned) == set(script.ticks)
    assert all(earned[tick].startswith(words) for tick, words in script.ticks.items())


def test_there_are_twelve_more_scripts_of_06_and_10_and_six_of_each_other():
    assert {number: len(found) for number, found in OTHERS.items()} == {
        number: 12 if number in ("06", "10") else 6 for number in NUMBERS
    }
    assert sorted(key for found in OTHERS.values() for key in found) == list(range(1, 79))
    assert len(set(TEXTS.values())) == 78 + 33


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_code_in_a_script_names_a_fact(text):
    assert set(re.findall(r"f-[A-Z]\d{3}[a-z]?", text)) <= set(facts())


def ticks_of(reader):
    """Number of a script → the ticks that this reader gave it."""
    with (PACK / "tests" / "marked" / f"{reader}.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["script"]): row["ticks"].strip("-") for row in csv.DictReader(file)}


READERS = {reader: ticks_of(reader) for reader in ("first", "second")}


def levels_by(reader, number):
    """The levels of the other scripts of a notebook, in order, which follow from the ticks of that reader."""
    found = exercise(number)
    ticks = READERS[reader]
    return [found.level(ticks[key], len(text.split())) for key, text in sorted(OTHERS[number].items())]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_levels_of_two_readers_follow_from_their_ticks(number):
    found = marking().read_apart[number]
    for reader in READERS:
        assert {tick for key in OTHERS[number] for tick in READERS[reader][key]} <= set(exercise(number).rubric.ticks)
        assert getattr(found, reader) == "".join(map(str, levels_by(reader, number)))


def test_two_readers_who_have_the_ticks_alone_agree():
    first, second = ([level for number in NUMBERS for level in levels_by(reader, number)] for reader in READERS)
    assert weighted_kappa(first, second) >= 0.75
    assert set(first) == set(second) == {1, 2, 3, 4}


@pytest.mark.parametrize("number", NUMBERS)
def test_the_other_scripts_of_an_exercise_lie_far_apart(number):
    for reader in READERS:
        assert set(levels_by(reader, number)) == {1, 2, 3, 4}


def counts_of_06(**values):
    """The four counts of a run as the page writes them."""
    found = error_and_appeal.expected(run_of(**{**START, **values}))
    return [people(found.corrected), *(days(one) for one in (found.harm_days, found.creditor_days, found.clerk_hours))]


RUNS = {
    "Helps those listed by mistake": {"told": 90},
    "Favours creditors": {"ease": 20},
    "Helps both, and lets the state pay": {"told": 80, "ease": 40, "review_days": 15},
    "My design is for creditors": {"ease": 10, "won": 60},
    "I make the appeal harder to win": {"won": 50},
    "In my design the listing gets shorter": {"listing_days": 365},
    "The court should tell everybody": {"told": 100},
    "I change one number, the review": {"review_days": 15},
    "the appeals that are won, from 70% to 90%": {"won": 90},
    "This is a design for both sides": {"told": 90, "review_days": 60},
    "Two settings change: told in time from 60% to 90%": {"told": 90, "ease": 50},
    "I change three things": {"told": 90, "ease": 50, "review_days": 15},
    "I want the list to be a real sanction": {"ease": 20, "won": 40},
}
"""What ours conclude, or words of another script of 06 → its settings that are not those of the start."""


@pytest.mark.parametrize("words", RUNS)
def test_the_counts_in_a_script_of_06_are_those_of_the_model(words):
    ours = {script.conclusion: script.text for script in scripts("06").values()}
    (text,) = [ours[words]] if words in ours else [one for one in OTHERS["06"].values() if words in one]
    said = re.findall(r"\d[\d,]*\d|\d", text)
    assert set(counts_of_06()) | set(counts_of_06(**RUNS[words])) <= set(said)


def test_the_marker_of_06_knows_the_counts_of_the_start():
    corrected, listed, waiting, hours = counts_of_06()
    assert f"{corrected} people, {listed} and {waiting} days, and {hours} hours" in exercise("06").rubric.slip


APPEALS = (("told", 90), ("ease", 60), ("ease", 20))
"""Changes of the invented list of 06 that essays of 10 report."""


def town(**dials):
    return result_of({**rule_code.BASE, **dials, "reaction": "some"})


def test_the_results_of_models_in_the_scripts_of_10_are_those_of_the_models():
    base, strict, alone = town(), town(proof=80), town(offices=0)
    told, easier, harder = (counts_of_06(**{name: value})[0] for name, value in APPEALS)
    said = [
        f"{base.listed} of 200 people are listed, {base.wrong} of them by mistake",
        f"{strict.wrong} are listed by mistake, but {strict.missed} people who broke the rule are missed",
        f"are missed, and not {base.missed}",
        f"{strict.wrong} people are listed by mistake and not {base.wrong}, but {strict.missed} who broke the rule",
        f"from {base.burden_days:,.0f} to {alone.burden_days:,.0f}",
        f"is {base.burden_days:,.0f} days; with none it is {alone.burden_days:,.0f}",
        f"{counts_of_06()[0]} of 1,000 people who are listed by mistake come off again. If 90% are told, it is {told}",
        f"from 30% to 60%, it is {easier}",
        f"only {harder} of 1,000",
    ]
    essays = [script.text for script in scripts("10").values()] + list(OTHERS["10"].values())
    assert [words for words in said if sum(words in essay for essay in essays) != 1] == []


TREES = {
    (100_000, 100, 0.9, 0.01),
    (50_000, 20, 0.8, 0.001),
    (30_000, 10, 0.9, 1 / 6_000),
    (80_000, 40, 0.85, 0.005),
    (20_000, 10, 0.9, 0.001),
    (50_000, 50, 0.96, 0.002),
    (200_000, 100, 0.9, 0.001),
    (40_000, 40, 0.9, 0.005),
}
"""People, wanted, hit rate and false alarms of the trees in the scripts of 07."""


@pytest.mark.parametrize("tree", sorted(TREES))
def test_a_tree_in_a_script_of_07_is_one_of_the_model(tree):
    passing, wanted, hits, false = tree
    cells = screening(passing, wanted / passing, hits, false).round().to_numpy().astype(int).ravel()
    numbers = {f"{number:,}" for number in (passing, wanted, passing - wanted, *cells)}
    texts = [script.text for script in scripts("07").values()] + list(OTHERS["07"].values())
    assert any(numbers <= set(re.findall(r"\d[\d,]*\d|\d", text)) for text in texts)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_student_sees_the_ticks_and_no_script_slip_or_evidence(number):
    found = exercise(number)
    page = questions.exercise(f"{number}-exercise").html
    assert all(tick in page for tick in found.rubric.ticks.values())
    for hidden in (found.rubric.slip, found.evidence_model, *(one.why for one in scripts(number).values())):
        assert hidden[:40] not in page


def test_the_marks_are_those_that_the_overview_names():
    _, overview = records.kit_text("course-overview")
    assert ", ".join(f"level {level} {marks}%" for level, marks in marking().marks.items()) in overview


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    S: told in time, from 60% to 90%\n",
            "",
            "record 2: its ticks and its length give level 1; expected level 2.",
        ),
        ("S: told in time, from", "S: told too late, from", "record 2: the words of tick S stand 0 times in the text;"),
        ("  conclusion: Favours creditors\n", "", "record 3: the field “conclusion” is missing; expected a text of"),
        ("\n4:\n", "\n5:\n", "scripts/06.yaml, line 40: “5”; expected a whole number from 2 to 4."),
    ],
)
def test_a_script_that_does_not_show_its_level_is_told_in_one_sentence(pack_copy, old, new, said):
    path = pack_copy / "data" / "teaching" / "scripts" / "06.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    forget()
    (found,) = records.problems()
    assert said in found


def test_a_course_without_its_table_of_marks_is_told_once(pack_copy):
    (pack_copy / "data" / "teaching" / "marking.yaml").write_text("spare: 10\n", "utf-8")
    forget()
    assert records.problems() == [
        "data/teaching/marking.yaml, line 1: the field “marks” is missing; expected 4 entries."
    ]
