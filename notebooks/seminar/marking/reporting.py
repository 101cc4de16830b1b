"""The report on a class: levels, ticks, lengths and sources of each exercise, and what was chosen, showing nobody.

Which numbers may be shown, and when they are counted anew, says ``seminar.marking.counts``.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import htpy as h

from seminar.answers.sheets import web_page
from seminar.course.choices import known
from seminar.course.sheet_page import STYLE
from seminar.data.citations import FACT
from seminar.data.evidence import facts
from seminar.data.records import marking
from seminar.data.words import Words
from seminar.files import write_all
from seminar.marking import class_choices
from seminar.marking.counts import FEWEST, Counts, held, rounded, share, together
from seminar.marking.csv_files import as_csv
from seminar.marking.folder import REPORT, Folder, exercises
from seminar.marking.marks import digest, results, text_of, words_in
from seminar.models.rubric import off_length
from seminar.screen.figures import bars
from seminar.screen.page import Figure, Table

prose = Words("class-report")

COUNTED, CHOSEN_COUNTED = "counted.json", "counted-choices.json"
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


@dataclass(frozen=True)
class Part:
    """A part of the report: what was counted (*title*) in how many sheets of an *exercise*, group by group; a group of
    nearly all or of hardly any has words in place of a number."""

    exercise: str
    title: str
    groups: Mapping[str, int | str]


def write_report(folder: Folder) -> list[Path]:
    """Write the report as a page and a table; returns the files. Raises SeminarError where nothing was collected."""
    before = _before(folder)
    counted = {key: held(_seen(folder, key), before.get(key, {})) for key in folder.numbers()}
    parts = [part for key, seen in counted.items() for part in _parts(key, [*seen.values()])]
    sizes = {key: len(seen) for key, seen in counted.items()}
    rows = [
        {"exercise": part.exercise, "what": part.title, "group": group, "sheets": str(count)}
        for part in parts
        for group, count in part.groups.items()
    ]
    kept = {key: {number: asdict(one) for number, one in seen.items()} for key, seen in counted.items()}
    chosen = class_choices.counted(folder.chosen(), _chosen_before(folder))
    told = class_choices.all_told(chosen)
    place = folder.path / REPORT
    files: dict[Path, str | bytes] = {
        place / "report.html": _page(sizes, parts, told),
        place / "report.csv": as_csv(("exercise", "what", "group", "sheets"), rows),
        place / "choices.csv": as_csv(class_choices.COLUMNS, class_choices.table_rows(told)),
    }
    counts = {COUNTED: kept, CHOSEN_COUNTED: chosen}
    write_all({**files, **{place / name: json.dumps(one, ensure_ascii=False) for name, one in counts.items()}})
    return [*files]


def _seen(folder: Folder, exercise: str) -> dict[str, Seen]:
    given = {one.number: one for one in results(folder, exercise)}
    found, evidence = {}, facts()
    for number, sheet in folder.sheets(exercise):
        mark = given.get(number)
        text = text_of(sheet)
        cited = tuple(sorted({fact for fact in FACT.findall(text) if fact in evidence}))
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


def _parts(key: str, seen: Sequence[Seen]) -> Iterator[Part]:
    """The parts on the exercise *key*; none where too few sheets were handed in."""
    if len(seen) < FEWEST:
        return
    found = exercises()[key]
    off = Counter(off_length(one.words, found.words_min, found.words_max, marking().spare) for one in seen)
    lengths = {prose("shorter"): off[-1], prose("as-asked"): off[0], prose("longer"): off[1]}
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


def _chosen_before(folder: Folder) -> class_choices.Counted:
    """What the last report counted of the choices, {} where there is none, or where somebody edited it."""
    try:
        found = json.loads((folder.path / REPORT / CHOSEN_COUNTED).read_text("utf-8"))
        return {key: {name: known(made) for name, made in people.items()} for key, people in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _page(sizes: Counts, parts: Sequence[Part], told: Sequence[class_choices.Told]) -> str:
    title = prose("title")
    body: list[h.Node] = [
        [
            h.h2[f"{key} {exercises()[key].title}"],
            h.p[prose("sheets", count=rounded(size)) if size >= FEWEST else prose("too-few", fewest=FEWEST)],
            (_shown(part) for part in parts if part.exercise == key),
        ]
        for key, size in sizes.items()
    ]
    return web_page(
        title,
        STYLE,
        h.h1[title],
        h.p[prose("how", fewest=FEWEST)],
        body,
        class_choices.section(told) if told else h.p[prose("not-here")],
    )


def _shown(part: Part) -> h.Node:
    if not part.groups:
        return h.p[h.strong[part.title], f" {prose('not-shown')}"]
    rows = [(group, count, False) for group, count in part.groups.items() if isinstance(count, int)]
    said = "; ".join(f"{group}: {count}" for group, count in part.groups.items())
    longest = max((count for _, count, _ in rows), default=1)
    figure = Figure(lambda ink: bars(rows, longest, ink, above=True), said, part.title)
    table = Table(
        prose("in-numbers"), prose.all("columns"), [[group, str(count)] for group, count in part.groups.items()]
    )
    return [figure.still() if rows else None, table.markup()]
