"""Tables of evidence on a page: what is guessed first is covered, row by row."""

import html

import pytest
from seminar.course.sources import table
from seminar.data.evidence import rows
from seminar.data.records import Data, record


@pytest.mark.parametrize("cell", ["07-claims", "09-frames"])
def test_what_is_guessed_first_is_covered_in_each_row_and_the_rest_is_open(cell):
    found = record(cell, Data)
    by_id = {row.id: row for row in rows(found.file)}
    _, *lines = html.unescape(table(cell).html).split("<tr>")[1:]
    first = found.columns_shown.index(found.covered)
    for key, line in zip(found.rows_shown, lines, strict=True):
        seen, covered = line.split('<details class="seminar-covered">')
        for place, column in enumerate(found.columns_shown):
            said = by_id[key].written(column)
            assert (said in seen) == (place < first)
            assert place < first or said in covered
        assert key in covered, "the source would tell the answer"
