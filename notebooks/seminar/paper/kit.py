"""The kit: papers for the whole course. The overview, the fairness charter, and the five habits for the wall."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from seminar import stored
from seminar.errors import SeminarError
from seminar.package import notebooks, pack_folder
from seminar.paper.forms.parts import drawn, typst_words
from seminar.paper.handouts import PAPERS, pdf, typst_text
from seminar.paper.plans import plans
from seminar.records import Length, kit_text, records

FOLDER = Path("handouts/kit")
POSTER_SIZE = "34pt"
HABITS = "00-habits"


def build() -> list[Path]:
    """Make the papers of the kit, each for every size of paper; returns the files.

    Everything is made before the first old file is replaced. Raises SeminarError, and changes nothing, for a damaged
    file, missing packages or missing fonts.
    """
    made = files()
    target = pack_folder() / FOLDER
    target.mkdir(exist_ok=True)
    for name, content in made.items():
        (target / name).write_bytes(content)
    return [target / name for name in made]


def files() -> dict[str, bytes]:
    """Name → PDF of every paper of the kit."""
    sources = {name: typst_text(title, title, words).encode() for name, (title, words) in papers().items()}
    return {
        f"{name}-{paper}.pdf": pdf({"main.typ": source}, paper) for name, source in sources.items() for paper in PAPERS
    }


def papers() -> dict[str, tuple[str, str]]:
    """Name of the file → title and Markdown of each paper."""
    return {"course-overview": _overview(), "fairness-charter": kit_text("fairness-charter"), "five-habits": _poster()}


def _overview() -> tuple[str, str]:
    title, words = kit_text("course-overview")
    return title, words.replace(":::notebooks", _notebooks()).replace(":::plans", _plans())


def _rows(head: str, widths: str, rows: Iterable[str]) -> str:
    return "\n".join([head, widths, *rows])


def _notebooks() -> str:
    """A row for each notebook: number, title, what a student can do after it, minutes."""
    rows = []
    for path in notebooks():
        number = path.name[:2]
        cells = {cell.id: cell for cell in stored.read(path).cells}
        opening = cells[f"{number}-objectives"]
        aims = "; ".join(re.findall(r"^\d\. (.+?)[;.?]$", opening.source, re.MULTILINE))
        minutes = " / ".join(
            str(sum(found.minutes(length) for found in records(number).values())) for length in get_args(Length)
        )
        rows.append(f"| {number} {stored.title(path, opening)} | {aims} | {minutes} |")
    return _rows("| Notebook | After it you can | Minutes |", "|:---------|:-----------------|:------|", rows)


def _plans() -> str:
    """A row for each course: its slot, its name, and the notebooks of each session."""
    rows = []
    for plan in plans():
        sessions = [" + ".join(dict.fromkeys(p.notebook for p in parts if p.notebook)) for parts in plan.sessions]
        before = f"; before: {', '.join(plan.homework)}" if plan.homework else ""
        rows.append(f"| {len(plan.sessions)} × {plan.minutes} | {plan.title} | {' · '.join(sessions)}{before} |")
    return _rows("| Sessions × minutes | Course | Notebooks of each session |", "|:---|:-----|:--------|", rows)


def _poster() -> tuple[str, str]:
    """The five habits of notebook 00, large enough for a wall."""
    cells = {cell.id: cell for cell in stored.read(notebooks()[0]).cells}
    habits = re.findall(r"^\d\. \*(.+?)\.\* (.+)$", cells[HABITS].source, re.MULTILINE)
    if not habits:
        raise SeminarError(
            f"The cell {HABITS} of notebook 00 has no numbered habits, such as “1. *Name the thing.* …”."
        )
    blocks = [
        f"#block(below: 0.9em)[*{number}. {typst_words(name)}.* \\ #text(0.8em)[{typst_words(words)}]]"
        for number, (name, words) in enumerate(habits, 1)
    ]
    large = f"#v(1em)\n#set text({POSTER_SIZE})\n#set par(first-line-indent: 0pt, leading: 0.5em)"
    return "Five habits", drawn("\n".join([large, *blocks]))
