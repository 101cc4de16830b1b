"""The sentence sorter and the contents of notebook 00."""

import re
from collections import Counter
from importlib import import_module

from seminar.__main__ import parser
from seminar.answers.store import store
from support import PACK, PATHS, read, records_of, stored_text

sorter = import_module("seminar.activities.sort_the_sentences")
chooser = import_module("seminar.activities.choose_the_habit")
START = next(path for path in PATHS if path.name.startswith("00-"))


def test_three_sentences_of_each_type_and_two_mixed():
    kinds = Counter(sentence.key for sentence in sorter.sentences())
    assert kinds == {"fact": 3, "value": 3, "prediction": 3, "figure": 3, "split": 2}
    assert set(kinds) == set(sorter.TYPES)


def test_no_reason_stands_in_the_notebook():
    said = START.read_text("utf-8") + stored_text(read(START))
    for sentence in sorter.sentences():
        assert sentence.text in stored_text(read(START))
        assert sentence.reason not in said


def test_only_checked_sentences_count():
    answers = store("00")
    keys = [sentence.key for sentence in sorter.sentences()]
    assert sorter.tally(answers) == "Sorted: 0 of 14. Same as our key: 0."
    answers.save(sorter.SORTER.question(1), {"choice": keys[0], "checked": True})
    answers.save(sorter.SORTER.question(2), {"choice": "split", "checked": True})
    answers.save(sorter.SORTER.question(3), {"choice": keys[2], "checked": False})
    assert sorter.tally(answers) == "Sorted: 2 of 14. Same as our key: 1."


def test_each_habit_helps_with_a_sentence_and_is_one_of_the_page():
    habits = re.findall(
        r"^\d\. \*(.+?)\.\*", next(cell.source for cell in read(START).cells if cell.id == "00-habits"), re.M
    )
    assert list(chooser.HABITS.values()) == habits
    assert {one.key for one in chooser.items()} == set(chooser.HABITS)


def test_no_reason_for_a_habit_stands_in_the_notebook():
    said = START.read_text("utf-8") + stored_text(read(START))
    for one in chooser.items():
        assert one.text in stored_text(read(START))
        assert one.reason not in said


def test_only_checked_habits_count():
    answers = store("00")
    keys = [one.key for one in chooser.items()]
    answers.save(chooser.SORTER.question(1), {"choice": keys[0], "checked": True})
    answers.save(chooser.SORTER.question(2), {"choice": "swap", "checked": True})
    answers.save(chooser.SORTER.question(3), {"choice": keys[2], "checked": False})
    assert chooser.tally(answers) == "Chosen: 2 of 6. Same as our key: 1."


def test_contents_links_just_the_notebooks_that_are_there():
    contents = next(cell.source for cell in read(START).cells if cell.id == "00-contents")
    rows = re.findall(r"^\| (\d\d)[^|]*\| (.*?) \| (\d\d of 80 / \d\d of 40 / \d+) \|$", contents, re.MULTILINE)
    assert [number for number, *_ in rows] == [f"{i:02}" for i in range(11)]
    present = {path.name[:2]: path for path in PATHS}
    for number, title, minutes in rows:
        if number in present:
            path = present[number]
            assert title == f"[{records_of(path)[f'{number}-objectives'].title}]({path.name})"
            found = records_of(path).values()
            long, short, alone = (
                sum(one.minutes(plan) for one in found) for plan in ("minutes80", "minutes40", "self")
            )
            assert minutes == f"{long} of 80 / {short} of 40 / {alone}"
        else:
            assert "](" not in title


def test_the_first_command_opens_this_notebook():
    assert parser().parse_args(["open"]).notebook == START.name[:2]
    assert "-m seminar open`" in (PACK / "README.md").read_text("utf-8")
