"""What decides an order is complete: rows that are equal stay in the order of their table, on every machine."""

import ast
from importlib import import_module

import pandas as pd
import pytest
from seminar.activities.parts.attack_the_rules import MOST_ROWS, attacked
from seminar.activities.parts.count_the_headlines import choice_of_headlines
from seminar.activities.parts.invented_town import cases, rules_of
from seminar.activities.reach_the_perks import SCHEME
from seminar.models import rule_code
from seminar.models.rules import is_listed
from support import PACK

SOURCES = sorted((PACK / "notebooks" / "seminar").rglob("*.py"))
UNSTABLE = {"value_counts", "idxmax", "idxmin", "nlargest", "nsmallest", "argsort", "mode"}
"""Words of pandas that choose among equals without saying how."""


def calls(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, {word.arg: ast.unparse(word.value) for word in node.keywords}, node.lineno


def test_every_sort_of_a_table_is_stable():
    found = [
        f"{path.name}, line {line}: {name}"
        for path in SOURCES
        for name, words, line in calls(path)
        if name in UNSTABLE or (name == "sort_values" and words.get("kind") != "'stable'")
    ]
    assert found == [], 'say kind="stable", or name what decides among equals'


@pytest.mark.parametrize("role", ["mistaken", "hurt"])
def test_people_with_equal_signals_stand_in_the_order_of_the_town(role):
    town, hit = cases(), is_listed(cases(), rules_of(rule_code.BASE))
    order = list(town.index)
    some = town[hit & ~town["broke"]] if role == "mistaken" else town[~hit & town["broke"]]
    large = some["large_harm"] if role == "hurt" else some["signal"] > 2
    oracle = sorted(some.index, key=lambda key: (not large[key], -some["signal"][key], order.index(key)))[:MOST_ROWS]
    assert some["signal"].duplicated().any()
    assert [row[0] for row in attacked(rule_code.write(rule_code.BASE), role).parts[0].rows] == oracle


def test_among_thresholds_that_equally_many_offers_ask_for_the_key_names_the_lowest(monkeypatch):
    module = import_module("seminar.activities.reach_the_perks")
    table = module.frame("perks")
    own = table[(table["points_of"] == SCHEME) & table["threshold"].notna()].head(4)
    equal = own.assign(threshold=pd.array([700, 600, 700, 600], "Int64"), date="2015-01")
    for rows in (equal, equal[::-1]):
        monkeypatch.setattr(module, "frame", lambda name, rows=rows: rows)
        assert "most changes at 600: 2 offers" in str(module.keys())


def test_languages_with_equally_many_headlines_stand_in_the_order_of_the_alphabet():
    said = str(choice_of_headlines()[-1])
    assert "2 Chinese, 2 Portuguese" in said
