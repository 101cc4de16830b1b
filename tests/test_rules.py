"""Every notebook keeps every rule, and every rule can be seen to fail."""

import pytest
import rules
from rules import RULES, Page
from seminar.storing import chosen
from support import NAMES, PATHS


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
@pytest.mark.parametrize("name", RULES)
def test_rule(name, path):
    find, _ = RULES[name]
    assert find(Page.of(path)) == []


@pytest.mark.parametrize("name", RULES)
def test_rule_fails_on_a_broken_page(name):
    find, broken = RULES[name]
    page = Page.of(chosen(["07"])[0])
    broken(page)
    found = find(page)
    assert found
    assert all(sentence.endswith((".", ".”")) or "data/teaching" in sentence for sentence in found)


def test_keys_are_spread_over_the_pack():
    assert rules.balanced(rules.key_positions([name[:2] for name in NAMES]))


def test_a_pack_with_all_keys_in_one_place_is_found():
    assert not rules.balanced([1] * 6)


def test_the_runs_of_the_essay_are_there():
    assert len(rules.essay_runs()) > 1_000
