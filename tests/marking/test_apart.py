"""What a notebook asks where its page is not, in a quiz and in a notebook of nbgrader, is kept in ``said/apart``.

After a wanted change: ``pytest tests/marking/test_apart.py --keep-said``, and read the difference.
"""

import html
import re
from pathlib import Path

import pytest
from seminar.data.records import OpenPrompt, notebooks_with_records, records
from seminar.marking.apart import question
from seminar.marking.platforms.quiz import quiz
from support import KEEP, PATHS, kept_lines, read

SAID = Path(__file__).parents[1] / "said" / "apart"
PLACES = re.compile(r"parts? ((?:“[^”]+”(?: and )?)+) of notebook (\d\d)")
"""Where a question sends a reader back to: the names of parts, and the notebook."""


def lines(markup):
    """The words of *markup*, a line for each paragraph, item and cell of a table."""
    for part in re.split(r"</(?:p|li|t[dh]|caption|h\d)>", markup):
        yield " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split())


def asked(number):
    """Every line of the quiz of a notebook, and of its open questions."""
    made = quiz(number)
    for one in made.questions:
        choices = [words for choice in one.choices for words in (choice.text, choice.reply)]
        yield from (f"## {one.key} {one.title}", *lines("</p>".join([one.stem, *choices, one.after])))
    for one in made.essays:
        yield from (f"## {one.key} {one.title}", *lines(f"{one.task}</p>{one.teachers}"))
    for key, one in records(number).items():
        if isinstance(one, OpenPrompt):
            yield from (f"## {key} {one.title}", *filter(None, question(key).splitlines()))


@pytest.mark.parametrize("number", notebooks_with_records())
def test_what_is_asked_elsewhere_is_what_was_asked(number, request):
    found, file = [line for line in asked(number) if line], SAID / f"{number}.txt"
    assert found == kept_lines(file, found, request), KEEP


@pytest.mark.parametrize("number", notebooks_with_records())
def test_a_part_that_is_named_elsewhere_has_that_heading_on_its_page(number):
    pages = {path.name[:2]: [cell.source for cell in read(path).cells] for path in PATHS}
    missed = [
        (name, page)
        for names, page in PLACES.findall("\n".join(asked(number)))
        for name in re.findall("“([^”]+)”", names)
        if not any(f"## {name}" in source.splitlines() for source in pages[page])
    ]
    assert missed == []
