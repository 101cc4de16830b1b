"""The plain edition: whole, up to date, closed in itself, without keys, and kind to a screen reader."""

import html
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import PurePosixPath
from posixpath import normpath

import nbformat
import pytest
from seminar.build import html_edition, steps
from seminar.commands import seminar
from seminar.data.records import lab
from seminar.errors import SeminarError
from seminar.paper.handout_page import read
from support import NAMES, PACK, PATHS, for_teachers, records_of, role

FOLDER = PACK / html_edition.FOLDER
PAGES = [one.path.removeprefix("handouts/html/") for one in html_edition.targets() if one.path.endswith(".html")]


RUN = re.compile(r"Choose Run, then [^<]*?\.( Or [^<]*?\.)?(?=<|$)")
"""How to run a view, or where else to answer: nothing for a page that can only be read."""


class Parts(HTMLParser):
    """What a page has: ids, addresses with the attribute that holds each, headings, pictures, and its words."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.addresses, self.headings, self.pictures, self.words = [], [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.addresses += [(name, found[name]) for name in ("href", "src", "srcset", "action", "data") if name in found]
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.pictures += [found] if tag == "img" else []

    def handle_data(self, data):
        self.words += data


@pytest.fixture(scope="module")
def parts():
    return {path: Parts((FOLDER / path).read_text("utf-8")) for path in PAGES}


def letters(text):
    """The words of a text one after the other, without signs."""
    return " ".join(re.findall(r"\w+", html.unescape(text)))


def prose(source):
    """The words of Markdown: without addresses, tags, numbers of lists, and what only a live page has."""
    read = re.sub(r'<span class="screen">.*?</span>', "", source)
    kept = "\n\n".join(part for part in read.split("\n\n") if "**Run" not in part)
    return letters(re.sub(r"\]\([^)]*\)|<[^>]+>|^\d+\. ", " ", kept, flags=re.MULTILINE))


def test_every_link_leads_to_a_place_in_the_edition_or_to_a_publisher(parts):
    for path, page in parts.items():
        for _, address in page.addresses:
            if address.startswith(("http://", "https://", "data:image/svg+xml;base64,")):
                continue
            where, _, place = address.partition("#")
            target = normpath(PurePosixPath(path).parent / where) if where else path
            assert (FOLDER / target).is_file(), (path, address)
            assert not place or place in parts[target].ids, (path, address)


def test_nothing_is_fetched_from_elsewhere(parts):
    for path, page in parts.items():
        fetched = [address for name, address in page.addresses if name != "href"]
        assert all(address.startswith("data:") for address in fetched), path
        assert "<script" not in (FOLDER / path).read_text("utf-8")
    style = (FOLDER / html_edition.STYLE).read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("name", NAMES)
def test_prose_and_still_views_are_all_there(name, parts):
    page = parts[f"{name.removesuffix('.ipynb')}.html"]
    shown = letters(page.words)
    for cell in nbformat.read(PACK / "notebooks" / name, as_version=4).cells:
        if role(cell) in html_edition.SCREEN_ONLY:
            assert cell.id not in page.ids
        else:
            assert cell.id in page.ids
            is_code = cell.cell_type == "code"
            view = cell.outputs[0].data["text/html"] if is_code else ""
            said = letters(Parts(RUN.sub("", view)).words) if is_code else prose(cell.source)
            assert said in shown, cell.id
    assert all(picture.get("alt") for picture in page.pictures)


def test_the_data_lab_is_there_to_be_read_with_its_tasks_code_and_pictures_and_nothing_to_fill(parts):
    page = parts["data-lab.html"]
    shown = letters(page.words)
    for key, task in lab().tasks().items():
        assert f"lab-{key}-answer" in page.ids
        assert {f"lab-{key}-check", f"lab-{key}-words"}.isdisjoint(page.ids)
        assert all(letters(code) in shown for code in (task.given or "", task.stub)), key
        assert letters(task.title) in shown
        assert letters(max(task.solution.splitlines(), key=len)) not in shown
    assert "Not yet" not in page.words
    assert [bool(picture["alt"]) for picture in page.pictures] == [True, True]
    contents = parts[html_edition.CONTENTS]
    assert ("href", "data-lab.html") in contents.addresses


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_no_page_says_what_is_for_the_instructor(path, parts):
    shown = " ".join(parts[f"{path.stem}.html"].words.split())
    for key, record in records_of(path).items():
        assert not [words for words in for_teachers(record) if " ".join(words.split()) in shown], key


def test_headings_go_down_one_step_at_a_time(parts):
    for path, page in parts.items():
        assert page.headings[0] == 1, path
        assert page.headings.count(1) == 1, path
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps), path


def test_ids_are_unique(parts):
    for path, page in parts.items():
        assert len(page.ids) == len(set(page.ids)), path


def test_links_are_turned_and_publishers_left_alone():
    text = (
        '<a href="sources/face_trials.md#f-T020">x</a><a href="06-lists-or-scores.ipynb#cell-id=06-off">z</a>'
        '<a href="https://example.org/a.ipynb#cell-id=b">y</a><a href="https://example.org/a.md#b">y</a>'
    )
    turned = html_edition.own_links(text)
    assert 'href="sources/face_trials.html#f-T020"' in turned
    assert 'href="06-lists-or-scores.html#06-off"' in turned
    assert 'href="https://example.org/a.md#b"' in turned
    assert 'href="https://example.org/a.ipynb#cell-id=b"' in turned


def test_a_page_that_was_stored_without_outputs_is_a_sentence(workshop):
    path = workshop / "notebooks" / NAMES[-1]
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    nbformat.write(notebook, path)
    (page,) = [target for target in html_edition.targets() if target.notebooks == (NAMES[-1][:2],)]
    with pytest.raises(SeminarError, match=re.escape(seminar(f"build {NAMES[-1][:2]}"))):
        page.make()


def test_a_page_of_a_notebook_that_is_gone_goes_too(workshop):
    left = workshop / html_edition.FOLDER / "old-name.html"
    left.write_text("old")
    assert steps.stale(date.today()) == {f"{html_edition.FOLDER}/old-name.html": steps.NO_LONGER}
    steps.build([], date.today(), print)
    assert not left.exists()


def test_a_page_that_was_changed_by_hand_is_made_again(workshop):
    page = workshop / html_edition.FOLDER / html_edition.CONTENTS
    whole = page.read_bytes()
    page.write_bytes(whole.replace(b"plain edition", b"fine edition"))
    assert list(steps.stale(date.today())) == [f"{html_edition.FOLDER}/{html_edition.CONTENTS}"]
    assert steps.build(["07"], date.today(), print) == [f"{html_edition.FOLDER}/{html_edition.CONTENTS}"]
    assert page.read_bytes() == whole


def test_titles_are_those_of_the_notebooks(parts):
    for path in PATHS:
        assert f"{read(path).title}" in parts[f"{path.stem}.html"].words
        assert read(path).title in parts[html_edition.CONTENTS].words
