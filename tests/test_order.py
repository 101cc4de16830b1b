"""What decides an order is complete: rows that are equal stay in the order of their table, on every machine."""

import ast
from importlib import import_module

import pytest
from seminar.activities.parts.attack_the_rules import MOST_ROWS, attacked
from seminar.activities.parts.count_the_headlines import choice_of_headlines
from seminar.activities.parts.invented_town import cases, rules_of
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
    rules, order, hurt = rules_of(rule_code.BASE), cases(), role == "hurt"
    some = [case for case in order if case.broke == hurt and is_listed(case, rules) != hurt]
    oracle = sorted(some, key=lambda case: (not case.large_harm, -case.signal, order.index(case)))[:MOST_ROWS]
    assert len({case.signal for case in some}) < len(some)
    shown = [row[0] for row in attacked(rule_code.write(rule_code.BASE), role).parts[0].rows]
    assert shown == [case.id for case in oracle]


def test_offers_of_one_day_stand_in_the_order_of_the_table(monkeypatch):
    module = import_module("seminar.activities.reach_the_perks")
    dated = [row for row in module.rows("perks") if row in module.journeys()]
    dates = [row.cells["date"] for row in dated]
    assert len(set(dates)) < len(dates)
    for table in (dated, dated[::-1]):
        monkeypatch.setattr(module, "rows", lambda name, table=table: table)
        found = module.journeys()
        assert [row.cells["date"] for row in found] == sorted(dates)
        for day in dates:
            assert [row for row in found if row.cells["date"] == day] == [
                row for row in table if row.cells["date"] == day
            ]


def test_languages_with_equally_many_headlines_stand_in_the_order_of_the_alphabet():
    said = str(choice_of_headlines()[-1])
    assert "2 Chinese, 2 Portuguese" in said
