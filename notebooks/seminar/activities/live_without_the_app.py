"""W05c: fourteen tasks of a day after a tool has been taken away from an invented person in an invented place."""

from collections.abc import Mapping

import htpy as h

from seminar.course.sources import fact_links
from seminar.data.evidence import rows
from seminar.data.words import Words
from seminar.models import tools_of_a_day as day
from seminar.models.tools_of_a_day import IMPOSSIBLE, PERSON, RESULTS, SAME, SLOWER, TOOLS, Cells, Done, Way
from seminar.numbers import capital, listed, plural
from seminar.screen.controls import OneOf, OnOff
from seminar.screen.figures import bars
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import Panel, Setting, View, activity

CELL = "05-w05c"
prose = Words(CELL)
NAMES = prose.group("names")
FROM_ESSAY, FROM_FACT = "essay", "fact"
MINUTES = prose("minutes")
WORDS = {
    SAME: prose("counts.same"),
    SLOWER: prose("counts.slower"),
    PERSON: prose("counts.person"),
    IMPOSSIBLE: prose("counts.impossible"),
}
"""How many tasks have a result is said in these words."""


def people() -> list[str]:
    """The invented people, in the order of the table."""
    return list(dict.fromkeys(row.cells["person"] for row in rows("day_profiles")))


def places() -> list[str]:
    """The invented places with their years, in the order of the table."""
    return list(dict.fromkeys(row.cells["place"] for row in rows("day_profiles")))


def tasks() -> list[Cells]:
    """The tasks of a day: their words, minutes by tool, basis and facts."""
    return [row.cells for row in rows("day_tasks")]


def profile(person: str, place: str) -> Cells:
    """What each tool adds for *person* in *place*, missing where the person does not have it."""
    profiles = [row.cells for row in rows("day_profiles")]
    (found,) = (cells for cells in profiles if (cells["person"], cells["place"]) == (person, place))
    return found


def settings() -> list[Setting]:
    """The person, the place and year, and a switch for each tool."""
    return [
        Setting("person", prose("settings.person"), OneOf(tuple((one, one) for one in people())), people()[0]),
        Setting("place", prose("settings.place"), OneOf(tuple((one, one) for one in places())), places()[0]),
        *(Setting(tool, prose("take-away", tool=NAMES[tool]), OnOff(), tool == "app") for tool in TOOLS),
    ]


@forgiving
def live_without_the_app() -> Output:
    """A day without the app: who loses what, and what stands in for it."""
    return activity(CELL, View("A day", settings(), lived))


def lived(person: str, place: str, **removed: bool) -> Panel:
    """The day of *person* in *place* without the tools that are switched on in *removed*."""
    gone = {tool for tool in TOOLS if removed[tool]}
    mine = profile(person, place)
    results = [(task, day.done(task, mine, gone)) for task in tasks()]
    count = {name: sum(done.result == name for _, done in results) for name in RESULTS}
    finding = f"{person.capitalize()}, {place}: {_counts(count)}"
    text = prose(
        "text",
        taken=_taken(gone),
        person=person,
        place=place,
        count=len(results),
        counts=_counts(count),
        added=_added(results),
        before=_before(results),
        cash=_cash(mine, gone),
    )
    return Panel(finding, [_bars(count, len(results)), _table(results)], text, [_sentence(*one) for one in results])


def _counts(count: Mapping[str, int]) -> str:
    return listed(f"{count[name]} {words}" for name, words in WORDS.items())


def _taken(gone: set[str]) -> str:
    if not gone:
        return prose("nothing-taken")
    with_app = prose("with-app") if "phone" in gone and "app" not in gone else ""
    return prose("taken", tools=listed(NAMES[tool] for tool in TOOLS if tool in gone), with_app=with_app)


def _added(results: list[tuple[Cells, Done]]) -> str:
    total = sum(done.added for _, done in results)
    return prose("slower", minutes=plural(str(total), "minute")) if total else prose("none-slower")


def _before(results: list[tuple[Cells, Done]]) -> str:
    """How many tasks could not be done alone even before, or nothing."""
    already = sum(done.before.tool is None for _, done in results)
    return prose("before", tasks=already) if already else ""


def _cash(mine: Cells, gone: set[str]) -> str:
    if "cash" in gone:
        return prose("cash-gone")
    works = sum("cash" in task and "cash" in mine for task in tasks())
    return prose("cash-works", tasks=works)


def _bars(count: Mapping[str, int], total: int) -> Figure:
    shown = [(WORDS[name], count[name], name in (PERSON, IMPOSSIBLE)) for name in RESULTS]
    said = ", ".join(f"{name} {number}" for name, number, _ in shown)
    return Figure(
        lambda ink: bars(shown, total, ink, above=True),
        prose("alt", total=total, said=said),
        prose("caption", total=total),
    )


def result_in_words(done: Done) -> str:
    """The result of one task: "as before", "slower, 9 minutes more", "needs another person", "not possible"."""
    if done.result == SLOWER:
        return prose("slower-by", minutes=plural(str(done.added), "minute"))
    if done.result == SAME:
        return WORDS[SAME]
    return prose("as-before", result=done.result) if done.before.tool is None else done.result


def _way(way: Way) -> str:
    if way.tool:
        return f"{NAMES[way.tool]}, {way.minutes}\u00a0min"
    return prose("another-person") if way.person else "none"


def rests_on(task: Cells) -> h.Node:
    """Where a task comes from: the essay, facts, or our invention."""
    named = {FROM_ESSAY: prose("named"), FROM_FACT: prose("from-fact")}.get(task["basis"], "invented")
    facts = task.get("facts", "")
    return [named, facts and " ", fact_links(facts)]


def _table(results: list[tuple[Cells, Done]]) -> Table:
    body = [
        [
            [task["task"], h.br, h.span(".quiet")[rests_on(task)]],
            _way(done.before),
            _way(done.after),
            result_in_words(done),
        ]
        for task, done in results
    ]
    columns = prose.all("columns")
    return Table(prose("caption-table", minutes=MINUTES), columns, body, wide=True)


def _sentence(task: Cells, done: Done) -> str:
    way = f" ({_way(done.after)})" if done.after.tool else ""
    return f"{task['task']}: {result_in_words(done)}{way}."


def keys() -> h.Renderable:
    """What becomes of the day of each person without the super-app, in each place: for the instructor only."""

    def counts(person: str, place: str) -> str:
        results = [day.done(task, profile(person, place), {"app"}).result for task in tasks()]
        return "; ".join(f"{results.count(name)} {WORDS[name]}" for name in RESULTS if name in results)

    body = [[person.capitalize(), *(counts(person, place) for place in places())] for person in people()]
    return Table(prose("keys", count=len(tasks())), [prose("person"), *places()], body).markup()


def on_paper() -> dict[str, object]:
    """The minutes of each task with each tool, and what each person has in each place."""
    return {
        "tools": [capital(NAMES[tool]) for tool in TOOLS],
        "tasks": [
            (task["task"], *(_minutes(task, tool) for tool in TOOLS), task["helper"], "", "") for task in tasks()
        ],
        "persons": [(f"{person}, {place}", *_tools_of(person, place)) for person in people() for place in places()],
    }


def _minutes(cells: Cells, tool: str) -> str:
    return str(cells.get(tool, "–"))


def _tools_of(person: str, place: str) -> list[str]:
    mine = profile(person, place)
    return [*(f"+{_minutes(mine, tool)}".replace("+–", "–") for tool in TOOLS), mine["helper"]]


ACTIVITY = Declaration(CELL, live_without_the_app, on_paper, key=keys)
