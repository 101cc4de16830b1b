"""W00a: groups for a class, and the minutes of a notebook."""

from collections import Counter

from seminar.data.records import Length, notebooks_with_records, records, running_minutes, title
from seminar.data.words import Words
from seminar.models.groups import FEWEST_STUDENTS, MOST_STUDENTS, group_sizes
from seminar.numbers import plural
from seminar.screen.controls import OneOf, OnOff, evenly
from seminar.screen.figures import rows_of_dots
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "00-w00a"
prose = Words(CELL)
SESSIONS = OneOf((("minutes80", "80 minutes"), ("minutes40", "40 minutes")))


@forgiving
def plan_the_room() -> Output:
    """The room planner: groups of three to five, and what happens when."""
    titles = tuple((number, f"{number} {title(number)}") for number in notebooks_with_records())
    settings = [
        Setting("students", prose("settings.students"), evenly(FEWEST_STUDENTS, MOST_STUDENTS), 16),
        Setting("preferred", prose("settings.preferred"), evenly(3, 5), 4),
        Setting("session", prose("settings.session"), SESSIONS, "minutes80"),
        Setting("alone", prose("settings.alone"), OnOff(), False),
        Setting("notebook", prose("settings.notebook"), OneOf(titles), "00"),
    ]
    return activity(CELL, View("Plan the room", settings, plan))


def run(notebook: str, session: Length) -> list[tuple[int, int, str]]:
    """From minute, to minute and title of each cell with time in *session* (minutes80, minutes40 or self)."""
    found = records(notebook)
    return [(start, end, found[key].title) for key, (start, end) in running_minutes(found, session).items()]


def groups_in_words(sizes: list[int]) -> str:
    """The sizes as a sentence: "16 students make 4 groups of 4"."""
    counted = sorted(Counter(sizes).items(), reverse=True)
    start = prose("groups", students=sum(sizes), count=len(sizes))
    if len(counted) == 1:
        return prose("groups-equal", groups=start, size=sizes[0])
    return f"{start}: {' and '.join(prose('groups-of', count=count, size=size) for size, count in counted)}"


def plan(students: int, preferred: int, session: Length, alone: bool, notebook: str) -> Panel:
    """The room for these settings: groups (or none, alone) and the run of *notebook*."""
    if alone:
        rows = run(notebook, "self")
        finding = prose("finding-alone", minutes=plural(str(rows[-1][1]), "minute"))
        return Panel(finding, [_run_table(rows)], prose("text-alone", finding=finding))
    sizes, rows = group_sizes(students, preferred), run(notebook, session)
    finding = groups_in_words(sizes)
    text = prose("text", finding=finding, notebook=notebook, minutes=rows[-1][1])
    return Panel(finding, [_picture(sizes), _size_table(sizes), _run_table(rows)], text)


def _picture(sizes: list[int]) -> Figure:
    return Figure(
        lambda ink: rows_of_dots(sizes, ink),
        prose("picture-alt", sizes=", ".join(map(str, sizes))),
        prose("picture-caption"),
    )


def _size_table(sizes: list[int]) -> Table:
    rows = [[prose("group", number=i), str(size)] for i, size in enumerate(sizes, 1)]
    return Table(prose("size-table-caption"), prose.all("size-table-columns"), rows, numbers=frozenset({1}))


def _run_table(rows: list[tuple[int, int, str]]) -> Table:
    cells = [[prose("minutes", start=start, end=end), title] for start, end, title in rows]
    return Table(prose("run-table-caption"), prose.all("run-table-columns"), cells)


def on_paper() -> dict[str, object]:
    """For every class, the groups that it makes at each of three sizes."""
    sizes = (3, 4, 5)
    return {
        "sizes": sizes,
        "classes": {
            students: [group_sizes(students, size) for size in sizes]
            for students in range(FEWEST_STUDENTS, MOST_STUDENTS + 1)
        },
    }


ACTIVITY = Declaration(CELL, plan_the_room, on_paper)
