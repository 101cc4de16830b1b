"""W05b without a browser: the lists hold what the rows say, nothing is compared that cannot be, and an end is said."""

import re

import htpy as h
import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.reach_the_perks import (
    FIRST,
    GUESS,
    LATEST,
    SETTINGS,
    how_often,
    journeys,
    keys,
    ladder,
    named,
    reached,
    taken_away,
)
from seminar.data.evidence import fact, frame, rows
from seminar.models import perks
from seminar.paper.forms import form
from seminar.screen.page import STILL_INK
from seminar.workbench.panel import markup
from support import as_read

PERKS = frame("perks")
START = {setting.name: setting.default for setting in SETTINGS}
WITHIN, ABOVE = "Offers within reach", "Offers above"
LISTS = (WITHIN, ABOVE, "Offers whose threshold is not published", "Offers for points of another scheme")


def plain(node):
    return re.sub(r"<[^>]*>", " ", str(h.fragment[node]))


def lists(panel):
    """Fact ids in each of the four lists."""
    tables = {part.caption: part for part in panel.parts if hasattr(part, "rows")}
    found = {}
    for name in LISTS:
        (table,) = (table for caption, table in tables.items() if caption.startswith(name))
        found[name] = re.findall(r"f-[A-Z]\d{3}[a-z]?(?=\s|$)", " ".join(plain(row[3]) for row in table.rows))
    return found


def test_a_year_before_all_offers_and_a_guess_before_the_first_loss_are_said():
    before = reached(620, FIRST - 1, guess=FIRST - 1)
    assert before.finding == "In 2014: no offer with a published threshold"
    assert "You guessed 2014: that is 1 year too early." in before.under


@given(st.integers(350, 950), st.integers(FIRST, LATEST))
@tries(deadline=None, max_examples=80)
def test_every_offer_of_the_year_stands_in_one_list(score, year):
    panel = reached(score, year)
    assert all(markup(panel))
    expected = PERKS[(PERKS["date"].str[:4].astype(int) <= year) & ~(PERKS["ended"].str[:4] <= str(year))]
    found = lists(panel)
    assert sorted(key for keys in found.values() for key in keys) == sorted(expected.index)
    for key in found[WITHIN]:
        assert PERKS.loc[key, "threshold"] <= score
        assert PERKS.loc[key, "points_of"] == "Sesame score"
    for key in found[ABOVE]:
        assert PERKS.loc[key, "threshold"] > score
    numbered = len(found[WITHIN]) + len(found[ABOVE])
    if numbered:
        offers = f"{numbered} offer{'s' * (numbered != 1)}"
        stale = (PERKS.loc[found[WITHIN], "ended"] == "not known") & (PERKS.loc[found[WITHIN], "as_of"] < str(year))
        within = f"{'at most ' * bool(stale.any())}{len(found[WITHIN])}"
        assert panel.finding == f"With {score} in {year}: {within} of {offers} within reach"
        assert f"{within} within reach, " in panel.text
    else:
        assert panel.finding == f"In {year}: no offer with a published threshold"
    unseen = ((expected["ended"] == "not known") & (expected["as_of"].str[:4].astype(int) < year)).sum()
    offers = f"In {year}: {len(expected)} offer{'s' * (len(expected) != 1)}, of which {numbered} ask for points"
    assert offers in panel.under
    assert (f"Last seen in an earlier year: {unseen}." if unseen else "All were seen in that year.") in panel.under


def test_the_default_is_620_in_2018():
    panel = reached(**START)
    assert panel.finding == "With 620 in 2018: at most 2 of 8 offers within reach"
    assert lists(panel)[WITHIN] == ["f-R116", "f-L066"]
    assert "last seen 2015; end not found" in plain(panel.parts[1].rows[0][3])
    assert [part.caption for part in panel.parts[1:]] == [
        "Offers within reach with 620",
        "Offers above 620",
        "Offers whose threshold is not published",
        "Offers for points of another scheme, not compared",
        "Losses, and what was reported of them. Whether they still hold was not found",
    ]


def test_the_airport_lane_is_found_only_where_its_row_begins():
    for year in range(FIRST, LATEST + 1):
        said = plain([row for part in reached(950, year).parts[1:] for row in part.rows])
        assert ("Fast lane at the airport" in said) == (year >= 2026)


def test_what_is_taken_away_stands_with_its_day_its_people_and_its_counts():
    panel = reached(**START)
    table = panel.parts[-1]
    assert table.caption == "Losses, and what was reported of them. Whether they still hold was not found"
    said = plain(table.rows)
    for words in (
        "Lower Sesame score",
        "judgment defaulters",
        "since 24 July 2015",
        "130,000 occasions",
        "5,300 people",
    ):
        assert words in said
    assert "Sesame Credit" in said
    assert "By the end of 2018 the company had set 1 limit that we found; until when" in panel.text


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (2015, "You guessed 2015: that is the year."),
        (2014, "You guessed 2014: that is 1 year too early."),
        (2020, "You guessed 2020: that is 5 years too late."),
        (2016, "You guessed 2016: that is 1 year too late."),
        (None, "The first loss that we found is of 24 July 2015."),
    ],
)
def test_the_guess_stands_under_the_finding_with_its_distance(guess, said):
    under = reached(**START, guess=guess).under
    assert under.startswith(said)
    assert "The first loss that we found is of 24 July 2015." in under


def test_nothing_is_taken_away_before_its_day():
    assert taken_away(2014) == []
    (row,) = taken_away(2015)
    assert row.cells["facts"] == "f-L100"
    assert "24 July 2015" in fact("f-L100").cells["period"]


def test_a_year_before_all_offers_has_a_sentence(monkeypatch):
    monkeypatch.setattr(perks, "is_offered", lambda cells, year: False)
    assert reached(620, 2015).finding == "In 2015: no offer with a published threshold"


def test_a_number_that_another_replaced_says_when_it_ended_and_is_gone_in_the_year_after():
    assert "ended in June 2017" in plain(reached(620, 2016).parts[2].rows[0][3])
    assert "f-L025" not in lists(reached(620, 2018))[ABOVE]


def test_the_picture_says_of_every_offer_where_it_stands():
    alt = ladder(650, 2018).alt
    assert "Fewer papers for a Luxembourg visa, new threshold, 700: asks for more" in alt
    assert "Fewer papers for a Luxembourg visa, 750: not that year" in alt
    assert "Bike without a deposit, 650: within reach" in alt
    assert "A deposit of 99 yuan falls away (score of WeChat Pay), 550: not that year" in alt
    assert "Score shown in a dating profile: not compared" in alt
    assert "Lower Sesame score, for judgment defaulters: taken away" in alt
    assert all(name in alt for name in PERKS["perk"])


def test_the_picture_of_a_lower_score_has_the_line_higher_up():
    drawn = [re.findall(r"M0 ([\d.]+)H", str(ladder(score, 2018).draw(STILL_INK)))[-1] for score in (950, 620, 350)]
    assert drawn == sorted(drawn, key=float)
    assert len(set(drawn)) == 3


@pytest.mark.parametrize("row", rows("perks"), ids=lambda row: row.id)
def test_every_offer_has_a_paper_card_with_its_points_and_dates(row):
    words = as_read(form("05-w05b"))
    assert row.cells["perk"] in words
    points = f"{row.cells['threshold']:,} points" if "threshold" in row.cells else "threshold not published"
    assert points in words
    assert f"last seen {row.cells['as_of'][:4]}" in words


def test_a_paper_card_says_that_its_number_was_replaced():
    words = as_read(form("05-w05b"))
    assert words.count("last seen 2015, replaced in June 2017 (fact f-R114)") == 1
    assert words.count("end not found") == len(rows("perks")) - 1


def test_the_paper_asks_for_the_year_before_the_cards_are_laid():
    words = form("05-w05b")
    assert words.index(GUESS.question) < words.index("Draw a ladder")


def test_the_last_paper_card_is_what_was_taken_away():
    words = form("05-w05b")
    assert words.count("Taken away: ") == 1
    assert words.index("Taken away: ") > words.index("Fast lane at the airport")


def test_the_start_asks_for_the_year_and_tells_neither_it_nor_an_offer():
    shown = activities.reach_the_perks().html
    assert GUESS.question in shown
    assert "2015" not in shown
    assert "130,000" not in shown
    assert "Luxembourg" not in shown


def test_the_key_says_what_the_rows_say():
    said = plain(keys())
    assert "Fast lane at the airport, Terminal 3 (an offer in Alipay, Beijing Capital Airport): 750 points" in said
    assert "since January 2026" in said
    assert "Score shown in a dating profile" in said
    assert [row.cells["date"] for row in journeys()] == sorted(row.cells["date"] for row in journeys())
    assert {row.cells["threshold"] for row in journeys() if "Luxembourg" in row.cells["perk"]} == {700, 750}
    assert all(f"({row.id})" in said for row in journeys())
    assert "since 24 July 2015" in said
    assert "Offers of 2015 that were seen again in 2018: 0 of 5." in said
    assert [row.id for row in named()] == ["f-L025", "f-L025b", "f-L027", "f-L140"]
    assert all(f"({row.id})" in said for row in named())


def test_what_was_counted_of_a_limit_stands_in_its_row():
    (limit,) = taken_away(LATEST)
    assert [row.id for row in how_often(limit)] == ["f-L101", "f-L101b", "f-L101c"]
    assert limit.rests_on() == [fact("f-L100")]


def test_a_place_that_names_its_giver_is_not_said_twice():
    paper = form("05-w05b")
    assert "1,050 points of Huantai county" in paper
    assert "686 points of the Jasmine score of Fuzhou" in paper
    assert "Huantai county, Huantai county" not in paper
