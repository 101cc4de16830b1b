"""W08b: every panel says what the model says, and the still view is a table of who is tied to whom."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.ask_the_friends import LOOKS, RULES, SETTINGS, befriended, tied
from seminar.data.evidence import frame
from seminar.data.stored import LATER
from seminar.models.friends import BOTH, FRIENDS, OWN, UNDECIDED, YES
from seminar.paper.forms import form
from seminar.screen.page import STILL_INK
from seminar.workbench.panel import markup
from support import as_read, typed

START = {setting.name: setting.default for setting in SETTINGS}
any_values = {
    "likeness": st.integers(0, 100),
    "friends": st.integers(2, 8),
    "cut_off": st.integers(300, 850),
    "rule": st.sampled_from(list(RULES)),
    "seed": st.integers(1, 99),
}


def test_the_circle_is_thirty_invented_people():
    people = frame("friends_invented")
    assert len(people) == 30
    assert set(people["invented"]) == {"yes"}


def test_the_start_shows_both_directions_and_a_person_without_friends():
    panel = befriended(**START)
    assert panel.finding == "4 people from yes to no, 3 from no to yes"
    assert "4 people with a good own score are refused because of friends" in panel.text
    assert "1 person has no friend in this draw: the rule cannot decide, and does not refuse" in panel.text
    assert len(panel.parts[1].rows) == 8


@given(st.fixed_dictionaries(any_values))
@effort(deadline=None, max_examples=50)
def test_every_setting(values):
    panel = befriended(**values)
    assert all(markup(panel))
    figure, moved = panel.parts
    still = tied(**values)
    assert (still.finding, still.text) == (panel.finding, panel.text)
    (table,) = still.parts
    people = dict(frame("friends_invented").reset_index()[["name", "score"]].itertuples(index=False))
    known = {row[0]: set(filter(lambda name: name != "nobody", row[2].split(", "))) for row in table.rows}
    assert sum(map(len, known.values())) == 30 * values["friends"]
    lost = won = alone = 0
    for name, score, _, _, own, ruled in table.rows:
        assert all(name in known[friend] for friend in known[name])
        assert (own == YES) == (people[name] >= values["cut_off"]) == (int(score) >= values["cut_off"])
        mean = sum(people[friend] for friend in known[name]) / len(known[name]) if known[name] else None
        passes = {OWN: own == YES, FRIENDS: mean is not None and mean >= values["cut_off"] - 1e-9}
        passes[BOTH] = passes[OWN] and passes[FRIENDS]
        fails_alone = values["rule"] == BOTH and own != YES
        if values["rule"] != OWN and mean is None and not fails_alone:
            assert ruled == UNDECIDED
        else:
            assert (ruled == YES) == passes[values["rule"]]
        lost, won = lost + ((own, ruled) == ("yes", "no")), won + ((own, ruled) == ("no", "yes"))
        alone += ruled == UNDECIDED
    assert panel.finding == f"{lost} {'person' if lost == 1 else 'people'} from yes to no, {won} from no to yes"
    changing = [row for row in table.rows if row[4] != row[5]]
    assert len(changing) == lost + won + alone
    assert moved.rows == (changing or [["Nobody", *["–"] * 5]])
    assert len(panel.points) == 30
    for row, point in zip(table.rows, panel.points, strict=True):
        assert point.startswith(f"{row[0]}: own score {row[1]}, tied to {row[2]}")
    assert f"{15 * values['friends']} lines" in figure.alt
    assert 3 <= len(re.findall(r"[.?] |[.?]$", panel.text)) <= 4


def test_every_look_of_the_picture_differs_in_more_than_colour():
    drawn = str(befriended(**START).parts[0].draw(STILL_INK))
    for sign in ("<rect", "stroke-dasharray", 'r="8.5"', 'r="6"'):
        assert sign in drawn
    assert len(set(LOOKS.values())) == 4


def test_the_still_view_is_the_table_of_ties_without_a_picture():
    output = activities.ask_the_friends()
    first, shown = html.unescape(output.html), html.unescape(str(output._marks[LATER]))
    assert "Will more people lose their yes, or fewer?" in first
    assert "from yes to no" not in first
    assert "<img" not in shown
    assert "Likeness of friends: 0.60; Friends per person (on average): 4" in shown
    for row in tied(**START).parts[0].rows:
        assert f">{row[0]}</th>" in shown
        assert f">{row[2]}</td>" in shown


def test_the_guess_is_answered_with_the_reason_why_likeness_hides_the_rule():
    said = [befriended(**{**START, "likeness": likeness}, guess="more").under for likeness in (0, 60, 100)]
    assert all("In this draw 9, 4 and 0 lose their yes at likeness 0, 0.60 and 1." in one for one in said)
    assert all(one.startswith("You guessed: more people lose their yes.") for one in said)
    apart = [int(re.search(r"typically (\d+) points", one)[1]) for one in said]
    assert apart[0] > apart[1] > apart[2]


def test_over_many_draws_fewer_lose_their_yes_the_more_friends_are_alike():
    def lost(likeness):
        findings = (befriended(**{**START, "likeness": likeness, "seed": seed}).finding for seed in range(1, 41))
        return sum(int(finding.split(" ")[0]) for finding in findings)

    assert lost(0) > 2 * lost(60) > 2 * lost(100)


def test_those_whose_answer_changes_are_named_in_the_circle_and_nobody_else():
    panel = befriended(**START)
    drawn = str(panel.parts[0].draw(STILL_INK))
    named = {row[0] for row in panel.parts[1].rows}
    for person in frame("friends_invented")["name"]:
        assert (f">{person}<" in drawn) == (person in named)
    assert float(re.search(r'height="(\d+)"', drawn)[1]) <= 380


def test_with_the_own_score_nobody_moves():
    panel = befriended(**{**START, "rule": OWN})
    assert panel.under == ""
    assert panel.finding == "0 people from yes to no, 0 from no to yes"
    assert panel.parts[1].rows == [["Nobody", *["–"] * 5]]


@pytest.mark.parametrize(
    ("name", "text", "value"), [("friends", "9", 8), ("friends", "0", 2), ("cut_off", "1000", 850)]
)
def test_what_lies_outside_is_clipped_with_a_sentence(name, text, value):
    control = typed(SETTINGS, name, text)
    assert control.value == value
    assert "possible value is" in control.state["message"]


def test_on_paper_ties_are_mutual_and_one_person_has_none():
    made = as_read(form("08-w08b"))
    names = list("ABCDEFGHIJKL")
    known = dict(re.findall(r"\[(\w+)\], \[\d+\], \[([\w, ]+)\]", made))
    assert list(known) == names
    assert list(known.values()).count("nobody") == 1
    for name, friends in known.items():
        for friend in friends.replace("nobody", "").split(", "):
            assert not friend or name in known[friend].split(", ")


@given(st.integers(2, 8), st.integers(500, 775), st.integers(1, 9))
@effort(deadline=None, max_examples=25)
def test_that_likeness_shows_less_is_said_only_where_the_numbers_fall(friends, cut_off, seed):
    under = befriended(likeness=60, friends=friends, cut_off=cut_off, rule=FRIENDS, seed=seed).under
    lost = [int(number) for number in re.search(r"(\d+), (\d+) and (\d+) lose", under).groups()]
    assert ("the less it shows" in under) == (lost[0] >= lost[1] >= lost[2] and lost[0] > lost[2])


def test_whom_the_rule_cannot_decide_on_stands_in_the_list_too():
    panel = befriended(**{**START, "friends": 2, "likeness": 100})
    (table,) = panel.parts[1:]
    assert table.caption.startswith("Whose answer changes, or cannot be decided")
    assert {row[5] for row in table.rows} == {UNDECIDED}
