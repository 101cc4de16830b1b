"""The kit: papers for the whole course. Overview, charter, habits for the wall, groups, scholars, the claims."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import get_args

from seminar.course import claims
from seminar.course.sources import in_brief
from seminar.data import stored
from seminar.data.evidence import Row, fact, rows
from seminar.data.package import notebooks
from seminar.data.records import Length, Supported, kit_text, records, scholars
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models.groups import FEWEST_STUDENTS, MOST_STUDENTS, group_sizes
from seminar.paper.forms.parts import Typst, drawn, typst_words
from seminar.paper.handout_page import NEW_PAGE
from seminar.paper.handout_text import lines
from seminar.paper.handouts import Paper
from seminar.paper.plans import plans
from seminar.paper.press import Manuscript
from seminar.screen.page import plain_markdown

prose = Words("kit")
syllabus = Words("syllabus")

POSTER_SIZE = "34pt"
HABITS, RULES = "00-habits", "00-rules"
SIZES = (3, 4, 5)
"""The sizes of a group between which a class may choose."""
ONE_BY_ONE, IN_TENS = range(FEWEST_STUDENTS, 26), range(30, MOST_STUDENTS + 1, 10)
"""The classes that have a row of their own: all small ones, and every tenth large one."""


def papers() -> list[Paper]:
    """Every paper of the kit. Making a manuscript raises SeminarError for a damaged file."""
    made: dict[str, Callable[[], Manuscript]] = {
        "course-overview": _overview,
        "fairness-charter": partial(written, "fairness-charter"),
        "platforms": partial(written, "platforms"),
        "five-habits": _habits,
        "ground-rules": _rules,
        "room-planner": _room,
        "what-scholars-say": _scholars,
        "essay-claim-by-claim": _claims,
    }
    return [Paper(f"kit/{name}", manuscript) for name, manuscript in made.items()]


def written(name: str) -> Manuscript:
    """A text in ``data/teaching/kit/``. Raises SeminarError for one without a title."""
    title, words = kit_text(name)
    return Manuscript(title, title, words)


def _overview() -> Manuscript:
    found = written("course-overview")
    room = "\n".join(f"- {line}" for line in syllabus.all("room"))
    made = {":::notebooks": _notebooks(), ":::plans": _plans(), ":::room": room, ":::others": _others()}
    return replace(found, words=re.sub("|".join(made), lambda mark: made[mark[0]], found.words))


def _others() -> str:
    """A page on which an instructor tells the next one how it went: headings, and room to write."""
    fields = [f"**{field}**\n\n{lines()}" for field in prose.all("others-fields")]
    return "\n\n".join([NEW_PAGE, f"## {prose('others')}", prose("others-about"), *fields])


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
    return _rows(f"| {' | '.join(prose.all('notebooks'))} |", "|:---------|:-----------------|:------|", rows)


def _plans() -> str:
    """A row for each course: its slot, its name, and the notebooks of each session."""
    rows = []
    for plan in plans():
        sessions = " · ".join(" + ".join(meeting.lessons()) for meeting in plan.sessions)
        rows.append(f"| {len(plan.sessions)} × {plan.minutes} | {plan.title} | {sessions} |")
    return _rows(f"| {' | '.join(prose.all('plans'))} |", "|:---|:-----|:--------|", rows)


def _room() -> Manuscript:
    """Groups for a class of any size: a row for each small class, every tenth large one, and the rule for the rest."""
    found, words = written("room-planner"), {":::classes": ONE_BY_ONE, ":::halls": IN_TENS}
    tables = {mark: _groups(students) for mark, students in words.items()}
    return replace(found, words=re.sub("|".join(tables), lambda mark: tables[mark[0]], found.words))


def _groups(classes: Iterable[int]) -> str:
    """A row for each of *classes* (numbers of students): the groups that it makes at each of ``SIZES``."""
    rows = [f"| {n} | {' | '.join(groups_in_words(group_sizes(n, size)) for size in SIZES)} |" for n in classes]
    head = [prose("students"), *(prose("groups", size=size) for size in SIZES)]
    return _rows(f"| {' | '.join(head)} |", "|---:|:------|:------|:------|", rows)


def groups_in_words(sizes: Iterable[int]) -> str:
    """How many groups there are of each of *sizes*, the largest first: "1 of 5, 3 of 4"."""
    counted = sorted(Counter(sizes).items(), reverse=True)
    return ", ".join(prose("groups-of", count=count, size=size) for size, count in counted)


def _claims() -> Manuscript:
    """All claims of the essay, with the source of each fact in words, since paper has no links."""
    parts = [
        "\n\n".join([f"## {heading}", *(claims.entry(claim, _on_paper) for claim in found)])
        for heading, found in claims.paragraphs().items()
    ]
    if words := claims.rest():
        parts.append(f"## {claims.rest_title()}\n\n{words}")
    return Manuscript(claims.title(), claims.title(), "\n\n".join([claims.opening(), *parts]))


def _on_paper(row: Row) -> str:
    (fact,) = row.rests_on()
    return plain_markdown(prose("evidence", bearing=row.cells["bearing"], source=in_brief(fact)))


def _scholars() -> Manuscript:
    """What is agreed, where scholars differ, and ten sentences to say, each with its facts and their sources."""
    said, title = scholars(), prose("scholars.title")
    pairs = {row.id: row for row in rows("disagreements")}
    lists = {
        "agreed": [f"- {_supported(one)}" for one in said.agreed],
        "differ": [f"- {_differing(pairs[key])}" for key in said.differ],
        "sayable": [f"{number}. {_supported(one)}" for number, one in enumerate(said.sayable, 1)],
    }
    parts = [
        "\n".join([f"## {heading}", "", *lists[name]]) for name, heading in prose.group("scholars-headings").items()
    ]
    return Manuscript(title, title, "\n\n".join([prose("scholars.about"), *parts]))


def _supported(one: Supported) -> str:
    return prose("scholars.supported", says=plain_markdown(one.says), facts=_named(one.facts))


def _differing(pair: Row) -> str:
    what, settles = (plain_markdown(pair.cells[column]) for column in ("what_differs", "what_would_settle"))
    return prose("scholars.differing", what=what, settles=settles, facts=_named(pair.cells["facts"].split(";")))


def _named(facts: Iterable[str]) -> str:
    return "; ".join(prose("scholars.fact", id=key, source=plain_markdown(in_brief(fact(key)))) for key in facts)


def _habits() -> Manuscript:
    """The five habits of notebook 00, large enough for a wall."""
    habits = _numbered(HABITS, r"^\d\. \*(.+?)\.\* (.+)$")
    blocks = [
        f"#block(below: 0.9em)[*{number}. {typst_words(name)}.* \\ #text(0.8em)[{typst_words(words)}]]"
        for number, (name, words) in enumerate((habit.groups() for habit in habits), 1)
    ]
    return _poster(prose("habits"), blocks)


def _rules() -> Manuscript:
    """The ground rules of notebook 00 for a wall, with room for the rule that the class adds."""
    rules = [rule[1] for rule in _numbered(RULES, r"^\d\. (.+)$")]
    blocks = [f"#block(below: 1.1em)[*{number}.* {typst_words(words)}]" for number, words in enumerate(rules, 1)]
    line = "#v(1.3em) #line(length: 100%, stroke: 0.7pt)"
    ours = f"#block(above: 1.4em)[*{len(rules) + 1}.* #text(0.6em)[{typst_words(prose('our-rule'))}] {line} {line}]"
    return _poster(prose("rules"), [*blocks, ours])


def _numbered(cell_id: str, item: str) -> list[re.Match[str]]:
    """The entries of the numbered list in a cell of notebook 00, as the pattern *item* finds them."""
    cells = {cell.id: cell for cell in stored.read(notebooks()[0]).cells}
    found = list(re.finditer(item, cells[cell_id].source, re.MULTILINE))
    if not found:
        raise SeminarError(f"The cell {cell_id} of notebook 00 has no numbered list, such as “1. *Name the thing.* …”.")
    return found


def _poster(title: str, blocks: list[str]) -> Manuscript:
    large = f"#v(1em)\n#set text({POSTER_SIZE})\n#set par(first-line-indent: 0pt, leading: 0.5em)"
    return Manuscript(title, title, drawn(Typst("\n".join([large, *blocks]))))
