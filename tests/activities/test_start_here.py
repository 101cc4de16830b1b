"""The room planner and the sentence sorter of notebook 00."""

import re
from collections import Counter
from importlib import import_module

import pytest
from seminar.__main__ import parser
from seminar.answers.store import store
from support import PACK, PATHS, read, records_of, stored_text

planner = import_module("seminar.activities.plan_the_room")
sorter = import_module("seminar.activities.sort_the_sentences")
START = next(path for path in PATHS if path.name.startswith("00-"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
@pytest.mark.parametrize(("session", "length"), [("minutes80", 80), ("minutes40", 40)])
def test_a_run_follows_without_gaps_to_the_end_of_the_session(path, session, length):
    rows = planner.run(path.name[:2], session)
    assert [start for start, _, _ in rows] == [0, *(end for _, end, _ in rows[:-1])]
    assert all(start < end for start, end, _ in rows)
    assert rows[-1][1] == length


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ([4, 4, 4, 4], "16 students make 4 groups of 4"),
        ([5, 4, 4, 4], "17 students make 4 groups: 1 of 5 and 3 of 4"),
    ],
)
def test_groups_are_said_in_one_sentence(sizes, words):
    assert planner.groups_in_words(sizes) == words


def test_a_person_alone_gets_a_path_and_no_groups():
    panel = planner.plan(16, 4, "minutes80", True, "00")
    assert panel.finding == "You work alone for about 50 minutes"
    assert len(panel.parts) == 1


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


def test_contents_links_just_the_notebooks_that_are_there():
    contents = next(cell.source for cell in read(START).cells if cell.id == "00-contents")
    rows = re.findall(r"^\| (\d\d)[^|]*\| (.*?) \| (80 / 40 / \d+) \|$", contents, re.MULTILINE)
    assert [number for number, *_ in rows] == [f"{i:02}" for i in range(11)]
    present = {path.name[:2]: path for path in PATHS}
    for number, title, minutes in rows:
        if number in present:
            path = present[number]
            assert title == f"[{records_of(path)[f'{number}-objectives'].title}]({path.name})"
            alone = sum(record.minutes("self") for record in records_of(path).values())
            assert minutes == f"80 / 40 / {alone}"
        else:
            assert "](" not in title


def test_the_first_command_opens_this_notebook():
    assert parser().parse_args(["open"]).notebook == START.name[:2]
    assert "-m seminar open`" in (PACK / "README.md").read_text("utf-8")
