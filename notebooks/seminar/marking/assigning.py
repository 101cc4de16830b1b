"""The copy of the pack that a class gets: it runs by itself, and holds nothing that only a teacher should read.

What a page says after an answer has to be in it, and is packed (``seminar.data.closed``). Left out or emptied for every
notebook, assigned or not: instructor's copies and run sheets, models of evidence, notes for markers, our scripts, what
to listen for. What somebody's own run left in a notebook is taken out, since it may hold answers.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import htpy as h
import yaml

from seminar.answers.sheets import web_page
from seminar.course.questions import rubric
from seminar.course.sheet_page import STYLE
from seminar.data.citations import FACT
from seminar.data.closed import closed
from seminar.data.package import lab_notebook, notebooks, stored_sources
from seminar.data.records import Exercise, marking
from seminar.data.words import Words
from seminar.files import archive, pack_folder, write_all
from seminar.marking.folder import exercise_of
from seminar.screen.page import WIDGET_VIEW

prose = Words("class-pack")

NAME = "rumour-or-reality"
HELD = (
    "LICENSE.md",
    "CITATION.cff",
    "pyproject.toml",
    "requirements.txt",
    ".gitattributes",
    ".ci/*",
    "notebooks/*.md",
    "notebooks/sources/*.md",
    "notebooks/seminar/**/*",
    "data/*.*",
    "data/evidence/*",
    "data/invented/*",
    "data/tables/*",
    "data/teaching/*.yaml",
    "handouts/made.json",
    "handouts/notebook-07.png",
    "handouts/style/*",
    "handouts/html/**/*",
    "handouts/student/*-a4.pdf",
)
"""What stands in the copy, besides the notebooks and the README."""
TEACHING = "data/teaching"
NOT_HELD = (f"{TEACHING}/plans.yaml", f"{TEACHING}/scholars.yaml")
FOR_TEACHERS = ("evidence_model", "lookfor", "slip", "looks_for")
"""The fields of a record and of its rubric that only a teacher reads; each must hold something."""
CODE_FOR_TEACHERS, NO_CODE = ("solution", "hidden", "wrong"), "pass\n"
"""The fields of a task of the data lab that hold code for a teacher, and what stands there for a class."""
SECTIONS = ("Open the pack", "Accessibility", "Licences")
"""Those of the README that concern who takes the course."""


def write_class_pack(numbers: Sequence[str], folder: Path) -> list[Path]:
    """Write the copy for a class to *folder*, and a page for each exercise of the notebooks with these *numbers*.

    Raises SeminarError for a notebook without an exercise, and where a file is missing or cannot be written.
    """
    tasks = {f"task-{number}.html": task_page(*exercise_of(number)) for number in dict.fromkeys(numbers)}
    inside = {**class_pack(), **{f"tasks/{name}": page for name, page in tasks.items()}}
    whole = archive({f"{NAME}/{path}": content for path, content in inside.items()})
    written: dict[Path, str | bytes] = {folder / f"{NAME}-class.zip": whole}
    written |= {folder / name: page for name, page in tasks.items()}
    write_all(written)
    return [*written]


def class_pack() -> dict[str, str | bytes]:
    """Path → content of every file of the copy."""
    paths = sorted({path for pattern in HELD for path in pack_folder().glob(pattern) if path.is_file()})
    contents: dict[str, str | bytes] = {"README.md": _readme()}
    for path in paths:
        name = path.relative_to(pack_folder()).as_posix()
        if name in NOT_HELD or "__pycache__" in name:
            continue
        if name.startswith(TEACHING):
            contents[name] = closed(for_students(path.read_text("utf-8")))
        else:
            contents[name] = path.read_bytes()
    pages = [*notebooks(), lab_notebook()]
    return contents | {f"notebooks/{path.name}": as_stored(path.read_text("utf-8")) for path in pages}


def _readme() -> str:
    head, *sections = re.split(r"(?m)^(?=## )", (pack_folder() / "README.md").read_text("utf-8"))
    return "".join([head, *(part for part in sections if part[3:].partition("\n")[0] in SECTIONS)])


def for_students(text: str) -> str:
    """The YAML *text* of a file of records, or of another file of that folder, without what only a teacher reads.

    A page lists the facts behind it, so the ids of all stay, in one place, and nobody sees there which of them it was
    that only a teacher reads of.
    """
    found = yaml.safe_load(text)
    if isinstance(found, dict) and "cells" in found:
        found = _without_solutions(found)
    elif isinstance(found, dict):
        found = {key: _emptied(one) for key, one in found.items() if not _is_for_instructors(one)}
        named = sorted(set(FACT.findall(text)))
        for one in found.values():
            if isinstance(one, dict) and "evidence_model" in one:
                one["evidence_model"] += f" ({', '.join(named)})"
    return yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=1_000)


def _without_solutions(found: Any) -> Any:
    """The data lab, or a part of it, without the code and the words that only a teacher reads."""
    if not isinstance(found, dict):
        return found
    kept = {key: NO_CODE if key in CODE_FOR_TEACHERS else _without_solutions(one) for key, one in found.items()}
    return kept | {key: prose("emptied") for key in FOR_TEACHERS if key in kept}


def _is_for_instructors(found: Any) -> bool:
    return isinstance(found, dict) and found.get("role") == "instructor"


def _emptied(found: Any) -> Any:
    if not isinstance(found, dict) or not {"role", "ticks"} & set(found):
        return found
    kept = {key: prose("emptied") if key in FOR_TEACHERS else one for key, one in found.items()}
    return kept | {"rubric": _emptied(kept["rubric"])} if "rubric" in kept else kept


def as_stored(text: str) -> str:
    """The notebook *text* without what a run of somebody left in it: views of widgets, and the state of these."""
    if WIDGET_VIEW not in text and '"widgets"' not in text:
        return text
    found = json.loads(text)
    found["metadata"].pop("widgets", None)
    for cell in found["cells"]:
        if "outputs" in cell:
            cell["outputs"] = [one for one in cell["outputs"] if WIDGET_VIEW not in one.get("data", {})]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def task_page(key: str, found: Exercise) -> str:
    """A page for the platform of a school: the task of the exercise *key*, how it is marked, how it is handed in."""
    title = f"{key[:2]} {found.title}"
    return web_page(title, STYLE, h.h1[title], list(_task(key, found)))


def _task(key: str, found: Exercise) -> Iterator[h.Node]:
    number = key[:2]
    yield h.p[stored_sources(number)[key]]
    yield h.p[prose("length", fewest=found.words_min, most=found.words_max, spare=marking().spare)]
    yield rubric(found).markup()
    yield h.h2[prose("how")]
    yield h.ol[(h.li[step] for step in (prose("open", number=number), *prose.all("steps")))]
    yield h.p[prose("counts")]
