"""Every notebook keeps every rule, and every rule can be seen to fail."""

import pytest
import rules
from rules import RULES, Page
from seminar.data.package import chosen
from support import NAMES, PACK, PATHS


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
@pytest.mark.parametrize("name", RULES)
def test_rule(name, path):
    find, _ = RULES[name]
    assert find(Page.at(path)) == []


@pytest.mark.parametrize("name", RULES)
def test_rule_fails_on_a_broken_page(name):
    find, broken = RULES[name]
    page = Page.at(chosen(["07"])[0])
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


LIMIT = 500


def test_the_pack_quotes_at_most_500_words_of_the_essay():
    assert 0 < rules.essay_words(rules.ledger()) <= LIMIT


@pytest.mark.parametrize("name", ["evidence/clips.csv", "evidence/claims.csv", "teaching/questions.yaml"])
def test_beside_its_quotations_the_essay_is_told_in_our_own_words(name):
    words = (PACK / "data" / name).read_text("utf-8")
    for quote in rules.ledger():
        words = words.replace(quote, "…")
    assert not rules.essay_runs() & set(rules.runs(words))


def test_words_of_the_essay_are_counted_once_and_others_apart():
    assert rules.essay_words({"one two three four": "essay", "five six": "essay", "seven eight": "own"}) == 6


def test_no_listed_quotation_is_unused():
    texts = " ".join(str(record) for path in PATHS for record in Page.at(path).records.values())
    texts += " ".join(words for path in PATHS for _, words in Page.at(path).prose())
    texts += "".join((PACK / "data" / "evidence" / name).read_text("utf-8") for name in ("clips.csv", "claims.csv"))
    assert [quote for quote in rules.ledger() if quote not in texts] == []
