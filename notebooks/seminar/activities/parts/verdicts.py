"""A student's verdict: what is saved of it, how it is checked, and the page on which it is printed, without a name."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import htpy as h

from seminar.answers.sheets import code, web_page
from seminar.answers.store import Store, answers_folder
from seminar.course.sources import in_brief, issued, kind_of, says
from seminar.data.evidence import Row, fact, facts, is_fact, rows
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.files import write
from seminar.models.verdict import FEWEST_CARDS, FEWEST_KINDS, FEWEST_WORDS, MOST_CARDS, Card, checks, conflicts
from seminar.numbers import date_in_words, day
from seminar.screen.page import with_chinese

CELL = "10-w10b"
prose = Words(CELL)
SIDES = prose.group("sides")
"""What a card may do to the sentence → its words."""
CHECKS = {
    "cards": prose("checks.cards", fewest=FEWEST_CARDS),
    "sides": prose("checks.sides"),
    "kinds": prose("checks.kinds", fewest=FEWEST_KINDS),
    "dates": prose("checks.dates"),
    "scope": prose("checks.scope"),
    "change": prose("checks.change", fewest=FEWEST_WORDS),
}
"""The six checks, and what each asks for."""
LAMPS = {
    "cards": prose("lamp-words.cards", fewest=FEWEST_CARDS),
    "sides": prose("lamp-words.sides"),
    "kinds": prose("lamp-words.kinds", fewest=FEWEST_KINDS),
    "dates": prose("lamp-words.dates"),
    "scope": prose("lamp-words.scope"),
    "change": prose("lamp-words.change", fewest=FEWEST_WORDS),
}
"""The same in the few words that stand beside a lamp."""
TEXTS = {
    "position": (prose("written.position"), 300, 3),
    "system": (prose("written.system"), 80, 1),
    "place": (prose("written.place"), 80, 1),
    "year": (prose("written.year"), 40, 1),
    "change": (prose("written.change"), 400, 3),
    "disagree": (prose("written.disagree"), 400, 1),
}
"""The written parts of a verdict: label, longest text in characters, lines of the box."""
CONFIDENCE = {"low": "low", "medium": "medium", "high": "high"}


@dataclass(frozen=True)
class Verdict:
    """A verdict as it is saved: a *question*, the written parts by name (``TEXTS``), cards (fact id → side).

    What was written and chosen for another question stays *made_for* that one, until somebody says that it fits.
    """

    question: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    confidence: str = ""
    made_for: str = ""

    def text(self, name: str) -> str:
        """A written part without blanks around it, "" where nothing is written."""
        return self.texts.get(name, "").strip()

    def cards(self) -> list[Card]:
        """The chosen cards in the order in which they were chosen."""
        return [Card(key, side, kind_of(fact(key)), is_dated(fact(key))) for key, side in self.sides.items()]

    def checks(self) -> dict[str, bool]:
        """Whether each of the six checks passes."""
        return checks(self.cards(), self.text("system"), self.text("year"), self.text("change"))

    def conflicts(self) -> list[Row]:
        """The rows of ``disagreements`` of which both facts are among the cards."""
        known = {row.id: row for row in rows("disagreements")}
        pairs = {key: tuple(row.cells["facts"].split(";")) for key, row in known.items()}
        return [known[key] for key in conflicts(self.sides, pairs)]

    def is_empty(self) -> bool:
        """Whether nothing is written and no card is chosen."""
        return not self.sides and not any(self.text(name) for name in TEXTS)


def offered() -> dict[str, tuple[str, ...]]:
    """Question → ids of the facts that are offered as its cards."""
    return {one.question: one.cards for one in record(CELL, Activity).verdicts}


def name_of(part: str) -> str:
    """The name under which a part of the verdict is saved."""
    return f"{CELL}-{part}"


def saved(answers: Store) -> Verdict:
    """The verdict that is saved; parts that were edited into something else count as empty."""

    def text(part: str) -> str:
        return answers.text(name_of(part))

    cards = answers.parts(name_of("cards"))
    known = {key: side if side in SIDES else "" for key, side in cards.items() if key in facts() and is_fact(fact(key))}
    question = text("question")
    known_question = question if question in offered() else next(iter(offered()))
    made_for = text("for")
    return Verdict(
        known_question,
        {part: text(part) for part in TEXTS},
        dict(list(known.items())[:MOST_CARDS]),
        text("confidence") if text("confidence") in CONFIDENCE else "",
        made_for if made_for in offered() and made_for != known_question else "",
    )


def year_of(row: Row) -> str:
    """The year of the source of a fact, "no date" for none."""
    return date_in_words(*(issued(row.sources()[0])[:1] if row.sources() else []))


def kind_and_place(row: Row) -> str:
    """The kind of source of a fact and its place, or who issued a document, where its table has either."""
    return " · ".join(filter(None, (kind_of(row), _place_of(row))))


def place_and_year(row: Row) -> str:
    """The place of a fact, where its table has one, and the year of its source."""
    return "; ".join(filter(None, (_place_of(row), prose("source-of", year=year_of(row)))))


def _place_of(row: Row) -> str:
    return str(row.cells.get("place", row.cells.get("issuer", "")))


def date_and_grade(row: Row) -> str:
    """The year of the source of a fact and its grade, or that it is calculated."""
    return prose("tile", date=year_of(row), grade=row.cells["grade"]) if row.sources() else in_brief(row)


def is_dated(row: Row) -> bool:
    """Whether a source of the fact has a date."""
    return any(issued(entry) for entry in row.sources())


def known_fact(text: str) -> str:
    """The id of the fact that *text* names ("f-t020" is "f-T020"); "" for nothing. Raises SeminarError for another."""
    found = text.strip()
    if not found:
        return ""
    ids = facts_by_small_letters()
    if found.lower() not in ids:
        example = next(iter(ids.values()))
        raise SeminarError(
            f"There is no fact “{found[:20]}”. An id looks like {example}; the page of sources lists them."
        )
    return ids[found.lower()]


@cache
def facts_by_small_letters() -> dict[str, str]:
    """The id of every fact in small letters → as it is written."""
    return {key.lower(): key for key, row in facts().items() if is_fact(row)}


def ticks(verdict: Verdict) -> h.Renderable:
    """The six checks as a list: a box with or without a tick, in words too."""
    return h.ul(".seminar-ticks", style="list-style:none;padding:0")[
        (
            h.li[h.strong["☑ " if passed else "☐ "], CHECKS[name], " (there)" if passed else " (open)"]
            for name, passed in verdict.checks().items()
        )
    ]


def lamps(verdict: Verdict) -> h.Renderable:
    """The six checks beside the cards: lit or open, in words too, and what they do not see.

    None of them is told of what was made for another question.
    """
    if verdict.made_for:
        return h.p[h.strong[prose("made-for", question=verdict.made_for)], " ", prose("made-for-how")]
    passed = verdict.checks()
    lit = prose("lamps", passed=sum(passed.values()), all=len(passed))
    states = [(LAMPS[name], "there" if there else "open") for name, there in passed.items()]
    return h.fragment[
        h.p[h.strong[lit]],
        h.ul(".seminar-lamps")[
            (h.li(class_=state)[words, " ", h.b[prose.group("lamp")[state]]] for words, state in states)
        ],
        h.p(".seminar-quiet")[prose("structure-only")],
    ]


def sheet(verdict: Verdict) -> h.Renderable:
    """The verdict as it is printed: question, sentence, scope, cards, doubts and the six checks."""
    scope = [f"{TEXTS[part][0]}: {verdict.text(part) or '–'}" for part in ("system", "place", "year")]
    head = h.tr[(h.th(scope="col")[title] for title in prose.all("sheet-columns"))]
    rows = h.tbody[map(_card_row, verdict.sides.items())]
    return h.article(".verdict", style="overflow-wrap:anywhere")[
        h.p(".quiet")[verdict.made_for or verdict.question],
        h.h1[verdict.text("position") or prose("sheet.no-sentence")],
        h.p["; ".join(scope), "."],
        bool(verdict.sides) and h.table[h.caption[prose("sheet.evidence")], h.thead[head], rows],
        bool(verdict.conflicts())
        and h.p[h.strong[prose("sheet.disagree")], verdict.text("disagree") or prose("sheet.not-said")],
        h.p[h.strong[prose("sheet.sure")], verdict.confidence or prose("sheet.not-said")],
        h.p[h.strong[prose("sheet.change")], verdict.text("change") or prose("sheet.not-said")],
        h.p[
            h.strong[prose("sheet.structure")],
            prose("sheet.passed", passed=sum(verdict.checks().values()), all=len(CHECKS)),
        ],
        ticks(verdict),
    ]


def _card_row(card: tuple[str, str]) -> h.Renderable:
    key, side = card
    row = fact(key)
    return h.tr[
        h.th(scope="row")[SIDES.get(side, prose("sheet.not-marked"))],
        h.td[with_chinese(says(row))],
        h.td(".quiet")[with_chinese(f"{key}: {in_brief(row)}")],
    ]


STYLE = """
@page { size: A4; margin: 12mm 14mm; }
body { font: 10pt/1.3 "Noto Sans", "Segoe UI", Arial, sans-serif; max-width: 182mm; margin: 0 auto; color: #000; }
h1 { font-size: 1.5em; line-height: 1.2; margin: 0 0 0.4em; } p { margin: 0 0 0.45em; } .quiet { font-size: 0.85em; }
table { border-collapse: collapse; width: 100%; margin: 0 0 0.6em; } caption { text-align: left; font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: 0.25em 1em 0.25em 0; border-bottom: 0.2mm solid #999; }
tbody th { width: 24mm; font-weight: 600; } td.quiet { width: 48mm; } ul { margin: 0 0 0.6em; } li { margin: 0; }
"""
LARGEST = 10.0
"""Points of the type of a page where it fits."""


def type_size(verdict: Verdict) -> float:
    """Points of type at which the page fits on one sheet (its area goes with their square): smaller for a long text.

    Measured: at 10 points a page takes 80 mm of the 250 mm that any paper has, and 0.07 mm more for each sign; signs
    that may be wide count twice.
    """
    cards = [f"{says(fact(key))} {key}: {in_brief(fact(key))}" for key in verdict.sides]
    text = "".join([verdict.question, *map(verdict.text, TEXTS), *cards])
    signs = sum(1 if sign.isascii() and not sign.isupper() else 2 for sign in text)
    return min(LARGEST, LARGEST * math.sqrt(250 / (80 + 0.07 * signs)))


def export(verdict: Verdict) -> Path:
    """Write the verdict as a page to print, one sheet of paper, below the answers; returns the file.

    It holds the code of the answers folder and the day, and no name. Raises SeminarError, and writes nothing, while
    there is nothing to print or two cards disagree and no sentence says so.
    """
    if verdict.is_empty() or not verdict.text("position"):
        raise SeminarError("There is no verdict to print yet. Write your sentence, then press the button again.")
    disagreeing = verdict.conflicts()
    if disagreeing and not verdict.text("disagree"):
        pair = " and ".join(disagreeing[0].cells["facts"].split(";"))
        raise SeminarError(
            f"Two of your cards disagree ({pair}). Write the line “My sources disagree about…” first, then print."
        )
    title = prose("sheet.title", code=code())
    made = h.p(".quiet")[f"{title}, {day(date.today().isoformat())}"]
    style = f"{STYLE}body {{ font-size: {type_size(verdict):.1f}pt; }}"
    file = answers_folder() / "export" / f"verdict-{code()}.html"
    write(file, web_page(title, style, sheet(verdict), made))
    return file
