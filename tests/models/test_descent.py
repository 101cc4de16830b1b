"""What follows from offered evidence: against the rule read aloud, and over everything that can be offered."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.data.evidence import fact, frame
from seminar.models import descent as model

LINKS = frame("descent_links")
offers = st.sets(st.sampled_from(model.KINDS))
known = st.dictionaries(st.sampled_from(model.KINDS), st.sampled_from(model.STATES))


def read_aloud(offered, states):
    """The rule, one question after the other."""

    def has(kind):
        return kind in offered and kind in states and states[kind] == "sourced"

    if has("law"):
        return "cause arguable"
    if has("data"):
        return "cause arguable"
    if has("purpose"):
        return "shared purpose"
    if has("office"):
        return "likeness only"
    if has("look"):
        return "likeness only"
    return "no evidence"


@given(offers, known)
def test_the_verdict_is_the_rule_read_aloud(offered, states):
    assert model.verdict(offered, states) == read_aloud(offered, states)


def test_cause_never_appears_without_a_sourced_law_or_data_link():
    """Over every offer and every state of the five kinds."""
    for states in product([*model.STATES, None], repeat=5):
        named = {kind: state for kind, state in zip(model.KINDS, states, strict=True) if state}
        for size in range(6):
            for offered in combinations(model.KINDS, size):
                if model.verdict(offered, named) == model.CAUSE:
                    assert any(named.get(kind) == "sourced" and kind in offered for kind in ("law", "data"))


@given(offers, offers, known)
def test_more_evidence_never_weakens_a_case(offered, further, states):
    order = [model.NOTHING, model.LIKENESS, model.PURPOSE, model.CAUSE]
    assert order.index(model.verdict(offered | further, states)) >= order.index(model.verdict(offered, states))


def test_nothing_offered_is_no_evidence():
    assert model.verdict([], dict.fromkeys(model.KINDS, model.SOURCED)) == model.NOTHING


@pytest.mark.parametrize(
    ("offered", "states", "said"), [(["smell"], {}, "“smell”"), (["law"], {"law": "surely"}, "“surely”")]
)
def test_other_words_are_refused(offered, states, said):
    with pytest.raises(ValueError, match=said):
        model.verdict(offered, states)


@given(st.none() | st.integers(1950, 2030), st.lists(st.none() | st.integers(1950, 2030), min_size=2, max_size=2))
def test_a_link_is_too_young_only_if_every_year_is_known_and_earlier(since, first_years):
    expected = True
    for year in first_years:
        if since is None or year is None or not year < since:
            expected = False
    assert model.too_young(since, first_years) == expected


def test_every_row_rests_on_facts_and_no_link_stands_twice():
    pairs = [(frozenset((row["one"], row["other"])), row["kind"]) for _, row in LINKS.iterrows()]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair, _ in pairs)
    for _, row in LINKS.iterrows():
        assert all(fact(key).cells["source_id"] for key in row["facts"].split(";"))
