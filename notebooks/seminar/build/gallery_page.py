"""The gallery: ``notebooks/gallery.md``, every picture of evidence in the notebooks, for a reader in a hurry."""

from collections.abc import Iterator
from pathlib import Path

from seminar.build.sources_page import Parts, tables
from seminar.course.pictures.kinds import picture
from seminar.course.sources import rows_of, short
from seminar.data.evidence import Row, rows
from seminar.data.package import notebooks, resource
from seminar.data.records import Data, lab, records
from seminar.data.words import Words
from seminar.screen.page import plain_markdown

prose = Words("gallery")

PAGE = "gallery.md"


def pictured() -> Iterator[tuple[Path, str, Data]]:
    """Notebook, cell and record of each table of evidence that has a picture, in the order of the course."""
    for path in notebooks():
        found = records(path.name[:2]).items()
        yield from ((path, key, one) for key, one in found if isinstance(one, Data) and one.picture)


def page() -> Parts:
    """The page: an introduction, and a part for each picture, named by its cell."""
    shown = {key: _part(path, key, found) for path, key, found in pictured()}
    return {"gallery-top": f"# {prose('title')}\n\n{prose('about', count=len(shown))}", **shown}


def _part(path: Path, key: str, found: Data) -> str:
    shown = rows_of(key, found)
    lines = [
        prose("table", table=_table(found.file), rows=len(shown), all=len(rows(found.file))),
        prose("sources", sources=plain_markdown("; ".join(_sources(shown)))),
        prose("caveat", words=plain_markdown(" ".join(filter(None, [found.grade_note, found.as_of])))),
        prose("where", number=path.name[:2], address=f"{path.name}#cell-id={key}"),
    ]
    if any(part.redraws == key for part in lab().cells.values()):
        lines.append(prose("redrawn"))
    image = picture(key, found, shown).image()
    return "\n".join([f"## {plain_markdown(found.title)}", "", str(image), "", *(f"- {line}" for line in lines)])


def _table(name: str) -> str:
    title = plain_markdown(resource(name)["title"])
    return f"[{title}](sources/{name}.md)" if name in tables() else title


def _sources(shown: list[Row]) -> list[str]:
    """The sources of the rows *shown*, each once; a few words where they are counted from the pack itself."""
    found = dict.fromkeys(short(entry) for row in shown for entry in row.sources())
    return list(found) or [prose("own")]
