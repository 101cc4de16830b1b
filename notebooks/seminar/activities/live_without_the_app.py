"""W05c: fourteen tasks of a day after a tool has been taken away from five invented people in an invented place."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache, partial

import htpy as h

from seminar.course.sources import fact_links
from seminar.data.evidence import rows
from seminar.data.words import Words
from seminar.models import tools_of_a_day as day
from seminar.models.tools_of_a_day import IMPOSSIBLE, PERSON, RESULTS, SAME, SLOWER, TOOLS, Cells, Done, Way
from seminar.numbers import capital, listed, plural
from seminar.screen import day_grid
from seminar.screen.controls import OneOf, OnOff, evenly
from seminar.screen.day_grid import Sign
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked, Guess, Guessed, distance
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
    """The place and year, and a switch for each tool."""
    return [
        Setting("place", prose("settings.place"), OneOf(tuple((one, one) for one in places())), places()[0]),
        *(Setting(tool, prose("take-away", tool=NAMES[tool]), OnOff(), tool == "app") for tool in TOOLS),
    ]


def guess() -> Guess:
    """For how many people nothing changes without the app, where the activity begins."""
    question = prose("guess.question", place=places()[0], count=len(people()), tasks=len(tasks()))
    before = prose("guess.before", people=listed(people()))
    return Guess(question, prose("guess.label"), evenly(0, len(people())), 1, before=before)


@forgiving
def live_without_the_app() -> Output:
    """A day without the app: who loses what, and what stands in for it."""
    return activity(CELL, View("A day", settings(), lived, guess=guess()))


Day = list[Done]
"""What becomes of each of ``tasks()`` for one person."""


def days_in(place: str, gone: Collection[str]) -> dict[str, Day]:
    """The day of each of ``people()`` in *place* without the tools that are *gone*."""
    every = tasks()
    return {
        person: [day.done(task, mine, gone) for task in every]
        for person in people()
        for mine in [profile(person, place)]
    }


def unchanged(days: Mapping[str, Day]) -> list[str]:
    """The people for whom nothing changes."""
    return [person for person, results in days.items() if not day.changed(results)]


@cache
def same_at_the_start() -> list[str]:
    """The people for whom nothing changes without the app, where the activity begins."""
    return unchanged(days_in(places()[0], {"app"}))


def lived(place: str, guess: Guessed = None, **removed: bool) -> Panel:
    """The day of all five in *place* without the tools that are switched on in *removed*; *guess* is how many stay."""
    gone = {tool for tool in TOOLS if removed[tool]}
    days = days_in(place, gone)
    same = unchanged(days)
    finding = prose("finding", place=capital(place), count=len(same), all=len(days))
    text = prose(
        "text",
        taken=_taken(gone),
        place=place,
        who=listed(same) if same else prose("nobody"),
        count=len(tasks()),
    )
    points = [_person(person, results) for person, results in days.items()]
    return Panel(finding, [_grid(days), _table(days)], text, points, _under(guess))


def _under(guess: Guessed) -> str:
    """How far the *guess* lay from the day without the app with which one begins."""
    return distance(guess, len(same_at_the_start()), about=prose("under", place=places()[0]))


def _counts(count: Mapping[str, int]) -> str:
    return listed(f"{count[name]} {words}" for name, words in WORDS.items())


def _taken(gone: set[str]) -> str:
    if not gone:
        return prose("nothing-taken")
    with_app = prose("with-app") if "phone" in gone and "app" not in gone else ""
    return prose("taken", tools=listed(NAMES[tool] for tool in TOOLS if tool in gone), with_app=with_app)


def _person(person: str, results: Day) -> str:
    """What becomes of the day of one person, in a sentence or two."""
    counts = _counts({name: sum(done.result == name for done in results) for name in RESULTS})
    said = prose("one", person=capital(person), counts=counts)
    return " ".join(filter(None, [said, _slower(results), _before(results)]))


def added(results: Day) -> int:
    """All minutes more of a day together."""
    return sum(done.added for done in results)


def _slower(results: Day) -> str:
    if total := added(results):
        return prose("slower", minutes=plural(str(total), "minute"))
    return prose("none-slower") if all(done.after == done.before for done in results) else ""


def _before(results: Day) -> str:
    """How many tasks could not be done alone even before, or nothing."""
    already = sum(done.before.tool is None for done in results)
    return prose("before", tasks=already) if already else ""


def _grid(days: Mapping[str, Day]) -> Figure:
    every = [(task["task"], [_sign(results[place]) for results in days.values()]) for place, task in enumerate(tasks())]
    told = [
        f"{words}: {', '.join(prose.group('looks')[sign.look] + _more(sign) for sign in signs)}"
        for words, signs in every
    ]
    totals = [
        (prose("lost"), [str(_lost(results)) for results in days.values()]),
        (prose("in-all"), [f"+{minutes}" if minutes else "0" for minutes in map(added, days.values())]),
    ]
    said = "; ".join([*told, *(f"{words}: {', '.join(numbers)}" for words, numbers in totals)])
    every += [(words, [Sign(day_grid.SLOWER, number) for number in numbers]) for words, numbers in totals]
    looks = tuple(prose.group("looks").items())
    draw = partial(day_grid.day_grid, people(), every, looks)
    return Figure(draw, prose("alt", people=listed(people()), said=said), prose("caption"))


def _more(sign: Sign) -> str:
    return f" {sign.minutes}" if sign.minutes else ""


def _sign(done: Done) -> Sign:
    if done.before.tool is None:
        return Sign(day_grid.NEVER)
    look = {SAME: day_grid.SAME, SLOWER: day_grid.SLOWER, PERSON: day_grid.PERSON, IMPOSSIBLE: day_grid.GONE}
    return Sign(look[done.result], f"+{done.added}" if done.added else "")


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
    return prose("another-person") if way.person else ""


def rests_on(task: Cells) -> h.Node:
    """Where a task comes from: the essay, facts, or our invention."""
    named = {FROM_ESSAY: prose("named"), FROM_FACT: prose("from-fact")}.get(task["basis"], "invented")
    facts = task.get("facts", "")
    return [named, facts and " ", fact_links(facts)]


def _table(days: Mapping[str, Day]) -> Table:
    body: list[Sequence[h.Node]] = [
        [
            [task["task"], h.br, h.span(".quiet")[rests_on(task)]],
            *(f"{result_in_words(results[place])}{_ways(results[place])}" for results in days.values()),
        ]
        for place, task in enumerate(tasks())
    ]
    columns = [prose("column"), *map(capital, days)]
    return Table(prose("caption-table", minutes=MINUTES), columns, body, wide=True)


def _ways(done: Done) -> str:
    """How a task is done now, where one does it alone, and before, where that was another way."""
    now, before = _way(done.after) if done.after.tool else "", _way(done.before)
    ways = [now, prose("before-this", before=before) if done.after != done.before else ""]
    return prose("ways", ways="; ".join(filter(None, ways))) if any(ways) else ""


def keys() -> h.Renderable:
    """What becomes of the day of each person without the super-app, then without cash too: for the instructor only."""

    def counts(results: Day) -> str:
        found = [done.result for done in results]
        return "; ".join(f"{found.count(name)} {WORDS[name]}" for name in RESULTS if name in found)

    def table(caption: str, gone: set[str]) -> h.Renderable:
        days = {place: days_in(place, gone) for place in places()}
        body = [[capital(person), *(counts(some[person]) for some in days.values())] for person in people()]
        return Table(caption, [prose("person"), *places()], body).markup()

    start = places()[0]
    same = same_at_the_start()
    lost = {person: _lost(results) for person, results in days_in(start, {"app", "cash"}).items()}
    most = max(lost.values())
    losers = listed(person for person, number in lost.items() if number == most)
    return h.fragment[
        table(prose("keys.app", count=len(tasks())), {"app"}),
        h.p[prose("keys.same", place=start, who=listed(same))],
        table(prose("keys.cash", count=len(tasks())), {"app", "cash"}),
        h.p[prose("keys.most", place=start, who=losers, lost=most)],
    ]


def _lost(results: Day) -> int:
    """How many tasks that were done alone before cannot be done alone any more."""
    return sum(done.before.tool is not None and done.after.tool is None for done in results)


def on_paper() -> dict[str, object]:
    """The minutes of each task with each tool, and what each person has in each place."""
    return {
        "start": places()[0],
        "question": guess().question,
        "tools": [capital(NAMES[tool]) for tool in TOOLS],
        "tasks": [
            (task["task"], *(_minutes(task, tool) for tool in TOOLS), task["helper"], "", "") for task in tasks()
        ],
        "persons": [(f"{person}, {place}", *_tools_of(person, place)) for place in places() for person in people()],
    }


def _minutes(cells: Cells, tool: str) -> str:
    return str(cells.get(tool, "–"))


def _tools_of(person: str, place: str) -> list[str]:
    mine = profile(person, place)
    return [*(f"+{_minutes(mine, tool)}".replace("+–", "–") for tool in TOOLS), mine["helper"]]


def for_the_room() -> Asked:
    """For how many people one thinks that nothing changes, and for how many nothing does."""
    return Asked(guess(), len(same_at_the_start()))


ACTIVITY = Declaration(CELL, live_without_the_app, on_paper, key=keys, guess=for_the_room)
