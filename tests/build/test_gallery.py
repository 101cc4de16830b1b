"""The gallery: every picture of evidence of the course, with its words, table, sources and caveat."""

import re

import pytest
from seminar.build import gallery_page, sources_page
from seminar.course.sources import short
from seminar.data import records
from seminar.data.evidence import rows
from seminar.data.package import notebooks
from seminar.data.records import Data, lab
from support import PACK, read


@pytest.fixture(scope="module")
def parts():
    return gallery_page.page()


def test_each_picture_of_evidence_in_a_notebook_stands_in_the_gallery_in_order(parts):
    recorded = {
        key: found
        for path in notebooks()
        for key, found in records.records(path.name[:2]).items()
        if isinstance(found, Data) and found.picture
    }
    assert list(parts) == ["gallery-top", *recorded]
    assert f"{len(recorded)} pictures" in parts["gallery-top"]
    for key, found in recorded.items():
        said = parts[key].replace("\\", "")
        assert said.startswith(f"## {found.title}\n")
        assert found.grade_note in said
        assert re.search(r'<img src="data:image/svg\+xml;base64,[^"]+" alt="[^"]{20,}"', parts[key])


def test_a_picture_is_the_one_of_its_notebook_with_its_sources_and_a_link_to_it(parts):
    for path, key, found in gallery_page.pictured():
        (alt,) = re.findall(r'alt="([^"]+)"', parts[key])
        (cell,) = [cell for cell in read(path).cells if cell.id == key]
        assert f'alt="{alt}"' in cell.outputs[0].data["text/html"]
        assert f"({path.name}#cell-id={key})" in parts[key]
        said = parts[key].replace("\\", "")
        for row in (row for row in rows(found.file) if row.id in found.rows_shown):
            assert all(short(entry) in said for entry in row.sources())


def test_the_page_is_made_and_looked_up_in_the_plain_edition_too(parts):
    assert (PACK / "notebooks" / "gallery.md").read_text("utf-8") == sources_page.markdown(parts)


def test_three_pictures_are_drawn_again_in_the_lab(parts):
    again = [cell.redraws for cell in lab().cells.values() if cell.redraws]
    assert len(again) == 3
    assert [key for key in parts if "data lab" in parts[key]] == sorted(again, key=list(parts).index)
