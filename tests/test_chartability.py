"""Chartability's questions have an answer for each kind of figure, and what an answer names as its proof is a test."""

import ast
import base64
import re
from functools import cache

import pytest
import yaml
from opinions import WAIVED
from support import NAMES, PACK, PATHS, read

TESTS, PACKAGE = PACK / "tests", PACK / "notebooks" / "seminar"
AUDIT = yaml.safe_load((TESTS / "chartability.yaml").read_text("utf-8"))
EVERY = [line for lines in AUDIT["every"].values() for line in lines]
OF_THE_DRAWING = [line["question"] for line in AUDIT["of the drawing"]]
ANSWERS = [*EVERY, *(line for kind in AUDIT["kinds"].values() for line in kind.values())]


def draws(path):
    """Whether the module at *path* draws a picture of its own: it takes ``svg`` from the drawings."""
    found = ast.walk(ast.parse(path.read_text("utf-8")))
    taken = [each for each in found if isinstance(each, ast.ImportFrom) and each.module == "seminar.screen.drawing"]
    return any(name.name == "svg" for each in taken for name in each.names)


def test_every_module_that_draws_is_a_kind_of_figure():
    drawing = [path for path in PACKAGE.rglob("*.py") if draws(path)]
    assert {path.parent.name for path in drawing} == {"screen"}
    assert sorted(path.stem for path in drawing) == sorted(AUDIT["kinds"])


def test_there_are_fifty_questions_and_none_twice():
    questions = [*(line["question"] for line in EVERY), *OF_THE_DRAWING]
    assert len(set(questions)) == len(questions) == 50


@pytest.mark.parametrize("kind", AUDIT["kinds"])
def test_each_kind_of_figure_has_a_line_for_each_question_about_the_drawing(kind):
    assert [*AUDIT["kinds"][kind]] == OF_THE_DRAWING


def test_an_answer_has_a_proof_or_a_reason_and_one_that_is_not_held_says_what_is_missing():
    for line in ANSWERS:
        assert line["answer"] in ("holds", "does not arise", "not held")
        assert line.get("why" if line["answer"] == "not held" else "proof", line.get("why")), line


@cache
def named_in(file):
    """The names of the tests in a file below ``tests/``."""
    tree = ast.walk(ast.parse((TESTS / file).read_text("utf-8")))
    return {each.name for each in tree if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")}


BY_EYE, MOST_BY_EYE = "eyes", 10
"""What shows that a finding is none where no test does, and how often that may be."""
PROOFS = {line["proof"] for line in (*ANSWERS, *WAIVED) if "proof" in line} - {BY_EYE}


@pytest.mark.parametrize("proof", sorted(PROOFS))
def test_what_is_named_as_a_proof_is_a_test(proof):
    file, _, name = proof.partition("::")
    assert name in named_in(file) if name else named_in(file)


def test_a_waiver_says_of_which_engine_what_where_and_why():
    for line in WAIVED:
        assert line.keys() - {"unless"} == {"engine", "rule", "where", "at", "why", "proof"}
        assert line["where"] not in ("*", ":root", "body", "main")
        assert line["at"] in ("plain", "live")
        assert line["proof"] == BY_EYE or "::" in line["proof"]
    assert sum(line["proof"] == BY_EYE for line in WAIVED) <= MOST_BY_EYE


@cache
def stored_pictures():
    """The SVG of every picture that is stored in a notebook."""
    outputs = [output for path in PATHS for cell in read(path).cells for output in cell.get("outputs", [])]
    found = re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", str(outputs))
    return [base64.b64decode(picture).decode() for picture in found]


def test_no_letter_of_a_stored_picture_is_smaller_than_12_pixels():
    sizes = [float(size) for picture in stored_pictures() for size in re.findall(r'font-size="([\d.]+)', picture)]
    assert len(stored_pictures()) > 5 * len(NAMES)
    assert min(sizes) >= 12


def test_nothing_in_a_stored_picture_moves_or_takes_the_focus():
    for picture in stored_pictures():
        assert not re.search(r"<animate|<set\b|<script|tabindex|<a\b|@keyframes", picture)


def test_nothing_takes_the_ring_of_the_focus_away():
    """But from the text as a whole, to which the link past the links leads."""
    rules = [line for path in (PACKAGE / "screen").glob("*.css") for line in path.read_text("utf-8").splitlines()]
    ring = [line for line in rules if ":focus-visible" in line]
    assert any(line.startswith(".seminar :focus-visible { outline: 2px solid") for line in ring)
    assert [line for line in rules if re.search(r"outline: *(none|0)", line)] == [
        ".edition main:focus { outline: none; }"
    ]
