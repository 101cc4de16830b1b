"""Paper from the same source: handouts as PDF/UA (A4 and letter) and DOCX for student and instructor.

pandoc turns the text of a handout (``seminar.paper.handout_text``) into Typst or DOCX, Typst makes the PDF. Both come
with the extra ``paper``. The same data and the same fonts give the same bytes: dates come from the evidence.
"""

import atexit
import base64
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from calendar import timegm
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Literal

from seminar.errors import SeminarError
from seminar.evidence import facts
from seminar.package import pack_folder
from seminar.page import STILL_INK
from seminar.paper.fonts import FONTS, HOW_TO_INSTALL, font_paths
from seminar.paper.forms.parts import typst_string
from seminar.paper.handout_page import CONTENTS, NEW_PAGE, Page, read
from seminar.paper.handout_text import INSTRUCTOR, LARGE, SHEETS, STUDENT, text
from seminar.storing import chosen

PAPERS = {"a4": "a4", "letter": "us-letter"}
GREYS = {"marked": "#000000", "rest": "#c4c4c4", "accent": "#000000", "quiet": "#3c3c3c", "text": "#000000"}
"""Colours on paper; a figure's marked parts differ also in size, shape or label."""
CORE = ("01", "06", "10")
"""The notebooks of a short course, which also come as one PDF."""
WIDE, SMALL = "100%", "100.1%"
INSTALL = (
    "Handouts need pandoc and Typst. Install them with “pip install -r requirements.txt -r tests/requirements.txt”."
)


@dataclass(frozen=True)
class Document:
    """A kind of PDF: its *folder*, the *ending* of its name, how it is *called*, the sizes in points of *letters*
    and of those in *tables*."""

    folder: str
    ending: str = ""
    called: str = ""
    letters: int = 12
    tables: int = 12


DOCUMENTS = {
    STUDENT: Document("student"),
    SHEETS: Document("student", "-sheets", "sheets"),
    LARGE: Document("student", "-large", "large print", 18, 18),
    INSTRUCTOR: Document("instructor", "", "instructor’s copy", 12, 11),
}
"""Copy (``seminar.paper.handout_text``) → what is made from it."""


def build(numbers: list[str], progress: Callable[[str], None] = lambda line: None) -> list[Path]:
    """Make the handouts of those notebooks ("07"; none means all); returns the files written.

    Everything is made before the first old file is replaced; *progress* is told of each notebook done. Raises
    SeminarError, and changes nothing, for an unknown number, a damaged file, missing packages or missing fonts.
    """
    target = pack_folder() / "handouts"
    with tempfile.TemporaryDirectory() as folder:
        made = build_into(Path(folder), numbers, progress)
        written = [target / path.relative_to(folder) for path in made]
        for source, path in zip(made, written, strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.read_bytes())
    (style() / "fonts.json").write_text(json.dumps(font_hashes(), indent=1) + "\n", "utf-8", newline="\n")
    return written


def build_into(folder: Path, numbers: list[str], progress: Callable[[str], None] = lambda line: None) -> list[Path]:
    """Make the handouts of those notebooks below *folder* (``student/``, ``instructor/``), two at a time."""
    pages = [read(path) for path in chosen(numbers)]
    for copy in (STUDENT, INSTRUCTOR):
        (folder / copy).mkdir(exist_ok=True)
    font_folder()
    made = []
    with ThreadPoolExecutor(2) as pool:
        for done, (page, files) in enumerate(zip(pages, pool.map(_handouts, pages, repeat(folder)), strict=True), 1):
            made += files
            progress(f"Made {done} of {len(pages)}: {page.number} {page.title}")
    if {page.number for page in pages} & set(CORE):
        made += [path for copy in (STUDENT, INSTRUCTOR) for path in _core_three(copy, folder / copy)]
        progress("Made: the core three")
    return made


def _handouts(page: Page, folder: Path) -> list[Path]:
    words = {copy: text(page, copy) for copy in DOCUMENTS}
    made = [path for copy in DOCUMENTS for path in _pdfs(page, copy, words[copy], folder)]
    for copy, source in ((STUDENT, LARGE), (INSTRUCTOR, INSTRUCTOR)):
        path = folder / copy / f"{page.number}.docx"
        made.append(docx(path, _title(page, copy), *with_files(words[source])))
    return made


def _title(page: Page, copy: str) -> str:
    return " · ".join(filter(None, [page.title, DOCUMENTS[copy].called]))


def _pdfs(page: Page, copy: str, words: str, folder: Path) -> list[Path]:
    """The PDFs of one copy, for each paper."""
    kind = DOCUMENTS[copy]
    running = " · ".join(filter(None, [f"Notebook {page.number}", page.title if copy != LARGE else "", kind.called]))
    marked, pictures = with_files(words)
    source = typst_text(_title(page, copy), running, marked, large=copy == LARGE)
    return _on_each_paper(folder / kind.folder / f"{page.number}{kind.ending}", source, pictures, kind)


def _on_each_paper(stem: Path, source: str, pictures: dict[str, bytes], kind: Document) -> list[Path]:
    """The Typst document *source* as a PDF for each paper, under names that begin with *stem*."""
    files = {"main.typ": source.encode(), **pictures}
    return [
        _written(stem.with_name(f"{stem.name}-{paper}.pdf"), pdf(files, paper, kind.letters, kind.tables))
        for paper in PAPERS
    ]


def _core_three(copy: str, folder: Path) -> list[Path]:
    """One PDF for each paper with the core notebooks one after the other, and a list of what is where."""
    pages = [read(path) for path in chosen(list(CORE))]
    parts = [f"# Notebook {page.number}: {page.title}\n\n{text(page, copy)}" for page in pages]
    words, pictures = with_files(f"{CONTENTS}\n\n" + f"\n\n{NEW_PAGE}\n\n".join(parts))
    running = " · ".join(filter(None, [f"Core notebooks {', '.join(CORE)}", DOCUMENTS[copy].called]))
    source = typst_text("The core three", running, words, shift=0)
    return _on_each_paper(folder / "core-three", source, pictures, DOCUMENTS[copy])


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def style() -> Path:
    """The folder of the template, the filter and the record of fonts."""
    return pack_folder() / "handouts" / "style"


def issued() -> date:
    """The date of every handout: the latest day on which a fact was looked up."""
    return date.fromisoformat(max(row.cells["as_of"] for row in facts().values() if "as_of" in row.cells))


_PICTURE = re.compile(r'<img src="data:image/svg\+xml;base64,([^"]+)"')


def with_files(words: str) -> tuple[str, dict[str, bytes]]:
    """*words* with its pictures as files (name → SVG in grey). Pictures without writing are printed smaller."""
    pictures: dict[str, bytes] = {}

    def name(found: re.Match) -> str:
        svg = grey(base64.b64decode(found[1]).decode())
        file = f"figure-{len(pictures) + 1}.svg"
        pictures[file] = svg.encode()
        return f'<img src="{file}" width="{WIDE if "<text" in svg else SMALL}"'

    return _PICTURE.sub(name, words), pictures


def grey(svg: str) -> str:
    """*svg* in black, white and grey, with the pack's typeface, its letters large enough for paper."""
    for role, colour in GREYS.items():
        svg = svg.replace(STILL_INK[role], colour)
    return re.sub(r'(font-size=")1[23]"', r'\g<1>14"', svg).replace("system-ui, ", "")


def pandoc(words: str, to: str, *options: str, folder: str | None = None) -> bytes:
    """*words* (Markdown) in the format *to*. Raises SeminarError if pandoc is missing or warns."""
    try:
        import pypandoc
    except ImportError as error:
        raise SeminarError(INSTALL) from error
    command = [pypandoc.get_pandoc_path(), "--from=markdown-implicit_figures", f"--to={to}", "--wrap=none"]
    command += ["--fail-if-warnings", f"--lua-filter={style() / 'handout.lua'}", *options]
    when = str(timegm(issued().timetuple()))
    done = subprocess.run(
        command, input=words.encode(), capture_output=True, cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": when}
    )
    if done.returncode:
        raise SeminarError(f"pandoc could not make the handout: {done.stderr.decode().strip()}")
    return done.stdout


def typst_text(title: str, running: str, words: str, shift: int = -1, *, large: bool = False) -> str:
    """*words* as a whole Typst document; headings move by *shift*, since the title is not one of them.

    In *large* print wide tables become one block a row, and pictures with writing are left to their words.
    """
    day = issued()
    values = {
        "title": typst_string(title),
        "running": typst_string(running),
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }
    given = [f"--variable={name}={value}" for name, value in values.items()]
    given += ["--variable=large=yes"] if large else []
    template = f"--template={style() / 'handout.typ'}"
    whole = pandoc(words, "typst", template, f"--shift-heading-level-by={shift}", *given).decode()
    return whole.replace("align(center)[#table(", "align(left)[#table(")  # pandoc centres every table


def pdf(files: dict[str, bytes], paper: str, letters: int = 12, tables: int = 12) -> bytes:
    """The Typst document ``main.typ`` among *files* as PDF/UA-1 on *paper*; the sizes are in points.

    Raises SeminarError for an unknown paper.
    """
    if paper not in PAPERS:
        raise SeminarError(f"There is no paper “{paper}”. There are: {', '.join(PAPERS)}.")
    inputs = {"paper": PAPERS[paper], "letters": str(letters), "tables": str(tables)}
    return _typst(files, "pdf", inputs)


def _typst(
    files: dict[str, bytes], form: Literal["pdf", "png"], inputs: dict[str, str] | None = None, ppi: float | None = None
) -> bytes:
    try:
        import typst
    except ImportError as error:
        raise SeminarError(INSTALL) from error
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        try:
            return typst.compile(
                str(Path(folder) / "main.typ"),
                font_paths=[font_folder()],
                ignore_system_fonts=True,
                format=form,
                ppi=ppi,
                sys_inputs=inputs or {},
                pdf_standards=["ua-1"] if form == "pdf" else [],
            )
        except typst.TypstError as error:
            raise SeminarError(f"Typst could not make the handout: {error}") from error


@cache
def font_files() -> list[Path]:
    """Where the fonts of the handouts are. Raises SeminarError for one that is not installed."""
    found = []
    for name in FONTS:
        paths = font_paths(name)
        if not paths:
            raise SeminarError(f"The font {name} is not installed. {HOW_TO_INSTALL}")
        found.append(paths[0])
    return found


@cache
def font_folder() -> str:
    """A folder that holds the fonts of the handouts and no other, until the program ends."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for path in font_files():
        shutil.copy(path, folder)
    return folder


def font_hashes() -> dict[str, str]:
    """Font file → SHA-256, so that a rebuild knows whether it may be compared byte for byte."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in font_files()}


def png(svg: bytes) -> bytes:
    """*svg* as a picture for DOCX, three dots to a point."""
    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#set text(font: "Noto Sans")\n#image("figure.svg")\n'
    return _typst({"main.typ": page, "figure.svg": svg}, "png", ppi=216.0)


def docx(path: Path, title: str, words: str, pictures: dict[str, bytes]) -> Path:
    """*words* as a DOCX at *path*, with pictures as PNG and the pack's typeface."""
    with tempfile.TemporaryDirectory() as folder:
        for name, svg in pictures.items():
            (Path(folder) / name).with_suffix(".png").write_bytes(png(svg))
        reference = Path(folder) / "reference.docx"
        reference.write_bytes(_reference())
        named = re.sub(r'src="(figure-\d+)\.svg" width="[\d.]+%"', r'src="\1.png" width="420"', words)
        options = [f"--metadata=title={title}", "--metadata=lang=en-GB", f"--reference-doc={reference}", "--output=-"]
        path.write_bytes(pandoc(named, "docx", "--shift-heading-level-by=-1", *options, folder=folder))
    return path


def _reference() -> bytes:
    """pandoc's own reference document with our typeface at 12 points, black, on A4."""
    default = pandoc("", "markdown", "--print-default-data-file=reference.docx")
    old, new = zipfile.ZipFile(io.BytesIO(default)), io.BytesIO()
    with zipfile.ZipFile(new, "w") as written:
        for item in old.infolist():
            written.writestr(item, _restyled(item.filename, old.read(item)))
    return new.getvalue()


def _restyled(name: str, content: bytes) -> bytes:
    if name == "word/theme/theme1.xml":
        return re.sub(rb'<a:latin typeface="[^"]*"', b'<a:latin typeface="Noto Sans"', content)
    if name == "word/styles.xml":
        return re.sub(rb'<w:color w:val="[0-9A-Fa-f]{6}"[^>]*/>', b'<w:color w:val="000000"/>', content)
    return content
