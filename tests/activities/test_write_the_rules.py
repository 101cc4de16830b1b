"""W10a without a browser: the panel says what the model says, no total is made, and a code shows who is hit."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.parts.attack_the_rules import MOST_ROWS, ROLES, attacked
from seminar.activities.parts.invented_town import GROUPS, PROBLEMS, cases, result_of, rules_of
from seminar.activities.write_the_rules import MEASURES, TRADED, beside, deck, ruled, sentences, trade
from seminar.models import rule_code
from seminar.models.rules import is_listed
from seminar.numbers import days, people
from seminar.paper.forms import form
from seminar.screen.page import STILL_INK
from seminar.workbench.panel import markup
from support import as_read

BASE = rule_code.BASE
FIGURE, SEVEN, CODES = range(3)
ranges = {dial: st.integers(low, high) for dial, (low, high) in rule_code.RANGES.items()}
letters = {dial: st.sampled_from(list(known)) for dial, known in rule_code.LETTERS.items()}
values = st.fixed_dictionaries({**ranges, **letters})


def with_changes(**changed):
    return ruled(**{**BASE, **changed})


@given(values)
@settings(deadline=None, max_examples=60)
def test_every_setting_says_what_the_model_says(chosen):
    panel, result = ruled(**chosen), result_of(chosen)
    seven = {row[0]: row[2] for row in panel.parts[SEVEN].rows}
    assert list(seven) == list(MEASURES)
    assert seven["Rightly listed"] == str(result.rightly_listed)
    assert seven["Burden days of those listed by mistake"] == days(result.burden_days)
    assert seven["Rightly listed who repair what they did"] == people(result.repaired)
    assert len(panel.points) == 7
    for name, place in (("rightly_listed", 0), ("missed", 1), ("missed_large", 6)):
        assert panel.points[place].startswith(f"{getattr(result, name)} of ")
    assert PROBLEMS[chosen["problem"]].broke in panel.points[0]
    assert all(markup(panel))


@given(values)
@settings(deadline=None, max_examples=40)
def test_the_picture_has_a_dot_for_everybody_and_marks_the_listed(chosen):
    panel, result = ruled(**chosen), result_of(chosen)
    drawing = str(panel.parts[FIGURE].draw(STILL_INK))
    assert drawing.count("<circle") == 200
    assert drawing.count(f'fill="{STILL_INK["marked"]}"') == result.listed
    assert drawing.count('r="5"') == result.listed, "marked dots are larger too"
    assert f"of whom {result.wrong} are listed" in panel.parts[FIGURE].alt


def test_the_base_run_stands_beside_every_run():
    for row in with_changes(proof=80, offices=5).parts[SEVEN].rows:
        assert row[1] == {name: base for name, base, _ in ruled(**BASE).parts[SEVEN].rows}[row[0]]


def test_there_is_no_total_and_no_score():
    said = str(markup(with_changes(proof=80)))
    assert not re.search(r"\btotal\b|\bscore\b|\brank|\bbest\b", said)
    assert len(ruled(**BASE).parts[SEVEN].rows) == 7


def test_the_start_is_the_base_run():
    panel = ruled(**BASE)
    assert panel.finding == "61 of 200 are listed, 19 of them by mistake"
    assert "this is the base run: nothing was traded" in panel.text
    assert "The rates behind it are invented" in panel.text


def test_nobody_listed_is_said_with_the_missed():
    panel = with_changes(proof=95)
    assert panel.finding == "Nobody is listed, and 60 are missed"
    assert panel.points[1] == "60 of them are missed."
    assert panel.points[2] == "Nobody is listed by mistake."


@given(values, values)
@settings(deadline=None, max_examples=80)
def test_a_trade_names_each_change_once_on_its_side(one, other):
    result, base = result_of(one), result_of(other)
    said = trade(result, base)
    gained, _, given = said.partition("price")
    for measure in TRADED:
        change = measure.size(result) - measure.size(base)
        noun = re.compile(rf"(more|fewer) ({measure.one}|{measure.many})\b")
        if abs(change) < 1e-9:
            assert not noun.search(said), said
            continue
        found = noun.findall(said)
        assert len(found) == 1
        assert found[0][0] == ("more" if change > 0 else "fewer")
        if given:
            assert bool(noun.search(gained)) == ((change > 0) == measure.more)


def test_a_trade_that_only_gains_or_only_gives_says_so():
    base = result_of(BASE)
    better = replace(base, missed=base.missed - 1)
    assert trade(better, base) == (
        "Beside the base run you gained 1 fewer missed case, and gave up nothing that is counted here."
    )
    assert trade(base, better).startswith("Beside the base run you gained nothing that is counted here, and got 1 more")


def test_a_gap_that_is_not_defined_says_so():
    result = replace(result_of(BASE), gap=None)
    share = "Innocent people listed by mistake: share of those long in town (A) minus share of newcomers (B)"
    assert [share, "\u221225.0 points", "not defined"] in beside(result, result_of(BASE)).rows
    assert "not defined" in sentences(BASE, result)[5]


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_changes_the_words_and_no_number(problem):
    panel = with_changes(problem=problem)
    assert [row[1:] for row in panel.parts[SEVEN].rows] == [row[1:] for row in ruled(**BASE).parts[SEVEN].rows]
    assert PROBLEMS[problem].hurt in panel.points[6]


def test_the_code_of_this_run_gives_the_same_rules_to_another_group():
    chosen = {**BASE, "proof": 45, "appeal": "independent", "problem": "food"}
    code = dict(ruled(**chosen).parts[CODES].rows)["This run"]
    assert rule_code.read(code) == chosen
    assert "listed from a signal of 0.45" in attacked(code, "clerk").text


@given(values, st.sampled_from(list(ROLES)))
@settings(deadline=None, max_examples=80)
def test_every_role_sees_what_the_rules_do(chosen, role):
    panel, result = attacked(rule_code.write(chosen), role), result_of(chosen)
    (table,) = panel.parts
    expected = {
        "mistaken": str(result.wrong) if result.wrong else "Nobody",
        "hurt": str(result.missed),
        "newcomer": "Of newcomers",
        "clerk": f"You make {result.listed} ",
        "auditor": "Asking for 0.05 more proof",
    }
    assert panel.finding.startswith(expected[role])
    assert f"As {ROLES[role][0]} you see: {panel.finding[0].lower()}{panel.finding[1:]}." in panel.text
    assert len(table.rows) <= MOST_ROWS
    assert all(markup(panel))


def test_the_people_who_are_hit_are_people_of_the_town():
    people = {case.id: case for case in cases()}
    wrong = [people[row[0]] for row in attacked(rule_code.write(BASE), "mistaken").parts[0].rows]
    assert all(is_listed(case, rules_of(BASE)) and not case.broke for case in wrong)
    missed = [people[row[0]] for row in attacked(rule_code.write(BASE), "hurt").parts[0].rows]
    assert all(case.broke and not is_listed(case, rules_of(BASE)) for case in missed)
    assert all(row[3] == "large" for row in attacked(rule_code.write(BASE), "hurt").parts[0].rows)


def test_the_newcomer_sees_both_groups_and_that_they_broke_the_rule_alike():
    panel = attacked(rule_code.write(BASE), "newcomer")
    assert [row[0] for row in panel.parts[0].rows] == list(GROUPS.values())
    assert "36 of 120, 30% and 24 of 80, 30%" in panel.text


def test_the_clerk_and_the_auditor_count_for_themselves():
    code = rule_code.write({**BASE, "told": False, "deleted": False, "offices": 3})
    work = dict(attacked(code, "clerk").parts[0].rows)
    assert work == {
        "Cases to read": "200",
        "Entries to make": "61",
        "Letters to the persons": "0",
        "Messages to other offices": "183",
        "Entries to take off after an appeal": "0",
        "Entries to delete after repair": "0",
    }
    near = sum(0.55 <= case.signal < 0.65 for case in cases())
    assert attacked(code, "clerk").text.count(f"{near} cases lie within 0.05")
    steps = attacked(code, "auditor").parts[0].rows
    assert [row[0] for row in steps] == ["0.55", "0.60", "0.65"]
    assert [row[1] for row in steps] == [str(result_of({**BASE, "proof": proof}).listed) for proof in (55, 60, 65)]


def test_the_roles_have_no_nationality():
    (roles,) = [line for line in as_read(form("10-w10a")).split("\n") if "You are" in line]
    said = " ".join([name for name, _ in ROLES.values()] + [roles])
    assert not re.search(r"Chin|German|Americ|Brit|West|countr|nation", said)


def test_the_still_view_holds_both_tabs_and_the_fixed_line():
    shown = activities.write_the_rules()
    assert ruled(**BASE).finding in shown.html
    assert attacked(rule_code.write(BASE), "mistaken").finding in shown.html
    assert "Rule code of the other group: R1-W-60-Y-S-365-L-1-Y-6" in shown.html
    assert "<strong>Left out:</strong> fear, trust, cost, corruption, real rates" in shown.html


def test_the_paper_form_has_every_dial_forty_cards_and_every_role():
    words = form("10-w10a")
    for label in ("Proof needed", "Tell the person", "Appeal", "Days on the list", "Penalty", "Delete the entry"):
        assert label in words
    assert words.count("Truth: ") == len(deck()) == 40
    assert words.count("Truth: broke the rule, with large harm") == sum(case.large_harm for case in deck())
    assert words.count("Truth: did not break it") == sum(not case.broke for case in deck())
    assert words.count("Invented.") == len(ROLES) == 5
    assert "1 in 5 of those listed by mistake" in words
    assert "2 in 5 with an independent one" in words
    assert "A fine counts 0.5 of that, a public name 2 times" in words
    assert "5 in 10 of the rightly listed" in words
    (sheet,) = [line for line in as_read(words).split("\n") if "The work sheet" in line]
    lines = re.findall(r"\[\*([^*]+)\*\]", sheet)[4:]
    assert len(lines) == 10
    assert [line[0] for line in lines if line[0].isdigit()] == list("12345667")
