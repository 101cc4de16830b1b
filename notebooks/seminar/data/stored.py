"""A notebook as it is stored, read without a kernel: the still views of its cells, and its words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from seminar.commands import seminar
from seminar.errors import SeminarError

if TYPE_CHECKING:
    from nbformat import NotebookNode

_HOW_TO_RUN = re.compile(r"\n\n[^\n]*\*\*Run(?: All Cells)?\*\*[^\n]*")


def read(path: Path) -> NotebookNode:
    """The notebook at *path*. Raises SeminarError if it is missing or damaged."""
    import nbformat  # Its checks take half a second to load, and no page that runs reads a stored one.

    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise SeminarError(f"The file notebooks/{path.name} cannot be read as a notebook ({error}).") from error


LOCK = {"editable": False, "deletable": False}
"""What JupyterLab and Notebook heed in the metadata of a cell: no key changes it and none removes it."""
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
"""The kernel of every notebook that the pack makes."""
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": "3.11.7",
}
"""What the kernel says of itself: a notebook that has it is not changed by being opened."""
LATER = "seminar_later"
"""In the metadata of an output: what comes after a guess. The plain edition and paper show it, in their own place."""
OPEN = "open"
"""The tag of a cell in which readers write code of their own: it is never locked."""


def is_read(cell: NotebookNode) -> bool:
    """Whether *cell* is there to be read: prose, or code that is hidden."""
    hidden = cell.metadata.get("jupyter", {}).get("source_hidden", False)
    return OPEN not in cell.metadata.get("tags", []) and (cell.cell_type == "markdown" or hidden)


def lock(notebook: NotebookNode) -> None:
    """Keep the cells of *notebook* that are there to be read from every stray key."""
    unlock(notebook)
    for cell in filter(is_read, notebook.cells):
        cell.metadata.update(LOCK)


def unlock(notebook: NotebookNode) -> None:
    """Let every cell of *notebook* be edited, moved and removed."""
    for cell in notebook.cells:
        for name in LOCK:
            cell.metadata.pop(name, None)


def title(path: Path, cell: NotebookNode) -> str:
    """The words after “# ” with which *cell* of the notebook at *path* begins. Raises SeminarError if it does not."""
    found = re.match(r"# (.+)\n?", cell.source)
    if not found:
        raise SeminarError(f"The file notebooks/{path.name}, cell {cell.id}: expected “# Title” on its first line.")
    return found[1]


def words(cell: NotebookNode) -> str:
    """The Markdown of *cell* without paragraphs that tell how to run the page."""
    return _HOW_TO_RUN.sub("", cell.source)


_ON_SCREEN = re.compile(r' ?<span class="screen">.*?</span>')
"""Words of a notebook that are marked as being for a live page only."""
_CLASS_HEAD, _CLASS_END = re.compile(r"<details><summary>(.*?)</summary>"), "\n\n</details>"
"""Words that fold up on a screen, under a line that says for whom they are."""
_TABLE_HEAD = re.compile(r'<details class="seminar-(?:folded|covered)"><summary>.*?</summary>|</details>')
_RUN_THIS = re.compile(r"Choose Run, then [^<.]*\. ?")
_RUN_TO_ANSWER = re.compile(r"(<p[^>]*>)?Choose Run, then [^<.]*\.(?: Or [^<.]*\.)?(?(1)</p>)")
_POINTS = re.compile(r'<ol class="seminar-points">.*?</ol>', re.DOTALL)


def on_paper(text: str) -> str:
    """*text* (Markdown) ``to_read``; what folds up on a screen is open."""
    return to_read(_CLASS_HEAD.sub(r"**\1.**", text).replace(_CLASS_END, ""))


def to_read(text: str) -> str:
    """*text* (Markdown) without the words that are marked as being for a live page, and a line left empty by that."""
    lines = [(line, _ON_SCREEN.sub("", line)) for line in text.split("\n")]
    kept = [left for line, left in lines if left == line or re.search(r"\w{2}", left)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept))


def still_on_paper(cell: NotebookNode) -> str:
    """The still view of a code *cell* without the sentence that says how to run it.

    Its points go too: they read out its tables for somebody who cannot see them, and on paper would print them twice.
    """
    return _POINTS.sub("", _TABLE_HEAD.sub("", _RUN_THIS.sub("", still(cell))))


def still_to_read(cell: NotebookNode) -> str:
    """The still view of a code *cell* without what says how to run it or where else to answer: it can only be read."""
    return _RUN_TO_ANSWER.sub("", still(cell))


def still(cell: NotebookNode) -> str:
    """The HTML of the still view of a code *cell*. Raises SeminarError where none is stored."""
    return _shown(cell).data["text/html"]


def later(cell: NotebookNode) -> str:
    """The HTML of what a code *cell* shows after a guess, "" where it asks for none. Raises as ``still`` does."""
    return _shown(cell).metadata.get(LATER, "")


def later_on_paper(cell: NotebookNode) -> str:
    """The same for paper, without what would be printed twice."""
    return _POINTS.sub("", later(cell))


def _shown(cell: NotebookNode) -> NotebookNode:
    for output in cell.get("outputs", []):
        if "text/html" in output.get("data", {}):
            return output
    raise SeminarError(f"The cell {cell.id} has no stored view. Run “{seminar(f'build {cell.id[:2]}')}” first.")
