"""W10a without a browser: the panel says what the model says, no total is made, and a code shows who is hit."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seminar import activities
from seminar.activities.parts.attack_the_rules import MOST_ROWS, ROLES, attacked
from seminar.activities.parts.invented_town import (
    GROUPS,
    PROBLEMS,
    cases,
    finding,
    looks,
    result_of,
    rules_of,
    start_beside,
)
from seminar.activities.write_the_rules import GUESS, MEASURES, STRIPS, apart, deck, guessed, in_short, ruled, trade
from seminar.models import rule_code
from seminar.models.rules import REACTIONS, is_listed
from seminar.numbers import days, people
from seminar.paper.forms import form
from seminar.screen.page import STILL_INK
from seminar.workbench.panel import markup
from support import as_read, sent

BASE = rule_code.BASE
TOWN, BARS, TABLE = range(3)
ranges = {dial: st.integers(low, high) for dial, (low, high) in rule_code.RANGES.items()}
letters = {dial: st.sampled_from(list(known)) for dial, known in rule_code.LETTERS.items()}
codes = st.fixed_dictionaries({**ranges, **letters})
values = st.fixed_dictionaries({**ranges, **letters, "reaction": st.sampled_from(list(REACTIONS))})


def with_changes(**changed):
    return ruled(**{**BASE, "reaction": "some", **changed})


@given(values)
@settings(deadline=None, max_examples=60)
def test_every_setting_says_what_the_model_says(chosen):
    panel, result = ruled(**chosen), result_of(chosen)
    shown = {row[0]: row[2] for row in panel.parts[TABLE].rows}
    assert list(shown) == [one.words for one in MEASURES]
    assert shown["Broke the rule, not listed"] == str(result.missed)
    assert shown["Burden days by mistake"] == days(result.burden_days)
    assert shown["Repair what they did"] == people(result.repaired)
    assert shown["Innocent, newcomers (B): listed"] == f"{100 * result.shares['B']:.1f}%"
    broke = PROBLEMS[chosen["problem"]].broke
    be = {1: "is"}
    listed = f"{result.rightly_listed} of the 60 people who {broke} {be.get(result.rightly_listed, 'are')} listed; "
    listed += f"appeals take off {result.freed or 'none'} of them."
    nobody = f"None of the 60 people who {broke} is listed."
    assert panel.points[0] == (listed if result.rightly_listed else nobody)
    missed = f"{result.missed} {be.get(result.missed, 'are')} missed; {result.missed_large or 'none'} of them"
    assert panel.points[1].startswith(missed if result.missed else "Nobody who broke the rule is missed.")
    assert any("burden day" in point for point in panel.points) == bool(result.wrong)
    assert rule_code.write(chosen) in panel.text
    assert all(markup(panel))


@given(values)
@settings(deadline=None, max_examples=40)
def test_the_picture_has_a_dot_for_everybody_and_rings_whom_an_appeal_takes_off(chosen):
    panel, result, look = ruled(**chosen), result_of(chosen), looks(chosen)
    drawing = str(panel.parts[TOWN].draw(STILL_INK))
    small, large, holes = (
        sum(len(re.findall("h0", path)) for path in re.findall(rf'd="([^"]*)"[^>]*stroke-width="{size}"', drawing))
        for size in ("5.4", "8.8", "5.2")
    )
    off = result.corrected + result.freed
    assert (small, large, holes) == (200 - result.listed, result.listed, off)
    assert list(look.values()).count("hollow") == off
    listed = [case for case in cases() if look[case.id] != "rest"]
    assert listed == [case for case in cases() if is_listed(case, rules_of(chosen))]
    assert f"{result.wrong_left} on the list, {result.corrected} taken off" in panel.parts[TOWN].alt


@given(values)
@settings(deadline=None, max_examples=40)
def test_every_bar_says_its_value_and_whether_that_is_better_or_worse_than_the_start_in_the_same_town(chosen):
    said = ruled(**chosen).parts[BARS].alt
    result, start = result_of(chosen), start_beside(chosen)
    for one in MEASURES:
        now, before, change = one.written(one.size(result)), one.written(one.size(start)), one.change(result, start)
        way = "better" if change > 0 else "worse"
        words = (f"{now}: a little {way}" if now == before else f"{now}, was {before}: {way}") if change else now
        assert f"{one.words}: {words}" in said


def test_there_is_no_total_and_no_score():
    said = str(markup(with_changes(proof=80)))
    assert not re.search(r"\btotal\b|\bscore\b|\brank|\bbest\b", said)


def test_one_number_stands_for_those_listed_by_mistake_and_one_for_those_who_stay_on():
    panel = with_changes()
    assert panel.finding == "61 of 200 are listed, 19 by mistake, of whom 15 stay on"
    assert ["Stay on by mistake", "15", "15"] in panel.parts[TABLE].rows
    assert "15 on the list, 4 taken off" in panel.parts[TOWN].alt
    assert "This is the starting rule: nothing was traded." in panel.under
    assert "The rates behind it are invented" in panel.text


def test_nobody_listed_is_said_with_the_missed():
    panel = with_changes(proof=95)
    assert panel.finding == "Nobody is listed, and 60 are missed"
    assert "Nobody is listed by mistake." in panel.points


def test_both_rates_are_said_and_how_far_they_lie_apart_in_people_of_a_hundred():
    start = result_of(BASE)
    assert apart(start.shares) == (
        "Of innocent people, 3.6% of those long in town and 28.6% of newcomers are listed by mistake. "
        "Of every 100 people, that is 25 more among newcomers."
    )
    assert "that is 30 more among people long in town." in apart({"A": 0.5, "B": 0.2})
    assert apart({"A": 0.5, "B": 0.5}).endswith("are listed by mistake.")
    assert apart({"A": None, "B": 0.5}) == "A group without innocent people has no share of them."


IN_SHORT = {
    (True, True): "some measures came out better and others worse",
    (True, False): "some measures came out better, and none worse",
    (False, True): "some measures came out worse, and none better",
    (False, False): "",
}
"""Whether anything is better, and anything worse → what is said."""


@given(values)
@settings(deadline=None, max_examples=60)
def test_a_trade_names_each_change_once_on_its_side(chosen):
    result, start = result_of(chosen), start_beside(chosen)
    said = trade(chosen, result, start)
    gained, _, given = said.partition("The price: ") if "The price: " in said else (said, "", said)
    for one in MEASURES:
        change = one.change(result, start)
        found = re.findall(rf"(more|fewer) {one.noun}(?=,| and|\.)", said)
        assert len(found) == bool(change), said
        if change:
            assert f"{found[0]} {one.noun}" in (gained if change > 0 else given)
    better, worse = (any(sign * one.change(result, start) > 0 for one in MEASURES) for sign in (1, -1))
    rule = all(chosen[dial] == BASE[dial] for dial in rule_code.ORDER if dial != "problem")
    assert ("This is the starting rule" in in_short(chosen, result, start)) == rule
    assert IN_SHORT[better, worse] in in_short(chosen, result, start)


def test_a_trade_that_only_gains_or_only_gives_says_so():
    start = result_of(BASE)
    better = replace(start, missed=start.missed - 1)
    assert trade(BASE, better, start) == "Better than the start: fewer missed. Nothing that is counted got worse."
    assert trade(BASE, start, better) == "Worse than the start: more missed. Nothing that is counted got better."


@pytest.mark.parametrize("reaction", REACTIONS)
def test_where_nobody_reacts_the_page_says_that_harshness_gains_nothing(reaction):
    said = with_changes(penalty="name", reaction=reaction)
    assert ("a harder penalty, more days and more offices gain nothing that is counted" in said.under) == (
        reaction == "none"
    )
    assert ("none better" if reaction == "none" else "some measures came out better and others worse") in said.under


def test_where_nobody_reacts_and_an_appeal_comes_too_late_more_days_do_gain_something():
    late, longer = ({**BASE, "appeal": "independent", "term": term, "reaction": "none"} for term in (30, 60))
    said = {one["term"]: ruled(**one).under for one in (late, longer)}
    assert "gain nothing that is counted, and more days only give an appeal its time." in said[30]
    assert "more days and more offices gain nothing that is counted." in said[60]
    assert result_of(longer).wrong_left < result_of(late).wrong_left


@pytest.mark.parametrize(
    ("guess", "words"),
    [
        (None, ""),
        (19, "You guessed 19 for the start, and that is right."),
        (40, "You guessed 40 for the start: that is 21 too many."),
        (0, "You guessed 0 for the start: that is 19 too few."),
    ],
)
def test_the_distance_to_the_guess_is_said_in_words(guess, words):
    assert guessed(guess) == words
    assert ruled(guess, **{**BASE, "reaction": "some"}).under.startswith(words)


def test_before_the_guess_nothing_of_the_result_is_on_the_page():
    shown = activities.write_the_rules()
    page = shown.html + sent(shown.live())
    assert GUESS.question in page
    for told in ("61 of 200", "19 by mistake", "on the list", "stay on"):
        assert told not in page.partition("Another group")[0]
    assert str(GUESS.picture(40).draw(STILL_INK)).count("h0") == 140


def test_every_dial_stands_in_one_strip():
    assert next(iter(STRIPS.values()))[0] == "problem"
    assert sorted(sum(STRIPS.values(), ())) == sorted([*rule_code.ORDER, "reaction"])


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_changes_the_words_and_no_number(problem):
    panel = with_changes(problem=problem)
    assert panel.parts[TABLE].rows == with_changes().parts[TABLE].rows
    assert PROBLEMS[problem].hurt in panel.points[1]


def live_parts():
    """The parts of the live view after a skipped guess, by their labels and legends."""
    box = activities.write_the_rules().live()
    next(part for part in box.tree() if getattr(part, "label", "") == "Skip the guess").press()
    return {getattr(part, "label", "") or getattr(part, "legend", ""): part for part in box.tree()}


def test_our_rules_go_into_the_second_tab_with_one_button_and_their_code_can_be_copied():
    parts = live_parts()
    assert parts["The code of our rules, to hand on"].text == rule_code.write(BASE)
    parts["Proof needed"].put(45)
    parts["Appeal"].put("independent")
    code = parts["The code of our rules, to hand on"].text
    assert rule_code.read(code) == {**BASE, "proof": 45, "appeal": "independent"}
    parts["Use my own rules"].press()
    assert parts["Rule code of the other group"].value == code


def test_who_has_looked_as_another_role_may_use_the_own_rules_all_the_same():
    parts = live_parts()
    parts["Proof needed"].put(45)
    parts["Look at it as"].hear({"value": "clerk"})
    parts["Use my own rules"].press()
    assert parts["Rule code of the other group"].value == parts["The code of our rules, to hand on"].text
    assert parts["Look at it as"].value == "clerk"


def test_a_code_with_a_wrong_sign_is_said_and_the_rules_before_it_stay():
    parts = live_parts()
    parts["Rule code of the other group"].hear({"text": "R1-W-60-Y-S-365-L-1-Y-7"})
    assert parts["Rule code of the other group"].problem.startswith("One sign of this code is wrong")
    assert parts["Rule code of the other group"].value == rule_code.write(BASE)


@given(codes, st.sampled_from(list(ROLES)))
@settings(deadline=None, max_examples=80)
def test_every_role_sees_what_the_rules_do(chosen, role):
    panel, result = attacked(rule_code.write(chosen), role), result_of(chosen)
    people = {"mistaken": result.wrong, "hurt": result.missed}.get(role, 1)
    assert len(panel.parts) == (people > 0)
    expected = {
        "mistaken": str(result.wrong) if result.wrong else "Nobody",
        "hurt": str(result.missed) if result.missed else "Everybody who",
        "newcomer": "Newcomers who",
        "clerk": f"You make {result.listed} ",
        "auditor": "Asking for 0.05 more proof",
    }
    assert panel.finding.startswith(expected[role])
    assert panel.under in panel.text
    assert f"As {ROLES[role][0]} you see: {panel.finding[0].lower()}{panel.finding[1:]}." in panel.text
    assert all(len(table.rows) <= MOST_ROWS for table in panel.parts)
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


def test_a_step_that_changes_nothing_is_said_of_both_numbers():
    at = {proof: attacked(rule_code.write({**BASE, "proof": proof}), "auditor").text for proof in (30, 60, 85)}
    assert "lists 11 people more by mistake and misses no fewer. " in at[30]
    assert "lists 6 people more by mistake and misses 6 fewer. " in at[60]
    assert "lists no more people by mistake and misses 7 fewer. " in at[85]


def test_of_one_person_left_on_the_verb_agrees():
    said = [
        (result_of(values).wrong_left, finding(result_of(values)))
        for values in ({**BASE, "proof": proof, "appeal": "independent"} for proof in range(15, 100, 5))
    ]
    assert {1} < {left for left, _ in said}
    assert all(words.endswith("stays on") == (left == 1) for left, words in said if "of whom" in words)


def test_the_roles_have_no_nationality():
    (roles,) = [line for line in as_read(form("10-w10a")).split("\n") if "You are" in line]
    said = " ".join([name for name, _ in ROLES.values()] + [roles])
    assert not re.search(r"Chin|German|Americ|Brit|West|countr|nation", said)


def test_the_still_view_asks_for_the_guess_and_holds_the_result_for_the_page_after_it():
    shown = activities.write_the_rules()
    assert GUESS.question in shown.html
    assert with_changes().finding not in shown.html
    assert with_changes().finding in str(shown._marks)
    other = attacked(rule_code.write(BASE), "mistaken").finding
    assert other not in shown.html
    assert other in str(shown._marks)
    assert "Rule code of the other group: R1-W-60-Y-S-365-L-1-Y-6" in str(shown._marks)
    assert "<strong>Left out:</strong> trust, corruption, fear in people who broke no rule, real rates" in shown.html


def test_the_paper_form_has_every_dial_forty_cards_and_every_role():
    words = form("10-w10a")
    for label in ("Proof needed", "Tell the person", "Appeal", "Days on the list", "Penalty", "Delete the entry"):
        assert label in words
    assert words.count("Truth: ") == len(deck()) == 40
    assert words.count("Truth: broke the rule, with large harm") == sum(case.large_harm for case in deck())
    assert words.count("Truth: did not break it") == sum(not case.broke for case in deck())
    assert words.count("Invented.") == len(ROLES) == 5
    for rate in (
        "1 in 5 come off by an appeal to the same office, 2 in 5 by an independent one",
        "Of the rightly listed 1 or 2 in 20 come off, too",
        "A fine counts 0.5 of that, a public name 2 times",
        "6 in 10 of the rightly listed who stay on if the entry is deleted after repair, else 2 in 10",
        "1 in 4 breaks the rule again",
        "a fine keeps 2 in 10 of them from that, a service limit 4, a public name 6",
        "Clerk hours for each entry: 1, 0.5 more for a letter, 0.5 for each other office",
    ):
        assert rate in words
    (sheet,) = [line for line in as_read(words).split("\n") if "The work sheet" in line]
    assert len(re.findall(r"\[\*([^*]+)\*\]", sheet)[4:]) == 13


@pytest.mark.parametrize(("proof", "why"), [(60, True), (95, False)])
def test_the_newcomer_hears_of_the_signal_only_where_more_newcomers_are_listed_by_mistake(proof, why):
    panel = attacked(rule_code.write({**BASE, "proof": proof}), "newcomer")
    assert ("the signal knows less about newcomers" in panel.under) == why


@given(values)
@settings(deadline=None, max_examples=40)
def test_the_clerk_takes_off_everybody_whom_the_picture_shows_as_taken_off(chosen):
    code = rule_code.write(chosen)
    work = dict(attacked(code, "clerk").parts[0].rows)
    assert work["Entries to take off after an appeal"] == str([*looks(rule_code.read(code)).values()].count("hollow"))


def test_an_appeal_that_lasts_as_long_as_the_listing_takes_nobody_off_and_the_page_says_why():
    late, early = with_changes(term=30), with_changes(term=31)
    assert "An appeal takes 30 days here, as long as the listing: it takes nobody off." in late.under
    assert "as long as the listing" not in early.under
    assert "hollow" not in looks({**BASE, "term": 30}).values()
    seen = attacked(rule_code.write({**BASE, "term": 30}), "mistaken").under
    assert "nobody comes off sooner, since an appeal takes 30 days, and 19 of 19 stay for 30 days" in seen
