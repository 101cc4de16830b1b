"""The verdict on a chain, against a slow reading of the rule and against what must always hold."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.data.evidence import fact, frame
from seminar.models import chain

LINKS = frame("chain_links")
CASES = [rows for _, rows in LINKS.groupby(["place", "year"])]
states = st.lists(st.sampled_from(["", *chain.STATES]), min_size=1, max_size=9)


def read_link_by_link(links):
    """One link after the other, as a person with seven paper links would."""
    missing = 0
    for place, state in enumerate(links, 1):
        if state == "contradicted":
            return f"broken at link {place}"
        missing += state != "sourced"
    if missing == 0:
        return "chain stands"
    return f"unproved: {missing} {'link' if missing == 1 else 'links'} missing"


@given(states)
def test_the_verdict_is_that_of_a_reader(links):
    assert chain.verdict(links).in_words() == read_link_by_link(links)


def test_of_all_chains_of_seven_only_one_stands():
    standing = [links for links in product(["", *chain.STATES], repeat=7) if chain.verdict(links).kind == chain.STANDS]
    assert standing == [("sourced",) * 7]


@given(states, st.integers(0, 8))
def test_one_missing_link_never_stands(links, place):
    for state in ("", chain.NOT_FOUND):
        changed = [*links[:place], state, *links[place + 1 :]]
        assert chain.verdict(changed).kind != chain.STANDS


@given(states)
def test_missing_is_never_called_contradicted(links):
    found = chain.verdict(links)
    assert (found.kind == chain.BROKEN) == (chain.CONTRADICTED in links)
    assert all(links[number - 1] != chain.SOURCED for number in found.links)


@pytest.mark.parametrize("links", [[], ["maybe"], ["sourced", "true"]])
def test_other_words_are_refused(links):
    with pytest.raises(ValueError, match="sourced, contradicted, not found"):
        chain.verdict(links)


@pytest.mark.parametrize("rows", CASES)
def test_each_case_has_seven_links_in_order_with_the_same_statements(rows):
    assert list(rows["link"]) == list(range(1, 8))
    assert list(rows["statement"]) == list(CASES[0]["statement"])


def test_our_readings_rest_on_facts_unless_nothing_was_found():
    for _, row in LINKS.iterrows():
        keys = row["facts"].split(";") if isinstance(row["facts"], str) else []
        assert keys or row["reading"] == chain.NOT_FOUND
        assert all(fact(key).cells["source_id"] for key in keys)


def test_a_sourced_link_has_a_source_from_that_year_or_before_unless_it_is_the_law():
    for _, row in LINKS[LINKS["reading"] == chain.SOURCED].iterrows():
        begun = [fact(key).cells["as_of"][:4] for key in row["facts"].split(";")]
        assert min(map(int, begun)) <= row["year"] or row["statement"].startswith("Crossing")


def test_our_readings_never_make_a_chain_that_stands():
    verdicts = {(rows["place"].iat[0]): chain.verdict(list(rows["reading"])).in_words() for rows in CASES}
    assert verdicts == {
        "Shanghai": "unproved: 2 links missing",
        "Shenzhen": "broken at link 7",
        "Jinan": "unproved: 2 links missing",
    }
