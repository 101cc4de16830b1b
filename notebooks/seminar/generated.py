"""Every file made from ``data/``: the pages of sources and of the glossary, the datasheet and the list of sources."""

import csv
import io
import os
from datetime import date

import nbformat

from seminar import datasheet, descriptions, glossary_page, sources_page
from seminar.checking import package_problems
from seminar.errors import SeminarError
from seminar.package import pack_folder, sources


def _source_list() -> str:
    """The text of ``data/evidence/sources.csv``: id and title of each source, for foreign keys."""
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(["id", "title"])
    table.writerows([key, entry["title"]] for key, entry in sorted(sources().items()))
    return lines.getvalue()


def _notebook(page: nbformat.NotebookNode) -> str:
    return nbformat.writes(page) + "\n"


def files() -> dict[str, str]:
    """Path below the pack → text, for every file that is made from ``data/``."""
    return {
        **{f"notebooks/{path}": _notebook(page) for path, page in sources_page.pages().items()},
        f"notebooks/{glossary_page.PAGE}": _notebook(glossary_page.page()),
        "data/datapackage.json": descriptions.text(),
        "data/README.md": datasheet.datasheet(),
        "data/evidence/sources.csv": _source_list(),
    }


def check(today: date) -> None:
    """Raise SeminarError with every problem of the data, a line each, if there is any."""
    problems = package_problems(today)
    if problems:
        raise SeminarError("\n".join([*problems, f"{len(problems)} problems. Nothing was written."]))


def write(today: date) -> list[str]:
    """Write every file that is made from ``data/`` and return their paths; all or none.

    Raises SeminarError, and writes nothing, if the data have a problem.
    """
    descriptions.refresh()
    listed = pack_folder() / "data" / "evidence" / "sources.csv"
    before = listed.read_bytes() if listed.is_file() else b""
    listed.write_text(_source_list(), "utf-8", newline="\n")
    try:
        check(today)
        texts = files()
    except SeminarError:
        listed.write_bytes(before)
        raise
    for path, text in texts.items():
        target = pack_folder() / path
        target.parent.mkdir(exist_ok=True)
        half = target.with_name(f".{target.name}.new")
        half.write_text(text, "utf-8", newline="\n")
        os.replace(half, target)
    return list(texts)
