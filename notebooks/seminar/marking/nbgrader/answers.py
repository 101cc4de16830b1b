"""What somebody wrote, taken out of a notebook that was handed in and put into the one that was handed out.

A cell that was copied, split, moved, turned into code or has lost what nbgrader knows it by is still found: by that, by
its id, by its words, and else by where it stands. Nothing else of a notebook is used: no output, no attachment, no
metadata. What was written is made plain, since nbgrader shows it on a page that may do all that its marker may.
"""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seminar.answers.sheets import TEXT, Parts, record_of, strict_json
from seminar.data.records import Activity, Exercise
from seminar.data.words import Words

prose = Words("nbgrader")

Notebook = dict[str, Any]
Cell = dict[str, Any]
_STEP = re.compile(r"\\(?=[A-Za-z])")
_INERT = str.maketrans({"&": "&amp;", "<": "&lt;", "[": "&#91;", "!": "&#33;"})
_BROKEN = "&#92;&#8288;"
"""A backslash and a sign without a width, after which no formula begins that could hold a link."""


@dataclass(frozen=True)
class Taken:
    """The *notebook* to be marked, and what was *found* in the one that was handed in: names of sentences."""

    notebook: Notebook
    found: tuple[str, ...]


def read_notebook(text: str) -> Notebook:
    """The notebook in *text*. Raises ValueError where it is none, or of a form older than version 4."""
    found = strict_json(text)
    if not isinstance(found, dict) or found.get("nbformat") != 4 or not isinstance(found.get("cells"), list):
        raise ValueError("no notebook")
    return {**found, "cells": [_cell(one) for one in found["cells"]]}


def _cell(found: Any) -> Cell:
    source = found.get("source") if isinstance(found, dict) else None
    lines = [source] if isinstance(source, str) else source
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ValueError("a cell without words")
    metadata = found.get("metadata")
    return {**found, "source": "".join(lines), "metadata": metadata if isinstance(metadata, dict) else {}}


def inert(text: str) -> str:
    """*text* as Markdown in which no HTML, no link, no picture and no command of a formula is left."""
    return _STEP.sub(_BROKEN, text.translate(_INERT))


def taken(release: Notebook, handed: Notebook, sheets: Mapping[str, str]) -> Taken | None:
    """The *release* with what stands in *handed*, and in the *sheets* beside it (question → text).

    None where nothing in *handed* comes from that release: it belongs to another assignment.
    """
    placed = _Placed(release["cells"], handed["cells"])
    return placed.filled(release, sheets) if placed.seen else None


class _Placed:
    """The cells of a notebook that was *handed* in, each put where it belongs among the *cells* of the release."""

    def __init__(self, cells: Sequence[Cell], handed: Sequence[Cell]) -> None:
        self._cells = cells
        self._answers = [at for at, cell in enumerate(cells) if is_answer(cell)]
        self._runs = any(cells[at]["cell_type"] == "code" for at in self._answers)
        self._by_key = {key_of(cell): at for at, cell in enumerate(cells)}
        self._by_id = {cell.get("id"): at for at, cell in enumerate(cells)}
        self._by_words = {cell["source"].strip(): at for at, cell in enumerate(cells) if not is_answer(cell)}
        self.seen: set[int] = set()
        self._texts: dict[int, list[str]] = {}
        self._code: dict[int, list[str]] = {}
        self._found: list[str] = []
        self._here = 0
        for cell in handed:
            self._place(cell)

    def _place(self, cell: Cell) -> None:
        own = self._home(cell)
        if own is None:
            self._place_loose(cell)
            return
        self._here, known = own, self._cells[own]
        if own in self.seen:
            self._found.append("copied")
        self.seen.add(own)
        if is_answer(known):
            self._add(own, cell["source"])
            if cell["cell_type"] != known["cell_type"]:
                self._found.append("other-kind")
        elif cell["source"] != known["source"] and known["source"] in cell["source"]:
            self._add(self._near(own), cell["source"].replace(known["source"], "", 1))

    def _home(self, cell: Cell) -> int | None:
        """Which cell of the release it is: by what nbgrader knows it by, by its id, or by its words."""
        ways = ((self._by_key, key_of(cell)), (self._by_id, cell.get("id")), (self._by_words, cell["source"].strip()))
        return next((known[name] for known, name in ways if name and name in known), None)

    def _place_loose(self, cell: Cell) -> None:
        if not cell["source"].strip():
            return
        if self._runs and cell["cell_type"] == "code":
            self._code.setdefault(self._here, []).append(cell["source"])
            return
        self._add(self._near(self._here), cell["source"])
        self._found.append("loose")

    def _near(self, at: int) -> int:
        """The cell for words that belongs to the cell *at*: itself, else the next one, else the one before."""
        words = [one for one in self._answers if self._cells[one]["cell_type"] == "markdown"]
        return next((one for one in words if one >= at), words[-1])

    def _add(self, at: int, text: str) -> None:
        if text.strip() and text.strip() != self._cells[at]["source"].strip():
            self._texts.setdefault(at, []).append(text.strip())

    def filled(self, release: Notebook, sheets: Mapping[str, str]) -> Taken:
        """The release with all that was placed, and what is in the *sheets*."""
        found = [*self._found]
        cells = copy.deepcopy([*self._cells])
        texts = {at: [*dict.fromkeys(self._texts.get(at, []))] for at in self._answers}
        for at, typed in texts.items():
            sheet = sheets.get(key_of(cells[at]), "").strip()
            if sheet and typed and sheet not in typed:
                found.append("two-answers")
            typed += [sheet] if sheet and sheet not in typed else []
        if not any(texts.values()):
            found.append("no-answer")
        for at, several in texts.items():
            if not several and at not in self.seen:
                found.append("deleted" if cells[at]["cell_type"] == "markdown" else "deleted-code")
            cells[at]["source"] = self._written(at, several)
        made = [one for at, cell in enumerate(cells) for one in (cell, *map(_code, self._code.get(at, [])))]
        return Taken({**release, "cells": made}, tuple(dict.fromkeys(found)))

    def _written(self, at: int, several: Sequence[str]) -> str:
        """What stands in the answer *at*; a sentence where there is nothing, so that a person looks."""
        cell = self._cells[at]
        if cell["cell_type"] == "code":
            return "\n\n".join(several) or cell["source"]
        if several:
            return f"\n\n{prose('and')}\n\n".join(map(inert, several))
        if at not in self.seen:
            return prose("was-deleted")
        return cell["source"] if self._runs else prose("was-empty")


def _code(source: str) -> Cell:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}


def key_of(cell: Cell) -> str:
    """The id by which nbgrader knows *cell*, "" for none."""
    said = cell["metadata"].get("nbgrader")
    key = said.get("grade_id") if isinstance(said, dict) else None
    return key if isinstance(key, str) else ""


def is_answer(cell: Cell) -> bool:
    """Whether a student fills that *cell* of a release."""
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def texts_of(answers: Mapping[str, str | Parts]) -> dict[str, str]:
    """Question → text, of the *answers* of a sheet; what an exercise brings along stands below its text."""
    texts = {key: "\n\n".join(_lines(key, value)) for key, value in answers.items()}
    for key in answers:
        if isinstance(found := record_of(key), Exercise):
            texts[key] = "\n\n".join([texts[key], *(texts[other] for other in found.brings if other in texts)])
    return texts


def _lines(key: str, value: str | Parts) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        return
    found = record_of(key)
    labels = found.kept if isinstance(found, Activity) else found.asks if isinstance(found, Exercise) else {}
    if words := value.get(TEXT):
        yield str(words)
    for name, label in labels.items():
        part = value.get(name, "")
        said = part if isinstance(part, str) else "; ".join(f"{card}: {side}" for card, side in part.items())
        if said:
            yield f"{label}: {said}"
