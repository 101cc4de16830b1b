"""Minutes that are enough: what an activity asks for is never more than a plan gives it."""

import re

import pytest
from seminar.activities import declared
from seminar.course.minutes import RATES, needed
from seminar.data.records import Activity, record, records
from support import FOLDED, NAMES, PATHS, read, role, words_to_read

PLANS = ("minutes80", "minutes40", "self")
ACTIVITIES = [key for name in NAMES for key, found in records(name[:2]).items() if isinstance(found, Activity)]


def test_a_minute_is_130_words_or_two_guesses():
    assert needed({"word": 130}) == pytest.approx(1)
    assert needed({"guess": 2}) == pytest.approx(1)
    assert needed({"word": 260, "choice": 5, "talk": 2}) == pytest.approx(2 + 5 * RATES["choice"] + 2)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("cell", ACTIVITIES)
def test_an_activity_fits_the_minutes_that_it_is_given(cell, plan):
    found = record(cell, Activity)
    if given := found.minutes(plan):
        assert needed(found.does[plan]) <= given, f"{cell} in {plan}"
    else:
        assert plan not in found.does


@pytest.mark.parametrize("cell", ACTIVITIES)
def test_no_word_that_stands_there_is_left_out_of_the_count(cell):
    """Alone one reads all that the activity says, whatever is to be done there first."""
    found = record(cell, Activity)
    output = declared()[cell].show(cell) if declared()[cell].also_in else declared()[cell].show()
    assert words_to_read(output.live()) <= found.does["self"]["word"]


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_the_prose_of_a_notebook_with_its_open_tables_is_read_in_20_minutes(path):
    """What boxes say has minutes of its own."""
    cells = read(path).cells
    said = [re.sub(r"\]\([^)]*\)|[*_`#|\[\]]", " ", cell.source) for cell in cells if cell.cell_type == "markdown"]
    tables = [cell.outputs[0].data["text/html"] for cell in cells if cell.cell_type == "code" and role(cell) == "data"]
    said += [FOLDED.sub("", table) for table in tables]
    assert needed({"word": len(re.sub(r"<[^>]+>", " ", " ".join(said)).split())}) <= 20
