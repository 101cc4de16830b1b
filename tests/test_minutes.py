"""Minutes that are enough: what an activity asks for is never more than a plan gives it."""

import re

import pytest
from seminar.activities import declared
from seminar.course.minutes import AT_HOME, RATES, needed, words_in
from seminar.data.records import Activity, Briefing, Data, Vote, instructor, record, records
from seminar.paper.courses import run_sheet
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
    """In a plan that leaves it out it may still say what is done, for a course that gives it minutes."""
    found = record(cell, Activity)
    if given := found.minutes(plan):
        assert needed(found.does[plan]) <= given, f"{cell} in {plan}"


@pytest.mark.parametrize("cell", ACTIVITIES)
def test_no_word_that_stands_there_is_left_out_of_the_count(cell):
    """Alone one reads all that the activity says, whatever is to be done there first."""
    found = record(cell, Activity)
    output = declared()[cell].show(cell) if declared()[cell].also_in else declared()[cell].show()
    assert words_to_read(output.live()) <= found.does["self"]["word"]


def test_seats_take_two_minutes_and_a_vote_with_its_result_four():
    assert needed({"seats": 1}) == 2
    assert needed({"vote": 1, "result": 1}) == 4


def words_by_hand(cell):
    """The words of a cell of prose, counted another way: without addresses, marks and markup."""
    text = re.sub(r"\]\([^)]*\)", " ", re.sub(r"<[^>]+>", " ", cell.source))
    return len([word for word in re.split(r"\s+", re.sub(r"[][*_#`|]", " ", text)) if word])


def rows_of(number, plan):
    found = records(number)
    return run_sheet(number, {key: one.minutes(plan) for key, one in found.items() if one.minutes(plan)}, plan)


@pytest.mark.parametrize("plan", PLANS[:2])
@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_each_row_of_a_run_sheet_has_minutes_for_all_that_stands_in_it(path, plan):
    """Its own words are added up here once more: prose, what its activities ask for, votes and seats."""
    cells, found = {cell.id: cell for cell in read(path).cells}, records(path.name[:2])
    rows = rows_of(path.name[:2], plan)
    for row in rows:
        prose = sum(words_by_hand(cells[key]) for key in row.cells if cells[key].cell_type == "markdown")
        least = 0.5 + prose / 130 + needed(row.step.does)
        least += sum(needed(one.does[plan]) for one in map(found.get, row.cells) if isinstance(one, Activity))
        votes = [found[key] for key in row.cells if isinstance(found[key], Vote)]
        seen = any(getattr(found[key], "vote", None) for key in row.cells)
        least += sum(4 if vote.revote_of and not seen else 2 for vote in votes)
        assert least - 0.1 <= row.needs <= row.end - row.start, (row.cells, least, row.needs)
    slot = int(plan.removeprefix("minutes"))
    assert rows[-1].end == sum(one.minutes(plan) for one in found.values()) <= slot * 0.95


def test_a_cell_with_too_few_minutes_is_found():
    given = {key: one.minutes("minutes80") for key, one in records("06").items() if one.minutes("minutes80")}
    fewer = {key: minutes - (minutes == 12) for key, minutes in given.items()}
    short = [row.cells for row in run_sheet("06", fewer, "minutes80") if row.needs > row.end - row.start]
    assert short == [("06-cross", "06-w06c"), ("06-joint",)]


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_what_is_read_at_home_before_a_notebook_is_read_in_a_quarter_of_an_hour(path):
    cells = {cell.id: cell for cell in read(path).cells}
    words = sum(words_in(cells[key]) for key in instructor(path.name[:2]).before)
    assert words / AT_HOME <= 15


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_the_short_plan_keeps_real_evidence_and_says_what_to_do(path):
    """An activity or a table with something real in it that is no machine of ours, and each row has its four words."""
    found = records(path.name[:2])
    rows = rows_of(path.name[:2], "minutes40")
    assert len(rows) >= 4
    assert all(getattr(row.step, said) for row in rows for said in ("say", "do", "look", "fix"))
    held = [found[key] for row in rows for key in row.cells]
    assert any(
        isinstance(one, Data) or (isinstance(one, Activity) and one.real) or one.covers
        for one in held
        if isinstance(one, Data | Activity | Briefing)
    )


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_the_prose_of_a_notebook_with_its_open_tables_is_read_in_20_minutes(path):
    """What boxes say has minutes of its own."""
    cells = read(path).cells
    said = [re.sub(r"\]\([^)]*\)|[*_`#|\[\]]", " ", cell.source) for cell in cells if cell.cell_type == "markdown"]
    tables = [cell.outputs[0].data["text/html"] for cell in cells if cell.cell_type == "code" and role(cell) == "data"]
    said += [FOLDED.sub("", table) for table in tables]
    assert needed({"word": len(re.sub(r"<[^>]+>", " ", " ".join(said)).split())}) <= 20
