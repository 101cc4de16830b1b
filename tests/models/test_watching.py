"""Agreement of two grids, against counting with two fingers, and what must hold of the key."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.data.evidence import fact, frame
from seminar.models import watching as model

KEY = frame("watchers")
GRID = list(product(model.PARTIES, model.PARTIES))
grids = st.dictionaries(st.sampled_from(GRID), st.sampled_from(model.CODES), max_size=36)


@given(grids, grids)
def test_agreement_is_that_of_somebody_who_lays_two_grids_side_by_side(codes, key):
    equal = keyed = 0
    for watcher in model.PARTIES:
        for watched in model.PARTIES:
            if (watcher, watched) in codes and (watcher, watched) in key:
                keyed += 1
                if codes[watcher, watched] == key[watcher, watched]:
                    equal += 1
    found = model.agreement(codes, key)
    assert found == (equal, keyed)
    assert model.agreement(key, codes) == found
    assert 0 <= found.equal <= found.keyed


@given(grids, grids)
def test_a_cell_without_a_key_changes_nothing(codes, key):
    for pair in GRID:
        if pair not in key:
            for code in model.CODES:
                assert model.agreement({**codes, pair: code}, key) == model.agreement(codes, key)


@given(grids)
def test_a_grid_agrees_with_itself(codes):
    assert model.agreement(codes, codes) == (len(codes), len(codes))


@pytest.mark.parametrize(
    ("codes", "said"),
    [({("crowd", "moon"): "main"}, "this one is"), ({("crowd", "crowd"): "much"}, "it is “much”")],
)
def test_other_words_are_refused(codes, said):
    with pytest.raises(ValueError, match=said):
        model.agreement(codes, {})


def test_each_system_has_one_to_three_main_cells_and_no_cell_twice():
    systems = KEY.groupby("system")
    assert len(systems) == 6
    for _, rows in systems:
        assert 1 <= (rows["code"] == "main").sum() <= 3
        assert not rows.duplicated(["watcher", "watched"]).any()
        assert len(rows) < len(GRID), "some cells have no key"


def test_every_key_rests_on_facts():
    for _, row in KEY.iterrows():
        assert all(fact(one).cells["source_id"] for one in row["facts"].split(";"))


def test_three_roles_are_told_of_each_system():
    assert list(frame("watcher_rules")["system"]) == list(dict.fromkeys(KEY["system"]))


def test_the_kinds_of_party_of_each_role_are_those_of_the_grid_or_not_said():
    for _, row in frame("watcher_rules").iterrows():
        for column in ("rule_by", "data_by", "effect_by"):
            assert set(row[column].split(";")) <= {*model.PARTIES, "not said"}


parties = st.sets(st.sampled_from([*model.PARTIES, "not said"]), min_size=1)


@given(st.lists(parties, min_size=1, max_size=4))
def test_one_hand_is_a_party_that_nobody_can_strike_out_of_a_role(roles):
    held = model.one_hand(roles)
    assert held == [party for party in model.PARTIES if not [role for role in roles if party not in role]]


def test_what_is_not_said_is_nobodys_hand():
    assert model.one_hand([["not said"]] * 3) == []
    assert model.one_hand([]) == []
