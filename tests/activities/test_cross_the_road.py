"""W06c without a browser: every scene says what the model says, and each control changes something."""

import html
import re
from itertools import product

import pytest
from seminar import activities
from seminar.activities.cross_the_road import (
    LOOKS,
    PLACES,
    SETTINGS,
    SITUATIONS,
    START,
    Scene,
    answers,
    crossed,
    finding,
    merged,
    met,
    sketch,
    tiles,
    told,
)
from seminar.data.evidence import fact, frame
from seminar.models import crossing
from seminar.paper.forms import form
from seminar.screen.controls import OneOf, Pane, Switch
from seminar.screen.page import STILL_INK
from seminar.screen.tiles import Tiles
from support import below, sent


def values(setting):
    return [key for key, _ in setting.scale.options] if isinstance(setting.scale, OneOf) else [True, False]


EVERY = [Scene(*found) for found in product(*map(values, SETTINGS))]
ESSAY = answers(START)


def plain(node):
    return html.unescape(re.sub(r"<[^>]*>", "", str(node)))


@pytest.mark.parametrize("scene", EVERY, ids=map(str, EVERY))
def test_every_scene_says_what_the_model_says(scene):
    panel, now = crossed(*scene), answers(scene)
    metres, light = PLACES[scene.place]
    situation = crossing.Situation(metres, light, scene.seen_by, scene.person, "yes" if scene.papers else "no")
    assert now.equals(crossing.rulings(frame("crossing_cases"), situation).astype(object))
    missing, untried, idle = crossing.silences(now).values()
    assert f"Of 20 answers {missing} were looked for and not found, {untried} not searched, and {idle} do" in panel.text
    table, *noted = panel.folded
    assert [row for part in noted for row in part.rows] == [
        [book, row["note"]] for book, row in now.iterrows() if row["note"]
    ]
    for row, answer in zip(table.rows, crossing.ANSWERS, strict=False):
        assert [plain(cell).lower() for cell in row[1:]] == [text.lower() for text in now[answer]]


@pytest.mark.parametrize(
    ("name", "value"), [(one.name, value) for one in SETTINGS for value in values(one) if value != one.default]
)
def test_each_value_of_each_control_changes_an_answer_at_once(name, value):
    """From the scene of the essay, with nothing else moved: a control that does nothing would teach nothing."""
    changed = crossing.changes(ESSAY, answers(START._replace(**{name: value})))
    assert changed.to_numpy().any()
    assert finding(answers(START._replace(**{name: value}))).startswith(f"{changed.to_numpy().sum()} of 20 answers ch")


def test_the_scene_of_the_essay_says_its_answers_and_not_what_changed():
    assert finding(ESSAY) == "An offence in 2 of 4 rulebooks, partly in 1 more"


def test_nothing_here_says_what_the_chain_finds_about_travel():
    """The grid comes before the chain and the second vote, and would give both away."""
    for view in (activities.cross_the_road().html, str(sent(activities.cross_the_road().live()))):
        assert "travel" not in plain(view).lower()


def test_without_the_papers_one_answer_changes():
    assert finding(answers(START._replace(papers=False))) == "1 of 20 answers changes"


def test_a_tile_that_changed_says_what_it_was_and_no_other_does():
    for scene in EVERY:
        now = answers(scene)
        changed = crossing.changes(ESSAY, now)
        for book, row in zip(now.index, tiles(now), strict=True):
            for answer, tile in zip(crossing.ANSWERS, row, strict=True):
                short, old = crossing.in_short(now.at[book, answer]), crossing.in_short(ESSAY.at[book, answer])
                assert bool(tile.was) == changed.at[book, answer]
                assert tile.word == short
                assert tile.was in ("", "differs" if short == old else f"was: {old}")


def test_each_tile_shows_by_its_looks_what_it_comes_to():
    looks = {tile.looks for scene in EVERY for row in tiles(answers(scene)) for tile in row}
    assert looks == set(LOOKS.values())


def test_a_tile_tells_the_answer_now_and_before_and_its_facts():
    now = answers(START._replace(papers=False))
    said = plain("".join(map(str, told(now, 0, 3))))
    assert "Shanghai, 2018: A record kept?" in said
    assert "Yes: a decision is filed with the police" in said
    assert "At the start: yes: the passport is scanned" in said
    assert "How a first, a second and a third time are told apart" in said


@pytest.mark.parametrize("row", range(4))
def test_each_rulebook_links_to_facts_that_exist(row):
    linked = re.findall(r"\.md#([\w-]+)", "".join(map(str, told(ESSAY, row, 0))))
    assert linked
    assert all(fact(key) for key in linked)


def test_a_chosen_tile_is_told_beside_the_grid():
    view = activities.cross_the_road().live()
    grid = below(view, Tiles)[0]
    assert "Germany: An offence?" not in sent(view)
    grid.hear({"value": [2, 0]})
    assert "Germany: An offence?" in sent(view)


def test_a_control_frames_the_tiles_that_change_and_says_how_many():
    view = activities.cross_the_road().live()
    grid = below(view, Tiles)[0]
    assert not any(tile["was"] for row in grid.tiles for tile in row)
    below(view, Switch)[0].hear({"value": False})
    assert [tile["was"] for row in grid.tiles for tile in row if tile["was"]] == ["differs"]
    assert any("1 of 20 answers changes" in pane.html for pane in below(view, Pane))


def test_the_sketch_follows_the_scene_in_picture_and_words():
    drawn = {scene: str(sketch(scene).draw(STILL_INK)) for scene in EVERY}
    for name, other in (("place", "on"), ("seen_by", "camera"), ("person", "resident")):
        assert drawn[START] != drawn[START._replace(**{name: other})]
        assert sketch(START).alt != sketch(START._replace(**{name: other})).alt
    assert ">officer<" in drawn[START]
    assert ">officer<" not in drawn[START._replace(seen_by="nobody")]


def test_papers_that_nobody_can_take_are_remarked_on():
    assert "though nobody is there to take it" in crossed(*START._replace(seen_by="nobody")).text
    assert "though nobody" not in crossed(*START).text


def test_the_still_view():
    shown = activities.cross_the_road()
    assert crossed(*START).finding in shown.html
    assert "Where: 1 metre beside, no light; Seen by: an officer; Who crosses: a visitor;" in shown.html
    assert shown.plain.endswith("Choose Run, then Run All Cells, to change the scene.")


def test_the_paper_has_every_row_that_a_scene_meets_once_and_merges_only_rows_with_equal_answers():
    cases, paper = met(), form("06-w06c")
    for situation in SITUATIONS.values():
        assert set(crossing.fits(frame("crossing_cases"), situation).index) <= set(cases.index)
    for _, rows in cases.groupby("rulebook"):
        found = rows[["seen_by", "person", "identity_taken", *crossing.ANSWERS, "facts"]]
        assert len(merged(rows)) == len(found.drop_duplicates())
        for (when, *said), (_, row) in zip(merged(rows), found.drop_duplicates().iterrows(), strict=True):
            assert said == [*row[list(crossing.ANSWERS)], row["facts"]]
            assert when in paper
    seen = [when for when, *_ in merged(cases[cases["rulebook"] == "Germany"]) if "seen by camera or crowd" in when]
    assert seen[0] == "on the lines, light: red; seen by camera or crowd"
