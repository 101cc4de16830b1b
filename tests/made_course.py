"""A course of nbgrader in which students handed in exercise 06: sound notebooks, and twelve that are not."""

import copy
import json

import made_class
from seminar.answers.sheets import as_json

NAME, KEY = "seminar-06", "06-exercise"
FILE = f"{NAME}.ipynb"
STUB = "YOUR ANSWER HERE"
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> [click](javascript:alert(3)) ![p](data:image/svg+xml,x) "
    "[ref][r] $\\href{javascript:alert(4)}{x}$ &#60;script&#62; <http://example.org>\n\n[r]: javascript:alert(5)"
)


def answered(release, text):
    """The notebook handed out, with *text* in the cell of the exercise."""
    made = copy.deepcopy(release)
    cell_of(made)["source"] = text
    return made


def cell_of(notebook, key=KEY):
    (cell,) = [one for one in notebook["cells"] if one["metadata"].get("nbgrader", {}).get("grade_id") == key]
    return cell


def markdown(source):
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def sound(release, count):
    """Student → file → content, of whom each has a text: typed, or on a sheet beside the notebook as it came."""
    found = {}
    for n in range(count):
        text, student = made_class.text(f"sound {n}"), f"sound{n:02d}"
        typed = n % 3
        found[student] = {FILE: json.dumps(answered(release, text) if typed else release)}
        if not typed:
            found[student][made_class.page(n)[0]] = made_class.page(n)[1]
    found["sound01"] = {FILE: json.dumps(answered(release, HOSTILE))}
    return found


def broken(release):
    """Student → file → content, of the twelve."""
    text = made_class.text
    whole = {name: answered(release, text(name)) for name in ("copied", "code", "lost", "loose", "split", "renamed")}
    deleted = copy.deepcopy(release)
    deleted["cells"].remove(cell_of(deleted))
    whole["copied"]["cells"].append({**cell_of(whole["copied"]), "id": "copy", "source": text("copied too")})
    cell_of(whole["code"]).update(cell_type="code", outputs=[], execution_count=None)
    for cell in whole["lost"]["cells"]:
        cell["metadata"], cell["id"] = {}, f"new-{cell['id']}"
    cell_of(whole["loose"])["source"] = STUB
    whole["loose"]["cells"].append(markdown(text("loose")))
    cell_of(whole["split"])["source"] = text("split")
    whole["split"]["cells"].append({**cell_of(whole["split"]), "id": "half", "source": text("other half")})
    foreign = {**release, "cells": [markdown("# Homework of another course")]}
    return {
        "deleted": {FILE: json.dumps(deleted)},
        "renamed": {"06-final.ipynb": json.dumps(whole["renamed"])},
        "truncated": {FILE: json.dumps(answered(release, text("truncated")))[:900]},
        "copied": {FILE: json.dumps(whole["copied"])},
        "code": {FILE: json.dumps(whole["code"])},
        "lost": {FILE: json.dumps(whole["lost"])},
        "loose": {FILE: json.dumps(whole["loose"])},
        "split": {FILE: json.dumps(whole["split"])},
        "sheet": {"sheet-06-ABCD2345.json": as_json(made_class.sheet("sheet"))},
        "badsheet": {FILE: json.dumps(release), "sheet-06-XXXX2345.html": "[" * 100_000},
        "foreign": {FILE: json.dumps(foreign)},
        "nothing": {"notes.txt": "I could not do it."},
    }


def submitted(course, students, name=NAME):
    """Put what *students* handed in where nbgrader expects it."""
    for student, files in students.items():
        folder = course / "submitted" / student / name
        folder.mkdir(parents=True)
        for file, content in files.items():
            (folder / file).write_text(content, "utf-8")


TOLD = {
    "deleted": "A cell for an answer was deleted.",
    "renamed": "The notebook was called 06-final.ipynb.",
    "truncated": "There is nothing that can be marked.",
    "copied": "A cell was copied or split.",
    "code": "A cell for an answer was turned into code.",
    "lost": "Words stood outside the cells for answers.",
    "loose": "Words stood outside the cells for answers.",
    "split": "A cell was copied or split.",
    "sheet": "No notebook can be used.",
    "badsheet": "There is no answer in it.",
    "foreign": "belongs to another assignment",
    "nothing": "There is nothing that can be marked.",
}
"""Student → what is said of that folder."""
WAITING = ("truncated", "foreign", "nothing")
"""Those of them who have to hand in again."""
