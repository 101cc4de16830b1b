"""What a cell is called in lists and plans is what stands above it on its page."""

import pytest
from seminar.data.records import records
from support import PATHS, read


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_cell_with_a_heading_is_called_by_it(path):
    found = records(path.name[:2])
    headings = {
        cell.id: cell.source.splitlines()[0].lstrip("# ")
        for cell in read(path).cells
        if cell.id in found and cell.cell_type == "markdown" and cell.source.startswith("## ")
    }
    assert {key: found[key].title for key in headings} == headings
