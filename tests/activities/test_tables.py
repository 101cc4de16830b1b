"""In the tables of every activity numbers stand flush right under each other, and words do not."""

import html
import re
from collections import defaultdict

from seminar.activities import declared

WORDS = {
    "07-w07b": "the endings of phone numbers are names",
    "09-w09a": "counts that stand in a sentence over two columns",
}
"""Cell → why a column of its tables holds numbers and is set like words."""
NUMBER = re.compile(r"[\d.,−+%±]+|–")


def columns(markup):
    """The columns of every table in *markup*, without the headings of its rows: whether it is set right, its cells."""
    for table in re.findall(r"<table.*?</table>", markup, re.DOTALL):
        found = defaultdict(list)
        for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL):
            for place, (kind, style, cell) in enumerate(re.findall(r"<(t[dh])\b([^>]*)>(.*?)</\1>", row, re.DOTALL)):
                if kind == "td":
                    text = html.unescape(re.sub(r"<[^>]+>", "", cell)).strip()
                    found[place].append(("text-align:right" in style, text))
        for cells in found.values():
            yield {right for right, _ in cells}, [text for _, text in cells if text]


def test_numbers_are_set_right_and_words_are_not():
    """One test for all, since each would read the tables anew."""
    for cell, activity in declared().items():
        for right, texts in columns((activity.show(cell) if activity.also_in else activity.show()).html):
            if right == {True}:
                assert sum(bool(re.search(r"\d", text)) for text in texts) * 2 >= len(texts), (cell, texts)
            elif cell not in WORDS:
                assert not texts or not all(map(NUMBER.fullmatch, texts)), (cell, texts)
