"""The words of a link say something of the row that it leads to, or the pair was reviewed."""

from datetime import date

import pytest
from seminar.__main__ import main
from seminar.data import checking, citations, records
from seminar.data.citations import meaning
from seminar.data.package import evidence_tables
from support import PACK, forget

NOTEBOOK = "notebooks/07-can-the-machine-see-you.ipynb"
ALARMS = "[2,470 alarms <sup>f-T020</sup>]"


def tables():
    return {name: checking.read(name) for name in evidence_tables()}


def test_only_reviewed_links_share_nothing_with_their_row_and_no_reviewed_pair_is_left_over():
    found = {(one.fact, one.words) for one in citations.apart(tables())}
    assert found == {(one.fact, one.words) for one in records.links().reviewed}


def test_links_and_the_sentences_of_records_are_both_read():
    found = {(one.place, one.fact) for one in citations.citations()}
    assert (f"{NOTEBOOK}, cell 07-cardiff", "f-T020") in found
    assert ("data/teaching/06.yaml, record 06-2", "f-G020") in found
    assert len(found) > 150


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("2,470 alarms", "raised 2470 alarm", True),
        ("2,470", "24,700 and 2.47", False),
        ("35% of it", "35.0 percent", True),
        ("regularly denied", "They deny that regularity", True),
        ("people in China say so", "China and its people", False),
        ("it is not the one", "that is the one", False),
        ("see f-T020", "f-T020", False),
        ("契约 and law", "rests on 契约", True),
    ],
)
def test_words_share_their_stems_and_numbers_but_not_what_stands_in_every_row(one, other, shared):
    assert bool(meaning(one) & meaning(other)) is shared


QUARREL = "a quarrel over cheese"


def with_a_quarrel(copy):
    """Write notebook 07 with a link to f-T020 whose words have nothing to do with it."""
    text = (PACK / NOTEBOOK).read_text("utf-8")
    assert ALARMS in text
    (copy / NOTEBOOK).write_text(text.replace(ALARMS, f"[{QUARREL} <sup>f-T020</sup>]", 1), "utf-8")
    forget()


def test_a_link_that_shares_nothing_with_its_row_stops_the_build_and_is_named(pack_copy, capsys):
    with_a_quarrel(pack_copy)
    (said,) = checking.package_problems(date.today())
    assert said == (
        f"{NOTEBOOK}, cell 07-cardiff: the words “{QUARREL}” share nothing with the row f-T020; expected "
        "another row, other words, or this pair with a reason in data/teaching/links.yaml."
    )
    assert main(["build", "--check"]) == 1
    assert QUARREL in capsys.readouterr().err


def say_something_else(copy, old, new):
    """Write *new* in place of *old* in what scholars say."""
    path = copy / "data" / "teaching" / "scholars.yaml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    forget()


def test_a_sentence_of_scholars_that_shares_nothing_with_its_fact_is_named(pack_copy):
    said = "In one city officials took the easy goals, and points for officials and for the public hardly went on."
    say_something_else(pack_copy, said, QUARREL)
    (said,) = checking.package_problems(date.today())
    assert said.startswith(f"data/teaching/scholars.yaml: the words “{QUARREL}” share nothing with the row f-R095;")


@pytest.mark.parametrize(
    ("old", "new", "kind"), [("f-R087", "f-Z999", "facts"), ("d-diagnosis", "d-no", "disagreements")]
)
def test_what_scholars_say_names_only_rows_that_are_there(pack_copy, old, new, kind):
    say_something_else(pack_copy, old, new)
    (said,) = checking.package_problems(date.today())
    assert said == f"data/teaching/scholars.yaml: “{new}”; expected the name of one of the {kind}."


@pytest.mark.parametrize(
    ("line", "expected"), [("", "expected 10 entries"), ("  - says: No fact.\n    facts: []\n", "1 to 3 entries")]
)
def test_what_scholars_say_has_ten_sentences_and_none_without_a_fact(pack_copy, line, expected):
    said = (
        "  - says: Of the new names on national lists in December 2018, 282,084 were people and 59,408 firms.\n"
        "    facts: [f-R038, f-R038b]\n"
    )
    say_something_else(pack_copy, said, line)
    assert expected in " ".join(checking.package_problems(date.today()))


def test_a_reviewed_pair_with_its_reason_lets_such_a_link_stand(pack_copy):
    with_a_quarrel(pack_copy)
    with (pack_copy / "data" / "teaching" / "links.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  - fact: f-T020\n    words: {QUARREL}\n    why: Only for this test.\n")
    forget()
    assert checking.package_problems(date.today()) == []


def test_every_reviewed_pair_has_its_reason():
    assert all(len(one.why.split()) >= 5 for one in records.links().reviewed)
