"""The run sheets of an instructor's copy, and the minute marks at its cells."""

import htpy as h

from seminar.errors import SeminarError
from seminar.page import Table
from seminar.paper.handout_page import Page, division, markup, spans


def minute_marks(page: Page) -> dict[str, list[str]]:
    """Cell id → its minutes in both plans, in the order of the page."""
    long, short = spans(page, "minutes80"), spans(page, "minutes40")

    def mark(key: str) -> str:
        plans = [(80, long.get(key)), (40, short.get(key))]
        said = [f"minutes {span[0]}–{span[1]} of {length}" for length, span in plans if span]
        return division("mark", markup(h.p["; ".join(said).capitalize()]))

    return {key: [mark(key)] for key in page.cells if key in long or key in short}


def run_sheets(page: Page) -> list[str]:
    """The run sheets for 80 and 40 minutes, materials and sensitive points, from the instructor's record."""
    key = next((key for key, found in page.records.items() if found.get("role") == "instructor"), None)
    if key is None:
        raise SeminarError(f"The file data/teaching/{page.number}.yaml has no instructor record.")
    found = page.records[key]
    columns = {"minute": "Minute", "say": "I say", "do": "They do", "look": "Look for", "fix": "If it goes wrong"}
    rows = [
        [row[name].replace("-", "–") if name == "minute" else row[name] for name in columns] for row in found["run"]
    ]
    return [
        "## Run sheet",
        markup(Table("80 minutes", list(columns.values()), rows).markup()),
        markup(Table("40 minutes: what stays", ["Minute", "Part", "How"], _short_plan(page)).markup()),
        "## Bring",
        markup(h.ul[(h.li[item] for item in found["materials"])]),
        "## Take care",
        markup(h.ul[(h.li[item] for item in found["sensitive"])]),
        "## The student’s pages, with notes",
    ]


def _short_plan(page: Page) -> list[list[str]]:
    plan = spans(page, "minutes40").items()
    return [
        [f"{start}–{end}", page.records[key]["title"], page.records[key].get("grouping", "")]
        for key, (start, end) in plan
    ]
