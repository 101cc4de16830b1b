"""An answer sheet as a web page: the same in words, for whoever reads what was handed in."""

from collections.abc import Mapping

import htpy as h

from seminar.answers.sheets import TEXT, Parts, Sheet, embedded, web_page
from seminar.course.choices import Choices
from seminar.course.choices import embedded as embedded_choices
from seminar.course.sources import in_brief, says
from seminar.data.evidence import fact, facts
from seminar.data.records import Activity, Exercise, Record, records
from seminar.data.words import Words
from seminar.screen.page import with_chinese

prose = Words("sheet-page")

STYLE = """
body { font: 16px/1.55 sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; overflow-wrap: anywhere; }
.text { white-space: pre-wrap; } dt { font-weight: 600; } dd { margin: 0 0 0.6em; } dd ul { margin: 0; }
"""


def sheet_page(sheet: Sheet, choices: Choices | None = None) -> str:
    """The page that says the same as *sheet*, whose questions this pack asks, and holds it as JSON.

    It holds *choices* too, and says that it does.
    """
    title = prose("title", code=sheet.code)
    said = [
        (h.h2[f"{question} {records(question[:2])[question].title}"], in_words(question, value))
        for question, value in sheet.answers.items()
    ]
    also = choices and h.p[prose("choices", count=len(choices.made))]
    head = [embedded(sheet), choices and embedded_choices(choices)]
    return web_page(title, STYLE, h.h1[title], h.p[sheet.day], said, also, head=head)


def in_words(question: str, value: str | Parts) -> h.Renderable:
    """The answer *value* to a *question* of this pack: a text, or its parts, each under what it is called."""
    if isinstance(value, str):
        return h.p(".text")[value]
    labels = _labels(records(question[:2])[question])
    parts = h.dl[(_part(label, value[key]) for key, label in labels.items() if key in value)]
    return h.fragment[value.get(TEXT) and h.p(".text")[value[TEXT]], parts]


def _labels(found: Record) -> Mapping[str, str]:
    """The name of a part → what it is called, for those of an activity or of an exercise."""
    return found.kept if isinstance(found, Activity) else found.asks if isinstance(found, Exercise) else {}


def _part(label: str, value: str | Mapping[str, str]) -> h.Renderable:
    words = value if isinstance(value, str) else h.ul[(h.li[_card(*card)] for card in value.items())]
    return h.fragment[h.dt[label], h.dd(".text")[words]]


def _card(key: str, side: str) -> h.Node:
    if key not in facts():
        return f"{key}: {side}"
    row = fact(key)
    return with_chinese(prose("card", fact=key, says=says(row), source=in_brief(row), side=side or "–"))
