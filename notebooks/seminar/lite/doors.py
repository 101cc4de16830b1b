"""The doors of the browser edition: its start page, and the plain edition with ways to the live pages.

A page of the plain edition is there at once, on any device; the live page takes a while to come, and is fetched
only by whoever asks for it.
"""

import json
import re
from pathlib import Path

import htpy as h
from markupsafe import Markup

from seminar.data.package import notebooks
from seminar.data.records import Activity, record
from seminar.data.stored import read, title
from seminar.data.words import Words
from seminar.files import pack_folder

prose = Words("browser-edition")

TITLE = "Rumour or Reality"
START = "index.html"
PLAIN = "plain"
"""The folder of the plain edition in the site."""
STORED = "handouts/html"
"""That of the plain edition in the pack."""
CHECK, FRESH, BEGIN, LANDING = "check.js", "fresh.js", "begin.js", "landing.js"
"""Scripts of the site, in their order: what a browser must be able to do, what is asked for anew, a kernel before its
page, and the way to the cell that an address names."""
_TEXT = '<main id="text" tabindex="-1">'
"""Where the text of a page of the plain edition begins."""
_ACTIVITY = re.compile(r'<div id="(\d\d-w\d\d[a-z])">')
"""Where an activity begins there."""


def pages() -> dict[str, str | bytes]:
    """Path in the site → content: the start page, the check of the browser, and the plain edition."""
    stored = pack_folder() / STORED
    plain = {path.relative_to(stored).as_posix(): path for path in sorted(stored.rglob("*")) if path.is_file()}
    names = {path.stem for path in notebooks()}
    contents: dict[str, str | bytes] = {START: start_page(), CHECK: check()}
    contents |= {name: script(name) for name in (FRESH, BEGIN, LANDING)}
    for name, path in plain.items():
        live = Path(name).stem if Path(name).stem in names else ""
        contents[f"{PLAIN}/{name}"] = with_ways(path.read_text("utf-8"), live) if live else path.read_bytes()
    return contents


def live(page: str, cell: str = "") -> str:
    """The way to the live notebook *page* ("07-can-the-machine-see-you") from the top of the site, to *cell* in it."""
    return f"lab/index.html?path=notebooks/{page}.ipynb{f'#cell-id={cell}' if cell else ''}"


def with_ways(plain: str, page: str) -> str:
    """A page of the plain edition with ways to the live notebook *page*: at its top, and at each activity."""
    top = h.p(".live-page")[h.a(href=f"../{live(page)}")[prose("open-live")], " ", prose("takes")]

    def way(start: re.Match) -> str:
        named = f"{prose('operate')}: {record(start[1], Activity).title}"
        link = h.a(href=f"../{live(page, start[1])}", aria_label=named)[prose("operate")]
        return f"{start[0]}{h.p('.live-page')[link]}"

    head, begin, text = plain.partition(_TEXT)
    return f"{head}{begin}{top}{_ACTIVITY.sub(way, text)}"


def start_page() -> str:
    """The first page of the site: two lines on what it is, and two ways to each notebook.

    JupyterLite looks on the page above its own for settings, so there is a place for them.
    """
    titles = {path.stem: f"{path.name[:2]} {title(path, read(path).cells[0])}" for path in notebooks()}
    rows = [
        h.li[
            h.a(href=f"{PLAIN}/{page}.html")[words],
            " · ",
            h.a(href=live(page), aria_label=f"{prose('live')}: {words}")[prose("live")],
        ]
        for page, words in titles.items()
    ]
    look_up = {"glossary": "glossary.html", "sources": "sources.html", "claims": "sources/claims.html"}
    page = h.html(lang="en-GB")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.title[TITLE],
            h.link(rel="stylesheet", href=f"{PLAIN}/style.css"),
            h.link(rel="icon", href="icon-120x120.png"),
            h.script(id="jupyter-config-data", type="application/json", data_jupyter_lite_root=".")["{}"],
            h.script(src=CHECK, defer=True),
        ],
        h.body(".seminar.edition")[
            h.main("#text", tabindex="-1")[
                h.h1[TITLE],
                h.p[prose("what"), h.br, prose("how")],
                h.noscript[h.p[prose("no-script")]],
                h.p[prose("ways")],
                h.ul[rows],
                h.ul[(h.li[h.a(href=f"{PLAIN}/{path}")[prose(f"look-up.{name}")]] for name, path in look_up.items())],
                h.p[prose("answers")],
            ]
        ],
    ]
    return f"{page}\n"


def check() -> str:
    """The script that looks, before anything is loaded, whether this browser can run the course and keep answers."""
    words = {name: str(h.p[text]) for name, text in prose.group("browser").items()}
    return script(CHECK).replace("SENTENCES", str(Markup(json.dumps(words, ensure_ascii=False))))


def script(name: str) -> str:
    """The text of a script that lies beside this module."""
    return (Path(__file__).parent / name).read_text("utf-8")


def with_scripts(lab: str) -> str:
    """The page of JupyterLite with the scripts of the site before all its own."""
    scripts = "".join(f'<script src="../{name}"></script>' for name in (CHECK, FRESH, BEGIN, LANDING))
    return lab.replace("<head>", f"<head>{scripts}", 1)
