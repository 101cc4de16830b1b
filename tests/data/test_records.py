"""The records and the other files of data/teaching: every field that is missing, wrong or unknown gets one sentence."""

import copy
import html
import re
from dataclasses import FrozenInstanceError
from datetime import date

import pytest
import yaml
from seminar import activities
from seminar.__main__ import main
from seminar.course import questions, sources
from seminar.data import checking, records, typed_yaml
from seminar.errors import SeminarError
from seminar.paper import handout_page, plans
from seminar.screen.page import forgiving
from seminar.workbench import panel
from support import PACK, PATHS, caches, forget

TEACHING = PACK / "data" / "teaching"
LOADED = {path.stem: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in sorted(TEACHING.glob("*.yaml"))}
OPTIONAL = {
    "in_the_room",
    "asks",
    "kept",
    "brings",
    "read_apart",
    "compares",
    "covers",
    "as_of",
    "bars",
    "picture",
    "since",
    "folded",
    "vote",
    "claims",
    "context",
    "does",
    "facts",
    "verdicts",
    "correct",
    "revote_of",
    "paragraph",
    "without",
    "words",
    "before",
    "needs",
    "short",
    "also",
    "after",
    "apart",
    "clip",
}
"""Fields that a record may lack; the options of a vote and its replies are looked at by themselves."""


def kind_of(found):
    return (found["role"], {"steel2": "steel1", "write": "open"}.get(found.get("kind"), found.get("kind")))


def of_each_kind():
    """Notebook and id of one record of each kind: the one with most fields."""
    fullest = {}
    for number in records.notebooks_with_records():
        for key, found in LOADED[number].items():
            known = fullest.setdefault(kind_of(found), (number, key))
            if len(found) > len(LOADED[known[0]][known[1]]):
                fullest[kind_of(found)] = (number, key)
    return fullest


KINDS = of_each_kind()


def one_of(kind):
    """The number of a notebook, the id of a record of that *kind* in it, and a file with this record only."""
    number, key = KINDS[kind]
    return number, key, {key: LOADED[number][key]}


OTHERS = [name for name in LOADED if name not in (*records.notebooks_with_records(), "parts")]


FREE = ("ticks", "levels", "marks", "read_apart", "cells", "words", "kept", "asks", "does", "short", "also", "after")
"""Mappings whose names are no fields, such as the ticks of a rubric, or that may lack any."""


def mappings(value, path=()):
    """The path of every mapping with fields in *value*; of a list its first entry."""
    if isinstance(value, dict) and path[-1:] not in [(name,) for name in FREE]:
        yield path
        for name, inner in value.items():
            yield from mappings(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value[:1]):
            yield from mappings(inner, (*path, number))


def fields(value, start=()):
    """The path of every field of *value* below *start*."""
    inside = value
    for step in start:
        inside = inside[step]
    for path in mappings(inside):
        within = inside
        for step in path:
            within = within[step]
        yield from ((*start, *path, name) for name in within)


def required(value, start=()):
    return [path for path in fields(value, start) if path[-1] not in OPTIONAL]


def changed(loaded, path, change):
    """A copy of *loaded* in which *change* was called with the mapping that holds the last step of *path*."""
    made = copy.deepcopy(loaded)
    within = made
    for step in path[:-1]:
        within = within[step]
    change(within)
    return made


def without(loaded, path):
    """A copy of *loaded* without the field at *path*."""
    return changed(loaded, path, lambda record: record.pop(path[-1]))


def is_reply_to_a_vote(record, path):
    return record.get("kind") == "vote" and path[-1] in ("reply_for", "reply_against")


def put(folder, name, loaded):
    """Write *loaded*, or a text, as data/teaching/NAME.yaml of the pack in *folder*."""
    if isinstance(loaded, dict | list):
        text = yaml.dump(loaded, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=999)
    else:
        text = loaded
    (folder / "data" / "teaching" / f"{name}.yaml").write_text(text, "utf-8", newline="\n")
    forget()
    return text


def problems(folder, name, loaded):
    put(folder, name, loaded)
    return typed_yaml.problems(f"teaching/{name}.yaml", records.kind_of_file(name))


def only_problem(folder, name, loaded):
    found = problems(folder, name, loaded)
    assert len(found) == 1, found
    return found[0]


def test_every_file_of_the_pack_is_as_it_should_be():
    assert records.problems() == []
    assert sum(len(records.records(number)) for number in records.notebooks_with_records()) > 350


def test_there_is_a_record_of_every_kind():
    assert len(KINDS) == len(records.Record.__args__)


def test_a_record_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        records.records("07")["07-1"].title = "Another"


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_record_without_a_field_it_needs_is_told_with_file_line_record_and_field(pack_copy, kind):
    number, key, loaded = one_of(kind)
    for path in required(loaded, (key,)):
        lacking = without(loaded, path)
        if is_reply_to_a_vote(loaded[key], path):
            expected = "expected both or neither"
        else:
            expected = f"the field “{path[-1]}” is missing; expected "
        said = only_problem(pack_copy, number, lacking)
        assert re.match(rf"data/teaching/{number}\.yaml, line \d+, record {key}\b.*: ", said), said
        assert expected in said


MEETS = {
    "prompt": questions.ask,
    "selfcheck": questions.check,
    "exercise": questions.exercise,
    "data": sources.table,
    "activity": lambda cell_id: panel.activity(cell_id, panel.View("A view", [], None)),
}
"""Role → the word of a notebook that shows a record of it."""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind[0] in MEETS], ids=str)
def test_a_page_shows_the_sentence_as_its_note(pack_copy, kind):
    number, key, loaded = one_of(kind)
    for path in required(loaded, (key,)):
        said = only_problem(pack_copy, number, without(loaded, path))
        shown = forgiving(MEETS[kind[0]])(key)
        assert shown.plain == f"{said} {typed_yaml.MEND}"
        assert said in html.unescape(shown.html)


@pytest.mark.parametrize("name", OTHERS)
def test_an_activity_shows_the_sentence_of_its_own_file_as_its_note(pack_copy, name):
    raises = {
        "dictionary": records.dictionary,
        "lab": records.lab,
        "links": records.links,
        "marking": records.marking,
        "plans": plans.plans,
        "scholars": records.scholars,
    }
    words = {
        "articles": activities.find_the_article,
        "questions": activities.mend_the_questions,
        "sentences": activities.sort_the_sentences,
        "survey": activities.open_the_survey,
        "terms": activities.explore_the_terms,
    }
    for path in required(LOADED[name]):
        said = problems(pack_copy, name, without(LOADED[name], path))[0]
        if name in raises:
            with pytest.raises(SeminarError, match=re.escape(said)):
                raises[name]()
        else:
            assert words[name]().plain == f"{said} {typed_yaml.MEND}"


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_handout_stops_with_the_sentence(pack_copy, kind):
    number, key, loaded = one_of(kind)
    for path in required(loaded, (key,)):
        said = only_problem(pack_copy, number, without(loaded, path))
        with pytest.raises(SeminarError, match=re.escape(said)):
            handout_page.read(next(page for page in PATHS if page.name.startswith(number)))


def test_the_command_for_the_data_lists_every_problem(pack_copy, capsys):
    broken, expected = {}, []
    for number, key in KINDS.values():
        loaded = {key: LOADED[number][key]}
        for path in required(loaded, (key,)):
            name = f"07-broken-{len(broken)}"
            broken[name] = without(loaded, path)[key]
            lacking = (
                "expected both or neither" if is_reply_to_a_vote(broken[name], path) else f"the field “{path[-1]}”"
            )
            expected.append((f"record {name}", lacking))
    put(pack_copy, "07", {**LOADED["07"], **broken})
    put(pack_copy, "terms", [])
    assert main(["data"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(expected) > 120
    for record, lacking in expected:
        (line,) = [line for line in said if re.search(rf", {record}\b", line)]
        assert lacking in line
    assert any(line.startswith("data/teaching/terms.yaml, line 1: a list of 0; expected a mapping") for line in said)
    assert said[-1].startswith(f"{len(said) - 1} problems.")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "07",
            "rows_shown: [f-T211,",
            "rows_shown: [f-T299,",
            "07-trials, field rows_shown: “f-T299”; expected the name",
        ),
        ("07", "  file: face_trials", "  file: faces", "field file: “faces”; expected the name of one of the tables."),
        ("07", "revote_of: 07-vote", "revote_of: 07-votes", "record 07-revote, field revote_of: “07-votes”; expected"),
        ("07", "  vote: 07-vote", "  vote: 07-1", "field vote: “07-1”; expected the name of one of the votes."),
        ("07", "  pair: 07-", "  pair: 07-no-", "; expected the name of one of the opposite cases."),
        (
            "01",
            "    - C01\n",
            "    - C99\n",
            "record 01-w01a, field claims: “C99”; expected the name of one of the claims.",
        ),
        ("articles", "fact: f-P001", "fact: f-P999", "articles.yaml: “f-P999”; expected the name of one of the facts."),
        (
            "plans",
            "cells: {00-rules",
            "cells: {00-w00z",
            "plans.yaml: “00-w00z”; expected the name of one of the cells.",
        ),
    ],
)
def test_what_a_file_names_must_be_there(pack_copy, name, old, new, said):
    text = (TEACHING / f"{name}.yaml").read_text("utf-8")
    assert old in text
    put(pack_copy, name, text.replace(old, new, 1))
    (found,) = checking.package_problems(date.today())
    assert said in found


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_record_with_a_wrong_value_is_told_with_the_line_of_its_field(pack_copy, kind):
    number, key, loaded = one_of(kind)
    for path in fields(loaded, (key,)):
        for wrong in (None, 3.5, {} if path[-1] != "rubric" else "x"):
            given = changed(loaded, path, lambda record, name=path[-1], wrong=wrong: record.update({name: wrong}))
            text = put(pack_copy, number, given)
            said = only_problem(pack_copy, number, given)
            assert re.search(rf", field {path[-1]}: .+; expected ", said), said
            line = text.splitlines()[int(re.search(r"line (\d+)", said)[1]) - 1]
            assert line.strip().removeprefix("- ").startswith(f"{path[-1]}:"), said


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_record_with_an_unknown_field_is_told_which_there_are(pack_copy, kind):
    number, key, loaded = one_of(kind)
    for path in mappings(loaded[key]):
        given = changed(loaded, (key, *path, "colour"), lambda record: record.update(colour="red"))
        assert re.search(
            rf"record {key}\b.*, field colour: unknown; expected only \w+, ", only_problem(pack_copy, number, given)
        )


@pytest.mark.parametrize("name", OTHERS)
def test_the_other_files_tell_a_missing_wrong_or_unknown_field_too(pack_copy, name):
    loaded = LOADED[name]
    for path in required(loaded):
        said = only_problem(pack_copy, name, without(loaded, path))
        assert f"the field “{path[-1]}” is missing; expected" in said or "expected the fields" in said, path
    for path in fields(loaded):
        wrong = changed(loaded, path, lambda record, field=path[-1]: record.update({field: 3.5}))
        assert f"field {path[-1]}: “3.5”; expected" in only_problem(pack_copy, name, wrong)
    for path in mappings(loaded):
        strange = changed(
            loaded, (*path, "colour"), lambda record: isinstance(record, dict) and record.update(colour=1)
        )
        if strange != loaded:
            assert "field colour: unknown; expected only" in only_problem(pack_copy, name, strange)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("07-1:\n\trole: prompt\n", "data/teaching/07.yaml, line 2: there is a tab; expected spaces."),
        ("07-1: [\n", "data/teaching/07.yaml, line 2: "),
        ("- a\n", "data/teaching/07.yaml, line 1: a list of 1; expected a mapping"),
        ("", "data/teaching/07.yaml, line 1: empty; expected a mapping"),
        ("07-1:\n", "data/teaching/07.yaml, line 1, record 07-1: empty; expected a mapping"),
        ("07-1: {role: quiz}\n", "line 1, record 07-1, field role: “quiz”; expected one of: objectives, briefing, "),
        ("07-1: {title: A}\n", "line 1, record 07-1: the field “role” is missing; expected one of: objectives, "),
        ("07-1: {role: prompt, kind: row}\n", "field kind: “row”; expected one of: open, write, steel1, steel2, vote."),
        ("07-1: {role: prompt}\n", "record 07-1: the field “kind” is missing; expected one of: open, write, steel1, "),
        ("08-1: {role: briefing}\n", "“08-1”; expected one record for each cell id, for instance 07-1."),
        ("a: &a [*a]\n", "data/teaching/07.yaml, line 1: its parts lie too deep in one another; "),
        ("a: \x07\n", "data/teaching/07.yaml, line 1: there is a sign that no YAML file may hold; "),
        ("a: 1\n---\nb: 2\n", "data/teaching/07.yaml, line 2: "),
        ("? [a]\n: 1\n", "data/teaching/07.yaml, line 1: “?”; expected one record for each cell id, "),
    ],
)
def test_a_file_that_is_no_list_of_records_is_told_in_one_sentence(pack_copy, text, said):
    put(pack_copy, "07", text)
    with pytest.raises(SeminarError) as told:
        records.records("07")
    assert said in str(told.value)
    assert str(told.value).endswith(f". {typed_yaml.MEND}")


def test_two_equal_keys_are_told_with_both_lines(pack_copy):
    text = (TEACHING / "07.yaml").read_text("utf-8")
    line = text.splitlines().index("07-1:") + 1
    twice = text.replace("07-1:\n", "07-1:\n  title: Once\n", 1)
    said = only_problem(pack_copy, "07", twice)
    assert re.fullmatch(rf"data/teaching/07\.yaml, line \d+: “title” stands in line {line + 1} too; .+ once\.", said)


def test_every_problem_of_a_file_is_listed(pack_copy):
    loaded = copy.deepcopy(LOADED["07"])
    loaded["07-1"].update(minutes80=99, kind="row")
    del loaded["07-exercise"]["grouping"], loaded["07-exercise"]["rubric"]
    loaded["07-a"]["options"][0]["text"] = ""
    said = problems(pack_copy, "07", loaded)
    assert len(said) == 4
    assert [int(re.search(r"line (\d+)", one)[1]) for one in said] == sorted(
        int(re.search(r"line (\d+)", one)[1]) for one in said
    )


@pytest.mark.parametrize(
    ("key", "change", "said"),
    [
        ("07-a", {"options": []}, "field options: a list of 0; expected 3 to 4 entries."),
        ("07-3", {"kind": "quarrel"}, "field kind: “quarrel”; expected one of"),
        (
            "07-exercise",
            {"rubric": "good"},
            "field rubric: “good”; expected a mapping, lines such as “title: A title”.",
        ),
        ("07-exercise", {"words_min": 900, "words_max": 300}, "words_min is 900, words_max 300; expected the smaller"),
        ("07-trials", {"rows_shown": ["f-T001"] * 2}, "entry 2: “f-T001” stands before it too; expected it once."),
        ("07-w07a", {"limit": ""}, "field limit: empty; expected a text of 1 to 300 signs."),
        ("07-vote", {"minutes80": -1}, "field minutes80: “-1”; expected a whole number from 0 to 80."),
        ("07-vote", {"anonymous": 1}, "field anonymous: “1”; expected true or false."),
        ("07-1", {"title": "x" * 81}, "(81 signs); expected a text of 1 to 80 signs."),
        ("07-w01b", {"vote": "vote"}, "field vote: “vote”; expected the id of a cell, for instance 07-1."),
    ],
)
def test_a_value_beyond_its_limits_is_told(pack_copy, key, change, said):
    assert said in only_problem(pack_copy, "07", {**LOADED["07"], key: {**LOADED["07"][key], **change}})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"levels": {2: ["T"], 3: ["P"]}}, "field levels: a mapping; expected 3 entries."),
        ({"levels": {2: ["T"], 3: ["P"], 4: []}}, "field levels, 4: a list of 0; expected at least 1 entries."),
        ({"levels": {1: ["T"], 3: ["P"], 4: ["V"]}}, "field levels: “1”; expected a whole number from 2 to 4."),
        (
            {"levels": {2: ["T"], 3: ["two of P, C"], 4: ["V"]}},
            "3, entry 1: “two of P, C”; expected a tick, for instance N, or a choice such as “2 of C, O, T”.",
        ),
        (
            {"levels": {2: ["T", "X"], 3: ["P"], 4: ["V"]}},
            "field rubric: level 2 asks for “X”; expected one of the ticks T, H, P, C, G, U, V, F.",
        ),
        (
            {"levels": {2: ["T", "H", "U"], 3: ["3 of P, C"], 4: ["G", "V", "F"]}},
            "field rubric: level 3 asks for “3 of P, C”; expected fewer than there are to choose from.",
        ),
        (
            {"levels": {2: ["T", "H", "U"], 3: ["P", "C", "G"], 4: ["V"]}},
            "field rubric: no level asks for tick F; expected it under “levels”.",
        ),
        (
            {"ticks": {"tree": "A", "B": "B", "C": "C"}},
            "field ticks: “tree”; expected a capital letter, for instance N.",
        ),
        ({"ticks": {"T": "", "B": "B", "C": "C"}}, "field ticks, T: empty; expected a text of 1 to 200 signs."),
    ],
)
def test_a_rubric_that_cannot_work_is_told_in_one_sentence(pack_copy, change, said):
    loaded = copy.deepcopy(LOADED["07"])
    loaded["07-exercise"]["rubric"].update(change)
    assert said in only_problem(pack_copy, "07", loaded)


@pytest.mark.parametrize("marks", [[25, 50, 50, 100], [40, 30, 60, 80]])
def test_a_higher_level_is_worth_more(pack_copy, marks):
    given = LOADED["marking"] | {"marks": dict(enumerate(marks, 1))}
    said = only_problem(pack_copy, "marking", given)
    assert said.startswith(
        f"data/teaching/marking.yaml, line 1: marks are {', '.join(map(str, marks))}; expected more for"
    )


@pytest.mark.parametrize("right", [0, 2])
def test_a_self_check_has_one_right_option(pack_copy, right):
    loaded = copy.deepcopy(LOADED["07"])
    for number, option in enumerate(loaded["07-a"]["options"]):
        option.pop("correct", None)
        if number < right:
            option["correct"] = True
    assert f"record 07-a: {right} options are correct; expected" in only_problem(pack_copy, "07", loaded)


def test_a_vote_has_options_or_is_a_second_one(pack_copy):
    loaded = copy.deepcopy(LOADED["07"])
    del loaded["07-vote"]["options"]
    assert "record 07-vote: the field “options” is missing; " in only_problem(pack_copy, "07", loaded)


def test_a_file_that_nothing_reads_is_told(pack_copy):
    put(pack_copy, "notes", {"a": 1})
    (said,) = [one for one in records.problems() if "notes" in one]
    assert said.startswith("data/teaching/notes.yaml: nothing reads it; expected only 00, 01, ")


def test_a_text_of_the_kit_without_a_title_is_told(pack_copy):
    (pack_copy / "data" / "teaching" / "kit" / "fairness-charter.md").write_text("No title\n", "utf-8")
    assert "data/teaching/kit/fairness-charter.md, line 1: no title; expected “# Title”" in " ".join(records.problems())


def test_a_new_kernel_remembers_nothing_that_was_read():
    records.records("07")
    assert any(cache.cache_info().currsize for cache in caches())
    forget()
    assert not any(cache.cache_info().currsize for cache in caches())
