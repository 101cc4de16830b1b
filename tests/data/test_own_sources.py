"""The table of our own facts: each fact that has a grade is counted once, by the source that it rests on most."""

import csv
import io

from seminar.data import own_sources
from seminar.data.evidence import facts, rows


def test_every_graded_fact_is_counted_once_under_its_kind_and_grade():
    graded = [row for row in facts().values() if "grade" in row.cells]
    assert sum(row.cells["facts_in_all"] for row in rows("own_sources")) == len(graded)
    for row in rows("own_sources"):
        own = [one for one in graded if one.sources()[0]["custom"]["kind"] == row.cells["kind"]]
        counts = [sum(one.cells["grade"] == grade for one in own) for grade in "ABC"]
        assert [row.cells[f"grade_{grade}"] for grade in "abc"] == counts
        assert row.cells["facts_in_all"] == len(own)


def test_the_table_is_as_it_is_made_the_fullest_kind_first():
    made = list(csv.DictReader(io.StringIO(own_sources.text())))
    assert [row["kind"] for row in made] == [row.cells["kind"] for row in rows("own_sources")]
    totals = [int(row["facts_in_all"]) for row in made]
    assert totals == sorted(totals, reverse=True)
