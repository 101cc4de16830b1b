"""The first and the last line of a notebook: where its answers are kept, and whether all of its cells ran."""

from collections.abc import Mapping

import htpy as h
from IPython import get_ipython
from IPython.core.interactiveshell import ExecutionResult
from markupsafe import Markup

from seminar.answers.keeping import promise, stay
from seminar.answers.store import place, way_to
from seminar.commands import seminar
from seminar.course.questions import block, pane
from seminar.data.package import notebook_cells, stored_sources
from seminar.data.records import Activity, Data, Exercise, Prompt, Record, SelfCheck, notebooks_with_records, records
from seminar.data.words import Words
from seminar.files import from_home, pack_folder
from seminar.numbers import plural
from seminar.screen.controls import Sources, Storage, Top
from seminar.screen.live import Part
from seminar.screen.page import Output, forgiving
from seminar.screen.showing import cell_now
from seminar.screen.style import stylesheet
from seminar.surroundings import another_pack, in_browser, in_front, on_a_hub, own_folder, page_is_fixed

prose = Words("readiness")

OPERATED = (Activity, Data, Exercise, Prompt, SelfCheck)
"""The records of what a code cell shows."""
_ran: dict[str, bool] = {}
"""Cell id → whether the cell ended without an error when it last ran."""


def watch() -> None:
    """Note from now on which cells run and how they end; called when a notebook imports the pack."""
    shell = get_ipython()
    if shell is not None and _note not in shell.events.callbacks["post_run_cell"]:
        shell.events.register("post_run_cell", _note)


def _note(result: ExecutionResult) -> None:
    cell_id = cell_now()  # not what IPython was told: a kernel in a browser tells it nothing
    if cell_id:
        _ran[cell_id] = result.success


def boxes(number: str) -> dict[str, str]:
    """Cell id → title of every code cell that the notebook of that number has or should have, in order.

    A cell that somebody has removed is found by its record. Raises SeminarError where there is no such notebook.
    """
    there = [cell["id"] for cell in notebook_cells(number) if cell["cell_type"] == "code"]
    asked = [_box(key, found) for key, found in records(number).items() if isinstance(found, OPERATED)]
    return {key: _title(number, key) for key in dict.fromkeys([*there, *asked])}


def _box(key: str, found: Record) -> str:
    """The id of the code cell of a record: under a question stands the box for its answer."""
    return f"{key}-box" if isinstance(found, Prompt | Exercise) else key


def _title(number: str, key: str) -> str:
    found = records(number).get(key.removesuffix("-box"))
    return found.title if found else prose.group("cells").get(key.removeprefix(f"{number}-"), key)


def verdict(number: str) -> str:
    """What the last line says: that all cells but this one ran, or which are missing."""
    waiting = [title for key, title in boxes(number).items() if not _ran.get(key) and key != f"{number}-ready"]
    if not waiting:
        return prose("ready")
    return prose("not-yet", count=plural(str(len(waiting)), "part"), titles="; ".join(waiting))


def hindrances() -> list[str]:
    """What of another pack or Python stands before what this page needs, and what to do; most often nothing."""
    found = [prose("in-front", package=name, folder=from_home(folder)) for name, folder in in_front().items()]
    if another_pack():
        here, read = from_home(own_folder()), from_home(pack_folder())
        found.append(prose("another-pack", here=here, read=read, command=seminar("doctor --fix")))
    return found


def kept(number: str) -> str:
    """Where answers are saved and who can read them, and that they are not in the page, where that cannot be saved.

    In a browser no page of the course can be: a copy that it keeps would hide every newer page. Raises SeminarError
    where answers cannot be saved.
    """
    said = prose(f"kept.{stay()}", place=way_to() if on_a_hub() else place())
    fixed = number in notebooks_with_records() if in_browser() else page_is_fixed()
    return f"{said} {prose('fixed')}" if fixed else said


@forgiving
def style_block() -> Output:
    """The style of the pack, put out once by the first code cell of each notebook, with a line on the answers."""

    number, differs = cell_now()[:2], pane(announce=True)

    def compare(cells: Mapping[str, str]) -> None:
        other = prose("differs-in-browser") if in_browser() else prose("differs")
        differs.html = "" if cells == stored_sources(number) else str(h.p[other])

    def live() -> Part:
        line, before = pane(announce=True), pane(h.p[line] for line in hindrances())

        def say_how_long(promised: bool = False) -> None:
            promise(promised)
            line.html = str(h.p(".status")[kept(number)])

        say_how_long()
        unseen = [Sources(compare)] if number in notebooks_with_records() else []
        return block("start", line, before, differs, *unseen, *([Storage(say_how_long)] if in_browser() else []))

    still = h.fragment[h.style[Markup(stylesheet())], h.p(".status")[prose("not-live")]]
    return Output(still, prose("plain"), live)


@forgiving
def ready(number: str) -> Output:
    """The last cell of the notebook of that number ("07")."""
    boxes(number)
    waiting = prose("waiting")

    def live() -> Part:
        return block("check", pane(h.p(".status")[verdict(number)], announce=True), Top(label=prose("top")))

    return Output(h.p[waiting], waiting, live)
