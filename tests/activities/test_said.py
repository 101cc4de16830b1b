"""What the activities and self-checks of a notebook say, operated to both ends and through every option, is kept."""

import difflib

import pytest
import said
from seminar import files
from seminar.data.package import notebooks

NUMBERS = [path.name[:2] for path in notebooks()]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_line_is_the_one_that_is_kept(number, request):
    """A changed formula, row, key or word shows here as a changed line; --keep-said takes the lines as they are now."""
    now = said.text_of(number)
    if request.config.getoption("--keep-said"):
        files.write(said.FOLDER / f"{number}.txt", now)
    before = (said.FOLDER / f"{number}.txt").read_text("utf-8")
    assert list(difflib.unified_diff(before.splitlines(), now.splitlines(), "kept", "now", n=0)) == [], (
        "If these lines are right now, run: pytest tests/activities/test_said.py --keep-said"
    )


def test_no_line_is_kept_of_a_notebook_that_is_gone():
    assert sorted(path.stem for path in said.FOLDER.iterdir()) == NUMBERS
