"""What the course covers is made from its records, and counts only cells that have minutes."""

import csv
import io
from datetime import date

import pytest
from seminar.data import checking, coverage
from seminar.data.coverage import BY_CHOICE, FOR_ALL, NOT_TREATED, places, treated
from seminar.data.evidence import rows
from seminar.data.records import Activity, notebooks_with_records, record, records
from support import forget

LEFT = {
    "C26": "prompt 04-3 asks for it if there is time",
    "C42": "a verdict in a table that has no minutes",
    "C43": "a verdict in a table that has no minutes",
    "C68": "a table of rules that has no minutes",
    "p-32": "a prompt that is for spare time",
    "system-alibaba": "a verdict in a table that has no minutes",
    "system-baidu": "a verdict in a table that has no minutes",
    "person-dr-g": "a prompt that is for spare time",
    "author-offer-of-money": "a prompt that is for spare time",
    "theme-protest": "a claim that a pair may choose",
    "theme-comparison-of-values": "a prompt that is for spare time",
    "theme-death-penalty": "a verdict in a table that has no minutes",
    "theme-choice-and-speech": "retold, and no task asks for it",
    "theme-fall-of-china": "retold, and no task asks for it",
}
"""What nobody has to meet in a task with minutes → what there is of it."""


def made():
    """The table as it would be made now: id → its cells."""
    return {row["id"]: row for row in csv.DictReader(io.StringIO(coverage.text()))}


def change(copy, number, key, **fields):
    """Write other *fields* (as they stand in the file: old line → new line) into a record of a copy."""
    path = copy / "data" / "teaching" / f"{number}.yaml"
    head, found, rest = path.read_text("utf-8").partition(f"\n{key}:\n")
    for name, value in fields.items():
        line = next(line for line in rest.splitlines() if line.startswith(f"  {name}:"))
        rest = rest.replace(line, f"  {name}: {value}", 1)
    path.write_text(f"{head}{found}{rest}", "utf-8")
    forget()


def test_only_what_is_named_here_has_no_task_with_minutes():
    """Whoever takes the minutes from a cell, or the cell from a plan, sees here what of the essay goes with it."""
    assert {key for key, row in made().items() if row["treated"] == NOT_TREATED} <= set(LEFT)


def test_every_claim_paragraph_person_and_theme_has_its_row():
    found = made()
    assert {f"C{number:02}" for number in range(1, 74)} <= found.keys()
    assert {f"p-{number:02}" for number in range(1, 33)} <= found.keys()
    assert {row["id"] for row in checking.read("essay_things")} <= found.keys()


def test_a_cell_without_minutes_treats_nothing(pack_copy):
    assert [one.cell for one in places("C69")] == ["06-w06d"]
    change(pack_copy, "06", "06-w06d", minutes80=0, minutes40=0, self=0)
    assert places("C69") == []
    assert treated("C69") == []
    assert made()["C69"]["treated"] == NOT_TREATED


def test_minutes_alone_are_enough(pack_copy):
    change(pack_copy, "06", "06-w06d", minutes80=0, minutes40=0, self=3)
    assert [(one.in_class, one.alone) for one in places("C69")] == [(0, 3)]
    assert made()["C69"]["treated"] == FOR_ALL


def test_minutes_that_only_a_course_gives_count_in_class(pack_copy):
    change(pack_copy, "10", "10-asked", self=0, paragraphs="[31]")
    assert [one.in_class for one in places("p-31") if one.cell == "10-asked"] == [4]


def test_words_alone_treat_nothing():
    briefings = {
        key for number in notebooks_with_records() for key, one in records(number).items() if one.role == "briefing"
    }
    assert not briefings & {one.cell for key in made() for one in places(key)}


def test_a_claim_that_is_one_of_many_on_offer_is_treated_by_choice():
    bench, found = record("01-w01a", Activity), made()
    only = [claim for claim in bench.claims if {one.cell for one in places(claim)} == {"01-w01a"}]
    assert only
    for claim in only:
        assert (found[claim]["treated"], treated(claim)) == (BY_CHOICE, [])
        assert found[claim]["in_class"] == str(bench.minutes80)
    assert all(treated(claim) == ["01"] for claim in set(bench.claims) & {"C01"})


def test_what_a_record_covers_has_to_be_known(pack_copy):
    change(pack_copy, "06", "06-w06d", covers="[C69, C99]")
    assert checking.package_problems(date.today()) == [
        "data/teaching/06.yaml, record 06-w06d, field covers: “C99”; expected the name of one of the things."
    ]


@pytest.mark.parametrize("key", ["C13", "C20", "C27", "C28", "C73"])
def test_a_claim_that_was_thin_has_a_task_with_minutes_now(key):
    assert any(one.in_class or one.alone for one in places(key))
    assert {records(one.cell[:2])[one.cell].role for one in places(key)} & {"activity", "prompt", "exercise"}


def test_the_kind_of_a_thing_is_the_first_word_of_its_id():
    assert {row.id: row.cells["kind"] for row in rows("essay_things")} == {
        row.id: row.id.partition("-")[0] for row in rows("essay_things")
    }


OF_THE_WHOLE_ESSAY = "01"
"""The notebook whose first vote and sorting take their claims from all paragraphs."""


def test_a_cell_that_covers_a_claim_names_the_paragraph_of_the_claim():
    paragraphs = {row.id: int(row.cells["paragraph"].removeprefix("¶")) for row in rows("claims")}
    stray = [
        (key, claim)
        for number in notebooks_with_records()
        for key, found in records(number).items()
        for claim in getattr(found, "covers", ())
        if number != OF_THE_WHOLE_ESSAY and claim in paragraphs and paragraphs[claim] not in found.paragraphs
    ]
    assert stray == []
