"""The report on a class: levels, ticks, lengths and sources of each exercise, in numbers that show nobody.

No group below ``FEWEST`` is shown: groups side by side are put together until each is large enough, and where nearly
all or hardly anybody has a tick no number is given. Every number is rounded to a multiple of ``FEWEST``, and what was
counted is kept and counted anew only when so many sheets or marks are others: so the difference between two reports,
or between a report and its parts, shows nobody either.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import htpy as h

from seminar.answers.sheets import web_page
from seminar.course.sheet_page import STYLE
from seminar.data.citations import FACT
from seminar.data.evidence import facts
from seminar.data.records import marking
from seminar.data.words import Words
from seminar.files import write_all
from seminar.marking.csv_files import as_csv
from seminar.marking.folder import Folder, exercises
from seminar.marking.marks import digest, results, text_of, words_in
from seminar.screen.figures import bars
from seminar.screen.page import Figure, Table

prose = Words("class-report")

FEWEST = 5
REPORT, COUNTED = "report", "counted.json"
_SOURCES = {0: "0", 1: "1–2", 3: "3–4", 5: "5 +"}
"""The smallest number of sources of a group → how it is called."""


@dataclass(frozen=True)
class Seen:
    """What the report takes from one sheet: which it *is*, its *words*, the facts that it *cites*, and its mark (level
    0 where there is none)."""

    is_: str
    words: int
    cites: tuple[str, ...]
    level: int
    ticks: tuple[str, ...]


Counts = Mapping[str, int]
"""A group → how many sheets."""


@dataclass(frozen=True)
class Part:
    """A part of the report: what was counted (*title*) in how many sheets of an *exercise*, group by group; a group of
    nearly all or of hardly any has words in place of a number."""

    exercise: str
    title: str
    groups: Mapping[str, int | str]


def write_report(folder: Folder) -> list[Path]:
    """Write the report as a page and a table; returns the files. Raises SeminarError where nothing was collected."""
    counted = {key: _counted(folder, key) for key in folder.numbers()}
    parts = [part for key, seen in counted.items() for part in _parts(key, [*seen.values()])]
    sizes = {key: len(seen) for key, seen in counted.items()}
    rows = [
        {"exercise": part.exercise, "what": part.title, "group": group, "sheets": str(count)}
        for part in parts
        for group, count in part.groups.items()
    ]
    kept = {key: {number: asdict(one) for number, one in seen.items()} for key, seen in counted.items()}
    place = folder.path / REPORT
    files: dict[Path, str | bytes] = {
        place / "report.html": _page(sizes, parts),
        place / "report.csv": as_csv(("exercise", "what", "group", "sheets"), rows),
        place / COUNTED: json.dumps(kept, ensure_ascii=False),
    }
    write_all(files)
    return [*files][:2]


def _counted(folder: Folder, exercise: str) -> dict[str, Seen]:
    """Number → what is counted: as in the last report, unless at least ``FEWEST`` sheets are others since."""
    now, before = _seen(folder, exercise), _before(folder).get(exercise, {})
    others = [number for number in {*now, *before} if now.get(number) != before.get(number)]
    return now if len(others) >= FEWEST or not before else before


def _seen(folder: Folder, exercise: str) -> dict[str, Seen]:
    given = {one.number: one for one in results(folder, exercise)}
    found = {}
    for number, sheet in folder.sheets(exercise):
        mark = given.get(number)
        text = text_of(sheet)
        cited = tuple(sorted(set(FACT.findall(text)) & set(facts())))
        level, ticks = (mark.level or 0, mark.ticks) if mark else (0, ())
        found[number] = Seen(digest(sheet), words_in(text), cited, level, tuple(ticks))
    return found


def _before(folder: Folder) -> dict[str, dict[str, Seen]]:
    """What the last report counted, {} where there is none, or where somebody edited it."""
    try:
        found = json.loads((folder.path / REPORT / COUNTED).read_text("utf-8"))
        return {
            key: {
                number: Seen(**{**one, "cites": tuple(one["cites"]), "ticks": tuple(one["ticks"])})
                for number, one in seen.items()
            }
            for key, seen in found.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def together(counts: Counts) -> dict[str, int]:
    """*counts*, rounded, with groups side by side put together until none is too small; {} where all are too few.

    A group without anybody is left out.
    """
    groups: list[tuple[list[str], int]] = []
    for name, count in counts.items():
        if not count:
            continue
        if groups and groups[-1][1] < FEWEST:
            names, before = groups.pop()
            groups.append(([*names, name], before + count))
        else:
            groups.append(([name], count))
    if len(groups) > 1 and groups[-1][1] < FEWEST:
        names, count = groups.pop()
        before_names, before = groups.pop()
        groups.append(([*before_names, *names], before + count))
    named = {names[0] if len(names) == 1 else f"{names[0]} … {names[-1]}": count for names, count in groups}
    few = any(count < FEWEST for count in named.values())
    return {} if few else {name: rounded(count) for name, count in named.items()}


def rounded(count: int) -> int:
    """*count* to the nearest multiple of ``FEWEST``."""
    return FEWEST * round(count / FEWEST)


def share(count: int, total: int) -> int | str:
    """*count* of *total*, rounded; words where it or the rest is smaller than ``FEWEST``."""
    if count < FEWEST:
        return prose("hardly")
    return rounded(count) if total - count >= FEWEST else prose("nearly")


def _parts(key: str, seen: Sequence[Seen]) -> Iterator[Part]:
    """The parts on the exercise *key*; none where too few sheets were handed in."""
    if len(seen) < FEWEST:
        return
    found, spare = exercises()[key], marking().spare
    low, high = found.words_min * (100 - spare) / 100, found.words_max * (100 + spare) / 100
    lengths = {
        prose("shorter"): sum(one.words < low for one in seen),
        prose("as-asked"): sum(low <= one.words <= high for one in seen),
        prose("longer"): sum(one.words > high for one in seen),
    }
    yield Part(key, prose("lengths"), together(lengths))
    least = sorted(_SOURCES)
    numbers = [max(one for one in least if one <= len(sheet.cites)) for sheet in seen]
    yield Part(key, prose("sources"), together({_SOURCES[one]: numbers.count(one) for one in least}))
    cited = {
        fact: sum(fact in one.cites for one in seen) for fact in sorted({fact for one in seen for fact in one.cites})
    }
    often = sorted((fact for fact, count in cited.items() if count >= FEWEST), key=lambda fact: -cited[fact])
    yield Part(key, prose("facts"), {fact: share(cited[fact], len(seen)) for fact in often[:10]})
    marked = [one for one in seen if one.level]
    if len(marked) >= FEWEST:
        levels = {prose("level", level=level): sum(one.level == level for one in marked) for level in range(1, 5)}
        yield Part(key, prose("levels"), together(levels))
        ticks = {tick: sum(tick in one.ticks for one in marked) for tick in found.rubric.ticks}
        named = {f"{tick} {found.rubric.ticks[tick]}": share(count, len(marked)) for tick, count in ticks.items()}
        yield Part(key, prose("ticks"), named)


def _page(sizes: Counts, parts: Sequence[Part]) -> str:
    title = prose("title")
    body = [
        [
            h.h2[f"{key} {exercises()[key].title}"],
            h.p[prose("sheets", count=rounded(size)) if size >= FEWEST else prose("too-few", fewest=FEWEST)],
            (_shown(part) for part in parts if part.exercise == key),
        ]
        for key, size in sizes.items()
    ]
    return web_page(title, STYLE, h.h1[title], h.p[prose("how", fewest=FEWEST)], body, h.p[prose("not-here")])


def _shown(part: Part) -> h.Node:
    if not part.groups:
        return h.p[h.strong[part.title], f" {prose('not-shown')}"]
    rows = [(group, float(count), False) for group, count in part.groups.items() if isinstance(count, int)]
    said = "; ".join(f"{group}: {count}" for group, count in part.groups.items())
    longest = max((value for _, value, _ in rows), default=1.0)
    figure = Figure(lambda ink: bars([(g, int(v), m) for g, v, m in rows], longest, ink, above=True), said, part.title)
    table = Table(
        prose("in-numbers"), prose.all("columns"), [[group, str(count)] for group, count in part.groups.items()]
    )
    return [figure.still() if rows else None, table.markup()]
