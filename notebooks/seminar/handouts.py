"""Paper from the same source: handouts as PDF/UA (A4 and letter) and DOCX for student and instructor.

pandoc turns the text of a handout (``seminar.handout_text``) into Typst or DOCX, Typst makes the PDF. Both come with
the extra ``paper``. The same data and the same fonts give the same bytes: dates come from the evidence.
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
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from seminar.errors import SeminarError
from seminar.evidence import facts
from seminar.handout_text import INSTRUCTOR, STUDENT, Page, paper_ids, read, text
from seminar.package import pack_folder
from seminar.page import STILL_INK
from seminar.paper_forms import form
from seminar.paper_forms.parts import drawn
from seminar.storing import chosen

FONTS = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSans-Italic.ttf",
    "NotoSans-BoldItalic.ttf",
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJK-Bold.ttc",
)
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/Library/Fonts"),
    Path.home() / "Library/Fonts",
    Path.home() / ".local/share/fonts",
    Path("C:/Windows/Fonts"),
)
PAPERS = {"a4": "a4", "letter": "us-letter"}
GREYS = {"marked": "#000000", "rest": "#c4c4c4", "accent": "#000000", "quiet": "#3c3c3c", "text": "#000000"}
"""Colours on paper; a figure's marked parts differ also in size, shape or label."""
CORE = ("01", "06", "10")
"""The notebooks of a short course, which also come as one PDF."""
NEW_PAGE = drawn("#pagebreak(weak: true)")
CONTENTS = drawn("#outline(title: none, depth: 1)")
WIDE, SMALL = "100%", "100.1%"
INSTALL = (
    "Handouts need pandoc and Typst. Install them with “pip install -r requirements.txt -r tests/requirements.txt”."
)


def build(numbers: list[str]) -> list[Path]:
    """Make the handouts of those notebooks ("07"; none means all); returns the files written.

    Everything is made before the first old file is replaced. Raises SeminarError, and changes nothing, for an unknown
    number, a damaged file, missing packages or missing fonts.
    """
    target = pack_folder() / "handouts"
    with tempfile.TemporaryDirectory() as folder:
        made = build_into(Path(folder), numbers)
        written = [target / path.relative_to(folder) for path in made]
        for source, path in zip(made, written, strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.read_bytes())
    (style() / "fonts.json").write_text(json.dumps(font_hashes(), indent=1) + "\n", "utf-8", newline="\n")
    return written


def build_into(folder: Path, numbers: list[str]) -> list[Path]:
    """Make the handouts of those notebooks below *folder* (``student/``, ``instructor/``)."""
    pages = []
    for path in chosen(numbers):
        with _named(path.name[:2]):
            pages.append(read(path))
    made = []
    for page in pages:
        with _named(page.number):
            made += _handouts(page, folder)
    if {page.number for page in pages} & set(CORE):
        made += [path for copy in (STUDENT, INSTRUCTOR) for path in _core_three(copy, folder / copy)]
    return made


@contextmanager
def _named(number: str) -> Iterator[None]:
    """Turns a field that a record lacks into a sentence with the file that should have it."""
    try:
        yield
    except KeyError as error:
        raise SeminarError(
            f"The file data/teaching/{number}.yaml: a record lacks {error}. See schema.json beside it."
        ) from error


def _handouts(page: Page, folder: Path) -> list[Path]:
    made = []
    for copy in (STUDENT, INSTRUCTOR):
        (folder / copy).mkdir(exist_ok=True)
        made += _copy(page, copy, folder / copy)
    ids = paper_ids(page)
    if ids:
        words = f"\n\n{NEW_PAGE}\n\n".join(form(paper_id) for paper_id in ids)
        path = folder / STUDENT / f"{page.number}-paper-a4.pdf"
        source = typst_text(f"{page.title} Paper forms", f"Notebook {page.number} · paper forms", words, shift=0)
        made.append(_written(path, pdf({"main.typ": source.encode()}, "a4")))
    return made


def _copy(page: Page, copy: str, folder: Path) -> list[Path]:
    """The two PDFs and the DOCX of one copy."""
    words, pictures = with_files(text(page, copy))
    title = page.title if copy == STUDENT else f"{page.title} Instructor’s copy"
    running = f"Notebook {page.number} · {page.title}{_whose(copy)}"
    source = typst_text(title, running, words)
    return [
        *_on_each_paper(folder / page.number, source, pictures),
        docx(folder / f"{page.number}.docx", title, words, pictures),
    ]


def _whose(copy: str) -> str:
    return " · instructor’s copy" if copy == INSTRUCTOR else ""


def _on_each_paper(stem: Path, source: str, pictures: dict[str, bytes]) -> list[Path]:
    """The Typst document *source* as a PDF for each paper, under names that begin with *stem*."""
    files = {"main.typ": source.encode(), **pictures}
    return [_written(stem.with_name(f"{stem.name}-{name}.pdf"), pdf(files, paper)) for name, paper in PAPERS.items()]


def _core_three(copy: str, folder: Path) -> list[Path]:
    """One PDF for each paper with the core notebooks one after the other, and a list of what is where."""
    parts = []
    for path in chosen(list(CORE)):
        with _named(path.name[:2]):
            page = read(path)
            parts.append(f"# Notebook {page.number}: {page.title}\n\n{text(page, copy)}")
    words, pictures = with_files(f"{CONTENTS}\n\n" + f"\n\n{NEW_PAGE}\n\n".join(parts))
    running = f"Core notebooks {', '.join(CORE)}{_whose(copy)}"
    return _on_each_paper(folder / "core-three", typst_text("The core three", running, words, shift=0), pictures)


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
    """*svg* in black, white and grey, with the pack's typeface."""
    for role, colour in GREYS.items():
        svg = svg.replace(STILL_INK[role], colour)
    return svg.replace("system-ui, ", "")


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


def typst_text(title: str, running: str, words: str, shift: int = -1) -> str:
    """*words* as a whole Typst document; headings move by *shift*, since the title is not one of them."""
    day = issued()
    strings = {name: json.dumps(value, ensure_ascii=False) for name, value in (("title", title), ("running", running))}
    values = {**strings, "year": day.year, "month": day.month, "day": day.day}
    given = [f"--variable={name}={value}" for name, value in values.items()]
    template = f"--template={style() / 'handout.typ'}"
    whole = pandoc(words, "typst", template, f"--shift-heading-level-by={shift}", *given).decode()
    return whole.replace("align(center)[#table(", "align(left)[#table(")  # pandoc centres every table


def pdf(files: dict[str, bytes], paper: str) -> bytes:
    """The Typst document ``main.typ`` among *files* as PDF/UA-1 on *paper*."""
    return _typst(files, format="pdf", pdf_standards=["ua-1"], sys_inputs={"paper": paper})


def _typst(files: dict[str, bytes], **options: object) -> bytes:
    try:
        import typst
    except ImportError as error:
        raise SeminarError(INSTALL) from error
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        try:
            return typst.compile(
                str(Path(folder) / "main.typ"), font_paths=[_font_folder()], ignore_system_fonts=True, **options
            )
        except typst.TypstError as error:
            raise SeminarError(f"Typst could not make the handout: {error}") from error


@cache
def font_files() -> list[Path]:
    """Where the fonts of the handouts are. Raises SeminarError for one that is not installed."""
    found = []
    for name in FONTS:
        paths = [path for folder in FONT_FOLDERS if folder.is_dir() for path in sorted(folder.rglob(name))]
        if not paths:
            raise SeminarError(
                f"The font {name} is not installed. On Debian: apt-get install fonts-noto-core fonts-noto-cjk."
            )
        found.append(paths[0])
    return found


@cache
def _font_folder() -> str:
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
    return _typst({"main.typ": page, "figure.svg": svg}, format="png", ppi=216.0)


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
