"""The press: a manuscript (pandoc Markdown) becomes a PDF/UA-1 through Typst, or a DOCX.

pandoc and Typst come with the extra ``paper``. The same manuscript and the same fonts give the same bytes: the date in
a file comes from the evidence on it.
"""

import atexit
import base64
import io
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from calendar import timegm
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

import htpy as h

from seminar.commands import install
from seminar.data.citations import FACT
from seminar.data.evidence import facts
from seminar.errors import SeminarError
from seminar.files import pack_folder
from seminar.paper.fonts import FONTS, HOW_TO_INSTALL, font_paths
from seminar.paper.forms.parts import typst_string
from seminar.screen.page import STILL_INK

PAPERS = {"a4": "a4", "letter": "us-letter"}
GREYS = {"marked": "#000000", "rest": "#c4c4c4", "accent": "#000000", "quiet": "#3c3c3c", "text": "#000000"}
"""Colours on paper; a figure's marked parts differ also in size, shape or label."""
WIDE, SMALL = "100%", "100.1%"
EARLIEST = date(1980, 1, 1)
"""The date of a DOCX that names no fact: the first that such a file can carry."""


def _how_to_install() -> str:
    return f"Paper needs pandoc and Typst. Install them, in the folder of the pack, with “{install('paper')}”."


@dataclass(frozen=True)
class Manuscript:
    """What is printed: its *title*, the *running* title of its pages and its *words* (pandoc Markdown).

    *letters* and *tables* are the sizes in points of letters and of those in tables. Headings move by *shift*, since
    the title is not one of them. In *large* print wide tables become one block a row, and pictures with writing are
    left to their words.
    """

    title: str
    running: str
    words: str
    letters: int = 12
    tables: int = 12
    shift: int = -1
    large: bool = False

    def day(self) -> date | None:
        """The newest day on which a fact that it names was looked up; None where it names none.

        A code that only looks like that of a fact does not count.
        """
        known = facts()
        rows = [row for key in set(FACT.findall(self.words)) & set(known) for row in known[key].rests_on()]
        return max((date.fromisoformat(row.cells["as_of"]) for row in rows if "as_of" in row.cells), default=None)


def pdfs(manuscript: Manuscript, papers: tuple[str, ...]) -> list[bytes]:
    """*manuscript* as a PDF for each of the *papers* (keys of ``PAPERS``)."""
    words, pictures = with_files(manuscript.words)
    files = {"main.typ": typst_text(manuscript, words).encode(), **pictures}
    return [pdf(files, paper, manuscript.letters, manuscript.tables) for paper in papers]


def style() -> Path:
    """The folder of the template and the filter."""
    return pack_folder() / "handouts" / "style"


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


def pandoc(words: str, to: str, *options: str, day: date | None = None, folder: str | None = None) -> bytes:
    """*words* (Markdown) in the format *to*, dated *day*. Raises SeminarError if pandoc is missing or warns."""
    try:
        import pypandoc
    except ImportError as error:
        raise SeminarError(_how_to_install()) from error
    command = [pypandoc.get_pandoc_path(), "--from=markdown-implicit_figures", f"--to={to}", "--wrap=none"]
    command += ["--fail-if-warnings", f"--lua-filter={style() / 'handout.lua'}", *options]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(timegm((day or EARLIEST).timetuple()))}
    done = subprocess.run(command, input=words.encode(), capture_output=True, cwd=folder, env=environment)
    if done.returncode:
        raise SeminarError(f"pandoc could not make the paper: {done.stderr.decode().strip()}")
    return done.stdout


def typst_text(manuscript: Manuscript, words: str) -> str:
    """*manuscript* as a whole Typst document, with *words* in place of its own (in which pictures are files)."""
    day = manuscript.day()
    values = {
        "title": typst_string(manuscript.title),
        "running": typst_string(manuscript.running),
        "date": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day else "none",
    }
    given = [f"--variable={name}={value}" for name, value in values.items()]
    given += ["--variable=large=yes"] if manuscript.large else []
    template = f"--template={style() / 'handout.typ'}"
    shift = f"--shift-heading-level-by={manuscript.shift}"
    whole = pandoc(words, "typst", template, shift, *given).decode()
    return whole.replace("align(center)[#table(", "align(left)[#table(")  # pandoc centres every table


def known_paper(paper: str) -> str:
    """*paper*, if it is one of ``PAPERS``. Raises SeminarError for another, and names those there are."""
    if paper not in PAPERS:
        raise SeminarError(f"There is no paper “{paper}”. There are: {', '.join(PAPERS)}.")
    return paper


def pdf(files: dict[str, bytes], paper: str, letters: int = 12, tables: int = 12) -> bytes:
    """The Typst document ``main.typ`` among *files* as PDF/UA-1 on *paper*; the sizes are in points.

    Raises SeminarError for an unknown paper.
    """
    inputs = {"paper": PAPERS[known_paper(paper)], "letters": str(letters), "tables": str(tables)}
    return _typst(files, "pdf", inputs)


def _typst(
    files: dict[str, bytes], form: Literal["pdf", "png"], inputs: dict[str, str] | None = None, ppi: float | None = None
) -> bytes:
    try:
        import typst
    except ImportError as error:
        raise SeminarError(_how_to_install()) from error
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
            raise SeminarError(f"Typst could not make the paper: {error}") from error


@cache
def font_files() -> list[Path]:
    """Where the fonts of the papers are. Raises SeminarError for one that is not installed."""
    found = []
    for name in FONTS:
        paths = font_paths(name)
        if not paths:
            raise SeminarError(f"The font {name} is not installed. {HOW_TO_INSTALL}")
        found.append(paths[0])
    return found


@cache
def font_folder() -> str:
    """A folder that holds the fonts of the papers and no other, until the program ends."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for path in font_files():
        shutil.copy(path, folder)
    return folder


def tools() -> list[str | bytes]:
    """What besides a manuscript and the style decides the bytes of a paper: pandoc, Typst, and the fonts themselves.

    Raises SeminarError where one is not installed.
    """
    try:
        versions = [version(name) for name in ("pypandoc_binary", "typst")]
    except PackageNotFoundError as error:
        raise SeminarError(_how_to_install()) from error
    return [*versions, *(path.read_bytes() for path in font_files())]


def png(svg: bytes) -> bytes:
    """*svg* as a picture for DOCX, three dots to a point."""
    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#set text(font: "Noto Sans")\n#image("figure.svg")\n'
    return _typst({"main.typ": page, "figure.svg": svg}, "png", ppi=216.0)


def docx(manuscript: Manuscript) -> bytes:
    """*manuscript* as a DOCX, with pictures and what is drawn as PNG and the pack's typeface."""
    words, pictures = with_files(manuscript.words)
    words, drawings = _with_drawings(manuscript, words)
    with tempfile.TemporaryDirectory() as folder:
        for name, svg in pictures.items():
            (Path(folder) / name).with_suffix(".png").write_bytes(png(svg))
        for name, drawing in drawings.items():
            (Path(folder) / name).write_bytes(drawing)
        reference = Path(folder) / "reference.docx"
        reference.write_bytes(_reference())
        named = re.sub(r'src="(figure-\d+)\.svg" width="[\d.]+%"', r'src="\1.png" width="420"', words)
        options = [f"--metadata=title={manuscript.title}", "--metadata=lang=en-GB", f"--reference-doc={reference}"]
        options += [f"--shift-heading-level-by={manuscript.shift}", "--output=-"]
        return _with_whole_tables(pandoc(named, "docx", *options, day=manuscript.day(), folder=folder))


_DRAWN = re.compile(r"^```\{=typst\}\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
_SAID = re.compile(r'#"((?:[^"\\]|\\.)*)";')
"""Words in what is drawn, as ``typst_words`` writes them."""
_BREAK = re.compile(r"#pagebreak\(.*\)")
_NOTHING = re.compile(r"#(v|outline|line)\(.*\)")
"""Space, a list of contents and a line to cut along, which a text document does without."""
TEXT_WIDTH, TALLEST = 180, 250
"""The room for a drawing on a page, in millimetres."""
DOTS = 144.0
"""Dots an inch of a drawing."""
_NEW_PAGE = '```{=openxml}\n<w:p><w:r><w:br w:type="page"/></w:r></w:p>\n```'


def _with_drawings(manuscript: Manuscript, words: str) -> tuple[str, dict[str, bytes]]:
    """*words* in which every drawing is a picture with its words, and these pictures (name → PNG)."""
    found = [
        one for one in dict.fromkeys(_DRAWN.findall(words)) if not (_BREAK.fullmatch(one) or _NOTHING.fullmatch(one))
    ]
    pages = dict(zip(found, _drawn(manuscript, found), strict=True))
    files: dict[str, bytes] = {}

    def picture(block: re.Match) -> str:
        if _BREAK.fullmatch(block[1]):
            return _NEW_PAGE
        if block[1] not in pages:
            return ""
        shown = []
        for content in pages[block[1]]:
            name = f"drawing-{len(files) + 1}.png"
            files[name] = content
            alt = " ".join(_SAID.findall(block[1])).replace("\\", "") or manuscript.title
            shown.append(h.p[h.img(src=name, width="680", alt=alt)])
        return f"```{{=html}}\n{h.fragment[shown]}\n```"

    return _DRAWN.sub(picture, words), files


def _drawn(manuscript: Manuscript, blocks: list[str]) -> list[list[bytes]]:
    """Each of the *blocks* (Typst) as pictures as wide as the text; one that is higher than a page is several."""
    if not blocks:
        return []
    template = (style() / "handout.typ").read_text("utf-8").partition("#title()")[0]
    head = re.sub(r"\$(title|running)\$", '""', template).replace("$date$", "none")
    inputs = {"paper": "a4", "letters": str(min(manuscript.letters, 12)), "tables": str(min(manuscript.tables, 12))}

    def pictures(some: list[str], height: str) -> list[bytes]:
        page = f"#set page(width: {TEXT_WIDTH}mm, height: {height}, margin: 1mm, header: none, footer: none)\n"
        made = _typst({"main.typ": (head + page + "\n#pagebreak()\n".join(some)).encode()}, "png", inputs, DOTS)
        return made if isinstance(made, list) else [made]

    whole = pictures(blocks, "auto")
    return [
        [one] if _millimetres_high(one) <= TALLEST else pictures([block], f"{TALLEST}mm")
        for block, one in zip(blocks, whole, strict=True)
    ]


def _millimetres_high(picture: bytes) -> float:
    """The height of a PNG that has ``DOTS`` dots an inch."""
    return int.from_bytes(picture[20:24], "big") / DOTS * 25.4


_TEXT, _ASSUMED = 10_206, 7_920
"""The width of the text in twentieths of a point: on our page, and as pandoc takes it to be."""


def _with_whole_tables(document: bytes) -> bytes:
    """*document* (DOCX) in which tables are as wide as the text, and no row of them breaks over a page."""

    def kept(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        wide = re.sub(rb'(?<=<w:gridCol w:w=")\d+', lambda found: b"%d" % (int(found[0]) * _TEXT // _ASSUMED), content)
        marked = wide.replace(b"<w:trPr>", b"<w:trPr><w:cantSplit/>")
        return re.sub(rb"<w:tr>(?!\s*<w:trPr>)", b"<w:tr><w:trPr><w:cantSplit/></w:trPr>", marked)

    return _rewritten(document, kept)


def _rewritten(document: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """*document* (DOCX) with each of its parts (name, content) changed, all else as it was."""
    old, new = zipfile.ZipFile(io.BytesIO(document)), io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as written:
        for item in old.infolist():
            written.writestr(item, change(item.filename, old.read(item)))
    return new.getvalue()


def _reference() -> bytes:
    """pandoc's own reference document with our typeface at 12 points, black, on A4, with ruled tables."""
    return _rewritten(pandoc("", "markdown", "--print-default-data-file=reference.docx"), _restyled)


_PAGE = (
    b'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="850" w:header="425" '
)
_PAGE += b'w:footer="425" w:gutter="0"/></w:sectPr>'
_RULE = b'w:val="single" w:sz="4" w:space="0" w:color="6E6E6E"/>'
_RULES = b"<w:tblBorders><w:bottom " + _RULE + b"<w:insideH " + _RULE + b"</w:tblBorders>"


def _restyled(name: str, content: bytes) -> bytes:
    if name == "word/theme/theme1.xml":
        return re.sub(rb'<a:latin typeface="[^"]*"', b'<a:latin typeface="Noto Sans"', content)
    if name == "word/styles.xml":
        black = re.sub(rb'<w:color w:val="[0-9A-Fa-f]{6}"[^>]*/>', b'<w:color w:val="000000"/>', content)
        head, table, rest = black.partition(b'w:styleId="Table"')
        return head + table + rest.replace(b"<w:tblCellMar>", _RULES + b"<w:tblCellMar>", 1)
    return content.replace(b"</w:sectPr>", _PAGE) if name == "word/document.xml" else content
