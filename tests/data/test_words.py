"""The words of activities and parts: found by name, filled as they are, and every mistake told in one sentence."""

import ast
import sys

import htpy as h
import pytest
from seminar import activities
from seminar.data import records, typed_yaml, words
from seminar.data.words import Words, gaps
from seminar.errors import SeminarError
from support import PACK, flat, forget, written_words

PACKAGE = PACK / "notebooks" / "seminar"
OWNER = "07-w07a"
FOUND = {
    "finding": "{alarms} of {all} are right",
    "title": "A day",
    "columns": ("People", "Alarms"),
    "settings": {"people": "People who pass", "hits": "{share} found"},
}


@pytest.fixture
def prose(monkeypatch):
    """The words of an activity whose record says what stands in FOUND."""
    monkeypatch.setattr(words, "_words_of", lambda owner: FOUND)
    return Words(OWNER)


def told(ask):
    """The sentence with which *ask* fails."""
    with pytest.raises(SeminarError) as error:
        ask()
    return str(error.value)


def test_words_are_found_by_name_alone_in_a_list_or_in_a_group(prose):
    assert prose("title") == "A day"
    assert prose("finding", alarms="9 or 10", all=1_000) == "9 or 10 of 1000 are right"
    assert prose("settings.people") == "People who pass"
    assert prose("settings.hits", share="95%") == "95% found"
    assert prose.all("columns") == ("People", "Alarms")
    assert prose.group("settings") == FOUND["settings"]


@pytest.mark.parametrize("value", ["{all}", "{0.__class__}", "{alarms!r:>9}", "%s", "\\1", "\\g<0>", "{", "<b>&"])
def test_a_value_is_put_in_as_it_is(prose, value):
    assert prose("finding", alarms=value, all="7") == f"{value} of 7 are right"


def test_what_is_put_in_is_escaped_like_any_text(prose):
    assert str(h.p[prose("finding", alarms="<b>", all="&")]) == "<p>&lt;b&gt; of &amp; are right</p>"


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda prose: prose("titel"), "“titel”: not there; expected one of: finding, title, columns, settings."),
        (lambda prose: prose.all("rows"), "“rows”: not there; expected one of: finding, title, columns, settings."),
        (lambda prose: prose("settings.noise"), "“settings.noise”: not there; expected one of: people, hits."),
        (lambda prose: prose("dials.people"), "“dials”: not there; expected one of: finding, title, "),
        (lambda prose: prose("finding", alarms=1), "filled with alarms; expected a value for each gap: alarms, all."),
        (lambda prose: prose("finding"), "filled with nothing; expected a value for each gap: alarms, all."),
        (lambda prose: prose("title", day=1), "filled with day; expected a value for each gap: nothing."),
        (lambda prose: prose("columns"), "“columns”: no text; expected one."),
        (lambda prose: prose("settings"), "“settings”: no text; expected one."),
        (lambda prose: prose.all("title"), "“title”: no list; expected one, each entry after a “- ”."),
        (lambda prose: prose.group("title"), "“title”: no group; expected one, lines such as “name: a text”."),
        (lambda prose: prose("title.people"), "“title”: no group; expected one, lines such as "),
    ],
)
def test_a_mistake_names_file_record_and_name_and_what_was_expected(prose, ask, said):
    sentence = told(lambda: ask(prose))
    assert sentence.startswith("data/teaching/07.yaml, record 07-w07a, words, “")
    assert said in sentence


def test_an_owner_that_is_not_there_is_told_with_those_that_are():
    assert "no activity “07-w07z” in data/teaching/07.yaml. Notebook 07 has: 07-w07a, " in told(
        lambda: Words("07-w07z")("finding")
    )
    assert "parts.yaml, part desk: not there; expected one of: workbench, " in told(lambda: Words("desk")("title"))


@pytest.mark.parametrize("text", ["{}", "{Alarms}", "{alarms:,}", "{alarms", "alarms}", "{a b}", "{{alarms}}", ""])
def test_a_gap_that_is_no_name_in_braces_is_told_with_its_line(pack_copy, text):
    file = pack_copy / "data" / "teaching" / "07.yaml"
    lines = file.read_text("utf-8").splitlines()
    at = lines.index("  words:") + 1
    file.write_text("\n".join([*lines[:at], f'    mine: "{text}"', *lines[at:]]), "utf-8")
    (said,) = records.problems()
    assert said.startswith(f"data/teaching/07.yaml, line {at + 1}, record 07-")
    assert said.endswith("; expected a text, in which a gap is a name in braces, such as {alarms}.")


@pytest.mark.parametrize("text", ["3", "true", "[[a]]", "{a: {b: c}}", "{a: [b]}", "[]", "{}"])
def test_words_that_are_no_text_no_list_and_no_group_are_told(pack_copy, text):
    (pack_copy / "data" / "teaching" / "parts.yaml").write_text(f"workbench:\n  plain: {text}\n", "utf-8")
    (said,) = typed_yaml.problems("teaching/parts.yaml", records.kind_of_file("parts"))
    assert said.startswith("data/teaching/parts.yaml, line 2, record workbench, ")
    assert "; expected " in said


def test_an_activity_whose_words_cannot_be_read_says_why_in_its_place_until_they_are_mended(pack_copy, monkeypatch):
    file = pack_copy / "data" / "teaching" / "06.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("told: 1 Told in time", "tld: 1 Told in time"), "utf-8")
    monkeypatch.delitem(sys.modules, "seminar.activities.count_the_errors", raising=False)  # as in a new kernel
    monkeypatch.delitem(vars(activities), "count_the_errors", raising=False)
    said = activities.count_the_errors().plain
    assert said.startswith("data/teaching/06.yaml, record 06-w06b, words, “settings.told”: not there; expected")
    file.write_text(text, "utf-8")
    forget()
    assert activities.count_the_errors().plain.endswith("Choose Run, then Run All Cells, to change the numbers.")


def owners(tree):
    """The owner of each ``Words("…")`` in *tree*, by the name that it is given."""
    cells = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for name, value in cells.items():
        if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "Words":
            (owner,) = value.args
            yield name, (cells[owner.id] if isinstance(owner, ast.Name) else owner).value


WAYS = ("", "all", "group")


def asked(source):
    """Owner, how it is asked, names and gaps of every use of words in *source*."""
    tree = ast.parse(source)
    named = dict(owners(tree))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        way = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.value if way else node.func
        if isinstance(called, ast.Name) and called.id in named and way in WAYS:
            yield named[called.id], way, _names(node.args[0]), {word.arg for word in node.keywords}


def _names(node):
    """The names that the first argument may stand for: a literal, one of two, or in ``f"group.{…}"`` all of a group."""
    if isinstance(node, ast.JoinedStr):
        return [f"{node.values[0].value}*"]
    if isinstance(node, ast.IfExp):
        return [*_names(node.body), *_names(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) else [ast.unparse(node)]


USES = [use for path in sorted(PACKAGE.rglob("*.py")) for use in asked(path.read_text("utf-8"))]


def in_full(names, texts):
    """*names*, with those of a whole group ("group.*") one by one."""
    for name in names:
        group = name.removesuffix("*")
        yield from [name] if group == name else [one for one, _ in flat(texts) if one.startswith(group)] or [name]


def mistakes(uses, known):
    """What is wrong with *uses* of the words in *known*, a sentence each."""
    for owner, way, names, given in uses:
        for name in in_full(names, known[owner]):
            found = known[owner].get(name) if way else dict(flat(known[owner])).get(name)
            if found is None:
                yield f"{owner}: {name} is not there"
            elif isinstance(found, str) and gaps(found) != given:
                yield f"{owner}, {name}: the code gives {sorted(given)}"


def unused(uses, known):
    """The words that nothing in *uses* asks for."""
    used = {(owner, name.removesuffix(".*")) for owner, _, names, _ in uses for name in names}
    return [
        f"{owner}: {name}"
        for owner, texts in known.items()
        for name, _ in flat(texts)
        if not {(owner, name), (owner, name.partition(".")[0])} & used
    ]


def test_every_name_in_the_code_is_there_and_gets_a_value_for_each_gap():
    assert list(mistakes(USES, written_words())) == []


def test_every_word_is_used():
    assert unused(USES, written_words()) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('prose("titel")', "07-w07a: titel is not there"),
        ('prose("settings.noise")', "07-w07a: settings.noise is not there"),
        ('prose("finding", alarms=1)', "07-w07a, finding: the code gives ['alarms']"),
        ('prose("title", day=1)', "07-w07a, title: the code gives ['day']"),
        ('prose.all("rows")', "07-w07a: rows is not there"),
        ("prose(name)", "07-w07a: name is not there"),
        ('prose(f"settings.{name}")', "07-w07a, settings.hits: the code gives []"),
        ('prose(f"dials.{name}")', "07-w07a: dials.* is not there"),
    ],
)
def test_a_wrong_use_of_words_is_found(code, said):
    uses = list(asked(f'prose = Words("{OWNER}")\n{code}'))
    assert list(mistakes(uses, {OWNER: FOUND})) == [said]


def test_a_word_that_nothing_uses_is_found():
    uses = list(asked(f'CELL = "{OWNER}"\nprose = Words(CELL)\nprose("finding")\nprose.all("columns")'))
    assert unused(uses, {OWNER: FOUND}) == ["07-w07a: title", "07-w07a: settings.people", "07-w07a: settings.hits"]


def test_an_activity_is_shown_with_the_words_of_its_record(pack_copy):
    file = pack_copy / "data" / "teaching" / "07.yaml"
    text = file.read_text("utf-8")
    assert text.count("An invented city.") == 1
    file.write_text(text.replace("An invented city.", "A city that nobody built."), "utf-8")
    forget()
    assert "A city that nobody built." in activities.scan_the_city().html
