"""The plain edition: every page as HTML that any browser opens from a folder, with no server and no network.

It holds what a page shows before it is run, and so no key, no answer and nothing to operate. Headings, tables and text
alternatives are those of the page: this is the way for a screen reader.
"""

import re
from collections.abc import Callable
from functools import partial

import htpy as h
import mistune
from markupsafe import Markup
from nbformat import NotebookNode

from seminar.build import claims_page, gallery_page, sources_page
from seminar.build.targets import Text
from seminar.course.glossary import PAGE as GLOSSARY
from seminar.data import stored
from seminar.data.package import LAB, lab_notebook, notebooks
from seminar.data.words import Words
from seminar.files import pack_folder
from seminar.screen.style import edition_style

prose = Words("plain-edition")

FOLDER = "handouts/html"
STYLE = "style.css"
CONTENTS = "index.html"
SCREEN_ONLY = {"setup", "answers", "ready"}
"""Cells of these roles do something only in JupyterLab."""
TITLE = "Rumour or Reality"
LOOKED_UP = (claims_page.PAGE, gallery_page.PAGE, GLOSSARY, sources_page.INDEX)
"""Pages beside the course to which the contents lead."""

FOR_FILLING = ("-now", "-check", "-words")
"""How the ids of cells of the lab end that ask a reader to run a check, or to write."""
_PANDAS_STYLE = re.compile(r'<style scoped>.*?</style>| border="1"', re.DOTALL)

_prose = mistune.create_markdown(escape=False, plugins=["table"])
_PAGE = re.compile(r'(href="(?!https?:)[^"#]*)\.(?:ipynb|md)')
_BEYOND = re.compile(r'<a href="\.\./data/[^"]*">(.*?)</a>')
_CELL = re.compile(r'(href="(?!https?:)[^"#]*)#cell-id=')
_FACT = re.compile(r"<sup>(.*?)</sup>")
_LINE = re.compile("_{3,}")


def targets() -> list[Text]:
    """Every file of the edition: the contents, the pages and the style.

    Raises SeminarError for a page that cannot be read; making one that was stored without outputs does so too.
    """
    folder = pack_folder() / "notebooks"
    course = [path.name for path in notebooks()]
    tables = sorted(path.stem for path in (folder / "sources").glob("*.md") if path.stem in sources_page.tables())
    taught = {name: stored.read(folder / name) for name in course}
    looked_up = {
        name: sources_page.parts_of(folder / name) for name in (*LOOKED_UP, *(f"sources/{name}.md" for name in tables))
    }
    computed = stored.read(lab_notebook())
    titles = {name: stored.title(folder / name, page.cells[0]) for name, page in (*taught.items(), (LAB, computed))}
    titles |= {name: "".join(parts.values()).partition("\n")[0].removeprefix("# ") for name, parts in looked_up.items()}

    def target(name: str, content: Callable[[], h.Node]) -> Text:
        def made() -> str:
            return _document(titles[name], "../" * name.count("/"), content(), _way_on(name, titles, course))

        return Text(f"{FOLDER}/{_html(name)}", made, (name[:2],) if name in course else (), (f"notebooks/{name}",))

    return [
        Text(f"{FOLDER}/{CONTENTS}", partial(_contents, titles, course), after=tuple(f"notebooks/{n}" for n in titles)),
        *(target(name, partial(_course_page, page)) for name, page in taught.items()),
        target(LAB, partial(_lab_page, computed)),
        *(target(name, partial(_page_beside, parts)) for name, parts in looked_up.items()),
        Text(f"{FOLDER}/{STYLE}", edition_style),
    ]


def _html(name: str) -> str:
    return f"{name.rpartition('.')[0]}.html"


def _course_page(page: NotebookNode) -> h.Node:
    cells = [cell for cell in page.cells if not SCREEN_ONLY & set(cell.metadata.get("tags", []))]
    return [h.div(id=cell.id)[_shown(cell)] for cell in cells]


def _lab_page(page: NotebookNode) -> h.Node:
    """The data lab to be read: its tasks, its code and what that shows, without what is for filling and checking."""
    cells = [cell for cell in page.cells if not cell.id.endswith(FOR_FILLING)]
    title, *rest = [h.div(id=cell.id)[_read_or_computed(cell)] for cell in cells]
    return [title, h.p[prose("lab-here")], *rest]


def _read_or_computed(cell: NotebookNode) -> h.Node:
    if cell.cell_type == "markdown":
        return _rendered(cell.source)
    code = h.pre(".code")[h.code[cell.source]]
    return [code, *(_result(output.data) for output in cell.outputs if "lab.ready()" not in cell.source)]


def _result(data: dict[str, str]) -> h.Node:
    """What a cell of the lab shows; the keyboard can scroll its wide tables, and each heading says what it is of."""
    if "text/html" not in data:
        return h.pre[data["text/plain"]]
    head, body, rows = _PANDAS_STYLE.sub("", data["text/html"]).partition("<tbody>")
    head = head.replace("<table ", '<table tabindex="0" ').replace("<th>", '<th scope="col">')
    return Markup(head + body + rows.replace("<th>", '<th scope="row">'))


def _page_beside(parts: sources_page.Parts) -> h.Node:
    return [h.div(id=name)[_rendered(text)] for name, text in parts.items()]


def _rendered(text: str) -> Markup:
    """Markdown as HTML. The id of a fact has no role of its own, or a screen reader would say “link” twice."""
    made = str(_prose(text))  # text already: its type also allows the tokens of another renderer
    return Markup(own_links(_FACT.sub(r'<span class="fact">\1</span>', made)))


def _shown(cell: NotebookNode) -> Markup:
    """The HTML of one cell: its prose, or the still view stored with it, without what only a live page has."""
    if cell.cell_type == "markdown":
        return _rendered(stored.to_read(stored.words(cell)))
    after = stored.later(cell)
    fold = h.details[h.summary[prose("after-the-guess")], Markup(after)] if after else ""
    return Markup(own_links(_unheard(f"{stored.still_to_read(cell)}{fold}")))


def _unheard(text: str) -> str:
    """*text* with its lines to write on passed over by a screen reader, which says each stroke."""
    return _LINE.sub(r'<span aria-hidden="true">\g<0></span>', text)


def own_links(text: str) -> str:
    """*text* with its links to pages of the pack turned to those of the edition; what lies beyond is only named."""

    return _CELL.sub(r"\1#", _PAGE.sub(r"\1.html", _BEYOND.sub(r"\1", text)))


def _way_on(name: str, titles: dict[str, str], course: list[str]) -> h.Node:
    """Links to the notebooks before and after this one."""
    if name not in course:
        return None
    at = course.index(name)
    near = [(prose("before"), other) for other in course[:at][-1:]] + [
        (prose("after"), other) for other in course[at + 1 :][:1]
    ]
    return h.nav(aria_label=prose("next"))[
        (h.span[f"{words}: ", h.a(href=_html(other))[_numbered(other, titles)]] for words, other in near)
    ]


def _numbered(name: str, titles: dict[str, str]) -> str:
    return f"{name[:2]} {titles[name]}"


def _contents(titles: dict[str, str], course: list[str]) -> str:
    content = [
        h.h1[TITLE],
        h.p[prose("about")],
        h.h2[prose("notebooks")],
        h.ul[(h.li[h.a(href=_html(name))[_numbered(name, titles)]] for name in course)],
        h.h2[prose("compute")],
        h.ul[h.li[h.a(href=_html(LAB))[titles[LAB]], prose("lab-there")]],
        h.h2[prose("look-up")],
        h.ul[(h.li[h.a(href=_html(name))[titles[name]]] for name in LOOKED_UP)],
    ]
    return _document(TITLE, "", content, None)


def _document(name: str, up: str, content: h.Node, way_on: h.Node) -> str:
    whole = name if name == TITLE else f"{name} – {TITLE}"
    links = {"Contents": CONTENTS, "Glossary": _html(GLOSSARY), "Sources": _html(sources_page.INDEX)}
    return str(
        h.html(lang="en-GB")[
            h.head[
                h.meta(charset="utf-8"),
                h.meta(name="viewport", content="width=device-width, initial-scale=1"),
                h.title[whole],
                h.link(rel="stylesheet", href=f"{up}{STYLE}"),
            ],
            h.body(".seminar.edition")[
                h.nav(aria_label=prose("course"))[
                    h.a(".skip", href="#text")[prose("skip")],
                    (h.a(href=f"{up}{path}")[words] for words, path in links.items()),
                ],
                h.main("#text", tabindex="-1")[content],
                way_on,
            ],
        ]
    )
